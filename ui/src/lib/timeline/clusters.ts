// Which events are drawn one by one, and which as a count that opens as one comes closer.
//
// Events lie in a tree of the calendar: centuries hold decades, decades hold years, down to days. A stretch of the
// calendar opens once it is wide enough on the screen; what is inside then shows, or is closed in turn. Because the
// stretches nest and only the width decides, coming closer can only open, never close or regroup.

import type { TimelineItem } from "$lib/bindings/TimelineItem";
import { UNIT_DAYS, nextStart, startOf, type Unit } from "$lib/draw/calendar";

/** A stretch of the calendar with the events that lie wholly in it. */
export type Stretch = {
  unit: Unit | "all";
  /** The first day, and the last. */
  first: number;
  last: number;
  /** Events that no smaller stretch holds, such as "November 2025" in the stretch of that month. */
  own: TimelineItem[];
  children: Stretch[];
  count: number;
};

/** What is drawn: an event, or the count of several. */
export type Piece =
  | { type: "event"; item: TimelineItem }
  | { type: "cluster"; items: TimelineItem[]; first: number; last: number };

const UNITS: Unit[] = ["century", "decade", "year", "quarter", "month", "third", "day"];

/** How wide a stretch must be to open, in pixels. */
const OPENS_AT: Record<Unit, number> = {
  century: 120,
  decade: 120,
  year: 56,
  quarter: 48,
  month: 44,
  third: 60,
  day: 14,
};

/** So many events without a smaller stretch of their own are still drawn one by one. */
const MOST_OWN = 8;

/** Builds the tree. The events may come in any order. */
export function tree(items: TimelineItem[]): Stretch {
  const sorted = [...items].sort(
    (a, b) => a.date.first_day - b.date.first_day || a.date.last_day - b.date.last_day,
  );
  const first = sorted[0]?.date.first_day ?? 0;
  const last = sorted.reduce((latest, item) => Math.max(latest, item.date.last_day), first);
  return stretch("all", first, last, sorted, 0);
}

function stretch(
  unit: Unit | "all",
  first: number,
  last: number,
  items: TimelineItem[],
  depth: number,
): Stretch {
  const next = UNITS[depth];
  const node: Stretch = { unit, first, last, own: [], children: [], count: items.length };
  if (next === undefined || items.length <= 1) {
    node.own = items;
    return node;
  }
  const inside = new Map<number, TimelineItem[]>();
  for (const item of items) {
    const start = startOf(next, item.date.first_day);
    if (item.date.last_day >= nextStart(next, start)) {
      node.own.push(item);
      continue;
    }
    const held = inside.get(start);
    if (held) held.push(item);
    else inside.set(start, [item]);
  }
  node.children = [...inside].map(([start, held]) =>
    stretch(next, start, nextStart(next, start) - 1, held, depth + 1),
  );
  return node;
}

/** What is drawn at a scale, in pixels a day. */
export function pieces(node: Stretch, perDay: number): Piece[] {
  const out: Piece[] = [];
  collect(node, perDay, out);
  return out;
}

function collect(node: Stretch, perDay: number, out: Piece[]): void {
  if (node.count === 0) return;
  if (!isOpen(node, perDay)) {
    out.push(cluster(allOf(node), node));
    return;
  }
  if (node.own.length > MOST_OWN && node.unit !== "day") out.push(cluster(node.own, node));
  else for (const item of node.own) out.push({ type: "event", item });
  for (const child of node.children) collect(child, perDay, out);
}

/** True when the stretch shows what is inside. Two events need half the room of many, one needs none. */
function isOpen(node: Stretch, perDay: number): boolean {
  if (node.unit === "all" || node.count <= 1) return true;
  const width = UNIT_DAYS[node.unit] * perDay;
  return width >= OPENS_AT[node.unit] * (node.count === 2 ? 0.5 : 1);
}

/** Every event of a stretch, oldest first within each part. */
export function allOf(node: Stretch): TimelineItem[] {
  return [...node.own, ...node.children.flatMap(allOf)];
}

function cluster(items: TimelineItem[], { first, last }: Stretch): Piece {
  return { type: "cluster", items, first, last };
}
