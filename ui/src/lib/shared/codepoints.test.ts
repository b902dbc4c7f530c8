import { describe, expect, it } from "vitest";
import { codePoints, segments, shortened } from "./codepoints";

describe("codePoints", () => {
  const texts = ["", "abc", "輝達", "a😀b", "😀😀", "𠮷野家 x 𠮷", "e\u0301", "👩‍💻!"];

  it.each(texts)("agrees with a plain count on %j", (text) => {
    const points = codePoints(text);
    const chars = [...text];
    expect(points.length).toBe(chars.length);
    for (let i = 0; i <= chars.length; i++) {
      const unit = chars.slice(0, i).join("").length;
      expect(points.toUtf16(i)).toBe(unit);
      expect(points.fromUtf16(unit)).toBe(i);
      for (let j = i; j <= chars.length; j++) expect(points.slice(i, j)).toBe(chars.slice(i, j).join(""));
    }
  });

  it("takes what lies outside as the nearest end", () => {
    const points = codePoints("a😀");
    expect([points.toUtf16(-1), points.toUtf16(99), points.toUtf16(NaN)]).toEqual([0, 3, 0]);
    expect([points.fromUtf16(-1), points.fromUtf16(99), points.fromUtf16(2)]).toEqual([0, 2, 1]);
    expect(points.slice(2, 1)).toBe("");
  });
});

describe("segments", () => {
  const check = (text: string, marks: [number, number][], expected: string) => {
    const shown = segments(text, marks).map((s) => (s.marked ? `[${s.text}]` : s.text));
    expect(shown.join("")).toBe(expected);
  };

  it.each<[string, [number, number][], string]>([
    ["英偉達與微軟", [[0, 3]], "[英偉達]與微軟"],
    ["英偉達與微軟", [[4, 6]], "英偉達與[微軟]"],
    ["😀輝達", [[1, 3]], "😀[輝達]"],
    ["abc", [], "abc"],
    ["abc", [[1, 99]], "a[bc]"],
    [
      "abcdef",
      [
        [2, 4],
        [0, 3],
      ],
      "[abc][d]ef",
    ],
    ["abc", [[2, 1]], "abc"],
    ["", [[0, 1]], ""],
  ])("%j with %j", check);
});

it.each([
  ["輝達", 2, "輝達"],
  ["輝達的新聞", 3, "輝達…"],
  ["😀😀😀", 2, "😀…"],
])("shortens %s to %i", (text, most, expected) => {
  expect(shortened(text, most)).toBe(expected);
});
