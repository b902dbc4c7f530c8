//! What only a dossier says.

use crate::wire::{Message, UiLang};

macro_rules! words {
    ($($name:ident: $hant:literal, $hans:literal, $en:literal;)*) => {
        $(pub(super) const $name: Message = Message([$hant, $hans, $en]);)*
    };
}

words! {
    DOSSIER: "卷宗", "卷宗", "Dossier";
    CONTENTS: "本卷內容", "本卷内容", "Contents";
    NO_SUBJECT:
        "卷宗可以寫公司、事件、交易或一次搜尋。請給其中一個的位址。",
        "卷宗可以写公司、事件、交易或一次搜索。请给出其中一个的地址。",
        "A dossier is of a company or other entity, an event, a deal or a search. Give the address of one.";
    DEAL: "交易", "交易", "Deal";
    SEARCH: "一次搜尋", "一次搜索", "A search";
    FOUND:
        "找到 {total} 項，這裡收最前面的 {n} 項。",
        "找到 {total} 项，这里收录最前面的 {n} 项。",
        "{total} {total|hit|hits}; the first {n} {n|is|are} here.";
    SUMMARY: "摘要", "摘要", "Summary";
    TICKER: "股票代號", "股票代码", "Ticker symbol";
    FOUNDED: "創立年份", "创立年份", "Year of founding";
    HEADQUARTERS: "總部所在", "总部所在", "Head office";
    RELEASED: "推出日期", "推出日期", "Released on";
    DATE: "何時", "何时", "When";
    ADDRESS: "在知脈中的位址", "在知脉中的地址", "Address in Zhimai";
    PARTS: "其中包含的交易", "其中包含的交易", "Deals whose money lies within it";
    WHOLE: "包含它的交易", "包含它的交易", "Deals within whose money it lies";
    ADDS_UP: "合計", "合计", "What it adds up to";
    NO_SUMS: "這些交易沒有可以合計的金額。", "这些交易没有可以合计的金额。", "These deals have no sums that could be added.";
    OF: "得自 {n} 筆", "得自 {n} 笔", "of {n} {n|deal|deals}";
    FROM: "付款方", "付款方", "Who pays";
    TO: "收款方", "收款方", "Who gets";
    SUM: "多少", "多少", "How much";
    KIND: "資金形式", "资金形式", "Form of the money";
    FIRMNESS: "確定程度", "确定程度", "How firm";
    KIND_OF: "類別", "类别", "What it is";
    EVENT: "所屬事件", "所属事件", "Told with";
    ACCOUNTS: "說法 {n} 種", "说法 {n} 种", "{n} {n|account|accounts} of it";
    OTHERS: "另有說法", "另有说法", "Others say";
    INDEPENDENT: "{n} 個來源，其中 {own} 個各自獨立", "{n} 个来源，其中 {own} 个各自独立", "{n} {n|source|sources}, {own} independent";
    ENDED: "{how}（{date}）", "{how}（{date}）", "{how} ({date})";
    REPLACED: "由另一筆取代", "由另一笔取代", "Replaced by another";
    TOTALS: "加總而成的數字，拆開來看", "加总而成的数字，拆开来看", "Headline totals taken apart";
    LOOPS: "資金循環", "资金循环", "Loops of money";
    UNDISPUTED:
        "這裡沒有收到不同的說法。",
        "这里没有收录不同的说法。",
        "No claim here disputes it.";
    DISPUTED: "不同的說法", "不同的说法", "Who says otherwise";
    ASSESSMENT: "研判", "研判", "How it stands";
    REPORTED: "首見於 {date}", "首见于 {date}", "first reported {date}";
    UNOPENED: "未開啟核對", "未打开核对", "not opened";
    NO_SOURCE: "沒有載明來源", "没有载明来源", "no source given";
    IN_DEAL: "見交易", "见交易", "Deal";
    IN_CONFLICT: "見矛盾", "见矛盾", "Conflict";
    CLAIMS_BELOW: "{n} 則說法", "{n} 则说法", "{n} {n|claim|claims}";
    NOTES_ON: "寫在「{on}」上", "写在“{on}”上", "On “{on}”";
    CHINESE: "中文部分", "中文部分", "Chinese half";
    ENGLISH: "英文部分", "英文部分", "English half";
    WHO: "名稱對照", "名称对照", "Who is who";
    TIMELINE_PICTURE: "事件依日期排列，由 {from} 至 {to}", "事件按日期排列，由 {from} 至 {to}", "Events by date, from {from} to {to}";
    WITH_SUM: "有金額", "有金额", "names a sum";
    WITHOUT_SUM: "沒有金額", "没有金额", "names none";
    CONFLICTED: "說法不一", "说法不一", "claims disagree";
    ABOUT: "關於這份卷宗", "关于这份卷宗", "About this dossier";
    AS_OF: "只含到 {date} 為止已報導的內容。", "只含到 {date} 为止已报道的内容。", "Only what had been reported by {date}.";
    MADE:
        "由知脈 {version} 於 {time} 製成。所據文庫當時有 {articles} 篇文章、{entities} 個實體、{events} 個事件、{claims} 則說法、{conflicts} 處矛盾。",
        "由知脉 {version} 于 {time} 制成。所据文库当时有 {articles} 篇文章、{entities} 个实体、{events} 个事件、{claims} 则说法、{conflicts} 处矛盾。",
        "Made by Zhimai {version} on {time}, from a library of {articles} {articles|article|articles}, {entities} {entities|entity|entities}, {events} {events|event|events}, {claims} {claims|claim|claims} and {conflicts} {conflicts|conflict|conflicts}.";
    OF_COLLECTIONS: "內容來自：{names}。", "内容来自：{names}。", "Its content is from: {names}.";
    NOTES_IN: "其中有個人筆記 {n} 則。", "其中有个人笔记 {n} 条。", "It holds {n} personal {n|note|notes}.";
    NOTES_OUT: "個人筆記沒有收入。", "个人笔记没有收入。", "Personal notes were left out.";
    SEALED:
        "檔案開頭有一個校驗碼。用 zhimai verify 可以查出內容是否改動過；它不能證明是誰做的。",
        "文件开头有一个校验码。用 zhimai verify 可以查出内容是否改动过；它不能证明是谁做的。",
        "A checksum stands in the head of the file: zhimai verify tells whether anything was changed. It does not tell who made it.";
}

/// How a deal ended, by the library's name for it.
pub(super) fn ending(lang: UiLang, how: &str) -> String {
    match how {
        "replaced" => REPLACED.in_language(lang).to_owned(),
        how => crate::messages::word(lang, crate::messages::statuses::ALL, how),
    }
}
