//! Dates as terms: a mention is found by its days and by its month.

use jiff::Span;
use jiff::civil::{Date, date};
use std::collections::BTreeSet;
use zhimai_text::date::{Date as Mention, Precision, find};

/// The term of a date: its first and last day, counted from 1970-01-01.
pub(crate) fn term(first: i32, last: i32) -> String {
    format!("{first}:{last}")
}

/// The term of a date that a document itself is of.
pub(crate) fn own_term(first: i32, last: i32) -> String {
    format!("={first}:{last}")
}

/// Adds the terms of the dates that a text mentions. A bare year is none: it says too little.
pub(crate) fn mentions(text: &str, terms: &mut BTreeSet<String>) {
    // A date begins with a digit or a month's name; looking for years alone is much faster than reading dates.
    for mention in find(text).iter().filter(|mention| mention.precision != Precision::Year) {
        of_mention(mention, terms);
    }
}

/// So many days of a range are terms of their own.
const MOST_DAYS: i32 = 31;

/// Adds the terms of a date that a text mentions: of a range (Nov 18-20, 2025; 2025年9至11月) each day or month of it.
pub(crate) fn of_mention(mention: &Mention, terms: &mut BTreeSet<String>) {
    let (first, last) = (mention.first_day, mention.last_day);
    of_days((first, last), terms);
    match mention.precision {
        Precision::Day if first < last && last.saturating_sub(first) < MOST_DAYS => {
            (first..=last).for_each(|day| of_days((day, day), terms));
        }
        Precision::Month => {
            let mut next = first;
            while let Some(month) = month_of(next).filter(|month| month.1 <= last) {
                terms.insert(term(month.0, month.1));
                next = month.1.saturating_add(1);
            }
        }
        _ => {}
    }
}

/// Adds the terms of the days from the first to the last.
pub(crate) fn of_days(days: (i32, i32), terms: &mut BTreeSet<String>) {
    terms.extend(and_month(days).map(|(first, last)| term(first, last)));
}

/// Adds the terms of the days that a document is of, which are also mentioned by it.
pub(crate) fn of_document(days: (i32, i32), terms: &mut BTreeSet<String>) {
    of_days(days, terms);
    terms.extend(and_month(days).map(|(first, last)| own_term(first, last)));
}

/// Days, and the month that they lie in if it is one.
fn and_month(days: (i32, i32)) -> impl Iterator<Item = (i32, i32)> {
    let month = month_of(days.0).filter(|month| month.1 >= days.1 && *month != days);
    std::iter::once(days).chain(month)
}

/// The first and last day of the month that a day is in.
fn month_of(day: i32) -> Option<(i32, i32)> {
    let day = civil(day)?;
    Some((days(day.first_of_month()), days(day.last_of_month())))
}

/// The year and month of a day counted from 1970-01-01.
pub(crate) fn year_and_month(day: i32) -> Option<(i32, u8)> {
    let day = civil(day)?;
    Some((day.year().into(), day.month().unsigned_abs()))
}

fn civil(day: i32) -> Option<Date> {
    let span: Span = Span::new().try_days(day).ok()?;
    date(1970, 1, 1).checked_add(span).ok()
}

fn days(day: Date) -> i32 {
    day.since(date(1970, 1, 1)).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_found_by_its_month() {
        let terms = |text: &str| {
            let mut terms = BTreeSet::new();
            mentions(text, &mut terms);
            terms.into_iter().collect::<Vec<_>>()
        };
        assert_eq!(terms("2025年11月18日"), ["20393:20422", "20410:20410"]);
        assert_eq!(terms("Nov 2025"), ["20393:20422"]);
        assert_eq!(terms("in 2025"), [] as [&str; 0]);
        // The range, its three days, and the month.
        assert_eq!(terms("Nov 18-20, 2025").len(), 5);
        assert!(terms("Nov 18-20, 2025").contains(&"20411:20411".to_owned()));
        assert_eq!(terms("2025年9至11月").len(), 4);
        assert!(terms("2025年9至11月").contains(&"20362:20392".to_owned()));
        assert_eq!(year_and_month(20_410), Some((2025, 11)));
        assert_eq!(year_and_month(i32::MAX), None);
    }
}
