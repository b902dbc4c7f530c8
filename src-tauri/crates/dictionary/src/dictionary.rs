//! One dictionary: its entries by headword, and its headwords by what they mean.

use crate::glosses::phrases;
use crate::layout::{Layout, Section, take_number, take_text};
use crate::words::translates;
use serde::{Deserialize, Serialize};
use zhimai_model::DictionaryEntry;
use zhimai_text::fold::Folded;

/// Of one entry, at most so many phrases are kept.
pub(crate) const MOST_PHRASES: usize = 24;

/// What a dictionary is and whom it is from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// What it is known by.
    pub name: String,
    /// Who made it.
    pub by: String,
    /// The short name of its licence.
    pub licence: String,
    /// The address of the licence's text.
    pub licence_address: String,
    /// Where it can be found.
    pub address: String,
    /// The day of its data, `2026-01-04`.
    pub date: String,
    /// The package that it was taken from, with its version.
    pub package: String,
    /// How many entries it has.
    pub entries: u32,
}

/// A dictionary made ready.
#[derive(Debug)]
pub struct Dictionary {
    about: About,
    layout: Layout,
}

impl Dictionary {
    pub(crate) fn new(about: About, layout: Layout) -> Self {
        Self { about, layout }
    }

    /// What it is.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// The bytes of its file.
    pub fn bytes(&self) -> &[u8] {
        self.layout.bytes()
    }

    /// Whether it has no entry.
    pub fn is_empty(&self) -> bool {
        self.layout.count(Section::EntryStarts) == 0
    }

    /// Whether it has a headword, which is folded.
    pub fn has(&self, headword: &str) -> bool {
        self.key(self.first_key(headword)) == headword && !headword.is_empty()
    }

    /// The entries of a headword, which is folded, in the order of the dictionary.
    pub fn entries_of<'a>(&'a self, headword: &'a str) -> impl Iterator<Item = DictionaryEntry> + 'a {
        let keys = self.first_key(headword)..self.layout.count(Section::KeyStarts);
        let same = keys.take_while(move |key| self.key(*key) == headword);
        same.filter_map(|key| self.entry(self.layout.number(Section::KeyEntries, key)?))
    }

    /// What a Chinese word means, the most usual first, where it is one that translates. The word is folded; the phrases
    /// are folded too, their words parted by single spaces.
    pub(crate) fn phrases_of(&self, word: &str) -> Vec<String> {
        let mut out = Vec::new();
        if translates(word) {
            let (mut folded, mut found) = (Folded::default(), Vec::new());
            for entry in self.entries_of(word) {
                phrases(&entry.glosses, &mut folded, &mut found);
                out.extend(found.drain(..).take(MOST_PHRASES).map(|(phrase, _)| phrase));
            }
        }
        out
    }

    /// The Chinese words that an English phrase is a meaning of, with the rank of that meaning: 0 is the first of a
    /// word, given whole. The lowest rank first.
    pub(crate) fn headwords_of(&self, phrase: &str) -> impl Iterator<Item = (&str, u8)> {
        let number = first(self.layout.count(Section::PhraseStarts), |number| self.phrase(number) < phrase);
        let ranks = self.layout.section(Section::PostingRanks);
        let postings = if self.phrase(number) == phrase && !phrase.is_empty() {
            let start = self.layout.number(Section::PostingStarts, number).unwrap_or(ranks.len());
            start..self.layout.number(Section::PostingStarts, number + 1).unwrap_or(ranks.len())
        } else {
            0..0
        };
        postings.filter_map(move |posting| {
            let key = self.layout.number(Section::PostingKeys, posting)?;
            Some((self.key(key), *ranks.get(posting)?))
        })
    }

    fn first_key(&self, headword: &str) -> usize {
        first(self.layout.count(Section::KeyStarts), |key| self.key(key) < headword)
    }

    fn key(&self, number: usize) -> &str {
        self.layout.text(Section::Keys, Section::KeyStarts, number)
    }

    fn phrase(&self, number: usize) -> &str {
        self.layout.text(Section::Phrases, Section::PhraseStarts, number)
    }

    fn entry(&self, number: usize) -> Option<DictionaryEntry> {
        let start = self.layout.number(Section::EntryStarts, number)?;
        let mut bytes = self.layout.section(Section::Entries).get(start..)?;
        let traditional = take_text(&mut bytes)?;
        let simplified = take_text(&mut bytes)?;
        let pinyin = take_text(&mut bytes)?;
        let count = take_number(&mut bytes)?;
        let mut glosses = Vec::new();
        for _ in 0..count {
            glosses.push(take_text(&mut bytes)?.to_owned());
        }
        Some(DictionaryEntry {
            traditional: traditional.to_owned(),
            simplified: if simplified.is_empty() { traditional } else { simplified }.to_owned(),
            pinyin: pinyin.to_owned(),
            glosses,
        })
    }
}

/// The first of so many numbers that is not before what is looked for.
fn first(count: usize, is_before: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (0, count);
    while from < to {
        let middle = from + (to - from) / 2;
        if is_before(middle) { from = middle + 1 } else { to = middle }
    }
    from
}
