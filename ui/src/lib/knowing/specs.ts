/*
 * Which fields the form of each kind of thing has.
 */
import { messages } from "$lib/bindings/messages";
import type { KnownKind } from "$lib/bindings/KnownKind";
import type { MessageKey, PlainKey } from "$lib/i18n";
import type { Locale } from "$lib/bindings/Locale";

export type Domain = MessageKey extends `${infer D}.${string}` ? D : never;

/** A field: what of the thing it holds, and how it is filled in. */
export type Spec = {
  path: string;
  label: PlainKey;
  needed?: boolean;
  /** Of a field that stands in several languages: which of them are needed. */
  oneOf?: PlainKey;
} & (
  | { type: "text"; lang?: string; hint?: PlainKey }
  | { type: "area"; lang?: string }
  | { type: "year" }
  /** A text for each line. */
  | { type: "lines"; lang?: string }
  | { type: "choice"; words: Domain; among: readonly string[]; empty?: PlainKey }
  | { type: "thing"; kind: "entity" | "event" }
  | { type: "things"; kind: "entity" }
  | { type: "aliases" }
  | { type: "ties" }
  | { type: "sum" }
);

/** The field of a thing that a fault is told of: the first part of the path. */
export function fieldOf(path: string): string {
  return path.split(".")[0] ?? path;
}

export const ENTITY_KINDS = [
  "company",
  "public-body",
  "person",
  "product",
  "model",
  "hardware",
  "standard",
  "concept",
] as const;
export const EVENT_KINDS = [
  "investment",
  "funding",
  "compute-purchase",
  "hardware",
  "product",
  "model-release",
  "partnership",
  "governance",
  "regulation",
  "statement",
  "opinion",
] as const;
export const ALIAS_KINDS = [
  "alias",
  "nickname",
  "former-name",
  "later-name",
  "ticker",
  "misspelling",
  "mistranslation",
] as const;
export const TIES = Object.keys(messages.relations);
export const FLOWS = [
  "equity",
  "loan",
  "guarantee",
  "warrant",
  "compute-purchase",
  "lease",
  "power-purchase",
  "capex",
  "licence",
  "acquisition",
  "revenue-share",
  "grant",
  "none",
] as const;
export const STATUSES = [
  "paid",
  "committed",
  "announced",
  "letter-of-intent",
  "reported",
  "rumoured",
  "opinion",
  "denied",
  "called-off",
] as const;
export const SAID_BY = [
  "company",
  "filing",
  "court",
  "official",
  "person",
  "analyst",
  "press",
  "anonymous",
  "repost",
] as const;
export const QUALIFIERS = ["exactly", "about", "up-to", "at-least", "more-than", "less-than"] as const;
export const CURRENCIES = [
  "USD",
  "TWD",
  "CNY",
  "HKD",
  "EUR",
  "GBP",
  "JPY",
  "KRW",
  "SGD",
  "AED",
  "SAR",
] as const;

const zhText = { type: "area", lang: "zh-Hant" } as const;
const enText = { type: "area", lang: "en" } as const;
const either = { oneOf: "knowing.halves_hint" } as const;

const ENTITY: readonly Spec[] = [
  { path: "kind", label: "knowing.kind", needed: true, type: "choice", words: "kinds", among: ENTITY_KINDS },
  {
    path: "names.en",
    label: "knowing.name_en",
    oneOf: "knowing.names_hint",
    type: "text",
    lang: "en",
  },
  {
    path: "names.zh_tw",
    label: "knowing.name_tw",
    oneOf: "knowing.names_hint",
    type: "text",
    lang: "zh-Hant-TW",
  },
  {
    path: "names.zh_hk",
    label: "knowing.name_hk",
    oneOf: "knowing.names_hint",
    type: "text",
    lang: "zh-Hant-HK",
  },
  {
    path: "names.zh_cn",
    label: "knowing.name_cn",
    oneOf: "knowing.names_hint",
    type: "text",
    lang: "zh-Hans-CN",
  },
  { path: "aliases", label: "company.aliases", type: "aliases" },
  { path: "description.zh", label: "knowing.description_zh", ...zhText },
  { path: "description.en", label: "knowing.description_en", ...enText },
  { path: "relations", label: "company.relations", type: "ties" },
  { path: "ticker", label: "company.ticker", type: "text" },
  { path: "founded", label: "knowing.founded", type: "year" },
  { path: "headquarters", label: "company.headquarters", type: "text" },
];

const EVENT: readonly Spec[] = [
  { path: "title.zh", label: "knowing.title_zh", ...either, type: "text", lang: "zh-Hant" },
  { path: "title.en", label: "knowing.title_en", ...either, type: "text", lang: "en" },
  { path: "date", label: "common.date", needed: true, type: "text", hint: "knowing.date_hint" },
  {
    path: "kind",
    label: "knowing.kind",
    needed: true,
    type: "choice",
    words: "eventKinds",
    among: EVENT_KINDS,
  },
  { path: "participants", label: "company.participants", type: "things", kind: "entity" },
  { path: "summary.zh", label: "knowing.summary_zh", ...zhText },
  { path: "summary.en", label: "knowing.summary_en", ...enText },
];

const CLAIM: readonly Spec[] = [
  { path: "text.zh", label: "knowing.text_zh", ...either, ...zhText },
  { path: "text.en", label: "knowing.text_en", ...either, ...enText },
  { path: "from", label: "company.from", type: "thing", kind: "entity" },
  { path: "to", label: "company.to", type: "thing", kind: "entity" },
  { path: "flow", label: "company.form", type: "choice", words: "flows", among: FLOWS },
  { path: "status", label: "company.status", type: "choice", words: "statuses", among: STATUSES },
  { path: "amount", label: "company.amount", type: "sum" },
  {
    path: "said_by",
    label: "knowing.said_by",
    type: "choice",
    words: "saidBy",
    among: SAID_BY,
    empty: "knowing.untold",
  },
  { path: "quote", label: "knowing.quote", type: "area" },
];

const TERM: readonly Spec[] = [
  { path: "zh", label: "knowing.term_zh", needed: true, type: "text", lang: "zh-Hant" },
  { path: "en", label: "knowing.term_en", needed: true, type: "lines", lang: "en" },
  { path: "zh_cn", label: "knowing.term_cn", type: "text", lang: "zh-Hans" },
  { path: "pinyin", label: "knowing.pinyin", type: "text", lang: "zh-Latn" },
  { path: "definition.zh", label: "knowing.definition_zh", ...zhText },
  { path: "definition.en", label: "knowing.definition_en", ...enText },
  { path: "variants.tw", label: "knowing.variants_tw", type: "lines", lang: "zh-Hant-TW" },
  { path: "variants.hk", label: "knowing.variants_hk", type: "lines", lang: "zh-Hant-HK" },
  { path: "variants.cn", label: "knowing.variants_cn", type: "lines", lang: "zh-Hans-CN" },
  { path: "entity", label: "glossary.names", type: "thing", kind: "entity" },
];

const CONFLICT: readonly Spec[] = [
  { path: "topic.zh", label: "knowing.topic_zh", ...either, ...zhText },
  { path: "topic.en", label: "knowing.topic_en", ...either, ...enText },
  { path: "assessment.zh", label: "knowing.assessment_zh", ...zhText },
  { path: "assessment.en", label: "knowing.assessment_en", ...enText },
];

const SPECS: Readonly<Record<KnownKind, readonly Spec[]>> = {
  entity: ENTITY,
  event: EVENT,
  claim: CLAIM,
  term: TERM,
  conflict: CONFLICT,
};

/** The fields of a kind of thing: of what stands in several languages the reader's own comes first, and says which are needed. */
export function specsOf(kind: KnownKind, { lang, region }: Locale): Spec[] {
  const own = lang === "en" ? ["en"] : ["zh", `zh_${region}`, region];
  const groups = new Map<string, Spec[]>();
  for (const spec of SPECS[kind]) {
    const field = fieldOf(spec.path);
    groups.set(field, [...(groups.get(field) ?? []), spec]);
  }
  return [...groups.values()].flatMap((group) => {
    const first = group.find(({ path }) => own.includes(path.slice(path.indexOf(".") + 1))) ?? group[0];
    const rest = group.filter((spec) => spec !== first).map(({ oneOf: _, ...spec }) => spec);
    return first ? [first, ...rest] : [];
  });
}

/** What a new thing begins with. */
export const BEGINNINGS: Readonly<Record<KnownKind, Record<string, unknown>>> = {
  entity: { kind: "company" },
  event: { kind: "investment" },
  claim: { flow: "none", status: "reported" },
  term: {},
  conflict: {},
};
