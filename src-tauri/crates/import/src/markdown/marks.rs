//! Marks that people write and the rules of Markdown do not know: strong words beside Chinese signs, links with a space in
//! the address.

use crate::plain::is_wide;
use std::borrow::Cow;
use std::ops::Range;

/// What a link says, and its address, have at most so many characters: more is looked at for nothing.
const LONGEST_PART: usize = 2_000;
/// How many runs of signs are looked through for the one that ends what another began.
const LOOKED_AT: usize = 16;

/// A text without such marks. `code` and `runs` are ranges of bytes in order: code stays as it is; runs are the signs of
/// strong words that the rules left standing.
pub(super) fn without_marks<'a>(text: &'a str, code: &[Range<usize>], runs: &[Range<usize>]) -> Cow<'a, str> {
    let mut marks = strong_marks(text, runs);
    let mut from = 0;
    for code in code.iter().chain([&(text.len()..text.len())]) {
        address_marks(text, from..code.start, &mut marks);
        from = code.end;
    }
    if marks.is_empty() {
        return Cow::Borrowed(text);
    }
    marks.sort_by_key(|mark| mark.start);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for mark in marks {
        out.push_str(text.get(from..mark.start).unwrap_or_default());
        from = from.max(mark.end);
    }
    out.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

/// The runs of two stars in a text that no parser of Markdown looked at.
pub(super) fn runs_of_stars(text: &str) -> Vec<Range<usize>> {
    text.match_indices("**").map(|(at, sign)| at..at.saturating_add(sign.len())).collect()
}

/// The runs that come in pairs around something, and failed by the rules only because a sign stands inside and an ideograph
/// outside of one of them: `**注意：**同樣`.
fn strong_marks(text: &str, runs: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(opener) = runs.get(at) {
        let closer = runs
            .iter()
            .enumerate()
            .skip(at.saturating_add(1))
            .take(LOOKED_AT)
            .find(|(_, closer)| text.get(opener.start..opener.end) == text.get(closer.start..closer.end));
        match closer.filter(|(_, closer)| is_pair(text, opener, closer)) {
            Some((next, closer)) => {
                marks.extend([opener.clone(), closer.clone()]);
                at = next.saturating_add(1);
            }
            None => at = at.saturating_add(1),
        }
    }
    marks
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
fn address_marks(text: &str, within: Range<usize>, marks: &mut Vec<Range<usize>>) {
    const MIDDLE: &str = "](http";
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
        marks.extend([start..open.saturating_add(1), middle..from]);
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
