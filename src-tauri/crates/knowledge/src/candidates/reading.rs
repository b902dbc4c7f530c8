//! A sentence read: which claims it makes.

use super::firmness::Standing;
use super::parties::Party;
use super::sentence::{FindLast, Sentence};
use super::slots::Who;
use super::sums;
use super::tokens::Sort;
use super::verbs::{Form, Mark, Side, Verb};
use super::words::Word;
use std::ops::Range;
use zhimai_model::{FlowKind, Status};

/// A claim as a sentence makes it.
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
    /// The tokens of what is said of it, from whoever does it.
    pub(super) span: Range<usize>,
    /// Why it may be read otherwise; nothing where it can hardly be.
    pub(super) doubts: Vec<&'static str>,
}

/// The claims of a sentence, in the order of their verbs.
pub(super) fn claims(sentence: &Sentence<'_>) -> Vec<Told> {
    let mut out = Vec::new();
    for at in 0..sentence.len() {
        if let Some((verb, is_past)) = sentence.verb(at) {
            Telling { sentence, at, verb, is_past, clause: sentence.clause(at) }.claims(&mut out);
        }
    }
    out
}

/// A verb in its sentence.
struct Telling<'a> {
    sentence: &'a Sentence<'a>,
    at: usize,
    verb: &'static Verb,
    is_past: bool,
    clause: Range<usize>,
}

impl Telling<'_> {
    fn claims(&self, out: &mut Vec<Told>) {
        let sentence = self.sentence;
        let is_elsewhere = |word| matches!(word, Word::Elsewhere);
        if sentence.has(self.clause.clone(), is_elsewhere) || self.yields() {
            return;
        }
        let Some((mut flow, mut doubts)) = self.flow() else { return };
        let is_passive = sentence.is_passive(self.at, self.is_past);
        let joined = self.joined();
        let subject = match &joined {
            Some(joined) if self.verb.form == Form::Raise => joined.clone(),
            _ => sentence.subject(self.at, self.verb, &self.clause),
        };
        let (mut other, side) = sentence.other(self.at, self.verb, &self.clause, is_passive, &subject.who);
        if other.who.is_empty() && side == Side::To && flow == FlowKind::Equity {
            other = self.whose_round(&subject).unwrap_or_default();
        }
        if flow == FlowKind::Equity && other.who.is_empty() && side == Side::To && self.builds() {
            flow = FlowKind::Capex;
        }
        let span = self.span(&subject);
        let sums = self.sums(&span, joined.is_some());
        let stands_alone = matches!(flow, FlowKind::Capex) || self.verb.form == Form::Raise;
        let lacks = if stands_alone {
            sums.is_empty() || subject.who.is_empty()
        } else {
            subject.who.is_empty() || other.who.is_empty()
        };
        if lacks {
            return;
        }
        let Some(status) = self.status(&span, is_passive) else { return };
        doubts.extend(subject.doubts.iter().chain(&other.doubts));
        self.tell(
            (&subject, &other, side),
            &sums,
            &Told { from: None, to: None, flow, sum: None, status, verb: self.at, span, doubts },
            out,
        );
    }

    /// A claim for each of those on both sides, each with its own sum where they have one each.
    fn tell(
        &self,
        (subject, other, side): (&Party, &Party, Side),
        sums: &[usize],
        told: &Told,
        out: &mut Vec<Told>,
    ) {
        let sentence = self.sentence;
        let each = sentence.has(told.span.clone(), |word| matches!(word, Word::Each));
        let (doers, others) = (subject.who.len(), other.who.len());
        let several = |party: &Party| -> Vec<Option<Who>> {
            if party.who.is_empty() { vec![None] } else { party.who.iter().copied().map(Some).collect() }
        };
        for (i, doer) in several(subject).into_iter().enumerate() {
            for (j, other) in several(other).into_iter().enumerate() {
                let sum = match sums {
                    [one] if doers.max(1) * others.max(1) == 1 || each => Some(*one),
                    several if several.len() > 1 && several.len() == doers && others < 2 => {
                        several.get(i).copied()
                    }
                    several if several.len() > 1 && several.len() == others && doers < 2 => {
                        several.get(j).copied()
                    }
                    [first, ..] if doers < 2 && others < 2 => Some(*first),
                    _ => None,
                };
                let mut claim = told.clone();
                (claim.from, claim.to) = if side == Side::To { (doer, other) } else { (other, doer) };
                claim.sum = sum;
                if sum.is_none() && !sums.is_empty() || sums.len() > doers.max(others).max(1) {
                    claim.doubts.push("whose sum");
                }
                let both = claim.from.zip(claim.to);
                if !both.is_some_and(|(from, to)| sentence.is_same(from, to)) && is_known(&claim) {
                    out.push(claim);
                }
            }
        }
        if let [sum] = sums {
            self.tell_others(*sum, side, out);
        }
    }

    /// … in Anthropic, and Microsoft up to $5bn: others who do the same, each with a sum.
    fn tell_others(&self, sum: usize, side: Side, out: &mut Vec<Told>) {
        let sentence = self.sentence;
        let Some(told) = out.last().filter(|told| told.verb == self.at).cloned() else { return };
        let mut from = sum.max(self.at) + 1;
        while let Some(slot) = sentence.slots.iter().find(|slot| slot.first >= from) {
            from = slot.last + 1;
            let begins = slot.first.checked_sub(1).and_then(|i| sentence.word(i));
            let starts = matches!(begins, Some(Word::And | Word::Pause));
            let mut behind = (from..sentence.len()).skip_while(|i| match sentence.sort(*i) {
                Some(
                    Sort::Other | Sort::Word(Word::Plain | Word::And | Word::Mark(Mark::For) | Word::Be),
                ) => i - from < 5,
                _ => false,
            });
            let sum = behind.next().filter(|i| sentence.sums.contains(i));
            let ends = |i: usize| {
                sentence.word(i).is_none_or(|word| {
                    matches!(
                        word,
                        Word::Pause
                            | Word::Stop
                            | Word::And
                            | Word::Possessive
                            | Word::Thing(_)
                            | Word::Mark(_)
                    )
                })
            };
            let [who @ Who::Known(_)] = slot.who.as_slice() else { continue };
            if let Some(sum) =
                sum.filter(|sum| starts && slot.mark.is_none() && !slot.is_owner && ends(sum + 1))
            {
                let mut claim = Told { sum: Some(sum), ..told.clone() };
                if side == Side::To {
                    claim.from = Some(*who)
                } else {
                    claim.to = Some(*who)
                }
                claim.doubts.push("said of another");
                out.push(claim);
            }
        }
    }

    /// Whether another verb of the clause tells the same better: 出資 10 億元入股, 提供 10 億元擔保.
    fn yields(&self) -> bool {
        let other = |i: usize| {
            self.sentence
                .verb(i)
                .filter(|(other, _)| !std::ptr::eq(*other, self.verb) && other.form != Form::Spend)
        };
        match self.verb.form {
            Form::Spend => self.clause.clone().any(|i| other(i).is_some()),
            Form::Only(_) => (self.at + 1..self.clause.end).any(|i| {
                other(i).is_some_and(|(other, _)| matches!(other.form, Form::Is(_)) && !other.is_noun)
            }),
            Form::Join => {
                self.sentence.verb_of(self.at..self.clause.end, Form::Raise).is_none()
                    && !self.sentence.has(self.at..self.clause.end, |word| matches!(word, Word::Round))
            }
            _ => false,
        }
    }

    /// The form that the money takes.
    fn flow(&self) -> Option<(FlowKind, Vec<&'static str>)> {
        let sentence = self.sentence;
        let thing = |mut among: Range<usize>, of: &dyn Fn(FlowKind) -> bool| {
            among.find_map(|i| match sentence.word(i) {
                Some(Word::Thing(flow)) if of(flow) => Some(flow),
                _ => None,
            })
        };
        let end = (self.at + 1..self.clause.end).find(|i| sentence.is_verb(*i)).unwrap_or(self.clause.end);
        let (behind, before) = (self.at + 1..end, self.clause.start..self.at);
        let any = |_: FlowKind| true;
        match self.verb.form {
            Form::Is(flow) => Some((flow, Vec::new())),
            Form::Join => Some((FlowKind::Equity, Vec::new())),
            Form::Thing(flow) => Some((thing(behind, &any).unwrap_or(flow), Vec::new())),
            Form::Only(flows) => {
                let of = |flow: FlowKind| flows.contains(&flow);
                let found = thing(behind, &of).or_else(|| thing(before, &of).filter(|_| sentence.is_chinese));
                if let Some(flow) = found {
                    return Some((flow, Vec::new()));
                }
                thing(self.clause.end..sentence.len(), &of)
                    .filter(|_| sentence.is_chinese)
                    .map(|flow| (flow, vec!["what for"]))
            }
            Form::Raise => Some((
                thing(behind, &any).filter(|flow| *flow == FlowKind::Loan).unwrap_or(FlowKind::Equity),
                Vec::new(),
            )),
            Form::Spend => {
                let of = |flow: FlowKind| flow != FlowKind::Lease;
                let found = thing(behind, &of).or_else(|| thing(before, &of));
                Some(found.map_or((FlowKind::Equity, vec!["what for"]), |flow| (flow, Vec::new())))
            }
        }
    }

    /// Whether something is built with the money, here or in what follows.
    fn builds(&self) -> bool {
        self.sentence.has(self.clause.start..self.sentence.len(), |word| matches!(word, Word::Build))
    }

    /// The one whose round the verb before joins: 參與 xAI 的融資.
    fn joined(&self) -> Option<Party> {
        let join = self.sentence.verb_of(self.clause.start..self.at, Form::Join)?;
        let slot = self.sentence.slots.iter().find(|slot| slot.verb == Some(join))?;
        (self.verb.form == Form::Raise).then(|| self.sentence.party(slot, &[]))
    }

    /// Whose round the sentence tells of, for who takes part in one.
    fn whose_round(&self, subject: &Party) -> Option<Party> {
        let mut round = self.sentence.round()?;
        let is_itself =
            round.who.iter().any(|who| subject.who.iter().any(|own| self.sentence.is_same(*who, *own)));
        round.doubts.push("whose round");
        (!is_itself && self.verb.form != Form::Raise).then_some(round)
    }

    /// The tokens of what is said, from whoever does it, where nothing else is said between.
    fn span(&self, subject: &Party) -> Range<usize> {
        let is_before = !subject.who.is_empty() && subject.first < self.clause.start;
        let tells_else = (subject.first..self.clause.start).any(|i| self.sentence.is_verb(i));
        let start = if is_before && !tells_else {
            self.sentence.clause(subject.first).start
        } else {
            self.clause.start
        };
        start..self.clause.end
    }

    /// The sums of it.
    fn sums(&self, span: &Range<usize>, is_joined: bool) -> Vec<usize> {
        let sentence = self.sentence;
        let all = &sentence.sums;
        match self.verb.form {
            // What the round comes to is not what this one gives.
            Form::Join => all
                .iter()
                .copied()
                .find_last(|sum| span.start <= *sum && *sum < self.at)
                .into_iter()
                .collect(),
            Form::Raise if is_joined => {
                let join = sentence.verb_of(self.clause.start..self.at, Form::Join).unwrap_or(self.at);
                sums::of_verb(&sentence.tokens.all, all, self.at, &(join..span.end))
            }
            _ => sums::of_verb(&sentence.tokens.all, all, self.at, span),
        }
    }

    fn status(&self, span: &Range<usize>, is_passive: bool) -> Option<Status> {
        let sentence = self.sentence;
        let follows_to =
            matches!(self.at.checked_sub(1).and_then(|i| sentence.word(i)), Some(Word::Mark(Mark::To)));
        let standing = Standing {
            senses: &sentence.tokens.senses,
            clause: sentence.start(span.start)..sentence.start(span.end),
            verb: sentence.start(self.at),
            is_past: self.is_past && !is_passive && !follows_to,
        };
        standing.status()
    }
}

fn is_known(told: &Told) -> bool {
    [told.from, told.to].into_iter().flatten().any(|who| matches!(who, Who::Known(_)))
}
