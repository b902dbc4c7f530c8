import { messages as shared } from "$lib/bindings/messages";
import type { Messages } from "./index";

export const front = {
  title: ["AI 產業新聞，脈絡分明", "AI 产业新闻，脉络分明", "AI industry news, with its threads laid open"],
  evidence: ["資料截至{date}", "资料截至{date}", "evidence up to {date}"],
  try: ["試試看", "试试看", "Try"],
  lead: ["頭條", "头条", "Lead story"],
  money: ["錢從哪裡到哪裡", "钱从哪里到哪里", "Where the money goes"],
  to: ["給", "给", "to"],
  total: ["加總", "加总", "Added up"],
  read: ["讀全文：{title}", "读全文：{title}", "Read: {title}"],
  claims: ["{n} 則說法與各自的來源", "{n} 条说法与各自的来源", "{n} {n|claim|claims}, each with its sources"],
  conflicts: ["{n} 處說法不一", "{n} 处说法不一", "accounts differ on {n} {n|matter|matters}"],
  start: ["從這裡開始", "从这里开始", "Start here"],
  events: ["最新事件", "最新事件", "Latest events"],
  events_all: ["全部 {n} 個事件", "全部 {n} 个事件", "All {n} {n|event|events}"],
  imports: ["您最近匯入的", "您最近导入的", "What you imported last"],
  imports_none: [
    "還沒有匯入文章。把檔案拖進視窗，或從這裡選：",
    "还没有导入文章。把文件拖进窗口，或从这里选：",
    "You have not imported anything yet. Drop files on the window, or choose them here:",
  ],
  imports_all: ["文庫裡的 {n} 篇文章", "文库里的 {n} 篇文章", "{n} {n|article|articles} in the library"],
  undated: ["無日期", "无日期", "undated"],
  recent: ["最近的搜尋", "最近的搜索", "Recent searches"],
  saved: shared.kept["saved-search"],
  saved_none: [
    "搜尋結果上方的「儲存搜尋」，會把查詢留在這裡。",
    "搜索结果上方的“保存搜索”，会把查询留在这里。",
    "“Save search” above any results keeps the query here.",
  ],
  empty: ["文庫是空的", "文库是空的", "The library is empty"],
  empty_text: [
    "匯入文章之後，這裡會列出最近匯入的文章與儲存的搜尋。可以用網頁、PDF、Word、電子書、郵件、純文字、Markdown 等格式。",
    "导入文章之后，这里会列出最近导入的文章与保存的搜索。可以用网页、PDF、Word、电子书、邮件、纯文本、Markdown 等格式。",
    "Once you have imported articles, the latest stand here, with the searches that you save. Web pages, PDF, Word, books, mail, plain text, Markdown and others will do.",
  ],
  library: ["前往文庫", "前往文库", "Go to the library"],
  all: [
    "文庫裡有 {articles} 篇文章、{events} 個事件、{entities} 個實體、{claims} 則說法。",
    "文库里有 {articles} 篇文章、{events} 个事件、{entities} 个实体、{claims} 条说法。",
    "The library holds {articles} {articles|article|articles}, {events} {events|event|events}, {entities} {entities|entity|entities} and {claims} {claims|claim|claims}.",
  ],
} as const satisfies Messages;
