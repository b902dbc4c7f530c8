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

/// What all sums of a text are, in units of the currency: `USD 5000000000..10000000000 About`; the qualifier is left out
/// where there is none.
fn told(text: &str) -> String {
    let one = |a: &Amount| {
        let range = if a.low == a.high { a.low.to_string() } else { format!("{}..{}", a.low, a.high) };
        let said = match a.qualifier {
            Qualifier::Exactly => String::new(),
            other => format!(" {other:?}"),
        };
        let currency = match a.currency {
            Stated::Code(currency) => currency.code().to_owned(),
            other => format!("{other:?}"),
        };
        format!("{currency} {range}{said}")
    };
    // What names no currency is no sum that anybody finds by its currency.
    let stated = find(text).into_iter().filter(|a| a.currency != Stated::Unknown);
    stated.map(|a| one(&a)).collect::<Vec<_>>().join("; ")
}

fn check_all(rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .map(|(text, expect)| (text, expect, told(text)))
        .filter(|(_, expect, found)| *expect != found)
        .map(|(text, expect, found)| format!("{text}: {found:?}, not {expect:?}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn numbers_that_speech_leaves_open_are_no_sums() {
    for text in [
        "兩三百億美元",
        "两三百亿美元",
        "五六十億美元",
        "三五億美元",
        "七八千萬美元",
        "十七八億美元",
        "二三十亿元人民币",
        "數百億美元",
        "数百亿美元",
        "幾十億美元",
        "几十亿美元",
        "上百億美元",
        "上千亿美元",
        "好幾億美元",
        "數以百億美元計",
        "以十億美元計",
        "百億美元級",
        "成百上千億美元",
        "若干億美元",
        "兩、三百億美元",
        "2、3億美元",
        "17、18億美元",
        "30、40億美元",
        "港幣七、八十億元",
        "人民幣3、4億元",
        "美元3、5月走強",
        "十幾億美元",
        "千百億美元",
        "三百五億美元",
        "三百億五美元",
        "數十億至百億美元",
        "三至五十億美元",
        "several hundred million dollars",
        "a few billion dollars",
        "hundreds of millions of dollars",
        "tens of billions of dollars",
        "a couple of hundred million dollars",
        "multibillion-dollar",
        "a third of a billion dollars",
        "a tenth of a trillion dollars",
        "one-fifth of a billion dollars",
        "10% of a billion dollars",
        "a dozen billion dollars",
        "billions of dollars",
    ] {
        assert_eq!(told(text), "", "{text}");
    }
}

#[test]
fn numbers_as_they_are_spoken() {
    check_all(&[
        ("三万五美元", "USD 35000"),
        ("三萬五美元", "USD 35000"),
        ("3万5美元", "USD 35000"),
        ("一億五美元", "USD 150000000"),
        ("三千五百萬美元", "USD 35000000"),
        ("一萬二千五美元", "USD 12500"),
        ("三千五美元", "USD 3500"),
        ("一千零五美元", "USD 1005"),
        ("三萬零五美元", "USD 30005"),
        ("三億半美元", "USD 350000000"),
        ("半億美元", "USD 50000000"),
        ("10個億美元", "USD 1000000000"),
        ("三百零五億美元", "USD 30500000000"),
        ("二〇二五億美元", "USD 202500000000"),
        ("3點5億美元", "USD 350000000"),
        ("三点二五亿美元", "USD 325000000"),
        ("half a billion dollars", "USD 500000000"),
        ("half-a-billion dollars", "USD 500000000"),
        ("half a million dollars", "USD 500000"),
        ("a half billion dollars", "USD 500000000"),
        ("half-billion-dollar", "USD 500000000"),
        ("a quarter of a billion dollars", "USD 250000000"),
        ("a quarter-billion dollars", "USD 250000000"),
        ("quarter of a trillion dollars", "USD 250000000000"),
        ("three quarters of a billion dollars", "USD 750000000"),
        ("three-quarters of a billion dollars", "USD 750000000"),
        ("one point five billion dollars", "USD 1500000000"),
        ("one point two five billion dollars", "USD 1250000000"),
        ("zero point five billion dollars", "USD 500000000"),
        ("two hundred and fifty million dollars", "USD 250000000"),
        ("two hundred fifty million dollars", "USD 250000000"),
        ("one hundred and fifty billion dollars", "USD 150000000000"),
        ("a hundred million dollars", "USD 100000000"),
        ("forty-five billion dollars", "USD 45000000000"),
        ("forty five billion U.S. dollars", "USD 45000000000"),
        ("a billion and a half dollars", "USD 1500000000"),
        ("two and a half billion dollars", "USD 2500000000"),
        ("$2 and a half billion", "USD 2500000000"),
        ("$2½ billion", "USD 2500000000"),
        ("$2 1/2 billion", "USD 2500000000"),
        ("one billion two hundred million dollars", "USD 1200000000"),
        ("$1 billion 200 million", "USD 1200000000"),
        ("two hundred thousand dollars", "USD 200000"),
        ("$5 hundred million", "USD 500000000"),
        ("$45 thousand million", "USD 45000000000"),
        ("$30MM", "USD 30000000"),
        ("$30 mm", "USD 30000000"),
        ("$1.5tn", "USD 1500000000000"),
        ("$5 m", "USD 5000000"),
        ("$20 T-shirts", "USD 20"),
        ("$5 quadrillion", "USD 5000000000000000"),
        ("一兆元新台幣", "TWD 1000000000000"),
        ("一兆美元", "USD 1000000000000"),
        ("新台幣一兆元", "TWD 1000000000000"),
        ("2.5兆元新台幣", "TWD 2500000000000"),
        ("每股5美元", "USD 5"),
        ("$5 a share", "USD 5"),
        ("百八十億美元", ""),
        ("一百八十億美元", "USD 18000000000"),
        ("two thousand five hundred dollars", "USD 2500"),
        ("三分之一億美元", ""),
        ("五分之三百億美元", ""),
        ("three to five hundred million dollars", ""),
        ("three, four billion dollars", ""),
        ("three-four billion dollars", ""),
        ("1億零500萬美元", "USD 105000000"),
        ("four hundred thousand five hundred dollars", "USD 400500"),
        ("twenty thousand four hundred and fifty dollars", "USD 20450"),
        ("one million two hundred thousand five hundred dollars", ""),
        ("two thousand and five hundred dollars", ""),
        ("5億零三百萬美元", "USD 503000000"),
        ("3萬零500美元", "USD 30500"),
        ("1 兆 5000 億美元", "USD 1500000000000"),
        ("3 兆 3,144 億元新台幣", "TWD 3314400000000"),
        ("1 億 2000 萬美元", "USD 120000000"),
        ("千二百億美元", ""),
    ]);
}

#[test]
fn dollars_of_other_countries_are_not_american() {
    check_all(&[
        ("NZ$5bn", "NZD 5000000000"),
        ("CAD$5bn", "CAD 5000000000"),
        ("CAD $5bn", "CAD 5000000000"),
        ("C$5 billion", "CAD 5000000000"),
        ("Cdn$5bn", "CAD 5000000000"),
        ("S$5bn", "SGD 5000000000"),
        ("MX$5bn", "MXN 5000000000"),
        ("Z$5bn", "Other 5000000000"),
        ("$5 billion CAD", "CAD 5000000000"),
        ("$5bn AUD", "AUD 5000000000"),
        ("$5 billion (CAD)", "CAD 5000000000"),
        ("$5 billion Canadian", "CAD 5000000000"),
        ("$5 billion in Canadian dollars", "CAD 5000000000"),
        ("5 billion Canadian dollars", "CAD 5000000000"),
        ("$5 billion Singapore dollars", "SGD 5000000000"),
        ("5 billion Hong Kong dollars", "HKD 5000000000"),
        ("5 billion New Taiwan dollars", "TWD 5000000000"),
        ("$5 billion HKD", "HKD 5000000000"),
        ("$300億新台幣", "TWD 30000000000"),
        ("港幣$80億", "HKD 8000000000"),
        ("港币80亿", "HKD 8000000000"),
        ("80億港元", "HKD 8000000000"),
        ("HKD 80億", "HKD 8000000000"),
        ("新台幣$300億", "TWD 30000000000"),
        ("300億台幣", "TWD 30000000000"),
        ("NTD 300億", "TWD 30000000000"),
        ("50億加元", "CAD 5000000000"),
        ("50亿澳元", "AUD 5000000000"),
        ("50億新加坡元", "SGD 5000000000"),
        ("50億紐元", "NZD 5000000000"),
        ("50億盧比", "Other 5000000000"),
        ("50億印度盧比", "INR 5000000000"),
        ("₹50億", "INR 5000000000"),
        ("R$5bn", "BRL 5000000000"),
        ("a $5bn plan", "USD 5000000000"),
        ("50億盧布", "RUB 5000000000"),
        ("50億瑞士法郎", "CHF 5000000000"),
        ("5 billion Swiss francs", "CHF 5000000000"),
        ("CHF 5 billion", "CHF 5000000000"),
        ("¥500億日圓", "JPY 50000000000"),
        ("US$5 billion CAD", ""),
        ("US $5bn", "USD 5000000000"),
        ("USD $5bn", "USD 5000000000"),
        ("a $5 billion deal", "USD 5000000000"),
        ("worth $5 billion", "USD 5000000000"),
        ("a $5 billion Canadian company", "USD 5000000000"),
        ("共$5億", "USD 500000000"),
        ("US$5億元", "USD 500000000"),
        ("¥500億", "Other 50000000000"),
        ("￥500", "Other 500"),
        ("CN¥5bn", "CNY 5000000000"),
        ("JP¥500bn", "JPY 500000000000"),
        ("¥500亿元", "CNY 50000000000"),
        ("¥1.2 trillion", "Other 1200000000000"),
        ("¥300亿 to ¥500亿", "Other 30000000000..50000000000"),
        ("軟銀投資 1 兆日圓（約 ¥1兆）", "JPY 1000000000000; JPY 1000000000000 About"),
        ("紐西蘭幣50億元", "NZD 5000000000"),
        ("5 billion dollars Canadian", "CAD 5000000000"),
        ("5 billion dollars (Canadian)", "CAD 5000000000"),
        ("人民币将近300亿元", "CNY 30000000000 About"),
        ("USD/JPY 150", ""),
        ("人民幣計價，¥500億", "CNY 50000000000"),
        ("日圓貶值，¥500億；人民幣升值", "Other 50000000000"),
        ("a meeting in Beyenburg ¥500", "Other 500"),
        ("¥500億円", "JPY 50000000000"),
        ("500億円", "JPY 50000000000"),
    ]);
}

#[test]
fn ranges_are_ranges() {
    let b = "USD 5000000000..10000000000";
    for text in [
        "US$5–US$10 billion",
        "US$5bn-US$10bn",
        "US$5-10 billion",
        "$5 billion to $10 billion",
        "$5-$10bn",
        "$5bn–10bn",
        "between $5 billion and $10 billion",
        "between $5bn and $10bn",
        "from $5bn to $10bn",
        "between 5 and 10 billion dollars",
        "five to ten billion dollars",
        "between five and ten billion dollars",
        "5 to 10 billion dollars",
        "$5 to $10 billion",
        "$5-billion-to-$10-billion",
        "USD 5–10 billion",
        "USD5bn to USD10bn",
        "5bn USD to 10bn USD",
        "50億至100億美元",
        "50亿到100亿美元",
        "50億美元至100億美元",
        "50-100億美元",
        "50億-100億美元",
        "50～100億美元",
        "50〜100億美元",
        "美元50億至100億",
        "五十億至一百億美元",
        "介於50億與100億美元之間",
        "50億和100億美元之間",
        "5十億至100億美元",
        "$5 billion — $10 billion",
        "50 ~ 100億美元",
    ] {
        assert_eq!(told(text), b, "{text}");
    }
    check_all(&[
        ("5到10亿美元", "USD 500000000..1000000000"),
        ("3至5百萬美元", "USD 3000000..5000000"),
        ("1-2千億美元", "USD 100000000000..200000000000"),
        ("一至兩百億美元", "USD 10000000000..20000000000"),
        ("一百至兩百億美元", "USD 10000000000..20000000000"),
        ("5000萬至1億美元", "USD 50000000..100000000"),
        ("NT$10 billion to NT$15 billion", "TWD 10000000000..15000000000"),
        ("HK$5–10 billion", "HKD 5000000000..10000000000"),
        ("$500M–$1B", "USD 500000000..1000000000"),
        ("$500-$1 billion", ""),
        ("2 or 3 billion dollars", "USD 2000000000..3000000000"),
        ("$2 billion or $3 billion", "USD 2000000000; USD 3000000000"),
        ("50億元至100億元新台幣", "TWD 5000000000..10000000000"),
        ("約50至100億美元", "USD 5000000000..10000000000 About"),
        ("從3美元到2026年", "USD 3"),
        ("iPhone 15-$999", "USD 999"),
        ("$5 to 10 million people", "USD 5"),
        ("$10 billion and $15 billion", "USD 10000000000; USD 15000000000"),
        ("50億美元─100億美元", "USD 5000000000..10000000000"),
        ("50億美元至100億日圓", "USD 5000000000; JPY 10000000000"),
        ("50億美元至100億元", "USD 5000000000; Yuan 10000000000"),
        ("50億元至100億美元", "USD 5000000000..10000000000"),
    ]);
}

#[test]
fn what_stands_between_currency_and_number() {
    check_all(&[
        ("人民幣約300億元", "CNY 30000000000 About"),
        ("约300亿元人民币", "CNY 30000000000 About"),
        ("新台幣逾300億元", "TWD 30000000000 MoreThan"),
        ("港币近300亿", "HKD 30000000000 About"),
        ("人民币超过300亿元", "CNY 30000000000 MoreThan"),
        ("新台幣高達3000億元", "TWD 300000000000 UpTo"),
        ("新台幣 至少 300億元", "TWD 30000000000 AtLeast"),
        ("NT$約300億", "TWD 30000000000 About"),
        ("美元近百億", "USD 10000000000 About"),
        ("約合人民幣300億元", "CNY 30000000000 About"),
        ("$10+ billion", "USD 10000000000 AtLeast"),
        ("$10-plus billion", "USD 10000000000 AtLeast"),
        ("$10 billion-plus", "USD 10000000000 AtLeast"),
        ("$10 billion or more", "USD 10000000000 AtLeast"),
        ("100+億美元", "USD 10000000000 AtLeast"),
        ("人民幣2025年升值", ""),
        ("人民币 2025 年升值", ""),
        ("美元3月走弱", ""),
        ("日圓5%", ""),
        ("RMB 2025 outlook", ""),
        ("三元鋰電池", ""),
        ("新台幣兌美元29.5", ""),
        ("人民幣500", "CNY 500"),
        ("人民幣5000元", "CNY 5000"),
    ]);
}

#[test]
fn numbers_beside_each_other_are_not_split() {
    check_all(&[
        ("€1,5 billion", ""),
        ("€5.000", ""),
        ("1 234 567 USD", ""),
        ("$1/2 billion", ""),
        ("$100，200億美元", ""),
        ("投資100美元，2025年", "USD 100"),
        ("3五億美元", ""),
        ("$1,234,567", "USD 1234567"),
        ("one point five", ""),
        ("$1 point 5 billion", ""),
        ("加上100億美元", "USD 10000000000"),
        ("總數100億美元", "USD 10000000000"),
        ("(HK$39 billion)", "HKD 39000000000"),
        ("US$5 billion (HK$39 billion)", "USD 5000000000; HKD 39000000000"),
    ]);
}
