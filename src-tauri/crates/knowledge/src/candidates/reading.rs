//! A sentence read: which claims it makes.

use super::doubts;
use super::firmness::Standing;
use super::parties::Party;
use super::sentence::{FindLast, Sentence};
use super::slots::Who;
use super::sums;
use super::telling::{Flow, Telling};
use super::tokens::Sort;
use super::told::Told;
use super::verbs::{Form, GET, Mark, Side};
use super::words::Word;
use std::ops::Range;
use zhimai_model::{FlowKind, Status};

/// The claims of a sentence, in the order of their verbs.
pub(super) fn claims(sentence: &Sentence<'_>) -> Vec<Told> {
    let mut out = Vec::new();
    for at in 0..sentence.len() {
        let clause = sentence.clause(at);
        if let Some((verb, is_past)) = sentence.verb(at) {
            Telling { sentence, at, verb, is_past, clause }.claims(&mut out);
        } else if is_got(sentence, at) && !clause.clone().any(|i| sentence.is_verb(i)) {
            Telling { sentence, at, verb: &GET, is_past: false, clause }.claims(&mut out);
        }
    }
    doubts::weigh(sentence, &mut out);
    out
}

/// Whether 獲 stands at a token.
fn is_got(sentence: &Sentence<'_>, at: usize) -> bool {
    let chars = &sentence.text.folded.chars;
    matches!(sentence.word(at), Some(Word::Mark(Mark::By))) && chars.get(sentence.start(at)) == Some(&'获')
}

impl Telling<'_> {
    fn claims(&self, out: &mut Vec<Told>) {
        let sentence = self.sentence;
        let form = self.verb.form;
        if sentence.has(self.clause.clone(), |word| matches!(word, Word::Elsewhere)) || self.yields() {
            return;
        }
        let Some(Flow { flow, turns, doubt }) = self.flow() else { return };
        let is_passive = sentence.is_passive(self.at, self.is_past);
        let joined = self.joined();
        let mut subject = match &joined {
            Some(joined) if form == Form::Raise => joined.clone(),
            _ => sentence.subject(self.at, self.verb, &self.clause),
        };
        let (mut other, side) = sentence.other(self.at, self.verb, &self.clause, is_passive, &subject.who);
        let mut side = if turns { side.other() } else { side };
        let takes_with = self.verb.others.iter().any(|(mark, _)| *mark == Mark::With);
        if sentence.is_chinese && takes_with && other.who.is_empty() && subject.who.len() == 2 {
            // A 與 B 簽署.
            other = Party { who: subject.who.split_off(1), ..subject.clone() };
            other.doubts.push("who buys");
        }
        if self.brings(flow) && other.who.is_empty() {
            side = Side::From;
        }
        let mut of_round = false;
        if other.who.is_empty()
            && side == Side::To
            && matches!(
                form,
                Form::Lead
                    | Form::Join
                    | Form::Is(FlowKind::Equity)
                    | Form::Thing(FlowKind::Equity)
                    | Form::Spend
            )
            && let Some(round) = self.whose_round(&subject)
        {
            (other, of_round) = (round, true);
        }
        let Some(flow) = self.settled(flow, &other, side) else { return };
        if flow == FlowKind::Capex {
            other = Party::default();
        }
        // Who is bought is no person: the firm of Jony Ive.
        let (giver, taker) =
            if side == Side::To { (&mut subject, &mut other) } else { (&mut other, &mut subject) };
        if flow == FlowKind::Acquisition && taker.who.iter().any(|who| sentence.is_human(*who)) {
            taker.who = vec![Who::Unnamed];
        } else if taker.who.iter().any(|who| sentence.is_human(*who)) {
            taker.doubts.push("a person");
        }
        // A round that is led by somebody unnamed tells nothing that the round does not.
        if matches!(form, Form::Lead | Form::Join | Form::Backers) {
            giver.who.retain(|who| *who != Who::Unnamed);
        }
        let span = self.span(&subject, is_passive);
        let sums = self.sums(&span, joined.is_some());
        if subject.who.is_empty() && sentence.is_chinese && !other.who.is_empty() && !sums.is_empty() {
            // 3 月 31 日向邁威爾投資 20 億美元.
            subject = Party { who: vec![Who::Unnamed], doubts: vec!["who it is"], ..Party::default() };
        }
        let stands_alone = flow == FlowKind::Capex || self.brings(flow) || self.buys_goods(flow);
        let lacks = if stands_alone {
            sums.is_empty() && other.who.is_empty() || subject.who.is_empty()
        } else {
            subject.who.is_empty() || other.who.is_empty()
        };
        if lacks {
            return;
        }
        let said = if of_round { 0..span.end } else { span.clone() };
        let Some(status) = self.status(&said, is_passive) else { return };
        if self.is_total(&sums) == Some(true) {
            return;
        }
        let mut doubts: Vec<&'static str> =
            doubt.iter().chain(&subject.doubts).chain(&other.doubts).copied().collect();
        if subject.who.len() > 1 && sums.len() < 2 {
            doubts.push("who of them");
        }
        if self.is_total(&sums).is_some() {
            doubts.push("a total");
        }
        if stands_alone && other.who.is_empty() && self.buys_goods(flow) {
            doubts.push("who sells");
        }
        let is_name = |party: &&Party| party.who.contains(&Who::Unnamed) && !party.is_told;
        let unknown = [&subject, &other].into_iter().filter(is_name).map(|party| party.first).collect();
        let told =
            Told { from: None, to: None, flow, sum: None, status, verb: self.at, span, unknown, doubts };
        // From investors including A and B: what each gives is not told.
        let among = other.gap > 0 || other.who.len() > 1;
        if self.brings(flow) && !other.who.is_empty() && among {
            self.tell((&subject, &Party::default(), Side::From), &sums, &told, out);
            other.who.retain(|who| matches!(who, Who::Known(_)));
            if !other.who.is_empty() {
                self.tell((&subject, &other, Side::From), &[], &told, out);
            }
            return;
        }
        self.tell((&subject, &other, side), &sums, &told, out);
        if matches!(form, Form::Lead | Form::Join) && !of_round {
            self.tell_round(&other, &told, out);
        }
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

    /// What a round comes to whose size is told beside who leads it: 領投 Mistral 17 億歐元 C 輪.
    fn tell_round(&self, taker: &Party, told: &Told, out: &mut Vec<Told>) {
        let sentence = self.sentence;
        let is_told =
            |i| sentence.verb(i).is_some_and(|(verb, _)| matches!(verb.form, Form::Raise | Form::Close));
        let sum = sentence.sums.iter().copied().find(|sum| (self.at..told.span.end).contains(sum));
        if let (Some(sum), [taker @ Who::Known(_)]) = (sum, taker.who.as_slice())
            && !(0..sentence.len()).any(is_told)
        {
            out.push(Told { from: None, to: Some(*taker), sum: Some(sum), ..told.clone() });
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
            let fills = |i: &usize| match sentence.sort(*i) {
                Some(Sort::Other) => i - from < 5,
                Some(Sort::Word(word)) => {
                    let fills = matches!(word, Word::Plain | Word::And | Word::Mark(Mark::For) | Word::Be);
                    fills && i - from < 5
                }
                _ => false,
            };
            let sum = (from..sentence.len()).find(|i| !fills(i)).filter(|i| sentence.sums.contains(i));
            let ends = |i: usize| match sentence.word(i) {
                Some(word) => !matches!(word, Word::Verb { .. } | Word::Worth | Word::Build | Word::Round),
                None => true,
            };
            let [who @ Who::Known(_)] = slot.who.as_slice() else { continue };
            if let Some(sum) =
                sum.filter(|sum| starts && slot.mark.is_none() && !slot.is_owner && ends(sum + 1))
            {
                let mut claim = Told { sum: Some(sum), ..told.clone() };
                *(if side == Side::To { &mut claim.from } else { &mut claim.to }) = Some(*who);
                claim.doubts.push("said of another");
                out.push(claim);
            }
        }
    }

    /// The verb before that says that somebody takes part in the round, or leads it.
    fn joins(&self) -> Option<usize> {
        let before = self.clause.start..self.at;
        let joins = self.sentence.verb_of(before.clone(), Form::Join);
        joins.or_else(|| self.sentence.verb_of(before, Form::Lead))
    }

    /// Whether the sum may be all that was given over time, and whether it is for certain: has invested $8 billion since 2023.
    fn is_total(&self, sums: &[usize]) -> Option<bool> {
        let sentence = self.sentence;
        let gives = matches!(self.verb.form, Form::Is(FlowKind::Equity) | Form::Spend);
        if sentence.is_chinese || !gives || sums.is_empty() || self.verb.is_noun {
            return None;
        }
        let says = |among: Range<usize>, words: &[&str]| {
            among.into_iter().any(|i| {
                let own = sentence.tokens.all.get(i).map(|token| token.range.clone());
                let own = own.and_then(|own| sentence.text.folded.chars.get(own)).unwrap_or_default();
                words.iter().any(|word| word.chars().eq(own.iter().copied()))
            })
        };
        let before = self.at.saturating_sub(3)..self.at;
        let is_done = says(before.clone(), &["has", "have", "had", "having"]);
        is_done
            .then(|| says(before, &["now", "having", "already"]) || says(self.at..sentence.len(), &["since"]))
    }

    /// The one whose round the verb before joins: 參與 xAI 的融資.
    fn joined(&self) -> Option<Party> {
        let join = self.joins()?;
        let slot = self.sentence.slots.iter().find(|slot| slot.verb == Some(join))?;
        (self.verb.form == Form::Raise).then(|| self.sentence.party(slot, &[]))
    }

    /// Whose round the sentence tells of, for who takes part in one.
    fn whose_round(&self, subject: &Party) -> Option<Party> {
        let round = self.sentence.round()?;
        let is_own = |who: &Who| subject.who.iter().any(|own| self.sentence.is_same(*who, *own));
        (!round.who.iter().any(is_own)).then_some(round)
    }

    /// The tokens of what is said, from whoever does it, where nothing else is said between.
    fn span(&self, subject: &Party, is_passive: bool) -> Range<usize> {
        let sentence = self.sentence;
        let is_told = !subject.who.is_empty();
        let tells_else = || {
            let is_other =
                |i: usize| sentence.verb(i).is_some_and(|(verb, _)| !verb.is_noun && verb.form != Form::Deal);
            (subject.first..self.clause.start).any(is_other)
        };
        if is_told && subject.first < self.clause.start && !tells_else() {
            return sentence.clause(subject.first).start..self.clause.end;
        }
        // English says it behind whoever does it.
        let behind = is_told && !sentence.is_chinese && !self.verb.is_noun && !is_passive;
        let start = if behind { subject.first.max(self.clause.start) } else { self.clause.start };
        start.min(self.at)..self.clause.end
    }

    /// The sums of it.
    fn sums(&self, span: &Range<usize>, is_joined: bool) -> Vec<usize> {
        let sentence = self.sentence;
        let all = &sentence.sums;
        match self.verb.form {
            // What the round comes to is not what this one gives.
            Form::Join | Form::Lead | Form::Backers => {
                let spends = sentence.verb_of(span.start..self.at, Form::Spend);
                let own = |sum: &usize| spends.is_some_and(|spends| spends < *sum && *sum < self.at);
                all.iter().copied().find_last(own).into_iter().collect()
            }
            Form::Raise if is_joined => {
                let join = self.joins().unwrap_or(self.at);
                sums::of_verb(&sentence.tokens.all, all, self.at, &(join..span.end))
            }
            _ => sums::of_verb(&sentence.tokens.all, all, self.at, span),
        }
    }

    fn status(&self, span: &Range<usize>, is_passive: bool) -> Option<Status> {
        let sentence = self.sentence;
        let before = self.at.checked_sub(1).and_then(|i| sentence.word(i));
        let follows_to = matches!(before, Some(Word::Mark(Mark::To)));
        let is_past = self.is_past && !follows_to && (!is_passive || sentence.has_suffered(self.at));
        let end = (self.at + 1..sentence.len())
            .find(|i| sentence.verb(*i).is_some_and(|(verb, _)| !verb.is_noun && verb.form != Form::Deal))
            .unwrap_or(sentence.len());
        let standing = Standing {
            senses: &sentence.tokens.senses,
            clause: sentence.start(span.start)..sentence.start(span.end),
            verb: sentence.start(self.at),
            end: sentence.start(end),
            is_past,
        };
        standing.status()
    }
}

fn is_known(told: &Told) -> bool {
    [told.from, told.to].into_iter().flatten().any(|who| matches!(who, Who::Known(_)))
}
