//! A query taken apart, as plain data.

use crate::query::field_name::FieldName;
use crate::request::Notice;

/// More items than this are not read: words that follow each other are one, and so is a quoted string or a field.
pub(super) const MOST_ITEMS: usize = 64;

/// A query taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) clauses: Vec<Clause>,
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
pub(crate) struct Clause {
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
    /// What stands in parentheses and is more than words: a document must meet all clauses of it.
    Group(Vec<Clause>),
}
