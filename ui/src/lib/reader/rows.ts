/*
 * An article as rows to draw: a row for each paragraph, and several for one that is too long to be laid out at once.
 * The columns of a row stand side by side, so a long paragraph is cut into as many parts in each of them.
 */
import type { Column } from "$lib/bindings/Column";
import type { BlockView } from "$lib/bindings/BlockView";
import type { Span } from "$lib/bindings/Span";
import type { Place } from "./find";
import type { Found } from "./layers";

/** What a row shows of a column; `start` is where that begins in the column, in code points, as are its spans. */
export type Part = { column: Column; start: number };

export type Row = {
  paragraph: number;
  heading: boolean;
  /** False for a part that another part of the same paragraph follows. */
  last: boolean;
  parts: readonly Part[];
};

/** A paragraph is cut when a column of it is longer than this, in UTF-16 units. */
const LONG = 6000;
/** About how long the parts are then, in UTF-16 units. */
const PART = 2000;
/** So far before its place a better one for a cut is looked for, in UTF-16 units. */
const SEARCHED = 400;

export function rowsOf(paragraphs: readonly BlockView[]): Row[] {
  const rows: Row[] = [];
  for (const [paragraph, { kind, columns }] of paragraphs.entries()) {
    const heading = kind === "heading";
    const longest = Math.max(0, ...columns.map(({ text }) => text.length));
    if (longest <= LONG) {
      rows.push({
        paragraph,
        heading,
        last: true,
        parts: columns.map((column) => ({ column, start: 0 })),
      });
      continue;
    }
    const count = Math.ceil(longest / PART);
    const parts = columns.map((column) => cut(column, count));
    for (let i = 0; i < count; i++)
      rows.push({
        paragraph,
        heading,
        last: i === count - 1,
        parts: parts.flatMap((column) => column[i] ?? []),
      });
  }
  return rows;
}

/** The row that shows a paragraph's column at a code point; -1 when there is no such paragraph. */
export function rowAt(rows: readonly Row[], paragraph: number, column = 0, codePoint = 0): number {
  const isBefore = (row: Row) =>
    row.paragraph < paragraph ||
    (row.paragraph === paragraph && (row.parts[column]?.start ?? 0) <= codePoint);
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row && isBefore(row)) low = middle + 1;
    else high = middle;
  }
  return rows[low - 1]?.paragraph === paragraph ? low - 1 : -1;
}

/** The row and column of the first span that fits. */
export function rowWith(rows: readonly Row[], fits: (span: Span) => boolean): number {
  return rows.findIndex(({ parts }) => parts.some(({ column }) => column.spans.some(fits)));
}

/** What find-in-page found, by `row.column`; in code points of what the row shows. */
export function foundInRows(rows: readonly Row[], places: readonly Place[]): Map<string, Found[]> {
  const by = new Map<string, Found[]>();
  for (const [index, { paragraph, column, start, end }] of places.entries()) {
    const row = rowAt(rows, paragraph, column, start);
    const from = rows[row]?.parts[column]?.start ?? 0;
    const key = `${String(row)}.${String(column)}`;
    const list = by.get(key) ?? [];
    list.push({ index, start: start - from, end: end - from });
    by.set(key, list);
  }
  return by;
}

/** Cuts a column into so many parts of about the same length, where a sentence ends if one does nearby. */
function cut({ lang, text, spans }: Column, count: number): Part[] {
  const parts: Part[] = [];
  let from = 0;
  let start = 0;
  for (let i = 1; i <= count; i++) {
    const to =
      i === count ? text.length : Math.max(from, goodCut(text, Math.round((text.length * i) / count)));
    const shown = text.slice(from, to);
    parts.push({ column: { lang, text: shown, spans: [] }, start });
    start += lengthOf(shown);
    from = to;
  }
  share(spans, parts, start);
  return parts;
}

/** Gives each part the spans that lie in it, whole or with a piece. Spans come sorted by where they start. */
function share(spans: readonly Span[], parts: readonly Part[], length: number): void {
  let first = 0;
  for (const span of spans) {
    while (first + 1 < parts.length && (parts[first + 1]?.start ?? 0) <= span.start) first++;
    for (let i = first; i < parts.length; i++) {
      const part = parts[i];
      if (!part || (i > first && part.start >= span.end)) break;
      const end = parts[i + 1]?.start ?? length;
      const from = Math.max(span.start, part.start);
      const to = Math.min(span.end, end);
      if (from < to) part.column.spans.push({ ...span, start: from - part.start, end: to - part.start });
    }
  }
}

/** What a part may not begin with: the rest of a character, or a sign that belongs to the one before. */
const CLINGS = /^(?:[\uDC00-\uDFFF]|\p{M}|\u200D|\p{Emoji_Modifier})/u;
const JOINS = /\u200D$/;

/** A place for a cut at `wanted` or a little before it: after a sentence, else after a space, else between characters. */
function goodCut(text: string, wanted: number): number {
  const least = Math.max(0, wanted - SEARCHED);
  const before = text.slice(least, wanted);
  for (const ends of [
    /^[^]*(?:[。！？；…」』”\n]|[.!?;]["”’)]?\s)(?![。！？；…」』”’)\s])/u,
    /^[^]*\s(?!\s)/u,
  ]) {
    const found = ends.exec(before)?.[0];
    if (found && found.length < before.length) return least + found.length;
  }
  let at = wanted;
  while (at > least && (CLINGS.test(text.slice(at, at + 2)) || JOINS.test(text.slice(at - 1, at)))) at--;
  return at;
}

function lengthOf(text: string): number {
  let pairs = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00) {
      const next = text.charCodeAt(i + 1);
      if (next >= 0xdc00 && next < 0xe000) {
        pairs++;
        i++;
      }
    }
  }
  return text.length - pairs;
}
