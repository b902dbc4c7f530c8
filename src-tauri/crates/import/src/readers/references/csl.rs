//! CSL JSON: an array of records, as Zotero and its like write them.

use super::{LARGEST, Reference, References};
use crate::input::Input;
use crate::readers::reader::{Head, Reader, Sure};
use crate::readers::text;
use crate::sink::{Sink, lines_in};
use crate::told::syntax;
use serde_json::Value;
use serde_json::value::RawValue;
use std::ops::ControlFlow;
use zhimai_model::ProblemKind;

pub(crate) struct Csl;

impl Reader for Csl {
    // They are called as all JSON is; what stands in them tells.
    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        if !head.text.trim_start().starts_with('[') || !matches!(head.extension, "json" | "") {
            return Sure::No;
        }
        let has = |name: &str| head.text.contains(name);
        let is_csl =
            has("\"type\"") && has("\"title\"") && (has("\"date-parts\"") || has("\"container-title\""));
        if is_csl { Sure::ByContent } else { Sure::No }
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        text::read_records(LARGEST, input, sink, read)
    }
}

fn read(sink: &mut Sink<'_>, text: &str) -> ControlFlow<()> {
    let records: Vec<&RawValue> = match serde_json::from_str(text) {
        Ok(records) => records,
        Err(error) => {
            sink.refuse(ProblemKind::BadSyntax(syntax(&error, text)), u32::try_from(error.line()).ok());
            return ControlFlow::Continue(());
        }
    };
    let mut all = References::default();
    let (mut lines, mut counted) = (1_usize, 0_usize);
    for raw in records {
        let at = (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        lines = lines.saturating_add(text.get(counted..at).map_or(0, lines_in));
        counted = at;
        // It was read as JSON before.
        let record: Value = serde_json::from_str(raw.get()).unwrap_or_default();
        all.take(sink, reference(&record, u32::try_from(lines).ok()))?;
    }
    all.end(sink);
    ControlFlow::Continue(())
}

fn reference(record: &Value, line: Option<u32>) -> Reference {
    let text = |name: &str| record.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let container = text("container-title");
    Reference {
        title: text("title"),
        texts: [text("abstract"), text("note")].into_iter().filter(|text| !text.trim().is_empty()).collect(),
        authors: record
            .get("author")
            .and_then(Value::as_array)
            .map(|all| all.iter().map(name).collect())
            .unwrap_or_default(),
        container: if container.is_empty() { text("publisher") } else { container },
        date: record.get("issued").map(date).unwrap_or_default(),
        url: text("URL"),
        doi: text("DOI"),
        line,
    }
}

/// A name: Chinese ones with the family name first and no space.
fn name(author: &Value) -> String {
    let part = |name: &str| author.get(name).and_then(Value::as_str).unwrap_or_default();
    let (family, given, literal) = (part("family"), part("given"), part("literal"));
    if !literal.is_empty() {
        return literal.to_owned();
    }
    if family.chars().chain(given.chars()).all(|c| !c.is_ascii()) {
        return format!("{family}{given}");
    }
    format!("{given} {family}").trim().to_owned()
}

/// `{"date-parts": [[2024, 6, 3]]}`, or a date in words.
fn date(issued: &Value) -> String {
    if let Some(said) = issued.get("raw").or_else(|| issued.get("literal")).and_then(Value::as_str) {
        return said.to_owned();
    }
    let Some(parts) = issued.pointer("/date-parts/0").and_then(Value::as_array) else { return String::new() };
    let number = |value: &Value| value.as_u64().or_else(|| value.as_str()?.parse().ok());
    let parts: Vec<String> = parts.iter().map_while(number).map(|part| format!("{part:02}")).collect();
    parts.join("-")
}
