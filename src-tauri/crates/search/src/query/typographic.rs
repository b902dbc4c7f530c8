//! Typographic quotation marks, which are often just copied along with a text.

use super::parentheses;
use super::signs::{closing, is_colon, is_minus};

/// With so many characters outside of its typographic quotation marks, and text right beside them, a query is a sentence.
const SENTENCE: usize = 8;

/// The same query with its typographic quotation marks left out; nothing when it has none.
pub(crate) fn unquoted(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    chars.iter().copied().any(is_typographic).then(|| without_typographic(&chars).into_iter().collect())
}

pub(super) fn without_typographic(chars: &[char]) -> Vec<char> {
    chars.iter().map(|c| if is_typographic(*c) { ' ' } else { *c }).collect()
}

/// Whether typographic quotation marks stand in running text.
pub(super) fn is_sentence(chars: &[char]) -> bool {
    let (mut depth, mut outside, mut glued) = (0_usize, 0_usize, false);
    for (at, c) in chars.iter().enumerate() {
        if !is_typographic(*c) {
            outside += usize::from(depth == 0 && c.is_alphanumeric());
            continue;
        }
        let closes = depth > 0 && !matches!(c, '「' | '『' | '«' | '“');
        depth = if closes { depth - 1 } else { depth + 1 };
        let beside = if closes { Some(at + 1) } else { at.checked_sub(1) };
        let beside = beside.and_then(|at| chars.get(at));
        let apart = |c: char| {
            c.is_whitespace() || is_minus(c) || is_colon(c) || parentheses::opens(c) || parentheses::closes(c)
        };
        glued |= beside.is_some_and(|c| !apart(*c));
    }
    glued && outside >= SENTENCE
}

fn is_typographic(c: char) -> bool {
    c != '"' && c != '＂' && (closing(c).is_some() || matches!(c, '」' | '』' | '»'))
}
