//! What is read of a segment of the index: sets of its documents, its columns, its stored texts.

pub(crate) mod bits;
pub(crate) mod columns;
pub(crate) mod present;
pub(crate) mod stored;
