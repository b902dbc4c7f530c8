/*
 * An article as rows to draw: a row for each block, and several for one that is too long to be laid out at once.
 * The columns of a row stand side by side, so a long block is cut into as many parts in each of them.
 */
import type { BlockView } from "$lib/bindings/BlockView";
import type { Column } from "$lib/bindings/Column";
import type { Span } from "$lib/bindings/Span";
import type { Place } from "./find";
import type { Found } from "./layers";

/** What a row shows of a column; `start` is where that begins in the column, in code points, as are its spans. */
export type Part = { column: Column; start: number };

export type Row = {
  /** The number of the block that it shows. */
  number: number;
  block: BlockView;
  /** False for a part that follows, or is followed by, another part of the same block. */
  first: boolean;
  last: boolean;
  parts: readonly Part[];
  /** How deep in lists the quotation stands that it is in; the rest of its depth is within that. */
  outer: number;
  /** How many quotations go on after it. */
  joined: number;
  /** An item or a part of one follows closely. */
  close: boolean;
};

/** A block is cut when a column of it is longer than this, in UTF-16 units. */
const LONG = 6000;
/** About how long the parts are then, in UTF-16 units. */
const PART = 2000;
/** Lines that are not broken are laid out fast: so much longer may what is made of lines be. */
const OF_LINES = 6;
/** So far before its place a better one for a cut is looked for, in UTF-16 units. */
const SEARCHED = 400;

export function rowsOf(blocks: readonly BlockView[]): Row[] {
  const rows: Row[] = [];
  let outer = 0;
  for (const [number, block] of blocks.entries()) {
    const { columns } = block;
    const next = blocks[number + 1];
    if (block.quote === 0) outer = 0;
    else if ((blocks[number - 1]?.quote ?? 0) === 0)
      // A quotation that begins with an item holds the list; one that begins with anything else stands where that does.
      outer = block.kind === "item" ? block.indent - 1 : block.indent;
    const after = {
      outer: Math.min(outer, block.indent),
      joined: Math.min(block.quote, next?.quote ?? 0),
      close: block.indent > 0 && (next?.indent ?? 0) > 0,
    };
    const lines = isOfLines(block);
    const times = lines ? OF_LINES : 1;
    const longest = Math.max(0, ...columns.map(({ text }) => text.length));
    if (longest <= LONG * times) {
      const parts = columns.map((column) => ({ column, start: 0 }));
      rows.push({ number, block, first: true, last: true, parts, ...after });
      continue;
    }
    const count = Math.ceil(longest / (PART * times));
    const columnParts = columns.map((column) => cut(column, count, lines));
    // Where no line ends there is nothing to cut, and nothing is left for the last parts.
    const cuts = Array.from({ length: count }, (_, i) =>
      columnParts.flatMap((parts) => parts[i] ?? []),
    ).filter((parts) => parts.some(({ column }) => column.text !== ""));
    for (const [i, parts] of cuts.entries()) {
      const last = i === cuts.length - 1;
      rows.push({
        number,
        block,
        first: i === 0,
        last,
        parts,
        outer: after.outer,
        joined: last ? after.joined : block.quote,
        close: last && after.close,
      });
    }
  }
  return rows;
}

/** Code and tables are cut between lines. */
function isOfLines({ kind }: BlockView): boolean {
  return kind === "code" || kind === "table";
}

/** The row that shows a block's column at a code point; -1 when there is no such block. */
export function rowAt(rows: readonly Row[], block: number, column = 0, codePoint = 0): number {
  const isBefore = (row: Row) =>
    row.number < block || (row.number === block && (row.parts[column]?.start ?? 0) <= codePoint);
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row && isBefore(row)) low = middle + 1;
    else high = middle;
  }
  return rows[low - 1]?.number === block ? low - 1 : -1;
}

/** The row and column of the first span that fits. */
export function rowWith(rows: readonly Row[], fits: (span: Span) => boolean): number {
  return rows.findIndex(({ parts }) => parts.some(({ column }) => column.spans.some(fits)));
}

/** What find-in-page found, by `row.column`; in code points of what the row shows. */
export function foundInRows(rows: readonly Row[], places: readonly Place[]): Map<string, Found[]> {
  const by = new Map<string, Found[]>();
  for (const [index, { block, column, start, end }] of places.entries()) {
    const row = rowAt(rows, block, column, start);
    const from = rows[row]?.parts[column]?.start ?? 0;
    const key = `${String(row)}.${String(column)}`;
    const list = by.get(key) ?? [];
    list.push({ index, start: start - from, end: end - from });
    by.set(key, list);
  }
  return by;
}

/** Cuts a column into so many parts of about the same length, where a sentence or a line ends if one does nearby. */
function cut({ lang, text, spans }: Column, count: number, lines: boolean): Part[] {
  const shown: string[] = [];
  let from = 0;
  for (let i = 1; i <= count; i++) {
    const wanted = Math.round((text.length * i) / count);
    const to =
      i === count ? text.length : Math.max(from, lines ? lineCut(text, wanted) : goodCut(text, wanted));
    shown.push(text.slice(from, to));
    from = to;
  }
  return shared({ lang, text, spans }, shown);
}

/** A column in pieces that make up its text, each with the spans that lie in it, whole or with a part. */
export function shared({ lang, spans }: Column, texts: readonly string[]): Part[] {
  let start = 0;
  const parts = texts.map((text) => {
    const part: Part = { column: { lang, text, spans: [] }, start };
    start += lengthOf(text);
    return part;
  });
  share(spans, parts, start);
  return parts;
}

/** Gives each part the spans that lie in it. Spans come sorted by where they start. */
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

/** After the last line that ends before the place, or the first one after it. */
function lineCut(text: string, wanted: number): number {
  const before = text.lastIndexOf("\n", wanted - 1);
  if (before >= 0 && before > wanted - PART * OF_LINES) return before + 1;
  const after = text.indexOf("\n", wanted);
  return after < 0 ? text.length : after + 1;
}

/** In code points. */
export function lengthOf(text: string): number {
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
