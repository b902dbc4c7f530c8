//! Sums of money in any notation of Chinese and English: 450億美元, US$45B, $45 billion, 四百五十億美元.
//!
//! What is found is what the text says: no exchange rates, no guess at a currency.
//! A bare 元 is not dollars, and a number with neither currency nor a large unit is no sum.
//! Arithmetic is exact, in whole units of the currency; what does not fit an `i64` is not taken for a sum.

mod currency;
mod english;
mod number;
mod qualifier;
mod range;
mod value;

use crate::char_set::{CharSet, with_changed};
use crate::currency::Currency;
use crate::offset::CharOffset;
use currency::Named;
use range::Upper;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use value::{Number, SCALE};

pub use currency::Stated;
pub use qualifier::Qualifier;

/// A sum as a text states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Where number, unit and currency start, in code points. The words of the qualifier are not in the span,
    /// unless they stand between currency and number.
    pub start: CharOffset,
    /// Where they end (exclusive), in code points.
    pub end: CharOffset,
    /// The sum in whole units of the currency, rounded to the nearest; the lower end where the text gives a range.
    pub low: i64,
    /// The upper end of a range (100 億至 150 億), else the same as `low`.
    pub high: i64,
    /// The currency, as far as the text tells.
    pub currency: Stated,
    /// How the sum is to be read.
    pub qualifier: Qualifier,
}

/// Which sums a query asks for. Ends count as inside; in whole units of the currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AmountRange {
    /// The least, or no lower bound.
    pub low: Option<i64>,
    /// The most, or no upper bound.
    pub high: Option<i64>,
    /// The currency; [`Stated::Unknown`] when none was typed.
    pub currency: Stated,
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
        let continues = at >= floor && continues_a_word(&chars, at, floor);
        if at < floor || continues && chars.get(at).is_some_and(char::is_ascii) {
            from = at + 1;
            continue;
        }
        let reading = number::read(&chars, at);
        from = reading.next.max(at + 1);
        // 兩、三百億 holds no 百億 either.
        if continues {
            continue;
        }
        match reading.number.map(|number| sum(&chars, at, floor, number, false)) {
            Some(Ok(amount)) => {
                from = amount.end.0.max(at + 1);
                found.push(amount);
            }
            // A range that cannot be read is passed over as a whole.
            Some(Err(next)) => from = next.max(from),
            None => {}
        }
    }
    let alone = |amount: &Amount| amount.currency == Stated::Other && chars.get(amount.start.0) == Some(&'¥');
    if found.iter().any(alone) {
        let currency = currency::of_yen_sign(&chars);
        found.iter_mut().filter(|amount| alone(amount)).for_each(|amount| amount.currency = currency);
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
        .find_map(|at| sum(&chars, at, 0, number::read(&chars, at).number?, true).ok().filter(whole))
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
            (from, to) if is_same(from, to) => {
                let amount = parse(to)?;
                one(Some(amount.low), Some(amount.high), amount.currency)
            }
            (from, to) => {
                let amount = parse(&format!("{from}-{to}"))?;
                one(Some(amount.low), Some(amount.high), amount.currency)
            }
        };
    }
    let amount = parse(text)?;
    one(Some(amount.low), Some(amount.high), amount.currency)
}

/// Whether both ends of a range are one sum: `5B..5B`, `5..5B`, `50億..50億美元`.
fn is_same(from: &str, to: &str) -> bool {
    let (Some(low), Some(high)) = (parse(from), parse(to)) else { return false };
    let currency = low.currency == high.currency || low.currency == Stated::Unknown;
    let rest = to.strip_prefix(from);
    let counted_alike =
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')));
    currency && (low.low == high.low && low.high == high.high || counted_alike)
}

/// Code points that a currency before a number may take, with the space after it.
const MAX_PREFIX: usize = 14;

/// The sum whose number starts at `at`, or where to read on. `floor` is where the sum before it ended; `typed` admits
/// what only a person who asks for a sum may mean by it, such as a bare `10B`.
fn sum(chars: &[char], at: usize, floor: usize, first: Number, typed: bool) -> Result<Amount, usize> {
    let before = currency::before(chars, at, floor);
    let start = before.map_or(at, |named| named.edge);
    let mut number = first;
    let mut after = currency::after(chars, number.next, &number);
    let mut low = number.value;
    match range::upper(chars, start, number, before, after) {
        Upper::None => {}
        Upper::Unclear(next) => return Err(next),
        Upper::Number { lower, upper } => {
            let own = currency::after(chars, upper.next, &upper);
            // 50億美元至100億日圓 are two sums; 50億元至100億元新台幣 is a range.
            if !after
                .zip(own)
                .is_some_and(|(one, own)| one.currency != own.currency && (!one.weak || own.weak))
            {
                low = lower;
                number = upper;
                after = own.or(after.map(|named| Named { edge: upper.next, ..named }));
            }
        }
    }
    let end = after.map_or(number.next, |named| named.edge);
    let none = Err(number.next);
    // $1 point 5 billion.
    if chars.get(number.next..).is_some_and(|tail| tail.starts_with(&[' ', 'p', 'o', 'i', 'n', 't', ' '])) {
        return none;
    }
    if low == number.value && first.needs_upper || number.value == 0 && number.unit == SCALE && !typed {
        return none;
    }
    // 港幣七、八十億元: seven or eight.
    if number.unit == SCALE
        && let Some([last, '、', next]) =
            number.next.checked_sub(1).and_then(|from| chars.get(from..from + 3))
        && is_next_digit(Some(*last), *next)
    {
        return none;
    }
    let Some(currency) = told(before, after) else { return Err(end) };
    let bare = number.unit == SCALE;
    let large = number.is_large || first.is_large;
    if currency == Stated::Unknown && (number.money_only || !typed && (!large || counts_things(chars, end))) {
        return none;
    }
    if !typed
        && bare
        && before.is_some_and(|named| named.in_words)
        && after.is_none()
        && is_other(chars, number)
    {
        return none;
    }
    if chars.get(end).is_some_and(|c| ends_in_a_word(chars, end, *c)) || measured(chars, at, end) {
        return none;
    }
    let said = before.and_then(|named| named.qualifier).or(number.said).or(first.said);
    let (Some(low), Some(high)) = (whole(low), whole(number.value)) else { return none };
    // 5.000 euros are five thousand to most who count in them.
    if currency == Stated::Code(Currency::EUR)
        && bare
        && chars.get(number.next.saturating_sub(4)) == Some(&'.')
    {
        return none;
    }
    Ok(Amount {
        start: CharOffset(start),
        end: CharOffset(end),
        low,
        high,
        currency,
        qualifier: qualifier::around(chars, start, end, said),
    })
}

/// The currency that the names before and after a number tell; none when they contradict each other.
fn told(before: Option<Named>, after: Option<Named>) -> Option<Stated> {
    Some(match (before, after) {
        (None, None) => Stated::Unknown,
        (Some(one), None) | (None, Some(one)) => one.currency,
        (Some(one), Some(other)) if one.currency == other.currency => one.currency,
        // ¥500亿元: yen are not called so.
        (Some(one), Some(other))
            if one.weak && (one.currency, other.currency) == (Stated::Other, Stated::Yuan) =>
        {
            Stated::Code(Currency::CNY)
        }
        // `$` before and 元 after: the sign tells more. `$` before and CAD after: the name does.
        (Some(one), Some(other)) if other.weak => one.currency,
        (Some(one), Some(other)) if one.weak => other.currency,
        _ => return None,
    })
}

/// Whether a bare number after the name of a currency is something else: 人民幣2025年升值, 日圓5%, USD 2026 outlook.
fn is_other(chars: &[char], number: Number) -> bool {
    let tail = chars.get(number.next..).unwrap_or_default();
    let tail = tail.strip_prefix(&[' ']).unwrap_or(tail);
    let sentence_goes_on = |c: char| "的起以左上下至到和或及与且即就多余".contains(c);
    let year = number.plain
        && (1990 * SCALE..2100 * SCALE).contains(&number.value)
        && number.value % (100 * SCALE) != 0;
    // 美元3、5月走強.
    let list = matches!(tail, ['、', next, ..] if next.is_ascii_digit());
    year || list
        || tail
            .first()
            .is_some_and(|c| *c == '%' || matches!(c, '\u{3400}'..='\u{9fff}') && !sentence_goes_on(*c))
}

/// 以百億美元計, 百億美元級: an order of magnitude and no sum.
fn measured(chars: &[char], at: usize, end: usize) -> bool {
    chars.get(at).is_some_and(|c| matches!(c, '十' | '百' | '千'))
        && (chars.get(end) == Some(&'级')
            || chars.get(end) == Some(&'计') && at.checked_sub(1).and_then(|i| chars.get(i)) == Some(&'以'))
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
    let numeral = number::chinese_digit(own).is_some();
    // 2、3億: two or three.
    if last == '、' && is_next_digit(back(2), own) && !back(3).is_some_and(|c| c.is_ascii_digit()) {
        return true;
    }
    if last == '、'
        && is_next_number(chars.get(floor..at - 1).unwrap_or_default(), chars.get(at..).unwrap_or_default())
    {
        return true;
    }
    match last {
        '$' | '€' | '£' | '¥' => return false,
        ' ' => {
            return matches!(chars.get(..at - 1), Some([.., 'p', 'o', 'i', 'n', 't']))
                && currency::before(chars, at, floor).is_none();
        }
        _ => {}
    }
    match last {
        _ if own.is_ascii() && last.is_ascii_alphanumeric() => currency::before(chars, at, floor).is_none(),
        '.' | '-' | '_' | '/' => back(2).is_some_and(|c| c.is_ascii_alphanumeric()),
        ',' | '\'' => back(2).is_some_and(|c| c.is_ascii_digit()) && own.is_ascii_digit(),
        // 數百億, 幾十億, 上千億: no sum is stated. 第一億: an ordinal.
        '第' => true,
        '数' | '几' | '上' | '成' | '论' | '干' | '以' if own.is_ascii_digit() || numeral => false,
        // 成百上千億, 論千億; 寫成3億 is a sum.
        '数' | '几' | '上' | '成' | '论' => true,
        '以' => back(2) == Some('数'),
        // 若干億; 數十億至百億: the lower end was none.
        '干' => back(2) == Some('若'),
        '至' | '到' => back(2).is_some_and(|c| number::large_unit(c).is_some()),
        // 三分之一億.
        '之' => back(2) == Some('分'),
        // 兩個半億, 一大半.
        _ if own == '半' => {
            matches!(last, '\u{3400}'..='\u{9fff}')
                && !matches!(last, '约' | '近' | '达' | '逾' | '超' | '过')
        }
        _ => last.is_ascii_digit() && (numeral || !own.is_ascii()),
    }
}

/// Whether the number at the end of `head` and the one that `tail` begins with are neighbours: 17、18億, 30、40億.
fn is_next_number(head: &[char], tail: &[char]) -> bool {
    let value = |digits: &mut dyn Iterator<Item = u64>| {
        digits.fold(0_u64, |sum, digit| sum.saturating_mul(10).saturating_add(digit))
    };
    let length = head.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let digit = |c: &char| c.to_digit(10).map(u64::from);
    let one = value(&mut head.iter().skip(head.len() - length).filter_map(digit));
    let other = value(&mut tail.iter().map_while(digit));
    let step = if one % 10 == 0 && other % 10 == 0 { 10 } else { 1 };
    length > 1 && other == one.saturating_add(step)
}

/// Whether two digits follow each other in counting: 兩三, 5、6.
fn is_next_digit(one: Option<char>, other: char) -> bool {
    let digit = |c: char| c.to_digit(10).map(i128::from).or_else(|| number::chinese_digit(c));
    one.and_then(digit).zip(digit(other)).is_some_and(|(one, other)| one + 1 == other)
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
        // Between digits it parts a list rather than thousands.
        '，' => c,
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
        '個' => '个',
        '與' => '与',
        '間' => '间',
        '為' => '为',
        '計' => '计',
        '級' => '级',
        '論' => '论',
        '滿' => '满',
        '幹' => '干',
        '門' => '门',
        '亞' => '亚',
        '紐' => '纽',
        '蘭' => '兰',
        '盧' => '卢',
        '銖' => '铢',
        '爾' => '尔',
        '羅' => '罗',
        '謝' => '谢',
        '馬' => '马',
        '紙' => '纸',
        '寬' => '宽',
        '〜' | '∼' => '~',
        '‐' | '‑' | '−' | '―' => '-',
        '○' | '◯' => '〇',
        '\u{2f00}'..='\u{2fd5}' => std::iter::once(c).nfkc().next().unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests;
