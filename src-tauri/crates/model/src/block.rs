//! Blocks: what a text consists of, each with its kind, its depth, its words, and what is to be seen in them.
//!
//! A block's text has no signs of markup; what they said is in the kind and the spans. Whatever counts in a text counts in
//! the texts of its blocks (see [`crate::Body::text`]).

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// A part of a text that stands by itself: a paragraph, a heading, an item of a list.
///
/// As JSON a plain paragraph (of no depth, without spans) is a string, and anything else an object.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// How deep it stands in quotations; 0 outside of any.
    pub quote: u8,
    /// How deep it stands in lists: 0 outside of any, 1 for an item of a list that is in no other. What belongs to an item, as
    /// its second paragraph does, is as deep as the item.
    pub indent: u8,
    /// Its words. Of a table the cells, parted by `"\t"`, and the rows by `"\n"`; of an image what it shows; of a rule nothing.
    pub text: String,
    /// What is to be seen in the text, by start, the longer first. Spans may lie in each other.
    pub spans: Vec<Inline>,
}

/// What a block is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum BlockKind {
    /// Running text.
    #[default]
    Paragraph,
    /// The title of what follows.
    Heading {
        /// From 1 to 6; 1 is that of the whole.
        level: u8,
    },
    /// An item of a list, or its first paragraph.
    Item {
        /// Its number, in a list that counts.
        #[serde(skip_serializing_if = "Option::is_none")]
        number: Option<u32>,
        /// Whether it is done, in a list of tasks.
        #[serde(skip_serializing_if = "Option::is_none")]
        checked: Option<bool>,
    },
    /// Lines that stay as they are.
    Code {
        /// What they are written in, as the source names it.
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<String>,
    },
    /// Rows of cells.
    Table {
        /// True when the first row names the columns.
        header: bool,
        /// How each column is aligned. A row may have more cells than this, or fewer.
        columns: Vec<Align>,
    },
    /// A picture.
    Image {
        /// Its address, as the source gives it. Nothing opens it by itself.
        source: String,
    },
    /// A line across.
    Rule,
    /// A footnote, or a part of one: parts of the same label follow each other.
    Footnote {
        /// What refers to it.
        label: String,
    },
}

/// How the cells of a column are aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Align {
    #[default]
    None,
    Left,
    Center,
    Right,
}

/// A span of a block's text, in Unicode code points.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Inline {
    /// Start.
    pub start: u32,
    /// End (exclusive).
    pub end: u32,
    /// What it is.
    #[serde(flatten)]
    pub kind: InlineKind,
}

/// What a span is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum InlineKind {
    /// Strong words, as in bold letters.
    Strong,
    /// Words with a stress on them, as in italics.
    Emphasis,
    /// Code among words.
    Code,
    /// Words that were struck out.
    Strike,
    /// Words that lead somewhere.
    Link {
        /// Where, as the source gives it. Nothing opens it by itself.
        url: String,
    },
    /// The mark of a footnote.
    FootnoteRef {
        /// The label of the footnote.
        label: String,
    },
}

impl Block {
    /// A block outside of lists and quotations, without spans.
    pub fn new(kind: BlockKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), ..Self::default() }
    }

    /// A paragraph.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::new(BlockKind::Paragraph, text)
    }

    /// Paragraphs.
    pub fn paragraphs<S: AsRef<str>>(texts: &[S]) -> Vec<Self> {
        texts.iter().map(|text| Self::paragraph(text.as_ref())).collect()
    }

    /// A heading of a level from 1 to 6.
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::new(BlockKind::Heading { level }, text)
    }

    /// True for a paragraph of no depth and without spans.
    pub fn is_plain(&self) -> bool {
        self.kind == BlockKind::Paragraph && self.quote == 0 && self.indent == 0 && self.spans.is_empty()
    }

    /// True for a heading.
    pub fn is_heading(&self) -> bool {
        matches!(self.kind, BlockKind::Heading { .. })
    }

    /// The cells of a table, row by row. Another block is a table of its lines.
    pub fn rows(&self) -> impl Iterator<Item = impl Iterator<Item = &str>> {
        self.text.split('\n').map(|row| row.split('\t'))
    }
}

/// A block that is no plain paragraph, as it is written.
#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    kind: &'a BlockKind,
    #[serde(skip_serializing_if = "is_zero")]
    quote: u8,
    #[serde(skip_serializing_if = "is_zero")]
    indent: u8,
    text: &'a str,
    #[serde(skip_serializing_if = "is_none")]
    spans: &'a [Inline],
}

/// The same, as it is read, with what only some kinds have: to read a kind and then the rest takes twice as long.
#[derive(Deserialize)]
struct Read<'a> {
    #[serde(borrow)]
    kind: Cow<'a, str>,
    level: Option<u8>,
    number: Option<u32>,
    checked: Option<bool>,
    language: Option<String>,
    header: Option<bool>,
    columns: Option<Vec<Align>>,
    source: Option<String>,
    label: Option<String>,
    #[serde(default)]
    quote: u8,
    #[serde(default)]
    indent: u8,
    text: String,
    #[serde(default)]
    spans: Vec<Inline>,
}

impl Read<'_> {
    fn block<E: Error>(self) -> Result<Block, E> {
        let Self { quote, indent, text, spans, .. } = self;
        let kind = match &*self.kind {
            "paragraph" => BlockKind::Paragraph,
            "heading" => BlockKind::Heading { level: given(self.level, "level")? },
            "item" => BlockKind::Item { number: self.number, checked: self.checked },
            "code" => BlockKind::Code { language: self.language },
            "table" => {
                let (header, columns) = (given(self.header, "header")?, given(self.columns, "columns")?);
                BlockKind::Table { header, columns }
            }
            "image" => BlockKind::Image { source: given(self.source, "source")? },
            "rule" => BlockKind::Rule,
            "footnote" => BlockKind::Footnote { label: given(self.label, "label")? },
            other => return Err(E::custom(format_args!("no kind of block: {other}"))),
        };
        Ok(Block { kind, quote, indent, text, spans })
    }
}

/// A span as it is read.
#[derive(Deserialize)]
struct ReadInline<'a> {
    start: u32,
    end: u32,
    #[serde(borrow)]
    kind: Cow<'a, str>,
    url: Option<String>,
    label: Option<String>,
}

impl ReadInline<'_> {
    fn inline<E: Error>(self) -> Result<Inline, E> {
        let kind = match &*self.kind {
            "strong" => InlineKind::Strong,
            "emphasis" => InlineKind::Emphasis,
            "code" => InlineKind::Code,
            "strike" => InlineKind::Strike,
            "link" => InlineKind::Link { url: given(self.url, "url")? },
            "footnote-ref" => InlineKind::FootnoteRef { label: given(self.label, "label")? },
            other => return Err(E::custom(format_args!("no kind of span: {other}"))),
        };
        Ok(Inline { start: self.start, end: self.end, kind })
    }
}

fn given<T, E: Error>(value: Option<T>, field: &'static str) -> Result<T, E> {
    value.ok_or_else(|| E::missing_field(field))
}

fn is_zero(depth: &u8) -> bool {
    *depth == 0
}

fn is_none(spans: &&[Inline]) -> bool {
    spans.is_empty()
}

impl Serialize for Block {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_plain() {
            return serializer.serialize_str(&self.text);
        }
        let Self { kind, quote, indent, text, spans } = self;
        Written { kind, quote: *quote, indent: *indent, text, spans }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Inline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        ReadInline::deserialize(deserializer)?.inline()
    }
}

impl<'de> Deserialize<'de> for Block {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Block;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a paragraph as a string, or a block as an object")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Block, E> {
                Ok(Block::paragraph(text))
            }

            fn visit_string<E: Error>(self, text: String) -> Result<Block, E> {
                Ok(Block::paragraph(text))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Block, A::Error> {
                Read::deserialize(MapAccessDeserializer::new(map))?.block()
            }
        }

        deserializer.deserialize_any(Either)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use InlineKind::*;

    fn check(block: &Block, json: &str) {
        assert_eq!(serde_json::to_string(block).unwrap(), json);
        assert_eq!(serde_json::from_str::<Block>(json).unwrap(), *block, "{json}");
    }

    #[test]
    fn a_plain_paragraph_is_a_string_and_all_else_an_object() {
        check(&Block::paragraph("甲\n\"乙\""), r#""甲\n\"乙\"""#);
        check(&Block::paragraph("## 井號"), r###""## 井號""###);
        check(&Block::heading(2, "節"), r#"{"kind":"heading","level":2,"text":"節"}"#);
        let quoted = Block { quote: 2, indent: 1, ..Block::paragraph("引") };
        check(&quoted, r#"{"kind":"paragraph","quote":2,"indent":1,"text":"引"}"#);
        for (kind, json) in [
            (BlockKind::Item { number: None, checked: None }, r#"{"kind":"item","text":"x"}"#),
            (
                BlockKind::Item { number: Some(3), checked: Some(false) },
                r#"{"kind":"item","number":3,"checked":false,"text":"x"}"#,
            ),
            (BlockKind::Code { language: None }, r#"{"kind":"code","text":"x"}"#),
            (
                BlockKind::Code { language: Some("rust".to_owned()) },
                r#"{"kind":"code","language":"rust","text":"x"}"#,
            ),
            (
                BlockKind::Table { header: true, columns: vec![Align::None, Align::Right] },
                r#"{"kind":"table","header":true,"columns":["none","right"],"text":"x"}"#,
            ),
            (
                BlockKind::Image { source: "a.png".to_owned() },
                r#"{"kind":"image","source":"a.png","text":"x"}"#,
            ),
            (BlockKind::Rule, r#"{"kind":"rule","text":"x"}"#),
            (
                BlockKind::Footnote { label: "註".to_owned() },
                r#"{"kind":"footnote","label":"註","text":"x"}"#,
            ),
        ] {
            check(&Block::new(kind, "x"), json);
        }
    }

    #[test]
    fn spans_of_every_kind() {
        let kinds = [
            (Strong, r#"{"start":0,"end":1,"kind":"strong"}"#),
            (Emphasis, r#"{"start":1,"end":2,"kind":"emphasis"}"#),
            (Code, r#"{"start":2,"end":3,"kind":"code"}"#),
            (Strike, r#"{"start":3,"end":4,"kind":"strike"}"#),
            (
                Link { url: "https://a.test".to_owned() },
                r#"{"start":4,"end":5,"kind":"link","url":"https://a.test"}"#,
            ),
            (
                FootnoteRef { label: "1".to_owned() },
                r#"{"start":5,"end":6,"kind":"footnote-ref","label":"1"}"#,
            ),
        ];
        let (kinds, json): (Vec<_>, Vec<_>) = kinds.into_iter().unzip();
        let spans = (0..).zip(kinds).map(|(start, kind)| Inline { start, end: start + 1, kind }).collect();
        let block = Block { spans, ..Block::paragraph("一二三四五六") };
        check(
            &block,
            &format!(r#"{{"kind":"paragraph","text":"一二三四五六","spans":[{}]}}"#, json.join(",")),
        );
    }

    #[test]
    fn what_is_no_block_is_an_error() {
        let span = |span: &str| format!(r#"{{"kind":"paragraph","text":"x","spans":[{span}]}}"#);
        for json in
            ["5", "null", "[]", "{}", r#"{"kind":"heading","text":"x"}"#, r#"{"kind":"other","text":"x"}"#]
                .map(str::to_owned)
                .into_iter()
                .chain(
                    [r#"{"start":0,"end":1,"kind":"link"}"#, r#"{"start":0,"end":1,"kind":"other"}"#]
                        .map(span),
                )
        {
            assert!(serde_json::from_str::<Block>(&json).is_err(), "{json}");
        }
    }

    #[test]
    fn the_cells_of_a_table() {
        let table = Block::new(BlockKind::Table { header: true, columns: Vec::new() }, "a\tb\nc\t");
        let rows: Vec<Vec<&str>> = table.rows().map(Iterator::collect).collect();
        assert_eq!(rows, [["a", "b"], ["c", ""]]);
    }
}
