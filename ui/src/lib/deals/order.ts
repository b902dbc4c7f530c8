// Deals in an order, and as a table that other programs read.

import type { DealView } from "$lib/bindings/DealView";
import { t, tWord } from "$lib/i18n";
import { DEGREES } from "./firmness";
import { giver, taker } from "./names";

export const COLUMNS = ["date", "from", "to", "sum", "kind", "firmness", "event", "sources"] as const;

export type Column = (typeof COLUMNS)[number];

export type Order = { by: Column; down: boolean };

/** The order that a column is first put in: the newest, the largest and what has most sources first. */
export function firstOrder(by: Column): Order {
  return { by, down: by === "date" || by === "sum" || by === "sources" };
}

const degree = ({ status, end }: DealView) =>
  end ? DEGREES.length : (DEGREES as readonly string[]).indexOf(status);

/**
 * Deals in an order. Sums of different currencies are not compared: they stand by currency, the one that has most deals
 * first, and what names no sum stands last either way.
 */
export function ordered(deals: readonly DealView[], { by, down }: Order, lang: string): DealView[] {
  const collator = new Intl.Collator(lang);
  const often = new Map<string, number>();
  for (const { amount } of deals)
    if (amount) often.set(amount.currency, (often.get(amount.currency) ?? 0) + 1);
  const sign = down ? -1 : 1;
  const bySum = (a: DealView, b: DealView) => {
    if (!a.amount || !b.amount) return Number(!a.amount) - Number(!b.amount);
    const [one, other] = [a.amount.currency, b.amount.currency];
    if (one !== other) return (often.get(other) ?? 0) - (often.get(one) ?? 0) || collator.compare(one, other);
    return sign * (a.amount.high - b.amount.high || a.amount.low - b.amount.low);
  };
  const compare: Record<Column, (a: DealView, b: DealView) => number> = {
    date: (a, b) => sign * (a.date.last_day - b.date.last_day || a.date.first_day - b.date.first_day),
    from: (a, b) => sign * collator.compare(giver(a), giver(b)),
    to: (a, b) => sign * collator.compare(taker(a), taker(b)),
    sum: bySum,
    kind: (a, b) => sign * collator.compare(tWord("flows", a.kind), tWord("flows", b.kind)),
    firmness: (a, b) => sign * (degree(a) - degree(b)),
    event: (a, b) => sign * collator.compare(a.event.label, b.event.label),
    sources: (a, b) => sign * (a.independent - b.independent || a.sources - b.sources),
  };
  return [...deals].sort(compare[by]);
}

/** Deals as comma-separated values (RFC 4180), a line for each under a line of names. */
export function csv(deals: readonly DealView[]): string {
  const head = [
    ...(["date", "from", "to", "sum"] as const).map((column) => t(`deals.${column}`)),
    "currency",
    "low",
    "high",
    "qualifier",
    "converted_currency",
    "converted_low",
    "converted_high",
    "rate",
    t("deals.kind"),
    t("deals.firmness"),
    "ended",
    "event",
    "text",
    "sources",
    "independent",
    "address",
  ];
  const rows = deals.map((deal) => [
    deal.date.edtf,
    giver(deal),
    taker(deal),
    deal.amount?.label ?? "",
    deal.amount?.currency ?? "",
    deal.amount?.low ?? "",
    deal.amount?.high ?? "",
    deal.amount?.qualifier ?? "",
    deal.converted?.currency ?? "",
    deal.converted?.low ?? "",
    deal.converted?.high ?? "",
    deal.converted?.at ?? "",
    tWord("flows", deal.kind),
    tWord("statuses", deal.status),
    deal.end?.date.edtf ?? "",
    deal.event.label,
    deal.text,
    deal.sources,
    deal.independent,
    deal.address,
  ]);
  return [head, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** What steers a terminal, and what turns the order of what is written. */
const UNFIT = /(?![\t\n])[\p{Cc}\p{Bidi_Control}]/gu;

/**
 * A cell. What a spreadsheet would take for a formula is made text of, blanks before it or not; signs of full width are the
 * same to some.
 */
function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const seen = value.replaceAll("\r\n", "\n").replace(UNFIT, "\ufffd");
  const text = /^(\t|[\s\p{Cf}\ufffd]*[=+\-@＝＋－＠])/u.test(seen) ? `'${seen}` : seen;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
