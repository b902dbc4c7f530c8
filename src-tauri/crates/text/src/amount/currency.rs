//! Currencies before and after a number.

use super::qualifier;
use super::value::{Number, SCALE};
use crate::char_set::CharSet;
use std::sync::LazyLock;

/// The currency of a sum, as far as the text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Currency {
    /// US dollars: 美元, 美金, USD, US$, `$`, dollars.
    Usd,
    /// Renminbi: 人民幣, RMB, CNY, `CN¥`, yuan.
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
    /// Another dollar or currency that is named: Canadian dollars, 盧比, CHF. These are not told apart. Also `¥` alone,
    /// which is yen or renminbi, where the text does not say which.
    Other,
    /// 元 or 塊錢 with no country told.
    Yuan,
    /// None is named.
    Unknown,
}

use Currency::{Cny, Eur, Gbp, Hkd, Jpy, Krw, Other, Twd, Usd, Yuan};

/// Names that stand before a number as well as after it. Longer ones first where one begins or ends another.
const NAMES: [(&str, Currency); 90] = [
    ("美元", Usd),
    ("美金", Usd),
    ("美圆", Usd),
    ("usd", Usd),
    ("人民币", Cny),
    ("rmb", Cny),
    ("cny", Cny),
    ("港元", Hkd),
    ("港币", Hkd),
    ("港纸", Hkd),
    ("港圆", Hkd),
    ("hkd", Hkd),
    ("新台币", Twd),
    ("台币", Twd),
    ("台元", Twd),
    ("twd", Twd),
    ("ntd", Twd),
    ("日元", Jpy),
    ("日圆", Jpy),
    ("日币", Jpy),
    ("jpy", Jpy),
    ("欧元", Eur),
    ("欧币", Eur),
    ("eur", Eur),
    ("英镑", Gbp),
    ("gbp", Gbp),
    ("韩元", Krw),
    ("韩圆", Krw),
    ("韩圜", Krw),
    ("韩币", Krw),
    ("krw", Krw),
    ("加拿大元", Other),
    ("加元", Other),
    ("加币", Other),
    ("澳大利亚元", Other),
    ("澳元", Other),
    ("澳币", Other),
    ("澳门元", Other),
    ("新西兰元", Other),
    ("纽西兰元", Other),
    ("新西兰币", Other),
    ("纽西兰币", Other),
    ("加拿大币", Other),
    ("澳门币", Other),
    ("纽元", Other),
    ("纽币", Other),
    ("新加坡元", Other),
    ("新加坡币", Other),
    ("新币", Other),
    ("坡币", Other),
    ("坡元", Other),
    ("星币", Other),
    ("瑞士法郎", Other),
    ("瑞郎", Other),
    ("法郎", Other),
    ("卢比", Other),
    ("卢布", Other),
    ("泰铢", Other),
    ("令吉", Other),
    ("林吉特", Other),
    ("马币", Other),
    ("里亚尔", Other),
    ("里尔", Other),
    ("迪拉姆", Other),
    ("迪尔汗", Other),
    ("越南盾", Other),
    ("印尼盾", Other),
    ("比索", Other),
    ("披索", Other),
    ("雷亚尔", Other),
    ("里拉", Other),
    ("谢克尔", Other),
    ("克朗", Other),
    ("兰特", Other),
    ("兹罗提", Other),
    ("比特币", Other),
    ("以太币", Other),
    ("cad", Other),
    ("cdn", Other),
    ("aud", Other),
    ("nzd", Other),
    ("sgd", Other),
    ("mxn", Other),
    ("brl", Other),
    ("chf", Other),
    ("inr", Other),
    ("thb", Other),
    ("sar", Other),
    ("aed", Other),
    ("idr", Other),
];

/// Names that stand only after a number. Longer ones first where one begins another.
const AFTER: [(&str, Currency); 73] = [
    ("u.s. dollars", Usd),
    ("u.s. dollar", Usd),
    ("us dollars", Usd),
    ("us dollar", Usd),
    ("american dollars", Usd),
    ("dollars canadian", Other),
    ("dollars (canadian)", Other),
    ("dollars australian", Other),
    ("dollars (australian)", Other),
    ("dollars", Usd),
    ("dollar", Usd),
    ("u.s.$", Usd),
    ("us$", Usd),
    ("$", Usd),
    ("元人民币", Cny),
    ("元(人民币)", Cny),
    ("人民币元", Cny),
    ("yuan", Cny),
    ("renminbi", Cny),
    ("元新台币", Twd),
    ("元(新台币)", Twd),
    ("元台币", Twd),
    ("元(台币)", Twd),
    ("new taiwan dollars", Twd),
    ("taiwan dollars", Twd),
    ("taiwanese dollars", Twd),
    ("nt dollars", Twd),
    ("nt$", Twd),
    ("元港币", Hkd),
    ("元(港币)", Hkd),
    ("hong kong dollars", Hkd),
    ("hong kong dollar", Hkd),
    ("hk dollars", Hkd),
    ("hk$", Hkd),
    ("元美金", Usd),
    ("元(美金)", Usd),
    ("japanese yen", Jpy),
    ("yen", Jpy),
    ("円", Jpy),
    ("euros", Eur),
    ("euro", Eur),
    ("€", Eur),
    ("pounds sterling", Gbp),
    ("british pounds", Gbp),
    ("£", Gbp),
    ("korean won", Krw),
    ("south korean won", Krw),
    ("canadian dollars", Other),
    ("canadian dollar", Other),
    ("canadian", Other),
    ("australian dollars", Other),
    ("australian dollar", Other),
    ("australian", Other),
    ("new zealand dollars", Other),
    ("singapore dollars", Other),
    ("singaporean dollars", Other),
    ("jamaican dollars", Other),
    ("namibian dollars", Other),
    ("fijian dollars", Other),
    ("liberian dollars", Other),
    ("zimbabwean dollars", Other),
    ("zimbabwe dollars", Other),
    ("swiss francs", Other),
    ("rupees", Other),
    ("rubles", Other),
    ("riyals", Other),
    ("dirhams", Other),
    ("pesos", Other),
    ("ringgit", Other),
    ("baht", Other),
    ("rand", Other),
    ("块钱", Yuan),
    ("元", Yuan),
];

/// The last characters of what may stand before a number and the first ones of what may stand after: most numbers have
/// none beside them, and going through all names for each takes long.
static ENDS: LazyLock<CharSet> = LazyLock::new(|| {
    let names = NAMES.iter().filter_map(|(name, _)| name.chars().last());
    names.chain(SIGNS.map(|(sign, _)| sign)).collect()
});
static BEGINS: LazyLock<CharSet> = LazyLock::new(|| {
    let names = NAMES.iter().chain(&AFTER).filter_map(|(name, _)| name.chars().next());
    names.chain(['i', '(']).collect()
});

const SIGNS: [(char, Currency); 14] = [
    ('$', Usd),
    ('¥', Other),
    ('€', Eur),
    ('£', Gbp),
    ('₩', Krw),
    ('₹', Other),
    ('₽', Other),
    ('₺', Other),
    ('₫', Other),
    ('₪', Other),
    ('₱', Other),
    ('₦', Other),
    ('฿', Other),
    ('₿', Other),
];

/// A currency beside a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) currency: Currency,
    /// Where it starts, of one before a number; where it ends, of one after.
    pub(super) edge: usize,
    /// `$`, `¥` and 元 alone: a name of a country's currency on the other side tells more.
    pub(super) weak: bool,
    /// A name in words, beside which a bare number may be something else: 人民幣2025年升值.
    pub(super) in_words: bool,
    /// How the number is to be read, where that stands between the two: 人民幣約300億元.
    pub(super) qualifier: Option<qualifier::Qualifier>,
}

/// The currency that ends before `at`; nothing from before `floor` is read.
pub(super) fn before(chars: &[char], at: usize, floor: usize) -> Option<Named> {
    let own = chars.get(floor..at)?;
    let text = own.strip_suffix(&[' ']).unwrap_or(own);
    let last = *text.last()?;
    if ENDS.contains(last) {
        let named = match SIGNS.iter().find(|(sign, _)| *sign == last) {
            Some((_, currency)) => sign(text, *currency),
            None => name_at_end(text),
        };
        return named.map(|named| Named { edge: named.edge + floor, ..named });
    }
    let (qualifier, length) = qualifier::at_end(text)?;
    let rest = text.get(..text.len() - length)?;
    let rest = rest.strip_suffix(&[' ']).unwrap_or(rest);
    let named = match SIGNS.iter().find(|(sign, _)| rest.last() == Some(sign)) {
        Some((_, currency)) => sign(rest, *currency),
        None => name_at_end(rest),
    }?;
    Some(Named { edge: named.edge + floor, qualifier: Some(qualifier), ..named })
}

/// The name that a text ends with.
fn name_at_end(text: &[char]) -> Option<Named> {
    NAMES.iter().find_map(|(name, currency)| {
        let start = text.len().checked_sub(name.chars().count())?;
        let (rest, tail) = text.split_at_checked(start)?;
        let whole = tail.iter().copied().eq(name.chars());
        let inside = match rest.last() {
            // A rate: USD/JPY 150.
            Some(c) if name.is_ascii() => c.is_ascii_alphanumeric() || *c == '/',
            // A rate: 新台幣兌美元29.5.
            Some(c) => matches!(c, '兑' | '兌' | '对' | '對' | '/'),
            None => false,
        };
        (whole && !inside).then_some(Named {
            currency: *currency,
            edge: start,
            weak: false,
            in_words: true,
            qualifier: None,
        })
    })
}

/// What a sign at the end of a text stands for, with the letters or the name before it: `US$`, `CAD $`, 港幣$.
fn sign(text: &[char], alone: Currency) -> Option<Named> {
    let head = text.get(..text.len().checked_sub(1)?)?;
    let named = |currency, edge, weak| Some(Named { currency, edge, weak, in_words: false, qualifier: None });
    let dollar = alone == Usd;
    if !dollar && text.last() != Some(&'¥') {
        return named(alone, head.len(), false);
    }
    if !head.last().is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '.' | ' ') || !c.is_ascii()) {
        return named(alone, head.len(), true);
    }
    let spaced = head.last() == Some(&' ');
    let head = head.strip_suffix(&[' ']).unwrap_or(head);
    let length = head.iter().rev().take(6).take_while(|c| c.is_ascii_alphabetic() || **c == '.').count();
    let start = head.len() - length;
    let letters: String = head.get(start..)?.iter().filter(|c| **c != '.').collect();
    if length == 0 {
        // 港幣$80億; but in 共$80億 the sign stands alone.
        return match name_at_end(head) {
            Some(name) => Some(Named { in_words: false, ..name }),
            None => named(alone, text.len() - 1, true),
        };
    }
    let currency = match (dollar, letters.as_str()) {
        (true, "us" | "usd") => Usd,
        (true, "hk" | "hkd") => Hkd,
        (true, "nt" | "ntd" | "twd" | "tw") => Twd,
        (false, "jp" | "jpy" | "j") => Jpy,
        (false, "cn" | "cny" | "rmb") => Cny,
        (true, "cad" | "cdn" | "aud" | "nzd" | "sgd" | "mxn" | "au" | "ca" | "nz" | "sg" | "can" | "aus") => {
            Other
        }
        // `for $5`, `worth. $5`: a word of the sentence.
        _ if spaced || letters.is_empty() || head.last() == Some(&'.') => {
            return named(alone, text.len() - 1, true);
        }
        // NZ$, A$, R$ and whatever else: a dollar, but whose?
        _ => Other,
    };
    named(currency, start, false)
}

/// The currency of `¥` alone in a text: the one of yen and renminbi that is named there, if only one is.
pub(super) fn of_yen_sign(chars: &[char]) -> Currency {
    let named = |names: &[&str]| {
        names.iter().any(|name| {
            let name: Vec<char> = name.chars().collect();
            let letter = |at: Option<usize>| {
                name.first().is_some_and(char::is_ascii)
                    && at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_alphabetic)
            };
            let own = chars.windows(name.len()).enumerate().filter(|(_, own)| *own == name.as_slice());
            own.into_iter().any(|(at, _)| !letter(at.checked_sub(1)) && !letter(Some(at + name.len())))
        })
    };
    let yen = named(&["日元", "日圆", "日币", "円", "yen", "jpy", "jp¥"]);
    let renminbi = named(&["人民币", "rmb", "cny", "cn¥", "yuan", "renminbi"]);
    match (yen, renminbi) {
        (true, false) => Jpy,
        (false, true) => Cny,
        _ => Other,
    }
}

/// The currency after a number that ends at `at`.
pub(super) fn after(chars: &[char], at: usize, number: &Number) -> Option<Named> {
    let gap = usize::from(matches!(chars.get(at), Some(' ' | '-')));
    let from = at.checked_add(gap)?;
    let rest = chars.get(from..)?;
    if !rest.first().is_some_and(|first| BEGINS.contains(*first)) {
        return None;
    }
    let in_brackets = rest.first() == Some(&'(');
    // $5 billion in Canadian dollars; $5 billion (CAD).
    let lead = match rest {
        ['i', 'n', ' ', ..] => 3,
        ['(', ..] => 1,
        _ => 0,
    };
    let rest = rest.get(lead..)?;
    let fits = |name: &str, currency: Currency| {
        let mut own = rest.iter().copied();
        if !name.chars().all(|c| own.next() == Some(c)) {
            return false;
        }
        let next = own.next();
        if in_brackets {
            return next == Some(')');
        }
        if lead > 0 {
            return name.contains(" dollar") && currency != Usd;
        }
        let digit = next.is_some_and(|c| c.is_ascii_digit())
            || next == Some(' ') && own.next().is_some_and(|c| c.is_ascii_digit());
        match name {
            // 1月1日元旦, 18日圓滿.
            "日元" | "日圆" => number.unit > SCALE || number.value >= SCALE.saturating_mul(100),
            // 元宇宙, 元素, 元件, 元年, 元老.
            "元" if number.one_numeral => {
                next.is_none_or(|c| !is_ideograph(c) || "的钱以左起到至多、人".contains(c))
            }
            "元" => !matches!(
                next,
                Some('宇' | '素' | '件' | '年' | '老' | '旦' | '组' | '首' | '帅' | '气' | '月')
            ),
            // A $5 billion Canadian company is another matter.
            "canadian" | "australian" => match next {
                Some(' ') => rest.get(name.len() + 1) == Some(&'('),
                other => !other.is_some_and(|c| c.is_ascii_alphanumeric() || c == '-'),
            },
            // In `5 million US$10` the sign belongs to what follows.
            _ if name.ends_with(['$', '€', '£']) => !digit,
            _ => !name.is_ascii() || !next.is_some_and(|c| c.is_ascii_alphanumeric() || c == '$'),
        }
    };
    let (name, currency) = NAMES.iter().chain(&AFTER).find(|(name, currency)| fits(name, *currency))?;
    // A gap of one hyphen is for 45-billion-dollar, not for ranges such as 10-元.
    if gap == 1 && chars.get(at) == Some(&'-') && (!name.is_ascii() || name.ends_with('$')) {
        return None;
    }
    Some(Named {
        currency: *currency,
        edge: from.checked_add(lead + name.chars().count() + usize::from(in_brackets))?,
        weak: matches!(*name, "元" | "dollars" | "dollar" | "$" | "块钱"),
        in_words: true,
        qualifier: None,
    })
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}
