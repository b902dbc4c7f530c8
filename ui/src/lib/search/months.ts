/*
 * The bars of the date histogram. The library leaves out months without a hit; a picture of time must not.
 */
import type { Bar } from "$lib/bindings/Bar";

const DAY_MS = 86_400_000;
/** More bars than this become too thin to point at; then a bar is a year. */
const MOST_BARS = 180;

/** Every month from the first with a hit to the last, or every year where that is too many. */
export function filledBars(bars: readonly Bar[], lang: string): Bar[] {
  const sorted = [...bars].sort((a, b) => a.first_day - b.first_day);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (!first || !last) return [];
  const months = monthOf(last.first_day) - monthOf(first.first_day) + 1;
  return months > MOST_BARS ? years(sorted, first, last, lang) : allMonths(sorted, first, last, lang);
}

function allMonths(bars: readonly Bar[], first: Bar, last: Bar, lang: string): Bar[] {
  const known = new Map(bars.map((bar) => [monthOf(bar.first_day), bar]));
  const format = new Intl.DateTimeFormat(lang, { year: "numeric", month: "short", timeZone: "UTC" });
  const out: Bar[] = [];
  for (let month = monthOf(first.first_day); month <= monthOf(last.first_day); month++) {
    const firstDay = dayOfMonth(month);
    const bar = known.get(month);
    out.push(
      bar ?? {
        first_day: firstDay,
        last_day: dayOfMonth(month + 1) - 1,
        label: format.format(firstDay * DAY_MS),
        count: 0,
      },
    );
  }
  return out;
}

function years(bars: readonly Bar[], first: Bar, last: Bar, lang: string): Bar[] {
  const yearOf = (bar: Bar) => Math.floor(monthOf(bar.first_day) / 12);
  const counts = new Map<number, number>();
  for (const bar of bars) counts.set(yearOf(bar), (counts.get(yearOf(bar)) ?? 0) + bar.count);
  const format = new Intl.DateTimeFormat(lang, { year: "numeric", timeZone: "UTC" });
  const out: Bar[] = [];
  for (let year = yearOf(first); year <= yearOf(last) && out.length < 3000; year++) {
    const firstDay = dayOfMonth(year * 12);
    out.push({
      first_day: firstDay,
      last_day: dayOfMonth(year * 12 + 12) - 1,
      label: format.format(firstDay * DAY_MS),
      count: counts.get(year) ?? 0,
    });
  }
  return out;
}

/** Months, counted from January of the year 0. */
function monthOf(day: number): number {
  const date = new Date(day * DAY_MS);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function dayOfMonth(month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(month / 12), ((month % 12) + 12) % 12, 1);
  return Math.round(date.getTime() / DAY_MS);
}
