//! Dates with their precision, in the notation of EDTF (ISO 8601-2, Library of Congress level 0 and 1, and the quarters and
//! half-years of level 2).

use crate::Precision;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A day, month, quarter, half-year, year or interval: `2025-11-18`, `2025-11`, `2025-36` (fourth quarter), `2025-41` (second
/// half), `2025`, `2025-05/2025-07`.
///
/// A trailing `~` (about) or `?` (uncertain) is kept and makes [`DateRange::is_approximate`] true.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DateRange {
    first: Date,
    last: Date,
    precision: Precision,
    edtf: String,
}

/// A string that is no date in the notation used here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a date of the form 2025-11-18, 2025-11, 2025-33 to 2025-36 (a quarter), 2025-40 or 2025-41 (a half-year), 2025, or two of them with a slash between"
)]
pub struct DateError(pub String);

impl DateRange {
    /// The date that means just the days from the first to the last (counted from 1970-01-01): a day, month, quarter,
    /// half-year or year where they make one, else an interval. Nothing when the last comes before the first or lies beyond the calendar.
    pub fn from_days(first: i32, last: i32) -> Option<Self> {
        let day = |n: i32| date(1970, 1, 1).checked_add(jiff::Span::new().try_days(n).ok()?).ok();
        let (first, last) = (day(first)?, day(last)?);
        let year = first.year();
        let whole = first.day() == 1 && last == last.last_of_month() && year == last.year();
        let edtf = match (first.month(), last.month()) {
            _ if first == last => format!("{first}"),
            (a, b) if whole && a == b => format!("{year:04}-{a:02}"),
            (1, 12) if whole => format!("{year:04}"),
            (a, b) if whole && b == a + 2 && a % 3 == 1 => format!("{year:04}-{}", 33 + (a - 1) / 3),
            (a, b) if whole && b == a + 5 && a % 6 == 1 => format!("{year:04}-{}", 40 + (a - 1) / 6),
            _ => format!("{first}/{last}"),
        };
        edtf.parse().ok()
    }

    /// The first day it may mean.
    pub fn first(&self) -> Date {
        self.first
    }

    /// The last day it may mean.
    pub fn last(&self) -> Date {
        self.last
    }

    /// The first day as days since 1970-01-01.
    pub fn first_day(&self) -> i32 {
        days(self.first)
    }

    /// The last day as days since 1970-01-01.
    pub fn last_day(&self) -> i32 {
        days(self.last)
    }

    /// How precise it is.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// True for "about" and "uncertain".
    pub fn is_approximate(&self) -> bool {
        self.edtf.contains(['~', '?'])
    }

    /// As written.
    pub fn edtf(&self) -> &str {
        &self.edtf
    }
}

/// Days from 1970-01-01 to a date.
fn days(day: Date) -> i32 {
    day.since(date(1970, 1, 1)).map_or(0, |span| span.get_days())
}

impl fmt::Display for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.edtf)
    }
}

impl FromStr for DateRange {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let error = || DateError(text.to_owned());
        let edtf = text.trim();
        let (first, last, precision) = if let Some((a, b)) = edtf.split_once('/') {
            let (first, ..) = single(a).ok_or_else(error)?;
            let (_, last, _) = single(b).ok_or_else(error)?;
            (first, last, Precision::Interval)
        } else {
            single(edtf).ok_or_else(error)?
        };
        if first > last {
            return Err(error());
        }
        Ok(Self { first, last, precision, edtf: edtf.to_owned() })
    }
}

/// One date: its first day, last day and precision.
fn single(text: &str) -> Option<(Date, Date, Precision)> {
    let text = text.strip_suffix(['~', '?']).unwrap_or(text);
    let mut parts = text.split('-');
    let year: i16 = number(parts.next()?, 4)?;
    let Some(middle) = parts.next() else {
        return Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?, Precision::Year));
    };
    let month: i8 = number(middle, 2)?;
    let Some(end) = parts.next() else {
        // EDTF level 2 writes quarters as months 33 to 36 and half-years as 40 and 41.
        let (from, to, precision) = match month {
            33..=36 => ((month - 33) * 3 + 1, (month - 33) * 3 + 3, Precision::Quarter),
            40 | 41 => ((month - 40) * 6 + 1, (month - 40) * 6 + 6, Precision::HalfYear),
            _ => (month, month, Precision::Month),
        };
        let last = Date::new(year, to, 1).ok()?.last_of_month();
        return Some((Date::new(year, from, 1).ok()?, last, precision));
    };
    if parts.next().is_some() {
        return None;
    }
    let day = Date::new(year, month, number(end, 2)?).ok()?;
    Some((day, day, Precision::Day))
}

fn number<T: FromStr>(text: &str, digits: usize) -> Option<T> {
    (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

impl TryFrom<String> for DateRange {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<DateRange> for String {
    fn from(range: DateRange) -> Self {
        range.edtf
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(edtf: &str, first: (i16, i8, i8), last: (i16, i8, i8), precision: Precision) {
        let range: DateRange = edtf.parse().unwrap();
        assert_eq!(range.first(), date(first.0, first.1, first.2), "{edtf}");
        assert_eq!(range.last(), date(last.0, last.1, last.2), "{edtf}");
        assert_eq!(range.precision(), precision, "{edtf}");
        assert_eq!(range.to_string(), edtf);
    }

    #[test]
    fn every_precision() {
        check("2025-11-18", (2025, 11, 18), (2025, 11, 18), Precision::Day);
        check("2024-02", (2024, 2, 1), (2024, 2, 29), Precision::Month);
        check("2025-36", (2025, 10, 1), (2025, 12, 31), Precision::Quarter);
        check("2025-40", (2025, 1, 1), (2025, 6, 30), Precision::HalfYear);
        check("2025-41", (2025, 7, 1), (2025, 12, 31), Precision::HalfYear);
        check("2025", (2025, 1, 1), (2025, 12, 31), Precision::Year);
        check("2025-05-01/2025-07", (2025, 5, 1), (2025, 7, 31), Precision::Interval);
        check("2025-11~", (2025, 11, 1), (2025, 11, 30), Precision::Month);
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "25",
            "2025-13",
            "2025-42",
            "2025-02-30",
            "2025-1-1",
            "2025-11-18-01",
            "2026/2025",
            "/",
            "２０２５",
            "-2025",
        ] {
            assert_eq!(text.parse::<DateRange>(), Err(DateError(text.to_owned())), "{text}");
        }
    }

    #[test]
    fn days_make_the_same_date_again() {
        for edtf in
            ["2025-11-18", "2025-11", "2024-02", "2025-36", "2025-41", "2025", "2025-05-02/2025-07-01"]
        {
            let range: DateRange = edtf.parse().unwrap();
            assert_eq!(DateRange::from_days(range.first_day(), range.last_day()).unwrap().edtf(), edtf);
        }
        assert_eq!(DateRange::from_days(2, 1), None);
        assert_eq!(DateRange::from_days(i32::MIN, i32::MAX), None);
    }

    #[test]
    fn days_count_from_the_epoch() {
        let range: DateRange = "2025-11-18".parse().unwrap();
        assert_eq!(range.first_day(), 20_410);
        assert_eq!("1969-12-31".parse::<DateRange>().map(|r| r.first_day()), Ok(-1));
    }
}
