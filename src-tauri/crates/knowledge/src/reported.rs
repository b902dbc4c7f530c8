//! From which day on something counts as known.

use zhimai_model::{Claim, DateRange, Event};

/// Whether a claim had been reported by the end of a day, counted from 1970-01-01; without one, it has been by now.
pub fn is_reported(event: &Event, claim: &Claim, by: Option<i32>) -> bool {
    by.is_none_or(|day| known_day(event, claim) <= day)
}

/// The day, counted from 1970-01-01, by whose end a claim had been reported: that of its first report.
///
/// A claim that has no dated report, as its sources are undated or tell what came before the event, is part of the event's
/// story: it is known when the event is, and not before the last day that the event may have happened on.
pub fn known_day(event: &Event, claim: &Claim) -> i32 {
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
