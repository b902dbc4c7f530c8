import { messages as shared } from "$lib/bindings/messages";
import { company } from "./company";
import { glossary } from "./glossary";
import type { Messages } from "./index";
import { library } from "./library";
import { money } from "./money";
import { notes } from "./notes";
import { search } from "./search";
import { settings } from "./settings";

export const shell = {
  app: ["知脈", "知脉", "Zhimai"],
  skip: ["跳到內容", "跳到内容", "Skip to content"],
  rail: ["主要頁面", "主要页面", "Main pages"],
  search: search.title,
  timeline: shared.parts.timeline,
  companies: company.companies,
  money: money.short,
  notes: shared.holds.notes,
  glossary: glossary.title,
  library: library.title,
  settings: settings.title,
  back: ["上一頁", "上一页", "Back"],
  forward: ["下一頁", "下一页", "Forward"],
  search_field: ["搜尋公司、詞彙或句子", "搜索公司、词汇或句子", "Search companies, terms, sentences"],
  clear_search: ["清除搜尋", "清除搜索", "Clear search"],
  language: settings.language,
  theme_to_dark: ["改用深色", "改用深色", "Switch to dark"],
  theme_to_light: ["改用淺色", "改用浅色", "Switch to light"],
  panel: ["相關資訊", "相关信息", "Context"],
  panel_show: ["顯示側欄", "显示侧栏", "Show the side panel"],
  panel_hide: ["收合側欄", "收起侧栏", "Hide the side panel"],
  palette: ["指令面板", "命令面板", "Command palette"],
  palette_field: [
    "輸入指令、公司、事件、文章或詞彙，或貼上 zhimai:// 位址",
    "输入命令、公司、事件、文章或词汇，或粘贴 zhimai:// 地址",
    "A command, company, event, article or term, or a zhimai:// address",
  ],
  palette_empty: ["沒有符合的指令或內容。", "没有符合的命令或内容。", "Nothing fits."],
  open_address: ["開啟 {address}", "打开 {address}", "Open {address}"],
  keys: ["鍵盤快捷鍵", "键盘快捷键", "Keyboard"],
  copy_address: ["複製這一頁的位址", "复制这一页的地址", "Copy this page's address"],
  address_copied: ["已複製位址 {address}", "已复制地址 {address}", "Copied {address}"],
  focus_search: ["到搜尋欄", "到搜索栏", "Go to the search field"],
  new_note: notes.new,
  toggle_theme: ["切換深淺色", "切换深浅色", "Switch light and dark"],
  next_language: ["切換介面語言", "切换界面语言", "Switch interface language"],
  go: ["前往：{view}", "前往：{view}", "Go to {view}"],
  closing_title: ["還有筆記沒有儲存", "还有笔记没有保存", "Some notes are not saved"],
  closing_text: [
    "有 {n} 則筆記還沒有存進文庫。現在關閉，沒存的內容就沒有了。",
    "有 {n} 条笔记还没有存进文库。现在关闭，没保存的内容就没有了。",
    "{n} {n|note is|notes are} not in the library yet. If you close now, what was not saved is gone.",
  ],
  closing_kept: [
    "有 {n} 則筆記還沒有存進文庫。現在關閉，打好的文字會留作草稿，下次開啟時就在。",
    "有 {n} 条笔记还没有存进文库。现在关闭，写好的文字会留作草稿，下次打开时就在。",
    "{n} {n|note is|notes are} not in the library yet. If you close now, what you typed is kept as a draft and is there when you come back.",
  ],
  closing_stay: ["不要關閉", "不要关闭", "Keep open"],
  closing_again: ["再存一次後關閉", "再保存一次后关闭", "Save again and close"],
  closing_leave: ["不儲存就關閉", "不保存就关闭", "Close without saving"],
  larger: ["放大文字", "放大文字", "Larger text"],
  smaller: ["縮小文字", "缩小文字", "Smaller text"],
  normal_size: ["恢復文字大小", "恢复文字大小", "Normal text size"],
  cut: ["剪下", "剪切", "Cut"],
  paste: ["貼上", "粘贴", "Paste"],
  paste_by_keys: [
    "這裡無法從選單貼上，請按 {keys}。",
    "这里无法从菜单粘贴，请按 {keys}。",
    "Pasting from this menu is not allowed here. Press {keys}.",
  ],
  select_all: ["全選", "全选", "Select all"],
  copy_text: ["複製連結文字", "复制链接文字", "Copy link text"],
  menu: ["選單", "菜单", "Menu"],
  group_move: ["移動", "移动", "Moving"],
  group_do: ["動作", "动作", "Doing"],
  group_view: settings.theme,
  in_lists: ["在清單中移動、開啟", "在列表中移动、打开", "Move in a list, open"],
  find: ["在頁面中尋找", "在页面中查找", "Find in page"],
} as const satisfies Messages;
