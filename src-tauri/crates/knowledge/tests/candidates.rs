//! How well the claims of sentences are found: measured by two samples, of which one was never looked at for a rule.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // helpers of tests fail by panicking; figures are printed

#[path = "candidates/kinds.rs"]
mod kinds;
#[path = "candidates/new_names.rs"]
mod new_names;

use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;
use zhimai_gazetteer::Gazetteer;
use zhimai_knowledge::candidates::{Candidate, candidates};
use zhimai_model::{
    Amount, Article, ArticleKind, Block, Body, DateRange, Entity, FlowKind, Lang, Script, Status, Term,
};

#[derive(Deserialize)]
struct Marked {
    lang: String,
    text: String,
    published: Option<DateRange>,
    claims: Vec<Gold>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Gold {
    from: Option<String>,
    to: Option<String>,
    flow: FlowKind,
    amount: Option<Sum>,
    date: Option<DateRange>,
    status: Status,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Sum {
    currency: String,
    low: i64,
    high: i64,
    qualifier: zhimai_model::Qualifier,
}

impl Sum {
    fn of(amount: &Amount) -> Self {
        Self {
            currency: amount.currency.to_string(),
            low: amount.low,
            high: amount.high,
            qualifier: amount.qualifier,
        }
    }

    fn units(&self) -> (&str, i64, i64) {
        (&self.currency, self.low, self.high)
    }
}

impl Gold {
    fn of(candidate: &Candidate) -> Self {
        Self {
            from: candidate.from.clone(),
            to: candidate.to.clone(),
            flow: candidate.flow,
            amount: candidate.amount.as_ref().map(Sum::of),
            date: candidate.date.clone(),
            status: candidate.status,
        }
    }

    /// Who gives whom what and how much of it.
    fn is_exactly(&self, other: &Self) -> bool {
        let units = |gold: &Self| gold.amount.as_ref().map(|sum| (sum.currency.clone(), sum.low, sum.high));
        self.from == other.from
            && self.to == other.to
            && self.flow == other.flow
            && units(self) == units(other)
    }

    /// How many of its fields are as in another one.
    fn alike(&self, other: &Self) -> usize {
        let fields = [
            self.from == other.from,
            self.to == other.to,
            self.flow == other.flow,
            self.amount.as_ref().map(Sum::units) == other.amount.as_ref().map(Sum::units),
        ];
        fields.into_iter().filter(|alike| *alike).count()
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

fn names() -> &'static Gazetteer {
    static NAMES: LazyLock<Gazetteer> = LazyLock::new(|| {
        let read = |path: PathBuf| std::fs::read_to_string(path).unwrap();
        let mut files: Vec<PathBuf> = std::fs::read_dir(root().join("content/entities"))
            .unwrap()
            .map(|file| file.unwrap().path())
            .collect();
        files.sort();
        let entities: Vec<Entity> = files
            .into_iter()
            .flat_map(|file| serde_json::from_str::<Vec<Entity>>(&read(file)).unwrap())
            .collect();
        let terms: Vec<Term> = serde_json::from_str(&read(root().join("content/glossary.json"))).unwrap();
        let regions: Vec<Vec<String>> =
            serde_json::from_str(&read(root().join("content/regions.json"))).unwrap();
        Gazetteer::new(&entities, &terms, &regions)
    });
    &NAMES
}

fn sample(file: &str) -> Vec<Marked> {
    let path = root().join("src-tauri/crates/knowledge/tests/candidates").join(file);
    std::fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn article(text: &str, lang: &str, date: Option<DateRange>) -> Article {
    let (lang, script) = match lang {
        "en" => (Lang::En, Script::Latin),
        "zh-Hans" => (Lang::Zh, Script::Hans),
        _ => (Lang::Zh, Script::Hant),
    };
    Article {
        id: "a".into(),
        collection: "c".into(),
        kind: ArticleKind::Imported,
        body: Body { lang, script, title: String::new(), blocks: vec![Block::paragraph(text)] },
        translation: None,
        source: None,
        author: None,
        url: None,
        date,
        original: None,
        entities: Vec::new(),
        events: Vec::new(),
        sources: Vec::new(),
        statements: Vec::new(),
        repairs: Vec::new(),
    }
}

/// What was found of how much.
#[derive(Clone, Copy, Default)]
struct Score {
    right: usize,
    proposed: usize,
    marked: usize,
    sure_right: usize,
    sure: usize,
    /// Of those that meet a marked claim: from, to, flow, sum, qualifier, date, status.
    fields: [usize; 7],
    met: usize,
}

impl Score {
    fn precision(&self) -> f64 {
        rate(self.right, self.proposed)
    }

    fn recall(&self) -> f64 {
        rate(self.right, self.marked)
    }

    fn sure_precision(&self) -> f64 {
        rate(self.sure_right, self.sure)
    }

    fn sure_recall(&self) -> f64 {
        rate(self.sure_right, self.marked)
    }

    fn add(&mut self, found: &[Candidate], marked: &[Gold]) {
        let mut left: Vec<&Gold> = marked.iter().collect();
        self.marked += marked.len();
        let mut rest = Vec::new();
        for candidate in found {
            let own = Gold::of(candidate);
            self.proposed += 1;
            self.sure += usize::from(candidate.is_sure);
            match left.iter().position(|gold| own.is_exactly(gold)) {
                Some(at) => {
                    self.right += 1;
                    self.sure_right += usize::from(candidate.is_sure);
                    self.compare(&own, left.remove(at));
                }
                None => rest.push(own),
            }
        }
        for own in rest {
            let best =
                (0..left.len()).max_by_key(|at| own.alike(left[*at])).filter(|at| own.alike(left[*at]) > 1);
            if let Some(at) = best {
                self.compare(&own, left.remove(at));
            }
        }
    }

    fn compare(&mut self, own: &Gold, gold: &Gold) {
        self.met += 1;
        let qualifier = |gold: &Gold| gold.amount.as_ref().map(|sum| sum.qualifier);
        let alike = [
            own.from == gold.from,
            own.to == gold.to,
            own.flow == gold.flow,
            own.amount.as_ref().map(Sum::units) == gold.amount.as_ref().map(Sum::units),
            qualifier(own) == qualifier(gold),
            own.date == gold.date,
            own.status == gold.status,
        ];
        for (count, alike) in self.fields.iter_mut().zip(alike) {
            *count += usize::from(alike);
        }
    }

    fn told(&self, what: &str) -> String {
        let fields: Vec<String> = ["from", "to", "flow", "sum", "qualifier", "date", "status"]
            .into_iter()
            .zip(self.fields)
            .map(|(field, count)| format!("{field} {count}"))
            .collect();
        format!(
            "{what:<10} {} marked; sure {}/{} right, precision {:.3}, recall {:.3}; all {}/{} right, precision {:.3}, recall {:.3}; of {} that meet a marked one: {}",
            self.marked,
            self.sure_right,
            self.sure,
            self.sure_precision(),
            self.sure_recall(),
            self.right,
            self.proposed,
            self.precision(),
            self.recall(),
            self.met,
            fields.join(", ")
        )
    }
}

fn rate(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Scores a sample, by language and as a whole; `show` gets what differs.
fn measure(file: &str, show: impl Fn(&Marked, &[Candidate])) -> BTreeMap<String, Score> {
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for marked in sample(file) {
        let found = candidates(&article(&marked.text, &marked.lang, marked.published.clone()), names());
        show(&marked, &found);
        for what in [marked.lang.as_str(), "whole"] {
            scores.entry(what.to_owned()).or_default().add(&found, &marked.claims);
        }
    }
    println!("{file}");
    for (what, score) in &scores {
        println!("  {}", score.told(what));
    }
    scores
}

#[test]
fn of_the_sample_to_tune_by() {
    let show = |marked: &Marked, found: &[Candidate]| {
        let own: Vec<Gold> = found.iter().map(Gold::of).collect();
        if own != marked.claims {
            println!("{}", marked.text);
            for gold in marked.claims.iter().filter(|gold| !own.contains(gold)) {
                println!("    - {}", short(gold));
            }
            for (candidate, own) in found.iter().zip(&own).filter(|(_, own)| !marked.claims.contains(own)) {
                let exact = marked.claims.iter().any(|gold| gold.is_exactly(own));
                println!(
                    "    {}{} {}",
                    if exact { '~' } else { '+' },
                    if candidate.is_sure { "!" } else { "?" },
                    short(own)
                );
            }
        }
    };
    let score = measure("tuned.jsonl", show)["whole"];
    assert!(score.sure_precision() >= 0.99 && score.recall() >= 0.95);
}

fn short(gold: &Gold) -> String {
    let sum = gold
        .amount
        .as_ref()
        .map(|sum| format!("{} {}..{} {:?}", sum.currency, sum.low, sum.high, sum.qualifier));
    format!(
        "{} > {} {:?} {} {} {:?}",
        gold.from.as_deref().unwrap_or("·"),
        gold.to.as_deref().unwrap_or("·"),
        gold.flow,
        sum.unwrap_or_default(),
        gold.date.as_ref().map(ToString::to_string).unwrap_or_default(),
        gold.status
    )
}

/// Only its figures are looked at.
#[test]
fn of_the_sample_that_is_held_out() {
    let scores = measure("held_out.jsonl", |_, _| {});
    let score = scores["whole"];
    assert!(score.sure_precision() >= 0.93 && score.sure_recall() >= 0.48);
    assert!(score.precision() >= 0.82 && score.recall() >= 0.62);
    for (what, floor) in [("zh-Hant", 0.88), ("zh-Hans", 0.95), ("en", 0.92)] {
        assert!(scores[what].sure_precision() >= floor, "{what}");
    }
}
