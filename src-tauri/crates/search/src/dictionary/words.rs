//! A dictionary for queries only: Chinese headwords to what they mean in English, and back.
//!
//! Nothing of it goes into the index, so it can be put in and taken out at any time. All words lie one after the other
//! in one text, and two sorted lists of places lead to them: some ten megabytes for 120,000 entries.
//! This module knows the words; which of them a query asks for, and what they count, the plan says.

use crate::dictionary::glosses::{MOST_WORDS, phrases};
use zhimai_text::fold::{Folded, fold_into};
use zhimai_text::segment::is_ideograph;

/// A headword may have from two to so many characters: one alone is part of too many words to say anything.
pub(crate) const LONGEST_HEADWORD: usize = 8;
/// Of one entry, at most so many phrases are kept.
const MOST_PHRASES: usize = 24;

/// A dictionary made ready for queries. Empty by default.
#[derive(Debug, Default)]
pub struct Dictionary {
    /// Headwords and phrases, one after the other.
    text: String,
    /// Sorted by headword; of one headword, in the order given.
    entries: Vec<Entry>,
    /// All phrases of all entries, those of one entry beside each other.
    phrases: Vec<Place>,
    /// The numbers of phrases with their entries and ranks, sorted by phrase, then rank.
    by_phrase: Vec<ByPhrase>,
}

/// Where a word lies in the text, in bytes.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: u32,
    length: u8,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    headword: Place,
    first_phrase: u32,
    phrases: u8,
}

#[derive(Clone, Copy, Debug)]
struct ByPhrase {
    phrase: u32,
    entry: u32,
    rank: u8,
}

impl Dictionary {
    /// Makes a dictionary. `fill` is given a function to call for every entry, with the headword in Traditional and in
    /// Simplified characters, and its glosses as written, the most usual first.
    ///
    /// # Errors
    /// Whatever `fill` says.
    pub fn build<E>(
        fill: impl FnOnce(&mut dyn FnMut(&str, &str, &[String])) -> Result<(), E>,
    ) -> Result<Self, E> {
        let mut builder = Builder::default();
        fill(&mut |traditional, simplified, glosses| builder.add(traditional, simplified, glosses))?;
        Ok(builder.finish())
    }

    /// How many headwords there are that a query can be translated by.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What a Chinese word means, the most usual first. The word is folded; the phrases are folded too, their words
    /// parted by single spaces.
    pub(crate) fn phrases_of<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a str> {
        let from = self.entries.partition_point(|entry| self.at(entry.headword) < word);
        let same = self.entries.iter().skip(from).take_while(move |entry| self.at(entry.headword) == word);
        same.flat_map(|entry| {
            let first = entry.first_phrase as usize;
            self.phrases.iter().skip(first).take(entry.phrases.into()).map(|place| self.at(*place))
        })
    }

    /// The Chinese words that an English phrase is a meaning of, with the rank of that meaning: 0 is the first of a
    /// word, given whole. The lowest rank first.
    pub(crate) fn headwords_of<'a>(&'a self, phrase: &'a str) -> impl Iterator<Item = (&'a str, u8)> {
        let from = self.by_phrase.partition_point(|by| self.phrase(by.phrase) < phrase);
        let same = self.by_phrase.iter().skip(from).take_while(move |by| self.phrase(by.phrase) == phrase);
        same.filter_map(|by| Some((self.at(self.entries.get(by.entry as usize)?.headword), by.rank)))
    }

    fn phrase(&self, number: u32) -> &str {
        self.phrases.get(number as usize).map_or("", |place| self.at(*place))
    }

    fn at(&self, place: Place) -> &str {
        let start = place.start as usize;
        self.text.get(start..start + usize::from(place.length)).unwrap_or_default()
    }
}

/// A dictionary in the making.
#[derive(Default)]
struct Builder {
    dictionary: Dictionary,
    folded: Folded,
    headword: String,
    /// The phrases of the entry at hand with their ranks.
    found: Vec<(String, u8)>,
    ranks: Vec<u8>,
}

impl Builder {
    fn add(&mut self, traditional: &str, simplified: &str, glosses: &[String]) {
        self.found.clear();
        phrases(glosses, &mut self.folded, &mut self.found);
        self.found.truncate(MOST_PHRASES);
        if self.found.is_empty() {
            return;
        }
        self.word(traditional);
        let first = self.headword.clone();
        if simplified != traditional {
            // Nearly always the same once folded.
            self.word(simplified);
            if self.headword != first {
                self.entry(&first);
            }
        }
        let headword = std::mem::take(&mut self.headword);
        self.entry(&headword);
    }

    /// Folds a headword.
    fn word(&mut self, word: &str) {
        fold_into(word, &mut self.folded);
        self.headword.clear();
        self.headword.extend(&self.folded.chars);
    }

    fn entry(&mut self, headword: &str) {
        let length = headword.chars().count();
        if !(2..=LONGEST_HEADWORD).contains(&length) || !headword.chars().all(is_ideograph) {
            return;
        }
        let Some(headword) = self.dictionary.keep(headword) else { return };
        let first_phrase = self.dictionary.phrases.len();
        let found = std::mem::take(&mut self.found);
        for (phrase, rank) in &found {
            let Some(place) = self.dictionary.keep(phrase) else { break };
            self.dictionary.phrases.push(place);
            self.ranks.push(*rank);
        }
        let count = self.dictionary.phrases.len() - first_phrase;
        self.found = found;
        if let (Ok(first_phrase), Ok(phrases)) = (u32::try_from(first_phrase), u8::try_from(count)) {
            self.dictionary.entries.push(Entry { headword, first_phrase, phrases });
        }
    }

    fn finish(self) -> Dictionary {
        let Builder { mut dictionary, ranks, .. } = self;
        let text = std::mem::take(&mut dictionary.text);
        let at = |place: Place| {
            text.get(place.start as usize..place.start as usize + usize::from(place.length))
                .unwrap_or_default()
        };
        dictionary.entries.sort_by(|a, b| at(a.headword).cmp(at(b.headword)));
        for (number, entry) in (0_u32..).zip(&dictionary.entries) {
            let phrases = (entry.first_phrase..).take(entry.phrases.into());
            dictionary.by_phrase.extend(phrases.map(|phrase| {
                let rank = ranks.get(phrase as usize).copied().unwrap_or(u8::MAX);
                ByPhrase { phrase, entry: number, rank }
            }));
        }
        let phrases = &dictionary.phrases;
        let phrase = |by: &ByPhrase| phrases.get(by.phrase as usize).map_or("", |place| at(*place));
        dictionary
            .by_phrase
            .sort_by(|a, b| phrase(a).cmp(phrase(b)).then(a.rank.cmp(&b.rank)).then(a.entry.cmp(&b.entry)));
        dictionary.text = text;
        dictionary.text.shrink_to_fit();
        dictionary.entries.shrink_to_fit();
        dictionary.phrases.shrink_to_fit();
        dictionary
    }
}

impl Dictionary {
    /// Puts a word at the end of the text. None where it is too long, or there is no room.
    fn keep(&mut self, word: &str) -> Option<Place> {
        let place =
            Place { start: u32::try_from(self.text.len()).ok()?, length: u8::try_from(word.len()).ok()? };
        self.text.push_str(word);
        Some(place)
    }
}

/// The forms that a dictionary may have an English word under, the word itself first: `companies` is under `company`.
/// They are only guesses; the dictionary tells which of them are words.
pub(crate) fn base_forms(word: &str) -> Vec<String> {
    let mut out = vec![word.to_owned()];
    let mut add = |stem: &str, ending: &str| {
        if stem.len() >= 2 {
            out.push(format!("{stem}{ending}"));
        }
    };
    if let Some(stem) = word.strip_suffix("ies").or_else(|| word.strip_suffix("ied")) {
        add(stem, "y");
    }
    if let Some(stem) = word.strip_suffix('s').filter(|stem| !stem.ends_with('s')) {
        add(stem, "");
        if let Some(stem) = stem.strip_suffix('e') {
            add(stem, "");
        }
    }
    for ending in ["ed", "ing"] {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() >= 3) else { continue };
        add(stem, "");
        add(stem, "e");
        // `stopped`: the last letter was doubled.
        if let [.., a, b] = stem.as_bytes()
            && a == b
        {
            add(stem.get(..stem.len() - 1).unwrap_or_default(), "");
        }
    }
    out
}

/// How many words a phrase of a query may have to be looked up as one.
pub(crate) const LONGEST_PHRASE: usize = MOST_WORDS;

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn dictionary(entries: &[(&str, &[&str])]) -> Dictionary {
        let built = Dictionary::build(|add| {
            for (headword, glosses) in entries {
                let glosses: Vec<String> = glosses.iter().map(|gloss| (*gloss).to_owned()).collect();
                add(headword, headword, &glosses);
            }
            Ok::<(), ()>(())
        });
        built.unwrap()
    }

    #[test]
    fn both_ways() {
        let dictionary = dictionary(&[
            ("投資", &["investment", "to invest"]),
            ("融資", &["financing", "(finance) investment; funding"]),
            ("陰霾", &["gloom"]),
            ("股", &["stock"]),
            ("卡拉OK", &["karaoke"]),
        ]);
        assert_eq!(dictionary.len(), 3);
        assert_eq!(dictionary.phrases_of("投资").collect::<Vec<_>>(), ["investment", "invest"]);
        assert_eq!(dictionary.phrases_of("投").count(), 0);
        let headwords = |phrase| dictionary.headwords_of(phrase).map(|(word, _)| word).collect::<Vec<_>>();
        assert_eq!(headwords("investment"), ["投资", "融资"]);
        assert_eq!(headwords("invest"), ["投资"]);
        assert_eq!(headwords("stock"), [""; 0]);
        assert_eq!(Dictionary::default().headwords_of("gloom").count(), 0);
    }

    #[test]
    fn guesses_at_base_forms() {
        let check = |word: &str, base: &str| {
            assert!(base_forms(word).iter().any(|form| form == base), "{word}: {:?}", base_forms(word));
        };
        check("chip", "chip");
        check("companies", "company");
        check("worried", "worry");
        check("losses", "loss");
        check("leases", "lease");
        check("acquired", "acquire");
        check("stopped", "stop");
        check("training", "train");
        assert_eq!(base_forms("loss"), ["loss"]);
    }
}
