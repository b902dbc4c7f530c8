//! From a parsed query to its plan.

use crate::analysis::common;
use crate::budget::Budget;
use crate::claims::Claims;
use crate::context::Context;
use crate::plan::claims::{claim_test, telling};
use crate::plan::clause::{Condition, Find, Mark, Plan, Scored};
use crate::plan::conditions::{any_of, each_excluded, words_that_must};
use crate::plan::cost::cost;
use crate::plan::fields::show_field;
use crate::plan::planner::{Planner, rarity};
use crate::plan::words::{quoted_string, words};
use crate::query::{Clause, Item, Query, parse};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use tantivy::Term;
use zhimai_text::segment::is_ideograph;

/// More terms than this are not ranked by; the rarest are kept.
const MOST_TERMS: usize = 64;

/// Makes a plan of a query. `typing`: its last word may be unfinished.
pub(crate) fn plan(
    context: &Context,
    query: &str,
    typing: bool,
    budget: &Budget<'_>,
    claims: &dyn Claims,
) -> Plan {
    let Query { clauses, notices, open, open_field, capitals } = parse(query);
    let mut planner = Planner {
        context,
        budget,
        claims,
        capitals,
        respelled: 0,
        plan: Plan {
            notices,
            names: Arc::clone(&context.names),
            grows: typing && (open || open_field),
            ..Plan::default()
        },
        terms: HashMap::new(),
        order: Vec::new(),
        beside: HashSet::new(),
        chars: Vec::new(),
        suggestion: query.to_owned(),
        exactly: false,
        growing_field: false,
    };
    let last = clauses.len().saturating_sub(1);
    for (number, clause) in clauses.iter().enumerate() {
        planner.growing_field = typing && open_field && number == last;
        plan_clause(&mut planner, clause, typing && open && number == last);
    }
    one_claim(&mut planner, &clauses);
    let texts: usize =
        clauses.iter().filter(|clause| !clause.not).flat_map(|clause| &clause.any).map(count_texts).sum();
    if texts > 1 {
        // `Google OR Amazon`: each names a thing, the whole query none.
        planner.plan.named.clear();
    }
    finish(planner)
}

/// What fields ask of claims side by side is asked of one and the same claim.
fn one_claim(planner: &mut Planner<'_>, clauses: &[Clause]) {
    let alone = |clause: &Clause| match clause.any.as_slice() {
        [Item::Field(field, value)] if !clause.not => Some((*field, value.clone())),
        _ => None,
    };
    let mut tests = Vec::new();
    for (field, value) in clauses.iter().filter_map(alone) {
        tests.extend(claim_test(planner, field, &value));
    }
    if tests.len() > 1 {
        let condition = telling(planner, &tests);
        planner.plan.filters.push(condition);
    }
}

/// How many words, quoted strings and the like an item is of; fields name nothing.
fn count_texts(item: &Item) -> usize {
    match item {
        Item::Words(_) | Item::Quoted(_) => 1,
        Item::Field(..) => 0,
        Item::Near(one, _, other) => count_texts(one) + count_texts(other),
        Item::Group(clauses) => clauses.iter().flat_map(|clause| &clause.any).map(count_texts).sum(),
    }
}

fn has_only_fields(item: &Item) -> bool {
    match item {
        Item::Field(..) => true,
        Item::Group(clauses) => clauses.iter().flat_map(|clause| &clause.any).all(has_only_fields),
        _ => false,
    }
}

fn plan_clause(planner: &mut Planner<'_>, clause: &Clause, growing: bool) {
    if clause.not {
        let any: Vec<Condition> = clause.any.iter().flat_map(|item| each_excluded(planner, item)).collect();
        planner.plan.not.extend(any);
        return;
    }
    rank_by(planner, clause, growing);
    let plain = clause.any.iter().all(|item| matches!(item, Item::Words(_)));
    // What is still being typed is near nothing yet.
    let growing_near = growing && matches!(clause.any.last(), Some(Item::Near(..)));
    if plain && !clause.must || growing_near {
        return;
    }
    if let [Item::Words(text)] = clause.any.as_slice() {
        let must = words_that_must(planner, text, growing);
        planner.plan.quoted.extend(must);
        return;
    }
    let condition = any_of(planner, &clause.any);
    let only_fields = clause.any.iter().all(has_only_fields);
    let list = if only_fields { &mut planner.plan.filters } else { &mut planner.plan.quoted };
    list.extend(condition);
}

/// What a wanted clause is ranked by and shown with, whatever is asked of it.
fn rank_by(planner: &mut Planner<'_>, clause: &Clause, growing: bool) {
    let last = clause.any.len().saturating_sub(1);
    for (number, item) in clause.any.iter().enumerate() {
        rank_by_item(planner, item, growing && number == last);
    }
}

fn rank_by_item(planner: &mut Planner<'_>, item: &Item, growing: bool) {
    match item {
        Item::Words(text) => words(planner, text, growing, 1.0),
        Item::Quoted(text) => quoted_string(planner, text),
        Item::Field(field, value) => show_field(planner, *field, value),
        Item::Near(one, _, other) => {
            rank_by_item(planner, one, false);
            rank_by_item(planner, other, growing);
        }
        Item::Group(clauses) => {
            clauses.iter().filter(|clause| !clause.not).for_each(|clause| rank_by(planner, clause, false));
        }
    }
}

/// Characters that are looked for by themselves; signs only where there is no character.
fn only_characters(planner: &mut Planner<'_>, chars: &[(char, usize)]) {
    let any = chars.iter().any(|(c, _)| is_ideograph(*c));
    for (c, piece) in chars.iter().filter(|(c, _)| !any || is_ideograph(*c)) {
        if planner.plan.alone.iter().any(|(other, _)| other == c) {
            continue;
        }
        let rarity = common::rarity(*c).unwrap_or_else(|| {
            let term = Term::from_field_text(planner.context.fields.chars, &c.to_string());
            rarity(planner.doc_freq(&term), planner.context.searcher.num_docs())
        });
        planner.plan.alone.push((*c, rarity));
        match planner.plan.atoms.iter_mut().find(|atom| atom.find == Find::Char(*c)) {
            Some(atom) => (atom.weight, atom.mark) = (rarity, Mark::Always),
            None => planner.atom(Find::Char(*c), rarity, *piece, Mark::Always),
        }
    }
}

fn finish(mut planner: Planner<'_>) -> Plan {
    // What leaves least to be read comes first.
    let mut quoted = std::mem::take(&mut planner.plan.quoted);
    quoted.sort_by_cached_key(|condition| cost(&planner, condition));
    planner.plan.quoted = quoted;

    if planner.order.iter().all(|(term, ..)| planner.beside.contains(term)) {
        let chars = std::mem::take(&mut planner.chars);
        only_characters(&mut planner, &chars);
    }
    planner.order.sort_by(|a, b| (b.1 * b.2).total_cmp(&(a.1 * a.2)));
    planner.order.truncate(MOST_TERMS);
    let scored = planner.order.into_iter().map(|(term, factor, rarity)| {
        let matches = !planner.beside.contains(&term);
        Scored { term, factor, rarity, matches }
    });
    planner.plan.scored = scored.collect();
    planner.plan
}
