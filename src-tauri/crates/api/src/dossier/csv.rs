//! Deals as comma-separated values (RFC 4180), for a spreadsheet and for other programs.

use crate::messages::{flows, statuses, word};
use crate::wire::{DealView, Link, UiLang};

/// The columns. Their names are the same in every language: programs read them.
const COLUMNS: [&str; 24] = [
    "address",
    "date",
    "first_day",
    "last_day",
    "from",
    "to",
    "sum",
    "currency",
    "low",
    "high",
    "qualifier",
    "converted_currency",
    "converted_low",
    "converted_high",
    "rate",
    "kind",
    "status",
    "ended",
    "other_sums",
    "event",
    "text",
    "accounts",
    "sources",
    "independent",
];

/// Deals as a table: a line for each under a line of names, with a mark of the encoding before it, without which a
/// spreadsheet takes Chinese for something else.
pub fn deals_csv<'a>(lang: UiLang, deals: impl IntoIterator<Item = &'a DealView>) -> String {
    let mut out = String::from('\u{feff}');
    line(&mut out, COLUMNS.map(str::to_owned));
    for deal in deals {
        let side = |link: &Option<Link>| link.as_ref().map_or_else(String::new, |link| link.label.clone());
        let (amount, converted) = (deal.amount.as_ref(), deal.converted.as_ref());
        line(
            &mut out,
            [
                deal.address.clone(),
                deal.date.edtf.clone(),
                day(deal.date.first_day),
                day(deal.date.last_day),
                side(&deal.from),
                side(&deal.to),
                amount.map_or_else(String::new, |amount| amount.label.clone()),
                amount.map_or_else(String::new, |amount| amount.currency.clone()),
                amount.map_or_else(String::new, |amount| amount.low.to_string()),
                amount.map_or_else(String::new, |amount| amount.high.to_string()),
                amount.map_or_else(String::new, |amount| amount.qualifier.clone()),
                converted.map_or_else(String::new, |made| made.currency.clone()),
                converted.map_or_else(String::new, |made| made.low.to_string()),
                converted.and_then(|made| made.high).map_or_else(String::new, |high| high.to_string()),
                converted.map_or_else(String::new, |made| made.at.clone()),
                word(lang, flows::ALL, &deal.kind),
                word(lang, statuses::ALL, &deal.status),
                deal.end.as_ref().map_or_else(String::new, |end| end.date.edtf.clone()),
                deal.other_sums.join("; "),
                deal.event.label.clone(),
                deal.text.clone(),
                deal.accounts.to_string(),
                deal.sources.to_string(),
                deal.independent.to_string(),
            ],
        );
    }
    out
}

fn day(day: i32) -> String {
    zhimai_model::DateRange::from_days(day, day).map(|date| date.edtf().to_owned()).unwrap_or_default()
}

fn line<const N: usize>(out: &mut String, cells: [String; N]) {
    out.push_str(&cells.map(|text| cell(&text)).join(","));
    out.push_str("\r\n");
}

/// A cell. What a spreadsheet would take for a formula is made text of.
fn cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_cells() {
        for (text, expect) in [
            ("30億", "30億"),
            ("a, b", "\"a, b\""),
            ("say \"x\"", "\"say \"\"x\"\"\""),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("-1", "'-1"),
            ("", ""),
        ] {
            assert_eq!(cell(text), expect);
        }
    }
}
