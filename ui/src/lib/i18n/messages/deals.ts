import { messages as shared } from "$lib/bindings/messages";
import { common } from "./common";
import { company } from "./company";
import type { Messages } from "./index";

export const deals = {
  title: ["交易", "交易", "Deals"],
  who_pays: shared.parts.deals,
  n: ["{n} 筆交易", "{n} 笔交易", "{n} {n|deal|deals}"],
  none: ["沒有記載資金往來。", "没有记载资金往来。", "No money is on record here."],
  date: common.date,
  from: company.from,
  to: company.to,
  sum: company.amount,
  no_sum: company.no_amount,
  kind: company.form,
  firmness: company.status,
  event: shared.kinds.event,
  sources: common.source,
  sort_by: ["依{column}排序", "按{column}排序", "Sort by {column}"],
  unnamed: ["多方或未具名", "多方或未具名", "Several, or not named"],
  own: ["自行建設", "自行建设", "Its own building"],
  other_figures: ["另有 {n} 個金額", "另有 {n} 个金额", "{n} other {n|figure|figures}"],
  accounts: ["{n} 種說法", "{n} 种说法", "{n} {n|account|accounts}"],
  accounts_of: ["關於這筆錢的說法：{deal}", "关于这笔钱的说法：{deal}", "What is said of this money: {deal}"],
  converted: ["{sum}（{at}）", "{sum}（{at}）", "{sum} ({at})"],
  disputed: company.disputed,
  ended_denied: ["{date}遭否認", "{date}被否认", "Denied {date}"],
  "ended_called-off": ["{date}取消", "{date}取消", "Called off {date}"],
  ended_replaced: ["{date}由另一筆取代", "{date}被另一笔取代", "Replaced {date}"],
  replaced: ["已被取代", "已被取代", "Replaced"],
  more: ["再列出 {n} 筆", "再列出 {n} 笔", "Show {n} more"],
  copy_csv: ["複製為 CSV", "复制为 CSV", "Copy as CSV"],
  sums: ["合計", "合计", "What they add up to"],
  sums_how: [
    "不同形式與貨幣從不相加，總額與其部分只算一次。",
    "不同形式与货币从不相加，总额与其部分只算一次。",
    "Different kinds and currencies are never added; a total and its parts count once.",
  ],
  sums_none: ["沒有可以相加的金額。", "没有可以相加的金额。", "Nothing here can be added up."],
  left_out: ["未計入 {n} 筆，以及原因", "未计入 {n} 笔，以及原因", "{n} left out, and why"],
  within_of: ["屬於或重疊於：{deal}", "属于或重叠于：{deal}", "Within, or overlapping: {deal}"],
  unmeasured: [
    "另有 {n} 筆未提這種貨幣的金額，無法與下限比較，因此沒有列出。",
    "另有 {n} 笔未提这种货币的金额，无法与下限比较，因此没有列出。",
    "{n} more {n|names|name} no sum in this currency and cannot be held against the minimum, so {n|it is|they are} not listed.",
  ],
  total: ["拆開標題裡的總額", "拆开标题里的总额", "A headline total, taken apart"],
  total_opposite: [
    "這個總額把方向相反的錢加在一起：同一方既收錢也付錢。",
    "这个总额把方向相反的钱加在一起：同一方既收钱也付钱。",
    "This total adds money that flows in opposite directions: one party both gets and pays.",
  ],
  total_several: [
    "這個總額把流向不同對象的錢加在一起。",
    "这个总额把流向不同对象的钱加在一起。",
    "This total adds money that goes to different parties.",
  ],
  total_parts: ["其中的 {n} 筆", "其中的 {n} 笔", "Its {n} {n|part|parts}"],
} as const satisfies Messages;

/** Why a deal is in no sum. */
export const leftOut = shared.leftOut;
