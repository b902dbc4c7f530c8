/*
 * Whether a Chinese text can be set with even edges on both sides. A line is filled by widening the room between its
 * characters; what cannot be broken, such as a long name in Latin letters, leaves so much of it that the line would be
 * torn. A text is set in one way throughout.
 */
import type { BlockView } from "$lib/bindings/BlockView";

/** Letters and digits that stand together longer than this leave gaps that are seen. */
const LONGEST = 9;
const TORN = new RegExp(`[!-~\\u00c0-\\u024f]{${String(LONGEST + 1)},}`);

export function canBeJustified(blocks: readonly BlockView[]): boolean {
  return blocks.every(
    ({ kind, columns }) =>
      kind === "code" ||
      kind === "table" ||
      columns.every(({ lang, text }) => lang.startsWith("zh") && !TORN.test(text)),
  );
}
