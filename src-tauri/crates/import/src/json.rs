//! JSON Lines, JSON arrays, and JSON objects one after the other: one object an article, each read on its own.

use crate::Sink;
use crate::fields::{Field, MAX_VALUE, field};
use crate::finish::{Draft, finish};
use crate::plain;
use crate::values::{Item, Values};
use serde::Deserialize;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeSet;
use std::fmt;
use zhimai_model::ProblemCode;

/// How many names of fields that an article has no place for are told of a file.
const MAX_LEFT_OUT: usize = 30;

/// What is known of a file of JSON as it is read.
#[derive(Default)]
pub(crate) struct Reader {
    values: Values,
    /// Fields that an article has no place for.
    left_out: BTreeSet<String>,
    /// Whether there was anything at all.
    any: bool,
}

impl Reader {
    /// One line of JSON Lines; a blank one is nothing.
    pub(crate) fn line(&mut self, sink: &mut Sink<'_>, line: &str, number: u32) {
        let line = line.trim();
        if !line.is_empty() {
            self.any = true;
            self.record(sink, line, Some(number));
        }
    }

    /// The same, of a file that is read as it comes.
    pub(crate) fn text_line(&mut self, sink: &mut Sink<'_>, line: &str, number: u32) {
        tell_damage(sink, line, number);
        self.line(sink, line, number);
    }

    /// A line that is longer than what is taken in.
    pub(crate) fn long_line(&mut self, sink: &mut Sink<'_>, number: u32) {
        self.item(sink, Item::TooLong { line: number });
    }

    /// The next part of a file that is an array of objects, an object, or several.
    pub(crate) fn part(&mut self, sink: &mut Sink<'_>, part: &str) {
        let mut values = std::mem::take(&mut self.values);
        values.feed(part, sink.options.max_line, &mut |item| self.item(sink, item));
        self.values = values;
    }

    /// The end of such a file.
    pub(crate) fn end(&mut self, sink: &mut Sink<'_>) {
        let mut values = std::mem::take(&mut self.values);
        values.end(&mut |item| self.item(sink, item));
        if let Some(line) = values.open_array() {
            // What stands before is in.
            let why = "EOF while parsing a list";
            if self.any {
                sink.tell(ProblemCode::BadSyntax, Some(line), why);
            } else {
                sink.refuse(ProblemCode::BadSyntax, Some(line), why);
            }
            self.any = true;
        }
        self.tell_left_out(sink);
    }

    /// Tells of fields that were left out, and of a file with nothing in it.
    pub(crate) fn tell_left_out(&mut self, sink: &mut Sink<'_>) {
        if !self.any {
            sink.refuse(ProblemCode::Empty, None, String::new());
        }
        if !self.left_out.is_empty() {
            let names: Vec<String> = std::mem::take(&mut self.left_out).into_iter().collect();
            sink.tell(ProblemCode::LeftOut, None, names.join(", "));
        }
    }

    fn item(&mut self, sink: &mut Sink<'_>, item: Item<'_>) {
        self.any = true;
        match item {
            Item::TooLong { line } => {
                sink.refuse(ProblemCode::TooLarge, Some(line), sink.options.max_line.to_string());
            }
            Item::Nothing { line } => sink.refuse(ProblemCode::BadSyntax, Some(line), "expected value"),
            Item::Trailing { line } => sink.refuse(ProblemCode::BadSyntax, Some(line), "trailing characters"),
            Item::Value { text, line, is_only } => {
                tell_damage(sink, text, line);
                self.record(sink, text, Some(line).filter(|_| !is_only));
            }
        }
    }

    fn record(&mut self, sink: &mut Sink<'_>, json: &str, line: Option<u32>) {
        if !json.starts_with('{') {
            let is_json = json.starts_with(['[', '"', '-', 't', 'f', 'n'])
                || json.starts_with(|c: char| c.is_ascii_digit());
            let why = match serde_json::from_str::<IgnoredAny>(json) {
                Err(error) if !is_json => without_place(&error),
                _ => "not an object".to_owned(),
            };
            return sink.refuse(ProblemCode::BadSyntax, line, why);
        }
        let Record(fields) = match serde_json::from_str(json) {
            Ok(record) => record,
            Err(error) => return sink.refuse(ProblemCode::BadSyntax, line, without_place(&error)),
        };
        let mut draft = Draft { line, ..Draft::default() };
        let mut text: Option<String> = None;
        let mut misfit = None;
        for (name, raw) in fields {
            let Some(field) = field(&name) else {
                if raw.get() != "null" && self.left_out.len() < MAX_LEFT_OUT {
                    self.left_out.insert(name.chars().take(60).collect());
                }
                continue;
            };
            if field == Field::Text {
                match serde_json::from_str::<Option<String>>(raw.get()) {
                    Ok(None) => {}
                    Ok(Some(more)) if text.as_ref().is_none_or(|text| text.trim().is_empty()) => {
                        text = Some(more)
                    }
                    Ok(Some(more)) if more.trim().is_empty() || text.as_ref() == Some(&more) => {}
                    Ok(Some(more)) => sink.tell(ProblemCode::SecondSpelling, line, format!("{name}: {more}")),
                    Err(_) if text.is_some() => sink.tell(ProblemCode::BadField, line, name),
                    Err(error) => misfit = Some((name, error)),
                }
                continue;
            }
            let value = Some(raw.get()).filter(|raw| raw.len() <= MAX_VALUE);
            match value.and_then(|raw| serde_json::from_str::<Value>(raw).ok()) {
                Some(value) => draft.set(sink, line, (&name, field), value),
                None => sink.tell(ProblemCode::BadField, line, name),
            }
        }
        draft.source_as_url();
        match (text, misfit) {
            (Some(text), misfit) => {
                if let Some((name, _)) = misfit {
                    sink.tell(ProblemCode::BadField, line, name);
                }
                draft.paragraphs = plain::paragraphs(&text);
                finish(sink, draft);
            }
            (None, Some((_, error))) if !error.is_data() => {
                sink.refuse(ProblemCode::BadSyntax, line, without_place(&error));
            }
            (None, Some((name, _))) => sink.refuse(ProblemCode::BadField, line, name),
            (None, None) => sink.refuse(ProblemCode::BadField, line, "text"),
        }
    }
}

fn tell_damage(sink: &mut Sink<'_>, text: &str, line: u32) {
    let places = text.matches('\u{fffd}').count();
    // Of pasted text it is told once for all.
    if places > 0 && sink.text.is_none() {
        sink.tell(ProblemCode::BadEncoding, Some(line), places.to_string());
    }
}

/// The fields of an object as they stand in it, in order, with those of one name twice.
struct Record<'a>(Vec<(String, &'a RawValue)>);

/// How many fields of an object are looked at.
const MAX_FIELDS: usize = 1_000;

impl<'de> Deserialize<'de> for Record<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Record<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(name) = map.next_key::<String>()? {
                    let value = map.next_value::<&RawValue>()?;
                    if fields.len() < MAX_FIELDS || field(&name).is_some() {
                        fields.push((name, value));
                    }
                }
                Ok(Record(fields))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

/// What is wrong, without where: the place in the input is told beside it.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).map_or_else(|| text.clone(), str::to_owned)
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
        check("a.jsonl", "\n{\"title\":[5],\"text\":\"x\"}", Some(2), "title");
        check("a.jsonl", "\n{\"title\":\"x\",\"text\":5}", Some(2), "text");
        check("a.jsonl", "{\"title\":\"x\",\"content\":[\"x\"]}", Some(1), "content");
        check("a.jsonl", "{\"id\":{},\"text\":\"x\"}", Some(1), "id");
        check("a.jsonl", "{\"text\":\"x\",\"text\":\"y\"}", Some(1), "text: y");
        check("a.jsonl", "\n\n{\"id\":", Some(3), "EOF while parsing a value");
        check("a.json", "[{\"text\":\"x\"},\n {\"text\":[]}]", Some(2), "text");
        check("a.json", "[{\"text\":\"x\"},\n x]", Some(2), "expected value");
    }
}
