/*
 * What a person reads is written once: the same text in the three languages stands in no two places, be it in the window,
 * the terminal, the shell or the front desk. What several of them show is in the front desk's messages.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";

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

test("texts are found as they are written in Rust and in TypeScript", () => {
  assert.deepEqual(texts('say(lang, "筆記", "笔记", "Notes")'), ["筆記 | 笔记 | Notes"]);
  assert.deepEqual(texts('title: [\n  "備份",\n  "备份",\n  "Backup",\n],'), ["備份 | 备份 | Backup"]);
  assert.deepEqual(texts('format!("{n} 條"),\n format!("{n} 条"),\n format!("{n} entries"),'), [
    "{} 條 | {} 条 | {} entries",
  ]);
  assert.deepEqual(texts('["a", "備份", "备份", "Backup"]'), ["備份 | 备份 | Backup"]);
});

test("no text is written twice", () => {
  const places = new Map();
  for (const path of sources())
    for (const text of texts(withoutTests(readFileSync(path, "utf8"))))
      places.set(text, [...(places.get(text) ?? []), path]);
  assert.ok(places.size > 500, `only ${places.size} texts are found`);
  const twice = [...places]
    .filter(([, where]) => where.length > 1)
    .map(([text, where]) => `${text}: ${where.join(", ")}`);
  assert.deepEqual(twice, []);
});
