//! What can go wrong with an index, and on the way to an answer.

use std::io;
use tantivy::TantivyError;
use tantivy::directory::error::LockError;

/// An index that cannot be used as it is. The documents are elsewhere: set the folder aside and build anew.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is none in the folder.
    #[error("there is no index in the folder")]
    Missing,
    /// It was built with another schema, analysis or way of finding names.
    #[error("the index was built by another version")]
    Stale,
    /// It is damaged.
    #[error("the index is damaged: {0}")]
    Corrupt(String),
}

/// What went wrong on the way to an answer: the disk's or the index's own failure, never the query's.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The folder could not be read or written.
    #[error("the index could not be read or written: {0}")]
    Io(#[from] io::Error),
    /// The index failed.
    #[error("the index failed: {0}")]
    Index(#[from] TantivyError),
    /// The engine panicked, as it does on damaged files.
    #[error("the index failed: {0}")]
    Panicked(String),
    /// Nobody waits for the answer any more, as whoever asked has said.
    #[error("the search was cancelled")]
    Cancelled,
}

impl SearchError {
    /// True when another process, or another writer in this one, writes the index.
    pub fn is_busy(&self) -> bool {
        matches!(self, SearchError::Index(TantivyError::LockFailure(LockError::LockBusy, _)))
    }
}
