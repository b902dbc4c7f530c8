//! The notations of dates.

use super::{Precision, Span};

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
    // Letters: those that months and `q1` begin with.
    c.is_ascii_digit()
        || matches!(c, 'j' | 'f' | 'm' | 'a' | 's' | 'o' | 'n' | 'd' | 'q' | 'r' | 'h' | '民')
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
        'a'..='z' => month_first(chars, at, &mut wrong).or_else(|| half_or_quarter_first(chars, at)),
        _ => year_first(chars, at, &mut wrong)
            .or_else(|| day_first(chars, at, &mut wrong))
            .or_else(|| day_and_month(chars, at, &mut wrong))
            .or_else(|| half_or_quarter_first(chars, at)),
    });
    match (wrong, found) {
        (Some(next), _) => Read::Impossible(next),
        (None, Some((span, next))) if YEARS.contains(&span.year) => Read::Date(span, next),
        _ => Read::Nothing,
    }
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

/// 民國114年11月18日, 民國114/11/18, ROC 114.11.18.
fn republic_first(chars: &[char], at: usize, wrong: &mut Wrong) -> Found {
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

fn whole_year(year: i16, bare: bool) -> Span {
    Span { year, months: (1, 12), days: None, precision: Precision::Year, bare }
}

/// The day after `2025-11` and the like, with the end of a range if there is one: `-18`, `-18/20`, `/18~11/20`.
fn after_month(chars: &[char], at: usize, year: i16, month: i8, sign: char, wrong: &mut Wrong) -> Found {
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

fn year_first(chars: &[char], at: usize, wrong: &mut Wrong) -> Found {
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

fn or_wrong(span: Option<Span>, end: usize, wrong: &mut Wrong) -> Option<Span> {
    if span.is_none() {
        *wrong = Some(end);
    }
    span
}

/// 上半年, 下半年.
fn half_of(chars: &[char], at: usize) -> Option<i8> {
    match chars.get(at..at + 3)? {
        ['上', '半', '年'] => Some(1),
        ['下', '半', '年'] => Some(2),
        _ => None,
    }
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
fn after_nian(chars: &[char], at: usize, year: Span, wrong: &mut Wrong) -> (Span, usize) {
    let from = skip_space(chars, at);
    if let Some(found) = months_of(chars, from, year.year, wrong) {
        return found;
    }
    if wrong.is_some() {
        return (year, at);
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
    if let Some(span) = half_of(chars, from).and_then(|half| half_span(year.year, half)) {
        return (span, from + 3);
    }
    (year, at)
}

/// 11月18日, 11月18日至20日, 11月28日至12月2日, 9至11月, 9月至11月 after a year.
fn months_of(chars: &[char], at: usize, year: i16, wrong: &mut Wrong) -> Found {
    let Some((month, next)) = month_sign(chars, at) else {
        // 9至11月.
        let (first, next) = small(chars, at)?;
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

/// `q4`.
fn after_q(chars: &[char], at: usize) -> Option<(i8, usize)> {
    lettered(chars, at, 'q')
}

/// `h1`.
fn after_h(chars: &[char], at: usize) -> Option<(i8, usize)> {
    lettered(chars, at, 'h').filter(|(half, _)| *half <= 2)
}

fn lettered(chars: &[char], at: usize, letter: char) -> Option<(i8, usize)> {
    let number = peek(chars, at + 1).to_digit(10)?;
    (peek(chars, at) == letter && !peek(chars, at + 2).is_ascii_alphanumeric())
        .then_some((i8::try_from(number).ok()?, at + 2))
}

/// `q4 2025`, `4q 2025`, `h1 2025`.
fn half_or_quarter_first(chars: &[char], at: usize) -> Found {
    let (quarter, number, next) = match chars.get(at..at + 2)? {
        ['q', '1'..='4'] => (true, peek(chars, at + 1), at + 2),
        ['h', '1' | '2'] => (false, peek(chars, at + 1), at + 2),
        ['1'..='4', 'q'] => (true, peek(chars, at), at + 2),
        ['1' | '2', 'h'] => (false, peek(chars, at), at + 2),
        _ => return None,
    };
    let number = i8::try_from(number.to_digit(10)?).ok()?;
    let from = if peek(chars, next) == ',' { next + 1 } else { next };
    let (year, end) = year_number(chars, skip_space(chars, from)).filter(|(year, _)| YEARS.contains(year))?;
    Some((if quarter { quarter_span(year, number)? } else { half_span(year, number)? }, end))
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
fn month_first(chars: &[char], at: usize, wrong: &mut Wrong) -> Found {
    let (month, next) = month_name(chars, at)?;
    let from = skip_space(chars, next);
    let comma = |at: usize| if peek(chars, at) == ',' { at + 1 } else { at };
    if let Some((day, end)) = day_number(chars, from) {
        if let Some((year, end)) = year_number(chars, skip_space(chars, comma(end))) {
            return Some((or_wrong(day_span(year, month, day), end, wrong)?, end));
        }
        // Tue Nov 18 10:00:00 CST 2025.
        if let Some((year, end)) = clock(chars, skip_space(chars, end))
            .map(|end| super::noise::zone(chars, skip_space(chars, end)).unwrap_or(end))
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
fn day_first(chars: &[char], at: usize, wrong: &mut Wrong) -> Found {
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

/// `18/11/2025` and `11/18/2025`, where one of the two can be no month.
fn day_and_month(chars: &[char], at: usize, wrong: &mut Wrong) -> Found {
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
