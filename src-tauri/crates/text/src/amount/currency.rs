//! Currencies before and after a number.

use super::qualifier;
use super::value::{Number, SCALE};
use crate::char_set::CharSet;
use crate::currency::Currency;
use std::sync::LazyLock;

/// The currency of a sum, as far as the text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stated {
    /// One of ISO 4217. 美元, 美金, US$ and dollars are US dollars; so is `$` alone.
    Code(Currency),
    /// Another one that is named and not told apart: 盧比, 披索, bitcoin. Also `¥` alone, which is yen or renminbi, where
    /// the text does not say which.
    Other,
    /// 元 or 塊錢 with no country told.
    Yuan,
    /// None is named.
    Unknown,
}

use Stated::{Other, Yuan};

const AED: Stated = Stated::Code(Currency::AED);
const AUD: Stated = Stated::Code(Currency::AUD);
const BRL: Stated = Stated::Code(Currency::BRL);
const CAD: Stated = Stated::Code(Currency::CAD);
const CHF: Stated = Stated::Code(Currency::CHF);
const CNY: Stated = Stated::Code(Currency::CNY);
const EUR: Stated = Stated::Code(Currency::EUR);
const FJD: Stated = Stated::Code(Currency::FJD);
const GBP: Stated = Stated::Code(Currency::GBP);
const HKD: Stated = Stated::Code(Currency::HKD);
const IDR: Stated = Stated::Code(Currency::IDR);
const ILS: Stated = Stated::Code(Currency::ILS);
const INR: Stated = Stated::Code(Currency::INR);
const JMD: Stated = Stated::Code(Currency::JMD);
const JPY: Stated = Stated::Code(Currency::JPY);
const KRW: Stated = Stated::Code(Currency::KRW);
const LRD: Stated = Stated::Code(Currency::LRD);
const MOP: Stated = Stated::Code(Currency::MOP);
const MXN: Stated = Stated::Code(Currency::MXN);
const MYR: Stated = Stated::Code(Currency::MYR);
const NAD: Stated = Stated::Code(Currency::NAD);
const NGN: Stated = Stated::Code(Currency::NGN);
const NZD: Stated = Stated::Code(Currency::NZD);
const PHP: Stated = Stated::Code(Currency::PHP);
const PLN: Stated = Stated::Code(Currency::PLN);
const RUB: Stated = Stated::Code(Currency::RUB);
const SAR: Stated = Stated::Code(Currency::SAR);
const SGD: Stated = Stated::Code(Currency::SGD);
const THB: Stated = Stated::Code(Currency::THB);
const TRY: Stated = Stated::Code(Currency::TRY);
const TWD: Stated = Stated::Code(Currency::TWD);
const USD: Stated = Stated::Code(Currency::USD);
const VND: Stated = Stated::Code(Currency::VND);
const ZAR: Stated = Stated::Code(Currency::ZAR);

/// Names that stand before a number as well as after it. Longer ones first where one begins or ends another.
const NAMES: [(&str, Stated); 91] = [
    ("美元", USD),
    ("美金", USD),
    ("美圆", USD),
    ("usd", USD),
    ("人民币", CNY),
    ("rmb", CNY),
    ("cny", CNY),
    ("港元", HKD),
    ("港币", HKD),
    ("港纸", HKD),
    ("港圆", HKD),
    ("hkd", HKD),
    ("新台币", TWD),
    ("台币", TWD),
    ("台元", TWD),
    ("twd", TWD),
    ("ntd", TWD),
    ("日元", JPY),
    ("日圆", JPY),
    ("日币", JPY),
    ("jpy", JPY),
    ("欧元", EUR),
    ("欧币", EUR),
    ("eur", EUR),
    ("英镑", GBP),
    ("gbp", GBP),
    ("韩元", KRW),
    ("韩圆", KRW),
    ("韩圜", KRW),
    ("韩币", KRW),
    ("krw", KRW),
    ("加拿大元", CAD),
    ("加元", CAD),
    ("加币", CAD),
    ("澳大利亚元", AUD),
    ("澳元", AUD),
    ("澳币", AUD),
    ("澳门元", MOP),
    ("新西兰元", NZD),
    ("纽西兰元", NZD),
    ("新西兰币", NZD),
    ("纽西兰币", NZD),
    ("加拿大币", CAD),
    ("澳门币", MOP),
    ("纽元", NZD),
    ("纽币", NZD),
    ("新加坡元", SGD),
    ("新加坡币", SGD),
    ("新币", SGD),
    ("坡币", SGD),
    ("坡元", SGD),
    ("星币", SGD),
    ("瑞士法郎", CHF),
    ("瑞郎", CHF),
    ("法郎", Other),
    ("印度卢比", INR),
    ("卢比", Other),
    ("卢布", RUB),
    ("泰铢", THB),
    ("令吉", MYR),
    ("林吉特", MYR),
    ("马币", MYR),
    ("里亚尔", Other),
    ("里尔", Other),
    ("迪拉姆", Other),
    ("迪尔汗", Other),
    ("越南盾", VND),
    ("印尼盾", IDR),
    ("比索", Other),
    ("披索", Other),
    ("雷亚尔", BRL),
    ("里拉", TRY),
    ("谢克尔", ILS),
    ("克朗", Other),
    ("兰特", ZAR),
    ("兹罗提", PLN),
    ("比特币", Other),
    ("以太币", Other),
    ("cad", CAD),
    ("cdn", CAD),
    ("aud", AUD),
    ("nzd", NZD),
    ("sgd", SGD),
    ("mxn", MXN),
    ("brl", BRL),
    ("chf", CHF),
    ("inr", INR),
    ("thb", THB),
    ("sar", SAR),
    ("aed", AED),
    ("idr", IDR),
];

/// Names that stand only after a number. Longer ones first where one begins another.
const AFTER: [(&str, Stated); 75] = [
    ("u.s. dollars", USD),
    ("u.s. dollar", USD),
    ("us dollars", USD),
    ("us dollar", USD),
    ("american dollars", USD),
    ("dollars canadian", CAD),
    ("dollars (canadian)", CAD),
    ("dollars australian", AUD),
    ("dollars (australian)", AUD),
    ("dollars", USD),
    ("dollar", USD),
    ("u.s.$", USD),
    ("us$", USD),
    ("$", USD),
    ("元人民币", CNY),
    ("元(人民币)", CNY),
    ("人民币元", CNY),
    ("yuan", CNY),
    ("renminbi", CNY),
    ("元新台币", TWD),
    ("元(新台币)", TWD),
    ("元台币", TWD),
    ("元(台币)", TWD),
    ("new taiwan dollars", TWD),
    ("taiwan dollars", TWD),
    ("taiwanese dollars", TWD),
    ("nt dollars", TWD),
    ("nt$", TWD),
    ("元港币", HKD),
    ("元(港币)", HKD),
    ("hong kong dollars", HKD),
    ("hong kong dollar", HKD),
    ("hk dollars", HKD),
    ("hk$", HKD),
    ("元美金", USD),
    ("元(美金)", USD),
    ("japanese yen", JPY),
    ("yen", JPY),
    ("円", JPY),
    ("euros", EUR),
    ("euro", EUR),
    ("€", EUR),
    ("pounds sterling", GBP),
    ("british pounds", GBP),
    ("£", GBP),
    ("korean won", KRW),
    ("south korean won", KRW),
    ("won", KRW),
    ("canadian dollars", CAD),
    ("canadian dollar", CAD),
    ("canadian", CAD),
    ("australian dollars", AUD),
    ("australian dollar", AUD),
    ("australian", AUD),
    ("new zealand dollars", NZD),
    ("singapore dollars", SGD),
    ("singaporean dollars", SGD),
    ("jamaican dollars", JMD),
    ("namibian dollars", NAD),
    ("fijian dollars", FJD),
    ("liberian dollars", LRD),
    ("zimbabwean dollars", Other),
    ("zimbabwe dollars", Other),
    ("swiss francs", CHF),
    ("indian rupees", INR),
    ("rupees", Other),
    ("rubles", RUB),
    ("riyals", Other),
    ("dirhams", Other),
    ("pesos", Other),
    ("ringgit", MYR),
    ("baht", THB),
    ("rand", ZAR),
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

const SIGNS: [(char, Stated); 14] = [
    ('$', USD),
    ('¥', Other),
    ('€', EUR),
    ('£', GBP),
    ('₩', KRW),
    ('₹', INR),
    ('₽', RUB),
    ('₺', TRY),
    ('₫', VND),
    ('₪', ILS),
    ('₱', PHP),
    ('₦', NGN),
    ('฿', THB),
    ('₿', Other),
];

/// A currency beside a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) currency: Stated,
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
fn sign(text: &[char], alone: Stated) -> Option<Named> {
    let head = text.get(..text.len().checked_sub(1)?)?;
    let named = |currency, edge, weak| Some(Named { currency, edge, weak, in_words: false, qualifier: None });
    let dollar = alone == USD;
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
        (true, "us" | "usd") => USD,
        (true, "hk" | "hkd") => HKD,
        (true, "nt" | "ntd" | "twd" | "tw") => TWD,
        (false, "jp" | "jpy" | "j") => JPY,
        (false, "cn" | "cny" | "rmb") => CNY,
        (true, "cad" | "cdn" | "ca" | "can") => CAD,
        (true, "aud" | "au" | "aus") => AUD,
        (true, "nzd" | "nz") => NZD,
        (true, "sgd" | "sg") => SGD,
        (true, "mxn") => MXN,
        // `for $5`, `worth. $5`: a word of the sentence.
        _ if spaced || letters.is_empty() || head.last() == Some(&'.') => {
            return named(alone, text.len() - 1, true);
        }
        (true, "c") => CAD,
        (true, "a") => AUD,
        (true, "s") => SGD,
        (true, "r") => BRL,
        (true, "mx") => MXN,
        (true, "mop") => MOP,
        // Z$ and whatever else: a dollar, but whose?
        _ => Other,
    };
    named(currency, start, false)
}

/// The currency of `¥` alone in a text: the one of yen and renminbi that is named there, if only one is.
pub(super) fn of_yen_sign(chars: &[char]) -> Stated {
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
        (true, false) => JPY,
        (false, true) => CNY,
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
    let fits = |name: &str, currency: Stated| {
        let mut own = rest.iter().copied();
        if !name.chars().all(|c| own.next() == Some(c)) {
            return false;
        }
        let next = own.next();
        if in_brackets {
            return next == Some(')');
        }
        if lead > 0 {
            return name.contains(" dollar") && currency != USD;
        }
        let digit = next.is_some_and(|c| c.is_ascii_digit())
            || next == Some(' ') && own.next().is_some_and(|c| c.is_ascii_digit());
        match name {
            // 1月1日元旦, 18日圓滿.
            "日元" | "日圆" => number.unit > SCALE || number.value >= SCALE.saturating_mul(100),
            // 57 trillion won; the 57 won nothing.
            "won" => number.unit > SCALE && !next.is_some_and(|c| c.is_ascii_alphanumeric()),
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
