//! Nov 18, 2025; 18 November 2025; third quarter of 2025.

use super::parts::{
    Found, Wrong, YEARS, day_span, days_span, digits, half_span, month_span, months_span, or_wrong, peek,
    quarter_span, skip_space, year_number,
};
use crate::date::noise;
use crate::date::span::Span;

/// Whether the word before makes four digits a year, and nothing after makes them another number.
pub(in crate::date) fn follows_year_word(chars: &[char], at: usize, next: usize) -> bool {
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

/// A sign or word of ranges in English: where the next part starts.
fn to_english(chars: &[char], at: usize) -> Option<usize> {
    for word in [" to ", " through ", " until ", " - ", " and ", " & ", "-", "~"] {
        if chars
            .get(at..)
            .is_some_and(|rest| rest.len() >= word.len() && word.chars().zip(rest).all(|(a, b)| a == *b))
        {
            return Some(at + word.len());
        }
    }
    None
}

/// `nov 18, 2025`, `november 2025`, `nov 18-20, 2025`, `nov 28 - dec 2, 2025`, `sep-nov 2025`, `nov 18 10:00:00 2025`.
pub(super) fn month_first(chars: &[char], at: usize, wrong: &mut Wrong) -> Found {
    let (month, next) = month_name(chars, at)?;
    let from = skip_space(chars, next);
    let comma = |at: usize| if peek(chars, at) == ',' { at + 1 } else { at };
    if let Some((day, end)) = day_number(chars, from) {
        if let Some((year, end)) = year_number(chars, skip_space(chars, comma(end))) {
            return Some((or_wrong(day_span(year, month, day), end, wrong)?, end));
        }
        // Tue Nov 18 10:00:00 CST 2025.
        if let Some((year, end)) = clock(chars, skip_space(chars, end))
            .map(|end| noise::zone(chars, skip_space(chars, end)).unwrap_or(end))
            .and_then(|end| year_number(chars, skip_space(chars, end)))
        {
            return Some((or_wrong(day_span(year, month, day), end, wrong)?, end));
        }
        if let Some(from) = to_english(chars, end) {
            let (to, next) = match month_name(chars, from) {
                Some((month, next)) => {
                    let (day, next) = day_number(chars, skip_space(chars, next))?;
                    ((month, day), next)
                }
                None => {
                    let (day, next) = day_number(chars, from)?;
                    ((month, day), next)
                }
            };
            let (year, end) = year_number(chars, skip_space(chars, comma(next)))?;
            return Some((range_or_month(year, (month, day), to, end, wrong)?, end));
        }
        return None;
    }
    if let Some(from) = to_english(chars, next)
        && let Some((last, end)) = month_name(chars, from)
        && let Some((year, end)) = year_number(chars, skip_space(chars, comma(end)))
        && let Some(span) = months_span(year, month, last)
    {
        return Some((span, end));
    }
    let from = if peek(chars, from) == ',' { skip_space(chars, from + 1) } else { from };
    let (year, end) = year_number(chars, if peek(chars, from) == '-' { from + 1 } else { from })?;
    Some((month_span(year, month)?, end))
}

/// The days from one to another; where these cannot be, there is no date.
fn range_or_month(year: i16, from: (i8, i8), to: (i8, i8), end: usize, wrong: &mut Wrong) -> Option<Span> {
    or_wrong(days_span(year, from, to), end, wrong)
}

/// `10:00:00`: where it ends.
fn clock(chars: &[char], at: usize) -> Option<usize> {
    let (_, mut next) = digits(chars, at, 2)?;
    let mut parts = 0;
    while peek(chars, next) == ':'
        && let Some((_, end)) = digits(chars, next + 1, 2)
    {
        next = end;
        parts += 1;
    }
    (parts > 0).then_some(next)
}

/// `18 november 2025`, `18th of november, 2025`, `18-20 november 2025`, `28 nov - 2 dec 2025`.
pub(super) fn day_first(chars: &[char], at: usize, wrong: &mut Wrong) -> Found {
    let (day, next) = day_number(chars, at)?;
    let month_of = |next: usize| {
        let mut from = if matches!(peek(chars, next), ' ' | '-') { next + 1 } else { next };
        if chars.get(from..from + 3) == Some(&['o', 'f', ' ']) {
            from += 3;
        }
        month_name(chars, from)
    };
    let year_of = |next: usize| {
        let next = if matches!(peek(chars, next), ',' | '-') { next + 1 } else { next };
        year_number(chars, skip_space(chars, next))
    };
    let own = month_of(next);
    if let Some((month, next)) = own
        && let Some((year, end)) = year_of(next)
    {
        return Some((or_wrong(day_span(year, month, day), end, wrong)?, end));
    }
    // 18-20 November 2025, 28 Nov - 2 Dec 2025.
    let from = to_english(chars, own.map_or(next, |(_, next)| next))?;
    let (last, next) = day_number(chars, from)?;
    let (month, next) = month_of(next)?;
    let (year, end) = year_of(next)?;
    let first = own.map_or(month, |(month, _)| month);
    Some((range_or_month(year, (first, day), (month, last), end, wrong)?, end))
}

/// A day of the month, with `st`, `nd`, `rd`, `th` if need be.
pub(super) fn day_number(chars: &[char], at: usize) -> Option<(i8, usize)> {
    let (day, next) = digits(chars, at, 2)?;
    let ordinal =
        matches!(chars.get(next..next + 2), Some(['s', 't'] | ['n', 'd'] | ['r', 'd'] | ['t', 'h']));
    Some((i8::try_from(day).ok()?, if ordinal { next + 2 } else { next }))
}

/// The name of a month or its first three letters (four for `sept`), with or without a full stop.
pub(super) fn month_name(chars: &[char], at: usize) -> Option<(i8, usize)> {
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

/// `third quarter of 2025`, `3rd quarter 2025`, `third-quarter 2025`, `first half of 2025`.
pub(super) fn named_part(chars: &[char], at: usize) -> Found {
    const ORDINALS: [(&str, i8); 10] = [
        ("first", 1),
        ("second", 2),
        ("third", 3),
        ("fourth", 4),
        ("1st", 1),
        ("2nd", 2),
        ("3rd", 3),
        ("4th", 4),
        ("final", 4),
        ("last", 4),
    ];
    let word = |at: usize, word: &str| {
        let mut own = chars.get(at..).unwrap_or_default().iter();
        let stands = word.chars().all(|c| own.next() == Some(&c));
        (stands && !own.next().is_some_and(char::is_ascii_alphanumeric)).then(|| at + word.len())
    };
    let gap = |at: usize| matches!(peek(chars, at), ' ' | '-').then(|| at + 1);
    let (number, next) = ORDINALS.iter().find_map(|(name, number)| Some((*number, gap(word(at, name)?)?)))?;
    let (quarter, next) = match word(next, "quarter") {
        Some(next) => (true, next),
        None => (false, word(next, "half")?),
    };
    let from = match chars.get(next..)? {
        [' ', 'o', 'f', ' ', ..] => next + 4,
        [',', ' ', ..] => next + 2,
        [' ', ..] => next + 1,
        _ => return None,
    };
    let (year, end) = year_number(chars, from).filter(|(year, _)| YEARS.contains(year))?;
    // The last half is the second.
    let half = if number == 4 { 2 } else { number };
    Some((if quarter { quarter_span(year, number)? } else { half_span(year, half)? }, end))
}
