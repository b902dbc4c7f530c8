//! Dates in texts and queries, in Chinese and English: 2025年11月18日, Nov 18, 2025, 2025-11-18, 2025Q4, 2025.
//!
//! A date is the days it may mean, with its precision; what names no year is no date here.

mod read;

use crate::char_set::{CharSet, with_changed};
use crate::offset::CharOffset;
use jiff::civil::{Date as Day, date};
use std::sync::LazyLock;

/// How precise a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Precision {
    Day,
    Month,
    Quarter,
    HalfYear,
    Year,
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
    /// How precise it is.
    pub precision: Precision,
}

/// Which days a query asks for, in days since 1970-01-01; both ends count as inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayRange {
    /// The earliest, or no bound.
    pub first: Option<i32>,
    /// The latest, or no bound.
    pub last: Option<i32>,
}

/// The characters that [`normal`] changes, and those that a date may start with.
static CHANGED: LazyLock<CharSet> = LazyLock::new(|| CharSet::of(|c| normal(c) != c));
static STARTS: LazyLock<CharSet> = LazyLock::new(|| CharSet::of(read::may_start));

/// The dates in a text, in order, without overlaps.
///
/// A bare year counts only after a word that makes it one (`in 2025`); four digits are otherwise any number.
pub fn find(text: &str) -> Vec<Date> {
    let chars = with_changed(text, &CHANGED, normal);
    let starts = &*STARTS;
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = starts.next_in(&chars, from) {
        if let Some([before, c]) = at.checked_sub(1).and_then(|i| chars.get(i..=at))
            && joins(*before, *c)
        {
            from = at + 1;
            continue;
        }
        match read::read(&chars, at)
            .filter(|(span, next)| !span.bare || read::follows_year_word(&chars, at, *next))
        {
            Some((span, next)) => {
                found.extend(span.date(at, next));
                from = next.max(at + 1);
            }
            None => from = at + 1,
        }
    }
    found
}

/// A date that is the whole of a text. Also takes EDTF quarters (`2025-36`) and a time of day after the date, which is
/// left out.
pub fn parse(text: &str) -> Option<Date> {
    let chars: Vec<char> = text.trim().chars().map(normal).collect();
    if let Some(date) = quarter_of_edtf(&chars) {
        return Some(date);
    }
    let (span, next) = read::read(&chars, 0)?;
    let rest = chars.get(next..)?;
    let time = span.precision == Precision::Day
        && matches!(rest, ['t' | ' ', hour, ..] if hour.is_ascii_digit())
        && rest.iter().skip(1).all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'z' | ' '));
    if rest.is_empty() || time { span.date(0, next) } else { None }
}

/// What a query asks of dates: `2025-11`, `2025-09..2025-11`, `2025-09..`, `>2025-09`, `<=2025`, `2025-05/2025-07`.
///
/// `>2025-09` begins after the last day of September; `>=2025-09` with the first.
pub fn parse_range(text: &str) -> Option<DayRange> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix(">=").or_else(|| text.strip_prefix('≥')) {
        return Some(DayRange { first: Some(parse(rest)?.first_day), last: None });
    }
    if let Some(rest) = text.strip_prefix("<=").or_else(|| text.strip_prefix('≤')) {
        return Some(DayRange { first: None, last: Some(parse(rest)?.last_day) });
    }
    if let Some(rest) = text.strip_prefix(['>', '＞']) {
        return Some(DayRange { first: Some(parse(rest)?.last_day.checked_add(1)?), last: None });
    }
    if let Some(rest) = text.strip_prefix(['<', '＜']) {
        return Some(DayRange { first: None, last: Some(parse(rest)?.first_day.checked_sub(1)?) });
    }
    if let Some(date) = parse(text) {
        return Some(DayRange { first: Some(date.first_day), last: Some(date.last_day) });
    }
    let (from, to) =
        [" to ", "..", "～", "~", "至", "到", "/"].into_iter().find_map(|sign| text.split_once(sign))?;
    let (from, to) = (from.trim(), to.trim().trim_start_matches('.'));
    let first = if from.is_empty() { None } else { Some(parse(from)?.first_day) };
    let last = if to.is_empty() { None } else { Some(parse(to)?.last_day) };
    let sound = match (first, last) {
        (None, None) => false,
        (Some(first), Some(last)) => first <= last,
        _ => true,
    };
    sound.then_some(DayRange { first, last })
}

/// A year with what is known of the rest.
#[derive(Clone, Copy, Debug)]
struct Span {
    year: i16,
    /// Months from and to, 1 to 12.
    months: (i8, i8),
    day: Option<i8>,
    precision: Precision,
    /// Nothing but four digits.
    bare: bool,
}

impl Span {
    fn date(self, start: usize, end: usize) -> Option<Date> {
        let (first, last) = match self.day {
            Some(day) => {
                let day = Day::new(self.year, self.months.0, day).ok()?;
                (day, day)
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

fn days(day: Day) -> i32 {
    day.since(date(1970, 1, 1)).map_or(0, |span| span.get_days())
}

/// `2025-33` to `2025-36`: the quarters of EDTF level 1.
fn quarter_of_edtf(chars: &[char]) -> Option<Date> {
    let &[a, b, c, d, '-', '3', quarter @ '3'..='6'] = chars else { return None };
    let year = [a, b, c, d]
        .iter()
        .try_fold(0_i16, |sum, c| Some(sum * 10 + i16::try_from(c.to_digit(10)?).ok()?))?;
    let from = i8::try_from(quarter.to_digit(10)?.checked_sub(3)?).ok()? * 3 + 1;
    let span = Span { year, months: (from, from + 2), day: None, precision: Precision::Quarter, bare: false };
    span.date(0, chars.len())
}

/// Whether two neighbours are one word or number, so that no date starts between them.
fn joins(before: char, c: char) -> bool {
    (c.is_ascii_digit() && matches!(before, '.' | '-' | '/' | ':' | '$'))
        || (before.is_ascii_alphanumeric() && c.is_ascii_alphanumeric())
        || (read::chinese_digit(before).is_some() && read::chinese_digit(c).is_some())
}

fn normal(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    match c {
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c).to_ascii_lowercase()
        }
        '\u{3000}' | '\u{a0}' | '\u{202f}' => ' ',
        '號' => '号',
        '–' | '−' | '‑' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests;
