// How many events there are in each month, year or decade.

import type { TimelineItem } from "$lib/bindings/TimelineItem";
import { nextStart, startOf, type Unit } from "$lib/draw/calendar";

export type Bar = { first: number; next: number; count: number };

/** Counts events by a unit of the calendar, in order of time. An event over several units counts in the one of its middle. */
export function histogram(items: readonly TimelineItem[], unit: Unit): Bar[] {
  const counts = new Map<number, number>();
  for (const { date } of items) {
    const first = startOf(unit, (date.first_day + date.last_day) / 2);
    counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([first, count]) => ({ first, next: nextStart(unit, first), count }));
}
