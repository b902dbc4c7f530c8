//! What a search runs in: the index as it was when the search began, the names that are known, and the dictionaries.
//!
//! Each of these may be another one at the next search; within one, all stages see the same.

use crate::error::SearchError;
use crate::schema::Fields;
use crate::segment::bits::Bits;
use std::sync::Arc;
use tantivy::{Searcher, Term};
use zhimai_dictionary::Dictionaries;
use zhimai_gazetteer::Gazetteer;

/// What one search runs in.
pub(crate) struct Context {
    pub(crate) searcher: Searcher,
    pub(crate) fields: Fields,
    /// The names that are known.
    pub(crate) names: Arc<Gazetteer>,
    /// Words for queries only.
    pub(crate) dictionaries: Dictionaries,
    /// The day at whose end what is searched was known, counted from 1970-01-01; nothing for now.
    pub(crate) as_of: Option<i32>,
    /// The documents that are left out as if they were not there, for each segment; none where nothing is.
    pub(crate) hidden: Vec<Bits>,
}

impl Context {
    /// The same, without what belongs to these collections.
    pub(crate) fn without(mut self, collections: &[String]) -> Result<Self, SearchError> {
        if !collections.is_empty() {
            let term = |id: &String| Term::from_field_text(self.fields.collection, id);
            let terms: Vec<Term> = collections.iter().map(term).collect();
            let segments = self.searcher.segment_readers().iter();
            self.hidden =
                segments.map(|segment| Bits::of_terms(segment, &terms)).collect::<Result<_, _>>()?;
        }
        Ok(self)
    }

    /// How many documents have a term. What is left out has none.
    pub(crate) fn doc_freq(&self, term: &Term) -> u64 {
        let all = self.searcher.doc_freq(term).unwrap_or(0);
        if all == 0 || self.hidden.is_empty() {
            return all;
        }
        let segments = self.searcher.segment_readers().iter().zip(&self.hidden);
        let count = |(segment, hidden)| {
            let mut having = Bits::of_terms(segment, std::slice::from_ref(term)).ok()?;
            having.and_not(hidden);
            Some(u64::from(having.count()))
        };
        segments.filter_map(count).sum()
    }
}
