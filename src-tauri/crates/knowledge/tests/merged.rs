//! Entities that were merged count as one, and taken apart they are what they were.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

use proptest::prelude::*;
use std::collections::BTreeSet;
use zhimai_knowledge::Knowledge;
use zhimai_model::{
    Alias, AliasKind, Bilingual, Entity, EntityKind, Event, EventKind, Names, Precision, Relation,
};

fn entity(id: &str, name: &str, aliases: &[&str], ties: &[&str]) -> Entity {
    let name = |suffix: &str| format!("{name}{suffix}");
    Entity {
        id: id.into(),
        kind: EntityKind::Company,
        names: Names { en: name(""), zh_tw: name("臺"), zh_hk: name("臺"), zh_cn: name("台") },
        aliases: aliases.iter().map(|a| Alias { text: (*a).into(), kind: AliasKind::Nickname }).collect(),
        description: Bilingual::default(),
        relations: ties
            .iter()
            .map(|to| Relation { kind: "partner-of".into(), target: (*to).into(), since: None })
            .collect(),
        ticker: None,
        founded: None,
        headquarters: None,
        released: None,
        note: None,
    }
}

fn event(id: &str, who: &[&str]) -> Event {
    let claim = serde_json::json!({
        "id": format!("{id}#1"), "text": {"zh": "", "en": ""}, "quote": null, "amount": null,
        "from": who.first(), "to": who.get(1), "flow": "equity", "status": "reported", "conflicts_with": [],
        "sources": [],
    });
    Event {
        id: id.into(),
        date: "2025-11".parse().unwrap(),
        precision: Precision::Month,
        kind: EventKind::Investment,
        title: Bilingual::default(),
        summary: Bilingual::default(),
        participants: who.iter().map(|id| (*id).into()).collect(),
        claims: vec![serde_json::from_value(claim).unwrap()],
    }
}

fn merges(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter().map(|(gone, kept)| ((*gone).to_owned(), (*kept).to_owned())).collect()
}

fn known(merged: &[(&str, &str)]) -> Knowledge {
    let entities = vec![
        entity("ant", "Ant", &["小蟻"], &["bee", "cat"]),
        entity("bee", "Bee", &["小蜂", "小蟻"], &["ant", "cat"]),
        entity("cat", "Cat", &[], &["ant", "bee"]),
    ];
    let events = vec![event("deal", &["bee", "cat"]), event("both", &["ant", "bee"])];
    Knowledge::with_merges(entities, events, vec![], vec![], &merges(merged))
}

fn texts(entity: &Entity) -> Vec<&str> {
    entity.aliases.iter().map(|alias| alias.text.as_str()).collect()
}

#[test]
fn what_one_is_called_and_whatever_names_it_goes_to_the_other() {
    let known = known(&[("bee", "ant")]);
    let ids: Vec<_> = known.entities().iter().map(|entity| entity.id.as_str()).collect();
    assert_eq!(ids, ["ant", "cat"]);
    let ant = known.entity("bee").unwrap();
    assert_eq!((ant.id.as_str(), texts(ant)), ("ant", vec!["小蟻", "Bee", "Bee臺", "Bee台", "小蜂"]));
    let ties = |id: &str| -> Vec<String> {
        known.entity(id).unwrap().relations.iter().map(|tie| tie.target.clone()).collect()
    };
    assert_eq!((ties("ant"), ties("cat")), (vec!["cat".to_owned()], vec!["ant".to_owned()]));
    let (deal, claim) = known.claim("deal#1").unwrap();
    assert_eq!(
        (deal.participants.as_slice(), claim.from.as_deref()),
        (&["ant".into(), "cat".into()][..], Some("ant"))
    );
    assert_eq!(known.event("both").unwrap().participants, ["ant"]);
}

#[test]
fn merges_lead_on_and_those_that_lead_nowhere_are_none() {
    let chain = known(&[("bee", "ant"), ("ant", "cat")]);
    assert_eq!((chain.entities().len(), chain.entity("bee").unwrap().id.as_str()), (1, "cat"));
    assert_eq!(chain.merged().into_one("cat"), ["ant", "bee"]);
    for none in [[("bee", "nobody")], [("nobody", "bee")], [("bee", "bee")]] {
        assert_eq!(known(&none).entities(), known(&[]).entities());
    }
    let round = known(&[("bee", "ant"), ("ant", "bee")]);
    assert_eq!(round.entities(), known(&[]).entities());
}

proptest! {
    /// Whatever is merged into whatever, nothing names what is gone, and no name is lost.
    #[test]
    fn nothing_names_what_is_gone(
        ties in prop::collection::vec((0_usize..6, 0_usize..6), 0..12),
        merged in prop::collection::vec((0_usize..6, 0_usize..6), 0..6),
        sides in prop::collection::vec((0_usize..6, 0_usize..6), 0..6),
    ) {
        let id = |n: usize| format!("e{n}");
        let entities: Vec<Entity> = (0..6)
            .map(|n| {
                let ties: Vec<String> = ties.iter().filter(|(from, _)| *from == n).map(|(_, to)| id(*to)).collect();
                let ties: Vec<&str> = ties.iter().map(String::as_str).collect();
                entity(&id(n), &format!("Name {n}"), &[&format!("別名{n}")], &ties)
            })
            .collect();
        let events = sides.iter().enumerate().map(|(n, (from, to))| event(&format!("v{n}"), &[&id(*from), &id(*to)]));
        let merged: Vec<(String, String)> = merged.iter().map(|(gone, kept)| (id(*gone), id(*kept))).collect();
        let all_names = |known: &Knowledge| -> BTreeSet<String> {
            let names = known.entities().iter().flat_map(|e| {
                let n = &e.names;
                [&n.en, &n.zh_tw, &n.zh_hk, &n.zh_cn].into_iter().chain(e.aliases.iter().map(|a| &a.text))
            });
            names.cloned().collect()
        };
        let plain = Knowledge::new(entities.clone(), events.clone().collect(), vec![], vec![]);
        let known = Knowledge::with_merges(entities, events.collect(), vec![], vec![], &merged);
        prop_assert_eq!(all_names(&known), all_names(&plain));
        let there = |id: &str| known.entities().iter().any(|entity| entity.id == id);
        for entity in known.entities() {
            prop_assert!(entity.relations.iter().all(|tie| there(&tie.target)));
            // Only a tie that was to itself before still is.
            let own = plain.entity(&entity.id).unwrap();
            let to_itself = |of: &Entity| of.relations.iter().any(|tie| tie.target == of.id);
            prop_assert!(to_itself(own) || !to_itself(entity) || known.merged().into_one(&entity.id).is_empty());
        }
        for event in known.events() {
            prop_assert!(event.participants.iter().all(|id| there(id)));
            for claim in &event.claims {
                prop_assert!([&claim.from, &claim.to].into_iter().flatten().all(|id| there(id)));
            }
        }
        for n in 0..6 {
            prop_assert!(known.entity(&id(n)).is_some(), "an old identifier still leads somewhere");
        }
    }
}
