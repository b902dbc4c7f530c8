// What a headline total adds up.

import type { DirectionView } from "$lib/bindings/DirectionView";
import type { Link } from "$lib/bindings/Link";
import type { TotalView } from "$lib/bindings/TotalView";

/** Who gives what goes one way: one, or all who do where each is named; nothing where some are not. */
export function giversOf({ parts }: TotalView, { from, to }: DirectionView): Link[] {
  if (from) return [from];
  const own = parts.filter((part) => to && part.to?.address === to.address);
  const givers = new Map(own.flatMap((part) => (part.from ? [[part.from.address, part.from] as const] : [])));
  return own.every((part) => part.from) ? [...givers.values()] : [];
}

/** Whether somebody who gets money of the total also gives some of it. */
export function isOpposite({ directions }: TotalView): boolean {
  const takers = new Set(directions.flatMap(({ to }) => to?.address ?? []));
  return directions.some(({ from }) => from && takers.has(from.address));
}
