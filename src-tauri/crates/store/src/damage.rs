//! Rows that cannot be read: a disk or another program has changed bytes of theirs. Each harms itself alone: it is told
//! beside the others, and stays as it is.

use crate::error::{Result, StoreError};
use rusqlite::Row;
use rusqlite::types::ValueRef;

/// A row that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// Its identifier, with what is no text replaced by U+FFFD.
    pub id: String,
    /// What can be read of its texts, likewise.
    pub texts: Vec<String>,
    /// What does not fit.
    pub detail: String,
}

/// Whether an error is about what stands in one row.
pub(crate) fn is_of_row(error: &rusqlite::Error) -> bool {
    matches!(
        error,
        rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::Utf8Error(..)
    )
}

/// A text, with what is none replaced by U+FFFD; empty where there is nothing.
pub(crate) fn lossy(row: &Row, column: usize) -> rusqlite::Result<String> {
    Ok(match row.get_ref(column)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        _ => String::new(),
    })
}

/// Reads a row, or tells what can be read of it: its identifier in column 0 and texts in others.
pub(crate) fn read<T>(
    row: &Row,
    texts: &[usize],
    read: impl FnOnce(&Row) -> rusqlite::Result<T>,
) -> rusqlite::Result<std::result::Result<T, Damaged>> {
    match read(row) {
        Err(error) if is_of_row(&error) => {
            let texts = texts.iter().map(|&column| lossy(row, column)).collect::<rusqlite::Result<_>>()?;
            Ok(Err(Damaged { id: lossy(row, 0)?, texts, detail: error.to_string() }))
        }
        done => done.map(Ok),
    }
}

/// What was asked for by itself, or the error that says that it is damaged.
pub(crate) fn sound<T>(
    what: &'static str,
    found: Option<std::result::Result<T, Damaged>>,
) -> Result<Option<T>> {
    found.transpose().map_err(|damaged| StoreError::Damaged { what, id: damaged.id, detail: damaged.detail })
}
