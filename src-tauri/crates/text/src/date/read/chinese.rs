//! 2025年11月18日, 民國114年11月18日, 2025年第三季.

use super::after::{after_month, after_q};
use super::parts::{
    Found, Wrong, chinese_digit, day_span, days_span, digits, half_span, month_span, months_span, peek,
    quarter_span, skip_space, small, whole_year,
};
use crate::date::span::Span;

/// A year of the Republic in digits or Chinese numerals, up to 189: 114, 一百一十四, 一一四, 元.
fn republic_year(chars: &[char], at: usize) -> Option<(i16, usize)> {
    if let Some(found) = digits(chars, at, 3) {
        return Some(found);
    }
    if peek(chars, at) == '元' {
        return Some((1, at + 1));
    }
    let (mut total, mut digit, mut next, mut units) = (0_i16, None, at, false);
    while let Some(&c) = chars.get(next) {
        match (c, chinese_digit(c)) {
            ('百', _) => total += digit.take().unwrap_or(1) * 100,
            ('十', _) => total += digit.take().unwrap_or(1) * 10,
            (_, Some(own)) => {
                let before = if units { 0 } else { digit.unwrap_or(0) };
                digit = Some(before.checked_mul(10)?.checked_add(own).filter(|value| *value < 1000)?);
            }
            _ => break,
        }
        units |= matches!(c, '百' | '十');
        if total > 1000 {
            return None;
        }
        next += 1;
    }
    (next > at).then_some((total + digit.unwrap_or(0), next))
}

/// 民國114年11月18日, 民國114/11/18, ROC 114.11.18.
pub(super) fn republic_first(chars: &[char], at: usize, wrong: &mut Wrong) -> Found {
    let marked = match chars.get(at..)? {
        ['民', '国', ..] => at + 2,
        ['民', '0'..='9', ..] => at + 1,
        ['r', 'o', 'c', ' ', ..] => at + 4,
        ['r', '.', 'o', '.', 'c', '.', ' ', ..] => at + 7,
        _ => return None,
    };
    let (year, next) = republic_year(chars, skip_space(chars, marked))?;
    let year = (1..=189).contains(&year).then_some(year + 1911)?;
    let after = skip_space(chars, next);
    if peek(chars, after) == '年' {
        return Some(after_nian(chars, after + 1, whole_year(year, false), wrong));
    }
    let sign = peek(chars, next);
    if matches!(sign, '/' | '.' | '-')
        && let Some((month, end)) = digits(chars, next + 1, 2)
    {
        return after_month(chars, end, year, i8::try_from(month).ok()?, sign, wrong).or_else(|| {
            Some((month_span(year, i8::try_from(month).ok()?)?, end)).filter(|_| wrong.is_none())
        });
    }
    None
}

/// 上半年, 下半年.
pub(super) fn half_of(chars: &[char], at: usize) -> Option<i8> {
    match chars.get(at..at + 3)? {
        ['上', '半', '年'] => Some(1),
        ['下', '半', '年'] => Some(2),
        _ => None,
    }
}

/// 第三季, 三季度, 第 3 季, 首季, 末季; 前三季 are three.
pub(super) fn quarter_of(chars: &[char], at: usize, year: i16) -> Found {
    let sign =
        |at: usize| (peek(chars, at) == '季').then(|| at + 1 + usize::from(peek(chars, at + 1) == '度'));
    let (first, last, next) = match peek(chars, at) {
        '首' => (1, 1, sign(at + 1)?),
        '末' => (4, 4, sign(at + 1)?),
        c => {
            let from = if matches!(c, '第' | '前') { skip_space(chars, at + 1) } else { at };
            let (quarter, next) = small(chars, from)?;
            (if c == '前' { 1 } else { quarter }, quarter, sign(skip_space(chars, next))?)
        }
    };
    let (first, last) = (quarter_span(year, first)?, quarter_span(year, last)?);
    Some((Span { months: (first.months.0, last.months.1), ..first }, next))
}

/// The sign of a range within a date, and where the next number starts.
fn to(chars: &[char], at: usize) -> Option<usize> {
    let at = skip_space(chars, at);
    matches!(peek(chars, at), '至' | '到' | '-' | '~' | '—').then(|| skip_space(chars, at + 1))
}

/// A number up to 31 with 月 after it, and where that ends.
fn month_sign(chars: &[char], at: usize) -> Option<(i8, usize)> {
    let (month, next) = match chars.get(at..)? {
        ['元', '月', ..] => (1, at + 1),
        _ => small(chars, at)?,
    };
    let next = skip_space(chars, next);
    (peek(chars, next) == '月').then_some((month, next + 1))
}

fn day_sign(chars: &[char], at: usize) -> Option<(i8, usize)> {
    let (day, next) = small(chars, skip_space(chars, at))?;
    let sign = skip_space(chars, next);
    matches!(peek(chars, sign), '日' | '号').then_some((day, sign + 1))
}

/// What follows 年: month and day, quarter, half, or nothing.
pub(super) fn after_nian(chars: &[char], at: usize, year: Span, wrong: &mut Wrong) -> (Span, usize) {
    let from = skip_space(chars, at);
    if let Some(found) = months_of(chars, from, year.year, wrong) {
        return found;
    }
    if wrong.is_some() {
        return (year, at);
    }
    if let Some((span, next)) = quarter_of(chars, from, year.year) {
        return (span, next);
    }
    if let Some((quarter, next)) = after_q(chars, from)
        && let Some(span) = quarter_span(year.year, quarter)
    {
        return (span, next);
    }
    if let Some(span) = half_of(chars, from).and_then(|half| half_span(year.year, half)) {
        return (span, from + 3);
    }
    (year, at)
}

/// 11月18日, 11月18日至20日, 11月28日至12月2日, 9至11月, 9月至11月 after a year.
fn months_of(chars: &[char], at: usize, year: i16, wrong: &mut Wrong) -> Found {
    let Some((month, next)) = month_sign(chars, at) else {
        // 9至11月; 9、10月 are two that follow each other.
        let (first, next) = small(chars, at)?;
        if peek(chars, next) == '、' {
            let (last, end) = month_sign(chars, next + 1).filter(|(last, _)| *last == first + 1)?;
            return Some((months_span(year, first, last)?, end));
        }
        let (last, end) = month_sign(chars, to(chars, next)?)?;
        return Some((months_span(year, first, last)?, end));
    };
    let Some(span) = month_span(year, month) else {
        *wrong = Some(next);
        return None;
    };
    let signed = day_sign(chars, next);
    // The sign may be left out before a range or at the end: 11月18至20日, 11月18 10:30.
    let open = small(chars, skip_space(chars, next)).filter(|(_, end)| {
        let ranges = to(chars, *end).is_some_and(|from| day_sign(chars, from).is_some());
        let listed = peek(chars, *end) == '、' && day_sign(chars, *end + 1).is_some();
        let digit = peek(chars, next).is_ascii_digit();
        let ends = matches!(peek(chars, *end), '\0' | ',' | ')' | '。' | ';' | '、')
            || peek(chars, *end) == ' ' && !peek(chars, *end + 1).is_ascii_alphabetic();
        ranges || listed || digit && ends
    });
    if let Some((day, end)) = signed.or(open) {
        let Some(one) = day_span(year, month, day) else {
            *wrong = Some(end);
            return None;
        };
        let further = match to(chars, end) {
            Some(from) => Some(from),
            // 18、19日: two days that follow each other.
            None if peek(chars, end) == '、' => {
                day_sign(chars, end + 1).filter(|(next, _)| *next == day + 1).map(|_| end + 1)
            }
            None => None,
        };
        if let Some(from) = further {
            let last = match month_sign(chars, from) {
                Some((month, next)) => day_sign(chars, next).map(|(day, end)| ((month, day), end)),
                None => day_sign(chars, from).map(|(day, end)| ((month, day), end)),
            };
            if let Some((last, end)) = last
                && let Some(range) = days_span(year, (month, day), last)
            {
                return Some((range, end));
            }
        }
        return Some((one, end));
    }
    if let Some(from) = to(chars, next)
        && let Some((last, end)) = month_sign(chars, from)
        && day_sign(chars, end).is_none()
        && let Some(range) = months_span(year, month, last)
    {
        return Some((range, end));
    }
    Some((span, next))
}
