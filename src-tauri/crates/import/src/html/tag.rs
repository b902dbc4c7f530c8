//! Tags of HTML, told from what only looks like one: `<The Information>` is text.

use super::names::{BOOLEANS, NEED_ATTRIBUTES, NEW, OLD, SILENT};

/// A start or end tag of HTML.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    /// In small letters.
    pub(super) name: String,
    pub(super) ends: bool,
    /// Ends with `/>`.
    pub(super) is_empty: bool,
    attributes: Vec<(&'a str, &'a str)>,
}

impl Tag<'_> {
    /// The value of an attribute, as it is written.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}

/// Whether this, from `<` to `>`, is markup that no reader sees. All else that begins so is text.
pub(crate) fn is_markup(html: &str) -> bool {
    is_comment(html) || is_doctype(html) || tag(html).is_some()
}

pub(super) fn is_doctype(html: &str) -> bool {
    html.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"))
}

/// A whole comment.
pub(super) fn is_comment(html: &str) -> bool {
    html.starts_with("<!--") && html.get(2..).is_some_and(|rest| rest.contains("-->"))
}

/// What a block of HTML opens and never closes, so that all that follows would go unseen.
pub(crate) fn unclosed(block: &str) -> Option<&'static str> {
    if block.starts_with("<!--") && !is_comment(block) {
        return Some("<!--");
    }
    let element = tag(block.get(..end_of_tag(block)?)?)?;
    let name = *SILENT.iter().find(|name| **name == element.name && !element.ends && !element.is_empty)?;
    find_end(block, name).is_none().then_some(name)
}

/// The first thing between `<` and `>` of a text that begins with `<`; the whole of it where nothing ends.
pub(crate) fn first_tag(html: &str) -> &str {
    if html.starts_with("<!--") {
        return html;
    }
    end_of_tag(html).and_then(|end| html.get(..end)).unwrap_or(html)
}

/// Where a tag ends that a text begins with, in bytes: after its `>`, which may also stand in a quoted value.
pub(super) fn end_of_tag(html: &str) -> Option<usize> {
    let mut quote = None;
    let mut after_equals = false;
    for (at, b) in html.bytes().enumerate() {
        match (quote, b) {
            (Some(open), _) if b == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if after_equals => quote = Some(b),
            (None, b'>') => return at.checked_add(1),
            (None, b'<') if at > 0 => return None,
            (None, _) => {}
        }
        after_equals = b == b'=' || (after_equals && b.is_ascii_whitespace());
    }
    None
}

/// Reads a tag of HTML; nothing where it is none.
pub(super) fn tag(html: &str) -> Option<Tag<'_>> {
    let inner = html.strip_prefix('<')?.strip_suffix('>')?;
    let (ends, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let (is_empty, inner) = inner.strip_suffix('/').map_or((false, inner), |inner| (true, inner));
    let length = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let (written, rest) = inner.split_at_checked(length)?;
    if !rest.is_empty() && !rest.starts_with(|c: char| c.is_ascii_whitespace()) {
        return None;
    }
    let name = written.to_ascii_lowercase();
    let is_old = OLD.contains(&name.as_str());
    if !is_old && !NEW.contains(&name.as_str()) {
        return None;
    }
    let attributes = attributes(rest)?;
    let has_value = attributes.iter().any(|(_, value)| !value.is_empty());
    // `<TIME>` and `<Meta>` are names; `<TABLE>` and `<Br>` are tags.
    let is_small = name == written;
    let is_capitals = !written.bytes().any(|b| b.is_ascii_lowercase());
    if !is_small && !has_value && !(is_old && (is_capitals || name.len() < 4)) {
        return None;
    }
    if !ends && !has_value && NEED_ATTRIBUTES.contains(&name.as_str()) {
        return None;
    }
    Some(Tag { name, ends, is_empty, attributes })
}

/// Reads a tag as a parser of whole pages writes it, of whatever name.
pub(super) fn any_tag(html: &str) -> Option<Tag<'_>> {
    let inner = html.strip_prefix('<')?.strip_suffix('>')?;
    let (ends, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let length = inner.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(inner.len());
    let (name, mut rest) = inner.split_at_checked(length)?;
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut attributes = Vec::new();
    while let Some((name, after)) = rest.split_once("=\"") {
        let Some((value, after)) = after.split_once('"') else { break };
        attributes.push((name.trim(), value));
        rest = after;
    }
    Some(Tag { name: name.to_ascii_lowercase(), ends, is_empty: false, attributes })
}

/// The attributes of a tag; nothing where what stands there are none.
fn attributes(mut rest: &str) -> Option<Vec<(&str, &str)>> {
    let mut all = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Some(all);
        }
        let length = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(length)?;
        rest = after.trim_start();
        let Some(value) = rest.strip_prefix('=') else {
            if !BOOLEANS.iter().any(|own| own.eq_ignore_ascii_case(name)) {
                return None;
            }
            all.push((name, ""));
            continue;
        };
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '@');
        if name.is_empty() || !name.chars().all(is_name) {
            return None;
        }
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value.get(1..)?.split_once(quote)?,
            _ => value.split_at_checked(value.find(char::is_whitespace).unwrap_or(value.len()))?,
        };
        all.push((name, value));
        rest = after;
    }
}

/// Where the end tag of an element that no page shows stands, in bytes.
pub(super) fn find_end(html: &str, name: &str) -> Option<usize> {
    html.match_indices("</").map(|(at, _)| at).find(|at| {
        let end = at.saturating_add(2).saturating_add(name.len());
        html.get(at.saturating_add(2)..end).is_some_and(|own| own.eq_ignore_ascii_case(name))
            && html.get(end..).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    })
}
