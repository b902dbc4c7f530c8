//! Deals: all claims about the same money as one, with the account of it that is borne out best.
//!
//! Which claims are about the same money, a claim itself says ([`zhimai_model::Claim::same_as`]), or it follows
//! ([`fold`](fold::groups)). Everything here is as it was known at the end of a day, or as it is known now.

mod fold;
mod independence;
mod loops;
mod sums;
mod support;

pub use independence::independent_sources;
pub use loops::{Leg, Loop, Loops};
pub use sums::{LeftOut, Sum, Sums};
pub use support::firmness;

use crate::{Knowledge, known_day};
use std::collections::HashMap;
use zhimai_model::{Amount, Claim, Event, FlowKind, Status};

/// A claim with the event that it tells of.
pub type Told<'a> = (&'a Event, &'a Claim);

/// All accounts of the same money.
#[derive(Clone, Debug)]
pub struct Deal<'a> {
    /// The identifier of the account by which it goes: the one that others name as telling it best, else the first.
    /// It is the same whatever the day.
    pub id: &'a str,
    /// The account that is borne out best. It names the sum, if any account does.
    pub best: Told<'a>,
    /// The other accounts, those that are borne out best first.
    pub others: Vec<Told<'a>>,
    /// Who gives; nothing where there are many, or they are not named.
    pub from: Option<&'a str>,
    /// Who gets; nothing where one builds for oneself.
    pub to: Option<&'a str>,
    /// The form that the money takes.
    pub kind: FlowKind,
    /// How firm it is by the firmest of its accounts; how it ended, where it did.
    pub status: Status,
    /// What ended it.
    pub end: Option<End<'a>>,
    /// The deals, by their places, whose money lies within this one's.
    pub includes: Vec<usize>,
    /// The deals within whose money this one's lies.
    pub within: Vec<usize>,
}

/// What ended a deal.
#[derive(Clone, Copy, Debug)]
pub struct End<'a> {
    /// The claim that says so.
    pub told: Told<'a>,
    /// The day, counted from 1970-01-01, from which it counts.
    pub day: i32,
    /// How it ended.
    pub how: Ending,
}

/// How a deal ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// A party says that it is not so.
    Denied,
    /// It is off.
    CalledOff,
    /// Another took its place.
    Replaced,
}

impl<'a> Deal<'a> {
    /// The sum that is borne out best, if any account names one.
    pub fn amount(&self) -> Option<&'a Amount> {
        self.best.1.amount.as_ref()
    }

    /// All accounts, the one that is borne out best first.
    pub fn accounts(&self) -> impl Iterator<Item = Told<'a>> {
        std::iter::once(self.best).chain(self.others.iter().copied())
    }

    /// Whether accounts of it name sums that differ, or one disagrees with a claim about something else.
    pub fn is_disputed(&self) -> bool {
        self.accounts().any(|(_, claim)| !claim.conflicts_with.is_empty())
    }

    /// The day, counted from 1970-01-01, by whose end the first account had been reported.
    pub fn known_day(&self) -> i32 {
        self.accounts().map(|(event, claim)| known_day(event, claim)).min().unwrap_or(i32::MAX)
    }
}

/// All deals, in the order of the events that tell them.
#[derive(Debug)]
pub struct Deals<'a> {
    all: Vec<Deal<'a>>,
    at: HashMap<&'a str, usize>,
}

impl<'a> Deals<'a> {
    /// All deals; where a day is given, counted from 1970-01-01, as they were known at its end.
    pub fn of(knowledge: &'a Knowledge, as_of: Option<i32>) -> Self {
        let groups = fold::groups(knowledge, as_of);
        let mut at = HashMap::new();
        for (place, group) in groups.iter().enumerate() {
            at.extend(group.claims.iter().map(|(_, claim)| (claim.id.as_str(), place)));
        }
        let mut all: Vec<Deal<'a>> = groups.into_iter().map(support::deal).collect();
        let knows = |event: &Event, claim: &Claim| as_of.is_none_or(|day| known_day(event, claim) <= day);
        for event in knowledge.events() {
            for claim in event.claims.iter().filter(|claim| knows(event, claim)) {
                let place = |id: &String| at.get(id.as_str()).copied();
                for ended in claim.ends.iter().filter_map(place) {
                    support::end(&mut all[ended], (event, claim));
                }
                let Some(total) = place(&claim.id) else { continue };
                for part in claim.includes.iter().filter_map(place).filter(|part| *part != total) {
                    if !all[total].includes.contains(&part) {
                        all[total].includes.push(part);
                        all[part].within.push(total);
                    }
                }
            }
        }
        Self { all, at }
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
