//! Deals as comma-separated values (RFC 4180), for a spreadsheet and for other programs.

use super::markup::is_unfit;
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

/// A cell. What a spreadsheet would take for a formula is made text of, blanks before it or not, and signs of full width are
/// the same to some. What steers a terminal or turns the order of what is written becomes U+FFFD.
fn cell(text: &str) -> String {
    let is_seen = |c: char| matches!(c, '\n' | '\t') || !c.is_control() && !is_unfit(c);
    let text: String =
        text.replace("\r\n", "\n").chars().map(|c| if is_seen(c) { c } else { '\u{fffd}' }).collect();
    let blank = |c: char| {
        c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{fffd}')
    };
    let first = text.trim_start_matches(blank).chars().next();
    let is_formula = text.starts_with('\t') || first.is_some_and(|c| "=+-@＝＋－＠".contains(c));
    let text = if is_formula { format!("'{text}") } else { text };
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
            (" =1", "' =1"),
            ("\u{feff}\u{a0}@x", "'\u{feff}\u{a0}@x"),
            ("＝1", "'＝1"),
            ("\t1", "'\t1"),
            ("\n=1", "\"'\n=1\""),
            ("a\u{202e}b\u{1b}[31m", "a\u{fffd}b\u{fffd}[31m"),
            ("\r=1", "'\u{fffd}=1"),
            ("3 - 2", "3 - 2"),
            ("", ""),
        ] {
            assert_eq!(cell(text), expect);
        }
    }
}
