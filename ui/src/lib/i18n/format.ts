import { t } from "./index";
import { locale } from "./locale.svelte";

/** A whole number as the language writes it. */
export function count(n: number): string {
  return n.toLocaleString(locale.lang);
}

/** A size in bytes, such as `1.4 MB`. */
export function bytes(n: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const step = n < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(n) / 3));
  return new Intl.NumberFormat(locale.lang, {
    style: "unit",
    unit: units[step] ?? "byte",
    // The short form of bytes has no plural.
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: step === 0 ? 0 : 1,
  }).format(n / 1000 ** step);
}

/** What sums in a currency are counted in, such as `US dollars`; the code itself where it is none. */
export function currencyName(code: string): string {
  if (!/^[A-Z]{3}$/.test(code)) return code;
  const many = new Intl.NumberFormat(locale.lang, {
    style: "currency",
    currency: code,
    currencyDisplay: "name",
  });
  return many.formatToParts(2).find(({ type }) => type === "currency")?.value ?? code;
}

/** A moment in milliseconds since 1970-01-01 UTC, in the person's own time zone. */
export function moment(ms: number): string {
  return new Intl.DateTimeFormat(locale.lang, { dateStyle: "medium", timeStyle: "short" }).format(ms);
}

/** How long ago a moment was, by the largest unit that fits; a date when it is more than a week. */
export function ago(ms: number, now: number): string {
  const seconds = Math.round((now - ms) / 1000);
  const relative = new Intl.RelativeTimeFormat(locale.lang, { numeric: "auto" });
  if (seconds < 45) return t("common.just_now");
  if (seconds < 45 * 60) return relative.format(-Math.max(1, Math.round(seconds / 60)), "minute");
  if (seconds < 22 * 3600) return relative.format(-Math.max(1, Math.round(seconds / 3600)), "hour");
  if (seconds < 7 * 86400) return relative.format(-Math.max(1, Math.round(seconds / 86400)), "day");
  return new Intl.DateTimeFormat(locale.lang, { dateStyle: "medium" }).format(ms);
}
