//! The texts that more than one door shows. Each is written here and nowhere else: the terminal takes it from here, and the
//! window from what is generated of it beside its types.
//!
//! A word for what the library calls a thing by a fixed name, such as `letter-of-intent`, goes by that name.

use crate::wire::{Message, UiLang};
use std::fmt::Write;

/// Messages of a domain, each with its key.
pub type Domain = &'static [(&'static str, Message)];

/// The message for a word that the library calls a thing by; the word itself where there is none.
pub fn word(lang: UiLang, domain: Domain, word: &str) -> String {
    find(domain, word).map_or_else(|| word.to_owned(), |message| message.in_language(lang).to_owned())
}

/// The message with a key, if there is one.
pub fn find(domain: Domain, key: &str) -> Option<Message> {
    domain.iter().find(|(known, _)| *known == key).map(|(_, message)| *message)
}

/// All of them as the window's code.
pub(crate) fn as_typescript() -> String {
    let mut code =
        "// Generated from the front desk's messages. Do not edit.\nexport const messages = {\n".to_owned();
    for (name, domain) in CATALOGUE {
        let _ = writeln!(code, "  {name}: {{");
        for (key, Message(forms)) in *domain {
            let _ = writeln!(code, "    {key:?}: {forms:?},");
        }
        code.push_str("  },\n");
    }
    code + "} as const;\n"
}

/// A message of its own, or that of another domain.
macro_rules! message {
    ($hant:literal, $hans:literal, $en:literal) => {
        Message([$hant, $hans, $en])
    };
    ($same:path) => {
        $same
    };
}

macro_rules! messages {
    ($($(#[$doc:meta])* $domain:ident $name:literal { $($key:literal $constant:ident: ($($text:tt)*);)* })*) => {
        $(
            $(#[$doc])*
            #[allow(missing_docs, reason = "each says what it is")]
            pub mod $domain {
                use super::{Domain, Message};
                $(pub const $constant: Message = message!($($text)*);)*
                /// All of them.
                pub const ALL: Domain = &[$(($key, $constant)),*];
            }
        )*

        /// All domains by name.
        pub const CATALOGUE: &[(&str, Domain)] = &[$(($name, $domain::ALL)),*];
    };
}

messages! {
    /// What an import came to.
    imports "imports" {
        "added" ADDED: ("新增", "新增", "added");
        "updated" UPDATED: ("更新", "更新", "updated");
        "unchanged" UNCHANGED: ("早已收錄", "早已收录", "there already");
        "refused" REFUSED: ("未收", "未收", "refused");
        "broken" BROKEN: ("沒有做完", "没有做完", "broken off");
        "stopped" STOPPED: ("中途停止", "中途停止", "stopped");
    }
    /// What is said of collections.
    collections "collections" {
        "hidden" HIDDEN: ("不參與搜尋", "不参与搜索", "Hidden from search");
    }
    /// How a folder that is followed is.
    watching "watching" {
        "none" NONE: ("沒有跟隨任何資料夾。", "没有跟随任何文件夹。", "No folder is followed.");
        "followed" FOLLOWED: ("跟隨中", "跟随中", "Following");
        "every-minute" EVERY_MINUTE: ("每分鐘查看", "每分钟查看", "Every minute");
        "catching-up" CATCHING_UP: ("正在收錄變動", "正在收录变动", "Catching up");
        "paused" PAUSED: ("已暫停", "已暂停", "Paused");
        "new" NEW: ("尚未收錄", "尚未收录", "Not taken in yet");
        "missing" MISSING: ("資料夾不在", "文件夹不在", "Missing");
        "many-gone" MANY_GONE: ("等您決定", "等您决定", "Waiting for you");
        "failing" FAILING: ("未能收錄", "未能收录", "Not taken in");
    }
    /// What kinds of problems there are.
    problems "problems" {
        "unreadable" UNREADABLE: ("讀不到", "读不到", "Cannot be read");
        "empty" EMPTY: ("沒有文字", "没有文字", "No text");
        "too-large" TOO_LARGE: ("太大", "太大", "Too large");
        "unknown-format" UNKNOWN_FORMAT: ("格式不明", "格式不明", "Unknown format");
        "bad-encoding" BAD_ENCODING: ("編碼有誤", "编码有误", "Broken encoding");
        "mixed-encodings" MIXED_ENCODINGS: ("編碼混雜", "编码混杂", "Mixed encodings");
        "control-characters" CONTROL_CHARACTERS: ("控制字元", "控制字符", "Control characters");
        "bad-syntax" BAD_SYNTAX: ("不合格式", "不合格式", "Breaks its format");
        "bad-field" BAD_FIELD: ("欄位不合用", "字段不合用", "Unusable field");
        "left-out" LEFT_OUT: ("略去的欄位", "略去的字段", "Fields left out");
        "second-spelling" SECOND_SPELLING: ("欄位重複", "字段重复", "Field given twice");
        "shortened" SHORTENED: ("欄位過長", "字段过长", "Field shortened");
        "unclosed" UNCLOSED: ("沒有收尾", "没有结尾", "Never closed");
        "not-shown" NOT_SHOWN: ("看不到的部分", "看不到的部分", "Hidden parts");
        "skipped" SKIPPED: ("不是內文", "不是正文", "Not the text");
        "illegible" ILLEGIBLE: ("讀不出文字", "读不出文字", "Illegible pages");
        "protected" PROTECTED: ("有密碼", "有密码", "Password");
        "list-of-sources" LIST_OF_SOURCES: ("訂閱來源清單", "订阅来源列表", "List of sources");
        "guessed" GUESSED: ("推測的日期", "推测的日期", "Guessed date");
        "more-guessed" MORE_GUESSED: ("其他推測的日期", "其他推测的日期", "More guessed dates");
        "more" MORE: ("更多問題", "更多问题", "More problems");
        "repaired" REPAIRED: ("文字損壞", "文字损坏", "Damaged text");
        "id-taken" ID_TAKEN: ("識別碼重複", "标识符重复", "Identifier taken");
        "unsafe-path" UNSAFE_PATH: ("路徑未跟進", "路径未跟进", "Path not followed");
        "bad-reference" BAD_REFERENCE: ("提到的不存在", "提到的不存在", "Missing reference");
        "misaligned" MISALIGNED: ("段落對不上", "段落对不上", "Misaligned paragraphs");
        "file-gone" FILE_GONE: ("來源檔案已不在", "来源文件已不在", "File gone");
        "damaged" DAMAGED: ("文庫損壞", "文库损坏", "Damaged in the library");
    }
    /// What kinds of things there are.
    kinds "kinds" {
        "article" ARTICLE: ("文章", "文章", "Article");
        "event" EVENT: ("事件", "事件", "Event");
        "entity" ENTITY: ("實體", "实体", "Entity");
        "term" TERM: ("詞彙", "词汇", "Term");
        "note" NOTE: ("筆記", "笔记", "Note");
        "dictionary" DICTIONARY: ("詞典", "词典", "Dictionary");
        "version" VERSION: ("版本", "版本", "Version");
        "company" COMPANY: ("公司", "公司", "Company");
        "public-body" PUBLIC_BODY: ("公共機構", "公共机构", "Public body");
        "person" PERSON: ("人物", "人物", "Person");
        "product" PRODUCT: ("產品", "产品", "Product");
        "model" MODEL: ("模型", "模型", "Model");
        "hardware" HARDWARE: ("硬體", "硬件", "Hardware");
        "standard" STANDARD: ("標準", "标准", "Standard");
        "concept" CONCEPT: ("概念", "概念", "Concept");
        "retelling" RETELLING: ("轉述", "转述", "Retelling");
        "brief" BRIEF: ("簡訊", "简讯", "Brief");
        "explainer" EXPLAINER: ("解說", "解说", "Explainer");
        "profile" PROFILE: ("側寫", "侧写", "Profile");
        "timeline" TIMELINE: ("大事記", "大事记", "Chronology");
        "imported" IMPORTED: ("匯入", "导入", "Imported");
        "zh-hant" ZH_HANT: ("繁體中文", "繁体中文", "Traditional Chinese");
        "zh-hans" ZH_HANS: ("簡體中文", "简体中文", "Simplified Chinese");
        "en" EN: ("英文", "英文", "English");
    }

    /// What happened.
    event_kinds "eventKinds" {
        "investment" INVESTMENT: ("投資", "投资", "Investment");
        "funding" FUNDING: ("募資", "融资", "Funding round");
        "compute-purchase" COMPUTE_PURCHASE: (super::flows::COMPUTE_PURCHASE);
        "hardware" HARDWARE: (super::kinds::HARDWARE);
        "product" PRODUCT: (super::kinds::PRODUCT);
        "model-release" MODEL_RELEASE: ("模型發布", "模型发布", "Model release");
        "partnership" PARTNERSHIP: ("合作", "合作", "Partnership");
        "governance" GOVERNANCE: ("公司治理", "公司治理", "Governance");
        "regulation" REGULATION: ("監管", "监管", "Regulation");
        "statement" STATEMENT: ("表態", "表态", "Statement");
        "opinion" OPINION: ("評論", "评论", "Opinion");
    }

    /// Answers to whether it is so.
    answers "answers" {
        "yes" YES: ("有", "有", "Yes");
        "no" NO: ("沒有", "没有", "No");
    }

    /// The form that money takes.
    flows "flows" {
        "equity" EQUITY: ("股權投資", "股权投资", "Equity");
        "loan" LOAN: ("貸款", "贷款", "Loan");
        "guarantee" GUARANTEE: ("擔保", "担保", "Guarantee");
        "warrant" WARRANT: ("認股權證或選擇權", "认股权证或期权", "Warrant or option");
        "compute-purchase" COMPUTE_PURCHASE: ("採購算力", "采购算力", "Compute purchase");
        "lease" LEASE: ("租賃", "租赁", "Lease");
        "power-purchase" POWER_PURCHASE: ("購電", "购电", "Power purchase");
        "capex" CAPEX: ("資本支出", "资本支出", "Capital expenditure");
        "licence" LICENCE: ("授權", "授权许可", "Licence");
        "acquisition" ACQUISITION: ("收購", "收购", "Acquisition");
        "revenue-share" REVENUE_SHARE: ("營收分成", "营收分成", "Revenue share");
        "grant" GRANT: ("補助", "补助", "Grant");
        "none" NONE: ("不涉及金流", "不涉及资金流", "No flow of money");
    }

    /// What ties an entity to the one that is named after it.
    relations "relations" {
        "adopted-by" ADOPTED_BY: ("採用者", "采用者", "Adopted by");
        "available-on" AVAILABLE_ON: ("可用於", "可用于", "Available on");
        "ceo-of" CEO_OF: ("任執行長", "任首席执行官", "CEO of");
        "chair-of" CHAIR_OF: ("任董事長", "任董事长", "Chair of");
        "competitor-of" COMPETITOR_OF: ("競爭對手", "竞争对手", "Competes with");
        "created-by" CREATED_BY: ("提出者", "提出者", "Created by");
        "customer-of" CUSTOMER_OF: ("採購自", "采购自", "Customer of");
        "executive-of" EXECUTIVE_OF: ("任高階主管", "任高管", "Executive of");
        "founded" FOUNDED: ("創辦", "创办", "Founded");
        "investor-in" INVESTOR_IN: ("投資對象", "投资对象", "Investor in");
        "makes" MAKES: ("推出", "推出", "Makes");
        "member-of" MEMBER_OF: ("成員身分", "成员身份", "Member of");
        "owns" OWNS: ("持有", "持有", "Owns");
        "parent-of" PARENT_OF: ("子公司", "子公司", "Parent of");
        "part-of" PART_OF: ("屬於", "属于", "Part of");
        "partner-of" PARTNER_OF: ("合作夥伴", "合作伙伴", "Partner of");
        "product-of" PRODUCT_OF: ("出自", "出自", "Product of");
        "project-of" PROJECT_OF: ("發起方", "发起方", "Project of");
        "received-investment-from" RECEIVED_INVESTMENT_FROM: ("投資方", "投资方", "Received investment from");
        "related-to" RELATED_TO: ("相關", "相关", "Related to");
        "steward-of" STEWARD_OF: ("負責維護", "负责维护", "Steward of");
        "stewarded-by" STEWARDED_BY: ("維護者", "维护者", "Stewarded by");
        "subsidiary-of" SUBSIDIARY_OF: ("母公司", "母公司", "Subsidiary of");
        "successor-of" SUCCESSOR_OF: ("前代", "前代", "Successor of");
        "supplied-by" SUPPLIED_BY: ("供應商", "供应商", "Supplied by");
        "supplier-to" SUPPLIER_TO: ("供貨對象", "供货对象", "Supplier to");
    }

    /// How firm a claim is.
    statuses "statuses" {
        "announced" ANNOUNCED: ("已宣布", "已宣布", "Announced");
        "committed" COMMITTED: ("已承諾", "已承诺", "Committed");
        "letter-of-intent" LETTER_OF_INTENT: ("意向書", "意向书", "Letter of intent");
        "reported" REPORTED: ("據報", "据报", "Reported");
        "paid" PAID: ("已支付", "已支付", "Paid");
        "rumoured" RUMOURED: ("傳聞", "传闻", "Rumoured");
        "opinion" OPINION: ("意見", "意见", "Opinion");
        "denied" DENIED: ("遭否認", "被否认", "Denied");
        "called-off" CALLED_OFF: ("已取消", "已取消", "Called off");
    }

    /// Whose word a claim is.
    said_by "saidBy" {
        "company" COMPANY: ("出自公司", "出自公司", "From the company");
        "filing" FILING: ("出自申報文件", "出自申报文件", "From a filing");
        "court" COURT: ("出自法院", "出自法院", "From a court");
        "official" OFFICIAL: ("出自官方", "出自官方", "From a public body");
        "person" PERSON: ("出自具名人士", "出自具名人士", "From a named person");
        "analyst" ANALYST: ("出自分析師", "出自分析师", "From analysts");
        "press" PRESS: ("出自媒體", "出自媒体", "From the press");
        "anonymous" ANONYMOUS: ("出自匿名消息", "出自匿名消息", "From an unnamed source");
        "repost" REPOST: ("出自轉載", "出自转载", "From a repost");
        "untold" UNTOLD: ("未載明出自何人", "未载明出自何人", "Origin not told");
    }

    /// What a library holds.
    holds "holds" {
        "articles" ARTICLES: ("文章", "文章", "Articles");
        "entities" ENTITIES: ("實體", "实体", "Entities");
        "events" EVENTS: ("事件", "事件", "Events");
        "claims" CLAIMS: ("說法", "说法", "Claims");
        "conflicts" CONFLICTS: ("矛盾", "矛盾", "Conflicts");
        "terms" TERMS: ("詞彙", "词汇", "Terms");
        "notes" NOTES: ("筆記", "笔记", "Notes");
        "dictionaries" DICTIONARIES: ("詞典", "词典", "Dictionaries");
        "entries" ENTRIES: ("{n} 條", "{n} 条", "{n} {n|entry|entries}");
    }

    /// What is told of dictionaries and their entries.
    dictionary "dictionary" {
        "bundled" BUNDLED: ("隨程式附帶", "随程序附带", "comes with the program");
        "off" OFF: ("隨程式附帶，已停用", "随程序附带，已停用", "comes with the program, switched off");
        "of" OF: ("{by}，資料截至 {date}", "{by}，数据截至 {date}", "{by}; data of {date}");
        "measure-words" MEASURE_WORDS: ("量詞", "量词", "Measure words");
        "none" NONE: ("詞典裡沒有這個詞。", "词典里没有这个词。", "No dictionary has this word.");
    }

    /// What only a backup tells of.
    kept "kept" {
        "note" NOTE: ("筆記（含回收筒）", "笔记（含回收站）", "Notes, with those in the bin");
        "saved-search" SAVED_SEARCH: ("已儲存的搜尋", "已保存的搜索", "Saved searches");
        "own" OWN: ("自己加的、改的與移除的公司、事件等條目", "自己加的、改的与移除的公司、事件等条目", "Companies, events and the like of your own");
        "draft" DRAFT: ("還沒儲存的草稿", "还没保存的草稿", "Drafts that are not saved yet");
    }

    /// The parts of the page of an article, an entity, an event or a term.
    parts "parts" {
        "mentioned" MENTIONED: ("提到", "提到", "Mentioned");
        "told" TOLD: ("講到的事件", "讲到的事件", "Events it tells");
        "asserted" ASSERTED: ("文中的說法", "文中的说法", "What it asserts");
        "sources" SOURCES: ("依據的來源", "依据的来源", "Sources");
        "relations" RELATIONS: ("關係", "关系", "Relations");
        "timeline" TIMELINE: ("時間線", "时间线", "Timeline");
        "conflicts" CONFLICTS: ("互相矛盾的說法", "互相矛盾的说法", "Conflicting claims");
        "participants" PARTICIPANTS: ("參與者", "参与者", "Who took part");
        "deals" DEALS: ("誰付錢給誰", "谁付钱给谁", "Who pays whom");
        "claims" CLAIMS: ("各方說法", "各方说法", "Claims");
        "articles" ARTICLES: ("相關文章", "相关文章", "Articles");
        "names" NAMES: ("所指", "所指", "It names");
    }

    /// Why a deal is in no sum.
    left_out "leftOut" {
        "title" TITLE: ("未計入", "未计入", "Left out");
        "no-sum" NO_SUM: ("未提金額", "未提金额", "No sum named");
        "within" WITHIN: ("屬於或重疊於另一筆", "属于或重叠于另一笔", "Within another deal, or overlapping it");
        "ended" ENDED: ("已否認、取消或被取代", "已否认、取消或被取代", "Denied, called off or replaced");
        "not-firm" NOT_FIRM: ("只是傳聞、意見或意向書", "只是传闻、意见或意向书", "Only a rumour, an opinion or a letter of intent");
        "too-large" TOO_LARGE: ("金額太大，算不出來", "金额太大，算不出来", "Too large to be added");
    }

    /// What is told of two that are put side by side.
    beside "beside" {
        "between" BETWEEN: ("兩者之間的交易", "两者之间的交易", "Deals between them");
        "loops" LOOPS: ("同時經過兩者的資金循環", "同时经过两者的资金循环", "Loops of money through both");
        "partners" PARTNERS: ("共同的往來對象", "共同的往来对象", "Whom both deal with");
        "together" TOGETHER: ("共同參與的事件", "共同参与的事件", "Events with both");
        "in" IN: ("流入", "流入", "Coming in");
        "out" OUT: ("流出", "流出", "Going out");
        "circular" CIRCULAR: ("可能被解讀為循環融資；這不表示它就是。", "可能被解读为循环融资；这不表示它就是。", "May be read as circular, which is not to say that it is.");
    }

    /// Where a name or a form of a term is used.
    regions "regions" {
        "en" EN: (super::kinds::EN);
        "tw" TW: ("台灣", "台湾", "Taiwan");
        "hk" HK: ("香港", "香港", "Hong Kong");
        "cn" CN: ("中國大陸", "中国大陆", "Mainland China");
    }

    /// What became of an assertion when it was checked.
    verdicts "verdicts" {
        "supported" SUPPORTED: ("有佐證", "有佐证", "Supported");
        "unsupported" UNSUPPORTED: ("無佐證", "无佐证", "Unsupported");
        "contradicted" CONTRADICTED: ("有牴觸", "有抵触", "Contradicted");
        "unclear" UNCLEAR: ("不明", "不明", "Unclear");
    }

    /// The orders of hits.
    orders "orders" {
        "relevance" RELEVANCE: ("最相關", "最相关", "Best match");
        "newest" NEWEST: ("最新", "最新", "Newest");
        "oldest" OLDEST: ("最舊", "最早", "Oldest");
        "amount" AMOUNT: ("金額最大", "金额最大", "Largest sum");
    }

    /// What to try when nothing was found.
    relax "relax" {
        "filters" FILTERS: ("試試放寬種類、日期等篩選條件。", "试试放宽种类、日期等筛选条件。", "Try without the kinds, dates or other filters.");
        "quotes" QUOTES: ("引號只找一模一樣的字；拿掉引號會連別名與兩岸用詞一起找。", "引号只找一模一样的字；去掉引号会连别名与两岸用词一起找。", "Quotation marks find exactly these characters; without them, other names and spellings are found too.");
        "words" WORDS: ("試試少一點字、另一個名字，或換一種語言。繁簡、別名、拼音都通。", "试试少一点字、另一个名字，或换一种语言。繁简、别名、拼音都通。", "Try fewer words, another name, or the other language. Scripts, other names and pinyin all work.");
    }

    /// Versions of articles and notes by their number; the present one of an article.
    versions "versions" {
        "numbered" NUMBERED: ("版本 {n}", "版本 {n}", "Version {n}");
        "present" PRESENT: ("版本 {n}（目前）", "版本 {n}（当前）", "Version {n} (present)");
    }

    /// Copies of one story.
    copies "copies" {
        "and" AND: ("另有 {n} 篇相同報導", "另有 {n} 篇相同报道", "and {n} {n|copy|copies}");
        "sources" SOURCES: ("{n} 篇文章，{own} 個獨立來源", "{n} 篇文章，{own} 个独立来源", "{n} articles, {own} independent {own|source|sources}");
        "of-agency" OF_AGENCY: ("{n} 篇文章，都來自{agency}", "{n} 篇文章，都来自{agency}", "{n} articles, all from {agency}");
        "left" LEFT: ("還有 {n} 篇文章尚未比對", "还有 {n} 篇文章尚未比对", "{n} {n|article|articles} not compared yet");
        "groups" GROUPS: ("共 {n} 組相同的報導", "共 {n} 组相同的报道", "{n} {n|group|groups} of copies");
        "none" NONE: ("文庫裡沒有相同的報導。", "文库里没有相同的报道。", "The library holds no copies of it.");
    }

    /// News agencies.
    agencies "agencies" {
        "reuters" REUTERS: ("路透社", "路透社", "Reuters");
        "associated press" AP: ("美聯社", "美联社", "the Associated Press");
        "agence france-presse" AFP: ("法新社", "法新社", "Agence France-Presse");
        "bloomberg" BLOOMBERG: ("彭博社", "彭博社", "Bloomberg");
        "中央社" CNA: ("中央社", "中央社", "Central News Agency");
        "新华社" XINHUA: ("新華社", "新华社", "Xinhua");
        "中新社" CNS: ("中新社", "中新社", "China News Service");
        "共同社" KYODO: ("共同社", "共同社", "Kyodo");
        "韩联社" YONHAP: ("韓聯社", "韩联社", "Yonhap");
        "道琼社" DOW_JONES: ("道瓊社", "道琼斯通讯社", "Dow Jones Newswires");
    }

    /// What was put right in an article, or can be.
    righted "righted" {
        "repaired" REPAIRED: ("這篇文章有 {n} 處損壞的文字，已修復或標出。", "这篇文章有 {n} 处损坏的文字，已修复或标出。", "{n} damaged {n|place was|places were} repaired or marked in this article.");
        "as-it-stood" AS_IT_STOOD: ("這篇文章照檔案裡的原樣顯示；有 {n} 處損壞的文字可以修復或標出。", "这篇文章按文件里的原样显示；有 {n} 处损坏的文字可以修复或标出。", "This article is shown as it stood in the file; {n} damaged {n|place|places} can be repaired or marked.");
        "offered" OFFERED: ("這篇文章是程式逐字轉成繁體的，有些字轉錯了。", "这篇文章是程序逐字转成繁体的，有些字转错了。", "This text was made Traditional character by character, and some characters are wrong.");
        "shown" SHOWN: ("這篇文章是程式逐字轉成繁體的；轉錯的字已經改正，並且標出。", "这篇文章是程序逐字转成繁体的；转错的字已经改正，并且标出。", "This text was made Traditional character by character; the wrong characters are put right and marked.");
    }
    /// What was done.
    done "done" {
        "rebuilt" REBUILT: ("索引已重建。", "索引已重建。", "The index was rebuilt.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;
    use zhimai_model::{ArticleKind, EntityKind, Verdict};

    fn has_words<T: serde::Serialize>(domain: Domain, values: &[T]) {
        for value in values {
            let name = words::word(value);
            assert!(domain.iter().any(|(key, _)| *key == name), "{name} has no words");
        }
    }

    #[test]
    fn what_the_library_names_has_words() {
        use EntityKind::*;
        has_words(kinds::ALL, &[Company, PublicBody, Person, Product, Model, Hardware, Standard, Concept]);
        use ArticleKind::{Brief, Explainer, Imported, Profile, Retelling, Timeline};
        has_words(kinds::ALL, &[Retelling, Brief, Explainer, Profile, Timeline, Imported]);
        let all = [Verdict::Supported, Verdict::Unsupported, Verdict::Contradicted, Verdict::Unclear];
        has_words(verdicts::ALL, &all);
        assert_eq!(word(UiLang::En, kinds::ALL, "no-such-kind"), "no-such-kind");
    }

    #[test]
    fn no_key_stands_twice_in_a_domain() {
        for (name, domain) in CATALOGUE {
            let keys: std::collections::BTreeSet<_> = domain.iter().map(|(key, _)| key).collect();
            assert_eq!(keys.len(), domain.len(), "{name}");
        }
    }
}
