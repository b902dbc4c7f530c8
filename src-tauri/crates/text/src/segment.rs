//! Cutting folded text: into units by what the characters are, and Chinese into words by a dictionary.
//!
//! Both work on [`crate::fold`]ed characters and count in them.

use crate::words::{WORDS, Word};
use std::borrow::Cow;

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
        let mut start = self.at;
        let mut first = self.char(start)?;
        if !is_common_ideograph(first) {
            start = self.run(start, char::is_whitespace);
            first = self.char(start)?;
        }
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
    is_common_ideograph(c) || c >= '\u{e00}' && is_rare_ideograph(c)
}

/// Nearly all that are asked for are of this range.
#[inline]
fn is_common_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
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

/// Words of Chinese text by a dictionary (jieba's), without guessing unknown words. All of it takes folded characters and gives
/// ranges of them.
#[derive(Debug)]
pub struct Segmenter(());

/// The dictionary.
pub static DICTIONARY: Segmenter = Segmenter(());

impl Segmenter {
    /// Whether a text as a whole is a word.
    pub fn has(&self, folded: &[char]) -> bool {
        self.beginning(folded).any(|length| length == folded.len())
    }

    /// Whether a text begins with a word of two characters or more that is longer than `length`.
    #[inline]
    pub fn exceeds(&self, folded: &[char], length: usize) -> bool {
        WORDS.exceeds(folded, length)
    }

    /// The lengths of the words that a text begins with, the shortest first.
    #[inline]
    pub fn beginning<'a>(&'a self, folded: &'a [char]) -> impl Iterator<Item = usize> + 'a {
        WORDS.beginning(folded).map(|(length, _)| length)
    }

    /// Puts every word of two characters or more that stands in a text into `out`, in place of what was there: whatever
    /// overlaps, by where it begins, the shorter first.
    /// Letters and digits that follow each other are one word, whatever they are.
    pub fn all(&self, folded: &[char], out: &mut Vec<(usize, usize)>) {
        out.clear();
        let mut at = 0;
        while at < folded.len() {
            let rest = folded.get(at..).unwrap_or_default();
            let length = |is_of: fn(char) -> bool| rest.iter().take_while(|c| is_of(**c)).count();
            let (chinese, letters) = (length(is_chinese), length(is_letter_or_digit));
            for from in 0..chinese {
                let words = self.beginning(rest.get(from..chinese).unwrap_or_default());
                out.extend(words.filter(|length| *length > 1).map(|length| (at + from, at + from + length)));
            }
            if letters > 1 {
                out.push((at, at + letters));
            }
            at += chinese.max(letters).max(1);
        }
    }

    /// The words of a text one after the other: of all ways to cut it, those that are likeliest together.
    pub fn cut(&self, folded: &[char]) -> Vec<(usize, usize)> {
        self.cut_words(folded).into_iter().map(|(from, to, _)| (from, to)).collect()
    }

    /// Those of the words of a text one after the other that are names of persons and places.
    pub(crate) fn names(&self, folded: &[char]) -> Vec<(usize, usize)> {
        let words = self.cut_words(folded).into_iter();
        words.filter(|(.., word)| word.is_some_and(Word::is_name)).map(|(from, to, _)| (from, to)).collect()
    }

    /// The words of a text with what is known of them; what is no word of the dictionary is there too.
    fn cut_words(&self, folded: &[char]) -> Vec<(usize, usize, Option<Word>)> {
        let mut out = Vec::with_capacity(folded.len() / 2);
        let mut at = 0;
        while let Some(c) = folded.get(at) {
            let rest = folded.get(at..).unwrap_or_default();
            let length = rest.iter().take_while(|c| is_in_words(**c)).count();
            if length > 0 {
                cut_run(rest.get(..length).unwrap_or_default(), at, &mut out);
                at += length;
            } else {
                let length = if *c == '\r' && rest.get(1) == Some(&'\n') { 2 } else { 1 };
                out.push((at, at + length, None));
                at += length;
            }
        }
        out
    }
}

/// Whether a character may be of a word.
fn is_in_words(c: char) -> bool {
    is_chinese(c) || c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '&' | '.' | '_' | '%' | '-')
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2a6df}'
        | '\u{2a700}'..='\u{2b73f}' | '\u{2b740}'..='\u{2b81f}' | '\u{2b820}'..='\u{2ebef}' | '\u{2f800}'..='\u{2fa1f}')
}

fn is_letter_or_digit(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '\n')
}

/// The likeliest way on from a place: its logarithm, where the next word ends, and that word.
#[derive(Clone, Copy)]
struct Way {
    likely: f64,
    end: usize,
    word: Option<Word>,
}

/// Cuts characters that may all be of words; `before` is where they stand in the text.
fn cut_run(chars: &[char], before: usize, out: &mut Vec<(usize, usize, Option<Word>)>) {
    let total = (WORDS.total as f64).ln();
    let mut ways = vec![Way { likely: 0.0, end: chars.len(), word: None }; chars.len() + 1];
    let likely = |ways: &[Way], at: usize| ways.get(at).map_or(0.0, |way| way.likely);
    for at in (0..chars.len()).rev() {
        let mut best: Option<Way> = None;
        let words = WORDS.beginning(chars.get(at..).unwrap_or_default());
        for (length, word) in words.filter(|(_, word)| !word.is_folded_only()) {
            let end = at + length;
            let way = Way {
                likely: f64::from(word.count()).ln() - total + likely(&ways, end),
                end,
                word: Some(word),
            };
            // Of two that are alike the longer word is taken, which comes later.
            if best.is_none_or(|best| way.likely >= best.likely) {
                best = Some(way);
            }
        }
        let alone = || Way { likely: -total + likely(&ways, at + 1), end: at + 1, word: None };
        let best = best.unwrap_or_else(alone);
        if let Some(way) = ways.get_mut(at) {
            *way = best;
        }
    }
    let is_letter = |at: usize| chars.get(at).is_some_and(char::is_ascii_alphanumeric);
    let mut at = 0;
    while let Some(way) = ways.get(at).copied().filter(|_| at < chars.len()) {
        let (from, mut word) = (at, way.word);
        at = way.end;
        // Letters and digits that are left over are one word.
        if at - from == 1 && is_letter(from) {
            while is_letter(at) && ways.get(at).is_some_and(|way| way.end == at + 1) {
                at += 1;
                word = None;
            }
        }
        out.push((before + from, before + at, word));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::folded;
    use jieba_rs::{Jieba, Token};
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

    fn chars(text: &str) -> Vec<char> {
        folded(text).chars().collect()
    }

    #[test]
    fn words_by_the_dictionary() {
        let text = chars("人工智能改变世界");
        assert_eq!(DICTIONARY.cut(&text), [(0, 4), (4, 6), (6, 8)]);
        assert_eq!(all(&text), [(0, 2), (0, 4), (2, 4), (4, 6), (6, 8)]);
        assert_eq!(DICTIONARY.names(&chars("他去北京見毛澤東")), [(2, 4), (5, 8)]);
    }

    #[test]
    fn words_that_the_dictionary_writes_otherwise() {
        for word in ["接著", "帐户", "著名"] {
            assert!(DICTIONARY.has(&chars(word)), "{word}");
            assert!(all(&chars(word)).contains(&(0, 2)), "{word}");
        }
        assert_eq!(DICTIONARY.cut(&chars("接著")), [(0, 1), (1, 2)]);
    }

    fn all(text: &[char]) -> Vec<(usize, usize)> {
        let mut all = vec![(7, 9)];
        DICTIONARY.all(text, &mut all);
        all
    }

    /// What jieba itself says of folded texts.
    fn check_words(jieba: &Jieba, text: &str) {
        let text = folded(text);
        let own: Vec<char> = text.chars().collect();
        let tokens = |tokens: Vec<Token<'_>>| tokens.iter().map(|t| (t.start, t.end)).collect::<Vec<_>>();
        assert_eq!(DICTIONARY.cut(&own), tokens(jieba.cut(&text, false)), "{text}");
        let tags = jieba.tag(&text, false).into_iter();
        let names =
            tags.filter(|t| t.end - t.start > 1 && (t.tag.starts_with("ns") || t.tag.starts_with("nr")));
        let names: Vec<_> = names.map(|t| (t.start, t.end)).collect();
        let own_names: Vec<_> =
            DICTIONARY.names(&own).into_iter().filter(|(from, to)| to - from > 1).collect();
        assert_eq!(own_names, names, "{text}");
        let unfolded = text.replace('著', "着").replace('帐', "账");
        let mut words = tokens(jieba.cut_all(&text));
        words.extend(tokens(jieba.cut_all(&unfolded)));
        words.sort_unstable();
        words.dedup();
        words.retain(|(from, to)| to - from > 1);
        assert_eq!(all(&own), words, "{text}");
        for (from, to) in
            (0..own.len()).flat_map(|from| (from + 1..own.len().min(from + 6)).map(move |to| (from, to)))
        {
            let part: String = own[from..to].iter().collect();
            let unfolded = part.replace('著', "着").replace('帐', "账");
            let has = jieba.has_word(&part) || jieba.has_word(&unfolded);
            assert_eq!(DICTIONARY.has(&own[from..to]), has, "{part}");
        }
        for from in 0..own.len() {
            for length in 0..6 {
                let exceeds = DICTIONARY.beginning(&own[from..]).any(|own| own > length.max(1));
                assert_eq!(DICTIONARY.exceeds(&own[from..], length), exceeds, "{length} at {from} in {text}");
            }
        }
    }

    #[test]
    fn words_are_those_of_jieba() {
        let jieba = Jieba::new();
        let bundled = include_str!("../../../../content/articles/alliance-retold.md");
        bundled.lines().for_each(|line| check_words(&jieba, line));
        check_words(&jieba, bundled);
        for text in [
            "",
            "a\r\n\tb",
            "4S店買C++和AT&T、x.1 %%",
            "接著著名的帳戶",
            "𠮷野家",
            "abc1一2個3x",
            "-1.5% a",
            "AA制 A型ab型",
        ] {
            check_words(&jieba, text);
        }
    }

    proptest! {
        #[test]
        fn units_cover_all_but_space(text in any::<String>()) {
            let chars: Vec<char> = folded(&text).chars().collect();
            let covered: usize = units(&chars).map(|unit| unit.end - unit.start).sum();
            prop_assert_eq!(covered, chars.iter().filter(|c| !c.is_whitespace()).count());
        }

        #[test]
        fn words_of_anything_are_those_of_jieba(text in "[一丁三上下不中国人民大学生活着帐户著作a-c1-3.+ \\r\\n]{0,24}") {
            thread_local! {
                static JIEBA: Jieba = Jieba::new();
            }
            JIEBA.with(|jieba| check_words(jieba, &text));
        }
    }
}
