// What each mark looks like, as plain shapes.

import { path } from "$lib/draw/glyphs";
import { color, line, softFill, text, type Shape } from "$lib/draw/shapes";
import type { Label } from "$lib/draw/measure";
import { glyph } from "./kinds";
import type { Mark } from "./layout";

/** The sign of a kind of event about a place. */
export function sign(kind: string, x: number, y: number, radius: number): Shape {
  const shape = glyph(kind);
  return {
    tag: "path",
    attributes: {
      d: path(shape, x, y, radius),
      fill: shape.hollow ? color("--paper") : color(shape.series),
      stroke: color(shape.series),
      "stroke-width": 1.75,
      "stroke-linejoin": "round",
    },
  };
}

/** A soft bar: dashes above and below and open ends, since it is somewhere in here. `y` is its middle. */
export function softBar(kind: string, x: number, y: number, width: number, height: number): Shape[] {
  const { series } = glyph(kind);
  const round = height / 3;
  const dashes = [y - height / 2, y + height / 2].map((at): Shape => {
    const edge = line(x + round, at, x + width - round, at, color(series), 1.25);
    return { ...edge, attributes: { ...edge.attributes, "stroke-dasharray": "3 3" } };
  });
  const fill = { x, y: y - height / 2, width, height, rx: round, fill: softFill(series) };
  return [{ tag: "rect", attributes: fill }, ...dashes];
}

/** A ring with a number in it. */
export function ring(count: Label, x: number, y: number, width: number, half: number, size: number): Shape[] {
  const box = { x, y: y - half, width, height: 2 * half, rx: half };
  const look = { fill: color("--paper-raised"), stroke: color("--ink-soft"), "stroke-width": 1.25 };
  const at = x + (width - count.width) / 2;
  return [
    { tag: "rect", attributes: { ...box, ...look } },
    text(at, y + size * 0.36, count.text, size, color("--ink"), 600),
  ];
}

/** The split mark: a break of paper through the mark, between two hairlines that lean as the sign for "not equal" does. */
export function split(x: number, y: number, radius: number): Shape[] {
  const [dx, dy] = [radius * 0.5, radius];
  return [
    line(x + dx, y - dy, x - dx, y + dy, color("--paper"), 4.5),
    line(x + dx, y - dy, x - dx, y + dy, color("--ink"), 1.5),
  ];
}

/** How high marks stand above the middle of their row and below it, in pixels, for text of a size. */
export const halfHeight = (size: number) => size * 0.8;

/** A mark without its label; `x` is where it begins in the picture. */
export function markShapes(mark: Mark, x: number, size: number, count: Label): Shape[] {
  const half = halfHeight(size);
  const kind = mark.items[0]?.kind ?? "";
  const middle = x + mark.width / 2;
  const cut = (at: number, radius: number) => (mark.conflicted ? split(at, mark.y, radius) : []);
  if (mark.shape === "cluster")
    return [
      ...ring(count, x, mark.y, mark.width, half, size),
      ...(mark.conflicted ? split(x + mark.width - 1, mark.y - half * 0.7, half * 0.6) : []),
    ];
  const bar = mark.shape === "bar" ? softBar(kind, x, mark.y, mark.width, half * 1.5) : [];
  if (mark.shape === "bar" && mark.diameter === undefined)
    return [...bar, ...cut(mark.inside ? x + 5 : middle, half * 0.75 + 3)];
  const radius = (mark.diameter ?? mark.width) / 2 - 1;
  return [...bar, sign(kind, middle, mark.y, radius), ...cut(middle, radius + 2.5)];
}
