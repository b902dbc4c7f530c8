// Which deals a picture draws, and which it leaves to the list, each with the reason.
//
// Widths are comparable only within one currency. A part of a total that is drawn is not drawn again.

import type { DealList } from "$lib/bindings/DealList";
import type { DealView } from "$lib/bindings/DealView";

/** Why a deal is not drawn. */
export const REASONS = ["smaller", "no-sum", "other-currency", "within", "inside", "ended"] as const;

export type Reason = (typeof REASONS)[number];

export type Flow = {
  deal: DealView;
  /** Who gives and who gets: an address, or one of the names below. */
  from: string;
  to: string;
  /** In whole units of the currency; 0 where no sum is named. */
  size: number;
};

export type Choice = {
  currency: string;
  /** The largest first. */
  flows: Flow[];
  /** By reason, in the order of the list. */
  rest: ReadonlyMap<Reason, readonly DealView[]>;
};

/** Who gives where nobody is named, who gets there, and who gets where one builds for oneself. */
export const UNNAMED_GIVERS = "?from";
export const UNNAMED_TAKERS = "?to";
export const ITSELF = "?itself";

/** So many ribbons are drawn, between so many ends: what one can still tell apart. */
export const MOST_FLOWS = 60;
export const MOST_ENDS = 24;
/** So many neighbours a network has. */
export const MOST_NEIGHBOURS = 20;

/** Currencies with how many deals name a sum in them, the most frequent first. */
export function currenciesOf(deals: readonly DealView[]): [currency: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { amount } of deals)
    if (amount) counts.set(amount.currency, (counts.get(amount.currency) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

/** The owner at the top of what is owned, by addresses; itself where nobody owns it, or all stand for themselves. */
export type TopOf = (address: string) => string;

export function topOf(list: DealList, apart: boolean): TopOf {
  const owners = new Map(apart ? [] : list.owners.map(({ owned, owner }) => [owned, owner.address]));
  return (address) => owners.get(address) ?? address;
}

/** What is known of the ends of deals by their addresses: what they are called. */
export function namesOf(list: DealList): Map<string, string> {
  const names = new Map<string, string>();
  for (const { from, to } of list.deals)
    for (const side of [from, to]) if (side) names.set(side.address, side.label);
  for (const { owner } of list.owners) names.set(owner.address, owner.label);
  return names;
}

type Wanted = { currency: string; top: TopOf; withEnded: boolean };

function flowOf(deal: DealView, currency: string, top: TopOf): Flow {
  return {
    deal,
    from: deal.from ? top(deal.from.address) : UNNAMED_GIVERS,
    to: deal.to ? top(deal.to.address) : deal.from && deal.kind === "capex" ? ITSELF : UNNAMED_TAKERS,
    size: deal.amount?.currency === currency ? deal.amount.high : 0,
  };
}

/** Parts what may be drawn from what may not, whatever room there is. */
function sift(list: DealList, { currency, top, withEnded }: Wanted, withoutSum: boolean) {
  const within = new Set(list.left_out.filter(({ reason }) => reason === "within").map(({ deal }) => deal));
  const rest = new Map<Reason, DealView[]>();
  const leave = (reason: Reason, deal: DealView) => {
    const all = rest.get(reason);
    if (all) all.push(deal);
    else rest.set(reason, [deal]);
  };
  const flows: Flow[] = [];
  for (const deal of list.deals) {
    const flow = flowOf(deal, currency, top);
    if (deal.end && !(withEnded && deal.end.how !== "replaced")) leave("ended", deal);
    else if (within.has(deal.id)) leave("within", deal);
    else if (flow.from === flow.to) leave("inside", deal);
    else if (!deal.amount && !withoutSum) leave("no-sum", deal);
    else if (deal.amount && deal.amount.currency !== currency) leave("other-currency", deal);
    else flows.push(flow);
  }
  // What has the same size keeps the order of the list.
  flows.sort((a, b) => b.size - a.size);
  return { flows, rest, leave };
}

/** The largest deals of the currency between as many ends as one can tell apart. */
export function choose(list: DealList, wanted: Wanted): Choice {
  const { flows, rest, leave } = sift(list, wanted, false);
  const ends = new Set<string>();
  const drawn: Flow[] = [];
  for (const flow of flows) {
    const more = Number(!ends.has(flow.from)) + Number(!ends.has(flow.to));
    if (drawn.length >= MOST_FLOWS || ends.size + more > MOST_ENDS) {
      leave("smaller", flow.deal);
      continue;
    }
    ends.add(flow.from).add(flow.to);
    drawn.push(flow);
  }
  return { currency: wanted.currency, flows: drawn, rest };
}

/** What one entity gives and gets: from and to the neighbours whose largest deal with it is the largest. */
export function chooseAround(list: DealList, centre: string, wanted: Wanted): Choice {
  const { flows, rest, leave } = sift(list, wanted, true);
  const near = new Set<string>();
  const drawn: Flow[] = [];
  for (const flow of flows) {
    if (flow.from !== centre && flow.to !== centre) continue;
    const other = flow.from === centre ? flow.to : flow.from;
    if (drawn.length >= MOST_FLOWS || (!near.has(other) && near.size >= MOST_NEIGHBOURS)) {
      leave("smaller", flow.deal);
      continue;
    }
    near.add(other);
    drawn.push(flow);
  }
  // Of what is not drawn only what is with the centre is told: the rest is another picture's.
  for (const [reason, deals] of rest) {
    const own = deals.filter(({ from, to }) =>
      [from, to].some((side) => side && wanted.top(side.address) === centre),
    );
    if (own.length === 0) rest.delete(reason);
    else rest.set(reason, own);
  }
  return { currency: wanted.currency, flows: drawn, rest };
}

/** The deals of loops, as far as they are shown, whatever their size. */
export function chooseThese(list: DealList, ids: ReadonlySet<string>, wanted: Wanted): Choice {
  return choose({ ...list, deals: list.deals.filter(({ id }) => ids.has(id)) }, wanted);
}
