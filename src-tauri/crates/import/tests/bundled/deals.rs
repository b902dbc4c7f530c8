//! Which claims are about the same money, which sums lie in another, and what ends one: whether what the claims say of it fits.

use crate::{Rule, Tell};
use std::collections::{HashMap, HashSet};
use zhimai_import::collection::Collection;
use zhimai_model::{Claim, FlowKind, Qualifier, Status};

pub(crate) const RULES: &[Rule] = &[
    ("flow-without-its-end", flow_without_its_end),
    ("account-of-another-way", account_of_another_way),
    ("account-of-what-does-not-flow", account_of_what_does_not_flow),
    ("account-with-parts", account_with_parts),
    ("account-named-for-its-money", account_named_for_its_money),
    ("includes-itself", includes_itself),
    ("part-larger-than-total", part_larger_than_total),
    ("same-money-twice", same_money_twice),
    ("ending-not-of-text", ending_not_of_text),
    ("ends-without-a-word", ends_without_a_word),
];

fn claims(collection: &Collection) -> impl Iterator<Item = &Claim> {
    collection.events.iter().flat_map(|event| &event.claims)
}

fn by_id(collection: &Collection) -> HashMap<&str, &Claim> {
    claims(collection).map(|claim| (claim.id.as_str(), claim)).collect()
}

/// Claims that say that they are another account of a claim's money, with that claim.
fn accounts(collection: &Collection) -> Vec<(&Claim, &Claim)> {
    let all = by_id(collection);
    claims(collection).filter_map(|claim| Some((claim, *all.get(claim.same_as.as_deref()?)?))).collect()
}

fn way(claim: &Claim) -> String {
    let end = |end: &Option<String>| end.as_deref().unwrap_or("?").to_owned();
    format!("{:?} {} > {}", claim.flow, end(&claim.from), end(&claim.to))
}

fn says(claim: &Claim, words: &str) -> bool {
    let (zh, en) = (&claim.text.zh, format!(" {} ", claim.text.en.to_lowercase()));
    words.split('|').any(|word| zh.contains(word) || en.contains(word))
}

/// Who builds, buys a company or vouches is known; of other money, who gets it.
fn flow_without_its_end(collection: &Collection, tell: Tell<'_>) {
    for claim in claims(collection) {
        let is_known = match claim.flow {
            FlowKind::None | FlowKind::Grant => true,
            FlowKind::Capex | FlowKind::Acquisition | FlowKind::Guarantee | FlowKind::Warrant => {
                claim.from.is_some()
            }
            _ => claim.to.is_some(),
        };
        if !is_known {
            tell(claim.id.clone(), way(claim));
        }
    }
}

/// Another account has the same giver and taker, and the same form, or does not tell them.
fn account_of_another_way(collection: &Collection, tell: Tell<'_>) {
    for (claim, head) in accounts(collection) {
        let fits = |own: &Option<String>, other: &Option<String>| own.is_none() || own == other;
        let is_same = fits(&claim.from, &head.from) && fits(&claim.to, &head.to);
        if !is_same || (claim.flow != FlowKind::None && claim.flow != head.flow) {
            tell(claim.id.clone(), format!("{}, but {}: {}", way(claim), head.id, way(head)));
        }
    }
}

/// Where money moves by another account, it moves by the one that tells it best.
fn account_of_what_does_not_flow(collection: &Collection, tell: Tell<'_>) {
    for (claim, head) in accounts(collection) {
        if claim.flow != FlowKind::None && head.flow == FlowKind::None {
            tell(claim.id.clone(), format!("{}, but {}: {}", way(claim), head.id, way(head)));
        }
    }
}

/// The parts of a total are told with the account that tells it best.
fn account_with_parts(collection: &Collection, tell: Tell<'_>) {
    for claim in claims(collection).filter(|claim| !claim.includes.is_empty()) {
        if let Some(head) = &claim.same_as {
            tell(claim.id.clone(), format!("as {head}, with {:?}", claim.includes));
        }
    }
}

/// Money that is a part, or that is off, goes by the account that tells it best.
fn account_named_for_its_money(collection: &Collection, tell: Tell<'_>) {
    let all = by_id(collection);
    for claim in claims(collection) {
        for other in claim.includes.iter().chain(&claim.ends) {
            if let Some(head) = all.get(other.as_str()).and_then(|other| other.same_as.as_ref()) {
                tell(claim.id.clone(), format!("{other}, which is as {head}"));
            }
        }
    }
}

/// No total lies within itself, in however many steps.
fn includes_itself(collection: &Collection, tell: Tell<'_>) {
    let all = by_id(collection);
    let parts = |id: &str| all.get(id).map(|claim| &claim.includes[..]).unwrap_or_default();
    for claim in claims(collection) {
        let (mut seen, mut ahead) = (HashSet::new(), vec![claim.id.as_str()]);
        while let Some(at) = ahead.pop() {
            ahead.extend(parts(at).iter().map(String::as_str).filter(|part| seen.insert(*part)));
        }
        if seen.contains(claim.id.as_str()) {
            tell(claim.id.clone(), format!("{:?}", claim.includes));
        }
    }
}

/// A part is no larger than the total, where both are told in one currency and the total is not open upwards.
fn part_larger_than_total(collection: &Collection, tell: Tell<'_>) {
    let all = by_id(collection);
    for claim in claims(collection) {
        let Some(total) = &claim.amount else { continue };
        if matches!(total.qualifier, Qualifier::MoreThan | Qualifier::AtLeast) {
            continue;
        }
        for part in claim.includes.iter().filter_map(|part| all.get(part.as_str())) {
            let is_larger =
                |sum: &zhimai_model::Amount| sum.currency == total.currency && sum.high > total.high;
            if part.amount.as_ref().is_some_and(is_larger) {
                tell(claim.id.clone(), format!("{} is larger: {}", part.id, part.text.zh));
            }
        }
    }
}

/// The same sum that goes the same way by two events is the same money, a part of the other, or an exception.
fn same_money_twice(collection: &Collection, tell: Tell<'_>) {
    type Way<'a> = (Option<&'a str>, Option<&'a str>, String, i64, i64);
    let mut seen: HashMap<Way<'_>, Vec<&Claim>> = HashMap::new();
    for claim in claims(collection).filter(|claim| claim.flow != FlowKind::None) {
        let Some(sum) = &claim.amount else { continue };
        let form = format!("{:?} {:?}", claim.flow, sum.currency);
        let alike =
            seen.entry((claim.from.as_deref(), claim.to.as_deref(), form, sum.low, sum.high)).or_default();
        let event = |id: &str| id.split('#').next().map(str::to_owned);
        for other in alike.iter().filter(|other| event(&other.id) != event(&claim.id)) {
            let head = |claim: &Claim| claim.same_as.clone().unwrap_or_else(|| claim.id.clone());
            let is_part = claim.includes.contains(&other.id) || other.includes.contains(&claim.id);
            if head(claim) != head(other) && !is_part {
                tell(claim.id.clone(), format!("{} and {}: {}", way(claim), other.id, claim.text.zh));
            }
        }
        alike.push(claim);
    }
}

/// What is denied or off is told as that, and what is told as denied is no more than rumour or is denied.
fn ending_not_of_text(collection: &Collection, tell: Tell<'_>) {
    const DENIED: &str = "否認|不實|假新聞|從未| denied| denies| false| untrue| dishonest|fake news| never ";
    const OFF: &str = "放棄|否決|撤回|從未交割|破局|禁止|取消|終止|作罷|告吹|gave up| voted down|withdrawn| never closed| fell through|forbade|called off|cancelled|scrapped";
    for claim in claims(collection) {
        let fits = match claim.status {
            Status::Denied => says(claim, DENIED),
            Status::CalledOff => says(claim, OFF),
            Status::Rumoured | Status::Opinion => true,
            _ => !says(claim, "否認| denied | denies "),
        };
        if !fits {
            tell(claim.id.clone(), format!("{:?} — {} {}", claim.status, claim.text.zh, claim.text.en));
        }
    }
}

/// What ends other money says that it is denied, off, or replaced.
fn ends_without_a_word(collection: &Collection, tell: Tell<'_>) {
    for claim in claims(collection).filter(|claim| !claim.ends.is_empty()) {
        let is_off = matches!(claim.status, Status::Denied | Status::CalledOff);
        if !is_off && !says(claim, "取代|失效|到期| replaced| superseded| lapsed| expired") {
            tell(claim.id.clone(), format!("{:?} — {} {}", claim.ends, claim.text.zh, claim.text.en));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULES;
    use crate::sample::{breaks, places, with};

    const SECOND: &str = r#""from":null,"to":null,"flow":"none","status":"reported","said_by":"press","conflicts_with":["deal#3"]"#;
    const THIRD: &str = r#""conflicts_with":["deal#2"]"#;
    const SUM: &str = r#""amount":{"currency":"USD","low":5000000000,"high":5000000000,"qualifier":"up-to","horizon":null},"from":"ant","to":"bee","flow":"equity","status":"announced","said_by":"company","conflicts_with":[]"#;

    #[test]
    fn each_rule_finds_what_breaks_it() {
        let check = |rule, from, to: &str, expect: &[&str]| breaks(RULES, rule, from, to, expect);
        let first = r#""from":"ant","to":"bee","flow":"equity""#;
        check("flow-without-its-end", first, r#""from":"ant","to":null,"flow":"equity""#, &["deal#1"]);
        check("flow-without-its-end", first, r#""from":null,"to":"bee","flow":"equity""#, &[]);
        check("flow-without-its-end", first, r#""from":null,"to":"bee","flow":"capex""#, &["deal#1"]);
        check("flow-without-its-end", first, r#""from":"ant","to":null,"flow":"capex""#, &[]);

        let second = |from, to, flow, more| {
            format!(
                r#""from":{from},"to":{to},"flow":"{flow}","status":"reported","said_by":"press","conflicts_with":["deal#3"],{more}"#
            )
        };
        let way = "account-of-another-way";
        check(way, SECOND, &second("null", "null", "none", r#""same_as":"deal#1""#), &[]);
        check(way, SECOND, &second(r#""ant""#, r#""bee""#, "equity", r#""same_as":"deal#1""#), &[]);
        check(way, SECOND, &second(r#""bee""#, r#""ant""#, "none", r#""same_as":"deal#1""#), &["deal#2"]);
        check(way, SECOND, &second("null", r#""bee""#, "loan", r#""same_as":"deal#1""#), &["deal#2"]);
        check(
            "account-of-what-does-not-flow",
            SECOND,
            &second("null", r#""bee""#, "equity", r#""same_as":"deal#3""#),
            &["deal#2"],
        );
        let parts = r#""same_as":"deal#1","includes":["deal#3"]"#;
        check("account-with-parts", SECOND, &second("null", "null", "none", parts), &["deal#2"]);
        check("ends-without-a-word", THIRD, r#""conflicts_with":["deal#2"],"ends":["deal#1"]"#, &["deal#3"]);
        check("ending-not-of-text", "增加20%", "增加20%，但蜜蜂否認", &["deal#3"]);
        check("ending-not-of-text", r#""status":"announced""#, r#""status":"denied""#, &["deal#1"]);
        check("ending-not-of-text", r#""status":"announced""#, r#""status":"called-off""#, &["deal#1"]);
    }

    #[test]
    fn what_takes_two_claims_is_found() {
        let second = |more: &str| format!("{SECOND},{more}");
        let third = |more: &str| format!("{THIRD},{more}");
        let found = |rule, changes: &[(&str, &str)]| places(RULES, rule, &with(changes));
        assert_eq!(
            found(
                "account-named-for-its-money",
                &[
                    (SECOND, &second(r#""same_as":"deal#1""#)),
                    (THIRD, &third(r#""includes":["deal#2"],"ends":["deal#1"]"#))
                ]
            ),
            ["deal#3"]
        );
        let circle =
            [(SECOND, &*second(r#""includes":["deal#3"]"#)), (THIRD, &third(r#""includes":["deal#2"]"#))];
        assert_eq!(found("includes-itself", &circle), ["deal#2", "deal#3"]);
        assert_eq!(found("includes-itself", &circle[..1]), Vec::<String>::new());
        let small =
            r#""amount":{"currency":"USD","low":1000,"high":1000,"qualifier":"exactly","horizon":null},"#;
        let total = format!(r#"{small}{}"#, second(r#""includes":["deal#1"]"#));
        let without = format!(r#""amount":null,{SECOND}"#);
        assert_eq!(found("part-larger-than-total", &[(&without, &total)]), ["deal#2"]);
        let open = total.replace("exactly", "more-than");
        assert_eq!(found("part-larger-than-total", &[(&without, &open)]), Vec::<String>::new());
    }

    #[test]
    fn money_that_two_events_tell_is_found() {
        let again = r#"{"id":"deal#2","#;
        let other = |more: &str| format!(r#""amount":null,{SECOND}{more}"#);
        let (without, sum) = (other(""), SUM.replace("[]", r#"["deal#3"]"#));
        let places_of = |more: &str| {
            let sum = format!("{sum}{more}");
            places(RULES, "same-money-twice", &with(&[(again, r#"{"id":"later#2","#), (&without, &sum)]))
        };
        assert_eq!(places_of(""), ["later#2"]);
        assert_eq!(places_of(r#","same_as":"deal#1""#), Vec::<String>::new());
        assert_eq!(places_of(r#","includes":["deal#1"]"#), Vec::<String>::new());
    }
}
