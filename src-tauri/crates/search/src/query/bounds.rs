//! Bounds of sums and dates, of which a query may give two: `>10B <50B`.

use super::field_name::FieldName;
use crate::claims::ClaimField;
use zhimai_text::amount::{self, AmountRange, Stated};
use zhimai_text::date::{self, DayRange};

/// Which end of a range a bound is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Low,
    High,
}

/// Which sums are asked for. `None` when that cannot be read, or when no sum can be within both bounds.
pub(crate) fn sums(text: &str) -> Option<AmountRange> {
    let pieces = pieces(text);
    let [first, rest @ ..] = pieces.as_slice() else { return None };
    let mut range = amount::parse_range(first)?;
    for piece in rest {
        let next = amount::parse_range(piece)?;
        range = AmountRange {
            low: range.low.max(next.low),
            high: least(range.high, next.high),
            currency: same(range.currency, next.currency)?,
        };
    }
    let sound = range.low.zip(range.high).is_none_or(|(low, high)| low <= high);
    (rest.is_empty() || sound).then_some(range)
}

/// Which days are asked for; as [`sums`].
pub(crate) fn days(text: &str) -> Option<DayRange> {
    let pieces = pieces(text);
    let [first, rest @ ..] = pieces.as_slice() else { return None };
    let mut range = date::parse_range(first)?;
    for piece in rest {
        let next = date::parse_range(piece)?;
        range = DayRange { first: range.first.max(next.first), last: least(range.last, next.last) };
    }
    let sound = range.first.zip(range.last).is_none_or(|(first, last)| first <= last);
    (rest.is_empty() || sound).then_some(range)
}

/// Whether a text is a sum or date, or bounds of such, as the field takes.
pub(crate) fn is_value(field: FieldName, text: &str) -> bool {
    match field {
        FieldName::Amount => sums(text).is_some(),
        FieldName::Date | FieldName::Claim(ClaimField::From | ClaimField::To) => days(text).is_some(),
        _ => false,
    }
}

/// Which bound a text is, if it is just one.
pub(crate) fn side(field: FieldName, text: &str) -> Option<Side> {
    let ends = match field {
        FieldName::Amount => sums(text).map(|range| (range.low.is_some(), range.high.is_some())),
        FieldName::Date => days(text).map(|range| (range.first.is_some(), range.last.is_some())),
        _ => None,
    };
    match ends? {
        (true, false) => Some(Side::Low),
        (false, true) => Some(Side::High),
        _ => None,
    }
}

/// The text cut where a second sign of comparison begins, which may follow on a comma or an "and".
fn pieces(text: &str) -> Vec<String> {
    let half = |c: char| match c {
        '＞' => '>',
        '＜' => '<',
        '＝' => '=',
        c => c,
    };
    let text: String = text.trim().chars().map(half).collect();
    let sign = |c: char| matches!(c, '>' | '<' | '≥' | '≤');
    let mut out: Vec<String> = Vec::new();
    for c in text.chars() {
        match out.last_mut() {
            // What has no sign before it is no bound, so that nothing can follow it.
            Some(last) if !sign(c) || !last.starts_with(sign) => last.push(c),
            _ => out.push(c.to_string()),
        }
    }
    let last = out.len().saturating_sub(1);
    out.into_iter()
        .enumerate()
        .map(|(at, piece)| if at < last { without_and(&piece) } else { piece })
        .collect()
}

fn without_and(piece: &str) -> String {
    let mut rest = piece.trim_end();
    for and in [" and", " AND", "&", ",", "，", "、", "且", "及", "和", "與", "与"] {
        rest = rest.strip_suffix(and).unwrap_or(rest).trim_end();
    }
    rest.to_owned()
}

/// The lesser of two upper ends; no end is the greatest.
fn least<T: Ord>(one: Option<T>, other: Option<T>) -> Option<T> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// The currency of both: a bound with none told is in that of the other.
fn same(one: Stated, other: Stated) -> Option<Stated> {
    match (one, other) {
        (one, Stated::Unknown) => Some(one),
        (Stated::Unknown, other) => Some(other),
        (one, other) => (one == other).then_some(one),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_bounds_hold_for_one_sum() {
        const B: i64 = 1_000_000_000;
        let check = |text: &str, expect: Option<(i64, i64)>| {
            let range = sums(text).map(|range| (range.low.unwrap_or(0), range.high.unwrap_or(0)));
            assert_eq!(range, expect, "{text}");
        };
        for text in [
            ">=10B <=50B",
            ">= 10 billion <= 50 billion",
            ">=10B and <=50B",
            ">=10B, <=50B",
            ">=10B<=50B",
            "≥100億 ≤500億",
            "＞＝100億，＜＝500億",
            ">=100億且<=500億",
            "<=50B >=10B",
            "10B-50B",
            "10B..50B",
        ] {
            check(text, Some((10 * B, 50 * B)));
        }
        check(">10B <50B", Some((10 * B + 1, 50 * B - 1)));
        check(">=10億美元 <=50億", Some((B, 5 * B)));
        check(">50B <10B", None);
        check(">10億歐元 <50億美元", None);
        check("10B <50B", None);
        check(">10B <soon", None);
        check("", None);
    }

    #[test]
    fn two_bounds_hold_for_one_day() {
        let both = days(">2025-01 <2025-06").unwrap();
        assert_eq!(
            (both.first, both.last),
            (days(">2025-01").unwrap().first, days("<2025-06").unwrap().last)
        );
        assert_eq!(days(">=2025-02 and <=2025-05"), days("2025-02..2025-05"));
        assert_eq!(days(">2025-06 <2025-01"), None);
        assert_eq!(side(FieldName::Date, ">2025-06"), Some(Side::Low));
        assert_eq!(side(FieldName::Amount, "<1B"), Some(Side::High));
        assert_eq!(side(FieldName::Amount, "1B"), None);
    }
}
