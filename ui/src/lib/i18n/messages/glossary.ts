import { messages as shared } from "$lib/bindings/messages";
import { common } from "./common";
import type { Messages } from "./index";

export const glossary = {
  title: ["詞彙", "词汇", "Glossary"],
  filter: ["篩選詞彙", "筛选词汇", "Filter terms"],
  filter_hint: [
    "中文、英文或拼音，如 suanli",
    "中文、英文或拼音，如 suanli",
    "Chinese, English or pinyin, such as suanli",
  ],
  terms_n: ["{n} 個詞", "{n} 个词", "{n} {n|term|terms}"],
  none: ["沒有符合的詞", "没有符合的词", "No term fits"],
  none_hint: [
    "拼音可以不加聲調；也可以試試另一種語言。",
    "拼音可以不加声调；也可以试试另一种语言。",
    "Pinyin needs no tones; or try the other language.",
  ],
  empty: ["詞彙表是空的", "词汇表是空的", "The glossary is empty"],
  empty_hint: [
    "內建的文集會帶來雙語詞彙。",
    "内置的文集会带来双语词汇。",
    "The bundled collection brings bilingual terms.",
  ],
  hant: ["繁體", "繁体", "Traditional"],
  hans: ["簡體", "简体", "Simplified"],
  names: shared.parts.names,
  used: ["出現於", "出现于", "Where it is used"],
  used_none: ["目前沒有文章用到這個詞。", "目前没有文章用到这个词。", "No article uses this term yet."],
  used_first: common.newest_only,
  search_it: ["搜尋「{term}」", "搜索“{term}”", "Search for “{term}”"],
} as const satisfies Messages;
