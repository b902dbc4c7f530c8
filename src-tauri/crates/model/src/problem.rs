//! Problems: input that could not be used, told with its place and reason.

use serde::{Deserialize, Serialize};

/// What sort of problem it is. The window and the command line have a sentence for each, in three languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// The file could not be read from disk; `detail` is the system's word.
    Unreadable,
    /// There is no text in it.
    Empty,
    /// It is larger than what is taken in; `detail` is the limit.
    TooLarge,
    /// It is not a format that can be read; `detail` names what it looks like.
    UnknownFormat,
    /// The encoding could not be told, or bytes are invalid in it; `detail` names the encoding and counts the places.
    BadEncoding,
    /// Some lines are in another encoding than the rest, and were read by it; `detail` is how many.
    MixedEncodings,
    /// Characters that are never meant to be read were left out; `detail` counts them.
    ControlCharacters,
    /// It breaks the rules of its format at this place; `detail` says how.
    BadSyntax,
    /// A field is missing or has a value that does not fit; `detail` names it.
    BadField,
    /// Fields that an article has no place for; `detail` names them.
    LeftOut,
    /// A field stands there more than once, in one spelling or several: the first counts; `detail` is the other.
    SecondSpelling,
    /// A field is longer than what is kept and was shortened; `detail` names it.
    Shortened,
    /// A tag or comment of HTML never closes; what follows was taken as text; `detail` is what opens it.
    Unclosed,
    /// Parts that no page shows were left out, such as comments and scripts; `detail` counts each kind.
    NotShown,
    /// The date is that in the file's name, because the text states none; `detail` is the date.
    Guessed,
    /// More dates were taken from the names of files than are told one by one; `detail` is how many more.
    MoreGuessed,
    /// There are more problems of this sort than are told one by one; `detail` is how many more.
    More,
    /// The text was damaged: repaired where certain, marked where not; `detail` is how many places.
    Repaired,
    /// The identifier was already used by another article; `detail` is the identifier given instead.
    IdTaken,
    /// The path leads out of the folder, or in a circle, and was not followed.
    UnsafePath,
    /// A reference names something that does not exist; `detail` is the name.
    BadReference,
    /// The two languages of a text do not match paragraph by paragraph; `detail` gives the counts.
    Misaligned,
    /// Something in the library's own file is damaged and was passed over; `detail` says what.
    Damaged,
}

/// Where in the input a problem lies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file or the name of the input, as the person knows it.
    pub file: String,
    /// The line, from 1.
    pub line: Option<u32>,
}

/// Something in the input that could not be used, or not as it stood. Never a panic, never silence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What sort of problem.
    pub code: ProblemCode,
    /// Where.
    pub place: Place,
    /// The particulars, to be shown after the sentence for the code.
    pub detail: String,
    /// True when the input, or the part of it at this place, was refused; false when it was taken in all the same.
    pub refused: bool,
}
