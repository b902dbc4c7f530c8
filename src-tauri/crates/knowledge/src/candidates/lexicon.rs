//! Words and what each means, looked up where they stand.

use std::collections::HashMap;
use zhimai_text::fold::folded;

/// Words of Chinese and English in folded characters, with what each means.
#[derive(Debug)]
pub(super) struct Lexicon<T> {
    /// By the first character, the longer first.
    entries: HashMap<char, Vec<(Vec<char>, T)>>,
}

impl<T> Default for Lexicon<T> {
    fn default() -> Self {
        Self { entries: HashMap::new() }
    }
}

impl<T: Copy> Lexicon<T> {
    /// Adds words, apart by `|`. Of two that are alike the earlier counts.
    pub(super) fn add(&mut self, words: &str, meaning: T) {
        for word in words.split('|').filter(|word| !word.is_empty()) {
            let chars: Vec<char> = folded(word).chars().collect();
            let Some(first) = chars.first() else { continue };
            let entries = self.entries.entry(*first).or_default();
            let at = entries.partition_point(|(other, _)| other.len() >= chars.len());
            entries.insert(at, (chars, meaning));
        }
    }

    /// The longest word that begins at a place, and its length in characters. Latin words begin and end where letters do;
    /// `is_alone` says whether a Chinese character is a word by itself there.
    pub(super) fn at(
        &self,
        chars: &[char],
        at: usize,
        is_alone: impl Fn(usize) -> bool,
    ) -> Option<(T, usize)> {
        let rest = chars.get(at..)?;
        let entries = self.entries.get(rest.first()?)?;
        let is_letter = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
        let before = at.checked_sub(1).and_then(|before| chars.get(before));
        let fits = |word: &[char]| {
            let (first, length) = (word.first(), word.len());
            let is_chinese = first.is_some_and(|c| c.is_alphabetic() && !c.is_ascii());
            rest.starts_with(word)
                && !(is_letter(first) && is_letter(before))
                && !(is_letter(word.last()) && is_letter(rest.get(length)))
                && (length > 1 || !is_chinese || is_alone(at))
        };
        entries.iter().find(|(word, _)| fits(word)).map(|(word, meaning)| (*meaning, word.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_counts() {
        let mut words = Lexicon::default();
        words.add("投資|invest|to", 1);
        words.add("投資人|in", 2);
        let at = |text: &str, at: usize| words.at(&text.chars().collect::<Vec<_>>(), at, |_| false);
        assert_eq!(at("投资人", 0), Some((2, 3)));
        assert_eq!(at("投资", 0), Some((1, 2)));
        assert_eq!(at("invest in", 0), Some((1, 6)));
        assert_eq!(at("invest in", 7), Some((2, 2)));
        assert_eq!((at("investor", 0), at("into", 0), at("into", 2), at("", 0)), (None, None, None, None));
    }

    #[test]
    fn a_chinese_character_must_be_a_word_by_itself() {
        let mut words = Lexicon::default();
        words.add("向", ());
        let chars = ['向', '来'];
        assert_eq!(words.at(&chars, 0, |_| false), None);
        assert_eq!(words.at(&chars, 0, |_| true), Some(((), 1)));
    }
}
