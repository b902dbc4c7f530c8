//! The bundled collection, against what a program can see of the rules that it is written by (`content/README.md`).
//!
//! What any collection must obey is in [`zhimai_import::collection::check`]. A finding that is none is in `exceptions.txt`
//! with its reason, and an exception that nothing needs any more is a finding too. Every rule is shown on a small collection
//! (`sample.rs`) to find what breaks it. `ZHIMAI_CONTENT=FOLDER cargo test --workspace --test bundled` reads another folder.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)] // helpers of tests fail by panicking, and reports are printed

mod articles;
mod deals;
mod flows;
mod names;
mod phrases;
mod said;
mod sample;
mod sources;
mod style;
mod sums;
mod texts;

use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use zhimai_import::collection::{self, Collection};

/// What breaks a rule: where, and what stands there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Finding {
    rule: &'static str,
    place: String,
    excerpt: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.rule, self.place, self.excerpt)
    }
}

/// Takes what breaks a rule: the place, and an excerpt.
type Tell<'a> = &'a mut dyn FnMut(String, String);
/// A name, and what looks through a collection.
type Rule = (&'static str, fn(&Collection, Tell<'_>));

fn findings(rules: &[Rule], collection: &Collection) -> Vec<Finding> {
    let mut found = Vec::new();
    for (rule, look) in rules {
        look(collection, &mut |place, excerpt| found.push(Finding { rule, place, excerpt }));
    }
    found.sort();
    found.dedup();
    found
}

fn folder() -> PathBuf {
    #[allow(clippy::disallowed_methods)] // the person who runs the test says so
    let other = std::env::var_os("ZHIMAI_CONTENT");
    other.map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../content"), PathBuf::from)
}

fn files(folder: &Path, path: &str, out: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{path}{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            files(&entry.path(), &format!("{name}/"), out);
        } else {
            out.push((name, std::fs::read(entry.path()).unwrap()));
        }
    }
}

static BUNDLED: LazyLock<Collection> = LazyLock::new(|| {
    let mut all = Vec::new();
    files(&folder(), "", &mut all);
    all.retain(|(path, _)| !path.starts_with("schema/") && path != "README.md");
    all.sort();
    let (collection, problems) = collection::read(all.iter().map(|(path, bytes)| (path.clone(), &bytes[..])));
    assert_eq!(problems, []);
    collection
});

/// `rule place — reason`: the place as in the finding, without its last part where that is a number.
fn exceptions() -> Vec<(&'static str, &'static str)> {
    let lines = include_str!("exceptions.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let (what, reason) = line.split_once(" — ").expect("WHAT PLACE — REASON");
            assert!(!reason.trim().is_empty(), "{line}");
            what.split_once(' ').expect("WHAT PLACE — REASON")
        })
        .collect()
}

/// Fails with all that breaks the rules in the bundled collection.
fn hold(rules: &[Rule]) {
    let exceptions = exceptions();
    let found = findings(rules, &BUNDLED);
    let is_fine = |finding: &Finding| exceptions.contains(&(finding.rule, finding.place.as_str()));
    let mut told: Vec<String> = found.iter().filter(|f| !is_fine(f)).map(ToString::to_string).collect();
    let used: HashSet<(&str, &str)> = found.iter().map(|f| (f.rule, f.place.as_str())).collect();
    for (rule, place) in &exceptions {
        if rules.iter().any(|(name, _)| name == rule) && !used.contains(&(rule, place)) {
            told.push(format!("exceptions.txt: {rule} {place} is no finding any more"));
        }
    }
    assert!(told.is_empty(), "{} findings\n{}", told.len(), told.join("\n"));
}

#[test]
fn the_collection_fits_together() {
    assert_eq!(collection::check(&BUNDLED), []);
}

#[test]
fn sums_and_numbers_agree() {
    hold(sums::RULES);
}

#[test]
fn money_flows_where_it_says() {
    hold(flows::RULES);
}

#[test]
fn the_same_money_is_told_once() {
    hold(deals::RULES);
}

#[test]
fn sources_are_what_they_are_taken_for() {
    hold(sources::RULES);
}

#[test]
fn names_and_terms_are_in_order() {
    hold(names::RULES);
}

#[test]
fn texts_are_in_the_style_of_the_house() {
    hold(style::RULES);
}

#[test]
fn articles_are_what_their_kind_promises() {
    hold(articles::RULES);
}

#[test]
fn nothing_is_said_in_the_same_words_again_and_again() {
    hold(phrases::RULES);
}

#[test]
fn every_exception_is_of_a_rule() {
    let all = [
        sums::RULES,
        flows::RULES,
        deals::RULES,
        sources::RULES,
        names::RULES,
        style::RULES,
        articles::RULES,
        phrases::RULES,
    ];
    let known: HashSet<&str> = all.into_iter().flatten().map(|(rule, _)| *rule).collect();
    let count = all.into_iter().flatten().count();
    assert_eq!(known.len(), count, "two rules have one name");
    for (rule, place) in exceptions() {
        assert!(known.contains(rule), "{rule} {place}");
    }
}
