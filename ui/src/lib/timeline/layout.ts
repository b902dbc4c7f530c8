// Where everything lies in the picture: lanes under each other, rows within a lane, nothing over anything else.
//
// All of time is laid out at once for one scale, in pixels from `origin`; panning then only moves the picture, so that no
// mark jumps to another row.

import type { TimelineItem } from "$lib/bindings/TimelineItem";
import { shorten, type Measure } from "$lib/draw/measure";
import { pieces, tree, type Piece, type Stretch } from "./clusters";
import type { Lane } from "./lanes";

/** A mark with its place. `x` is where it begins; `y` is the middle of its row, from the top of the picture. */
export type Mark = {
  key: string;
  shape: "point" | "bar" | "cluster";
  x: number;
  width: number;
  y: number;
  label: string;
  /** Where the label begins; it is empty where there is no room for one. */
  labelX: number;
  /** True when the label stands in the bar and not after it. */
  inside: boolean;
  conflicted: boolean;
  /** One event, or those that a cluster counts. */
  items: TimelineItem[];
  /** The stretch of days that a cluster opens to. */
  first: number;
  last: number;
};

export type LaidLane = { lane: Lane; top: number; height: number; marks: Mark[] };

export type Layout = { lanes: LaidLane[]; height: number; perDay: number; origin: number };

export type Sizes = {
  /** Height of a row, and room above and below the rows of a lane. */
  row: number;
  pad: number;
  /** Width of a point, and the least width of a soft bar. */
  point: number;
  bar: number;
  /** The widest label. */
  label: number;
  /** Rows that a lane fills before labels give way. */
  rows: number;
};

const GAP = 6;
const LABEL_GAP = 5;
const INSET = 12;

/** The trees of the lanes; they only change when the events do, not with the scale. */
export type Grown = { lane: Lane; tree: Stretch }[];

export function grow(lanes: Lane[]): Grown {
  return lanes.map((lane) => ({ lane, tree: tree(lane.items) }));
}

/** Lays the lanes out at a scale of `perDay` pixels, with `origin` (a day) at 0. */
export function layout(grown: Grown, perDay: number, origin: number, sizes: Sizes, measure: Measure): Layout {
  let top = 0;
  const laid = grown.map(({ lane, tree }) => {
    const marks = pieces(tree, perDay).map((piece) => mark(piece, perDay, origin, sizes, measure));
    const rows = pack(marks, sizes, measure);
    const height = Math.max(rows, 1) * sizes.row + 2 * sizes.pad;
    for (const placed of marks) placed.y += top + sizes.pad;
    const result = { lane, top, height, marks };
    top += height;
    return result;
  });
  return { lanes: laid, height: top, perDay, origin };
}

/** A date that is not known to the day is a bar; only a known day is a point. */
export function isSoft(item: TimelineItem): boolean {
  return item.date.approximate || item.date.precision !== "day" || item.date.last_day > item.date.first_day;
}

function mark(piece: Piece, perDay: number, origin: number, sizes: Sizes, measure: Measure): Mark {
  const at = (day: number) => (day - origin) * perDay;
  if (piece.type === "cluster") {
    const { items, first, last } = piece;
    const middle =
      items.reduce((sum, { date }) => sum + (date.first_day + date.last_day + 1) / 2, 0) / items.length;
    const width = Math.max(sizes.point * 1.6, measure(String(items.length)) + sizes.point);
    return {
      key: `${first}-${last}-${items[0]?.id ?? ""}`,
      shape: "cluster",
      x: at(middle) - width / 2,
      width,
      y: 0,
      label: [...items].sort((a, b) => b.claims - a.claims)[0]?.title ?? "",
      labelX: 0,
      inside: false,
      conflicted: items.some((item) => item.conflicted),
      items,
      first,
      last,
    };
  }
  const { item } = piece;
  const { first_day: first, last_day: last } = item.date;
  const shared = {
    key: item.id,
    y: 0,
    label: item.title,
    labelX: 0,
    inside: false,
    conflicted: item.conflicted,
    items: [item],
    first,
    last,
  };
  if (!isSoft(item))
    return { ...shared, shape: "point", x: at(first + 0.5) - sizes.point / 2, width: sizes.point };
  const width = Math.max((last + 1 - first) * perDay, sizes.bar);
  return { ...shared, shape: "bar", x: at((first + last + 1) / 2) - width / 2, width };
}

type Row = { end: number; labelEnd: number; last: Mark };

/**
 * Gives each mark a row and as much of its label as there is room for, and says how many rows there are. Marks never touch;
 * where a lane has as many rows as it may, labels give way first, and only then come more rows.
 */
function pack(marks: Mark[], sizes: Sizes, measure: Measure): number {
  marks.sort((a, b) => a.x - b.x || b.width - a.width);
  const rows: Row[] = [];
  for (const next of marks) {
    const end = next.x + next.width;
    next.label = shorten(next.label, sizes.label, measure);
    next.inside = next.shape === "bar" && measure(next.label) + 2 * INSET <= next.width;
    next.labelX = next.inside ? next.x + INSET : end + LABEL_GAP;
    const labelEnd = next.inside ? end : next.labelX + measure(next.label);
    let index = rows.findIndex((row) => row.labelEnd + GAP <= next.x);
    if (index < 0 && rows.length >= sizes.rows) index = roomiest(rows, next.x);
    const row = rows[index];
    if (row) {
      fitLabel(row.last, next.x - GAP, measure);
      Object.assign(row, { end, labelEnd, last: next });
    } else {
      index = rows.push({ end, labelEnd, last: next }) - 1;
    }
    next.y = (index + 0.5) * sizes.row;
  }
  return rows.length;
}

/** The row whose last label loses the least when a mark stands at `x`; -1 when every row has a mark in the way. */
function roomiest(rows: Row[], x: number): number {
  let best = -1;
  rows.forEach((row, i) => {
    if (row.end + GAP <= x && (best < 0 || row.end < (rows[best]?.end ?? x))) best = i;
  });
  return best;
}

function fitLabel(mark: Mark, end: number, measure: Measure): void {
  if (!mark.inside && mark.labelX + measure(mark.label) > end)
    mark.label = shorten(mark.label, end - mark.labelX, measure);
}
