//! What a search asks about claims, of whoever knows them: which events and articles tell money from one to another, how firm
//! it is, and whether it is disputed.
//!
//! None of it is in the index: it follows from what is known as a whole.

use crate::document::Kind;

/// A field of the query language that is about claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClaimField {
    /// Who gives.
    From,
    /// Who gets.
    To,
    /// How firm it is.
    Status,
    /// The form that the money takes.
    Flow,
    /// What kind of thing happened.
    Kind,
    /// Whether others say otherwise.
    Disputed,
    /// What it says.
    Says,
}

/// What is asked of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimTest {
    /// Who gives or gets is one of these entities, or belongs to one.
    Side(ClaimField, Vec<String>),
    /// The field has one of these values, each a word that [`Claims::reads`].
    Is(ClaimField, Vec<String>),
}

/// Whoever knows claims.
pub trait Claims {
    /// Whether a value of a field can be read; where it is still being typed, whether one begins like it.
    fn reads(&self, field: ClaimField, value: &str, growing: bool) -> bool;

    /// What tells a claim that passes all of these tests by itself: events, and articles that tell them.
    fn telling(&self, tests: &[ClaimTest]) -> Vec<(Kind, String)>;

    /// The values to narrow by, each with the events of which a claim has it. What tells one of these and no other counts.
    fn values(&self) -> Vec<ClaimValue>;
}

/// A value of a field that a search can be narrowed by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimValue {
    /// The field.
    pub field: ClaimField,
    /// As [`ClaimTest::Is`] names it.
    pub value: String,
    /// The events of which a claim has it, each once.
    pub events: Vec<String>,
}

/// No claims are known.
pub(crate) struct NoClaims;

impl Claims for NoClaims {
    fn reads(&self, _: ClaimField, _: &str, _: bool) -> bool {
        false
    }

    fn telling(&self, _: &[ClaimTest]) -> Vec<(Kind, String)> {
        Vec::new()
    }

    fn values(&self) -> Vec<ClaimValue> {
        Vec::new()
    }
}
