import { describe, expect, it } from "vitest";
import { toDay } from "./calendar";
import { MAX_PER_DAY } from "./scale";
import { axis } from "./ticks";

const labels = (perDay: number, lang: "zh-Hant" | "zh-Hans" | "en" = "en") => {
  const { major, minor, unit } = axis({ start: toDay(2025, 10, 20), perDay, width: 600 }, lang);
  return { unit, major: major.map((t) => t.label).slice(0, 3), minor: minor.map((t) => t.label).slice(0, 3) };
};

describe("the axis", () => {
  it.each([
    [0.001, "century", [], ["2000", "", "2200"]],
    [0.02, "decade", ["2000", "2100"], ["2020s", "2030s", "2040s"]],
    [0.2, "year", ["2020s", "2030s"], ["2025", "2026", "2027"]],
    [0.7, "quarter", ["2025", "2026", "2027"], ["Q4", "Q1", "Q2"]],
    [2, "month", ["2025", "2026"], ["Oct", "Nov", "Dec"]],
    [5, "third", ["Oct 2025", "Nov 2025", "Dec 2025"], ["11", "21", "1"]],
    [40, "day", ["Oct 2025", "Nov 2025"], ["20", "21", "22"]],
  ])("at %d pixels a day", (perDay, unit, major, minor) => {
    const got = labels(perDay);
    expect(got.unit).toBe(unit);
    expect(got.major).toEqual(major);
    expect(got.minor.slice(0, minor.length)).toEqual(minor);
  });

  it("speaks three languages", () => {
    expect(labels(0.7, "zh-Hant").minor[0]).toBe("第四季");
    expect(labels(0.7, "zh-Hans").minor[0]).toBe("第四季度");
    expect(labels(2, "zh-Hant")).toMatchObject({
      major: ["2025年", "2026年"],
      minor: ["10月", "11月", "12月"],
    });
    expect(labels(40, "zh-Hans")).toMatchObject({
      major: ["2025年10月", "2025年11月"],
      minor: ["20日", "21日", "22日"],
    });
  });

  it("covers the whole view without a gap, at every scale, with few ticks", () => {
    for (let perDay = 0.0005; perDay <= MAX_PER_DAY; perDay *= 1.3) {
      const { minor, major } = axis({ start: toDay(2019, 5, 5) + 0.3, perDay, width: 1200 }, "en");
      for (const row of [minor, major].filter((r) => r.length > 0)) {
        expect(row[0]?.x).toBeLessThanOrEqual(0);
        row.forEach((tick, i) => {
          const next = row[i + 1];
          if (next) expect(next.x).toBeCloseTo(tick.x + tick.width);
          else expect(tick.x + tick.width).toBeGreaterThanOrEqual(1200 - 1e-6);
        });
        expect(row.length).toBeLessThan(120);
      }
    }
  });

  it("takes larger units for larger text", () => {
    const view = { start: 20_000, perDay: 1.4, width: 800 };
    expect(axis(view, "en").unit).toBe("month");
    expect(axis(view, "en", 2).unit).toBe("quarter");
  });
});
