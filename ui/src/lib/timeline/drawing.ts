// The picture as plain shapes, for the screen and for the file that is saved alike.
//
// Colours are named by their tokens, as `var(--ink)`; the screen resolves them, and a saved file gets the values put in.

import type { UiLang } from "$lib/bindings/UiLang";
import type { Labels } from "$lib/draw/measure";
import { toX, type Viewport } from "$lib/draw/scale";
import { color, line, text, type Group, type Picture, type Shape } from "$lib/draw/shapes";
import { axis, type Tick } from "$lib/draw/ticks";
import type { LaidLane, Layout, Mark } from "./layout";
import { halfHeight, markShapes } from "./marks";

export type Box = { x: number; y: number; width: number; height: number };

export type DrawnMark = { mark: Mark; lane: string; shapes: Shape[]; box: Box };

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
  labels: Labels;
  /** How high the picture is at least, in pixels. */
  least?: number;
  /** Which part of the height is in sight, in pixels; all of it where this is left out. */
  sight?: { top: number; bottom: number };
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
    const room = Math.min(tick.x + tick.width, view.width) - x;
    if (tick.label === "" || style.labels.measure(tick.label) + 8 > room) return;
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
  const { top, bottom } = style.sight ?? { top: -Infinity, bottom: Infinity };
  laid.lanes.forEach((lane, i) => {
    if (i > 0) drawing.grid.push(line(0, lane.top, width, lane.top, color("--rule")));
    if (gutter > 0) drawing.names.push(...laneName(lane, style));
    for (const mark of lane.marks) {
      const x = mark.x + offset;
      // A label never stands without its mark.
      if (x + mark.width < gutter || x > width) continue;
      const box = boxOf(mark, x, size);
      if (box.y > bottom || box.y + box.height < top) continue;
      const shapes = markShapes(mark, x, size, countOf(mark, style.labels));
      shapes.push(...labelShapes(mark, offset, style, width));
      drawing.marks.push({ mark, lane: lane.lane.key, shapes, box });
    }
  });
  return drawing;
}

/** The place that a mark takes, where it begins at `x` and text is of a size. */
export function boxOf(mark: Mark, x: number, size: number): Box {
  const half = Math.max(halfHeight(size), (mark.diameter ?? 0) / 2);
  return { x, y: mark.y - half, width: mark.width, height: 2 * half };
}

function countOf({ shape, items }: Mark, { measure }: Labels) {
  const words = shape === "cluster" ? String(items.length) : "";
  return { text: words, width: words === "" ? 0 : measure(words) };
}

/** Where the name of a lane stands, and how many events it has, under each other in the middle of it. */
function laneName({ lane, top, height }: LaidLane, { size, gutter, labels }: Style): Shape[] {
  const label = labels.shorten(lane.label, gutter - 12).text;
  const y = top + height / 2 + size * 0.36;
  return [
    text(0, y - size * 0.6, label, size, color("--ink"), 600),
    text(0, y + size * 0.7, String(lane.items.length), size * 0.9, color("--ink-faint"), 400),
  ];
}

function labelShapes(mark: Mark, offset: number, { size, gutter, labels }: Style, edge: number): Shape[] {
  if (mark.label.width === 0) return [];
  // A label inside of a bar that began before the view stays in sight, as much of it as the bar has room for.
  const at = mark.labelX + offset;
  const labelX = mark.inside ? Math.max(at, gutter + 8) : at;
  const end = Math.min(edge, mark.reach + offset);
  const fits = labelX + mark.label.width <= end;
  const label = fits ? mark.label : labels.shorten(mark.label.text, end - labelX);
  if (label.width === 0) return [];
  const ink = mark.shape === "cluster" ? "--ink-faint" : "--ink";
  return [text(labelX, mark.y + size * 0.36, label.text, size, color(ink), 400)];
}

/** The drawing as it is saved: the axis above, the lanes under it, each mark with what it tells, and the legend below. */
export function pictureOf(drawing: Drawing, legend: { groups: Group[]; height: number }): Picture {
  const { axis, grid, names, marks, width, height, axisHeight, gutter } = drawing;
  const clip = { x: gutter, y: 0, width: width - gutter, height };
  const groups = marks.map(({ mark, shapes }) => ({
    title: mark.items.map(({ date, title }) => `${date.label} ${title}`).join("\n"),
    shapes,
  }));
  return {
    width,
    height: axisHeight + height + legend.height,
    groups: [
      { shapes: axis },
      { y: axisHeight, shapes: [...grid, ...names] },
      { y: axisHeight, clip, groups },
      { y: axisHeight + height, groups: legend.groups },
    ],
  };
}
