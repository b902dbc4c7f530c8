//! Currencies before and after a number.

use super::number::{Number, SCALE};
use crate::char_set::CharSet;
use std::sync::LazyLock;

/// The currency of a sum, as far as the text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Currency {
    /// US dollars: 美元, 美金, USD, US$, `$`, dollars.
    Usd,
    /// Renminbi: 人民幣, RMB, CNY, `¥`, yuan.
    Cny,
    /// Hong Kong dollars.
    Hkd,
    /// New Taiwan dollars.
    Twd,
    /// Euro.
    Eur,
    /// Pounds sterling.
    Gbp,
    /// Japanese yen.
    Jpy,
    /// South Korean won.
    Krw,
    /// Another dollar or currency that is named.
    Other,
    /// 元 or 塊錢 with no country told.
    Yuan,
    /// None is named.
    Unknown,
}

use Currency::{Cny, Eur, Gbp, Hkd, Jpy, Krw, Other, Twd, Usd, Yuan};

/// Longer ones first where one ends another.
const BEFORE: [(&str, Currency); 41] = [
    ("u.s.$", Usd),
    ("us$", Usd),
    ("hk$", Hkd),
    ("nt$", Twd),
    ("au$", Other),
    ("ca$", Other),
    ("a$", Other),
    ("c$", Other),
    ("s$", Other),
    ("r$", Other),
    ("$", Usd),
    ("usd", Usd),
    ("美元", Usd),
    ("美金", Usd),
    ("人民币", Cny),
    ("rmb", Cny),
    ("cny", Cny),
    ("cn¥", Cny),
    ("jp¥", Jpy),
    ("¥", Cny),
    ("€", Eur),
    ("eur", Eur),
    ("欧元", Eur),
    ("£", Gbp),
    ("gbp", Gbp),
    ("英镑", Gbp),
    ("₩", Krw),
    ("krw", Krw),
    ("hkd", Hkd),
    ("港币", Hkd),
    ("港元", Hkd),
    ("twd", Twd),
    ("ntd", Twd),
    ("台币", Twd),
    ("jpy", Jpy),
    ("日元", Jpy),
    ("日圆", Jpy),
    ("₹", Other),
    ("inr", Other),
    ("sgd", Other),
    ("chf", Other),
];

/// Longer ones first where one begins another.
const AFTER: [(&str, Currency); 50] = [
    ("美元", Usd),
    ("美金", Usd),
    ("美圆", Usd),
    ("u.s. dollars", Usd),
    ("u.s. dollar", Usd),
    ("us dollars", Usd),
    ("us dollar", Usd),
    ("dollars", Usd),
    ("dollar", Usd),
    ("usd", Usd),
    ("us$", Usd),
    ("元人民币", Cny),
    ("元新台币", Twd),
    ("元台币", Twd),
    ("元港币", Hkd),
    ("元美金", Usd),
    ("人民币", Cny),
    ("rmb", Cny),
    ("cny", Cny),
    ("yuan", Cny),
    ("hong kong dollars", Hkd),
    ("港元", Hkd),
    ("港币", Hkd),
    ("hkd", Hkd),
    ("new taiwan dollars", Twd),
    ("taiwan dollars", Twd),
    ("新台币", Twd),
    ("台币", Twd),
    ("台元", Twd),
    ("twd", Twd),
    ("ntd", Twd),
    ("日元", Jpy),
    ("日圆", Jpy),
    ("日币", Jpy),
    ("yen", Jpy),
    ("jpy", Jpy),
    ("欧元", Eur),
    ("euros", Eur),
    ("euro", Eur),
    ("eur", Eur),
    ("英镑", Gbp),
    ("pounds sterling", Gbp),
    ("gbp", Gbp),
    ("韩元", Krw),
    ("krw", Krw),
    ("加元", Other),
    ("澳元", Other),
    ("卢比", Other),
    ("块钱", Yuan),
    ("元", Yuan),
];

/// The last characters of [`BEFORE`] and the first ones of [`AFTER`]: most numbers have none beside them, and going through
/// all names for each takes long.
static ENDS: LazyLock<CharSet> =
    LazyLock::new(|| BEFORE.iter().filter_map(|(name, _)| name.chars().last()).collect());
static BEGINS: LazyLock<CharSet> =
    LazyLock::new(|| AFTER.iter().filter_map(|(name, _)| name.chars().next()).collect());

/// The currency that ends before `at`, and where it starts; nothing from before `floor` is read.
pub(super) fn before(chars: &[char], at: usize, floor: usize) -> Option<(Currency, usize)> {
    let own = chars.get(floor..at)?;
    let text = own.strip_suffix(&[' ']).unwrap_or(own);
    if !text.last().is_some_and(|last| ENDS.contains(*last)) {
        return None;
    }
    BEFORE.iter().find_map(|(name, currency)| {
        let start = text.len().checked_sub(name.chars().count())?;
        let (rest, tail) = text.split_at_checked(start)?;
        let whole = tail.iter().copied().eq(name.chars());
        let inside = name.starts_with(|c: char| c.is_ascii_lowercase())
            && rest.last().is_some_and(char::is_ascii_alphabetic);
        (whole && !inside).then_some((*currency, floor + start))
    })
}

/// The currency after a number that ends at `at`, and where it ends.
pub(super) fn after(chars: &[char], at: usize, number: &Number) -> Option<(Currency, usize)> {
    let gap = usize::from(matches!(chars.get(at), Some(' ' | '-')));
    let from = at.checked_add(gap)?;
    let rest = chars.get(from..)?;
    if !rest.first().is_some_and(|first| BEGINS.contains(*first)) {
        return None;
    }
    let (name, currency) = AFTER.iter().find(|(name, _)| {
        let mut own = rest.iter().copied();
        if !name.chars().all(|c| own.next() == Some(c)) {
            return false;
        }
        let next = own.next();
        match *name {
            // 1月1日元旦, 18日圓滿.
            "日元" | "日圆" => number.unit > SCALE || number.value >= SCALE.saturating_mul(100),
            // 元宇宙, 元素, 元件, 元年, 元老.
            "元" => !matches!(next, Some('宇' | '素' | '件' | '年' | '老' | '旦' | '组')),
            _ => !name.is_ascii() || !next.is_some_and(|c| c.is_ascii_alphabetic()),
        }
    })?;
    // A gap of one hyphen is for 45-billion-dollar, not for ranges such as 10-元.
    if gap == 1 && chars.get(at) == Some(&'-') && !name.is_ascii() {
        return None;
    }
    Some((*currency, from.checked_add(name.chars().count())?))
}
