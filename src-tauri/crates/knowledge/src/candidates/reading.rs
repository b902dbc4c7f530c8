//! A sentence read: which claims it makes.

use super::firmness::Standing;
use super::slots::{Slot, Who, slots};
use super::sums;
use super::tokens::{Sort, Text, Token, Tokens};
use super::verbs::{Form, Mark, Side, Verb};
use super::words::{Word, side_of};
use std::ops::Range;
use zhimai_model::{FlowKind, Status};

/// A claim as the sentence makes it.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) from: Option<Who>,
    pub(super) to: Option<Who>,
    pub(super) flow: FlowKind,
    /// The token of the sum.
    pub(super) sum: Option<usize>,
    pub(super) status: Status,
    /// The token of the verb.
    pub(super) verb: usize,
    /// Why it may be read otherwise; nothing where it can hardly be.
    pub(super) doubts: Vec<&'static str>,
}

/// A sentence that is read.
pub(super) struct Reading<'a> {
    pub(super) text: &'a Text,
    pub(super) tokens: &'a Tokens,
    slots: Vec<Slot>,
    sums: Vec<usize>,
    /// Chinese puts whom it is for before the verb.
    is_chinese: bool,
}

/// Those of one side, and what is doubtful about it.
#[derive(Clone, Debug, Default)]
struct Party {
    who: Vec<Who>,
    doubts: Vec<&'static str>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(text: &'a Text, tokens: &'a Tokens) -> Self {
        let chars = |token: &Token| text.folded.chars.get(token.range.clone()).unwrap_or_default();
        let chinese = tokens.all.iter().flat_map(chars).filter(|c| !c.is_ascii()).count();
        let latin = tokens.all.iter().filter(|token| !matches!(token.sort, Sort::Name(_))).flat_map(chars);
        let is_chinese = chinese * 2 >= latin.filter(|c| c.is_ascii_alphabetic()).count().max(1);
        Self { text, tokens, slots: slots(tokens), sums: sums::moving(&tokens.all), is_chinese }
    }

    /// The claims of it, in the order of their verbs.
    pub(super) fn claims(&self) -> Vec<Told> {
        let mut out = Vec::new();
        for at in 0..self.tokens.all.len() {
            if let Some((verb, is_past)) = self.verb(at) {
                self.read(at, verb, is_past, &mut out);
            }
        }
        out
    }

    fn sort(&self, at: usize) -> Option<Sort> {
        self.tokens.all.get(at).map(|token| token.sort)
    }

    fn word(&self, at: usize) -> Option<Word> {
        match self.sort(at)? {
            Sort::Word(word) => Some(word),
            _ => None,
        }
    }

    fn verb(&self, at: usize) -> Option<(&'static Verb, bool)> {
        match self.word(at)? {
            Word::Verb { verb, is_past } => Some((verb, is_past)),
            _ => None,
        }
    }

    /// The clause around a token: up to the signs that end it.
    fn clause(&self, at: usize) -> Range<usize> {
        let ends = |i: &usize| self.ends_clause(*i);
        let start = (0..at).rev().find(ends).map_or(0, |end| end + 1);
        start..(at..self.tokens.all.len()).find(ends).unwrap_or(self.tokens.all.len())
    }

    fn ends_clause(&self, at: usize) -> bool {
        match self.word(at) {
            Some(Word::Pause | Word::Stop) => true,
            // 騰訊出資 100 億元、梁文鋒出資 200 億元.
            Some(Word::And) => {
                let after =
                    matches!(at.checked_sub(1).and_then(|i| self.sort(i)), Some(Sort::Sum(_) | Sort::Other));
                let slot = self.slots.iter().find(|slot| slot.first == at + 1);
                after
                    && slot.is_some_and(|slot| {
                        (slot.last + 1..slot.last + 6)
                            .any(|i| self.verb(i).is_some_and(|(verb, _)| !verb.is_noun))
                    })
            }
            _ => false,
        }
    }

    fn read(&self, at: usize, verb: &'static Verb, is_past: bool, out: &mut Vec<Told>) {
        let clause = self.clause(at);
        let has =
            |range: Range<usize>, is: fn(Word) -> bool| range.clone().any(|i| self.word(i).is_some_and(is));
        if has(clause.clone(), |word| matches!(word, Word::Elsewhere)) || self.yields(at, verb, &clause) {
            return;
        }
        let Some((flow, mut doubts)) = self.flow(at, verb, &clause) else { return };
        let is_passive = self.is_passive(at, is_past);
        let (other, side) = self.other(at, verb, &clause, is_passive);
        let subject = self.subject(at, verb, &clause, is_passive);
        let own = side.other();
        let sums = sums::of_verb(&self.tokens.all, &self.sums, at, &clause);
        let mut flow = flow;
        if flow == FlowKind::Equity
            && other.who.is_empty()
            && own == Side::From
            && has(clause.start..self.tokens.all.len(), |word| matches!(word, Word::Build))
        {
            flow = FlowKind::Capex;
        }
        let stands_alone = match (flow, verb.form) {
            (FlowKind::Capex, _) | (_, Form::Raise) => !sums.is_empty() && !subject.who.is_empty(),
            _ => false,
        };
        if !stands_alone && (other.who.is_empty() || subject.who.is_empty()) {
            return;
        }
        doubts.extend(subject.doubts.iter().chain(&other.doubts));
        let start = |token: usize| self.tokens.all.get(token).map_or(0, |token| token.range.start);
        let end = self.tokens.all.get(clause.end.saturating_sub(1)).map_or(0, |token| token.range.end);
        let standing = Standing {
            senses: &self.tokens.senses,
            clause: start(clause.start)..end,
            verb: start(at),
            is_past: is_past && !is_passive,
        };
        let Some(status) = standing.status() else { return };
        let givers = subject.who.len().max(1);
        for (number, who) in
            subject.who.iter().copied().map(Some).chain(subject.who.is_empty().then_some(None)).enumerate()
        {
            let sum = match sums.as_slice() {
                [one] if givers == 1 => Some(*one),
                several if several.len() == givers => several.get(number).copied(),
                _ => None,
            };
            let mut doubts = doubts.clone();
            if !sums.is_empty() && sum.is_none() {
                doubts.push("whose sum");
            }
            let others: Vec<Option<Who>> =
                if other.who.is_empty() { vec![None] } else { other.who.iter().copied().map(Some).collect() };
            for other in others {
                let (from, to) = if own == Side::From { (who, other) } else { (other, who) };
                let told = Told { from, to, flow, sum, status, verb: at, doubts: doubts.clone() };
                if [from, to].into_iter().flatten().any(|who| matches!(who, Who::Known(_))) {
                    out.push(told);
                }
            }
        }
    }

    /// Whether another verb of the clause tells the same better: 出資 10 億元入股, 提供 10 億元擔保.
    fn yields(&self, at: usize, verb: &Verb, clause: &Range<usize>) -> bool {
        let other = |i: usize| {
            self.verb(i).filter(|(other, _)| !std::ptr::eq(*other, verb) && other.form != Form::Spend)
        };
        match verb.form {
            Form::Spend => clause.clone().any(|i| other(i).is_some()),
            Form::OnlyThing => (at + 1..clause.end)
                .any(|i| other(i).is_some_and(|(other, _)| matches!(other.form, Form::Is(_)))),
            _ => false,
        }
    }

    /// The form that the money takes.
    fn flow(&self, at: usize, verb: &Verb, clause: &Range<usize>) -> Option<(FlowKind, Vec<&'static str>)> {
        let thing = || {
            (at + 1..clause.end).take_while(|i| self.verb(*i).is_none_or(|(verb, _)| verb.is_noun)).find_map(
                |i| match self.word(i) {
                    Some(Word::Thing(flow)) => Some(flow),
                    _ => None,
                },
            )
        };
        match verb.form {
            Form::Is(flow) => Some((flow, Vec::new())),
            Form::Thing(flow) => Some((thing().unwrap_or(flow), Vec::new())),
            Form::OnlyThing => thing().map(|flow| (flow, Vec::new())),
            Form::Raise => Some((
                if thing() == Some(FlowKind::Loan) { FlowKind::Loan } else { FlowKind::Equity },
                Vec::new(),
            )),
            Form::Spend => Some((thing().unwrap_or(FlowKind::Equity), vec!["what for"])),
        }
    }

    /// Whether the one before the verb suffers it.
    fn is_passive(&self, at: usize, is_past: bool) -> bool {
        is_past && (at.saturating_sub(3)..at).any(|i| matches!(self.word(i), Some(Word::Be)))
    }

    /// The one that the verb is about, and on which side it is.
    fn other(&self, at: usize, verb: &Verb, clause: &Range<usize>, is_passive: bool) -> (Party, Side) {
        let default = verb.subject.other();
        let end = (at + 1..clause.end)
            .find(|i| self.verb(*i).is_some_and(|(verb, _)| !verb.is_noun))
            .unwrap_or(clause.end);
        let right = |slot: &&Slot| slot.first > at && slot.last < end;
        let left = |slot: &&Slot| slot.first >= clause.start && slot.last < at;
        // 獲 A 投資, bought by A: the doer, where the one before is the other side.
        if self.is_chinese || is_passive {
            let by = self.slots.iter().filter(|slot| if self.is_chinese { left(slot) } else { right(slot) });
            if let Some(slot) = by.rev_find(|slot| slot.mark == Some(Mark::By))
                && side_of(verb, Mark::By).is_none()
            {
                return (self.party(slot), verb.subject);
            }
        }
        for (mark, side) in verb.others {
            let fits =
                |slot: &&Slot| slot.mark == Some(*mark) && (*mark != Mark::Direct || slot.verb == Some(at));
            let found = if self.is_chinese && !matches!(mark, Mark::Direct) {
                self.slots
                    .iter()
                    .filter(left)
                    .rev_find(fits)
                    .or_else(|| self.slots.iter().filter(right).find(fits))
            } else {
                self.slots.iter().filter(right).find(fits)
            };
            if let Some(slot) = found {
                return (self.party(slot), *side);
            }
        }
        (Party::default(), default)
    }

    fn party(&self, slot: &Slot) -> Party {
        let who: Vec<Who> = slot.who.iter().filter_map(|who| self.resolve(*who, slot.first)).collect();
        let mut doubts = Vec::new();
        if who != slot.who {
            doubts.push("who is meant");
        }
        if slot.gap > 6 {
            doubts.push("far away");
        }
        Party { who, doubts }
    }

    /// Who is meant by a word such as 後者.
    fn resolve(&self, who: Who, at: usize) -> Option<Who> {
        match who {
            Who::Known(_) | Who::Unnamed => Some(who),
            Who::It | Who::Latter => {
                let before = self.slots.iter().filter(|slot| slot.last < at).rev();
                let known = before
                    .flat_map(|slot| slot.who.iter().rev())
                    .copied()
                    .find(|who| matches!(who, Who::Known(_)));
                Some(known.unwrap_or(Who::Unnamed))
            }
        }
    }

    /// Whoever does it.
    fn subject(&self, at: usize, verb: &Verb, clause: &Range<usize>, _is_passive: bool) -> Party {
        let is_subject = |slot: &&Slot| slot.mark.is_none() && (!slot.is_owner || verb.is_noun);
        let before = |slot: &&Slot| slot.last < at;
        let own =
            self.slots.iter().filter(before).filter(|slot| slot.first >= clause.start).filter(is_subject);
        if let Some(slot) = own.rev_find(|slot| !slot.who.contains(&Who::It)) {
            return self.party(slot);
        }
        let earlier =
            self.slots.iter().filter(before).filter(|slot| slot.first < clause.start).filter(is_subject);
        let mut party = earlier
            .rev_find(|slot| !slot.who.contains(&Who::It))
            .map(|slot| self.party(slot))
            .unwrap_or_default();
        if self.is_chinese {
            party.doubts.push("clause before");
        }
        party
    }
}

trait FindLast: Iterator {
    fn rev_find(self, is: impl FnMut(&Self::Item) -> bool) -> Option<Self::Item>;
}

impl<I: DoubleEndedIterator> FindLast for I {
    fn rev_find(self, mut is: impl FnMut(&Self::Item) -> bool) -> Option<Self::Item> {
        self.rev().find(|item| is(item))
    }
}
