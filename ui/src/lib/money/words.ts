// What the picture shows, in words.

import { t, tWord } from "$lib/i18n";
import type { Asked } from "./asked";
import type { MoneyState } from "./state.svelte";

/** How many deals of what currency, around whom. */
export function describe(asked: Asked, money: MoneyState): string {
  const [n, { currency }] = [money.choice?.flows.length ?? 0, money];
  return asked.picture === "network"
    ? t("money.describe_around", { n, currency, name: money.name(money.centre) })
    : t("money.describe", { n, currency });
}

/** What the deals are narrowed to, in a line; nothing where they are not. */
export function narrowedTo(asked: Asked, nameOf: (entity: string) => string): string {
  const { entities, kinds, statuses, from, to, minimum, currency } = asked;
  const years = from + to === "" ? "" : `${from || "…"} – ${to || "…"}`;
  const least = minimum === undefined ? "" : `≥ ${minimum.toExponential(0)} ${currency || "USD"}`;
  return [
    ...entities.map(nameOf),
    ...kinds.map((kind) => tWord("flows", kind)),
    ...statuses.map((status) => tWord("statuses", status)),
    years,
    least,
  ]
    .filter(Boolean)
    .join(" · ");
}
