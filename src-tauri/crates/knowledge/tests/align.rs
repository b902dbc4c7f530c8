//! Two texts are aligned paragraph by paragraph: every paragraph once, in order, with the pins; and how well, measured by the
//! bundled articles, whose paragraphs are left out, put together and cut in two.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // helpers of tests fail by panicking; figures are printed

use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::LazyLock;
use zhimai_gazetteer::Gazetteer;
use zhimai_knowledge::align::{BadPin, Link, Paragraph, align};
use zhimai_model::{Entity, Term};

fn files(folder: &str, ending: &str) -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../content").join(folder);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|e| e == ending));
    files.sort();
    files.into_iter().map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

static NAMES: LazyLock<Gazetteer> = LazyLock::new(|| {
    let entities: Vec<Entity> = files("entities", "json")
        .iter()
        .flat_map(|file| serde_json::from_str::<Vec<Entity>>(file).unwrap())
        .collect();
    let terms: Vec<Term> = serde_json::from_str(include_str!("../../../../content/glossary.json")).unwrap();
    Gazetteer::new(&entities, &terms, &[])
});

fn paragraphs<S: AsRef<str>>(texts: &[S]) -> Vec<Paragraph> {
    texts.iter().map(|text| Paragraph::of(text.as_ref(), &NAMES)).collect()
}

fn link(one: std::ops::Range<usize>, other: std::ops::Range<usize>) -> Link {
    Link { one, other }
}

const CHINESE: [&str; 3] = [
    "輝達在2024年2月21日公布，上季營收為221億美元。",
    "同一天，微軟說它要在德國投資32億歐元，蓋新的資料中心。",
    "OpenAI沒有回應。分析師原本估計有7成的機會，如今只剩3成。",
];
const ENGLISH: [&str; 3] = [
    "NVIDIA said on February 21, 2024 that its revenue of the last quarter was $22.1 billion.",
    "The same day, Microsoft said that it would put €3.2 billion into Germany, for new data centres.",
    "OpenAI did not answer. Analysts had seen a chance of 7 in ten; now it is 3 in ten.",
];

#[test]
fn what_one_side_lacks_stands_alone() {
    let links = align(&paragraphs(&CHINESE), &paragraphs(&[ENGLISH[0], ENGLISH[2]]), &[]).unwrap();
    assert_eq!(links, [link(0..1, 0..1), link(1..2, 1..1), link(2..3, 1..2)]);
}

#[test]
fn two_paragraphs_are_one_of_the_other_side() {
    let together = format!("{} {}", ENGLISH[0], ENGLISH[1]);
    let links = align(&paragraphs(&CHINESE), &paragraphs(&[&together, ENGLISH[2]]), &[]).unwrap();
    assert_eq!(links, [link(0..2, 0..1), link(2..3, 1..2)]);
}

#[test]
fn a_pin_stands_and_the_rest_follows() {
    let (one, other) = (paragraphs(&CHINESE), paragraphs(&ENGLISH));
    let links = align(&one, &other, &[(0, 1)]).unwrap();
    assert_eq!(links, [link(0..0, 0..1), link(0..1, 1..2), link(1..2, 2..2), link(2..3, 2..3)]);
}

#[test]
fn pins_that_cannot_stand_are_named() {
    let (one, other) = (paragraphs(&CHINESE), paragraphs(&ENGLISH));
    assert_eq!(align(&one, &other, &[(0, 0), (3, 2)]), Err(BadPin::Missing((3, 2))));
    assert_eq!(align(&one, &other, &[(1, 0), (0, 1)]), Err(BadPin::Crossing((0, 1), (1, 0))));
    assert_eq!(align(&one, &other, &[(0, 0), (0, 1)]), Err(BadPin::Crossing((0, 0), (0, 1))));
    assert!(align(&one, &other, &[(1, 1), (1, 1)]).is_ok());
}

#[test]
fn of_an_empty_text_nothing_is_linked() {
    assert_eq!(align(&[], &[], &[]), Ok(Vec::new()));
    let links = align(&paragraphs(&CHINESE), &[], &[]).unwrap();
    assert_eq!(links, [link(0..1, 0..0), link(1..2, 0..0), link(2..3, 0..0)]);
}

#[test]
fn a_long_text_is_aligned_with_one_paragraph_and_with_itself() {
    let long: Vec<Paragraph> =
        (0..3000).map(|n| Paragraph::of(&format!("Paragraph {n} of many."), &NAMES)).collect();
    let links = align(&long, &long, &[]).unwrap();
    assert!(links.iter().enumerate().all(|(n, link)| (&link.one, &link.other) == (&(n..n + 1), &(n..n + 1))));
    let alone = align(&long, &long[2900..2901], &[]).unwrap();
    assert!(alone.contains(&link(2900..2901, 0..1)));
}

/// Texts of which several paragraphs are as good as each other, so that there is much to choose from.
fn some_text() -> impl Strategy<Value = Vec<Paragraph>> {
    const SOME: [&str; 8] =
        ["", "輝達", "NVIDIA said so.", "微軟投資32億歐元。", "€3.2 billion", "in 2024", "7", "7 和 8"];
    prop::collection::vec(prop::sample::select(&SOME[..]), 0..12).prop_map(|texts| paragraphs(&texts))
}

proptest! {
    /// Whatever the texts and the pins.
    #[test]
    fn each_paragraph_is_in_one_link_in_order(
        one in some_text(),
        other in some_text(),
        places in (prop::collection::btree_set(0_usize..12, 0..4), prop::collection::btree_set(0_usize..12, 0..4)),
    ) {
        let pins: Vec<(usize, usize)> = places.0.into_iter().zip(places.1)
            .filter(|(a, b)| *a < one.len() && *b < other.len())
            .collect();
        let links = align(&one, &other, &pins).unwrap();
        let (mut a, mut b) = (0, 0);
        for link in &links {
            prop_assert_eq!((link.one.start, link.other.start), (a, b));
            (a, b) = (link.one.end, link.other.end);
            prop_assert!(link.one.len() + link.other.len() > 0);
            prop_assert!(link.one.len() <= 2 && link.other.len() <= 2 && link.one.len() + link.other.len() <= 3);
        }
        prop_assert_eq!((a, b), (one.len(), other.len()));
        for (a, b) in &pins {
            prop_assert!(links.contains(&link(*a..*a + 1, *b..*b + 1)));
        }
        let mirrored: Vec<_> = pins.iter().map(|(a, b)| (*b, *a)).collect();
        let back: Vec<_> = align(&other, &one, &mirrored).unwrap().into_iter()
            .map(|found| link(found.other, found.one))
            .collect();
        prop_assert_eq!(back, links);
    }
}

/// Paragraphs of a side, each with the places that it had in the article.
type Side = Vec<(String, Vec<usize>)>;

/// Leaves out one paragraph in nine, puts two together in one of nine, and cuts one of nine in two.
fn changed(texts: &[String], seed: usize) -> Side {
    let mut out: Side = Vec::new();
    let mut join = false;
    for (place, text) in texts.iter().enumerate() {
        // Spread by a multiplier that is prime, the same in every run.
        let kind = (seed * 31 + place * 7919 + 13) * 2_654_435_761 / 65_536 % 9;
        if std::mem::take(&mut join) {
            let last = out.last_mut().unwrap();
            last.0 = format!("{} {text}", last.0);
            last.1.push(place);
            continue;
        }
        let sentences: Vec<&str> = text.split_inclusive(['。', '.', '？', '?']).collect();
        match kind {
            0 => {}
            1 if sentences.len() > 1 => {
                let (front, back) = sentences.split_at(sentences.len() / 2);
                out.push((front.concat(), vec![place]));
                out.push((back.concat(), vec![place]));
            }
            _ => {
                join = kind == 2 && place + 1 < texts.len();
                out.push((text.clone(), vec![place]));
            }
        }
    }
    out
}

#[test]
fn most_links_of_changed_translations_are_found() {
    let (mut right, mut found, mut true_ones, mut articles) = (0_usize, 0_usize, 0_usize, 0_usize);
    for (seed, file) in files("articles", "md").iter().enumerate() {
        let body = file.splitn(3, "---").nth(2).unwrap();
        let texts: Vec<String> =
            body.split("\n\n").map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned).collect();
        let of = |side: usize| texts.iter().skip(side).step_by(2).cloned().collect::<Vec<_>>();
        let (chinese, english) = (of(0), of(1));
        if chinese.len() != english.len() || chinese.len() < 3 {
            continue;
        }
        articles += 1;
        let (one, other): (Side, Side) =
            (chinese.into_iter().enumerate().map(|(n, t)| (t, vec![n])).collect(), changed(&english, seed));
        let links: BTreeSet<(usize, usize)> = align(
            &paragraphs(&one.iter().map(|p| &p.0).collect::<Vec<_>>()),
            &paragraphs(&other.iter().map(|p| &p.0).collect::<Vec<_>>()),
            &[],
        )
        .unwrap()
        .into_iter()
        .flat_map(|link| link.one.flat_map(move |a| link.other.clone().map(move |b| (a, b))))
        .collect();
        let expected: BTreeSet<(usize, usize)> = other
            .iter()
            .enumerate()
            .flat_map(|(b, (_, places))| places.iter().map(move |a| (*a, b)))
            .collect();
        right += links.intersection(&expected).count();
        found += links.len();
        true_ones += expected.len();
    }
    println!("{articles} articles, {true_ones} true links, {found} found, {right} of them right");
    assert!(articles > 50, "too few to measure by: {articles}");
    assert!(right * 100 >= found * 95, "{right} of {found} links found are right");
    assert!(right * 100 >= true_ones * 90, "{right} of {true_ones} true links are found");
}
