//! One form of a name as it is looked for: a row of units, which spaces, hyphens and dots between them do not part.

use crate::group::FormKind;
use crate::written::Written;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;
use std::sync::OnceLock;
use zhimai_text::fold::fold;
use zhimai_text::segment::{DICTIONARY, Gap, Unit, UnitKind, is_ideograph, units};

/// A form of a name.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The units, folded.
    pub(crate) row: Vec<Box<[char]>>,
    /// The number of the group.
    pub(crate) group: u32,
    /// The number of the form in the group.
    pub(crate) form: u32,
    pub(crate) kind: FormKind,
    /// A common noun in English: `chip` is named by `chips` too.
    pub(crate) plural: bool,
    /// How its letters are written.
    pub(crate) case: Case,
    /// Another entity has the same name.
    pub(crate) shared: bool,
    /// It has one of the names that the thing is shown by in it, so that it means nothing else: 蘋果公司.
    pub(crate) extends: bool,
    is_word: OnceLock<bool>,
}

/// How the letters of a name are written, as far as it tells the name from a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// It tells nothing: `chip`, `OpenAI`, 輝達.
    Any,
    /// As a word at the beginning of a sentence: `Apple`. In small letters it is that word.
    Capital,
    /// It begins with a small letter and goes on with a capital: `xAI`.
    Small,
}

impl Entry {
    pub(crate) fn new(row: Vec<Box<[char]>>, group: u32, form: u32, kind: FormKind) -> Self {
        let (plural, shared, extends) = (false, false, false);
        Self { row, group, form, kind, plural, case: Case::Any, shared, extends, is_word: OnceLock::new() }
    }

    /// What it is looked up by.
    pub(crate) fn key(&self) -> Option<u64> {
        let second = self.row.get(1).and_then(|unit| unit.first());
        key(self.row.first()?, second.copied())
    }

    /// Whether it is of Chinese characters alone.
    pub(crate) fn is_chinese(&self) -> bool {
        self.row.iter().all(|unit| matches!(**unit, [one] if is_ideograph(one)))
    }

    /// Whether it is one row of letters.
    pub(crate) fn is_one_word(&self) -> bool {
        matches!(self.row.as_slice(), [one] if one.first().is_some_and(|c| c.is_alphabetic() && !is_ideograph(*c)))
    }

    /// Whether it is a number and no more.
    pub(crate) fn is_number(&self) -> bool {
        self.row.iter().all(|unit| unit.iter().all(char::is_ascii_digit))
    }

    /// Whether the dictionary has it as a word, which then means something else too. Asked of the dictionary once.
    pub(crate) fn is_word(&self) -> bool {
        *self.is_word.get_or_init(|| {
            let text: Vec<char> = self.row.iter().flatten().copied().collect();
            self.is_chinese() && DICTIONARY.has(&text)
        })
    }

    /// The last unit of a name that starts at `at`, if the units from there are those of the entry. With `written`, it may
    /// not run over the end of a line.
    pub(crate) fn follow(
        &self,
        chars: &[char],
        units: &[Unit],
        at: usize,
        written: Option<&Written<'_>>,
    ) -> Option<usize> {
        let (first, rest) = self.row.split_first()?;
        let own = |at: usize| units.get(at).and_then(|unit| chars.get(unit.start..unit.end));
        if own(at)? != &**first {
            return None;
        }
        let mut last = at;
        for (number, part) in (1..).zip(rest) {
            let next = part_after(chars, units, last)?;
            match own(next)?.strip_prefix(&**part)? {
                [] => {}
                ['s'] if self.plural && number == rest.len() => {}
                _ => return None,
            }
            let gaps = units.get(last + 1..=next)?.iter().any(|unit| unit.gap != Gap::None);
            if gaps
                && let Some(written) = written
                && written.parts(units.get(last)?.end.checked_sub(1)?, units.get(next)?.start)
            {
                return None;
            }
            last = next;
        }
        Some(last)
    }
}

/// The shortest word, in code points, that a Latin name is also known by in one piece, and the shortest piece of one that is
/// also known in two: of shorter ones, too many mean something else (`open AI models`).
const ONE_PIECE: usize = 6;
const PIECE: usize = 4;

/// A Latin name with its spaces left out (`datacenter`), or parted where a capital stands (`Core Weave`).
pub(crate) fn other_spacing(written: &str, row: &[Box<str>]) -> Option<Vec<Box<str>>> {
    let letters = |text: &str| text.chars().all(char::is_alphabetic) && !text.chars().any(is_ideograph);
    if !row.iter().all(|unit| letters(unit)) {
        return None;
    }
    let whole = row.concat();
    if row.len() > 1 {
        return (whole.chars().count() >= ONE_PIECE).then(|| vec![whole.into()]);
    }
    let inner = written.char_indices().skip(1).filter(|(_, c)| c.is_uppercase());
    let [(at, _)] = inner.collect::<Vec<_>>().try_into().ok()?;
    let pieces = [written.get(..at)?, written.get(at..)?];
    let long = pieces.iter().all(|piece| piece.chars().count() >= PIECE && letters(piece));
    long.then(|| pieces.iter().map(|piece| fold(piece).text().into()).collect())
}

/// What entries are looked up by: of a Chinese character that and what follows it, as no name is one character alone;
/// else the hash of the first unit, which others may share.
#[inline]
pub(crate) fn key(first: &[char], second: Option<char>) -> Option<u64> {
    match first {
        [] => None,
        [one] if is_ideograph(*one) => Some(u64::from(u32::from(*one)) << 32 | u64::from(u32::from(second?))),
        _ => Some(FxBuildHasher.hash_one(first)),
    }
}

/// The rows of units, folded, that a form is looked for as. None where it is too short to be a name.
pub fn rows(form: &str) -> Vec<Vec<String>> {
    let chars = fold(form).chars;
    let row = row_of(&chars);
    let strings = |row: Vec<Box<str>>| row.into_iter().map(String::from).collect();
    match row.as_slice() {
        [] => Vec::new(),
        [one] if one.chars().count() == 1 => Vec::new(),
        _ => {
            let other = other_spacing(form, &row);
            std::iter::once(row).chain(other).map(strings).collect()
        }
    }
}

/// The units of a folded form, without the signs between them.
pub(crate) fn row_of(chars: &[char]) -> Vec<Box<str>> {
    let parts = units(chars).filter(|unit| unit.kind != UnitKind::Symbol);
    parts
        .map(|unit| chars.get(unit.start..unit.end).unwrap_or_default().iter().collect::<String>().into())
        .collect()
}

/// The unit after one of a name; a sign between them may be part of the name.
#[inline]
pub(crate) fn part_after(chars: &[char], units: &[Unit], at: usize) -> Option<usize> {
    let sign = units.get(at + 1)?;
    let joins = joins(chars, sign);
    let next = at + 1 + usize::from(joins);
    let unit = units.get(next)?;
    let chinese = |unit: &Unit| unit.kind == UnitKind::Ideograph;
    let parts = joins
        && match chars.get(sign.start) {
            // Between characters only the dot of foreign names is written.
            Some(c) if units.get(at).is_some_and(chinese) && chinese(unit) => !INTERPUNCTS.contains(c),
            // Between clauses and at the head of an item of a list they stand with spaces: the core – weave.
            Some('-' | '‐' | '‑' | '–' | '•' | '/') => sign.gap != Gap::None || unit.gap != Gap::None,
            // The end of a sentence, unless it stands for the rest of a name: Hock E. Tan.
            Some('.') => unit.gap != Gap::None && units.get(at).is_some_and(|unit| unit.end - unit.start > 1),
            _ => false,
        };
    (!parts).then_some(next)
}

/// The dots between the parts of a foreign name in Chinese.
pub const INTERPUNCTS: [char; 4] = ['·', '・', '•', '‧'];

/// Signs that do not part a name.
#[inline]
fn joins(chars: &[char], unit: &Unit) -> bool {
    let signs = ['-', '‐', '‑', '–', '·', '・', '•', '‧', '.', '\'', '’', '&', '/', '_', '+'];
    unit.kind == UnitKind::Symbol && chars.get(unit.start).is_some_and(|c| signs.contains(c))
}
