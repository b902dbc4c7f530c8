//! Where sentences begin and end.

use std::ops::Range;

/// The sentences of a text, in code points, without the space around them.
pub(super) fn sentences(chars: &[char]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    for at in 0..chars.len() {
        if at < from {
            continue;
        }
        if let Some(end) = end_of_sentence(chars, at) {
            push(chars, from..end, &mut out);
            from = end;
        }
    }
    push(chars, from..chars.len(), &mut out);
    out
}

/// What closes behind the sign that ends a sentence, and belongs to it.
const CLOSING: [char; 8] = ['」', '』', '”', '’', '"', '）', ')', '》'];

/// Words that end in a full stop and no sentence.
const ABBREVIATIONS: &str = "inc corp co ltd mr mrs ms dr prof st no vs jan feb mar apr jun jul aug sep sept oct nov dec \
    approx est e.g i.e u.s u.k";

/// Where the sentence ends whose last sign, or the break of a line behind it, is at `at`.
fn end_of_sentence(chars: &[char], at: usize) -> Option<usize> {
    let closed = || {
        let tail = chars.get(at + 1..).unwrap_or_default();
        at + 1 + tail.iter().take_while(|c| CLOSING.contains(c)).count()
    };
    match *chars.get(at)? {
        '。' | '！' | '？' | '!' | '?' => Some(closed()),
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(at + 1),
        '.' => {
            let end = closed();
            let follows = chars.get(end).is_none_or(|c| c.is_whitespace());
            (follows && !is_abbreviation(chars, at)).then_some(end)
        }
        _ => None,
    }
}

/// Whether the full stop at `at` belongs to the word before it. What begins no sentence goes on with one.
fn is_abbreviation(chars: &[char], at: usize) -> bool {
    let head = chars.get(..at).unwrap_or_default();
    let length = head.iter().rev().take_while(|c| c.is_alphanumeric() || **c == '.').count();
    let word: String = head.iter().skip(at - length).collect::<String>().to_lowercase();
    let next = chars.get(at + 1..).unwrap_or_default().iter().find(|c| !c.is_whitespace());
    let goes_on = next.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || ",;:".contains(*c));
    let is_initial = length == 1 && word.chars().all(char::is_alphabetic);
    is_initial
        || word.contains('.') && word.chars().all(|c| c.is_alphabetic() || c == '.')
        || ABBREVIATIONS.split_ascii_whitespace().any(|own| own == word) && (goes_on || word.len() < 4)
        || goes_on && next.is_some_and(|c| c.is_lowercase())
}

fn push(chars: &[char], range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let own = chars.get(range.clone()).unwrap_or_default();
    let blank = |c: &&char| c.is_whitespace();
    let head = own.iter().take_while(blank).count();
    if head < own.len() {
        let tail = own.iter().rev().take_while(blank).count();
        out.push(range.start + head..range.end - tail);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let chars: Vec<char> = text.chars().collect();
        let found: Vec<String> =
            sentences(&chars).into_iter().map(|range| chars[range].iter().collect()).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn chinese_ends_with_its_signs() {
        check("輝達投資。「他說好！」微軟？\n\n標題", &["輝達投資。", "「他說好！」", "微軟？", "標題"]);
    }

    #[test]
    fn an_english_full_stop_may_belong_to_its_word() {
        check(
            "Nvidia Corp. bought $2.5 billion on Dec. 1. It paid.",
            &["Nvidia Corp. bought $2.5 billion on Dec. 1.", "It paid."],
        );
        check("The U.S. government took 10%. Done", &["The U.S. government took 10%.", "Done"]);
        check("Meta Inc. said so. A. Karp left.", &["Meta Inc. said so.", "A. Karp left."]);
    }

    #[test]
    fn nothing_is_no_sentence() {
        check("", &[]);
        check(" \n\n　", &[]);
    }
}
