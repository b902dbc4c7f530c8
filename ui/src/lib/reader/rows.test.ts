import { expect, it } from "vitest";
import type { BlockView } from "$lib/bindings/BlockView";
import type { Span } from "$lib/bindings/Span";
import { block } from "../../test/blocks";
import { findPlaces } from "./find";
import { foundInRows, rowAt, rowsOf, rowWith } from "./rows";

const paragraph = (texts: string[], spans: Span[] = []) => block(texts, { spans });

const SENTENCE = "輝達與微軟宣布結盟，金額未定😀。";
const LONG = SENTENCE.repeat(1000);

it("makes a row of a block, however many columns it has", () => {
  const heading = block(["甲"], { kind: "heading", level: 1 });
  const rows = rowsOf([heading, paragraph(["乙", "two"]), paragraph([])]);
  const plain = { first: true, last: true, outer: 0, joined: 0, close: false };
  expect(rows.map(({ parts, block: _, ...rest }) => [rest, parts.map(({ column }) => column.text)])).toEqual([
    [{ number: 0, ...plain }, ["甲"]],
    [{ number: 1, ...plain }, ["乙", "two"]],
    [{ number: 2, ...plain }, []],
  ]);
});

it("knows what goes on after a row: quotations, and items of a list", () => {
  const rows = rowsOf([
    block(["甲"], { quote: 2 }),
    block(["乙"], { quote: 1, kind: "item", indent: 1 }),
    block(["丙"], { kind: "item", indent: 2 }),
    paragraph(["丁"]),
  ]);
  expect(rows.map(({ joined, close }) => [joined, close])).toEqual([
    [1, false],
    [0, true],
    [0, false],
    [0, false],
  ]);
  const long = rowsOf([block([LONG], { quote: 1 }), paragraph(["丁"])]);
  expect(long.map(({ joined }) => joined)).toEqual([...long.slice(0, -2).map(() => 1), 0, 0]);
});

it("knows whether a quotation stands in a list or a list in a quotation", () => {
  const item = (some: object) => block(["甲"], { kind: "item", ...some });
  const outer = (blocks: BlockView[]) => rowsOf(blocks).map((row) => row.outer);
  expect(outer([item({ indent: 1 }), block(["乙"], { quote: 1, indent: 1 }), item({ indent: 1 })])).toEqual([
    0, 1, 0,
  ]);
  expect(
    outer([block(["乙"], { quote: 1 }), item({ quote: 1, indent: 1 }), item({ quote: 1, indent: 2 })]),
  ).toEqual([0, 0, 0]);
  expect(outer([item({ quote: 1, indent: 2 }), block(["乙"], { quote: 1, indent: 1 })])).toEqual([1, 1]);
});

it.each(["code", "table"] as const)("cuts long %s between lines, and not as soon", (kind) => {
  const line = "甲\tlet x = 1; // 輝達\n";
  expect(rowsOf([block([line.repeat(500)], { kind })]).length).toBe(1);
  const text = line.repeat(5000);
  const rows = rowsOf([block([text], { kind })]);
  expect(rows.length).toBeGreaterThan(3);
  expect(rows.map(({ parts }) => parts[0]?.column.text).join("")).toBe(text);
  for (const { parts } of rows) expect(parts[0]?.column.text).toMatch(/\n$/);
});

it("cuts one long line of code nowhere", () => {
  const text = "x".repeat(90_000);
  const rows = rowsOf([block([text], { kind: "code" })]);
  expect(rows.map(({ parts, last }) => [parts[0]?.column.text.length, last])).toEqual([[90_000, true]]);
});

it.each([
  ["sentences", LONG],
  ["no sentence at all", "好".repeat(30_000)],
  ["one word", "a".repeat(30_000)],
  ["characters of two units", "😀".repeat(30_000)],
  ["signs that cling", "é👩‍👩‍👧‍👦".repeat(3000)],
  ["blanks", " ".repeat(30_000)],
  ["half a character", "\uD83D".repeat(30_000)],
])("cuts a long paragraph of %s and loses nothing", (_, text) => {
  const rows = rowsOf([paragraph([text, "short"])]);
  expect(rows.length).toBeGreaterThan(5);
  for (const column of [0, 1])
    expect(rows.map(({ parts }) => parts[column]?.column.text).join("")).toBe([text, "short"][column]);
  for (const row of rows) {
    const shown = row.parts[0]?.column.text ?? "";
    expect(shown.length).toBeLessThan(2500);
    expect(shown).not.toMatch(/^(?:[\uDC00-\uDFFF]|\u0301|\u200D)/);
  }
  expect(rows.map(({ last }) => last).lastIndexOf(false)).toBe(rows.length - 2);
  const [first, second] = rows;
  expect(second?.parts[0]?.start).toBe([...(first?.parts[0]?.column.text ?? "")].length);
});

it("cuts where a sentence ends", () => {
  for (const { parts } of rowsOf([paragraph([LONG])])) expect(parts[0]?.column.text).toMatch(/。$/);
  const english = "It was announced today. ".repeat(1000);
  for (const { parts } of rowsOf([paragraph([english])])) expect(parts[0]?.column.text).toMatch(/\. $/);
});

it("keeps each span with what it covers, also where a cut goes through it", () => {
  const points = [...LONG];
  const spans: Span[] = Array.from({ length: 900 }, (_, i) => ({
    start: i * 17,
    end: i * 17 + 40,
    kind: "note",
    note: String(i),
  }));
  const shown = new Map<string, string>();
  for (const { parts } of rowsOf([paragraph([LONG], spans)]))
    for (const { column } of parts)
      for (const span of column.spans)
        if (span.kind === "note")
          shown.set(
            span.note,
            (shown.get(span.note) ?? "") + [...column.text].slice(span.start, span.end).join(""),
          );
  expect(shown.size).toBe(900);
  for (const { start, end, ...span } of spans)
    if (span.kind === "note") expect(shown.get(span.note)).toBe(points.slice(start, end).join(""));
});

it("says which row shows a place", () => {
  const rows = rowsOf([paragraph(["甲"]), paragraph([LONG]), paragraph(["乙"])]);
  expect(rowAt(rows, 0)).toBe(0);
  expect(rowAt(rows, 1)).toBe(1);
  expect(rowAt(rows, 2)).toBe(rows.length - 1);
  expect(rowAt(rows, 3)).toBe(-1);
  for (const [i, { parts }] of rows.slice(1, -1).entries())
    expect(rowAt(rows, 1, 0, parts[0]?.start ?? 0)).toBe(i + 1);
  expect(rowAt(rows, 1, 0, 1e9)).toBe(rows.length - 2);
  const noted = rowsOf([paragraph(["甲"]), paragraph(["乙"], [{ start: 0, end: 1, kind: "match" }])]);
  expect(rowWith(noted, ({ kind }) => kind === "match")).toBe(1);
  expect(rowWith(noted, ({ kind }) => kind === "note")).toBe(-1);
});

it("finds in parts what is found in the paragraph", () => {
  const blocks = [paragraph(["微軟"]), paragraph([LONG, "x"])];
  const rows = rowsOf(blocks);
  const by = foundInRows(rows, findPlaces(blocks, "微軟"));
  let count = 0;
  for (const [key, list] of by) {
    const [row = 0, column = 0] = key.split(".").map(Number);
    const text = [...(rows[row]?.parts[column]?.column.text ?? "")];
    for (const { index, start, end } of list) {
      expect(index).toBe(count++);
      expect(text.slice(start, end).join("")).toBe("微軟");
    }
  }
  expect(count).toBe(1001);
});
