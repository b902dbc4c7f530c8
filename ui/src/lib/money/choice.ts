// Which deals a picture draws, and which it leaves to the list, each with the reason.
//
// Widths are comparable only within one currency. Of a total and its parts one is drawn: the parts where the total does not
// say who gives or gets and they do, else the total.

import type { DealList } from "$lib/bindings/DealList";
import type { DealView } from "$lib/bindings/DealView";

/** Why a deal is not drawn. */
export const REASONS = [
  "smaller",
  "no-sum",
  "other-currency",
  "within",
  "in-parts",
  "inside",
  "ended",
] as const;

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
  /** Between those around the one in the middle, the largest of each pair and way; the largest first. */
  among?: Flow[];
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
/** So many neighbours a network has, and so many lines between them. */
export const MOST_NEIGHBOURS = 20;
export const MOST_AMONG = 30;

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

type Sifted = {
  flows: Flow[];
  rest: Map<Reason, DealView[]>;
  leave: (reason: Reason, deal: DealView) => void;
};

/** Parts what may be drawn of some deals from what may not, whatever room there is. */
function sift(list: DealList, deals: readonly DealView[], wanted: Wanted, withoutSum: boolean): Sifted {
  const rest = new Map<Reason, DealView[]>();
  const leave = (reason: Reason, deal: DealView) => {
    const all = rest.get(reason);
    if (all) all.push(deal);
    else rest.set(reason, [deal]);
  };
  const fit = new Map<string, Flow>();
  for (const deal of deals) {
    const flow = flowOf(deal, wanted.currency, wanted.top);
    if (deal.end && !(wanted.withEnded && deal.end.how !== "replaced")) leave("ended", deal);
    else if (flow.from === flow.to) leave("inside", deal);
    else if (!deal.amount && !withoutSum) leave("no-sum", deal);
    else if (deal.amount && deal.amount.currency !== wanted.currency) leave("other-currency", deal);
    else fit.set(deal.id, flow);
  }
  const reasons = overlaps(list, fit);
  const flows: Flow[] = [];
  for (const [id, flow] of fit) {
    const reason = reasons.get(id);
    if (reason) leave(reason, flow.deal);
    else flows.push(flow);
  }
  // What has the same size keeps the order of the list.
  flows.sort((a, b) => b.size - a.size);
  return { flows, rest, leave };
}

/** Which of the flows lie within others that are drawn, and which totals are drawn by their parts instead. */
function overlaps(list: DealList, fit: ReadonlyMap<string, Flow>): Map<string, Reason> {
  const within = new Map(list.deals.map((deal) => [deal.id, deal.within]));
  const isNamed = ({ from, to }: Flow) => !from.startsWith("?") && !to.startsWith("?");
  const above = (id: string): Set<string> => {
    const found = new Set<string>();
    const ahead = [id];
    for (let at = ahead.pop(); at !== undefined; at = ahead.pop())
      for (const total of within.get(at) ?? [])
        if (total !== id && !found.has(total)) {
          found.add(total);
          ahead.push(total);
        }
    return found;
  };
  const totals = [...fit.values()].map((flow) => ({
    flow,
    totals: [...above(flow.deal.id)].flatMap((id) => fit.get(id) ?? []),
  }));
  const reasons = new Map<string, Reason>();
  for (const { flow, totals: all } of totals)
    if (isNamed(flow) && flow.size > 0)
      for (const total of all) if (!isNamed(total)) reasons.set(total.deal.id, "in-parts");
  for (const { flow, totals: all } of totals)
    if (all.some(({ deal }) => !reasons.has(deal.id))) reasons.set(flow.deal.id, "within");
  // Totals that share a part overlap, without the one being in the other.
  for (const { deal, reason, within: other } of list.left_out)
    if (reason === "within" && other !== null && fit.has(deal) && fit.has(other))
      if (!reasons.has(deal) && !reasons.has(other) && !above(deal).has(other)) reasons.set(deal, "within");
  return reasons;
}

/** The largest deals of the currency between as many ends as one can tell apart. */
export function choose(list: DealList, wanted: Wanted): Choice {
  const { flows, rest, leave } = sift(list, list.deals, wanted, false);
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
  // What is not with the centre is another picture's.
  const own = list.deals.filter(({ from, to }) =>
    [from, to].some((side) => side && wanted.top(side.address) === centre),
  );
  const { flows, rest, leave } = sift(list, own, wanted, true);
  const near = new Set<string>();
  const drawn: Flow[] = [];
  for (const flow of flows) {
    const other = flow.from === centre ? flow.to : flow.from;
    if (drawn.length >= MOST_FLOWS || (!near.has(other) && near.size >= MOST_NEIGHBOURS)) {
      leave("smaller", flow.deal);
      continue;
    }
    near.add(other);
    drawn.push(flow);
  }
  return { currency: wanted.currency, flows: drawn, among: chooseAmong(list, near, wanted), rest };
}

/** What the neighbours give each other: of each pair and way one line, by the largest deal of it. */
function chooseAmong(list: DealList, near: ReadonlySet<string>, wanted: Wanted): Flow[] {
  const between = list.deals.filter(
    ({ from, to }) => from && to && near.has(wanted.top(from.address)) && near.has(wanted.top(to.address)),
  );
  const largest = new Map<string, Flow>();
  for (const flow of sift(list, between, wanted, true).flows) {
    const way = `${flow.from} ${flow.to}`;
    if (!largest.has(way)) largest.set(way, flow);
  }
  return [...largest.values()].slice(0, MOST_AMONG);
}

/** The deals of loops, as far as they are shown, whatever their size. */
export function chooseThese(list: DealList, ids: ReadonlySet<string>, wanted: Wanted): Choice {
  return choose({ ...list, deals: list.deals.filter(({ id }) => ids.has(id)) }, wanted);
}
