//! How a dictionary lies in memory and in a file: numbers are little-endian.
//!
//! | at | what |
//! |---|---|
//! | 0 | `zhimdict` |
//! | 8 | the version of this layout, `u32` |
//! | 12 | CRC-32 of all that follows, `u32` |
//! | 16 | the sections, each behind its length in bytes (`u32`), in the order of [`Section`] |
//!
//! Whatever stands in the bytes, reading it gives something or nothing, and never fails otherwise.

use std::ops::Range;

pub(crate) const MAGIC: [u8; 8] = *b"zhimdict";
/// Raised whenever something else stands in the bytes, or what is made of the glosses changes.
pub(crate) const VERSION: u32 = 1;
/// Where the sections begin.
pub(crate) const HEAD: usize = 16;

/// The parts of a dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// What it is: JSON.
    About,
    /// The entries, one after the other, in the order given. Each is its headwords, its pinyin and its glosses, every text
    /// behind its length and the glosses behind their number ([`put_number`]).
    Entries,
    /// Where each entry begins: `u32`.
    EntryStarts,
    /// The folded headwords, sorted, one after the other.
    Keys,
    /// Where each of them begins: `u32`.
    KeyStarts,
    /// The number of the entry of each: `u32`.
    KeyEntries,
    /// The phrases of all glosses, folded and sorted, one after the other.
    Phrases,
    /// Where each of them begins: `u32`.
    PhraseStarts,
    /// The number of the first posting of each: `u32`.
    PostingStarts,
    /// The number of the headword of each posting: `u32`.
    PostingKeys,
    /// The rank of each posting: `u8`.
    PostingRanks,
}

pub(crate) const SECTIONS: usize = Section::PostingRanks as usize + 1;

/// The bytes of a dictionary, and where its sections lie in them.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    bytes: Vec<u8>,
    sections: [Range<usize>; SECTIONS],
}

impl Layout {
    /// Finds the sections. None where they do not fill the bytes exactly.
    pub(crate) fn of(bytes: Vec<u8>) -> Option<Self> {
        let mut sections = [const { 0..0 }; SECTIONS];
        let mut at = HEAD;
        for section in &mut sections {
            let start = at.checked_add(4)?;
            let length = u32::from_le_bytes(bytes.get(at..start)?.try_into().ok()?);
            at = start.checked_add(usize::try_from(length).ok()?)?;
            *section = start..at;
        }
        (at == bytes.len()).then_some(Self { bytes, sections })
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn section(&self, section: Section) -> &[u8] {
        self.sections
            .get(section as usize)
            .and_then(|range| self.bytes.get(range.clone()))
            .unwrap_or_default()
    }

    /// How many `u32` a section has.
    pub(crate) fn count(&self, section: Section) -> usize {
        self.section(section).len() / 4
    }

    /// The `u32` of a number in a section.
    pub(crate) fn number(&self, section: Section, number: usize) -> Option<usize> {
        let at = number.checked_mul(4)?;
        let bytes = self.section(section).get(at..at.checked_add(4)?)?;
        usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()
    }

    /// The text of a number: from where it begins to where the next does.
    pub(crate) fn text(&self, texts: Section, starts: Section, number: usize) -> &str {
        let texts = self.section(texts);
        let start = self.number(starts, number).unwrap_or(texts.len());
        let end = self.number(starts, number.saturating_add(1)).unwrap_or(texts.len());
        texts.get(start..end).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default()
    }
}

/// Writes a number of any size in as few bytes as it needs (LEB128).
pub(crate) fn put_number(mut number: usize, out: &mut Vec<u8>) {
    while number > 0x7f {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Reads what [`put_number`] wrote, and takes it off the bytes.
pub(crate) fn take_number(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0_usize;
    for shift in (0..usize::BITS).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= usize::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

pub(crate) fn put_text(text: &str, out: &mut Vec<u8>) {
    put_number(text.len(), out);
    out.extend_from_slice(text.as_bytes());
}

/// Reads what [`put_text`] wrote, and takes it off the bytes.
pub(crate) fn take_text<'a>(bytes: &mut &'a [u8]) -> Option<&'a str> {
    let length = take_number(bytes)?;
    let (text, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    std::str::from_utf8(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_put_is_taken(number: usize, text: String) {
            let mut bytes = Vec::new();
            put_number(number, &mut bytes);
            put_text(&text, &mut bytes);
            let mut rest = bytes.as_slice();
            prop_assert_eq!((take_number(&mut rest), take_text(&mut rest)), (Some(number), Some(text.as_str())));
            prop_assert!(rest.is_empty());
        }

        #[test]
        fn any_bytes_are_read_or_not(bytes: Vec<u8>) {
            let mut rest = bytes.as_slice();
            while take_text(&mut rest).is_some() {}
            Layout::of(bytes);
        }
    }
}
