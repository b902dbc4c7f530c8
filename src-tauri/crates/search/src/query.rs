//! The query language: what a person typed, taken apart. Nothing typed is an error.
//!
//! ```text
//! query  := part*
//! part   := ["-" | "NOT"] near (("OR" | "AND") near)*
//! near   := item (("NEAR" | "NEAR/10") item)*
//! item   := quoted | field | "(" query ")" | plain words, as many as follow each other
//! field  := name ":" (quoted | word | sum | date | "(" query ")")
//! ```
//! Quotation marks, parentheses, colons and minus signs count in their full-width and typographic forms too.
//! In a whole sentence, such as a headline that was pasted, typographic quotation marks are the sentence's own; so are
//! parentheses within a word, and `AND`, `OR` and `NOT` where all else is in capitals.

mod algebra;
mod capitals;
mod field_name;
mod habits;
mod parentheses;
mod parser;
#[cfg(test)]
mod tests;

use crate::Notice;
pub(crate) use field_name::FieldName;

/// Longer queries are cut, in code points.
const LONGEST: usize = 2_000;

/// More items than this are not read: words that follow each other are one, and so is a quoted string or a field.
const MOST_ITEMS: usize = 64;

/// With so many characters outside of its typographic quotation marks, and text right beside them, a query is a sentence.
const SENTENCE: usize = 8;

/// A query taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) parts: Vec<Part>,
    pub(crate) notices: Vec<Notice>,
    /// The last word may still be growing: no space, quotation mark or field ends the query.
    pub(crate) open: bool,
    /// The same of the value of a field.
    pub(crate) open_field: bool,
    /// All of it is in capitals, so that `and`, `or` and `not` are words of it.
    pub(crate) capitals: bool,
}

/// Items of which any will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) not: bool,
    /// Plain words that must be there: `AND` stands beside them.
    pub(crate) must: bool,
    pub(crate) any: Vec<Item>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// Words that follow each other: the best match of all.
    Words(String),
    /// Exactly these characters.
    Quoted(String),
    Field(FieldName, String),
    /// Two items with at most so many units of text between them, in either order. Of plain words, those count that stand
    /// beside the operator.
    Near(Box<Item>, usize, Box<Item>),
    /// What stands in parentheses and is more than words: a document must meet all parts of it.
    Group(Vec<Part>),
}

/// Takes a query apart.
pub(crate) fn parse(text: &str) -> Query {
    let mut chars: Vec<char> = text.chars().take(LONGEST + 1).collect();
    let mut notices = Vec::new();
    if chars.len() > LONGEST {
        chars.truncate(LONGEST);
        notices.push(Notice::TooLong(LONGEST));
    }
    if is_sentence(&chars) {
        chars = without_typographic(&chars);
    }
    if parentheses::balance(&mut chars) {
        notices.push(Notice::UnbalancedParenthesis);
    }
    let lowered = capitals::lower_operators(&mut chars);
    if lowered.iter().any(|operator| *operator != "OR") {
        // Between plain words, OR asks for nothing else than a space does.
        notices.push(Notice::InCapitals);
    }
    let query = parser::parse(&chars, notices);
    Query { capitals: !lowered.is_empty(), parts: algebra::simplified(query.parts), ..query }
}

/// The same query with its typographic quotation marks left out; nothing when it has none.
pub(crate) fn unquoted(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    chars.iter().copied().any(is_typographic).then(|| without_typographic(&chars).into_iter().collect())
}

fn without_typographic(chars: &[char]) -> Vec<char> {
    chars.iter().map(|c| if is_typographic(*c) { ' ' } else { *c }).collect()
}

/// Whether typographic quotation marks stand in running text.
fn is_sentence(chars: &[char]) -> bool {
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

/// An operator's name as it is written here, whatever its width; others as they are.
fn half_width(word: &str) -> String {
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        c => c,
    };
    word.chars().map(half).collect()
}

fn is_operator(word: &str) -> bool {
    matches!(word, "AND" | "OR" | "NOT" | "&&" | "||") || distance(word).is_some()
}

/// What a word asks for as the operator that wants two things near each other: a distance, or none that is stated.
fn distance(word: &str) -> Option<Option<usize>> {
    if word == "NEAR" {
        return Some(None);
    }
    let word = word.to_ascii_uppercase();
    let number = word.strip_prefix("NEAR/").or_else(|| {
        let rest = word.strip_prefix("NEAR(").or_else(|| word.strip_prefix("AROUND("))?;
        rest.strip_suffix(')')
    })?;
    number.parse().ok().map(Some)
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '－' | '−')
}

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '＂' | '“' | '”' | '„' | '〝' | '〞')
}

/// The mark that closes what this one opens. A stray closing mark opens too: people mix them up.
fn closing(open: char) -> Option<char> {
    match open {
        c if is_double(c) => Some('"'),
        '「' => Some('」'),
        '『' => Some('』'),
        '«' => Some('»'),
        _ => None,
    }
}

/// Whether a quotation begins inside a word; a straight mark does not (`27" screen`, `5'11"`).
fn opens_here(c: char, at: usize, start: usize) -> bool {
    at > start && c != '"' && c != '”' && closing(c).is_some()
}
