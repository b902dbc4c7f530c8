//! Readings above characters, as `ruby` has them.

use crate::paragraphs::is_wide;
use std::collections::BTreeSet;

/// Vowels with the marks of tones, and each without.
const MARKED: [(&str, char); 6] =
    [("āáǎà", 'a'), ("ēéěè", 'e'), ("īíǐì", 'i'), ("ōóǒò", 'o'), ("ūúǔù", 'u'), ("ǖǘǚǜ", 'v')];
/// So many letters a reading has at most.
const LONGEST: usize = 120;

/// Whether what stands above characters says how they are read: in pinyin, zhuyin or kana. Where it says what they mean in
/// another language, it is text as any other: 联邦宇宙 with `Fediverse` above, 达利 with `Dalí`.
pub(super) fn is_reading(text: &str, base: &str) -> bool {
    let is_sound =
        |c: char| matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3105}'..='\u{312f}' | 'ˊ' | 'ˇ' | 'ˋ' | '˙');
    if text.chars().any(is_sound) || !text.chars().any(char::is_alphanumeric) {
        return true;
    }
    let (mut letters, mut tones) = (String::new(), 0_usize);
    for c in text.chars().flat_map(char::to_lowercase) {
        if let Some((_, plain)) = MARKED.iter().find(|(marked, _)| marked.contains(c)) {
            tones = tones.saturating_add(1);
            letters.push(*plain);
        } else if c.is_ascii_digit() {
            tones = tones.saturating_add(1);
        } else if c == 'ü' {
            letters.push('v');
        } else if c.is_ascii_lowercase() {
            letters.push(c);
        } else if !c.is_whitespace() && !matches!(c, '\'' | '’' | '-' | '·') {
            return false;
        }
    }
    let characters = base.chars().filter(|c| is_wide(*c)).count();
    // One syllable without a tone may be a word as well: 桶 with `bin` above.
    let is_of_all = (tones > 0 || characters > 1) && is_made_of(&letters, characters);
    is_of_all || (tones > 0 && is_made_of(&letters, tones))
}

/// Whether letters are so many syllables of pinyin.
fn is_made_of(letters: &str, count: usize) -> bool {
    if letters.len() > LONGEST || count > LONGEST {
        return false;
    }
    let mut ends = BTreeSet::from([0_usize]);
    for _ in 0..count {
        let next = |from: usize| {
            (1..=6_usize)
                .map(move |length| from.saturating_add(length))
                .filter(move |to| is_syllable(letters.get(from..*to)))
        };
        ends = ends.into_iter().flat_map(next).collect();
    }
    ends.contains(&letters.len())
}

fn is_syllable(letters: Option<&str>) -> bool {
    const INITIALS: &[&str] = &[
        "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z",
        "c", "s", "y", "w", "",
    ];
    const FINALS: &[&str] = &[
        "a", "o", "e", "i", "u", "v", "ai", "ei", "ui", "ao", "ou", "iu", "ie", "ue", "ve", "er", "an", "en",
        "in", "un", "ang", "eng", "ing", "ong", "ia", "iao", "ian", "iang", "iong", "ua", "uo", "uai", "uan",
        "uang",
    ];
    let ends_well = |letters: &str| {
        INITIALS
            .iter()
            .any(|initial| letters.strip_prefix(initial).is_some_and(|rest| FINALS.contains(&rest)))
    };
    letters.is_some_and(ends_well)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_and_what_is_none() {
        for (text, base) in [
            ("huī", "辉"),
            ("Běijīng", "北京"),
            ("xī'ān", "西安"),
            ("xin pin", "新品"),
            ("da2", "達"),
            ("péngyou", "朋友"),
            ("nǚ", "女"),
            ("ㄏㄨㄟ", "輝"),
            ("かんじ", "漢字"),
        ] {
            assert!(is_reading(text, base), "{text}");
        }
        for (text, base) in [
            ("Fediverse", "联邦宇宙"),
            ("key", "键"),
            ("bin", "桶"),
            ("Salvador Dalí", "萨尔瓦多·达利"),
            ("Día de los Muertos", "亡灵节"),
            ("Supérieure d’Arts et Métiers", "高等工程技术大学"),
        ] {
            assert!(!is_reading(text, base), "{text}");
        }
    }
}
