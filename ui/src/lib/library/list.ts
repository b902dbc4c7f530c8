// The table of the library as its address has it.

import type { ArticlesRequest } from "$lib/bindings/ArticlesRequest";
import type { ListSort } from "$lib/bindings/ListSort";
import { viewAddress, type Address } from "$lib/navigation/address";

export const SORTS = ["date", "title", "source", "language", "added", "size"] as const satisfies ListSort[];

/** What an address asks for. */
export function listOf({ parameters }: Address): ArticlesRequest {
  const text = (name: string) => parameters.get(name) ?? "";
  const is = (name: string) => parameters.get(name) === "1";
  const sort = SORTS.find((one) => one === text("sort")) ?? "date";
  const number = Number(text("import"));
  return {
    collection: text("collection"),
    words: text("words"),
    language: text("language"),
    date: text("date"),
    undated: is("undated"),
    noted: is("noted"),
    problems: is("problems"),
    import: Number.isSafeInteger(number) && number > 0 ? number : null,
    sort,
    reversed: is("reversed"),
    limit: 0,
    offset: 0,
  };
}

/** The address of a table. */
export function addressOf(list: ArticlesRequest): string {
  const one = (is: boolean) => (is ? "1" : "");
  return viewAddress("library", {
    collection: list.collection,
    words: list.words,
    language: list.language,
    date: list.date,
    undated: one(list.undated),
    noted: one(list.noted),
    problems: one(list.problems),
    import: list.import ?? "",
    sort: list.sort === "date" ? "" : list.sort,
    reversed: one(list.reversed),
  });
}

/** Whether it shows less than all of its collection. */
export function isNarrowed(list: ArticlesRequest): boolean {
  const { words, language, date, undated, noted, problems } = list;
  return (
    [words, language, date].some((text) => text !== "") ||
    undated ||
    noted ||
    problems ||
    list.import !== null
  );
}

/** What goes up in a column: `ascending`, `descending`, or nothing where another one is the order. */
export function directionOf(list: ArticlesRequest, sort: ListSort): "ascending" | "descending" | undefined {
  if (list.sort !== sort) return undefined;
  const fromTop = sort === "title" || sort === "source" || sort === "language";
  return fromTop !== list.reversed ? "ascending" : "descending";
}
