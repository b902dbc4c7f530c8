//! The words of a piece of text that a reader looks up.

use crate::dictionaries::{Dictionaries, Found};
use crate::words::{LONGEST_PHRASE, base_forms};
use zhimai_text::fold::{Folded, fold};
use zhimai_text::offset::slice;
use zhimai_text::segment::is_ideograph;

/// A longer text is not looked up, in code points: it is a passage, and no word.
pub const LONGEST_TEXT: usize = 60;
/// Of a run of Chinese, at most so many characters are taken for one headword.
const LONGEST_WORD: usize = 20;
/// Of the Chinese words for an English phrase, at most so many are told.
const MOST_HEADWORDS: usize = 8;

/// The entries for a text: a Chinese word, the words of a run of Chinese in their order, or an English word or phrase,
/// which gives the Chinese words for it, the likeliest first. Of one word the person's own entries come first.
/// Empty where nothing is known, and for a text of more than [`LONGEST_TEXT`] code points.
pub fn look_up(dictionaries: &Dictionaries, text: &str) -> Vec<Found> {
    let text = text.trim();
    if text.chars().count() > LONGEST_TEXT {
        return Vec::new();
    }
    let folded = fold(text);
    if folded.chars.iter().copied().any(is_ideograph) {
        chinese(dictionaries, text, &folded)
    } else {
        let folded = folded.text();
        // Such as 3C, which has no Chinese character in it.
        let named = dictionaries.entries_of(&folded);
        if named.is_empty() { english(dictionaries, &folded) } else { named }
    }
}

/// The longest headword from every place where the one before ends, each once.
fn chinese(dictionaries: &Dictionaries, text: &str, folded: &Folded) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < folded.chars.len() {
        let longest = folded.chars.len().min(at + LONGEST_WORD);
        let word = |end: usize| folded.chars.get(at..end).unwrap_or_default().iter().collect::<String>();
        let mut words = (at + 1..=longest).rev().map(|end| (end, word(end)));
        let Some((end, word)) = words.find(|(_, word)| dictionaries.has(word)) else {
            at += 1;
            continue;
        };
        let (from, to) = folded.original(at, end);
        for found in as_written(dictionaries.entries_of(&word), slice(text, from, to)) {
            if !out.contains(&found) {
                out.push(found);
            }
        }
        at = end;
    }
    out
}

/// The entries whose headword stands in the text just so; all where none does. 乾, 幹 and 干 are one when folded, and a reader
/// asks for one of them.
fn as_written(mut found: Vec<Found>, written: &str) -> Vec<Found> {
    let is_written = |found: &Found| found.entry.traditional == written || found.entry.simplified == written;
    if found.iter().any(is_written) {
        found.retain(is_written);
    }
    // Of a character in Simplified text too, what is written so in both comes before what became the same.
    for of_one in found.chunk_by_mut(|a, b| a.dictionary == b.dictionary) {
        of_one.sort_by_key(|found| found.entry.traditional != written);
    }
    found
}

/// The entries of the Chinese words for an English phrase, its last word in any likely base form.
fn english(dictionaries: &Dictionaries, folded: &str) -> Vec<Found> {
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).collect();
    let Some((last, before)) = words.split_last().filter(|_| words.len() <= LONGEST_PHRASE) else {
        return Vec::new();
    };
    for form in base_forms(last) {
        let phrase = before.iter().copied().chain([form.as_str()]).collect::<Vec<_>>().join(" ");
        let mut headwords: Vec<&str> = Vec::new();
        for (headword, _) in dictionaries.headwords_of(&phrase) {
            if headwords.len() < MOST_HEADWORDS && !headwords.contains(&headword) {
                headwords.push(headword);
            }
        }
        if !headwords.is_empty() {
            return headwords.into_iter().flat_map(|headword| dictionaries.entries_of(headword)).collect();
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::{About, Dictionary};
    use crate::make::make;
    use proptest::prelude::*;
    use std::sync::Arc;
    use zhimai_model::DictionaryEntry;

    fn dictionary(name: &str, entries: &[(&str, &str, &str)]) -> Arc<Dictionary> {
        let about = About { name: name.to_owned(), ..About::default() };
        let made = make(about, |add| {
            for (traditional, simplified, gloss) in entries {
                add(&DictionaryEntry {
                    traditional: (*traditional).to_owned(),
                    simplified: (*simplified).to_owned(),
                    pinyin: String::new(),
                    glosses: vec![(*gloss).to_owned()],
                });
            }
            Ok::<(), ()>(())
        });
        Arc::new(made.unwrap())
    }

    fn dictionaries() -> Dictionaries {
        let bundled = [
            ("供應", "供应", "to supply"),
            ("供應鏈", "供应链", "supply chain"),
            ("吃緊", "吃紧", "in short supply"),
            ("的", "的", "of"),
            ("乹", "乾", "old variant of 乾"),
            ("乾", "干", "dry"),
            ("幹", "干", "to do"),
            ("卡拉OK", "卡拉OK", "karaoke"),
            ("3C", "3C", "consumer electronics"),
        ];
        let own = [("吃緊", "吃紧", "tight"), ("缺貨", "缺货", "in short supply")];
        Dictionaries::new(vec![dictionary("mine", &own)], Some(dictionary("bundled", &bundled)))
    }

    fn check(text: &str, expect: &[(&str, &str)]) {
        let found = look_up(&dictionaries(), text);
        let found: Vec<_> =
            found.iter().map(|one| (one.dictionary.as_str(), one.entry.glosses[0].as_str())).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn words_of_a_text_the_longest_first_and_the_own_entry_first() {
        check("供應鏈", &[("bundled", "supply chain")]);
        check(" 供应链 ", &[("bundled", "supply chain")]);
        check("吃緊", &[("mine", "tight"), ("bundled", "in short supply")]);
        check(
            "供應鏈的供應，吃緊的供應",
            &[
                ("bundled", "supply chain"),
                ("bundled", "of"),
                ("bundled", "to supply"),
                ("mine", "tight"),
                ("bundled", "in short supply"),
            ],
        );
        check("卡拉ok", &[("bundled", "karaoke")]);
        check("3C", &[("bundled", "consumer electronics")]);
        check("無", &[]);
        check("", &[]);
    }

    #[test]
    fn a_character_is_the_one_that_stands_there() {
        check("乾", &[("bundled", "dry"), ("bundled", "old variant of 乾")]);
        check("幹", &[("bundled", "to do")]);
        check("干", &[("bundled", "dry"), ("bundled", "to do")]);
    }

    #[test]
    fn english_gives_the_chinese_words() {
        check("Supply Chains", &[("bundled", "supply chain")]);
        check("supplied", &[("bundled", "to supply")]);
        // The bundled one is not asked about a word that an own one has.
        check("tight", &[("mine", "tight"), ("bundled", "in short supply")]);
        check("a whole sentence about supply", &[]);
    }

    proptest! {
        #[test]
        fn any_text_is_looked_up(text in "(供應鏈|吃緊|supply|\\PC){0,70}") {
            let found = look_up(&dictionaries(), &text);
            prop_assert!(text.trim().chars().count() <= LONGEST_TEXT || found.is_empty());
        }
    }
}
