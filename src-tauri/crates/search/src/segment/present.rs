//! The documents of a segment as they were known at the end of a day, or as they are known now.

use crate::error::SearchError;
use crate::schema::{Fields, PAST};
use crate::segment::bits::Bits;
use tantivy::{SegmentReader, Term};

/// What there is of a segment.
pub(crate) struct Present {
    /// The documents that a search looks at, those of which nobody knows since when they are known among them.
    pub(crate) bits: Bits,
    /// These, where it matters.
    undated: Option<Bits>,
}

impl Present {
    /// What was known at the end of a day, counted from 1970-01-01; without one, what is known now. What is `hidden` is not there.
    pub(crate) fn of(
        segment: &SegmentReader,
        fields: &Fields,
        as_of: Option<i32>,
        hidden: Option<&Bits>,
    ) -> Result<Self, SearchError> {
        let mut bits = Bits::alive(segment);
        hidden.into_iter().for_each(|hidden| bits.and_not(hidden));
        let Some(day) = as_of.map(i64::from) else {
            bits.and_not(&Bits::of_terms(segment, &[Term::from_field_text(fields.state, PAST)])?);
            return Ok(Self { bits, undated: None });
        };
        let (known, until) = (segment.fast_fields().i64("known")?, segment.fast_fields().i64("until")?);
        let mut undated = Bits::none(segment);
        for doc in bits.documents() {
            match known.first(doc) {
                None => undated.insert(doc),
                Some(known) if known > day || until.first(doc).is_some_and(|until| until <= day) => {
                    bits.remove(doc);
                }
                Some(_) => {}
            }
        }
        Ok(Self { bits, undated: Some(undated) })
    }

    /// Leaves out of a set what is undated, where it matters; tells how many these were.
    pub(crate) fn leave_out_undated(&self, bits: &mut Bits) -> u32 {
        let Some(undated) = &self.undated else { return 0 };
        let before = bits.count();
        bits.and_not(undated);
        before - bits.count()
    }
}
