//! A verb of money in its sentence: what the money is for, and whether another verb tells it better.

use super::parties::Party;
use super::sentence::Sentence;
use super::slots::Who;
use super::tokens::Sort;
use super::verbs::{Form, GIVEN, GOODS, Mark, Side, Verb};
use super::words::Word;
use std::ops::Range;
use zhimai_model::{EntityKind, FlowKind};

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
            Form::Only(_) | Form::Provide | Form::Sell | Form::Issue if !self.gets_investment() => behind
                .any(|i| other(i).is_some_and(|other| matches!(other.form, Form::Is(_)) && !other.is_noun)),
            // 獲得 20 億美元投資.
            Form::Is(FlowKind::Equity) => self.is_got(),
            // Signed a contract to rent, 簽約採購: the verb behind it says more.
            Form::Deal => {
                let end = if self.thing(&behind, GOODS).is_some() { behind.end } else { sentence.len() };
                let tells = |other: &Verb| other.form != Form::Deal && !other.is_noun;
                (self.at + 1..end).any(|i| other(i).is_some_and(tells))
            }
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
        let is_noun =
            |i| self.sentence.verb(i).is_some_and(|(verb, _)| verb.is_noun && verb.form == Form::Raise);
        self.sentence.has(among.clone(), |word| matches!(word, Word::Round)) || among.clone().any(is_noun)
    }

    /// The sum before the verb of the clause that says that it is got: 獲得 20 億美元投資.
    fn is_got(&self) -> bool {
        let is_sum = |i: usize| matches!(self.sentence.sort(i), Some(Sort::Sum(_)));
        let gets = |i: usize| {
            let found = self.sentence.verb(i);
            found.is_some_and(|(verb, _)| matches!(verb.form, Form::Only(_)) && verb.subject == Side::To)
        };
        let near = self.at.saturating_sub(3).max(self.clause.start);
        self.sentence.is_chinese && (near..self.at).any(is_sum) && (self.clause.start..self.at).any(gets)
    }

    /// Whether what is got is an investment.
    fn gets_investment(&self) -> bool {
        let is_it = |i: &usize| {
            let found = self.sentence.verb(*i).filter(|(verb, _)| verb.form == Form::Is(FlowKind::Equity));
            found.is_some_and(|(verb, is_past)| {
                let clause = self.clause.clone();
                Telling { sentence: self.sentence, at: *i, verb, is_past, clause }.is_got()
            })
        };
        self.verb.subject == Side::To
            && matches!(self.verb.form, Form::Only(_))
            && (self.at + 1..self.clause.end).any(|i| is_it(&i))
    }

    /// The first thing among tokens that money may be given for; any, where `of` is empty.
    fn thing(&self, among: &Range<usize>, of: &[FlowKind]) -> Option<FlowKind> {
        let things = || {
            among.clone().filter_map(|i| match self.sentence.word(i) {
                Some(Word::Thing(flow)) if of.is_empty() || of.contains(&flow) => {
                    (!self.says_of_another(i)).then_some(flow)
                }
                _ => None,
            })
        };
        // Warrants are for shares.
        things().find(|flow| *flow == FlowKind::Warrant).or_else(|| things().next())
    }

    /// Whether a thing only says of what follows what it is: Chips Act grants, a chip company, 園區的算力.
    fn says_of_another(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let most = if sentence.is_chinese { 3 } else { 2 };
        for i in at + 1..=at + most {
            match sentence.sort(i) {
                Some(Sort::Word(Word::Thing(_) | Word::Organisation)) => return true,
                Some(Sort::Other | Sort::Unknown) => {}
                Some(Sort::Word(Word::Possessive)) if sentence.is_chinese => {}
                _ => return false,
            }
        }
        false
    }

    /// Whether hardware is named among tokens.
    fn has_hardware(&self, among: &Range<usize>) -> bool {
        let (from, to) = (self.sentence.start(among.start), self.sentence.start(among.end));
        let names = &self.sentence.text.names;
        let from = names.partition_point(|name| name.range.start < from);
        let own = names.get(from..).unwrap_or_default().iter().take_while(|name| name.range.end <= to);
        own.into_iter().any(|name| name.kind == EntityKind::Hardware)
    }

    /// What is bought by pays so much for, where a company stands there, or a part of it: for Groq, for 49% of Groq.
    fn paid_for(&self, behind: &Range<usize>) -> Option<FlowKind> {
        let sentence = self.sentence;
        let begins =
            |at: usize| sentence.slots.iter().find(|slot| slot.first == at && !slot.who.contains(&Who::It));
        let marks = |own: Mark| {
            behind.clone().filter(move |i| matches!(sentence.word(*i), Some(Word::Mark(mark)) if mark == own))
        };
        let is_alone = |last: usize| !matches!(sentence.word(last + 1), Some(Word::Thing(_)));
        if let Some(slot) = marks(Mark::For).find_map(|i| begins(i + 1)) {
            return (!slot.is_owner && is_alone(slot.last)).then_some(FlowKind::Acquisition);
        }
        let of = marks(Mark::Of).find(|i| begins(i + 1).is_some_and(|slot| !slot.is_owner))?;
        let start = sentence.start(of);
        let is_part = self.sentence.text.folded.chars.get(..start).unwrap_or_default().iter().rev();
        (is_part.clone().find(|c| !c.is_whitespace()) == Some(&'%')).then_some(FlowKind::Equity)
    }

    /// The form that the money takes.
    pub(super) fn flow(&self) -> Option<Flow> {
        let sentence = self.sentence;
        let end = (self.at + 1..self.clause.end).find(|i| sentence.is_verb(*i)).unwrap_or(self.clause.end);
        let (behind, before) = (self.at + 1..end, self.clause.start..self.at);
        let before = |of| self.thing(&before, of).filter(|_| sentence.is_chinese);
        match self.verb.form {
            // 收購 50 億美元普通股.
            Form::Is(FlowKind::Acquisition)
                if !self.verb.is_noun && self.thing(&behind, &[FlowKind::Equity]).is_some() =>
            {
                Some(Flow::plain(FlowKind::Equity))
            }
            Form::Is(flow) => Some(Flow::plain(flow)),
            Form::Join | Form::Lead | Form::Backers => Some(Flow::plain(FlowKind::Equity)),
            Form::Get => match self.thing(&behind, &[FlowKind::Warrant, FlowKind::Grant, FlowKind::Loan]) {
                Some(flow) => Some(Flow::plain(flow)),
                None => self.is_order(&behind).then_some(Flow::plain(FlowKind::ComputePurchase)),
            },
            Form::Thing(FlowKind::Acquisition) => Some(match self.thing(&behind, &[]) {
                // Who gets a warrant is given it.
                Some(FlowKind::Warrant) => Flow::turned(FlowKind::Warrant),
                // 拿下 OpenAI 的訂單.
                Some(FlowKind::ComputePurchase) if self.is_order(&behind) => {
                    Flow::turned(FlowKind::ComputePurchase)
                }
                Some(flow) => Flow::plain(flow),
                None if self.has_hardware(&behind) => Flow::plain(FlowKind::ComputePurchase),
                None => Flow::plain(FlowKind::Acquisition),
            }),
            Form::Thing(flow) if self.verb.subject == Side::To => {
                let found = self.thing(&behind, RECEIVED);
                Some(found.map_or(Flow::doubted(flow, "what for"), Flow::plain))
            }
            Form::Thing(flow) => Some(match self.thing(&behind, &[]) {
                Some(flow) => Flow::plain(flow),
                None if flow == FlowKind::Equity || self.has_hardware(&behind) => Flow::plain(flow),
                None => Flow::doubted(flow, "what for"),
            }),
            Form::Only(_) if self.gets_investment() => Some(Flow::plain(FlowKind::Equity)),
            Form::Only(flows) => {
                let gets = self.verb.subject == Side::To;
                if gets && self.is_order(&behind) {
                    return Some(Flow::plain(FlowKind::ComputePurchase));
                }
                // 以 24 億美元獲得技術授權.
                let has_sum = self.clause.start..self.at;
                let pays = || sentence.sums.iter().any(|sum| has_sum.contains(sum));
                if gets && self.thing(&behind, &[FlowKind::Licence]).is_some() && pays() {
                    return Some(Flow::turned(FlowKind::Licence));
                }
                let is_paid = flows.contains(&FlowKind::Lease) && !sentence.is_chinese;
                if let Some(flow) = is_paid.then(|| self.paid_for(&behind)).flatten() {
                    return Some(Flow::plain(flow));
                }
                if let Some(flow) = self.thing(&behind, flows).or_else(|| before(flows)) {
                    return Some(Flow::plain(flow));
                }
                let pays = flows.contains(&FlowKind::Licence);
                if pays && sentence.has(behind, |word| matches!(word, Word::Use)) {
                    return Some(Flow::plain(FlowKind::Licence));
                }
                let rest = self.clause.end..sentence.len();
                let later = self.thing(&rest, &[FlowKind::Licence, FlowKind::RevenueShare]);
                let later = later.filter(|flow| flows.contains(flow) && !gets);
                if let Some(flow) = later {
                    return Some(Flow::doubted(flow, "what for"));
                }
                // What is paid to a cloud is for computing, what is paid for a building of one's own is told apart later.
                flows.contains(&FlowKind::Lease).then_some(Flow::doubted(FlowKind::None, "what for"))
            }
            Form::Sell => match self.thing(&behind, GOODS).or_else(|| before(GOODS))? {
                FlowKind::Lease => Some(Flow::doubted(FlowKind::Acquisition, "what is sold")),
                flow => Some(Flow::plain(flow)),
            },
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
            // 合約 is no word of money, and so two tokens.
            let word = |last: usize| chars.get(self.sentence.start(i)..self.sentence.start(last + 1));
            let written = self.sentence.tokens.all.get(i).and_then(|token| chars.get(token.range.clone()));
            let two = word(i + 1).filter(|two| two.len() == 2 && two.iter().all(|c| !c.is_ascii()));
            let written = written.filter(|own| own.len() > 1).or(two).unwrap_or_default();
            ["订单", "大单", "order", "orders", "合约", "合同"]
                .iter()
                .any(|word| word.chars().eq(written.iter().copied()))
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
            return Some(if is_cloud() { FlowKind::ComputePurchase } else { FlowKind::Equity });
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
            || self.verb.form == Form::Is(FlowKind::Loan) && self.verb.subject == Side::To
            || self.verb.form == Form::Issue && flow == FlowKind::Loan
    }

    /// Whether goods are bought, of which it is told what they are, so that nobody need be told who sells them.
    pub(super) fn buys_goods(&self, flow: FlowKind) -> bool {
        let buys = matches!(self.verb.form, Form::Thing(_)) && self.verb.subject == Side::From;
        buys && flow == FlowKind::ComputePurchase && self.thing(&self.clause, &[flow]).is_some()
    }
}
