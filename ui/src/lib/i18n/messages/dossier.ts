import type { Messages } from "./index";

export const dossier = {
  save: ["存成卷宗…", "存为卷宗…", "Save as dossier…"],
  page: ["網頁，可閱讀、列印", "网页，可阅读、打印", "Page to read and print"],
  page_without: ["網頁，不含我的筆記", "网页，不含我的笔记", "Page without my notes"],
  linked: ["連結資料（JSON-LD）", "关联数据（JSON-LD）", "Linked data (JSON-LD)"],
  table: ["交易表格（CSV）", "交易表格（CSV）", "Table of deals (CSV)"],
  making: ["正在製作卷宗…", "正在制作卷宗…", "Making the dossier…"],
  saved: ["卷宗已存到 {path}", "卷宗已存到 {path}", "The dossier is in {path}"],
  stopped: ["已停止，沒有存檔", "已停止，没有保存", "Stopped; nothing was saved"],
} as const satisfies Messages;
