//! Several dictionaries together: the person's own, and the one that comes with the program.
//!
//! An own one goes first: what it has a word for, the bundled one is not asked about.

use crate::dictionary::{About, Dictionary};
use std::sync::Arc;
use zhimai_model::DictionaryEntry;

/// The dictionaries that are asked. None by default. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Dictionaries {
    own: Vec<Arc<Dictionary>>,
    bundled: Option<Arc<Dictionary>>,
}

/// An entry, and which dictionary it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The entry.
    pub entry: DictionaryEntry,
    /// What its dictionary is known by.
    pub dictionary: String,
}

impl Dictionaries {
    /// The person's own, and the bundled one if it is there.
    pub fn new(own: Vec<Arc<Dictionary>>, bundled: Option<Arc<Dictionary>>) -> Self {
        Self { own, bundled }
    }

    /// The person's own.
    pub fn own(&self) -> &[Arc<Dictionary>] {
        &self.own
    }

    /// The one that comes with the program.
    pub fn bundled(&self) -> Option<&Arc<Dictionary>> {
        self.bundled.as_ref()
    }

    /// What the bundled one is.
    pub fn bundled_about(&self) -> Option<&About> {
        self.bundled.as_deref().map(Dictionary::about)
    }

    /// Whether no entry is in any of them.
    pub fn is_empty(&self) -> bool {
        self.all().all(Dictionary::is_empty)
    }

    /// Whether one of them has a headword, which is folded.
    pub fn has(&self, headword: &str) -> bool {
        self.all().any(|one| one.has(headword))
    }

    /// What a Chinese word of two to eight characters means, the most usual first. The word is folded; the phrases are
    /// folded too, their words parted by single spaces.
    pub fn phrases_of(&self, word: &str) -> Vec<String> {
        let own: Vec<String> = self.own.iter().flat_map(|one| one.phrases_of(word)).collect();
        match &self.bundled {
            Some(bundled) if !self.is_own(word) => bundled.phrases_of(word),
            _ => own,
        }
    }

    /// The Chinese words that an English phrase is a meaning of, with the rank of that meaning: 0 is the first of a
    /// word, given whole. The lowest rank first, and of one rank the person's own first.
    pub fn headwords_of(&self, phrase: &str) -> Vec<(&str, u8)> {
        let mut all: Vec<(&str, u8)> = self.own.iter().flat_map(|one| one.headwords_of(phrase)).collect();
        if let Some(bundled) = &self.bundled {
            all.extend(bundled.headwords_of(phrase).filter(|(word, _)| !self.is_own(word)));
        }
        all.sort_by_key(|(_, rank)| *rank);
        all
    }

    /// The entries of a headword, which is folded, those of the person's own dictionaries first. What the bundled one
    /// says in the same words is left out.
    pub fn entries_of(&self, headword: &str) -> Vec<Found> {
        let mut all: Vec<Found> = Vec::new();
        for one in self.all() {
            for entry in one.entries_of(headword) {
                if !all.iter().any(|found| found.entry == entry) {
                    all.push(Found { entry, dictionary: one.about().name.clone() });
                }
            }
        }
        all
    }

    fn is_own(&self, headword: &str) -> bool {
        self.own.iter().any(|one| one.has(headword))
    }

    fn all(&self) -> impl Iterator<Item = &Dictionary> {
        self.own.iter().chain(&self.bundled).map(Arc::as_ref)
    }
}
