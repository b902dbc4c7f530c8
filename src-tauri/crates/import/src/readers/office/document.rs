//! What is read of a document of a word processor, whatever its format.

use crate::blocks::Builder;

/// The most that one part of a document may have, in bytes.
pub(super) const LARGEST_PART: usize = 96 << 20;

/// What a document says.
#[derive(Default)]
pub(super) struct Document {
    /// What was put together of its text.
    pub(super) text: Builder,
    /// The title that its properties state. Often it is that of the document which it was made from.
    pub(super) stated: Option<String>,
    /// Who its properties state as having written it.
    pub(super) author: Option<String>,
}
