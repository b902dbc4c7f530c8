//! Sums, percentages and days: what a text says in one language, in the other, and in the record.

use crate::said::{Said, hedge, said};
use crate::texts::{self, is_heading};
use crate::{Rule, Tell};
use std::collections::{BTreeSet, HashMap};
use zhimai_import::collection::Collection;
use zhimai_model::{Claim, Currency};
use zhimai_text::amount::Stated;

pub(crate) const RULES: &[Rule] = &[
    ("sum-not-in-text", sum_not_in_text),
    ("qualifier-not-of-text", qualifier_not_of_text),
    ("languages-differ-in-sum", languages_differ_in_sum),
    ("languages-differ-in-qualifier", languages_differ_in_qualifier),
    ("languages-differ-in-percent", languages_differ_in_percent),
    ("languages-differ-in-day", languages_differ_in_day),
    ("sum-of-no-claim", sum_of_no_claim),
    ("qualifier-of-no-claim", qualifier_of_no_claim),
];

fn claims(collection: &Collection) -> impl Iterator<Item = &Claim> {
    collection.events.iter().flat_map(|event| &event.claims)
}

const NAMES: [(Currency, &str); 3] =
    [(Currency::CNY, "人民幣"), (Currency::TWD, "台幣"), (Currency::CNY, "yuan")];

/// The sum of the record stands in the text, in both languages and in its currency.
fn sum_not_in_text(collection: &Collection, tell: Tell<'_>) {
    for claim in claims(collection) {
        let Some(own) = &claim.amount else { continue };
        for text in [&claim.text.zh, &claim.text.en] {
            let all = said(text);
            // 3800億元人民幣，其中1200億元: where the currency is told once, it counts for the rest.
            let is_told = all.iter().any(|said| said.currency == Stated::Code(own.currency))
                || NAMES.iter().any(|(code, name)| *code == own.currency && text.contains(name));
            let fits = |currency: Stated| match currency {
                Stated::Code(code) => code == own.currency,
                Stated::Yuan | Stated::Unknown => is_told,
                Stated::Other => false,
            };
            if !all.iter().any(|said| said.is(own.low, own.high) && fits(said.currency)) {
                tell(
                    claim.id.clone(),
                    format!("{} {}..{} is not in {text}", own.currency, own.low, own.high),
                );
            }
        }
    }
}

fn qualifier_not_of_text(collection: &Collection, tell: Tell<'_>) {
    for claim in claims(collection) {
        let Some(own) = &claim.amount else { continue };
        for text in [&claim.text.zh, &claim.text.en] {
            let all = said(text);
            let mut same = all.iter().filter(|said| said.is(own.low, own.high)).peekable();
            if same.peek().is_some() && !same.any(|said| said.may_be(hedge(own.qualifier))) {
                tell(claim.id.clone(), format!("{:?} is not in {text}", own.qualifier));
            }
        }
    }
}

/// Below it are prices, of a share or of tokens, which are told in many ways.
const LEAST: i64 = 1_000;

/// What is said in both languages, block by block.
fn in_both(collection: &Collection) -> impl Iterator<Item = (String, Vec<Said>, Vec<Said>)> {
    texts::all(collection).into_iter().map(|(_, text)| (text.place, said(&text.zh), said(&text.en)))
}

fn languages_differ_in_sum(collection: &Collection, tell: Tell<'_>) {
    for (place, zh, en) in in_both(collection) {
        for (own, other, lang) in [(&zh, &en, "English"), (&en, &zh, "Chinese")] {
            for sum in own.iter().filter(|sum| sum.is_money() && sum.high >= LEAST) {
                let same = |said: &&Said| {
                    said.is(sum.low, sum.high) && (said.currency == sum.currency || !said.is_money())
                };
                if !other.iter().any(|said| same(&said)) {
                    tell(place.clone(), format!("no {lang} for …{}…", sum.excerpt));
                }
            }
        }
    }
}

fn languages_differ_in_qualifier(collection: &Collection, tell: Tell<'_>) {
    for (place, zh, en) in in_both(collection) {
        for own in zh.iter().filter(|sum| sum.is_money() && sum.high >= LEAST) {
            let mut same = en.iter().filter(|said| said.is(own.low, own.high)).peekable();
            if let Some(first) = same.peek().map(|said| said.excerpt.clone())
                && !same.any(|said| said.agrees(own))
            {
                tell(place.clone(), format!("…{}… and …{first}…", own.excerpt));
            }
        }
    }
}

/// Percentages as written: `3.5` of 3.5% and of 3.5 per cent, both of 30-40%; 三成 is 30.
fn percents(text: &str) -> BTreeSet<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = BTreeSet::new();
    // The number that ends before a place, and where it begins.
    let before = |at: usize| -> Option<(usize, String)> {
        let from = (0..at).rev().take_while(|i| chars[*i].is_ascii_digit() || chars[*i] == '.').last()?;
        Some((from, chars[from..at].iter().collect()))
    };
    for (at, c) in chars.iter().enumerate() {
        let rest: String = chars.iter().skip(at).take(9).collect();
        if matches!(c, '%' | '％') || rest.starts_with(" per cent") || rest.starts_with(" percent") {
            let Some((from, number)) = before(at) else { continue };
            out.insert(number);
            let head: String = chars[from.saturating_sub(5)..from].iter().collect();
            let joint = ["-", "–", "至", "到", " to ", " and "].iter().find(|joint| head.ends_with(**joint));
            let lower = joint.and_then(|joint| before(from - joint.chars().count()));
            out.extend(lower.map(|(_, lower)| lower));
        }
        if *c == '成' && chars.get(at + 1).is_none_or(|next| !"為本立功果員長交熟分".contains(*next))
        {
            let digit =
                |c: char| "一二三四五六七八九".chars().position(|d| d == if c == '兩' { '二' } else { c });
            let last = at.checked_sub(1).and_then(|at| digit(chars[at]));
            out.extend(last.map(|digit| ((digit + 1) * 10).to_string()));
        }
    }
    out
}

/// How English tells what Chinese tells in tenths.
const FRACTIONS: [(&str, &str); 6] = [
    ("tenth", "10"),
    ("a fifth", "20"),
    ("one fifth", "20"),
    ("two fifths", "40"),
    ("half", "50"),
    ("four fifths", "80"),
];

fn languages_differ_in_percent(collection: &Collection, tell: Tell<'_>) {
    for (_, text) in texts::all(collection) {
        let (zh, mut en) = (percents(&text.zh), percents(&text.en));
        let words = text.en.to_lowercase();
        let told = FRACTIONS.iter().filter(|(word, tenths)| words.contains(word) && zh.contains(*tenths));
        en.extend(told.map(|(_, tenths)| (*tenths).to_owned()).collect::<Vec<_>>());
        if zh != en {
            tell(text.place, format!("{zh:?} and {en:?}"));
        }
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Days as month and day: 11月18日, 18 November, November 18.
fn days(text: &str) -> BTreeSet<(usize, usize)> {
    let mut out = BTreeSet::new();
    let number = |digits: &str| digits.parse::<usize>().ok().filter(|n| (1..=31).contains(n));
    let before = |text: &str| -> Option<usize> {
        let text = text.trim_end();
        let from = text
            .rfind(|c: char| !c.is_ascii_digit())
            .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
        number(&text[from..])
    };
    for (at, _) in text.match_indices('月') {
        let rest = &text[at + '月'.len_utf8()..];
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let is_day = rest[digits.len()..].starts_with(['日', '至', '到', '與', '和', '、']);
        out.extend(before(&text[..at]).zip(number(&digits).filter(|_| is_day)));
    }
    for (month, name) in MONTHS.iter().enumerate() {
        for (at, _) in text.match_indices(name) {
            out.extend(before(&text[..at]).map(|day| (month + 1, day)));
            let rest = text[at + name.len()..].trim_start();
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            out.extend(number(&digits).filter(|_| digits.len() < 3).map(|day| (month + 1, day)));
        }
    }
    out
}

fn languages_differ_in_day(collection: &Collection, tell: Tell<'_>) {
    for (_, text) in texts::all(collection) {
        let (zh, en) = (days(&text.zh), days(&text.en));
        if zh != en {
            tell(text.place, format!("{zh:?} and {en:?}"));
        }
    }
}

/// All that is said of sums in the claims about events, by event.
fn told(collection: &Collection) -> HashMap<&str, Vec<Said>> {
    let of = |claim: &Claim| {
        let mut all = said(&claim.text.zh);
        all.extend(said(&claim.text.en));
        all.extend(claim.amount.iter().map(|own| Said {
            low: own.low,
            high: own.high,
            currency: Stated::Code(own.currency),
            beside: hedge(own.qualifier),
            near: Vec::new(),
            excerpt: String::new(),
        }));
        all
    };
    collection
        .events
        .iter()
        .map(|event| (event.id.as_str(), event.claims.iter().flat_map(of).collect()))
        .collect()
}

/// Texts that rest on events: their titles and summaries, and the articles that tell of them.
fn resting(collection: &Collection) -> Vec<(String, &[String], Vec<Said>)> {
    let mut out = Vec::new();
    for event in &collection.events {
        for (part, text) in [("title", &event.title), ("summary", &event.summary)] {
            let sums = said(&text.zh).into_iter().chain(said(&text.en)).collect();
            out.push((format!("{}.{part}", event.id), std::slice::from_ref(&event.id), sums));
        }
    }
    for article in collection.articles.iter().filter(|article| article.kind.is_from_facts()) {
        let blocks = article.body.blocks.iter().filter(|block| !is_heading(&block.kind));
        let title = std::iter::once(article.body.title.as_str());
        let texts = title.chain(blocks.map(|block| block.text.as_str()));
        for (n, text) in texts.enumerate() {
            let place = n.checked_sub(1).map_or("title".to_owned(), |n| n.to_string());
            out.push((format!("{}/{place}", article.id), &article.events, said(text)));
        }
    }
    out
}

/// What a text says of money, a claim about one of its events says.
fn sum_of_no_claim(collection: &Collection, tell: Tell<'_>) {
    let told = told(collection);
    for (place, events, sums) in resting(collection) {
        for sum in sums.iter().filter(|sum| sum.is_money()) {
            let is_in = |event: &str| told.get(event).is_some_and(|all| all.iter().any(|t| sum.rounds(t)));
            // A range may reach from one claim to another.
            let is_end = |n: i64| {
                let mut all = events.iter().filter_map(|event| told.get(event.as_str())).flatten();
                sum.low != sum.high && all.any(|t| t.low == n || t.high == n)
            };
            let is_range = is_end(sum.low) && is_end(sum.high);
            if sum.high < LEAST || is_range || events.iter().any(|event| is_in(event)) {
                continue;
            }
            let other: Vec<&str> = told.keys().copied().filter(|event| is_in(event)).take(3).collect();
            // What was before may be told in a sentence on what came of it.
            if other.is_empty() || !place.ends_with(".summary") {
                tell(place.clone(), format!("…{}… (elsewhere: {other:?})", sum.excerpt));
            }
        }
    }
}

/// Where every claim hedges a sum, a text that rests on them does so too, and in one of their ways.
fn qualifier_of_no_claim(collection: &Collection, tell: Tell<'_>) {
    let told = told(collection);
    for (place, events, sums) in resting(collection) {
        for sum in sums.iter().filter(|sum| sum.is_money()) {
            let all = events.iter().filter_map(|event| told.get(event.as_str())).flatten();
            let mut same = all.filter(|t| t.is(sum.low, sum.high)).peekable();
            if same.peek().is_some() && !same.any(|t| t.agrees(sum)) {
                tell(place.clone(), format!("…{}… is {:?} in no claim", sum.excerpt, sum.beside));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULES;
    use crate::sample::breaks;

    #[test]
    fn each_rule_finds_what_breaks_it() {
        let check = |rule, from, to, expect: &[&str]| breaks(RULES, rule, from, to, expect);
        check(
            "sum-not-in-text",
            r#""low":5000000000,"high":5000000000"#,
            r#""low":6000000000,"high":6000000000"#,
            &["deal#1", "deal#1"],
        );
        check(
            "sum-not-in-text",
            r#""currency":"USD","low":5000"#,
            r#""currency":"EUR","low":5000"#,
            &["deal#1", "deal#1"],
        );
        check("qualifier-not-of-text", "up-to", "exactly", &["deal#1", "deal#1"]);
        check("qualifier-not-of-text", "螞蟻最多投資", "螞蟻投資", &["deal#1"]);
        check(
            "languages-differ-in-sum",
            "by paying up to $5 billion",
            "by paying up to $6 billion",
            &["brief-deal/0", "brief-deal/0"],
        );
        check(
            "languages-differ-in-qualifier",
            "Ant pays up to $5 billion",
            "Ant pays $5 billion",
            &["deal.summary"],
        );
        check("languages-differ-in-percent", "一成股權", "兩成股權", &["deal#2"]);
        check("languages-differ-in-percent", "一成股權", "10%股權", &[]);
        check("languages-differ-in-percent", "10% of", "12% of", &["brief-deal/2", "deal#2"]);
        check("languages-differ-in-day", "18 November", "19 November", &["brief-deal/2", "deal#2"]);
        check("languages-differ-in-day", "11月18日", "11月1日", &["brief-deal/2", "deal#2"]);
        check("sum-of-no-claim", "最多50億美元，這是", "最多70億美元，這是", &["brief-deal/0"]);
        check("qualifier-of-no-claim", "最多50億美元，這是", "50億美元，這是", &["brief-deal/0"]);
    }
}
