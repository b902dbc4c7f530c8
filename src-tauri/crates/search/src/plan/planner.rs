//! A plan in the making: what every step of planning adds to it by.

use crate::analysis::exact::Exact;
use crate::analysis::terms::group_term;
use crate::budget::Budget;
use crate::claims::Claims;
use crate::context::Context;
use crate::plan::clause::{Atom, Find, Mark, Plan};
use crate::request::ReasonKind;
use std::collections::{HashMap, HashSet};
use tantivy::Term;
use zhimai_text::fold::Folded;
use zhimai_text::offset;

/// How much a name counts against the characters it is made of.
const NAME: f32 = 1.6;

/// How much the stem counts beside the word itself.
pub(crate) const STEM_SHARE: f32 = 0.7;

/// A plan in the making.
pub(crate) struct Planner<'a> {
    pub(crate) context: &'a Context,
    pub(crate) budget: &'a Budget<'a>,
    /// Whoever knows claims.
    pub(crate) claims: &'a dyn Claims,
    /// `and`, `or` and `not` are words of a query in capitals: they count, but nothing is found by them alone.
    pub(crate) capitals: bool,
    /// How many words were looked up by their spelling or sound.
    pub(crate) respelled: usize,
    pub(crate) plan: Plan,
    /// Terms to rank by and where they are in `order`.
    pub(super) terms: HashMap<Term, usize>,
    pub(super) order: Vec<(Term, f32, f32)>,
    /// Of these the ones that only add to others: a character of a word says too little to be looked for alone.
    pub(crate) beside: HashSet<Term>,
    /// Single characters, wanted only when there is nothing else.
    pub(crate) chars: Vec<(char, usize)>,
    /// The query with what was respelled so far.
    pub(crate) suggestion: String,
    /// What is planned now stands in quotation marks: nothing is respelled.
    pub(crate) exactly: bool,
    /// The value of the field that is planned now may be unfinished.
    pub(crate) growing_field: bool,
}

impl Planner<'_> {
    /// An exact string that is looked for in the texts.
    pub(crate) fn exact(&mut self, exact: Exact, weight: f32, piece: usize) {
        self.atom(Find::Exact(self.plan.exacts.len()), weight, piece, Mark::Always);
        self.plan.exacts.push(exact);
    }

    /// Any of these groups: together they count as one name, as rare as all of them (Pirkola, SIGIR 1998).
    pub(crate) fn groups(&mut self, groups: Vec<u32>, piece: usize, reason: ReasonKind, factor: f32) {
        let mut reason = reason;
        let mut terms = Vec::with_capacity(groups.len());
        for group in groups.iter().filter_map(|group| self.context.names.group(*group)) {
            if reason == ReasonKind::Alias && !group.kind.is_entity() {
                reason = ReasonKind::Term;
            }
            terms.push(Term::from_field_text(self.context.fields.text, &group_term(group)));
        }
        let weight = self.score_as_one(terms, factor * NAME);
        let find = Find::Groups(groups);
        self.plan.atoms.push(Atom { find, weight, piece, mark: Mark::Weighty, reason: Some(reason) });
    }

    /// Ranks by any of the terms as if they were one, which is as rare as all of them; gives back its weight.
    pub(crate) fn score_as_one(&mut self, terms: Vec<Term>, factor: f32) -> f32 {
        let all = self.context.searcher.num_docs();
        let together: u64 = terms.iter().map(|term| self.doc_freq(term)).sum();
        let weight = rarity(together.min(all), all) * factor;
        for term in terms {
            let own = rarity(self.doc_freq(&term), all).max(f32::MIN_POSITIVE);
            self.score(term, weight / own);
        }
        weight
    }

    /// Adds a term to rank by; gives back rarity times factor.
    pub(crate) fn score(&mut self, term: Term, factor: f32) -> f32 {
        if let Some(entry) = self.terms.get(&term).and_then(|at| self.order.get_mut(*at)) {
            entry.1 += factor;
            return entry.2 * factor;
        }
        let frequency = self.doc_freq(&term);
        let rarity = rarity(frequency, self.context.searcher.num_docs());
        if frequency > 0 {
            self.terms.insert(term.clone(), self.order.len());
            self.order.push((term, factor, rarity));
        }
        rarity * factor
    }

    pub(crate) fn doc_freq(&self, term: &Term) -> u64 {
        self.context.doc_freq(term)
    }

    pub(crate) fn piece(&mut self, written: &str) -> usize {
        self.plan.written.push(written.trim().to_owned());
        self.plan.written.len() - 1
    }

    /// Something that a text may have or lack and that needs no telling when it has it.
    pub(crate) fn atom(&mut self, find: Find, weight: f32, piece: usize, mark: Mark) {
        self.plan.atoms.push(Atom { find, weight, piece, mark, reason: None });
    }
}

/// BM25's weight of a term that so many of all documents have.
pub(crate) fn rarity(frequency: u64, all: u64) -> f32 {
    let (frequency, all) = (frequency as f32, all.max(frequency) as f32);
    (1.0 + (all - frequency + 0.5) / (frequency + 0.5)).ln()
}

/// What stands in the query where these folded characters come from.
pub(crate) fn original(text: &str, folded: &Folded, start: usize, end: usize) -> String {
    let (from, to) = folded.original(start, end);
    offset::slice(text, from, to).to_owned()
}
