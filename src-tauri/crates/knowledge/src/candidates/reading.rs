//! A sentence read: which claims it makes.

use super::firmness::Standing;
use super::parties::Party;
use super::sentence::{FindLast, Sentence};
use super::slots::Who;
use super::sums;
use super::tokens::Sort;
use super::verbs::{Form, GIVEN, GOODS, Mark, Side, Verb};
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

/// The form that money takes.
struct Flow {
    flow: FlowKind,
    /// It moves the other way than the verb says: who issues bonds gets it.
    turns: bool,
    doubt: Option<&'static str>,
}

/// So many words may stand between raise and the sum.
const RAISED: usize = 5;
/// What one is given by another.
const GIVEN_OR_WARRANT: &[FlowKind] = &[FlowKind::Warrant, FlowKind::Grant, FlowKind::Loan, FlowKind::Equity];
/// What money is spent for.
const SPENT: &[FlowKind] = &[
    FlowKind::Equity,
    FlowKind::ComputePurchase,
    FlowKind::PowerPurchase,
    FlowKind::Licence,
    FlowKind::Loan,
];

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
        let Some(Flow { mut flow, turns, doubt }) = self.flow() else { return };
        let is_passive = sentence.is_passive(self.at, self.is_past);
        let joined = self.joined();
        let mut subject = match &joined {
            Some(joined) if self.verb.form == Form::Raise => joined.clone(),
            _ => sentence.subject(self.at, self.verb, &self.clause),
        };
        let (mut other, side) = sentence.other(self.at, self.verb, &self.clause, is_passive, &subject.who);
        let mut side = if turns { side.other() } else { side };
        if self.verb.form == Form::Deal && other.who.is_empty() && subject.who.len() == 2 {
            // A 與 B 簽署.
            other = Party { who: subject.who.split_off(1), ..subject.clone() };
        }
        if self.brings(flow) && other.who.is_empty() {
            side = Side::From;
        }
        if other.who.is_empty()
            && side == Side::To
            && matches!(self.verb.form, Form::Lead | Form::Join | Form::Is(FlowKind::Equity) | Form::Spend)
        {
            other = self.whose_round(&subject).unwrap_or_default();
        }
        if other.who.is_empty()
            && side == Side::To
            && flow != FlowKind::Capex
            && self.may_build()
            && self.builds()
        {
            flow = FlowKind::Capex;
        }
        if self.verb.form == Form::Spend
            && doubt.is_some()
            && other.who.iter().any(|who| sentence.is_product(*who))
        {
            flow = FlowKind::ComputePurchase;
        }
        if flow == FlowKind::Acquisition && self.is_part_of(&other) {
            flow = FlowKind::Equity;
        }
        let span = self.span(&subject);
        let sums = self.sums(&span, joined.is_some());
        let stands_alone = flow == FlowKind::Capex || self.brings(flow);
        let lacks = if stands_alone {
            sums.is_empty() || subject.who.is_empty()
        } else {
            subject.who.is_empty() || other.who.is_empty()
        };
        if lacks || flow == FlowKind::Capex && !other.who.is_empty() {
            return;
        }
        let Some(status) = self.status(&span, is_passive) else { return };
        let mut doubts: Vec<&'static str> = doubt
            .into_iter()
            .chain(subject.doubts.iter().copied())
            .chain(other.doubts.iter().copied())
            .collect();
        if subject.who.len() > 1 && sums.len() < 2 {
            doubts.push("who of them");
        }
        let told = Told { from: None, to: None, flow, sum: None, status, verb: self.at, span, doubts };
        self.tell((&subject, &other, side), &sums, &told, out);
    }

    /// Whether the verb may be said of what one builds for oneself.
    fn may_build(&self) -> bool {
        match self.verb.form {
            Form::Is(flow) | Form::Thing(flow) => {
                flow == FlowKind::Equity && self.verb.subject == Side::From && !self.verb.is_noun
            }
            Form::Spend => true,
            Form::Only(flows) => flows.len() > 4,
            _ => false,
        }
    }

    /// Bought $2 billion of Synopsys: a part of it.
    fn is_part_of(&self, other: &Party) -> bool {
        let of = other
            .first
            .checked_sub(1)
            .filter(|of| matches!(self.sentence.word(*of), Some(Word::Mark(Mark::Of))));
        of.and_then(|of| of.checked_sub(1))
            .is_some_and(|sum| matches!(self.sentence.sort(sum), Some(Sort::Sum(_))))
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
        let sentence = self.sentence;
        let other = |i: usize| {
            sentence
                .verb(i)
                .filter(|(other, _)| !std::ptr::eq(*other, self.verb) && other.form != Form::Spend)
        };
        let behind = self.at + 1..self.clause.end;
        match self.verb.form {
            Form::Spend => {
                self.clause.clone().any(|i| other(i).is_some_and(|(other, _)| other.form != Form::Deal))
            }
            Form::Only(_) | Form::Provide | Form::Issue => behind.clone().any(|i| {
                other(i).is_some_and(|(other, _)| matches!(other.form, Form::Is(_)) && !other.is_noun)
            }),
            // Signed a contract to rent, 簽約採購: the verb behind it says more.
            Form::Deal => (self.at + 1..sentence.len())
                .any(|i| other(i).is_some_and(|(other, _)| other.form != Form::Deal && !other.is_noun)),
            Form::Join => {
                sentence.verb_of(behind.clone(), Form::Raise).is_none() && !self.is_of_round(behind)
            }
            Form::Close => !self.is_of_round(behind),
            // Raised its range: no money comes in.
            Form::Raise if !sentence.is_chinese && !self.verb.is_noun => {
                !behind.take(RAISED).any(|i| matches!(sentence.sort(i), Some(Sort::Sum(_))))
            }
            _ => false,
        }
    }

    fn is_of_round(&self, among: Range<usize>) -> bool {
        self.sentence.has(among, |word| matches!(word, Word::Round))
    }

    /// The first thing among tokens that money may be given for.
    fn thing(&self, among: Range<usize>, of: &[FlowKind]) -> Option<FlowKind> {
        let things = || {
            among.clone().filter_map(|i| match self.sentence.word(i) {
                Some(Word::Thing(flow)) if of.is_empty() || of.contains(&flow) => Some(flow),
                _ => None,
            })
        };
        // Warrants are for shares.
        things().find(|flow| *flow == FlowKind::Warrant).or_else(|| things().next())
    }

    /// The form that the money takes, and whether it moves the other way than the verb says.
    fn flow(&self) -> Option<Flow> {
        let sentence = self.sentence;
        let end = (self.at + 1..self.clause.end).find(|i| sentence.is_verb(*i)).unwrap_or(self.clause.end);
        let (behind, before) = (self.at + 1..end, self.clause.start..self.at);
        let plain = |flow: FlowKind| Some(Flow { flow, turns: false, doubt: None });
        let turned = |flow: FlowKind| Some(Flow { flow, turns: true, doubt: None });
        match self.verb.form {
            Form::Is(flow) => plain(flow),
            Form::Join | Form::Lead => plain(FlowKind::Equity),
            Form::Thing(FlowKind::Acquisition) => match self.thing(behind, &[]) {
                // Who gets a warrant is given it.
                Some(FlowKind::Warrant) => turned(FlowKind::Warrant),
                found => plain(found.unwrap_or(FlowKind::Acquisition)),
            },
            Form::Thing(flow) if self.verb.subject == Side::To => {
                match self.thing(behind, GIVEN_OR_WARRANT) {
                    Some(found) => plain(found),
                    None => Some(Flow { flow, turns: false, doubt: Some("what for") }),
                }
            }
            Form::Thing(flow) => plain(self.thing(behind, &[]).unwrap_or(flow)),
            Form::Only(flows) => {
                let found = self
                    .thing(behind, flows)
                    .or_else(|| self.thing(before, flows).filter(|_| sentence.is_chinese));
                if let Some(flow) = found {
                    return plain(flow);
                }
                let later =
                    self.thing(self.clause.end..sentence.len(), &[FlowKind::Licence, FlowKind::RevenueShare]);
                let flow = later.filter(|flow| sentence.is_chinese && flows.contains(flow));
                let flow = flow.or_else(|| (self.builds() && flows.len() > 4).then_some(FlowKind::Capex))?;
                Some(Flow { flow, turns: false, doubt: Some("what for") })
            }
            Form::Provide => match self.thing(behind.clone(), GIVEN).filter(|flow| *flow != FlowKind::Equity)
            {
                Some(flow)
                    if sentence.word(self.at + 1).is_none()
                        || self.thing(behind.clone(), GOODS).is_none() =>
                {
                    turned(flow)
                }
                _ => self
                    .thing(behind, GOODS)
                    .or_else(|| self.thing(before, GOODS).filter(|_| sentence.is_chinese))
                    .and_then(plain),
            },
            Form::Issue => match self.thing(behind, &[FlowKind::Warrant, FlowKind::Grant, FlowKind::Loan])? {
                FlowKind::Loan => turned(FlowKind::Loan),
                flow => plain(flow),
            },
            Form::Win => self.thing(behind, GOODS).and_then(plain),
            Form::Deal => {
                let flow = self.thing(behind.clone(), GOODS)?;
                let sells = flow == FlowKind::PowerPurchase
                    && self.sentence.has(behind, |word| matches!(word, Word::Mark(Mark::To)));
                Some(Flow { flow, turns: sells, doubt: Some("who buys") })
            }
            Form::Raise | Form::Close => {
                let found =
                    self.thing(behind, &[FlowKind::Loan]).or_else(|| self.thing(before, &[FlowKind::Loan]));
                plain(found.unwrap_or(FlowKind::Equity))
            }
            Form::Spend => {
                let found = self.thing(behind, SPENT).or_else(|| self.thing(before, SPENT));
                let doubt = if found.is_none() { Some("what for") } else { None };
                Some(Flow { flow: found.unwrap_or(FlowKind::Equity), turns: false, doubt })
            }
        }
    }

    /// Whether bonds are sold, which brings money without a giver who is named.
    fn brings(&self, flow: FlowKind) -> bool {
        matches!(self.verb.form, Form::Raise | Form::Close)
            || self.verb.form == Form::Issue && flow == FlowKind::Loan
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
