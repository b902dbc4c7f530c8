import { expect, it } from "vitest";
import type { Span } from "$lib/bindings/Span";
import { cellsOf, widthsOf } from "./tables";

const cells = (text: string, spans: Span[] = []) => cellsOf({ lang: "", text, spans }, []);

it.each([
  [
    "a\tb\nc\td",
    [
      ["a\t", "b\n"],
      ["c\t", "d"],
    ],
  ],
  [
    "a\tb\nc\td\n",
    [
      ["a\t", "b\n"],
      ["c\t", "d\n"],
    ],
  ],
  [
    "\t\n\t",
    [
      ["\t", "\n"],
      ["\t", ""],
    ],
  ],
  ["a", [["a"]]],
  ["", [[""]]],
  ["a\n\nb", [["a\n"], ["\n"], ["b"]]],
])("cuts %j into cells that make it up", (text, expected) => {
  const shown = cells(text).map((row) => row.map(({ column }) => column.text));
  expect(shown).toEqual(expected);
  expect(shown.flat().join("")).toBe(text);
});

it("counts in each cell from its own beginning, in code points", () => {
  const spans: Span[] = [{ start: 2, end: 7, kind: "note", note: "n" }];
  const text = "😀甲\t乙\n丙\t丁";
  const [first, second] = cells(text, spans);
  const shown = [...(first ?? []), ...(second ?? [])].map(({ start, column }) => [
    start,
    ...column.spans.map((span) => [...column.text].slice(span.start, span.end).join("")),
  ]);
  expect(shown).toEqual([[0, "\t"], [3, "乙\n"], [5, "丙\t"], [7]]);
});

it("knows how wide the columns of the whole table are", () => {
  expect(widthsOf("ab\t微軟\nabcd\tx\ty")).toEqual([7, 7, 4]);
});
