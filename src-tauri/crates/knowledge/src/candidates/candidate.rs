//! What is proposed.

use zhimai_model::{Amount, DateRange, EntityKind, FlowKind, Part, Status};

/// A claim that a sentence makes, for the person to accept, correct or reject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The text of the article that the sentence stands in.
    pub part: Part,
    /// Where the sentence begins, in code points of the part.
    pub start: u32,
    /// Where it ends (exclusive).
    pub end: u32,
    /// The sentence as written.
    pub sentence: String,
    /// The entity that the money comes from; nothing where the sentence names none that is known.
    pub from: Option<String>,
    /// The entity that the money goes to; one of the two is always there.
    pub to: Option<String>,
    /// The form that the money takes.
    pub flow: FlowKind,
    /// The sum, where the sentence names one in a currency that is told.
    pub amount: Option<Amount>,
    /// The day of it, as far as the sentence tells; words such as yesterday count from the day of the article.
    pub date: Option<DateRange>,
    /// How firm it is by the words of the sentence.
    pub status: Status,
    /// Whether the sentence leaves little room to read it otherwise.
    pub is_sure: bool,
}

/// A name that the gazetteer does not know, for the person to make an entity of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewName {
    /// The name as it is first written.
    pub text: String,
    /// What it is a name of, as far as its form or what stands beside it tells.
    pub kind: Option<EntityKind>,
    /// How often the article has it.
    pub count: u32,
    /// Where: the text, and start and end (exclusive) in code points of it.
    pub contexts: Vec<(Part, u32, u32)>,
}
