//! What deals add up to, as a person reads it.

use super::amount::amount_label;
use super::say::{about, say};
use crate::wire::UiLang;
use zhimai_knowledge::deals::Sum;
use zhimai_model::{Amount, Qualifier, Region};

/// A sum of sums: `最多150億美元`, `US$30 billion or more`, `US$10–15 billion`.
pub(crate) fn sum_label(lang: UiLang, region: Region, sum: &Sum) -> String {
    let label = |low: i64, high: i64, qualifier: Qualifier| {
        amount_label(lang, region, &Amount { currency: sum.currency, low, high, qualifier, horizon: None })
    };
    let bounds = match sum.high {
        None if sum.low == 0 => return say(lang, "金額不限", "金额不限", "open"),
        None => label(sum.low, sum.low, Qualifier::AtLeast),
        Some(high) if sum.low == 0 => label(high, high, Qualifier::UpTo),
        Some(high) => label(sum.low, high, Qualifier::Exactly),
    };
    let is_single = sum.high == Some(sum.low);
    if sum.is_about && is_single { about(lang, &bounds) } else { bounds }
}
