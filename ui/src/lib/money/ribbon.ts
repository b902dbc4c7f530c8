// A ribbon as an outline along a curve, with a head that shows where the money goes.

import type { Curve, Point, Ribbon } from "./layout";

/** A place on a curve: the point, the direction across it, and how far along it is, in pixels. */
export type Place = Point & { nx: number; ny: number; along: number };

const STEPS = 36;

/** Places along a curve at even steps of its parameter. */
export function along([a, b, c, d]: Curve): Place[] {
  const places: Place[] = [];
  for (let i = 0; i <= STEPS; i++) {
    const t = i / STEPS;
    const u = 1 - t;
    const of = (get: (point: Point) => number) =>
      u ** 3 * get(a) + 3 * u * u * t * get(b) + 3 * u * t * t * get(c) + t ** 3 * get(d);
    const slope = (get: (point: Point) => number) =>
      3 * u * u * (get(b) - get(a)) + 6 * u * t * (get(c) - get(b)) + 3 * t * t * (get(d) - get(c));
    const [x, y] = [of((point) => point.x), of((point) => point.y)];
    const [dx, dy] = [slope((point) => point.x), slope((point) => point.y)];
    const length = Math.hypot(dx, dy) || 1;
    const before = places.at(-1);
    const further = before ? Math.hypot(x - before.x, y - before.y) : 0;
    places.push({ x, y, nx: -dy / length, ny: dx / length, along: (before?.along ?? 0) + further });
  }
  return places;
}

/** The place so many pixels along. */
export function placeAt(places: readonly Place[], distance: number): Place {
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last) return { x: 0, y: 0, nx: 0, ny: 1, along: 0 };
  if (distance <= 0) return first;
  const next = places.findIndex((place) => place.along >= distance);
  const [a, b] = [places[next - 1], places[next]];
  if (!a || !b) return last;
  const part = (distance - a.along) / (b.along - a.along || 1);
  const mix = (one: number, other: number) => one + (other - one) * part;
  return { x: mix(a.x, b.x), y: mix(a.y, b.y), nx: mix(a.nx, b.nx), ny: mix(a.ny, b.ny), along: distance };
}

const n = (value: number) => String(Math.round(value * 10) / 10);
const at = ({ x, y, nx, ny }: Place, off: number) => `${n(x + nx * off)} ${n(y + ny * off)}`;

/** How long the head is. */
const headOf = (width: number) => Math.min(Math.max(width * 0.6, 8), 18);

/** The outline of a ribbon, its head at the end, as SVG path data. */
export function outline(places: readonly Place[], width: number): string {
  const length = places.at(-1)?.along ?? 0;
  const head = Math.min(headOf(width), length / 2);
  const base = placeAt(places, length - head);
  const tip = placeAt(places, length);
  const body = [...places.filter((place) => place.along < base.along), base];
  const flare = width / 2 + (width < 14 ? 3 : 1.5);
  const points = [
    ...body.map((place) => at(place, width / 2)),
    at(base, flare),
    at(tip, 0),
    at(base, -flare),
    ...body.reverse().map((place) => at(place, -width / 2)),
  ];
  return `M${points.join("L")}Z`;
}

/** Strokes across a ribbon at even steps, as SVG path data. */
export function hatch(places: readonly Place[], width: number): string {
  const length = places.at(-1)?.along ?? 0;
  const lean = Math.min(width, 12);
  const strokes: string[] = [];
  for (let from = 4; from + lean < length - headOf(width); from += 8)
    strokes.push(`M${at(placeAt(places, from), -width / 2)}L${at(placeAt(places, from + lean), width / 2)}`);
  return strokes.join("");
}

/** Whether a ribbon's sum is the most that it may be. */
export function isUpTo({ flow }: Ribbon): boolean {
  const qualifier = flow.deal.amount?.qualifier;
  return qualifier === "up-to" || qualifier === "less-than";
}
