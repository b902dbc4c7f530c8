//! Word documents: `word/document.xml`, with the styles, lists, notes and links that it names.

use super::document::{Document, LARGEST_PART};
use super::lists::Lists;
use super::numbering::Numbering;
use super::styles::{Style, Styles, level};
use crate::archive::Archive;
use crate::told::broken;
use crate::xml::{self, Attributes, Piece};
use std::collections::HashMap;
use zhimai_model::{BlockKind, InlineKind, ProblemKind};

/// Where the text is.
pub(super) const TEXT: &str = "word/document.xml";

/// Reads a document.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Document, ProblemKind> {
    let text = archive.text(TEXT, LARGEST_PART)?.ok_or_else(|| broken("DOCX"))?;
    let mut part = |path: &str| archive.text(path, LARGEST_PART).map(Option::unwrap_or_default);
    let mut reading = Reading {
        styles: Styles::read(&part("word/styles.xml")?),
        numbering: Numbering::read(&part("word/numbering.xml")?),
        ..Reading::default()
    };
    reading.run("document", &text, &part("word/_rels/document.xml.rels")?)?;
    for (name, prefix) in [("footnotes", ""), ("endnotes", "e")] {
        let notes = part(&format!("word/{name}.xml"))?;
        let links = part(&format!("word/_rels/{name}.xml.rels"))?;
        reading.note_prefix = prefix;
        reading.run(name, &notes, &links)?;
    }
    let properties = part("docProps/core.xml")?;
    reading.out.stated = xml::first(&properties, "title");
    reading.out.author = xml::first(&properties, "creator");
    Ok(reading.out)
}

/// A document as it is read.
#[derive(Default)]
struct Reading {
    out: Document,
    styles: Styles,
    numbering: Numbering,
    /// Where links and pictures lead, by the names that the text has for them.
    links: HashMap<String, String>,
    lists: Lists,
    /// The paragraph at hand before its first words.
    style: Style,
    has_begun: bool,
    in_quote: bool,
    /// What the run at hand looks like.
    bold: bool,
    italic: bool,
    strike: bool,
    in_properties: bool,
    in_text: bool,
    /// How many elements are open in which nothing is text of the document.
    silent: usize,
    tables: usize,
    /// The address of the link of each field that is open, and whether its text has begun.
    fields: Vec<(String, bool)>,
    in_instruction: bool,
    /// The picture at hand: where it lies, and what it shows.
    picture: Option<(String, String)>,
    note_prefix: &'static str,
}

/// Elements in which nothing is text of the document: what was deleted, readings above characters, a second form of what
/// stands beside it.
const SILENT: [&str; 5] = ["del", "moveFrom", "rt", "Fallback", "sectPr"];

impl Reading {
    fn run(&mut self, name: &str, xml: &str, links: &str) -> Result<(), ProblemKind> {
        if xml.is_empty() {
            return Ok(());
        }
        self.links = targets(links);
        let read = xml::each(xml, "DOCX", &mut |piece| match piece {
            Piece::Start(name, attributes) => self.start(name, attributes),
            Piece::End(name) => self.end(name),
            Piece::Text(text) => self.text(text),
        });
        self.lists.end(&mut self.out.text);
        self.end_quote();
        self.out.text.end_block();
        // What breaks in the notes is no reason to have no text.
        if name == "document" { read } else { Ok(()) }
    }

    fn start(&mut self, name: &str, attributes: &Attributes<'_>) {
        if self.silent > 0 || SILENT.contains(&name) {
            self.silent = self.silent.saturating_add(1);
            return;
        }
        let value = || attributes.get("val").unwrap_or_default();
        let is_on = || !matches!(attributes.get("val").as_deref(), Some("0" | "false" | "off"));
        match name {
            "p" => (self.style, self.has_begun) = (Style::default(), false),
            "pStyle" => self.style = self.styles.get(&value()),
            "outlineLvl" => self.style.heading = level(&value()),
            "numId" => self.style.list.get_or_insert_default().0 = value(),
            "ilvl" => self.style.list.get_or_insert_default().1 = value().parse().unwrap_or_default(),
            "rPr" => self.in_properties = true,
            "b" if self.in_properties => self.bold = is_on(),
            "i" if self.in_properties => self.italic = is_on(),
            "strike" | "dstrike" if self.in_properties => self.strike = is_on(),
            "r" => (self.bold, self.italic, self.strike) = (false, false, false),
            "t" => self.in_text = true,
            "tab" if !self.in_properties && self.has_begun => self.words("\t"),
            "br" | "cr" if self.has_begun => self.out.text.line_break(),
            "noBreakHyphen" => self.words("-"),
            "hyperlink" => {
                let url =
                    attributes.get("id").and_then(|id| self.links.get(&id).cloned()).unwrap_or_default();
                self.begin();
                self.out.text.begin_span(InlineKind::Link { url });
            }
            "fldChar" => self.field(&attributes.get("fldCharType").unwrap_or_default()),
            "instrText" => self.in_instruction = true,
            "drawing" | "pict" => self.picture = Some((String::new(), String::new())),
            "docPr" => {
                let shows = attributes.get("descr").or_else(|| attributes.get("title"));
                self.picture.get_or_insert_default().1 = shows.unwrap_or_default();
            }
            "blip" | "imagedata" => {
                let id = ["embed", "link", "id"].iter().find_map(|name| attributes.get(name));
                let source = id.and_then(|id| self.links.get(&id).cloned());
                self.picture.get_or_insert_default().0 = source.unwrap_or_default();
            }
            "footnoteReference" => self.note_mark("", attributes),
            "endnoteReference" => self.note_mark("e", attributes),
            "footnote" | "endnote" => {
                let is_note = attributes.get("type").is_none_or(|kind| kind == "normal");
                if is_note {
                    let label = format!("{}{}", self.note_prefix, attributes.get("id").unwrap_or_default());
                    self.out.text.begin_note(&label);
                } else {
                    self.silent = 1;
                }
            }
            "tbl" => {
                self.tables = self.tables.saturating_add(1);
                if self.tables == 1 {
                    self.lists.end(&mut self.out.text);
                    self.end_quote();
                    self.out.text.begin_table(Vec::new());
                }
            }
            "tr" if self.tables == 1 => self.out.text.row(),
            "tc" if self.tables == 1 => self.out.text.cell(false),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.silent > 0 {
            self.silent = self.silent.saturating_sub(1);
            return;
        }
        match name {
            "p" if self.tables > 0 => self.out.text.add_spaced(" "),
            "p" => self.end_paragraph(),
            "rPr" => self.in_properties = false,
            "t" => self.in_text = false,
            "drawing" | "pict" => self.end_picture(),
            "instrText" => self.in_instruction = false,
            "hyperlink" => self.out.text.end_span(|kind| matches!(kind, InlineKind::Link { .. })),
            "footnote" | "endnote" => self.out.text.end_note(),
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.out.text.end_table();
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.silent > 0 {
            return;
        }
        if self.in_instruction {
            if let Some((instruction, _)) = self.fields.last_mut() {
                instruction.push_str(text);
            }
        } else if self.in_text {
            self.words(text);
        }
    }

    /// Begins the block of the paragraph at hand with its first words.
    fn begin(&mut self) {
        if std::mem::replace(&mut self.has_begun, true) || self.tables > 0 {
            return;
        }
        let style = std::mem::take(&mut self.style);
        let out = &mut self.out.text;
        let list = style.list.as_ref().filter(|(list, _)| list != "0" && !list.is_empty());
        match (list, style.heading) {
            (Some((list, level)), None) => {
                let first = self.numbering.first(list, *level);
                self.lists.item(out, list, *level, first);
            }
            _ => self.lists.end(out),
        }
        if style.is_quote && !self.in_quote {
            out.begin_quote();
        } else if !style.is_quote && self.in_quote {
            out.end_quote();
        }
        self.in_quote = style.is_quote;
        if let Some(level) = style.heading {
            out.begin_block(BlockKind::Heading { level });
        } else if style.is_title {
            out.begin_block(BlockKind::Heading { level: 1 });
        } else if style.is_code {
            out.begin_block(BlockKind::Code { language: None });
        }
        self.style = style;
    }

    fn end_paragraph(&mut self) {
        if self.style.is_title && self.style.heading.is_none() {
            self.out.text.end_title()
        } else {
            self.out.text.end_block()
        }
    }

    fn end_quote(&mut self) {
        if std::mem::take(&mut self.in_quote) {
            self.out.text.end_quote();
        }
    }

    fn words(&mut self, words: &str) {
        self.begin();
        let looks = [
            (self.bold && self.style.heading.is_none() && !self.style.is_title, InlineKind::Strong),
            (self.italic, InlineKind::Emphasis),
            (self.strike, InlineKind::Strike),
        ];
        for (_, kind) in looks.iter().filter(|(is_such, _)| *is_such) {
            self.out.text.begin_span(kind.clone());
        }
        self.out.text.add(words);
        for (_, kind) in looks.iter().rev().filter(|(is_such, _)| *is_such) {
            self.out.text.end_span(|own| own == kind);
        }
    }

    /// Fields are links of an older sort: an instruction, and the text that it came to.
    fn field(&mut self, kind: &str) {
        match kind {
            "begin" if self.fields.len() < 64 => self.fields.push((String::new(), false)),
            "separate" => {
                let Some((instruction, has_begun)) = self.fields.last_mut() else { return };
                if let Some(rest) = instruction.trim_start().strip_prefix("HYPERLINK")
                    && let Some(url) = rest.split('"').nth(1)
                {
                    *has_begun = true;
                    let url = url.to_owned();
                    self.begin();
                    self.out.text.begin_span(InlineKind::Link { url });
                }
            }
            "end" => self.end_field(),
            _ => {}
        }
    }

    fn end_field(&mut self) {
        if self.fields.pop().is_some_and(|(_, has_begun)| has_begun) {
            self.out.text.end_span(|kind| matches!(kind, InlineKind::Link { .. }));
        }
    }

    /// A picture: where it lies, and what it shows, where somebody wrote that down.
    fn end_picture(&mut self) {
        let (source, shows) = self.picture.take().unwrap_or_default();
        if !source.is_empty() || !shows.trim().is_empty() {
            self.begin();
            self.out.text.begin_image(source);
            self.out.text.add(shows.trim());
            self.out.text.end_image();
        }
    }

    fn note_mark(&mut self, prefix: &str, attributes: &Attributes<'_>) {
        let label = format!("{prefix}{}", attributes.get("id").unwrap_or_default());
        self.begin();
        self.out.text.begin_span(InlineKind::FootnoteRef { label: label.clone() });
        self.out.text.add(&format!("[{label}]"));
        self.out.text.end_span(|kind| matches!(kind, InlineKind::FootnoteRef { .. }));
    }
}

/// Where links lead.
fn targets(xml: &str) -> HashMap<String, String> {
    let mut targets = HashMap::new();
    // A part that breaks off names what it names.
    let _ = xml::each(xml, "DOCX", &mut |piece| {
        if let Piece::Start("Relationship", attributes) = piece
            && let (Some(id), Some(target)) = (attributes.get("Id"), attributes.get("Target"))
        {
            targets.insert(id, target);
        }
    });
    targets
}
