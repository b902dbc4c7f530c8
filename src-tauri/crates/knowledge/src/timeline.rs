//! Events in order of time, narrowed by who, what, when, and by what had been reported.

use crate::{Knowledge, involves};
use zhimai_model::{Claim, Event, EventKind};

/// What to narrow a timeline by. Empty lists and `None` narrow nothing.
#[derive(Clone, Debug, Default)]
pub struct TimelineFilter {
    /// Events that involve any of these entities.
    pub entities: Vec<String>,
    /// Events of any of these kinds.
    pub kinds: Vec<EventKind>,
    /// Events that may have happened on or after this day, counted from 1970-01-01.
    pub from_day: Option<i32>,
    /// Events that may have happened on or before this day.
    pub to_day: Option<i32>,
    /// Only what had been reported by the end of this day.
    pub as_of_day: Option<i32>,
}

impl Knowledge {
    /// Events that pass the filter, oldest first, each with the claims that had been reported.
    pub fn timeline<'a>(
        &'a self,
        filter: &'a TimelineFilter,
    ) -> impl Iterator<Item = (&'a Event, Vec<&'a Claim>)> {
        self.events.iter().filter(|event| filter.admits(event)).filter_map(|event| {
            let claims: Vec<_> = event.claims.iter().filter(|claim| filter.reported(event, claim)).collect();
            (!claims.is_empty() || event.claims.is_empty() && filter.as_of_day.is_none())
                .then_some((event, claims))
        })
    }
}

impl TimelineFilter {
    fn admits(&self, event: &Event) -> bool {
        (self.entities.is_empty() || self.entities.iter().any(|entity| involves(event, entity)))
            && (self.kinds.is_empty() || self.kinds.contains(&event.kind))
            && self.from_day.is_none_or(|day| event.date.last_day() >= day)
            && self.to_day.is_none_or(|day| event.date.first_day() <= day)
    }

    /// True when a source had told the claim by the day asked for.
    ///
    /// A source dated to a month counts from the month's last day: before that, nobody can be sure that it had been
    /// published. A claim whose sources bear no date counts from the last day its event may have happened on.
    fn reported(&self, event: &Event, claim: &Claim) -> bool {
        let Some(as_of) = self.as_of_day else { return true };
        let first =
            claim.sources.iter().filter_map(|source| source.date.as_ref()).map(|date| date.last_day()).min();
        first.unwrap_or_else(|| event.date.last_day()) <= as_of
    }
}
