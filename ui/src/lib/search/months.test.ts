import { expect, it } from "vitest";
import { filledBars } from "./months";

const day = (iso: string) => Date.parse(iso) / 86_400_000;
const bar = (first: string, last: string, count: number) => ({
  first_day: day(first),
  last_day: day(last),
  label: first.slice(0, 7),
  count,
});

it("fills the months between", () => {
  const bars = filledBars([bar("2025-02-01", "2025-02-28", 3), bar("2024-11-01", "2024-11-30", 1)], "en");
  expect(bars.map((b) => [b.label, b.count])).toEqual([
    ["2024-11", 1],
    ["Dec 2024", 0],
    ["Jan 2025", 0],
    ["2025-02", 3],
  ]);
  for (const [i, b] of bars.entries()) if (i > 0) expect(b.first_day).toBe((bars[i - 1]?.last_day ?? 0) + 1);
});

it("counts in years where months would be too thin", () => {
  const bars = filledBars(
    [
      bar("1990-05-01", "1990-05-31", 1),
      bar("2025-01-01", "2025-01-31", 2),
      bar("2025-07-01", "2025-07-31", 5),
    ],
    "en",
  );
  expect(bars).toHaveLength(36);
  expect([bars[0]?.count, bars.at(-1)?.count, bars.at(-1)?.label]).toEqual([1, 7, "2025"]);
});

it("survives what makes no sense", () => {
  expect(filledBars([], "en")).toEqual([]);
  expect(filledBars([bar("2025-01-01", "2025-01-31", 1)], "en")).toHaveLength(1);
  const absurd = { first_day: -2_000_000_000, last_day: -2_000_000_000, label: "", count: 1 };
  expect(filledBars([absurd, bar("2025-01-01", "2025-01-31", 1)], "en").length).toBeLessThanOrEqual(3000);
});
