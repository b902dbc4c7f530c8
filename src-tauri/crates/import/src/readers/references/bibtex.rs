//! BibTeX: `@article{key, title = {…}, year = 2024}`. A bad record does not spoil the others.

use super::latex::plain;
use super::{LARGEST, Reference, References};
use crate::input::Input;
use crate::readers::reader::{Head, Reader, Sure};
use crate::readers::text;
use crate::sink::{Sink, lines_in};
use crate::told::broken;
use std::collections::HashMap;
use std::ops::ControlFlow;

pub(crate) struct Bibtex;

impl Reader for Bibtex {
    fn extensions(&self) -> &'static [&'static str] {
        &["bib", "bibtex"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        head.by_name_or(self, |text| {
            let kind = text.trim_start().strip_prefix('@').and_then(|rest| rest.split_once('{'));
            kind.is_some_and(|(kind, rest)| {
                kind.trim().bytes().all(|b| b.is_ascii_alphabetic())
                    && rest.lines().take(3).any(|line| line.contains('='))
            })
        })
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        text::read_records(LARGEST, input, sink, read)
    }
}

fn read(sink: &mut Sink<'_>, text: &str) -> ControlFlow<()> {
    let mut all = References::default();
    let mut words: HashMap<String, String> = HashMap::new();
    let (mut rest, mut line) = (text, 1_usize);
    // A record that never ends is looked through to the end of the text. Of those there may be few.
    let mut room = text.len().saturating_mul(8);
    // Whatever stands between records is a remark.
    while let Some(at) = rest.find('@') {
        let (before, record) = rest.split_at_checked(at).unwrap_or((rest, ""));
        line = line.saturating_add(lines_in(before));
        let here = u32::try_from(line).ok();
        // A sign in a remark, as in an address of mail, begins no record.
        let found = if begins_record(record) { record_of(record, &words) } else { None };
        let Record { kind, fields, length } = found.unwrap_or_default();
        if length == 0 && begins_record(record) {
            sink.refuse(broken("BibTeX"), here);
            room = room.saturating_sub(record.len());
            if room == 0 {
                break;
            }
        }
        let length = length.max(1);
        match kind.as_str() {
            "string" => words.extend(fields.into_iter().map(|(name, value)| (name.to_lowercase(), value))),
            "" | "comment" | "preamble" => {}
            _ => all.take(sink, reference(fields, here))?,
        }
        let (read, after) = record.split_at_checked(length).unwrap_or((record, ""));
        line = line.saturating_add(lines_in(read));
        rest = after;
    }
    all.end(sink);
    ControlFlow::Continue(())
}

/// Whether a record begins here: a sign, the name of its kind, and a bracket.
fn begins_record(text: &str) -> bool {
    const LONGEST: usize = 40;
    let Some(rest) = text.strip_prefix('@') else { return false };
    let length = rest.bytes().take(LONGEST).take_while(u8::is_ascii_alphabetic).count();
    let rest = rest.get(length..).unwrap_or_default();
    length > 0 && rest.trim_start_matches([' ', '\t']).starts_with(['{', '('])
}

/// A record as it stands in a text.
#[derive(Default)]
struct Record {
    kind: String,
    fields: Vec<(String, String)>,
    /// In bytes.
    length: usize,
}

/// The record that a text begins with.
fn record_of(text: &str, words: &HashMap<String, String>) -> Option<Record> {
    let (kind, inner) = text.strip_prefix('@')?.split_once(['{', '('])?;
    let kind = kind.trim().to_lowercase();
    if kind.is_empty() || !kind.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let end = closing(inner)?;
    let length = text.len().saturating_sub(inner.len()).saturating_add(end).saturating_add(1);
    let inner = inner.get(..end)?;
    let mut rest = if kind == "string" { inner } else { inner.split_once(',').map_or("", |(_, rest)| rest) };
    let mut fields = Vec::new();
    while let Some((name, after)) = rest.split_once('=') {
        let (value, after) = value(after, words);
        fields.push((name.trim().trim_start_matches(',').trim().to_lowercase(), value));
        rest = after;
    }
    Some(Record { kind, fields, length })
}

/// Where the bracket closes that was open before a text, in bytes.
fn closing(text: &str) -> Option<usize> {
    let (mut depth, mut is_escaped) = (0_usize, false);
    for (at, b) in text.bytes().enumerate() {
        match b {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'{' => depth = depth.saturating_add(1),
            b'}' | b')' if depth == 0 => return Some(at),
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The value of a field, whose parts `#` joins; and what follows its comma.
fn value<'a>(text: &'a str, words: &HashMap<String, String>) -> (String, &'a str) {
    let (mut value, mut rest) = (String::new(), text.trim_start());
    loop {
        if let Some(inner) = rest.strip_prefix('{') {
            let end = closing(inner).unwrap_or(inner.len());
            value.push_str(inner.get(..end).unwrap_or_default());
            rest = inner.get(end.saturating_add(1)..).unwrap_or_default();
        } else if let Some(inner) = rest.strip_prefix('"') {
            let end = quote_end(inner);
            value.push_str(inner.get(..end).unwrap_or_default());
            rest = inner.get(end.saturating_add(1)..).unwrap_or_default();
        } else {
            let end = rest.find([',', '#']).unwrap_or(rest.len());
            let word = rest.get(..end).unwrap_or_default().trim();
            value.push_str(words.get(&word.to_lowercase()).map_or(word, String::as_str));
            rest = rest.get(end..).unwrap_or_default();
        }
        rest = rest.trim_start();
        match rest.strip_prefix('#') {
            Some(more) => rest = more.trim_start(),
            None => return (value, rest.strip_prefix(',').unwrap_or(rest)),
        }
    }
}

/// Where a quotation mark closes that stands in no brackets, in bytes.
fn quote_end(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, b) in text.bytes().enumerate() {
        match b {
            b'{' => depth = depth.saturating_add(1),
            b'}' => depth = depth.saturating_sub(1),
            b'"' if depth == 0 => return at,
            _ => {}
        }
    }
    text.len()
}

fn reference(fields: Vec<(String, String)>, line: Option<u32>) -> Reference {
    let mut reference = Reference { line, ..Reference::default() };
    let (mut year, mut month, mut day) = (String::new(), String::new(), String::new());
    for (name, value) in fields {
        match name.as_str() {
            "title" => reference.title = plain(&value),
            "abstract" | "annote" | "note" | "annotation" => reference.texts.push(plain(&value)),
            "author" => reference.authors = value.split(" and ").map(|name| plain(name.trim())).collect(),
            "journal" | "journaltitle" | "booktitle" | "publisher" if reference.container.is_empty() => {
                reference.container = plain(&value);
            }
            "date" => reference.date = value.trim().to_owned(),
            "year" => year = plain(&value),
            "month" => month = plain(&value),
            "day" => day = plain(&value),
            "url" => reference.url = value.replace("\\_", "_").replace("\\%", "%").replace("\\&", "&"),
            "doi" => reference.doi = value,
            _ => {}
        }
    }
    if reference.date.is_empty() {
        const MONTHS: [&str; 12] =
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        let small = month.trim().to_lowercase();
        let named = MONTHS.iter().position(|name| small.starts_with(name)).map(|at| at.saturating_add(1));
        let month = named.or_else(|| small.parse().ok()).filter(|month| (1..=12).contains(month));
        reference.date = match (month, day.trim().parse::<u8>().ok()) {
            (Some(month), Some(day)) => format!("{}-{month:02}-{day:02}", year.trim()),
            (Some(month), None) => format!("{}-{month:02}", year.trim()),
            (None, _) => year.trim().to_owned(),
        };
    }
    reference
}
