/*
 * What a person reads is written once: the same text in the three languages stands in no two places, be it in the window,
 * the terminal, the shell or the front desk. What several of them show is in the front desk's messages.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { sources, texts, withoutTests } from "./texts.mjs";

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
