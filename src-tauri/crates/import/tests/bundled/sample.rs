//! A small collection that breaks no rule, and a way to break one.

use crate::{Rule, findings};
use zhimai_import::collection::{self, Collection};

const FILES: &[(&str, &str)] = &[
    (
        "collection.json",
        r#"{"id":"c","version":1,"title":{"zh":"集","en":"C"},"description":{"zh":"集子。","en":"A collection."},"compiled":"2026-01-01","latest_evidence":"2026-01-01"}"#,
    ),
    (
        "entities/companies.json",
        r#"[{"id":"ant","kind":"company","names":{"en":"Ant","zh_tw":"螞蟻","zh_hk":"螞蟻","zh_cn":"蚂蚁"},"aliases":[],"description":{"zh":"造巢的公司。","en":"A builder of nests."},"relations":[],"ticker":null,"founded":null,"headquarters":null,"released":null,"note":null},
            {"id":"bee","kind":"company","names":{"en":"Bee","zh_tw":"蜜蜂","zh_hk":"蜂蜜公司","zh_cn":"蜜蜂"},"aliases":[],"description":{"zh":"釀蜜的公司。","en":"A maker of honey."},"relations":[],"ticker":null,"founded":null,"headquarters":null,"released":null,"note":null}]"#,
    ),
    (
        "events/deal.json",
        r#"{"id":"deal","date":"2025-11-18","precision":"day","kind":"investment","title":{"zh":"螞蟻投資蜜蜂","en":"Ant invests in Bee"},"summary":{"zh":"螞蟻最多付50億美元買入蜜蜂股份。","en":"Ant pays up to $5 billion for shares of Bee."},"participants":["ant","bee"],"claims":[
            {"id":"deal#1","text":{"zh":"螞蟻最多投資50億美元。","en":"Ant will invest up to $5 billion."},"quote":null,"amount":{"currency":"USD","low":5000000000,"high":5000000000,"qualifier":"up-to","horizon":null},"from":"ant","to":"bee","flow":"equity","status":"announced","said_by":"company","conflicts_with":[],"sources":[{"publisher":"Ant","title":"The deal","date":"2025-11-18","url":"https://ant.test/deal","confidence":"high"}]},
            {"id":"deal#2","text":{"zh":"另有媒體稱蜜蜂11月18日售出一成股權。","en":"Another paper says Bee sold 10% of itself on 18 November."},"quote":null,"amount":null,"from":null,"to":null,"flow":"none","status":"reported","said_by":"press","conflicts_with":["deal#3"],"sources":[{"publisher":"Forest Times","title":null,"date":"2025-11-19","url":"https://forest.test/1","confidence":"medium"}]},
            {"id":"deal#3","text":{"zh":"蜜蜂的營收增加20%。","en":"Bee has 20% more revenue."},"quote":null,"amount":null,"from":null,"to":null,"flow":"none","status":"reported","said_by":"press","conflicts_with":["deal#2"],"sources":[{"publisher":"Meadow","title":null,"date":"2025-11-20","url":"https://meadow.test/1","confidence":"medium"}]}]}"#,
    ),
    (
        "conflicts.json",
        r#"[{"id":"share","topic":{"zh":"蜜蜂賣了多少","en":"How much Bee sold"},"claims":["deal#2","deal#3"],"assessment":{"zh":"兩說並存。","en":"Both stand."}}]"#,
    ),
    (
        "glossary.json",
        r#"[{"id":"equity","zh":"股權","zh_cn":"股权","en":["equity"],"pinyin":"gǔ quán","definition":{"zh":"對公司的所有權。","en":"Ownership of a company."},"variants":{"tw":[],"hk":[],"cn":["股份权益"]},"entity":null}]"#,
    ),
    ("regions.json", r#"[["網路","网络"]]"#),
    (
        "articles/brief-deal.md",
        "---\nid: brief-deal\nkind: brief\ndate: \"2025-11-18\"\ntitle: {zh: 螞蟻最多以50億美元入股蜜蜂, en: Ant takes a stake in Bee for up to $5 billion}\nsource: 知脈 Zhimai\nsources: [{publisher: Ant, title: The deal, date: \"2025-11-18\", url: \"https://ant.test/deal\"}]\nentities: [ant, bee]\nevents: [deal]\n---\n\n螞蟻要入股蜜蜂，最多50億美元，這是牠第一次買下別家的股份，森林裡的人都在談。\n\nAnt is to join Bee by paying up to $5 billion, the first time that it buys into another.\n\n這筆錢怎麼付，兩家都沒有說；蜜蜂只說會拿去蓋新的蜂房。\n\nNeither says how the money is to be paid; Bee will only say that it goes into new hives.\n\n有一家報紙說蜜蜂在11月18日就賣掉了一成，買的人是誰沒有寫。\n\nOne paper has Bee selling 10% of itself on 18 November.\n",
    ),
];

/// The collection with other pieces of text in the place of its own.
pub(crate) fn with(changes: &[(&str, &str)]) -> Collection {
    for (from, _) in changes {
        assert!(FILES.iter().any(|(_, text)| text.contains(from)), "{from} is not there");
    }
    let changed =
        |text: &str| changes.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    let files: Vec<(String, String)> =
        FILES.iter().map(|(path, text)| ((*path).to_owned(), changed(text))).collect();
    let (collection, problems) =
        collection::read(files.iter().map(|(path, text)| (path.clone(), text.as_bytes())));
    assert_eq!(problems, [], "{changes:?}");
    collection
}

/// Where a rule finds something.
pub(crate) fn places(rules: &[Rule], rule: &str, collection: &Collection) -> Vec<String> {
    findings(rules, collection).into_iter().filter(|f| f.rule == rule).map(|f| f.place).collect()
}

/// Without the piece the rules find nothing, and with it one of them finds it at these places.
pub(crate) fn breaks(rules: &[Rule], rule: &str, from: &str, to: &str, expect: &[&str]) {
    assert_eq!(findings(rules, &with(&[])), [], "the sample is sound");
    let collection = with(&[(from, to)]);
    assert_eq!(
        places(rules, rule, &collection),
        expect,
        "{rule}: {from} -> {to}: {:?}",
        findings(rules, &collection)
    );
}
