//! Sums as people write and speak them, each kind in many variants.

use crate::amount::*;

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
