/*
 * The headings of an article: what it is made of, and where one is in it.
 */
import type { BlockView } from "$lib/bindings/BlockView";

/** `depth` counts from 0, from the highest heading that the article has. */
export type Heading = { number: number; depth: number; text: string; lang: string };

export function headingsOf(blocks: readonly BlockView[]): Heading[] {
  const found = blocks.flatMap((block, number) =>
    block.kind === "heading" ? [{ number, level: block.level, column: block.columns[0] }] : [],
  );
  const highest = Math.min(...found.map(({ level }) => level));
  return found.map(({ number, level, column }) => ({
    number,
    depth: level - highest,
    text: column?.text ?? "",
    lang: column?.lang ?? "",
  }));
}

/** The last heading that stands at a block or before it; -1 before the first. */
export function sectionAt(headings: readonly Heading[], block: number): number {
  return headings.findLastIndex(({ number }) => number <= block);
}
