//! Sentences with the right text in all regions, written for this test, half of them before the conversion was made and not
//! looked at for it: how often a conversion errs, beside what OpenCC's chains alone make of the same.
//!
//! `cargo test -p zhimai-gazetteer regions -- --nocapture` prints the figures.

use crate::bundled::NAMES;
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use zhimai_text::region::Region;

const TUNED: &str = include_str!("../regions/tuned.txt");
const HELD_OUT: &str = include_str!("../regions/held_out.txt");

/// The sentences, each in the order of [`Region::ALL`].
fn rows(of: &str) -> Vec<[&str; 3]> {
    let row = |line: &'static str| -> [&'static str; 3] { line.split('|').collect::<Vec<_>>().try_into().unwrap() };
    let of: &'static str = if of == TUNED { TUNED } else { HELD_OUT };
    of.lines().map(row).collect()
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

/// In Hong Kong both 説 and 說 are right: neither is counted as an error for the other.
fn as_printed(text: &str) -> String {
    const EITHER: [(char, char); 14] = [
        ('説', '說'), ('閲', '閱'), ('税', '稅'), ('温', '溫'), ('脱', '脫'), ('悦', '悅'), ('户', '戶'), ('鋭', '銳'), ('藴', '蘊'),
        ('羣', '群'), ('綫', '線'), ('峯', '峰'), ('啓', '啟'), ('佈', '布'),
    ];
    text.chars().map(|c| EITHER.iter().find(|(own, _)| *own == c).map_or(c, |(_, other)| *other)).collect()
}

#[test]
fn regions() {
    assert!(rows(TUNED).len() + rows(HELD_OUT).len() >= 300);
    for (half, sentences) in [("tuned", rows(TUNED)), ("held out", rows(HELD_OUT))] {
        for from in Region::ALL {
            for to in Region::ALL.into_iter().filter(|to| *to != from) {
                let plain = chain(from, to);
                let (mut length, mut own, mut theirs) = (0, 0, 0);
                for row in &sentences {
                    let (text, right) = (of(*row, from), as_printed(of(*row, to)));
                    let made = as_printed(&NAMES.localize(text, from, to).text);
                    let alone = plain.iter().fold(text.to_owned(), |text, one| one.convert(&text));
                    length += right.chars().count();
                    let errors = distance(&made, &right);
                    if errors > 0 {
                        println!("  {from:?} to {to:?}, {half}: {made} | {right}");
                    }
                    own += errors;
                    theirs += distance(&as_printed(&alone), &right);
                }
                let rate = |errors: usize| errors as f64 * 1_000.0 / length as f64;
                println!(
                    "{from:?} to {to:?}, {half}: {:.1} errors in 1,000 characters, OpenCC alone {:.1}",
                    rate(own),
                    rate(theirs)
                );
                assert!(own * 4 <= theirs, "{from:?} to {to:?}, {half}: more than a quarter of OpenCC's errors");
            }
        }
    }
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
