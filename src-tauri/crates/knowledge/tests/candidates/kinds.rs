//! Kinds of sentences, each by some that stand for it: `!` is sure, `?` is only proposed, and what is not there is no claim.

use super::{Gold, article, names, short};
use zhimai_knowledge::candidates::candidates;

fn check(lang: &str, text: &str, expect: &[&str]) {
    let published = "2026-03-11".parse().ok();
    let found: Vec<String> = candidates(&article(text, lang, published), names())
        .iter()
        .map(|one| format!("{} {}", if one.is_sure { '!' } else { '?' }, short(&Gold::of(one))))
        .collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn running_totals_are_no_claim() {
    check(
        "en",
        "Amazon has invested $8 billion in Anthropic since 2023 and is its main cloud provider.",
        &[],
    );
    check("zh-Hant", "亞馬遜迄今對Anthropic投資80億美元，是其最大的外部股東之一。", &[]);
    check("zh-Hant", "微軟自2019年以來對OpenAI投資超過130億美元。", &[]);
}

#[test]
fn what_is_supposed_or_reckoned_is_no_claim() {
    check("en", "Had Meta bought Safe Superintelligence, it would have paid more than $32 billion.", &[]);
    check(
        "en",
        "Broadcom would receive as much as $10 billion from OpenAI if every milestone were met.",
        &[],
    );
    check("zh-Hans", "分析师预计，亚马逊2026年资本开支将达1500亿美元。", &[]);
    check("en", "If the deal closes, Microsoft would own 20% of Mistral AI for €500 million.", &[]);
}

#[test]
fn who_leads_is_told_with_what_it_gives() {
    check(
        "en",
        "Thinking Machines Lab, founded by Mira Murati, closed a $2 billion seed round led by Andreessen Horowitz.",
        &["! · > thinking-machines Equity USD 2000000000..2000000000 Exactly  Paid"],
    );
    check(
        "en",
        "Lambda raised $1.5 billion in a Series E led by TWG Global, weeks after signing a multibillion-dollar deal with Microsoft.",
        &["! · > lambda Equity USD 1500000000..1500000000 Exactly  Paid"],
    );
    check(
        "zh-Hans",
        "阿斯麦向Mistral AI投资13亿欧元，领投其17亿欧元的C轮融资。",
        &[
            "! asml > mistral Equity EUR 1300000000..1300000000 Exactly  Announced",
            "? · > mistral Equity EUR 1700000000..1700000000 Exactly  Announced",
        ],
    );
}

#[test]
fn backers_give_to_the_round() {
    check(
        "en",
        "Figure AI has raised more than $1 billion from investors including Nvidia, Intel and Qualcomm.",
        &["! · > figure-ai Equity USD 1000000000..1000000000 MoreThan  Paid"],
    );
    check(
        "en",
        "xAI raised $20 billion in a Series E round whose backers include Nvidia and Cisco.",
        &["! · > xai Equity USD 20000000000..20000000000 Exactly  Paid", "! nvidia > xai Equity   Announced"],
    );
    check(
        "zh-Hans",
        "智谱完成30亿元融资，投资方包括美团、腾讯和阿里巴巴。",
        &[
            "! · > zhipu Equity CNY 3000000000..3000000000 Exactly  Paid",
            "! meituan > zhipu Equity   Announced",
            "! tencent > zhipu Equity   Announced",
            "! alibaba > zhipu Equity   Announced",
        ],
    );
}

#[test]
fn what_is_bought_is_the_last_of_what_is_named() {
    check(
        "en",
        "Intel received $2.2 billion in Chips Act grants from the US government before the deal.",
        &["! us-government > intel Grant USD 2200000000..2200000000 Exactly  Paid"],
    );
    check(
        "en",
        "OpenAI has agreed to acquire the hardware firm of Jony Ive in an all-stock deal worth $6.5 billion.",
        &["! openai > · Acquisition USD 6500000000..6500000000 Exactly  Committed"],
    );
    check(
        "zh-Hant",
        "輝達將以每股23.28美元收購英特爾50億美元普通股。",
        &["! nvidia > intel Equity USD 5000000000..5000000000 Exactly  Announced"],
    );
    check(
        "en",
        "Marvell will pay $3.25 billion in cash and stock for Celestial AI.",
        &["! marvell > · Acquisition USD 3250000000..3250000000 Exactly  Announced"],
    );
    check(
        "zh-Hans",
        "甲骨文向OpenAI出租阿比林园区的算力，五年合约价值3000亿美元。",
        &["! openai > oracle ComputePurchase USD 300000000000..300000000000 Exactly  Committed"],
    );
}

#[test]
fn a_word_beside_a_name_means_another() {
    check(
        "zh-Hant",
        "百度旗下崑崙芯遞表港交所，擬募資最多20億美元。",
        &["! · > kunlunxin Equity USD 2000000000..2000000000 UpTo  Announced"],
    );
}

#[test]
fn sums_share_a_currency() {
    check(
        "zh-Hant",
        "亞馬遜分別向OpenAI與Anthropic投資500億與250億美元。",
        &[
            "! amazon > openai Equity USD 50000000000..50000000000 Exactly  Announced",
            "! amazon > anthropic Equity USD 25000000000..25000000000 Exactly  Announced",
        ],
    );
    check(
        "zh-Hant",
        "OpenAI宣布完成1220億美元融資，亞馬遜出資500億、輝達與軟銀各出資300億。",
        &[
            "! · > openai Equity USD 122000000000..122000000000 Exactly  Paid",
            "? amazon > openai Equity USD 50000000000..50000000000 Exactly  Paid",
            "? nvidia > openai Equity USD 30000000000..30000000000 Exactly  Paid",
            "? softbank > openai Equity USD 30000000000..30000000000 Exactly  Paid",
        ],
    );
}

#[test]
fn what_leaves_a_sum_is_not_sure() {
    check(
        "zh-Hant",
        "HUMAIN向AMD採購500MW算力，五年總投資額達100億美元。",
        &["! humain > amd ComputePurchase USD 10000000000..10000000000 Exactly  Announced"],
    );
    check("en", "Moonshot AI was valued at $4.3 billion in a $500 million round in December.", &[]);
}

#[test]
fn what_is_got() {
    check(
        "zh-Hant",
        "美光獲美國政府61.65億美元晶片法補助，將在紐約州建廠。",
        &["! us-government > micron Grant USD 6165000000..6165000000 Exactly  Announced"],
    );
    check(
        "zh-Hant",
        "IREN獲微軟97億美元大單，微軟先付兩成預付款。",
        &["! microsoft > iren ComputePurchase USD 9700000000..9700000000 Exactly  Announced"],
    );
    check(
        "zh-Hant",
        "戴爾拿到xAI約50億美元的AI伺服器訂單。",
        &["! xai > dell ComputePurchase USD 5000000000..5000000000 About  Committed"],
    );
    check(
        "zh-Hans",
        "谷歌同意以24亿美元获得Windsurf的技术授权并聘用其首席执行官。",
        &["? google > windsurf Licence USD 2400000000..2400000000 Exactly  Committed"],
    );
}
