//! What is read back of a stored document.

use crate::document::Kind;
use crate::schema::Fields;
use tantivy::TantivyDocument;
use tantivy::schema::{Field, Value};

/// A document as far as answers show it.
#[derive(Debug)]
pub(crate) struct Stored<'a> {
    pub(crate) kind: Kind,
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) source: Option<&'a str>,
    pub(crate) language: Option<&'a str>,
}

impl<'a> Stored<'a> {
    /// `None` when the document is not one that this crate wrote.
    pub(crate) fn new(document: &'a TantivyDocument, fields: &Fields) -> Option<Stored<'a>> {
        let (kind, id) = text(document, fields.key)?.split_once('/')?;
        Some(Stored {
            kind: Kind::from_name(kind)?,
            id,
            title: text(document, fields.text).unwrap_or_default(),
            source: text(document, fields.source),
            language: text(document, fields.language),
        })
    }
}

fn text(document: &TantivyDocument, field: Field) -> Option<&str> {
    document.get_first(field)?.as_str()
}

/// Title, body and others, in this order.
pub(crate) fn texts<'a>(document: &'a TantivyDocument, fields: &Fields) -> impl Iterator<Item = &'a str> {
    // The first is the title once more.
    document.get_all(fields.text).skip(1).filter_map(|value| value.as_str())
}
