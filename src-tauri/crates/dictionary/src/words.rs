//! Which words a query can be translated by, and under which form a dictionary may have one.

use crate::glosses::MOST_WORDS;
use zhimai_text::segment::is_ideograph;

/// A headword that translates may have from two to so many characters: one alone is part of too many words to say anything.
pub const LONGEST_HEADWORD: usize = 8;
/// How many words a phrase of a query may have to be looked up as one.
pub const LONGEST_PHRASE: usize = MOST_WORDS;

/// Whether a folded headword can be found in a text for sure.
pub(crate) fn translates(headword: &str) -> bool {
    (2..=LONGEST_HEADWORD).contains(&headword.chars().count()) && headword.chars().all(is_ideograph)
}

/// The forms that a dictionary may have an English word under, the word itself first: `companies` is under `company`.
/// They are only guesses; the dictionary tells which of them are words.
pub fn base_forms(word: &str) -> Vec<String> {
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

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn which_words_translate() {
        for word in ["投资", "供应链", "人工智能"] {
            assert!(translates(word), "{word}");
        }
        for word in ["股", "卡拉ok", "", "不管白猫黑猫捉住老鼠"] {
            assert!(!translates(word), "{word}");
        }
    }
}
