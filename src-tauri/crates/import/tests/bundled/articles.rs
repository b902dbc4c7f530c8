//! Articles: what their kind promises of events, dates and shape.

use crate::texts::{is_han, is_heading};
use crate::{Rule, Tell};
use std::collections::{BTreeMap, HashMap};
use zhimai_import::collection::Collection;
use zhimai_model::{Article, ArticleKind, DateRange, Event};
use zhimai_text::date;

pub(crate) const RULES: &[Rule] = &[
    ("article-of-nothing", article_of_nothing),
    ("article-date", article_date),
    ("article-shape", article_shape),
    ("article-source", article_source),
    ("title-told-twice", title_told_twice),
    ("opening-told-again", opening_told_again),
    ("time-between-dates", time_between_dates),
    ("weekday-of-date", weekday_of_date),
    ("date-after-evidence", date_after_evidence),
];

fn written(collection: &Collection) -> impl Iterator<Item = &Article> {
    collection.articles.iter().filter(|article| article.kind.is_from_facts())
}

/// The identifier says what an article is of: `brief-EVENT`, `profile-ENTITY`, `explainer-TOPIC`, `timeline-TOPIC`.
fn article_of_nothing(collection: &Collection, tell: Tell<'_>) {
    for article in written(collection) {
        let (prefix, of) = article.id.split_once('-').unwrap_or((&article.id, ""));
        let fits = match article.kind {
            ArticleKind::Brief => prefix == "brief" && article.events.iter().any(|event| event == of),
            ArticleKind::Profile => prefix == "profile" && article.entities.iter().any(|entity| entity == of),
            ArticleKind::Explainer => prefix == "explainer",
            ArticleKind::Timeline => prefix == "timeline",
            ArticleKind::Retelling | ArticleKind::Imported => true,
        };
        if !fits
            || article.entities.is_empty() && article.id != GUIDE
            || article.events.is_empty() && article.id != GUIDE
        {
            tell(
                article.id.clone(),
                format!("{:?} {:?} {:?}", article.kind, article.events, article.entities),
            );
        }
    }
}

/// It tells of the collection itself.
pub(crate) const GUIDE: &str = "explainer-how-to-read-this-collection";

fn events<'a>(collection: &'a Collection, article: &'a Article) -> impl Iterator<Item = &'a Event> {
    collection.events.iter().filter(|event| article.events.contains(&event.id))
}

/// A brief has the day of what it tells; what tells of many events has that of the latest fact.
fn article_date(collection: &Collection, tell: Tell<'_>) {
    for article in written(collection) {
        let Some(own) = &article.date else { continue };
        let of = article.id.strip_prefix("brief-").unwrap_or_default();
        let fits =
            |date: &DateRange| own.first_day() <= date.last_day() && date.first_day() <= own.last_day();
        let dates: Vec<&DateRange> = events(collection, article).map(|event| &event.date).collect();
        let right = match article.kind {
            ArticleKind::Brief => {
                events(collection, article).find(|event| event.id == of).is_none_or(|event| fits(&event.date))
            }
            _ => dates.iter().all(|date| date.first_day() <= own.last_day()),
        };
        if !right {
            let latest = dates.iter().max_by_key(|date| date.first_day()).map(ToString::to_string);
            tell(article.id.clone(), format!("{own}, but its events reach to {latest:?}"));
        }
    }
}

/// How long an article of its kind is, in paragraphs and headings.
fn article_shape(collection: &Collection, tell: Tell<'_>) {
    for article in written(collection) {
        let headings = article.body.blocks.iter().filter(|block| is_heading(&block.kind)).count();
        let paragraphs = article.body.blocks.len() - headings;
        let (least, most, heads) = match article.kind {
            ArticleKind::Brief => (3, 5, 0..=0),
            ArticleKind::Explainer => (8, 14, 3..=5),
            ArticleKind::Profile => (6, 9, 0..=4),
            _ => (10, 18, 1..=18),
        };
        if !(least..=most).contains(&paragraphs) || !heads.contains(&headings) {
            tell(article.id.clone(), format!("{paragraphs} paragraphs, {headings} headings"));
        }
        for (n, block) in article.body.blocks.iter().enumerate().filter(|(_, block)| !is_heading(&block.kind))
        {
            let han = block.text.chars().filter(|c| is_han(*c)).count();
            if !(20..=220).contains(&han) {
                tell(format!("{}/{n}", article.id), format!("{han} characters"));
            }
        }
    }
}

fn article_source(collection: &Collection, tell: Tell<'_>) {
    for article in written(collection).filter(|article| article.source.as_deref() != Some("知脈 Zhimai")) {
        tell(article.id.clone(), format!("{:?}", article.source));
    }
}

fn title_told_twice(collection: &Collection, tell: Tell<'_>) {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for article in &collection.articles {
        let titles = [&article.body].into_iter().chain(&article.translation).map(|body| body.title.as_str());
        for title in titles {
            if let Some(first) = seen.insert(title, &article.id) {
                tell(article.id.clone(), format!("as {first}: {title}"));
            }
        }
    }
}

/// Not every first paragraph begins in the same way.
fn opening_told_again(collection: &Collection, tell: Tell<'_>) {
    const MOST: usize = 3;
    let mut openings: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for article in written(collection) {
        let first = |texts: Vec<&str>| texts.first().map(|text| (*text).to_owned()).unwrap_or_default();
        let zh: String = first(article.body.texts().collect()).chars().take(10).collect();
        let en = article.translation.as_ref().map(|body| first(body.texts().collect())).unwrap_or_default();
        let en = en.split(' ').take(4).collect::<Vec<_>>().join(" ");
        openings.entry(zh).or_default().push(&article.id);
        openings.entry(en).or_default().push(&article.id);
    }
    for (opening, all) in openings.into_iter().filter(|(_, all)| all.len() > MOST) {
        tell(opening, format!("{} articles: {all:?}", all.len()));
    }
}

const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Spans of days that English tells between two dates: `two weeks later`, `a day earlier`, with how much they may be off.
fn spans(text: &str) -> Vec<(i32, i32, String)> {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .collect();
    let mut out = Vec::new();
    for triple in words.windows(3) {
        let [number, unit, way] = triple else { continue };
        let count = match number.as_str() {
            "a" | "an" => Some(1),
            word => NUMBERS
                .iter()
                .position(|n| *n == word)
                .and_then(|n| i32::try_from(n + 1).ok())
                .or_else(|| word.parse().ok()),
        };
        let (days, slack) = match unit.trim_end_matches('s') {
            "day" => (1, 0),
            "week" => (7, 3),
            "month" => (30, 20),
            "year" => (365, 200),
            _ => continue,
        };
        if let Some(count) = count.filter(|_| matches!(way.as_str(), "later" | "earlier")) {
            let slack = if unit.starts_with("day") { 0 } else { slack + count };
            out.push((count * days, slack, triple.join(" ")));
        }
    }
    out
}

/// Where a paragraph names two days and a time between, they agree.
fn time_between_dates(collection: &Collection, tell: Tell<'_>) {
    for article in &collection.articles {
        for (n, text) in article.translation.iter().flat_map(|body| body.texts()).enumerate() {
            let dates: Vec<_> =
                date::find(text).into_iter().filter(|date| date.first_day == date.last_day).collect();
            let ([one, two], [(days, slack, words)]) = (&dates[..], &spans(text)[..]) else { continue };
            let apart = (one.first_day - two.first_day).abs();
            if (apart - days).abs() > *slack {
                tell(format!("{}/{n}", article.id), format!("{words}, but {apart} days"));
            }
        }
    }
}

/// A day of the week beside a date is that of the date.
fn weekday_of_date(collection: &Collection, tell: Tell<'_>) {
    const DAYS: [(&str, &str); 7] = [
        ("Thursday", "四"),
        ("Friday", "五"),
        ("Saturday", "六"),
        ("Sunday", "日"),
        ("Monday", "一"),
        ("Tuesday", "二"),
        ("Wednesday", "三"),
    ];
    for (_, text) in crate::texts::all(collection) {
        for (text_of, lang) in [(&text.en, true), (&text.zh, false)] {
            for found in date::find(text_of).into_iter().filter(|date| date.first_day == date.last_day) {
                let chars: Vec<char> = text_of.chars().collect();
                let near: String = chars[found.start.0.saturating_sub(12)..chars.len().min(found.end.0 + 8)]
                    .iter()
                    .collect();
                for (at, (en, zh)) in DAYS.iter().enumerate() {
                    let told = if lang {
                        near.contains(en)
                    } else {
                        near.contains(&format!("週{zh}")) || near.contains(&format!("星期{zh}"))
                    };
                    if told && found.first_day.rem_euclid(7) != i32::try_from(at).unwrap() {
                        tell(text.place.clone(), near.clone());
                    }
                }
            }
        }
    }
}

/// Nothing is told as having happened on a day after the last that there is evidence of.
fn date_after_evidence(collection: &Collection, tell: Tell<'_>) {
    let Some(info) = &collection.info else { return };
    for article in written(collection) {
        let own =
            article.date.as_ref().is_some_and(|date| date.first_day() > info.latest_evidence.last_day());
        if own {
            tell(article.id.clone(), format!("{:?}", article.date.as_ref().map(ToString::to_string)));
        }
    }
}

/// Events that matter, as far as figures tell, and that no article tells: for whoever writes the next ones.
#[test]
fn events_that_no_article_tells() {
    let collection = &crate::BUNDLED;
    let is_told =
        |event: &Event| collection.articles.iter().any(|article| article.events.contains(&event.id));
    let untold: Vec<&Event> = collection.events.iter().filter(|event| !is_told(event)).collect();
    for event in untold.iter().filter(|event| event.claims.len() > 4) {
        println!("{} claims, no article: {} {}", event.claims.len(), event.id, event.title.en);
    }
    println!("{} of {} events are in no article", untold.len(), collection.events.len());
    assert!(untold.len() < collection.events.len() / 2, "most events are in no article");
}

#[cfg(test)]
mod tests {
    use super::RULES;
    use crate::sample::breaks;

    #[test]
    fn each_rule_finds_what_breaks_it() {
        let check = |rule, from, to, expect: &[&str]| breaks(RULES, rule, from, to, expect);
        check("article-of-nothing", "kind: brief", "kind: profile", &["brief-deal"]);
        check("article-of-nothing", "events: [deal]", "events: []", &["brief-deal"]);
        check(
            "article-date",
            "kind: brief\ndate: \"2025-11-18\"",
            "kind: brief\ndate: \"2025-11-19\"",
            &["brief-deal"],
        );
        check(
            "article-shape",
            "\n\n有一家報紙說蜜蜂在11月18日就賣掉了一成，買的人是誰沒有寫。\n\nOne paper has Bee selling 10% of itself on 18 November.",
            "",
            &["brief-deal"],
        );
        check("article-shape", "；蜜蜂只說會拿去蓋新的蜂房", "", &["brief-deal/1"]);
        check("article-source", "知脈 Zhimai", "Zhimai", &["brief-deal"]);
        check(
            "time-between-dates",
            "One paper has Bee selling 10% of itself on 18 November.",
            "On 18 November 2025 Bee sold 10%, a week earlier than 20 November 2025.",
            &["brief-deal/2"],
        );
        check(
            "time-between-dates",
            "One paper has Bee selling 10% of itself on 18 November.",
            "On 18 November 2025 Bee sold 10%, two days earlier than 20 November 2025.",
            &[],
        );
        check(
            "weekday-of-date",
            "One paper has Bee selling 10% of itself on 18 November.",
            "Bee sold 10% on Monday, 18 November 2025.",
            &["brief-deal/2"],
        );
        check(
            "weekday-of-date",
            "One paper has Bee selling 10% of itself on 18 November.",
            "Bee sold 10% on Tuesday, 18 November 2025.",
            &[],
        );
        check(
            "date-after-evidence",
            r#""latest_evidence":"2026-01-01""#,
            r#""latest_evidence":"2025-11-17""#,
            &["brief-deal"],
        );
        check(
            "title-told-twice",
            "Ant takes a stake in Bee for up to $5 billion",
            "螞蟻最多以50億美元入股蜜蜂",
            &["brief-deal"],
        );
    }
}
