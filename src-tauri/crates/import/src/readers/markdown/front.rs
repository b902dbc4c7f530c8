//! The header of a Markdown file: YAML between two `---` lines, as people write it, which is rarely valid YAML.
//! TOML between `+++` lines and a JSON object are read the same way, field by field.

use crate::fields::{Field, MAX_VALUE, field};
use crate::finish::Draft;
use crate::sink::{Sink, line_of};
use crate::told::{bad_field, left_out_fields};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;
use zhimai_model::{ProblemKind, Syntax};

/// The most that a header may have, in bytes. What is longer is no header.
const MAX_HEADER: usize = 64 << 10;
/// The longest name of a field, in bytes.
const MAX_NAME: usize = 64;

/// Reads the header of a text, if it has one, into a draft; gives what follows it.
///
/// A block between two `---` lines that has no fields is text. A line of a header that is no field is told, and opens the
/// text.
pub(super) fn header<'a>(sink: &mut Sink<'_>, text: &'a str, draft: &mut Draft) -> Cow<'a, str> {
    // Blank lines and marks of byte order before it are nothing that anybody meant.
    let begun = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if begun.starts_with('{') {
        return Cow::Borrowed(json(sink, text, begun, draft));
    }
    let Some(Split { sign, header, body }) = split(begun) else {
        if is_unended(begun) {
            sink.tell(ProblemKind::BadSyntax(Syntax::HeaderUnended), line_of(text, |c| c == '-' || c == '+'));
        }
        return Cow::Borrowed(text);
    };
    let blank = text.len().saturating_sub(begun.len());
    let blank = text.get(..blank).unwrap_or_default().matches('\n').count();
    let first_line = blank.saturating_add(if sign.is_empty() { 1 } else { 2 });
    let (entries, strays) = entries(header, if sign == "+++" { '=' } else { ':' }, first_line);
    if !header.trim().is_empty() && !is_header(&entries, &strays) {
        // A line under text makes a heading of it; these part blocks.
        return Cow::Owned(format!("***\n{header}***\n{body}"));
    }
    let mut left_out = Vec::new();
    for entry in entries {
        match field(entry.name) {
            Some(known) if known != Field::Text => match entry.value(sign) {
                Some(value) => draft.set(sink, Some(entry.line), (entry.name, known), value),
                None => sink.tell(bad_field(entry.name), Some(entry.line)),
            },
            _ if entry.is_empty() => {}
            _ => left_out.push(entry.name),
        }
    }
    if !left_out.is_empty() {
        left_out.sort_unstable();
        sink.tell(left_out_fields(left_out), None);
    }
    draft.source_as_url();
    if strays.is_empty() {
        return Cow::Borrowed(body);
    }
    for (line, text) in &strays {
        sink.tell(ProblemKind::BadSyntax(Syntax::Stray(text.trim().to_owned())), Some(*line));
    }
    let strays: Vec<&str> = strays.into_iter().map(|(_, text)| text).collect();
    Cow::Owned(format!("{}\n\n{body}", strays.join("\n")))
}

/// A text that has a header.
struct Split<'a> {
    /// What opens the header; nothing where it has only an end, as some programs write it.
    sign: &'static str,
    header: &'a str,
    body: &'a str,
}

/// The parts of a text that opens with a `---` or `+++` line, or with the fields of a header.
fn split(text: &str) -> Option<Split<'_>> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    let sign = ["---", "+++"].into_iter().find(|sign| first.trim_end() == *sign).unwrap_or_default();
    if sign.is_empty() {
        return without_opening(text);
    }
    let mut end = first.len();
    for line in lines {
        let is_end = line.trim_end() == sign || (sign == "---" && line.trim_end() == "...");
        if is_end {
            let header = text.get(first.len()..end)?;
            return Some(Split { sign, header, body: text.get(end.checked_add(line.len())?..)? });
        }
        end = end.checked_add(line.len())?;
        if end > MAX_HEADER {
            return None;
        }
    }
    None
}

/// True when a header begins and has no end: after its sign comes a field that articles have.
fn is_unended(text: &str) -> bool {
    let mut lines = text.lines();
    let separator = match lines.next().map(str::trim_end) {
        Some("---") => ':',
        Some("+++") => '=',
        _ => return false,
    };
    let first = lines.find(|line| !line.trim().is_empty()).and_then(|line| named(line, separator));
    first.is_some_and(|(name, _)| is_known(name))
}

/// Whether a header's field of this name is one that articles have. Their text stands below the header.
fn is_known(name: &str) -> bool {
    field(name).is_some_and(|field| field != Field::Text)
}

/// A header with nothing before it and a `---` line behind it. Every line has to be one of a field, two at least have to be of
/// those that are known, and the first of them.
fn without_opening(text: &str) -> Option<Split<'_>> {
    named(text.lines().next()?, ':').filter(|(name, _)| is_known(name) || *name == "layout")?;
    let mut end = 0_usize;
    for line in text.split_inclusive('\n') {
        if line.trim_end() == "---" {
            let (header, body) = (text.get(..end)?, text.get(end.checked_add(line.len())?..)?);
            let (entries, strays) = entries(header, ':', 1);
            let known = entries.iter().filter(|entry| is_known(entry.name)).count();
            return (known > 1 && strays.is_empty() && is_header(&entries, &strays)).then_some(Split {
                sign: "",
                header,
                body,
            });
        }
        end = end.checked_add(line.len())?;
        if end > MAX_HEADER || line.trim().is_empty() {
            return None;
        }
    }
    None
}

/// A field as written: its first line and those that belong to it.
struct Entry<'a> {
    name: &'a str,
    /// The whole of it, from its name on.
    whole: &'a str,
    /// What stands behind the colon in its first line.
    first: &'a str,
    /// What follows its first line.
    more: &'a str,
    /// The line, from 1.
    line: u32,
}

/// The fields of a header, and the lines that belong to none, with their numbers, of which the first is `first_line`.
fn entries(header: &str, sign: char, first_line: usize) -> (Vec<Entry<'_>>, Vec<(u32, &str)>) {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut strays = Vec::new();
    let (mut at, mut start) = (0_usize, 0_usize);
    let is_blank = |c: char| matches!(c, ' ' | '\t');
    // The whole of it may be set in.
    let indents = header.lines().filter(|line| !line.trim().is_empty());
    let indent = indents.map(|line| line.len().saturating_sub(line.trim_start_matches(is_blank).len()));
    let indent = indent.min().unwrap_or(0);
    let mut in_table = false;
    // What opened a text of several lines in TOML.
    let mut open: Option<&str> = None;
    for (number, line) in (first_line..).zip(header.split_inclusive('\n')) {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let from = at;
        at = at.saturating_add(line.len());
        let line = line.get(indent..).unwrap_or_default();
        let text = line.trim_end();
        // What stands under the name of a table in TOML belongs to that.
        let table =
            Some(text).filter(|_| sign == '=').and_then(|text| text.strip_prefix('[')?.strip_suffix(']'));
        in_table |= table.is_some();
        let is_inside = line.starts_with(is_blank)
            || text.starts_with("- ")
            || matches!(text, "-" | "]" | "}")
            || in_table
            || open.is_some();
        let begun = match table {
            Some(name) => Some((name.trim_matches(['[', ']', ' ']), "")),
            None => named(text, sign).filter(|_| !line.starts_with(is_blank) && !in_table && open.is_none()),
        };
        match open {
            Some(quotes) if text.contains(quotes) => open = None,
            None if sign == '=' => {
                let first = begun.map_or("", |(_, first)| first);
                open = ["\"\"\"", "'''"].into_iter().find(|quotes| first.matches(quotes).count() == 1);
            }
            _ => {}
        }
        if let Some((name, first)) = begun {
            start = from;
            let whole = header.get(from..at).unwrap_or_default();
            entries.push(Entry { name, whole, first, more: "", line: number });
        } else if text.trim().is_empty() || is_inside || text.starts_with('#') {
            if let Some(entry) = entries.last_mut().filter(|_| !text.starts_with('#')) {
                entry.whole = header.get(start..at).unwrap_or_default();
                let first_line = entry.whole.split_inclusive('\n').next().unwrap_or_default().len();
                entry.more = entry.whole.get(first_line..).unwrap_or_default();
            } else if is_inside {
                strays.push((number, text));
            }
        } else {
            strays.push((number, text));
        }
    }
    (entries, strays)
}

/// The name of a field and what stands behind its colon. A colon without a space, or a Chinese one, will do after a name that
/// is known here.
fn named(line: &str, sign: char) -> Option<(&str, &str)> {
    let at = line.find([sign, '：'])?;
    let (name, rest) = line.split_at_checked(at)?;
    let mut rest = rest.chars();
    let colon = rest.next();
    let rest = rest.as_str();
    let name = name.trim().trim_matches(['"', '\'']);
    let is_known = is_known(name);
    let is_name = name.len() <= MAX_NAME
        && !name.is_empty()
        && !name.starts_with(['-', '#', '[', '{', '*', '&', '!', '|', '>']);
    let is_parted =
        sign == '=' || (colon == Some(sign) && (rest.is_empty() || rest.starts_with([' ', '\t'])));
    (is_name && (is_parted || (is_known && !rest.starts_with("//")))).then_some((name, rest.trim()))
}

/// Whether these make a header: a field that an article has a place for, or nothing but lines that only a program writes,
/// and no sentence among them.
fn is_header(entries: &[Entry<'_>], strays: &[(u32, &str)]) -> bool {
    let is_word = |name: &str| name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b));
    let is_sentence =
        |entry: &Entry<'_>| entry.first.ends_with(['。', '！', '？', '.', '!', '?', '，', '；']);
    let is_plain = |entry: &Entry<'_>| is_word(entry.name) && !is_sentence(entry);
    (entries.iter().any(|entry| is_known(entry.name)) && strays.len() <= entries.len())
        || (strays.is_empty() && !entries.is_empty() && entries.iter().all(is_plain))
}

impl Entry<'_> {
    fn is_empty(&self) -> bool {
        matches!(self.first, "" | "~" | "null") && self.more.trim().is_empty()
    }

    /// The value. Nothing where it has one that no text can be made of.
    fn value(&self, sign: &str) -> Option<Value> {
        if self.is_empty() {
            return Some(Value::Null);
        }
        if self.whole.len() > MAX_VALUE {
            return None;
        }
        let one_line = self.more.trim().is_empty();
        if sign == "+++" {
            if (!one_line || self.first.starts_with(['"', '\'', '[']))
                && let Some(value) = toml(self.whole)
            {
                return Some(value);
            }
            return raw(without_quotes(without_remark(self.first)));
        }
        // What YAML would take for a number, a date, true or a remark is the text that stands there.
        if one_line && !self.first.starts_with(['"', '\'', '[', '{', '|', '>']) {
            return raw(without_remark(self.first));
        }
        match yaml(self.whole) {
            // A list in brackets may be one; for a title it is a way to write.
            Some(Value::Array(_))
                if one_line && !matches!(field(self.name), Some(Field::Source | Field::Author)) =>
            {
                raw(self.first)
            }
            Some(value) => Some(value),
            None if one_line => raw(self.first),
            None if self.first.starts_with(['[', '{']) || self.first.is_empty() => None,
            None => {
                let lines: Vec<&str> =
                    std::iter::once(self.first).chain(self.more.lines().map(str::trim)).collect();
                raw(&lines.join(" "))
            }
        }
    }
}

/// What is written, as text. Signs alone say nothing.
fn raw(text: &str) -> Option<Value> {
    text.chars().any(char::is_alphanumeric).then(|| Value::String(text.trim().to_owned()))
}

/// A value without the remark behind it, which begins with `#` between spaces: `#1` and `C#` are none.
fn without_remark(text: &str) -> &str {
    text.split_once(" # ").map_or(text, |(value, _)| value.trim_end())
}

fn without_quotes(text: &str) -> &str {
    let inner = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    inner('"').or_else(|| inner('\'')).unwrap_or(text)
}

/// The value of a field by the rules of YAML.
fn yaml(entry: &str) -> Option<Value> {
    // Anchors and depth cost memory and stack; a field of an article needs next to none.
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: 16,
            max_nodes: 4_000,
            max_events: 16_000,
            max_anchors: 64,
            max_aliases: 256,
        },
    };
    let fields = serde_saphyr::from_str_with_options::<BTreeMap<String, Value>>(entry, options).ok()?;
    fields.into_values().next()
}

/// The value of a field by the rules of TOML.
fn toml(entry: &str) -> Option<Value> {
    let fields = toml::from_str::<toml::Table>(entry).ok()?;
    fields.into_iter().next().and_then(|(_, value)| json_of(value))
}

/// The same in JSON; nothing for a table.
fn json_of(value: toml::Value) -> Option<Value> {
    match value {
        toml::Value::String(text) => Some(Value::String(text)),
        toml::Value::Array(values) => {
            values.into_iter().map(json_of).collect::<Option<_>>().map(Value::Array)
        }
        toml::Value::Table(_) => None,
        toml::Value::Datetime(time) => Some(Value::String(time.to_string())),
        toml::Value::Integer(number) => Some(Value::String(number.to_string())),
        toml::Value::Float(number) => Some(Value::String(number.to_string())),
        toml::Value::Boolean(is) => Some(Value::String(is.to_string())),
    }
}

/// A header that is a JSON object.
fn json<'a>(sink: &mut Sink<'_>, text: &'a str, begun: &'a str, draft: &mut Draft) -> &'a str {
    let head = (0..4).find_map(|less| begun.get(..MAX_HEADER.saturating_sub(less))).unwrap_or(begun);
    let mut values = serde_json::Deserializer::from_str(head).into_iter::<serde_json::Map<String, Value>>();
    let Some(Ok(fields)) = values.next() else { return text };
    let body = begun.get(values.byte_offset()..).unwrap_or_default();
    if !fields.keys().any(|name| is_known(name)) || body.trim().is_empty() {
        return text;
    }
    let mut left_out = Vec::new();
    for (name, value) in fields {
        match field(&name) {
            Some(known) if known != Field::Text => draft.set(sink, None, (&name, known), value),
            _ => left_out.push(name),
        }
    }
    if !left_out.is_empty() {
        sink.tell(left_out_fields(left_out), line_of(text, |c| c == '{'));
    }
    draft.source_as_url();
    body
}
