//! Deals: claims about the same money, folded.

use std::collections::BTreeMap;
use zhimai_api::messages::{flows, left_out, statuses, word};
use zhimai_api::{DealList, DealView, LeftOutView, Link, SumView, UiLang};

/// Date, who pays whom, how much, in what form, how firm and where in a line; a star where accounts disagree.
pub(super) fn deal_line(lang: UiLang, deal: &DealView) -> String {
    let side = |link: &Option<Link>| link.as_ref().map_or_else(|| "…".to_owned(), |link| link.label.clone());
    let star = if deal.disputed { " *" } else { "" };
    let money = deal.amount.as_ref().map_or_else(String::new, |amount| format!("  {}", amount.label));
    let about =
        format!("{} · {}", word(lang, flows::ALL, &deal.kind), word(lang, statuses::ALL, &deal.status));
    format!(
        "{}  {} → {}{star}{money}  {about}  {}",
        deal.date.label,
        side(&deal.from),
        side(&deal.to),
        deal.address
    )
}

/// Deals, a line for each, with what they add up to before them and how many are left out, and why, after them.
pub(super) fn deal_lines(lang: UiLang, list: &DealList) -> Vec<String> {
    let sums = list.sums.iter().map(|sum| sum_line(lang, sum));
    let deals = list.deals.iter().map(|deal| deal_line(lang, deal));
    sums.chain(deals).chain(left_out_line(lang, &list.left_out)).collect()
}

/// What deals of one kind add up to, and of how many.
pub(super) fn sum_line(lang: UiLang, sum: &SumView) -> String {
    format!("{}: {} ({})", word(lang, flows::ALL, &sum.kind), sum.label, sum.deals.len())
}

/// How many deals are in no sum, for each reason.
fn left_out_line(lang: UiLang, all: &[LeftOutView]) -> Option<String> {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for one in all {
        *reasons.entry(&one.reason).or_default() += 1;
    }
    let counted = |(reason, count): (&str, usize)| format!("{} {count}", word(lang, left_out::ALL, reason));
    let told: Vec<String> = reasons.into_iter().map(counted).collect();
    (!told.is_empty()).then(|| format!("{}: {}", left_out::TITLE.in_language(lang), told.join(" · ")))
}
