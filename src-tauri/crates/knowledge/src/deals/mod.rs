//! Deals: all claims about the same money as one, with the account of it that is borne out best.
//!
//! Which claims are about the same money, a claim itself says ([`zhimai_model::Claim::same_as`]), or it follows
//! ([`fold`](fold::groups)). Everything here is as it was known at the end of a day, or as it is known now.

mod deal;
mod firm;
mod fold;
mod independence;
mod loops;
mod net;
mod sums;
mod support;

pub use deal::{Deal, End, Ending, Told};
pub use firm::firmness;
pub use independence::{Origins, independent_sources, publisher};
pub use loops::{Leg, Loop, Loops};
pub use sums::{LeftOut, Sum, Sums};
pub(crate) use support::confidence;

use crate::{Knowledge, is_reported};
use net::Net;
use std::collections::HashMap;
use zhimai_model::Event;

/// All deals, in the order of the events that tell them.
#[derive(Debug)]
pub struct Deals<'a> {
    all: Vec<Deal<'a>>,
    at: HashMap<&'a str, usize>,
    net: Net,
    as_of: Option<i32>,
}

impl<'a> Deals<'a> {
    /// All deals; where a day is given, counted from 1970-01-01, as they were known at its end.
    pub fn of(knowledge: &'a Knowledge, as_of: Option<i32>) -> Self {
        let groups = fold::groups(knowledge, as_of);
        let (mut at, mut accounts) = (HashMap::new(), HashMap::new());
        for (place, group) in groups.iter().enumerate() {
            accounts.extend(group.ids.iter().map(|id| (*id, place)));
            at.extend(group.claims.iter().map(|(_, claim)| (claim.id.as_str(), place)));
        }
        let mut all: Vec<Deal<'a>> = groups.into_iter().map(support::deal).collect();
        for event in knowledge.events() {
            for claim in event.claims.iter().filter(|claim| is_reported(event, claim, as_of)) {
                for ended in claim.ends.iter().filter_map(|id| at.get(id.as_str())) {
                    support::end(&mut all[*ended], (event, claim));
                }
            }
        }
        let net = Net::of(knowledge, accounts, all.len());
        for place in 0..all.len() {
            for part in net.nearest(place, all.len()) {
                all[place].includes.push(part);
                all[part].within.push(place);
            }
        }
        Self { all, at, net, as_of }
    }

    /// All of them.
    pub fn all(&self) -> &[Deal<'a>] {
        &self.all
    }

    /// The place of the deal that a claim is an account of.
    pub fn place(&self, claim: &str) -> Option<usize> {
        self.at.get(claim).copied()
    }

    /// The deal that a claim is an account of.
    pub fn of_claim(&self, claim: &str) -> Option<&Deal<'a>> {
        self.all.get(self.place(claim)?)
    }

    /// The places of the deals that an event tells of, those of which it has the best account first, each part as the event
    /// orders them.
    pub fn of_event(&self, event: &Event) -> Vec<usize> {
        let mut places: Vec<usize> = Vec::new();
        for place in event.claims.iter().filter_map(|claim| self.place(&claim.id)) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places.sort_by_key(|place| self.all.get(*place).is_none_or(|deal| deal.best.0.id != event.id));
        places
    }
}
