import { messages as shared } from "$lib/bindings/messages";
import type { Messages } from "./index";

export const settings = {
  title: ["設定", "设置", "Settings"],
  language: ["介面語言", "界面语言", "Interface language"],
  region: ["中文用語", "中文用语", "Chinese as used in"],
  region_hint: [
    "名稱、用詞、數字與引號照這個地區的寫法；匯入的文章仍是原文，閱讀時可以換成這個地區的用語。",
    "名称、用词、数字与引号按这个地区的写法；导入的文章仍是原文，阅读时可以换成这个地区的用语。",
    "Names, words, numbers and quotation marks follow this region. Imported articles open as they came and can be read in its words.",
  ],
  theme: ["外觀", "外观", "Appearance"],
  theme_system: ["跟隨系統", "跟随系统", "System"],
  theme_light: ["淺色", "浅色", "Light"],
  theme_dark: ["深色", "深色", "Dark"],
  scale: ["文字大小", "文字大小", "Text size"],
  scale_now: ["文字大小：{n}%", "文字大小：{n}%", "Text size: {n}%"],
  scale_value: ["{n}%", "{n}%", "{n}%"],
  reading: ["文章預設的閱讀方式", "文章默认的阅读方式", "How articles open"],
  reading_hint: [
    "文章沒有這種讀法時，顯示原文。",
    "文章没有这种读法时，显示原文。",
    "An article without this reading opens as it came.",
  ],
  history: ["搜尋記錄", "搜索记录", "Search history"],
  history_keep: ["記住最近的搜尋", "记住最近的搜索", "Remember recent searches"],
  history_hint: [
    "只存在這台電腦的文庫裡，從不送出。",
    "只存在这台电脑的文库里，从不发送。",
    "Kept in the library on this computer, and sent nowhere.",
  ],
  history_off: [
    "不再記住新的搜尋；之前的還留著，可以在這裡清除。",
    "不再记住新的搜索；之前的还留着，可以在这里清除。",
    "New searches are no longer remembered. Those from before are still kept; clear them here.",
  ],
  history_clear: ["清除 {n} 筆記錄", "清除 {n} 条记录", "Clear {n} {n|search|searches}"],
  history_none: ["目前沒有記錄。", "目前没有记录。", "There is nothing remembered."],
  history_cleared: ["已清除搜尋記錄", "已清除搜索记录", "Search history cleared"],
  dictionary: shared.kinds.dictionary,
  dictionary_use: [
    "使用隨附的 {name}（{entries}）",
    "使用随附的 {name}（{entries}）",
    "Use {name}, which comes with the program ({entries})",
  ],
  dictionary_hint: [
    "用英文也搜得到中文文章，用中文也搜得到英文文章；閱讀時可以查詞。您自己匯入的詞典優先。",
    "用英文也能搜到中文文章，用中文也能搜到英文文章；阅读时可以查词。您自己导入的词典优先。",
    "English words find Chinese articles too, and Chinese words English ones; words can be looked up while reading. A dictionary that you import goes first.",
  ],
  dictionary_of: shared.dictionary.of,
  dictionary_on: ["已啟用隨附的詞典", "已启用随附的词典", "The bundled dictionary is on"],
  dictionary_off: ["已停用隨附的詞典", "已停用随附的词典", "The bundled dictionary is off"],
  keys: ["鍵盤", "键盘", "Keyboard"],
  keys_show: ["查看所有快捷鍵", "查看所有快捷键", "Show all keys"],
  about: ["關於", "关于", "About"],
  about_text: [
    "知脈 {version}。所有內容與筆記都在這台電腦上，從不上網。",
    "知脉 {version}。所有内容与笔记都在这台电脑上，从不上网。",
    "Zhimai {version}. Everything, your notes included, stays on this computer; nothing goes over the network.",
  ],
} as const satisfies Messages;
