//! Zotero's RDF: records, with their notes beside them.

use super::{LARGEST, Reference, References};
use crate::input::Input;
use crate::readers::reader::{Head, Reader, Sure};
use crate::readers::text;
use crate::sink::{Sink, lines_in};
use crate::xml::{self, Attributes, Piece};
use std::collections::HashMap;
use std::ops::ControlFlow;

pub(crate) struct Zotero;

impl Reader for Zotero {
    fn extensions(&self) -> &'static [&'static str] {
        &["rdf"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        let is_one = head.root() == Some("RDF") && head.text.contains("zotero.org/namespaces/export");
        if is_one { Sure::ByContent } else { head.by_name_or(self, |_| false) }
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        text::read_records(LARGEST, input, sink, read)
    }
}

fn read(sink: &mut Sink<'_>, text: &str) -> ControlFlow<()> {
    let mut reading = Reading { text, ..Reading::default() };
    if let Err(what) = xml::each(text, "RDF", &mut |piece| reading.piece(piece)) {
        sink.refuse(what, None);
        return ControlFlow::Continue(());
    }
    let mut all = References::default();
    for mut record in reading.records {
        let notes = record.notes.iter().filter_map(|note| reading.notes.get(note));
        record.reference.texts.extend(notes.cloned());
        if let Some(journal) = record.journal.and_then(|journal| reading.journals.get(&journal)) {
            record.reference.container.clone_from(journal);
        }
        all.take(sink, record.reference)?;
    }
    all.end(sink);
    ControlFlow::Continue(())
}

/// A record as it is put together: notes and journals may stand elsewhere, and are named.
#[derive(Default)]
struct Record {
    reference: Reference,
    notes: Vec<String>,
    journal: Option<String>,
}

#[derive(Default)]
struct Reading<'a> {
    text: &'a str,
    open: Vec<String>,
    held: String,
    records: Vec<Record>,
    at: Option<Record>,
    notes: HashMap<String, String>,
    journals: HashMap<String, String>,
    /// The name of the note or journal at hand, which stands outside of records.
    outside: String,
    surname: String,
    counted: usize,
    lines: usize,
}

impl Reading<'_> {
    fn piece(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Start(name, attributes) => self.start(name, attributes),
            Piece::Text(text) => self.held.push_str(text),
            Piece::End(name) => self.end(name),
        }
    }

    fn start(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.held.clear();
        if self.open.len() == 1 {
            let about = attributes.get("about").unwrap_or_default();
            match name {
                "Memo" | "Journal" => self.outside = about,
                "Attachment" | "Collection" => {}
                _ => {
                    self.lines = self
                        .lines
                        .saturating_add(self.text.get(self.counted..attributes.at).map_or(0, lines_in));
                    self.counted = attributes.at;
                    let line = u32::try_from(self.lines.saturating_add(1)).ok();
                    self.at = Some(Record {
                        reference: Reference { line, ..Reference::default() },
                        ..Record::default()
                    });
                }
            }
        }
        if let (Some(record), Some(resource)) = (&mut self.at, attributes.get("resource")) {
            match name {
                "isReferencedBy" => record.notes.push(resource),
                "isPartOf" => record.journal = Some(resource),
                _ => {}
            }
        }
        self.open.push(name.to_owned());
    }

    fn end(&mut self, name: &str) {
        self.open.pop();
        let held = std::mem::take(&mut self.held);
        let held = held.trim();
        let depth = self.open.len();
        let within = |name: &str| self.open.iter().any(|open| open == name);
        if depth == 1 {
            self.records.extend(self.at.take());
            return;
        }
        if within("Memo") && name == "value" {
            self.notes.insert(self.outside.clone(), held.to_owned());
        } else if self.at.is_none() && within("Journal") && name == "title" {
            self.journals.insert(self.outside.clone(), held.to_owned());
        }
        let Some(record) = &mut self.at else { return };
        let reference = &mut record.reference;
        match name {
            "title" if depth == 2 => held.clone_into(&mut reference.title),
            "title" if within("isPartOf") => held.clone_into(&mut reference.container),
            "abstract" if depth == 2 => reference.texts.insert(0, held.to_owned()),
            "date" if depth == 2 => held.clone_into(&mut reference.date),
            "surname" => held.clone_into(&mut self.surname),
            "givenName" | "givenname" if within("authors") => {
                let is_chinese = self.surname.chars().chain(held.chars()).all(|c| !c.is_ascii());
                let surname = &self.surname;
                reference.authors.push(if is_chinese {
                    format!("{surname}{held}")
                } else {
                    format!("{held} {surname}")
                });
            }
            "value" if within("URI") => held.clone_into(&mut reference.url),
            _ => {}
        }
    }
}
