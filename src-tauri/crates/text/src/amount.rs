//! Sums of money in any notation of Chinese and English: 450億美元, US$45B, $45 billion, 四百五十億美元.
//!
//! What is found is what the text says: no exchange rates, no guess at a currency.
//! A bare 元 is not dollars, and a number with neither currency nor a large unit is no sum.
//! Arithmetic is exact, in whole units of the currency; what does not fit an `i64` is not taken for a sum.

mod currency;
mod number;
mod qualifier;

use crate::char_set::{CharSet, with_changed};
use crate::offset::CharOffset;
use number::{Number, SCALE};
use std::sync::LazyLock;

pub use currency::Currency;
pub use qualifier::Qualifier;

/// A sum as a text states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Where number, unit and currency start, in code points. The words of the qualifier are not in the span.
    pub start: CharOffset,
    /// Where they end (exclusive), in code points.
    pub end: CharOffset,
    /// The sum in whole units of the currency, rounded to the nearest; the lower end where the text gives a range.
    pub low: i64,
    /// The upper end of a range (100 億至 150 億), else the same as `low`.
    pub high: i64,
    /// The currency, as far as the text tells.
    pub currency: Currency,
    /// How the sum is to be read.
    pub qualifier: Qualifier,
}

impl Amount {
    /// Lower and upper end in whole US dollars, when it is stated in US dollars.
    pub fn usd(&self) -> Option<(i64, i64)> {
        (self.currency == Currency::Usd).then_some((self.low, self.high))
    }
}

/// Which sums a query asks for. Ends count as inside; in whole units of the currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AmountRange {
    /// The least, or no lower bound.
    pub low: Option<i64>,
    /// The most, or no upper bound.
    pub high: Option<i64>,
    /// The currency; [`Currency::Unknown`] when none was typed.
    pub currency: Currency,
}

impl AmountRange {
    /// Whether a value lies in the range.
    pub fn contains(&self, value: i64) -> bool {
        self.low.is_none_or(|low| low <= value) && self.high.is_none_or(|high| value <= high)
    }
}

/// The characters that [`normal`] changes, and those that a number may start with.
static CHANGED: LazyLock<CharSet> = LazyLock::new(|| CharSet::of(|c| normal(c) != c));
static STARTS: LazyLock<CharSet> = LazyLock::new(|| CharSet::of(number::may_start));

/// The sums in a text, in order, without overlaps.
pub fn find(text: &str) -> Vec<Amount> {
    let chars = with_changed(text, &CHANGED, normal);
    let starts = &*STARTS;
    let mut found: Vec<Amount> = Vec::new();
    let mut from = 0;
    while let Some(at) = starts.next_in(&chars, from) {
        let floor = found.last().map_or(0, |amount| amount.end.0);
        if at < floor || continues_a_word(&chars, at, floor) {
            from = at + 1;
            continue;
        }
        let reading = number::read(&chars, at);
        match reading.number.and_then(|number| sum(&chars, at, floor, number, false)) {
            Some(amount) => {
                from = amount.end.0.max(at + 1);
                found.push(amount);
            }
            None => from = reading.next.max(at + 1),
        }
    }
    found
}

/// A sum that is the whole of a text, as typed into a query: `450億美元`, `$45B`, also `10B` and `1000` with no currency.
pub fn parse(text: &str) -> Option<Amount> {
    let mut chars: Vec<char> = text.trim().chars().map(normal).collect();
    close_up(&mut chars);
    let whole = |amount: &Amount| amount.start.0 == 0 && amount.end.0 == chars.len();
    (0..chars.len().min(MAX_PREFIX))
        .filter(|&at| chars.get(at).copied().is_some_and(number::may_start))
        .find_map(|at| sum(&chars, at, 0, number::read(&chars, at).number?, true).filter(whole))
}

/// Takes out the space between a number and a unit of one letter: `10 B`. In running text that may be something else.
fn close_up(chars: &mut Vec<char>) {
    let mut at = 1;
    while at < chars.len() {
        let unit = matches!(chars.get(at - 1..), Some([digit, ' ', 'k' | 'm' | 'b' | 't', ..]) if digit.is_ascii_digit());
        let ends = !chars.get(at + 2).is_some_and(char::is_ascii_alphanumeric);
        if unit && ends {
            chars.remove(at);
        }
        at += 1;
    }
}

/// What a query asks of sums: `>10B`, `>=10B`, `<50億`, `10B..50B`, `..50B`, `10B..`, `10-50億美元`, or one sum.
///
/// In a range whose first end has no unit, the unit of the second counts for both.
pub fn parse_range(text: &str) -> Option<AmountRange> {
    let text = text.trim();
    let one = |low, high, currency| Some(AmountRange { low, high, currency });
    for (sign, above, inside) in [
        (">=", true, true),
        ("≥", true, true),
        ("<=", false, true),
        ("≤", false, true),
        (">", true, false),
        ("＞", true, false),
        ("<", false, false),
        ("＜", false, false),
    ] {
        if let Some(rest) = text.strip_prefix(sign) {
            let amount = parse(rest)?;
            let step = i64::from(!inside);
            return if above {
                one(Some(amount.low.checked_add(step)?), None, amount.currency)
            } else {
                one(None, Some(amount.high.checked_sub(step)?), amount.currency)
            };
        }
    }
    if let Some((from, to)) = text.split_once("..").or_else(|| text.split_once('～')) {
        return match (from.trim(), to.trim().trim_start_matches('.')) {
            ("", "") => None,
            (from, "") => parse(from).and_then(|low| one(Some(low.low), None, low.currency)),
            ("", to) => parse(to).and_then(|high| one(None, Some(high.high), high.currency)),
            (from, to) => {
                let amount = parse(&format!("{from}-{to}"))?;
                one(Some(amount.low), Some(amount.high), amount.currency)
            }
        };
    }
    let amount = parse(text)?;
    one(Some(amount.low), Some(amount.high), amount.currency)
}

/// Code points that a currency before a number may take, with the space after it.
const MAX_PREFIX: usize = 8;

/// The sum whose number starts at `at`. `floor` is where the sum before it ended; `typed` admits what only a
/// person who asks for a sum may mean by it, such as a bare `10B`.
fn sum(chars: &[char], at: usize, floor: usize, first: Number, typed: bool) -> Option<Amount> {
    let before = currency::before(chars, at, floor);
    let start = before.map_or(at, |(_, start)| start);
    let mut number = first;
    let mut after = currency::after(chars, number.next, &number);
    let mut low = number.value;
    if let Some(upper) = upper_end(chars, after.map_or(number.next, |(_, next)| next)) {
        let lower = if number.unit == SCALE && number.value < upper.value {
            // 100至150億: the unit of the second number counts for both.
            number.value.checked_mul(upper.unit / SCALE)?
        } else {
            number.value
        };
        if lower < upper.value {
            low = lower;
            number = upper;
            after = currency::after(chars, number.next, &number).or(after.map(|(c, _)| (c, number.next)));
        }
    }
    let currency = match (before, after) {
        (_, Some((Currency::Usd, _))) => Currency::Usd,
        // `$` before and 元 after: the sign tells more.
        (Some((currency, _)), _) => currency,
        (None, Some((currency, _))) => currency,
        (None, None) => Currency::Unknown,
    };
    let end = after.map_or(number.next, |(_, next)| next);
    if currency == Currency::Unknown && !typed && (!number.is_large || counts_things(chars, end)) {
        return None;
    }
    if chars.get(end).is_some_and(|c| ends_in_a_word(chars, end, *c)) {
        return None;
    }
    let qualifier = qualifier::around(chars, start, end, number.more || first.more);
    Some(Amount {
        start: CharOffset(start),
        end: CharOffset(end),
        low: whole(low)?,
        high: whole(number.value)?,
        currency,
        qualifier,
    })
}

/// The second number of a range, when a sign or word of ranges stands at `at`.
fn upper_end(chars: &[char], at: usize) -> Option<Number> {
    let sign = match chars.get(at..)? {
        [' ', 't', 'o', ' ', ..] => 4,
        [' ', '-' | '–', ' ', ..] => 3,
        ['-' | '–' | '—' | '~' | '～' | '至' | '到', ..] => 1,
        _ => return None,
    };
    let mut from = at.checked_add(sign)?;
    // $10-$15 billion repeats the sign.
    from = (from..chars.len().min(from.saturating_add(MAX_PREFIX)))
        .find(|&i| chars.get(i).is_some_and(|c| number::may_start(*c)))
        .filter(|&i| i == from || currency::before(chars, i, from).is_some_and(|(_, start)| start == from))?;
    number::read(chars, from).number
}

/// Whether what follows a number with no currency says that things are counted: 1.6億股, 22萬塊, 6 billion lines.
fn counts_things(chars: &[char], end: usize) -> bool {
    const MEASURES: &str = "股人次個个块顆颗名台份篇張张辆輛英公像參参用户戶家位件條条枚座间間行字瓦倍項项頁页天小分秒度吨噸米平";
    // After a sum a sentence goes on with one of these rather than with a thing.
    const GO_ON: [&str; 24] = [
        "in",
        "of",
        "for",
        "to",
        "and",
        "from",
        "over",
        "at",
        "as",
        "by",
        "on",
        "with",
        "is",
        "was",
        "or",
        "a",
        "per",
        "this",
        "last",
        "more",
        "worth",
        "deal",
        "investment",
        "valuation",
    ];
    let Some(rest) = chars.get(end..) else { return false };
    match rest {
        [' ', word @ ..] if word.first().is_some_and(char::is_ascii_alphabetic) => {
            let word: String = word.iter().take_while(|c| c.is_ascii_alphabetic()).take(16).collect();
            !GO_ON.contains(&word.as_str())
        }
        [' ', c, ..] | [c, ..] => MEASURES.contains(*c),
        [] => false,
    }
}

/// Scaled value to whole units, to the nearest.
fn whole(value: i128) -> Option<i64> {
    i64::try_from(value.checked_add(SCALE / 2)? / SCALE).ok()
}

/// A number inside a word or another number is not the start of a sum: `A100`, `GPT-4`, `v1.5`.
fn continues_a_word(chars: &[char], at: usize, floor: usize) -> bool {
    let back = |n: usize| at.checked_sub(n).filter(|i| *i >= floor).and_then(|i| chars.get(i)).copied();
    let Some(last) = back(1) else { return false };
    let own = chars.get(at).copied().unwrap_or(' ');
    if own.is_ascii_alphabetic() {
        return last.is_ascii_alphanumeric();
    }
    if currency::before(chars, at, floor).is_some() {
        return false;
    }
    match last {
        _ if own.is_ascii() && last.is_ascii_alphanumeric() => true,
        '.' | '-' | '_' | '/' => back(2).is_some_and(|c| c.is_ascii_alphanumeric()),
        ',' => back(2).is_some_and(|c| c.is_ascii_digit()) && own.is_ascii_digit(),
        // 數百億, 幾十億, 上千億: no sum is stated. 第一億: an ordinal.
        '数' | '几' | '上' | '第' | '若' => true,
        _ => false,
    }
}

/// Whether a Latin word or a number goes on where the sum would end, as in `45Bx` or `1.2.3`.
fn ends_in_a_word(chars: &[char], end: usize, next: char) -> bool {
    let Some(last) = end.checked_sub(1).and_then(|i| chars.get(i)) else { return false };
    let after = chars.get(end.saturating_add(1)).is_some_and(char::is_ascii_digit);
    (last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric())
        || (next == '.' && after && last.is_ascii_digit())
}

/// One character as the tables here write it: half width, lower case, and the few characters that matter simplified.
fn normal(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    match c {
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c).to_ascii_lowercase()
        }
        '\u{3000}' | '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        '￥' => '¥',
        '￡' => '£',
        '億' => '亿',
        '萬' => '万',
        '兩' => '两',
        '點' => '点',
        '餘' => '余',
        '幣' => '币',
        '圓' => '圆',
        '歐' => '欧',
        '鎊' => '镑',
        '臺' => '台',
        '韓' => '韩',
        '數' => '数',
        '幾' => '几',
        '塊' => '块',
        '錢' => '钱',
        '約' => '约',
        '將' => '将',
        '達' => '达',
        '過' => '过',
        '於' => '于',
        '內' => '内',
        '貳' => '贰',
        '參' | '叁' => '叁',
        '陸' => '陆',
        _ => c,
    }
}

#[cfg(test)]
mod tests;
