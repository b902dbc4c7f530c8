//! 2025-11-18, 18/11/2025, 2025Q4, H1 2025.

use super::after::{after_h, after_month, after_q};
use super::chinese::{after_nian, half_of, quarter_of};
use super::english::{day_number, month_name};
use super::parts::{
    Found, Wrong, YEARS, chinese_digit, day_span, digits, half_span, month_span, or_wrong, peek,
    quarter_span, skip_space, whole_year, year_number,
};
use crate::date::span::Span;

pub(super) fn year_first(chars: &[char], at: usize, wrong: &mut Wrong) -> Found {
    let (year, next) = match digits(chars, at, 4).filter(|(_, next)| *next == at + 4) {
        Some(found) => found,
        None => {
            let own = chars.get(at..at + 4)?;
            let year = own.iter().try_fold(0_i16, |sum, c| Some(sum * 10 + chinese_digit(*c)?))?;
            // Four Chinese digits are a year only before 年.
            (peek(chars, at + 4) == '年').then_some((year, at + 4))?
        }
    };
    let whole = whole_year(year, true);
    let after = skip_space(chars, next);
    if peek(chars, after) == '年' {
        return Some(after_nian(chars, after + 1, Span { bare: false, ..whole }, wrong));
    }
    // 2025 第三季.
    if peek(chars, after) == '第'
        && let Some(found) = quarter_of(chars, after, year)
    {
        return Some(found);
    }
    if let Some(half) = half_of(chars, after) {
        return Some((half_span(year, half)?, after + 3));
    }
    let close = next + usize::from(peek(chars, next) == '-');
    if let Some((quarter, next)) = after_q(chars, after).or_else(|| after_q(chars, close)) {
        return Some((quarter_span(year, quarter)?, next));
    }
    if let Some((half, next)) = after_h(chars, after).or_else(|| after_h(chars, close)) {
        return Some((half_span(year, half)?, next));
    }
    let sign = peek(chars, next);
    // 2025 Nov 18, 2025-Nov-18.
    if matches!(sign, ' ' | '-' | '.' | '/')
        && let Some((month, end)) = month_name(chars, next + 1)
        && let Some((day, end)) =
            day_number(chars, end + usize::from(matches!(peek(chars, end), ' ' | '-' | '.' | '/')))
        && !matches!(peek(chars, end), '0'..='9' | 'a'..='z')
    {
        return Some((or_wrong(day_span(year, month, day), end, wrong)?, end));
    }
    if matches!(sign, '-' | '/' | '.')
        && let Some((month, end)) = digits(chars, next + 1, 2)
    {
        let month = i8::try_from(month).ok()?;
        if let Some(found) = after_month(chars, end, year, month, sign, wrong) {
            return Some(found);
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

/// `q4 2025`, `q4 of 2025`, `4q 2025`, `h1 2025`.
pub(super) fn half_or_quarter_first(chars: &[char], at: usize) -> Found {
    let (quarter, number, next) = match chars.get(at..at + 2)? {
        ['q', '1'..='4'] => (true, peek(chars, at + 1), at + 2),
        ['h', '1' | '2'] => (false, peek(chars, at + 1), at + 2),
        ['1'..='4', 'q'] => (true, peek(chars, at), at + 2),
        ['1' | '2', 'h'] => (false, peek(chars, at), at + 2),
        _ => return None,
    };
    let number = i8::try_from(number.to_digit(10)?).ok()?;
    let from = match chars.get(next..) {
        Some([' ', 'o', 'f', ' ', ..]) => next + 3,
        Some([',' | '-', ..]) => next + 1,
        _ => next,
    };
    let (year, end) = year_number(chars, skip_space(chars, from)).filter(|(year, _)| YEARS.contains(year))?;
    Some((if quarter { quarter_span(year, number)? } else { half_span(year, number)? }, end))
}

/// `18/11/2025` and `11/18/2025`, where one of the two can be no month.
pub(super) fn day_and_month(chars: &[char], at: usize, wrong: &mut Wrong) -> Found {
    let (first, next) = digits(chars, at, 2)?;
    let sign = peek(chars, next);
    let (second, next) = digits(chars, next + 1, 2).filter(|_| matches!(sign, '/' | '-' | '.'))?;
    let (year, end) =
        year_number(chars, next + 1).filter(|(year, _)| peek(chars, next) == sign && YEARS.contains(year))?;
    let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
    let (month, day) = match (first, second) {
        (13.., _) => (second, first),
        (_, 13..) => (first, second),
        _ if first == second => (first, second),
        _ => return None,
    };
    Some((or_wrong(day_span(year, month, day), end, wrong)?, end))
}
