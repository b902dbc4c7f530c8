//! Entities and terms: whether anything refers to them, and how they are called and read.

use crate::texts::{self, around, is_han};
use crate::{Rule, Tell};
use pinyin::ToPinyinMulti;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use zhimai_import::collection::Collection;
use zhimai_model::{AliasKind, Term};
use zhimai_text::convert::convert;
use zhimai_text::fold::folded;
use zhimai_text::script::Script;

pub(crate) const RULES: &[Rule] = &[
    ("orphan-entity", orphan_entity),
    ("orphan-term", orphan_term),
    ("event-of-nobody", event_of_nobody),
    ("giver-took-no-part", giver_took_no_part),
    ("pinyin-not-of-headword", pinyin_not_of_headword),
    ("name-of-another-region", name_of_another_region),
    ("word-of-another-region", word_of_another_region),
    ("term-in-two-places", term_in_two_places),
    ("alias-is-own-name", alias_is_own_name),
    ("alias-of-two", alias_of_two),
];

fn orphan_entity(collection: &Collection, tell: Tell<'_>) {
    let mut known: HashSet<&str> = HashSet::new();
    for entity in &collection.entities {
        let others = entity.relations.iter().map(|relation| relation.target.as_str());
        known.extend(others.filter(|other| *other != entity.id));
    }
    for event in &collection.events {
        known.extend(event.participants.iter().map(String::as_str));
        let sides = event.claims.iter().flat_map(|claim| [&claim.from, &claim.to]);
        known.extend(sides.flatten().map(String::as_str));
    }
    for article in &collection.articles {
        known.extend(article.entities.iter().map(String::as_str));
    }
    for entity in collection.entities.iter().filter(|entity| !known.contains(entity.id.as_str())) {
        tell(entity.id.clone(), "no event, article or other entity names it".to_owned());
    }
}

/// A term stands somewhere in what a person reads, other than its own definition.
fn orphan_term(collection: &Collection, tell: Tell<'_>) {
    let mut texts: Vec<(String, String)> = Vec::new();
    for (_, text) in texts::all(collection) {
        texts.push((text.place, folded(&format!("{} \n {}", text.zh, text.en)).to_lowercase()));
    }
    for term in &collection.terms {
        let own = format!("{}.definition", term.id);
        let forms = [&term.zh].into_iter().chain(&term.en).chain(&term.variants.tw);
        let forms: Vec<String> = forms.map(|form| folded(form).to_lowercase()).collect();
        let is_there =
            texts.iter().any(|(place, text)| *place != own && forms.iter().any(|form| text.contains(form)));
        if !is_there {
            tell(term.id.clone(), format!("{} {:?}", term.zh, term.en));
        }
    }
}

fn event_of_nobody(collection: &Collection, tell: Tell<'_>) {
    for event in collection.events.iter().filter(|event| event.participants.is_empty()) {
        if !collection.articles.iter().any(|article| article.events.contains(&event.id)) {
            tell(event.id.clone(), event.title.zh.clone());
        }
    }
}

/// Who gives or takes money in an event took part in it.
fn giver_took_no_part(collection: &Collection, tell: Tell<'_>) {
    for event in &collection.events {
        for claim in &event.claims {
            for side in [&claim.from, &claim.to].into_iter().flatten() {
                if !event.participants.contains(side) {
                    tell(claim.id.clone(), format!("{side} is not among {:?}", event.participants));
                }
            }
        }
    }
}

/// Each Chinese character is read in one of its ways, and what is in Latin letters stands as it is.
fn pinyin_not_of_headword(collection: &Collection, tell: Tell<'_>) {
    for term in &collection.terms {
        if !is_reading(&term.pinyin, &term.zh) {
            tell(term.id.clone(), format!("{} is not {}", term.zh, term.pinyin));
        }
    }
}

fn is_reading(pinyin: &str, headword: &str) -> bool {
    let mut syllables = pinyin.split([' ', '-', '·']).filter(|syllable| !syllable.is_empty()).peekable();
    let mut chars = headword.chars().peekable();
    while let Some(c) = chars.next() {
        if is_han(c) {
            let Some(syllable) = syllables.next().map(str::to_lowercase) else { return false };
            let Some(readings) = c.to_pinyin_multi() else { return false };
            // 一 and 不 change their tone before others, and a last syllable may lose its own.
            let is = |own: &str, plain: &str| own == syllable || plain == syllable || "一不".contains(c);
            if !readings.into_iter().any(|reading| is(reading.with_tone(), reading.plain())) {
                return false;
            }
        } else if c.is_alphanumeric() {
            let mut word: String = c.to_string();
            while let Some(next) = chars.next_if(|c| c.is_alphanumeric() && !is_han(*c)) {
                word.push(next);
            }
            if syllables.next() != Some(word.as_str()) {
                return false;
            }
        }
    }
    syllables.next().is_none()
}

/// Running Chinese calls things by their names in Taiwan.
fn name_of_another_region(collection: &Collection, tell: Tell<'_>) {
    let own: HashSet<&str> = collection
        .entities
        .iter()
        .flat_map(|entity| {
            let aliases = entity.right_aliases().map(String::as_str);
            aliases
                .filter(|alias| alias.chars().count() < 2)
                .chain([entity.names.zh_tw.as_str(), entity.names.en.as_str()])
        })
        .collect();
    let mut foreign: BTreeSet<(String, &str)> = BTreeSet::new();
    for entity in &collection.entities {
        let names = &entity.names;
        for form in [names.zh_hk.clone(), convert(&names.zh_cn, Script::Hant).text] {
            let other =
                form.chars().all(is_han) && !own.contains(form.as_str()) && !names.zh_tw.contains(&form);
            if other && form.chars().count() > 1 {
                foreign.insert((form, names.zh_tw.as_str()));
            }
        }
    }
    find(collection, &foreign, tell);
}

/// Running Chinese uses Taiwan's words: none that the glossary gives to other regions alone.
fn word_of_another_region(collection: &Collection, tell: Tell<'_>) {
    let here =
        |term: &Term| [term.zh.clone()].into_iter().chain(term.variants.tw.clone()).collect::<Vec<_>>();
    let own: Vec<String> = collection.terms.iter().flat_map(here).collect();
    let mut foreign: BTreeSet<(String, &str)> = BTreeSet::new();
    for term in &collection.terms {
        let forms = term.variants.hk.iter().cloned();
        let forms = forms
            .chain(term.variants.cn.iter().chain([&term.zh_cn]).map(|form| convert(form, Script::Hant).text));
        for form in forms {
            let other = form.chars().all(is_han) && !own.iter().any(|own| own.contains(&form));
            if other && form.chars().count() > 1 {
                foreign.insert((form, term.zh.as_str()));
            }
        }
    }
    find(collection, &foreign, tell);
}

fn find(collection: &Collection, foreign: &BTreeSet<(String, &str)>, tell: Tell<'_>) {
    for (_, text) in texts::all(collection) {
        for (form, own) in
            foreign.iter().filter(|(form, own)| text.zh.contains(form) && !own.contains(form.as_str()))
        {
            // 演算法 is not 算法: the own word has the other in it.
            if text.zh.replace(*own, "").contains(form.as_str()) {
                let at = text.zh.find(form.as_str()).map_or(0, |at| text.zh[..at].chars().count());
                tell(
                    text.place.clone(),
                    format!("{form} for {own}: …{}…", around(&text.zh, at, at + form.chars().count())),
                );
            }
        }
    }
}

fn term_in_two_places(collection: &Collection, tell: Tell<'_>) {
    let mut seen: HashSet<String> = HashSet::new();
    for term in &collection.terms {
        if !seen.insert(folded(&term.zh)) {
            tell(term.id.clone(), term.zh.clone());
        }
    }
}

/// An alias is another name than the four that an entity has anyway, and stands once.
fn alias_is_own_name(collection: &Collection, tell: Tell<'_>) {
    for entity in &collection.entities {
        let names = &entity.names;
        let mut seen: HashSet<&str> =
            [&names.en, &names.zh_tw, &names.zh_hk, &names.zh_cn].map(String::as_str).into();
        for alias in &entity.aliases {
            if !seen.insert(&alias.text) {
                tell(entity.id.clone(), alias.text.clone());
            }
        }
    }
}

/// No name is that of two entities, but for nicknames, of which each needs evidence anyway.
fn alias_of_two(collection: &Collection, tell: Tell<'_>) {
    let mut owners: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for entity in &collection.entities {
        let names = &entity.names;
        let aliases =
            entity.aliases.iter().filter(|alias| alias.kind != AliasKind::Nickname).map(|alias| &alias.text);
        for name in [&names.en, &names.zh_tw, &names.zh_hk, &names.zh_cn].into_iter().chain(aliases) {
            owners.entry(folded(name)).or_default().insert(&entity.id);
        }
    }
    for (name, all) in owners.into_iter().filter(|(_, all)| all.len() > 1) {
        tell(name, format!("{all:?}"));
    }
}

/// Names that people use, each with whose it is.
const USED: &[(&str, &str)] = &[
    ("A社", "anthropic"),
    ("A家", "anthropic"),
    ("A廠", "anthropic"),
    ("安索匹克", "anthropic"),
    ("CloseAI", "openai"),
    ("台積", "tsmc"),
    ("皮猜", "sundar-pichai"),
    ("蘇雷曼", "mustafa-suleyman"),
    ("馬一龍", "elon-musk"),
    ("亞麻", "amazon"),
    ("DeepSeek-R1", "deepseek-r1"),
    ("GPT-5.5", "gpt-5-5"),
    ("Google DeepMind", "google-deepmind"),
    ("阿里雲", "alibaba-cloud"),
];

#[test]
fn names_that_people_use_are_known() {
    let mut missing: Vec<String> = Vec::new();
    for (name, id) in USED {
        let named = crate::BUNDLED.entities.iter().filter(|entity| {
            let names = &entity.names;
            let all = [&names.en, &names.zh_tw, &names.zh_hk, &names.zh_cn]
                .into_iter()
                .chain(entity.right_aliases());
            all.into_iter().any(|own| folded(own) == folded(name))
        });
        let owners: Vec<&str> = named.map(|entity| entity.id.as_str()).collect();
        if owners != [*id] {
            missing.push(format!("{name} is {owners:?}, not {id}"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn words_of_each_region_are_one_to_a_search() {
    for (word, other) in [
        ("募資", "集資"),
        ("募資", "融資"),
        ("法說會", "業績會"),
        ("年增", "同比"),
        ("季增", "環比"),
        ("營收", "收入"),
    ] {
        let has = |words: &Vec<String>, word: &str| words.iter().any(|own| folded(own) == folded(word));
        let together = crate::BUNDLED.regions.iter().any(|words| has(words, word) && has(words, other));
        assert!(together, "{word} and {other}");
    }
}

#[cfg(test)]
mod tests {
    use super::{RULES, is_reading};
    use crate::sample::breaks;

    #[test]
    fn each_rule_finds_what_breaks_it() {
        let check = |rule, from, to, expect: &[&str]| breaks(RULES, rule, from, to, expect);
        let ant = r#"{"id":"ant","kind":"company","names":{"en":"Ant""#;
        let other = ant.replace("ant", "cat").replace("Ant", "Cat");
        let with_cat = format!(
            r#"{other},"zh_tw":"貓","zh_hk":"貓","zh_cn":"猫"}},"aliases":[],"description":{{"zh":"貓。","en":"A cat."}},"relations":[],"ticker":null,"founded":null,"headquarters":null,"released":null,"note":null}},{ant}"#
        );
        check("orphan-entity", ant, &with_cat, &["cat"]);
        check("orphan-term", "一成股權", "一成", &["equity"]);
        let (took_part, none) = (r#""participants":["ant","bee"]"#, r#""participants":[]"#);
        check("event-of-nobody", took_part, none, &[]);
        let both = crate::sample::with(&[(took_part, none), ("events: [deal]", "events: []")]);
        assert_eq!(crate::sample::places(RULES, "event-of-nobody", &both), ["deal"]);
        check(
            "giver-took-no-part",
            r#""participants":["ant","bee"]"#,
            r#""participants":["ant"]"#,
            &["deal#1"],
        );
        let aliases = |id: &str, aliases: &str| {
            let own = format!(r#""zh_cn":"{id}"}},"aliases":["#);
            (format!("{own}]"), format!(r#"{own}{{"text":"{aliases}","kind":"alias"}}]"#))
        };
        let (from, to) = aliases("蚂蚁", "Ant");
        check("alias-is-own-name", &from, &to, &["ant"]);
        let (from, to) = aliases("蚂蚁", "BEE");
        check("alias-of-two", &from, &to, &["bee"]);
        let nickname = to.replace(r#""alias"}"#, r#""nickname"}"#);
        check("alias-of-two", &from, &nickname, &[]);
        check("pinyin-not-of-headword", "gǔ quán", "gù quán", &["equity"]);
        check("name-of-another-region", "釀蜜的公司", "蜂蜜公司", &["bee"]);
        check("word-of-another-region", "賣掉了一成", "賣掉了一成股份權益", &["brief-deal/2"]);
        check(
            "term-in-two-places",
            r#"{"id":"equity","#,
            r#"{"id":"share","zh":"股權","zh_cn":"股权","en":["equity"],"pinyin":"gǔ quán","definition":{"zh":"股。","en":"A share."},"variants":{"tw":[],"hk":[],"cn":[]},"entity":null},{"id":"equity","#,
            &["equity"],
        );
    }

    #[test]
    fn readings() {
        for (headword, pinyin, expect) in [
            ("算力", "suàn lì", true),
            ("算力", "suàn", false),
            ("算力", "suàn lì lì", false),
            ("AI代理", "AI dài lǐ", true),
            ("AI代理", "dài lǐ", false),
            ("一致性", "yí zhì xìng", true),
            ("長上下文", "cháng shàng xià wén", true),
            ("長上下文", "chàng shàng xià wén", false),
        ] {
            assert_eq!(is_reading(pinyin, headword), expect, "{headword} {pinyin}");
        }
    }
}
