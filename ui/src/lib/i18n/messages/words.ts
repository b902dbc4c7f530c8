import { messages as shared } from "$lib/bindings/messages";
import { common } from "./common";
import type { Messages } from "./index";

/** Words for what the library calls things by a fixed name; see `tWord`. */

/** What happened. */
export const eventKinds = shared.eventKinds satisfies Messages;

/** What sort of other name it is. */
export const aliasKinds = {
  alias: ["別名", "别名", "Also known as"],
  ticker: common.ticker,
  nickname: ["俗稱", "俗称", "Nickname"],
  misspelling: ["常見誤拼", "常见误拼", "Misspelling"],
  "former-name": ["舊名", "曾用名", "Former name"],
  mistranslation: ["誤譯", "误译", "Mistranslation"],
  "later-name": ["後來的名稱", "后来的名称", "Later name"],
} as const satisfies Messages;

/** Where a name or a form of a term is used. */
export const regions = shared.regions satisfies Messages;

/** The form that money takes. */
export const flows = shared.flows satisfies Messages;

/** How firm a claim is. */
export const statuses = shared.statuses satisfies Messages;

/** How a sum is to be read. */
export const qualifiers = {
  exactly: ["正好", "正好", "Exactly"],
  about: ["約", "约", "About"],
  "up-to": ["最多", "最多", "Up to"],
  "at-least": ["至少", "至少", "At least"],
  "more-than": ["超過", "超过", "More than"],
  "less-than": ["不到", "不到", "Less than"],
} as const satisfies Messages;

/** What ties an entity to another. */
export const relations = shared.relations satisfies Messages;

/** Whose word a claim is. */
export const saidBy = shared.saidBy satisfies Messages;

/** How precisely a date is known. */
export const precisions = {
  day: ["確切日期", "确切日期", "Exact day"],
  month: ["只知月份", "只知月份", "Known to the month"],
  quarter: ["只知季度", "只知季度", "Known to the quarter"],
  "half-year": ["只知上下半年", "只知上下半年", "Known to the half-year"],
  year: ["只知年份", "只知年份", "Known to the year"],
  interval: ["持續一段時間", "持续一段时间", "Over a stretch of time"],
} as const satisfies Messages;

/** How a folder that is followed is. */
export const watching = shared.watching satisfies Messages;
