// Days as numbers and as dates of the Gregorian calendar, and how a person reads and writes them.
//
// A day is counted from 1970-01-01, as the front desk counts; there are no hours and no time zones here.

import type { UiLang } from "$lib/bindings/UiLang";

export type Civil = { year: number; month: number; day: number };

/** A unit of the calendar; each starts where one of the next smaller starts, so that they nest. */
export type Unit = "century" | "decade" | "year" | "quarter" | "month" | "third" | "day";

const DAY_MS = 86_400_000;

/** The earliest and latest day that the timeline goes to: the years 1 and 9999. */
export const FIRST_DAY = -719_162;
export const LAST_DAY = 2_932_896;

/** Average length of each unit in days. */
export const UNIT_DAYS: Record<Unit, number> = {
  century: 36_524.25,
  decade: 3_652.425,
  year: 365.2425,
  quarter: 91.31,
  month: 30.44,
  third: 10.15,
  day: 1,
};

/** The day number of a date. A month outside of 1–12 counts on into other years. */
export function toDay(year: number, month = 1, day = 1): number {
  const date = new Date(0);
  // `Date.UTC` takes the years 0 to 99 for 1900 to 1999; this does not.
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / DAY_MS);
}

/** The date that a day number stands for. */
export function toCivil(day: number): Civil {
  const date = new Date(Math.floor(day) * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The first day of the unit that holds `day`. */
export function startOf(unit: Unit, day: number): number {
  const { year, month, day: d } = toCivil(day);
  switch (unit) {
    case "century":
      return toDay(Math.floor(year / 100) * 100);
    case "decade":
      return toDay(Math.floor(year / 10) * 10);
    case "year":
      return toDay(year);
    case "quarter":
      return toDay(year, month - ((month - 1) % 3));
    case "month":
      return toDay(year, month);
    case "third":
      return toDay(year, month, d > 20 ? 21 : d > 10 ? 11 : 1);
    case "day":
      return Math.floor(day);
  }
}

/** The first day of the unit after the one that starts on `start`. */
export function nextStart(unit: Unit, start: number): number {
  const { year, month, day } = toCivil(start);
  switch (unit) {
    case "century":
      return toDay(year + 100);
    case "decade":
      return toDay(year + 10);
    case "year":
      return toDay(year + 1);
    case "quarter":
      return toDay(year, month + 3);
    case "month":
      return toDay(year, month + 1);
    case "third":
      return day > 20 ? toDay(year, month + 1) : start + 10;
    case "day":
      return start + 1;
  }
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const QUARTERS_ZH = ["第一季", "第二季", "第三季", "第四季"];

/** What a tick at the start of a unit says; `full` when nothing beside it gives the larger unit. */
export function unitLabel(unit: Unit, start: number, lang: UiLang, full = false): string {
  const { year, month, day } = toCivil(start);
  const zh = lang !== "en";
  const before = (text: string) => (!full ? text : zh ? `${year}年${text}` : `${text} ${year}`);
  switch (unit) {
    case "century":
      return zh ? `${year}年` : `${year}`;
    case "decade":
      return zh ? `${year}年代` : `${year}s`;
    case "year":
      return zh ? `${year}年` : `${year}`;
    case "quarter": {
      const index = Math.floor((month - 1) / 3);
      const name = lang === "en" ? `Q${index + 1}` : `${QUARTERS_ZH[index]}${lang === "zh-Hans" ? "度" : ""}`;
      return before(name);
    }
    case "month":
      return before(zh ? `${month}月` : (MONTHS[month - 1] ?? ""));
    case "third":
    case "day":
      if (!full) return zh ? `${day}日` : `${day}`;
      return dayLabel(start, lang);
  }
}

/** A day in full: `2025年11月18日`, `Nov 18, 2025`. */
export function dayLabel(day: number, lang: UiLang): string {
  const { year, month, day: d } = toCivil(day);
  return lang === "en" ? `${MONTHS[month - 1] ?? ""} ${d}, ${year}` : `${year}年${month}月${d}日`;
}

/** A stretch of days as short as it can be said without saying more than is there. */
export function rangeLabel(first: number, last: number, lang: UiLang): string {
  for (const unit of ["year", "quarter", "month"] as const) {
    if (startOf(unit, first) === first && nextStart(unit, first) === last + 1)
      return unitLabel(unit, first, lang, true);
  }
  if (first === last) return dayLabel(first, lang);
  return `${dayLabel(first, lang)} – ${dayLabel(last, lang)}`;
}

/** The year, month and day as EDTF and ISO 8601 write them. */
export function toIso(day: number): string {
  const { year, month, day: d } = toCivil(day);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(d)}`;
}

const DATE = /^(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?|\s*月)?|\s*年)?$/;

/**
 * The first and last day of what a person typed: `2025`, `2025-11`, `2025/11/18`, `2025年11月18日`. Full-width digits do
 * too. Nothing for what is no date.
 */
export function parseDate(text: string): { first: number; last: number } | null {
  const match = DATE.exec(text.normalize("NFKC").trim());
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)];
  if (year < 1) return null;
  if (match[2] === undefined) return { first: toDay(year), last: toDay(year, 12, 31) };
  if (month < 1 || month > 12) return null;
  const start = toDay(year, month);
  const length = nextStart("month", start) - start;
  if (match[3] === undefined) return { first: start, last: start + length - 1 };
  return day < 1 || day > length ? null : { first: start + day - 1, last: start + day - 1 };
}
