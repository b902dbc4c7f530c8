//! Articles: a text with a title, blocks, language, script, source and date.

use crate::{Bilingual, Block, DateRange, Repair, Script, Source};
use serde::{Deserialize, Serialize};

/// The language of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lang {
    /// Chinese, in either script.
    Zh,
    /// English.
    En,
    /// Anything else, or not told.
    Other,
}

/// What kind of article it is. It says who wrote the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ArticleKind {
    /// An article retold in the project's own words.
    Retelling,
    /// A brief written by the project from the facts.
    Brief,
    /// What lies behind many events, explained by the project from the facts.
    Explainer,
    /// A company or person, described by the project from the facts.
    Profile,
    /// What happened on one matter, in the order of time, written by the project from the facts.
    Timeline,
    /// A text that the person imported.
    Imported,
}

impl ArticleKind {
    /// Whether the project wrote it from the facts, so that it rests on sources.
    pub fn is_from_facts(self) -> bool {
        matches!(self, Self::Brief | Self::Explainer | Self::Profile | Self::Timeline)
    }
}

/// A title and blocks in one language.
///
/// The text that offsets count in is [`Body::text`]: the texts of the blocks joined by `"\n\n"`, without the title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// The language.
    pub lang: Lang,
    /// The script.
    pub script: Script,
    /// The title; may be empty.
    pub title: String,
    /// The blocks. None of them is without words, but for rules and images of which it is not said what they show.
    pub blocks: Vec<Block>,
}

/// What stands between the texts of two blocks in [`Body::text`].
pub const BETWEEN_BLOCKS: &str = "\n\n";

impl Body {
    /// The text that anchors and mentions count in, in Unicode code points: the texts of the blocks joined by `"\n\n"`.
    pub fn text(&self) -> String {
        self.texts().collect::<Vec<_>>().join(BETWEEN_BLOCKS)
    }

    /// The text of each block.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().map(|block| block.text.as_str())
    }

    /// Each block with where its text begins in [`Body::text`], in code points.
    pub fn placed(&self) -> impl Iterator<Item = (usize, &Block)> {
        self.blocks.iter().scan(0_usize, |next, block| {
            let start = *next;
            *next = start.saturating_add(block.text.chars().count()).saturating_add(BETWEEN_BLOCKS.len());
            Some((start, block))
        })
    }
}

/// A text with a title, blocks, language, script, source and date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The identifier that the article was imported with, or one made from a hash of its content. Unique in a library.
    pub id: String,
    /// The collection it belongs to.
    pub collection: String,
    /// Who wrote the text.
    pub kind: ArticleKind,
    /// The text in its original language.
    pub body: Body,
    /// The same text in the other language; block `n` of one is block `n` of the other.
    pub translation: Option<Body>,
    /// Where it comes from: a publisher or a file name, as shown to the person.
    pub source: Option<String>,
    /// Who wrote it, as stated; the names of several as the text joins them.
    pub author: Option<String>,
    /// The address it was published at. Never opened by the program on its own.
    pub url: Option<String>,
    /// When it was published, with its precision (EDTF).
    pub date: Option<DateRange>,
    /// Names the original of a retelling.
    pub original: Option<Bilingual>,
    /// Identifiers of entities that the writer tied to the article. Mentions in the text come on top.
    pub entities: Vec<String>,
    /// Identifiers of events that the article tells.
    pub events: Vec<String>,
    /// The sources that the text rests on; never empty where the project wrote it from the facts.
    pub sources: Vec<Source>,
    /// The statements of the article with their verdicts, where someone weighed them.
    pub statements: Vec<Statement>,
    /// Where damage was repaired or marked at import, in code points of [`Body::text`].
    pub repairs: Vec<Repair>,
}

/// A field of an imported article that the person may put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeaderField {
    /// The title of the original.
    Title,
    /// When it was published.
    Date,
    /// The publisher or file.
    Source,
    /// The language of the original, with its script.
    Language,
    /// The collection that it belongs to.
    Collection,
}

/// The YAML header of an article of a collection that people edit. The blocks below it are Chinese and English in turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ArticleHeader {
    /// Readable and unique; also the name of the file.
    pub id: String,
    /// Who wrote the text.
    pub kind: ArticleKind,
    /// When it was written, or what day it tells of (EDTF).
    pub date: DateRange,
    /// The title in both languages.
    pub title: Bilingual,
    /// Where it comes from, as shown to the person.
    pub source: String,
    /// Who wrote it, as stated.
    #[serde(default)]
    pub author: Option<String>,
    /// Names the original of a retelling.
    #[serde(default)]
    pub original: Option<Bilingual>,
    /// The sources that the text rests on; never empty where the project wrote it from the facts.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// Entities that it is about.
    #[serde(default)]
    pub entities: Vec<String>,
    /// Events that it tells.
    #[serde(default)]
    pub events: Vec<String>,
}

/// What sort of assertion a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum StatementFlag {
    Fact,
    Opinion,
    Metaphor,
    AttributedQuote,
}

/// How a statement stands against other sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Verdict {
    Supported,
    Unsupported,
    Contradicted,
    Unclear,
}

/// One assertion that an article makes, weighed against other sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Unique within the article.
    pub id: String,
    /// The section of the article it stands in.
    pub section: String,
    /// What sort of assertion it is.
    pub flag: StatementFlag,
    /// Whether a source could settle it at all.
    pub checkable: bool,
    /// The assertion in a sentence.
    pub text: Bilingual,
    /// Who says it, when it is a quote.
    pub speaker: Option<String>,
    /// Entities it is about.
    pub entities: Vec<String>,
    /// Events it is about.
    pub events: Vec<String>,
    /// How it stands against other sources.
    pub verdict: Verdict,
    /// Why the verdict is what it is.
    pub reason: Bilingual,
    /// What the verdict rests on.
    pub sources: Vec<Source>,
    /// The block (from 0) of the article that carries it.
    pub paragraph: u32,
}
