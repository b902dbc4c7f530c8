//! What deals add up to, and what must not be added.

use super::{Deal, Deals};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use zhimai_model::{Currency, FlowKind, Qualifier, Status};

/// What deals of one kind in one currency add up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The form that the money takes.
    pub kind: FlowKind,
    /// The currency.
    pub currency: Currency,
    /// At least so much, in whole units of the currency.
    pub low: i64,
    /// At most so much; nothing where one of the sums is open upwards.
    pub high: Option<i64>,
    /// Whether one of the sums is told as about so much.
    pub is_about: bool,
    /// The places of the deals that are in it.
    pub deals: Vec<usize>,
}

/// Why a deal is in no sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// No account of it names a sum.
    NoSum,
    /// Its money lies within that of another deal that is counted, or that of both overlaps; the place of the other.
    Within(usize),
    /// It was denied, called off or replaced.
    Ended,
    /// It is rumoured, an opinion or a letter of intent.
    NotFirm,
    /// With it the sum would be larger than any number that is counted with.
    TooLarge,
}

/// Sums, and what is in none of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// By kind, then by currency.
    pub sums: Vec<Sum>,
    /// The places of the deals that are left out, each with the reason, in the order in which they were given.
    pub left_out: Vec<(usize, LeftOut)>,
}

impl Deals<'_> {
    /// Adds up the deals at these places, each once. Different kinds and currencies are never added to each other; of a total
    /// and its parts, in however many steps, and of totals that share a part, one is counted.
    pub fn sums(&self, places: &[usize]) -> Sums {
        let mut asked: Vec<usize> = Vec::new();
        let mut seen = HashSet::new();
        asked.extend(places.iter().copied().filter(|place| *place < self.all.len() && seen.insert(*place)));
        let mut left_out: BTreeMap<usize, LeftOut> = BTreeMap::new();
        let mut counted: Vec<(usize, BTreeSet<usize>)> = Vec::new();
        for place in &asked {
            match unfit(&self.all[*place]) {
                Some(reason) => drop(left_out.insert(*place, reason)),
                None => counted.push((*place, self.net.inside(*place))),
            }
        }
        // What holds others goes first, then the larger.
        let size = |place: usize| self.all[place].amount().map_or(0, |amount| amount.high);
        counted.sort_by_key(|(place, inside)| (Reverse(inside.len()), Reverse(size(*place)), *place));
        let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
        let mut sums: BTreeMap<(FlowKind, Currency), Sum> = BTreeMap::new();
        for (place, inside) in counted {
            if let Some(other) = inside.iter().find_map(|part| taken.get(part)) {
                left_out.insert(place, LeftOut::Within(*other));
                continue;
            }
            if add(&mut sums, &self.all[place], place) {
                taken.extend(inside.into_iter().map(|part| (part, place)));
            } else {
                left_out.insert(place, LeftOut::TooLarge);
            }
        }
        let mut sums: Vec<Sum> = sums.into_values().collect();
        for sum in &mut sums {
            sum.deals.sort_unstable();
        }
        let reason = |place: usize| Some((place, *left_out.get(&place)?));
        Sums { sums, left_out: asked.into_iter().filter_map(reason).collect() }
    }
}

/// Why a deal is in no sum, whatever else is.
fn unfit(deal: &Deal<'_>) -> Option<LeftOut> {
    match () {
        () if deal.end.is_some() => Some(LeftOut::Ended),
        () if deal.amount().is_none() => Some(LeftOut::NoSum),
        () if !is_firm(deal.status) => Some(LeftOut::NotFirm),
        () => None,
    }
}

/// Whether money is firm enough to be added up: paid, committed, announced or reported.
fn is_firm(status: Status) -> bool {
    matches!(status, Status::Paid | Status::Committed | Status::Announced | Status::Reported)
}

/// Adds a deal to the sum of its kind and currency; false where it has no sum, or the result is no number.
fn add(sums: &mut BTreeMap<(FlowKind, Currency), Sum>, deal: &Deal<'_>, place: usize) -> bool {
    let Some(amount) = deal.amount() else { return false };
    let (low, high) = match amount.qualifier {
        Qualifier::UpTo | Qualifier::LessThan => (0, Some(amount.high)),
        Qualifier::MoreThan | Qualifier::AtLeast => (amount.low, None),
        Qualifier::Exactly | Qualifier::About => (amount.low, Some(amount.high)),
    };
    let (kind, currency) = (deal.kind, amount.currency);
    let empty = Sum { kind, currency, low: 0, high: Some(0), is_about: false, deals: Vec::new() };
    let before = sums.get(&(kind, currency)).unwrap_or(&empty);
    let Some(low) = before.low.checked_add(low) else { return false };
    let high = match before.high.zip(high) {
        Some((before, high)) => match before.checked_add(high) {
            Some(high) => Some(high),
            None => return false,
        },
        None => None,
    };
    let is_about = before.is_about || amount.qualifier == Qualifier::About;
    let mut deals = before.deals.clone();
    deals.push(place);
    sums.insert((kind, currency), Sum { kind, currency, low, high, is_about, deals });
    true
}
