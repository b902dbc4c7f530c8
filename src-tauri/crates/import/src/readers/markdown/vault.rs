//! What Obsidian and Logseq write into Markdown beside its rules: `[[name]]` and `![[name]]`, properties (`date:: 2025-11-18`),
//! marks and references of blocks, remarks between `%%`. Only in a folder of theirs: elsewhere such signs are text.

use crate::beside::is_part;
use crate::blocks::Builder;
use crate::fields::{Field, field};
use crate::finish::Draft;
use crate::pictures::BY_NAME;
use crate::sink::Sink;
use crate::told::{left_out_fields, narrow};
use serde_json::Value;
use std::collections::HashMap;
use zhimai_model::{InlineKind, ProblemKind};

/// What stands in `![[…]]`: a picture, or a note that would be shown whole.
pub(super) struct Embedded {
    name: String,
    /// Whether words of their own stand behind a bar.
    has_words: bool,
    pub(super) words: String,
}

impl Embedded {
    pub(super) fn of(name: &str, has_words: bool) -> Self {
        Self { name: name.to_owned(), has_words, words: String::new() }
    }

    /// Puts it among the blocks: a picture, with what it shows where that is said; a note as words that lead to it.
    pub(super) fn put(self, out: &mut Builder) {
        let Self { name, has_words, words } = self;
        // `300` and `300x200` say how large it is to be.
        let is_size = words.chars().all(|c| c.is_ascii_digit() || c == 'x');
        if is_part(&name) {
            out.begin_image(format!("{BY_NAME}{name}"));
            if has_words && !is_size {
                out.add(words.trim());
            }
            return out.end_image();
        }
        out.begin_span(InlineKind::Link { url: format!("{BY_NAME}{name}") });
        out.add(if has_words && !is_size { words.trim() } else { &name });
        out.end_span(|kind| matches!(kind, InlineKind::Link { .. }));
    }
}

/// Properties of a block that only the program itself has a use for.
const OWN: [&str; 14] = [
    "id",
    "collapsed",
    "heading",
    "background-color",
    "ls-type",
    "hl-page",
    "hl-color",
    "hl-stamp",
    "hl-type",
    "created-at",
    "updated-at",
    "query-table",
    "query-properties",
    "query-sort-by",
];
/// The longest reference to a block, in bytes.
const REFERENCE: usize = 64;

/// A text by the rules of Markdown alone. What the page says of itself goes into the draft.
pub(super) fn plain(sink: &mut Sink<'_>, text: &str, draft: &mut Draft) -> String {
    let mut out = String::with_capacity(text.len());
    let mut left_out = Vec::new();
    let mut blocks: HashMap<&str, &str> = HashMap::new();
    let (mut at_top, mut fence, mut in_remark, mut remarks) = (true, None, false, 0_usize);
    let mut last = "";
    for (number, line) in (1_u32..).zip(text.split_inclusive('\n')) {
        let bare = line.trim();
        let sign = fence_of(bare);
        if fence.is_some() || sign.is_some() {
            match (fence, sign) {
                (None, sign) => fence = sign,
                (Some(open), Some(sign)) if open == sign => fence = None,
                _ => {}
            }
            (at_top, last) = (false, "");
            out.push_str(line);
            continue;
        }
        let words = bare.strip_prefix("- ").unwrap_or(bare).trim_start();
        if let Some((name, value)) = property(words).filter(|_| !in_remark) {
            let is_own = OWN.contains(&name) || name.starts_with("logseq.");
            if at_top && !is_own {
                let value = value.replace("[[", "").replace("]]", "");
                match field(name) {
                    Some(known) if known != Field::Text => {
                        draft.set(sink, Some(number), (name, known), Value::String(value));
                    }
                    _ => left_out.push(name),
                }
                continue;
            }
            if is_own {
                if name == "id" && !last.is_empty() {
                    blocks.insert(value, last);
                }
                continue;
            }
        }
        at_top &= bare.is_empty();
        if !bare.is_empty() {
            last = words;
        }
        let shown = without_remarks(line, &mut in_remark, &mut remarks);
        let (kept, end) = match shown.strip_suffix('\n') {
            Some(kept) => (kept, "\n"),
            None => (shown.as_str(), ""),
        };
        out.push_str(without_mark(kept));
        out.push_str(end);
    }
    if !left_out.is_empty() {
        left_out.sort_unstable();
        left_out.dedup();
        sink.tell(left_out_fields(left_out), None);
    }
    if remarks > 0 {
        sink.tell(ProblemKind::NotShown { parts: vec![("comment".to_owned(), narrow(remarks))] }, None);
    }
    resolved(&out, &blocks)
}

/// The sign of a line that opens or closes a block of code.
fn fence_of(line: &str) -> Option<char> {
    let line = line.strip_prefix("- ").unwrap_or(line);
    if line.starts_with("```") {
        Some('`')
    } else if line.starts_with("~~~") {
        Some('~')
    } else {
        None
    }
}

/// `name:: value`.
fn property(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once("::")?;
    let is_name = !name.is_empty()
        && name.len() <= REFERENCE
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    (is_name && (value.is_empty() || value.starts_with(' '))).then(|| (name, value.trim()))
}

/// A line without what stands between `%%`. What is opened at its end goes on in the next.
fn without_remarks(line: &str, inside: &mut bool, count: &mut usize) -> String {
    if !*inside && !line.contains("%%") {
        return line.to_owned();
    }
    let mut out = String::new();
    let mut parts = line.split("%%").peekable();
    while let Some(part) = parts.next() {
        if !*inside {
            out.push_str(part);
        }
        if parts.peek().is_some() {
            *count = count.saturating_add(usize::from(!*inside));
            *inside = !*inside;
        }
    }
    if *inside && line.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// A line without the mark at its end that references lead to: ` ^a1b2c3`.
fn without_mark(line: &str) -> &str {
    let is_mark = |mark: &str| {
        !mark.is_empty()
            && mark.len() <= REFERENCE
            && mark.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    match line.trim_end().rsplit_once('^') {
        Some((text, mark)) if is_mark(mark) && (text.is_empty() || text.ends_with(' ')) => text.trim_end(),
        _ => line,
    }
}

/// A text in which what refers to a block of the same page says what that says. Other references stay as they are.
fn resolved(text: &str, blocks: &HashMap<&str, &str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("((") {
        out.push_str(before);
        let found = after.split_once("))").filter(|(id, _)| id.len() <= REFERENCE);
        match found.and_then(|(id, after)| Some((blocks.get(id)?, after))) {
            Some((words, after)) => {
                out.push_str(words);
                rest = after;
            }
            None => {
                out.push_str("((");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}
