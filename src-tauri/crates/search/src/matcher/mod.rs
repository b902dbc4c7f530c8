//! Where the atoms of a plan stand in a text: the ground of coverage, runs, windows, marks and reasons.

mod forms;
mod occurrence;

use crate::analysis::exact::Haystack;
use crate::analysis::terms::{joined_end, next_ideograph};
use crate::analysis::{dates, sums};
use crate::plan::clause::{Find, Mark, Plan};
use forms::{Forms, WordForm};
pub(crate) use occurrence::Occurrence;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use zhimai_text::fold::{Folded, fold_into};
use zhimai_text::offset::CharOffset;
use zhimai_text::segment::{Unit, UnitKind, is_ideograph, units};
use zhimai_text::{amount, date};

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
pub(crate) struct Matcher<'a> {
    pub(crate) plan: &'a Plan,
    pairs: FxHashMap<(char, char), Vec<usize>>,
    chars: FxHashMap<char, usize>,
    numbers: FxHashMap<&'a str, usize>,
    words: Vec<(WordForm<'a>, usize)>,
    joined: Vec<(&'a str, bool, usize)>,
    exacts: Vec<usize>,
    /// Whether there are sums or dates among the atoms.
    values: bool,
    /// Sums among the atoms of which the text that was looked at last has only ranges that they are an end of.
    pub(crate) loose: Vec<usize>,
    groups: FxHashMap<u32, Vec<usize>>,
    forms: Forms<'a>,
    row: Vec<Unit>,
    runs: Vec<Run>,
    haystack: Haystack,
    /// The text that was looked at last.
    pub(crate) folded: Folded,
    /// The atoms in it, by their start.
    pub(crate) occurrences: Vec<Occurrence>,
}

impl<'a> Matcher<'a> {
    pub(crate) fn new(plan: &'a Plan) -> Self {
        let mut out = Matcher {
            plan,
            pairs: FxHashMap::default(),
            chars: FxHashMap::default(),
            numbers: FxHashMap::default(),
            words: Vec::new(),
            joined: Vec::new(),
            exacts: Vec::new(),
            values: false,
            loose: Vec::new(),
            groups: FxHashMap::default(),
            forms: Forms::default(),
            row: Vec::new(),
            runs: Vec::new(),
            haystack: Haystack::default(),
            folded: Folded::default(),
            occurrences: Vec::new(),
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
                Find::Joined { text, prefix } => out.joined.push((text, *prefix, number)),
                Find::Exact(_) => out.exacts.push(number),
                Find::Sums(_) | Find::Days { .. } => out.values = true,
            }
        }
        out
    }

    /// Looks for the atoms in a text.
    pub(crate) fn look(&mut self, text: &str) {
        let mut folded = std::mem::take(&mut self.folded);
        fold_into(text, &mut folded);
        self.occurrences.clear();
        self.loose.clear();
        self.runs.clear();
        self.row.clear();
        self.row.extend(units(&folded.chars));
        self.units(&folded.chars);
        self.names(text, &folded);
        self.forms.find(&folded.chars, &self.row, &mut self.occurrences);
        self.joined(&folded.chars);
        self.exacts(&folded);
        if self.values {
            self.sums_and_dates(text, &folded);
        }
        self.folded = folded;
        self.occurrences.sort_by_key(|spot| (spot.start, spot.end));
    }

    fn units(&mut self, chars: &[char]) {
        let row = std::mem::take(&mut self.row);
        for (at, unit) in row.iter().enumerate() {
            let own = chars.get(unit.start..unit.end).unwrap_or_default();
            match (unit.kind, own) {
                (UnitKind::Ideograph | UnitKind::Symbol, [c]) => {
                    if let Some(atom) = self.chars.get(c) {
                        self.occurrences.push(Occurrence { start: unit.start, end: unit.end, atom: *atom });
                    }
                    let next = next_ideograph(&row, at).filter(|_| unit.kind == UnitKind::Ideograph);
                    if let Some(next) = next
                        && let Some(b) = chars.get(next.start)
                        && let Some(atoms) = self.pairs.get(&(*c, *b)).cloned()
                    {
                        let occurrence =
                            |atom: &usize| Occurrence { start: unit.start, end: next.end, atom: *atom };
                        self.occurrences.extend(atoms.iter().map(occurrence));
                        self.runs_on(&atoms, unit.start, next.end);
                    }
                }
                (UnitKind::Word, own) => {
                    for (word, atom) in &self.words {
                        if word.fits(own) {
                            self.occurrences.push(Occurrence {
                                start: unit.start,
                                end: unit.end,
                                atom: *atom,
                            });
                        }
                    }
                }
                (UnitKind::Number, own) if !self.numbers.is_empty() => {
                    let digits: String = own.iter().filter(|c| **c != ',').collect();
                    if let Some(atom) = self.numbers.get(digits.as_str()) {
                        self.occurrences.push(Occurrence { start: unit.start, end: unit.end, atom: *atom });
                    }
                }
                _ => {}
            }
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

    fn names(&mut self, text: &str, folded: &Folded) {
        if self.groups.is_empty() {
            return;
        }
        self.plan.names.find_in(text, folded, &self.row, |named| {
            if let Some(atoms) = self.groups.get(&named.group) {
                self.occurrences.extend(atoms.iter().map(|atom| Occurrence {
                    start: named.start,
                    end: named.end,
                    atom: *atom,
                }));
            }
        });
    }

    /// Whether the text last looked at has nothing in it, but signs, that was not found.
    pub(crate) fn is_all(&self) -> bool {
        let mut reached = 0;
        let mut occurrences = self.occurrences.iter().peekable();
        let mut units = self.row.iter().filter(|unit| unit.kind != UnitKind::Symbol);
        let is_covered = |unit: &Unit| {
            while let Some(one) = occurrences.next_if(|one| one.start <= unit.start) {
                reached = reached.max(one.end);
            }
            reached >= unit.end
        };
        !self.occurrences.is_empty() && units.all(is_covered)
    }

    /// The longest run of Chinese characters that the text last looked at shares with the query.
    pub(crate) fn longest_run(&self) -> usize {
        self.runs.iter().map(|run| run.length).max().unwrap_or(0)
    }

    fn joined(&mut self, chars: &[char]) {
        for (text, prefix, atom) in &self.joined {
            for (at, unit) in self.row.iter().enumerate() {
                if chars.get(unit.start) == text.chars().next().as_ref()
                    && let Some(end) = joined_end(chars, &self.row, at, text, *prefix)
                    && let Some(last) = end.checked_sub(1).and_then(|last| self.row.get(last))
                {
                    self.occurrences.push(Occurrence { start: unit.start, end: last.end, atom: *atom });
                }
            }
        }
    }

    fn exacts(&mut self, folded: &Folded) {
        let plan = self.plan;
        let exact = |atom: &usize| match plan.atoms.get(*atom)?.find {
            Find::Exact(number) => Some((*atom, plan.exacts.get(number)?)),
            _ => None,
        };
        let own = self.exacts.iter().filter_map(exact);
        for (atom, exact) in own.chain(plan.also.iter().map(|(atom, exact)| (*atom, exact))) {
            let found = exact.find(folded, &mut self.haystack);
            self.occurrences.extend(found.into_iter().map(|(start, end)| Occurrence { start, end, atom }));
        }
    }

    fn sums_and_dates(&mut self, text: &str, folded: &Folded) {
        let mut occurrences = Vec::new();
        let mut spot = |start, end, atom| {
            let (start, end) = (folded.at(start), folded.at(end));
            occurrences.push(Occurrence { start, end, atom });
        };
        let (mut loose, mut whole) = (Vec::new(), Vec::new());
        for sum in amount::find(text) {
            let Some((from, to)) = sums::keys(&sum) else { continue };
            let within = |(low, high): &(i64, i64)| to >= *low && from <= *high;
            // 45 to 50 billion has 45 billion in it, and is another sum.
            let apart = |(low, high): &(i64, i64)| within(&(*low, *high)) && low == high && from < to;
            let found =
                self.atoms_with(|find| matches!(find, Find::Sums(ranges) if ranges.iter().any(within)));
            for atom in found {
                spot(sum.start, sum.end, atom);
                let find = self.plan.atoms.get(atom).map(|atom| &atom.find);
                let is_loose = matches!(find, Some(Find::Sums(ranges)) if ranges.iter().any(apart));
                if is_loose { &mut loose } else { &mut whole }.push(atom);
            }
        }
        loose.retain(|atom| !whole.contains(atom));
        for day in date::find(text) {
            let mut terms = BTreeSet::new();
            dates::of_mention(&day, &mut terms);
            let named = |first: &i32, last: &i32| terms.contains(&dates::term(*first, *last));
            self.atoms_with(|find| matches!(find, Find::Days { first, last } if named(first, last)))
                .for_each(|atom| spot(day.start, day.end, atom));
        }
        self.occurrences.extend(occurrences);
        self.loose = loose;
    }

    fn atoms_with(&self, wants: impl Fn(&Find) -> bool) -> impl Iterator<Item = usize> {
        let atoms = self.plan.atoms.iter().enumerate();
        atoms.filter(move |(_, atom)| wants(&atom.find)).map(|(number, _)| number)
    }

    /// The units of the text last looked at that a spot is on: the first, and the one after the last.
    pub(crate) fn units_of(&self, spot: &Occurrence) -> (usize, usize) {
        let from = self.row.partition_point(|unit| unit.end <= spot.start);
        (from, self.row.partition_point(|unit| unit.start < spot.end))
    }

    /// What to mark in the text last looked at: ranges of its code points, in order, merged.
    pub(crate) fn marks(&self) -> Vec<[u32; 2]> {
        // What is marked anyway, such as a long quoted string, makes nothing beside it light.
        let weighed = self.plan.atoms.iter().filter(|atom| atom.mark == Mark::Weighty);
        let heaviest = weighed.map(|atom| atom.weight).fold(0.0, f32::max);
        let mut marks = Vec::new();
        for spot in &self.occurrences {
            let Some(atom) = self.plan.atoms.get(spot.atom) else { continue };
            let weighty = atom.weight * 6.0 >= heaviest;
            let worth = match (&atom.find, atom.mark) {
                (_, Mark::Never) => false,
                (_, Mark::Always) => true,
                // A translation counts little, but without the mark nobody would see why the text was found.
                (Find::Forms { chinese, .. }, Mark::Weighty) => {
                    let first = self.folded.chars.get(spot.start);
                    weighty || first.is_some_and(|c| is_ideograph(*c) == *chinese)
                }
                (_, Mark::Weighty) => weighty,
            };
            if worth {
                marks.push(self.folded.original(spot.start, spot.end));
            }
        }
        for run in self.runs.iter().filter(|run| run.length >= 4) {
            marks.push(self.folded.original(run.start, run.end));
        }
        merge(marks)
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
