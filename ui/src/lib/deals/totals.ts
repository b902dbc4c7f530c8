// What a headline total adds up.

import type { TotalView } from "$lib/bindings/TotalView";

/** Whether somebody who gets money of the total also gives some of it. */
export function isOpposite({ directions }: TotalView): boolean {
  const takers = new Set(directions.flatMap(({ to }) => to?.address ?? []));
  return directions.some(({ from }) => from && takers.has(from.address));
}
