//! The fields of an article as files name them, in a header or in JSON.
//!
//! Each is read by itself: one that cannot be read is told, and the others count.

use crate::Sink;
use crate::finish::Draft;
use serde_json::Value;
use zhimai_model::ProblemCode;

/// What an article has a place for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Id,
    Title,
    Text,
    Lang,
    Date,
    Source,
    Url,
}

/// The most that the value of a field may have beside the text, in bytes as written. Longer ones are told and left out.
pub(crate) const MAX_VALUE: usize = 64 << 10;

/// The field that a name stands for; capitals and the signs between words do not matter.
pub(crate) fn field(name: &str) -> Option<Field> {
    let name: String = name
        .trim()
        .chars()
        .filter(|c| !matches!(c, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .take(32)
        .collect();
    Some(match name.as_str() {
        "id" => Field::Id,
        "title" | "headline" | "標題" | "标题" => Field::Title,
        "text" | "content" | "body" | "內文" | "正文" => Field::Text,
        "lang" | "language" | "語言" | "语言" => Field::Lang,
        "date" | "published" | "pubdate" | "publishedat" | "datepublished" | "publishdate" | "日期" => {
            Field::Date
        }
        "source" | "publisher" | "來源" | "来源" => Field::Source,
        "url" | "link" | "網址" | "网址" => Field::Url,
        _ => return None,
    })
}

impl Draft {
    /// Where a field goes; the text goes elsewhere.
    fn slot(&mut self, field: Field) -> Option<&mut Option<String>> {
        match field {
            Field::Id => Some(&mut self.id),
            Field::Title => Some(&mut self.title),
            Field::Lang => Some(&mut self.lang),
            Field::Date => Some(&mut self.date),
            Field::Source => Some(&mut self.source),
            Field::Url => Some(&mut self.url),
            Field::Text => None,
        }
    }

    /// Takes the value of a field, as written under `name`. The first that says anything counts; another is told.
    pub(crate) fn set(
        &mut self,
        sink: &mut Sink<'_>,
        line: Option<u32>,
        (name, field): (&str, Field),
        value: Value,
    ) {
        let text = match value {
            Value::Null => return,
            Value::Object(mut of) if field == Field::Source => {
                let name_of = ["name", "title", "label"]
                    .iter()
                    .find_map(|key| of.remove(*key)?.as_str().map(str::to_owned));
                if let Some(url) =
                    ["url", "link"].iter().find_map(|key| of.remove(*key)?.as_str().map(str::to_owned))
                {
                    self.url.get_or_insert(url);
                }
                name_of
            }
            Value::Array(values) if field == Field::Source => {
                let names: Option<Vec<_>> = values.into_iter().map(scalar).collect();
                names.map(|names| names.join("、"))
            }
            value => scalar(value),
        };
        let Some(text) = text else { return sink.tell(ProblemCode::BadField, line, name) };
        if text.trim().is_empty() {
            return;
        }
        match self.slot(field) {
            Some(Some(first)) if first.trim() == text.trim() => {}
            Some(Some(_)) | None => sink.tell(ProblemCode::SecondSpelling, line, format!("{name}: {text}")),
            Some(slot) => *slot = Some(text),
        }
    }

    /// A source that is an address is both.
    pub(crate) fn source_as_url(&mut self) {
        let is_address = |source: &&str| source.starts_with("http://") || source.starts_with("https://");
        if let Some(source) = self.source.as_deref().filter(is_address) {
            self.url.get_or_insert_with(|| source.to_owned());
        }
    }
}

fn scalar(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is) => Some(is.to_string()),
        Value::Null => Some(String::new()),
        Value::Array(_) | Value::Object(_) => None,
    }
}
