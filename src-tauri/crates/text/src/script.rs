//! Which script a text is written in, by the characters that only one script has.

use crate::convert::opencc::{Tables, tables};
use serde::{Deserialize, Serialize};

/// The script of a text (ISO 15924 `Hant`, `Hans`, `Latn`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Script {
    /// Traditional Chinese characters.
    Hant,
    /// Simplified Chinese characters.
    Hans,
    /// Latin letters.
    Latin,
    /// None of these, or a Chinese text whose characters are all common to both scripts.
    Other,
}

/// How many characters of each sort a text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Ideographs that only Traditional has.
    pub hant: usize,
    /// Ideographs that only Simplified has.
    pub hans: usize,
    /// All ideographs.
    pub han: usize,
    /// Latin letters.
    pub latin: usize,
    /// Kana and Hangul: signs of a text that is not Chinese though it has ideographs.
    pub other: usize,
}

/// Counts the characters of a text by script.
pub fn count(text: &str) -> Counts {
    let Tables { hant_only, hans_only } = tables();
    let mut counts = Counts::default();
    for c in text.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => counts.latin += 1,
            '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
                counts.han += 1;
                counts.hant += usize::from(hant_only.contains(c));
                counts.hans += usize::from(hans_only.contains(c));
            }
            '\u{3041}'..='\u{30ff}' | '\u{ac00}'..='\u{d7a3}' => counts.other += 1,
            _ => {}
        }
    }
    counts
}

/// The script of a text.
///
/// Chinese when a tenth of its letters are ideographs, since an ideograph says as much as several Latin letters.
/// Of the two Chinese scripts, the one that has more characters of its own; names and quotes in the other script
/// do not change it.
pub fn detect(text: &str) -> Script {
    count(text).script()
}

impl Counts {
    /// The script that these characters make, as [`detect`] tells it.
    pub fn script(self) -> Script {
        if self.han == 0 || self.han.saturating_mul(10) < self.latin {
            return if self.latin > 0 { Script::Latin } else { Script::Other };
        }
        if self.other.saturating_mul(5) > self.han {
            return Script::Other;
        }
        match self.hant.cmp(&self.hans) {
            std::cmp::Ordering::Greater => Script::Hant,
            std::cmp::Ordering::Less => Script::Hans,
            std::cmp::Ordering::Equal => Script::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts() {
        for (text, expect) in [
            ("輝達與微軟", Script::Hant),
            ("英伟达和微软", Script::Hans),
            ("台积电", Script::Hans),
            ("老黃", Script::Hant),
            ("中文", Script::Other),
            ("", Script::Other),
            ("NVIDIA", Script::Latin),
            ("Anthropic 將使用 Claude", Script::Hant),
            (
                "The Chinese name of NVIDIA in Taiwan is 輝達, and there is no other in use there.",
                Script::Latin,
            ),
            ("后面里有干系", Script::Other),
            ("すべての東京", Script::Other),
            ("1234", Script::Other),
            ("裡面", Script::Hant),
            ("这里说的「輝達」就是英伟达", Script::Hans),
        ] {
            assert_eq!(detect(text), expect, "{text}");
        }
    }
}
