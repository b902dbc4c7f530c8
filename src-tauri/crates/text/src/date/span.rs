//! A date, and a year with what is known of the rest, of which it is made.

use crate::offset::CharOffset;
use jiff::civil::{Date as Day, date};
use serde::{Deserialize, Serialize};

/// How precise a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Precision {
    Day,
    Month,
    Quarter,
    HalfYear,
    Year,
    /// An interval with both ends stated.
    Interval,
}

/// A date as a text states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// Where it starts, in code points.
    pub start: CharOffset,
    /// Where it ends (exclusive), in code points.
    pub end: CharOffset,
    /// The first day it may mean, in days since 1970-01-01.
    pub first_day: i32,
    /// The last day it may mean, in days since 1970-01-01.
    pub last_day: i32,
    /// How precise it is; of a range (Nov 18-20, 2025), its ends.
    pub precision: Precision,
}

/// A year with what is known of the rest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) year: i16,
    /// Months from and to, 1 to 12.
    pub(super) months: (i8, i8),
    /// The day of the first month that it begins with, and of the last that it ends with.
    pub(super) days: Option<(i8, i8)>,
    pub(super) precision: Precision,
    /// Nothing but four digits.
    pub(super) bare: bool,
}

impl Span {
    pub(super) fn date(self, start: usize, end: usize) -> Option<Date> {
        let (first, last) = match self.days {
            Some((from, to)) => {
                (Day::new(self.year, self.months.0, from).ok()?, Day::new(self.year, self.months.1, to).ok()?)
            }
            None => (
                Day::new(self.year, self.months.0, 1).ok()?,
                Day::new(self.year, self.months.1, 1).ok()?.last_of_month(),
            ),
        };
        Some(Date {
            start: CharOffset(start),
            end: CharOffset(end),
            first_day: days(first),
            last_day: days(last),
            precision: self.precision,
        })
    }
}

pub(super) fn days(day: Day) -> i32 {
    day.since(date(1970, 1, 1)).map_or(0, |span| span.get_days())
}
