//! Makes pairs of texts of which it is known whether they are copies of one story.

use std::collections::BTreeSet;
use zhimai_gazetteer::{Gazetteer, GroupKind};
use zhimai_model::{Block, Body, EntityKind, Lang, Script};
use zhimai_text::convert::convert;

/// A text that pairs are made of.
#[derive(Clone)]
pub(crate) struct Base {
    lang: Lang,
    script: Script,
    paragraphs: Vec<String>,
}

/// A pair of texts, and the kind of pairs that it is of.
pub(crate) struct Made {
    pub(crate) kind: &'static str,
    pub(crate) one: Body,
    pub(crate) other: Body,
}

impl Base {
    /// The Chinese and the English of an article of the bundled collection.
    pub(crate) fn both(file: &str) -> Vec<Self> {
        let text = file.splitn(3, "---").nth(2).unwrap();
        let paragraphs: Vec<&str> = text.split("\n\n").map(str::trim).filter(|p| !p.is_empty()).collect();
        let is_chinese = |text: &str| text.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let of = |lang, script, chinese| {
            let own = paragraphs.iter().filter(|paragraph| is_chinese(paragraph) == chinese);
            Self { lang, script, paragraphs: own.map(|paragraph| (*paragraph).to_owned()).collect() }
        };
        vec![of(Lang::Zh, Script::Hant, true), of(Lang::En, Script::Latin, false)]
    }

    pub(crate) fn body(&self) -> Body {
        let blocks = self.paragraphs.iter().map(String::as_str).map(Block::paragraph).collect();
        Body { lang: self.lang, script: self.script, title: String::new(), blocks }
    }

    fn is_chinese(&self) -> bool {
        self.lang == Lang::Zh
    }

    fn with(&self, paragraphs: Vec<String>) -> Self {
        Self { paragraphs, ..self.clone() }
    }

    fn length(&self) -> usize {
        self.paragraphs.iter().map(|text| text.chars().count()).sum()
    }

    /// Its sentences, each with the paragraph that it stands in.
    fn sentences(&self) -> Vec<(usize, String)> {
        let mut out = Vec::new();
        for (at, paragraph) in self.paragraphs.iter().enumerate() {
            let ends: &[char] = if self.is_chinese() { &['。'] } else { &['.'] };
            let mut sentence = String::new();
            let mut chars = paragraph.chars().peekable();
            while let Some(c) = chars.next() {
                sentence.push(c);
                let ended =
                    ends.contains(&c) && (self.is_chinese() || chars.peek().is_none_or(|c| *c == ' '));
                if ended || chars.peek().is_none() {
                    out.push((at, std::mem::take(&mut sentence)));
                }
            }
        }
        out
    }

    /// What is left of it when it is put together of some of its sentences.
    fn of_sentences(&self, sentences: impl Iterator<Item = (usize, String)>) -> Self {
        let mut paragraphs = vec![String::new(); self.paragraphs.len()];
        sentences.for_each(|(at, sentence)| paragraphs[at].push_str(&sentence));
        self.with(paragraphs.into_iter().filter(|text| !text.trim().is_empty()).collect())
    }

    /// Its first sentences, up to a share of its length in per cent.
    fn beginning(&self, percent: usize) -> Self {
        let most = self.length() * percent / 100;
        let mut length = 0;
        let sentences = self.sentences().into_iter().take_while(|(_, sentence)| {
            length += sentence.chars().count();
            length <= most
        });
        self.of_sentences(sentences)
    }

    /// Without its first sentences, up to a share of its length in per cent.
    fn end(&self, percent: usize) -> Self {
        let skipped = self.beginning(percent).sentences().len();
        self.of_sentences(self.sentences().into_iter().skip(skipped))
    }

    fn each(&self, change: impl Fn(&str) -> String) -> Self {
        self.with(self.paragraphs.iter().map(|text| change(text)).collect())
    }

    fn then(&self, more: &Self) -> Self {
        self.with(self.paragraphs.iter().chain(&more.paragraphs).cloned().collect())
    }

    fn before_and_after(&self, before: &str, after: &str) -> Self {
        let mut paragraphs = self.paragraphs.clone();
        paragraphs[0].insert_str(0, before);
        paragraphs.push(after.to_owned());
        self.with(paragraphs)
    }

    fn simplified(&self) -> Self {
        Self {
            script: Script::Hans,
            ..self.each(|text| convert(text, zhimai_text::script::Script::Hans).text)
        }
    }
}

/// Words of Taiwan and what the mainland has for them, as an editor there would put it; made for this sample.
const WORDS: [(&str, &str); 22] = [
    ("輝達", "英偉達"),
    ("執行長", "首席執行官"),
    ("資料中心", "數據中心"),
    ("人工智慧", "人工智能"),
    ("晶片", "芯片"),
    ("軟體", "軟件"),
    ("硬體", "硬件"),
    ("網路", "網絡"),
    ("雲端", "雲計算"),
    ("微軟", "微軟公司"),
    ("伺服器", "服務器"),
    ("募資", "融資"),
    ("兆", "萬億"),
    ("透過", "通過"),
    ("公布", "公佈"),
    ("認股權證", "認股權證"),
    ("投資人", "投資者"),
    ("程式", "程序"),
    ("資訊", "信息"),
    ("品質", "質量"),
    ("記憶體", "內存"),
    ("週", "周"),
];

/// Its first figure of two digits or more, put right by one.
fn corrected(text: &str) -> Option<String> {
    let from = text.find(|c: char| c.is_ascii_digit())?;
    let length = text[from..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - from);
    let figure: u64 = text[from..from + length].parse().ok()?;
    Some(format!("{}{}{}", &text[..from], figure + 1, &text[from + length..]))
}

/// Another figure in the place of each.
fn other_figures(text: &str) -> String {
    let digit = |c: char| char::from_digit((c.to_digit(10).unwrap_or(0) + 3) % 9 + 1, 10).unwrap_or(c);
    text.chars().map(|c| if c.is_ascii_digit() { digit(c) } else { c }).collect()
}

/// Another company in the place of the one that is named most.
fn other_company(base: &Base, names: &Gazetteer, by: &str) -> Option<Base> {
    let text = base.body().text();
    let found = names.find(&text);
    let companies: Vec<u32> = found
        .iter()
        .map(|found| found.group)
        .filter(|group| {
            names.group(*group).is_some_and(|group| group.kind == GroupKind::Entity(EntityKind::Company))
        })
        .collect();
    let count = |group: u32| companies.iter().filter(|other| **other == group).count();
    let most =
        companies.iter().copied().collect::<BTreeSet<_>>().into_iter().max_by_key(|group| count(*group))?;
    if count(most) < 2 || text.contains(by) {
        return None;
    }
    Some(base.each(|text| {
        let (chars, mut out, mut at) = (text.chars().collect::<Vec<_>>(), String::new(), 0);
        for one in names.find(text).into_iter().filter(|one| one.group == most) {
            out.extend(&chars[at..one.start.0]);
            out.push_str(by);
            at = one.end.0;
        }
        out.extend(&chars[at..]);
        out
    }))
}

/// Pairs of copies.
pub(crate) fn copies(bases: &[Base]) -> Vec<Made> {
    let mut made = Vec::new();
    for (at, base) in bases.iter().enumerate() {
        let mut add = |kind, other: &Base| made.push(Made { kind, one: base.body(), other: other.body() });
        let next = bases[at + 1..].iter().chain(&bases[..at]).find(|other| other.lang == base.lang).unwrap();
        let (before, after) = match base.is_chinese() {
            true => ("（本報綜合報導）", "責任編輯：林小曼　本文為轉載，不代表本站立場。"),
            false => ("SAN FRANCISCO (Reuters) - ", "Reporting by a staff writer; editing by the desk."),
        };
        add("copy: a line before and after", &base.before_and_after(before, after));
        add("copy: cut to three quarters", &base.beginning(75));
        let half = base.beginning(60);
        // Where sentences are long, less may be left of it.
        if half.length() * 100 >= base.length() * 45 {
            add("copy: cut to the half", &half);
        }
        let some = next.beginning(2_500 * base.length() / next.length().max(1) / 100);
        add("copy: a quarter added", &base.then(&some));
        let sentences = base.sentences();
        let middle = sentences.len() / 2;
        let rest = sentences.into_iter().enumerate().filter(|(place, _)| *place != middle).map(|(_, s)| s);
        add("copy: a sentence left out", &base.of_sentences(rest));
        if let Some(text) = corrected(&base.paragraphs[0]) {
            let mut paragraphs = base.paragraphs.clone();
            paragraphs[0] = text;
            add("copy: a figure put right", &base.with(paragraphs));
        }
        if base.is_chinese() {
            let regional =
                base.each(|text| WORDS.iter().fold(text.to_owned(), |text, (tw, cn)| text.replace(tw, cn)));
            add("copy: the other script", &base.simplified());
            add("copy: other regional words", &regional.simplified());
            add(
                "copy: other words, a line, cut",
                &regional.simplified().before_and_after("据路透社报道，", "（完）").beginning(80),
            );
            let said = base.each(|text| {
                text.replace("表示", "說").replace('，', "、").replace("「", "“").replace("」", "”")
            });
            add("copy: other signs and verbs", &said);
        } else {
            let said = base
                .each(|text| text.replace(" will ", " is to ").replace('’', "'").replace(" billion", "bn"));
            add("copy: other signs and verbs", &said);
        }
    }
    made
}

/// A price list as a trade site puts it out every day.
fn price_list(day: u32) -> Base {
    let price = |n: u32| f64::from((day * 37 + n * 53) % 700) / 100.0 + 2.0;
    let row = |n: u32, what: &str| {
        format!(
            "{what}今日現貨均價為{:.2}美元，日高{:.2}美元，日低{:.2}美元，較前一交易日變動{:.2}%。",
            price(n),
            price(n) + 0.3,
            price(n) - 0.2,
            price(n + 9) / 4.0
        )
    };
    let paragraphs = vec![
        format!(
            "以下為{}月{}日記憶體現貨報價，由市場調查人員於每日下午彙整，供採購與業務人員參考。",
            day % 12 + 1,
            day % 28 + 1
        ),
        row(1, "DDR5 16Gb"),
        row(2, "DDR4 16Gb"),
        row(3, "DDR4 8Gb"),
        row(4, "512Gb TLC晶圓"),
        "以上價格未含稅，實際成交價以買賣雙方議定為準，本表不構成任何投資建議。".to_owned(),
    ];
    Base { lang: Lang::Zh, script: Script::Hant, paragraphs }
}

/// A weekly report: the same frame around other news.
fn weekly(number: usize, news: &Base, base: &Base) -> Base {
    let frame = Base {
        lang: Lang::Zh,
        script: Script::Hant,
        paragraphs: vec![format!(
            "這裡是人工智慧產業週報第{number}期，每週日早上出刊，整理過去七天的投資、產品與政策消息，歡迎轉寄給需要的朋友。"
        )],
    };
    let end = frame.with(vec![
        "週報到此結束。若有指正或線索，請回信告訴我們；也歡迎把訂閱連結分享給同事，下週同一時間再見。"
            .to_owned(),
    ]);
    frame.then(news).then(base).then(&end)
}

/// Pairs of texts that are no copies of each other.
pub(crate) fn traps(bases: &[Base], names: &Gazetteer) -> Vec<Made> {
    let mut made = Vec::new();
    for (at, base) in bases.iter().enumerate() {
        let mut add =
            |kind, one: &Base, other: &Base| made.push(Made { kind, one: one.body(), other: other.body() });
        let mut others = bases[at + 1..].iter().chain(&bases[..at]).filter(|other| other.lang == base.lang);
        let (next, after) = (others.next().unwrap(), others.next().unwrap());
        add("trap: another article", base, next);
        let figures = |base: &Base| {
            base.paragraphs.iter().flat_map(|text| text.matches(|c: char| c.is_ascii_digit())).count()
        };
        if figures(base) >= 6 {
            add("trap: the same frame, other figures", base, &base.each(other_figures));
        }
        let by = if base.is_chinese() { ["華為", "星曜半導體"] } else { ["Huawei", "Starbloom"] };
        let kinds = ["trap: the same frame, another company", "trap: the same frame, a company nobody knows"];
        for (by, kind) in by.into_iter().zip(kinds) {
            if let Some(other) = other_company(base, names, by) {
                add(kind, base, &other);
                add("trap: the same frame, another company and figures", base, &other.each(other_figures));
            }
        }
        // Half of either is a statement that both quote, and half their own.
        let quote = base.beginning(60);
        let share = |other: &Base| other.beginning(quote.length() * 100 / other.length().max(1));
        let [own, theirs] = [share(next), share(after)];
        if [&own, &theirs].iter().all(|own| own.length() * 100 >= quote.length() * 70) {
            add("trap: one statement quoted in both", &quote.then(&own), &theirs.then(&quote));
        }
        let so_far = base.end(45);
        if so_far.length() * 100 <= base.length() * 65 && own.length() * 100 >= so_far.length() * 70 {
            add("trap: news with the story so far", base, &own.then(&so_far));
        }
        add("trap: an excerpt", base, &base.beginning(30));
        if base.is_chinese() {
            let day = u32::try_from(at).unwrap();
            add("trap: the price list of another day", &price_list(day), &price_list(day + 1));
            add(
                "trap: another number of a weekly",
                &weekly(at, base, next),
                &weekly(at + 1, after, others.next().unwrap()),
            );
        }
    }
    made
}
