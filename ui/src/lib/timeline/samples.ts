// Events made up for the tests of the timeline.

import type { DateView } from "$lib/bindings/DateView";
import type { TimelineItem } from "$lib/bindings/TimelineItem";
import { parseDate, toIso } from "$lib/draw/calendar";

/** A date as the front desk would give it: `2025`, `2025-11`, `2025-11-18`, `2025-11-18/2025-11-20`, each with `~` or not. */
export function dateView(edtf: string): DateView {
  const [a = "", b] = edtf.replace("~", "").split("/");
  const [from, to] = [parseDate(a), parseDate(b ?? a)];
  if (!from || !to) throw new Error(`no date: ${edtf}`);
  const precision = b ? "interval" : ({ 4: "year", 7: "month" }[a.length] ?? "day");
  return {
    label: edtf,
    edtf,
    first_day: from.first,
    last_day: to.last,
    precision,
    approximate: edtf.includes("~"),
  };
}

export function event(edtf: string, more: Partial<TimelineItem> = {}): TimelineItem {
  const id = more.id ?? `e-${edtf}`;
  return {
    address: `zhimai://event/${id}`,
    id,
    title: `What happened on ${edtf}`,
    summary: "",
    date: dateView(edtf),
    kind: "statement",
    participants: [],
    conflicted: false,
    amount: null,
    claims: 1,
    sources: 1,
    independent: 1,
    ...more,
  };
}

/** Many events with a fixed seed: days, months, years and intervals. */
export function many(count: number, seed = 1): TimelineItem[] {
  let state = seed;
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  return Array.from({ length: count }, (_, i) => {
    const day = 18_000 + random(random(4) === 0 ? 2_600 : 500);
    const iso = toIso(day);
    const edtf =
      [iso, iso, iso, iso.slice(0, 7), iso.slice(0, 4), `${iso}/${toIso(day + random(90))}`][random(6)] ??
      iso;
    return event(edtf, {
      id: `e${i}`,
      title: `Event ${i} ${"with a longer title ".repeat(random(4))}`,
      conflicted: random(5) === 0,
    });
  });
}
