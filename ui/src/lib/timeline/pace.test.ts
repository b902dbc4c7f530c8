import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Pace } from "./pace";

let told: unknown[][];
let pace: Pace;
let frames: (() => void)[];

beforeEach(() => {
  vi.useFakeTimers();
  [told, frames] = [[], []];
  vi.stubGlobal("requestAnimationFrame", (act: () => void) => frames.push(act));
  vi.stubGlobal("cancelAnimationFrame", () => (frames = []));
  pace = new Pace({
    pan: (pixels) => told.push(["pan", pixels]),
    zoom: (factor, x) => told.push(["zoom", factor, x]),
    moving: (now) => told.push(["moving", now]),
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const frame = () => {
  frames.splice(0).forEach((act) => {
    act();
  });
};

it("moves once a frame by all that was told, and says when it rests", () => {
  pace.pan(3);
  pace.zoom(2, 10);
  pace.pan(4);
  pace.zoom(3, 20);
  expect([told, frames.length]).toEqual([[], 1]);
  frame();
  expect(told).toEqual([
    ["moving", true],
    ["pan", 7],
    ["zoom", 6, 20],
  ]);
  pace.pan(1);
  frame();
  expect(told.slice(3)).toEqual([
    ["moving", true],
    ["pan", 1],
  ]);
  vi.runAllTimers();
  expect(told.slice(5)).toEqual([["moving", false]]);
});

it("moves no more once it is stopped", () => {
  pace.pan(3);
  pace.stop();
  frame();
  vi.runAllTimers();
  expect(told).toEqual([]);
});
