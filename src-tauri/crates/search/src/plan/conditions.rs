//! What a document must meet, or must not: from the items of a query to conditions.

use crate::analysis::exact::Exact;
use crate::analysis::sums;
use crate::analysis::terms::stem_term;
use crate::plan::clause::Condition;
use crate::plan::fields::field_condition;
use crate::plan::homophone::heard;
use crate::plan::named::{covers, groups_condition, longest_names, name_condition};
use crate::plan::near::near;
use crate::plan::planner::Planner;
use crate::query::{Clause, Item};
use crate::request::Notice;
use std::sync::Arc;
use tantivy::Term;
use zhimai_text::amount;
use zhimai_text::fold::fold;
use zhimai_text::segment::{Unit, UnitKind, units};

/// A name is of so many words at most.
const LONGEST_NAME: usize = 6;

/// What the document must meet; `None` when nothing is asked or it cannot be read.
pub(crate) fn condition(planner: &mut Planner<'_>, item: &Item) -> Option<Condition> {
    match item {
        Item::Quoted(text) => Exact::new(text).map(Condition::Exact),
        Item::Field(field, text) => field_condition(planner, *field, text),
        Item::Words(text) => all(each_word(planner, text)),
        Item::Near(one, within, other) => match near(planner, one, *within, other) {
            Some(near) => Some(Condition::Near(Arc::new(near))),
            // That is told, and both must be there.
            None => {
                planner.plan.notices.push(Notice::NotDone(format!("NEAR/{within}")));
                let both = [one, other].into_iter().filter_map(|item| condition(planner, item)).collect();
                Some(Condition::All(both))
            }
        },
        Item::Group(clauses) => {
            let clauses = clauses.iter().filter_map(|clause| clause_condition(planner, clause)).collect();
            all(clauses)
        }
    }
}

fn clause_condition(planner: &mut Planner<'_>, clause: &Clause) -> Option<Condition> {
    let condition = any_of(planner, &clause.any)?;
    Some(if clause.not { Condition::Not(Box::new(condition)) } else { condition })
}

pub(crate) fn any_of(planner: &mut Planner<'_>, items: &[Item]) -> Option<Condition> {
    let mut any: Vec<Condition> = items.iter().filter_map(|item| condition(planner, item)).collect();
    if any.len() > 1 { Some(Condition::Any(any)) } else { any.pop() }
}

/// What a document must not meet for an item that is left out: of plain words, any of them.
pub(crate) fn each_excluded(planner: &mut Planner<'_>, item: &Item) -> Vec<Condition> {
    match item {
        Item::Words(text) => each_word(planner, text),
        item => condition(planner, item).into_iter().collect(),
    }
}

/// Each of the words as a condition, a name of several words as one. The last word may be the beginning of another.
pub(crate) fn words_that_must(planner: &mut Planner<'_>, text: &str, growing: bool) -> Vec<Condition> {
    let folded = fold(text);
    let row: Vec<Unit> = units(&folded.chars).collect();
    let names = longest_names(&planner.context.names, &folded.chars, &row);
    let whole = names.first().is_some_and(|(_, named)| covers(named, &row));
    match text.trim_end().rsplit_once(char::is_whitespace) {
        _ if !growing || whole => each_word(planner, text),
        Some((before, _)) => each_word(planner, before),
        None => Vec::new(),
    }
}

/// Words as conditions: a name or a sum, of one word or several, by any of its forms; an English word by its stem; the
/// rest exactly.
fn each_word(planner: &mut Planner<'_>, text: &str) -> Vec<Condition> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out = Vec::new();
    let mut from = 0;
    while from < words.len() {
        let longest = words.len().min(from + LONGEST_NAME);
        let name = (from + 1..=longest).rev().find_map(|to| {
            let text = words.get(from..to)?.join(" ");
            Some((to, name_condition(planner, &text).or_else(|| sum_condition(&text))?))
        });
        if let Some((to, condition)) = name {
            out.push(condition);
            from = to;
        } else {
            out.extend(words.get(from).and_then(|word| word_condition(planner, word)));
            from += 1;
        }
    }
    out
}

/// A word that is no name.
fn word_condition(planner: &mut Planner<'_>, text: &str) -> Option<Condition> {
    let folded = fold(text);
    let row: Vec<Unit> = units(&folded.chars).collect();
    if let [Unit { kind: UnitKind::Word, .. }] = row.as_slice() {
        let word = folded.text();
        let word = word.trim();
        let field = planner.context.fields.text;
        let terms = [word, &stem_term(word)].map(|term| Term::from_field_text(field, term));
        return Some(Condition::Terms(terms.to_vec()));
    }
    if let Some(groups) = heard(planner, text, &folded.chars, true) {
        return Some(groups_condition(planner, &groups));
    }
    Exact::new(text).map(Condition::Exact)
}

/// A sum in any notation, or as written. A number alone is none.
fn sum_condition(text: &str) -> Option<Condition> {
    let sum = amount::parse(text).filter(|_| text.chars().any(char::is_alphabetic))?;
    let keys = match sums::keys(&sum) {
        Some((low, high)) => vec![low, high],
        None => sums::any_currency(&sum)?,
    };
    let sums = Condition::Sums(keys.into_iter().map(|key| (key, key)).collect());
    Some(Condition::Any(std::iter::once(sums).chain(Exact::apart(text).map(Condition::Exact)).collect()))
}

/// All of the conditions as one.
fn all(mut all: Vec<Condition>) -> Option<Condition> {
    if all.len() > 1 { Some(Condition::All(all)) } else { all.pop() }
}
