//! Why something that is known was not added, changed or taken away.

use zhimai_store::ThingKind;

/// Why a thing was not put in, taken away or put back. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ThingError {
    /// A field does not fit.
    #[error("the field `{field}` does not fit: {fault}")]
    Field {
        /// The name of the field; empty where it is the whole.
        field: String,
        /// What does not fit.
        fault: Fault,
    },
    /// There is one with this identifier.
    #[error("there is a {} `{id}` already", kind.name())]
    Taken {
        /// What it is.
        kind: ThingKind,
        /// Its identifier.
        id: String,
    },
    /// It was changed since it was read.
    #[error("the {} `{id}` was changed elsewhere: read it again", kind.name())]
    Moved {
        /// What it is.
        kind: ThingKind,
        /// Its identifier.
        id: String,
    },
    /// There is none.
    #[error("there is no {} `{id}`", kind.name())]
    Missing {
        /// What it would be.
        kind: ThingKind,
        /// The identifier.
        id: String,
    },
    /// Others name it, and would name nothing without it.
    #[error("the {} `{id}` is named by {} others", kind.name(), by.len())]
    Named {
        /// What it is.
        kind: ThingKind,
        /// Its identifier.
        id: String,
        /// What names it.
        by: Vec<(ThingKind, String)>,
    },
    /// It was merged with others, and is to be taken apart from them first.
    #[error("the entity `{id}` is merged with {}", with.join(", "))]
    Merged {
        /// Its identifier.
        id: String,
        /// Those that it was merged with.
        with: Vec<String>,
    },
    /// Nothing was proposed, or decided, that bears this mark.
    #[error("there is no proposal `{id}`")]
    NoProposal {
        /// The mark.
        id: String,
    },
    /// Both are one already.
    #[error("`{id}` and `{other}` are one already")]
    One {
        /// The identifier of one.
        id: String,
        /// That of the other.
        other: String,
    },
    /// There is nothing to put back: it is as its collection has it, or the person's own.
    #[error("there is nothing to put back for the {} `{id}`", kind.name())]
    AsItWas {
        /// What it is.
        kind: ThingKind,
        /// Its identifier.
        id: String,
    },
}

/// What does not fit in a field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Nothing is in it.
    #[error("it is missing")]
    Missing,
    /// There is no such field.
    #[error("there is no such field, only {}", .0.join(", "))]
    NoField(Vec<String>),
    /// It has another shape, or a word that is none of those that may stand there; the particulars.
    #[error("{0}")]
    Shape(String),
    /// It is none of the words that may stand there.
    #[error("`{word}` is none of {}", all.join(", "))]
    NoWord {
        /// What stands there.
        word: String,
        /// What may.
        all: Vec<String>,
    },
    /// A text in it is longer than so many characters.
    #[error("it is longer than {0} characters")]
    Long(usize),
    /// More than so many are in it.
    #[error("there are more than {0}")]
    Many(usize),
    /// A name in it has characters that cannot be seen.
    #[error("it has characters that cannot be seen")]
    Unseen,
    /// It is no identifier.
    #[error(
        "an identifier has small letters, digits, and between them hyphens and dots; a claim's has its event's before a #"
    )]
    Id,
    /// It refers to something that is not there.
    #[error("there is no {} `{id}`", kind.name())]
    NoSuch {
        /// What it would be.
        kind: ThingKind,
        /// The identifier.
        id: String,
    },
    /// It has no such name.
    #[error("it is not called `{0}`")]
    NoName(String),
    /// It refers to itself.
    #[error("it refers to itself")]
    Itself,
    /// The ends of a sum are below nothing, above what any sum is, or not in their order.
    #[error("the sum is below nothing or above what any sum is, or its ends are not in their order")]
    Sum,
    /// It is put in elsewhere: claims one by one.
    #[error("claims are put in one by one")]
    NotHere,
}

impl Fault {
    /// The error that says that a field does not fit.
    pub(crate) fn of(field: &str, fault: Fault) -> ThingError {
        ThingError::Field { field: field.to_owned(), fault }
    }
}
