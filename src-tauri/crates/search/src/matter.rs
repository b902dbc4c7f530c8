//! How much of a matter it is what a document tells.
//!
//! An event weighs what its claims and their sums say, and how many articles tell it. What tells one event and no other is as
//! important as that; of everything else nothing is said.

use crate::context::Context;
use crate::document::Kind;
use crate::error::SearchError;
use crate::events::EventColumn;
use crate::segment::columns::Column;
use crate::segment::stored::key_terms;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, TERMINATED, Term};

/// How much what the claims say counts; the rest is how many articles tell it.
const CLAIMS: f32 = 0.7;
/// More articles than this say no more.
const MANY: f32 = 8.0;
/// The most that an event weighs.
const WHOLE: f32 = 100.0;

/// What events weigh.
pub(crate) struct Matter<'a> {
    context: &'a Context,
    events: EventColumn,
    weights: Column,
}

impl<'a> Matter<'a> {
    pub(crate) fn open(context: &'a Context) -> Result<Self, SearchError> {
        let weights = Column::open(&context.searcher, "weight")?;
        Ok(Self { context, events: EventColumn::open(context)?, weights })
    }

    /// How important it is what a document tells, between 0 and 1.
    pub(crate) fn of(&self, address: DocAddress) -> Result<f32, SearchError> {
        let Some(event) = self.events.of(address)? else { return Ok(0.0) };
        let weight = match self.weights.first(address) {
            Some(own) => own,
            None => self.weight(&event)?,
        };
        let tells = Term::from_field_text(self.context.fields.tells, &event);
        let articles = self.context.searcher.doc_freq(&tells)? as f32;
        let told = ((1.0 + articles).ln() / (1.0 + MANY).ln()).min(1.0);
        Ok(CLAIMS * (weight as f32 / WHOLE).clamp(0.0, 1.0) + (1.0 - CLAIMS) * told)
    }

    /// What an event weighs, by all that is known of it.
    fn weight(&self, event: &str) -> Result<i64, SearchError> {
        let key = key_terms(&self.context.fields, &[(Kind::Event, event.to_owned())]);
        let mut most = 0;
        for (number, segment) in (0_u32..).zip(self.context.searcher.segment_readers()) {
            for term in &key {
                let inverted = segment.inverted_index(term.field())?;
                let Some(mut postings) = inverted.read_postings(term, IndexRecordOption::Basic)? else {
                    continue;
                };
                while postings.doc() != TERMINATED {
                    let weight = self.weights.first(DocAddress::new(number, postings.doc()));
                    most = most.max(weight.unwrap_or(0));
                    postings.advance();
                }
            }
        }
        Ok(most)
    }
}
