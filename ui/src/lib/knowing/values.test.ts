import { expect, it } from "vitest";
import { parseSum, writeSum } from "./amount";
import { at, put, sent, textAt } from "./values";

it("reads and writes by path, and leaves what it was given", () => {
  const values = { names: { en: "A" } };
  expect(put(values, "names.zh_tw", "甲")).toEqual({ names: { en: "A", zh_tw: "甲" } });
  expect(put({}, "title.zh", "甲")).toEqual({ title: { zh: "甲" } });
  expect(values).toEqual({ names: { en: "A" } });
  expect([at(values, "names.en"), at(values, "names.en.x"), textAt({ founded: 1993 }, "founded")]).toEqual([
    "A",
    undefined,
    "1993",
  ]);
});

it("hands over no empty lines, rows and sums", () => {
  expect(
    sent({
      quote: " ",
      en: ["compute", " "],
      aliases: [{ text: "", kind: "alias" }],
      sources: [{ publisher: " " }],
      relations: [{ kind: "makes", target: "" }],
      amount: { currency: "USD" },
      text: { zh: "", en: "x" },
    }),
  ).toEqual({
    quote: null,
    en: ["compute"],
    aliases: [],
    sources: [],
    relations: [],
    amount: null,
    text: { zh: "", en: "x" },
  });
  expect(sent({ amount: { low: 5 } })).toEqual({ amount: { low: 5 } });
});

it.each([
  ["30億", 3_000_000_000],
  ["1.1 billion", 1_100_000_000],
  ["2,000,000", 2_000_000],
  ["4.5兆", 4_500_000_000_000],
  ["５万", 50_000],
  ["12 bn", 12_000_000_000],
  ["", undefined],
  ["-3", undefined],
  ["lots", undefined],
  ["1e3", undefined],
  ["0", undefined],
])("takes %s for a sum", (typed, sum) => {
  expect(parseSum(typed)).toBe(sum);
  expect(parseSum(writeSum(sum))).toBe(sum);
});
