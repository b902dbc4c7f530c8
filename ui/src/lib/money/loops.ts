// Loops as far as they are shown.

import type { DealView } from "$lib/bindings/DealView";
import type { LoopView } from "$lib/bindings/LoopView";

/** The loops whose every leg has a deal among those that are shown, with these deals alone. */
export function shownLoops(loops: readonly LoopView[], deals: readonly DealView[]): LoopView[] {
  const shown = new Set(deals.map(({ id }) => id));
  return loops
    .map((loop) => ({
      ...loop,
      legs: loop.legs.map((leg) => ({ ...leg, deals: leg.deals.filter(({ id }) => shown.has(id)) })),
    }))
    .filter(({ legs }) => legs.every(({ deals }) => deals.length > 0));
}
