//! Cutting folded text: into units by what the characters are, and Chinese into words by a dictionary.
//!
//! Both work on [`crate::fold`]ed characters and count in them.

use jieba_rs::Jieba;
use std::borrow::Cow;
use std::sync::LazyLock;

/// What a unit is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// One character of a script that is written without spaces: Chinese, kana, Hangul, Thai and the like.
    Ideograph,
    /// A run of letters, with the signs that make another name of it: `gpt`, `c++`, `f#`.
    Word,
    /// A run of digits with single dots and commas inside: `5`, `4.5`, `45,000`.
    Number,
    /// One character of any other sort that is no space: punctuation, signs, pictures.
    Symbol,
}

/// What stands between a unit and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// Nothing.
    None,
    /// Only spaces.
    Space,
    /// The beginning of the text.
    Start,
}

/// A piece of a folded text: characters `start..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What it is made of.
    pub kind: UnitKind,
    /// The first folded character.
    pub start: usize,
    /// After the last folded character.
    pub end: usize,
    /// What stands before it.
    pub gap: Gap,
}

/// Cuts folded characters into units. Everything but white space is in one of them.
pub fn units(chars: &[char]) -> Units<'_> {
    Units { chars, at: 0, gap: Gap::Start }
}

/// The units of a folded text, in order.
#[derive(Clone, Debug)]
pub struct Units<'a> {
    chars: &'a [char],
    at: usize,
    gap: Gap,
}

impl Units<'_> {
    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    fn run(&self, from: usize, mut inside: impl FnMut(char) -> bool) -> usize {
        let rest = self.chars.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|c| inside(**c)).count()
    }

    /// `c++`, `c#`, `disney+`: signs belong to the letters when nothing follows that they could join.
    fn word_end(&self, letters: usize) -> usize {
        let (end, digit_joins) = match (self.char(letters), self.char(letters + 1)) {
            (Some('+'), Some('+')) => (letters + 2, false),
            (Some('+' | '#'), _) => (letters + 1, true),
            _ => return letters,
        };
        match self.char(end) {
            Some('+' | '#') => letters,
            Some(c) if is_letter(c) || digit_joins && is_digit(c) => letters,
            _ => end,
        }
    }

    fn number_end(&self, digits: usize) -> usize {
        let mut end = digits;
        while matches!(self.char(end), Some('.' | ',')) && self.char(end + 1).is_some_and(is_digit) {
            let next = self.run(end + 1, is_digit);
            // A comma groups thousands; anything else is a list of numbers.
            if self.char(end) == Some(',') && next - end != 4 {
                break;
            }
            end = next;
        }
        end
    }
}

impl Iterator for Units<'_> {
    type Item = Unit;

    #[inline]
    fn next(&mut self) -> Option<Unit> {
        let start = self.run(self.at, char::is_whitespace);
        let first = self.char(start)?;
        let gap = match self.gap {
            Gap::Start => Gap::Start,
            _ if start > self.at => Gap::Space,
            _ => Gap::None,
        };
        let (kind, end) = if is_ideograph(first) {
            (UnitKind::Ideograph, start + 1)
        } else if is_digit(first) {
            (UnitKind::Number, self.number_end(self.run(start, is_digit)))
        } else if is_letter(first) {
            (UnitKind::Word, self.word_end(self.run(start, is_letter)))
        } else {
            (UnitKind::Symbol, start + 1)
        };
        self.at = end;
        self.gap = Gap::None;
        Some(Unit { kind, start, end, gap })
    }
}

/// Whether a character is written without spaces around words.
#[inline]
pub fn is_ideograph(c: char) -> bool {
    // Nearly all that are asked for are of this range.
    matches!(c, '\u{4e00}'..='\u{9fff}') || c >= '\u{e00}' && is_rare_ideograph(c)
}

fn is_rare_ideograph(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3041}'..='\u{3096}'
        | '\u{309d}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{3105}'..='\u{312f}'
        | '\u{31a0}'..='\u{31bf}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}' | '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}'
        | '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    c.is_numeric() && !is_ideograph(c)
}

fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    // A mark belongs to the letters that it stands among.
    (c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c))
        && !is_ideograph(c)
        && !c.is_numeric()
}

/// The stem of an English word in lower case (Snowball's English algorithm): `chips` and `chip` have the same.
/// Words of other alphabets and words of fewer than four letters come back as they are.
pub fn stem(word: &str) -> Cow<'_, str> {
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    // GPUs, CPUs, TPUs: the algorithm takes -us for Latin.
    if word.len() == 4
        && let Some(unit) = word.strip_suffix('s').filter(|unit| unit.ends_with("pu"))
    {
        return Cow::Borrowed(unit);
    }
    frostem::Stemmer::new(frostem::Algorithm::English).stem(word)
}

/// Words of Chinese text by a dictionary (jieba's, search mode, without guessing unknown words).
#[derive(Debug)]
pub struct Segmenter {
    jieba: Jieba,
}

impl Segmenter {
    /// The dictionary with further words; each is folded first. Takes about 0.1 s.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut jieba = Jieba::new();
        for word in words {
            let word = crate::fold::folded(word);
            if word.chars().count() > 1 && word.chars().all(is_ideograph) {
                jieba.add_word(&word, None, None);
            }
        }
        Self { jieba }
    }

    /// Whether a folded text as a whole is a word.
    pub fn has(&self, folded: &str) -> bool {
        self.jieba.has_word(folded) || unfolded(folded).is_some_and(|text| self.jieba.has_word(&text))
    }

    /// Every word that stands in a folded text, whatever overlaps, as ranges of its characters; single characters among them.
    pub fn all(&self, folded: &str) -> impl Iterator<Item = (usize, usize)> {
        let ranges = |text: &str| -> Vec<(usize, usize)> {
            self.jieba.cut_all(text).into_iter().map(|token| (token.start, token.end)).collect()
        };
        let mut all = ranges(folded);
        if let Some(text) = unfolded(folded) {
            all.extend(ranges(&text));
            all.sort_unstable();
            all.dedup();
        }
        all.into_iter()
    }

    /// The words of a folded text as ranges of its characters, shorter words inside longer ones included.
    pub fn words(&self, folded: &str) -> Vec<(usize, usize)> {
        self.jieba.cut_for_search(folded, false).iter().map(|token| (token.start, token.end)).collect()
    }

    /// The lengths of the words of a folded text one after the other, with the tags of the dictionary: `ns` is a place.
    pub(crate) fn tags(&self, folded: &str) -> Vec<(usize, String)> {
        let tags = self.jieba.tag(folded, false).into_iter();
        tags.map(|tag| (tag.word.chars().count(), tag.tag.to_owned())).collect()
    }

    /// The words of a folded text one after the other.
    pub fn cut(&self, folded: &str) -> Vec<(usize, usize)> {
        self.jieba.cut(folded, false).iter().map(|token| (token.start, token.end)).collect()
    }
}

/// A text with the characters that the dictionary writes otherwise than folding does, as 接着 and 账户; nothing where it has none.
fn unfolded(folded: &str) -> Option<String> {
    folded.contains(['著', '帐']).then(|| folded.replace('著', "着").replace('帐', "账"))
}

/// The dictionary without further words, loaded at its first use.
pub static DICTIONARY: LazyLock<Segmenter> = LazyLock::new(|| Segmenter::new([]));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::folded;
    use proptest::prelude::*;

    fn check(text: &str, expect: &[&str]) {
        let chars: Vec<char> = folded(text).chars().collect();
        let found: Vec<String> =
            units(&chars).map(|unit| chars[unit.start..unit.end].iter().collect()).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn units_by_what_characters_are() {
        check("GPT-5 與 Claude 4.5", &["gpt", "-", "5", "与", "claude", "4.5"]);
        check("gpt4o", &["gpt", "4", "o"]);
        check("C++、C# 和 F#，a+b", &["c++", "、", "c#", "和", "f#", ",", "a", "+", "b"]);
        check("C++程式 C++11 a+1", &["c++", "程", "式", "c++", "11", "a", "+", "1"]);
        check("45,000 1,2 3.10.2 5.", &["45,000", "1", ",", "2", "3.10.2", "5", "."]);
        check("abc一二三", &["abc", "一", "二", "三"]);
        check("🙂 שלום สวัส", &["🙂", "שלום", "ส", "ว", "ั", "ส"]);
        check("don’t", &["don", "'", "t"]);
    }

    #[test]
    fn gaps() {
        let chars: Vec<char> = "a 5b".chars().collect();
        let gaps: Vec<Gap> = units(&chars).map(|unit| unit.gap).collect();
        assert_eq!(gaps, [Gap::Start, Gap::Space, Gap::None]);
    }

    #[test]
    fn stems() {
        for (word, expect) in
            [("chips", "chip"), ("investments", "invest"), ("gpus", "gpu"), ("ai", "ai"), ("", "")]
        {
            assert_eq!(stem(word), expect);
        }
    }

    #[test]
    fn words_by_the_dictionary() {
        let text = "人工智能改变世界";
        assert_eq!(DICTIONARY.cut(text), [(0, 4), (4, 6), (6, 8)]);
        assert!(DICTIONARY.words(text).contains(&(2, 4)));
        let segmenter = Segmenter::new(["輝達"]);
        assert_eq!(segmenter.cut("辉达发布"), [(0, 2), (2, 4)]);
    }

    #[test]
    fn words_that_the_dictionary_writes_otherwise() {
        for word in ["接著", "帐户", "著名"] {
            assert!(DICTIONARY.has(&folded(word)), "{word}");
            assert!(DICTIONARY.all(&folded(word)).any(|range| range == (0, 2)), "{word}");
        }
    }

    proptest! {
        #[test]
        fn units_cover_all_but_space(text in any::<String>()) {
            let chars: Vec<char> = folded(&text).chars().collect();
            let covered: usize = units(&chars).map(|unit| unit.end - unit.start).sum();
            prop_assert_eq!(covered, chars.iter().filter(|c| !c.is_whitespace()).count());
        }
    }
}
