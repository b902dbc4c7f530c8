// The picture as plain shapes, for the screen and for the file that is saved alike.

import { path } from "$lib/draw/glyphs";
import { shorten, type Measure } from "$lib/draw/measure";
import { color, text, type Group, type Picture, type Shape } from "$lib/draw/shapes";
import { firmnessOf } from "$lib/deals/firmness";
import { kindLook } from "$lib/deals/kinds";
import { toldOf } from "$lib/deals/names";
import type { DealView } from "$lib/bindings/DealView";
import { BAR, type End, type Layout, type Ribbon } from "./layout";
import { along, hatch, isUpTo, outline, placeAt, type Place } from "./ribbon";

export type DrawnRibbon = {
  id: string;
  deal: DealView;
  from: string;
  to: string;
  lit: boolean;
  /** The outline, to point at and to ring. */
  outline: string;
  shapes: Shape[];
  /** Its sign, and its sum where there is room; over all ribbons. */
  label: Shape[];
};

export type DrawnEnd = {
  key: string;
  /** Whether it is somebody, and not a word for nobody. */
  somebody: boolean;
  name: string;
  shapes: Shape[];
  /** What can be pointed at. */
  box: { x: number; y: number; width: number; height: number };
};

export type Drawing = {
  width: number;
  height: number;
  /** The widest first, so that none lies under a wider one. */
  ribbons: DrawnRibbon[];
  /** Under the ribbons, the largest sum first. */
  lines: DrawnRibbon[];
  ends: DrawnEnd[];
};

export type Style = {
  /** The size of text in pixels. */
  size: number;
  measure: Measure;
  /** What an end is called. */
  name: (key: string) => string;
  /** Room for names at the sides, in pixels. */
  left: number;
  right: number;
  /** Lines that lie under the ribbons. */
  lines?: readonly Ribbon[];
  /** Which deals are lit; all where it is not said. */
  lit?: ReadonlySet<string> | undefined;
};

/** How a ribbon is filled and edged: by colour of its kind, and firmer the firmer the money. */
export function paintOf(status: string, ended: boolean): { opacity: number; dash: string } {
  const { fill, edge, tone } = firmnessOf(status, ended);
  if (tone === "gone") return { opacity: 0, dash: "1 3" };
  return {
    opacity: edge === "line" ? 0.62 : fill === "half" ? 0.26 : 0.08,
    dash: edge === "line" ? "" : edge === "dashes" ? "6 4" : "2 3",
  };
}

export function draw(laid: Layout, style: Style): Drawing {
  const isLit = ({ flow }: Ribbon) => style.lit === undefined || style.lit.has(flow.deal.id);
  // What is lit lies over what is not.
  const ordered = [...laid.ribbons].sort((a, b) => Number(isLit(a)) - Number(isLit(b)));
  const last = Math.max(0, ...laid.ends.map(({ column }) => column));
  const ends = laid.ends.map((end) => drawEnd(end, last, laid.width, style));
  // Nothing is written over a name.
  const taken: Box[] = ends.map(({ box }) => box);
  const drawOne = (ribbon: Ribbon): DrawnRibbon => {
    const places = along(ribbon.curve);
    const { deal, from, to } = ribbon.flow;
    const lit = isLit(ribbon);
    const edge = outline(places, ribbon.width);
    return {
      id: deal.id,
      deal,
      from,
      to,
      lit,
      outline: edge,
      shapes: ribbonShapes(ribbon, places, edge, lit),
      label: lit ? labelShapes(ribbon, places, style, taken) : [],
    };
  };
  // The signs of ribbons are placed before those of lines.
  const ribbons = ordered.map(drawOne);
  const lines = (style.lines ?? []).map(drawOne);
  return { width: laid.width, height: laid.height, ribbons, lines, ends };
}

function ribbonShapes(ribbon: Ribbon, places: readonly Place[], d: string, lit: boolean): Shape[] {
  const { deal, size } = ribbon.flow;
  const ink = lit
    ? deal.end
      ? color("--ink-faint")
      : color(kindLook(deal.kind).series)
    : color("--rule-strong");
  const { opacity, dash } = paintOf(deal.status, deal.end !== null);
  const edge = {
    stroke: ink,
    "stroke-width": 1.25,
    "stroke-linejoin": "round",
    ...(size === 0 ? { "stroke-dasharray": "1 3" } : dash === "" ? {} : { "stroke-dasharray": dash }),
  };
  const shapes: Shape[] = [
    // What lies below does not show through: where ribbons cross, one is seen to lie over the other.
    { tag: "path", attributes: { d: outline(places, ribbon.width + 2.5), fill: color("--paper") } },
    {
      tag: "path",
      attributes: {
        d,
        fill: ink,
        "fill-opacity": lit ? opacity : Math.min(opacity, 0.12),
        ...edge,
      },
    },
  ];
  const strokes = isUpTo(ribbon) && ribbon.width > 4 ? hatch(places, ribbon.width) : "";
  if (strokes !== "")
    shapes.splice(2, 0, {
      tag: "path",
      attributes: { d: strokes, stroke: color("--paper"), "stroke-width": 2.25, fill: "none" },
    });
  return shapes;
}

type Box = { x: number; y: number; width: number; height: number };

const touches = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** How far along a ribbon its sign may stand, in parts of it; the first where nothing stands yet. */
const PLACES = [0.1, 0.16, 0.22, 0.28, 0.34, 0.42, 0.5, 0.58, 0.66, 0.74, 0.82];

/** The sign of the kind, and the sum where the ribbon is wide enough to be told by it. */
function labelShapes(ribbon: Ribbon, places: readonly Place[], style: Style, taken: Box[]): Shape[] {
  const { deal } = ribbon.flow;
  const { size, measure } = style;
  const words = ribbon.width >= size * 0.8 ? (deal.amount?.label ?? "") : "";
  const radius = size * 0.36;
  const length = places.at(-1)?.along ?? 0;
  for (const said of words === "" ? [""] : [words, ""]) {
    const width = radius * 2 + size * 0.5 + (said === "" ? 0 : measure(said) + size * 0.55);
    const height = size * (said === "" ? 1.1 : 1.45);
    for (const part of PLACES) {
      const { x, y } = placeAt(places, Math.max(length * part, size * 1.2));
      const box = { x: x - width / 2, y: y - height / 2, width, height };
      if (taken.some((other) => touches(box, other))) continue;
      taken.push(box);
      return sign(deal, box, said, radius, size);
    }
  }
  return [];
}

function sign(deal: DealView, box: Box, words: string, radius: number, size: number): Shape[] {
  const look = kindLook(deal.kind);
  const ink = deal.end ? color("--ink-faint") : color(look.series);
  const middle = box.y + box.height / 2;
  const shapes: Shape[] = [
    {
      tag: "rect",
      attributes: {
        ...box,
        rx: box.height / 2,
        fill: color("--paper"),
        stroke: color("--rule"),
        "stroke-width": 1,
      },
    },
    {
      tag: "path",
      attributes: {
        d: path(look, box.x + size * 0.25 + radius, middle, radius),
        fill: look.hollow ? color("--paper") : ink,
        stroke: ink,
        "stroke-width": 1.5,
        "stroke-linejoin": "round",
      },
    },
  ];
  if (words !== "")
    shapes.push(
      text(box.x + size * 0.6 + radius * 2, middle + size * 0.33, words, size * 0.92, color("--ink"), 500),
    );
  return shapes;
}

function drawEnd(end: End, last: number, width: number, style: Style): DrawnEnd {
  const { size, measure, left, right } = style;
  const somebody = !end.key.startsWith("?");
  const outer = end.column === 0 ? -1 : 1;
  // An end in the middle has its name over it.
  const inside = end.column !== 0 && end.column !== last;
  const room = inside ? width / 3 : (outer < 0 ? left : right) - size;
  const name = shorten(style.name(end.key), room, measure);
  const wide = measure(name);
  const x = inside
    ? end.x + BAR / 2 - wide / 2
    : outer < 0
      ? end.x - size * 0.6 - wide
      : end.x + BAR + size * 0.6;
  const y = inside ? end.y - size * 0.7 : end.y + end.height / 2 + size * 0.35;
  const shapes: Shape[] = [
    {
      tag: "rect",
      attributes: {
        x: end.x,
        y: end.y,
        width: BAR,
        height: end.height,
        rx: 2,
        fill: somebody ? color("--ink") : color("--paper"),
        stroke: color(somebody ? "--ink" : "--ink-faint"),
        "stroke-width": 1,
      },
    },
    text(x, y, name, size, color(somebody ? "--ink" : "--ink-soft"), somebody ? 600 : 400),
  ];
  const box = inside
    ? { x, y: y - size, width: wide, height: end.y + end.height - y + size }
    : {
        x: outer < 0 ? x : end.x,
        y: Math.min(end.y, y - size),
        width: wide + size * 0.6 + BAR,
        height: Math.max(end.height, size * 1.3),
      };
  return { key: end.key, somebody, name: style.name(end.key), shapes, box };
}

/** The drawing as it is saved, with a legend under it. */
export function pictureOf(drawing: Drawing, legend: { shapes: Shape[]; height: number }): Picture {
  const ways = [...drawing.lines, ...drawing.ribbons];
  const groups: Group[] = [
    ...ways.map(({ deal, shapes }) => ({ title: toldOf(deal), shapes })),
    ...ways.map(({ label }) => ({ shapes: label })),
    ...drawing.ends.map(({ name, shapes }) => ({ title: name, shapes })),
  ];
  return {
    width: drawing.width,
    height: drawing.height + legend.height,
    groups: [{ groups }, { y: drawing.height, shapes: legend.shapes }],
  };
}
