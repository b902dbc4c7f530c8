//! Sums, percentages and days: what a text says in one language, in the other, and in the record.

use crate::texts::{self, around, is_heading};
use crate::{Rule, Tell};
use std::collections::{BTreeSet, HashMap};
use zhimai_import::collection::Collection;
use zhimai_model::{Claim, Qualifier};
use zhimai_text::amount::{self, Amount, Stated};

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

/// How a sum is read, as far as both languages tell it apart: 逾 and 至少 are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hedge {
    None,
    UpTo,
    About,
    AtLeast,
    LessThan,
}

fn hedge(qualifier: Qualifier) -> Hedge {
    match qualifier {
        Qualifier::Exactly => Hedge::None,
        Qualifier::UpTo => Hedge::UpTo,
        Qualifier::About => Hedge::About,
        Qualifier::MoreThan | Qualifier::AtLeast => Hedge::AtLeast,
        Qualifier::LessThan => Hedge::LessThan,
    }
}

/// Words that hedge a sum from a little further away than those that the reader of sums looks at.
const NEAR: [(Hedge, &[&str]); 4] = [
    (
        Hedge::UpTo,
        &[
            "最多",
            "至多",
            "最高",
            "上限",
            "不超過",
            "高達",
            "多達",
            "封頂",
            "up to",
            "as much as",
            "at most",
            "maximum",
            "ceiling",
            "capped",
            " cap ",
            "no more than",
        ],
    ),
    (
        Hedge::About,
        &[
            "約",
            "近",
            "左右",
            "上下",
            "大致",
            "about",
            "around",
            "roughly",
            "approximately",
            "nearly",
            "almost",
            "some ",
            "close to",
            "estimate",
            "near ",
        ],
    ),
    (
        Hedge::AtLeast,
        &[
            "逾",
            "超過",
            "以上",
            "至少",
            "最少",
            "不低於",
            "不少於",
            "突破",
            "多億",
            "餘億",
            "越過",
            "跨過",
            "站上",
            "破",
            "more than",
            "over ",
            "at least",
            "above",
            "exceed",
            "upwards",
            "minimum",
            "plus",
            "+",
            "past ",
            "cross",
            "topped",
            "passed",
            "passes",
            "beyond",
        ],
    ),
    (
        Hedge::LessThan,
        &[
            "不到",
            "不足",
            "低於",
            "少於",
            "未達",
            "以下",
            "less than",
            "under ",
            "below",
            "short of",
            "fewer",
        ],
    ),
];

/// A sum in a text, with how it is hedged: right beside it, and anywhere in its clause.
struct Said {
    low: i64,
    high: i64,
    currency: Stated,
    beside: Hedge,
    near: Vec<Hedge>,
    excerpt: String,
}

impl Said {
    fn is(&self, low: i64, high: i64) -> bool {
        (self.low, self.high) == (low, high)
    }

    /// Whether the sum may be read so. 最多 counts for all of its clause: 最多向甲投資50億美元.
    fn may_be(&self, hedge: Hedge) -> bool {
        match (self.beside, hedge) {
            (Hedge::None, Hedge::None) => !self.near.contains(&Hedge::UpTo),
            (Hedge::None, hedge) => self.near.contains(&hedge),
            (own, hedge) => own == hedge,
        }
    }

    fn agrees(&self, other: &Self) -> bool {
        const ALL: [Hedge; 5] = [Hedge::None, Hedge::UpTo, Hedge::About, Hedge::AtLeast, Hedge::LessThan];
        ALL.into_iter().any(|hedge| self.may_be(hedge) && other.may_be(hedge))
    }
}

fn said(text: &str) -> Vec<Said> {
    let chars: Vec<char> = text.chars().collect();
    let read = |sum: &Amount| Said {
        low: sum.low,
        high: sum.high,
        currency: sum.currency,
        beside: hedge(sum.qualifier),
        near: near(&clause(&chars, sum.start.0, sum.end.0)),
        excerpt: around(text, sum.start.0, sum.end.0),
    };
    amount::find(text).iter().map(read).collect()
}

/// The clause of a sum without the sum: back and forth to a sign that ends one.
fn clause(chars: &[char], start: usize, end: usize) -> String {
    let ends = |at: usize| {
        let c = chars.get(at).copied().unwrap_or(' ');
        "，。；：、（）「」".contains(c)
            || ",;:.()".contains(c)
                && chars.get(at + 1).is_none_or(|next| next.is_whitespace() || "\")".contains(*next))
    };
    let from = (0..start).rev().take(60).find(|at| ends(*at)).map_or(start.saturating_sub(60), |at| at + 1);
    let to = (end..chars.len()).take(24).find(|at| ends(*at)).unwrap_or(chars.len().min(end + 24));
    let piece = |from: usize, to: usize| chars.get(from..to).unwrap_or_default().iter().collect::<String>();
    format!("{} {} ", piece(from, start), piece(end, to)).to_lowercase()
}

fn near(clause: &str) -> Vec<Hedge> {
    let has = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    NEAR.iter().filter(|(_, words)| has(words)).map(|(hedge, _)| *hedge).collect()
}

fn is_money(said: &&Said) -> bool {
    matches!(said.currency, Stated::Code(_))
}

fn claims(collection: &Collection) -> impl Iterator<Item = &Claim> {
    collection.events.iter().flat_map(|event| &event.claims)
}

/// The sum of the record stands in the text, in both languages and in its currency.
fn sum_not_in_text(collection: &Collection, tell: Tell<'_>) {
    for claim in claims(collection) {
        let Some(own) = &claim.amount else { continue };
        for text in [&claim.text.zh, &claim.text.en] {
            let is_own =
                |said: &Said| said.is(own.low, own.high) && said.currency == Stated::Code(own.currency);
            if !said(text).iter().any(is_own) {
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

/// What is said in both languages, block by block.
fn in_both(collection: &Collection) -> impl Iterator<Item = (String, Vec<Said>, Vec<Said>)> {
    texts::all(collection).into_iter().map(|(_, text)| (text.place, said(&text.zh), said(&text.en)))
}

fn languages_differ_in_sum(collection: &Collection, tell: Tell<'_>) {
    for (place, zh, en) in in_both(collection) {
        for (own, other, lang) in [(&zh, &en, "English"), (&en, &zh, "Chinese")] {
            for sum in own.iter().filter(is_money) {
                let same = |said: &&Said| {
                    said.is(sum.low, sum.high) && (said.currency == sum.currency || !is_money(said))
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
        for own in zh.iter().filter(is_money) {
            let mut same = en.iter().filter(|said| said.is(own.low, own.high)).peekable();
            if let Some(first) = same.peek().map(|said| said.excerpt.clone())
                && !same.any(|said| said.agrees(own))
            {
                tell(place.clone(), format!("…{}… and …{first}…", own.excerpt));
            }
        }
    }
}

/// Percentages as written: `3.5` of 3.5% and of 3.5 per cent; 三成 is 30.
fn percents(text: &str) -> BTreeSet<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = BTreeSet::new();
    for (at, c) in chars.iter().enumerate() {
        let rest: String = chars.iter().skip(at).take(9).collect();
        let is_sign =
            matches!(c, '%' | '％') || rest.starts_with(" per cent") || rest.starts_with(" percent");
        let back = chars.get(..at).unwrap_or_default().iter().rev();
        if is_sign {
            let number: String = back.take_while(|c| c.is_ascii_digit() || **c == '.').collect();
            if !number.is_empty() {
                out.insert(number.chars().rev().collect());
            }
        }
        if *c == '成' && chars.get(at + 1).is_none_or(|next| !"為本立功果員長交熟分".contains(*next))
        {
            let last = chars.get(..at).and_then(<[char]>::last).map(|c| if *c == '兩' { '二' } else { *c });
            let digit = last.and_then(|c| "一二三四五六七八九".chars().position(|d| d == c));
            out.extend(digit.map(|digit| format!("{}", (digit + 1) * 10)));
        }
    }
    out
}

fn languages_differ_in_percent(collection: &Collection, tell: Tell<'_>) {
    for (_, text) in texts::all(collection) {
        let (zh, mut en) = (percents(&text.zh), percents(&text.en));
        if text.en.contains("a tenth") {
            en.insert("10".to_owned());
        }
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

/// Below it are prices of a share or of a month, which no claim need be of.
const LEAST: i64 = 1_000;

/// What a text says of money, a claim about one of its events says.
fn sum_of_no_claim(collection: &Collection, tell: Tell<'_>) {
    let told = told(collection);
    for (place, events, sums) in resting(collection) {
        for sum in sums.iter().filter(is_money) {
            let is_in =
                |event: &str| told.get(event).is_some_and(|all| all.iter().any(|t| t.is(sum.low, sum.high)));
            if events.iter().any(|event| is_in(event)) {
                continue;
            }
            if sum.high < LEAST {
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
        for sum in sums.iter().filter(is_money) {
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
