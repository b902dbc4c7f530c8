// How a deal is told in a line.

import type { ConvertedView } from "$lib/bindings/ConvertedView";
import type { DealEnd } from "$lib/bindings/DealEnd";
import type { DealView } from "$lib/bindings/DealView";
import { t, tWord } from "$lib/i18n";

export function giver({ from }: DealView): string {
  return from?.label ?? t("deals.unnamed");
}

/** Who gets. Where nobody is named, one builds for oneself, or many get. */
export function taker({ from, to, kind }: DealView): string {
  return to?.label ?? t(from && kind === "capex" ? "deals.own" : "deals.unnamed");
}

/** Who gives, who gets, how much. */
export function labelOf(deal: DealView): string {
  const way = `${giver(deal)} → ${taker(deal)}`;
  return deal.amount ? `${way} · ${deal.amount.label}` : way;
}

/** What a sum is at a rate of the person's, always with the rate. */
export function convertedOf({ label, at }: ConvertedView): string {
  return t("deals.converted", { sum: label, at });
}

/** How and when it ended. */
export function endOf({ how, date }: DealEnd): string {
  if (how === "denied") return t("deals.ended_denied", { date: date.label });
  if (how === "called-off") return t("deals.ended_called-off", { date: date.label });
  return t("deals.ended_replaced", { date: date.label });
}

/** A line that tells a deal whole: who, whom, how much, in what form, how firm, when. */
export function toldOf(deal: DealView): string {
  const firm = deal.end ? endOf(deal.end) : tWord("statuses", deal.status);
  return [labelOf(deal), tWord("flows", deal.kind), firm, deal.date.label].join(" · ");
}
