/*
 * What is being searched, as the address of the search page says it.
 */
import type { HitKind } from "$lib/bindings/HitKind";
import type { SearchRequest } from "$lib/bindings/SearchRequest";
import type { SortBy } from "$lib/bindings/SortBy";
import { viewAddress } from "./address";

export type Query = {
  text: string;
  /** Nothing: all kinds. */
  kind: HitKind | "";
  entities: readonly string[];
  sources: readonly string[];
  languages: readonly string[];
  /** How firm a claim is, in which form its money goes, and whether it is disputed: of one and the same claim. */
  statuses: readonly string[];
  flows: readonly string[];
  disputed: boolean | undefined;
  /** Days, counted from 1970-01-01. */
  from: number | undefined;
  to: number | undefined;
  sort: SortBy;
  explain: boolean;
  /** Whether collections are searched, too, that are hidden from search. */
  hidden: boolean;
  /** Whether what is about one event, and copies of one story, are hits of their own. */
  apart: boolean;
};

export const KINDS = ["article", "event", "entity", "term", "note"] as const satisfies readonly HitKind[];
export const SORTS = ["relevance", "newest", "oldest", "amount"] as const satisfies readonly SortBy[];

export function readQuery(parameters: URLSearchParams): Query {
  return {
    text: parameters.get("q") ?? "",
    kind: KINDS.find((kind) => kind === parameters.get("kind")) ?? "",
    entities: parameters.getAll("entity"),
    sources: parameters.getAll("source"),
    languages: parameters.getAll("lang"),
    statuses: parameters.getAll("status"),
    flows: parameters.getAll("flow"),
    disputed: { yes: true, no: false }[parameters.get("disputed") ?? ""],
    from: day(parameters.get("from")),
    to: day(parameters.get("to")),
    sort: SORTS.find((sort) => sort === parameters.get("sort")) ?? "relevance",
    explain: parameters.has("explain"),
    hidden: parameters.has("hidden"),
    apart: parameters.has("apart"),
  };
}

export function queryAddress(query: Query): string {
  return viewAddress("search", {
    q: query.text,
    kind: query.kind,
    entity: query.entities,
    source: query.sources,
    lang: query.languages,
    status: query.statuses,
    flow: query.flows,
    disputed: query.disputed === undefined ? undefined : query.disputed ? "yes" : "no",
    from: query.from,
    to: query.to,
    sort: query.sort === "relevance" ? undefined : query.sort,
    explain: query.explain ? "1" : undefined,
    hidden: query.hidden ? "1" : undefined,
    apart: query.apart ? "1" : undefined,
  });
}

/** A day that is no 32-bit whole number would not be read on the other side. */
function day(text: string | null): number | undefined {
  if (text === null || !/^-?\d{1,9}$/.test(text)) return undefined;
  return Number(text);
}

/** True when nothing was asked: the front page. */
export function isBlank(query: Query): boolean {
  return query.text.trim() === "" && query.kind === "" && !isNarrowed(query);
}

/** True when facets or dates narrow the query. */
export function isNarrowed(query: Query): boolean {
  return (
    [query.entities, query.sources, query.languages, query.statuses, query.flows].some(
      (values) => values.length > 0,
    ) ||
    query.disputed !== undefined ||
    query.from !== undefined ||
    query.to !== undefined
  );
}

/** The same query with nothing to narrow it. */
export function widened(query: Query): Query {
  return {
    ...query,
    kind: "",
    entities: [],
    sources: [],
    languages: [],
    statuses: [],
    flows: [],
    disputed: undefined,
    from: undefined,
    to: undefined,
  };
}

/** The values with one more, or without it if it was there. */
export function toggled(values: readonly string[], value: string): string[] {
  return values.includes(value) ? values.filter((v) => v !== value) : [...values, value];
}

export function requestFor(query: Query): SearchRequest {
  return {
    query: query.text,
    sequence: 0,
    limit: 30,
    offset: 0,
    kinds: query.kind === "" ? [] : [query.kind],
    entities: [...query.entities],
    sources: [...query.sources],
    languages: [...query.languages],
    statuses: [...query.statuses],
    flows: [...query.flows],
    disputed: query.disputed ?? null,
    from_day: query.from ?? null,
    to_day: query.to ?? null,
    sort: query.sort,
    explain: query.explain,
    typing: false,
    without_facets: false,
    apart: query.apart,
    with_hidden: query.hidden,
  };
}

/** The query that a request was made for. */
export function queryOf(request: SearchRequest): Query {
  const [kind = "", ...others] = request.kinds;
  return {
    // The page has room for one kind or all of them; several are said in the query language.
    text: others.length === 0 ? request.query : `${request.query} ${request.kinds.map(named).join(" OR ")}`,
    kind: others.length === 0 ? kind : "",
    entities: request.entities,
    sources: request.sources,
    languages: request.languages,
    statuses: request.statuses,
    flows: request.flows,
    disputed: request.disputed ?? undefined,
    from: request.from_day ?? undefined,
    to: request.to_day ?? undefined,
    sort: request.sort,
    explain: false,
    hidden: request.with_hidden,
    apart: request.apart,
  };
}

/** A kind as the query language says it. */
function named(kind: HitKind): string {
  return kind === "entity" ? "in:entities" : `in:${kind}s`;
}
