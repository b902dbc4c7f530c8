//! Definitions of links, which a parser of Markdown passes over: `[1]: https://a.example`. One whose target is no address,
//! such as `[更正]: 應為輝達`, is a sentence.

use std::ops::Range;

/// A definition as it stands in the source.
pub(super) struct Definition {
    /// Where its `[` stands, in bytes.
    pub(super) at: usize,
    /// See [`normal`].
    pub(super) label: String,
    /// True when its target is an address.
    pub(super) is_link: bool,
}

/// A label as references are matched to it: without regard to capitals and how many spaces there are.
pub(super) fn normal(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The definitions in a part of a source that its parser passed over. Nothing else stands there but the marks of lists and
/// quotes.
pub(super) fn find(source: &str, passed_over: Range<usize>, found: &mut Vec<Definition>) {
    let Some(text) = source.get(passed_over.clone()).filter(|text| text.contains("]:")) else { return };
    let mut at = passed_over.start;
    for line in text.split_inclusive('\n') {
        let is_mark =
            |c: char| matches!(c, ' ' | '\t' | '>' | '-' | '+' | '*' | '.' | ')') || c.is_ascii_digit();
        let start = line.trim_start_matches(is_mark);
        if start.starts_with('[') && !start.starts_with("[^") {
            let at = at.saturating_add(line.len().saturating_sub(start.len()));
            let whole = source.get(at..passed_over.end).unwrap_or_default();
            if let Some((label, target)) = whole.get(1..).and_then(|rest| rest.split_once("]:")) {
                found.push(Definition { at, label: normal(label), is_link: is_address(target) });
            }
        }
        at = at.saturating_add(line.len());
    }
}

/// Whether what follows the colon of a definition begins with an address.
fn is_address(target: &str) -> bool {
    const SCHEMES: [&str; 7] = ["mailto:", "tel:", "data:", "urn:", "doi:", "zhimai:", "javascript:"];
    const FILES: [&str; 11] =
        [".html", ".htm", ".md", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".pdf", ".txt"];
    let target = target.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    let target = match target.strip_prefix('<') {
        Some(rest) => rest.split('>').next().unwrap_or_default(),
        None => target.split_whitespace().next().unwrap_or_default(),
    };
    let small = target.to_ascii_lowercase();
    let is_ascii = target.is_ascii();
    small.starts_with(['#', '/', '?']) && is_ascii
        || small.starts_with("./")
        || small.starts_with("../")
        || small.starts_with("www.")
        || SCHEMES.iter().any(|scheme| small.starts_with(scheme))
        || small.split_once("://").is_some_and(|(scheme, _)| {
            !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b))
        })
        || FILES.iter().any(|end| small.ends_with(end))
        || (is_ascii && small.contains('/') && small.contains('.'))
}
