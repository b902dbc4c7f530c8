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

/** A tie, read from the entity whose page it is; the other one stands after it. */
export const relations = {
  "adopted-by": ["採用者", "采用者", "Adopted by"],
  "available-on": ["可用於", "可用于", "Available on"],
  "ceo-of": ["任執行長", "任首席执行官", "CEO of"],
  "chair-of": ["任董事長", "任董事长", "Chair of"],
  "competitor-of": ["競爭對手", "竞争对手", "Competes with"],
  "created-by": ["提出者", "提出者", "Created by"],
  "customer-of": ["採購自", "采购自", "Customer of"],
  "executive-of": ["任高階主管", "任高管", "Executive of"],
  founded: ["創辦", "创办", "Founded"],
  "investor-in": ["投資對象", "投资对象", "Investor in"],
  makes: ["推出", "推出", "Makes"],
  "member-of": ["成員身分", "成员身份", "Member of"],
  owns: ["持有", "持有", "Owns"],
  "parent-of": ["子公司", "子公司", "Parent of"],
  "part-of": ["屬於", "属于", "Part of"],
  "partner-of": ["合作夥伴", "合作伙伴", "Partner of"],
  "product-of": ["出自", "出自", "Product of"],
  "project-of": ["發起方", "发起方", "Project of"],
  "received-investment-from": ["投資方", "投资方", "Received investment from"],
  "related-to": ["相關", "相关", "Related to"],
  "steward-of": ["負責維護", "负责维护", "Steward of"],
  "stewarded-by": ["維護者", "维护者", "Stewarded by"],
  "subsidiary-of": ["母公司", "母公司", "Subsidiary of"],
  "successor-of": ["前代", "前代", "Successor of"],
  "supplied-by": ["供應商", "供应商", "Supplied by"],
  "supplier-to": ["供貨對象", "供货对象", "Supplier to"],
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
  "compute-purchase": ["採購算力", "采购算力", "Compute purchase"],
  capex: ["資本支出", "资本支出", "Capital expenditure"],
  "revenue-share": ["營收分成", "营收分成", "Revenue share"],
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

/** How much a source is to be trusted. */
export const confidences = {
  high: ["可信度高", "可信度高", "High confidence"],
  medium: ["可信度中等", "可信度中等", "Medium confidence"],
  low: ["可信度低", "可信度低", "Low confidence"],
} as const satisfies Messages;

/** How precisely a date is known. */
export const precisions = {
  day: ["確切日期", "确切日期", "Exact day"],
  month: ["只知月份", "只知月份", "Known to the month"],
  quarter: ["只知季度", "只知季度", "Known to the quarter"],
  year: ["只知年份", "只知年份", "Known to the year"],
  interval: ["持續一段時間", "持续一段时间", "Over a stretch of time"],
} as const satisfies Messages;
