//! Makes a dictionary of its entries.

use crate::dictionary::{About, Dictionary, MOST_PHRASES};
use crate::glosses::phrases;
use crate::layout::{HEAD, Layout, MAGIC, SECTIONS, Section, VERSION, put_number, put_text};
use crate::words::translates;
use zhimai_model::DictionaryEntry;
use zhimai_text::fold::{Folded, fold_into};

/// Entries are taken up to so many bytes, so that every place in them is a `u32`.
const MOST_BYTES: usize = 1 << 30;

/// Makes a dictionary; `fill` is given a function to call for every entry, whose glosses are as written, the most usual
/// first. How many entries it has is counted here. What would make it larger than 1 GiB is left out.
///
/// # Errors
/// Whatever `fill` says.
pub fn make<E>(
    about: About,
    fill: impl FnOnce(&mut dyn FnMut(&DictionaryEntry)) -> Result<(), E>,
) -> Result<Dictionary, E> {
    let mut maker = Maker::default();
    fill(&mut |entry| maker.add(entry))?;
    Ok(maker.finish(about))
}

/// A dictionary in the making.
#[derive(Default)]
struct Maker {
    folded: Folded,
    entries: Vec<u8>,
    starts: Vec<u32>,
    /// Folded headwords with the numbers of their entries.
    keys: Vec<(String, u32)>,
    /// The phrases of each entry with their ranks.
    phrases: Vec<Vec<(String, u8)>>,
}

impl Maker {
    fn add(&mut self, entry: &DictionaryEntry) {
        let DictionaryEntry { traditional, simplified, pinyin, glosses } = entry;
        if self.entries.len() > MOST_BYTES {
            return;
        }
        let number = u32::try_from(self.starts.len()).unwrap_or(u32::MAX);
        self.starts.push(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        put_text(traditional, &mut self.entries);
        put_text(if simplified == traditional { "" } else { simplified }, &mut self.entries);
        put_text(pinyin, &mut self.entries);
        put_number(glosses.len(), &mut self.entries);
        for gloss in glosses {
            put_text(gloss, &mut self.entries);
        }
        let key = self.key(traditional);
        if simplified != traditional {
            // Nearly always the same once folded.
            let other = self.key(simplified);
            if other != key {
                self.keys.push((other, number));
            }
        }
        self.keys.push((key, number));
        let mut found = Vec::new();
        phrases(glosses, &mut self.folded, &mut found);
        found.truncate(MOST_PHRASES);
        self.phrases.push(found);
    }

    fn key(&mut self, headword: &str) -> String {
        fold_into(headword, &mut self.folded);
        self.folded.chars.iter().collect()
    }

    fn finish(mut self, about: About) -> Dictionary {
        self.keys.sort();
        let mut postings: Vec<(&str, u8, u32)> = Vec::new();
        for (number, (key, entry)) in (0_u32..).zip(&self.keys) {
            if translates(key) {
                let found = self.phrases.get(*entry as usize).into_iter().flatten();
                postings.extend(found.map(|(phrase, rank)| (phrase.as_str(), *rank, number)));
            }
        }
        postings.sort_unstable();
        let about = About { entries: u32::try_from(self.starts.len()).unwrap_or(u32::MAX), ..about };
        let mut sections: [Vec<u8>; SECTIONS] = Default::default();
        let mut section = |section: Section, bytes: Vec<u8>| {
            if let Some(place) = sections.get_mut(section as usize) {
                *place = bytes;
            }
        };
        section(Section::About, serde_json::to_vec(&about).unwrap_or_default());
        section(Section::EntryStarts, numbers(self.starts.iter().copied()));
        section(Section::KeyStarts, starts(self.keys.iter().map(|(key, _)| key.as_str())));
        section(Section::Keys, self.keys.iter().flat_map(|(key, _)| key.bytes()).collect());
        section(Section::KeyEntries, numbers(self.keys.iter().map(|(_, entry)| *entry)));
        let different: Vec<_> = postings.chunk_by(|a, b| a.0 == b.0).collect();
        let distinct = || different.iter().filter_map(|same| Some(same.first()?.0));
        section(Section::Phrases, distinct().flat_map(str::bytes).collect());
        section(Section::PhraseStarts, starts(distinct()));
        section(Section::PostingStarts, numbers(sums(different.iter().map(|same| same.len()))));
        section(Section::PostingKeys, numbers(postings.iter().map(|(_, _, key)| *key)));
        section(Section::PostingRanks, postings.iter().map(|(_, rank, _)| *rank).collect());
        section(Section::Entries, self.entries);
        assemble(about, &sections)
    }
}

/// Puts sections together. None is larger than a `u32` can say: see [`MOST_BYTES`].
fn assemble(about: About, sections: &[Vec<u8>; SECTIONS]) -> Dictionary {
    let length: usize = sections.iter().map(|section| 4 + section.len()).sum();
    let mut bytes = Vec::with_capacity(HEAD + length);
    bytes.extend_from_slice(&MAGIC);
    bytes.extend_from_slice(&VERSION.to_le_bytes());
    bytes.extend_from_slice(&[0; 4]);
    for section in sections {
        bytes.extend_from_slice(&u32::try_from(section.len()).unwrap_or(0).to_le_bytes());
        bytes.extend_from_slice(section);
    }
    let checksum = crc32fast::hash(bytes.get(HEAD..).unwrap_or_default());
    if let Some(place) = bytes.get_mut(HEAD - 4..HEAD) {
        place.copy_from_slice(&checksum.to_le_bytes());
    }
    Dictionary::new(about, Layout::of(bytes).unwrap_or_default())
}

fn numbers(numbers: impl Iterator<Item = u32>) -> Vec<u8> {
    numbers.flat_map(u32::to_le_bytes).collect()
}

/// Where each text begins when they stand one after the other.
fn starts<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<u8> {
    numbers(sums(texts.map(str::len)))
}

/// The sum of all lengths before each.
fn sums(lengths: impl Iterator<Item = usize>) -> impl Iterator<Item = u32> {
    lengths.scan(0_u32, |sum, length| {
        let before = *sum;
        *sum = sum.saturating_add(u32::try_from(length).unwrap_or(u32::MAX));
        Some(before)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dictionary(entries: &[(&str, &str, &[&str])]) -> Dictionary {
        let made = make(About::default(), |add| {
            for (traditional, simplified, glosses) in entries {
                add(&DictionaryEntry {
                    traditional: (*traditional).to_owned(),
                    simplified: (*simplified).to_owned(),
                    pinyin: "pin1 yin1".to_owned(),
                    glosses: glosses.iter().map(|gloss| (*gloss).to_owned()).collect(),
                });
            }
            Ok::<(), ()>(())
        });
        made.unwrap()
    }

    #[test]
    fn both_ways() {
        let dictionary = dictionary(&[
            ("投資", "投资", &["investment", "to invest"]),
            ("融資", "融资", &["financing", "(finance) investment; funding"]),
            ("陰霾", "阴霾", &["gloom"]),
            ("股", "股", &["stock"]),
            ("卡拉OK", "卡拉OK", &["karaoke"]),
        ]);
        assert_eq!(dictionary.about().entries, 5);
        assert_eq!(dictionary.phrases_of("投资"), ["investment", "invest"]);
        assert_eq!(dictionary.phrases_of("投"), [""; 0]);
        let headwords = |phrase| dictionary.headwords_of(phrase).map(|(word, _)| word).collect::<Vec<_>>();
        assert_eq!(headwords("investment"), ["投资", "融资"]);
        assert_eq!(headwords("invest"), ["投资"]);
        assert_eq!(headwords("zzz"), [""; 0]);
        assert_eq!(headwords(""), [""; 0]);
        // A single character, and what has letters in it, can be looked up, and does not translate.
        assert_eq!(headwords("stock"), [""; 0]);
        assert!(
            dictionary.has("股")
                && dictionary.has("卡拉ok")
                && !dictionary.has("卡拉")
                && !dictionary.has("")
        );
        assert_eq!(make(About::default(), |_| Ok::<(), ()>(())).unwrap().headwords_of("gloom").count(), 0);
    }

    proptest! {
        #[test]
        fn every_entry_comes_back_under_both_its_headwords(
            entries in prop::collection::vec(("[投資融资股a-c]{1,4}", "[投資融资股a-c]{1,4}", prop::collection::vec("\\PC{0,12}", 0..4)), 0..12),
        ) {
            let entries: Vec<DictionaryEntry> = entries
                .into_iter()
                .map(|(traditional, simplified, glosses)| DictionaryEntry {
                    traditional, simplified, pinyin: "x1".to_owned(), glosses,
                })
                .collect();
            let made = make(About::default(), |add| {
                entries.iter().for_each(&mut *add);
                Ok::<(), ()>(())
            })
            .unwrap();
            for entry in &entries {
                for headword in [&entry.traditional, &entry.simplified] {
                    let key = zhimai_text::fold::folded(headword);
                    prop_assert!(made.has(&key));
                    prop_assert!(made.entries_of(&key).any(|found| found == *entry), "{:?}", entry);
                }
            }
            for word in ["投资", "融资", "a b"] {
                let phrases = made.phrases_of(word);
                for phrase in &phrases {
                    prop_assert!(made.headwords_of(phrase).any(|(headword, _)| headword == word));
                }
            }
        }
    }
}
