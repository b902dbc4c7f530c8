//! The notations of dates: what starts at a place.

mod after;
mod chinese;
mod english;
mod numeric;
pub(super) mod parts;

use super::span::Span;
use chinese::republic_first;
use english::{day_first, month_first, named_part};
use numeric::{day_and_month, half_or_quarter_first, year_first};
use parts::{YEARS, chinese_digit, digits, peek};

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

pub(super) fn may_start(c: char) -> bool {
    // Letters: those that months, `q1` and `third quarter` begin with.
    c.is_ascii_digit()
        || matches!(c, 'j' | 'f' | 'm' | 'a' | 's' | 'o' | 'n' | 'd' | 'q' | 'r' | 'h' | 't' | 'l' | '民')
        || (!c.is_ascii() && chinese_digit(c).is_some())
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
