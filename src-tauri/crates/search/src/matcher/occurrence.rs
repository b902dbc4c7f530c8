//! One place where an atom of a plan stands in a text.

/// An atom in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Occurrence {
    /// Folded characters.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The number of the atom in the plan.
    pub(crate) atom: usize,
}
