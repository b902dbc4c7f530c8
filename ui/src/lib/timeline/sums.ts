// The sums that marks can be sized by: those of one currency at a time, since currencies are not converted.

import type { AmountView } from "$lib/bindings/AmountView";
import type { TimelineItem } from "$lib/bindings/TimelineItem";
import { isMoney } from "./kinds";

/** The sum of an event that is about one. */
export function sumOf(item: TimelineItem): AmountView | undefined {
  return isMoney(item.kind) ? (item.amount ?? undefined) : undefined;
}

/** The currencies of the sums, those of most events first. */
export function currencies(items: readonly TimelineItem[]): string[] {
  const counts = new Map<string, number>();
  for (const item of items) {
    const code = sumOf(item)?.currency;
    if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([code]) => code);
}

export type SumScale = {
  largest: AmountView;
  /** How wide the mark of an event is, in pixels; nothing for one without a sum in the currency. */
  diameter: (item: TimelineItem) => number | undefined;
};

/**
 * Areas by the sums in a currency: the largest is `most` pixels wide, and none less than `least`, so that it can be seen.
 * Of a range the upper end counts. Nothing where no event has such a sum.
 */
export function sumScale(
  items: readonly TimelineItem[],
  currency: string,
  { most, least }: { most: number; least: number },
): SumScale | undefined {
  const inCurrency = (item: TimelineItem) => {
    const sum = sumOf(item);
    return sum?.currency === currency ? sum : undefined;
  };
  let largest: AmountView | undefined;
  for (const item of items) {
    const sum = inCurrency(item);
    if (sum && sum.high > (largest?.high ?? 0)) largest = sum;
  }
  if (!largest) return undefined;
  const top = largest.high;
  return {
    largest,
    diameter: (item) => {
      const sum = inCurrency(item);
      return sum && Math.max(most * Math.sqrt(Math.max(sum.high, 0) / top), least);
    },
  };
}
