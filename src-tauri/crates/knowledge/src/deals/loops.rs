//! Money that comes back to where it came from: one gives to another, which buys from the first; by way of others too.

use super::{Deal, Deals};
use crate::Knowledge;
use crate::owners::Owners;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use zhimai_model::{Currency, FlowKind};

/// The most legs that a loop has. Longer ones are in any net of companies, and say nothing.
const LEGS: usize = 4;
/// The most loops that are looked for, and the most steps on the way.
const LOOPS: usize = 2_000;
const STEPS: usize = 1_000_000;

/// Loops of money.
#[derive(Clone, Debug, Default)]
pub struct Loops<'a> {
    /// The shortest first; of those that are as long, the one whose smallest leg is the largest.
    pub loops: Vec<Loop<'a>>,
    /// Whether there are more than were looked for.
    pub more: bool,
}

/// Money that comes back to where it came from.
#[derive(Clone, Debug)]
pub struct Loop<'a> {
    /// Its legs: each takes from where the one before it brings to, and the last brings to where the first takes from.
    pub legs: Vec<Leg<'a>>,
}

/// A part of the way: what one gives to another. Products and subsidiaries count as their owners.
#[derive(Clone, Debug)]
pub struct Leg<'a> {
    /// The owner of who gives.
    pub from: &'a str,
    /// The owner of who gets.
    pub to: &'a str,
    /// The places of the deals, the largest first.
    pub deals: Vec<usize>,
}

impl<'a> Deals<'a> {
    /// All loops of at most four legs in which one finances and one buys; of deals that were not denied, called off or
    /// replaced, and that are no mere opinion.
    pub fn loops(&self, knowledge: &'a Knowledge) -> Loops<'a> {
        let owners = Owners::of(knowledge, self.as_of);
        let mut net: BTreeMap<&'a str, BTreeMap<&'a str, Vec<usize>>> = BTreeMap::new();
        for (place, deal) in self.all.iter().enumerate().filter(|(_, deal)| flows(deal)) {
            if let Some((from, to)) = deal.from.zip(deal.to) {
                let (from, to) = (owners.top(from), owners.top(to));
                if from != to {
                    net.entry(from).or_default().entry(to).or_default().push(place);
                }
            }
        }
        for deals in net.values_mut().flat_map(BTreeMap::values_mut) {
            deals.sort_by_key(|place| Reverse(self.size(*place)));
        }
        let mut search = Search { net: &net, start: "", way: Vec::new(), found: BTreeSet::new(), steps: 0 };
        for start in net.keys() {
            search.start = start;
            search.way = vec![start];
            search.walk();
        }
        let leg = |from: &'a str, to: &'a str| {
            let deals = net.get(from).and_then(|legs| legs.get(to)).cloned().unwrap_or_default();
            Leg { from, to, deals }
        };
        let made = search.found.iter().map(|way| {
            let next = way.iter().cycle().skip(1);
            Loop { legs: way.iter().zip(next).map(|(from, to)| leg(from, to)).collect() }
        });
        let mut loops: Vec<Loop<'a>> = made.filter(|one| self.is_circular(one)).collect();
        loops.sort_by_key(|one| (one.legs.len(), Reverse(self.smallest(one))));
        Loops { loops, more: search.is_over() }
    }

    /// Whether one leg of it finances and another one buys.
    fn is_circular(&self, one: &Loop<'_>) -> bool {
        let has = |leg: &Leg<'_>, wanted: fn(FlowKind) -> bool| {
            leg.deals.iter().any(|place| wanted(self.all[*place].kind))
        };
        let legs = || one.legs.iter().enumerate();
        legs().any(|(a, given)| has(given, finances) && legs().any(|(b, bought)| a != b && has(bought, buys)))
    }

    /// The largest sum of the leg that has the smallest, in US dollars; a leg without any is the smallest.
    fn smallest(&self, one: &Loop<'_>) -> i64 {
        let largest = |leg: &Leg<'_>| leg.deals.iter().map(|place| self.size(*place)).max().unwrap_or(0);
        one.legs.iter().map(largest).min().unwrap_or(0)
    }

    /// What a deal is put in order by: its sum where that is in US dollars, as currencies are not compared.
    fn size(&self, place: usize) -> i64 {
        let amount = self.all.get(place).and_then(Deal::amount);
        amount.filter(|amount| amount.currency == Currency::USD).map_or(0, |amount| amount.high)
    }
}

fn flows(deal: &Deal<'_>) -> bool {
    deal.end.is_none() && super::firmness(deal.status) > 0
}

fn finances(kind: FlowKind) -> bool {
    use FlowKind::{Equity, Grant, Guarantee, Loan, Warrant};
    matches!(kind, Equity | Loan | Guarantee | Warrant | Grant)
}

fn buys(kind: FlowKind) -> bool {
    use FlowKind::{Capex, ComputePurchase, Lease, Licence, PowerPurchase, RevenueShare};
    matches!(kind, ComputePurchase | Lease | PowerPurchase | Capex | Licence | RevenueShare)
}

/// A search for ways that end where they began. Each is found from the least of those on it, so once.
struct Search<'a, 'b> {
    net: &'b BTreeMap<&'a str, BTreeMap<&'a str, Vec<usize>>>,
    start: &'a str,
    way: Vec<&'a str>,
    found: BTreeSet<Vec<&'a str>>,
    steps: usize,
}

impl<'a> Search<'a, '_> {
    fn walk(&mut self) {
        let Some(next) = self.way.last().and_then(|at| self.net.get(at)) else { return };
        for to in next.keys() {
            self.steps += 1;
            if self.is_over() {
                return;
            }
            if *to == self.start {
                self.found.insert(self.way.clone());
            } else if *to > self.start && self.way.len() < LEGS && !self.way.contains(to) {
                self.way.push(to);
                self.walk();
                self.way.pop();
            }
        }
    }

    fn is_over(&self) -> bool {
        self.found.len() >= LOOPS || self.steps >= STEPS
    }
}
