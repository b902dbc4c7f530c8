//! Events in order of time, narrowed by who, what, when, and by what had been reported.

use crate::{Knowledge, involves};
use zhimai_model::{Claim, DateRange, Event, EventKind};

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
        self.as_of_day.is_none_or(|as_of| known_day(event, claim) <= as_of)
    }
}

/// The day, counted from 1970-01-01, by whose end a claim had been reported: that of its first report.
///
/// A claim that has no dated report, as its sources are undated or tell what came before the event, is part of the event's
/// story: it is known when the event is, and not before the last day that the event may have happened on.
fn known_day(event: &Event, claim: &Claim) -> i32 {
    first_report(event, claim).unwrap_or_else(|| {
        let told = event.claims.iter().filter_map(|claim| first_report(event, claim)).min();
        told.map_or(event.date.last_day(), |told| told.max(event.date.last_day()))
    })
}

/// The date of the earliest source that reports the claim. A source that was out before the event began is no report of
/// it. One that is dated to a month counts from the month's last day: before that, nobody can be sure that it was out.
pub fn reported<'a>(event: &Event, claim: &'a Claim) -> Option<&'a DateRange> {
    let dates = claim.sources.iter().filter_map(|source| source.date.as_ref());
    dates.filter(|date| date.last_day() >= event.date.first_day()).min_by_key(|date| date.last_day())
}

/// The last day of the first report.
fn first_report(event: &Event, claim: &Claim) -> Option<i32> {
    reported(event, claim).map(DateRange::last_day)
}
