// What comes in and goes out, period by period, in one currency. What must not be added is not: what has ended, and what
// lies within another deal, is left out, as it is of the sums.

import type { DealList } from "$lib/bindings/DealList";
import type { DealView } from "$lib/bindings/DealView";
import type { UiLang } from "$lib/bindings/UiLang";
import { isCommitted } from "$lib/deals/firmness";
import { KINDS } from "$lib/deals/kinds";
import { nextStart, startOf, unitLabel } from "$lib/draw/calendar";

/** Money of one kind that moves one way in a period, in whole units of the currency. */
export type Piece = {
  kind: string;
  /** What is paid or signed. */
  firm: number;
  /** With what may be added to it: ceilings, and what is not signed. */
  most: number;
  deals: number;
};

export type Period = { start: number; label: string; in: Piece[]; out: Piece[] };

export type OverTime = {
  unit: "quarter" | "year";
  periods: Period[];
  /** The largest that comes in, and that goes out, in a period. */
  mostIn: number;
  mostOut: number;
};

/** More quarters than these are told as years. */
const QUARTERS = 16;
/** No quarter is longer, in days. */
const QUARTER = 92;

/** The deals of a list that a picture of its money may show: those that are added, and those that are only not firm. */
function drawn(list: DealList, currency: string): DealView[] {
  const added = new Set(list.sums.flatMap(({ deals }) => deals));
  const loose = list.left_out.filter(({ reason }) => reason === "not-firm").map(({ deal }) => deal);
  const shown = new Set([...added, ...loose]);
  return list.deals.filter(({ id, amount }) => amount?.currency === currency && shown.has(id));
}

/** The currencies of deals, the most frequent first. */
export function currenciesOf(lists: readonly DealList[]): string[] {
  const counts = new Map<string, number>();
  for (const { amount } of lists.flatMap(({ deals }) => deals))
    if (amount) counts.set(amount.currency, (counts.get(amount.currency) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b)).map(([currency]) => currency);
}

/** How much of a deal is firm, and how much it is at the most. */
function reach({ amount, status }: DealView): { firm: number; most: number } {
  if (!amount) return { firm: 0, most: 0 };
  const isCeiling = amount.qualifier === "up-to" || amount.qualifier === "less-than";
  return { firm: isCommitted(status) && !isCeiling ? amount.low : 0, most: amount.high };
}

function pieces(deals: readonly DealView[]): Piece[] {
  const byKind = new Map<string, Piece>();
  for (const deal of deals) {
    const piece = byKind.get(deal.kind) ?? { kind: deal.kind, firm: 0, most: 0, deals: 0 };
    const { firm, most } = reach(deal);
    byKind.set(deal.kind, {
      ...piece,
      firm: piece.firm + firm,
      most: piece.most + most,
      deals: piece.deals + 1,
    });
  }
  return [...byKind.values()].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
}

const total = (all: readonly Piece[]): number => all.reduce((sum, { most }) => sum + most, 0);

/** What came in and went out, from the first period with any to the last; nothing where there is none. */
export function overTime(
  comes: DealList,
  goes: DealList,
  currency: string,
  lang: UiLang,
): OverTime | undefined {
  const [into, out] = [drawn(comes, currency), drawn(goes, currency)];
  const dates = [...into, ...out].map(({ date }) => date);
  if (dates.length === 0) return undefined;
  const first = Math.min(...dates.map(({ last_day }) => last_day));
  const last = Math.max(...dates.map(({ last_day }) => last_day));
  // A date that is only known to the year says nothing of its quarter.
  const isLoose = dates.some(({ first_day, last_day }) => last_day - first_day >= QUARTER);
  const unit = isLoose || last - first > QUARTERS * QUARTER ? "year" : "quarter";
  const periods: Period[] = [];
  for (let start = startOf(unit, first); start <= last; start = nextStart(unit, start)) {
    const end = nextStart(unit, start);
    const within = (deals: readonly DealView[]) =>
      pieces(deals.filter(({ date }) => date.last_day >= start && date.last_day < end));
    periods.push({ start, label: unitLabel(unit, start, lang, true), in: within(into), out: within(out) });
  }
  return {
    unit,
    periods,
    mostIn: Math.max(...periods.map((period) => total(period.in))),
    mostOut: Math.max(...periods.map((period) => total(period.out))),
  };
}
