// The picture as plain shapes, for the screen and for the file that is saved alike.
//
// Colours are named by their tokens, as `var(--ink)`; the screen resolves them, and a saved file gets the values put in.

import type { UiLang } from "$lib/bindings/UiLang";
import { path } from "$lib/draw/glyphs";
import { shorten, type Measure } from "$lib/draw/measure";
import { toX, type Viewport } from "$lib/draw/scale";
import { color, line, softFill, text, type Picture, type Shape } from "$lib/draw/shapes";
import { axis, type Tick } from "$lib/draw/ticks";
import { glyph } from "./kinds";
import type { LaidLane, Layout, Mark } from "./layout";

export type DrawnMark = {
  mark: Mark;
  lane: string;
  shapes: Shape[];
  box: { x: number; y: number; width: number; height: number };
};

export type Drawing = {
  /** The axis, to stand above the lanes. */
  axis: Shape[];
  /** Hairlines behind the marks. */
  grid: Shape[];
  /** Names of the lanes, in the gutter. */
  names: Shape[];
  marks: DrawnMark[];
  width: number;
  height: number;
  axisHeight: number;
  gutter: number;
};

export type Style = {
  lang: UiLang;
  /** The size of text in pixels. */
  size: number;
  /** Room for the names of lanes at the side, in pixels. */
  gutter: number;
  measure: Measure;
  /** How high the picture is at least, in pixels. */
  least?: number;
};

/** Draws what is in view. The viewport's width leaves the gutter out; x = 0 is the left edge of the gutter. */
export function draw(laid: Layout, view: Viewport, style: Style): Drawing {
  const { size, gutter } = style;
  const axisHeight = Math.round(size * 3.4);
  const ticks = axis(view, style.lang, size / 12);
  const width = gutter + view.width;
  const height = Math.max(laid.height, style.least ?? 0);
  const drawing: Drawing = {
    axis: [],
    grid: [],
    names: [],
    marks: [],
    width,
    height,
    axisHeight,
    gutter,
  };

  const row = (tick: Tick, y: number, ink: "--ink-soft" | "--ink-faint", weight: number) => {
    // The label of a unit that began before the view stays in sight as long as the unit does.
    const x = Math.max(tick.x, 0);
    const room = tick.x + tick.width - x;
    if (tick.label === "" || style.measure(tick.label) + 8 > room) return;
    drawing.axis.push(text(gutter + x + 5, y, tick.label, size, color(ink), weight));
  };
  for (const tick of ticks.major) {
    row(tick, size * 1.25, "--ink-soft", 600);
    if (tick.x >= 0) {
      drawing.axis.push(line(gutter + tick.x, 0, gutter + tick.x, axisHeight, color("--rule-strong")));
      drawing.grid.push(line(gutter + tick.x, 0, gutter + tick.x, height, color("--rule-strong")));
    }
  }
  for (const tick of ticks.minor) {
    row(tick, size * 2.75, "--ink-faint", 400);
    if (tick.x < 0) continue;
    drawing.axis.push(
      line(gutter + tick.x, axisHeight * 0.62, gutter + tick.x, axisHeight, color("--rule-strong")),
    );
    drawing.grid.push(line(gutter + tick.x, 0, gutter + tick.x, height, color("--rule")));
  }
  drawing.axis.push(line(0, axisHeight - 0.5, width, axisHeight - 0.5, color("--rule-strong")));

  const offset = gutter + toX(view, laid.origin);
  laid.lanes.forEach((lane, i) => {
    if (i > 0) drawing.grid.push(line(0, lane.top, width, lane.top, color("--rule")));
    if (gutter > 0) drawing.names.push(...laneName(lane, style));
    for (const mark of lane.marks) {
      const x = mark.x + offset;
      // A label never stands without its mark.
      if (x + mark.width < gutter || x > width) continue;
      drawing.marks.push(drawMark(mark, lane.lane.key, offset, style, width));
    }
  });
  return drawing;
}

function laneName({ lane, top, height }: LaidLane, { size, gutter, measure }: Style): Shape[] {
  const label = shorten(lane.label, gutter - 12, measure);
  const count = String(lane.items.length);
  const y = top + height / 2 + size * 0.36;
  return [
    text(0, y - size * 0.6, label, size, color("--ink"), 600),
    text(0, y + size * 0.7, count, size * 0.9, color("--ink-faint"), 400),
  ];
}

function drawMark(mark: Mark, lane: string, offset: number, style: Style, edge: number): DrawnMark {
  const { size, gutter, measure } = style;
  const x = mark.x + offset;
  const half = size * 0.8;
  const shapes: Shape[] = [];
  if (mark.shape === "cluster") cluster(shapes, mark, x, half, style);
  else if (mark.shape === "bar") bar(shapes, mark, x, half);
  else point(shapes, mark, x);
  if (mark.label !== "") {
    // A label inside of a bar that began before the view stays in sight, as much of it as the bar has room for.
    const at = mark.labelX + offset;
    const labelX = mark.inside ? Math.max(at, gutter + 8) : at;
    const end = mark.inside ? Math.min(edge, x + mark.width - 8) : edge;
    const label = shorten(mark.label, end - labelX, measure);
    const ink = mark.shape === "cluster" ? "--ink-faint" : "--ink";
    shapes.push(text(labelX, mark.y + size * 0.36, label, size, color(ink), 400));
  }
  return { mark, lane, shapes, box: { x, y: mark.y - half, width: mark.width, height: 2 * half } };
}

function point(shapes: Shape[], mark: Mark, x: number): void {
  const shape = glyph(mark.items[0]?.kind ?? "");
  const radius = mark.width / 2 - 1;
  const middle = x + mark.width / 2;
  shapes.push({
    tag: "path",
    attributes: {
      d: path(shape, middle, mark.y, radius),
      fill: shape.hollow ? color("--paper") : color(shape.series),
      stroke: color(shape.series),
      "stroke-width": 1.75,
      "stroke-linejoin": "round",
    },
  });
  if (mark.conflicted) split(shapes, middle, mark.y, radius + 2.5);
}

function bar(shapes: Shape[], mark: Mark, x: number, half: number): void {
  const { series } = glyph(mark.items[0]?.kind ?? "");
  const height = half * 1.5;
  shapes.push({
    tag: "rect",
    attributes: {
      x,
      y: mark.y - height / 2,
      width: mark.width,
      height,
      rx: half / 2,
      fill: softFill(series),
    },
  });
  // Dashes above and below and open ends: somewhere in here.
  for (const y of [mark.y - height / 2, mark.y + height / 2]) {
    shapes.push({
      tag: "line",
      attributes: {
        x1: x + half / 2,
        y1: y,
        x2: x + mark.width - half / 2,
        y2: y,
        stroke: color(series),
        "stroke-width": 1.25,
        "stroke-dasharray": "3 3",
      },
    });
  }
  if (mark.conflicted) split(shapes, mark.inside ? x + 5 : x + mark.width / 2, mark.y, height / 2 + 3);
}

function cluster(shapes: Shape[], mark: Mark, x: number, half: number, { size, measure }: Style): void {
  const count = String(mark.items.length);
  shapes.push({
    tag: "rect",
    attributes: {
      x,
      y: mark.y - half,
      width: mark.width,
      height: 2 * half,
      rx: half,
      fill: color("--paper-raised"),
      stroke: color("--ink-soft"),
      "stroke-width": 1.25,
    },
  });
  shapes.push(
    text(x + (mark.width - measure(count)) / 2, mark.y + size * 0.36, count, size, color("--ink"), 600),
  );
  if (mark.conflicted) split(shapes, x + mark.width - 1, mark.y - half * 0.7, half * 0.6);
}

/** The split mark: a break of paper through the mark, between two hairlines that lean as the sign for "not equal" does. */
function split(shapes: Shape[], x: number, y: number, radius: number): void {
  const [dx, dy] = [radius * 0.5, radius];
  shapes.push(line(x + dx, y - dy, x - dx, y + dy, color("--paper"), 4.5));
  shapes.push(line(x + dx, y - dy, x - dx, y + dy, color("--ink"), 1.5));
}

/** The drawing as it is saved: the axis above, the lanes under it, each mark with what it tells. */
export function pictureOf(drawing: Drawing): Picture {
  const { axis, grid, names, marks, width, height, axisHeight, gutter } = drawing;
  const clip = { x: gutter, y: 0, width: width - gutter, height };
  const groups = marks.map(({ mark, shapes }) => ({
    title: mark.items.map(({ date, title }) => `${date.label} ${title}`).join("\n"),
    shapes,
  }));
  return {
    width,
    height: axisHeight + height,
    groups: [
      { shapes: axis },
      { y: axisHeight, shapes: [...grid, ...names] },
      { y: axisHeight, clip, groups },
    ],
  };
}
