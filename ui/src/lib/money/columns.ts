// On which side each end of a flow stands, and in what order, so that most money crosses from side to side and few ribbons
// cross each other. Each end stands once: what it gives and what it gets meet there, and so a loop is seen as one.

import { ITSELF, UNNAMED_GIVERS, UNNAMED_TAKERS, type Flow } from "./choice";

type Way = Pick<Flow, "from" | "to" | "size">;

/** How much a flow counts when sides and order are chosen; the largest shall not decide alone. */
const weight = ({ size }: Way) => Math.sqrt(size) + 1;

/** How many more ends one side may have than the other before that counts against it, as a part of all ends; and how much. */
const UNEVEN = 0.2;
const UNEVEN_COSTS = 0.12;
/** From so many arrangements better ones are looked for. */
const STARTS = 10;
const SWEEPS = 12;

/** The ends of flows on two sides, each in order from the top. */
export function twoSides(flows: readonly Way[]): [left: string[], right: string[]] {
  const ends = new Map<string, number>();
  for (const flow of flows)
    for (const end of [flow.from, flow.to]) ends.set(end, (ends.get(end) ?? 0) + weight(flow));
  const fixed = (end: string) =>
    end === UNNAMED_GIVERS ? 0 : end === ITSELF || end === UNNAMED_TAKERS ? 1 : undefined;
  const free = [...ends].filter(([end]) => fixed(end) === undefined).sort(([, a], [, b]) => b - a);
  const total = flows.reduce((sum, flow) => sum + weight(flow), 0);

  const side = split(
    free.map(([end]) => end),
    flows,
    total,
  );
  // More money goes from left to right than back.
  const net = flows.reduce((sum, flow) => {
    const [from, to] = [side.get(flow.from), side.get(flow.to)];
    return from === undefined || to === undefined ? sum : sum + (to - from) * weight(flow);
  }, 0);
  const columns: [string[], string[]] = [[], []];
  for (const end of ends.keys()) {
    const at = side.get(end);
    columns[at === undefined ? (fixed(end) ?? 0) : net < 0 ? 1 - at : at]?.push(end);
  }
  return inOrder(columns, flows) as [string[], string[]];
}

/** Parts ends so that most crosses; sides may differ somewhat in how many they are. The first of all stays on the left. */
function split(ends: readonly string[], flows: readonly Way[], total: number): Map<string, 0 | 1> {
  const at = new Map(ends.map((end, i) => [end, i]));
  const ways = flows.flatMap((flow) => {
    const [from, to] = [at.get(flow.from), at.get(flow.to)];
    return from === undefined || to === undefined ? [] : [{ from, to, much: weight(flow) }];
  });
  const worth = (side: readonly number[]) => {
    const right = side.reduce((sum, one) => sum + one, 0);
    const uneven = Math.max(0, Math.abs(side.length - 2 * right) - side.length * UNEVEN);
    const crossing = ways.reduce(
      (sum, { from, to, much }) => (side[from] === side[to] ? sum : sum + much),
      0,
    );
    return crossing - uneven * total * UNEVEN_COSTS;
  };
  let best: number[] = ends.map(() => 0);
  let most = -Infinity;
  for (let start = 0; start < STARTS; start++) {
    // Bits of the place, in another way each time: the same arrangement every time that the same deals are drawn.
    let side = ends.map((_, i) => (((i + 1) * (start + 1) * 40503) >> 7) & 1);
    let now = worth(side);
    for (let better = true; better;) {
      better = false;
      for (const next of steps(side)) {
        const then = worth(next);
        if (then <= now + 1e-9) continue;
        [side, now, better] = [next, then, true];
        break;
      }
    }
    if (now > most) [best, most] = [side, now];
  }
  const first = best[0] ?? 0;
  return new Map(ends.map((end, i) => [end, best[i] === first ? 0 : 1]));
}

/** Arrangements that differ by one end on the other side, or by two that change places. */
function* steps(side: readonly number[]): Generator<number[]> {
  for (const i of side.keys()) yield side.map((one, at) => (at === i ? 1 - one : one));
  for (const [i, one] of side.entries())
    for (let other = i + 1; other < side.length; other++)
      if (side[other] !== one) yield side.map((now, at) => (at === i || at === other ? 1 - now : now));
}

/** Givers on one side of the centre and takers on the other; who is both stands where more money goes. */
export function around(centre: string, flows: readonly Way[]): string[][] {
  const net = new Map<string, number>();
  for (const flow of flows) {
    const gives = flow.to === centre;
    const other = gives ? flow.from : flow.to;
    net.set(other, (net.get(other) ?? 0) + (gives ? -weight(flow) : weight(flow)));
  }
  const size = (end: string) => {
    const own = flows.filter(({ from, to }) => from === end || to === end);
    return Math.max(...own.map((flow) => flow.size));
  };
  const bySize = (ends: string[]) => ends.sort((a, b) => size(b) - size(a));
  const ends = [...net];
  const columns = [
    bySize(ends.filter(([, much]) => much < 0).map(([end]) => end)),
    [centre],
    bySize(ends.filter(([, much]) => much >= 0).map(([end]) => end)),
  ];
  // Where money flows one way only, the middle is an end of the picture, with room for its name at that side.
  return columns.filter(({ length }) => length > 0);
}

function neighbours(flows: readonly Way[]): Map<string, Map<string, number>> {
  const all = new Map<string, Map<string, number>>();
  const add = (end: string, other: string, much: number) => {
    const own = all.get(end) ?? new Map<string, number>();
    own.set(other, (own.get(other) ?? 0) + much);
    all.set(end, own);
  };
  for (const flow of flows) {
    add(flow.from, flow.to, weight(flow));
    add(flow.to, flow.from, weight(flow));
  }
  return all;
}

/** The same columns, each in the order in which the fewest ribbons cross of those that sweeping to and fro comes by. */
function inOrder(columns: string[][], flows: readonly Way[]): string[][] {
  const partners = neighbours(flows);
  const heaviness = (end: string) =>
    [...(partners.get(end)?.values() ?? [])].reduce((sum, much) => sum + much, 0);
  let now = columns.map((column) => [...column].sort((a, b) => heaviness(b) - heaviness(a)));
  let best = now;
  let least = crossings(now, flows);
  for (let sweep = 0; sweep < SWEEPS && least > 0; sweep++) {
    const moving = sweep % 2 === 0 ? 1 : 0;
    const place = places(now);
    const middle = (end: string) => {
      let [sum, much] = [0, 0];
      for (const [other, weight] of partners.get(end) ?? []) {
        sum += (place.get(other)?.at ?? 0) * weight;
        much += weight;
      }
      return much === 0 ? 0 : sum / much;
    };
    now = now.map((column, i) => {
      if (i !== moving) return column;
      const keys = new Map(column.map((end) => [end, middle(end)]));
      return [...column].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
    });
    const crossed = crossings(now, flows);
    if (crossed < least) [best, least] = [now, crossed];
  }
  return best;
}

/** Of each end its column, and how far down it stands from 0 to 1. */
function places(columns: readonly string[][]): Map<string, { column: number; at: number }> {
  const place = new Map<string, { column: number; at: number }>();
  columns.forEach((column, i) => {
    column.forEach((end, row) => place.set(end, { column: i, at: (row + 0.5) / column.length }));
  });
  return place;
}

/** How much crosses how much, of flows between the first column and the last. */
function crossings(columns: readonly string[][], flows: readonly Way[]): number {
  const place = places(columns);
  const lines = flows.flatMap((flow) => {
    const [a, b] = [place.get(flow.from), place.get(flow.to)];
    if (!a || !b || a.column === b.column) return [];
    const [left, right] = a.column < b.column ? [a, b] : [b, a];
    return [{ left: left.at, right: right.at, much: weight(flow) }];
  });
  let sum = 0;
  for (const [i, one] of lines.entries())
    for (const other of lines.slice(i + 1))
      if ((one.left - other.left) * (one.right - other.right) < 0) sum += Math.min(one.much, other.much);
  return sum;
}
