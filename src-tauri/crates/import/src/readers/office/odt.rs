//! OpenDocument texts: `content.xml`.

use super::document::{Document, LARGEST_PART};
use crate::archive::Archive;
use crate::blocks::Builder;
use crate::told::broken;
use crate::xml::{self, Attributes, Piece};
use std::collections::{HashMap, HashSet};
use zhimai_model::{BlockKind, InlineKind, ProblemKind};

/// Where the text is.
pub(super) const TEXT: &str = "content.xml";

/// Reads a document.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Document, ProblemKind> {
    // What has a password lists how each part was encrypted.
    let manifest = archive.text("META-INF/manifest.xml", LARGEST_PART)?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(ProblemKind::Protected);
    }
    let content = archive.text(TEXT, LARGEST_PART)?.ok_or_else(|| broken("ODT"))?;
    let styles = archive.text("styles.xml", LARGEST_PART)?.unwrap_or_default();
    let mut reading = Reading::default();
    reading.styles.read(&styles);
    reading.styles.read(&content);
    xml::each(&content, "ODT", &mut |piece| match piece {
        Piece::Start(name, attributes) => reading.start(name, attributes),
        Piece::End(name) => reading.end(name),
        Piece::Text(text) => reading.text(text),
    })?;
    let meta = archive.text("meta.xml", LARGEST_PART)?.unwrap_or_default();
    // The one who saved it last is no more than that.
    let author = xml::first(&meta, "initial-creator").or_else(|| xml::first(&meta, "creator"));
    Ok(Document { text: reading.out, stated: xml::first(&meta, "title"), author })
}

/// What styles look like, by their names.
#[derive(Default)]
struct Styles {
    looks: HashMap<String, Vec<InlineKind>>,
    /// Those of titles and of quotations, and the lists that count.
    titles: HashSet<String>,
    quotes: HashSet<String>,
    numbered: HashSet<String>,
}

impl Styles {
    fn read(&mut self, xml: &str) {
        let (mut name, mut list) = (String::new(), String::new());
        // A part that breaks off describes what it describes.
        let _ = xml::each(xml, "ODT", &mut |piece| {
            let Piece::Start(element, attributes) = piece else { return };
            match element {
                "style" => {
                    name = attributes.get("name").unwrap_or_default();
                    let parent = attributes.get("parent-style-name").unwrap_or_default();
                    if parent == "Title" || self.titles.contains(&parent) {
                        self.titles.insert(name.clone());
                    }
                    if parent == "Quotations" {
                        self.quotes.insert(name.clone());
                    }
                }
                "text-properties" => {
                    let has = |attribute: &str, values: &[&str]| {
                        attributes.get(attribute).is_some_and(|value| values.contains(&value.as_str()))
                    };
                    let mut looks = Vec::new();
                    if has("font-weight", &["bold", "600", "700", "800", "900"]) {
                        looks.push(InlineKind::Strong);
                    }
                    if has("font-style", &["italic", "oblique"]) {
                        looks.push(InlineKind::Emphasis);
                    }
                    if attributes.get("text-line-through-style").is_some_and(|style| style != "none") {
                        looks.push(InlineKind::Strike);
                    }
                    self.looks.insert(name.clone(), looks);
                }
                "list-style" => list = attributes.get("name").unwrap_or_default(),
                "list-level-style-number" if attributes.get("level").as_deref() == Some("1") => {
                    self.numbered.insert(list.clone());
                }
                _ => {}
            }
        });
    }
}

/// A document as it is read.
#[derive(Default)]
struct Reading {
    out: Builder,
    styles: Styles,
    in_body: bool,
    /// How many elements are open in which nothing is text of the document, and how many paragraphs.
    silent: usize,
    paragraphs: usize,
    tables: usize,
    /// Whether each list around counts.
    lists: Vec<bool>,
    /// What each span around looks like.
    spans: Vec<Vec<InlineKind>>,
    is_title: bool,
    in_quote: bool,
    /// The notes of the paragraph at hand with their labels, put aside until it ends.
    notes: Vec<(String, String)>,
    in_note: bool,
    /// Where the picture at hand lies.
    source: String,
    /// How many notes there are so far.
    count: usize,
}

/// Elements in which nothing is text of the document: what was changed, remarks, forms, readings above characters.
const SILENT: [&str; 6] = ["tracked-changes", "annotation", "forms", "ruby-text", "sequence-decls", "title"];

impl Reading {
    fn start(&mut self, name: &str, attributes: &Attributes<'_>) {
        if name == "body" && !self.in_body {
            self.in_body = true;
            return;
        }
        if !self.in_body {
            return;
        }
        if self.silent > 0 || SILENT.contains(&name) {
            self.silent = self.silent.saturating_add(1);
            return;
        }
        let style = || attributes.get("style-name").unwrap_or_default();
        match name {
            "h" | "p" => self.begin_paragraph(name, &style(), attributes),
            "span" => self.begin_span(&style()),
            "a" => {
                self.out.begin_span(InlineKind::Link { url: attributes.get("href").unwrap_or_default() });
            }
            "s" => {
                let count: usize = attributes.get("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                self.out.add(&" ".repeat(count.min(64)));
            }
            "tab" => self.out.add("\t"),
            "line-break" => self.out.line_break(),
            "list" => {
                let counts = match attributes.get("style-name") {
                    Some(style) => self.styles.numbered.contains(&style),
                    None => self.lists.last().copied().unwrap_or_default(),
                };
                self.lists.push(counts);
                if self.tables == 0 && self.paragraphs == 0 {
                    self.out.begin_list(counts.then_some(1));
                }
            }
            "list-item" | "list-header" if self.tables == 0 && self.paragraphs == 0 => self.out.begin_item(),
            "table" => {
                self.tables = self.tables.saturating_add(1);
                if self.tables == 1 {
                    self.end_quote();
                    self.out.begin_table(Vec::new());
                }
            }
            "table-row" if self.tables == 1 => self.out.row(),
            "table-cell" | "covered-table-cell" if self.tables == 1 => self.out.cell(false),
            "note-citation" => self.silent = 1,
            "note-body" => {
                self.mark_note();
                self.in_note = true;
            }
            "image" if self.paragraphs > 0 => self.source = attributes.get("href").unwrap_or_default(),
            "desc" if self.paragraphs > 0 => self.out.begin_image(std::mem::take(&mut self.source)),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.silent > 0 {
            self.silent = self.silent.saturating_sub(1);
            return;
        }
        match name {
            "h" | "p" => self.end_paragraph(),
            "span" => {
                for kind in self.spans.pop().unwrap_or_default().iter().rev() {
                    self.out.end_span(|own| own == kind);
                }
            }
            "a" => self.out.end_span(|kind| matches!(kind, InlineKind::Link { .. })),
            "list" => {
                self.lists.pop();
                if self.tables == 0 && self.paragraphs == 0 {
                    self.out.end_list();
                }
            }
            "list-item" | "list-header" if self.tables == 0 && self.paragraphs == 0 => self.out.end_item(),
            "table" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.out.end_table();
                    self.add_notes();
                }
            }
            "note-body" => self.in_note = false,
            "desc" => self.out.end_image(),
            // Nobody wrote down what it shows.
            "frame" if !self.source.is_empty() => {
                self.out.begin_image(std::mem::take(&mut self.source));
                self.out.end_image();
            }
            "body" => self.end_quote(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.notes.last_mut() {
            _ if !self.in_body || self.silent > 0 || self.paragraphs == 0 => {}
            Some((_, note)) if self.in_note => note.push_str(text),
            _ => self.out.add_spaced(text),
        }
    }

    fn begin_paragraph(&mut self, name: &str, style: &str, attributes: &Attributes<'_>) {
        self.paragraphs = self.paragraphs.saturating_add(1);
        if let Some((_, note)) = self.notes.last_mut().filter(|_| self.in_note) {
            return note.push('\n');
        }
        if self.paragraphs > 1 || self.tables > 0 {
            return self.out.add_spaced(" ");
        }
        let is_quote = style == "Quotations" || self.styles.quotes.contains(style);
        if is_quote && !self.in_quote {
            self.out.begin_quote();
            self.in_quote = true;
        } else if !is_quote {
            self.end_quote();
        }
        self.is_title = style == "Title" || self.styles.titles.contains(style);
        if name == "h" || self.is_title {
            let level =
                attributes.get("outline-level").and_then(|level| level.parse::<u8>().ok()).unwrap_or(1);
            self.out.begin_block(BlockKind::Heading { level: level.clamp(1, 6) });
        }
    }

    fn end_paragraph(&mut self) {
        self.paragraphs = self.paragraphs.saturating_sub(1);
        if self.paragraphs > 0 || self.tables > 0 {
            return;
        }
        if std::mem::take(&mut self.is_title) {
            self.out.end_title()
        } else {
            self.out.end_block()
        }
        self.add_notes();
    }

    fn add_notes(&mut self) {
        for (label, text) in std::mem::take(&mut self.notes) {
            self.out.begin_note(&label);
            self.out.add(text.trim());
            self.out.end_note();
        }
    }

    fn begin_span(&mut self, style: &str) {
        let looks = self.styles.looks.get(style).cloned().unwrap_or_default();
        for kind in &looks {
            self.out.begin_span(kind.clone());
        }
        self.spans.push(looks);
    }

    fn end_quote(&mut self) {
        if std::mem::take(&mut self.in_quote) {
            self.out.end_quote();
        }
    }

    /// The mark of a note that begins, among the words.
    fn mark_note(&mut self) {
        self.count = self.count.saturating_add(1);
        let label = self.count.to_string();
        self.notes.push((label.clone(), String::new()));
        self.out.begin_span(InlineKind::FootnoteRef { label: label.clone() });
        self.out.add(&format!("[{label}]"));
        self.out.end_span(|kind| matches!(kind, InlineKind::FootnoteRef { .. }));
    }
}
