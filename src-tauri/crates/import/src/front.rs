//! The YAML header of a Markdown file.

use crate::Sink;
use crate::finish::Draft;
use serde_json::Value;
use std::collections::BTreeMap;
use zhimai_model::ProblemCode;

/// The most that a header may have, in bytes. What is longer is no header.
const MAX_HEADER: usize = 64 << 10;

/// Reads the header of a text, if it has one, into a draft; gives what follows it.
///
/// A header that cannot be read is a problem, and the text is taken in without it.
pub(crate) fn header<'a>(sink: &mut Sink<'_>, text: &'a str, draft: &mut Draft) -> &'a str {
    let Some((header, body)) = split(text) else { return text };
    // Anchors and depth cost memory and stack; a header of an article needs next to none.
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: 16,
            max_nodes: 4_000,
            max_events: 16_000,
            max_anchors: 64,
            max_aliases: 256,
        },
    };
    match serde_saphyr::from_str_with_options::<BTreeMap<String, Value>>(header, options) {
        Ok(fields) => fill(sink, fields, draft),
        Err(error) => {
            let line = error.location().and_then(|place| u32::try_from(place.line()).ok()?.checked_add(1));
            let detail = error.to_string();
            sink.tell(ProblemCode::BadSyntax, line, detail.lines().next().unwrap_or_default());
        }
    }
    body
}

/// Header and body of a text that opens with a `---` line.
fn split(text: &str) -> Option<(&str, &str)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut end = first.len();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            let header = text.get(first.len()..end)?;
            return Some((header, text.get(end.checked_add(line.len())?..)?));
        }
        end = end.checked_add(line.len())?;
        if end > MAX_HEADER {
            return None;
        }
    }
    None
}

fn fill(sink: &mut Sink<'_>, fields: BTreeMap<String, Value>, draft: &mut Draft) {
    let mut left_out = Vec::new();
    for (name, value) in fields {
        let slot = match name.to_lowercase().as_str() {
            "title" => &mut draft.title,
            "id" => &mut draft.id,
            "lang" | "language" => &mut draft.lang,
            "date" | "published" | "pubdate" => &mut draft.date,
            "source" => &mut draft.source,
            "url" | "link" => &mut draft.url,
            _ => {
                if !value.is_null() {
                    left_out.push(name);
                }
                continue;
            }
        };
        let text = match value {
            Value::Null => continue,
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
                sink.tell(ProblemCode::BadField, None, name);
                continue;
            }
        };
        if !text.trim().is_empty() {
            *slot = Some(text);
        }
    }
    if !left_out.is_empty() {
        sink.tell(ProblemCode::LeftOut, None, left_out.join(", "));
    }
    // A source that is an address is both.
    if let Some(source) =
        draft.source.as_deref().filter(|s| s.starts_with("http://") || s.starts_with("https://"))
    {
        draft.url.get_or_insert_with(|| source.to_owned());
    }
}
