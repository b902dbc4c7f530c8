import { expect, it } from "vitest";
import { placeBeside } from "./place";

const box = (left: number, top: number) => ({ left, top, right: left + 40, bottom: top + 20 });
const size = { width: 200, height: 100 };
const window = { width: 800, height: 600 };

it.each([
  ["below", box(100, 100), { x: 100, y: 126 }],
  ["above at the foot", box(100, 560), { x: 100, y: 454 }],
  ["not over the right edge", box(790, 100), { x: 592, y: 126 }],
  ["not over the left edge", box(-50, 100), { x: 8, y: 126 }],
])("%s", (_, about, spot) => {
  expect(placeBeside(about, size, window)).toEqual(spot);
});

it("stays in view when there is no room at all", () => {
  expect(placeBeside(box(10, 10), size, { width: 100, height: 60 })).toEqual({ x: 8, y: 8 });
});
