//! What a deal is.

use super::firm::firmness;
use zhimai_model::{Amount, Claim, DateRange, Event, FlowKind, Status};

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

    /// How it became firmer or less firm, as its accounts tell: each status with the first event that has it so, in order of
    /// time. What denies it or calls it off is its end, and an opinion is no step.
    pub fn steps(&self) -> Vec<(Status, &'a Event)> {
        let key = |event: &Event| (event.date.first_day(), event.date.last_day());
        let mut steps: Vec<(Status, &'a Event)> = Vec::new();
        for (event, claim) in self.accounts() {
            if claim.flow == FlowKind::None || firmness(claim.status) == 0 {
                continue;
            }
            match steps.iter_mut().find(|(status, _)| *status == claim.status) {
                Some((_, first)) if key(event) < key(first) => *first = event,
                Some(_) => {}
                None => steps.push((claim.status, event)),
            }
        }
        steps.sort_by_key(|(status, event)| (key(event), firmness(*status)));
        steps
    }

    /// When it came to be as firm as it is: the date of the first event that tells it so, else of the account that is borne out
    /// best.
    pub fn date(&self) -> &'a DateRange {
        let steps = self.steps();
        let firmest = steps.iter().find(|(status, _)| *status == self.status);
        firmest.map_or(&self.best.0.date, |(_, event)| &event.date)
    }

    /// All accounts, the one that is borne out best first.
    pub fn accounts(&self) -> impl Iterator<Item = Told<'a>> {
        std::iter::once(self.best).chain(self.others.iter().copied())
    }
}
