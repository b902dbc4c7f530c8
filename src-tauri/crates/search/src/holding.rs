//! Which documents may hold a name, however it is spaced there: what must be put in anew when the name is added or taken away.
//!
//! The lists of the index alone are read, and no text. So a few documents are named too many, and none is left out.

use crate::analysis::common::is_common;
use crate::analysis::terms::write_word;
use crate::document::Kind;
use crate::error::SearchError;
use crate::schema::Fields;
use crate::segment::bits::Bits;
use tantivy::{DocSet, Searcher, SegmentReader, Term};
use zhimai_gazetteer::{INTERPUNCTS, rows};
use zhimai_text::segment::is_ideograph;

/// A shorter word may stand behind an apostrophe, where it is no word of the index.
const SHORT: usize = 3;
/// What a short word may stand behind.
const APOSTROPHES: [char; 2] = ['\'', '’'];

/// The documents that may hold one of the forms, by kind and identifier.
pub(crate) fn holding(
    searcher: &Searcher,
    fields: &Fields,
    forms: &[&str],
) -> Result<Vec<(Kind, String)>, SearchError> {
    let rows: Vec<Vec<String>> = forms.iter().flat_map(|form| rows(form)).collect();
    let mut out = Vec::new();
    for segment in searcher.segment_readers() {
        let holder = Holder { segment, fields };
        let mut found = Bits::none(segment);
        for row in &rows {
            found.or(&holder.of_row(row)?);
        }
        found.and(&Bits::alive(segment));
        if found.count() > 0 {
            keys(segment, fields, &found, &mut out)?;
        }
    }
    out.sort();
    // A document that was known otherwise before may lie in several files.
    out.dedup();
    Ok(out)
}

struct Holder<'a> {
    segment: &'a SegmentReader,
    fields: &'a Fields,
}

impl Holder<'_> {
    /// The documents that may hold the units of a name one after the other.
    fn of_row(&self, row: &[String]) -> Result<Bits, SearchError> {
        let (mut beside, mut apart) = (Bits::alive(self.segment), Bits::alive(self.segment));
        let mut has_pair = false;
        for (at, unit) in row.iter().enumerate() {
            let Some(c) = ideograph(unit) else {
                let last = at + 1 == row.len();
                if let Some(found) = self.of_word(unit, last, row.len() == 1)? {
                    beside.and(&found);
                    apart.and(&found);
                }
                continue;
            };
            if let Some(next) = row.get(at + 1).and_then(|next| ideograph(next)) {
                has_pair = true;
                beside.and(&self.text(&format!("{c}{next}"))?);
            }
            // A common character is not in its own list wherever another follows.
            if !is_common(c) {
                let found = self.chars(&[c])?;
                beside.and(&found);
                apart.and(&found);
            }
        }
        if has_pair {
            apart.and(&self.chars(&INTERPUNCTS)?);
            beside.or(&apart);
        }
        Ok(beside)
    }

    /// The documents with a word or number; nothing where that cannot be told. `alone`: the name is of no other unit.
    fn of_word(&self, word: &str, last: bool, alone: bool) -> Result<Option<Bits>, SearchError> {
        let is_short = word.chars().count() < SHORT && word.chars().all(char::is_alphabetic);
        if is_short && !alone {
            return Ok(None);
        }
        let term = write_word(word);
        let mut found = self.text(&term)?;
        if last {
            found.or(&self.text(&write_word(&format!("{word}s")))?);
        }
        if is_short {
            found.or(&self.chars(&APOSTROPHES)?);
        }
        Ok(Some(found))
    }

    fn text(&self, term: &str) -> Result<Bits, SearchError> {
        let mut found = Bits::none(self.segment);
        found.add_term(self.segment, &Term::from_field_text(self.fields.text, term))?;
        Ok(found)
    }

    /// The documents with any of these characters.
    fn chars(&self, any: &[char]) -> Result<Bits, SearchError> {
        let mut found = Bits::none(self.segment);
        for c in any {
            found.add_term(self.segment, &Term::from_field_text(self.fields.chars, &c.to_string()))?;
        }
        Ok(found)
    }
}

/// The character of a unit that is written without spaces.
fn ideograph(unit: &str) -> Option<char> {
    unit.chars().next().filter(|c| is_ideograph(*c))
}

/// Adds the kinds and identifiers of documents of a segment.
fn keys(
    segment: &SegmentReader,
    fields: &Fields,
    wanted: &Bits,
    out: &mut Vec<(Kind, String)>,
) -> Result<(), SearchError> {
    let inverted = segment.inverted_index(fields.key)?;
    let mut keys = inverted.terms().stream()?;
    while keys.advance() {
        let mut postings =
            inverted.read_postings_from_terminfo(keys.value(), tantivy::schema::IndexRecordOption::Basic)?;
        let mut is_wanted = false;
        while postings.doc() != tantivy::TERMINATED {
            is_wanted |= wanted.contains(postings.doc());
            postings.advance();
        }
        let key = std::str::from_utf8(keys.key()).ok().filter(|_| is_wanted);
        let parts = key.and_then(|key| key.split_once('/'));
        out.extend(parts.and_then(|(kind, id)| Some((Kind::from_name(kind)?, id.to_owned()))));
    }
    Ok(())
}
