//! The query language: what a person typed, taken apart. Nothing typed is an error.
//!
//! ```text
//! query  := clause*
//! clause := ["-" | "NOT"] near (("OR" | "AND") near)*
//! near   := item (("NEAR" | "NEAR/10") item)*
//! item   := quoted | field | "(" query ")" | plain words, as many as follow each other
//! field  := name ":" (quoted | word | sum | date | "(" query ")")
//! ```
//! Quotation marks, parentheses, colons and minus signs count in their full-width and typographic forms too.
//! In a whole sentence, such as a headline that was pasted, typographic quotation marks are the sentence's own; so are
//! parentheses within a word, and `AND`, `OR` and `NOT` where all else is in capitals.

mod algebra;
pub(crate) mod bounds;
mod capitals;
mod field_name;
mod habits;
mod parentheses;
mod parser;
mod signs;
mod syntax;
#[cfg(test)]
mod tests;
mod typographic;

use crate::request::Notice;
pub(crate) use field_name::FieldName;
pub(crate) use syntax::{Clause, Item, Query};
pub(crate) use typographic::unquoted;
use typographic::{is_sentence, without_typographic};

/// Longer queries are cut, in code points.
const LONGEST: usize = 2_000;

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
    Query { capitals: !lowered.is_empty(), clauses: algebra::simplified(query.clauses), ..query }
}
