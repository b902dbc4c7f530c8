// The place that each event would take by itself at a scale.

import type { TimelineItem } from "$lib/bindings/TimelineItem";
import type { Label } from "$lib/draw/measure";

export type Sizes = {
  /** Height of a row, and room above and below the rows of a lane. */
  row: number;
  pad: number;
  /** Width of a point, and the least width of a soft bar. */
  point: number;
  bar: number;
  /** How high the picture should be, and how many rows a lane may have even so. */
  height: number;
  least: number;
  /** How wide the sign for an event's sum is, where marks are sized by sums and it has one. */
  diameter?: ((item: TimelineItem) => number | undefined) | undefined;
};

/** A place: where it begins, in pixels from `origin`, how wide it is and how many rows high. */
export type Spot = { x: number; width: number; rows: number; soft: boolean; diameter: number | undefined };

/** Room between a mark and its label, and before and after a label in a bar, in pixels. */
export const LABEL_GAP = 5;
export const INSET = 12;

/** A date that is not known to the day is a bar; only a known day is a point. */
export function isSoft({ date }: TimelineItem): boolean {
  return date.approximate || date.precision !== "day" || date.last_day > date.first_day;
}

/** Where an event is at a scale of `perDay` pixels, with `origin` (a day) at 0. */
export function spotOf(item: TimelineItem, perDay: number, origin: number, sizes: Sizes): Spot {
  const { first_day: first, last_day: last } = item.date;
  const soft = isSoft(item);
  const diameter = sizes.diameter?.(item);
  const least = soft ? Math.max((last + 1 - first) * perDay, sizes.bar) : sizes.point;
  const width = Math.max(least, diameter ?? 0);
  const x = ((first + last + 1) / 2 - origin) * perDay - width / 2;
  // Rows have air between them; a sign may use it up.
  const rows = diameter === undefined ? 1 : Math.max(1, Math.ceil(diameter / sizes.row - 0.2));
  return { x, width, rows, soft, diameter };
}

/** Whether a label stands in its bar. Where a sized sign stands in it, there is no place for words. */
export function isInside({ soft, diameter, width }: Spot, label: Label): boolean {
  return soft && diameter === undefined && label.width + 2 * INSET <= width;
}
