//! How well copies of one story are told from what only looks like it: measured by two samples of pairs, of which one was never
//! looked at for a rule. What the pairs are is told in `copies/README.md`.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // helpers of tests fail by panicking; figures are printed

#[path = "copies/edits.rs"]
mod edits;

use edits::{Base, Made, copies, traps};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;
use zhimai_gazetteer::Gazetteer;
use zhimai_knowledge::copies::{Text, bands};
use zhimai_model::{Body, Entity, Term};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

fn files(folder: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(root().join(folder)).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

static NAMES: LazyLock<Gazetteer> = LazyLock::new(|| {
    let read_file = |path: PathBuf| std::fs::read_to_string(path).unwrap();
    let entities: Vec<Entity> = files("content/entities")
        .into_iter()
        .flat_map(|file| serde_json::from_str::<Vec<Entity>>(&read_file(file)).unwrap())
        .collect();
    let terms: Vec<Term> = serde_json::from_str(&read("content/glossary.json")).unwrap();
    let regions: Vec<Vec<String>> = serde_json::from_str(&read("content/regions.json")).unwrap();
    Gazetteer::new(&entities, &terms, &regions)
});

/// The bundled articles that are long enough to tell, each in Chinese and in English: those of one half by the parity of their
/// place.
fn bases(half: usize) -> Vec<Base> {
    let articles =
        files("content/articles").into_iter().filter(|path| path.extension().is_some_and(|e| e == "md"));
    let of_half = articles.enumerate().filter(|(place, _)| place % 2 == half);
    let bases = of_half.flat_map(|(_, path)| Base::both(&std::fs::read_to_string(path).unwrap()));
    bases.filter(|base| bands(&base.body()).is_some()).collect()
}

/// Whether two are taken for copies: looked up, then compared.
fn is_found(one: &Body, other: &Body) -> bool {
    let [Some(a), Some(b)] = [one, other].map(bands) else { return false };
    let is_candidate = a.iter().zip(b).any(|(a, b)| *a == b);
    let [one, other] = [one, other].map(|body| Text::of(body, &NAMES));
    assert_eq!(one.is_copy_of(&other), other.is_copy_of(&one));
    is_candidate && one.is_copy_of(&other)
}

#[derive(Default)]
struct Count {
    pairs: usize,
    found: usize,
}

/// Of each kind of pairs, how many there are and how many are found.
fn measured(pairs: Vec<Made>) -> BTreeMap<&'static str, Count> {
    let mut counts: BTreeMap<&'static str, Count> = BTreeMap::new();
    for Made { kind, one, other } in pairs {
        let count = counts.entry(kind).or_default();
        count.pairs += 1;
        count.found += usize::from(is_found(&one, &other));
    }
    counts
}

fn sum(counts: &BTreeMap<&'static str, Count>) -> (usize, usize) {
    counts.values().fold((0, 0), |(pairs, found), count| (pairs + count.pairs, found + count.found))
}

/// Prints the figures of a half and gives precision and recall in per mille.
fn figures(name: &str, half: usize) -> (usize, usize) {
    let bases = bases(half);
    let (right, wrong) = (measured(copies(&bases)), measured(traps(&bases, &NAMES)));
    println!("{name}: {} texts", bases.len());
    for (kind, count) in right.iter().chain(&wrong) {
        println!("  {kind}: {} of {} taken for copies", count.found, count.pairs);
    }
    let ((all, found), (traps, taken)) = (sum(&right), sum(&wrong));
    let precision = found * 1_000 / (found + taken);
    let recall = found * 1_000 / all;
    println!(
        "{name}: {all} pairs of copies, {traps} of others; precision {:.3}, recall {:.3}",
        precision as f64 / 1_000.0,
        recall as f64 / 1_000.0
    );
    (precision, recall)
}

#[test]
fn copies_are_told_from_what_looks_like_them() {
    let (precision, recall) = figures("tuned by", 0);
    assert!(precision >= 990 && recall >= 950, "{precision} {recall}");
    let (precision, recall) = figures("held out", 1);
    assert!(precision >= 990 && recall >= 950, "{precision} {recall}");
}

#[test]
fn no_two_bundled_articles_are_copies() {
    let bodies: Vec<Body> = (0..2).flat_map(bases).map(|base| base.body()).collect();
    let fingerprints: Vec<_> = bodies.iter().map(|body| bands(body).unwrap()).collect();
    let texts: Vec<Text> = bodies.iter().map(|body| Text::of(body, &NAMES)).collect();
    let mut looked_at = 0;
    for (at, one) in fingerprints.iter().enumerate() {
        for (there, other) in fingerprints.iter().enumerate().take(at) {
            if one.iter().zip(other).any(|(one, other)| one == other) {
                looked_at += 1;
                assert!(!texts[at].is_copy_of(&texts[there]), "{at} {there}");
            }
        }
    }
    println!("{looked_at} of {} pairs were candidates", bodies.len() * (bodies.len() - 1) / 2);
}
