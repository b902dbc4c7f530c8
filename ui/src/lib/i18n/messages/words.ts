import type { Messages } from "./index";

/** Words for what the library calls things by a fixed name; see `tWord`. */

/** What happened. */
export const eventKinds = {
  investment: ["投資", "投资", "Investment"],
  funding: ["募資", "融资", "Funding round"],
  "compute-purchase": ["採購算力", "采购算力", "Compute purchase"],
  hardware: ["硬體", "硬件", "Hardware"],
  product: ["產品", "产品", "Product"],
  "model-release": ["模型發布", "模型发布", "Model release"],
  partnership: ["合作", "合作", "Partnership"],
  governance: ["公司治理", "公司治理", "Governance"],
  regulation: ["監管", "监管", "Regulation"],
  statement: ["表態", "表态", "Statement"],
  opinion: ["評論", "评论", "Opinion"],
} as const satisfies Messages;

/** What sort of other name it is. */
export const aliasKinds = {
  alias: ["別名", "别名", "Also known as"],
  ticker: ["股票代號", "股票代码", "Ticker"],
  nickname: ["俗稱", "俗称", "Nickname"],
  misspelling: ["常見誤拼", "常见误拼", "Misspelling"],
  "former-name": ["舊名", "曾用名", "Former name"],
  mistranslation: ["誤譯", "误译", "Mistranslation"],
  "later-name": ["後來的名稱", "后来的名称", "Later name"],
} as const satisfies Messages;

/** Where a name or a form of a term is used. */
export const regions = {
  en: ["英文", "英文", "English"],
  tw: ["台灣", "台湾", "Taiwan"],
  hk: ["香港", "香港", "Hong Kong"],
  cn: ["中國大陸", "中国大陆", "Mainland China"],
} as const satisfies Messages;

/** The form that money takes. */
export const flows = {
  equity: ["股權投資", "股权投资", "Equity"],
  loan: ["貸款", "贷款", "Loan"],
  guarantee: ["擔保", "担保", "Guarantee"],
  warrant: ["認股權證或選擇權", "认股权证或期权", "Warrant or option"],
  "compute-purchase": ["採購算力", "采购算力", "Compute purchase"],
  lease: ["租賃", "租赁", "Lease"],
  "power-purchase": ["購電", "购电", "Power purchase"],
  capex: ["資本支出", "资本支出", "Capital expenditure"],
  licence: ["授權", "授权许可", "Licence"],
  acquisition: ["收購", "收购", "Acquisition"],
  "revenue-share": ["營收分成", "营收分成", "Revenue share"],
  grant: ["補助", "补助", "Grant"],
  none: ["不涉及金流", "不涉及资金流", "No flow of money"],
} as const satisfies Messages;

/** How firm a claim is. */
export const statuses = {
  announced: ["已宣布", "已宣布", "Announced"],
  committed: ["已承諾", "已承诺", "Committed"],
  "letter-of-intent": ["意向書", "意向书", "Letter of intent"],
  reported: ["媒體報導", "媒体报道", "Reported"],
  paid: ["已支付", "已支付", "Paid"],
  rumoured: ["傳聞", "传闻", "Rumoured"],
  opinion: ["意見", "意见", "Opinion"],
} as const satisfies Messages;

/** Whose word a claim is. */
export const saidBy = {
  company: ["出自公司", "出自公司", "From the company"],
  filing: ["出自申報文件", "出自申报文件", "From a filing"],
  court: ["出自法院", "出自法院", "From a court"],
  official: ["出自官方", "出自官方", "From a public body"],
  person: ["出自具名人士", "出自具名人士", "From a named person"],
  analyst: ["出自分析師", "出自分析师", "From analysts"],
  press: ["出自媒體", "出自媒体", "From the press"],
  anonymous: ["出自匿名消息", "出自匿名消息", "From an unnamed source"],
  repost: ["出自轉載", "出自转载", "From a repost"],
} as const satisfies Messages;

/** How precisely a date is known. */
export const precisions = {
  day: ["確切日期", "确切日期", "Exact day"],
  month: ["只知月份", "只知月份", "Known to the month"],
  quarter: ["只知季度", "只知季度", "Known to the quarter"],
  "half-year": ["只知上下半年", "只知上下半年", "Known to the half-year"],
  year: ["只知年份", "只知年份", "Known to the year"],
  interval: ["持續一段時間", "持续一段时间", "Over a stretch of time"],
} as const satisfies Messages;
