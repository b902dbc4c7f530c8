//! Which articles are copies of one story: reprints, the same text in the other script or in another region's words, cut, with a
//! line added, with a figure put right.
//!
//! Candidates are looked up by their fingerprints ([`zhimai_text::copies`]); what is called a copy was compared text by text
//! ([`Text::is_copy_of`]). A text that says other figures, or is about somebody else, is none, however much of it is the same:
//! a template, or the report of the next day. The title is no part of it, as reprints have their own.

mod agency;

pub use agency::{agency, credited, named_agency};

use std::collections::HashMap;
use std::hash::Hash;
use zhimai_gazetteer::Gazetteer;
use zhimai_model::{Body, Lang};
use zhimai_text::copies::{BANDS, Shingles};
use zhimai_text::fold::fold;
use zhimai_text::region::Region;
use zhimai_text::segment::{self, DICTIONARY, UnitKind};

/// Raised whenever other texts are taken for copies than before, so that all articles are compared anew.
pub const VERSION: u32 = zhimai_text::copies::VERSION * 100 + 1;

/// Of the shorter text so much stands in the longer one, in per cent of its shingles.
const SHARED: usize = 75;
/// The shorter text is at least so much of the longer one, in per cent: less is an excerpt.
const LENGTH: usize = 40;
/// From so much on, in per cent, nothing worth telling was cut or added.
const AS_LONG: usize = 90;
/// Of the figures of the text that has fewer, at most so many are others, in per cent. One may always be.
const OTHER_FIGURES: usize = 30;
/// Who is named so often is somebody that a text is about, and a word that is said so often is what it is about.
const NAMED: usize = 2;
const SAID: usize = 3;

/// A text made ready for being compared.
#[derive(Debug)]
pub struct Text {
    /// As it came, and in the words of the mainland where it is Chinese of another region.
    forms: Vec<Form>,
    /// How often it names each of the entities that it names.
    named: HashMap<u32, usize>,
}

#[derive(Debug)]
struct Form {
    shingles: Shingles,
    folded: Vec<char>,
}

impl Form {
    fn of(text: &str) -> Self {
        Self { shingles: Shingles::of(text), folded: fold(text).chars }
    }
}

impl Text {
    /// The text of an article.
    pub fn of(body: &Body, names: &Gazetteer) -> Self {
        let text = body.text();
        let found = names.find(&text);
        let mut named = HashMap::new();
        for one in &found {
            if names.group(one.group).is_some_and(|group| group.kind.is_entity()) {
                *named.entry(one.group).or_default() += 1;
            }
        }
        let mut forms = vec![Form::of(&text)];
        let region = region(&text, body);
        if region != Region::Cn {
            forms.push(Form::of(&names.localize_found(&text, &found, &[], region, Region::Cn).text));
        }
        Self { forms, named }
    }

    /// Whether two texts are copies of one story. It is the same from either side.
    pub fn is_copy_of(&self, other: &Self) -> bool {
        let mut pairs = self.forms.iter().flat_map(|one| other.forms.iter().map(move |other| (one, other)));
        pairs.any(|(own, theirs)| match own.shingles.count() <= theirs.shingles.count() {
            true => is_copy((own, &self.named), (theirs, &other.named)),
            false => is_copy((theirs, &other.named), (own, &self.named)),
        })
    }
}

type Named<'a> = &'a HashMap<u32, usize>;

/// Whether the shorter of two texts is a copy of the longer one, or the other way round.
fn is_copy((short, in_short): (&Form, Named<'_>), (long, in_long): (&Form, Named<'_>)) -> bool {
    let (of_short, of_long) = (short.shingles.count(), long.shingles.count());
    let is_as_long = of_short * 100 >= of_long * AS_LONG;
    of_short > 0
        && of_short * 100 >= of_long * LENGTH
        && short.shingles.common(&long.shingles) * 100 >= of_short * SHARED
        && has_figures_of(&short.folded, &long.folded)
        // Whom the shorter one is about stands in the longer one too; and the other way round where none was cut.
        && !lacks(in_short, in_long, NAMED)
        && !(is_as_long && lacks(in_long, in_short, NAMED))
        && !differ(&words(&short.folded), &words(&long.folded))
}

/// The bands of the fingerprint of a text; nothing where it is too short to tell. They are of the text as it came, so that no
/// names have to be looked for; most of what is in other words still has a band in common.
pub fn bands(body: &Body) -> Option<[u64; BANDS]> {
    Shingles::of(&body.text()).bands()
}

/// In whose words a text is. One without Chinese is in nobody's, so that nothing is made of it.
fn region(text: &str, body: &Body) -> Region {
    if body.lang == Lang::Zh { Region::of(text, body.script) } else { Region::Cn }
}

/// Whether two texts have most of their figures in common.
fn has_figures_of(one: &[char], other: &[char]) -> bool {
    let (one, mut other) = (figures(one), figures(other));
    let fewer = one.values().sum::<usize>().min(other.values().sum());
    let mut common = 0;
    for (figure, count) in one {
        let there = other.entry(figure).or_default();
        common += count.min(*there);
    }
    fewer == 0 || common > 0 && fewer - common.min(fewer) <= (fewer * OTHER_FIGURES / 100).max(1)
}

/// The figures of a text and how often each stands there, without the commas of thousands.
fn figures(folded: &[char]) -> HashMap<String, usize> {
    let mut out = HashMap::new();
    for unit in segment::units(folded).filter(|unit| unit.kind == UnitKind::Number) {
        let figure = folded.get(unit.start..unit.end).unwrap_or_default();
        let figure = figure.iter().filter(|c| **c != ',').collect();
        *out.entry(figure).or_default() += 1;
    }
    out
}

/// The words of a text and how often each is said.
fn words(folded: &[char]) -> HashMap<&[char], usize> {
    let mut out = HashMap::new();
    for (start, end) in DICTIONARY.cut(folded) {
        let word = folded.get(start..end).unwrap_or_default();
        if word.iter().all(|c| c.is_alphabetic()) {
            *out.entry(word).or_default() += 1;
        }
    }
    out
}

/// Whether each says something often that the other does not say at all.
fn differ(one: &HashMap<&[char], usize>, other: &HashMap<&[char], usize>) -> bool {
    lacks(one, other, SAID) && lacks(other, one, SAID)
}

/// Whether one has something so often that the other has not at all.
fn lacks<K: Hash + Eq>(one: &HashMap<K, usize>, other: &HashMap<K, usize>, often: usize) -> bool {
    one.iter().any(|(key, count)| *count >= often && !other.contains_key(key))
}
