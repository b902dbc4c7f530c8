// Deals for tests.

import type { DateView } from "$lib/bindings/DateView";
import type { DealList } from "$lib/bindings/DealList";
import type { DealView } from "$lib/bindings/DealView";
import { parseDate } from "$lib/draw/calendar";

function date(edtf: string): DateView {
  const range = parseDate(edtf) ?? { first: 0, last: 0 };
  const one = { first_day: range.first, last_day: range.last };
  return { label: edtf, edtf, ...one, precision: "day", approximate: false };
}

const entity = (id: string) => ({ address: `zhimai://entity/${id}`, label: id.toUpperCase() });

type Some = Partial<Omit<DealView, "date" | "amount">> & {
  on?: string;
  billions?: number;
  currency?: string;
};

/** A deal such as `a>b` or `a>`, of so many billions of dollars unless told otherwise. */
export function deal(way: string, some: Some = {}): DealView {
  const [from = "", to = ""] = way.split(">");
  const { on = "2025-11-18", billions = 1, currency = "USD", ...rest } = some;
  const id = rest.id ?? way;
  return {
    address: `zhimai://deal/${id}`,
    id,
    from: from === "" ? null : entity(from),
    to: to === "" ? null : entity(to),
    kind: "equity",
    status: "announced",
    amount:
      billions === 0
        ? null
        : {
            currency,
            low: billions * 1e9,
            high: billions * 1e9,
            qualifier: "exactly",
            label: `${currency} ${String(billions)} billion`,
            horizon: null,
          },
    converted: null,
    steps: [],
    text: `${from} gives to ${to}.`,
    event: { address: "zhimai://event/e", label: "What happened" },
    date: date(on),
    end: null,
    accounts: 1,
    other_sums: [],
    disputed: false,
    sources: 2,
    independent: 1,
    within: [],
    includes: [],
    ...rest,
  };
}

/** How a deal ended, for tests. */
export const end = (how: string, on = "2026-01-02") => ({
  how,
  date: date(on),
  text: "It is off.",
  event: { address: "zhimai://event/off", label: "It ends" },
});

export const list = (deals: DealView[], some: Partial<DealList> = {}): DealList => ({
  deals,
  sums: [],
  left_out: [],
  unmeasured: 0,
  entities: [],
  kinds: [],
  statuses: [],
  owners: [],
  totals: [],
  ...some,
});
