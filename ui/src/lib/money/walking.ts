// Which ribbon comes next for who walks through a picture with keys.

import type { DrawnRibbon } from "./drawing";

type Step = Pick<DrawnRibbon, "id" | "from" | "to">;

/** The next ribbon or the one before, in the order in which they are told; from nowhere, the first or the last. */
export function walk<T extends Step>(ribbons: readonly T[], at: string, by: 1 | -1): T | undefined {
  const now = ribbons.findIndex(({ id }) => id === at);
  if (now < 0) return by > 0 ? ribbons[0] : ribbons.at(-1);
  return ribbons[Math.min(Math.max(now + by, 0), ribbons.length - 1)];
}

/**
 * The widest ribbon that goes on where one ends, or that comes to where it begins. Whoever keeps following goes round in a
 * loop where there is one; where the money goes no further, nothing.
 */
export function follow<T extends Step>(ribbons: readonly T[], at: string, on: boolean): T | undefined {
  const now = ribbons.find(({ id }) => id === at);
  if (!now) return ribbons[0];
  return ribbons.find((one) => one.id !== now.id && (on ? one.from === now.to : one.to === now.from));
}
