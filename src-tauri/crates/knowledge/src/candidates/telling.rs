//! A verb of money in its sentence: what the money is for, and whether another verb tells it better.

use super::parties::Party;
use super::sentence::Sentence;
use super::slots::Who;
use super::tokens::Sort;
use super::verbs::{Form, GIVEN, GOODS, Mark, Side, Verb};
use super::words::Word;
use std::ops::Range;
use zhimai_model::FlowKind;

/// A verb in its sentence.
pub(super) struct Telling<'a> {
    pub(super) sentence: &'a Sentence<'a>,
    /// Its token.
    pub(super) at: usize,
    pub(super) verb: &'static Verb,
    /// Whether it tells what has been.
    pub(super) is_past: bool,
    /// The tokens of its clause.
    pub(super) clause: Range<usize>,
}

/// The form that money takes.
pub(super) struct Flow {
    pub(super) flow: FlowKind,
    /// It moves the other way than the verb says: who issues bonds gets it.
    pub(super) turns: bool,
    pub(super) doubt: Option<&'static str>,
}

impl Flow {
    fn plain(flow: FlowKind) -> Self {
        Flow { flow, turns: false, doubt: None }
    }

    fn turned(flow: FlowKind) -> Self {
        Flow { flow, turns: true, doubt: None }
    }

    fn doubted(flow: FlowKind, doubt: &'static str) -> Self {
        Flow { flow, turns: false, doubt: Some(doubt) }
    }
}

/// So many words may stand between raise and the sum.
const RAISED: usize = 6;
/// What one is given by another.
const RECEIVED: &[FlowKind] =
    &[FlowKind::Warrant, FlowKind::Grant, FlowKind::Loan, FlowKind::Equity, FlowKind::ComputePurchase];
/// What money is spent for.
const SPENT: &[FlowKind] = &[
    FlowKind::Equity,
    FlowKind::ComputePurchase,
    FlowKind::PowerPurchase,
    FlowKind::Licence,
    FlowKind::Loan,
];

impl Telling<'_> {
    /// Whether another verb of the clause tells the same better: 出資 10 億元入股, 提供 10 億元擔保.
    pub(super) fn yields(&self) -> bool {
        let sentence = self.sentence;
        let other = |i: usize| {
            let found = sentence.verb(i).map(|(other, _)| other);
            found.filter(|other| !std::ptr::eq(*other, self.verb) && other.form != Form::Spend)
        };
        let mut behind = self.at + 1..self.clause.end;
        match self.verb.form {
            Form::Spend => {
                self.clause.clone().any(|i| other(i).is_some_and(|other| other.form != Form::Deal))
            }
            Form::Only(_) | Form::Provide | Form::Issue => behind
                .any(|i| other(i).is_some_and(|other| matches!(other.form, Form::Is(_)) && !other.is_noun)),
            // Signed a contract to rent, 簽約採購: the verb behind it says more.
            Form::Deal => (self.at + 1..sentence.len())
                .any(|i| other(i).is_some_and(|other| other.form != Form::Deal && !other.is_noun)),
            Form::Join => {
                !self.is_of_round(behind.clone()) && sentence.verb_of(behind, Form::Raise).is_none()
            }
            Form::Close => !self.is_of_round(behind),
            // Raised its range: no money comes in.
            Form::Raise if !sentence.is_chinese && !self.verb.is_noun => {
                let sum =
                    behind.clone().take(RAISED).find(|i| matches!(sentence.sort(*i), Some(Sort::Sum(_))));
                sum.is_none_or(|sum| (behind.start..sum).any(|i| other(i).is_some()))
            }
            _ => false,
        }
    }

    fn is_of_round(&self, among: Range<usize>) -> bool {
        self.sentence.has(among, |word| matches!(word, Word::Round))
    }

    /// The first thing among tokens that money may be given for; any, where `of` is empty.
    fn thing(&self, among: &Range<usize>, of: &[FlowKind]) -> Option<FlowKind> {
        let things = || {
            among.clone().filter_map(|i| match self.sentence.word(i) {
                Some(Word::Thing(flow)) if of.is_empty() || of.contains(&flow) => Some(flow),
                _ => None,
            })
        };
        // Warrants are for shares.
        things().find(|flow| *flow == FlowKind::Warrant).or_else(|| things().next())
    }

    /// The form that the money takes.
    pub(super) fn flow(&self) -> Option<Flow> {
        let sentence = self.sentence;
        let end = (self.at + 1..self.clause.end).find(|i| sentence.is_verb(*i)).unwrap_or(self.clause.end);
        let (behind, before) = (self.at + 1..end, self.clause.start..self.at);
        let before = |of| self.thing(&before, of).filter(|_| sentence.is_chinese);
        match self.verb.form {
            Form::Is(flow) => Some(Flow::plain(flow)),
            Form::Join | Form::Lead => Some(Flow::plain(FlowKind::Equity)),
            Form::Thing(FlowKind::Acquisition) => Some(match self.thing(&behind, &[]) {
                // Who gets a warrant is given it.
                Some(FlowKind::Warrant) => Flow::turned(FlowKind::Warrant),
                // 拿下 OpenAI 的訂單.
                Some(FlowKind::ComputePurchase) if self.is_order(&behind) => {
                    Flow::turned(FlowKind::ComputePurchase)
                }
                found => Flow::plain(found.unwrap_or(FlowKind::Acquisition)),
            }),
            Form::Thing(flow) if self.verb.subject == Side::To => {
                let found = self.thing(&behind, RECEIVED);
                Some(found.map_or(Flow::doubted(flow, "what for"), Flow::plain))
            }
            Form::Thing(flow) => Some(Flow::plain(self.thing(&behind, &[]).unwrap_or(flow))),
            Form::Only(flows) => {
                if let Some(flow) = self.thing(&behind, flows).or_else(|| before(flows)) {
                    return Some(Flow::plain(flow));
                }
                let pays = flows.contains(&FlowKind::Licence);
                if pays && sentence.has(behind, |word| matches!(word, Word::Use)) {
                    return Some(Flow::plain(FlowKind::Licence));
                }
                let rest = self.clause.end..sentence.len();
                let later = self.thing(&rest, &[FlowKind::Licence, FlowKind::RevenueShare]);
                let later = later.filter(|flow| sentence.is_chinese && flows.contains(flow));
                if let Some(flow) = later {
                    return Some(Flow::doubted(flow, "what for"));
                }
                // What is paid to a cloud is for computing, what is paid for a building of one's own is told apart later.
                flows.contains(&FlowKind::Lease).then_some(Flow::doubted(FlowKind::None, "what for"))
            }
            Form::Provide => {
                let given = self.thing(&behind, GIVEN).filter(|flow| *flow != FlowKind::Equity);
                let goods = self.thing(&behind, GOODS);
                match (given, goods) {
                    (Some(flow), None) => Some(Flow::turned(flow)),
                    (_, goods) => goods.or_else(|| before(GOODS)).map(Flow::plain),
                }
            }
            Form::Issue => {
                let flow = self.thing(&behind, &[FlowKind::Warrant, FlowKind::Grant, FlowKind::Loan]);
                match (flow, self.verb.subject) {
                    (Some(FlowKind::Loan), Side::From) => Some(Flow::turned(FlowKind::Loan)),
                    (Some(FlowKind::Loan), Side::To) => Some(Flow::plain(FlowKind::Loan)),
                    (_, Side::To) => self.thing(&behind, GOODS).map(Flow::plain),
                    (flow, Side::From) => flow.map(Flow::plain),
                }
            }
            Form::Win => self.thing(&behind, GOODS).map(Flow::plain),
            Form::Deal => {
                let flow = self.thing(&behind, GOODS)?;
                Some(Flow::doubted(flow, "who buys"))
            }
            Form::Raise | Form::Close => {
                let loan = self.thing(&behind, &[FlowKind::Loan]).or_else(|| before(&[FlowKind::Loan]));
                Some(Flow::plain(loan.unwrap_or(FlowKind::Equity)))
            }
            Form::Spend => {
                let found = self.thing(&behind, SPENT).or_else(|| before(SPENT));
                Some(found.map_or(Flow::doubted(FlowKind::Equity, "what for"), Flow::plain))
            }
        }
    }

    /// Whether the thing is an order.
    fn is_order(&self, among: &Range<usize>) -> bool {
        let chars = &self.sentence.text.folded.chars;
        among.clone().any(|i| {
            let range = self.sentence.tokens.all.get(i).map(|token| token.range.clone());
            let written = range.and_then(|range| chars.get(range)).unwrap_or_default();
            ["订单", "大单", "order", "orders"].iter().any(|word| word.chars().eq(written.iter().copied()))
        })
    }

    /// What it is after all, by who is on the other side.
    pub(super) fn settled(&self, flow: FlowKind, other: &Party, side: Side) -> Option<FlowKind> {
        let sentence = self.sentence;
        let is_unknown = flow == FlowKind::None || self.verb.form == Form::Spend;
        let nobody = !other.who.iter().any(|who| matches!(who, Who::Known(_) | Who::It));
        let is_cloud = || other.who.iter().any(|who| sentence.is_cloud(*who));
        if nobody && !other.is_told && side == Side::To && self.may_build() && self.builds() {
            return Some(FlowKind::Capex);
        }
        if is_unknown && is_cloud() && matches!(flow, FlowKind::None | FlowKind::Equity) {
            return Some(FlowKind::ComputePurchase);
        }
        if flow == FlowKind::Acquisition && self.is_part_of(other) {
            return Some(FlowKind::Equity);
        }
        (flow != FlowKind::None).then_some(flow)
    }

    /// Whether something is built with the money, here or in what follows.
    fn builds(&self) -> bool {
        let is_built = |word| matches!(word, Word::Build | Word::Thing(FlowKind::Lease));
        let rest = self.clause.end..self.sentence.len();
        self.sentence.has(self.clause.clone(), is_built)
            || self.sentence.has(rest, |word| matches!(word, Word::Build))
    }

    /// Whether the verb may be said of what one builds for oneself.
    fn may_build(&self) -> bool {
        match self.verb.form {
            Form::Is(flow) | Form::Thing(flow) => {
                flow == FlowKind::Equity && self.verb.subject == Side::From && !self.verb.is_noun
            }
            Form::Spend => true,
            Form::Only(flows) => flows.contains(&FlowKind::Lease),
            _ => false,
        }
    }

    /// Bought $2 billion of Synopsys: a part of it.
    fn is_part_of(&self, other: &Party) -> bool {
        let of = other.first.checked_sub(1);
        let of = of.filter(|of| matches!(self.sentence.word(*of), Some(Word::Mark(Mark::Of))));
        let sum = of.and_then(|of| of.checked_sub(1));
        sum.is_some_and(|sum| matches!(self.sentence.sort(sum), Some(Sort::Sum(_))))
    }

    /// Whether money is raised, so that nobody need be told who gives it.
    pub(super) fn brings(&self, flow: FlowKind) -> bool {
        matches!(self.verb.form, Form::Raise | Form::Close)
            || self.verb.form == Form::Issue && flow == FlowKind::Loan
    }

    /// Whether goods are bought, of which it is told what they are, so that nobody need be told who sells them.
    pub(super) fn buys_goods(&self, flow: FlowKind) -> bool {
        let buys = matches!(self.verb.form, Form::Thing(_)) && self.verb.subject == Side::From;
        buys && flow == FlowKind::ComputePurchase && self.thing(&self.clause, &[flow]).is_some()
    }
}
