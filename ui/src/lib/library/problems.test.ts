import { describe, expect, it } from "vitest";
import type { ProblemView } from "$lib/bindings/ProblemView";
import { locale } from "$lib/i18n/locale.svelte";
import { asText, byFile, imports, kinds, narrowed } from "./problems";

const problem = (id: number, rest: Partial<ProblemView>): ProblemView => ({
  id,
  code: "empty",
  kind: "No text",
  file: "a.txt",
  line: null,
  message: "m",
  refused: true,
  time: 0,
  again: true,
  article: null,
  import: null,
  from: [],
  ...rest,
});

const all = [
  problem(1, { import: 3 }),
  problem(2, { file: "b.txt", code: "bad-field", kind: "Unusable field", line: 2, refused: false }),
  problem(3, { code: "bad-field", kind: "Unusable field", import: 4 }),
  problem(4, { again: false }),
];

describe("the tray of problems", () => {
  it("puts those of one file together, and a pasted text of the same name by itself", () => {
    const files = byFile(all).map(({ file, again, problems }) => [file, again, problems.map(({ id }) => id)]);
    expect(files).toEqual([
      ["a.txt", true, [1, 3]],
      ["b.txt", true, [2]],
      ["a.txt", false, [4]],
    ]);
  });

  it("is narrowed to a kind and to an import", () => {
    expect(kinds(all).map(({ value, count }) => [value, count])).toEqual([
      ["empty", 2],
      ["bad-field", 2],
    ]);
    const name = ({ id }: ProblemView) => String(id);
    expect(imports(all, name).map(({ value, label }) => [value, label])).toEqual([
      ["4", "3"],
      ["3", "1"],
    ]);
    expect(narrowed(all, "bad-field", "").map(({ id }) => id)).toEqual([2, 3]);
    expect(narrowed(all, "bad-field", "4").map(({ id }) => id)).toEqual([3]);
    expect(narrowed(all, "", "").length).toBe(4);
  });

  it("is copied as text, a line each", () => {
    locale.lang = "en";
    const lines = asText(byFile(all)).split("\n");
    expect(lines.length).toBe(4);
    expect(lines[2]).toBe("b.txt\tline 2\tTaken in\tm");
  });
});
