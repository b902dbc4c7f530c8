//! Two things near each other: `輝達 NEAR/10 投資`.
//!
//! How far apart they are is counted in units of the text: a Chinese character counts one, and so does a sign, a number and a
//! whole word of letters. They may stand in either order, and must not overlap.

use crate::SearchError;
use crate::analysis::{stem_term, word_terms};
use crate::bits::{Bits, Cost};
use crate::exact::Exact;
use crate::plan::{Atom, Condition, Find, Mark, Plan, Planner};
use crate::query::{FieldName, Item, Part};
use crate::request::Notice;
use crate::search::Engine;
use crate::spot::Spotter;
use std::sync::Arc;
use tantivy::{SegmentReader, Term};
use zhimai_text::fold::fold;
use zhimai_text::segment::{Unit, UnitKind, stem, units};

/// Two things of which each must be near the other.
#[derive(Debug)]
pub(crate) struct Near {
    /// The forms of the one as atoms, then those of the other.
    plan: Plan,
    /// How many of the atoms are of the one.
    ones: usize,
    /// At most so many units may lie between.
    within: usize,
    /// What every document has that has the one; the same of the other.
    sides: [Condition; 2],
}

impl Near {
    /// What every document must meet, each side by itself.
    pub(crate) fn sides(&self) -> [&Condition; 2] {
        let [one, other] = &self.sides;
        [one, other]
    }

    /// The documents in which the two are near each other.
    pub(crate) fn documents(
        &self,
        engine: &Engine,
        segment: &SegmentReader,
        within: &Bits,
        cost: Cost<'_>,
    ) -> Result<Bits, SearchError> {
        let mut bits = within.clone();
        for side in &self.sides {
            bits.and(&may_meet(engine, segment, side, &bits)?);
        }
        let mut spotter = Spotter::new(&self.plan);
        bits.those_whose_texts(segment, &engine.fields, cost, |text| self.stands_in(&mut spotter, text))
    }

    fn stands_in(&self, spotter: &mut Spotter<'_>, text: &str) -> bool {
        spotter.look(text);
        let places: Vec<(usize, usize, bool)> = spotter
            .spots
            .iter()
            .map(|spot| {
                let (from, to) = spotter.units_of(spot);
                (from, to, spot.atom < self.ones)
            })
            .collect();
        // By their start: behind the first that begins too late, all do.
        places.iter().enumerate().any(|(at, (_, end, one))| {
            let behind = places.iter().skip(at + 1);
            let near = behind.take_while(|(from, ..)| *from <= end.saturating_add(self.within));
            near.into_iter().any(|(from, _, other)| from >= end && one != other)
        })
    }
}

/// The documents that may meet a side: no text is read for it.
fn may_meet(
    engine: &Engine,
    segment: &SegmentReader,
    side: &Condition,
    within: &Bits,
) -> Result<Bits, SearchError> {
    match side {
        Condition::Exact(exact) => Bits::may_hold(segment, &engine.fields, exact, within),
        Condition::Terms(terms) => Bits::of_terms(segment, terms),
        Condition::Any(any) => {
            let mut bits = Bits::none(segment);
            for one in any {
                bits.or(&may_meet(engine, segment, one, within)?);
            }
            Ok(bits)
        }
        _ => Ok(within.clone()),
    }
}

/// A form of one of the two, and what every document with it has.
type Form = (Find, Condition);

impl Planner<'_> {
    /// Two items near each other. What is no word, name or quoted string, or a choice of these, is near nothing: that is told,
    /// and both must be there.
    pub(crate) fn near(&mut self, one: &Item, within: usize, other: &Item) -> Option<Condition> {
        let mut plan = Plan { names: Arc::clone(self.names), ..Plan::default() };
        let ones = self.forms(one, true, &mut plan);
        let others = self.forms(other, false, &mut plan);
        let (Some(ones), Some(others)) = (ones, others) else {
            self.plan.notices.push(Notice::NotDone(format!("NEAR/{within}")));
            let both: Vec<Condition> =
                [one, other].into_iter().filter_map(|item| self.condition(item)).collect();
            return Some(Condition::All(both));
        };
        let count = ones.len();
        let sides = [&ones, &others]
            .map(|forms| Condition::Any(forms.iter().map(|(_, condition)| condition.clone()).collect()));
        let atom = |(find, _): Form| Atom { find, weight: 1.0, piece: 0, mark: Mark::Never, reason: None };
        plan.atoms = ones.into_iter().chain(others).map(atom).collect();
        Some(Condition::Near(Arc::new(Near { plan, ones: count, within, sides })))
    }

    /// The forms of an item that may be near something. `last`: of its words, the last name or word; else the first.
    fn forms(&mut self, item: &Item, last: bool, plan: &mut Plan) -> Option<Vec<Form>> {
        match item {
            Item::Words(text) => self.words_form(&self.beside(text, last), plan).map(|form| vec![form]),
            Item::Quoted(text) => exact_form(text, plan).map(|form| vec![form]),
            Item::Field(FieldName::Company | FieldName::Person | FieldName::Term, name) => {
                self.words_form(name, plan).map(|form| vec![form])
            }
            Item::Group(parts) => match parts.as_slice() {
                [Part { not: false, any, .. }] => {
                    let forms = any.iter().map(|item| match item {
                        Item::Words(text) => self.words_form(text, plan).map(|form| vec![form]),
                        item => self.forms(item, last, plan),
                    });
                    forms.collect::<Option<Vec<_>>>().map(|all| all.into_iter().flatten().collect())
                }
                _ => None,
            },
            Item::Field(..) | Item::Near(..) => None,
        }
    }

    /// The longest name at this end of a text, or the word there.
    fn beside(&self, text: &str, last: bool) -> String {
        let words: Vec<&str> = text.split_whitespace().collect();
        let ends = (1..=words.len()).rev().filter_map(|length| {
            let range = if last { words.len() - length..words.len() } else { 0..length };
            Some(words.get(range)?.join(" "))
        });
        let shortest = if last { words.last() } else { words.first() };
        ends.into_iter()
            .find(|end| self.groups_of_whole(end).is_some())
            .unwrap_or_else(|| shortest.copied().unwrap_or_default().to_owned())
    }

    /// A name by any of its forms, an English word by its stem, anything else exactly.
    fn words_form(&mut self, text: &str, plan: &mut Plan) -> Option<Form> {
        let folded = fold(text);
        let heard = |planner: &mut Self| planner.heard(text, &folded.chars, true);
        if let Some(groups) = self.groups_of_whole(text).or_else(|| heard(self)) {
            let condition = self.groups_condition(&groups);
            return Some((Find::Groups(groups), condition));
        }
        let row: Vec<Unit> = units(&folded.chars).collect();
        if let [Unit { kind: UnitKind::Word, start, end, .. }] = row.as_slice() {
            let word: String = folded.chars.get(*start..*end)?.iter().collect();
            let own = word_terms(&word).0;
            let terms = [own, stem_term(&word), stem(&word).into_owned()];
            let field = self.engine.fields.text;
            let terms = terms.iter().map(|term| Term::from_field_text(field, term)).collect();
            return Some((Find::Word { word, prefix: false }, Condition::Terms(terms)));
        }
        exact_form(text, plan)
    }
}

fn exact_form(text: &str, plan: &mut Plan) -> Option<Form> {
    let exact = Exact::new(text)?;
    plan.exacts.push(exact.clone());
    Some((Find::Exact(plan.exacts.len() - 1), Condition::Exact(exact)))
}
