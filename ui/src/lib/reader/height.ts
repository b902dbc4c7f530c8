/*
 * How high a row of an article will be, before it is drawn: near enough that the scroll bar tells the truth.
 */
import type { Row } from "./rows";

/** Reading size and leading, in rem and in lines: as in `tokens.css` and `ReaderColumn`. */
const SIZE = 1.125;
const LEADING = 1.85;
/** How wide a letter is, in ems. */
const LATIN = 0.47;

/** In pixels; `width` is that of the text and `rem` the size of the interface's text, both in pixels. */
export function guessHeight(row: Row | undefined, width: number, rem: number): number {
  if (!row) return 0;
  const size = SIZE * rem;
  const room = Math.max((width || 38 * rem) / Math.max(row.parts.length, 1), size);
  const lines = row.parts.map(({ column: { lang, text } }) =>
    Math.ceil((text.length * (lang.startsWith("zh") ? 1 : LATIN) * size) / room),
  );
  return Math.max(1, ...lines) * size * LEADING + (row.last ? rem : 0);
}
