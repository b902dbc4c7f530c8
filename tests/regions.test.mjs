/*
 * The interface is written once in Traditional characters, for Taiwan and Hong Kong: no word stands in it that Hong Kong writes
 * in another way.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { sources, texts, withoutTests } from "./texts.mjs";

/** What Taiwan writes, with what Hong Kong writes in its place; the longest first. */
function words() {
  const rows = readFileSync("src-tauri/crates/text/src/convert/regions.txt", "utf8")
    .split("\n")
    .filter((row) => row.includes("|") && !row.startsWith("#") && !row.startsWith("<"))
    .map((row) =>
      row
        .replace(/^>/, "")
        .split("|")
        .map((column) => column.split(",")),
    );
  return rows
    .flatMap(([tw, hk, cn]) => tw.map((form) => ({ form, hk: hk[0] === "=" ? cn : hk[0] === "" ? tw : hk })))
    .toSorted((a, b) => b.form.length - a.form.length);
}

/** The words of Taiwan alone in a text. */
function ofTaiwan(text, all = words()) {
  const found = [];
  for (let at = 0; at < text.length;) {
    const word = all.find(({ form }) => text.startsWith(form, at));
    if (word && !word.hk.includes(word.form)) found.push(word.form);
    at += word?.form.length ?? 1;
  }
  return found;
}

/** Hong Kong has other words for these and understands them in the interface, or they only look like words of the table. */
const READ_IN_BOTH = ["資料", "資料集", "資料庫", "個資", "上看", "線上"];

test("words of Taiwan alone are found", () => {
  assert.deepEqual(ofTaiwan("這個軟體的資料夾在網路上"), ["軟體", "網路"]);
  assert.deepEqual(ofTaiwan("匯入檔案，設定字型"), []);
});

test("the interface is as right in Hong Kong as in Taiwan", () => {
  const all = words();
  const window = readFileSync("ui/src/lib/i18n/hongkong.ts", "utf8").match(
    /(?<=^ {2})\p{Script=Han}+(?=:)/gmu,
  );
  const found = sources().flatMap((path) =>
    texts(withoutTests(readFileSync(path, "utf8"))).flatMap((text) => {
      const [hant] = text.split(" | ");
      const own = ofTaiwan(hant, all).filter(
        (word) => !READ_IN_BOTH.includes(word) && !window.includes(word),
      );
      return own.length > 0 ? [`${path}: ${hant}: ${own.join(", ")}`] : [];
    }),
  );
  assert.deepEqual(found, []);
});
