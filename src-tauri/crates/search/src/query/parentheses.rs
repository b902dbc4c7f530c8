//! Parentheses: those that group, those that belong to a text, and those that lack their other half.

use super::signs::{closing, half_width, is_colon, is_double, is_minus, is_operator};

pub(super) fn opens(c: char) -> bool {
    matches!(c, '(' | '（')
}

pub(super) fn closes(c: char) -> bool {
    matches!(c, ')' | '）')
}

/// Blanks the parentheses that have no other half, outside of quotation marks. Gives back whether there was one.
pub(super) fn balance(chars: &mut [char]) -> bool {
    let (mut open, mut lone) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        if let Some(end) = quoted_end(chars, at) {
            at = end;
        } else if opens(*c) {
            open.push(at);
        } else if closes(*c) && open.pop().is_none() {
            lone.push(at);
        }
        at += 1;
    }
    lone.extend(open);
    for at in &lone {
        chars.get_mut(*at).into_iter().for_each(|c| *c = ' ');
    }
    !lone.is_empty()
}

/// Where a group that begins here ends. Parentheses group where they stand by themselves or beside an operator; within a
/// word, such as in `輝達(NVIDIA)大漲`, only when there is an operator inside.
pub(super) fn group_end(chars: &[char], open: usize) -> Option<usize> {
    let end = end_of(chars, open)?;
    let inside = chars.get(open + 1..end)?;
    if inside.iter().all(|c| c.is_whitespace()) {
        return None;
    }
    let (before, after) = (chars.get(..open)?, chars.get(end + 1..)?);
    let begins = before.last().is_none_or(stands_apart) || ends_in_operator(before);
    let ends = after.first().is_none_or(stands_apart) || begins_with_operator(after);
    (begins && ends || joins(inside)).then_some(end)
}

/// Whether what is next to this character begins or ends there.
fn stands_apart(c: &char) -> bool {
    c.is_whitespace() || opens(*c) || closes(*c) || is_minus(*c) || is_colon(*c) || matches!(c, '+' | '＋')
}

fn end_of(chars: &[char], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = open;
    while let Some(c) = chars.get(at) {
        if let Some(end) = quoted_end(chars, at) {
            at = end;
        } else if opens(*c) {
            depth += 1;
        } else if closes(*c) {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(at);
            }
        }
        at += 1;
    }
    None
}

/// Whether an operator stands between two things here.
pub(super) fn joins(inside: &[char]) -> bool {
    let text: String = inside.iter().map(|c| if opens(*c) || closes(*c) { ' ' } else { *c }).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    let between = words.get(1..words.len().saturating_sub(1)).unwrap_or_default();
    between.iter().any(|word| is_operator(&half_width(word)))
}

fn ends_in_operator(before: &[char]) -> bool {
    let word = before.rsplit(|c| c.is_whitespace() || closes(*c)).next().unwrap_or_default();
    is_operator(&half_width(&word.iter().collect::<String>()))
}

fn begins_with_operator(after: &[char]) -> bool {
    let word = after.split(|c| c.is_whitespace() || opens(*c)).next().unwrap_or_default();
    is_operator(&half_width(&word.iter().collect::<String>()))
}

/// The mark that ends the quotation that begins here; the end of the text when there is none.
fn quoted_end(chars: &[char], at: usize) -> Option<usize> {
    let open = *chars.get(at)?;
    let close = closing(open)?;
    let before = at.checked_sub(1).and_then(|at| chars.get(at));
    let begins = before.is_none_or(stands_apart);
    // A straight mark within a word begins nothing: `27" screen`.
    if !begins && matches!(open, '"' | '＂' | '”') {
        return None;
    }
    let rest = chars.get(at + 1..)?;
    let length = rest.iter().position(|c| *c == close || close == '"' && is_double(*c));
    Some(length.map_or(chars.len(), |length| at + 1 + length))
}
