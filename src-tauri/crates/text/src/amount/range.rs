//! The upper end of a range: 100至150億, $5 billion to $10 billion, between $5bn and $10bn.

use super::currency::{self, Named};
use super::english::{is_word, word_at, word_before};
use super::number::{self, chinese_digit};
use super::value::{Number, SCALE};

/// What stands after a number where the upper end of a range may.
pub(super) enum Upper {
    /// No range.
    None,
    /// A range of which the ends are not told clearly; reading may go on at this place.
    Unclear(usize),
    /// The lower end, times [`SCALE`], with the unit that both share, and the number of the upper one.
    Number { lower: i128, upper: Number },
}

/// The upper end of the range that begins with `lower`, whose text starts at `start`.
pub(super) fn upper(
    chars: &[char],
    start: usize,
    lower: Number,
    before: Option<Named>,
    after: Option<Named>,
) -> Upper {
    let at = after.map_or(lower.next, |named| named.edge);
    let Some((from, joint)) = joint(chars, at, start) else { return Upper::None };
    // `2 or 3 billion` is a range, `$2 billion or $3 billion` is a choice.
    if joint == Joint::Or && lower.unit > SCALE {
        return Upper::None;
    }
    // US$10-US$15 billion repeats the currency.
    let Some(place) = (from..chars.len().min(from + MOST_BETWEEN))
        .find(|&i| chars.get(i).is_some_and(|c| number::may_start(*c)))
        .and_then(|first| number_after_name(chars, from, first))
    else {
        return Upper::None;
    };
    let own = currency::before(chars, place, from).filter(|named| named.edge == from);
    let Some(upper) = number::read(chars, place).number.filter(|upper| !upper.needs_upper) else {
        return Upper::None;
    };
    if let Some(own) = own
        && before.or(after).is_none_or(|named| named.currency != own.currency)
    {
        return Upper::None;
    }
    if joint == Joint::And && !closes(chars, upper, start) {
        return Upper::None;
    }
    let bare = upper.unit == SCALE;
    if own.is_none() && (bare && is_no_money(chars, upper) || counts_people(chars, upper.next)) {
        return Upper::None;
    }
    // Three to five hundred million: from three or from three hundred?
    if lower.needs_upper && lower.value < 10 * SCALE && upper.value / upper.unit >= 100 {
        return Upper::Unclear(upper.next);
    }
    if lower.unit > SCALE {
        return if lower.value < upper.value {
            Upper::Number { lower: lower.value, upper }
        } else {
            Upper::None
        };
    }
    if lower.value >= upper.value {
        return Upper::None;
    }
    // 100至150億: the unit of the second number counts for both; of 3至5百萬 it is 百萬.
    let unit = if lower.value < 10 * SCALE && !is_ten(chars, lower) { upper.shared } else { upper.unit };
    if upper.shared > upper.unit && unit == upper.shared && upper.shared / upper.unit == 10 {
        // 三至五十億: from three or from thirty?
        return Upper::Unclear(upper.next);
    }
    match lower.value.checked_mul(unit / SCALE) {
        Some(low) if low < upper.value => Upper::Number { lower: low, upper },
        // $500-$1 billion.
        _ => Upper::Unclear(upper.next),
    }
}

/// Code points between the sign of a range and the number after it.
const MOST_BETWEEN: usize = 10;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    To,
    Or,
    And,
}

/// The sign or word of ranges at a place, and where the next number or its currency may start.
fn joint(chars: &[char], at: usize, start: usize) -> Option<(usize, Joint)> {
    let rest = chars.get(at..)?;
    let spaced = usize::from(rest.first() == Some(&' '));
    let own = rest.get(spaced..)?;
    let after = |length: usize| {
        let end = at + spaced + length;
        end + usize::from(chars.get(end) == Some(&' '))
    };
    let (length, joint) = match own {
        ['t', 'o', ' ' | '-', ..] if spaced == 1 => (2, Joint::To),
        ['-', 't', 'o', '-', ..] => return Some((at + spaced + 4, Joint::To)),
        ['o', 'r', ' ', ..] if spaced == 1 => (2, Joint::Or),
        ['a', 'n', 'd', ' ', ..] if spaced == 1 && is_between(chars, start) => (3, Joint::And),
        ['-' | '–' | '—' | '─' | '~' | '至' | '到', ..] => (1, Joint::To),
        ['或', ..] => (1, Joint::Or),
        ['与' | '和' | '跟' | '及', ..] => (1, Joint::And),
        _ => return None,
    };
    Some((after(length), joint))
}

/// Whether `between` stands before, with one word such as `about` between if need be.
fn is_between(chars: &[char], start: usize) -> bool {
    let Some((word, at)) = word_before(chars, start) else { return false };
    let between = |word: &[char]| word.iter().copied().eq("between".chars());
    between(word) || word_before(chars, at).is_some_and(|(word, _)| between(word))
}

/// X和Y is a range where 之間 follows or 介於 stands before; of English the words before were asked already.
fn closes(chars: &[char], upper: Number, start: usize) -> bool {
    if is_between(chars, start) {
        return true;
    }
    let currency = currency::after(chars, upper.next, &upper).map_or(upper.next, |named| named.edge);
    let tail = chars.get(currency..).unwrap_or_default();
    let tail = tail.strip_prefix(&[' ']).unwrap_or(tail);
    tail.starts_with(&['之', '间'])
        || chars.get(..start).is_some_and(|head| {
            let head = head.strip_suffix(&[' ']).unwrap_or(head);
            head.ends_with(&['介', '于']) || head.ends_with(&['介', '乎'])
        })
}

/// The place of the number itself where a currency with letters of its own comes first: the `h` of `hk$10`.
fn number_after_name(chars: &[char], from: usize, first: usize) -> Option<usize> {
    let starts = |i: &usize| chars.get(*i).is_some_and(|c| number::may_start(*c));
    let named = |i: &usize| currency::before(chars, *i, from).is_some_and(|named| named.edge == from);
    let mut places = (first..chars.len().min(from + MOST_BETWEEN)).filter(starts);
    places.find(named).or((first == from).then_some(from))
}

/// Whether a bare number after the sign of a range is a year or counts something: 3美元到2026年, $500 - 2025 edition.
fn is_no_money(chars: &[char], upper: Number) -> bool {
    let tail = chars.get(upper.next..).unwrap_or_default();
    let tail = tail.strip_prefix(&[' ']).unwrap_or(tail);
    let year = upper.plain && (1990 * SCALE..2100 * SCALE).contains(&upper.value);
    let named = currency::after(chars, upper.next, &upper).is_some();
    !named && (year || tail.first().is_some_and(|c| *c == '%' || "年月日号天倍家人次名".contains(*c)))
}

/// `$5 to 10 million people`: the second number is none of money.
fn counts_people(chars: &[char], next: usize) -> bool {
    const COUNTED: [&str; 18] = [
        "people",
        "users",
        "customers",
        "companies",
        "workers",
        "families",
        "households",
        "subscribers",
        "developers",
        "employees",
        "americans",
        "chips",
        "gpus",
        "patients",
        "students",
        "shares",
        "units",
        "tokens",
    ];
    chars.get(next) == Some(&' ')
        && COUNTED.iter().any(|word| is_word(chars, next + 1, word).is_some())
        && !word_at(chars, next + 1).0.is_empty()
}

/// Whether a number is written with a unit of its own, as 十 and 一百 are.
fn is_ten(chars: &[char], number: Number) -> bool {
    let last = number.next.checked_sub(1).and_then(|i| chars.get(i)).copied();
    last.is_some_and(|c| !c.is_ascii_digit() && chinese_digit(c).is_none())
}
