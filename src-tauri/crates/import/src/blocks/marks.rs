//! Marks that people write and the rules of Markdown do not know: strong words beside Chinese signs, links with a space in
//! the address.

use crate::paragraphs::is_wide;
use std::ops::Range;
use zhimai_model::InlineKind;

/// What a link says, and its address, have at most so many characters: more is looked at for nothing.
const LONGEST_PART: usize = 2_000;
/// What stands between the words of a link and its address.
pub(super) const MIDDLE: &str = "](http";
/// How many runs of signs are looked through for the one that ends what another began.
const LOOKED_AT: usize = 16;

/// Which signs of Markdown may be left in the words that are added.
#[derive(Clone, Copy, Default, PartialEq)]
pub(crate) enum Signs {
    /// None: a star is a star.
    #[default]
    None,
    /// Those that a parser of Markdown left standing; which ones, is said by [`super::Builder::sign`].
    Ruled,
    /// All: no parser looked at the words.
    Raw,
}

/// What was found in a text.
#[derive(Default)]
pub(super) struct Found {
    /// The signs, in bytes, which are no words.
    pub(super) signs: Vec<Range<usize>>,
    /// What they say of the words between them.
    pub(super) spans: Vec<(Range<usize>, InlineKind)>,
}

/// Finds such marks. `code` and `runs` are ranges of bytes in order: code stays as it is; runs are the signs of strong words
/// that the rules left standing. In a table they come in pairs within a cell.
pub(super) fn find(text: &str, code: &[Range<usize>], runs: &[Range<usize>], is_table: bool) -> Found {
    let mut found = Found::default();
    strong_marks(text, runs, is_table, &mut found);
    let mut from = 0;
    for code in code.iter().chain([&(text.len()..text.len())]) {
        address_marks(text, from..code.start, &mut found);
        from = code.end;
    }
    found
}

/// The runs of two stars in a text that no parser of Markdown looked at.
pub(super) fn runs_of_stars(text: &str) -> Vec<Range<usize>> {
    text.match_indices("**").map(|(at, sign)| at..at.saturating_add(sign.len())).collect()
}

/// The runs that come in pairs around something, and failed by the rules only because a sign stands inside and an ideograph
/// outside of one of them: `**注意：**同樣`.
fn strong_marks(text: &str, runs: &[Range<usize>], is_table: bool, found: &mut Found) {
    let mut at = 0;
    while let Some(opener) = runs.get(at) {
        let sign = text.get(opener.clone()).unwrap_or_default();
        let closer = runs
            .iter()
            .enumerate()
            .skip(at.saturating_add(1))
            .take(LOOKED_AT)
            .find(|(_, closer)| text.get(closer.start..closer.end) == Some(sign));
        let is_within = |closer: &Range<usize>| {
            !is_table || text.get(opener.end..closer.start).is_some_and(|words| !words.contains(['\t', '\n']))
        };
        match closer.filter(|(_, closer)| is_within(closer) && is_pair(text, opener, closer)) {
            Some((next, closer)) => {
                found.signs.extend([opener.clone(), closer.clone()]);
                let kind = match (sign.starts_with('~'), sign.len()) {
                    (true, _) => InlineKind::Strike,
                    (false, 1) => InlineKind::Emphasis,
                    (false, _) => InlineKind::Strong,
                };
                found.spans.push((opener.end..closer.start, kind));
                at = next.saturating_add(1);
            }
            None => at = at.saturating_add(1),
        }
    }
}

fn is_pair(text: &str, opener: &Range<usize>, closer: &Range<usize>) -> bool {
    let before = |at: usize| text.get(..at).and_then(|text| text.chars().last());
    let after = |at: usize| text.get(at..).and_then(|text| text.chars().next());
    let (outer, first) = (before(opener.start), after(opener.end));
    let (last, then) = (before(closer.start), after(closer.end));
    let (Some(first), Some(last)) = (first, last) else { return false };
    if opener.end >= closer.start || first.is_whitespace() || last.is_whitespace() {
        return false;
    }
    // A single sign also marks a remark, as in `甲*、乙*`: it has to stand where a phrase begins and ends.
    if opener.len() == 1 {
        let opens =
            |c| matches!(c, '「' | '『' | '《' | '〈' | '（' | '【' | '“' | '‘' | '"' | '\'' | '(' | '[');
        let closes = |c: char| !c.is_alphanumeric() && !opens(c);
        if !(first.is_alphanumeric() || opens(first)) || !(last.is_alphanumeric() || closes(last)) {
            return false;
        }
    }
    let fails = |outer: Option<char>, inner: char| {
        outer.is_some_and(|outer| outer.is_alphanumeric() && (is_wide(outer) || is_wide(inner)))
            && !inner.is_alphanumeric()
    };
    fails(outer, first) || fails(then, last)
}

/// The signs of links that are none by the rules, because a space stands in the address. What they say stays.
fn address_marks(text: &str, within: Range<usize>, found: &mut Found) {
    let Some(text) = text.get(..within.end) else { return };
    let mut from = within.start;
    let mut search = within.start;
    while let Some(middle) =
        text.get(search..).and_then(|rest| rest.find(MIDDLE)).map(|at| search.saturating_add(at))
    {
        search = middle.saturating_add(MIDDLE.len());
        let address_at = middle.saturating_add(2);
        let Some(open) = text.get(from..middle).and_then(label).map(|at| from.saturating_add(at)) else {
            continue;
        };
        let Some(length) = text.get(address_at..).and_then(address) else { continue };
        // An image has one more sign.
        let is_image = text.get(from..open).is_some_and(|before| before.ends_with('!'));
        let start = if is_image { open.saturating_sub(1) } else { open };
        from = address_at.saturating_add(length).saturating_add(1);
        let words = open.saturating_add(1)..middle;
        found.signs.extend([start..words.start, middle..from]);
        let url = text.get(address_at..from.saturating_sub(1)).unwrap_or_default().trim();
        found.spans.push((words, InlineKind::Link { url: url.to_owned() }));
        search = from;
    }
}

/// Where the square bracket opens that closes right after this text; brackets in between come in pairs.
fn label(before: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in before.char_indices().rev().take(LONGEST_PART) {
        match c {
            ']' => depth += 1,
            '[' if depth == 0 => return Some(at),
            '[' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The length in bytes of an address up to the bracket that ends it; brackets in it come in pairs. No line ends in it.
fn address(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().take(LONGEST_PART) {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
    }
    None
}
