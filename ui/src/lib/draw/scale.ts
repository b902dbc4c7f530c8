// The window on time: which days are in view, and where a day lies in it.
//
// Pure arithmetic: it knows no events and no screen.

import { FIRST_DAY, LAST_DAY } from "./calendar";

/** The days in view. `start` may fall between two days; `width` is in pixels. */
export type Viewport = { start: number; perDay: number; width: number };

/** How close one can come: pixels a day. */
export const MAX_PER_DAY = 160;

/** The days that one can go to, with a margin around what there is. */
export type Bounds = { first: number; last: number };

/** Air before and after the events, as parts of their span; more after, where the last labels stand. */
const BEFORE = 0.03;
const AFTER = 0.12;
const SHORTEST = 30;

export function toX(view: Viewport, day: number): number {
  return (day - view.start) * view.perDay;
}

export function toDays(view: Viewport, x: number): number {
  return view.start + x / view.perDay;
}

/** The first day and the day after the last that are in view, as fractions of days. */
export function inView(view: Viewport): Bounds {
  return { first: view.start, last: view.start + view.width / view.perDay };
}

/** Where one can go when the events lie between two days. */
export function boundsOf(first: number, last: number): Bounds {
  const span = Math.max(last + 1 - first, SHORTEST);
  const middle = (first + last + 1) / 2;
  return {
    first: Math.max(middle - span * (0.5 + BEFORE), FIRST_DAY),
    last: Math.min(middle + span * (0.5 + AFTER), LAST_DAY + 1),
  };
}

/** The viewport that shows two days and all between them. */
export function fit(bounds: Bounds, width: number): Viewport {
  const span = Math.max(bounds.last - bounds.first, 1);
  return { start: bounds.first, perDay: Math.min(width / span, MAX_PER_DAY), width };
}

/** The same view kept within the bounds: never further out than all of it, never beside it. */
export function clamp(view: Viewport, bounds: Bounds): Viewport {
  const width = Math.max(view.width, 1);
  const all = width / Math.max(bounds.last - bounds.first, 1);
  const perDay = Math.min(
    Math.max(Number.isFinite(view.perDay) ? view.perDay : all, Math.min(all, MAX_PER_DAY)),
    MAX_PER_DAY,
  );
  const shown = width / perDay;
  const span = bounds.last - bounds.first;
  // What fits wholly is centred; everything else stops at the bounds.
  const start =
    shown >= span
      ? bounds.first - (shown - span) / 2
      : Math.min(Math.max(view.start, bounds.first), bounds.last - shown);
  return { start: Number.isFinite(start) ? start : bounds.first, perDay, width };
}

/** Zooms so that the day under `x` stays where it is. A factor above 1 comes closer. */
export function zoomAbout(view: Viewport, x: number, factor: number, bounds: Bounds): Viewport {
  const day = toDays(view, x);
  const { perDay } = clamp({ ...view, perDay: view.perDay * factor }, bounds);
  return clamp({ ...view, perDay, start: day - x / perDay }, bounds);
}

/** Moves the picture by pixels: a positive distance brings later days into view. */
export function panBy(view: Viewport, pixels: number, bounds: Bounds): Viewport {
  return clamp({ ...view, start: view.start + pixels / view.perDay }, bounds);
}

/** Shows two days and all between them, with a little air. */
export function show(first: number, last: number, width: number, bounds: Bounds): Viewport {
  const air = Math.max((last - first) * 0.05, 0.5);
  return clamp(fit({ first: first - air, last: last + 1 + air }, width), bounds);
}

/** The same days in a picture of another width. */
export function resize(view: Viewport, width: number, bounds: Bounds): Viewport {
  return clamp({ start: view.start, perDay: (view.perDay * width) / Math.max(view.width, 1), width }, bounds);
}
