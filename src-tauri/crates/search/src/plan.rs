//! From a query to what is looked for: terms to rank by, conditions to meet, and the atoms that coverage counts.

use crate::analysis::{group_term, is_clitic};
use crate::budget::Budget;
use crate::common;
use crate::exact::Exact;
use crate::near::Near;
use crate::query::{Item, Part, Query, parse};
use crate::request::{Notice, ReasonKind};
use crate::search::Engine;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use tantivy::{Searcher, Term};
use zhimai_gazetteer::{Gazetteer, Named};
use zhimai_text::fold::{Folded, fold};
use zhimai_text::offset;
use zhimai_text::segment::{Unit, UnitKind, is_ideograph, units};

/// More terms than this are not ranked by; the rarest are kept.
const MOST_TERMS: usize = 64;
/// How much a name counts against the characters it is made of.
const NAME: f32 = 1.6;

/// What a query looks for.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// What coverage, marks and snippets go by.
    pub(crate) atoms: Vec<Atom>,
    /// What is ranked by.
    pub(crate) scored: Vec<Scored>,
    /// Must stand in the text; then other words may be missing.
    pub(crate) quoted: Vec<Condition>,
    /// Must hold of the document.
    pub(crate) filters: Vec<Condition>,
    pub(crate) not: Vec<Condition>,
    /// Documents with these strings match too, whatever they rank by: sums and dates as written. Each stands for the atom of
    /// this number.
    pub(crate) also: Vec<(usize, Exact)>,
    /// Documents match too that state a range over one of these sums (of [`crate::sums`]).
    pub(crate) sums: Vec<(i64, i64)>,
    /// Characters that are looked for by themselves, or signs, as the query has nothing else, with their rarity. They are
    /// ranked by instead of terms.
    pub(crate) alone: Vec<(char, f32)>,
    /// Exact strings to look for.
    pub(crate) exacts: Vec<Exact>,
    /// The pieces of the query that atoms belong to, as written.
    pub(crate) written: Vec<String>,
    /// The longest run of Chinese characters in the query.
    pub(crate) longest_run: usize,
    /// Whether the query has words at all; else every document that meets the conditions matches.
    pub(crate) wants_text: bool,
    /// The names that the query was read by; groups are numbers of them.
    pub(crate) names: Arc<Gazetteer>,
    /// The groups that the whole query names.
    pub(crate) named: Vec<u32>,
    pub(crate) notices: Vec<Notice>,
    pub(crate) suggestion: Option<String>,
}

/// A term that is ranked by.
#[derive(Clone, Debug)]
pub(crate) struct Scored {
    pub(crate) term: Term,
    pub(crate) factor: f32,
    /// Whether a document matches that has it and no other.
    pub(crate) matches: bool,
}

/// The smallest piece that a text may have or lack.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Atom {
    pub(crate) find: Find,
    /// Rarity times factor.
    pub(crate) weight: f32,
    /// The number of the piece of the query in [`Plan::written`].
    pub(crate) piece: usize,
    pub(crate) mark: Mark,
    /// What to tell when it was not found as written.
    pub(crate) reason: Option<ReasonKind>,
}

/// Whether an atom is marked where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// It counts, but a mark would say more than is true.
    Never,
    /// When it weighs something beside the rest of the query.
    Weighty,
    Always,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Find {
    /// Two characters, at this place of their run.
    Pair {
        a: char,
        b: char,
        at: usize,
    },
    Char(char),
    /// A word or, with `prefix`, the beginning of one.
    Word {
        word: String,
        prefix: bool,
    },
    Number(String),
    /// Words and numbers that are written as one, without what joins them; with `prefix`, the beginning of such.
    Joined {
        text: String,
        prefix: bool,
    },
    /// The string of this number in [`Plan::exacts`].
    Exact(usize),
    /// Any name of these groups.
    Groups(Vec<u32>),
    /// A word or phrase as written, or any translation of it, folded; words of letters are parted by single spaces.
    /// `chinese` says whether the translations are Chinese, and what is written is not.
    Forms {
        forms: Vec<String>,
        chinese: bool,
    },
    /// A sum that has an end in one of the ranges of [`crate::sums`], both ends inside.
    Sums(Vec<(i64, i64)>),
    Days {
        first: i32,
        last: i32,
    },
}

/// What a document must or must not meet.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    Exact(Exact),
    /// Any of the terms.
    Terms(Vec<Term>),
    /// First day not after the second, last day not before the first.
    Days(Option<i32>, Option<i32>),
    /// A sum in any of the ranges of [`crate::sums`], both ends inside.
    Sums(Vec<(i64, i64)>),
    Near(Arc<Near>),
    Any(Vec<Condition>),
    All(Vec<Condition>),
    Not(Box<Condition>),
}

impl Plan {
    /// Whether there is anything to rank by.
    pub(crate) fn ranks(&self) -> bool {
        !self.scored.is_empty() || !self.alone.is_empty()
    }

    /// A sum that the query asks for, as of [`crate::sums`]; 0 US dollars when it asks for none.
    pub(crate) fn asked_sum(&self) -> i64 {
        let condition = self.filters.iter().find_map(|condition| match condition {
            Condition::Sums(ranges) => ranges.first().map(|(low, _)| *low),
            _ => None,
        });
        let word = || {
            self.atoms.iter().find_map(|atom| match atom.find {
                Find::Sums(ref ranges) => ranges.first().map(|(low, _)| *low),
                _ => None,
            })
        };
        condition.or_else(word).unwrap_or_else(crate::sums::of_dollars)
    }
}

/// Makes a plan of a query. `typing`: its last word may be unfinished.
pub(crate) fn plan(
    engine: &Engine,
    searcher: &Searcher,
    query: &str,
    typing: bool,
    budget: &Budget<'_>,
) -> Plan {
    let Query { parts, notices, open, open_field, capitals } = parse(query);
    let names = engine.names();
    let mut planner = Planner {
        engine,
        names: &names,
        searcher,
        budget,
        capitals,
        respelled: 0,
        plan: Plan { notices, names: Arc::clone(&names), ..Plan::default() },
        terms: HashMap::new(),
        order: Vec::new(),
        beside: HashSet::new(),
        chars: Vec::new(),
        suggestion: query.to_owned(),
        exactly: false,
        growing_field: false,
    };
    let last = parts.len().saturating_sub(1);
    for (number, part) in parts.iter().enumerate() {
        planner.growing_field = typing && open_field && number == last;
        planner.part(part, typing && open && number == last);
    }
    let texts: usize =
        parts.iter().filter(|part| !part.not).flat_map(|part| &part.any).map(count_texts).sum();
    if texts > 1 {
        // `Google OR Amazon`: each names a thing, the whole query none.
        planner.plan.named.clear();
    }
    planner.finish()
}

/// How many words, quoted strings and the like an item is of; fields name nothing.
fn count_texts(item: &Item) -> usize {
    match item {
        Item::Words(_) | Item::Quoted(_) => 1,
        Item::Field(..) => 0,
        Item::Near(one, _, other) => count_texts(one) + count_texts(other),
        Item::Group(parts) => parts.iter().flat_map(|part| &part.any).map(count_texts).sum(),
    }
}

fn has_only_fields(item: &Item) -> bool {
    match item {
        Item::Field(..) => true,
        Item::Group(parts) => parts.iter().flat_map(|part| &part.any).all(has_only_fields),
        _ => false,
    }
}

pub(crate) struct Planner<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) names: &'a Arc<Gazetteer>,
    pub(crate) searcher: &'a Searcher,
    pub(crate) budget: &'a Budget<'a>,
    /// `and`, `or` and `not` are words of a query in capitals: they count, but nothing is found by them alone.
    pub(crate) capitals: bool,
    /// How many words were looked up by their spelling or sound.
    pub(crate) respelled: usize,
    pub(crate) plan: Plan,
    /// Terms to rank by and where they are in `order`.
    terms: HashMap<Term, usize>,
    order: Vec<(Term, f32, f32)>,
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
    fn part(&mut self, part: &Part, growing: bool) {
        if part.not {
            let any: Vec<Condition> = part.any.iter().flat_map(|item| self.each_excluded(item)).collect();
            self.plan.not.extend(any);
            return;
        }
        self.rank_by(part, growing);
        let plain = part.any.iter().all(|item| matches!(item, Item::Words(_)));
        // What is still being typed is near nothing yet.
        let growing_near = growing && matches!(part.any.last(), Some(Item::Near(..)));
        if plain && !part.must || growing_near {
            return;
        }
        if let [Item::Words(text)] = part.any.as_slice() {
            let must = self.words_that_must(text, growing);
            self.plan.quoted.extend(must);
            return;
        }
        let condition = self.any_of(&part.any);
        let only_fields = part.any.iter().all(has_only_fields);
        let list = if only_fields { &mut self.plan.filters } else { &mut self.plan.quoted };
        list.extend(condition);
    }

    /// What a wanted part is ranked by and shown with, whatever is asked of it.
    fn rank_by(&mut self, part: &Part, growing: bool) {
        let last = part.any.len().saturating_sub(1);
        for (number, item) in part.any.iter().enumerate() {
            self.rank_by_item(item, growing && number == last);
        }
    }

    fn rank_by_item(&mut self, item: &Item, growing: bool) {
        match item {
            Item::Words(text) => self.words(text, growing, 1.0),
            Item::Quoted(text) => self.quoted(text),
            Item::Field(field, value) => self.show_field(*field, value),
            Item::Near(one, _, other) => {
                self.rank_by_item(one, false);
                self.rank_by_item(other, growing);
            }
            Item::Group(parts) => {
                parts.iter().filter(|part| !part.not).for_each(|part| self.rank_by(part, false));
            }
        }
    }

    /// Ranks by what an exact string is made of, and marks where all of it stands.
    fn quoted(&mut self, text: &str) {
        let Some(exact) = Exact::new(text) else { return };
        let folded = fold(text);
        let row: Vec<Unit> = units(&folded.chars).collect();
        let piece = self.piece(text);
        let before = self.plan.atoms.len();
        self.exactly = true;
        self.plain(&folded, &row, piece, false, 1.0);
        self.exactly = false;
        let weight = self.plan.atoms.drain(before..).map(|atom| atom.weight).sum();
        self.exact(exact, weight, piece);
    }

    /// An exact string that is looked for in the texts.
    pub(crate) fn exact(&mut self, exact: Exact, weight: f32, piece: usize) {
        self.atom(Find::Exact(self.plan.exacts.len()), weight, piece, Mark::Always);
        self.plan.exacts.push(exact);
    }

    /// Plain words: sums and dates, then names, then the rest.
    fn words(&mut self, text: &str, growing: bool, factor: f32) {
        let folded = fold(text);
        let row: Vec<Unit> = units(&folded.chars).collect();
        self.plan.wants_text |= !row.is_empty();
        // What the units belong to: nothing yet.
        let mut taken = vec![false; row.len()];
        self.sums_and_dates(text, &folded, &row, &mut taken, factor);
        for (range, named) in longest_names(self.names, &folded.chars, &row) {
            if taken.get(range.clone()).is_none_or(|taken| taken.contains(&true)) {
                continue;
            }
            let piece = self.piece_of(text, &folded, &named);
            let groups: Vec<u32> = named.iter().map(|named| named.group).collect();
            if covers(&named, &row) {
                self.plan.named.clone_from(&groups);
            }
            self.groups(groups, piece, ReasonKind::Alias, factor);
            // Versions share a name: who asks for GPT-5 wants GPT-5.2 less.
            let own = row.get(range.clone()).unwrap_or_default();
            if own.iter().any(|unit| unit.kind == UnitKind::Number) {
                self.wholes(&folded.chars, own, piece, false, factor);
            }
            // A wrong spelling may stand in a text all the same, and what is a name only beside evidence as the word that it is.
            if !named.iter().all(|named| named.mistake || named.doubtful) {
                taken.get_mut(range).into_iter().flatten().for_each(|taken| *taken = true);
            }
        }
        for (at, taken) in taken.iter_mut().enumerate() {
            *taken |= is_clitic(&folded.chars, &row, at);
        }
        let mut from = 0;
        for end in 0..=row.len() {
            if taken.get(end).copied().unwrap_or(true) {
                if let Some(rest) = row.get(from..end).filter(|rest| !rest.is_empty()) {
                    self.heard_or_rest(text, &folded, rest, growing && end == row.len(), factor);
                }
                from = end + 1;
            }
        }
    }

    /// A row of units that is no name, sum or date. `growing`: the last may be unfinished.
    pub(crate) fn rest(&mut self, text: &str, folded: &Folded, rest: &[Unit], growing: bool, factor: f32) {
        let (start, stop) = (rest.first().map_or(0, |u| u.start), rest.last().map_or(0, |u| u.end));
        let piece = self.piece(&original(text, folded, start, stop));
        self.translate(text, folded, rest, factor);
        let begun = if growing { self.growing(folded, rest, piece) } else { 0 };
        let plain = rest.get(..rest.len().saturating_sub(begun)).unwrap_or_default();
        self.plain(folded, plain, piece, growing && begun == 0, factor);
    }

    /// Any of these groups: together they count as one name, as rare as all of them (Pirkola, SIGIR 1998).
    pub(crate) fn groups(&mut self, groups: Vec<u32>, piece: usize, reason: ReasonKind, factor: f32) {
        let mut reason = reason;
        let mut terms = Vec::with_capacity(groups.len());
        for group in groups.iter().filter_map(|group| self.names.group(*group)) {
            if reason == ReasonKind::Alias && !group.kind.is_entity() {
                reason = ReasonKind::Term;
            }
            terms.push(Term::from_field_text(self.engine.fields.text, &group_term(group)));
        }
        let weight = self.score_as_one(terms, factor * NAME);
        let find = Find::Groups(groups);
        self.plan.atoms.push(Atom { find, weight, piece, mark: Mark::Weighty, reason: Some(reason) });
    }

    /// Ranks by any of the terms as if they were one, which is as rare as all of them; gives back its weight.
    pub(crate) fn score_as_one(&mut self, terms: Vec<Term>, factor: f32) -> f32 {
        let all = self.searcher.num_docs();
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
        let rarity = rarity(frequency, self.searcher.num_docs());
        if frequency > 0 {
            self.terms.insert(term.clone(), self.order.len());
            self.order.push((term, factor, rarity));
        }
        rarity * factor
    }

    pub(crate) fn doc_freq(&self, term: &Term) -> u64 {
        self.searcher.doc_freq(term).unwrap_or(0)
    }

    pub(crate) fn piece(&mut self, written: &str) -> usize {
        self.plan.written.push(written.trim().to_owned());
        self.plan.written.len() - 1
    }

    fn piece_of(&mut self, text: &str, folded: &Folded, named: &[Named]) -> usize {
        let (start, end) = named.first().map_or((0, 0), |named| (named.start, named.end));
        self.piece(&original(text, folded, start, end))
    }

    /// Characters that are looked for by themselves; signs only where there is no character.
    fn only_characters(&mut self, chars: &[(char, usize)]) {
        let any = chars.iter().any(|(c, _)| is_ideograph(*c));
        for (c, piece) in chars.iter().filter(|(c, _)| !any || is_ideograph(*c)) {
            if self.plan.alone.iter().any(|(other, _)| other == c) {
                continue;
            }
            let rarity = common::rarity(*c).unwrap_or_else(|| {
                let term = Term::from_field_text(self.engine.fields.chars, &c.to_string());
                rarity(self.doc_freq(&term), self.searcher.num_docs())
            });
            self.plan.alone.push((*c, rarity));
            match self.plan.atoms.iter_mut().find(|atom| atom.find == Find::Char(*c)) {
                Some(atom) => (atom.weight, atom.mark) = (rarity, Mark::Always),
                None => self.atom(Find::Char(*c), rarity, *piece, Mark::Always),
            }
        }
    }

    fn finish(mut self) -> Plan {
        // What leaves least to be read comes first.
        let mut quoted = std::mem::take(&mut self.plan.quoted);
        quoted.sort_by_cached_key(|condition| self.cost(condition));
        self.plan.quoted = quoted;

        if self.order.iter().all(|(term, ..)| self.beside.contains(term)) {
            let chars = std::mem::take(&mut self.chars);
            self.only_characters(&chars);
        }
        self.order.sort_by(|a, b| (b.1 * b.2).total_cmp(&(a.1 * a.2)));
        self.order.truncate(MOST_TERMS);
        let scored = self.order.into_iter().map(|(term, factor, _)| {
            let matches = !self.beside.contains(&term);
            Scored { term, factor, matches }
        });
        self.plan.scored = scored.collect();
        self.plan
    }
}

/// BM25's weight of a term that so many of all documents have.
pub(crate) fn rarity(frequency: u64, all: u64) -> f32 {
    let (frequency, all) = (frequency as f32, all.max(frequency) as f32);
    (1.0 + (all - frequency + 0.5) / (frequency + 0.5)).ln()
}

/// The names in a text, leftmost and longest, with the ranges of their units; several groups may share a name.
pub(crate) fn longest_names(
    names: &Gazetteer,
    chars: &[char],
    row: &[Unit],
) -> Vec<(std::ops::Range<usize>, Vec<Named>)> {
    let mut all = Vec::new();
    names.find_typed(chars, row, |named| all.push(named));
    all.sort_by_key(|named| (named.start, std::cmp::Reverse(named.end)));
    let mut out: Vec<(std::ops::Range<usize>, Vec<Named>)> = Vec::new();
    for named in all {
        match out.last_mut() {
            Some((_, last))
                if last.first().is_some_and(|first| (first.start, first.end) == (named.start, named.end)) =>
            {
                last.push(named);
            }
            Some((_, last)) if last.first().is_some_and(|first| named.start < first.end) => {}
            _ => {
                let from = row.partition_point(|unit| unit.start < named.start);
                let to = row.partition_point(|unit| unit.end <= named.end);
                out.push((from..to, vec![named]));
            }
        }
    }
    out
}

/// Whether a name is all there is, but for signs around it.
pub(crate) fn covers(named: &[Named], row: &[Unit]) -> bool {
    named.first().is_some_and(|named| {
        row.iter()
            .all(|unit| unit.kind == UnitKind::Symbol || unit.start >= named.start && unit.end <= named.end)
    })
}

pub(crate) fn original(text: &str, folded: &Folded, start: usize, end: usize) -> String {
    let (from, to) = folded.original(start, end);
    offset::slice(text, from, to).to_owned()
}
