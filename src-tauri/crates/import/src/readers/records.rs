//! Records of JSON: one object an article, each read on its own.

use super::values::{Item, Values};
use crate::encoding::Failure;
use crate::fields::{Field, MAX_VALUE, field};
use crate::finish::{Draft, finish as finish_article};
use crate::html;
use crate::paragraphs::blocks;
use crate::sink::Sink;
use crate::told::{bad_field, left_out_fields, narrow, second_spelling, syntax, too_large};
use serde::Deserialize;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::ControlFlow;
use zhimai_model::{Block, ProblemKind, Syntax};

/// How many names of fields that an article has no place for are told of a file.
const MAX_LEFT_OUT: usize = 30;

/// What is known of a file of JSON as it is read.
#[derive(Default)]
pub(super) struct Records {
    values: Values,
    /// Fields that an article has no place for.
    left_out: BTreeSet<String>,
    /// Whether there was anything at all.
    any: bool,
}

impl Records {
    /// One line of JSON Lines; a blank one is nothing.
    pub(super) fn line(&mut self, sink: &mut Sink<'_>, line: &str, number: u32) {
        tell_damage(sink, line, number);
        let line = line.trim();
        if !line.is_empty() {
            self.any = true;
            self.record(sink, line, Some(number));
        }
    }

    /// A line that is longer than what is taken in.
    pub(super) fn long_line(&mut self, sink: &mut Sink<'_>, number: u32) {
        self.item(sink, Item::TooLong { line: number });
    }

    /// The next part of a file that is an array of objects, an object, or several.
    pub(super) fn part(&mut self, sink: &mut Sink<'_>, part: &str) {
        let mut values = std::mem::take(&mut self.values);
        values.feed(part, sink.options.max_line, &mut |item| self.item(sink, item));
        self.values = values;
    }

    /// The end of such a file.
    pub(super) fn end(&mut self, sink: &mut Sink<'_>) {
        let mut values = std::mem::take(&mut self.values);
        values.end(&mut |item| self.item(sink, item));
        if let Some(line) = values.open_array() {
            // What stands before is in.
            let what = ProblemKind::BadSyntax(Syntax::Unfinished);
            if self.any {
                sink.tell(what, Some(line));
            } else {
                sink.refuse(what, Some(line));
            }
            self.any = true;
        }
        self.tell_left_out(sink);
    }

    /// Tells of fields that were left out, and of a file with nothing in it.
    pub(super) fn tell_left_out(&mut self, sink: &mut Sink<'_>) {
        if !self.any {
            sink.refuse(ProblemKind::Empty, None);
        }
        if !self.left_out.is_empty() {
            sink.tell(left_out_fields(std::mem::take(&mut self.left_out)), None);
        }
    }

    fn item(&mut self, sink: &mut Sink<'_>, item: Item<'_>) {
        self.any = true;
        match item {
            Item::TooLong { line } => {
                sink.refuse(too_large(sink.options.max_line), Some(line));
            }
            Item::Nothing { line } => sink.refuse(ProblemKind::BadSyntax(Syntax::NoValue), Some(line)),
            Item::Trailing { line } => sink.refuse(ProblemKind::BadSyntax(Syntax::Trailing), Some(line)),
            Item::Value { text, line, is_only } => {
                tell_damage(sink, text, line);
                self.record(sink, text, Some(line).filter(|_| !is_only));
            }
        }
    }

    fn record(&mut self, sink: &mut Sink<'_>, json: &str, line: Option<u32>) {
        // Several articles in a line of JSON Lines.
        if json.starts_with('[')
            && let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(json)
            && items.iter().any(|item| holds_text(item.get()))
        {
            return items.iter().for_each(|item| self.record(sink, item.get(), line.or(Some(1))));
        }
        match read_record(json) {
            Ok(fields) => self.fields(sink, json, fields, line, 0),
            Err(Syntax::Json { .. }) => {
                // Many programs write line ends into strings as they are.
                let mended = escaped(json);
                match read_record(&mended) {
                    Ok(fields) => self.fields(sink, &mended, fields, line, 0),
                    Err(why) => sink.refuse(ProblemKind::BadSyntax(why), line),
                }
            }
            Err(why) => sink.refuse(ProblemKind::BadSyntax(why), line),
        }
    }

    /// Takes the fields of an object: an article, or what is wrapped around articles.
    fn fields(
        &mut self,
        sink: &mut Sink<'_>,
        json: &str,
        fields: Vec<(String, &RawValue)>,
        line: Option<u32>,
        depth: usize,
    ) {
        let has_text =
            fields.iter().any(|(name, raw)| field(name) == Some(Field::Text) && raw.get() != "null");
        if !has_text && depth < MAX_WRAPPED && self.wrapped(sink, json, &fields, line, depth) {
            return;
        }
        let mut draft = Draft { line, ..Draft::default() };
        let mut text: Option<Vec<Block>> = None;
        let (mut misfit, mut is_empty) = (None, false);
        let mut left_out = Vec::new();
        for (name, raw) in fields {
            let Some(field) = field(&name) else {
                if raw.get() != "null" {
                    left_out.push(name);
                }
                continue;
            };
            if field == Field::Text {
                match read_text(raw) {
                    Ok((more, _)) if more.is_empty() => is_empty |= raw.get().starts_with('"'),
                    Ok((more, _)) if text.as_ref() == Some(&more) => {}
                    Ok((more, hidden)) if text.is_none() => {
                        text = Some(more);
                        if let Some(hidden) = hidden {
                            sink.tell(hidden, line);
                        }
                    }
                    Ok((more, _)) => {
                        let words: Vec<&str> = more.iter().map(|block| block.text.as_str()).collect();
                        sink.tell(second_spelling(&name, words.join(" ")), line);
                    }
                    Err(_) if text.is_some() => sink.tell(bad_field(&name), line),
                    Err(error) => misfit = Some((name, syntax(&error, raw.get()))),
                }
                continue;
            }
            let value = Some(raw.get()).filter(|raw| raw.len() <= MAX_VALUE);
            match value.and_then(|raw| serde_json::from_str::<Value>(raw).ok()) {
                Some(value) => draft.set(sink, line, (&name, field), value),
                None => sink.tell(bad_field(&name), line),
            }
        }
        draft.source_as_url();
        match (text, misfit) {
            (Some(text), misfit) => {
                if let Some((name, _)) = misfit {
                    sink.tell(bad_field(&name), line);
                }
                let room = MAX_LEFT_OUT.saturating_sub(self.left_out.len());
                self.left_out.extend(left_out.iter().take(room).map(|name| name.chars().take(60).collect()));
                draft.blocks = text;
                finish_article(sink, draft);
            }
            (None, Some((_, why @ Syntax::Json { .. }))) => sink.refuse(ProblemKind::BadSyntax(why), line),
            (None, Some((name, _))) => sink.refuse(bad_field(&name), line),
            (None, None) if is_empty => sink.refuse(ProblemKind::Empty, line),
            (None, None) => sink.refuse(bad_field("text"), line),
        }
    }

    /// Takes the articles in an object that is none: those of every array of objects in it. Says whether there were any.
    fn wrapped(
        &mut self,
        sink: &mut Sink<'_>,
        json: &str,
        fields: &[(String, &RawValue)],
        line: Option<u32>,
        depth: usize,
    ) -> bool {
        let first_line = line.unwrap_or(1);
        let line_of = |raw: &RawValue| {
            let before = (raw.get().as_ptr() as usize).checked_sub(json.as_ptr() as usize);
            let before = before.and_then(|at| json.get(..at)).unwrap_or_default();
            u32::try_from(before.matches('\n').count())
                .map_or(first_line, |more| first_line.saturating_add(more))
        };
        let mut any = false;
        let mut left_out = Vec::new();
        for (name, raw) in fields {
            let items = serde_json::from_str::<Vec<&RawValue>>(raw.get()).unwrap_or_default();
            let objects: Vec<_> = items.into_iter().filter(|item| item.get().starts_with('{')).collect();
            if objects.iter().any(|item| holds_text(item.get())) {
                any = true;
                for item in objects {
                    match read_record(item.get()) {
                        Ok(fields) => self.fields(sink, item.get(), fields, Some(line_of(item)), MAX_WRAPPED),
                        Err(why) => sink.refuse(ProblemKind::BadSyntax(why), Some(line_of(item))),
                    }
                }
            } else if raw.get().starts_with('{')
                && let Ok(inner) = read_record(raw.get())
                && self.wrapped_or_article(sink, raw.get(), inner, line_of(raw), depth)
            {
                any = true;
            } else if raw.get() != "null" {
                left_out.push(name);
            }
        }
        if any {
            let room = MAX_LEFT_OUT.saturating_sub(self.left_out.len());
            self.left_out.extend(left_out.iter().take(room).map(|name| name.chars().take(60).collect()));
        }
        any
    }

    /// The same for an object in one that is no article; it may be one itself.
    fn wrapped_or_article(
        &mut self,
        sink: &mut Sink<'_>,
        json: &str,
        fields: Vec<(String, &RawValue)>,
        line: u32,
        depth: usize,
    ) -> bool {
        if holds_text(json) {
            self.fields(sink, json, fields, Some(line), MAX_WRAPPED);
            return true;
        }
        let depth = depth.saturating_add(1);
        depth < MAX_WRAPPED && self.wrapped(sink, json, &fields, Some(line), depth)
    }
}

/// Ends an input that came in pieces: `end` tells what is known at its end only.
pub(super) fn finish(
    sink: &mut Sink<'_>,
    done: Result<usize, Failure>,
    flow: ControlFlow<()>,
    end: impl FnOnce(&mut Sink<'_>),
) -> ControlFlow<()> {
    match done {
        Err(failure) => sink.fail(failure),
        Ok(mixed) if flow.is_continue() => {
            if mixed > 0 {
                sink.tell(ProblemKind::MixedEncodings { lines: narrow(mixed) }, None);
            }
            end(sink);
        }
        Ok(_) => {}
    }
    flow
}

/// How many objects may be around articles.
const MAX_WRAPPED: usize = 4;

/// The fields of an object; or why there are none.
fn read_record(json: &str) -> Result<Vec<(String, &RawValue)>, Syntax> {
    if !json.starts_with('{') {
        let is_json = json.starts_with(['[', '"', '-', 't', 'f', 'n'])
            || json.starts_with(|c: char| c.is_ascii_digit());
        return Err(match serde_json::from_str::<IgnoredAny>(json) {
            Err(error) if !is_json => syntax(&error, json),
            _ => Syntax::NoObject,
        });
    }
    serde_json::from_str::<Record<'_>>(json)
        .map(|Record(fields)| fields)
        .map_err(|error| syntax(&error, json))
}

/// Whether an object has a text.
fn holds_text(json: &str) -> bool {
    read_record(json).is_ok_and(|fields| {
        fields.iter().any(|(name, raw)| {
            field(name) == Some(Field::Text) && read_text(raw).is_ok_and(|(text, _)| !text.is_empty())
        })
    })
}

/// The blocks of a text: a string, several, or HTML in `{"rendered": …}`, as some programs wrap it; and what of HTML was
/// left out because no page shows it.
fn read_text(raw: &RawValue) -> Result<(Vec<Block>, Option<ProblemKind>), serde_json::Error> {
    #[derive(Deserialize)]
    struct Rendered {
        rendered: String,
    }
    let of = |text: &str| match html::is_html(text) {
        true => html::blocks(text),
        false => (blocks(text), None),
    };
    match raw.get().as_bytes().first() {
        Some(b'[') => serde_json::from_str::<Vec<String>>(raw.get())
            .map(|all| (all.iter().flat_map(|text| blocks(text)).collect(), None)),
        Some(b'{') => serde_json::from_str::<Rendered>(raw.get()).map(|html| html::blocks(&html.rendered)),
        _ => serde_json::from_str::<Option<String>>(raw.get()).map(|text| of(&text.unwrap_or_default())),
    }
}

/// JSON whose strings have control characters in them, with these escaped.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len().saturating_add(16));
    let (mut in_string, mut is_escaped) = (false, false);
    for c in json.chars() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = in_string,
            '"' => in_string = !in_string,
            '\0'..='\u{1f}' if in_string => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
                continue;
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

fn tell_damage(sink: &mut Sink<'_>, text: &str, line: u32) {
    let places = text.matches('\u{fffd}').count();
    if places > 0 {
        sink.tell(ProblemKind::BadEncoding { encoding: None, places: narrow(places) }, Some(line));
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

#[cfg(test)]
mod tests {
    use crate::tests::told_of;
    use crate::{Options, read};

    fn check(name: &str, text: &str, line: Option<u32>, detail: &str) {
        let output = read(name, text.as_bytes(), &Options::default());
        let told: Vec<_> = output.problems.iter().map(|p| (p.place.line, told_of(&p.what))).collect();
        assert_eq!(told, [(line, detail.to_owned())], "{text}");
    }

    #[test]
    fn what_is_wrong_names_the_field_and_the_line_once() {
        check("a.jsonl", "\n{\"title\":[5],\"text\":\"x\"}", Some(2), "title");
        check("a.jsonl", "\n{\"title\":\"x\",\"text\":5}", Some(2), "text");
        check("a.jsonl", "{\"title\":\"x\",\"content\":[5]}", Some(1), "content");
        check("a.jsonl", "{\"id\":{},\"text\":\"x\"}", Some(1), "id");
        check("a.jsonl", "{\"text\":\"x\",\"text\":\"y\"}", Some(1), "text: y");
        check("a.jsonl", "\n\n{\"id\":", Some(3), "Unfinished");
        check("a.json", "[{\"text\":\"x\"},\n {\"text\":[]}]", Some(2), "text");
        check("a.json", "[{\"text\":\"x\"},\n x]", Some(2), "Json { near: \"x\" }");
    }

    /// The line of a problem, its detail, and whether something was refused.
    type Told = (Option<u32>, String, bool);

    fn articles(name: &str, text: &str) -> (Vec<(String, String)>, Vec<Told>) {
        let output = read(name, text.as_bytes(), &Options::default());
        let of =
            |a: zhimai_model::Article| (a.body.title.clone(), a.body.texts().collect::<Vec<_>>().join("|"));
        let problems =
            output.problems.into_iter().map(|p| (p.place.line, told_of(&p.what), p.refused)).collect();
        (output.articles.into_iter().map(of).collect(), problems)
    }

    fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(title, text)| ((*title).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn articles_in_wrappings() {
        for wrapped in [
            r#"{"items":[ALL],"total":2}"#,
            r#"{"status":"ok","total":2,"articles":[ALL]}"#,
            r#"{"data":{"page":{"list":[ALL],"total":2}}}"#,
            r#"{"total":2,"feed":{"x":OBJECT,"y":OTHER}}"#,
        ] {
            let (one, two) = (r#"{"title":"甲","text":"一"}"#, r#"{"title":"乙","content":"二"}"#);
            let text = wrapped.replace("ALL", &format!("{one},\n{two}")).replace("OBJECT", one);
            let (found, told) = articles("a.json", &text.replace("OTHER", two));
            assert_eq!(found, pairs(&[("甲", "一"), ("乙", "二")]), "{wrapped}");
            assert!(told.iter().all(|(_, _, refused)| !refused) && told.len() == 1, "{wrapped} {told:?}");
        }
        let (found, told) = articles("a.json", "{\"items\":[{\"text\":\"一\"},\n{\"title\":\"乙\"}]}");
        assert_eq!((found.len(), told), (1, vec![(Some(2), "text".to_owned(), true)]));
        // What stands beside a text is no article, and of what was refused nothing else is said.
        let (found, told) = articles("a.json", r#"{"title":"甲","body":"一","comments":[{"text":"二"}]}"#);
        assert_eq!((found, told.len()), (pairs(&[("甲", "一")]), 1));
        let (_, told) = articles("a.json", r#"{"title":"甲","summary":"一"}"#);
        assert_eq!(told, [(None, "text".to_owned(), true)]);
    }

    #[test]
    fn texts_in_parts_and_in_html() {
        let posts = r#"[{"title":{"rendered":"甲 &#8211; 乙"},"content":{"rendered":"<p>一</p>\n<p>二 &amp; <b>三</b></p>"},"date":{"$date":"2025-11-18T00:00:00Z"}}]"#;
        assert_eq!(articles("a.json", posts), (pairs(&[("甲 – 乙", "一|二 & 三")]), vec![]));
        let found = articles(
            "a.jsonl",
            "{\"title\":\"甲\",\"text\":[\"一\",\"二\"]}\n{\"title\":\"乙\",\"body\":\"<p>三</p><p>四<script>x</script></p>\"}",
        );
        assert_eq!(found.0, pairs(&[("甲", "一|二"), ("乙", "三|四")]));
        assert_eq!(found.1, [(Some(2), "script 1".to_owned(), false)]);
        let several = articles("a.jsonl", r#"[{"title":"甲","text":"一"},{"title":"乙","text":"二"}]"#);
        assert_eq!(several, (pairs(&[("甲", "一"), ("乙", "二")]), vec![]));
        let plain = articles("a.jsonl", r#"{"title":"甲","text":"用 <b> 與 </b>，a<b"}"#);
        assert_eq!(plain.0, pairs(&[("甲", "用 <b> 與 </b>，a<b")]));
    }

    #[test]
    fn line_ends_in_strings_spoil_nothing() {
        let (found, told) = articles(
            "a.json",
            "[{\"title\":\"甲\",\"text\":\"一\n二\n\"},\n{\"title\":\"乙\",\"text\":\"三\t四\r\n\r\n五\"}]",
        );
        assert_eq!((found, told), (pairs(&[("甲", "一|二"), ("乙", "三\t四|五")]), vec![]));
        // One that was not closed ends there.
        let (found, told) = articles("a.json", "[{\"text\":\"一},\n{\"text\":\"二\"},\n{\"text\":\"三\"}]");
        assert_eq!((found, told.len()), (pairs(&[("a", "二"), ("a", "三")]), 1), "{told:?}");
    }
}
