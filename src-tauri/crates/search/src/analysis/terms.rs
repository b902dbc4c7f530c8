//! Which terms a text has.
//!
//! The field `text` holds what is ranked by: bigrams of Chinese characters, words with their stems, numbers, and the
//! groups of the gazetteer that are named. Bigrams need no dictionary and miss nothing; which of them are words is
//! asked of the dictionary for the query alone.
//! The field `chars` holds single characters, signs, and the pairs where Chinese meets Latin letters or digits. It
//! is for finding exact strings of any sort, and for queries of one character. A common character ([`crate::analysis::common`])
//! is in it only where no ideograph follows; elsewhere a pair of the field `text` begins with it.

use crate::analysis::common::is_common;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::ops::Range;
use zhimai_gazetteer::Group;
use zhimai_text::segment::{Gap, Unit, UnitKind, stem};

/// Raised with every change to what terms a text has, so that an index built before is built anew.
pub(crate) const VERSION: u32 = 8;

/// Marks the term of a group, so that no word of a text is mistaken for it.
const GROUP: char = '\u{1}';
/// Marks a stem that differs from the word.
const STEM: char = '~';
/// Longer words count by their beginning, in characters.
const LONGEST: usize = 60;

/// The term of a group of the gazetteer.
pub(crate) fn group_term(group: &Group) -> String {
    let mut term = String::new();
    write_group(group, &mut term);
    term
}

pub(super) fn write_group(group: &Group, buffer: &mut String) {
    buffer.clear();
    buffer.push(GROUP);
    buffer.push(if group.kind.is_entity() { 'e' } else { 't' });
    buffer.push_str(&group.id);
}

/// The terms of a word: itself, and its stem if that differs.
pub(crate) fn word_terms(word: &str) -> (String, Option<String>) {
    let stem = stem(word);
    let differs = stem != word;
    (word.to_owned(), differs.then(|| format!("{STEM}{stem}")))
}

/// The stem term that words are found by which have this word as their stem.
pub(crate) fn stem_term(word: &str) -> String {
    format!("{STEM}{}", stem(word))
}

/// Adds every term of the field `text` but for names, as often as it stands there.
pub(crate) fn text_terms(chars: &[char], row: &[Unit], terms: &mut TermList) {
    let mut buffer = String::new();
    for (at, unit) in row.iter().enumerate() {
        match unit.kind {
            UnitKind::Symbol => {}
            UnitKind::Ideograph => {
                if let Some(next) = next_ideograph(row, at)
                    && let (Some(a), Some(b)) = (chars.get(unit.start), chars.get(next.start))
                {
                    terms.push_chars(*a, Some(*b));
                }
            }
            UnitKind::Word => {
                write_unit(chars, unit, &mut buffer);
                if is_clitic(chars, row, at) {
                    continue;
                }
                terms.push(&buffer);
                push_stem(&buffer, terms);
                joined(chars, row, at, &mut buffer, terms);
            }
            UnitKind::Number => {
                write_unit(chars, unit, &mut buffer);
                terms.push(&buffer);
                joined(chars, row, at, &mut buffer, terms);
            }
        }
    }
}

/// The ideograph that follows the one at `at`, if one does. A sign parts them, even the dot in a name: a pair
/// stands for two characters in a row, and exact strings rely on that. Names of the gazetteer are known with their dots.
pub(crate) fn next_ideograph(row: &[Unit], at: usize) -> Option<&Unit> {
    row.get(at + 1).filter(|unit| unit.kind == UnitKind::Ideograph)
}

/// The text of a word or number as it is indexed.
pub(crate) fn write_unit(chars: &[char], unit: &Unit, buffer: &mut String) {
    buffer.clear();
    let own = chars.get(unit.start..unit.end).unwrap_or_default();
    if unit.kind == UnitKind::Number {
        own.iter().filter(|c| **c != ',').take(LONGEST).for_each(|c| buffer.push(*c));
    } else {
        own.iter().take(LONGEST).for_each(|c| buffer.push(*c));
    }
}

/// A folded word or number as it is indexed.
pub(crate) fn write_word(word: &str) -> String {
    let is_number = word.starts_with(|c: char| c.is_ascii_digit());
    word.chars().filter(|c| !is_number || *c != ',').take(LONGEST).collect()
}

/// So many words are kept with their stems.
const STEMS: usize = 1 << 15;

thread_local! {
    /// The words that this thread met, with their stems where these differ: looking one up is much faster than stemming.
    static STEMS_OF: RefCell<FxHashMap<Box<str>, Option<Box<str>>>> = RefCell::default();
}

/// Adds the stem of a word, if that differs.
fn push_stem(word: &str, terms: &mut TermList) {
    STEMS_OF.with_borrow_mut(|known| {
        if let Some(stem) = known.get(word) {
            return stem.iter().for_each(|stem| terms.push(stem));
        }
        let (_, stem) = word_terms(word);
        stem.iter().for_each(|stem| terms.push(stem));
        if known.len() >= STEMS {
            known.clear();
        }
        known.insert(word.into(), stem.map(String::into_boxed_str));
    });
}

/// The `s` of `Nvidia's` and the `t` of `don't`.
pub(crate) fn is_clitic(chars: &[char], row: &[Unit], at: usize) -> bool {
    let (Some(unit), Some(sign), Some(before)) =
        (row.get(at), at.checked_sub(1).and_then(|i| row.get(i)), at.checked_sub(2).and_then(|i| row.get(i)))
    else {
        return false;
    };
    unit.end - unit.start <= 2
        && unit.gap == Gap::None
        && sign.gap == Gap::None
        && before.kind == UnitKind::Word
        && matches!(chars.get(sign.start), Some('\'' | '’'))
}

/// What follows a word or number without a space, also after a hyphen.
fn linked<'a>(chars: &[char], row: &'a [Unit], at: usize) -> Option<(usize, &'a Unit)> {
    let tight = |i: usize| row.get(i).filter(|unit| unit.gap == Gap::None).map(|unit| (i, unit));
    let latin = |unit: &Unit| matches!(unit.kind, UnitKind::Word | UnitKind::Number);
    match tight(at + 1)? {
        (i, unit) if latin(unit) => Some((i, unit)),
        (i, unit) if matches!(chars.get(unit.start), Some('-' | '‐' | '‑')) => {
            tight(i + 1).filter(|(_, unit)| latin(unit))
        }
        _ => None,
    }
}

/// The rows of words and numbers that are written as one, such as `gpt-4o-mini`; at least two of them in each.
pub(crate) fn joined_rows(chars: &[char], row: &[Unit]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < row.len() {
        let latin = row.get(at).is_some_and(|unit| matches!(unit.kind, UnitKind::Word | UnitKind::Number));
        let mut last = at;
        while latin && let Some((next, _)) = linked(chars, row, last) {
            last = next;
        }
        if last > at {
            out.push(at..last + 1);
        }
        at = last + 1;
    }
    out
}

/// Whether what is written as one has a single letter in it, or letters and a number: `x-ray` and `gpt-5`, but neither
/// `data-center` nor `5-3`.
pub(crate) fn is_numbered(row: &[Unit]) -> bool {
    let letters = |unit: &Unit| unit.kind == UnitKind::Word;
    let short = row.iter().any(|unit| letters(unit) && unit.end - unit.start == 1);
    short || row.iter().any(letters) && !row.iter().all(letters)
}

/// The number after the last unit of what begins at `at` and is written as `text` without what joins it; with `prefix`,
/// of what begins so.
pub(crate) fn joined_end(chars: &[char], row: &[Unit], at: usize, text: &str, prefix: bool) -> Option<usize> {
    let mut rest = text;
    let mut own = String::new();
    let (mut last, mut unit) = (at, row.get(at)?);
    loop {
        write_unit(chars, unit, &mut own);
        match rest.strip_prefix(own.as_str()) {
            Some("") => return Some(last + 1),
            Some(further) => rest = further,
            None => return (prefix && own.starts_with(rest)).then_some(last + 1),
        }
        (last, unit) = linked(chars, row, last)?;
    }
}

/// `gpt-5` also as `gpt5`, `e-mail` as `email`, `gpt-4o-mini` also as one.
fn joined(chars: &[char], row: &[Unit], at: usize, buffer: &mut String, terms: &mut TermList) {
    let Some((mut last, second)) = linked(chars, row, at) else { return };
    let Some(first) = row.get(at) else { return };
    let begins = !at.checked_sub(1).is_some_and(|i| follows(chars, row, i, at));
    let mut piece = String::new();
    write_unit(chars, second, &mut piece);
    buffer.push_str(&piece);
    let mut parts = 2;
    let pair = buffer.len();
    while parts < 7
        && begins
        && let Some((next, unit)) = linked(chars, row, last)
    {
        write_unit(chars, unit, &mut piece);
        buffer.push_str(&piece);
        last = next;
        parts += 1;
    }
    if parts > 2 {
        terms.push(buffer);
    }
    if first.kind != second.kind || parts == 2 && begins {
        terms.push(buffer.get(..pair).unwrap_or_default());
    }
}

/// Whether the unit at `at` hangs on to one before it.
fn follows(chars: &[char], row: &[Unit], before: usize, at: usize) -> bool {
    linked(chars, row, before).is_some_and(|(i, _)| i == at)
        || before.checked_sub(1).is_some_and(|i| linked(chars, row, i).is_some_and(|(i, _)| i == at))
}

/// Calls back with every term of the field `chars`; many times with the same one.
pub(crate) fn char_terms(chars: &[char], row: &[Unit], mut emit: impl FnMut(char, Option<char>)) {
    for (at, unit) in row.iter().enumerate() {
        let own = chars.get(unit.start..unit.end).unwrap_or_default();
        match unit.kind {
            UnitKind::Ideograph
                if next_ideograph(row, at).is_some() && own.first().is_some_and(|c| is_common(*c)) => {}
            UnitKind::Ideograph | UnitKind::Symbol => own.iter().for_each(|c| emit(*c, None)),
            // The signs within `c++` and `4.5` too: a string may begin or end between them.
            _ => own.iter().filter(|c| !c.is_alphanumeric()).for_each(|c| emit(*c, None)),
        }
        if let Some(next) = row.get(at + 1)
            && let Some((a, b)) = meeting(chars, unit, next)
        {
            emit(a, Some(b));
        }
    }
}

/// The two characters where a Chinese character meets a word or number.
pub(crate) fn meeting(chars: &[char], unit: &Unit, next: &Unit) -> Option<(char, char)> {
    use UnitKind::{Ideograph, Number, Word};
    let meets = matches!((unit.kind, next.kind), (Ideograph, Word | Number) | (Word | Number, Ideograph));
    if !meets {
        return None;
    }
    Some((*chars.get(unit.end.checked_sub(1)?)?, *chars.get(next.start)?))
}

/// Terms one after the other in one string, whose memory is used again for every text.
#[derive(Clone, Default)]
pub(crate) struct TermList {
    text: String,
    ends: Vec<usize>,
}

impl TermList {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    pub(super) fn push(&mut self, term: &str) {
        self.text.push_str(term);
        self.ends.push(self.text.len());
    }

    /// Adds the term of one or two characters.
    #[inline]
    pub(super) fn push_chars(&mut self, a: char, b: Option<char>) {
        self.text.push(a);
        b.into_iter().for_each(|b| self.text.push(b));
        self.ends.push(self.text.len());
    }

    /// The term of this number, which begins where the one before ends, and where it ends, in bytes.
    #[inline]
    pub(super) fn term(&self, number: usize, start: usize) -> Option<(&str, usize)> {
        let end = *self.ends.get(number)?;
        Some((self.text.get(start..end).unwrap_or_default(), end))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.text.get(start..*end).unwrap_or_default())
    }
}
