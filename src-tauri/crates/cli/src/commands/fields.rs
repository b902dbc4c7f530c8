//! The fields of things that are known, as options of the command line give them.

use crate::known::{ClaimFields, EntityFields, EventFields, TermFields};
use serde_json::{Map, Value, json};

/// The fields of a thing by their names.
pub(crate) type Fields = Map<String, Value>;

/// Options that are put into the fields of a thing.
pub(crate) trait Options {
    /// Puts what was given into the fields; what was not given stays.
    fn put(&self, fields: &mut Fields);
}

/// Puts a value in, where one was given.
fn set(fields: &mut Fields, field: &str, value: Option<impl Into<Value>>) {
    fields.extend(value.map(|value| (field.to_owned(), value.into())));
}

/// Puts a value into a field of a field.
fn set_in(fields: &mut Fields, field: &str, inner: &str, value: Option<&String>) {
    if let Some(value) = value {
        match fields.entry(field).or_insert_with(|| json!({})) {
            Value::Object(fields) => drop(fields.insert(inner.to_owned(), json!(value))),
            other => *other = json!({ inner: value }),
        }
    }
}

/// Adds to a list what is not in it, whatever `same` says; an empty one takes all away.
fn add(
    fields: &mut Fields,
    field: &str,
    given: &[String],
    make: impl Fn(&str) -> Value,
    same: impl Fn(&Value, &Value) -> bool,
) {
    if given.is_empty() {
        return;
    }
    let mut list = match fields.remove(field) {
        Some(Value::Array(list)) => list,
        _ => Vec::new(),
    };
    for one in given {
        if one.trim().is_empty() {
            list.clear();
            continue;
        }
        let made = make(one.trim());
        match list.iter_mut().find(|there| same(there, &made)) {
            Some(there) => *there = made,
            None => list.push(made),
        }
    }
    fields.insert(field.to_owned(), Value::Array(list));
}

fn word(text: &str) -> Value {
    json!(text)
}

/// `NAME=KIND`, where the part after the sign is a word of small letters; otherwise all of it is the name.
fn parted(text: &str) -> (&str, Option<&str>) {
    match text.rsplit_once('=') {
        Some((name, kind))
            if kind.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !kind.is_empty() =>
        {
            (name, Some(kind))
        }
        _ => (text, None),
    }
}

impl Options for EntityFields {
    fn put(&self, fields: &mut Fields) {
        set(fields, "kind", self.kind.clone());
        for (region, name) in [
            ("en", &self.name_en),
            ("zh_tw", &self.name_tw),
            ("zh_hk", &self.name_hk),
            ("zh_cn", &self.name_cn),
        ] {
            set_in(fields, "names", region, name.as_ref());
        }
        let alias = |text: &str| {
            let (name, kind) = parted(text);
            json!({ "text": name, "kind": kind.unwrap_or("alias") })
        };
        add(fields, "aliases", &self.alias, alias, |a, b| a.get("text") == b.get("text"));
        set_in(fields, "description", "zh", self.about_zh.as_ref());
        set_in(fields, "description", "en", self.about_en.as_ref());
        let tie = |text: &str| {
            let (kind, target) = text.split_once('=').unwrap_or((text, ""));
            json!({ "kind": kind, "target": target })
        };
        add(fields, "relations", &self.tie, tie, |a, b| a == b);
        set(fields, "ticker", self.ticker.clone());
        set(fields, "founded", self.founded);
    }
}

impl Options for EventFields {
    fn put(&self, fields: &mut Fields) {
        set(fields, "date", self.date.clone());
        set(fields, "kind", self.kind.clone());
        set_in(fields, "title", "zh", self.title_zh.as_ref());
        set_in(fields, "title", "en", self.title_en.as_ref());
        set_in(fields, "summary", "zh", self.summary_zh.as_ref());
        set_in(fields, "summary", "en", self.summary_en.as_ref());
        add(fields, "participants", &self.participant, word, |a, b| a == b);
    }
}

impl Options for ClaimFields {
    fn put(&self, fields: &mut Fields) {
        set(fields, "event", self.event.clone());
        set_in(fields, "text", "zh", self.text_zh.as_ref());
        set_in(fields, "text", "en", self.text_en.as_ref());
        for (field, value) in [
            ("quote", &self.quote),
            ("from", &self.from),
            ("to", &self.to),
            ("flow", &self.flow),
            ("status", &self.status),
            ("said_by", &self.said_by),
        ] {
            set(fields, field, value.clone());
        }
        if let Some(low) = self.sum {
            let mut amount = match fields.remove("amount") {
                Some(Value::Object(amount)) => amount,
                _ => Fields::new(),
            };
            set(&mut amount, "low", Some(low));
            set(&mut amount, "high", Some(self.sum_to.unwrap_or(low)));
            for (field, given, usual) in
                [("currency", &self.currency, "USD"), ("qualifier", &self.qualifier, "exactly")]
            {
                set(&mut amount, field, given.clone());
                amount.entry(field).or_insert_with(|| json!(usual));
            }
            fields.insert("amount".to_owned(), Value::Object(amount));
        }
        let source = |publisher: &str| json!({ "publisher": publisher });
        add(fields, "sources", &self.source, source, |a, b| a == b);
        if let Some(Value::Object(last)) =
            fields.get_mut("sources").and_then(|s| s.as_array_mut()?.last_mut())
        {
            set(last, "url", self.url.clone());
            set(last, "date", self.published.clone());
        }
        set(fields, "same_as", self.same_as.clone());
        for (field, claims) in
            [("conflicts_with", &self.against), ("includes", &self.includes), ("ends", &self.ends)]
        {
            add(fields, field, claims, word, |a, b| a == b);
        }
    }
}

impl Options for TermFields {
    fn put(&self, fields: &mut Fields) {
        set(fields, "zh", self.zh.clone());
        set(fields, "zh_cn", self.zh_cn.clone());
        add(fields, "en", &self.en, word, |a, b| a == b);
        set(fields, "pinyin", self.pinyin.clone());
        set_in(fields, "definition", "zh", self.definition_zh.as_ref());
        set_in(fields, "definition", "en", self.definition_en.as_ref());
        set(fields, "entity", self.entity.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_kind_is_parted_and_any_other_is_whole() {
        assert_eq!(parted("老黃=nickname"), ("老黃", Some("nickname")));
        assert_eq!(parted("E=mc2"), ("E=mc2", None));
        assert_eq!(parted("a="), ("a=", None));
    }
}
