// The ticks of the axis: two rows, a larger unit above a smaller one, from centuries down to days.

import type { UiLang } from "$lib/bindings/UiLang";
import { UNIT_DAYS, nextStart, startOf, unitLabel, type Unit } from "./calendar";
import { inView, toX, type Viewport } from "./scale";

/** A tick with its label. `x` is where its unit starts and `width` how wide it is, in pixels. */
export type Tick = { x: number; width: number; label: string };

export type Axis = { major: Tick[]; minor: Tick[]; unit: Unit };

/** The smaller unit with the larger that stands above it, and how wide the smaller must be to be labelled, in pixels. */
const PAIRS: { minor: Unit; major: Unit; least: number }[] = [
  { minor: "day", major: "month", least: 34 },
  { minor: "third", major: "month", least: 40 },
  { minor: "month", major: "year", least: 34 },
  { minor: "quarter", major: "year", least: 60 },
  { minor: "year", major: "decade", least: 43 },
  { minor: "decade", major: "century", least: 60 },
];

const MOST = 400;

/** The ticks in view. `textScale` is 1 for text of the usual size. */
export function axis(view: Viewport, lang: UiLang, textScale = 1): Axis {
  const pair = PAIRS.find(({ minor, least }) => UNIT_DAYS[minor] * view.perDay >= least * textScale);
  if (!pair) {
    const minor = units(view, "century", lang, true);
    const every = Math.ceil((60 * textScale) / (UNIT_DAYS.century * view.perDay));
    return {
      major: [],
      minor: minor.map((tick, i) => (i % every === 0 ? tick : { ...tick, label: "" })),
      unit: "century",
    };
  }
  return {
    major: units(view, pair.major, lang, true),
    minor: units(view, pair.minor, lang, false),
    unit: pair.minor,
  };
}

function units(view: Viewport, unit: Unit, lang: UiLang, full: boolean): Tick[] {
  const { first, last } = inView(view);
  const ticks: Tick[] = [];
  for (let start = startOf(unit, first); start < last && ticks.length < MOST;) {
    const next = nextStart(unit, start);
    ticks.push({
      x: toX(view, start),
      width: (next - start) * view.perDay,
      label: unitLabel(unit, start, lang, full),
    });
    start = next;
  }
  return ticks;
}
