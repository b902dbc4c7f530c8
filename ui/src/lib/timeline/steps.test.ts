import { describe, expect, it } from "vitest";
import { toDay } from "$lib/draw/calendar";
import { labelsOf, roughly } from "$lib/draw/measure";
import { lanes } from "./lanes";
import { grow, layout } from "./layout";
import { event } from "./samples";
import { locate, neighbour, type Direction } from "./steps";

const sizes = { row: 24, pad: 8, point: 12, bar: 18, height: 0, least: 3 };
const who = (...ids: string[]) => ids.map((id) => ({ address: `zhimai://entity/${id}`, label: id }));
const laid = layout(
  grow(
    lanes(
      [
        event("2025-01-01", { id: "a", participants: who("nvidia") }),
        event("2025-01-20", { id: "both", participants: who("nvidia", "openai") }),
        event("2025-02-20", { id: "b", participants: who("openai") }),
        event("2025-03-20", { id: "c", participants: who("nvidia") }),
      ],
      "company",
      ["nvidia", "openai"].map((value) => ({ value, label: value, count: 1 })),
      "",
    ),
  ),
  4,
  toDay(2025),
  sizes,
  labelsOf(roughly(12), 100),
);

const from = (id: string, lane: string, to: Direction) => {
  const at = locate(laid, id, lane);
  const next = at && neighbour(laid, at, to);
  return next && [next.lane, next.mark.key];
};

describe("steps in the picture", () => {
  it.each([
    ["a", "nvidia", "later", ["nvidia", "both"]],
    ["both", "nvidia", "later", ["nvidia", "c"]],
    ["c", "nvidia", "later", undefined],
    ["both", "openai", "later", ["openai", "b"]],
    ["both", "openai", "earlier", undefined],
    ["both", "nvidia", "down", ["openai", "both"]],
    ["c", "nvidia", "down", ["openai", "b"]],
    ["both", "openai", "up", ["nvidia", "both"]],
    ["a", "nvidia", "up", undefined],
  ] as const)("from %s in %s %s", (id, lane, to, expected) => expect(from(id, lane, to)).toEqual(expected));

  it("an event is found in the lane that is asked for, else in the first that has it", () => {
    expect(locate(laid, "both", "openai")?.lane).toBe("openai");
    expect(locate(laid, "both", undefined)?.lane).toBe("nvidia");
    expect(locate(laid, "b", "nvidia")?.lane).toBe("openai");
    expect(locate(laid, "nobody", "nvidia")).toBeUndefined();
  });
});
