import { describe, expect, it } from "vitest";
import { toDay } from "./calendar";
import {
  MAX_PER_DAY,
  boundsOf,
  clamp,
  fit,
  inView,
  panBy,
  resize,
  show,
  toDays,
  toX,
  zoomAbout,
} from "./scale";

const bounds = boundsOf(toDay(2019, 7, 22), toDay(2026, 7, 31));
const all = fit(bounds, 1000);

describe("the window on time", () => {
  it("shows everything at first", () => {
    expect(toX(all, bounds.first)).toBeCloseTo(0);
    expect(toX(all, bounds.last)).toBeCloseTo(1000);
    expect(bounds.first).toBeLessThan(toDay(2019, 7, 22));
    expect(bounds.last).toBeGreaterThan(toDay(2026, 8, 1));
  });

  it("turns days into pixels and back", () => {
    for (const x of [-50, 0, 333.3, 1000]) expect(toX(all, toDays(all, x))).toBeCloseTo(x);
  });

  it("zooms about a point: the day under it stays, until the bounds or the closest view are met", () => {
    let view = all;
    const day = toDays(view, 700);
    for (let i = 0; i < 20; i++) view = zoomAbout(view, 700, 1.25, bounds);
    expect(toDays(view, 700)).toBeCloseTo(day);
    for (let i = 0; i < 100; i++) view = zoomAbout(view, 700, 1.25, bounds);
    expect(view.perDay).toBe(MAX_PER_DAY);
    for (let i = 0; i < 200; i++) view = zoomAbout(view, 700, 0.8, bounds);
    expect(view.perDay).toBeCloseTo(all.perDay);
    expect(view.start).toBeCloseTo(all.start);
  });

  it("pans no further than there is something", () => {
    const near = zoomAbout(all, 500, 8, bounds);
    expect(panBy(near, 1e9, bounds).start).toBeCloseTo(bounds.last - near.width / near.perDay);
    expect(panBy(near, -1e9, bounds).start).toBe(bounds.first);
    expect(toDays(panBy(near, 40, bounds), 0)).toBeCloseTo(toDays(near, 40));
    expect(panBy(all, 100, bounds).start).toBeCloseTo(all.start);
  });

  it("shows a stretch whole, with air, and keeps it when the width changes", () => {
    const view = show(toDay(2025, 11, 1), toDay(2025, 11, 30), 800, bounds);
    const { first, last } = inView(view);
    expect(first).toBeLessThan(toDay(2025, 11, 1));
    expect(last).toBeGreaterThan(toDay(2025, 12, 1));
    expect(last - first).toBeLessThan(40);
    const narrow = resize(view, 400, bounds);
    expect(inView(narrow).first).toBeCloseTo(first);
    expect(inView(narrow).last).toBeCloseTo(last);
  });

  it("stays sound with one event, no width and no number", () => {
    const one = boundsOf(100, 100);
    expect(one.last - one.first).toBeGreaterThan(1);
    for (const view of [
      fit(one, 0),
      { start: NaN, perDay: NaN, width: 500 },
      { start: 0, perDay: 0, width: -3 },
    ]) {
      const kept = clamp(view, one);
      expect(Number.isFinite(kept.start) && kept.perDay > 0 && kept.width > 0).toBe(true);
    }
  });
});
