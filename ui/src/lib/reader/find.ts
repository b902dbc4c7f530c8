/*
 * Find in page. Letters match whatever their case; nothing else is folded, as in any editor.
 */
import type { Paragraph } from "$lib/bindings/Paragraph";

export type Place = { paragraph: number; column: number; start: number; end: number };

/** As many places as anybody steps through. */
const MOST = 5000;

/** Where a text occurs in the paragraphs, in reading order; code points. */
export function findPlaces(paragraphs: readonly Paragraph[], wanted: string): Place[] {
  const needle = folded(wanted);
  const out: Place[] = [];
  if (needle.length === 0) return out;
  for (const [paragraph, { columns }] of paragraphs.entries()) {
    for (const [column, { text }] of columns.entries()) {
      const hay = folded(text);
      for (let at = 0; at + needle.length <= hay.length && out.length < MOST;) {
        if (needle.every((char, i) => char === hay[at + i])) {
          out.push({ paragraph, column, start: at, end: at + needle.length });
          at += needle.length;
        } else at++;
      }
    }
  }
  return out;
}

/** One entry per code point, so that positions stay what they are. */
function folded(text: string): string[] {
  return Array.from(text, (char) => char.toLowerCase());
}
