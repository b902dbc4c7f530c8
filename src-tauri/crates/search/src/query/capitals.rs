//! Queries all in capitals, such as a headline that was pasted: there, `AND`, `OR` and `NOT` are words like the others.

use super::field_name::FieldName;
use super::parentheses;
use super::signs::{closing, distance, half_width, is_colon, is_minus};
use std::ops::Range;
use zhimai_text::segment::is_ideograph;

/// Writes the operators that are words in small letters, in which they are words anyway. Gives back which they were.
///
/// They are words where every Latin word of the query is in capitals and nothing else in it is of the query language. Beside
/// Chinese they are not: `AMD AND 英特爾` has its only other Latin word in capitals because it is a name.
pub(super) fn lower_operators(chars: &mut [char]) -> Vec<&'static str> {
    if chars.iter().any(|c| is_small_latin(*c)) || speaks_the_language(chars) {
        return Vec::new();
    }
    let words = words(chars);
    let own = |word: &Range<usize>| chars.get(word.clone()).unwrap_or_default();
    let chinese =
        |word: Option<&Range<usize>>| word.is_some_and(|word| own(word).iter().any(|c| is_ideograph(*c)));
    let latin = |word: &Range<usize>| {
        operator(own(word)).is_none() && own(word).iter().any(|c| c.is_alphabetic() && !is_ideograph(*c))
    };
    if !words.iter().any(latin) {
        return Vec::new();
    }
    let mut lowered = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(name) = operator(own(word)) else { continue };
        let before = words.iter().take(at).rev().find(|word| operator(own(word)).is_none());
        let after = words.iter().skip(at + 1).find(|word| operator(own(word)).is_none());
        let is_word = match name {
            "NOT" => !chars.iter().any(|c| is_ideograph(*c)),
            // With nothing on one side, it joins nothing in any case, and that is told.
            _ => before.is_some() && after.is_some() && !chinese(before) && !chinese(after),
        };
        if is_word {
            lowered.push((word.clone(), name));
        }
    }
    for (word, _) in &lowered {
        chars.get_mut(word.clone()).into_iter().flatten().for_each(|c| *c = small(*c));
    }
    lowered.into_iter().map(|(_, name)| name).collect()
}

fn operator(word: &[char]) -> Option<&'static str> {
    let word = half_width(&word.iter().collect::<String>());
    ["AND", "OR", "NOT", "NEAR"].into_iter().find(|name| *name == word)
}

fn small(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn is_small_latin(c: char) -> bool {
    c.is_lowercase() && matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{ff41}'..='\u{ff5a}')
}

/// Whether something in it is an operator beyond doubt: quotation marks, a minus sign, a field, a group, a distance.
fn speaks_the_language(chars: &[char]) -> bool {
    let word_speaks = |word: Range<usize>| {
        let own = chars.get(word).unwrap_or_default();
        let first = own.first().copied().unwrap_or(' ');
        let minus = is_minus(first) && own.get(1).is_some_and(|c| !is_minus(*c));
        let name = own.split(|c| is_colon(*c)).next().unwrap_or_default();
        let field = name.len() < own.len() && FieldName::of(&name.iter().collect::<String>()).is_some();
        let near = distance(&half_width(&own.iter().collect::<String>())).is_some_and(|near| near.is_some());
        minus
            || field
            || near
            || closing(first).is_some()
            || own.iter().skip(1).any(|c| matches!(c, '「' | '『' | '“'))
    };
    let groups = |(at, _): (usize, &char)| {
        let inside = parentheses::group_end(chars, at).and_then(|end| chars.get(at + 1..end));
        inside.is_some_and(parentheses::joins)
    };
    let mut open = chars.iter().enumerate().filter(|(_, c)| parentheses::opens(**c));
    words(chars).into_iter().any(word_speaks) || open.any(groups)
}

/// The words between spaces and parentheses.
fn words(chars: &[char]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in chars.iter().enumerate() {
        let apart = c.is_whitespace() || parentheses::opens(*c) || parentheses::closes(*c);
        match (apart, start) {
            (true, Some(from)) => {
                out.push(from..at);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    out.extend(start.map(|from| from..chars.len()));
    out
}
