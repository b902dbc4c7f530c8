// What the picture shows, in words.

import { t, tWord } from "$lib/i18n";
import { currencyName } from "$lib/i18n/format";
import { LEAST, type Asked } from "./asked";
import { locale } from "$lib/i18n/locale.svelte";
import type { MoneyState } from "./state.svelte";

/** How many deals of what currency, around whom. */
export function describe(asked: Asked, money: MoneyState): string {
  const [n, currency] = [money.choice?.flows.length ?? 0, currencyName(money.currency)];
  return asked.picture === "network"
    ? t("money.describe_around", { n, currency, name: money.name(money.centre) })
    : t("money.describe", { n, currency });
}

/** What the deals are narrowed to, in a line; nothing where they are not. */
export function narrowedTo(asked: Asked, nameOf: (entity: string) => string): string {
  const { entities, kinds, statuses, from, to, minimum, currency } = asked;
  const years = from + to === "" ? "" : `${from || "…"} – ${to || "…"}`;
  const power = LEAST.find((one) => 10 ** one === minimum);
  const sum = power === undefined ? minimum?.toLocaleString(locale.lang) : t(`money.minimum_${power}`);
  const least =
    sum === undefined ? "" : t("money.at_least", { sum, currency: currencyName(currency || "USD") });
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
