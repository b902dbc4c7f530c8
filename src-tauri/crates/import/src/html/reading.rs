//! Readings above characters, as `ruby` has them.

use crate::paragraphs::is_wide;

/// Whether what stands above characters says how they are read: in pinyin, zhuyin or kana. Where it says what they mean in
/// another language, it is text as any other: 联邦宇宙 with `Fediverse` above.
pub(super) fn is_reading(text: &str, base: &str) -> bool {
    const INITIALS: &[&str] = &[
        "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z",
        "c", "s", "y", "w", "",
    ];
    const FINALS: &[&str] = &[
        "a", "o", "e", "i", "u", "v", "ai", "ei", "ui", "ao", "ou", "iu", "ie", "ue", "ve", "er", "an", "en",
        "in", "un", "ang", "eng", "ing", "ong", "ia", "iao", "ian", "iang", "iong", "ua", "uo", "uai", "uan",
        "uang",
    ];
    let is_sound = |c: char| {
        matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3105}'..='\u{312f}' | 'ˊ' | 'ˇ' | 'ˋ' | '˙')
            || "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ".contains(c)
    };
    if text.chars().any(is_sound) || !text.chars().any(char::is_alphanumeric) {
        return true;
    }
    let is_syllable = |word: &str| {
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
        INITIALS.iter().any(|initial| word.strip_prefix(initial).is_some_and(|rest| FINALS.contains(&rest)))
    };
    let characters = base.chars().filter(|c| is_wide(*c)).count();
    text.split_whitespace().count() == characters && text.split_whitespace().all(is_syllable)
}
