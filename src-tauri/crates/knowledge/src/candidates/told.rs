//! What the readers of sentences find: claims, and names that nobody knows.

use super::slots::Who;
use std::ops::Range;
use zhimai_model::{EntityKind, FlowKind, Status};

/// A claim as a sentence makes it.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) from: Option<Who>,
    pub(super) to: Option<Who>,
    pub(super) flow: FlowKind,
    /// The token of the sum.
    pub(super) sum: Option<usize>,
    pub(super) status: Status,
    /// The token of the verb.
    pub(super) verb: usize,
    /// The tokens of what is said of it, from whoever does it.
    pub(super) span: Range<usize>,
    /// The first tokens of names that nobody knows and that give or get.
    pub(super) unknown: Vec<usize>,
    /// Why it may be read otherwise; nothing where it can hardly be.
    pub(super) doubts: Vec<&'static str>,
}

/// A name in a text, in folded characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) range: Range<usize>,
    pub(super) kind: Option<EntityKind>,
}
