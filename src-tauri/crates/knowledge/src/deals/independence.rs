//! How many sources are sources of their own.

use crate::copies::named_agency;
use std::collections::{BTreeSet, HashMap};
use zhimai_model::{Claim, SaidBy, Source};
use zhimai_text::fold::folded;

/// Where the texts of sources come from, as far as more is known of it than what their publishers say: of articles of the library
/// that are copies of one story, or are credited to a news agency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins(HashMap<String, Vec<(String, String)>>);

impl Origins {
    /// Of claims, their sources by publisher: claim, publisher, and what those sources have in common that are one.
    pub fn of(known: impl Iterator<Item = (String, String, String)>) -> Self {
        let mut all: HashMap<_, Vec<_>> = HashMap::new();
        for (claim, publisher, origin) in known {
            all.entry(claim).or_default().push((publisher, origin));
        }
        Self(all)
    }

    fn find(&self, claim: &Claim, source: &Source) -> Option<&String> {
        let known = self.0.get(&claim.id)?;
        known.iter().find(|(publisher, _)| *publisher == source.publisher).map(|(_, origin)| origin)
    }
}

/// How many sources tell some claims independently of each other.
///
/// What passes on what another published counts once with that other, as far as its publisher says so in brackets:
/// `NDTV Profit (Bloomberg)`, `Bharat Journal (citing Reuters)`, `中評社 (引中時新聞網)`; a mirror is what it mirrors. A page that
/// passes on what others said without a word of whom is a source of its own only where there is no other. What `known` says of a
/// source goes before what its publisher says.
pub fn independent_sources<'a>(claims: impl IntoIterator<Item = &'a Claim>, known: &Origins) -> usize {
    let mut origins = BTreeSet::new();
    let mut passed_on = false;
    for claim in claims {
        for source in &claim.sources {
            if let Some(origin) = known.find(claim, source) {
                origins.insert(origin.clone());
                continue;
            }
            let (origin, is_named) = origin(&source.publisher);
            if claim.said_by == Some(SaidBy::Repost) && !is_named {
                passed_on = true;
            } else {
                origins.insert(origin);
            }
        }
    }
    origins.len().max(usize::from(passed_on))
}

/// Words before the name of whom something is taken from, and after it.
const BEFORE: [&str; 9] =
    ["citing ", "quoting ", "aggregating ", "summarising ", "after ", "via ", "引述", "引", "轉載"];
const AFTER: [&str; 6] = [" summary", " text", " report", " mirror", " newswire", " 8-k"];

/// What publishers are called for short, but for news agencies.
const SHORT: [(&str, &str); 4] = [
    ("ft", "financial times"),
    ("nyt", "the new york times"),
    ("wsj", "the wall street journal"),
    ("scmp", "south china morning post"),
];

/// What a publisher counts as: itself, or whom it says it has it from.
pub fn publisher(name: &str) -> String {
    origin(name).0
}

/// Who told it first, folded, and whether the publisher names them in brackets.
fn origin(publisher: &str) -> (String, bool) {
    let whole = publisher.trim();
    let parts = whole.strip_suffix([')', '）']).and_then(|text| text.rsplit_once(['(', '（']));
    let Some((before, inside)) = parts else { return (known_as(whole), false) };
    let inside = folded(inside.trim());
    let copies = ["mirror", "repost", "preview", "joint"];
    if copies.iter().any(|word| inside.starts_with(word)) {
        return (known_as(before), !inside.starts_with("repost"));
    }
    let name = BEFORE.iter().find_map(|word| inside.strip_prefix(word)).unwrap_or(&inside);
    let name = name.split([',', '、']).next().unwrap_or(name);
    (known_as(name), true)
}

fn known_as(name: &str) -> String {
    let name = folded(name.trim());
    let name = AFTER.iter().find_map(|word| name.strip_suffix(word)).unwrap_or(&name).to_owned();
    let long = SHORT.iter().find(|(short, _)| *short == name).map(|(_, long)| *long);
    named_agency(&name).or(long).map_or(name, str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn a_publisher_names_whom_it_has_it_from() {
        for (publisher, expect, is_named) in [
            ("Bloomberg", "bloomberg", false),
            ("NDTV Profit (Bloomberg)", "bloomberg", true),
            ("Bharat Journal (citing Reuters)", "reuters", true),
            ("TrendForce (FT, Reuters)", "financial times", true),
            ("CNBC text (mirror at gokawiil.com)", "cnbc", true),
            ("中評社 (引中時新聞網)", "中时新闻网", true),
            ("Original article (repost at ihrv.cn)", "original article", false),
            ("WDAC (Associated Press)", "associated press", true),
            ("", "", false),
            ("()", "", true),
        ] {
            assert_eq!(origin(publisher), (expect.to_owned(), is_named), "{publisher}");
        }
    }
}
