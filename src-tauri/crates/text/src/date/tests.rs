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
        "Q4 of 2025",
        "Q4, 2025",
        "Q4-2025",
        "4Q 2025",
        "fourth quarter of 2025",
        "fourth-quarter 2025",
        "4th quarter 2025",
        "last quarter of 2025",
        "2025 年第四季",
        "2025 年第 4 季",
        "2025第四季",
        "2025 第四季",
        "2025年末季",
    ] {
        check(text, (2025, 10, 1), (2025, 12, 31), Precision::Quarter);
    }
    check("2025年", (2025, 1, 1), (2025, 12, 31), Precision::Year);
    check("2025", (2025, 1, 1), (2025, 12, 31), Precision::Year);
    check("2025年上半年", (2025, 1, 1), (2025, 6, 30), Precision::HalfYear);
    check("first half of 2025", (2025, 1, 1), (2025, 6, 30), Precision::HalfYear);
    check("second half of 2025", (2025, 7, 1), (2025, 12, 31), Precision::HalfYear);
    check("third quarter of 2025", (2025, 7, 1), (2025, 9, 30), Precision::Quarter);
    check("2025年首季", (2025, 1, 1), (2025, 3, 31), Precision::Quarter);
    check("2025年前三季", (2025, 1, 1), (2025, 9, 30), Precision::Quarter);
    check("2025年9、10月", (2025, 9, 1), (2025, 10, 31), Precision::Month);
    check("2024年2月29日", (2024, 2, 29), (2024, 2, 29), Precision::Day);
    assert_eq!(parse("2025-36").unwrap().precision, Precision::Quarter);
    let half = parse("2025-41").unwrap();
    assert_eq!(
        (half.first_day, half.last_day, half.precision),
        (day((2025, 7, 1)), day((2025, 12, 31)), Precision::HalfYear)
    );
    assert_eq!(parse("2025-40").map(|half| half.last_day), Some(day((2025, 6, 30))));
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
        "18/11/25",
        "25/11/18",
        "18.11.25",
        "11/12/2025",
        "Q3'25",
        "Nov 18, '25",
        // A company's own year begins when it likes.
        "fiscal Q3 2026",
        "fiscal 2026 Q3",
        "fiscal third quarter of 2026",
        "third quarter of fiscal 2026",
        "Q3 FY2026",
        "2026財年第三季",
        "2026會計年度第三季",
        "second quarter of 2025/26",
    ] {
        assert_eq!(find(text), [], "{text}");
    }
    for text in [
        "發布時間：2025-11-18 10:30",
        "中華民國114年11月18日",
        "中華民國一百一十四年十一月十八日",
        "更新於 2025-11-18",
        "Published: November 18, 2025",
        "Updated Nov 18, 2025, 10:30 AM",
        "202511181030",
        "20251118103000",
        "2025 11 18",
    ] {
        assert_eq!(parse(text).map(|date| date.first_day), Some(day((2025, 11, 18))), "{text}");
    }
    assert_eq!(find("時間：2025-11-18，10:30").len(), 1);
    for text in [
        "18/11/25",
        "202513181030",
        "Published: 2025-11-18 Updated: 2025-11-19",
        "2025x",
        "x",
        "2025-11-18x",
        "2025-11-18Tx",
        "Nov",
        "2025-37",
        "2025-32",
    ] {
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

/// A date field of a file, or what a person asks for: first and last day.
fn field(text: &str) -> Option<(i32, i32)> {
    parse(text).map(|found| (found.first_day, found.last_day))
}

#[test]
fn a_time_a_weekday_or_a_zone_never_costs_the_date() {
    let the_day = Some((day((2025, 11, 18)), day((2025, 11, 18))));
    let lost: Vec<&str> = [
        "2025年11月18日10:30",
        "2025年11月18日 上午10:30",
        "2025年11月18日 下午 3:05:10",
        "2025年11月18日上午10時30分",
        "2025年11月18日10时30分15秒",
        "2025年11月18日下午3點",
        "2025年11月18日（週二）",
        "2025年11月18日 星期二",
        "2025年11月18日（星期二）上午10:30",
        "2025年11月18日(二) 10:30",
        "2025年11月18日 禮拜二 晚上8點整",
        "2025年11月18日 10:30（北京时间）",
        "星期二 2025年11月18日",
        "2025年11月18",
        "2025年11月18 10:30",
        "2025年 11月 18日  10:30",
        "2025年11⽉18⽇",
        "二○二五年十一月十八日",
        "二〇二五年十一月十八日上午",
        "2025/11/18 上午 10:30",
        "2025/11/18 (二) 10:30",
        "2025/11/18（二）",
        "2025-11-18 周二",
        "2025.11.18 Tue",
        "2025/11/18 10:30 PM",
        "Tue, 18 Nov 2025 10:00:00 GMT",
        "Tue, 18 Nov 2025 10:00:00 +0800",
        "Tue, 18 Nov 2025 10:00:00 +0000 (UTC)",
        "18 Nov 2025 10:00 EST",
        "Tue Nov 18 10:00:00 2025",
        "Tue Nov 18 10:00:00 CST 2025",
        "Tue Nov 18 10:00:00 +0000 2025",
        "Tue Nov 18 2025 10:00:00 GMT+0800 (China Standard Time)",
        "Nov 18, 2025, 10:30 AM",
        "Nov 18, 2025 at 10:30 a.m. ET",
        "November 18, 2025 10:30 AM EST",
        "November 18th, 2025 - 10:30".trim_end_matches(" - 10:30"),
        "Tuesday, November 18, 2025",
        "Tuesday 18 November 2025",
        "Tuesday the 18th of November, 2025",
        "10:30, 18 November 2025 (UTC)",
        "9:30 a.m. ET on Nov. 18, 2025",
        "Nov.18,2025",
        "2025 Nov 18",
        "2025-Nov-18",
        "2025-11-18 10:30:00 UTC",
        "2025-11-18 10:30:00.123456+00:00",
        "2025-11-18 10:30:00,123 +0800",
        "2025-11-18T10:30:00Z",
        "2025-11-18T10:30:00.000+0800",
        "2025-11-18T10:30+08",
        "2025-11-18T10:30:00+08:00[Asia/Shanghai]",
        "2025-11-18t10:30:00z",
        "２０２５－１１－１８　１０：３０",
        "20251118",
        "20251118T103000Z",
        "2025-322",
        "2025-W47-2",
        "2025W472",
        "1763424000",
        "1763424000.0",
        "1763424000000",
        "11/18/2025",
        "18/11/2025",
        "18.11.2025",
        "11/18/2025 10:30 AM",
        "民國114年11月18日",
        "民国114年11月18日",
        "中華民國114年11月18日".trim_start_matches("中華"),
        "民國 114 年 11 月 18 日 上午10:30",
        "民國一百一十四年十一月十八日",
        "民國一一四年十一月十八日",
        "民國114/11/18",
        "民國114.11.18",
        "ROC 114/11/18",
        "R.O.C. 114.11.18",
    ]
    .into_iter()
    .filter(|text| field(text) != the_day)
    .collect();
    assert_eq!(lost, [""; 0]);
}

#[test]
fn coarser_dates_and_ranges_of_days() {
    let rows: &[(&str, Ymd, Ymd)] = &[
        ("民國114年11月", (2025, 11, 1), (2025, 11, 30)),
        ("民國114年", (2025, 1, 1), (2025, 12, 31)),
        ("民國元年", (1912, 1, 1), (1912, 12, 31)),
        ("民國114年第四季", (2025, 10, 1), (2025, 12, 31)),
        ("2025-9", (2025, 9, 1), (2025, 9, 30)),
        ("2025/9", (2025, 9, 1), (2025, 9, 30)),
        ("2025.11", (2025, 11, 1), (2025, 11, 30)),
        ("2025年元月", (2025, 1, 1), (2025, 1, 31)),
        ("2025-W47", (2025, 11, 17), (2025, 11, 23)),
        ("4Q 2025", (2025, 10, 1), (2025, 12, 31)),
        ("H1 2025", (2025, 1, 1), (2025, 6, 30)),
        ("2025H2", (2025, 7, 1), (2025, 12, 31)),
        ("2025 上半年", (2025, 1, 1), (2025, 6, 30)),
        ("2025年十一月廿八日", (2025, 11, 28), (2025, 11, 28)),
        ("Nov 18-20, 2025", (2025, 11, 18), (2025, 11, 20)),
        ("Nov. 18–20, 2025", (2025, 11, 18), (2025, 11, 20)),
        ("November 18 to 20, 2025", (2025, 11, 18), (2025, 11, 20)),
        ("18-20 November 2025", (2025, 11, 18), (2025, 11, 20)),
        ("18–20 Nov 2025", (2025, 11, 18), (2025, 11, 20)),
        ("Nov 28 - Dec 2, 2025", (2025, 11, 28), (2025, 12, 2)),
        ("Nov 28–Dec 2, 2025", (2025, 11, 28), (2025, 12, 2)),
        ("28 Nov - 2 Dec 2025", (2025, 11, 28), (2025, 12, 2)),
        ("Sep-Nov 2025", (2025, 9, 1), (2025, 11, 30)),
        ("September to November 2025", (2025, 9, 1), (2025, 11, 30)),
        ("2025年11月18日至20日", (2025, 11, 18), (2025, 11, 20)),
        ("2025年11月18至20日", (2025, 11, 18), (2025, 11, 20)),
        ("2025年11月18日-20日", (2025, 11, 18), (2025, 11, 20)),
        ("2025年11月18、19日", (2025, 11, 18), (2025, 11, 19)),
        ("2025年11月28日至12月2日", (2025, 11, 28), (2025, 12, 2)),
        ("民國114年11月18日至20日", (2025, 11, 18), (2025, 11, 20)),
        ("2025年9至11月", (2025, 9, 1), (2025, 11, 30)),
        ("2025年9月至11月", (2025, 9, 1), (2025, 11, 30)),
        ("2025年9-11月", (2025, 9, 1), (2025, 11, 30)),
        ("2025年九月到十一月", (2025, 9, 1), (2025, 11, 30)),
        ("2025-11-18/20", (2025, 11, 18), (2025, 11, 20)),
        ("2025/11/18-20", (2025, 11, 18), (2025, 11, 20)),
        ("2025/11/18～11/20", (2025, 11, 18), (2025, 11, 20)),
        ("2025-11-18/2025-11-20", (2025, 11, 18), (2025, 11, 20)),
        ("2025-11-18 to 2025-11-20", (2025, 11, 18), (2025, 11, 20)),
        ("2025年12月28日至2026年1月3日", (2025, 12, 28), (2026, 1, 3)),
    ];
    let wrong: Vec<&str> = rows
        .iter()
        .filter(|(text, first, last)| field(text) != Some((day(*first), day(*last))))
        .map(|(text, ..)| *text)
        .collect();
    assert_eq!(wrong, [""; 0]);
    for text in ["2025-9", "民國114年11月", "2025年9至11月", "2025-11-18 - 2025-11-20", "2025-W47"] {
        assert!(parse_range(text).is_some(), "{text}");
    }
}

#[test]
fn an_impossible_date_is_no_date() {
    for text in [
        "2025-02-30",
        "2025年2月30日",
        "2025年11月31日 10:30",
        "2025年13月1日",
        "Feb 30, 2025",
        "31 November 2025",
        "2025/02/30",
        "民國114年2月30日",
        "20250230",
        "2025-366",
        "2025-W54-1",
        "13/13/2025",
        "11/12/2025",
        "30 Feb 2025 10:00",
        "Nov 20-18, 2025",
        "114年11月18日",
        "民國999年1月1日",
        "176342400",
    ] {
        assert_eq!(parse(text), None, "{text}");
        assert_eq!(find(&format!("於 {text}，")), [], "{text}");
    }
    for text in ["2025-11-18 and more", "2025-11-18 10:30 edition", "Tue", "10:30", "2025年11月18日公布"]
    {
        assert_eq!(parse(text), None, "{text}");
    }
}
