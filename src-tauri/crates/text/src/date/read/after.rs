//! What may follow a year or a month in several notations.

use super::parts::{Found, Wrong, day_span, days_span, digits, peek};

/// The day after `2025-11` and the like, with the end of a range if there is one: `-18`, `-18/20`, `/18~11/20`.
pub(super) fn after_month(
    chars: &[char],
    at: usize,
    year: i16,
    month: i8,
    sign: char,
    wrong: &mut Wrong,
) -> Found {
    if peek(chars, at) != sign {
        return None;
    }
    let (day, end) = digits(chars, at + 1, 2)?;
    let day = i8::try_from(day).ok()?;
    let Some(span) = day_span(year, month, day) else {
        *wrong = Some(end);
        return None;
    };
    // 2025-11-18/20, 2025/11/18-20, 2025/11/18～11/20.
    let joint = peek(chars, end);
    if matches!(joint, '/' | '-' | '~' | '至')
        && joint != sign
        && let Some((first, next)) = digits(chars, end + 1, 2)
    {
        let first = i8::try_from(first).ok()?;
        let own = match digits(chars, next + 1, 2).filter(|_| peek(chars, next) == sign) {
            Some((second, next)) => Some(((first, i8::try_from(second).ok()?), next)),
            None => Some(((month, first), next)),
        };
        if let Some((to, next)) = own
            && !matches!(peek(chars, next), '0'..='9' | ':' | '-' | '/' | '年' | '月' | '.')
            && let Some(range) = days_span(year, (month, day), to)
        {
            return Some((range, next));
        }
    }
    Some((span, end))
}

/// `q4`.
pub(super) fn after_q(chars: &[char], at: usize) -> Option<(i8, usize)> {
    lettered(chars, at, 'q')
}

/// `h1`.
pub(super) fn after_h(chars: &[char], at: usize) -> Option<(i8, usize)> {
    lettered(chars, at, 'h').filter(|(half, _)| *half <= 2)
}

fn lettered(chars: &[char], at: usize, letter: char) -> Option<(i8, usize)> {
    let number = peek(chars, at + 1).to_digit(10)?;
    (peek(chars, at) == letter && !peek(chars, at + 2).is_ascii_alphanumeric())
        .then_some((i8::try_from(number).ok()?, at + 2))
}
