//! Sentences with the right text in all regions, written for this test: how often a conversion errs, beside what OpenCC's chains
//! alone make of the same.
//!
//! Those of `tuned.txt` were looked at while the conversion was made. Those of `held_out.txt` were written before it, and what came
//! out of them was not looked at; those of `fresh.txt` were written after it, and looked at once.
//!
//! `cargo test -p zhimai-gazetteer regions -- --nocapture` prints the figures.

use crate::bundled::NAMES;
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use zhimai_text::region::Region;

const TUNED: &str = include_str!("../regions/tuned.txt");
const HELD_OUT: &str = include_str!("../regions/held_out.txt");
const FRESH: &str = include_str!("../regions/fresh.txt");

/// The sentences, each in the order of [`Region::ALL`].
fn rows(of: &'static str) -> Vec<[&'static str; 3]> {
    of.lines().map(|line: &str| line.split('|').collect::<Vec<_>>().try_into().unwrap()).collect()
}

fn of(row: [&str; 3], region: Region) -> &str {
    row[Region::ALL.iter().position(|one| *one == region).unwrap()]
}

/// OpenCC's chain from one region to another; with its phrases wherever it has them.
fn chain(from: Region, to: Region) -> Vec<OpenCC> {
    let configs = match (from, to) {
        (Region::Tw, Region::Cn) => vec![BuiltinConfig::Tw2sp],
        (Region::Cn, Region::Tw) => vec![BuiltinConfig::S2twp],
        (Region::Hk, Region::Cn) => vec![BuiltinConfig::Hk2s],
        (Region::Cn, Region::Hk) => vec![BuiltinConfig::S2hk],
        (Region::Tw, Region::Hk) => vec![BuiltinConfig::Tw2sp, BuiltinConfig::S2hk],
        (Region::Hk, Region::Tw) => vec![BuiltinConfig::Hk2s, BuiltinConfig::S2twp],
        _ => vec![],
    };
    configs.into_iter().map(|config| OpenCC::from_config(config).unwrap()).collect()
}

/// How many characters are to be put in, taken out or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = (corner + usize::from(x != *y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = std::mem::replace(&mut row[j + 1], cost);
        }
    }
    row[b.len()]
}

/// Where two characters (as 説 and 說 in Hong Kong) or two words are both right in a region, neither is counted as an error for the
/// other, whoever wrote it.
fn as_printed(text: &str, region: Region) -> String {
    const EITHER: [(char, char); 14] = [
        ('説', '說'),
        ('閲', '閱'),
        ('税', '稅'),
        ('温', '溫'),
        ('脱', '脫'),
        ('悦', '悅'),
        ('户', '戶'),
        ('鋭', '銳'),
        ('藴', '蘊'),
        ('羣', '群'),
        ('綫', '線'),
        ('峯', '峰'),
        ('啓', '啟'),
        ('佈', '布'),
    ];
    let words: &[(&str, &str)] = match region {
        Region::Tw => &[
            ("掛牌", "上市"),
            ("聲請", "申請"),
            ("開罰", "罰款"),
            ("契約", "合約"),
            ("串接", "連接"),
            ("連線", "連接"),
            ("上看", "可達"),
            ("協定", "協議"),
            ("使用者", "用戶"),
            ("投資者", "投資人"),
            ("監理", "監管"),
            ("行業", "產業"),
            ("佔", "占"),
            ("揭露", "披露"),
            ("個資", "個人資料"),
            ("紀錄", "記錄"),
            ("資安", "網路安全"),
            ("筆電", "筆記型電腦"),
            ("叫用", "呼叫"),
            ("8兆4,000億", "8.4兆"),
            ("5兆3,000億", "5.3兆"),
        ],
        Region::Hk => &[
            ("財務總監", "首席財務官"),
            ("技術總監", "首席技術官"),
            ("晶片", "芯片"),
            ("虛擬實境", "虛擬現實"),
            ("擴增實境", "增強現實"),
        ],
        Region::Cn => &[("合约", "合同"), ("纳米工艺", "纳米制程"), ("模组", "模块")],
    };
    let text = text.chars().map(|c| EITHER.iter().find(|(own, _)| *own == c).map_or(c, |(_, other)| *other));
    words.iter().fold(text.collect(), |text: String, (one, other)| text.replace(one, other))
}

#[test]
fn regions() {
    assert!(rows(TUNED).len() + rows(HELD_OUT).len() >= 300);
    let mut worst = Vec::new();
    let parts = [("tuned", TUNED), ("held out", HELD_OUT), ("fresh", FRESH)];
    for (part, sentences) in parts.map(|(part, of)| (part, rows(of))) {
        for from in Region::ALL {
            for to in Region::ALL.into_iter().filter(|to| *to != from) {
                let plain = chain(from, to);
                let (mut length, mut own, mut theirs) = (0, 0, 0);
                for row in &sentences {
                    let (text, right) = (of(*row, from), as_printed(of(*row, to), to));
                    let made = as_printed(&NAMES.localize(text, from, to).text, to);
                    let alone = plain.iter().fold(text.to_owned(), |text, one| one.convert(&text));
                    length += right.chars().count();
                    let errors = distance(&made, &right);
                    if errors > 0 {
                        println!("  {from:?} to {to:?}, {part}: {made} | {right}");
                    }
                    own += errors;
                    theirs += distance(&as_printed(&alone, to), &right);
                }
                let rate = |errors: usize| errors as f64 * 1_000.0 / length as f64;
                println!(
                    "{from:?} to {to:?}, {part}: {:.1} errors in 1,000 characters, OpenCC alone {:.1}",
                    rate(own),
                    rate(theirs)
                );
                worst.extend((own * 4 > theirs).then(|| format!("{from:?} to {to:?}, {part}")));
            }
        }
    }
    assert!(worst.is_empty(), "more than a quarter of OpenCC's errors: {worst:?}");
}

#[test]
fn within_a_region_nothing_changes() {
    for region in Region::ALL {
        for row in rows(TUNED) {
            let text = of(row, region);
            assert_eq!(NAMES.localize(text, region, region).text, text);
        }
    }
}

#[test]
fn names_are_those_of_the_region_and_others_stay() {
    for (from, text, to, expect) in [
        (Region::Tw, "Google與Google Cloud", Region::Cn, "谷歌与Google Cloud"),
        (Region::Hk, "Google與谷歌", Region::Cn, "Google与谷歌"),
        (Region::Cn, "谷歌和微软", Region::Tw, "Google和微軟"),
        (Region::Tw, "OpenAI、openai與輝達H200", Region::Cn, "OpenAI、openai与英伟达H200"),
        (Region::Tw, "甲骨文的艾利森", Region::Hk, "甲骨文的埃里森"),
        (Region::Cn, "甲骨文的拉里·埃里森", Region::Tw, "甲骨文的艾利森"),
        (Region::Cn, "光辉达到", Region::Tw, "光輝達到"),
    ] {
        assert_eq!(NAMES.localize(text, from, to).text, expect);
    }
}
