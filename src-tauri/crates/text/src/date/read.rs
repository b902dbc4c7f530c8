//! The notations of dates: what starts at a place, and the parts that all notations share.

mod chinese;
mod english;
mod numeric;

use super::{Precision, Span};
use chinese::republic_first;
use english::{day_first, month_first, named_part};
use numeric::{day_and_month, half_or_quarter_first, year_first};

pub(super) use english::follows_year_word;

/// What stands at a place.
pub(super) enum Read {
    /// A date, and where it ends.
    Date(Span, usize),
    /// What is written like a date and is none, such as the 30th of February, and where it ends.
    Impossible(usize),
    /// Nothing of the sort.
    Nothing,
}

/// Years that a text about our time may name.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

pub(super) fn may_start(c: char) -> bool {
    // Letters: those that months, `q1` and `third quarter` begin with.
    c.is_ascii_digit()
        || matches!(c, 'j' | 'f' | 'm' | 'a' | 's' | 'o' | 'n' | 'd' | 'q' | 'r' | 'h' | 't' | 'l' | '民')
        || (!c.is_ascii() && chinese_digit(c).is_some())
}

pub(super) fn chinese_digit(c: char) -> Option<i16> {
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

/// What starts at `at`.
pub(super) fn read(chars: &[char], at: usize) -> Read {
    let mut wrong = None;
    let found = chars.get(at).and_then(|c| match c {
        '民' | 'r' => republic_first(chars, at, &mut wrong),
        'a'..='z' => month_first(chars, at, &mut wrong)
            .or_else(|| half_or_quarter_first(chars, at))
            .or_else(|| named_part(chars, at)),
        _ => year_first(chars, at, &mut wrong)
            .or_else(|| day_first(chars, at, &mut wrong))
            .or_else(|| day_and_month(chars, at, &mut wrong))
            .or_else(|| half_or_quarter_first(chars, at))
            .or_else(|| named_part(chars, at)),
    });
    match (wrong, found) {
        (Some(next), _) => Read::Impossible(next),
        // Whose year begins when?
        (None, Some((span, next)))
            if span.days.is_none() && (is_fiscal(chars, at) || is_of_two_years(chars, next)) =>
        {
            if span.bare {
                Read::Nothing
            } else {
                Read::Impossible(next)
            }
        }
        (None, Some((span, next))) if YEARS.contains(&span.year) => Read::Date(span, next),
        _ => Read::Nothing,
    }
}

/// Whether what comes before says that a year or a part of one is a company's own: fiscal Q3 2026.
fn is_fiscal(chars: &[char], at: usize) -> bool {
    const WORDS: [&str; 8] =
        ["fiscal", "fiscal year", "fy", "財年", "财年", "會計年度", "会计年度", "財政年度"];
    let head = chars.get(..at).unwrap_or_default();
    let head = head.strip_suffix(&[' ']).or_else(|| head.strip_suffix(&['-'])).unwrap_or(head);
    WORDS.iter().any(|word| {
        let from = head.len().checked_sub(word.chars().count());
        from.and_then(|from| head.get(from..)).is_some_and(|tail| tail.iter().copied().eq(word.chars()))
    })
}

/// `2025/26`: a year that begins in one and ends in the other.
fn is_of_two_years(chars: &[char], next: usize) -> bool {
    let year = next.checked_sub(4).and_then(|from| chars.get(from..next));
    year.is_some_and(|year| year.iter().all(char::is_ascii_digit))
        && peek(chars, next) == '/'
        && digits(chars, next + 1, 2).is_some_and(|(_, end)| end == next + 3)
}

fn peek(chars: &[char], at: usize) -> char {
    chars.get(at).copied().unwrap_or('\0')
}

fn skip_space(chars: &[char], at: usize) -> usize {
    if peek(chars, at) == ' ' { at + 1 } else { at }
}

/// One to `most` digits with no digit after them.
fn digits(chars: &[char], at: usize, most: usize) -> Option<(i16, usize)> {
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
fn small(chars: &[char], at: usize) -> Option<(i8, usize)> {
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

fn month_span(year: i16, month: i8) -> Option<Span> {
    months_span(year, month, month)
}

fn months_span(year: i16, from: i8, to: i8) -> Option<Span> {
    let sound = (1..=12).contains(&from) && (from..=12).contains(&to);
    sound.then_some(Span { year, months: (from, to), days: None, precision: Precision::Month, bare: false })
}

fn day_span(year: i16, month: i8, day: i8) -> Option<Span> {
    let span = Span { days: Some((day, day)), precision: Precision::Day, ..month_span(year, month)? };
    span.date(0, 0).map(|_| span)
}

/// From a day to another one of the same year, or of the next where the month says so.
fn days_span(year: i16, from: (i8, i8), to: (i8, i8)) -> Option<Span> {
    let first = day_span(year, from.0, from.1)?;
    let last = day_span(year, to.0, to.1)?;
    let span = Span { months: (from.0, to.0), days: Some((from.1, to.1)), ..first };
    let (start, end) = (first.date(0, 0)?.first_day, last.date(0, 0)?.last_day);
    (start <= end).then_some(span)
}

fn quarter_span(year: i16, quarter: i8) -> Option<Span> {
    let from = (1..=4).contains(&quarter).then(|| (quarter - 1) * 3 + 1)?;
    Some(Span { precision: Precision::Quarter, ..months_span(year, from, from + 2)? })
}

fn half_span(year: i16, half: i8) -> Option<Span> {
    let from = (1..=2).contains(&half).then(|| (half - 1) * 6 + 1)?;
    Some(Span { precision: Precision::HalfYear, ..months_span(year, from, from + 5)? })
}

type Found = Option<(Span, usize)>;
/// Where what is written like a date and is none ends.
type Wrong = Option<usize>;

fn whole_year(year: i16, bare: bool) -> Span {
    Span { year, months: (1, 12), days: None, precision: Precision::Year, bare }
}

fn or_wrong(span: Option<Span>, end: usize, wrong: &mut Wrong) -> Option<Span> {
    if span.is_none() {
        *wrong = Some(end);
    }
    span
}

fn year_number(chars: &[char], at: usize) -> Option<(i16, usize)> {
    digits(chars, at, 4).filter(|(_, end)| *end == at + 4 && !peek(chars, *end).is_ascii_alphanumeric())
}
