//! What an alignment consists of.

use std::ops::Range;

/// Paragraphs that belong together, by their places: one or two of a side, or none where the other side has one that it lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Those of the one text.
    pub one: Range<usize>,
    /// Those of the other.
    pub other: Range<usize>,
}

impl Link {
    /// The same from the other side.
    pub(super) fn mirrored(self) -> Self {
        Self { one: self.other, other: self.one }
    }
}
