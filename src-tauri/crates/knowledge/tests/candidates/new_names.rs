//! Names that nobody knows, and what is none.

use super::{article, names};
use zhimai_knowledge::candidates::new_names;
use zhimai_model::{EntityKind, Part};

fn check(lang: &str, text: &str, expect: &[(&str, Option<EntityKind>)]) {
    let mut found: Vec<(String, Option<EntityKind>)> = new_names(&article(text, lang, None), names())
        .into_iter()
        .map(|name| (name.text, name.kind))
        .collect();
    found.sort_by_key(|(name, _)| text.find(name.as_str()));
    let expect: Vec<(String, Option<EntityKind>)> =
        expect.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect();
    assert_eq!(found, expect, "{text}");
}

const COMPANY: Option<EntityKind> = Some(EntityKind::Company);
const PERSON: Option<EntityKind> = Some(EntityKind::Person);

#[test]
fn who_gives_or_gets_money_is_a_name() {
    check("en", "Qualcomm bought Alphawave for $2.4 billion.", &[("Alphawave", COMPANY)]);
    check("zh-Hant", "高通以24億美元收購Alphawave。", &[("Alphawave", COMPANY)]);
}

#[test]
fn what_stands_beside_a_name_says_what_it_is() {
    check(
        "en",
        "Engineers left the startup Lumenar to start Brightwell Robotics.",
        &[("Lumenar", COMPANY), ("Brightwell Robotics", COMPANY)],
    );
    check("en", "It was started by Tamsin Oakridge, an analyst in Boston.", &[("Tamsin Oakridge", PERSON)]);
    check("zh-Hans", "初创公司Lumenar尚未盈利。", &[("Lumenar", COMPANY)]);
}

#[test]
fn a_chinese_name_is_known_by_how_it_ends_and_by_a_title() {
    check("zh-Hant", "昕曜科技宣布，董事長簡瑋岑表示樂觀。", &[("昕曜科技", COMPANY), ("簡瑋岑", PERSON)]);
}

#[test]
fn words_that_everybody_knows_are_no_name() {
    for (lang, text) in [
        ("zh-Hant", "金融科技與第三代半導體是全球資本追逐的題材，跨國集團都在布局。"),
        ("zh-Hans", "执行长在大会上说，人工智能科技需要时间。"),
        ("en", "Chinese companies and Wall Street banks met in Washington on Tuesday."),
        ("en", "Nvidia sold chips to Saudi Arabia and to Google Cloud."),
        ("en", ""),
    ] {
        check(lang, text, &[]);
    }
}

#[test]
fn a_name_is_told_once_with_all_its_places() {
    let text = "Qualcomm bought Alphawave for $2.4 billion. Alphawave designs chips; Alphawaves is no name.";
    let found = new_names(&article(text, "en", None), names());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].count, 2);
    assert_eq!(found[0].contexts, [(Part::Text, 16, 25), (Part::Text, 44, 53)]);
}
