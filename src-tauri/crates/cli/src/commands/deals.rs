//! Deals: claims about the same money, folded.

use zhimai_api::messages::{flows, statuses, word};
use zhimai_api::{DealView, Link, UiLang};

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
