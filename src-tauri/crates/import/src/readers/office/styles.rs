//! The styles of a Word document, as `word/styles.xml` describes them: which make a heading, a title, an item, a quotation.

use crate::xml::{self, Piece};
use std::collections::HashMap;

/// What a style makes of a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// The level of a heading, from 1.
    pub(super) heading: Option<u8>,
    pub(super) is_title: bool,
    pub(super) is_quote: bool,
    pub(super) is_code: bool,
    /// The list that its paragraphs are items of, and how deep.
    pub(super) list: Option<(String, usize)>,
    based_on: Option<String>,
}

/// The styles of a document by their identifiers.
#[derive(Default)]
pub(super) struct Styles(HashMap<String, Style>);

/// So many styles are looked through that one is based on.
const DEEPEST: usize = 10;

impl Styles {
    pub(super) fn read(xml: &str) -> Self {
        let mut styles = HashMap::new();
        let mut at = (String::new(), Style::default());
        // A part that breaks off describes what it describes.
        let _ = xml::each(xml, "DOCX", &mut |piece| match piece {
            Piece::Start("style", attributes) => {
                at = (attributes.get("styleId").unwrap_or_default(), Style::default());
            }
            Piece::End("style") => {
                let (id, style) = std::mem::take(&mut at);
                styles.insert(id, style);
            }
            Piece::Start(name, attributes) => {
                let value = || attributes.get("val").unwrap_or_default();
                let style = &mut at.1;
                match name {
                    "name" => style.named(&value()),
                    "basedOn" => style.based_on = Some(value()),
                    "outlineLvl" => style.heading = level(&value()),
                    "numId" => style.list.get_or_insert_default().0 = value(),
                    "ilvl" => style.list.get_or_insert_default().1 = value().parse().unwrap_or_default(),
                    _ => {}
                }
            }
            _ => {}
        });
        Self(styles)
    }

    /// What a style makes of a paragraph, with what it has from those that it is based on.
    pub(super) fn get(&self, id: &str) -> Style {
        let mut style = Style::default();
        let mut next = Some(id.to_owned());
        for _ in 0..DEEPEST {
            let Some(own) = next.as_deref().and_then(|id| self.0.get(id)) else { break };
            style.heading = style.heading.or(own.heading);
            style.is_title |= own.is_title;
            style.is_quote |= own.is_quote;
            style.is_code |= own.is_code;
            style.list = style.list.take().or_else(|| own.list.clone());
            next.clone_from(&own.based_on);
        }
        style
    }
}

/// A level of the outline (from 0, where 9 is running text) as that of a heading.
pub(super) fn level(outline: &str) -> Option<u8> {
    outline.parse::<u8>().ok().filter(|level| *level < 9).map(|level| level.saturating_add(1).min(6))
}

impl Style {
    /// The names of the styles that come with the program are in English in whatever language it runs.
    fn named(&mut self, name: &str) {
        let name = name.to_lowercase();
        self.is_title |= matches!(name.as_str(), "title" | "标题" | "標題");
        self.is_quote |= matches!(name.as_str(), "quote" | "intense quote" | "block text");
        self.is_code |= matches!(name.as_str(), "html preformatted" | "plain text" | "source code" | "code");
        if let Some(level) = name.strip_prefix("heading ").and_then(|level| level.parse::<u8>().ok()) {
            self.heading = Some(level.clamp(1, 6));
        }
    }
}
