//! Sums as a person reads them. The qualifier is never dropped.

use super::say::say;
use crate::wire::UiLang;
use zhimai_model::{Amount, Qualifier};

/// A sum with its qualifier: `最多100億美元`, `最多100亿美元`, `up to US$10 billion`.
pub(crate) fn amount_label(lang: UiLang, amount: &Amount) -> String {
    let sum = sum(lang, amount.usd);
    match amount.qualifier {
        Qualifier::Exactly => sum,
        Qualifier::UpTo => say(lang, format!("最多{sum}"), format!("最多{sum}"), format!("up to {sum}")),
        Qualifier::About => say(lang, format!("約{sum}"), format!("约{sum}"), format!("about {sum}")),
        Qualifier::MoreThan => {
            say(lang, format!("超過{sum}"), format!("超过{sum}"), format!("more than {sum}"))
        }
        Qualifier::AtLeast => {
            say(lang, format!("至少{sum}"), format!("至少{sum}"), format!("at least {sum}"))
        }
    }
}

/// A sum in the largest unit that leaves a number of at least one. No digit is rounded away.
fn sum(lang: UiLang, usd: i64) -> String {
    let units: [(i64, &str); 3] = match lang {
        UiLang::ZhHant => [(1_000_000_000_000, "萬億"), (100_000_000, "億"), (10_000, "萬")],
        UiLang::ZhHans => [(1_000_000_000_000, "万亿"), (100_000_000, "亿"), (10_000, "万")],
        UiLang::En => {
            [(1_000_000_000_000, " trillion"), (1_000_000_000, " billion"), (1_000_000, " million")]
        }
    };
    let sign = if usd < 0 { "−" } else { "" };
    let size = usd.unsigned_abs();
    let (unit, name) = units.into_iter().find(|(unit, _)| size >= unit.unsigned_abs()).unwrap_or((1, ""));
    let number = decimal(size, unit.unsigned_abs());
    say(
        lang,
        format!("{sign}{number}{name}美元"),
        format!("{sign}{number}{name}美元"),
        format!("{sign}US${number}{name}"),
    )
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

    fn check(usd: i64, qualifier: Qualifier, hant: &str, hans: &str, en: &str) {
        let amount = Amount { usd, qualifier, horizon: None };
        assert_eq!(amount_label(UiLang::ZhHant, &amount), hant);
        assert_eq!(amount_label(UiLang::ZhHans, &amount), hans);
        assert_eq!(amount_label(UiLang::En, &amount), en);
    }

    #[test]
    fn sums_are_exact_and_keep_their_qualifier() {
        check(10_000_000_000, Qualifier::UpTo, "最多100億美元", "最多100亿美元", "up to US$10 billion");
        check(1_400_000_000_000, Qualifier::About, "約1.4萬億美元", "约1.4万亿美元", "about US$1.4 trillion");
        check(13_750_000_000, Qualifier::Exactly, "137.5億美元", "137.5亿美元", "US$13.75 billion");
        check(22_000_000, Qualifier::AtLeast, "至少2,200萬美元", "至少2,200万美元", "at least US$22 million");
        check(999, Qualifier::MoreThan, "超過999美元", "超过999美元", "more than US$999");
        check(0, Qualifier::Exactly, "0美元", "0美元", "US$0");
        check(-5_000_000_000, Qualifier::Exactly, "−50億美元", "−50亿美元", "−US$5 billion");
        check(
            i64::MIN,
            Qualifier::Exactly,
            "−9,223,372.036854775808萬億美元",
            "−9,223,372.036854775808万亿美元",
            "−US$9,223,372.036854775808 trillion",
        );
    }
}
