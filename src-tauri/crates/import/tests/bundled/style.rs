//! How texts are written: Taiwan's words and characters, and the signs of each language.

use crate::articles::GUIDE;
use crate::texts::{self, Of, Text, around, is_han};
use crate::{Rule, Tell};
use zhimai_import::collection::Collection;
use zhimai_model::Article;
use zhimai_text::script;

pub(crate) const RULES: &[Rule] = &[
    ("foreign-word", foreign_word),
    ("simplified-character", simplified_character),
    ("variant-character", variant_character),
    ("chinese-signs", chinese_signs),
    ("unpaired-signs", unpaired_signs),
    ("english-signs", english_signs),
    ("no-full-stop", no_full_stop),
    ("rating-in-prose", rating_in_prose),
];

/// Words of the mainland and of Hong Kong, and what Taiwan says; `!` marks longer words in which the first is right.
const FOREIGN: &str = "
芯片 晶片|軟件 軟體|硬件 硬體|數據中心 資料中心|數據庫 資料庫|數據集 資料集|訓練數據 訓練資料|視頻 影片|音頻 音訊|信息 資訊
網絡 網路|互聯網 網際網路|人工智能 人工智慧|智能 智慧 !百川智能|應用程序 應用程式|計算機 電腦|服務器 伺服器|內存 記憶體|硬盤 硬碟
光盤 光碟|鼠標 滑鼠|屏幕 螢幕|默認 預設|打印 列印|博客 部落格|首席執行 執行長|行政總裁 執行長|首席財務 財務長
首席技術 技術長|首席運營 營運長|首席營運 營運長|聯合創始 共同創辦|創始人 創辦人|初創 新創|萬億 兆|報道 報導|納米 奈米
數碼 數位|搜索 搜尋|鏈接 連結|接口 介面|界面 介面|代碼 程式碼|編程 程式設計|交互 互動|實時 即時|集成 整合|算法 演算法 !演算法
緩存 快取|帶寬 頻寬|寬帶 寬頻|比特 位元 !比特幣|線程 執行緒 !摩爾線程|插件 外掛|模塊 模組|激活 啟用|概率 機率|幾率 機率
魯棒 穩健|兼容 相容|定制 客製|定製 客製|高管 主管|運營 營運|渠道 管道|反饋 回饋|質量 品質|雲計算 雲端運算|雲服務 雲端服務
同比 年增|環比 季增|賦能 賦予能力|賽道 領域|拐點 轉折點|體量 規模|官宣 宣布|牽頭 主導|審批 核准|並購 併購|三藩市 舊金山
特朗普 川普|硅谷 矽谷|硅 矽|意大利 義大利|悉尼 雪梨|沙特 沙烏地|迪拜 杜拜|卡塔爾 卡達|阿聯酋 阿聯|新西蘭 紐西蘭
新加坡元 新加坡幣|谷歌 Google|英偉達 輝達|推特 X|領英 LinkedIn|短信 簡訊|郵箱 信箱|公眾號 公眾帳號
賬 帳|信號 訊號|光模組件 光模組|顯卡 顯示卡|主板 主機板|移動端 行動裝置|移動互聯 行動網路|在線 線上 !存在線|源代碼 原始碼
短視頻 短影音|計劃 計畫|臺積 台積|質素 品質|程序員 程式設計師|流動網絡 行動網路|上市公司市值蒸發 市值縮水|出租車 計程車
";

struct Foreign {
    word: &'static str,
    own: &'static str,
    but: Vec<&'static str>,
}

fn foreign() -> Vec<Foreign> {
    let entries = FOREIGN.split(['|', '\n']).map(str::trim).filter(|entry| !entry.is_empty());
    entries
        .map(|entry| {
            let mut parts = entry.split(' ');
            let (word, own) = (parts.next().unwrap(), parts.next().unwrap());
            Foreign { word, own, but: parts.filter_map(|part| part.strip_prefix('!')).collect() }
        })
        .collect()
}

/// Without titles and words that are told as they are: 《…》, and a word or two in 「…」.
fn untitled(text: &str) -> String {
    let mut out = text.to_owned();
    for (open, close, longest) in [('《', '》', usize::MAX), ('「', '」', 6)] {
        let mut rest = std::mem::take(&mut out);
        while let Some((before, from)) = rest.split_once(open) {
            out.push_str(before);
            let Some((inside, after)) = from.split_once(close) else { break };
            if inside.chars().count() > longest {
                out.push_str(inside);
            }
            rest = after.to_owned();
        }
        out.push_str(&rest);
    }
    out
}

fn each(collection: &Collection, mut look: impl FnMut(&Text, Of)) {
    for (of, text) in texts::all(collection) {
        look(&text, of);
    }
}

fn foreign_word(collection: &Collection, tell: Tell<'_>) {
    let foreign = foreign();
    each(collection, |text, _| {
        let zh = untitled(&text.zh);
        for Foreign { word, own, but } in foreign.iter().filter(|foreign| zh.contains(foreign.word)) {
            let rest = but.iter().fold(zh.clone(), |rest, right| rest.replace(right, ""));
            if let Some(at) = rest.find(word) {
                let at = rest[..at].chars().count();
                tell(
                    text.place.clone(),
                    format!("{word} for {own}: …{}…", around(&rest, at, at + word.chars().count())),
                );
            }
        }
    });
}

fn simplified_character(collection: &Collection, tell: Tell<'_>) {
    each(collection, |text, _| {
        let odd: String = text.zh.chars().filter(|c| script::count(&c.to_string()).hans > 0).collect();
        if !odd.is_empty() {
            tell(text.place.clone(), format!("{odd} in {}", text.zh));
        }
    });
}

/// One form of each character: 台 and not 臺, 裡 and not 裏.
fn variant_character(collection: &Collection, tell: Tell<'_>) {
    const VARIANTS: &str = "臺裏羣衹佈着喫衆麪啓吿爲祕汚線綫牀峯鈎嘆鉅擡癡脣溼";
    const FINE: &str = "線鉅嘆";
    each(collection, |text, _| {
        let odd: String = text.zh.chars().filter(|c| VARIANTS.contains(*c) && !FINE.contains(*c)).collect();
        if !odd.is_empty() {
            tell(text.place.clone(), format!("{odd} in {}", text.zh));
        }
    });
}

/// Chinese has its own signs, and no space beside Latin letters and digits.
fn chinese_signs(collection: &Collection, tell: Tell<'_>) {
    each(collection, |text, _| {
        let chars: Vec<char> = text.zh.chars().collect();
        for (at, c) in chars.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied().unwrap_or(' ');
            let after = chars.get(at + 1).copied().unwrap_or(' ');
            let wide = |c: char| is_han(c) || "，。；：、（）「」『』！？《》".contains(c);
            let wrong = match c {
                '"' | '“' | '”' | '‘' | '’' => !(*c == '’' && before.is_ascii_alphabetic()),
                ' ' | '\u{a0}' | '\u{3000}' => wide(before) || wide(after),
                ',' | ';' | ':' | '?' | '!' | '(' | ')' => wide(before) || wide(after),
                '.' => is_han(before),
                '０'..='９' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' | '％' => true,
                '。' | '，' | '、' | '；' | '：' => *c == before,
                _ => false,
            };
            if wrong {
                tell(text.place.clone(), format!("{c:?} in …{}…", around(&text.zh, at, at + 1)));
            }
        }
    });
}

fn unpaired_signs(collection: &Collection, tell: Tell<'_>) {
    each(collection, |text, _| {
        for (open, close) in [('「', '」'), ('『', '』'), ('（', '）'), ('《', '》')] {
            let count = |sign: char| text.zh.chars().filter(|c| *c == sign).count();
            if count(open) != count(close) {
                tell(text.place.clone(), format!("{open}{close} in {}", text.zh));
            }
        }
        if text.en.chars().filter(|c| *c == '"').count() % 2 == 1
            || text.en.matches('(').count() != text.en.matches(')').count()
        {
            tell(text.place.clone(), text.en.clone());
        }
    });
}

/// English has straight quotes, and neither Chinese signs nor two spaces.
fn english_signs(collection: &Collection, tell: Tell<'_>) {
    each(collection, |text, _| {
        let chars: Vec<char> = text.en.chars().collect();
        for (at, c) in chars.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied().unwrap_or('x');
            let wrong = match c {
                '“' | '”' | '‘' | '’' | '，' | '。' | '；' | '：' | '、' | '（' | '）' | '\u{a0}'
                | '\u{3000}' => true,
                ' ' => before == ' ',
                ',' | ';' | '!' | '?' => before == ' ',
                _ => false,
            };
            if wrong {
                tell(text.place.clone(), format!("{c:?} in …{}…", around(&text.en, at, at + 1)));
            }
        }
    });
}

/// A paragraph of an article ends as a sentence does.
fn no_full_stop(collection: &Collection, tell: Tell<'_>) {
    for article in &collection.articles {
        let Some(translation) = &article.translation else { continue };
        for (n, (zh, en)) in article.body.blocks.iter().zip(&translation.blocks).enumerate() {
            if texts::is_heading(&zh.kind) {
                continue;
            }
            if !zh.text.ends_with(['。', '！', '？', '」', '）', '：'])
                || !en.text.ends_with(['.', '!', '?', '"', ')', ':'])
            {
                let tail = |text: &str| {
                    text.chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect::<String>()
                };
                tell(format!("{}/{n}", article.id), format!("…{} …{}", tail(&zh.text), tail(&en.text)));
            }
        }
    }
}

/// How sure a source is belongs in the list of sources; only who explains how to read the collection speaks of it.
fn rating_in_prose(collection: &Collection, tell: Tell<'_>) {
    const WORDS: [&str; 9] = [
        "可信度",
        "信心等級",
        "rated low",
        "rated high",
        "rated medium",
        "low in confidence",
        "low-confidence",
        "confidence rating",
        "high confidence",
    ];
    let told = |article: &&Article| article.kind.is_from_facts() && article.id != GUIDE;
    for article in collection.articles.iter().filter(told) {
        let translation = article.translation.iter().flat_map(|body| body.texts());
        for (n, text) in article.body.texts().chain(translation).enumerate() {
            if let Some(word) = WORDS.iter().find(|word| text.contains(**word)) {
                tell(article.id.clone(), format!("{word} in block {}", n % article.body.blocks.len()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{RULES, foreign};
    use crate::sample::breaks;

    #[test]
    fn each_rule_finds_what_breaks_it() {
        let check = |rule, from, to, expect: &[&str]| breaks(RULES, rule, from, to, expect);
        check("foreign-word", "森林裡的人", "森林裡的軟件", &["brief-deal/0"]);
        check("foreign-word", "森林裡的人", "森林裡的演算法與《軟件》", &[]);
        check("simplified-character", "森林裡的人", "森林裡的软體", &["brief-deal/0"]);
        check("variant-character", "森林裡的人", "森林裏的人", &["brief-deal/0"]);
        check("chinese-signs", "蜜蜂的營收增加20%", "蜜蜂的營收增加 20%", &["deal#3"]);
        check("chinese-signs", "兩說並存。", "兩說, 並存。", &["share.assessment", "share.assessment"]);
        check("unpaired-signs", "兩說並存。", "「兩說並存。", &["share.assessment"]);
        check("unpaired-signs", "Both stand.", "Both (stand.", &["share.assessment"]);
        check("english-signs", "Both stand.", "Both  stand.", &["share.assessment"]);
        check("english-signs", "Both stand.", "Both ‘stand’.", &["share.assessment", "share.assessment"]);
        check("no-full-stop", "買的人是誰沒有寫。", "買的人是誰沒有寫", &["brief-deal/2"]);
        check("rating-in-prose", "One paper has", "One paper, rated low, has", &["brief-deal"]);
    }

    #[test]
    fn no_foreign_word_is_right() {
        for entry in foreign() {
            let rest = entry.but.iter().fold(entry.own.to_owned(), |rest, right| rest.replace(right, ""));
            assert!(!rest.contains(entry.word), "{} for {}", entry.word, entry.own);
        }
    }
}
