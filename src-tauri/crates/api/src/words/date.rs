//! Dates as a person reads them. What is only known to the month is never shown as a day.

use super::say::{about, say, word};
use crate::wire::{Bar, DateView, UiLang};
use zhimai_model::{DateRange, Precision};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const QUARTERS: [(&str, &str); 4] = [("一", "Q1"), ("二", "Q2"), ("三", "Q3"), ("四", "Q4")];

/// A date with its label and the days it may mean.
pub(crate) fn date_view(lang: UiLang, date: &DateRange) -> DateView {
    DateView {
        label: label(lang, date),
        edtf: date.edtf().to_owned(),
        first_day: date.first_day(),
        last_day: date.last_day(),
        precision: word(date.precision()),
        approximate: date.is_approximate(),
    }
}

/// A time in milliseconds since 1970-01-01, such as `2026-11-29 13:14 UTC`.
pub fn moment(time: i64) -> String {
    const DAY: i64 = 86_400_000;
    let day = i32::try_from(time.div_euclid(DAY)).unwrap_or_default();
    let date = DateRange::from_days(day, day).map(|date| date.edtf().to_owned()).unwrap_or_default();
    let minute = time.rem_euclid(DAY) / 60_000;
    format!("{date} {:02}:{:02} UTC", minute / 60, minute % 60)
}

/// An empty bar of the histogram for a month (1 to 12), or nothing when there is no such month.
pub(crate) fn month_bar(lang: UiLang, year: i32, month: u8, count: u32) -> Option<Bar> {
    let date: DateRange = format!("{year:04}-{month:02}").parse().ok()?;
    Some(Bar { first_day: date.first_day(), last_day: date.last_day(), label: label(lang, &date), count })
}

fn label(lang: UiLang, date: &DateRange) -> String {
    let text = match date.edtf().split_once('/') {
        Some((a, b)) => match (a.parse(), b.parse()) {
            (Ok(a), Ok(b)) => {
                let (a, b) = (label(lang, &a), label(lang, &b));
                say(lang, format!("{a}至{b}"), format!("{a}至{b}"), format!("{a} – {b}"))
            }
            _ => date.edtf().to_owned(),
        },
        None => single(lang, date),
    };
    if date.is_approximate() && date.precision() != Precision::Interval {
        return about(lang, &text);
    }
    text
}

fn single(lang: UiLang, date: &DateRange) -> String {
    let day = date.first();
    let (year, month) = (day.year(), day.month());
    let name = MONTHS.get(usize::from(month.unsigned_abs()).saturating_sub(1)).copied().unwrap_or_default();
    match date.precision() {
        Precision::Day => {
            let zh = format!("{year}年{month}月{}日", day.day());
            say(lang, zh.clone(), zh, format!("{name} {}, {year}", day.day()))
        }
        Precision::Month => {
            let zh = format!("{year}年{month}月");
            say(lang, zh.clone(), zh, format!("{name} {year}"))
        }
        Precision::Quarter => {
            let (zh, en) =
                QUARTERS.get(usize::from((month.unsigned_abs() - 1) / 3)).copied().unwrap_or_default();
            let zh = format!("{year}年第{zh}季");
            say(lang, zh.clone(), format!("{zh}度"), format!("{en} {year}"))
        }
        Precision::HalfYear => {
            let (zh, en) = if month == 1 { ("上", "H1") } else { ("下", "H2") };
            let zh = format!("{year}年{zh}半年");
            say(lang, zh.clone(), zh, format!("{en} {year}"))
        }
        Precision::Year | Precision::Interval => {
            say(lang, format!("{year}年"), format!("{year}年"), year.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        assert_eq!(moment(1_767_225_600_000 + 3_723_000), "2026-01-01 01:02 UTC");
        assert_eq!(moment(-60_000), "1969-12-31 23:59 UTC");
    }

    #[test]
    fn labels_keep_the_precision() {
        for (edtf, hant, hans, en) in [
            ("2025-11-18", "2025年11月18日", "2025年11月18日", "Nov 18, 2025"),
            ("2025-11", "2025年11月", "2025年11月", "Nov 2025"),
            ("2025-36", "2025年第四季", "2025年第四季度", "Q4 2025"),
            ("2025-40", "2025年上半年", "2025年上半年", "H1 2025"),
            ("2025-41", "2025年下半年", "2025年下半年", "H2 2025"),
            ("2025", "2025年", "2025年", "2025"),
            ("2025-11~", "約2025年11月", "约2025年11月", "about Nov 2025"),
            ("2025-05/2025-07", "2025年5月至2025年7月", "2025年5月至2025年7月", "May 2025 – Jul 2025"),
        ] {
            let date = edtf.parse().unwrap();
            assert_eq!(date_view(UiLang::ZhHant, &date).label, hant);
            assert_eq!(date_view(UiLang::ZhHans, &date).label, hans);
            assert_eq!(date_view(UiLang::En, &date).label, en);
        }
    }
}
