//! Articles as displayed.

use super::common::{ArticleSummary, DateView, Link, Reading, SourceView};
use super::notes::NoteView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks for an article.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ArticleRequest {
    /// The article's identifier.
    pub id: String,
    /// How to display it. A reading that the article does not have falls back to the original; the answer says which it is.
    pub reading: Reading,
    /// A query whose matches are marked.
    pub query: String,
}

/// An article as displayed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ArticleView {
    /// `zhimai://article/ID`
    pub address: String,
    /// The identifier.
    pub id: String,
    /// How it is displayed.
    pub reading: Reading,
    /// The readings that this article has.
    pub readings: Vec<Reading>,
    /// The title in each column.
    pub titles: Vec<String>,
    /// `retelling`, `brief` or `imported`.
    pub kind: String,
    /// The publisher or file.
    pub source: Option<String>,
    /// The address it was published at.
    pub url: Option<String>,
    /// When.
    pub date: Option<DateView>,
    /// For a retelling: what it retells.
    pub original: Option<String>,
    /// The paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// Entities it names, the most often named first.
    pub entities: Vec<Link>,
    /// Events it tells.
    pub events: Vec<Link>,
    /// What it asserts, with verdicts.
    pub statements: Vec<StatementView>,
    /// What it rests on.
    pub sources: Vec<SourceView>,
    /// Notes on it or on passages of it.
    pub notes: Vec<NoteView>,
    /// How many places were repaired or marked as damaged.
    pub repairs: u32,
}

/// A paragraph in one column, or in two.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Paragraph {
    /// True for a heading.
    pub heading: bool,
    /// One column, or two: Chinese and English.
    pub columns: Vec<Column>,
}

/// The text of a paragraph in one column.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Column {
    /// For the `lang` attribute: `zh-Hant`, `zh-Hans`, `en` or empty.
    pub lang: String,
    /// The text as displayed.
    pub text: String,
    /// What is to be seen in it; may overlap, sorted by start.
    pub spans: Vec<Span>,
}

/// A span of a column, in code points of its text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Span {
    /// Start.
    pub start: u32,
    /// End (exclusive).
    pub end: u32,
    /// What it is.
    #[serde(flatten)]
    pub what: SpanKind,
}

/// What a span is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum SpanKind {
    /// It names an entity.
    Mention {
        /// The entity's identifier.
        entity: String,
    },
    /// It is a glossary term.
    Term {
        /// The term's identifier.
        term: String,
    },
    /// A note is attached to it.
    Note {
        /// The note's identifier.
        note: String,
    },
    /// Damage was repaired or marked here.
    Repair {
        /// What stood there before.
        original: String,
        /// False: the place is only marked as damaged.
        certain: bool,
    },
    /// It matches the query.
    Match,
}

/// One assertion of an article, with its verdict.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct StatementView {
    /// Unique within the article.
    pub id: String,
    /// `fact`, `opinion`, `metaphor` or `attributed-quote`.
    pub flag: String,
    /// Whether a source could settle it.
    pub checkable: bool,
    /// The assertion.
    pub text: String,
    /// Who says it, when it is a quote.
    pub speaker: Option<String>,
    /// `supported`, `unsupported`, `contradicted` or `unclear`.
    pub verdict: String,
    /// Why.
    pub reason: String,
    /// What the verdict rests on.
    pub sources: Vec<SourceView>,
    /// The paragraph that carries it, from 0.
    pub paragraph: u32,
}

/// Asks for a list of articles.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ArticlesRequest {
    /// Only of this collection; empty: all.
    pub collection: String,
    /// How many at the most; 0 means 50.
    pub limit: u32,
    /// How many to skip.
    pub offset: u32,
}

/// A list of articles.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ArticleList {
    /// How many there are in all.
    pub total: u32,
    /// The ones asked for.
    pub articles: Vec<ArticleSummary>,
}
