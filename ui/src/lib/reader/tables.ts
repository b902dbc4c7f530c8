/*
 * A table of an article: its text is the cells, parted by tabs, and the rows by line feeds.
 * A cell keeps the sign that follows it, so that all cells together are the text and nothing is counted twice.
 */
import type { Column } from "$lib/bindings/Column";
import type { Found } from "./layers";
import { lengthOf, shared, type Part } from "./rows";

export type Cell = Part & { found: readonly Found[] };

/** The widest that a column is drawn for its longest cell, in widths of a digit. */
const WIDEST = 40;
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/g;

/** The cells, row by row. `found` counts in the column, as its spans do. */
export function cellsOf(column: Column, found: readonly Found[]): Cell[][] {
  const lines = column.text.match(/[^\n]*\n|[^\n]+$/g) ?? [column.text];
  const texts = lines.map((line) => line.match(/[^\t]*\t|[^\t]+$/g) ?? [line]);
  // A row that ends with a tab has an empty cell behind it.
  for (const row of texts) if (row.at(-1)?.endsWith("\t")) row.push("");
  const parts = shared(column, texts.flat());
  let at = 0;
  return texts.map((row) =>
    row.map(() => {
      const part = parts[at++] as Part;
      const end = part.start + lengthOf(part.column.text);
      const inside = found
        .filter((one) => one.start < end && one.end > part.start)
        .map(({ start, end: to, ...rest }) => ({
          ...rest,
          start: Math.max(start, part.start) - part.start,
          end: Math.min(to, end) - part.start,
        }));
      return { ...part, found: inside };
    }),
  );
}

/** How wide the columns of a whole table are, in widths of a digit, so that its parts stand under each other. */
export function widthsOf(text: string): number[] {
  const widths: number[] = [];
  for (const line of text.split("\n"))
    for (const [i, cell] of line.split("\t").entries()) {
      const wide = cell.length + (cell.match(WIDE)?.length ?? 0);
      widths[i] = Math.min(Math.max(widths[i] ?? 0, wide + 3), WIDEST);
    }
  return widths;
}
