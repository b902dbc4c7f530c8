//! What a search runs in: the index as it was when the search began, the names that are known, and the dictionaries.
//!
//! Each of these may be another one at the next search; within one, all stages see the same.

use crate::schema::Fields;
use std::sync::Arc;
use tantivy::Searcher;
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
}
