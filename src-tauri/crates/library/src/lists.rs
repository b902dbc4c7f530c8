//! Tables of the library that were put in order, kept while nothing changes.

use std::sync::{Arc, Mutex, PoisonError};
use zhimai_store::ArticleFilter;
use zhimai_text::collate::Order;

/// So many lists are kept.
const KEPT: usize = 4;

/// What a table is put in order by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SortBy {
    /// The date, newest first; those without a date at the end.
    #[default]
    Date,
    /// The title, as a reader of the language looks for it.
    Title,
    /// The source, likewise; those without one at the end.
    Source,
    /// The language.
    Language,
    /// When the text came in, the last first.
    Added,
    /// How much text there is, most first.
    Size,
}

/// What a table shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ListQuery {
    /// Which articles.
    pub filter: ArticleFilter,
    /// Only those in this language: `zh-hant`, `zh-hans`, `en`, or `other`.
    pub language: Option<String>,
    /// Only those with each of these words in their title or source, in either script and case.
    pub words: String,
    /// The order.
    pub sort: SortBy,
    /// True for the other way round.
    pub reversed: bool,
    /// In whose order names stand.
    pub order: Order,
}

/// A list as it was put in order.
struct Made {
    query: ListQuery,
    /// What the library was like then.
    state: (i64, i64),
    keys: Arc<Vec<i64>>,
}

/// The lists that are kept, the last used at the end.
#[derive(Default)]
pub(crate) struct Lists(Mutex<Vec<Made>>);

impl Lists {
    /// A list that was made of the library in a state.
    pub(crate) fn find(&self, query: &ListQuery, state: (i64, i64)) -> Option<Arc<Vec<i64>>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|made| made.state == state);
        let at = kept.iter().position(|made| made.query == *query)?;
        let made = kept.remove(at);
        let keys = Arc::clone(&made.keys);
        kept.push(made);
        Some(keys)
    }

    /// Keeps a list.
    pub(crate) fn keep(&self, query: ListQuery, state: (i64, i64), keys: Arc<Vec<i64>>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push(Made { query, state, keys });
    }
}
