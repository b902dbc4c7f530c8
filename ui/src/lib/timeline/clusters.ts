// Which events are drawn one by one, and which as a count that opens as one comes closer.
//
// Events lie in a tree of the calendar: centuries hold decades, decades hold years, down to days. A stretch of the
// calendar is drawn event by event where there are rows enough for all of them; else it opens once it is wide enough on
// the screen for what is inside to be told apart. Coming closer makes crowds thinner and stretches wider, so it can only
// open, never close or regroup.

import type { TimelineItem } from "$lib/bindings/TimelineItem";
import { UNIT_DAYS, nextStart, startOf, type Unit } from "$lib/draw/calendar";

/** A stretch of the calendar. Its events stand in the order of the tree from `from` to before `to`. */
export type Stretch = {
  unit: Unit | "all";
  /** The first day, and the last. */
  first: number;
  last: number;
  from: number;
  /** Up to here stand those that no smaller stretch holds, such as "November 2025" in the stretch of that month. */
  ownTo: number;
  to: number;
  children: Stretch[];
};

/** All events in the order of the tree: of each stretch first its own, then those of the smaller ones. */
export type Tree = { root: Stretch; items: TimelineItem[] };

/** What is drawn: an event by its place in the order, or the count of several. */
export type Piece = { type: "event"; at: number } | { type: "cluster"; stretch: Stretch; own: boolean };

const UNITS: Unit[] = ["century", "decade", "year", "quarter", "month", "third", "day"];

/** How wide a stretch must be to open where it is crowded, in pixels. */
const OPENS_AT: Record<Unit, number> = {
  century: 120,
  decade: 120,
  year: 56,
  quarter: 48,
  month: 44,
  third: 60,
  day: 14,
};

/** So many events without a smaller stretch of their own are drawn one by one even in a crowd. */
const MOST_OWN = 8;

/** Builds the tree. The events may come in any order. */
export function tree(items: readonly TimelineItem[]): Tree {
  const sorted = [...items].sort(
    (a, b) => a.date.first_day - b.date.first_day || a.date.last_day - b.date.last_day,
  );
  const first = sorted[0]?.date.first_day ?? 0;
  const last = sorted.reduce((latest, item) => Math.max(latest, item.date.last_day), first);
  const order: TimelineItem[] = [];
  return { root: stretch("all", first, last, sorted, 0, order), items: order };
}

function stretch(
  unit: Unit | "all",
  first: number,
  last: number,
  items: TimelineItem[],
  depth: number,
  order: TimelineItem[],
): Stretch {
  const next = UNITS[depth];
  const inside: { first: number; next: number; items: TimelineItem[] }[] = [];
  const from = order.length;
  for (const item of items) {
    const { first_day, last_day } = item.date;
    let held = inside.at(-1);
    // Events come in order of their first day, so that only the first of each stretch has to be looked up.
    if (next !== undefined && items.length > 1 && (!held || first_day >= held.next)) {
      const start = startOf(next, first_day);
      held = { first: start, next: nextStart(next, start), items: [] };
      inside.push(held);
    }
    if (held && last_day < held.next) held.items.push(item);
    else order.push(item);
  }
  const ownTo = order.length;
  const children = inside
    .filter((held) => held.items.length > 0)
    .map((held) => stretch(next ?? "day", held.first, held.next - 1, held.items, depth + 1, order));
  return { unit, first, last, from, ownTo, to: order.length, children };
}

/** What is drawn at a scale, in pixels a day, where the events at some places of the order are in a crowd. */
export function pieces({ root }: Tree, perDay: number, crowds: readonly boolean[]): Piece[] {
  const out: Piece[] = [];
  const before = new Uint32Array(crowds.length + 1);
  crowds.forEach((crowd, i) => (before[i + 1] = (before[i] ?? 0) + Number(crowd)));
  const inCrowd = (from: number, to: number) => (before[to] ?? 0) > (before[from] ?? 0);
  const each = (from: number, to: number) => {
    for (let at = from; at < to; at++) out.push({ type: "event", at });
  };
  const collect = (node: Stretch) => {
    const { from, ownTo, to } = node;
    if (to - from <= 1 || !inCrowd(from, to)) return each(from, to);
    if (!isWide(node, perDay)) return out.push({ type: "cluster", stretch: node, own: false });
    if (ownTo - from <= MOST_OWN || node.unit === "day" || !inCrowd(from, ownTo)) each(from, ownTo);
    else out.push({ type: "cluster", stretch: node, own: true });
    return node.children.forEach(collect);
  };
  collect(root);
  return out;
}

function isWide({ unit }: Stretch, perDay: number): boolean {
  return unit === "all" || UNIT_DAYS[unit] * perDay >= OPENS_AT[unit];
}
