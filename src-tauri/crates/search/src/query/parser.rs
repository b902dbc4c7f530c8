//! From characters to clauses.

use super::field_name::FieldName;
use super::parentheses::{group_end, opens};
use super::signs::{closing, distance, half_width, is_colon, is_double, is_minus, opens_here};
use super::syntax::{Clause, Item, MOST_ITEMS, Query};
use super::{bounds, habits};
use crate::request::Notice;

/// So many words more than one may be a sum or a date, or two bounds of one: `>= US$ 10 billion and <= US$ 50 billion`.
const LONGEST_VALUE: usize = 10;
/// Parentheses deeper than this do not group.
const DEEPEST: usize = 16;
/// What `NEAR` with no number says: at most so many units between.
const NEAR: usize = 10;

/// Takes characters apart. `notices` are those that there are already.
pub(super) fn parse(chars: &[char], notices: Vec<Notice>) -> Query {
    let query = Query { notices, ..Query::default() };
    let mut parser = Parser { chars, at: 0, query, depth: 0, items: 0, words: false };
    parser.run();
    parser.query
}

struct Parser<'a> {
    chars: &'a [char],
    at: usize,
    query: Query,
    /// In how many parentheses.
    depth: usize,
    /// How many items there are, those of all groups together.
    items: usize,
    /// Whether a plain word may be joined to the one before.
    words: bool,
}

enum Token {
    Operator(Operator),
    Item { not: bool, must: bool, item: Item },
}

enum Operator {
    Or,
    And,
    /// As written, and how many units may lie between.
    Near(String, usize),
}

impl Operator {
    fn name(&self) -> &str {
        match self {
            Operator::Or => "OR",
            Operator::And => "AND",
            Operator::Near(written, _) => written,
        }
    }
}

impl Parser<'_> {
    fn run(&mut self) {
        let mut pending: Option<Operator> = None;
        while let Some(token) = self.token() {
            match token {
                Token::Operator(operator) if pending.is_some() || self.query.clauses.is_empty() => {
                    self.nothing(operator.name());
                }
                Token::Operator(operator) => {
                    if let (Operator::And, Some(clause)) = (&operator, self.query.clauses.last_mut()) {
                        clause.must |= !clause.not;
                    }
                    pending = Some(operator);
                }
                Token::Item { not, must, item } => self.add(pending.take(), not, must, item),
            }
        }
        if let Some(operator) = pending {
            self.nothing(operator.name());
        }
    }

    fn add(&mut self, operator: Option<Operator>, not: bool, must: bool, item: Item) {
        let plain = matches!(item, Item::Words(_)) && !not && !must;
        if let Item::Words(more) = &item
            && plain
            && operator.is_none()
            && self.words
            && let Some(text) =
                self.query.clauses.last_mut().and_then(|clause| clause.any.last_mut()).and_then(growing)
        {
            text.push(' ');
            text.push_str(more);
            return;
        }
        self.words = plain;
        self.items += 1;
        if self.items > MOST_ITEMS {
            if self.items == MOST_ITEMS + 1 {
                self.query.notices.push(Notice::TooMany(MOST_ITEMS));
            }
            self.words = false;
            return;
        }
        let last = self.query.clauses.last_mut();
        let must = match (operator, last) {
            (Some(Operator::Or), Some(clause)) if clause.not == not => {
                if !clause.any.contains(&item) {
                    clause.any.push(item);
                }
                return;
            }
            (Some(Operator::Near(_, within)), Some(clause)) if !not => {
                if let Some(before) = clause.any.pop() {
                    clause.any.push(near(before, within, item));
                }
                self.words = plain;
                return;
            }
            (Some(Operator::Or), _) => {
                self.query.notices.push(Notice::OrBesideNot);
                must
            }
            (Some(Operator::Near(written, _)), _) => {
                self.query.notices.push(Notice::NotDone(written));
                must
            }
            (Some(Operator::And), _) => !not,
            (None, _) => must && !not,
        };
        self.query.clauses.push(Clause { not, must, any: vec![item] });
    }

    fn nothing(&mut self, what: &str) {
        self.query.notices.push(Notice::NothingToApply(what.to_owned()));
    }

    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    fn skip_spaces(&self, mut at: usize) -> usize {
        while self.char(at).is_some_and(char::is_whitespace) {
            at += 1;
        }
        at
    }

    fn token(&mut self) -> Option<Token> {
        let mut negated = false;
        loop {
            self.at = self.skip_spaces(self.at);
            let Some(first) = self.char(self.at) else {
                if negated {
                    self.nothing("NOT");
                }
                return None;
            };
            (self.query.open, self.query.open_field) = (false, false);
            let next = self.char(self.at + 1);
            let minus = is_minus(first) && next.is_some_and(|c| !c.is_whitespace() && !is_minus(c));
            let plus = matches!(first, '+' | '＋')
                && next.is_some_and(|c| c.is_alphabetic() || closing(c).is_some() || opens(c));
            if minus || plus {
                self.at += 1;
            } else if is_minus(first) && next.is_none_or(char::is_whitespace) {
                self.at += 1;
                self.nothing("-");
                continue;
            }
            if let Some(item) = self.item()? {
                let word = match &item {
                    Item::Words(word) if !minus && !plus && !negated => half_width(word),
                    _ => String::new(),
                };
                match word.as_str() {
                    "NOT" => negated = true,
                    "OR" | "||" => return Some(Token::Operator(Operator::Or)),
                    "AND" | "&&" => return Some(Token::Operator(Operator::And)),
                    _ => {
                        if let Some(operator) = self.near(&word) {
                            return Some(Token::Operator(operator));
                        }
                        let not = minus || negated;
                        return Some(Token::Item { not, must: plus && !not, item });
                    }
                }
            }
        }
    }

    /// `NEAR/10`, or the bare word where something stands on both sides of it: else it is a word.
    fn near(&self, word: &str) -> Option<Operator> {
        let stated = distance(word)?;
        let between = !self.query.clauses.is_empty() && self.char(self.skip_spaces(self.at)).is_some();
        (stated.is_some() || between).then(|| Operator::Near(word.to_owned(), stated.unwrap_or(NEAR)))
    }

    /// The item that begins here. `Some(None)`: nothing came of it, go on.
    fn item(&mut self) -> Option<Option<Item>> {
        let first = self.char(self.at)?;
        if let Some(close) = closing(first) {
            let text = self.quoted(close);
            return Some(text.map(Item::Quoted));
        }
        if let Some(end) = self.group_end(self.at) {
            return Some(self.group(end));
        }
        let start = self.at;
        let glued = start.checked_sub(1).and_then(|at| self.char(at)).is_some_and(|c| !c.is_whitespace());
        while let Some(c) = self.char(self.at) {
            if c.is_whitespace()
                || opens_here(c, self.at, start)
                || self.at > start && self.group_end(self.at).is_some()
            {
                break;
            }
            if is_colon(c) {
                let name = self.slice(start, self.at);
                if let Some(field) = FieldName::of(&name) {
                    self.at += 1;
                    return Some(self.field(field, start));
                }
                let goes_on =
                    self.char(self.at + 1).is_some_and(|c| !c.is_whitespace() && !is_colon(c) && c != '/');
                if goes_on && habits::is_foreign_field(&name) {
                    self.at += 1;
                    self.query.notices.push(Notice::NotDone(self.slice(start, self.at)));
                    return self.item();
                }
            }
            self.at += 1;
        }
        self.query.open = self.char(self.at).is_none();
        let word = self.slice(start, self.at);
        if let Some(rest) = habits::without_signs(&word, glued) {
            self.query.notices.push(Notice::NotDone(word));
            return Some(Some(rest).filter(|rest| !rest.is_empty()).map(Item::Words));
        }
        Some(Some(Item::Words(word)))
    }

    /// Where the group that begins here ends.
    fn group_end(&self, at: usize) -> Option<usize> {
        if self.depth >= DEEPEST || !opens(self.char(at)?) {
            return None;
        }
        group_end(self.chars, at)
    }

    fn group(&mut self, end: usize) -> Option<Item> {
        let chars = self.chars.get(self.at + 1..end).unwrap_or_default();
        let query = Query::default();
        let mut inside =
            Parser { chars, at: 0, query, depth: self.depth + 1, items: self.items, words: false };
        inside.run();
        self.items = inside.items;
        self.at = end + 1;
        self.query.notices.extend(inside.query.notices);
        (!inside.query.clauses.is_empty()).then_some(Item::Group(inside.query.clauses))
    }

    fn field(&mut self, field: FieldName, start: usize) -> Option<Item> {
        // A space after the colon is a habit of some: `date: 2025`.
        let at = self.skip_spaces(self.at);
        let Some(first) = self.char(at) else {
            self.at = at;
            let name = self.slice(start, at);
            self.nothing(name.trim_end());
            return None;
        };
        self.at = at;
        if let Some(close) = closing(first) {
            return self.quoted(close).map(|text| Item::Field(field, text));
        }
        if let Some(end) = self.group_end(at) {
            return self.group(end).map(|group| of_field(group, field));
        }
        let from = self.at;
        let mut end = self.word_end(from);
        // Sums and dates may be of several words: as many as can be read as one.
        let mut further = end;
        for _ in 0..LONGEST_VALUE {
            further = self.word_end(further);
            if bounds::is_value(field, &self.slice(from, further)) {
                end = further;
            }
        }
        self.at = end;
        self.query.open_field = self.char(end).is_none();
        Some(Item::Field(field, self.slice(from, end)))
    }

    /// The end of the word that begins at a place, or after the spaces there; the place itself when none does.
    fn word_end(&self, from: usize) -> usize {
        let mut at = self.skip_spaces(from);
        if self.char(at).is_none() {
            return from;
        }
        while self.char(at).is_some_and(|c| !c.is_whitespace()) {
            at += 1;
        }
        at
    }

    /// The text up to the closing mark; `None` when there is none in it.
    fn quoted(&mut self, close: char) -> Option<String> {
        let from = self.at + 1;
        let mut end = from;
        while self.char(end).is_some_and(|c| c != close && !(close == '"' && is_double(c))) {
            end += 1;
        }
        if self.char(end).is_none() {
            self.query.notices.push(Notice::UnclosedQuote);
        }
        self.at = end + 1;
        let text = self.slice(from, end);
        if text.trim().is_empty() {
            self.nothing("\"");
            return None;
        }
        Some(text)
    }

    fn slice(&self, from: usize, to: usize) -> String {
        self.chars.get(from..to.min(self.chars.len())).unwrap_or_default().iter().collect()
    }
}

/// The plain words at the end of an item, to which more may be joined.
fn growing(item: &mut Item) -> Option<&mut String> {
    match item {
        Item::Words(text) => Some(text),
        Item::Near(_, _, other) => growing(other),
        _ => None,
    }
}

/// What was before, near another item. In a row of these, each is near the next.
fn near(before: Item, within: usize, other: Item) -> Item {
    let clause = |item: Item| Clause { not: false, must: true, any: vec![item] };
    let (mut row, middle) = match before {
        Item::Near(ref one, wide, ref middle) => {
            let row = vec![clause(Item::Near(one.clone(), wide, middle.clone()))];
            (row, middle.clone())
        }
        Item::Group(mut clauses) => match clauses.last().and_then(|clause| clause.any.first()) {
            Some(Item::Near(_, _, middle)) => {
                let middle = middle.clone();
                (std::mem::take(&mut clauses), middle)
            }
            _ => return Item::Near(Box::new(Item::Group(clauses)), within, Box::new(other)),
        },
        before => return Item::Near(Box::new(before), within, Box::new(other)),
    };
    row.push(clause(Item::Near(middle, within, Box::new(other))));
    Item::Group(row)
}

/// What stands in parentheses behind the name of a field is asked of the field, each by itself.
fn of_field(item: Item, field: FieldName) -> Item {
    match item {
        Item::Words(text) | Item::Quoted(text) => Item::Field(field, text),
        Item::Group(clauses) => {
            let of_clause = |clause: Clause| Clause {
                any: clause.any.into_iter().map(|item| of_field(item, field)).collect(),
                ..clause
            };
            Item::Group(clauses.into_iter().map(of_clause).collect())
        }
        other => other,
    }
}
