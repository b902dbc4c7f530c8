//! Which event a document is about, and which documents are about an event.

use crate::context::Context;
use crate::error::SearchError;
use tantivy::DocAddress;
use tantivy::columnar::StrColumn;

/// The event that each document is, or tells and no other.
pub(crate) struct EventColumn(Vec<Option<StrColumn>>);

impl EventColumn {
    pub(crate) fn open(context: &Context) -> Result<Self, SearchError> {
        let segments = context.searcher.segment_readers().iter();
        let columns: Result<Vec<_>, _> = segments.map(|segment| segment.fast_fields().str("event")).collect();
        Ok(Self(columns?))
    }

    /// The event that a document is about.
    pub(crate) fn of(&self, address: DocAddress) -> Result<Option<String>, SearchError> {
        let column = self.0.get(address.segment_ord as usize).and_then(Option::as_ref);
        let Some((column, ord)) =
            column.and_then(|column| Some((column, column.ords().first(address.doc_id)?)))
        else {
            return Ok(None);
        };
        let mut event = String::new();
        column.ord_to_str(ord, &mut event)?;
        Ok(Some(event))
    }
}
