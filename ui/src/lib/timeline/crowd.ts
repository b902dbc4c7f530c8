// How many marks lie over each other, and so how many rows they need, and how rows are shared out.

/** Stretches that marks take, in pixels; the mark at `i` is so many rows high as `rows[i]` says. */
export type Extents = { starts: Float64Array; ends: Float64Array; rows: Uint8Array };

/** How many rows are taken from each place on, in order of the places; the last is 0. */
export type Profile = { at: Float64Array; rows: Uint32Array };

/** The profile of marks. A mark that ends where another starts is out of its way. */
export function profileOf(extents: Extents): Profile {
  const [starts, ends] = [inOrder(extents.starts, extents.rows), inOrder(extents.ends, extents.rows)];
  const at = new Float64Array(2 * ends.length);
  const rows = new Uint32Array(2 * ends.length);
  let entered = 0;
  for (let left = 0; left < ends.length; left++) {
    const end = ends[left] ?? 0;
    for (let start = starts[entered]; start !== undefined && start < end; start = starts[entered]) {
      at[entered + left] = start;
      rows[entered + left] = entered + 1 - left;
      entered++;
    }
    at[entered + left] = end;
    rows[entered + left] = entered - left - 1;
  }
  return { at, rows };
}

/** Places in order, each as often as its mark has rows. */
function inOrder(places: Float64Array, rows: Uint8Array): Float64Array {
  let count = 0;
  for (const one of rows) count += one;
  if (count === places.length) return places.slice().sort();
  const all = new Float64Array(count);
  let at = 0;
  places.forEach((place, i) => {
    const after = at + (rows[i] ?? 0);
    all.fill(place, at, after);
    at = after;
  });
  return all.sort();
}

/** The rows that all need together, when none may lie over another. */
export function rowsNeeded({ rows }: Profile): number {
  let most = 0;
  for (const one of rows) if (one > most) most = one;
  return most;
}

/** Of each mark, whether it lies where more rows are needed than there are. */
export function crowded(extents: Extents, { at, rows }: Profile, most: number): boolean[] {
  const places: { from: number; to: number }[] = [];
  let from: number | undefined;
  at.forEach((place, i) => {
    if ((rows[i] ?? 0) > most) from ??= place;
    else if (from !== undefined) {
      places.push({ from, to: place });
      from = undefined;
    }
  });
  const out: boolean[] = [];
  extents.starts.forEach((start, i) => {
    const place = places[firstEndingAfter(places, start)];
    out.push(place !== undefined && place.from < (extents.ends[i] ?? 0));
  });
  return out;
}

function firstEndingAfter(places: readonly { to: number }[], at: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.to ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Shares rows out: who wants few gets them all, and the others get equally much of what is left. */
export function share(wanted: readonly number[], rows: number): number[] {
  const order = [...wanted.entries()].sort(([, a], [, b]) => a - b);
  const got = wanted.map(() => 0);
  let left = Math.max(rows, 0);
  order.forEach(([who, much], k) => {
    const given = Math.min(much, Math.floor(left / (order.length - k)));
    got[who] = given;
    left -= given;
  });
  return got;
}
