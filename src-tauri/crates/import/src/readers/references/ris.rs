//! RIS: a line a field, `TI  - title`, and `ER  -` at the end of a record.

use super::{LARGEST, Reference, References};
use crate::input::Input;
use crate::readers::reader::{Head, Reader, Sure};
use crate::readers::text;
use crate::sink::Sink;
use std::ops::ControlFlow;

pub(crate) struct Ris;

impl Reader for Ris {
    fn extensions(&self) -> &'static [&'static str] {
        &["ris"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        head.by_name_or(self, |text| text.trim_start().starts_with("TY  - "))
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        text::read_records(LARGEST, input, sink, read)
    }
}

fn read(sink: &mut Sink<'_>, text: &str) -> ControlFlow<()> {
    let mut all = References::default();
    let mut at: Option<Reference> = None;
    let mut tag = "";
    for (number, line) in (1_u32..).zip(text.lines()) {
        let (value, is_new) = match field(line) {
            Some((own, value)) => {
                tag = own;
                (value, true)
            }
            None => (line.trim(), false),
        };
        if tag == "ER" {
            if let Some(reference) = at.take() {
                all.take(sink, reference)?;
            }
        } else if tag == "TY" || at.is_some() {
            let reference =
                at.get_or_insert_with(|| Reference { line: Some(number), ..Reference::default() });
            take(reference, tag, value, is_new);
        }
    }
    if let Some(reference) = at {
        all.take(sink, reference)?;
    }
    all.end(sink);
    ControlFlow::Continue(())
}

/// A line that begins a field: two letters, then a line between spaces.
fn field(line: &str) -> Option<(&str, &str)> {
    let (tag, value) = line.split_once("  -")?;
    let is_tag = tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    is_tag.then(|| (tag, value.trim()))
}

/// Takes a line of a field, or one by which a field goes on.
fn take(reference: &mut Reference, tag: &str, value: &str, is_new: bool) {
    match tag {
        "AU" | "A1" if is_new && !value.is_empty() => reference.authors.push(value.to_owned()),
        "AB" | "N2" | "N1" if is_new => {
            let is_there = value.is_empty() || reference.texts.iter().any(|text| text == value);
            reference.texts.extend((!is_there).then(|| value.to_owned()));
        }
        "AB" | "N2" | "N1" => {
            if let Some(text) = reference.texts.last_mut() {
                text.push('\n');
                text.push_str(value);
            }
        }
        "TI" | "T1" if reference.title.is_empty() => value.clone_into(&mut reference.title),
        "JO" | "JF" | "T2" | "PB" if reference.container.is_empty() => {
            value.clone_into(&mut reference.container)
        }
        // `2024/06/03/` has a place for what else is known.
        "DA" => value.trim_end_matches('/').clone_into(&mut reference.date),
        "PY" | "Y1" if reference.date.is_empty() => {
            value.trim_end_matches('/').clone_into(&mut reference.date)
        }
        "UR" if reference.url.is_empty() => value.clone_into(&mut reference.url),
        "DO" => value.clone_into(&mut reference.doi),
        _ => {}
    }
}
