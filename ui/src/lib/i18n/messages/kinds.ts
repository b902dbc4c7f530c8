import type { Messages } from "./index";

/** Words for what the library calls kinds of things; see `tWord`. */
export const kinds = {
  article: ["文章", "文章", "Article"],
  event: ["事件", "事件", "Event"],
  entity: ["實體", "实体", "Entity"],
  term: ["詞彙", "词汇", "Term"],
  note: ["筆記", "笔记", "Note"],
  company: ["公司", "公司", "Company"],
  "public-body": ["公共機構", "公共机构", "Public body"],
  person: ["人物", "人物", "Person"],
  product: ["產品", "产品", "Product"],
  model: ["模型", "模型", "Model"],
  hardware: ["硬體", "硬件", "Hardware"],
  standard: ["標準", "标准", "Standard"],
  concept: ["概念", "概念", "Concept"],
  retelling: ["轉述", "转述", "Retelling"],
  brief: ["簡訊", "简讯", "Brief"],
  imported: ["匯入", "导入", "Imported"],
  "zh-hant": ["繁體中文", "繁体中文", "Traditional Chinese"],
  "zh-hans": ["簡體中文", "简体中文", "Simplified Chinese"],
  "zh-Hant": ["繁體中文", "繁体中文", "Traditional Chinese"],
  "zh-Hans": ["簡體中文", "简体中文", "Simplified Chinese"],
  en: ["英文", "英文", "English"],
} as const satisfies Messages;
