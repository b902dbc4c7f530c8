import { describe, expect, it } from "vitest";
import {
  FIRST_DAY,
  LAST_DAY,
  dayLabel,
  nextStart,
  parseDate,
  rangeLabel,
  startOf,
  toCivil,
  toDay,
  toIso,
  unitLabel,
  type Unit,
} from "./calendar";

describe("days", () => {
  it.each([
    [1970, 1, 1, 0],
    [1969, 12, 31, -1],
    [2025, 11, 18, 20_410],
    [2024, 2, 29, 19_782],
    [50, 3, 1, -701_206],
    [1, 1, 1, FIRST_DAY],
    [9999, 12, 31, LAST_DAY],
  ])("%i-%i-%i is day %i", (year, month, day, expected) => {
    expect(toDay(year, month, day)).toBe(expected);
    expect(toCivil(expected)).toEqual({ year, month, day });
  });

  it("nest: each unit starts where every smaller one does, and units follow without a gap", () => {
    const units: Unit[] = ["century", "decade", "year", "quarter", "month", "third", "day"];
    for (let day = toDay(1999, 12, 1); day < toDay(2001, 3, 5); day++) {
      units.forEach((unit, i) => {
        const start = startOf(unit, day);
        expect(start).toBeLessThanOrEqual(day);
        expect(nextStart(unit, start)).toBeGreaterThan(day);
        expect(startOf(unit, nextStart(unit, start))).toBe(nextStart(unit, start));
        for (const smaller of units.slice(i)) expect(startOf(smaller, start)).toBe(start);
      });
    }
  });
});

describe("labels", () => {
  const nov18 = toDay(2025, 11, 18);
  it.each([
    ["decade", toDay(2020), "2020年代", "2020年代", "2020s"],
    ["year", toDay(2025), "2025年", "2025年", "2025"],
    ["quarter", toDay(2025, 10), "第四季", "第四季度", "Q4"],
    ["month", toDay(2025, 11), "11月", "11月", "Nov"],
    ["day", nov18, "18日", "18日", "18"],
  ] as const)("%s", (unit, start, hant, hans, en) => {
    expect([
      unitLabel(unit, start, "zh-Hant"),
      unitLabel(unit, start, "zh-Hans"),
      unitLabel(unit, start, "en"),
    ]).toEqual([hant, hans, en]);
  });

  it("in full", () => {
    expect(unitLabel("month", toDay(2025, 11), "zh-Hant", true)).toBe("2025年11月");
    expect(unitLabel("quarter", toDay(2025, 10), "en", true)).toBe("Q4 2025");
    expect(dayLabel(nov18, "zh-Hans")).toBe("2025年11月18日");
    expect(dayLabel(nov18, "en")).toBe("Nov 18, 2025");
    expect(toIso(nov18)).toBe("2025-11-18");
  });

  it.each([
    [toDay(2025), toDay(2025, 12, 31), "2025年"],
    [toDay(2025, 10), toDay(2025, 12, 31), "2025年第四季"],
    [toDay(2025, 2), toDay(2025, 2, 28), "2025年2月"],
    [nov18, nov18, "2025年11月18日"],
    [nov18, nov18 + 1, "2025年11月18日 – 2025年11月19日"],
  ])("a stretch %i–%i", (first, last, label) => expect(rangeLabel(first, last, "zh-Hant")).toBe(label));
});

describe("what a person types", () => {
  it.each([
    ["2025", "2025-01-01", "2025-12-31"],
    ["2025年", "2025-01-01", "2025-12-31"],
    ["2024-02", "2024-02-01", "2024-02-29"],
    ["2025年11月", "2025-11-01", "2025-11-30"],
    ["2025/11/18", "2025-11-18", "2025-11-18"],
    [" 2025 年 11 月 18 日 ", "2025-11-18", "2025-11-18"],
    ["２０２５-１１", "2025-11-01", "2025-11-30"],
    ["2025.3.5", "2025-03-05", "2025-03-05"],
  ])("%s", (text, first, last) => {
    const range = parseDate(text);
    expect(range && [toIso(range.first), toIso(range.last)]).toEqual([first, last]);
  });

  it.each(["", "25", "2025-13", "2025-02-30", "2025-00", "0000", "2025-11-18-01", "next year", "2025年18日"])(
    "refuses %s",
    (text) => expect(parseDate(text)).toBeNull(),
  );
});
