/*
 * Offsets that come from the library count Unicode code points; JavaScript counts UTF-16 units.
 * Every step from one to the other goes through here.
 * Offsets beyond the text are taken as its end, so that no answer can break a page.
 */

export type CodePoints = {
  /** How many code points the text has. */
  readonly length: number;
  /** The UTF-16 offset of a code point. */
  toUtf16: (codePoint: number) => number;
  /** The code point at a UTF-16 offset; inside a surrogate pair, the pair's. */
  fromUtf16: (unit: number) => number;
  /** The text from one code point up to, not including, another. */
  slice: (start: number, end: number) => string;
};

/** Counts a text once, for any number of questions about it. */
export function codePoints(text: string): CodePoints {
  // The code points whose second unit shifts everything after them, in order.
  const pairs: number[] = [];
  // Most texts have none, and need no walk through every character.
  const at = text.search(/[\uD800-\uDBFF][\uDC00-\uDFFF]/);
  for (let unit = at < 0 ? text.length : at; unit < text.length; unit++) {
    if ((text.codePointAt(unit) ?? 0) <= 0xffff) continue;
    pairs.push(unit - pairs.length);
    unit++;
  }
  const length = text.length - pairs.length;

  const toUtf16 = (codePoint: number) => {
    const at = clamp(codePoint, 0, length);
    return at + countBelow(pairs, at);
  };
  const fromUtf16 = (unit: number) => {
    const at = clamp(unit, 0, text.length);
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (toUtf16(middle) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    length,
    toUtf16,
    fromUtf16,
    slice: (start, end) => text.slice(toUtf16(start), Math.max(toUtf16(start), toUtf16(end))),
  };
}

function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function clamp(n: number, least: number, most: number): number {
  return Math.min(Math.max(Math.trunc(n) || 0, least), most);
}

export type Segment = { text: string; marked: boolean };

/** Cuts a text at its marks. Marks that overlap, or lie outside the text, do no harm. */
export function segments(text: string, marks: readonly (readonly [number, number])[]): Segment[] {
  const points = codePoints(text);
  const out: Segment[] = [];
  const push = (start: number, end: number, marked: boolean) => {
    if (end > start) out.push({ text: points.slice(start, end), marked });
  };
  let at = 0;
  for (const [start, end] of [...marks].sort((a, b) => a[0] - b[0])) {
    const from = clamp(start, at, points.length);
    const to = clamp(end, from, points.length);
    push(at, from, false);
    push(from, to, true);
    at = to;
  }
  push(at, points.length, false);
  return out;
}

/** The text, or its beginning and "…", in no more than `most` code points. */
export function shortened(text: string, most: number): string {
  const points = [...text];
  return points.length <= most ? text : `${points.slice(0, most - 1).join("")}…`;
}
