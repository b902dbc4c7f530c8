// What the address of the money view asks for. All that is shown is in it, so that it comes back, and can be kept and sent.

import { COLUMNS, type Column, type Order } from "$lib/deals/order";
import { viewAddress } from "$lib/navigation/address";

export const PICTURES = ["ribbons", "network", "table", "loops"] as const;

/** The least sums that are offered, as powers of ten. */
export const LEAST = [8, 9, 10, 11] as const;

export type PictureKind = (typeof PICTURES)[number];

export type Asked = {
  picture: PictureKind;
  /** Only deals in which one of these entities gives or gets. */
  entities: readonly string[];
  /** Only deals in which one of these gives to others; the same of who gets. */
  givers: readonly string[];
  takers: readonly string[];
  kinds: readonly string[];
  statuses: readonly string[];
  /** EDTF, or nothing. */
  from: string;
  to: string;
  /** In whole units of the currency; nothing for any. */
  minimum: number | undefined;
  /** Of the widths, and of the minimum; nothing for the one that most deals have. */
  currency: string;
  /** In the middle of the network. */
  centre: string;
  /** Whether the network shows what those around the middle give each other. */
  among: boolean;
  /** Whether products and subsidiaries stand for themselves. */
  apart: boolean;
  order: Order;
  /** The deal that is selected. */
  deal: string;
  /** The loop that is lit. */
  loop: string;
};

const NEWEST: Order = { by: "date", down: true };

const isOneOf = <T extends string>(all: readonly T[], word: string): word is T =>
  (all as readonly string[]).includes(word);

/** An order by its name in the address; the newest first where that says none. */
export function orderOf(text: string): Order {
  const down = text.startsWith("-");
  const by = down ? text.slice(1) : text;
  return isOneOf<Column>(COLUMNS, by) ? { by, down } : NEWEST;
}

/** Reads what an address asks for; what cannot be read is as if it were not there. */
export function readAsked(parameters: URLSearchParams): Asked {
  const one = (name: string) => parameters.get(name) ?? "";
  const picture = one("picture");
  const minimum = Number(one("min"));
  return {
    picture: isOneOf(PICTURES, picture) ? picture : "ribbons",
    entities: parameters.getAll("entity"),
    givers: parameters.getAll("giver"),
    takers: parameters.getAll("taker"),
    kinds: parameters.getAll("kind"),
    statuses: parameters.getAll("firmness"),
    from: one("from"),
    to: one("to"),
    minimum: Number.isSafeInteger(minimum) && minimum > 0 ? minimum : undefined,
    currency: /^[A-Z]{3}$/.test(one("currency")) ? one("currency") : "",
    centre: one("centre"),
    among: one("among") !== "0",
    apart: one("apart") === "1",
    order: orderOf(one("order")),
    deal: one("deal"),
    loop: one("loop"),
  };
}

/** The name of an order in the address; empty for the newest first. */
export function nameOfOrder({ by, down }: Order): string {
  return by === NEWEST.by && down === NEWEST.down ? "" : `${down ? "-" : ""}${by}`;
}

/** The address that asks for it. */
export function moneyAddress(asked: Asked): string {
  return viewAddress("money", {
    picture: asked.picture === "ribbons" ? "" : asked.picture,
    entity: asked.entities,
    giver: asked.givers,
    taker: asked.takers,
    kind: asked.kinds,
    firmness: asked.statuses,
    from: asked.from,
    to: asked.to,
    min: asked.minimum,
    currency: asked.currency,
    centre: asked.centre,
    among: asked.among ? "" : "0",
    apart: asked.apart ? "1" : "",
    order: nameOfOrder(asked.order),
    deal: asked.deal,
    loop: asked.loop,
  });
}

/** Whether anything narrows what is shown. */
export function isNarrowed({ entities, givers, takers, kinds, statuses, from, to, minimum }: Asked): boolean {
  const chosen = [entities, givers, takers, kinds, statuses].some(({ length }) => length > 0);
  return chosen || from + to !== "" || minimum !== undefined;
}

/** The same without what narrows it. */
export function widened(asked: Asked): Asked {
  return {
    ...asked,
    entities: [],
    givers: [],
    takers: [],
    kinds: [],
    statuses: [],
    from: "",
    to: "",
    minimum: undefined,
  };
}
