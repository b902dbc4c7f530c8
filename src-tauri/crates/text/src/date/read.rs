//! The notations of dates.

use super::{Precision, Span};

/// Years that a text about our time may name.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

pub(super) fn may_start(c: char) -> bool {
    // Letters: those that months and `q1` begin with.
    c.is_ascii_digit()
        || matches!(c, 'j' | 'f' | 'm' | 'a' | 's' | 'o' | 'n' | 'd' | 'q')
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

/// The date that starts at `at`, and where it ends.
pub(super) fn read(chars: &[char], at: usize) -> Option<(Span, usize)> {
    let c = *chars.get(at)?;
    let (span, next) = if c.is_ascii_lowercase() {
        month_first(chars, at).or_else(|| quarter_first(chars, at))?
    } else {
        year_first(chars, at).or_else(|| day_first(chars, at))?
    };
    YEARS.contains(&span.year).then_some((span, next))
}

/// Whether the word before makes four digits a year, and nothing after makes them another number.
pub(super) fn follows_year_word(chars: &[char], at: usize, next: usize) -> bool {
    const WORDS: [&str; 12] =
        ["in", "since", "by", "during", "until", "till", "of", "early", "late", "mid", "from", "before"];
    let Some(head) =
        chars.get(..at).and_then(|head| head.strip_suffix(&[' ']).or_else(|| head.strip_suffix(&['-'])))
    else {
        return false;
    };
    let follows = WORDS.iter().any(|word| {
        head.len().checked_sub(word.len()).and_then(|from| head.split_at_checked(from)).is_some_and(
            |(rest, tail)| {
                tail.iter().copied().eq(word.chars()) && !rest.last().is_some_and(char::is_ascii_alphanumeric)
            },
        )
    });
    // "of 2000 chips", "in 2000 cities": a noun of things counted follows. A sentence goes on with a sign or a small word.
    let goes_on = match chars.get(next..) {
        Some([' ', rest @ ..]) => {
            let word: String = rest.iter().take_while(|c| c.is_ascii_alphabetic()).take(8).collect();
            let own = rest.first();
            own.is_none_or(|c| !c.is_ascii_lowercase())
                || [
                    "and", "to", "as", "the", "that", "when", "with", "for", "by", "is", "was", "has", "it",
                    "after", "or", "but", "at", "in", "a", "its", "on",
                ]
                .contains(&word.as_str())
        }
        _ => true,
    };
    follows && goes_on
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

/// A number up to 31 in digits or Chinese numerals (十一, 二十一, 三十).
fn small(chars: &[char], at: usize) -> Option<(i8, usize)> {
    if let Some((value, next)) = digits(chars, at, 2) {
        return Some((i8::try_from(value).ok()?, next));
    }
    let (mut value, mut next) = match chinese_digit(peek(chars, at)) {
        Some(digit) => (digit, at + 1),
        None => (1, at),
    };
    if peek(chars, next) == '十' {
        value = value.checked_mul(10)?;
        next += 1;
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
    (1..=12).contains(&month).then_some(Span {
        year,
        months: (month, month),
        day: None,
        precision: Precision::Month,
        bare: false,
    })
}

fn day_span(year: i16, month: i8, day: i8) -> Option<Span> {
    let span = Span { day: Some(day), precision: Precision::Day, ..month_span(year, month)? };
    span.date(0, 0).map(|_| span)
}

fn quarter_span(year: i16, quarter: i8) -> Option<Span> {
    let from = (1..=4).contains(&quarter).then(|| (quarter - 1) * 3 + 1)?;
    Some(Span { year, months: (from, from + 2), day: None, precision: Precision::Quarter, bare: false })
}

fn year_first(chars: &[char], at: usize) -> Option<(Span, usize)> {
    let (year, next) = match digits(chars, at, 4).filter(|(_, next)| *next == at + 4) {
        Some(found) => found,
        None => {
            let own = chars.get(at..at + 4)?;
            let year = own.iter().try_fold(0_i16, |sum, c| Some(sum * 10 + chinese_digit(*c)?))?;
            // Four Chinese digits are a year only before 年.
            (peek(chars, at + 4) == '年').then_some((year, at + 4))?
        }
    };
    let whole = Span { year, months: (1, 12), day: None, precision: Precision::Year, bare: true };
    let after = skip_space(chars, next);
    if peek(chars, after) == '年' {
        return Some(after_nian(chars, after + 1, Span { bare: false, ..whole }));
    }
    if let Some(found) =
        after_q(chars, after).or_else(|| after_q(chars, next + usize::from(peek(chars, next) == '-')))
    {
        return Some((quarter_span(year, found.0)?, found.1));
    }
    let sign = peek(chars, next);
    if matches!(sign, '-' | '/' | '.')
        && let Some((month, end)) = digits(chars, next + 1, 2)
    {
        let month = i8::try_from(month).ok()?;
        if peek(chars, end) == sign
            && let Some((day, end)) = digits(chars, end + 1, 2)
            && let Some(span) = i8::try_from(day).ok().and_then(|day| day_span(year, month, day))
        {
            return Some((span, end));
        }
        // 2025.11 is a number as well, and 2025-9 may be a range of years cut short.
        if sign != '.'
            && end == next + 3
            && !peek(chars, end).is_ascii_alphanumeric()
            && peek(chars, end) != sign
        {
            return Some((month_span(year, month)?, end));
        }
        return None;
    }
    let clear = !peek(chars, next).is_ascii_alphanumeric()
        && !matches!((sign, peek(chars, next + 1)), ('.' | ',', '0'..='9'));
    clear.then_some((whole, next))
}

/// What follows 年: month and day, quarter, half, or nothing.
fn after_nian(chars: &[char], at: usize, year: Span) -> (Span, usize) {
    let from = skip_space(chars, at);
    if let Some((month, next)) = small(chars, from)
        && peek(chars, skip_space(chars, next)) == '月'
        && let Some(span) = month_span(year.year, month)
    {
        let next = skip_space(chars, next) + 1;
        if let Some((day, end)) = small(chars, skip_space(chars, next))
            && matches!(peek(chars, skip_space(chars, end)), '日' | '号')
            && let Some(span) = day_span(year.year, month, day)
        {
            return (span, skip_space(chars, end) + 1);
        }
        return (span, next);
    }
    let ordinal = if peek(chars, from) == '第' { from + 1 } else { from };
    let quarter = small(chars, ordinal)
        .filter(|(_, next)| peek(chars, *next) == '季')
        .map(|(quarter, next)| (quarter, if peek(chars, next + 1) == '度' { next + 2 } else { next + 1 }));
    if let Some((quarter, next)) = quarter.or_else(|| after_q(chars, from))
        && let Some(span) = quarter_span(year.year, quarter)
    {
        return (span, next);
    }
    if let Some([half @ ('上' | '下'), '半', '年']) = chars.get(from..from + 3) {
        let months = if *half == '上' { (1, 6) } else { (7, 12) };
        return (Span { months, precision: Precision::HalfYear, ..year }, from + 3);
    }
    (year, at)
}

/// `q4`.
fn after_q(chars: &[char], at: usize) -> Option<(i8, usize)> {
    let quarter = peek(chars, at + 1).to_digit(10)?;
    (peek(chars, at) == 'q' && !peek(chars, at + 2).is_ascii_alphanumeric())
        .then_some((i8::try_from(quarter).ok()?, at + 2))
}

fn quarter_first(chars: &[char], at: usize) -> Option<(Span, usize)> {
    let (quarter, next) = after_q(chars, at)?;
    let from = if peek(chars, next) == ',' { next + 1 } else { next };
    let (year, end) = digits(chars, skip_space(chars, from), 4).filter(|(year, _)| YEARS.contains(year))?;
    Some((quarter_span(year, quarter)?, end))
}

/// `nov 18, 2025`, `november 2025`.
fn month_first(chars: &[char], at: usize) -> Option<(Span, usize)> {
    let (month, next) = month_name(chars, at)?;
    let from = skip_space(chars, next);
    if let Some((day, end)) = day_number(chars, from) {
        let end = if peek(chars, end) == ',' { end + 1 } else { end };
        if let Some((year, end)) = year_number(chars, skip_space(chars, end)) {
            return Some((day_span(year, month, day)?, end));
        }
    }
    let from = if peek(chars, from) == ',' { skip_space(chars, from + 1) } else { from };
    let (year, end) = year_number(chars, from)?;
    Some((month_span(year, month)?, end))
}

/// `18 november 2025`, `18th of november, 2025`.
fn day_first(chars: &[char], at: usize) -> Option<(Span, usize)> {
    let (day, next) = day_number(chars, at)?;
    let mut from = if matches!(peek(chars, next), ' ' | '-') { next + 1 } else { next };
    if chars.get(from..from + 3) == Some(&['o', 'f', ' ']) {
        from += 3;
    }
    let (month, next) = month_name(chars, from)?;
    let next = if matches!(peek(chars, next), ',' | '-') { next + 1 } else { next };
    let (year, end) = year_number(chars, skip_space(chars, next))?;
    Some((day_span(year, month, day)?, end))
}

fn year_number(chars: &[char], at: usize) -> Option<(i16, usize)> {
    digits(chars, at, 4).filter(|(_, end)| *end == at + 4 && !peek(chars, *end).is_ascii_alphanumeric())
}

/// A day of the month, with `st`, `nd`, `rd`, `th` if need be.
fn day_number(chars: &[char], at: usize) -> Option<(i8, usize)> {
    let (day, next) = digits(chars, at, 2)?;
    let ordinal =
        matches!(chars.get(next..next + 2), Some(['s', 't'] | ['n', 'd'] | ['r', 'd'] | ['t', 'h']));
    Some((i8::try_from(day).ok()?, if ordinal { next + 2 } else { next }))
}

/// The name of a month or its first three letters (four for `sept`), with or without a full stop.
fn month_name(chars: &[char], at: usize) -> Option<(i8, usize)> {
    let (month, name) = match chars.get(at..at + 3)? {
        ['j', 'a', 'n'] => (1, "january"),
        ['f', 'e', 'b'] => (2, "february"),
        ['m', 'a', 'r'] => (3, "march"),
        ['a', 'p', 'r'] => (4, "april"),
        ['m', 'a', 'y'] => (5, "may"),
        ['j', 'u', 'n'] => (6, "june"),
        ['j', 'u', 'l'] => (7, "july"),
        ['a', 'u', 'g'] => (8, "august"),
        ['s', 'e', 'p'] => (9, "september"),
        ['o', 'c', 't'] => (10, "october"),
        ['n', 'o', 'v'] => (11, "november"),
        ['d', 'e', 'c'] => (12, "december"),
        _ => return None,
    };
    let length = chars.get(at..)?.iter().take(10).take_while(|c| c.is_ascii_lowercase()).count();
    let word = chars.get(at..at + length)?;
    if length != 3 && word != ['s', 'e', 'p', 't'] && !word.iter().copied().eq(name.chars()) {
        return None;
    }
    let end = at + length;
    let end = if length < 5 && peek(chars, end) == '.' { end + 1 } else { end };
    Some((month, end))
}
