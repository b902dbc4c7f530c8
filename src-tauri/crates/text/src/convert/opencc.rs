//! The tables of OpenCC, and what follows from them about single characters. The library is used nowhere else.

use crate::char_set::CharSet;
pub(super) use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::sync::LazyLock;

// Loading takes 1 to 2 ms, at the first conversion and not before.
pub(super) static TO_HANT: LazyLock<Option<OpenCC>> =
    LazyLock::new(|| OpenCC::from_config(BuiltinConfig::S2tw).ok());
pub(super) static TO_HANS: LazyLock<Option<OpenCC>> =
    LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).ok());

/// Characters that only one of the scripts has.
#[derive(Debug)]
pub(crate) struct Tables {
    pub(crate) hant_only: CharSet,
    pub(crate) hans_only: CharSet,
}

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;

/// The characters of each script, worked out once from the tables of conversion (about 15 ms).
pub(crate) fn tables() -> &'static Tables {
    static TABLES: LazyLock<Tables> = LazyLock::new(|| {
        // 后, 里, 干 and their like are changed on the way to Traditional and yet at home there too: what the
        // other script's national character set has (Big5; GB 2312) is not of one script alone.
        Tables {
            hant_only: CharSet::of(|c| hans_alone(c) != c && !in_gb2312(c)),
            hans_only: CharSet::of(|c| hant_alone(c) != c && !in_big5(c)),
        }
    });
    &TABLES
}

/// What a character by itself becomes in Simplified; itself where that is not one character.
pub(super) fn hans_alone(c: char) -> char {
    static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| one_by_one(&TO_HANS));
    alone(&TABLE, c)
}

/// What a character by itself becomes in Traditional; itself where that is not one character.
pub(super) fn hant_alone(c: char) -> char {
    static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| one_by_one(&TO_HANT));
    alone(&TABLE, c)
}

fn alone(table: &[char], c: char) -> char {
    u32::from(c).checked_sub(FIRST).and_then(|at| table.get(at as usize)).copied().unwrap_or(c)
}

/// The Simplified form of a character; itself when it has none of one character.
pub(crate) fn hans_of(c: char) -> char {
    let mut bytes = [0; 4];
    let Some(converter) = TO_HANS.as_ref() else { return c };
    let out = converter.convert(c.encode_utf8(&mut bytes));
    let mut chars = out.chars();
    chars.next().filter(|_| chars.next().is_none()).unwrap_or(c)
}

fn in_big5(c: char) -> bool {
    let mut bytes = [0; 4];
    !encoding_rs::BIG5.encode(c.encode_utf8(&mut bytes)).2
}

/// GB 2312 is the part of GBK where both bytes are at least `A1`.
pub(crate) fn in_gb2312(c: char) -> bool {
    let mut bytes = [0; 4];
    let (encoded, _, unmappable) = encoding_rs::GBK.encode(c.encode_utf8(&mut bytes));
    !unmappable && matches!(*encoded, [0xa1..=0xf7, 0xa1..=0xfe])
}

/// What each character from [`FIRST`] to [`LAST`] alone becomes; itself where that is not one character.
fn one_by_one(converter: &Option<OpenCC>) -> Vec<char> {
    let all: Vec<char> = (FIRST..=LAST).filter_map(char::from_u32).collect();
    let Some(converter) = converter else { return all };
    let mut lines = String::with_capacity(all.len() * 4);
    for c in &all {
        lines.push(*c);
        lines.push('\n');
    }
    let out = converter.convert(&lines);
    let mut table: Vec<char> = out
        .lines()
        .zip(&all)
        .map(|(line, own)| {
            let mut chars = line.chars();
            chars.next().filter(|_| chars.next().is_none()).unwrap_or(*own)
        })
        .collect();
    table.resize(all.len(), '\0');
    table
}

pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '〇' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
