//! How far long work is, and how the index is.

use crate::error::NoIndex;
use std::ops::ControlFlow;

/// How far an import or a rebuild of the index is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is done: documents for the index, KiB of input for an import. There a KiB counts for half when it is kept, and
    /// for all when the index has it, too.
    pub done: u32,
    /// What there is in all, as far as known, in the same unit.
    pub total: u32,
    /// The file or document at hand.
    pub current: String,
}

/// Called between documents; `Break` stops the work, which the next call takes up again.
pub type OnProgress<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// How the index is. While it is being built, searches answer from what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexState {
    /// Complete and current.
    Ready,
    /// Being built.
    Building {
        /// Documents done.
        done: u32,
        /// Documents in all.
        total: u32,
    },
    /// Could not be built; searching is off, everything else works.
    Failed(NoIndex),
}
