// Where ends and ribbons lie: ends are bars in columns, as high as what they give and get is wide; ribbons run between them.

import type { Flow } from "./choice";

/** Sizes are in pixels. */
export type Room = {
  width: number;
  /** As high as it is at least; more where the ends need it. */
  height: number;
  /** The size of text. */
  text: number;
  /** Room for names left of the first column and right of the last. */
  left: number;
  right: number;
};

export type End = {
  key: string;
  column: number;
  /** The left edge and the top of its bar. */
  x: number;
  y: number;
  height: number;
  /** How many ribbons begin or end here. */
  count: number;
};

export type Point = { x: number; y: number };

/** A cubic curve by its four points. */
export type Curve = readonly [Point, Point, Point, Point];

export type Ribbon = { flow: Flow; width: number; curve: Curve };

export type Layout = {
  ends: End[];
  /** The largest first. */
  ribbons: Ribbon[];
  width: number;
  height: number;
  /** Pixels for a unit of the currency. */
  perUnit: number;
};

/** How wide a bar is. */
export const BAR = 8;
/** Ribbons are no thinner and no wider. */
const THINNEST = 2;
const WIDEST = 84;

type Slot = { ribbon: Flow; width: number; offset: number; facing: 1 | -1 };

/** Lays out flows between ends that stand in columns, each in its order. */
export function lay(columns: readonly (readonly string[])[], flows: readonly Flow[], room: Room): Layout {
  const gap = room.text * 0.8;
  const least = room.text * 1.6;
  const columnOf = new Map(columns.flatMap((column, i) => column.map((end) => [end, i] as const)));
  const kept = flows.filter(({ from, to }) => columnOf.has(from) && columnOf.has(to));
  const last = columns.length - 1;
  const facingOf = (from: string, to: string): 1 | -1 => {
    const [a, b] = [columnOf.get(from) ?? 0, columnOf.get(to) ?? 0];
    return a === b ? (a === 0 ? 1 : -1) : a < b ? 1 : -1;
  };
  const widthAt = (size: number, perUnit: number) => Math.max(THINNEST, size * perUnit);

  // How high an end is: as what lies on the side of it where more does.
  const sides = new Map<string, { 1: number[]; "-1": number[] }>();
  for (const end of columnOf.keys()) sides.set(end, { 1: [], "-1": [] });
  for (const { from, to, size } of kept) {
    sides.get(from)?.[facingOf(from, to)].push(size);
    sides.get(to)?.[facingOf(to, from)].push(size);
  }
  const heightAt = (end: string, perUnit: number) => {
    const sum = (sizes: readonly number[]) => sizes.reduce((all, size) => all + widthAt(size, perUnit), 0);
    const side = sides.get(end);
    return Math.max(least, sum(side?.[1] ?? []), sum(side?.["-1"] ?? []));
  };
  const needed = (perUnit: number) =>
    Math.max(
      0,
      ...columns.map((column) =>
        column.reduce((all, end) => all + heightAt(end, perUnit), gap * Math.max(column.length - 1, 0)),
      ),
    );
  const largest = Math.max(0, ...kept.map(({ size }) => size));
  const perUnit = largest === 0 ? 0 : fitting(needed, room.height, WIDEST / largest);
  const height = Math.ceil(Math.max(room.height, needed(perUnit)));

  const innerLeft = room.left;
  const innerRight = Math.max(room.width - room.right - BAR, innerLeft + BAR);
  // What stands in the middle is nearer to the side where fewer are.
  const [before, after] = [columns[0]?.length ?? 0, columns[last]?.length ?? 0];
  const middle = Math.min(Math.max(before / Math.max(before + after, 1), 0.3), 0.7);
  const ends = new Map<string, End>();
  columns.forEach((column, i) => {
    const heights = column.map((end) => heightAt(end, perUnit));
    const full = heights.reduce((sum, one) => sum + one, 0);
    // What room is left stands between them, but no end is pushed far from the others.
    const air = Math.min((height - full) / Math.max(column.length, 1), room.text * 3);
    const all = full + air * Math.max(column.length - 1, 0);
    let y = (height - all) / 2;
    const x = innerLeft + (innerRight - innerLeft) * (i === 0 ? 0 : i === last ? 1 : middle);
    column.forEach((key, row) => {
      const side = sides.get(key);
      const count = (side?.[1].length ?? 0) + (side?.["-1"].length ?? 0);
      ends.set(key, { key, column: i, x, y, height: heights[row] ?? least, count });
      y += (heights[row] ?? least) + air;
    });
  });

  const slots = new Map<string, Slot[]>();
  for (const flow of kept) {
    const width = widthAt(flow.size, perUnit);
    for (const [end, other] of [
      [flow.from, flow.to],
      [flow.to, flow.from],
    ] as const) {
      const slot = { ribbon: flow, width, offset: 0, facing: facingOf(end, other) };
      slots.set(end, [...(slots.get(end) ?? []), slot]);
    }
  }
  for (const [key, own] of slots) stack(key, own, ends);

  const at = (end: string, flow: Flow): { point: Point; facing: 1 | -1 } => {
    const slot = slots.get(end)?.find(({ ribbon }) => ribbon === flow);
    const { x, y } = ends.get(end) ?? { x: 0, y: 0 };
    const facing = slot?.facing ?? 1;
    return { point: { x: facing === 1 ? x + BAR : x, y: y + (slot?.offset ?? 0) }, facing };
  };
  const most = (innerRight - innerLeft) / Math.max(last, 1);
  const ribbons = kept.map((flow): Ribbon => {
    const [start, end] = [at(flow.from, flow), at(flow.to, flow)];
    const width = widthAt(flow.size, perUnit);
    const same = columnOf.get(flow.from) === columnOf.get(flow.to);
    const reach = same
      ? Math.min(
          Math.max(room.text * 3.2, width * 1.3, Math.abs(end.point.y - start.point.y) * 0.6),
          most * 0.6,
        )
      : Math.abs(end.point.x - start.point.x) * 0.5;
    const first = { x: start.point.x + start.facing * reach, y: start.point.y };
    const second = { x: end.point.x + end.facing * reach, y: end.point.y };
    return { flow, width, curve: [start.point, first, second, end.point] };
  });
  ribbons.sort((a, b) => b.width - a.width);
  return { ends: [...ends.values()], ribbons, width: room.width, height, perUnit };
}

/** The most pixels for a unit with which all fits, up to so many; enough that the largest can be told from others in any case. */
function fitting(needed: (perUnit: number) => number, height: number, most: number): number {
  let [low, high] = [most / 4, most];
  if (needed(high) <= height) return high;
  for (let step = 0; step < 24; step++) {
    const middle = (low + high) / 2;
    if (needed(middle) <= height) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Puts the ribbons of an end above each other, so that they leave it in the order in which they arrive elsewhere: what goes
 * up in the same column on top, the nearest first; then what crosses, by height; then what goes down, the nearest last.
 */
function stack(key: string, slots: Slot[], ends: ReadonlyMap<string, End>): void {
  const own = ends.get(key);
  if (!own) return;
  const rank = ({ ribbon }: Slot): [group: number, at: number] => {
    const other = ends.get(ribbon.from === key ? ribbon.to : ribbon.from);
    if (!other) return [1, 0];
    if (other.column !== own.column) return [1, other.y + other.height / 2];
    return other.y < own.y ? [0, -other.y] : [2, -other.y];
  };
  for (const facing of [1, -1] as const) {
    const side = slots.filter((slot) => slot.facing === facing);
    const ranks = new Map(side.map((slot) => [slot, rank(slot)]));
    const placed = [...side].sort((a, b) => {
      const [[groupA, atA], [groupB, atB]] = [ranks.get(a) ?? [1, 0], ranks.get(b) ?? [1, 0]];
      // Several between the same two lie inside each other where they turn back, and side by side where they cross.
      const first = a.ribbon.deal.id < b.ribbon.deal.id ? -1 : 1;
      return groupA - groupB || atA - atB || (groupA === 2 ? -first : first);
    });
    let y = (own.height - placed.reduce((sum, { width }) => sum + width, 0)) / 2;
    for (const slot of placed) {
      slot.offset = y + slot.width / 2;
      y += slot.width;
    }
  }
}

/** How wide what neighbours give each other is drawn, whatever the sum: it is no part of the picture's scale. */
export const LINE = 1.5;

/** Lines between ends that are laid out already, from the sides that face the middle. */
export function linesOf({ ends }: Layout, flows: readonly Flow[], text: number): Ribbon[] {
  const at = new Map(ends.map((end) => [end.key, end]));
  const last = Math.max(0, ...ends.map(({ column }) => column));
  // Several lines of an end leave it at places of their own.
  const counts = new Map<string, number>();
  for (const { from, to } of flows) for (const end of [from, to]) counts.set(end, (counts.get(end) ?? 0) + 1);
  const used = new Map<string, number>();
  const place = (key: string, end: End): { point: Point; facing: 1 | -1 } => {
    const nth = used.get(key) ?? 0;
    used.set(key, nth + 1);
    const facing = end.column === last ? -1 : 1;
    const y = end.y + (end.height * (nth + 1)) / ((counts.get(key) ?? 1) + 1);
    return { point: { x: facing === 1 ? end.x + BAR : end.x, y }, facing };
  };
  return flows.flatMap((flow): Ribbon[] => {
    const [from, to] = [at.get(flow.from), at.get(flow.to)];
    if (!from || !to) return [];
    const [start, end] = [place(flow.from, from), place(flow.to, to)];
    const [dx, dy] = [Math.abs(end.point.x - start.point.x), Math.abs(end.point.y - start.point.y)];
    const reach = from.column === to.column ? Math.max(text * 2.4, dy * 0.35) : dx * 0.35;
    const first = { x: start.point.x + start.facing * reach, y: start.point.y };
    const second = { x: end.point.x + end.facing * reach, y: end.point.y };
    return [{ flow, width: LINE, curve: [start.point, first, second, end.point] }];
  });
}
