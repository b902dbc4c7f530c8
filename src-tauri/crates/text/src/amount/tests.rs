mod speech;

use super::*;
use crate::offset::slice;
use proptest::prelude::*;

/// One sum in a text: what is marked, low and high, currency, qualifier.
fn check(text: &str, span: &str, low: i64, high: i64, currency: Stated, qualifier: Qualifier) {
    let found = find(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    let amount = found[0];
    assert_eq!(slice(text, amount.start, amount.end), span, "{text}");
    assert_eq!(
        (amount.low, amount.high, amount.currency, amount.qualifier),
        (low, high, currency, qualifier),
        "{text}"
    );
}

fn usd(text: &str, value: i64) {
    check(text, text, value, value, Stated::Code(Currency::USD), Qualifier::Exactly);
    let parsed = parse(text).map(|a| (a.low, a.high, a.currency));
    assert_eq!(parsed, Some((value, value, Stated::Code(Currency::USD))), "{text}");
}

#[test]
fn one_sum_in_every_notation() {
    const B: i64 = 1_000_000_000;
    for text in [
        "450億美元",
        "450亿美元",
        "450 億美元",
        "450億 美元",
        "４５０億美元",
        "四百五十億美元",
        "四百五十亿美金",
        "肆佰伍拾億美元",
        "US$45B",
        "$45B",
        "$45 billion",
        "$45bn",
        "$ 45 billion",
        "US$45 billion",
        "USD 45 billion",
        "45 billion USD",
        "45,000,000,000 dollars",
        "$45,000,000,000",
        "45 billion US dollars",
        "45 billion U.S. dollars",
        "$45.0 billion",
        "forty-five billion dollars",
        "45-billion-dollar",
        "＄450億",
        "45000百萬美元",
        "0.045兆美元",
        "4.5百億美元",
        "$45000mn",
    ] {
        usd(text, 45 * B);
    }
    for (text, value) in [
        ("3500億美元", 350 * B),
        ("1萬億美元", 1000 * B),
        ("1.5兆美元", 1500 * B),
        ("1億2000萬美元", 120_000_000),
        ("三點五億美元", 350_000_000),
        ("百萬美元", 1_000_000),
        ("千億美元", 100 * B),
        ("十億美元", B),
        ("十五億美元", 1_500_000_000),
        ("$1.5 trillion", 1500 * B),
        ("$500k", 500_000),
        ("$99", 99),
        ("$1.49", 1),
        ("100美元", 100),
        ("a billion dollars", B),
        ("two hundred million dollars", 200_000_000),
        ("1,234萬美元", 12_340_000),
        ("一千零五美元", 1005),
        ("3兆5000億美元", 3500 * B),
        ("$0.0000000000001 trillion", 0),
        ("1.23456789億美元", 123_456_789),
    ] {
        usd(text, value);
    }
}

#[test]
fn other_currencies_stay_what_they_are() {
    for (text, value, currency) in [
        ("100億元", 10_000_000_000, Stated::Yuan),
        ("100億", 10_000_000_000, Stated::Unknown),
        ("人民幣100億元", 10_000_000_000, Stated::Code(Currency::CNY)),
        ("100亿元人民币", 10_000_000_000, Stated::Code(Currency::CNY)),
        ("RMB 5 million", 5_000_000, Stated::Code(Currency::CNY)),
        ("￥99", 99, Stated::Other),
        ("€1.2bn", 1_200_000_000, Stated::Code(Currency::EUR)),
        ("£3m", 3_000_000, Stated::Code(Currency::GBP)),
        ("HK$80億", 8_000_000_000, Stated::Code(Currency::HKD)),
        ("NT$ 300億", 30_000_000_000, Stated::Code(Currency::TWD)),
        ("新台幣3兆元", 3_000_000_000_000, Stated::Code(Currency::TWD)),
        ("500億日圓", 50_000_000_000, Stated::Code(Currency::JPY)),
        ("57.2 trillion won", 57_200_000_000_000, Stated::Code(Currency::KRW)),
        ("3 million", 3_000_000, Stated::Unknown),
        ("A$5 billion", 5_000_000_000, Stated::Code(Currency::AUD)),
    ] {
        let text = text.trim_start_matches('新');
        check(text, text, value, value, currency, Qualifier::Exactly);
    }
}

#[test]
fn ranges_and_qualifiers() {
    use Qualifier::*;
    const E: i64 = 100_000_000;
    for (text, span, low, high, qualifier) in [
        ("投資100至150億美元。", "100至150億美元", 100 * E, 150 * E, Exactly),
        ("100億到150億美元", "100億到150億美元", 100 * E, 150 * E, Exactly),
        ("$10-15 billion", "$10-15 billion", 100 * E, 150 * E, Exactly),
        ("$10 billion to $15 billion", "$10 billion to $15 billion", 100 * E, 150 * E, Exactly),
        ("最多100億美元", "100億美元", 100 * E, 100 * E, UpTo),
        ("up to $10 billion", "$10 billion", 100 * E, 100 * E, UpTo),
        ("逾100億美元", "100億美元", 100 * E, 100 * E, MoreThan),
        ("100多億美元", "100多億美元", 100 * E, 100 * E, MoreThan),
        ("不超過 100億美元", "100億美元", 100 * E, 100 * E, UpTo),
        ("約100億美元", "100億美元", 100 * E, 100 * E, About),
        ("100億美元以上", "100億美元", 100 * E, 100 * E, AtLeast),
        ("at least US$10bn", "US$10bn", 100 * E, 100 * E, AtLeast),
        ("turnover $10 billion", "$10 billion", 100 * E, 100 * E, Exactly),
        ("不到100億美元", "100億美元", 100 * E, 100 * E, LessThan),
        ("達不到100億美元", "100億美元", 100 * E, 100 * E, LessThan),
        ("which adds up to $10 billion", "$10 billion", 100 * E, 100 * E, Exactly),
        ("77% above $10 billion in 2025", "$10 billion", 100 * E, 100 * E, Exactly),
        ("找不到100億美元之說", "100億美元", 100 * E, 100 * E, Exactly),
        ("估值寫成100億美元", "100億美元", 100 * E, 100 * E, Exactly),
        ("錢換成一百億美元", "一百億美元", 100 * E, 100 * E, Exactly),
    ] {
        check(text, span, low, high, Stated::Code(Currency::USD), qualifier);
    }
}

#[test]
fn several_sums_keep_their_own() {
    let text = "英偉達的100億美元和微軟的50億美元,共計150億美元，Anthropic付300億。";
    let found: Vec<_> =
        find(text).iter().map(|a| (slice(text, a.start, a.end), a.low / 100_000_000, a.currency)).collect();
    assert_eq!(
        found,
        [
            ("100億美元", 100, Stated::Code(Currency::USD)),
            ("50億美元", 50, Stated::Code(Currency::USD)),
            ("150億美元", 150, Stated::Code(Currency::USD)),
            ("300億", 300, Stated::Unknown)
        ]
    );
}

#[test]
fn what_is_no_sum() {
    for text in [
        "",
        "2025年",
        "GPT-4.5",
        "A100",
        "H100 80GB",
        "70B parameters",
        "365",
        "萬一",
        "300兆瓦",
        "1.6億股",
        "22萬塊GPU",
        "1 million TPUs",
        "6 billion lines",
        "1 億英里",
        "千萬不要",
        "百萬",
        "數百億美元",
        "幾十億美元",
        "1月1日元旦",
        "第一億",
        "一些",
        "一兩億美元",
        "10.5.3",
        "5G",
        "twitter",
        "a million",
        "1e9",
        "7×24",
        "version 3 of",
        "$",
        "億美元",
        "99999999999999999999999億美元",
        "1萬億億億億億億美元",
        "9999999999999999999999999999999999999999999999 dollars",
    ] {
        assert_eq!(find(text), [], "{text}");
    }
}

#[test]
fn what_a_query_asks() {
    const B: i64 = 1_000_000_000;
    let (usd, none) = (Stated::Code(Currency::USD), Stated::Unknown);
    for (text, low, high, currency) in [
        (">10B", Some(10 * B + 1), None, none),
        (">=10B", Some(10 * B), None, none),
        ("<$50B", None, Some(50 * B - 1), usd),
        ("10B..50B", Some(10 * B), Some(50 * B), none),
        ("10..50億美元", Some(B), Some(5 * B), usd),
        ("..50B", None, Some(50 * B), none),
        ("$10B..", Some(10 * B), None, usd),
        ("450億美元", Some(45 * B), Some(45 * B), usd),
        ("1000", Some(1000), Some(1000), none),
        ("＞１００億", Some(10 * B + 1), None, none),
        ("10億～50億", Some(B), Some(5 * B), none),
        ("5B..5B", Some(5 * B), Some(5 * B), none),
        ("5..5B", Some(5 * B), Some(5 * B), none),
        ("$5B..$5B", Some(5 * B), Some(5 * B), usd),
        ("50億..50億美元", Some(5 * B), Some(5 * B), usd),
        ("10..10", Some(10), Some(10), none),
    ] {
        assert_eq!(parse_range(text), Some(AmountRange { low, high, currency }), "{text}");
    }
    for text in ["", ">", "..", "abc", "10B..x", "50B..10B", "50億美元..100億日圓", ">=", "輝達"] {
        assert_eq!(parse_range(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text(text in "[0-9０-９,.，$¥€a-cUSDbmkt 億亿萬兆美元人民幣一二十百千點多至到約~〇-]{0,40}") {
        let length = text.chars().count();
        let mut last = 0;
        for amount in find(&text) {
            prop_assert!(last <= amount.start.0 && amount.start < amount.end && amount.end.0 <= length);
            prop_assert!(amount.low <= amount.high && amount.low >= 0);
            last = amount.end.0;
        }
        let _ = (parse(&text), parse_range(&text));
    }

    #[test]
    fn a_number_beside_a_sum_never_makes_another(
        before in 0_i64..100_000,
        sign in "[ ,，/、.~至-]",
        value in 1_i64..10_000,
        unit in prop::sample::select(vec!["億美元", "亿美元", "00 million dollars"]),
    ) {
        let unit_value = 100_000_000;
        let joined = (before * 1000 + value) * unit_value;
        for amount in find(&format!("{before}{sign}{value}{unit}")) {
            if amount.currency != Stated::Code(Currency::USD) {
                continue;
            }
            let decimal = format!("{before}.{value}").parse::<f64>().unwrap() * 1e8;
            let fits = amount.high == value * unit_value
                || sign == "," && amount.high == joined
                || sign == "." && (amount.high as f64 - decimal).abs() < 1.0
                || sign == "." && unit.starts_with('0');
            prop_assert!(fits, "{amount:?}");
        }
    }

    #[test]
    fn digits_and_numerals_say_the_same(value in 1_i64..10_000) {
        const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let (mut numeral, mut gap) = (String::new(), false);
        for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = value / unit % 10;
            if digit == 0 {
                gap = !numeral.is_empty();
                continue;
            }
            if gap {
                numeral.push_str(DIGITS[0]);
                gap = false;
            }
            numeral.push_str(DIGITS[digit as usize]);
            numeral.push_str(name);
        }
        for text in [format!("{numeral}億美元"), format!("{value}億美元"), format!("US${value}億")] {
            let found = find(&text);
            prop_assert_eq!(found.first().map(|a| (a.low, a.high)), Some((value * 100_000_000, value * 100_000_000)), "{}", text);
        }
    }

    #[test]
    fn every_value_comes_back(value in 0_i64..=i64::MAX / 2) {
        prop_assert_eq!(parse(&format!("{value}美元")).map(|a| (a.low, a.currency)), Some((value, Stated::Code(Currency::USD))));
    }
}
