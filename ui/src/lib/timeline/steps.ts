// From one mark of the picture to the next, as the arrow keys go.

import type { Layout, Mark } from "./layout";

/** A mark in its lane; the same event may run in several. */
export type At = { lane: string; mark: Mark };

export type Direction = "earlier" | "later" | "up" | "down";

/** Every mark with its lane, lane by lane, in order of time within each. */
function marksOf(laid: Layout): At[] {
  return laid.lanes.flatMap(({ lane, marks }) =>
    [...marks].sort((a, b) => middle(a) - middle(b) || a.y - b.y).map((mark) => ({ lane: lane.key, mark })),
  );
}

/** Where an event is, alone or in a cluster: in the lane that is asked for if it is there, else in the first that has it. */
export function locate(laid: Layout, id: string, lane: string | undefined): At | undefined {
  let found: At | undefined;
  for (const { lane: own, marks } of laid.lanes) {
    if (found && own.key !== lane) continue;
    const mark = marks.find(({ items }) => items.some((item) => item.id === id));
    if (mark && own.key === lane) return { lane: own.key, mark };
    if (mark) found ??= { lane: own.key, mark };
  }
  return found;
}

/**
 * The neighbour of a mark: the next in time in its lane, or the nearest above or below in whichever lane. Nothing at the
 * ends.
 */
export function neighbour(laid: Layout, { lane, mark }: At, to: Direction): At | undefined {
  const all = marksOf(laid);
  if (to === "up" || to === "down") {
    const sign = to === "up" ? -1 : 1;
    const beyond = all.filter((other) => (other.mark.y - mark.y) * sign > 0);
    // Twice as far down is as good as once aside: the row next to this one is what is meant, unless it is empty here.
    const far = ({ mark: { x, y, width } }: At) =>
      Math.abs(x + width / 2 - middle(mark)) + 2 * Math.abs(y - mark.y);
    return beyond.reduce<At | undefined>(
      (best, one) => (!best || far(one) < far(best) ? one : best),
      undefined,
    );
  }
  const inLane = all.filter((other) => other.lane === lane);
  const now = inLane.findIndex((other) => other.mark.key === mark.key);
  return inLane[now + (to === "later" ? 1 : -1)];
}

/** The middle of a mark, in pixels from where the layout begins. */
export function middle({ x, width }: Mark): number {
  return x + width / 2;
}
