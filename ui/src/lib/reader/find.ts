/*
 * Find in page. Letters match whatever their case; nothing else is folded, as in any editor.
 */
import type { BlockView } from "$lib/bindings/BlockView";

export type Place = { block: number; column: number; start: number; end: number };

/** As many places as anybody steps through. */
const MOST = 5000;

/** Where a text occurs in the blocks, in reading order; code points. */
export function findPlaces(blocks: readonly BlockView[], wanted: string): Place[] {
  const needle = folded(wanted);
  const out: Place[] = [];
  if (needle.length === 0) return out;
  const length = pointsIn(needle, 0, needle.length);
  for (const [block, { columns }] of blocks.entries()) {
    for (const [column, { text }] of columns.entries()) {
      const hay = folded(text);
      // Units are counted as code points once, from one occurrence to the next.
      let [counted, points] = [0, 0];
      for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + needle.length)) {
        if (out.length >= MOST) return out;
        points += pointsIn(hay, counted, at);
        counted = at;
        out.push({ block, column, start: points, end: points + length });
      }
    }
  }
  return out;
}

/** In small letters, each as many units long as it was, so that positions stay what they are. */
function folded(text: string): string {
  const small = text.toLowerCase();
  // A capital sigma becomes another letter at the end of a word, and İ becomes two.
  if (small.length === text.length && !text.includes("Σ")) return small;
  return Array.from(text, (char) => {
    const one = char.toLowerCase();
    return one.length === char.length ? one : char;
  }).join("");
}

/** How many code points there are between two places; a half of a pair by itself counts as one. */
function pointsIn(text: string, from: number, to: number): number {
  let points = 0;
  for (let i = from; i < to; points++) i += (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1;
  return points;
}
