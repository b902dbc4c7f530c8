//! Where the atoms of a plan stand in a text: the ground of coverage, runs, windows, marks and reasons.

use crate::exact::Haystack;
use crate::forms::{Forms, WordForm};
use crate::plan::{Find, Plan};
use crate::search::Engine;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use zhimai_text::fold::{Folded, fold_into};
use zhimai_text::offset::CharOffset;
use zhimai_text::segment::{Gap, Unit, UnitKind, is_ideograph, units};
use zhimai_text::{amount, date};

/// An atom in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    /// Folded characters.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The number of the atom in the plan.
    pub(crate) atom: usize,
}

/// A run of Chinese characters that query and text share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    start: usize,
    end: usize,
    /// Characters in it.
    length: usize,
    /// The place of the last pair in the query, and its piece.
    at: usize,
    piece: usize,
}

/// Looks for the atoms of a plan in texts, one after the other.
pub(crate) struct Spotter<'a> {
    engine: &'a Engine,
    pub(crate) plan: &'a Plan,
    pairs: FxHashMap<(char, char), Vec<usize>>,
    chars: FxHashMap<char, usize>,
    numbers: FxHashMap<&'a str, usize>,
    words: Vec<(WordForm<'a>, usize)>,
    groups: FxHashMap<u32, Vec<usize>>,
    forms: Forms<'a>,
    row: Vec<Unit>,
    runs: Vec<Run>,
    haystack: Haystack,
    /// The text that was looked at last.
    pub(crate) folded: Folded,
    /// The atoms in it, by their start.
    pub(crate) spots: Vec<Spot>,
}

impl<'a> Spotter<'a> {
    pub(crate) fn new(engine: &'a Engine, plan: &'a Plan) -> Self {
        let mut out = Spotter {
            engine,
            plan,
            pairs: FxHashMap::default(),
            chars: FxHashMap::default(),
            numbers: FxHashMap::default(),
            words: Vec::new(),
            groups: FxHashMap::default(),
            forms: Forms::default(),
            row: Vec::new(),
            runs: Vec::new(),
            haystack: Haystack::default(),
            folded: Folded::default(),
            spots: Vec::new(),
        };
        for (number, atom) in plan.atoms.iter().enumerate() {
            match &atom.find {
                Find::Pair { a, b, .. } => out.pairs.entry((*a, *b)).or_default().push(number),
                Find::Char(c) => _ = out.chars.insert(*c, number),
                Find::Number(digits) => _ = out.numbers.insert(digits, number),
                Find::Word { word, prefix } => {
                    out.words.push((WordForm::new(word, *prefix), number));
                }
                Find::Groups(groups) => {
                    for group in groups {
                        out.groups.entry(*group).or_default().push(number);
                    }
                }
                Find::Forms { forms, .. } => forms.iter().for_each(|form| out.forms.add(form, number)),
                Find::Sum { .. } | Find::Days { .. } => {}
            }
        }
        out
    }

    /// Looks for everything but sums, dates and exact strings, which take longer.
    pub(crate) fn look(&mut self, text: &str) {
        let mut folded = std::mem::take(&mut self.folded);
        fold_into(text, &mut folded);
        self.spots.clear();
        self.runs.clear();
        self.row.clear();
        self.row.extend(units(&folded.chars));
        self.units(&folded.chars);
        self.names(&folded.chars);
        self.forms.find(&folded.chars, &self.row, &mut self.spots);
        self.folded = folded;
        self.spots.sort_by_key(|spot| (spot.start, spot.end));
    }

    fn units(&mut self, chars: &[char]) {
        let mut before: Option<(char, usize)> = None;
        let row = std::mem::take(&mut self.row);
        for unit in &row {
            let own = chars.get(unit.start..unit.end).unwrap_or_default();
            let mut ideograph = None;
            match (unit.kind, own) {
                (UnitKind::Ideograph | UnitKind::Symbol, [c]) => {
                    if unit.kind == UnitKind::Ideograph {
                        if let Some((a, start)) = before.filter(|_| unit.gap <= Gap::Space)
                            && let Some(atoms) = self.pairs.get(&(a, *c)).cloned()
                        {
                            self.spots.extend(atoms.iter().map(|atom| Spot {
                                start,
                                end: unit.end,
                                atom: *atom,
                            }));
                            self.runs_on(&atoms, start, unit.end);
                        }
                        ideograph = Some((*c, unit.start));
                    }
                    if let Some(atom) = self.chars.get(c) {
                        self.spots.push(Spot { start: unit.start, end: unit.end, atom: *atom });
                    }
                }
                (UnitKind::Word, own) => {
                    for (word, atom) in &self.words {
                        if word.fits(own) {
                            self.spots.push(Spot { start: unit.start, end: unit.end, atom: *atom });
                        }
                    }
                }
                (UnitKind::Number, own) if !self.numbers.is_empty() => {
                    let digits: String = own.iter().filter(|c| **c != ',').collect();
                    if let Some(atom) = self.numbers.get(digits.as_str()) {
                        self.spots.push(Spot { start: unit.start, end: unit.end, atom: *atom });
                    }
                }
                _ => {}
            }
            before = ideograph;
        }
        self.row = row;
    }

    /// Lengthens the run that a pair goes on, or begins one.
    fn runs_on(&mut self, atoms: &[usize], start: usize, end: usize) {
        let last = self.runs.last().copied().filter(|run| run.end > start && run.end < end);
        let places =
            atoms.iter().filter_map(|atom| self.plan.atoms.get(*atom)).filter_map(|atom| match atom.find {
                Find::Pair { at, .. } => Some((at, atom.piece)),
                _ => None,
            });
        let mut first = None;
        for (at, piece) in places {
            if let Some(last) = last
                && last.at + 1 == at
                && last.piece == piece
                && let Some(run) = self.runs.last_mut()
            {
                *run = Run { start: last.start, end, length: last.length + 1, at, piece };
                return;
            }
            first = first.or(Some((at, piece)));
        }
        if let Some((at, piece)) = first {
            self.runs.push(Run { start, end, length: 2, at, piece });
        }
    }

    fn names(&mut self, chars: &[char]) {
        if self.groups.is_empty() {
            return;
        }
        self.engine.names.find(chars, &self.row, |named| {
            if !named.misspelling
                && let Some(atoms) = self.groups.get(&named.group)
            {
                self.spots.extend(atoms.iter().map(|atom| Spot {
                    start: named.start,
                    end: named.end,
                    atom: *atom,
                }));
            }
        });
    }

    /// The longest run of Chinese characters that the text last looked at shares with the query.
    pub(crate) fn longest_run(&self) -> usize {
        self.runs.iter().map(|run| run.length).max().unwrap_or(0)
    }

    /// What to mark in the text last looked at: ranges of its code points, in order, merged.
    /// `text` is that text again, for sums and dates.
    pub(crate) fn marks(&mut self, text: &str) -> Vec<[u32; 2]> {
        let heaviest = self.plan.atoms.iter().map(|atom| atom.weight).fold(0.0, f32::max);
        let mut marks = Vec::new();
        let weighs =
            |atom: usize| self.plan.atoms.get(atom).is_some_and(|atom| atom.weight * 6.0 >= heaviest);
        for spot in &self.spots {
            let worth = match self.plan.atoms.get(spot.atom).map(|atom| &atom.find) {
                Some(Find::Pair { word, .. }) => *word && weighs(spot.atom),
                // A translation counts little, but without the mark nobody would see why the text was found.
                Some(Find::Forms { chinese, .. }) => {
                    let first = self.folded.chars.get(spot.start);
                    first.is_some_and(|c| is_ideograph(*c) == *chinese) || weighs(spot.atom)
                }
                Some(_) => weighs(spot.atom),
                None => false,
            };
            if worth {
                marks.push(self.folded.original(spot.start, spot.end));
            }
        }
        for run in self.runs.iter().filter(|run| run.length >= 4) {
            marks.push(self.folded.original(run.start, run.end));
        }
        for exact in &self.plan.exacts {
            for (start, end) in exact.find(&self.folded, &mut self.haystack) {
                marks.push(self.folded.original(start, end));
            }
        }
        marks.extend(self.values(text).into_iter().map(|(_, start, end)| (start, end)));
        merge(marks)
    }

    /// The sums and dates of the plan in a text: atom, start, end.
    pub(crate) fn values(&self, text: &str) -> Vec<(usize, CharOffset, CharOffset)> {
        let mut out = Vec::new();
        let wanted = |wants: fn(&Find) -> bool| self.plan.atoms.iter().any(|atom| wants(&atom.find));
        if wanted(|find| matches!(find, Find::Sum { .. })) {
            for sum in amount::find(text) {
                let Some((from, to)) = crate::sums::keys(&sum) else { continue };
                out.extend(
                    self.atoms_with(|find| match find {
                        Find::Sum { low, high } => {
                            [low, high].into_iter().any(|end| *end == from || *end == to)
                        }
                        _ => false,
                    })
                    .map(|atom| (atom, sum.start, sum.end)),
                );
            }
        }
        if wanted(|find| matches!(find, Find::Days { .. })) {
            for day in date::find(text) {
                let mut terms = BTreeSet::new();
                crate::date::of_days((day.first_day, day.last_day), &mut terms);
                out.extend(
                    self.atoms_with(|find| match find {
                        Find::Days { first, last } => terms.contains(&crate::date::term(*first, *last)),
                        _ => false,
                    })
                    .map(|atom| (atom, day.start, day.end)),
                );
            }
        }
        out
    }

    fn atoms_with(&self, wants: impl Fn(&Find) -> bool) -> impl Iterator<Item = usize> {
        self.plan
            .atoms
            .iter()
            .enumerate()
            .filter(move |(_, atom)| wants(&atom.find))
            .map(|(number, _)| number)
    }
}

/// Merges ranges that overlap or touch, and puts them in order.
fn merge(mut ranges: Vec<(CharOffset, CharOffset)>) -> Vec<[u32; 2]> {
    ranges.sort();
    let mut out: Vec<[u32; 2]> = Vec::new();
    for (start, end) in ranges {
        let (start, end) =
            (u32::try_from(start.0).unwrap_or(u32::MAX), u32::try_from(end.0).unwrap_or(u32::MAX));
        match out.last_mut() {
            _ if start >= end => {}
            Some(last) if start <= last[1] => last[1] = last[1].max(end),
            _ => out.push([start, end]),
        }
    }
    out
}
