// Round figures for the scale of a picture, as sums are named elsewhere: 1165.4億美元, US$116.5bn.

import type { UiLang } from "$lib/bindings/UiLang";

/** British English calls the dollars of each country by it, and Taiwan counts in 億 as the sums in all of Chinese do. */
const LIKE: Record<UiLang, string> = { "zh-Hant": "zh-Hant-TW", "zh-Hans": "zh-Hans-CN", en: "en-GB" };

/** Says a sum in whole units of a currency. */
export function figuresIn(currency: string, lang: UiLang): (sum: number) => string {
  const format = new Intl.NumberFormat(LIKE[lang], {
    style: "currency",
    currency,
    currencyDisplay: lang === "en" ? "symbol" : "name",
    notation: "compact",
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  });
  return (sum) => format.format(sum).replace(/\s/gu, "");
}
