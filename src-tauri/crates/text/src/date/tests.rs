use super::*;
use crate::offset::slice;
use proptest::prelude::*;

type Ymd = (i16, i8, i8);

fn day((y, m, d): Ymd) -> i32 {
    days(date(y, m, d))
}

/// A date as a whole and inside a sentence.
fn check(text: &str, first: Ymd, last: Ymd, precision: Precision) {
    let whole = parse(text).unwrap_or_else(|| panic!("{text}"));
    assert_eq!(
        (whole.first_day, whole.last_day, whole.precision),
        (day(first), day(last), precision),
        "{text}"
    );
    let sentence = format!("於 {text}，結盟");
    if text.chars().count() > 4 {
        let found = find(&sentence);
        assert_eq!(found.len(), 1, "{text} {found:?}");
        assert_eq!(slice(&sentence, found[0].start, found[0].end), text);
        assert_eq!((found[0].first_day, found[0].last_day), (day(first), day(last)), "{text}");
    }
}

#[test]
fn one_day_in_every_notation() {
    for text in [
        "2025年11月18日",
        "2025 年 11 月 18 日",
        "２０２５年１１月１８日",
        "二〇二五年十一月十八日",
        "2025年11月18號",
        "2025-11-18",
        "2025/11/18",
        "2025.11.18",
        "Nov 18, 2025",
        "Nov. 18, 2025",
        "November 18, 2025",
        "November 18th 2025",
        "18 November 2025",
        "18 Nov 2025",
        "18th of November, 2025",
        "18-Nov-2025",
        "NOVEMBER 18, 2025",
    ] {
        check(text, (2025, 11, 18), (2025, 11, 18), Precision::Day);
    }
}

#[test]
fn coarser_dates() {
    for text in [
        "2025年11月",
        "2025-11",
        "2025/11",
        "November 2025",
        "Nov 2025",
        "Nov. 2025",
        "November, 2025",
        "二〇二五年十一月",
    ] {
        check(text, (2025, 11, 1), (2025, 11, 30), Precision::Month);
    }
    for text in [
        "2025年第四季",
        "2025年第四季度",
        "2025年第4季",
        "2025Q4",
        "2025 Q4",
        "Q4 2025",
        "2025-Q4",
        "2025年Q4",
    ] {
        check(text, (2025, 10, 1), (2025, 12, 31), Precision::Quarter);
    }
    check("2025年", (2025, 1, 1), (2025, 12, 31), Precision::Year);
    check("2025", (2025, 1, 1), (2025, 12, 31), Precision::Year);
    check("2025年上半年", (2025, 1, 1), (2025, 6, 30), Precision::HalfYear);
    check("2024年2月29日", (2024, 2, 29), (2024, 2, 29), Precision::Day);
    assert_eq!(parse("2025-36").unwrap().precision, Precision::Quarter);
    assert_eq!(parse("2025-11-18T08:30:00+08:00").unwrap().first_day, day((2025, 11, 18)));
}

#[test]
fn what_is_no_date() {
    for text in [
        "",
        "18",
        "2025-13",
        "2025-02-30",
        "11月18日",
        "GPT-2025",
        "20251118",
        "2025億",
        "9999年",
        "may",
        "may 5",
        "12025-11-18",
        "2025-11-181",
        "十一月",
        "1.2025",
        "版本 2025.11",
        "$2025",
        "2025,000",
        "with 2000 GPUs",
        "in 2000 cities",
    ] {
        assert_eq!(find(text), [], "{text}");
    }
    for text in ["2025x", "x", "2025-11-18x", "2025-11-18Tx", "Nov", "2025-37", "2025-32"] {
        assert_eq!(parse(text), None, "{text}");
    }
}

#[test]
fn years_in_running_text() {
    for (text, count) in
        [("Founded in 2021.", 1), ("since 2021, and by 2030", 2), ("in 2021 and 2022", 1), ("2021 chips", 0)]
    {
        assert_eq!(find(text).len(), count, "{text}");
    }
    let text = "2025年11月18日宣布，2026年第一季完成";
    let found: Vec<_> = find(text).iter().map(|d| slice(text, d.start, d.end)).collect();
    assert_eq!(found, ["2025年11月18日", "2026年第一季"]);
}

#[test]
fn what_a_query_asks() {
    for (text, first, last) in [
        ("2025-09..2025-11", Some((2025, 9, 1)), Some((2025, 11, 30))),
        (">2025-09", Some((2025, 10, 1)), None),
        (">=2025-09", Some((2025, 9, 1)), None),
        ("<2025", None, Some((2024, 12, 31))),
        ("<=2025", None, Some((2025, 12, 31))),
        ("..2025-11-18", None, Some((2025, 11, 18))),
        ("2025年9月至2025年11月", Some((2025, 9, 1)), Some((2025, 11, 30))),
        ("2025-05/2025-07", Some((2025, 5, 1)), Some((2025, 7, 31))),
        ("2025/11", Some((2025, 11, 1)), Some((2025, 11, 30))),
        ("2025年11月", Some((2025, 11, 1)), Some((2025, 11, 30))),
    ] {
        assert_eq!(
            parse_range(text),
            Some(DayRange { first: first.map(day), last: last.map(day) }),
            "{text}"
        );
    }
    for text in ["", "..", ">", "2025-11..2025-09", "x..2025", "輝達"] {
        assert_eq!(parse_range(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text(text in "[0-9０-９./年月日號第季Qq一二〇十上下半 ,novmaysecinth-]{0,30}") {
        let length = text.chars().count();
        let mut last = 0;
        for date in find(&text) {
            prop_assert!(last <= date.start.0 && date.start < date.end && date.end.0 <= length);
            prop_assert!(date.first_day <= date.last_day);
            last = date.end.0;
        }
        let _ = (parse(&text), parse_range(&text));
    }

    #[test]
    fn every_day_comes_back(y in 1900_i16..=2100, m in 1_i8..=12, d in 1_i8..=28) {
        prop_assert_eq!(parse(&format!("{y}-{m:02}-{d:02}")).map(|f| f.first_day), Some(day((y, m, d))));
        prop_assert_eq!(parse(&format!("{y}年{m}月{d}日")).map(|f| f.first_day), Some(day((y, m, d))));
    }
}
