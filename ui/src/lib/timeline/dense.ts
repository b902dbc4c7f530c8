// The stretch of time on which most happened: where a timeline opens, so that it is not mostly empty.

import type { TimelineItem } from "$lib/bindings/TimelineItem";
import { nextStart, startOf } from "$lib/draw/calendar";

/** So few events are best shown all at once. */
const FEW = 40;

/** The shortest stretch of whole months with half of the events in it, its first day and its last; nothing for a few events. */
export function denseStretch(items: readonly TimelineItem[]): { first: number; last: number } | undefined {
  if (items.length <= FEW) return undefined;
  const wanted = Math.max(Math.ceil(items.length / 2), FEW);
  const months = items.map(({ date }) => startOf("month", middle(date))).sort((a, b) => a - b);
  let best: { first: number; last: number } | undefined;
  months.slice(wanted - 1).forEach((last, i) => {
    const first = months[i] ?? last;
    // Of equally short ones the latest: what is newest is what most are after.
    if (!best || last - first <= best.last - best.first) best = { first, last };
  });
  return best && { first: best.first, last: nextStart("month", best.last) - 1 };
}

/** An event over several months counts in the one of its middle. */
function middle({ first_day, last_day }: TimelineItem["date"]): number {
  return (first_day + last_day) / 2;
}
