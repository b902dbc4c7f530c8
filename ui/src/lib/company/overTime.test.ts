import { expect, it } from "vitest";
import { deal, list } from "$lib/deals/samples";
import { figuresIn } from "./figures";
import { currenciesOf, overTime } from "./overTime";

const sum = (deals: string[]) => ({
  kind: "equity",
  currency: "USD",
  low: 0,
  high: 0,
  label: "",
  converted: null,
  deals,
});

it("adds by period, way and kind, and tells what is firm from what may come", () => {
  const upTo = deal("b>a", { id: "2", on: "2025-11-01", billions: 5, status: "committed" });
  const comes = list(
    [
      deal("b>a", { id: "1", on: "2025-07-01", billions: 3, status: "paid" }),
      { ...upTo, amount: upTo.amount && { ...upTo.amount, qualifier: "up-to" } },
      deal("c>a", { id: "3", on: "2025-12-31", billions: 2, status: "announced" }),
      deal("c>a", { id: "4", on: "2025-12-31", billions: 9, kind: "loan", status: "rumoured" }),
    ],
    {
      sums: [sum(["1", "2", "3"])],
      left_out: [{ deal: "4", reason: "not-firm", within: null }],
    },
  );
  const goes = list([deal("a>b", { id: "5", on: "2026-01-01", billions: 4, status: "committed" })], {
    sums: [sum(["5"])],
  });
  const found = overTime(comes, goes, "USD", "en");
  expect(found?.unit).toBe("quarter");
  expect(found?.periods.map(({ label }) => label)).toEqual(["Q3 2025", "Q4 2025", "Q1 2026"]);
  const [third, fourth, next] = found?.periods ?? [];
  expect(third?.in).toEqual([{ kind: "equity", firm: 3e9, most: 3e9, deals: 1 }]);
  expect(fourth?.in).toEqual([
    { kind: "equity", firm: 0, most: 7e9, deals: 2 },
    { kind: "loan", firm: 0, most: 9e9, deals: 1 },
  ]);
  expect(next?.out).toEqual([{ kind: "equity", firm: 4e9, most: 4e9, deals: 1 }]);
  expect([found?.mostIn, found?.mostOut]).toEqual([16e9, 4e9]);
});

it("leaves out what ended, what lies within another deal, and other currencies", () => {
  const comes = list(
    [
      deal("b>a", { id: "1" }),
      deal("b>a", { id: "2" }),
      deal("b>a", { id: "3" }),
      deal("b>a", { id: "4", currency: "EUR" }),
      deal("b>a", { id: "5", billions: 0 }),
    ],
    {
      sums: [sum(["1", "4"])],
      left_out: [
        { deal: "2", reason: "within", within: "1" },
        { deal: "3", reason: "ended", within: null },
        { deal: "5", reason: "no-sum", within: null },
      ],
    },
  );
  const found = overTime(comes, list([]), "USD", "en");
  expect(found?.periods.map((period) => period.in)).toEqual([
    [{ kind: "equity", firm: 0, most: 1e9, deals: 1 }],
  ]);
  expect(overTime(comes, list([]), "JPY", "en")).toBeUndefined();
  expect(currenciesOf([comes])).toEqual(["USD", "EUR"]);
});

it("counts by years where a date is only known to the year, and over many years", () => {
  const loose = deal("b>a", { id: "1", on: "2025" });
  const comes = list([loose], { sums: [sum(["1"])] });
  expect(overTime(comes, list([]), "USD", "en")?.unit).toBe("year");
  const long = list(
    [deal("b>a", { id: "1", on: "2019-07-22" }), deal("b>a", { id: "2", on: "2025-07-22" })],
    {
      sums: [sum(["1", "2"])],
    },
  );
  const found = overTime(long, list([]), "USD", "en");
  expect([found?.unit, found?.periods.length]).toEqual(["year", 7]);
});

it.each([
  ["zh-Hant", "1165.4億美元"],
  ["zh-Hans", "1165.4亿美元"],
  ["en", "US$116.5bn"],
] as const)("names figures in %s as sums are named elsewhere", (lang, expected) => {
  expect(figuresIn("USD", lang)(116_540_000_000)).toBe(expected);
});
