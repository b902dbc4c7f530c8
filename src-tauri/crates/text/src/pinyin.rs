//! How Chinese sounds, in Latin letters without tones: for finding names by what can be typed.

use pinyin::{ToPinyin, ToPinyinMulti};

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

#[cfg(test)]
mod tests {
    use super::*;

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
