/*
 * Two versions of an article beside each other: which ones an address names, and where they differ.
 */
import type { ArticleVersionView } from "$lib/bindings/ArticleVersionView";
import type { Comparison } from "$lib/bindings/Comparison";
import { thingAddress } from "$lib/navigation/address";

export type Pair = { older: number; newer: number };

type Row = Comparison["rows"][number];
export type Piece = Row["older"][number];

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

export const textOf = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join("");
