import { describe, expect, it } from "vitest";
import { toIso } from "$lib/draw/calendar";
import { denseStretch } from "./dense";
import { event } from "./samples";

const times = (count: number, edtf: string) =>
  Array.from({ length: count }, (_, i) => event(edtf, { id: `${edtf}-${i}` }));
const dense = (...lists: ReturnType<typeof times>[]) => {
  const found = denseStretch(lists.flat());
  return found && [toIso(found.first), toIso(found.last)];
};

describe("the dense stretch", () => {
  it("is nothing where there are few events", () => {
    expect(dense()).toBeUndefined();
    expect(dense(times(20, "2019-01-01"), times(20, "2025-01-01"))).toBeUndefined();
  });

  it("is the shortest of whole months with half of the events", () => {
    expect(
      dense(
        times(30, "1950-01-01"),
        times(30, "2025-01-15"),
        times(30, "2025-03-01"),
        times(9, "2026-01-01"),
      ),
    ).toEqual(["2025-01-01", "2025-03-31"]);
  });

  it("is the latest of those that are equally short", () => {
    expect(dense(times(45, "2020-05-05"), times(45, "2024-07-07"))).toEqual(["2024-07-01", "2024-07-31"]);
  });

  it("counts an event over several months in its middle", () => {
    expect(dense(times(60, "2025"), times(10, "2019-01-01"))).toEqual(["2025-07-01", "2025-07-31"]);
  });
});
