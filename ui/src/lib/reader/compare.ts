/*
 * Two versions of an article beside each other: which ones an address names, and where they differ.
 */
import type { ArticleVersionView } from "$lib/bindings/ArticleVersionView";
import type { ComparedBlock } from "$lib/bindings/ComparedBlock";
import type { Comparison } from "$lib/bindings/Comparison";
import { t } from "$lib/i18n";
import { thingAddress } from "$lib/navigation/address";
import type { Found } from "./layers";
import { lengthOf, type Row as DrawnRow } from "./rows";

export type Pair = { older: number; newer: number };

type Row = Comparison["rows"][number];
type Side = ComparedBlock | null;

/** The parameter of an article's address that names two of its versions, such as `1..3`. */
export const COMPARE = "compare";

/** The two versions that the parameter names; nothing when it names none. */
export function pairOf(text: string): Pair | undefined {
  const [, first, second] = /^(\d{1,9})\.\.(\d{1,9})$/.exec(text) ?? [];
  if (first === undefined || second === undefined || first === second) return undefined;
  const [a, b] = [Number(first), Number(second)];
  return { older: Math.min(a, b), newer: Math.max(a, b) };
}

export function compareAddress(id: string, { older, newer }: Pair): string {
  return thingAddress("article", id, { [COMPARE]: `${String(older)}..${String(newer)}` });
}

/** The newest version and the one before it; nothing for an article that has but one. */
export function lastPair(versions: readonly ArticleVersionView[]): Pair | undefined {
  const [newer, older] = versions.map(({ version }) => version).sort((a, b) => b - a);
  return newer === undefined || older === undefined ? undefined : { older, newer };
}

/** The numbers of the rows where the versions differ. */
export function changesIn(rows: readonly Row[]): number[] {
  return rows.flatMap(({ kind }, i) => (kind === "same" ? [] : [i]));
}

export const textOf = (side: Side) => side?.pieces.map(({ text }) => text).join("") ?? "";

/** A block as the reader draws it, and what in it the other version has not. */
export function drawn(
  side: ComparedBlock,
  number: number,
  lang: string,
  change: "del" | "ins",
): { row: DrawnRow; changes: Found[] } {
  const { pieces, ...form } = side;
  const column = { lang, text: textOf(side), spans: [] };
  const changes: Found[] = [];
  let start = 0;
  for (const [index, { text, changed }] of pieces.entries()) {
    const end = start + lengthOf(text);
    if (changed) changes.push({ index, start, end, change });
    start = end;
  }
  // A quotation within an item of a list stands where the item's words do.
  const outer = side.quote === 0 || side.kind === "item" ? 0 : side.indent;
  const block = { ...form, columns: [column] };
  const parts = [{ column, start: 0 }];
  return {
    row: { number, block, first: true, last: true, parts, outer, joined: 0, close: false },
    changes,
  };
}

/** What both sides are, where they are not the same: "Paragraph → Heading 2". */
export function otherForm({ older, newer }: Row): string | undefined {
  if (!older || !newer) return undefined;
  const [was, is] = [older, newer].map(nameOf);
  return was === is ? undefined : `${String(was)} → ${String(is)}`;
}

function nameOf(side: ComparedBlock): string {
  const kind = kindOf(side);
  return side.quote > 0 ? `${t("reader.block_quote")} · ${kind}` : kind;
}

function kindOf(side: ComparedBlock): string {
  switch (side.kind) {
    case "heading":
      return t("reader.block_heading", { n: side.level });
    case "code":
    case "table":
      return t(`reader.${side.kind}`);
    default:
      return t(`reader.block_${side.kind}`);
  }
}
