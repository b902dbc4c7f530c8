//! Sets of documents of a segment.

use crate::analysis::common::is_common;
use crate::analysis::exact::{Exact, ExactTerm, Haystack};
use crate::budget::Budget;
use crate::error::SearchError;
use crate::schema::Fields;
use crate::segment::stored::parts;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, InvertedIndexReader, SegmentReader, Term};

/// How many of the documents that have a term are not in a set.
pub(crate) fn outside(inverted: &InvertedIndexReader, term: &TermInfo, set: &Bits) -> u32 {
    let Ok(mut postings) = inverted.read_block_postings_from_terminfo(term, IndexRecordOption::Basic) else {
        return 0;
    };
    let mut count = 0_u32;
    while !postings.docs().is_empty() {
        let outside = postings.docs().iter().filter(|doc| !set.contains(**doc)).count();
        count = count.saturating_add(u32::try_from(outside).unwrap_or(u32::MAX));
        postings.advance();
    }
    count
}

/// A set of documents of one segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    pub(crate) fn none(segment: &SegmentReader) -> Bits {
        Bits { words: vec![0; (segment.max_doc() as usize).div_ceil(64)] }
    }

    /// The documents whose bits are set.
    #[cfg(test)]
    pub(crate) fn of(set: u64) -> Bits {
        Bits { words: vec![set] }
    }

    /// All documents that were not taken out.
    pub(crate) fn alive(segment: &SegmentReader) -> Bits {
        let mut bits = Bits::none(segment);
        match segment.alive_bitset() {
            None => return bits.others(segment.max_doc()),
            Some(alive) => alive.iter_alive().for_each(|doc| bits.insert(doc)),
        }
        bits
    }

    /// Those of so many documents that are not in it.
    pub(crate) fn others(&self, documents: u32) -> Bits {
        let mut words: Vec<u64> = self.words.iter().map(|word| !word).collect();
        let beyond = words.len() * 64 - documents as usize;
        words.iter_mut().last().into_iter().for_each(|last| *last &= u64::MAX >> beyond);
        Bits { words }
    }

    #[inline]
    pub(crate) fn insert(&mut self, doc: DocId) {
        if let Some(word) = self.words.get_mut(doc as usize / 64) {
            *word |= 1 << (doc % 64);
        }
    }

    #[inline]
    pub(crate) fn remove(&mut self, doc: DocId) {
        if let Some(word) = self.words.get_mut(doc as usize / 64) {
            *word &= !(1 << (doc % 64));
        }
    }

    #[inline]
    pub(crate) fn contains(&self, doc: DocId) -> bool {
        self.words.get(doc as usize / 64).is_some_and(|word| word & (1 << (doc % 64)) != 0)
    }

    pub(crate) fn or(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a |= b);
    }

    pub(crate) fn and(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= b);
    }

    pub(crate) fn and_not(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= !b);
    }

    pub(crate) fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// The documents, in order.
    pub(crate) fn documents(&self) -> Vec<DocId> {
        let mut out = Vec::with_capacity(self.count() as usize);
        self.iter().for_each(|doc| out.push(doc));
        out
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = DocId> + '_ {
        (0_u32..).zip(&self.words).flat_map(|(at, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(at * 64 + bit)
            })
        })
    }

    /// Adds the documents that have a term.
    pub(crate) fn add_term(&mut self, segment: &SegmentReader, term: &Term) -> Result<(), SearchError> {
        let inverted = segment.inverted_index(term.field())?;
        let postings = inverted.read_block_postings(term, IndexRecordOption::Basic)?;
        postings.into_iter().for_each(|postings| self.add_postings(postings));
        Ok(())
    }

    fn add_postings(&mut self, mut postings: BlockSegmentPostings) {
        loop {
            let docs = postings.docs();
            if docs.is_empty() {
                return;
            }
            docs.iter().for_each(|doc| self.insert(*doc));
            postings.advance();
        }
    }

    /// The documents that have a character or sign.
    pub(crate) fn of_char(segment: &SegmentReader, fields: &Fields, c: char) -> Result<Bits, SearchError> {
        let mut bits = Bits::of_terms(segment, &[Term::from_field_text(fields.chars, &c.to_string())])?;
        if is_common(c) {
            // The terms that begin with it are its pairs.
            let inverted = segment.inverted_index(fields.text)?;
            let (first, after) =
                (c.to_string(), char::from_u32(c as u32 + 1).unwrap_or(char::MAX).to_string());
            let mut pairs = inverted.terms().range().ge(first).lt(after).into_stream()?;
            while pairs.advance() {
                bits.add_postings(
                    inverted.read_block_postings_from_terminfo(pairs.value(), IndexRecordOption::Basic)?,
                );
            }
        }
        Ok(bits)
    }

    /// The documents that have any of the terms.
    pub(crate) fn of_terms(segment: &SegmentReader, terms: &[Term]) -> Result<Bits, SearchError> {
        let mut bits = Bits::none(segment);
        for term in terms {
            bits.add_term(segment, term)?;
        }
        Ok(bits)
    }

    /// The documents that an exact string may stand in, as they have all its terms. `within` narrows where to look.
    pub(crate) fn may_hold(
        segment: &SegmentReader,
        fields: &Fields,
        exact: &Exact,
        within: &Bits,
    ) -> Result<Bits, SearchError> {
        let mut bits = within.clone();
        for term in &exact.terms {
            bits.and(&match term {
                ExactTerm::Term(term) => {
                    Bits::of_terms(segment, &[Term::from_field_text(fields.text, term)])?
                }
                ExactTerm::Meeting(a, b) => {
                    Bits::of_terms(segment, &[Term::from_field_text(fields.chars, &format!("{a}{b}"))])?
                }
                ExactTerm::Char(c) => Bits::of_char(segment, fields, *c)?,
            });
        }
        Ok(bits)
    }

    /// The documents that an exact string stands in. `within` narrows where to look, for speed.
    pub(crate) fn of_exact(
        segment: &SegmentReader,
        fields: &Fields,
        exact: &Exact,
        within: &Bits,
        cost: Cost<'_>,
    ) -> Result<Bits, SearchError> {
        let bits = Bits::may_hold(segment, fields, exact, within)?;
        if !exact.verify {
            return Ok(bits);
        }
        let mut room = Haystack::default();
        bits.those_whose_texts(segment, fields, cost, |text| exact.stands_in(text, &mut room))
    }

    /// Those of its documents of which a text fits: each is read.
    pub(crate) fn those_whose_texts(
        mut self,
        segment: &SegmentReader,
        fields: &Fields,
        cost: Cost<'_>,
        mut fits: impl FnMut(&str) -> bool,
    ) -> Result<Bits, SearchError> {
        let store = segment.get_store_reader(8)?;
        for doc in self.documents() {
            let fits = if cost.budget.may_read() {
                let document: tantivy::TantivyDocument = store.get(doc)?;
                parts(&document, fields).any(|part| fits(part.text))
            } else {
                cost.unread
            };
            if !fits {
                self.remove(doc);
            }
        }
        Ok(self)
    }
}

/// What may be spent on reading texts, and what is taken to hold of those that are not read any more.
#[derive(Clone, Copy)]
pub(crate) struct Cost<'a> {
    pub(crate) budget: &'a Budget<'a>,
    /// What is found must be right: what is wanted does not stand there, what is not wanted does.
    pub(crate) unread: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_others_are_those_of_so_many_documents() {
        for documents in [0, 1, 63, 64, 65, 128] {
            let none = Bits { words: vec![0; (documents as usize).div_ceil(64)] };
            let all = none.others(documents);
            assert_eq!(all.documents(), (0..documents).collect::<Vec<_>>());
            assert_eq!((all.count(), all.others(documents)), (documents, none));
        }
        assert_eq!(Bits::of(0b1010).others(5).documents(), [0, 2, 4]);
        assert_eq!(Bits::of(0b1010).documents(), Bits::of(0b1010).iter().collect::<Vec<_>>());
    }
}
