/*
 * Items of lists: which of how many each one is, so that it can be said where a list is drawn in part.
 */
import type { BlockView } from "$lib/bindings/BlockView";

export type PlaceInList = { readonly at: number; readonly of: number };

/** By the number of the item's block. Items of one list are those of one depth that nothing of less depth parts. */
export function placesInLists(blocks: readonly BlockView[]): Map<number, PlaceInList> {
  const places = new Map<number, PlaceInList>();
  /** The list that is open at each depth. */
  let open: { quote: number; counts: boolean; size: number }[] = [];
  for (const [number, block] of blocks.entries()) {
    open = open.slice(0, block.indent + 1);
    if (block.kind !== "item") continue;
    const counts = block.number !== null && block.number !== undefined;
    const before = open[block.indent];
    const same = before?.quote === block.quote && before.counts === counts;
    const list = same ? before : { quote: block.quote, counts, size: 0 };
    const at = ++list.size;
    open[block.indent] = list;
    places.set(number, {
      at,
      // The list grows as it is read.
      get of() {
        return list.size;
      },
    });
  }
  return places;
}

const SIGNS = ["•", "◦", "▪"];

/** What stands before an item, unless it is a task. */
export function markerOf(number: number | null | undefined, indent: number): string {
  return number === null || number === undefined
    ? (SIGNS[(Math.max(indent, 1) - 1) % SIGNS.length] ?? "•")
    : `${String(number)}.`;
}
