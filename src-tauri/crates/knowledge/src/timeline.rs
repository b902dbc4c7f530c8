//! Events in order of time, narrowed by who, what, when, and by what had been reported.

use crate::reported::is_reported;
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
            let reported = event.claims.iter().filter(|claim| filter.knows(event, claim));
            let claims: Vec<_> = reported.collect();
            let involved = filter.as_of_day.is_none()
                || filter.entities.is_empty()
                || filter.entities.iter().any(|entity| involves(event, claims.iter().copied(), entity));
            let told = !claims.is_empty() || event.claims.is_empty() && filter.as_of_day.is_none();
            (told && involved).then_some((event, claims))
        })
    }
}

impl TimelineFilter {
    fn admits(&self, event: &Event) -> bool {
        (self.entities.is_empty()
            || self.entities.iter().any(|entity| involves(event, event.claims.iter(), entity)))
            && (self.kinds.is_empty() || self.kinds.contains(&event.kind))
            && self.from_day.is_none_or(|day| event.date.last_day() >= day)
            && self.to_day.is_none_or(|day| event.date.first_day() <= day)
    }

    /// Whether the claim had been reported by the end of the day asked for; true when none is.
    pub fn knows(&self, event: &Event, claim: &Claim) -> bool {
        is_reported(event, claim, self.as_of_day)
    }
}
