//! Problems: input that could not be used, told with its place and reason.
//!
//! A problem holds what is to be told as data, in no language: whoever shows it has the sentences.

use crate::{DateRange, HeaderField};
use serde::{Deserialize, Serialize};

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
#[serde(from = "Stored")]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// True when the input, or the part of it at this place, was refused; false when it was taken in all the same.
    pub refused: bool,
    /// What it is, with its particulars.
    pub what: ProblemKind,
}

/// What a problem is, with its particulars as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// The file could not be read from disk.
    Unreadable(Unreadable),
    /// There is no text in it.
    Empty,
    /// It is larger than what is taken in; the limit in bytes, or in entries of a dictionary.
    TooLarge {
        /// The most that is taken in.
        limit: u64,
    },
    /// It is not a format that can be read.
    UnknownFormat(UnknownFormat),
    /// The encoding could not be told, or bytes are invalid in it.
    BadEncoding {
        /// The encoding that it was read by, such as `UTF-8`, where one could be told.
        encoding: Option<String>,
        /// How many places make no sense; 0 where that was not counted.
        places: u32,
    },
    /// Some lines are in another encoding than the rest, and were read by it.
    MixedEncodings {
        /// How many lines.
        lines: u32,
    },
    /// Characters that are never meant to be read were left out.
    ControlCharacters {
        /// How many.
        count: u32,
    },
    /// It breaks the rules of its format at this place.
    BadSyntax(Syntax),
    /// A field is missing or has a value that does not fit.
    BadField {
        /// The name of the field, or what it belongs to.
        field: String,
        /// The value, or what the field belongs to; nothing where the field is missing or its value no text.
        value: Option<String>,
    },
    /// Fields that an article has no place for.
    LeftOut {
        /// Their names.
        fields: Vec<String>,
    },
    /// A field stands there more than once, in one spelling or several: the first counts.
    SecondSpelling {
        /// The name of the other.
        field: String,
        /// What the other says.
        value: String,
    },
    /// A field is longer than what is kept and was shortened.
    Shortened {
        /// The name of the field.
        field: String,
    },
    /// A tag or comment of HTML never closes; what follows was taken as text.
    Unclosed {
        /// What opens it, such as `<script>`.
        opening: String,
    },
    /// Parts that no page shows were left out, such as comments and scripts.
    NotShown {
        /// The name of each kind, such as `comment`, and how many there were.
        parts: Vec<(String, u32)>,
    },
    /// Parts that are no text of an article were left out, such as attachments.
    Skipped {
        /// The name of each kind, such as `attachment`, and how many there were.
        parts: Vec<(String, u32)>,
    },
    /// Pages have no text that can be read: they are pictures, or do not say which characters they show.
    Illegible {
        /// Their numbers, from 1, or the first of them.
        pages: Vec<u32>,
        /// How many there are.
        count: u32,
    },
    /// It can be opened with a password only.
    Protected,
    /// It lists addresses of texts, and the texts are not in it.
    ListOfSources {
        /// How many it lists.
        count: u32,
    },
    /// The date is that in the file's name, because the text states none.
    Guessed {
        /// The date.
        date: DateRange,
    },
    /// More dates were taken from the names of files than are told one by one.
    MoreGuessed {
        /// How many more.
        count: u32,
    },
    /// There are more problems of one sort than are told one by one.
    More {
        /// How many more.
        count: u32,
    },
    /// The text was damaged: repaired where certain, marked where not.
    Repaired {
        /// How many places.
        places: u32,
    },
    /// The file says another thing of a field than before, and what the person put there stands.
    YoursStands {
        /// The field.
        field: HeaderField,
        /// What the file says; nothing where it says nothing of it.
        value: Option<String>,
    },
    /// The identifier was already used by another thing.
    IdTaken {
        /// The identifier given instead; of a collection as a whole, the one that is used twice.
        id: String,
    },
    /// The path leads out of the folder, or in a circle, and was not followed.
    UnsafePath(UnsafePath),
    /// A reference names something that does not exist.
    BadReference {
        /// What is named.
        name: String,
    },
    /// The two languages of a text do not match paragraph by paragraph.
    Misaligned(Misaligned),
    /// A file of the exported collection is not as the list of checksums in it says. None of the collection was taken in.
    Altered {
        /// The file's name in it.
        name: String,
    },
    /// The file is gone from a folder that is followed; the article that came of it stays.
    FileGone {
        /// The title of the article, or its identifier.
        title: String,
        /// What holds it.
        held: Held,
    },
    /// Something in the library's own file is damaged and was passed over.
    Damaged(Damage),
    /// What an earlier version of the program told, whose particulars are English text.
    Earlier {
        /// What sort of problem.
        code: ProblemCode,
        /// The particulars.
        detail: String,
    },
}

/// Why a file cannot be read from disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unreadable {
    /// It is not there.
    Missing,
    /// It may not be read.
    Denied,
    /// It is a folder.
    Folder,
    /// It is a pipe, a device or another thing that is no file.
    NoFile,
    /// Links lead in a circle.
    Circle,
    /// The disk fails.
    Disk,
    /// The system's own words, for anything else.
    Other(String),
}

/// What a file that cannot be read looks like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnknownFormat {
    /// Its name has no ending that tells.
    NoExtension,
    /// The ending of its name.
    Extension(String),
    /// What its first bytes say, such as `PDF`.
    Signature(String),
    /// No text.
    Binary,
    /// A pipe, a device or another thing that is no file.
    NoFile,
    /// A file that a collection has no place for.
    NoPlace(String),
}

/// How a format's rules are broken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Syntax {
    /// JSON that ends before it is whole.
    Unfinished,
    /// What is no sound file of its format, such as `PDF`.
    Broken(String),
    /// No JSON where some is expected.
    NoValue,
    /// Something after the end of the JSON.
    Trailing,
    /// What is no JSON, with what stands just before the place.
    Json {
        /// Some characters up to the place.
        near: String,
    },
    /// JSON that is no object.
    NoObject,
    /// A value that the format does not know, in the words of its reader.
    Value(String),
    /// Parts in parts, deeper than is read.
    TooDeep,
    /// A line between the fields of a header that is no field.
    Stray(String),
    /// No header.
    NoHeader,
    /// A header without an end.
    HeaderUnended,
    /// A header that is no YAML, in the words of its reader.
    Yaml(String),
    /// A line of a dictionary without `[pinyin]`.
    NoPinyin,
    /// Pinyin without `]`.
    PinyinUnended,
    /// Not two headwords before the `[`.
    NotTwoHeadwords,
    /// Jyutping without `}`.
    JyutpingUnended,
    /// No meaning between slashes.
    NoMeaning,
}

/// Where a path leads that was not followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnsafePath {
    /// Out of the folder.
    Outside,
    /// Out of the folder, to this path.
    To(String),
    /// Deeper than is followed.
    TooDeep,
    /// Nobody can tell, for this reason.
    Unreadable(Unreadable),
}

/// How the two languages of a text do not match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Misaligned {
    /// There is no translation.
    NoTranslation,
    /// The numbers of paragraphs differ.
    Counts {
        /// How many are Chinese.
        zh: u32,
        /// How many are English.
        en: u32,
    },
    /// A paragraph (from 0) and its translation are no pair.
    Paragraph(u32),
}

/// What the person made of an article, so that it stays when its file is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Held {
    /// There is a note on it.
    Note,
    /// A claim that was found in it was accepted.
    Claim,
    /// It was edited.
    Edit,
}

/// What is damaged in the library's own file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Damage {
    /// The thing with this address or name.
    Thing(String),
    /// What was typed into the note with this address and is not saved.
    Draft(String),
    /// So many entries of dictionaries.
    Entries(u32),
    /// A problem that was told before.
    Problem,
}

/// What sort of problem it is: the name of each [`ProblemKind`] on the wire and in what earlier versions kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum ProblemCode {
    Unreadable,
    Empty,
    TooLarge,
    UnknownFormat,
    BadEncoding,
    MixedEncodings,
    ControlCharacters,
    BadSyntax,
    BadField,
    LeftOut,
    SecondSpelling,
    Shortened,
    Unclosed,
    NotShown,
    Skipped,
    Illegible,
    Protected,
    ListOfSources,
    Guessed,
    MoreGuessed,
    More,
    Repaired,
    YoursStands,
    IdTaken,
    UnsafePath,
    BadReference,
    Misaligned,
    Altered,
    FileGone,
    Damaged,
}

impl ProblemKind {
    /// What sort of problem it is.
    pub fn code(&self) -> ProblemCode {
        match self {
            Self::Unreadable(_) => ProblemCode::Unreadable,
            Self::Empty => ProblemCode::Empty,
            Self::TooLarge { .. } => ProblemCode::TooLarge,
            Self::UnknownFormat(_) => ProblemCode::UnknownFormat,
            Self::BadEncoding { .. } => ProblemCode::BadEncoding,
            Self::MixedEncodings { .. } => ProblemCode::MixedEncodings,
            Self::ControlCharacters { .. } => ProblemCode::ControlCharacters,
            Self::BadSyntax(_) => ProblemCode::BadSyntax,
            Self::BadField { .. } => ProblemCode::BadField,
            Self::LeftOut { .. } => ProblemCode::LeftOut,
            Self::SecondSpelling { .. } => ProblemCode::SecondSpelling,
            Self::Shortened { .. } => ProblemCode::Shortened,
            Self::Unclosed { .. } => ProblemCode::Unclosed,
            Self::NotShown { .. } => ProblemCode::NotShown,
            Self::Skipped { .. } => ProblemCode::Skipped,
            Self::Illegible { .. } => ProblemCode::Illegible,
            Self::Protected => ProblemCode::Protected,
            Self::ListOfSources { .. } => ProblemCode::ListOfSources,
            Self::Guessed { .. } => ProblemCode::Guessed,
            Self::MoreGuessed { .. } => ProblemCode::MoreGuessed,
            Self::More { .. } => ProblemCode::More,
            Self::Repaired { .. } => ProblemCode::Repaired,
            Self::YoursStands { .. } => ProblemCode::YoursStands,
            Self::IdTaken { .. } => ProblemCode::IdTaken,
            Self::UnsafePath(_) => ProblemCode::UnsafePath,
            Self::BadReference { .. } => ProblemCode::BadReference,
            Self::Misaligned(_) => ProblemCode::Misaligned,
            Self::Altered { .. } => ProblemCode::Altered,
            Self::FileGone { .. } => ProblemCode::FileGone,
            Self::Damaged(_) => ProblemCode::Damaged,
            Self::Earlier { code, .. } => *code,
        }
    }

    /// Texts of the input that it holds: what may be of any length.
    pub fn texts_mut(&mut self) -> Vec<&mut String> {
        match self {
            Self::Unreadable(Unreadable::Other(text))
            | Self::UnsafePath(UnsafePath::To(text) | UnsafePath::Unreadable(Unreadable::Other(text)))
            | Self::UnknownFormat(
                UnknownFormat::Extension(text)
                | UnknownFormat::Signature(text)
                | UnknownFormat::NoPlace(text),
            )
            | Self::BadSyntax(
                Syntax::Json { near: text }
                | Syntax::Broken(text)
                | Syntax::Value(text)
                | Syntax::Stray(text)
                | Syntax::Yaml(text),
            )
            | Self::Shortened { field: text }
            | Self::Unclosed { opening: text }
            | Self::IdTaken { id: text }
            | Self::BadReference { name: text }
            | Self::Altered { name: text }
            | Self::FileGone { title: text, .. }
            | Self::Damaged(Damage::Thing(text) | Damage::Draft(text))
            | Self::Earlier { detail: text, .. } => vec![text],
            Self::BadField { field, value } => std::iter::once(field).chain(value).collect(),
            Self::SecondSpelling { field, value } => vec![field, value],
            Self::LeftOut { fields } => fields.iter_mut().collect(),
            Self::NotShown { parts } | Self::Skipped { parts } => {
                parts.iter_mut().map(|(name, _)| name).collect()
            }
            Self::BadEncoding { encoding: text, .. } | Self::YoursStands { value: text, .. } => {
                text.iter_mut().collect()
            }
            _ => Vec::new(),
        }
    }
}

/// A problem as a library may hold it: as it is now, or with a code and English particulars, as it was.
#[derive(Deserialize)]
#[serde(untagged)]
enum Stored {
    Now { place: Place, refused: bool, what: ProblemKind },
    Earlier { place: Place, refused: bool, code: ProblemCode, detail: String },
}

impl From<Stored> for Problem {
    fn from(stored: Stored) -> Self {
        match stored {
            Stored::Now { place, refused, what } => Self { place, refused, what },
            Stored::Earlier { place, refused, code, detail } => {
                Self { place, refused, what: ProblemKind::Earlier { code, detail } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_earlier_version_kept_is_read() {
        let kept = r#"{"code":"bad-syntax","place":{"file":"a.jsonl","line":3},"detail":"expected value","refused":true}"#;
        let problem: Problem = serde_json::from_str(kept).unwrap();
        assert_eq!(problem.place, Place { file: "a.jsonl".to_owned(), line: Some(3) });
        assert!(problem.refused);
        assert_eq!(problem.what.code(), ProblemCode::BadSyntax);
        let ProblemKind::Earlier { detail, .. } = &problem.what else { panic!("{problem:?}") };
        assert_eq!(detail, "expected value");
        let again: Problem = serde_json::from_str(&serde_json::to_string(&problem).unwrap()).unwrap();
        assert_eq!(again, problem);
    }

    #[test]
    fn particulars_come_back_as_they_went() {
        for what in [
            ProblemKind::Empty,
            ProblemKind::Unreadable(Unreadable::Other("EBUSY".to_owned())),
            ProblemKind::BadSyntax(Syntax::Json { near: "{\"a\" 1".to_owned() }),
            ProblemKind::BadField { field: "date".to_owned(), value: Some("soon".to_owned()) },
            ProblemKind::NotShown { parts: vec![("comment".to_owned(), 2)] },
            ProblemKind::Illegible { pages: vec![1, 3], count: 2 },
            ProblemKind::Protected,
            ProblemKind::YoursStands { field: HeaderField::Date, value: None },
            ProblemKind::Guessed { date: "2025-11-18".parse().unwrap() },
            ProblemKind::Misaligned(Misaligned::Counts { zh: 2, en: 1 }),
        ] {
            let problem = Problem { place: Place::default(), refused: false, what };
            let json = serde_json::to_string(&problem).unwrap();
            assert_eq!(serde_json::from_str::<Problem>(&json).unwrap(), problem, "{json}");
        }
    }
}
