// How long the picture of 10,000 events takes, without drawing it on the screen: `npx vitest bench`, in `ui`.

import { bench, describe } from "vitest";
import { labelsOf, roughly } from "$lib/draw/measure";
import { boundsOf, fit, zoomAbout } from "$lib/draw/scale";
import { draw } from "./drawing";
import { lanes } from "./lanes";
import { grow, layout } from "./layout";
import { many } from "./samples";

const items = many(10_000);
const bounds = boundsOf(
  Math.min(...items.map(({ date }) => date.first_day)),
  Math.max(...items.map(({ date }) => date.last_day)),
);
const sizes = { row: 26, pad: 9, point: 14, bar: 21, height: 500, least: 8 };
const labels = labelsOf(roughly(13), 221);
const grown = grow(lanes(items, "none", [], ""));
const all = fit(bounds, 1500);

describe("10,000 events", () => {
  bench("the tree of the calendar, once for the events", () => {
    grow(lanes(items, "none", [], ""));
  });

  for (const [name, factor] of [
    ["all of time", 1],
    ["eight times as close", 8],
    ["as close as days", 500],
  ] as const) {
    const view = zoomAbout(all, 750, factor, bounds);
    const laid = layout(grown, view.perDay, bounds.first, sizes, labels);
    bench(`a step of zooming, ${name}`, () => {
      layout(grown, view.perDay, bounds.first, sizes, labels);
    });
    bench(`a step of panning, ${name}`, () => {
      draw(laid, view, { lang: "en", size: 13, gutter: 0, labels });
    });
  }
});
