//! What a dictionary says a word means, cut down to phrases that can be looked for.
//!
//! A gloss is written for a reader: `to acquire (a company)`, `CL:家[jia1]`, `variant of 颱|台[tai2]`. Here remarks are
//! taken out, what speaks of the word instead of its meaning is passed over, and what is left is cut into phrases.

use zhimai_text::fold::{Folded, fold_into};
use zhimai_text::function_words::ENGLISH_FUNCTION_WORDS;
use zhimai_text::segment::{Unit, UnitKind, units};

/// Longer phrases explain a word more than they translate it.
pub(crate) const MOST_WORDS: usize = 3;

/// What glosses begin with that say nothing about the meaning, folded.
const ABOUT_THE_WORD: [&str; 24] = [
    "cl:",
    "variant of",
    "old variant",
    "erhua variant",
    "japanese variant",
    "also written",
    "also called",
    "also pr.",
    "also known as",
    "taiwan pr.",
    "pr. ",
    "see ",
    "see also",
    "used in",
    "used before",
    "used after",
    "used to",
    "surname",
    "abbr.",
    "same as",
    "contraction of",
    "onom.",
    "interjection",
    "classifier",
];

/// What a phrase may begin with that is no part of it.
const BEGINNINGS: [&str; 6] = ["to", "be", "a", "an", "the", "sth"];
/// What a phrase may end with that is no part of it.
const ENDINGS: [&str; 3] = ["sb", "sth", "etc"];

/// Words that have no translation of their own, beside those that the planner counts for little. Folded and sorted.
const OTHER_FUNCTION_WORDS: [&str; 75] = [
    "above", "again", "against", "already", "although", "always", "am", "among", "because", "being", "below",
    "between", "both", "cannot", "doing", "down", "during", "each", "either", "else", "etc", "even", "ever",
    "every", "few", "get", "gets", "go", "goes", "got", "having", "here", "hers", "him", "just", "let",
    "like", "made", "make", "makes", "many", "may", "might", "much", "must", "neither", "never", "nor",
    "now", "off", "one", "only", "other", "out", "own", "per", "put", "s", "said", "same", "say", "says",
    "sb", "shall", "since", "sth", "still", "t", "take", "those", "through", "too", "until", "us", "very",
];

/// Whether an English word, folded, only holds a sentence together.
pub fn is_function_word(word: &str) -> bool {
    ENGLISH_FUNCTION_WORDS.binary_search(&word).is_ok() || OTHER_FUNCTION_WORDS.binary_search(&word).is_ok()
}

/// The phrases of the glosses of one word with their ranks, the lowest first. A gloss that is one phrase ranks by its
/// place; one that was cut out of a longer gloss, or had a remark, ranks as if it stood one place later.
pub(crate) fn phrases(glosses: &[String], folded: &mut Folded, found: &mut Vec<(String, u8)>) {
    let mut place = 0_u8;
    for gloss in glosses {
        fold_into(gloss, folded);
        let text = folded.text();
        if ABOUT_THE_WORD.iter().any(|beginning| text.trim_start().starts_with(beginning)) {
            continue;
        }
        let (text, remarks) = without_remarks(&text);
        let parts: Vec<&str> = text.split([';', ',']).filter(|part| !part.trim().is_empty()).collect();
        for (number, part) in parts.iter().enumerate() {
            let later = u8::from(remarks || number > 0);
            let Some(phrase) = phrase(part) else { continue };
            if place == 0 && number == 0 && phrase.split(' ').all(is_function_word) {
                // Above all it is a function word itself; what else it may mean would mislead.
                return;
            }
            if phrase.split(' ').any(tells) && !found.iter().any(|(other, _)| *other == phrase) {
                found.push((phrase, place.saturating_add(later)));
            }
        }
        place = place.saturating_add(1);
    }
    found.sort_by_key(|(_, rank)| *rank);
}

/// A text without what stands in brackets, and whether there was any.
fn without_remarks(text: &str) -> (String, bool) {
    let mut depth = 0_usize;
    let mut any = false;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' | '[' => (depth, any) = (depth + 1, true),
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    (out, any)
}

/// The words of a phrase parted by single spaces; none where there are none, or too many.
fn phrase(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut words: Vec<String> = Vec::new();
    for unit in units(&chars) {
        let Unit { kind, start, end, .. } = unit;
        match kind {
            UnitKind::Ideograph => return None,
            UnitKind::Symbol => match chars.get(start) {
                Some('-' | '.' | '\'' | '’' | '!' | '?' | '"' | '“' | '”' | '&') => {}
                _ => return None,
            },
            UnitKind::Word | UnitKind::Number => {
                words.push(chars.get(start..end).unwrap_or_default().iter().collect());
            }
        }
        if words.len() > MOST_WORDS + 3 {
            return None;
        }
    }
    let mut words = words.as_slice();
    while let [first, rest @ ..] = words
        && !rest.is_empty()
        && BEGINNINGS.contains(&first.as_str())
    {
        words = rest;
    }
    while let [rest @ .., last] = words
        && !rest.is_empty()
        && ENDINGS.contains(&last.as_str())
    {
        words = rest;
    }
    (!words.is_empty() && words.len() <= MOST_WORDS).then(|| words.join(" "))
}

fn tells(word: &str) -> bool {
    word.len() > 1 && word.contains(char::is_alphabetic) && !is_function_word(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(glosses: &[&str]) -> Vec<(String, u8)> {
        let glosses: Vec<String> = glosses.iter().map(|gloss| (*gloss).to_owned()).collect();
        let mut found = Vec::new();
        phrases(&glosses, &mut Folded::default(), &mut found);
        found
    }

    fn check(glosses: &[&str], expect: &[(&str, u8)]) {
        let found = found(glosses);
        let found: Vec<(&str, u8)> = found.iter().map(|(phrase, rank)| (phrase.as_str(), *rank)).collect();
        assert_eq!(found, expect, "{glosses:?}");
    }

    #[test]
    fn glosses_are_cut_down_to_what_can_be_looked_for() {
        check(&["to invest", "Investment"], &[("invest", 0), ("investment", 1)]);
        check(&["company; firm", "CL:家[jia1]"], &[("company", 0), ("firm", 1)]);
        check(&["(purchase) order", "CL:份[fen4]"], &[("order", 1)]);
        check(&["variant of 颱|台[tai2]", "see also 台[tai2]", "platform"], &[("platform", 0)]);
        check(&["to accuse sb", "Beijing, capital of the country"], &[("accuse", 0), ("beijing", 1)]);
        check(&["self-driving", "supply chain"], &[("self driving", 0), ("supply chain", 1)]);
        check(&["of", "to be", "1", "the one"], &[]);
        check(&["to go", "to leave"], &[]);
        check(&["a word for what nobody has a name for"], &[]);
        check(&["loss", "to suffer a loss", "loss"], &[("loss", 0), ("suffer a loss", 1)]);
        check(&["abbr. for 台灣|台湾[Tai2 wan1]", "x ≈ y"], &[]);
    }

    #[test]
    fn function_words_are_sorted() {
        assert!(ENGLISH_FUNCTION_WORDS.is_sorted() && OTHER_FUNCTION_WORDS.is_sorted());
        assert!(is_function_word("the") && !is_function_word("chip"));
    }

    proptest! {
        #[test]
        fn phrases_are_short_and_say_something(gloss in "(\\PC|[a-z();,/ ]){0,40}") {
            for (phrase, _) in found(&[&gloss]) {
                prop_assert!(!phrase.is_empty() && phrase.split(' ').count() <= MOST_WORDS);
            }
        }
    }
}
