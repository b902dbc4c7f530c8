//! Articles as displayed.

use super::common::{DateView, Link, Reading, SourceView};
use super::notes::NoteView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zhimai_model::{Align, Block, BlockKind, Inline, InlineKind};

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
    /// `retelling`, `brief`, `explainer`, `profile`, `timeline` or `imported`.
    pub kind: String,
    /// The publisher or file.
    pub source: Option<String>,
    /// Who wrote it, where the source is somebody else.
    pub author: Option<String>,
    /// The address it was published at.
    pub url: Option<String>,
    /// When.
    pub date: Option<DateView>,
    /// For a retelling: what it retells.
    pub original: Option<String>,
    /// What the text consists of, in order.
    pub blocks: Vec<BlockView>,
    /// Entities it names, the most often named first.
    pub entities: Vec<Link>,
    /// Events it tells, with those of the claims that rest on it.
    pub events: Vec<Link>,
    /// Claims that have it for a source.
    pub claims: Vec<Link>,
    /// What it asserts, with verdicts.
    pub statements: Vec<StatementView>,
    /// What it rests on.
    pub sources: Vec<SourceView>,
    /// Notes on it or on passages of it.
    pub notes: Vec<NoteView>,
    /// How many places were repaired or marked as damaged.
    pub repairs: u32,
    /// Whether it is shown as it stood in its file, with none of them.
    pub as_it_stood: bool,
    /// Of a text that a program made Traditional character by character: whether it is shown in right Traditional.
    pub right_traditional: Option<bool>,
}

/// Has a text that a program made Traditional character by character shown in right Traditional, or as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RightTraditional {
    /// The article.
    pub id: String,
    /// False: as it came.
    pub right: bool,
}

/// Has an article that was repaired at import shown as it stood in its file, or repaired again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct UndoRepairs {
    /// The article.
    pub id: String,
    /// False: repaired.
    pub undone: bool,
}

/// Asks for a picture that an article shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PictureRequest {
    /// The source of the block.
    pub source: String,
}

/// A picture as displayed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PictureView {
    /// What it is, such as `image/png`.
    pub kind: String,
    /// Its bytes in Base64.
    pub base64: String,
}

/// A block in one column, or in two.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BlockView {
    /// What it is.
    #[serde(flatten)]
    pub what: BlockKindView,
    /// How deep it stands in quotations; 0 outside of any.
    pub quote: u8,
    /// How deep it stands in lists: 0 outside of any, 1 for an item of a list that is in no other. What belongs to an item,
    /// as its second paragraph does, is as deep as the item.
    pub indent: u8,
    /// One column, or two: Chinese and English.
    pub columns: Vec<Column>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum BlockKindView {
    /// Running text.
    Paragraph,
    /// The title of what follows.
    Heading {
        /// From 1 to 6.
        level: u8,
    },
    /// An item of a list, or its first paragraph.
    Item {
        /// Its number, in a list that counts.
        number: Option<u32>,
        /// Whether it is done, in a list of tasks.
        checked: Option<bool>,
    },
    /// Lines that stay as they are.
    Code {
        /// What they are written in.
        language: Option<String>,
    },
    /// Rows of cells: cells are parted by a tab, rows by a line feed.
    Table {
        /// True when the first row names the columns.
        header: bool,
        /// How each column is aligned: `none`, `left`, `center` or `right`. A row may have more cells than this, or fewer.
        aligns: Vec<String>,
    },
    /// A picture; the text says what it shows, and may be empty.
    Image {
        /// Its address, as it was given. Never opened by the program on its own.
        source: String,
    },
    /// A line across, without text.
    Rule,
    /// A footnote, or a part of one: parts of the same label follow each other.
    Footnote {
        /// What refers to it.
        label: String,
    },
}

impl BlockView {
    /// The block in one of its columns, without what the program marks in it.
    pub fn block(&self, column: usize) -> Option<Block> {
        let Column { text, spans, .. } = self.columns.get(column)?;
        let kind = match self.what.clone() {
            BlockKindView::Paragraph => BlockKind::Paragraph,
            BlockKindView::Heading { level } => BlockKind::Heading { level },
            BlockKindView::Item { number, checked } => BlockKind::Item { number, checked },
            BlockKindView::Code { language } => BlockKind::Code { language },
            BlockKindView::Table { header, aligns } => {
                let align = |name: &String| match name.as_str() {
                    "left" => Align::Left,
                    "center" => Align::Center,
                    "right" => Align::Right,
                    _ => Align::None,
                };
                BlockKind::Table { header, columns: aligns.iter().map(align).collect() }
            }
            BlockKindView::Image { source } => BlockKind::Image { source },
            BlockKindView::Rule => BlockKind::Rule,
            BlockKindView::Footnote { label } => BlockKind::Footnote { label },
        };
        let inline = |span: &Span| {
            let kind = match span.what.clone() {
                SpanKind::Strong => InlineKind::Strong,
                SpanKind::Emphasis => InlineKind::Emphasis,
                SpanKind::Code => InlineKind::Code,
                SpanKind::Strike => InlineKind::Strike,
                SpanKind::Link { url } => InlineKind::Link { url },
                SpanKind::Footnote { label } => InlineKind::FootnoteRef { label },
                _ => return None,
            };
            Some(Inline { start: span.start, end: span.end, kind })
        };
        let spans = spans.iter().filter_map(inline).collect();
        Some(Block { kind, quote: self.quote, indent: self.indent, text: text.clone(), spans })
    }
}

/// The text of a block in one column.
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
    /// Strong words.
    Strong,
    /// Words with a stress on them.
    Emphasis,
    /// Code among words.
    Code,
    /// Words that were struck out.
    Strike,
    /// It leads somewhere.
    Link {
        /// Where, as it was given. Never opened by the program on its own.
        url: String,
    },
    /// The mark of a footnote.
    Footnote {
        /// The label of the footnote.
        label: String,
    },
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
    /// The block that carries it, from 0.
    pub paragraph: u32,
}
