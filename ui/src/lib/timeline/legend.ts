// What the marks mean: the signs with the words for them, beside the picture and in a file that it is saved to.

import { CIRCLE, path } from "$lib/draw/glyphs";
import type { Labels } from "$lib/draw/measure";
import { color, line, text, type Group, type Shape } from "$lib/draw/shapes";
import { halfHeight, ring, sign, softBar, split } from "./marks";

/** A sign, drawn about the height 0 from x = 0 on, and what it means. */
export type Entry = { key: string; shapes: Shape[]; width: number; words: string };

/** The words for what is no kind of event; `sums` only where marks are sized by sums. */
export type Words = {
  soft: string;
  cluster: string;
  conflict: string;
  sums?: { largest: string; others: string } | undefined;
};

/** What there is to explain. `kinds` are those in the picture with the words for them; `size` is that of text, in pixels. */
export function entries(
  kinds: readonly { kind: string; word: string }[],
  words: Words,
  size: number,
): Entry[] {
  const radius = size * 0.45;
  const half = halfHeight(size);
  const about = 2 * radius;
  return [
    ...kinds.map(({ kind, word }) => ({
      key: kind,
      shapes: [sign(kind, radius + 1, 0, radius)],
      width: about + 2,
      words: word,
    })),
    { key: "soft", shapes: softBar("", 0, 0, size * 2.4, half * 1.5), width: size * 2.4, words: words.soft },
    {
      key: "cluster",
      shapes: ring({ text: "3", width: size * 0.5 }, 1, 0, size * 1.8, half, size),
      width: size * 1.8 + 2,
      words: words.cluster,
    },
    {
      key: "conflict",
      shapes: [disc(half, radius), ...split(half, 0, radius + 2)],
      width: 2 * half,
      words: words.conflict,
    },
    ...(words.sums ? sized(words.sums, size) : []),
  ];
}

/** Three discs that grow, and what the rest is. */
function sized({ largest, others }: NonNullable<Words["sums"]>, size: number): Entry[] {
  const discs = [disc(size * 0.25, size * 0.2), disc(size, size * 0.4), disc(size * 2.3, size * 0.7)];
  return [
    { key: "sums", shapes: discs, width: size * 3.2, words: largest },
    { key: "others", shapes: [], width: 0, words: others },
  ];
}

function disc(x: number, radius: number): Shape {
  return { tag: "path", attributes: { d: path(CIRCLE, x, 0, radius), fill: color("--ink-soft") } };
}

/** The entries after each other, in as many lines as they need, from the left edge of a picture. Sizes are in pixels. */
export function legend(
  all: readonly Entry[],
  width: number,
  size: number,
  { measure }: Labels,
): { groups: Group[]; height: number } {
  const [gap, between, row] = [size * 0.5, size * 1.4, size * 2.1];
  const groups: Group[] = [{ shapes: [line(0, 0.5, width, 0.5, color("--rule-strong"))] }];
  let [x, y] = [0, row];
  for (const { shapes, width: wide, words } of all) {
    const before = wide === 0 ? 0 : wide + gap;
    const room = before + measure(words);
    if (x > 0 && x + room > width) [x, y] = [0, y + row];
    const said = text(before, size * 0.36, words, size, color("--ink-soft"), 400);
    groups.push({ x, y, shapes: [...shapes, said] });
    x += room + between;
  }
  return { groups, height: y + row * 0.6 };
}
