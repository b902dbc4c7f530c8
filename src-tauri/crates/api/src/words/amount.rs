//! Sums as a person reads them, in the currency of the claim. The qualifier is never dropped.

use super::say::{about, say};
use crate::wire::UiLang;
use std::borrow::Cow;
use zhimai_model::{Amount, Currency, Qualifier, Region};

/// A sum or a range with its qualifier: `最多100億美元`, `最多100亿美元`, `up to US$10 billion`; `50億至100億美元`,
/// `US$5–10 billion`. In Traditional characters the region says how a million millions is called: `1兆美元`, `1萬億美元`.
pub(crate) fn amount_label(lang: UiLang, region: Region, amount: &Amount) -> String {
    let sum = sum(lang, region, amount);
    match amount.qualifier {
        Qualifier::Exactly => sum,
        Qualifier::UpTo => say(lang, format!("最多{sum}"), format!("最多{sum}"), format!("up to {sum}")),
        Qualifier::About => about(lang, &sum),
        Qualifier::MoreThan => {
            say(lang, format!("超過{sum}"), format!("超过{sum}"), format!("more than {sum}"))
        }
        Qualifier::AtLeast => {
            say(lang, format!("至少{sum}"), format!("至少{sum}"), format!("at least {sum}"))
        }
        Qualifier::LessThan => {
            say(lang, format!("不到{sum}"), format!("不到{sum}"), format!("less than {sum}"))
        }
    }
}

/// The sum or both ends of the range, with the currency once.
fn sum(lang: UiLang, region: Region, amount: &Amount) -> String {
    let (before, after) = name(lang, amount.currency);
    let sign = if amount.low < 0 { "−" } else { "" };
    let (low, low_unit) = number(lang, region, amount.low);
    let (high, high_unit) = number(lang, region, amount.high);
    if amount.low == amount.high {
        return format!("{sign}{before}{low}{low_unit}{after}");
    }
    match lang {
        UiLang::ZhHant | UiLang::ZhHans => {
            format!("{sign}{before}{low}{low_unit}至{high}{high_unit}{after}")
        }
        UiLang::En if low_unit == high_unit => format!("{sign}{before}{low}–{high}{high_unit}{after}"),
        UiLang::En => format!("{sign}{before}{low}{low_unit} to {before}{high}{high_unit}{after}"),
    }
}

/// How far a number is counted, and its unit: the largest that leaves at least one. No digit is rounded away.
fn number(lang: UiLang, region: Region, units: i64) -> (String, &'static str) {
    let trillion = if region == Region::Tw { "兆" } else { "萬億" };
    let steps: [(u64, &str); 3] = match lang {
        UiLang::ZhHant => [(1_000_000_000_000, trillion), (100_000_000, "億"), (10_000, "萬")],
        UiLang::ZhHans => [(1_000_000_000_000, "万亿"), (100_000_000, "亿"), (10_000, "万")],
        UiLang::En => {
            [(1_000_000_000_000, " trillion"), (1_000_000_000, " billion"), (1_000_000, " million")]
        }
    };
    let size = units.unsigned_abs();
    let (step, name) = steps.into_iter().find(|(step, _)| size >= *step).unwrap_or((1, ""));
    (decimal(size, step), name)
}

/// What is written of a currency before a number and after it. One that few sums are in goes by its code.
fn name(lang: UiLang, currency: Currency) -> (Cow<'static, str>, &'static str) {
    let (hant, hans, en) = match currency {
        Currency::USD => (("", "美元"), ("", "美元"), ("US$", "")),
        Currency::CNY => (("人民幣", "元"), ("人民币", "元"), ("RMB ", "")),
        Currency::HKD => (("", "港元"), ("", "港元"), ("HK$", "")),
        Currency::TWD => (("新台幣", "元"), ("新台币", "元"), ("NT$", "")),
        Currency::MOP => (("", "澳門元"), ("", "澳门元"), ("MOP$", "")),
        Currency::JPY => (("", "日圓"), ("", "日元"), ("JP¥", "")),
        Currency::KRW => (("", "韓元"), ("", "韩元"), ("₩", "")),
        Currency::EUR => (("", "歐元"), ("", "欧元"), ("€", "")),
        Currency::GBP => (("", "英鎊"), ("", "英镑"), ("£", "")),
        Currency::CHF => (("", "瑞士法郎"), ("", "瑞士法郎"), ("", " Swiss francs")),
        Currency::CAD => (("", "加元"), ("", "加元"), ("C$", "")),
        Currency::AUD => (("", "澳元"), ("", "澳元"), ("A$", "")),
        Currency::NZD => (("", "紐元"), ("", "新西兰元"), ("NZ$", "")),
        Currency::SGD => (("", "新加坡元"), ("", "新加坡元"), ("S$", "")),
        Currency::INR => (("", "印度盧比"), ("", "印度卢比"), ("₹", "")),
        Currency::RUB => (("", "盧布"), ("", "卢布"), ("", " roubles")),
        Currency::THB => (("", "泰銖"), ("", "泰铢"), ("", " baht")),
        Currency::MYR => (("", "令吉"), ("", "林吉特"), ("", " ringgit")),
        Currency::VND => (("", "越南盾"), ("", "越南盾"), ("", " dong")),
        Currency::IDR => (("", "印尼盾"), ("", "印尼盾"), ("", " rupiah")),
        Currency::PHP => (("", "菲律賓披索"), ("", "菲律宾比索"), ("", " Philippine pesos")),
        Currency::MXN => (("", "墨西哥披索"), ("", "墨西哥比索"), ("", " Mexican pesos")),
        Currency::BRL => (("", "巴西雷亞爾"), ("", "巴西雷亚尔"), ("R$", "")),
        Currency::TRY => (("", "土耳其里拉"), ("", "土耳其里拉"), ("", " Turkish lira")),
        Currency::ILS => (("", "以色列謝克爾"), ("", "以色列谢克尔"), ("₪", "")),
        Currency::ZAR => (("", "南非蘭特"), ("", "南非兰特"), ("", " rand")),
        Currency::PLN => (("", "波蘭茲羅提"), ("", "波兰兹罗提"), ("", " zloty")),
        Currency::SAR => (("", "沙烏地里亞爾"), ("", "沙特里亚尔"), ("", " Saudi riyals")),
        Currency::AED => (("", "阿聯酋迪拉姆"), ("", "阿联酋迪拉姆"), ("", " UAE dirhams")),
        Currency::NGN => (("", "奈及利亞奈拉"), ("", "尼日利亚奈拉"), ("", " naira")),
        other => return (format!("{other} ").into(), ""),
    };
    let (before, after) = match lang {
        UiLang::ZhHant => hant,
        UiLang::ZhHans => hans,
        UiLang::En => en,
    };
    (before.into(), after)
}

/// `size / unit` in decimal notation, exact, with the whole part grouped by commas. `unit` is a power of ten.
fn decimal(size: u64, unit: u64) -> String {
    let whole = (size / unit).to_string();
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let places = unit.ilog10() as usize;
    let fraction = format!("{:0places$}", size % unit);
    match fraction.trim_end_matches('0') {
        "" => grouped,
        fraction => format!("{grouped}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(amount: &Amount, hant: &str, hans: &str, en: &str) {
        assert_eq!(amount_label(UiLang::ZhHant, Region::Tw, amount), hant);
        assert_eq!(amount_label(UiLang::ZhHant, Region::Hk, amount), hant.replace('兆', "萬億"));
        assert_eq!(amount_label(UiLang::ZhHans, Region::Cn, amount), hans);
        assert_eq!(amount_label(UiLang::En, Region::Tw, amount), en);
    }

    #[test]
    fn sums_are_exact_and_keep_their_qualifier() {
        let check = |usd: i64, qualifier: Qualifier, hant: &str, hans: &str, en: &str| {
            check(&Amount::single(Currency::USD, usd, qualifier), hant, hans, en);
        };
        check(10_000_000_000, Qualifier::UpTo, "最多100億美元", "最多100亿美元", "up to US$10 billion");
        check(1_400_000_000_000, Qualifier::About, "約1.4兆美元", "约1.4万亿美元", "about US$1.4 trillion");
        check(13_750_000_000, Qualifier::Exactly, "137.5億美元", "137.5亿美元", "US$13.75 billion");
        check(22_000_000, Qualifier::AtLeast, "至少2,200萬美元", "至少2,200万美元", "at least US$22 million");
        check(999, Qualifier::MoreThan, "超過999美元", "超过999美元", "more than US$999");
        check(999, Qualifier::LessThan, "不到999美元", "不到999美元", "less than US$999");
        check(0, Qualifier::Exactly, "0美元", "0美元", "US$0");
        check(-5_000_000_000, Qualifier::Exactly, "−50億美元", "−50亿美元", "−US$5 billion");
        check(
            i64::MIN,
            Qualifier::Exactly,
            "−9,223,372.036854775808兆美元",
            "−9,223,372.036854775808万亿美元",
            "−US$9,223,372.036854775808 trillion",
        );
    }

    #[test]
    fn a_range_names_both_ends_and_the_currency_once() {
        let range =
            |currency, low, high| Amount { high, ..Amount::single(currency, low, Qualifier::Exactly) };
        check(
            &range(Currency::USD, 5_000_000_000, 10_000_000_000),
            "50億至100億美元",
            "50亿至100亿美元",
            "US$5–10 billion",
        );
        check(
            &range(Currency::CNY, 90_000_000, 1_200_000_000),
            "人民幣9,000萬至12億元",
            "人民币9,000万至12亿元",
            "RMB 90 million to RMB 1.2 billion",
        );
        let mut about = range(Currency::CHF, 5_000_000, 7_500_000);
        about.qualifier = Qualifier::About;
        check(&about, "約500萬至750萬瑞士法郎", "约500万至750万瑞士法郎", "about 5–7.5 million Swiss francs");
    }

    #[test]
    fn every_currency_has_a_name_of_its_own_in_each_language() {
        for lang in [UiLang::ZhHant, UiLang::ZhHans, UiLang::En] {
            let names: std::collections::HashSet<_> =
                Currency::all().map(|currency| name(lang, currency)).collect();
            assert_eq!(names.len(), Currency::all().count(), "{lang:?}");
        }
        let sum = |code: &str| Amount::single(code.parse().unwrap(), 500_000_000, Qualifier::Exactly);
        check(&sum("TWD"), "新台幣5億元", "新台币5亿元", "NT$500 million");
        check(&sum("JPY"), "5億日圓", "5亿日元", "JP¥500 million");
        check(&sum("EUR"), "5億歐元", "5亿欧元", "€500 million");
        check(&sum("SEK"), "SEK 5億", "SEK 5亿", "SEK 500 million");
    }
}
