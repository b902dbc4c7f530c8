//! The words of a block with its spans as signs.

use crate::{Block, Inline, InlineKind};
use std::ops::Range;

/// The words in a range of a block's text, in code points, with signs for its spans, and what would be a sign escaped.
pub(super) fn words(block: &Block, range: Range<usize>) -> String {
    let chars: Vec<char> = block.text.chars().skip(range.start).take(range.len()).collect();
    let mut spans: Vec<(Range<usize>, &Inline)> = block
        .spans
        .iter()
        .filter_map(|span| {
            let start = (span.start as usize).max(range.start).saturating_sub(range.start);
            let end = (span.end as usize).min(range.end).saturating_sub(range.start).min(chars.len());
            let range = trimmed(&chars, start..end);
            (range.start < range.end).then_some((range, span))
        })
        .collect();
    spans.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut out = String::with_capacity(block.text.len());
    let mut open: Vec<(Range<usize>, &Inline)> = Vec::new();
    let mut spans = spans.into_iter().peekable();
    let mut at = 0_usize;
    loop {
        // Signs nest: what ends later than what was begun after it is ended there, too, and begun anew.
        while let Some(first) = open.iter().position(|(range, _)| range.end <= at) {
            let again: Vec<_> = open.drain(first..).collect();
            again.iter().rev().for_each(|(_, span)| out.push_str(&closing(span)));
            for (range, span) in again.into_iter().filter(|(range, _)| range.end > at) {
                out.push_str(opening(span));
                open.push((range, span));
            }
        }
        while let Some((range, span)) = spans.next_if(|(range, _)| range.start <= at) {
            if let Some(verbatim) = verbatim(&chars, &range, span) {
                out.push_str(&verbatim);
                // What lies in it has no signs of its own.
                at = range.end;
                while spans.next_if(|(inner, _)| inner.start < at).is_some() {}
                break;
            }
            out.push_str(opening(span));
            open.push((range, span));
        }
        if open.iter().any(|(range, _)| range.end <= at) {
            continue;
        }
        if spans.peek().is_some_and(|(range, _)| range.start <= at) {
            continue;
        }
        let Some(c) = chars.get(at) else { break };
        let before = at.checked_sub(1).and_then(|before| chars.get(before)).copied();
        if is_sign(*c, before, chars.get(at.saturating_add(1)).copied()) {
            out.push('\\');
        }
        out.push(*c);
        at = at.saturating_add(1);
    }
    out
}

/// A range without white space at its ends, beside which signs are none.
fn trimmed(chars: &[char], range: Range<usize>) -> Range<usize> {
    let words = chars.get(range.clone()).unwrap_or_default();
    let before = words.iter().take_while(|c| c.is_whitespace()).count();
    let after = words.iter().rev().take_while(|c| c.is_whitespace()).count();
    range.start.saturating_add(before)..range.end.saturating_sub(after)
}

/// What stands for a span and all in it, where nothing in it is read as a sign.
fn verbatim(chars: &[char], range: &Range<usize>, span: &Inline) -> Option<String> {
    let text: String = chars.get(range.clone()).unwrap_or_default().iter().collect();
    match &span.kind {
        InlineKind::Code => {
            let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.saturating_add(1));
            let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
            Some(format!("{fence}{space}{text}{space}{fence}"))
        }
        InlineKind::FootnoteRef { label } => Some(format!("[^{label}]")),
        InlineKind::Link { url } => {
            let is_address = *url == text || url.strip_prefix("mailto:") == Some(&text);
            let has_scheme = url.split_once(':').is_some_and(|(scheme, _)| scheme.len() > 1);
            let is_bare = is_address && has_scheme && !text.contains(['<', '>', ' ', '\n']);
            is_bare.then(|| format!("<{text}>"))
        }
        InlineKind::Strong | InlineKind::Emphasis | InlineKind::Strike => None,
    }
}

fn opening(span: &Inline) -> &'static str {
    match span.kind {
        InlineKind::Strong => "**",
        InlineKind::Emphasis => "*",
        InlineKind::Strike => "~~",
        InlineKind::Link { .. } => "[",
        InlineKind::Code | InlineKind::FootnoteRef { .. } => "",
    }
}

fn closing(span: &Inline) -> String {
    match &span.kind {
        InlineKind::Link { url } => format!("]({})", address(url)),
        _ => opening(span).to_owned(),
    }
}

/// An address as it stands in the brackets of a link or picture.
pub(super) fn address(url: &str) -> String {
    if url.is_empty() || url.contains(|c: char| c.is_whitespace() || c.is_control() || "()<>\\".contains(c)) {
        let url: String = url.chars().filter(|c| !matches!(c, '\n' | '\r')).collect();
        return format!("<{}>", url.replace('\\', "\\\\").replace('<', "\\<").replace('>', "\\>"));
    }
    url.to_owned()
}

/// Whether a character would be read as a sign, by what stands beside it.
fn is_sign(c: char, before: Option<char>, after: Option<char>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '*' | '`' | '[' => true,
        '_' => !(is_word(before) && is_word(after)),
        '~' => before == Some('~') || after == Some('~') || is_word(before) || is_word(after),
        '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || "/!?".contains(c)),
        '&' => after.is_some_and(|c| c.is_ascii_alphabetic() || c == '#'),
        '\\' => after.is_none_or(|c| c.is_ascii_punctuation() || c == '\n'),
        _ => false,
    }
}

/// Lines with what would make something else of them escaped.
pub(super) fn escaped_line_starts(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            out.push('\n');
        }
        let digits = line.len().saturating_sub(line.trim_start_matches(|c: char| c.is_ascii_digit()).len());
        let (number, rest) = line.split_at_checked(digits).unwrap_or(("", line));
        if !number.is_empty() && rest.starts_with(['.', ')']) {
            out.extend([number, "\\", rest]);
        } else if line.starts_with(['#', '>', '+', '-', '=', '|', ':']) {
            out.extend(["\\", line]);
        } else {
            out.push_str(line);
        }
    }
    out
}
