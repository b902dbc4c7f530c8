// Where everything lies in the picture: lanes under each other, rows within a lane, nothing over anything else.
//
// All of time is laid out at once for one scale, in pixels from `origin`; panning then only moves the picture, so that no
// mark jumps to another row. The rows that the picture has room for go first to marks, then to their labels; what is too
// crowded for its lane's rows is counted (clusters.ts).

import type { TimelineItem } from "$lib/bindings/TimelineItem";
import type { Label, Labels } from "$lib/draw/measure";
import { rowsOf } from "./budget";
import { pieces, tree, type Piece, type Stretch, type Tree } from "./clusters";
import type { Lane } from "./lanes";
import { pack } from "./rows";
import { INSET, LABEL_GAP, isInside, spotOf, type Sizes, type Spot } from "./spots";

/** A mark with its place. `x` is where it begins; `y` is the middle of its rows, from the top of the picture. */
export type Mark = {
  key: string;
  shape: "point" | "bar" | "cluster";
  x: number;
  width: number;
  y: number;
  /** How many rows it takes. */
  rows: number;
  /** How wide the sign is that stands for the event's sum, in pixels; nothing where marks are not sized by it. */
  diameter: number | undefined;
  /** What stands beside it, how wide that is, where it begins and how far it may reach: as much of it as there is room for. */
  label: Label;
  labelX: number;
  reach: number;
  /** True when the label stands in the bar and not after it. */
  inside: boolean;
  conflicted: boolean;
  /** One event, or those that a cluster counts. */
  items: TimelineItem[];
  /** The stretch of days that a cluster opens to. */
  first: number;
  last: number;
};

/** Marks are in order of where they begin. */
export type LaidLane = { lane: Lane; top: number; height: number; marks: Mark[] };

export type Layout = { lanes: LaidLane[]; height: number; perDay: number; origin: number };

/** The trees of the lanes; they only change when the events do, not with the scale. */
export type Grown = { lane: Lane; tree: Tree }[];

export function grow(lanes: Lane[]): Grown {
  return lanes.map((lane) => ({ lane, tree: tree(lane.items) }));
}

/** Lays the lanes out at a scale of `perDay` pixels, with `origin` (a day) at 0. */
export function layout(grown: Grown, perDay: number, origin: number, sizes: Sizes, labels: Labels): Layout {
  const placed = grown.map(({ tree: { items } }) => ({
    items,
    spots: items.map((item) => spotOf(item, perDay, origin, sizes)),
  }));
  const budgets = rowsOf(placed, sizes, labels);
  let top = 0;
  const laid = grown.map(({ lane, tree }, i) => {
    const { rows, crowds } = budgets[i] ?? { rows: 1, crowds: [] };
    const spots = placed[i]?.spots ?? [];
    const marks = pieces(tree, perDay, crowds).map((piece) => markOf(piece, tree, spots, sizes, labels));
    const height = Math.max(pack(marks, rows, sizes.row), 1) * sizes.row + 2 * sizes.pad;
    for (const mark of marks) mark.y += top + sizes.pad;
    const result = { lane, top, height, marks };
    top += height;
    return result;
  });
  if (laid.length > 1) spread(laid, Math.max(sizes.height - top, 0) / laid.length);
  return { lanes: laid, height: Math.max(top, laid.length > 1 ? sizes.height : 0), perDay, origin };
}

/** Makes each lane higher by so much, with its marks in the middle. */
function spread(lanes: LaidLane[], more: number): void {
  lanes.forEach((lane, i) => {
    lane.top += i * more;
    lane.height += more;
    for (const mark of lane.marks) mark.y += (i + 0.5) * more;
  });
}

function markOf(piece: Piece, tree: Tree, spots: readonly Spot[], sizes: Sizes, labels: Labels): Mark {
  const [item, spot] = piece.type === "event" ? [tree.items[piece.at], spots[piece.at]] : [];
  if (item && spot) return single(item, spot, labels);
  const { from, ownTo, to, ...stretch } = piece.type === "cluster" ? piece.stretch : tree.root;
  const end = piece.type === "cluster" && piece.own ? ownTo : to;
  return counted(tree.items.slice(from, end), spots.slice(from, end), stretch, end < to, sizes, labels);
}

function single(item: TimelineItem, spot: Spot, labels: Labels): Mark {
  const { x, width, soft, diameter, rows } = spot;
  const label = labels.of(item.title);
  const inside = isInside(spot, label);
  return {
    key: item.id,
    shape: soft ? "bar" : "point",
    x,
    width,
    y: 0,
    rows,
    diameter,
    label,
    labelX: inside ? x + INSET : x + width + LABEL_GAP,
    reach: inside ? x + width - LABEL_GAP : Infinity,
    inside,
    conflicted: item.conflicted,
    items: [item],
    first: item.date.first_day,
    last: item.date.last_day,
  };
}

/** Several events as a count, in their middle; it is labelled with the one that most is said of. */
function counted(
  held: TimelineItem[],
  spots: readonly Spot[],
  { unit, first, last }: Pick<Stretch, "unit" | "first" | "last">,
  own: boolean,
  sizes: Sizes,
  labels: Labels,
): Mark {
  const middle = spots.reduce((sum, { x, width }) => sum + x + width / 2, 0) / spots.length;
  const width = Math.max(sizes.point * 1.6, labels.measure(String(held.length)) + sizes.point);
  const told = held.reduce<TimelineItem | undefined>(
    (most, item) => (!most || item.claims > most.claims ? item : most),
    undefined,
  );
  return {
    key: `${unit}-${first}${own ? "-own" : ""}`,
    shape: "cluster",
    x: middle - width / 2,
    width,
    y: 0,
    rows: 1,
    diameter: undefined,
    label: labels.of(told?.title ?? ""),
    labelX: middle + width / 2 + LABEL_GAP,
    reach: Infinity,
    inside: false,
    conflicted: held.some((item) => item.conflicted),
    items: held,
    first,
    last,
  };
}
