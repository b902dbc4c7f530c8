/*
 * The texts in three languages that a person reads, as they stand in the sources of the window, the terminal, the shell and the
 * front desk.
 */
import { execFileSync } from "node:child_process";

const STRING = String.raw`"((?:[^"\\]|\\[\s\S])*)"`;
/** One wording, as Rust may have it: a text, a text that is made a String, or a format. */
const WORDING = String.raw`(?:format!\(\s*)?${STRING}\s*,?\s*\)?(?:\.(?:to_owned|into)\(\))?`;
/** Three wordings in a row: Traditional, Simplified, English. */
const THREE = new RegExp([WORDING, WORDING, WORDING].join(String.raw`\s*,\s*`), "g");
const CHINESE = /\p{Script=Han}/u;

/** The texts in three languages in a source, with values as `{}`. */
export function texts(source) {
  const found = [];
  for (let from = 0; ;) {
    THREE.lastIndex = from;
    const match = THREE.exec(source);
    if (!match) return found;
    const forms = match.slice(1).map((form) => form.replace(/\{[^}]*\}/g, "{}"));
    const isText =
      CHINESE.test(forms[0]) && CHINESE.test(forms[1]) && !CHINESE.test(forms[2].replace(/[「」]/g, ""));
    if (isText) found.push(forms.join(" | "));
    // What is no text may begin within what was matched.
    from = isText ? match.index + match[0].length : match.index + 1;
  }
}

export function sources() {
  const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  return tracked
    .split("\n")
    .filter((path) => /^(ui\/src|src-tauri)\/.*\.(ts|svelte|rs)$/.test(path))
    .filter((path) => !/\/(bindings|tests|test)\/|\.test\.|_tests\.rs$|\/tests\.rs$/.test(path));
}

/** Without the tests at the end of a file of Rust. */
export const withoutTests = (source) => source.replace(/\n#\[cfg\(test\)\]\nmod tests \{[\s\S]*$/, "");
