//! Tables (CSV, TSV) whose first row names fields: each row is an article, or an address of a list.

use super::addresses;
use super::reader::{Head, Reader, Sure};
use super::text;
use crate::fields::{Field, field};
use crate::finish::{Draft, finish};
use crate::html;
use crate::input::Input;
use crate::paragraphs;
use crate::sink::{Sink, lines_in};
use crate::told::{bad_field, broken, left_out_fields};
use csv::{ReaderBuilder, StringRecord};
use serde_json::Value;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use zhimai_model::{Block, ProblemKind};

pub(super) struct Table;

/// The most that a table may have, in bytes.
const LARGEST: usize = 256 << 20;

impl Reader for Table {
    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        head.by_name_or(self, |_| false)
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        text::read_records(LARGEST, input, sink, read)
    }
}

/// The sign between cells: the one that the first row has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|b| *b == sign).count();
    [b',', b'\t', b';'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

fn read(sink: &mut Sink<'_>, text: &str) -> ControlFlow<()> {
    // Excel may say which sign it is.
    let (sign, text, before) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((sign, rest)) => (sign.bytes().next().unwrap_or(b','), rest, 1),
        None => (delimiter(text), text, 0),
    };
    let mut lines = Lines { text, counted: 0, lines: before };
    let mut reader =
        ReaderBuilder::new().delimiter(sign).flexible(true).has_headers(true).from_reader(text.as_bytes());
    let Ok(names) = reader.headers().cloned() else {
        sink.refuse(broken("CSV"), Some(1));
        return ControlFlow::Continue(());
    };
    if let Some(columns) = Highlights::of(&names) {
        return columns.read(sink, reader, &mut lines);
    }
    let fields: Vec<Option<Field>> = names.iter().map(field).collect();
    if !fields.contains(&Some(Field::Text)) {
        if fields.contains(&Some(Field::Url)) {
            addresses::read(sink, reader, &names);
        } else {
            sink.refuse(bad_field("text"), Some(1));
        }
        return ControlFlow::Continue(());
    }
    let mut left_out = BTreeSet::new();
    let mut any = false;
    for row in reader.records() {
        let Ok(row) = row else {
            sink.refuse(broken("CSV"), None);
            continue;
        };
        any = true;
        let line = lines.of(&row);
        take(sink, &row, line, (&names, &fields), &mut left_out);
        let read = row.position().map_or(0, csv::Position::byte);
        sink.step(read)?;
    }
    if !any {
        sink.refuse(ProblemKind::Empty, None);
    }
    if !left_out.is_empty() {
        sink.tell(left_out_fields(left_out), None);
    }
    ControlFlow::Continue(())
}

/// Counts the lines up to rows, one after the other.
struct Lines<'a> {
    text: &'a str,
    /// Up to where lines were counted, in bytes.
    counted: usize,
    lines: usize,
}

impl Lines<'_> {
    /// The line that a row begins on, from 1.
    fn of(&mut self, row: &StringRecord) -> Option<u32> {
        let at = usize::try_from(row.position()?.byte()).ok()?;
        // The end of the line before may stand in front of it.
        let ends = self.text.get(at..)?.bytes().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let at = at.saturating_add(ends);
        self.lines = self.lines.saturating_add(self.text.get(self.counted..at).map_or(0, lines_in));
        self.counted = self.counted.max(at);
        u32::try_from(self.lines.saturating_add(1)).ok()
    }
}

/// Makes an article of a row.
fn take(
    sink: &mut Sink<'_>,
    row: &StringRecord,
    line: Option<u32>,
    (names, fields): (&StringRecord, &[Option<Field>]),
    left_out: &mut BTreeSet<String>,
) {
    let mut draft = Draft { line, ..Draft::default() };
    let mut text = String::new();
    for ((cell, name), field) in row.iter().zip(names).zip(fields) {
        match field {
            _ if cell.trim().is_empty() => {}
            Some(Field::Text) if text.is_empty() => text.push_str(cell),
            Some(Field::Text) => sink.tell(crate::told::second_spelling(name, cell.to_owned()), line),
            Some(field) => draft.set(sink, line, (name, *field), Value::String(cell.to_owned())),
            None => {
                left_out.insert(name.to_owned());
            }
        }
    }
    draft.source_as_url();
    draft.blocks = if html::is_html(&text) { html::blocks(&text).0 } else { paragraphs::blocks(&text) };
    finish(sink, draft);
}

/// The columns of a table of highlights, as Readwise writes it: rows of the same book are one article.
struct Highlights {
    words: usize,
    title: usize,
    author: Option<usize>,
    note: Option<usize>,
    date: Option<usize>,
}

/// A book with its highlights.
#[derive(Default)]
struct Book {
    title: String,
    author: Option<String>,
    date: Option<String>,
    line: Option<u32>,
    blocks: Vec<Block>,
}

impl Highlights {
    fn of(names: &StringRecord) -> Option<Self> {
        let at = |name: &str| names.iter().position(|own| own.trim().eq_ignore_ascii_case(name));
        Some(Self {
            words: at("Highlight")?,
            title: at("Book Title")?,
            author: at("Book Author"),
            note: at("Note"),
            date: at("Highlighted at"),
        })
    }

    fn read(
        &self,
        sink: &mut Sink<'_>,
        mut reader: csv::Reader<&[u8]>,
        lines: &mut Lines<'_>,
    ) -> ControlFlow<()> {
        let mut books: Vec<Book> = Vec::new();
        for row in reader.records() {
            let Ok(row) = row else {
                sink.refuse(broken("CSV"), None);
                continue;
            };
            let cell = |at: Option<usize>| {
                at.and_then(|at| row.get(at)).map(str::trim).filter(|cell| !cell.is_empty())
            };
            let (Some(words), title) = (cell(Some(self.words)), cell(Some(self.title)).unwrap_or_default())
            else {
                continue;
            };
            let at = books.iter().position(|book| book.title == title).unwrap_or(books.len());
            if at == books.len() {
                let author = cell(self.author).map(str::to_owned);
                let date = cell(self.date).map(str::to_owned);
                books.push(Book {
                    title: title.to_owned(),
                    author,
                    date,
                    line: lines.of(&row),
                    blocks: Vec::new(),
                });
            }
            let Some(book) = books.get_mut(at) else { continue };
            book.blocks
                .extend(paragraphs::blocks(words).into_iter().map(|block| Block { quote: 1, ..block }));
            if let Some(note) = cell(self.note) {
                book.blocks.extend(paragraphs::blocks(note));
            }
        }
        if books.is_empty() {
            sink.refuse(ProblemKind::Empty, None);
        }
        for book in books {
            let Book { title, author, date, line, blocks } = book;
            let title = Some(title).filter(|title| !title.is_empty());
            let date = date.filter(|date| crate::finish::is_date(date));
            finish(
                sink,
                Draft { title, blocks, date, source: author.clone(), author, line, ..Draft::default() },
            );
            sink.step(0)?;
        }
        ControlFlow::Continue(())
    }
}
