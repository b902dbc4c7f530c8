/*
 * How high the rows of a long list are, in pixels: guessed until a row has been drawn and measured.
 * A tree of partial sums (Fenwick 1994, "A new data structure for cumulative frequency tables") answers where a row
 * begins and which row is at a place in O(log n), so that a measured row costs no pass over the others.
 */

export class Heights {
  readonly count: number;
  readonly #of: Float64Array;
  /** `#sums[i]` holds the sum of the `i & -i` rows that end with row `i - 1`. */
  readonly #sums: Float64Array;

  /** `guess` gives the height of a row that was never measured. */
  constructor(count: number, guess: (row: number) => number) {
    this.count = count;
    this.#of = new Float64Array(count);
    this.#sums = new Float64Array(count + 1);
    for (let row = 0; row < count; row++) {
      const height = sane(guess(row));
      this.#of[row] = height;
      this.#sums[row + 1] = height;
    }
    for (let i = 1; i <= count; i++) {
      const parent = i + (i & -i);
      if (parent <= count) this.#sums[parent] = (this.#sums[parent] ?? 0) + (this.#sums[i] ?? 0);
    }
  }

  get total(): number {
    return this.before(this.count);
  }

  of(row: number): number {
    return this.#of[row] ?? 0;
  }

  /** Takes a row's measured height. Returns by how much it differs from what was thought. */
  set(row: number, height: number): number {
    if (row < 0 || row >= this.count) return 0;
    const more = sane(height) - this.of(row);
    if (more === 0) return 0;
    this.#of[row] = this.of(row) + more;
    for (let i = row + 1; i <= this.count; i += i & -i) this.#sums[i] = (this.#sums[i] ?? 0) + more;
    return more;
  }

  /** Where a row begins, counted from the first one's beginning. */
  before(row: number): number {
    let sum = 0;
    for (let i = Math.min(Math.max(row, 0), this.count); i > 0; i -= i & -i) sum += this.#sums[i] ?? 0;
    return sum;
  }

  /** The row at a place; the first or the last one for a place beyond them, -1 when there is none. */
  at(place: number): number {
    let row = 0;
    let left = place;
    for (let step = 1 << Math.floor(Math.log2(Math.max(this.count, 1))); step > 0; step >>= 1) {
      const next = row + step;
      if (next > this.count || (this.#sums[next] ?? 0) > left) continue;
      row = next;
      left -= this.#sums[next] ?? 0;
    }
    return Math.min(row, this.count - 1);
  }
}

function sane(height: number): number {
  return Number.isFinite(height) && height > 0 ? height : 0;
}
