//! How Chinese sounds, in Latin letters without tones: for finding names by what can be typed.

use pinyin::ToPinyin;

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

#[cfg(test)]
mod tests {
    use super::*;

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
