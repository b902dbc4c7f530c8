//! Folding: what a reader takes for the same character becomes the same character, and every folded character
//! knows where it stood.
//!
//! In one pass: compatibility forms (NFKC), lower case, Latin and Greek without accents, Traditional characters and
//! regional variants to Simplified ones, character by character. White space becomes a space each; what has no
//! width (joiners, marks of direction, variation selectors) falls away.
//! Signs that look alike ([`signs`]) are one sign. Trade marks fall away, the dots of A.I. too; the number of a note
//! (GPT-5¹) is parted from its word.
//! The characters come from OpenCC's table; its phrases are left out, as they change names.

mod signs;

use crate::offset::CharOffset;
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

/// A folded text with the way back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded characters.
    pub chars: Vec<char>,
    /// Start and end (exclusive), in code points of the original, of what each folded character stands for.
    /// Several share a range where one character became several.
    spans: Vec<(u32, u32)>,
}

impl Folded {
    /// The range of the original that a range of folded characters stands for; ends past the last are the last.
    pub fn original(&self, start: usize, end: usize) -> (CharOffset, CharOffset) {
        let end = end.min(self.spans.len());
        if start >= end {
            let at = self.spans.get(start).map(|span| span.0);
            let at = at.or(self.spans.last().map(|span| span.1)).unwrap_or(0) as usize;
            return (CharOffset(at), CharOffset(at));
        }
        let from = self.spans.get(start).map_or(0, |span| span.0);
        let to = self.spans.get(end.saturating_sub(1)).map_or(from, |span| span.1);
        (CharOffset(from as usize), CharOffset(to as usize))
    }

    /// The first folded character that stands for what is at a position of the original, or behind it.
    pub fn at(&self, original: CharOffset) -> usize {
        self.spans.partition_point(|span| (span.0 as usize) < original.0)
    }

    /// The folded characters as a string.
    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// Empties it, keeping the memory.
    pub fn clear(&mut self) {
        self.chars.clear();
        self.spans.clear();
    }

    fn push(&mut self, c: char, at: u32) {
        self.chars.push(c);
        self.spans.push((at, at.saturating_add(1)));
    }
}

/// Folds a text.
pub fn fold(text: &str) -> Folded {
    let mut out = Folded::default();
    fold_into(text, &mut out);
    out
}

/// Folds a text into memory that is used again. What was there before is dropped.
pub fn fold_into(text: &str, out: &mut Folded) {
    out.clear();
    out.chars.reserve(text.len() / 2);
    out.spans.reserve(text.len() / 2);
    let table = &*TABLE;
    for (at, (byte, c)) in (0_u32..).zip(text.char_indices()) {
        match table.get(c as usize) {
            Some(&code) if code != SLOW => out.push(char::from_u32(u32::from(code)).unwrap_or(c), at),
            _ => {
                let around = text.split_at_checked(byte).unwrap_or_default();
                fold_char(c, at, around, out);
            }
        }
    }
}

/// The folded text alone.
pub fn folded(text: &str) -> String {
    fold(text).text()
}

/// A character as folding has it where that is always one other whatever stands around it; else itself.
pub(crate) fn folded_char(c: char) -> char {
    match TABLE.get(c as usize) {
        Some(&code) if code != SLOW => char::from_u32(u32::from(code)).unwrap_or(c),
        _ => c,
    }
}

/// What a table entry says when the character needs a closer look. U+0000 itself is looked at closely too.
const SLOW: u16 = 0;

/// For every character of the basic plane that always becomes one other of that plane, whatever stands around it.
static TABLE: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table: Vec<u16> = (0..=u16::MAX)
        .map(|code| match char::from_u32(u32::from(code)) {
            Some(c) if takes_room(&c) => match plain(c).as_slice() {
                // A full stop may be one of A.I., and ¹ a note.
                ['.'] => SLOW,
                [_] if signs::is_note(c) => SLOW,
                [one] => u16::try_from(*one as u32).unwrap_or(SLOW),
                _ => SLOW,
            },
            _ => SLOW,
        })
        .collect();
    // One character a line: no phrase of OpenCC's tables can apply.
    let ideographs: String = ('\u{3400}'..='\u{9fff}').flat_map(|c| [c, '\n']).collect();
    if let Ok(converter) = OpenCC::from_config(BuiltinConfig::T2s) {
        let simplified = converter.convert(&ideographs);
        for (from, line) in ('\u{3400}'..='\u{9fff}').zip(simplified.lines()) {
            let mut chars = line.chars();
            if let (Some(to), None) = (chars.next(), chars.next())
                && let Some(entry) = table.get_mut(from as usize)
            {
                *entry = u16::try_from(to as u32).unwrap_or(SLOW);
            }
        }
    }
    for (from, to) in VARIANTS.into_iter().chain(signs::radicals()) {
        if let (Some(entry), Ok(to)) = (table.get_mut(from as usize), u16::try_from(to as u32)) {
            *entry = to;
        }
    }
    // A variant may become a character that is itself folded, and a compatibility ideograph a Traditional one.
    for code in 0x2e80..0x10000_usize {
        let mut to = table.get(code).copied().unwrap_or(SLOW);
        for _ in 0..3 {
            to = match table.get(usize::from(to)).copied() {
                Some(further) if further != SLOW => further,
                _ => to,
            };
        }
        if let Some(entry) = table.get_mut(code) {
            *entry = to;
        }
    }
    table
});

/// What writers of one region or another put for the same, beyond OpenCC's table: 隨著 and 随着, 帳號 and 账号, 瞭解 and 了解.
const VARIANTS: [(char, char); 21] = [
    ('着', '著'),
    ('账', '帐'),
    ('瞭', '了'),
    ('彷', '仿'),
    ('彿', '佛'),
    ('祇', '只'),
    ('衹', '只'),
    ('砲', '炮'),
    ('碁', '棋'),
    ('舖', '铺'),
    ('痺', '痹'),
    ('暱', '昵'),
    ('焔', '焰'),
    ('燄', '焰'),
    ('粧', '妆'),
    ('賸', '剩'),
    ('鬭', '斗'),
    ('妳', '你'),
    ('牠', '它'),
    ('祂', '他'),
    ('♯', '#'),
];

/// Folds one character that the table says nothing about. `around`: the text before it, and the text from it on.
fn fold_char(c: char, at: u32, around: (&str, &str), out: &mut Folded) {
    if is_dropped(c) {
        return;
    }
    if signs::is_note(c) {
        return note(c, at, around, out);
    }
    if c == '.' || plain(c) == ['.'] {
        if !is_dot_of_initials(around) {
            out.push('.', at);
        } else if let Some(span) = out.spans.last_mut() {
            // It belongs to its letter, so that a mark covers it.
            span.1 = at.saturating_add(1);
        }
        return;
    }
    let c = part(c);
    if joins(c) {
        let before = out.chars.last().copied();
        if is_accent(c) && before.is_some_and(is_latin_or_greek) {
            if let Some(span) = out.spans.last_mut() {
                span.1 = at.saturating_add(1);
            }
            return;
        }
        if let Some(whole) = before.and_then(|before| compose(before, c))
            && let [one] = plain(whole).as_slice()
        {
            if let (Some(last), Some(span)) = (out.chars.last_mut(), out.spans.last_mut()) {
                *last = *one;
                span.1 = at.saturating_add(1);
            }
            return;
        }
    }
    for one in plain(c) {
        let one = match TABLE.get(one as usize) {
            Some(&code) if code != SLOW => char::from_u32(u32::from(code)).unwrap_or(one),
            _ => one,
        };
        out.push(one, at);
    }
}

/// What stands before a character, the nearest first, without what takes no room.
fn before<'a>(around: (&'a str, &'a str)) -> impl Iterator<Item = char> + 'a {
    around.0.chars().rev().filter(takes_room)
}

/// What stands after it.
fn after<'a>(around: (&'a str, &'a str)) -> impl Iterator<Item = char> + 'a {
    around.1.chars().skip(1).filter(takes_room)
}

fn takes_room(c: &char) -> bool {
    !is_dropped(*c) && !joins(part(*c))
}

/// The number of a note, parted from the word that it stands at; at a unit it is a power: m².
fn note(c: char, at: u32, around: (&str, &str), out: &mut Folded) {
    let last = before(around).next();
    let of_word = out.chars.last().is_some_and(|c| c.is_alphanumeric()) && !last.is_some_and(signs::is_note);
    if of_word {
        let letters = out.chars.iter().rev().take(3).take_while(|c| c.is_alphabetic()).count();
        let word = out.chars.get(out.chars.len() - letters..).unwrap_or_default();
        if !(matches!(c, '²' | '³') && signs::has_powers(word)) {
            out.push(' ', at);
        }
    }
    plain(c).into_iter().for_each(|one| out.push(one, at));
}

/// Whether the full stop between the two parts of a text stands within letters that are parted by such (A.I., U.S.A.)
/// or at their end. One letter alone is no such thing, and neither are numbers.
fn is_dot_of_initials(around: (&str, &str)) -> bool {
    // As it is folded itself, so that folding what is folded changes nothing.
    let one = |c: char| match TABLE.get(c as usize) {
        _ if signs::is_note(c) => None,
        Some(&code) if code != SLOW => char::from_u32(u32::from(code)),
        _ => match plain(c).as_slice() {
            [one] => Some(*one),
            _ => None,
        },
    };
    let letter = |c: char| one(c).filter(char::is_ascii_lowercase);
    let in_word = |c: char| one(c).is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    let is_dot = |c: char| matches!(c, '.' | '．' | '․' | '﹒');
    let mut head = before(around);
    if head.next().and_then(letter).is_none() {
        return false;
    }
    let previous = head.next();
    if previous.is_some_and(in_word) {
        return false;
    }
    let mut tail = after(around);
    match tail.next() {
        Some(next) if letter(next).is_some() => !tail.next().is_some_and(in_word),
        Some(next) if in_word(next) => false,
        // At the end: only where another letter with its full stop is before.
        _ => {
            previous.is_some_and(is_dot)
                && head.next().and_then(letter).is_some()
                && !head.next().is_some_and(in_word)
        }
    }
}

/// Compatibility form, lower case, without Latin and Greek accents; ideographs as they are.
fn plain(c: char) -> Vec<char> {
    if c.is_whitespace() {
        return vec![' '];
    }
    let alike = signs::sign(c);
    if alike != c {
        return vec![alike];
    }
    let mut out: Vec<char> = Vec::with_capacity(1);
    for c in std::iter::once(c).nfkc().flat_map(char::to_lowercase).nfkc() {
        let mut parts = std::iter::once(c).nfd();
        match (parts.next(), parts.next()) {
            (Some(base), Some(mark)) if is_latin_or_greek(base) && is_accent(mark) => out.push(base),
            _ if is_accent(c) && out.last().copied().is_some_and(is_latin_or_greek) => {}
            _ if c.is_whitespace() => out.push(' '),
            _ => out.push(signs::sign(c)),
        }
    }
    out
}

/// The half-width marks of kana, and parts of Hangul that stand for themselves, as those that join.
fn part(c: char) -> char {
    match c {
        '\u{ff9e}' => '\u{3099}',
        '\u{ff9f}' => '\u{309a}',
        '\u{3131}'..='\u{318e}' | '\u{ffa1}'..='\u{ffdc}' => match plain(c).as_slice() {
            [one] => *one,
            _ => c,
        },
        c => c,
    }
}

/// Whether a character can become one with what stands before it: marks, and the second and third parts of Hangul.
fn joins(c: char) -> bool {
    is_combining_mark(c) || matches!(c, '\u{1161}'..='\u{1175}' | '\u{11a8}'..='\u{11c2}')
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn is_latin_or_greek(c: char) -> bool {
    matches!(c, 'a'..='z' | '\u{df}'..='\u{24f}' | '\u{250}'..='\u{2af}' | '\u{370}'..='\u{3ff}' | '\u{1e00}'..='\u{1fff}')
        && c.is_alphabetic()
}

/// What takes no room: joiners, marks of direction, soft hyphens, variation selectors, byte order marks, tags; and trade
/// marks, which say nothing of the word that they stand at.
fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '©' | '®' | '™' | '℠' | '℗' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(folded(text), expect, "{text}");
    }

    #[test]
    fn what_a_reader_takes_for_the_same() {
        check("輝達與英偉達", "辉达与英伟达");
        check("臺灣台湾 裡裏里 為爲为 滙匯汇", "台湾台湾 里里里 为为为 汇汇汇");
        check("隨著随着 帳賬账 瞭解 彷彿 妳牠 C♯", "随著随著 帐帐帐 了解 仿佛 你它 c#");
        check("ＡＢＣ１２３，（％）", "abc123,(%)");
        check("Café CAFE\u{301} naïve Ångström", "cafe cafe naive angstrom");
        check("ﬁve ㍿ ①…", "five 株式会社 1...");
        check("が か\u{3099} ガ ｶﾞ", "が が ガ ガ");
        check("한국 \u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}", "한국 한국");
        check("й и\u{306}", "й й");
        check("a\u{200d}b\u{ad}c\u{feff}", "abc");
        check("line\r\nnext\tend\u{3000}x", "line  next end x");
        check("👩‍💻 ❤️", "👩💻 ❤");
        check("İ ẞ Σ", "i ß σ");
        check("⻓期、⻢斯克、⻛险、⻔檻、⺠眾、⽇本、⻩金", "长期、马斯克、风险、门槛、民众、日本、黄金");
        check(
            "GPT‑5 GPT–5 GPT‐5 GPT−5 GPT﹣5 GPT－5 GPT\u{ad}-5",
            "gpt-5 gpt-5 gpt-5 gpt-5 gpt-5 gpt-5 gpt-5",
        );
        // A dash of prose is no hyphen.
        check("OpenAI—Microsoft GPT―5 輝達——微軟 a⸺b a﹘b", "openai—microsoft gpt—5 辉达——微软 a—b a—b");
        check("OpenAI’s we‘re isnʼt don＇t 5′", "openai's we're isn't don't 5'");
        check("“a” „b‟ ″", "\"a\" \"b\" \"");
        check("Claude™ Blackwell® ©2025 Claude®-based", "claude blackwell 2025 claude-based");
        check("GPT-5¹ H100² o3¹² 10⁹ GPT-5① 輝達¹", "gpt-5 1 h100 2 o3 12 10 9 gpt-5 1 辉达 1");
        check("5 m² 3 km² x² H₂O CO₂ 2½", "5 m2 3 km2 x2 h2o co2 2 1/2");
        check("A.I. chips", "ai chips");
        check("𝒞.Aꭰ Ａ.a²", "caꭰ aa 2");
        check(
            "the U.S. and U.K., J.K. Rowling, A.I.-driven, e.g. this",
            "the us and uk, jk rowling, ai-driven, eg this",
        );
        check("Ａ．Ｉ．晶片，美國A.I.公司", "ai晶片,美国ai公司");
        check(
            "Vitamin A. Then v4.5, x.ai, node.js, 3.10.2, Mr. B. A",
            "vitamin a. then v4.5, x.ai, node.js, 3.10.2, mr. b. a",
        );
        check(
            "達里歐‧阿莫代伊 達里歐・阿莫代伊 達里歐•阿莫代伊 Dario･Amodei a·b",
            "达里欧·阿莫代伊 达里欧·阿莫代伊 达里欧·阿莫代伊 dario·amodei a·b",
        );
    }

    #[test]
    fn the_way_back() {
        let text = fold("ab㍿c e\u{301}\u{302}!");
        let found: String = text.chars.iter().collect();
        assert_eq!(found, "ab株式会社c e!");
        assert_eq!(text.original(3, 4), (CharOffset(2), CharOffset(3)));
        assert_eq!(text.original(0, 7), (CharOffset(0), CharOffset(4)));
        assert_eq!(text.original(8, 9), (CharOffset(5), CharOffset(8)));
        assert_eq!(text.original(99, 100), (CharOffset(9), CharOffset(9)));
        // GPT-5¹ is marked without its note, A.I. with its full stops.
        let text = fold("GPT-5¹ A.I. Claude™");
        let found: String = text.chars.iter().collect();
        assert_eq!(found, "gpt-5 1 ai claude");
        assert_eq!(text.original(0, 5), (CharOffset(0), CharOffset(5)));
        assert_eq!(text.original(8, 10), (CharOffset(7), CharOffset(11)));
        assert_eq!(text.original(11, 17), (CharOffset(12), CharOffset(18)));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = folded(&text);
            prop_assert_eq!(&folded(&once), &once);
        }

        #[test]
        fn what_looks_alike_folds_once(text in "[aIＡé.．․ ,™®¹²½①’‘–—•・m5\u{ad}\u{301}⻓長ㄱㅏㄳ각ￂﾡｶﾞ゛-]{0,24}") {
            let once = folded(&text);
            prop_assert_eq!(&folded(&once), &once, "{}", text);
        }

        #[test]
        fn spans_run_forward_in_the_text(text in "(\\PC|[a-z臺か\u{3099}\u{301}ﷺ㍿\u{200d}]){0,40}") {
            let out = fold(&text);
            prop_assert_eq!(out.chars.len(), out.spans.len());
            let length = text.chars().count() as u32;
            prop_assert!(out.spans.iter().all(|span| span.0 < span.1 && span.1 <= length));
            prop_assert!(out.spans.is_sorted());
        }
    }
}
