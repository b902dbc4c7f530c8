//! Who gives whom, what disagrees, and what had been reported by a day.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

use zhimai_knowledge::{Knowledge, TimelineFilter, headline_sum};
use zhimai_model::{
    Amount, Bilingual, Claim, Conflict, Currency, DateRange, Event, EventKind, FlowKind, Precision,
    Qualifier, Source, Status,
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
        amount: side(from).map(|_| Amount::single(Currency::USD, 5, Qualifier::UpTo)),
        from: side(from),
        to: side(to),
        flow: FlowKind::Equity,
        said_by: None,
        status: Status::Announced,
        conflicts_with: against.iter().map(|id| (*id).into()).collect(),
        same_as: None,
        includes: Vec::new(),
        ends: Vec::new(),
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

fn known_as_of(knowledge: &Knowledge, day: &str) -> Vec<String> {
    let filter = TimelineFilter { as_of_day: Some(date(day).last_day()), ..TimelineFilter::default() };
    let claims = knowledge.timeline(&filter).flat_map(|(_, claims)| claims);
    claims.map(|claim| claim.id.clone()).collect()
}

#[test]
fn nothing_is_known_before_a_source_reports_it() {
    let event = |id: &str, happened: &str, reported: &[Option<&str>]| {
        let claims = (1..).zip(reported);
        let claims = claims.map(|(n, reported)| claim(&format!("{id}#{n}"), *reported, "", "", &[]));
        self::event(id, happened, EventKind::Statement, &["bee"], claims.collect())
    };
    let events = vec![
        // What came before tells the story, and reports nothing.
        event("speech", "2026-01-20", &[Some("2026-01-21"), Some("2025-11"), None]),
        event("deal", "2025-09-10", &[Some("2025-09"), Some("2025-07"), Some("2025-09-12")]),
        event("old-source", "2024-05-02", &[Some("2024-04-30")]),
        event("vague", "2023", &[Some("2023-03-01"), Some("2022"), Some("2023")]),
    ];
    let knowledge = Knowledge::new(vec![], events, vec![], vec![]);
    let check = |day: &str, id: &str, expect: &[u8]| {
        let known = known_as_of(&knowledge, day);
        let of_event: Vec<String> =
            known.into_iter().filter(|claim| claim.split('#').next() == Some(id)).collect();
        let expect: Vec<String> = expect.iter().map(|n| format!("{id}#{n}")).collect();
        assert_eq!(of_event, expect, "{id} as of {day}");
    };
    check("2025-12-31", "speech", &[]);
    check("2026-01-20", "speech", &[]);
    check("2026-01-21", "speech", &[1, 2, 3]);
    check("2025-07-31", "deal", &[]);
    check("2025-09-11", "deal", &[]);
    check("2025-09-12", "deal", &[2, 3]);
    check("2025-09-29", "deal", &[2, 3]);
    check("2025-09-30", "deal", &[1, 2, 3]);
    check("2024-05-01", "old-source", &[]);
    check("2024-05-02", "old-source", &[1]);
    check("2022-12-31", "vague", &[]);
    check("2023-02-28", "vague", &[]);
    check("2023-03-01", "vague", &[1]);
    check("2023-12-31", "vague", &[1, 2, 3]);
}

#[test]
fn who_is_named_later_is_not_involved_yet() {
    let day = Some(date("2025-11-20").first_day());
    let of = |entity: &str| TimelineFilter {
        entities: vec![entity.into()],
        as_of_day: day,
        ..TimelineFilter::default()
    };
    check(of("bee"), &[("deal", 1)]);
    // Only a claim of December gives to it.
    check(of("cat"), &[]);
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

#[test]
fn sums_in_different_currencies_are_never_compared() {
    let of = |id: &str, currency: Currency, units: i64| Claim {
        amount: Some(Amount::single(currency, units, Qualifier::Exactly)),
        ..claim(id, None, "ant", "bee", &[])
    };
    let claims =
        [of("deal#1", Currency::EUR, 5), of("deal#2", Currency::KRW, 7_000), of("deal#3", Currency::EUR, 6)];
    let all: Vec<&Claim> = claims.iter().collect();
    let deal = event("deal", "2025-11-18", EventKind::Partnership, &[], vec![]);
    let headline_sum = |claims: &[&Claim]| headline_sum(&deal, claims).cloned();
    assert_eq!(headline_sum(&all).map(|claim| claim.id).as_deref(), Some("deal#3"));
    let ranges = [Claim {
        amount: Some(Amount { high: 9, ..Amount::single(Currency::EUR, 1, Qualifier::Exactly) }),
        ..of("deal#4", Currency::EUR, 1)
    }];
    let with_range: Vec<&Claim> = claims.iter().chain(&ranges).collect();
    assert_eq!(headline_sum(&with_range).map(|claim| claim.id).as_deref(), Some("deal#4"));
}

#[test]
fn of_a_raise_the_sum_in_its_title_counts() {
    let of = |id: &str, billions: i64, flow: FlowKind, status: Status| Claim {
        amount: Some(Amount::single(Currency::USD, billions * 1_000_000_000, Qualifier::Exactly)),
        flow,
        status,
        ..claim(id, None, "ant", "bee", &[])
    };
    let claims = [
        of("round#1", 110, FlowKind::None, Status::Announced),
        of("round#2", 730, FlowKind::None, Status::Announced),
        of("round#3", 50, FlowKind::Equity, Status::Announced),
        of("round#4", 99, FlowKind::None, Status::Rumoured),
    ];
    let check = |kind: EventKind, zh: &str, en: &str, expect: Option<&str>| {
        let title = Bilingual { zh: zh.into(), en: en.into() };
        let round = Event { title, ..event("round", "2026-02-27", kind, &[], vec![]) };
        let all: Vec<&Claim> = claims.iter().collect();
        assert_eq!(headline_sum(&round, &all).map(|claim| claim.id.as_str()), expect, "{zh} {en}");
    };
    use EventKind::{Funding, Partnership};
    check(Funding, "甲募資1100億美元", "Ant raises $110 billion", Some("round#1"));
    check(Funding, "甲募資1100億美元", "Ant closes its round", Some("round#1"));
    check(Funding, "", "Ant raises $110 billion, $50 billion of it from Bee", Some("round#1"));
    check(Funding, "", "Ant raises nearly $111 billion", Some("round#1"));
    check(Funding, "", "Ant raises $120 billion", Some("round#3"));
    check(Funding, "估值7300億美元，甲募資1100億美元", "", Some("round#1"));
    // A title that names no sum, only a worth, a rumour, or one that nobody claims leaves what moves.
    check(Funding, "甲完成募資", "Ant closes its round", Some("round#3"));
    check(Funding, "甲估值7300億美元", "Ant valued at $730 billion", Some("round#3"));
    check(Funding, "", "Ant closes its round at a $730 billion post-money valuation", Some("round#3"));
    check(Funding, "甲募資990億美元", "Ant raises $99 billion", Some("round#3"));
    check(Funding, "甲募資1100億元", "", Some("round#3"));
    // Of other events it is told what moves.
    check(Partnership, "甲1100億美元結盟", "", Some("round#3"));
}

#[test]
fn what_has_one_end_or_is_only_vouched_for_stands_for_no_event_that_moves_money() {
    let of = |id: &str, billions: i64, from: &str, to: &str, flow: FlowKind| Claim {
        amount: Some(Amount::single(Currency::USD, billions * 1_000_000_000, Qualifier::Exactly)),
        flow,
        ..claim(id, None, from, to, &[])
    };
    use FlowKind::{Capex, ComputePurchase, Equity, Guarantee};
    let claims = [
        of("deal#1", 90, "", "bee", Equity),
        of("deal#2", 80, "ant", "", Capex),
        of("deal#3", 15, "ant", "bee", Guarantee),
        of("deal#4", 12, "ant", "bee", ComputePurchase),
    ];
    let deal = event("deal", "2025-11-18", EventKind::ComputePurchase, &[], vec![]);
    let of_first = |count: usize| {
        let all: Vec<&Claim> = claims.iter().take(count).collect();
        headline_sum(&deal, &all).map(|claim| claim.id.clone())
    };
    assert_eq!(of_first(4).as_deref(), Some("deal#4"));
    assert_eq!(of_first(3).as_deref(), Some("deal#3"));
    assert_eq!(of_first(2), None);
}

#[test]
fn a_total_whose_parts_are_told_stands_for_the_raise_that_names_it() {
    let of = |id: &str, qualifier: Qualifier, flow: FlowKind, includes: &[&str]| Claim {
        amount: Some(Amount::single(Currency::USD, 20_000_000_000, qualifier)),
        flow,
        includes: includes.iter().map(|id| (*id).to_owned()).collect(),
        ..claim(id, None, "ant", "bee", &[])
    };
    let title =
        Bilingual { zh: "甲募資約200億美元".into(), en: "Ant raises about $20 billion".into() };
    let round = Event { title, ..event("round", "2025-10-07", EventKind::Funding, &[], vec![]) };
    let total = of("round#1", Qualifier::About, FlowKind::None, &["round#3"]);
    let later = of("round#2", Qualifier::Exactly, FlowKind::Equity, &[]);
    let id = |all: &[&Claim]| headline_sum(&round, all).map(|claim| claim.id.clone());
    assert_eq!(id(&[&total, &later]).as_deref(), Some("round#1"));
    let bare = Claim { includes: Vec::new(), ..total };
    assert_eq!(id(&[&bare, &later]).as_deref(), Some("round#2"));
}
