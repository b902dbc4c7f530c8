//! Claims about the same money are one deal; what is added is added once; money that comes back is found.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

use proptest::prelude::*;
use std::collections::{BTreeSet, HashMap};
use zhimai_knowledge::Knowledge;
use zhimai_knowledge::deals::{Deals, Ending, LeftOut};
use zhimai_model::{
    Amount, Bilingual, Claim, Confidence, Currency, Entity, EntityKind, Event, EventKind, FlowKind, Names,
    Precision, Qualifier, Relation, SaidBy, Source, Status,
};

fn claim(id: &str, from: &str, to: &str, units: i64) -> Claim {
    let side = |id: &str| (!id.is_empty()).then(|| id.to_owned());
    Claim {
        id: id.into(),
        text: Bilingual::default(),
        quote: None,
        amount: (units > 0).then(|| Amount::single(Currency::USD, units, Qualifier::Exactly)),
        from: side(from),
        to: side(to),
        flow: FlowKind::Equity,
        said_by: Some(SaidBy::Press),
        status: Status::Announced,
        conflicts_with: Vec::new(),
        same_as: None,
        includes: Vec::new(),
        ends: Vec::new(),
        sources: vec![Source {
            publisher: "P".into(),
            title: None,
            date: Some("2025-01-02".parse().unwrap()),
            url: None,
            address: None,
            confidence: Some(Confidence::Medium),
        }],
    }
}

fn event(id: &str, claims: Vec<Claim>) -> Event {
    Event {
        id: id.into(),
        date: "2025-01-01".parse().unwrap(),
        precision: Precision::Day,
        kind: EventKind::Investment,
        title: Bilingual::default(),
        summary: Bilingual::default(),
        participants: Vec::new(),
        claims,
    }
}

fn knowledge(claims: Vec<Claim>) -> Knowledge {
    let mut events: Vec<Event> = Vec::new();
    for claim in claims {
        let id = claim.id.split_once('#').unwrap().0.to_owned();
        match events.iter_mut().find(|event| event.id == id) {
            Some(event) => event.claims.push(claim),
            None => events.push(event(&id, vec![claim])),
        }
    }
    Knowledge::new(Vec::new(), events, Vec::new(), Vec::new())
}

/// Each deal by the identifiers of its accounts, the best borne out first.
fn folded(claims: Vec<Claim>) -> Vec<Vec<String>> {
    let known = knowledge(claims);
    let deals = Deals::of(&known, None);
    let ids = |deal: &zhimai_knowledge::deals::Deal<'_>| {
        deal.accounts().map(|(_, claim)| claim.id.clone()).collect::<Vec<_>>()
    };
    deals.all().iter().map(ids).collect()
}

#[test]
fn claims_about_the_same_money_are_one_deal() {
    let with = |change: &dyn Fn(&mut Vec<Claim>)| {
        let mut claims =
            vec![claim("a#1", "x", "y", 5), claim("a#2", "x", "y", 7), claim("b#1", "x", "y", 5)];
        change(&mut claims);
        folded(claims)
    };
    assert_eq!(with(&|_| {}), [["a#1"], ["a#2"], ["b#1"]], "two sums of one event are two deals");
    assert_eq!(with(&|all| all[0].conflicts_with = vec!["a#2".into()]), [vec!["a#1", "a#2"], vec!["b#1"]]);
    assert_eq!(with(&|all| all[1].amount = all[0].amount.clone()), [vec!["a#1", "a#2"], vec!["b#1"]]);
    assert_eq!(with(&|all| all[1].amount = None), [vec!["a#1", "a#2"], vec!["b#1"]]);
    assert_eq!(with(&|all| all[1].flow = FlowKind::Loan), [["a#1"], ["a#2"], ["b#1"]]);
    assert_eq!(
        with(&|all| all[1].flow = FlowKind::None),
        [["a#1"], ["b#1"]],
        "what moves nothing is no deal"
    );
    // What others name as telling it best goes first, wherever it stands.
    assert_eq!(with(&|all| all[0].same_as = Some("b#1".into())), [vec!["b#1", "a#1"], vec!["a#2"]]);
    let none = |all: &mut Vec<Claim>| {
        all[2].flow = FlowKind::None;
        all[2].same_as = Some("a#2".into());
    };
    assert_eq!(with(&none), [vec!["a#1"], vec!["a#2", "b#1"]]);
    // Of a total and its part neither tells the other's money, though one of them names no sum.
    let total = |all: &mut Vec<Claim>| {
        all[1].amount = None;
        all[0].includes = vec!["a#2".into()];
    };
    assert_eq!(with(&total), [["a#1"], ["a#2"], ["b#1"]]);
}

#[test]
fn sums_of_one_event_that_may_be_the_same_are_one_deal() {
    use Qualifier::{About, AtLeast, Exactly, UpTo};
    let deals = |one: (Qualifier, i64, i64), other: (Qualifier, i64, i64), change: &dyn Fn(&mut Claim)| {
        let mut claims = vec![claim("a#1", "x", "y", 1), claim("a#2", "x", "y", 1)];
        for (claim, (qualifier, low, high)) in claims.iter_mut().zip([one, other]) {
            claim.amount = Some(Amount { low, high, ..Amount::single(Currency::USD, 1, qualifier) });
        }
        change(&mut claims[1]);
        folded(claims).len()
    };
    for (one, other, expect) in [
        ((Exactly, 50, 100), (Exactly, 70, 70), 1),
        ((Exactly, 50, 100), (Exactly, 101, 101), 2),
        ((UpTo, 100, 100), (Exactly, 80, 80), 1),
        ((UpTo, 100, 100), (Exactly, 120, 120), 2),
        ((About, 100, 100), (Exactly, 105, 105), 1),
        ((About, 100, 100), (Exactly, 120, 120), 2),
        ((AtLeast, 100, 100), (Exactly, 120, 120), 1),
        ((AtLeast, 100, 100), (AtLeast, i64::MAX, i64::MAX), 1),
        ((About, i64::MAX, i64::MAX), (Exactly, 1, 1), 2),
    ] {
        assert_eq!(deals(one, other, &|_| {}), expect, "{one:?} {other:?}");
    }
    let up_to = ((UpTo, 100, 100), (Exactly, 80, 80));
    assert_eq!(deals(up_to.0, up_to.1, &|one| one.includes = vec!["a#1".into()]), 2, "a part is told as one");
    let yuan = |one: &mut Claim| one.amount.as_mut().unwrap().currency = Currency::CNY;
    assert_eq!(deals(up_to.0, up_to.1, &yuan), 2);
    assert_eq!(deals(up_to.0, up_to.1, &|one| one.from = None), 2);
}

/// So many that what takes each with each by way of texts would not come to an end here.
const MANY: usize = 3_000;

#[test]
fn many_claims_about_one_event_are_folded() {
    let many = |change: &dyn Fn(usize, &mut Claim)| {
        let one = |at: usize| {
            let mut made = claim(&format!("a#{at}"), "x", "y", 1_000 + i64::try_from(at).unwrap());
            change(at, &mut made);
            made
        };
        folded((0..MANY).map(one).collect()).len()
    };
    assert_eq!(many(&|_, _| {}), MANY);
    assert_eq!(many(&|_, one| one.amount = None), 1);
    assert_eq!(many(&|_, one| one.amount.as_mut().unwrap().qualifier = Qualifier::UpTo), 1);
    assert_eq!(many(&|at, one| one.same_as = Some(format!("a#{}", (at + 1) % MANY))), 1);
    assert_eq!(many(&|at, one| one.includes = vec![format!("a#{}", (at + 1) % MANY)]), MANY);
    assert_eq!(many(&|at, one| one.conflicts_with = vec![format!("a#{}", at / 2)]), 1);
}

#[test]
fn the_account_that_is_borne_out_best_stands_for_the_deal() {
    let best = |change: &dyn Fn(&mut Claim)| {
        let mut claims = vec![claim("a#1", "x", "y", 5), claim("a#2", "x", "y", 7)];
        claims[0].conflicts_with = vec!["a#2".into()];
        change(&mut claims[1]);
        folded(claims)[0][0].clone()
    };
    assert_eq!(best(&|_| {}), "a#1", "of equals the first");
    assert_eq!(best(&|one| one.said_by = Some(SaidBy::Filing)), "a#2");
    assert_eq!(best(&|one| one.sources[0].confidence = Some(Confidence::High)), "a#2");
    assert_eq!(best(&|one| one.status = Status::Paid), "a#2");
    let more = |one: &mut Claim| {
        let mut other = one.sources[0].clone();
        other.publisher = "Q".into();
        one.sources.push(other);
    };
    assert_eq!(best(&more), "a#2");
    let rumour = |one: &mut Claim| {
        one.said_by = Some(SaidBy::Filing);
        one.status = Status::Rumoured;
    };
    assert_eq!(best(&rumour), "a#1", "a rumour stands for none that is more");
    let no_sum = |one: &mut Claim| {
        one.said_by = Some(SaidBy::Filing);
        one.amount = None;
    };
    assert_eq!(best(&no_sum), "a#1", "what names no sum stands for none that does");
}

#[test]
fn a_deal_is_of_the_day_on_which_it_became_as_firm_as_it_is() {
    let told = |id: &str, date: &str, status: Status, same_as: Option<&str>| {
        let mut claim = claim(id, "x", "y", 5);
        (claim.status, claim.same_as) = (status, same_as.map(str::to_owned));
        let (id, _) = id.split_once('#').unwrap();
        Event { date: date.parse().unwrap(), ..event(id, vec![claim]) }
    };
    let mut events = vec![
        told("a#1", "2025-03-01", Status::Announced, None),
        told("b#1", "2025-09-10", Status::Committed, Some("a#1")),
        told("c#1", "2025-09-20", Status::Committed, Some("a#1")),
        told("d#1", "2025-02-10", Status::Rumoured, Some("a#1")),
        told("e#1", "2025-04-10", Status::Opinion, Some("a#1")),
    ];
    let steps = |events: &[Event]| {
        let known = Knowledge::new(Vec::new(), events.to_vec(), Vec::new(), Vec::new());
        let deals = Deals::of(&known, None);
        let deal = &deals.all()[0];
        let steps: Vec<_> =
            deal.steps().into_iter().map(|(status, event)| (status, event.id.clone())).collect();
        (steps, deal.date().edtf().to_owned())
    };
    let way = [(Status::Rumoured, "d"), (Status::Announced, "a"), (Status::Committed, "b")];
    let way = way.map(|(status, id)| (status, id.to_owned())).to_vec();
    assert_eq!(steps(&events), (way.clone(), "2025-09-10".to_owned()));
    // What is off was never as firm as that: it goes by what happened.
    events.push(told("f#1", "2026-01-01", Status::CalledOff, Some("a#1")));
    assert_eq!(steps(&events), (way, "2025-03-01".to_owned()));
}

#[test]
fn a_replacement_ends_a_deal_on_its_day() {
    let mut letter = claim("letter#1", "x", "y", 100);
    letter.status = Status::LetterOfIntent;
    let mut replaced = claim("round#1", "x", "y", 30);
    replaced.ends = vec!["letter#1".into()];
    replaced.sources[0].date = Some("2026-02-27".parse().unwrap());
    let known = knowledge(vec![letter, replaced]);
    let at = |day: &str| {
        let day: zhimai_model::DateRange = day.parse().unwrap();
        let deals = Deals::of(&known, Some(day.last_day()));
        deals.all().iter().map(|deal| (deal.id.to_owned(), deal.end.map(|end| end.how))).collect::<Vec<_>>()
    };
    assert_eq!(at("2024"), []);
    assert_eq!(at("2025"), [("letter#1".to_owned(), None)]);
    let both = [("letter#1".to_owned(), Some(Ending::Replaced)), ("round#1".to_owned(), None)];
    assert_eq!(at("2026"), both);
    let deals = Deals::of(&known, None);
    let sums = deals.sums(&[0, 1]);
    assert_eq!((sums.sums[0].low, &sums.left_out), (30, &vec![(0, LeftOut::Ended)]));
}

#[test]
fn a_denial_is_no_second_deal() {
    let mut denial = claim("a#2", "x", "y", 5);
    denial.status = Status::Denied;
    let known = knowledge(vec![claim("a#1", "x", "y", 5), denial]);
    let deals = Deals::of(&known, None);
    assert_eq!(deals.all().len(), 1);
    assert_eq!(deals.all()[0].status, Status::Denied);
    assert_eq!(deals.all()[0].end.map(|end| end.how), Some(Ending::Denied));
}

#[test]
fn sums_keep_what_must_not_be_added_apart() {
    let mut claims = vec![claim("a#1", "", "y", 45), claim("b#1", "x", "y", 10), claim("c#1", "z", "y", 5)];
    claims[0].includes = vec!["b#1".into(), "c#1".into()];
    let known = knowledge(claims.clone());
    let deals = Deals::of(&known, None);
    let sums = deals.sums(&[0, 1, 2, 2, 99]);
    assert_eq!((sums.sums[0].low, sums.sums[0].high), (45, Some(45)));
    assert_eq!(sums.left_out, [(1, LeftOut::Within(0)), (2, LeftOut::Within(0))]);
    // Without the total its parts count.
    assert_eq!(deals.sums(&[1, 2]).sums[0].low, 15);

    claims[0].includes.clear();
    claims[0].flow = FlowKind::Loan;
    claims[1].amount.as_mut().unwrap().qualifier = Qualifier::UpTo;
    claims[2].amount.as_mut().unwrap().currency = Currency::EUR;
    let known = knowledge(claims);
    let sums = Deals::of(&known, None).sums(&[0, 1, 2]).sums;
    let told: Vec<_> = sums.iter().map(|sum| (sum.kind, sum.currency, sum.low, sum.high)).collect();
    assert_eq!(
        told,
        [
            (FlowKind::Equity, Currency::EUR, 5, Some(5)),
            (FlowKind::Equity, Currency::USD, 0, Some(10)),
            (FlowKind::Loan, Currency::USD, 45, Some(45)),
        ]
    );
}

/// Money that lies in other money by way of a total that is no deal, or of one that was told later, is added once.
#[test]
fn what_lies_between_a_total_and_its_parts_hides_none() {
    let mut claims = vec![
        claim("a#1", "x", "y", 9),
        claim("b#1", "", "", 7),
        claim("c#1", "x", "y", 3),
        claim("d#1", "z", "y", 4),
        claim("e#1", "w", "y", 8),
    ];
    claims[0].includes = vec!["b#1".into()];
    claims[1].includes = vec!["c#1".into(), "d#1".into()];
    claims[1].flow = FlowKind::None;
    let sums = |claims: Vec<Claim>, as_of: Option<i32>| {
        let known = knowledge(claims);
        let deals = Deals::of(&known, as_of);
        let places: Vec<usize> = (0..deals.all().len()).collect();
        deals.sums(&places).sums.iter().map(|sum| sum.low).sum::<i64>()
    };
    assert_eq!(sums(claims.clone(), None), 17);
    let known = knowledge(claims.clone());
    let deals = Deals::of(&known, None);
    assert_eq!((&deals.all()[0].includes, &deals.all()[1].within), (&vec![1, 2], &vec![0]));
    // The same where the total between moves money, and is told later than what it lies in and what lies in it.
    claims[1].flow = FlowKind::Equity;
    claims[1].from = Some("x".into());
    claims[1].sources[0].date = Some("2026-01-02".parse().unwrap());
    let day: zhimai_model::DateRange = "2025".parse().unwrap();
    assert_eq!(sums(claims.clone(), Some(day.last_day())), 17);
    // Two totals of which each has the same sum in it, though that is no deal.
    claims[1].flow = FlowKind::None;
    claims[1].includes.clear();
    claims[4].includes = vec!["b#1".into()];
    assert_eq!(sums(claims, None), 16);
}

fn entity(id: &str, relation: &str, target: &str) -> Entity {
    let relations = vec![Relation { kind: relation.into(), target: target.into(), since: None }];
    Entity {
        id: id.into(),
        kind: EntityKind::Product,
        names: Names { en: id.into(), zh_tw: id.into(), zh_hk: id.into(), zh_cn: id.into() },
        aliases: Vec::new(),
        description: Bilingual::default(),
        relations,
        ticker: None,
        founded: None,
        headquarters: None,
        released: None,
        note: None,
    }
}

#[test]
fn money_that_comes_back_is_a_loop() {
    let mut bought = claim("b#1", "lab", "cloud", 30);
    bought.flow = FlowKind::ComputePurchase;
    let claims = vec![claim("a#1", "owner", "lab", 5), bought];
    let check = |entities: Vec<Entity>, claims: Vec<Claim>, expect: usize| {
        let events = knowledge(claims).events().to_vec();
        let known = Knowledge::new(entities, events, Vec::new(), Vec::new());
        assert_eq!(Deals::of(&known, None).loops(&known).loops.len(), expect);
    };
    check(Vec::new(), claims.clone(), 0);
    check(vec![entity("cloud", "product-of", "owner")], claims.clone(), 1);
    check(vec![entity("owner", "owns", "cloud")], claims.clone(), 1);
    let mut denied = claims.clone();
    denied[1].status = Status::Denied;
    check(vec![entity("cloud", "product-of", "owner")], denied, 0);
    let mut gifts = claims.clone();
    gifts[1].flow = FlowKind::Equity;
    check(vec![entity("cloud", "product-of", "owner")], gifts, 0);
    // Who belonged to nobody yet is nobody's.
    let mut later = entity("cloud", "product-of", "owner");
    later.relations[0].since = Some("2026-02-02".parse().unwrap());
    let mut all = claims.clone();
    all[1].flow = FlowKind::ComputePurchase;
    let known = Knowledge::new(vec![later], knowledge(all).events().to_vec(), Vec::new(), Vec::new());
    for (day, expect) in [("2026-02-01", 0), ("2026-02-02", 1)] {
        let day: zhimai_model::DateRange = day.parse().unwrap();
        assert_eq!(Deals::of(&known, Some(day.last_day())).loops(&known).loops.len(), expect);
    }
    // Owners that go round lead nowhere, and end.
    check(vec![entity("x", "product-of", "y"), entity("y", "product-of", "x")], Vec::new(), 0);
}

/// Some claims of a few events among a few entities, tied to each other in every way, sound or not.
fn some_claims() -> impl Strategy<Value = Vec<Claim>> {
    let sides = prop::sample::select(vec!["", "u", "v", "w", "x", "y"]);
    let one = (0..4usize, sides.clone(), sides, 0..200i64, 0..4usize, 0..4usize, 0..6usize);
    let ties = prop::collection::vec((0..12usize, 0..12usize, 0..4usize), 0..16);
    (prop::collection::vec(one, 1..12), ties).prop_map(|(claims, ties)| {
        let kinds = [FlowKind::Equity, FlowKind::ComputePurchase, FlowKind::Loan, FlowKind::None];
        let statuses = [
            Status::Paid,
            Status::Announced,
            Status::Reported,
            Status::Rumoured,
            Status::LetterOfIntent,
            Status::Denied,
        ];
        let mut made: Vec<Claim> = Vec::new();
        for (n, (event, from, to, units, kind, qualifier, status)) in claims.into_iter().enumerate() {
            let mut one = claim(&format!("e{event}#{n}"), from, to, units);
            one.flow = kinds[kind];
            one.status = statuses[status];
            if let Some(amount) = &mut one.amount {
                amount.qualifier =
                    [Qualifier::Exactly, Qualifier::UpTo, Qualifier::About, Qualifier::MoreThan][qualifier];
            }
            made.push(one);
        }
        for (a, b, tie) in ties {
            let Some(other) = made.get(b).map(|claim| claim.id.clone()) else { continue };
            let Some(one) = made.get_mut(a) else { continue };
            match tie {
                0 => one.same_as = Some(other),
                1 => one.includes.push(other),
                2 => one.ends.push(other),
                _ => one.conflicts_with.push(other),
            }
        }
        made
    })
}

proptest! {
    /// Whatever the claims: no money is in a sum twice, not itself, not as a part of a part, not by way of two totals.
    #[test]
    fn nothing_is_added_twice(claims in some_claims()) {
        let known = knowledge(claims);
        let deals = Deals::of(&known, None);
        let all: Vec<usize> = (0..deals.all().len()).collect();
        let sums = deals.sums(&all);
        // As the claims have it: what a deal's accounts include, and what other accounts of that include.
        let includes = |id: &str| known.claim(id).map(|(_, claim)| claim.includes.clone()).unwrap_or_default();
        let mut counted: HashMap<String, usize> = HashMap::new();
        for place in sums.sums.iter().flat_map(|sum| &sum.deals) {
            let mut inside = BTreeSet::new();
            let accounts = |at: usize| deals.all()[at].accounts().map(|(_, claim)| claim.id.clone());
            let mut ahead: Vec<String> = accounts(*place).collect();
            while let Some(id) = ahead.pop() {
                let of = deals.place(&id);
                let name = of.map_or_else(|| id.clone(), |at| deals.all()[at].id.to_owned());
                if inside.insert(name) {
                    let all = of.map_or_else(|| vec![id], |at| accounts(at).collect());
                    ahead.extend(all.iter().flat_map(|id| includes(id)));
                }
            }
            for part in inside {
                *counted.entry(part).or_default() += 1;
            }
        }
        prop_assert!(counted.values().all(|times| *times == 1), "{counted:?}");
        // Every deal is in a sum or told as left out, once.
        let mut told: Vec<usize> = sums.sums.iter().flat_map(|sum| sum.deals.clone()).collect();
        told.extend(sums.left_out.iter().map(|(place, _)| *place));
        told.sort_unstable();
        prop_assert_eq!(told, all);
        // A sum is what its deals say.
        for sum in &sums.sums {
            let amounts = || sum.deals.iter().filter_map(|place| deals.all()[*place].amount());
            prop_assert!(amounts().all(|amount| amount.currency == sum.currency));
            prop_assert!(sum.deals.iter().all(|place| deals.all()[*place].kind == sum.kind));
            let high: i64 = amounts().map(|amount| amount.high).sum();
            prop_assert!(sum.low <= high && sum.high.is_none_or(|most| most == high));
        }
    }

    /// Whatever the claims: each is an account of one deal at most, and a deal goes by the same name whenever it is known.
    #[test]
    fn a_claim_is_of_one_deal(claims in some_claims(), day in 0..30_000i32) {
        let known = knowledge(claims);
        let (now, then) = (Deals::of(&known, None), Deals::of(&known, Some(day)));
        let mut seen = BTreeSet::new();
        for (_, claim) in now.all().iter().flat_map(|deal| deal.accounts()) {
            prop_assert!(seen.insert(claim.id.clone()));
        }
        for deal in then.all() {
            let (_, claim) = deal.best;
            prop_assert_eq!(now.of_claim(&claim.id).map(|deal| deal.id), Some(deal.id));
        }
    }

    /// Whatever the claims: each leg of a loop takes from where the one before brings to, and no loop is told twice.
    #[test]
    fn loops_close(claims in some_claims()) {
        let known = knowledge(claims);
        let deals = Deals::of(&known, None);
        let mut seen = BTreeSet::new();
        for one in deals.loops(&known).loops {
            let ends: Vec<_> = one.legs.iter().map(|leg| leg.to).collect();
            let starts: Vec<_> = one.legs.iter().map(|leg| leg.from).collect();
            prop_assert!(ends.iter().eq(starts.iter().cycle().skip(1).take(ends.len())));
            prop_assert_eq!(starts.iter().collect::<BTreeSet<_>>().len(), starts.len());
            prop_assert!(one.legs.iter().all(|leg| !leg.deals.is_empty()));
            prop_assert!(seen.insert(starts));
        }
    }
}
