//! JSON Lines and JSON arrays: one object an article, each read on its own.

use crate::Sink;
use crate::finish::{Draft, finish};
use crate::plain;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use zhimai_model::ProblemCode;

/// An article as JSON. Other fields may stand beside these and are left out.
#[derive(Deserialize)]
struct Record<'a> {
    #[serde(borrow, default)]
    id: Option<Scalar<'a>>,
    #[serde(borrow, default)]
    title: Option<Cow<'a, str>>,
    #[serde(borrow, default, alias = "content", alias = "body")]
    text: Option<Cow<'a, str>>,
    #[serde(borrow, default, alias = "language")]
    lang: Option<Cow<'a, str>>,
    #[serde(borrow, default, alias = "published")]
    date: Option<Scalar<'a>>,
    #[serde(borrow, default)]
    source: Option<Cow<'a, str>>,
    #[serde(borrow, default, alias = "link")]
    url: Option<Cow<'a, str>>,
}

/// A string, or a number that stands for one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Scalar<'a> {
    Text(#[serde(borrow)] Cow<'a, str>),
    Number(i64),
}

impl Scalar<'_> {
    fn text(self) -> String {
        match self {
            Self::Text(text) => text.into_owned(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// One line of JSON Lines; a blank one is nothing.
pub(crate) fn line(sink: &mut Sink<'_>, line: &str, number: u32) {
    let line = line.trim();
    if !line.is_empty() {
        record(sink, line, Some(number));
    }
}

/// A file that is one array of objects, or one object.
pub(crate) fn file(sink: &mut Sink<'_>, text: &str) {
    let text = text.trim();
    if text.starts_with('{') {
        return record(sink, text, None);
    }
    // The objects are cut apart first, so that a bad one does not spoil the others.
    match serde_json::from_str::<Vec<&RawValue>>(text) {
        Ok(items) if items.is_empty() => sink.refuse(ProblemCode::Empty, None, String::new()),
        Ok(items) => {
            let mut place = Place { text, at: 0, line: 1 };
            for item in items {
                let number = place.line_of(item.get());
                record(sink, item.get(), Some(number));
            }
        }
        Err(error) => {
            let line = u32::try_from(error.line()).ok();
            sink.refuse(ProblemCode::BadSyntax, line, error.to_string());
        }
    }
}

/// Counts lines as it goes, so that a long array takes one pass.
struct Place<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl Place<'_> {
    fn line_of(&mut self, item: &str) -> u32 {
        let start = (item.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let passed = self.text.as_bytes().get(self.at..start).unwrap_or_default();
        let lines = passed.iter().filter(|b| **b == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        self.at = start.max(self.at);
        self.line
    }
}

fn record(sink: &mut Sink<'_>, json: &str, line: Option<u32>) {
    let record: Record<'_> = match serde_json::from_str(json) {
        Ok(record) => record,
        Err(error) => {
            let code = if error.is_data() { ProblemCode::BadField } else { ProblemCode::BadSyntax };
            return sink.refuse(code, line, error.to_string());
        }
    };
    let Some(text) = record.text else { return sink.refuse(ProblemCode::BadField, line, "text") };
    finish(
        sink,
        Draft {
            title: record.title.map(Cow::into_owned),
            heading: None,
            paragraphs: plain::paragraphs(&text),
            id: record.id.map(Scalar::text),
            lang: record.lang.map(Cow::into_owned),
            date: record.date.map(Scalar::text),
            source: record.source.map(Cow::into_owned),
            url: record.url.map(Cow::into_owned),
            line,
        },
    );
}
