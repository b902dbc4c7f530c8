//! Dates in texts and queries, in Chinese and English: 2025年11月18日, Nov 18, 2025, 2025-11-18, 2025Q4, 2025.
//!
//! A date is the days it may mean, with its precision; what names no year is no date here.

mod noise;
mod read;
mod span;

use crate::char_set::{CharSet, with_changed};
use crate::offset::CharOffset;
use jiff::civil::{Date as Day, date};
use read::{Read, parts};
pub use span::{Date, Precision};
use span::{Span, days};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

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
            && !follows_colon(&chars, at)
        {
            from = at + 1;
            continue;
        }
        from = at + 1;
        match read::read(&chars, at) {
            Read::Date(span, next) if !span.bare || read::follows_year_word(&chars, at, next) => {
                found.extend(span.date(at, next));
                from = next.max(from);
            }
            // The 30th of February is no day of February either.
            Read::Impossible(next) => from = next.max(from),
            Read::Date(..) | Read::Nothing => {}
        }
    }
    found
}

/// A date that is the whole of a text, beside which a time, a weekday or a zone may stand (Tue, 18 Nov 2025 10:00:00
/// GMT; 2025年11月18日（週二）上午10:30). They are left out: the day is the one that is written.
///
/// Also takes what is a date only where one is expected: EDTF quarters and half-years (`2025-36`, `2025-41`), `20251118`, `2025-9`, ordinal and week
/// dates (`2025-322`, `2025-W47-2`), and Unix times in seconds or milliseconds, of which the day in UTC is taken.
pub fn parse(text: &str) -> Option<Date> {
    let chars: Vec<char> = text.trim().chars().map(normal).collect();
    if let Some(date) = part_of_edtf(&chars).or_else(|| only_where_expected(&chars)) {
        return Some(date);
    }
    let starts = |at: &usize| {
        let before = at.checked_sub(1).and_then(|i| chars.get(i));
        chars.get(*at).zip(before).is_none_or(|(c, before)| !joins(*before, *c) || follows_colon(&chars, *at))
    };
    for at in (0..chars.len().min(LONGEST_BEFORE)).filter(starts) {
        if !STARTS.contains(*chars.get(at)?) {
            continue;
        }
        match read::read(&chars, at) {
            Read::Date(span, next) => {
                let (head, rest) = (chars.get(..at)?, chars.get(next..)?);
                let day = span.precision == Precision::Day;
                if rest.is_empty() && head.is_empty() || day && noise::all(head) && noise::all(rest) {
                    return span.date(at, next);
                }
                // 2025-11-18T10:30; what is no time there makes it no date.
                if at == 0 && !span.bare {
                    return two_days(&chars, span, next);
                }
            }
            Read::Impossible(_) => return None,
            Read::Nothing => {}
        }
    }
    None
}

/// So many code points of a time and a weekday may stand before a date.
const LONGEST_BEFORE: usize = 48;

/// `2025-11-18 to 2025-11-20`, 2025年11月28日至2026年1月3日: from the first day of one to the last of the other.
fn two_days(chars: &[char], first: Span, end: usize) -> Option<Date> {
    let rest = chars.get(end..)?;
    let space = |at: usize| at + usize::from(rest.get(at) == Some(&' '));
    let sign = space(0);
    let from = match rest.get(sign..)? {
        ['t', 'o', ' ', ..] => sign + 3,
        ['至' | '到' | '-' | '~' | '/' | '—', ..] => space(sign + 1),
        _ => return None,
    };
    match read::read(chars, end + from) {
        Read::Date(last, next) if next == chars.len() && last.precision == first.precision => {
            let (from, to) = (first.date(0, next)?, last.date(0, next)?);
            (from.first_day <= to.last_day).then_some(Date { last_day: to.last_day, ..from })
        }
        _ => None,
    }
}

/// What is a date only where one is expected; elsewhere it is a number.
fn only_where_expected(chars: &[char]) -> Option<Date> {
    let number = |from: usize, to: usize| -> Option<i64> {
        let own = chars.get(from..to).filter(|own| !own.is_empty())?;
        own.iter().try_fold(0_i64, |sum, c| Some(sum * 10 + i64::from(c.to_digit(10)?)))
    };
    let whole = |first: Day, last: Day, precision| Date {
        start: CharOffset(0),
        end: CharOffset(chars.len()),
        first_day: days(first),
        last_day: days(last),
        precision,
    };
    let day = |day: Day| parts::YEARS.contains(&day.year()).then(|| whole(day, day, Precision::Day));
    let sizes: Vec<usize> = chars.split(|c| !c.is_ascii_digit()).map(<[char]>::len).collect();
    let compact = |at: usize| {
        let part = |from: usize, to: usize| i8::try_from(number(from, to)?).ok();
        day(Day::new(i16::try_from(number(0, 4)?).ok()?, part(at, at + 2)?, part(at + 2, at + 4)?).ok()?)
    };
    match sizes.as_slice() {
        // 20251118, 20251118T103000Z.
        [8] => return compact(4),
        // 202511181030, 20251118103000.
        [12 | 14] => {
            let clock = number(8, 10)? < 24 && number(10, 12)? < 60;
            return clock.then(|| compact(4)).flatten();
        }
        // 2025 11 18.
        [4, 2, 2] if chars.get(4) == Some(&' ') && chars.get(7) == Some(&' ') => {
            let part = |from: usize| i8::try_from(number(from, from + 2)?).ok();
            return day(Day::new(i16::try_from(number(0, 4)?).ok()?, part(5)?, part(8)?).ok()?);
        }
        [8, ..] if matches!(chars.get(8), Some('t' | ' ')) && noise::all(chars.get(8..)?) => {
            return compact(4);
        }
        // 1763424000, 1763424000.0, 1763424000000.
        [10] => return day(of_seconds(number(0, 10)?)?),
        [10, _] if chars.get(10) == Some(&'.') => return day(of_seconds(number(0, 10)?)?),
        [13] => return day(of_seconds(number(0, 13)? / 1000)?),
        _ => {}
    }
    let year = i16::try_from(number(0, 4)?).ok().filter(|year| parts::YEARS.contains(year))?;
    match (chars.get(4..)?, sizes.as_slice()) {
        // 2025-9, 2025/9, 2025.9, 2025.11.
        (['-' | '/' | '.', ..], [4, 1 | 2]) => {
            let month = i8::try_from(number(5, chars.len())?).ok()?;
            let first = Day::new(year, month, 1).ok()?;
            Some(whole(first, first.last_of_month(), Precision::Month))
        }
        // 2025-322.
        (['-', ..], [4, 3]) => {
            let ordinal = number(5, 8)?.checked_sub(1).filter(|ordinal| *ordinal >= 0)?;
            let found = Day::new(year, 1, 1).ok()?.checked_add(jiff::Span::new().days(ordinal)).ok()?;
            (found.year() == year).then(|| day(found))?
        }
        // 2025-W47, 2025-W47-2, 2025W472.
        (rest, _) => {
            let rest = rest.strip_prefix(&['-']).unwrap_or(rest);
            let (week, weekday) = match *rest {
                ['w', a, b] => ([a, b], None),
                ['w', a, b, '-', day @ '1'..='7'] | ['w', a, b, day @ '1'..='7'] => ([a, b], Some(day)),
                _ => return None,
            };
            let week = week.iter().try_fold(0_i64, |sum, c| Some(sum * 10 + i64::from(c.to_digit(10)?)))?;
            let weekday = weekday.and_then(|c| c.to_digit(10)).map(i64::from);
            let monday = monday_of_week(year, week)?;
            let later = |days: i64| monday.checked_add(jiff::Span::new().days(days)).ok();
            match weekday {
                Some(own) => day(later(own - 1)?),
                None => Some(whole(monday, later(6)?, Precision::Day)),
            }
        }
    }
}

fn of_seconds(seconds: i64) -> Option<Day> {
    // 1990 to 2100.
    let sound = (631_152_000..4_102_444_800).contains(&seconds);
    sound.then(|| date(1970, 1, 1).checked_add(jiff::Span::new().days(seconds / 86_400)).ok())?
}

/// The Monday of an ISO week: the first week of a year is the one with its first Thursday.
fn monday_of_week(year: i16, week: i64) -> Option<Day> {
    let fourth = Day::new(year, 1, 4).ok()?;
    let back = i64::from(fourth.weekday().to_monday_zero_offset());
    let monday = fourth.checked_add(jiff::Span::new().days((week - 1) * 7 - back)).ok()?;
    // Some years have no 53rd week.
    let thursday = monday.checked_add(jiff::Span::new().days(3)).ok()?;
    (week >= 1 && thursday.year() == year).then_some(monday)
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
    let (from, to) = [" to ", "..", " - ", " – ", "～", "~", "至", "到", "/"]
        .into_iter()
        .find_map(|sign| text.split_once(sign))?;
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

/// `2025-33` to `2025-36` and `2025-40`, `2025-41`: the quarters and half-years of EDTF level 2.
fn part_of_edtf(chars: &[char]) -> Option<Date> {
    let &[a, b, c, d, '-', tens, ones] = chars else { return None };
    let number = |digits: &[char]| {
        digits.iter().try_fold(0_i16, |sum, c| Some(sum * 10 + i16::try_from(c.to_digit(10)?).ok()?))
    };
    let part = i8::try_from(number(&[tens, ones])?).ok()?;
    let (precision, from, length) = match part {
        33..=36 => (Precision::Quarter, (part - 33) * 3 + 1, 3),
        40 | 41 => (Precision::HalfYear, (part - 40) * 6 + 1, 6),
        _ => return None,
    };
    let year = number(&[a, b, c, d])?;
    Span { year, months: (from, from + length - 1), days: None, precision, bare: false }.date(0, chars.len())
}

/// Whether a colon before says what follows (發布時間：2025-11-18) rather than parting hours and minutes.
fn follows_colon(chars: &[char], at: usize) -> bool {
    let head = chars.get(..at).unwrap_or_default();
    matches!(head, [.., before, ':'] if !before.is_ascii_digit())
}

/// Whether two neighbours are one word or number, so that no date starts between them.
fn joins(before: char, c: char) -> bool {
    (c.is_ascii_digit() && matches!(before, '.' | '-' | '/' | ':' | '$'))
        || (before.is_ascii_alphanumeric() && c.is_ascii_alphanumeric())
        || (parts::chinese_digit(before).is_some() && parts::chinese_digit(c).is_some())
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
        '‐'..='―' | '−' => '-',
        '國' => '国',
        '〜' | '∼' => '~',
        '○' | '◯' => '〇',
        '\u{2f00}'..='\u{2fd5}' => std::iter::once(c).nfkc().next().unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests;
