//! How Chinese sounds, in Latin letters: without tones for finding names by what can be typed, and with them to be read.

use pinyin::{ToPinyin, ToPinyinMulti};
use unicode_normalization::UnicodeNormalization;

/// Of a character with more readings than this the most common ones count, and of a word so many in all.
const READINGS: usize = 3;
const MOST_READINGS: usize = 24;

/// The pinyin of a word and its initials: `yingweida` and `ywd`. Letters and digits in it stand for themselves.
/// `None` when there is nothing in it that has a pinyin. A character with several readings has the most common one.
pub fn sound(word: &str) -> Option<(String, String)> {
    let (mut full, mut initials) = (String::new(), String::new());
    let mut any = false;
    for c in word.chars() {
        if let Some(syllable) = c.to_pinyin() {
            any = true;
            full.extend(syllable.plain().chars().map(|c| if c == 'ü' { 'v' } else { c }));
            initials.push_str(syllable.first_letter());
        } else if c.is_ascii_alphanumeric() {
            full.push(c.to_ascii_lowercase());
            initials.push(c.to_ascii_lowercase());
        }
    }
    any.then_some((full, initials))
}

/// Every pinyin that a word of Chinese characters may have, without tones, the most common one first: `huida` and `kuaida`.
/// Empty when something else is in it.
pub fn readings(word: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for c in word.chars() {
        let Some(multi) = c.to_pinyin_multi() else { return Vec::new() };
        let mut own: Vec<String> = Vec::new();
        for reading in multi.into_iter().map(|syllable| syllable.plain().replace('ü', "v")) {
            if !own.contains(&reading) && own.len() < READINGS {
                own.push(reading);
            }
        }
        let longer =
            own.iter().flat_map(|reading| all.iter().map(move |before| format!("{before}{reading}")));
        all = longer.take(MOST_READINGS).collect();
    }
    all.retain(|reading| !reading.is_empty());
    all
}

/// Pinyin as dictionaries type it, `nu:3 ren2`, with its tones as marks: `nǚ rén`. A syllable that ends in no tone stays as
/// it is.
pub fn with_tone_marks(typed: &str) -> String {
    typed.split(' ').map(marked).collect::<Vec<_>>().join(" ")
}

/// The mark of each tone, to be put behind its letter.
const MARKS: [char; 4] = ['\u{304}', '\u{301}', '\u{30c}', '\u{300}'];

fn marked(syllable: &str) -> String {
    let stem = syllable.trim_end_matches(|c: char| c.is_ascii_digit());
    let Ok(tone) = syllable.get(stem.len()..).unwrap_or_default().parse::<usize>() else {
        return syllable.to_owned();
    };
    if stem.is_empty() || tone > 5 {
        return syllable.to_owned();
    }
    let stem = stem.replace("u:", "ü").replace("U:", "Ü").replace('v', "ü");
    let mark = tone.checked_sub(1).and_then(|tone| MARKS.get(tone));
    let (Some(mark), Some(place)) = (mark, place_of_mark(&stem)) else { return stem };
    let chars = stem.chars().enumerate();
    chars.flat_map(|(at, c)| [Some(c), (at == place).then_some(*mark)].into_iter().flatten()).nfc().collect()
}

/// The letter that bears the mark: a or e, the o of ou, else the last vowel; a syllable without any bears it on its first.
fn place_of_mark(stem: &str) -> Option<usize> {
    let lower: Vec<char> = stem.chars().flat_map(char::to_lowercase).collect();
    let of = |wanted: &[char]| lower.iter().position(|c| wanted.contains(c));
    let both = lower.windows(2).position(|two| two == ['o', 'u']);
    let last = lower.iter().rposition(|c| ['i', 'o', 'u', 'ü'].contains(c));
    of(&['a']).or(of(&['e'])).or(both).or(last).or(of(&['m', 'n']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tones_are_marks_to_be_read() {
        for (typed, expect) in [
            ("tou2 zi1", "tóu zī"),
            ("nu:3 ren2", "nǚ rén"),
            ("lu:e4", "lüè"),
            ("lve4", "lüè"),
            ("Tai2 wan1", "Tái wān"),
            ("A1 la1 bo2", "Ā lā bó"),
            ("liu4 gui4 xiong2", "liù guì xióng"),
            ("shou3 ji1 r5", "shǒu jī r"),
            ("ma5", "ma"),
            ("m2", "ḿ"),
            ("ng4", "ǹg"),
            ("r5", "r"),
            ("san1 C", "sān C"),
            ("4S dian4", "4S diàn"),
            ("Qiu1 ji2 · Zhao1", "Qiū jí · Zhāo"),
            ("88", "88"),
            ("", ""),
        ] {
            assert_eq!(with_tone_marks(typed), expect);
        }
    }

    #[test]
    fn words_with_several_readings() {
        let check = |word: &str, expect: &str| {
            assert!(readings(word).iter().any(|reading| reading == expect), "{word}: {:?}", readings(word));
        };
        check("会达", "huida");
        check("會達", "huida");
        check("长江", "changjiang");
        check("长江", "zhangjiang");
        check("百度", "baidu");
        check("重庆", "chongqing");
        check("银行", "yinhang");
        check("中兴", "zhongxing");
        check("绿色", "lvse");
        assert_eq!(readings("应伟大").first().map(String::as_str), Some("yingweida"));
        for none in ["阿里AI", "NVIDIA", ""] {
            assert_eq!(readings(none), [""; 0], "{none}");
        }
        assert!(readings(&"长".repeat(100)).len() <= MOST_READINGS);
    }

    #[test]
    fn sounds() {
        let check = |word: &str, full: &str, initials: &str| {
            assert_eq!(sound(word), Some((full.to_owned(), initials.to_owned())), "{word}");
        };
        check("英偉達", "yingweida", "ywd");
        check("英伟达", "yingweida", "ywd");
        check("黃仁勳", "huangrenxun", "hrx");
        check("綠色", "lvse", "ls");
        check("阿里AI", "aliai", "alai");
        assert_eq!(sound("NVIDIA"), None);
    }
}
