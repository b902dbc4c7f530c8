// Which row each mark of a lane stands in.

/** What has to be known of a mark to find it a row. */
type Placed = {
  x: number;
  width: number;
  y: number;
  rows: number;
  label: { width: number };
  labelX: number;
  reach: number;
  inside: boolean;
};

/** Where the last mark of a row ends, without its label and with it. */
type Row = { end: number; labelEnd: number; last: Placed | undefined };

/** Marks, and a label and the next mark, are so far from each other at least, in pixels. */
export const GAP = 6;

const FREE: Row = { end: -Infinity, labelEnd: -Infinity, last: undefined };

/** Where a mark's label ends, or the mark where it has none outside. */
export function labelEnd({ inside, x, width, label, labelX }: Placed): number {
  return inside || label.width === 0 ? x + width : labelX + label.width;
}

/**
 * Gives each mark its rows, and says how many there are. Marks never touch, and labels reach no further than to the next
 * mark; where `most` rows are taken, labels give way first, and only then come more rows.
 */
export function pack(marks: Placed[], most: number, row: number): number {
  marks.sort((a, b) => a.x - b.x || b.width - a.width);
  const rows: Row[] = [];
  for (const next of marks) {
    const free = (end: keyof Row & ("end" | "labelEnd")) => (at: number) =>
      (rows[at] ?? FREE)[end] + GAP <= next.x;
    let first = firstRun(free("labelEnd"), next.rows, Math.max(most, rows.length));
    if (first < 0)
      first = next.rows === 1 ? roomiest(rows, next.x) : firstRun(free("end"), next.rows, rows.length);
    if (first < 0) first = rows.length;
    // A label stands beside the middle of its mark; of an even number of rows it takes room in two.
    const worded = [first + Math.floor((next.rows - 1) / 2), first + Math.floor(next.rows / 2)];
    const end = next.x + next.width;
    for (let at = first; at < first + next.rows; at++) {
      const before = rows[at]?.last;
      if (before) before.reach = Math.min(before.reach, next.x - GAP);
      rows[at] = {
        end,
        labelEnd: worded.includes(at) ? labelEnd(next) : end,
        last: worded.includes(at) ? next : undefined,
      };
    }
    next.y = (first + next.rows / 2) * row;
  }
  return rows.length;
}

/** The first of so many neighbouring rows that are all free, among the first `most`; -1 when there are none. */
function firstRun(free: (row: number) => boolean, length: number, most: number): number {
  let run = 0;
  for (let at = 0; at < most; at++) {
    run = free(at) ? run + 1 : 0;
    if (run === length) return at - length + 1;
  }
  return -1;
}

/** The row whose last label loses the least when a mark stands at `x`; -1 when every row has a mark in the way. */
function roomiest(rows: readonly Row[], x: number): number {
  let best = -1;
  rows.forEach((row, i) => {
    if (row.end + GAP <= x && (best < 0 || row.end < (rows[best]?.end ?? x))) best = i;
  });
  return best;
}
