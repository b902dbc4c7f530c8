// How the rows that a picture has room for are shared among its lanes.

import type { TimelineItem } from "$lib/bindings/TimelineItem";
import type { Labels } from "$lib/draw/measure";
import { crowded, profileOf, rowsNeeded, share, type Extents } from "./crowd";
import { GAP } from "./rows";
import { LABEL_GAP, isInside, type Sizes, type Spot } from "./spots";

/** How many rows a lane may have, and of each of its events whether these are too few where it is. */
export type Budget = { rows: number; crowds: boolean[] };

/** Marks come first: labels get the rows that all lanes leave when every mark has its own. */
export function rowsOf(
  lanes: readonly { items: readonly TimelineItem[]; spots: readonly Spot[] }[],
  { row, pad, height, least }: Sizes,
  labels: Labels,
): Budget[] {
  const room = Math.floor((height - 2 * pad * lanes.length) / row);
  const bare = lanes.map(({ spots }) => extents(spots, ({ x, width }) => x + width));
  const profiles = bare.map(profileOf);
  const forMarks = profiles.map(rowsNeeded);
  const first = forMarks.map((rows) => Math.max(1, Math.min(rows, least)));
  const marks = add(first, share(minus(forMarks, first), room - sum(first)));
  const worded = lanes.map(({ items, spots }, i) => {
    if ((forMarks[i] ?? 0) > (marks[i] ?? 0)) return 0;
    const withLabels = extents(spots, (spot, at) => labelEnd(spot, items[at]?.title ?? "", labels));
    return rowsNeeded(profileOf(withLabels));
  });
  const all = add(marks, share(minus(worded, marks), room - sum(marks)));
  return bare.map((own, i) => {
    const [rows, profile] = [all[i] ?? 1, profiles[i]];
    const tooFew = profile !== undefined && (forMarks[i] ?? 0) > rows;
    return { rows, crowds: tooFew ? crowded(own, profile, rows) : Array.from(own.rows, () => false) };
  });
}

function labelEnd(spot: Spot, title: string, labels: Labels): number {
  const end = spot.x + spot.width;
  const label = labels.of(title);
  return label.width === 0 || isInside(spot, label) ? end : end + LABEL_GAP + label.width;
}

// Loops and not `from`: they run at every step of a zoom, over every event.
function extents(spots: readonly Spot[], end: (spot: Spot, at: number) => number): Extents {
  const starts = new Float64Array(spots.length);
  const ends = new Float64Array(spots.length);
  const rows = new Uint8Array(spots.length);
  spots.forEach((spot, at) => {
    starts[at] = spot.x;
    ends[at] = end(spot, at) + GAP;
    rows[at] = spot.rows;
  });
  return { starts, ends, rows };
}

const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
const add = (a: readonly number[], b: readonly number[]) => a.map((one, i) => one + (b[i] ?? 0));
const minus = (a: readonly number[], b: readonly number[]) =>
  a.map((one, i) => Math.max(one - (b[i] ?? 0), 0));
