//! Who gives whom, what disagrees, and what had been reported by a day.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

use zhimai_knowledge::{Knowledge, TimelineFilter};
use zhimai_model::{
    Amount, Bilingual, Claim, Conflict, DateRange, Event, EventKind, FlowKind, Precision, Qualifier, Source,
    Status,
};

fn date(edtf: &str) -> DateRange {
    edtf.parse().unwrap()
}

fn claim(id: &str, reported: Option<&str>, from: &str, to: &str, against: &[&str]) -> Claim {
    let side = |id: &str| (!id.is_empty()).then(|| id.to_owned());
    Claim {
        id: id.into(),
        text: Bilingual::default(),
        quote: None,
        amount: side(from).map(|_| Amount { usd: 5, qualifier: Qualifier::UpTo, horizon: None }),
        from: side(from),
        to: side(to),
        flow: FlowKind::Equity,
        status: Status::Announced,
        conflicts_with: against.iter().map(|id| (*id).into()).collect(),
        sources: vec![Source {
            publisher: "P".into(),
            title: None,
            date: reported.map(date),
            url: None,
            address: None,
            confidence: None,
        }],
    }
}

fn event(id: &str, happened: &str, kind: EventKind, who: &[&str], claims: Vec<Claim>) -> Event {
    Event {
        id: id.into(),
        date: date(happened),
        precision: Precision::Day,
        kind,
        title: Bilingual::default(),
        summary: Bilingual::default(),
        participants: who.iter().map(|id| (*id).into()).collect(),
        claims,
    }
}

fn knowledge() -> Knowledge {
    let events = vec![
        event("late", "2026-02", EventKind::Statement, &["bee"], vec![claim("late#1", None, "", "", &[])]),
        event(
            "deal",
            "2025-11-18",
            EventKind::Investment,
            &["ant", "bee"],
            vec![
                claim("deal#1", Some("2025-11-18"), "ant", "bee", &["deal#2"]),
                claim("deal#2", Some("2025-12"), "ant", "cat", &["deal#1"]),
            ],
        ),
    ];
    let conflict = Conflict {
        id: "split".into(),
        topic: Bilingual::default(),
        claims: vec!["deal#1".into(), "deal#2".into()],
        assessment: Bilingual::default(),
    };
    Knowledge::new(vec![], events, vec![conflict], vec![])
}

fn check(filter: TimelineFilter, expect: &[(&str, usize)]) {
    let knowledge = knowledge();
    let found: Vec<_> =
        knowledge.timeline(&filter).map(|(event, claims)| (event.id.as_str(), claims.len())).collect();
    assert_eq!(found, expect, "{filter:?}");
}

#[test]
fn a_timeline_is_narrowed_by_who_what_when_and_what_was_known() {
    let all = TimelineFilter::default();
    check(all.clone(), &[("deal", 2), ("late", 1)]);
    check(TimelineFilter { entities: vec!["cat".into()], ..all.clone() }, &[("deal", 2)]);
    check(TimelineFilter { kinds: vec![EventKind::Statement], ..all.clone() }, &[("late", 1)]);
    let day = |edtf: &str| Some(date(edtf).first_day());
    check(TimelineFilter { from_day: day("2025-11-19"), ..all.clone() }, &[("late", 1)]);
    check(TimelineFilter { to_day: day("2026-01-31"), ..all.clone() }, &[("deal", 2)]);
    check(TimelineFilter { as_of_day: day("2025-11-17"), ..all.clone() }, &[]);
    check(TimelineFilter { as_of_day: day("2025-12-30"), ..all.clone() }, &[("deal", 1)]);
    check(TimelineFilter { as_of_day: day("2025-12-31"), ..all.clone() }, &[("deal", 2)]);
    check(TimelineFilter { as_of_day: day("2026-02-27"), ..all.clone() }, &[("deal", 2)]);
    check(TimelineFilter { as_of_day: day("2026-02-28"), ..all }, &[("deal", 2), ("late", 1)]);
}

#[test]
fn money_has_two_sides() {
    let knowledge = knowledge();
    let ids = |claims: Vec<(&Event, &Claim)>| {
        claims.into_iter().map(|(_, claim)| claim.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(knowledge.money_out("ant").collect()), ["deal#1", "deal#2"]);
    assert_eq!(ids(knowledge.money_in("bee").collect()), ["deal#1"]);
    assert_eq!(ids(knowledge.money_in("ant").collect()), [""; 0]);
}

#[test]
fn what_disagrees_is_told_of_the_event_and_of_those_it_is_about() {
    let knowledge = knowledge();
    assert_eq!(knowledge.conflicts_of_event("deal").count(), 1);
    assert_eq!(knowledge.conflicts_of_event("late").count(), 0);
    for (entity, expect) in [("ant", 1), ("bee", 1), ("cat", 1), ("dog", 0)] {
        assert_eq!(knowledge.conflicts_of_entity(entity).count(), expect, "{entity}");
    }
    assert_eq!(knowledge.claim("deal#2").map(|(event, _)| event.id.as_str()), Some("deal"));
    assert!(knowledge.claim("deal#3").is_none());
}
