/* Answers as the library gives them, for tests of what is made of them. */
import type { ArticleView } from "$lib/bindings/ArticleView";
import type { ArticleSummary } from "$lib/bindings/ArticleSummary";
import type { ClaimView } from "$lib/bindings/ClaimView";
import type { DateView } from "$lib/bindings/DateView";
import type { EntitySummary } from "$lib/bindings/EntitySummary";
import type { FrontPage } from "$lib/bindings/FrontPage";
import type { Hit } from "$lib/bindings/Hit";
import type { NoteView } from "$lib/bindings/NoteView";
import type { SearchResponse } from "$lib/bindings/SearchResponse";
import type { Settings } from "$lib/bindings/Settings";
import type { Status } from "$lib/bindings/Status";
import type { TimelineItem } from "$lib/bindings/TimelineItem";
import { deal } from "$lib/deals/samples";
import { block } from "./blocks";

export const settingsAnswer: Settings = {
  language: "en",
  theme: "light",
  text_scale: 100,
  reading: "original",
  history: true,
  searches: [],
  last_address: "",
  context_folded: false,
  region: "",
  rates: [],
};

export const statusAnswer: Status = {
  version: "0.1.0",
  folder: "/library",
  collections: [],
  dictionaries: [],
  counts: {
    articles: 2,
    entities: 1,
    events: 1,
    claims: 1,
    conflicts: 0,
    terms: 1,
    notes: 0,
    binned: 0,
    problems: 0,
  },
  index: { state: "ready" },
  store_bytes: 1,
  index_bytes: 1,
};

export const nvidia: EntitySummary = {
  address: "zhimai://entity/nvidia",
  id: "nvidia",
  kind: "company",
  name: "NVIDIA",
  other_names: ["輝達", "英偉達", "NVDA"],
  misspellings: ["Nividia"],
  description: "Designs chips.",
  ticker: "NASDAQ: NVDA",
  articles: 2,
  events: 1,
};

const hit = (kind: Hit["kind"], id: string, title: string, some: Partial<Hit> = {}): Hit => ({
  address: `zhimai://${kind}/${id}`,
  id,
  kind,
  entity_kind: kind === "entity" ? "company" : null,
  title: { text: title, marks: [[0, 2]] },
  snippet: { text: "輝達與微軟", marks: [[0, 2]] },
  source: "A paper",
  date: {
    label: "Nov 2025",
    edtf: "2025-11",
    first_day: 20393,
    last_day: 20422,
    precision: "month",
    approximate: false,
  },
  language: "zh-hant",
  score: 1,
  reasons: [{ kind: "alias", written: "英伟达", found: "輝達" }],
  beside: [],
  of_copies: false,
  explanation: [],
  ...some,
});

export const searchAnswer: SearchResponse = {
  sequence: 1,
  took_us: 1500,
  total: 3,
  hits: [
    hit("entity", "nvidia", "NVIDIA"),
    hit("article", "one", "輝達投資"),
    hit("event", "deal", "輝達結盟"),
  ],
  facets: {
    kinds: [
      { value: "article", label: "article", count: 1 },
      { value: "event", label: "event", count: 1 },
      { value: "entity", label: "entity", count: 1 },
    ],
    entities: [{ value: "openai", label: "OpenAI", count: 2 }],
    sources: [{ value: "A paper", label: "A paper", count: 2 }],
    languages: [{ value: "zh-hant", label: "zh-hant", count: 1 }],
    statuses: [{ value: "committed", label: "committed", count: 2 }],
    flows: [{ value: "equity", label: "equity", count: 1 }],
    disputed: [{ value: "yes", label: "yes", count: 1 }],
  },
  histogram: [
    { first_day: 20393, last_day: 20422, label: "Nov 2025", count: 2 },
    { first_day: 20423, last_day: 20453, label: "Dec 2025", count: 1 },
  ],
  card: nvidia,
  deals: null,
  notices: ["“foo:” was searched as text."],
  hidden: "",
  suggestion: null,
};

export const note: NoteView = {
  address: "zhimai://note/n1",
  id: "n1",
  zh: "看 [輝達](zhimai://entity/nvidia)",
  en: "See **NVIDIA**.",
  on: { address: "zhimai://article/one", label: "輝達投資" },
  quote: "輝達",
  detached: false,
  tags: ["chips"],
  created: 1_790_000_000_000,
  modified: 1_790_000_000_000,
  stale: "en",
  deleted: null,
  version: 3,
};

export const article: ArticleView = {
  address: "zhimai://article/one",
  id: "one",
  reading: "original",
  readings: ["original", "hans", "en", "parallel"],
  titles: ["輝達投資"],
  kind: "retelling",
  source: "A paper",
  author: null,
  url: "https://example.com/one",
  date: null,
  original: "A commentary",
  blocks: [
    block(["開頭"], { kind: "heading", level: 2 }),
    block(["輝達談算力。"], {
      spans: [
        { start: 0, end: 2, kind: "mention", entity: "nvidia" },
        { start: 0, end: 2, kind: "note", note: "n1" },
        { start: 3, end: 5, kind: "term", term: "compute" },
        { start: 5, end: 6, kind: "repair", original: "?", certain: true },
      ],
    }),
  ],
  entities: [{ address: "zhimai://entity/nvidia", label: "NVIDIA" }],
  events: [{ address: "zhimai://event/deal", label: "A deal" }],
  claims: [{ address: "zhimai://event/deal#1", label: "A claim" }],
  statements: [
    {
      id: "s1",
      flag: "fact",
      checkable: true,
      text: "NVIDIA invests.",
      speaker: null,
      verdict: "contradicted",
      reason: "It was up to that sum.",
      sources: [
        {
          publisher: "Another paper",
          title: "No",
          date: null,
          url: "https://example.com/no",
          unopened: true,
          confidence: null,
        },
      ],
      paragraph: 1,
    },
  ],
  sources: [],
  notes: [note],
  repairs: 1,
  as_it_stood: false,
  right_traditional: null,
};

const november: DateView = {
  label: "18 Nov 2025",
  edtf: "2025-11-18",
  first_day: 20410,
  last_day: 20410,
  precision: "day",
  approximate: false,
};

export const summary = (id: string, title: string, some: Partial<ArticleSummary> = {}): ArticleSummary => ({
  address: `zhimai://article/${id}`,
  id,
  title,
  collection: "bundled",
  kind: "brief",
  source: null,
  author: null,
  date: november,
  language: "zh-hant",
  ...some,
});

const link = (kind: string, id: string, label: string) => ({ address: `zhimai://${kind}/${id}`, label });

const sum = (low: number, qualifier: string, label: string) => ({
  currency: "USD",
  low,
  high: low,
  qualifier,
  label,
  horizon: null,
});

const item = (id: string, title: string, some: Partial<TimelineItem> = {}): TimelineItem => ({
  address: `zhimai://event/${id}`,
  id,
  title,
  summary: `What ${title} is about.`,
  date: november,
  kind: "investment",
  participants: [],
  conflicted: false,
  amount: null,
  claims: 4,
  sources: 3,
  independent: 2,
  ...some,
});

const claim = (id: string, text: string, some: Partial<ClaimView> = {}): ClaimView => ({
  id,
  event: link("event", "deal", "A deal"),
  date: november,
  text,
  quote: null,
  amount: null,
  from: null,
  to: null,
  flow: "none",
  status: "reported",
  said_by: "company",
  reported: null,
  conflicts_with: [],
  sources: [],
  ...some,
});

export const frontAnswer: FrontPage = {
  collection: { title: "News of the field", evidence: november },
  lead: {
    event: item("deal", "Ant and Bee ally", { kind: "partnership" }),
    article: summary("brief-deal", "The deal in brief"),
    money: [
      {
        ...deal("ant>bee", {
          from: link("entity", "ant", "Ant"),
          to: link("entity", "bee", "Bee"),
        }),
        amount: sum(10, "up-to", "up to US$10 billion"),
      },
      {
        ...deal("bee>ant", {
          from: link("entity", "bee", "Bee"),
          to: link("entity", "ant", "Ant"),
          kind: "compute-purchase",
          status: "committed",
        }),
        amount: sum(30, "exactly", "US$30 billion"),
      },
    ],
    total: {
      claim: claim("deal#17", "Headlines add it up.", { amount: sum(45, "exactly", "US$45 billion") }),
      parts: [],
      directions: [
        { from: link("entity", "ant", "Ant"), to: link("entity", "bee", "Bee"), sums: [] },
        { from: link("entity", "bee", "Bee"), to: link("entity", "ant", "Ant"), sums: [] },
      ],
    },
    conflicts: 2,
  },
  start: [
    summary("how", "How to read", { kind: "explainer" }),
    summary("profile-ant", "Ant", { kind: "profile" }),
  ],
  events: [
    item("round", "Ant raises", { amount: sum(5, "about", "about US$5 billion"), conflicted: true }),
    item("view", "Bee thinks so", { kind: "opinion" }),
  ],
  imports: [],
  saved: [],
  counts: { ...statusAnswer.counts, articles: 12, events: 3 },
};
