// What colours, signs, edges and hatching mean, as shapes: the same on the screen and in a saved picture.

import { path } from "$lib/draw/glyphs";
import type { Measure } from "$lib/draw/measure";
import { color, text, type Shape } from "$lib/draw/shapes";
import { firmnessOf } from "$lib/deals/firmness";
import { kindLook, KINDS } from "$lib/deals/kinds";
import { t, tWord } from "$lib/i18n";
import { paintOf } from "./drawing";
import { LINE, type Curve, type Layout } from "./layout";
import { along, hatch, isUpTo, outline } from "./ribbon";

type Item = { words: string; width: number; draw: (x: number, y: number) => Shape[] };

/** The legend of a layout in so much width: its shapes, their corner at (0, 0), and how high they are, in pixels. */
export function legendOf(
  { ribbons, perUnit }: Layout,
  width: number,
  size: number,
  measure: Measure,
  lines: Layout["ribbons"] = [],
): { shapes: Shape[]; height: number } {
  const all = [...ribbons, ...lines];
  const items = [
    ...kindItems(new Set(all.map(({ flow }) => flow.deal.kind)), size),
    ...edgeItems(all, size),
    ...lineItem(lines, size),
    ...scaleItem(ribbons, perUnit, size),
  ];
  const row = size * 1.9;
  const shapes: Shape[] = [];
  let [x, y] = [0, size * 1.5];
  for (const item of items) {
    const whole = item.width + size * 0.4 + measure(item.words) + size * 1.6;
    if (x > 0 && x + whole > width) [x, y] = [0, y + row];
    shapes.push(...item.draw(x, y));
    shapes.push(
      text(x + item.width + size * 0.4, y + size * 0.34, item.words, size * 0.92, color("--ink-soft"), 400),
    );
    x += whole;
  }
  return { shapes, height: items.length === 0 ? 0 : y + row * 0.7 };
}

function kindItems(present: ReadonlySet<string>, size: number): Item[] {
  return [...KINDS, ...[...present].filter((kind) => !KINDS.includes(kind))]
    .filter((kind) => present.has(kind))
    .map((kind) => ({
      words: tWord("flows", kind),
      width: size,
      draw: (x, y) => {
        const look = kindLook(kind);
        const ink = color(look.series);
        const d = path(look, x + size / 2, y, size * 0.4);
        const fill = look.hollow ? color("--paper") : ink;
        return [{ tag: "path", attributes: { d, fill, stroke: ink, "stroke-width": 1.5 } }];
      },
    }));
}

/** A short ribbon from left to right. */
const straight = (x: number, y: number, length: number): Curve => [
  { x, y },
  { x: x + length / 3, y },
  { x: x + (2 * length) / 3, y },
  { x: x + length, y },
];

function edgeItems(ribbons: Layout["ribbons"], size: number): Item[] {
  const items: Item[] = [];
  const length = size * 3;
  const thick = size * 0.7;
  const swatch =
    (opacity: number, dash: string, hatched = false) =>
    (x: number, y: number) => {
      const places = along(straight(x, y, length));
      const ink = color("--ink-soft");
      const shapes: Shape[] = [
        {
          tag: "path",
          attributes: {
            d: outline(places, thick),
            fill: ink,
            "fill-opacity": opacity,
            stroke: ink,
            "stroke-width": 1.25,
            ...(dash === "" ? {} : { "stroke-dasharray": dash }),
          },
        },
      ];
      if (hatched)
        shapes.push({
          tag: "path",
          attributes: {
            d: hatch(places, thick),
            stroke: color("--paper"),
            "stroke-width": 2.25,
            fill: "none",
          },
        });
      return shapes;
    };
  const edges = new Set(
    ribbons.map(({ flow }) => (flow.deal.end ? "gone" : firmnessOf(flow.deal.status).edge)),
  );
  const add = (words: string, draw: Item["draw"]) => items.push({ words, width: length, draw });
  const paint = (status: string, ended = false) => {
    const { opacity, dash } = paintOf(status, ended);
    return swatch(opacity, dash);
  };
  if (edges.has("line")) add(t("money.legend_firm"), paint("committed"));
  if (edges.has("dashes")) add(t("money.legend_said"), paint("announced"));
  if (edges.has("dots")) add(t("money.legend_heard"), paint("reported"));
  if (edges.has("gone")) add(t("money.legend_gone"), paint("denied", true));
  if (ribbons.some(isUpTo)) add(t("money.legend_up_to"), swatch(0.62, "", true));
  if (ribbons.some(({ flow }) => flow.size === 0)) add(t("money.legend_no_sum"), swatch(0, "1 3"));
  return items;
}

/** What neighbours give each other, of whatever sum. */
function lineItem(lines: Layout["ribbons"], size: number): Item[] {
  if (lines.length === 0) return [];
  const length = size * 3;
  const draw: Item["draw"] = (x, y) => [
    {
      tag: "path",
      attributes: {
        d: outline(along(straight(x, y, length)), LINE),
        fill: color("--ink-soft"),
        stroke: color("--ink-soft"),
        "stroke-width": 1.25,
      },
    },
  ];
  return [{ words: t("money.legend_among"), width: length, draw }];
}

/** How wide a sum is: that of the ribbon in the middle of all by width. */
function scaleItem(ribbons: Layout["ribbons"], perUnit: number, size: number): Item[] {
  const isExact = ({ flow }: Layout["ribbons"][number]) => flow.deal.amount?.qualifier === "exactly";
  const measured = ribbons.filter((ribbon) => ribbon.flow.size > 0 && ribbon.width > 4 && isExact(ribbon));
  const middle = measured[Math.floor(measured.length / 2)];
  if (!middle?.flow.deal.amount || perUnit === 0) return [];
  const height = Math.min(middle.width, size * 1.7);
  if (height < middle.width) return [];
  return [
    {
      words: t("money.legend_scale", { sum: middle.flow.deal.amount.label }),
      width: size * 0.6,
      draw: (x, y) => [
        {
          tag: "rect",
          attributes: { x, y: y - height / 2, width: size * 0.5, height, fill: color("--ink-soft") },
        },
      ],
    },
  ];
}
