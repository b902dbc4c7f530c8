//! Whether what was read of a page is what stands on it: a file need not say which characters its shapes are.

use crate::paragraphs::is_wide;

/// Shorter texts, in characters, are taken as they are unless nothing in them is a word.
const SHORT: usize = 40;

/// Whether a text is made of words, as far as that can be told.
pub(super) fn is_legible(text: &str) -> bool {
    let (mut words, mut wrong, mut all) = (0_usize, 0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_whitespace() && !is_filler(*c)) {
        all = all.saturating_add(1);
        words = words.saturating_add(usize::from(c.is_ascii_alphanumeric() || is_usual(c)));
        wrong = wrong.saturating_add(usize::from(is_wrong(c)));
    }
    if wrong.saturating_mul(10) > all {
        return false;
    }
    if all < SHORT { words > 0 || all == 0 } else { words.saturating_mul(2) >= all }
}

/// What leads from a title to its page, and lines drawn with signs.
fn is_filler(c: char) -> bool {
    matches!(c, '.' | '…' | '·' | '‧' | '-' | '_' | '—' | '─' | '=' | '|' | '•')
}

/// What stands where a character could not be told.
fn is_wrong(c: char) -> bool {
    matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}') || c.is_control()
}

/// Characters that texts are made of: letters of scripts that are in use, ideographs and their signs.
fn is_usual(c: char) -> bool {
    // Ideographs that hardly any text has are a sign of the wrong characters.
    let is_rare = matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3ffff}');
    (is_wide(c) && !is_rare)
        || matches!(c, '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{52f}' | '\u{ac00}'..='\u{d7a3}')
        || matches!(c, '$' | '€' | '£' | '¥' | '%' | '“' | '”' | '‘' | '’')
}

/// Whether a text is nothing but the number of a page.
pub(super) fn is_edge(text: &str) -> bool {
    let text = text.trim();
    let inner = text.trim_matches(|c: char| c.is_whitespace() || "-–—·第页頁".contains(c));
    let is_count = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    match inner.split_once('/') {
        Some((page, all)) => is_count(page.trim()) && is_count(all.trim()),
        None => is_count(inner),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_noise() {
        for text in [
            "三家公司在星期一宣布結盟，總投資額約為450億美元。",
            "The three companies said on Monday that they had agreed on a deal worth $45 billion.",
            "第一章 ................................ 12\n第二章 ................................ 34",
            "",
            "甲",
        ] {
            assert!(is_legible(text), "{text}");
        }
        for text in [
            "\u{e001}\u{e002}\u{e003}\u{e004} \u{e005}",
            "!\"#$%&'()*+,!\"#$%&'()*+,!\"#$%&'()*+,!\"#$%&'()*+,",
            "a\u{fffd}\u{fffd}b",
            "㐀㐁㐂㐃㐄㐅㐆㐇㐈㐉㐊㐋㐌㐍㐎㐏㐐㐑㐒㐓㐔㐕㐖㐗㐘㐙㐚㐛㐜㐝㐞㐟㐠㐡㐢㐣㐤㐥㐦㐧",
        ] {
            assert!(!is_legible(text), "{text}");
        }
    }

    #[test]
    fn numbers_of_pages() {
        for text in ["3", "- 12 -", "第 3 頁", "3 / 120"] {
            assert!(is_edge(text), "{text}");
        }
        for text in ["", "2024年", "第三章", "12345", "3.5"] {
            assert!(!is_edge(text), "{text}");
        }
    }
}
