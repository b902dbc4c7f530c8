//! The parts that all notations share.

use crate::date::span::{Precision, Span};

/// Years that a text about our time may name.
pub(in crate::date) const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

pub(in crate::date) fn chinese_digit(c: char) -> Option<i16> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

pub(in crate::date) fn peek(chars: &[char], at: usize) -> char {
    chars.get(at).copied().unwrap_or('\0')
}

pub(in crate::date) fn skip_space(chars: &[char], at: usize) -> usize {
    if peek(chars, at) == ' ' { at + 1 } else { at }
}

/// One to `most` digits with no digit after them.
pub(in crate::date) fn digits(chars: &[char], at: usize, most: usize) -> Option<(i16, usize)> {
    let length = chars.get(at..)?.iter().take(most + 1).take_while(|c| c.is_ascii_digit()).count();
    if length == 0 || length > most {
        return None;
    }
    let value = chars
        .get(at..at + length)?
        .iter()
        .try_fold(0_i16, |sum, c| sum.checked_mul(10)?.checked_add(i16::try_from(c.to_digit(10)?).ok()?))?;
    Some((value, at + length))
}

/// A number up to 39 in digits or Chinese numerals (十一, 二十一, 三十, 廿一).
pub(in crate::date) fn small(chars: &[char], at: usize) -> Option<(i8, usize)> {
    if let Some((value, next)) = digits(chars, at, 2) {
        return Some((i8::try_from(value).ok()?, next));
    }
    let (mut value, mut next) = match (peek(chars, at), chinese_digit(peek(chars, at))) {
        ('廿', _) => (20, at + 1),
        ('卅', _) => (30, at + 1),
        (_, Some(digit)) => (digit, at + 1),
        _ => (1, at),
    };
    if value >= 20 || peek(chars, next) == '十' {
        if value < 20 {
            value = value.checked_mul(10)?;
            next += 1;
        }
        if let Some(digit) = chinese_digit(peek(chars, next)) {
            value = value.checked_add(digit)?;
            next += 1;
        }
    } else if next == at {
        return None;
    }
    Some((i8::try_from(value).ok()?, next))
}

pub(in crate::date) fn month_span(year: i16, month: i8) -> Option<Span> {
    months_span(year, month, month)
}

pub(in crate::date) fn months_span(year: i16, from: i8, to: i8) -> Option<Span> {
    let sound = (1..=12).contains(&from) && (from..=12).contains(&to);
    sound.then_some(Span { year, months: (from, to), days: None, precision: Precision::Month, bare: false })
}

pub(in crate::date) fn day_span(year: i16, month: i8, day: i8) -> Option<Span> {
    let span = Span { days: Some((day, day)), precision: Precision::Day, ..month_span(year, month)? };
    span.date(0, 0).map(|_| span)
}

/// From a day to another one of the same year, or of the next where the month says so.
pub(in crate::date) fn days_span(year: i16, from: (i8, i8), to: (i8, i8)) -> Option<Span> {
    let first = day_span(year, from.0, from.1)?;
    let last = day_span(year, to.0, to.1)?;
    let span = Span { months: (from.0, to.0), days: Some((from.1, to.1)), ..first };
    let (start, end) = (first.date(0, 0)?.first_day, last.date(0, 0)?.last_day);
    (start <= end).then_some(span)
}

pub(in crate::date) fn quarter_span(year: i16, quarter: i8) -> Option<Span> {
    let from = (1..=4).contains(&quarter).then(|| (quarter - 1) * 3 + 1)?;
    Some(Span { precision: Precision::Quarter, ..months_span(year, from, from + 2)? })
}

pub(in crate::date) fn half_span(year: i16, half: i8) -> Option<Span> {
    let from = (1..=2).contains(&half).then(|| (half - 1) * 6 + 1)?;
    Some(Span { precision: Precision::HalfYear, ..months_span(year, from, from + 5)? })
}

pub(in crate::date) type Found = Option<(Span, usize)>;
/// Where what is written like a date and is none ends.
pub(in crate::date) type Wrong = Option<usize>;

pub(in crate::date) fn whole_year(year: i16, bare: bool) -> Span {
    Span { year, months: (1, 12), days: None, precision: Precision::Year, bare }
}

pub(in crate::date) fn or_wrong(span: Option<Span>, end: usize, wrong: &mut Wrong) -> Option<Span> {
    if span.is_none() {
        *wrong = Some(end);
    }
    span
}

pub(in crate::date) fn year_number(chars: &[char], at: usize) -> Option<(i16, usize)> {
    digits(chars, at, 4).filter(|(_, end)| *end == at + 4 && !peek(chars, *end).is_ascii_alphanumeric())
}
