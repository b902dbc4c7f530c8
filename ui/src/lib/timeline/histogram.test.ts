import { expect, it } from "vitest";
import { toIso } from "$lib/draw/calendar";
import { histogram } from "./histogram";
import { event } from "./samples";

it.each([
  [
    "month",
    ["2025-11-18", "2025-11", "2025-12-31", "2025"],
    ["2025-07-01 1", "2025-11-01 2", "2025-12-01 1"],
  ],
  ["year", ["2025-11-18", "2025", "2024-12-31/2025-01-02"], ["2025-01-01 3"]],
  ["decade", ["2019-12-31", "2020-01-01"], ["2010-01-01 1", "2020-01-01 1"]],
  ["month", [], []],
] as const)("by %s", (unit, edtfs, expected) => {
  const bars = histogram(
    edtfs.map((edtf) => event(edtf)),
    unit,
  );
  expect(bars.map(({ first, count }) => `${toIso(first)} ${String(count)}`)).toEqual(expected);
});
