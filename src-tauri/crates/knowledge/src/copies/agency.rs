//! Which news agency a text says it has its news from.
//!
//! Only what stands at the two places where papers put it counts: the first lines, and a bracket at the very end. A text that
//! names an agency further down has it as one source among others.

use zhimai_model::Body;
use zhimai_text::fold::folded;

/// What an agency is known by: the name that all its names count as, the names in Chinese and in English as they are folded.
const AGENCIES: [(&str, &[&str], &[&str]); 10] = [
    ("reuters", &["路透社", "路透"], &["reuters"]),
    ("associated press", &["美联社"], &["associated press", "ap"]),
    ("agence france-presse", &["法新社"], &["agence france-presse", "afp"]),
    ("bloomberg", &["彭博社", "彭博新闻社", "彭博新闻", "彭博"], &["bloomberg news", "bloomberg"]),
    ("中央社", &["中央通讯社", "中央社"], &["central news agency", "cna"]),
    ("新华社", &["新华社"], &["xinhua"]),
    ("中新社", &["中国新闻社", "中新社"], &["china news service"]),
    ("共同社", &["共同社"], &["kyodo"]),
    ("韩联社", &["韩联社"], &["yonhap"]),
    ("道琼社", &["道琼社", "道琼斯通讯社"], &["dow jones newswires"]),
];

/// How much of a text is its first lines, and how much its end, in folded characters.
const HEAD: usize = 120;
const TAIL: usize = 40;
/// How much may stand between an agency and the word that ends a dateline, such as 電.
const DATELINE: usize = 24;

/// The agency that a text is credited to.
pub fn credited(body: &Body) -> Option<&'static str> {
    let text = folded(&body.text());
    let head: String = text.chars().take(HEAD).collect();
    let length = text.chars().count();
    let tail: String = text.chars().skip(length.saturating_sub(TAIL)).collect();
    agency(&head, &tail)
}

/// The agency that the folded beginning or end of a text credits; the first that is named there.
pub fn agency(head: &str, tail: &str) -> Option<&'static str> {
    let places = AGENCIES.iter().filter_map(|(known, chinese, english)| {
        let chinese = chinese.iter().filter_map(|name| chinese_credit(head, name));
        let english = english.iter().filter_map(|name| english_credit(head, name));
        Some((chinese.chain(english).min()?, *known))
    });
    places.min().map(|(_, known)| known).or_else(|| at_the_end(tail))
}

/// The agency that a publisher is.
pub fn named_agency(publisher: &str) -> Option<&'static str> {
    let publisher = folded(publisher.trim());
    let is = |names: &[&str]| names.contains(&publisher.as_str());
    AGENCIES.iter().find(|(_, chinese, english)| is(chinese) || is(english)).map(|(known, ..)| *known)
}

/// Where the head says that its news is from an agency: 據路透社, 引述路透社, 路透社報導, (中央社台北18日電), 新华社北京11月18日电, (路透社).
fn chinese_credit(head: &str, name: &str) -> Option<usize> {
    let mut places = head.match_indices(name).map(|(at, _)| at);
    places.find(|at| {
        let (before, after) = head.split_at_checked(*at).unwrap_or_default();
        let after = after.strip_prefix(name).unwrap_or_default();
        let is_quoted =
            ["据", "引述", "引用", "援引", "转引", "综合"].iter().any(|word| before.ends_with(word));
        let line: String = after.chars().take(DATELINE).collect();
        let sentence = line.split(['。', ',', ';']).next().unwrap_or_default();
        let reports = ["报导", "报道", "消息", "讯"].iter().any(|word| sentence.starts_with(word));
        let is_dateline = before.trim_end().is_empty() || before.ends_with(['(', '【', '[']);
        let is_wired =
            sentence.split([')', '】', ']']).next().is_some_and(|line| line.trim_end().ends_with('电'))
                || starts_dateline(sentence);
        let is_in_brackets = before.ends_with(['(', '【', '[']) && after.starts_with([')', '】', ']']);
        is_quoted || reports || is_dateline && is_wired || is_in_brackets
    })
}

/// Whether what follows an agency is place and day up to 电, and then the text: 北京11月18日电 (记者 …).
fn starts_dateline(line: &str) -> bool {
    line.split_once('电').is_some_and(|(place, _)| place.ends_with(['日', '时']))
}

/// Where the head says so in English: `(Reuters) - `, `NEW YORK (AP) — `, `Reuters - `, according to Reuters, Reuters reported.
fn english_credit(head: &str, name: &str) -> Option<usize> {
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    let mut places = head.match_indices(name).map(|(at, _)| at);
    places.find(|at| {
        let (before, after) = head.split_at_checked(*at).unwrap_or_default();
        let after = after.strip_prefix(name).unwrap_or_default();
        if before.ends_with(is_letter) || after.starts_with(is_letter) {
            return false;
        }
        let dashed = |rest: &str| rest.trim_start().starts_with(['-', '—']);
        let in_brackets = before.ends_with('(') && after.strip_prefix(')').is_some_and(dashed);
        let first = before.trim().is_empty() && after.starts_with(' ') && dashed(after);
        let told = ["according to ", "as reported by ", "citing "].iter().any(|word| before.ends_with(word))
            || after.trim_start().starts_with("reported");
        in_brackets || first || told
    })
}

/// The agency in brackets at the very end: （美聯社）, (AFP).
fn at_the_end(tail: &str) -> Option<&'static str> {
    let inside = tail.trim_end().strip_suffix(')')?.rsplit_once('(')?.1;
    named_agency(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<&'static str> {
        credited(&Body {
            lang: zhimai_model::Lang::Zh,
            script: zhimai_model::Script::Hant,
            title: String::new(),
            blocks: text.split("\n\n").map(zhimai_model::Block::paragraph).collect(),
        })
    }

    #[test]
    fn told_by_the_first_lines_and_the_end() {
        for (text, expect) in [
            ("據路透社報導，晶片商將擴產。", Some("reuters")),
            ("据路透报道，芯片商将扩产。", Some("reuters")),
            ("晶片商將擴產，彭博社報導說。", Some("bloomberg")),
            ("（中央社記者王小明台北18日電）晶片商將擴產。", Some("中央社")),
            ("(中央社台北18日電)晶片商將擴產。", Some("中央社")),
            ("新华社北京11月18日电 （记者李明）芯片商将扩产。", Some("新华社")),
            ("【法新社】晶片商將擴產。", Some("agence france-presse")),
            ("晶片商將擴產。\n\n（美聯社）", Some("associated press")),
            ("SAN FRANCISCO, Nov 18 (Reuters) - A chip maker will grow.", Some("reuters")),
            ("NEW YORK (AP) — A chip maker will grow.", Some("associated press")),
            ("Reuters - A chip maker will grow.", Some("reuters")),
            ("A chip maker will grow, according to Bloomberg News.", Some("bloomberg")),
            ("A chip maker will grow. (AFP)", Some("agence france-presse")),
            // One that is told of, or named further down.
            ("路透社與晶片商簽約，授權新聞內容。", None),
            ("Reuters signed a licence with a chip maker.", None),
            ("A map (application) of apples - all of them.", None),
            ("晶片商將擴產。", None),
            ("", None),
        ] {
            assert_eq!(told(text), expect, "{text}");
        }
        let late = format!("{}據路透社報導，{}", "晶片商將擴產。".repeat(20), "細節未定。".repeat(20));
        assert_eq!(told(&late), None);
    }

    #[test]
    fn a_publisher_may_be_an_agency() {
        for (publisher, expect) in [
            ("路透社", Some("reuters")),
            ("AP", Some("associated press")),
            (" Xinhua ", Some("新华社")),
            ("新華社", Some("新华社")),
            ("新華日報", None),
            ("", None),
        ] {
            assert_eq!(named_agency(publisher), expect, "{publisher}");
        }
    }
}
