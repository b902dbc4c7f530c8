// Outlines that tell marks apart without colour, and the signs that are made of them.

import type { Series } from "./shapes";

/** About the middle of a mark with a radius of 1. */
export type Outline = readonly (readonly [number, number])[] | "circle";

/** The colour's token, and whether the outline is filled with it. */
export type Glyph = { series: Series; hollow: boolean; outline: Outline };

/** A disc. */
export const CIRCLE = { outline: "circle" } as const;

export const SQUARE: Outline = [
  [-0.85, -0.85],
  [0.85, -0.85],
  [0.85, 0.85],
  [-0.85, 0.85],
];
export const DIAMOND: Outline = [
  [0, -1.15],
  [1.15, 0],
  [0, 1.15],
  [-1.15, 0],
];
export const UP: readonly (readonly [number, number])[] = [
  [0, -1.05],
  [1.1, 0.85],
  [-1.1, 0.85],
];
export const DOWN: Outline = UP.map(([x, y]) => [x, -y]);
export const HEXAGON: Outline = Array.from({ length: 6 }, (_, i) => at(i * 60, 1.1));
export const STAR: Outline = Array.from({ length: 10 }, (_, i) => at(i * 36 - 90, i % 2 ? 0.55 : 1.3));

function at(degrees: number, radius: number): [number, number] {
  const angle = (degrees * Math.PI) / 180;
  return [Math.cos(angle) * radius, Math.sin(angle) * radius];
}

/** The outline as SVG path data about (x, y). */
export function path({ outline }: Pick<Glyph, "outline">, x: number, y: number, radius: number): string {
  const n = (value: number) => String(Math.round(value * 100) / 100);
  if (outline === "circle") {
    const r = n(radius);
    return `M${n(x - radius)} ${n(y)}a${r} ${r} 0 1 0 ${n(2 * radius)} 0a${r} ${r} 0 1 0 ${n(-2 * radius)} 0Z`;
  }
  return (
    outline.map(([dx, dy], i) => `${i ? "L" : "M"}${n(x + dx * radius)} ${n(y + dy * radius)}`).join("") + "Z"
  );
}
