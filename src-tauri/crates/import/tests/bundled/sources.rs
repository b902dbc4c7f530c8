//! Sources: one form of each name, dates that can be, and a confidence that a page deserves.

use crate::{Rule, Tell};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use zhimai_import::collection::Collection;
use zhimai_model::{Confidence, Source};

pub(crate) const RULES: &[Rule] = &[
    ("publisher-in-two-forms", publisher_in_two_forms),
    ("address-in-two-forms", address_in_two_forms),
    ("source-before-event", source_before_event),
    ("source-after-evidence", source_after_evidence),
    ("repost-rated-high", repost_rated_high),
    ("source-of-no-claim", source_of_no_claim),
];

/// Every source, with where it is named.
fn sources(collection: &Collection) -> Vec<(&str, &Source)> {
    let claims = collection.events.iter().flat_map(|event| &event.claims);
    let mut out: Vec<(&str, &Source)> =
        claims.flat_map(|claim| claim.sources.iter().map(|source| (claim.id.as_str(), source))).collect();
    for article in &collection.articles {
        out.extend(article.sources.iter().map(|source| (article.id.as_str(), source)));
        let statements = article.statements.iter();
        out.extend(statements.flat_map(|s| s.sources.iter().map(|source| (s.id.as_str(), source))));
    }
    out
}

/// What of a name is told apart: letters, digits and characters, whatever their case.
fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn address(url: &str) -> &str {
    let url = url.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    url.trim_end_matches('/')
}

fn publisher_in_two_forms(collection: &Collection, tell: Tell<'_>) {
    let mut forms: BTreeMap<String, BTreeMap<&str, &str>> = BTreeMap::new();
    for (place, source) in sources(collection) {
        forms.entry(bare(&source.publisher)).or_default().entry(&source.publisher).or_insert(place);
    }
    for (bare, forms) in forms.into_iter().filter(|(_, forms)| forms.len() > 1) {
        tell(bare, format!("{forms:?}"));
    }
}

/// A page has one publisher and one date.
fn address_in_two_forms(collection: &Collection, tell: Tell<'_>) {
    let mut pages: BTreeMap<&str, Vec<(&str, &Source)>> = BTreeMap::new();
    for (place, source) in sources(collection) {
        if let Some(url) = &source.url {
            pages.entry(address(url)).or_default().push((place, source));
        }
    }
    for (url, all) in pages {
        let publishers: BTreeSet<&str> = all.iter().map(|(_, source)| source.publisher.as_str()).collect();
        let dates: BTreeSet<Option<&str>> =
            all.iter().map(|(_, source)| source.date.as_ref().map(|date| date.edtf())).collect();
        let places: BTreeSet<&str> = all.iter().map(|(place, _)| *place).collect();
        if publishers.len() > 1 || dates.len() > 1 {
            tell(url.to_owned(), format!("{publishers:?} {dates:?} in {places:?}"));
        }
    }
}

/// What an event is, its first claim tells; nobody tells it before it happens, but as something of another day.
fn source_before_event(collection: &Collection, tell: Tell<'_>) {
    for event in &collection.events {
        let Some(claim) = event.claims.first() else { continue };
        let dates: Option<Vec<_>> = claim.sources.iter().map(|source| source.date.as_ref()).collect();
        let last = dates.and_then(|dates| dates.into_iter().map(|date| date.last_day()).max());
        let of_another = claim.text.zh.contains('月') || claim.text.zh.contains('季');
        if last.is_some_and(|last| last < event.date.first_day()) && !of_another {
            let dates: Vec<_> = claim
                .sources
                .iter()
                .filter_map(|source| source.date.as_ref())
                .map(ToString::to_string)
                .collect();
            tell(claim.id.clone(), format!("{dates:?} before {}: {}", event.date, claim.text.zh));
        }
    }
}

fn source_after_evidence(collection: &Collection, tell: Tell<'_>) {
    let Some(info) = &collection.info else { return };
    for (place, source) in sources(collection) {
        if source.date.as_ref().is_some_and(|date| date.first_day() > info.latest_evidence.last_day()) {
            tell(
                place.to_owned(),
                format!("{:?} {}", source.date.as_ref().map(|date| date.edtf()), source.publisher),
            );
        }
    }
    for event in &collection.events {
        if event.date.first_day() > info.latest_evidence.last_day() {
            tell(event.id.clone(), event.date.to_string());
        }
    }
}

fn repost_rated_high(collection: &Collection, tell: Tell<'_>) {
    const WORDS: [&str; 17] = [
        "repost", "mirror", "digest", "aggregat", " via ", "summar", "syndicat", "roundup", "round-up",
        "machine", "translat", "轉載", "轉貼", "整理", "摘要", "彙整", "編譯",
    ];
    for (place, source) in sources(collection) {
        let publisher = format!(" {} ", source.publisher.to_lowercase());
        if source.confidence == Some(Confidence::High)
            && let Some(word) = WORDS.iter().find(|word| publisher.contains(**word))
        {
            tell(place.to_owned(), format!("{} is {word}", source.publisher));
        }
    }
}

/// An article that is written from the facts names sources of what it tells, in the form that the claims name them.
fn source_of_no_claim(collection: &Collection, tell: Tell<'_>) {
    for article in collection.articles.iter().filter(|article| article.kind.is_from_facts()) {
        let events = collection.events.iter().filter(|event| article.events.contains(&event.id));
        let known: HashSet<(&str, Option<&str>)> = events
            .flat_map(|event| event.claims.iter().flat_map(|claim| &claim.sources))
            .map(|source| (source.publisher.as_str(), source.url.as_deref()))
            .collect();
        for source in &article.sources {
            if !known.contains(&(source.publisher.as_str(), source.url.as_deref())) {
                tell(article.id.clone(), format!("{} {:?}", source.publisher, source.url));
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
            "publisher-in-two-forms",
            r#""publisher":"Meadow""#,
            r#""publisher":"forest-times""#,
            &["foresttimes"],
        );
        check("address-in-two-forms", "https://meadow.test/1", "http://forest.test/1/", &["forest.test/1"]);
        check(
            "address-in-two-forms",
            "{publisher: Ant, title: The deal, date: \"2025-11-18\"",
            "{publisher: Ant, title: The deal, date: \"2025-11\"",
            &["ant.test/deal"],
        );
        let source = r#""date":"2025-11-18","url":"https://ant.test/deal","confidence""#;
        let (early, loose) = (source.replace("-18", "-17"), source.replace("-18", ""));
        check("source-before-event", source, &early, &["deal#1"]);
        check("source-before-event", source, &loose, &[]);
        check(
            "source-after-evidence",
            r#""latest_evidence":"2026-01-01""#,
            r#""latest_evidence":"2025-11-19""#,
            &["deal#3"],
        );
        check(
            "repost-rated-high",
            r#""publisher":"Ant","#,
            r#""publisher":"Hill (digest of Ant)","#,
            &["deal#1"],
        );
        check("source-of-no-claim", "{publisher: Ant, title", "{publisher: The Ant, title", &["brief-deal"]);
    }
}
