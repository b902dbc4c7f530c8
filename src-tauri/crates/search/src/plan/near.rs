//! Two things near each other: `輝達 NEAR/10 投資`.
//!
//! How far apart they are is counted in units of the text: a Chinese character counts one, and so does a sign, a number and a
//! whole word of letters. They may stand in either order, and must not overlap.

use crate::analysis::exact::Exact;
use crate::analysis::terms::{stem_term, word_terms};
use crate::plan::clause::{Atom, Condition, Find, Mark, Near, Plan};
use crate::plan::homophone::heard;
use crate::plan::named::{groups_condition, groups_of_whole};
use crate::plan::planner::Planner;
use crate::query::{Clause, FieldName, Item};
use std::sync::Arc;
use tantivy::Term;
use zhimai_text::fold::fold;
use zhimai_text::segment::{Unit, UnitKind, stem, units};

/// A form of one of the two, and what every document with it has.
type Form = (Find, Condition);

/// Two items near each other; nothing where one of them is no word, name or quoted string, or a choice of these.
pub(crate) fn near(planner: &mut Planner<'_>, one: &Item, within: usize, other: &Item) -> Option<Near> {
    let mut plan = Plan { names: Arc::clone(&planner.context.names), ..Plan::default() };
    let ones = near_forms(planner, one, true, &mut plan);
    let (ones, others) = ones.zip(near_forms(planner, other, false, &mut plan))?;
    let count = ones.len();
    let sides = [&ones, &others]
        .map(|forms| Condition::Any(forms.iter().map(|(_, condition)| condition.clone()).collect()));
    let atom = |(find, _): Form| Atom { find, weight: 1.0, piece: 0, mark: Mark::Never, reason: None };
    plan.atoms = ones.into_iter().chain(others).map(atom).collect();
    Some(Near { plan, ones: count, within, sides })
}

/// The forms of an item that may be near something. `last`: of its words, the last name or word; else the first.
fn near_forms(planner: &mut Planner<'_>, item: &Item, last: bool, plan: &mut Plan) -> Option<Vec<Form>> {
    match item {
        Item::Words(text) => words_form(planner, &beside(planner, text, last), plan).map(|form| vec![form]),
        Item::Quoted(text) => exact_form(text, plan).map(|form| vec![form]),
        Item::Field(FieldName::Company | FieldName::Person | FieldName::Term, name) => {
            words_form(planner, name, plan).map(|form| vec![form])
        }
        Item::Group(clauses) => match clauses.as_slice() {
            [Clause { not: false, any, .. }] => {
                let forms = any.iter().map(|item| match item {
                    Item::Words(text) => words_form(planner, text, plan).map(|form| vec![form]),
                    item => near_forms(planner, item, last, plan),
                });
                forms.collect::<Option<Vec<_>>>().map(|all| all.into_iter().flatten().collect())
            }
            _ => None,
        },
        Item::Field(..) | Item::Near(..) => None,
    }
}

/// The longest name at this end of a text, or the word there.
fn beside(planner: &Planner<'_>, text: &str, last: bool) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let ends = (1..=words.len()).rev().filter_map(|length| {
        let range = if last { words.len() - length..words.len() } else { 0..length };
        Some(words.get(range)?.join(" "))
    });
    let shortest = if last { words.last() } else { words.first() };
    ends.into_iter()
        .find(|end| groups_of_whole(planner, end).is_some())
        .unwrap_or_else(|| shortest.copied().unwrap_or_default().to_owned())
}

/// A name by any of its forms, an English word by its stem, anything else exactly.
fn words_form(planner: &mut Planner<'_>, text: &str, plan: &mut Plan) -> Option<Form> {
    let folded = fold(text);
    let whole = groups_of_whole(planner, text);
    if let Some(groups) = whole.or_else(|| heard(planner, text, &folded.chars, true)) {
        let condition = groups_condition(planner, &groups);
        return Some((Find::Groups(groups), condition));
    }
    let row: Vec<Unit> = units(&folded.chars).collect();
    if let [Unit { kind: UnitKind::Word, start, end, .. }] = row.as_slice() {
        let word: String = folded.chars.get(*start..*end)?.iter().collect();
        let own = word_terms(&word).0;
        let terms = [own, stem_term(&word), stem(&word).into_owned()];
        let field = planner.context.fields.text;
        let terms = terms.iter().map(|term| Term::from_field_text(field, term)).collect();
        return Some((Find::Word { word, prefix: false }, Condition::Terms(terms)));
    }
    exact_form(text, plan)
}

fn exact_form(text: &str, plan: &mut Plan) -> Option<Form> {
    let exact = Exact::new(text)?;
    plan.exacts.push(exact.clone());
    Some((Find::Exact(plan.exacts.len() - 1), Condition::Exact(exact)))
}
