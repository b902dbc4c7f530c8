//! What is asked and what is answered, as plain data.

use crate::claims::{ClaimField, ClaimTest};
use crate::document::{Kind, Language};
use zhimai_model::EntityKind;

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best match first.
    #[default]
    Relevance,
    /// Newest first; only what matches well.
    Newest,
    /// Oldest first; only what matches well.
    Oldest,
    /// The largest sum first; only what matches well.
    Amount,
}

/// A search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// In the query language.
    pub query: String,
    /// How many hits at the most.
    pub limit: usize,
    /// How many hits to skip.
    pub offset: usize,
    /// Only these kinds; empty: all.
    pub kinds: Vec<Kind>,
    /// Only documents about all of these entities.
    pub entities: Vec<String>,
    /// Only documents from one of these sources; empty: all.
    pub sources: Vec<String>,
    /// Only documents in one of these languages; empty: all.
    pub languages: Vec<String>,
    /// Not before this day, counted from 1970-01-01.
    pub from_day: Option<i32>,
    /// Not after this day.
    pub to_day: Option<i32>,
    /// The order.
    pub sort: Sort,
    /// Fill [`Hit::explanation`].
    pub explain: bool,
    /// The person is still typing: the last word is a prefix. Where it begins no word there is, it is read as it stands.
    pub typing: bool,
    /// Of a document with titles and bodies in several languages, the ones in this language are shown where they match, and
    /// where nothing is marked.
    pub prefer: Option<Language>,
    /// Fill [`Answer::facets`] and [`Answer::histogram`].
    pub facets: bool,
    /// Fill [`Hit::snippet`] and the marks of [`Hit::title`].
    pub snippets: bool,
    /// Only what tells a claim that passes all of these tests by itself.
    pub claims: Vec<ClaimTest>,
    /// Only what was known at the end of this day, counted from 1970-01-01, and as it was known then. What nobody knows the day
    /// of is left out and counted ([`Notice::Undated`]).
    pub as_of: Option<i32>,
    /// What belongs to one of these collections is left out, as if it were not there.
    pub hidden: Vec<String>,
    /// An event and what tells it and no other are one hit, the others in [`Hit::beside`]; so are copies of one story, of which by
    /// relevance the earliest stands for the others. Hits to skip and to find are counted so; [`Answer::total`] is of documents
    /// all the same.
    pub grouped: bool,
}

/// The answer to a search.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// How many match in all.
    pub total: u32,
    /// The hits asked for.
    pub hits: Vec<Hit>,
    /// Counts to narrow by.
    pub facets: Facets,
    /// Year, month and how many match; months without any are left out. By the first day of a document.
    pub histogram: Vec<((i32, u8), u32)>,
    /// The entity that the whole query names.
    pub named: Option<String>,
    /// What was ignored or read in another way than written.
    pub notices: Vec<Notice>,
    /// The nearest spelling of the whole query, when something in it was not found.
    pub suggestion: Option<String>,
}

/// Value and count, the most frequent first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Facets {
    pub kinds: Vec<(Kind, u32)>,
    pub entities: Vec<(String, u32)>,
    pub sources: Vec<(String, u32)>,
    pub languages: Vec<(String, u32)>,
    /// Of fields that are about claims, field by field.
    pub claims: Vec<(ClaimField, String, u32)>,
}

/// A text with places in it marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// Start and end (exclusive) in code points of `text`; in order, not overlapping.
    pub marks: Vec<[u32; 2]>,
    /// The language it is in, as given in the document.
    pub language: Option<Language>,
}

/// One hit.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// Unique among those of its kind.
    pub id: String,
    /// The title, in the language that is preferred, with what matched in it.
    pub title: Marked,
    /// The titles in other languages, in the order of the document.
    pub other_titles: Vec<Marked>,
    /// The best passage with what matched in it.
    pub snippet: Marked,
    /// As given in the document.
    pub source: Option<String>,
    /// As given in the document.
    pub language: Option<String>,
    /// As given in the document.
    pub collection: String,
    /// As given in the document.
    pub days: Option<(i32, i32)>,
    /// Larger is better; only the order within one answer means anything.
    pub score: f32,
    /// Why it matched, where that is not plain to see.
    pub reasons: Vec<Reason>,
    /// What adds up to the score: name and contribution.
    pub explanation: Vec<(String, f32)>,
    /// What matches too and belongs to it, the best first: what is about the same event, or else copies of one story.
    pub beside: Vec<Hit>,
    /// Whether what stands beside it are copies of the same story.
    pub of_copies: bool,
}

/// Why a hit matched.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reason {
    /// What sort of tie it is.
    pub kind: ReasonKind,
    /// What the person wrote.
    pub written: String,
    /// What stands in the text.
    pub found: String,
    /// What else stands there for the same, each once, in the order of the text.
    pub others: Vec<String>,
}

/// What ties what was written to what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReasonKind {
    /// Another name of the same entity.
    Alias,
    /// Another region's word, or the other language, by the glossary.
    Term,
    /// By a dictionary.
    Dictionary,
    /// Another spelling.
    Spelling,
    /// Pinyin.
    Pinyin,
    /// The same sum.
    Amount,
    /// The same date.
    Date,
}

/// What was ignored in a query, or read in another way than written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Notice {
    /// The query was longer than what is read; the rest was left out. The limit in code points.
    TooLong(usize),
    /// No closing quotation mark: read to the end.
    UnclosedQuote,
    /// More items than are read; the rest was left out. The limit.
    TooMany(usize),
    /// A parenthesis without its other half; it was ignored.
    UnbalancedParenthesis,
    /// All is in capitals: `AND` and `NOT` were read as words.
    InCapitals,
    /// Something that is done elsewhere and not here, as written: only its words were searched for.
    NotDone(String),
    /// So many match too, and are left out: nobody knows whether they were known by the day that is asked for.
    Undated(u32),
    /// The search was ended before all was looked at: there may be more that matches.
    Unfinished,
    /// `OR` stands between something that is wanted and something that is left out; it was ignored.
    OrBesideNot,
    /// `OR`, `-` or a field with nothing to work on.
    NothingToApply(String),
    /// Not a date: the field as written. Ignored.
    BadDate(String),
    /// Not a sum: the field as written. Ignored.
    BadAmount(String),
    /// No kind of thing: the field as written. Ignored.
    BadKind(String),
    /// No language that is known: the field as written. Ignored.
    BadLanguage(String),
    /// No value of a field that is about claims: the field and the value as written. Searched for as words.
    BadClaim(ClaimField, String),
    /// A `company:`, `person:` or `term:` that no name is known for: searched for as a text that must be there.
    UnknownName(String),
    /// What has this name is no company, person or term, whichever was asked for (no kind: a term). Searched for all the same.
    OtherKind(String, Option<EntityKind>),
    /// Nothing holds exactly what stands between typographic quotation marks: searched for as words.
    NotAsQuoted,
    /// Searched for as `.1` instead of `.0`, which stands nowhere.
    ReadAs(String, String),
}
