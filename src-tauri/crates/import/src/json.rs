//! JSON Lines and JSON arrays: one object an article, each read on its own.

use crate::Sink;
use crate::finish::{Draft, finish};
use crate::plain;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;
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
            sink.refuse(ProblemCode::BadSyntax, line, without_place(&error));
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
        Err(error) if error.is_data() => {
            let detail = misfit(json).unwrap_or_else(|| without_place(&error));
            return sink.refuse(ProblemCode::BadField, line, detail);
        }
        Err(error) => return sink.refuse(ProblemCode::BadSyntax, line, without_place(&error)),
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

/// What is wrong, without where: the place in the input is told beside it.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).map_or_else(|| text.clone(), str::to_owned)
}

/// The first field that holds what it cannot, such as a list for a title; nothing where it is not the fields.
fn misfit(json: &str) -> Option<String> {
    let fields: BTreeMap<String, Value> = serde_json::from_str(json).ok()?;
    let fits = |name: &str, value: &Value| match name {
        "id" | "date" | "published" => value.is_null() || value.is_string() || value.is_i64(),
        "title" | "text" | "content" | "body" | "lang" | "language" | "source" | "url" | "link" => {
            value.is_null() || value.is_string()
        }
        _ => true,
    };
    fields.into_iter().find(|(name, value)| !fits(name, value)).map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use crate::{Options, read};

    fn check(name: &str, text: &str, line: Option<u32>, detail: &str) {
        let output = read(name, text.as_bytes(), &Options::default());
        let told: Vec<_> = output.problems.iter().map(|p| (p.place.line, p.detail.as_str())).collect();
        assert_eq!(told, [(line, detail)], "{text}");
    }

    #[test]
    fn what_is_wrong_names_the_field_and_the_line_once() {
        check("a.jsonl", "\n{\"title\":5,\"text\":\"x\"}", Some(2), "title");
        check("a.jsonl", "{\"title\":\"x\",\"content\":[\"x\"]}", Some(1), "content");
        check("a.jsonl", "{\"id\":{},\"text\":\"x\"}", Some(1), "id");
        check("a.jsonl", "{\"text\":\"x\",\"text\":\"y\"}", Some(1), "duplicate field `text`");
        check("a.jsonl", "\n\n{\"id\":", Some(3), "EOF while parsing a value");
        check("a.json", "[{\"text\":\"x\"},\n {\"text\":[]}]", Some(2), "text");
        check("a.json", "[{\"text\":\"x\"},\n x]", Some(2), "expected value");
    }
}
