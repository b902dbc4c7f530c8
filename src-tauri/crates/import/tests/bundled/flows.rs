//! Claims: whether money flows where the text says so, how firm that is and whose word, and where claims disagree.

use crate::{Rule, Tell};
use std::collections::{BTreeSet, HashMap, HashSet};
use zhimai_import::collection::Collection;
use zhimai_model::{Claim, Confidence, FlowKind, SaidBy, Status};

pub(crate) const RULES: &[Rule] = &[
    ("denial-flows", denial_flows),
    ("total-flows", total_flows),
    ("opinion-flows", opinion_flows),
    ("flow-without-sum", flow_without_sum),
    ("flow-of-low-confidence", flow_of_low_confidence),
    ("one-end-without-flow", one_end_without_flow),
    ("status-not-of-text", status_not_of_text),
    ("word-not-of-text", word_not_of_text),
    ("claim-told-twice", claim_told_twice),
    ("conflict-not-linked", conflict_not_linked),
    ("link-without-conflict", link_without_conflict),
    ("conflict-of-two-currencies", conflict_of_two_currencies),
    ("conflict-without-difference", conflict_without_difference),
];

fn claims(collection: &Collection) -> impl Iterator<Item = &Claim> {
    collection.events.iter().flat_map(|event| &event.claims)
}

/// The first of the words, parted by `|`, that a claim's text has, in either language.
fn word<'a>(claim: &Claim, words: &'a str) -> Option<&'a str> {
    let (zh, en) = (&claim.text.zh, format!(" {} ", claim.text.en.to_lowercase()));
    words.split('|').find(|word| zh.contains(word) || en.contains(word))
}

fn excerpt(claim: &Claim, what: &str) -> String {
    format!("{what} — {} {}", claim.text.zh, claim.text.en)
}

/// Claims of which money flows though a word says otherwise.
fn flows_though(collection: &Collection, words: &str, tell: Tell<'_>) {
    for claim in claims(collection).filter(|claim| claim.flow != FlowKind::None) {
        if let Some(found) = word(claim, words) {
            tell(claim.id.clone(), excerpt(claim, &format!("{:?}, but {found}", claim.flow)));
        }
    }
}

fn denial_flows(collection: &Collection, tell: Tell<'_>) {
    const WORDS: &str = "否認|從未|從來沒|不曾|並非|並未|不是承諾|質疑|懷疑|未必|擱置|告吹|破局|取消|撤回|落空| denied| denies| never | not a commitment|doubt|called off|collapsed|cancelled|scrapped|walked away|withdrew| shelved|fell through";
    flows_though(collection, WORDS, tell);
}

fn total_flows(collection: &Collection, tell: Tell<'_>) {
    const WORDS: &str = "待履約|未履約|在手訂單|積壓|年化|營收預|預估營收|backlog|remaining performance|run-rate|run rate|annualised|annualized|revenue forecast";
    flows_though(collection, WORDS, tell);
    // The worth of a company, or what was paid so far, may be told beside the sum that is paid; alone it is none.
    const WORTH: &str =
        "估值|市值|累計|總計|valuation|valued at|valuing|market value|market cap|cumulative|running total";
    for claim in claims(collection).filter(|claim| claim.flow != FlowKind::None && claim.amount.is_some()) {
        let sums = zhimai_text::amount::find(&claim.text.en).len();
        if let Some(found) = word(claim, WORTH)
            && sums < 2
        {
            tell(claim.id.clone(), excerpt(claim, &format!("{:?}, but {found} alone", claim.flow)));
        }
    }
}

fn opinion_flows(collection: &Collection, tell: Tell<'_>) {
    for claim in claims(collection) {
        if claim.flow != FlowKind::None && claim.status == Status::Opinion {
            tell(claim.id.clone(), excerpt(claim, &format!("{:?}", claim.flow)));
        }
    }
}

/// What flows is some money, or so many chips, watts or shares; only where it was kept secret is nothing told of how much.
fn flow_without_sum(collection: &Collection, tell: Tell<'_>) {
    const TOLD: &str = "數十億|數百億|billions|multibillion|several billion|購電|吉瓦|GW|百萬瓦|MW|萬顆|萬片|萬股|億股|股權證|%|一成|兩成|同一比例|全部算力|多吉瓦|未公開|未披露|未揭露|未公布|未透露|沒有公布|沒有公開|沒有披露|沒有揭露|未列明|未說明|金額不明|undisclosed|not disclosed|did not disclose|no sum|no figure|no amount|no price|without a sum|without giving|terms were not";
    for claim in claims(collection) {
        if claim.flow != FlowKind::None && claim.amount.is_none() && word(claim, TOLD).is_none() {
            tell(claim.id.clone(), excerpt(claim, &format!("{:?}", claim.flow)));
        }
    }
}

fn flow_of_low_confidence(collection: &Collection, tell: Tell<'_>) {
    for claim in claims(collection) {
        let low = claim.sources.iter().all(|source| source.confidence == Some(Confidence::Low));
        let firm = !matches!(claim.status, Status::Rumoured | Status::Opinion);
        if claim.flow != FlowKind::None && low && firm && claim.conflicts_with.is_empty() {
            tell(claim.id.clone(), excerpt(claim, &format!("{:?}", claim.flow)));
        }
    }
}

/// A worth or a total goes to nobody.
fn one_end_without_flow(collection: &Collection, tell: Tell<'_>) {
    const WORTH: &str =
        "估值|市值|待履約|年化|營收|收入|淨收益|valuation|valued|backlog|run-rate|revenue| gain";
    for claim in claims(collection) {
        // What is raised may be told with what its maker is then worth.
        let is_raise = claim.amount.is_some() && zhimai_text::amount::find(&claim.text.en).len() > 1;
        let one = claim.flow == FlowKind::None && claim.from.is_some() != claim.to.is_some() && !is_raise;
        if let Some(found) = word(claim, WORTH).filter(|_| one) {
            tell(claim.id.clone(), excerpt(claim, &format!("{:?} {:?} of {found}", claim.from, claim.to)));
        }
    }
}

fn status_not_of_text(collection: &Collection, tell: Tell<'_>) {
    let told: [(&[Status], &str); 4] = [
        (
            &[Status::Paid, Status::Committed],
            "擬|打算|可能|洽談|考慮|傳出|意向書| may | might | in talks|considering|letter of intent|non-binding|is weighing",
        ),
        (&[Status::Paid], "承諾投資|將投資| will invest| to invest |plans to |agreed to "),
        (
            &[Status::Announced],
            "據報|傳出|消息人士|知情人士|reportedly|people familiar|sources said|is said to|was said to|rumour",
        ),
        (
            &[Status::Reported, Status::Announced, Status::Paid, Status::Committed],
            "傳聞|謠傳|rumoured|rumored",
        ),
    ];
    for claim in claims(collection) {
        for (statuses, words) in told {
            if let Some(found) = word(claim, words).filter(|_| statuses.contains(&claim.status)) {
                tell(claim.id.clone(), excerpt(claim, &format!("{:?}, but {found}", claim.status)));
            }
        }
    }
}

fn word_not_of_text(collection: &Collection, tell: Tell<'_>) {
    let told: [(SaidBy, &str); 2] = [
        (
            SaidBy::Anonymous,
            "消息人士|知情人士|people familiar|unnamed|sources said|sources say|a source said|citing a source|citing sources",
        ),
        (SaidBy::Analyst, "分析師認為|分析師估|分析師預|analyst estimates|analysts estimate|analysts expect"),
    ];
    for claim in claims(collection) {
        for (said_by, words) in told {
            // Who passes it on may be told instead.
            let fits = claim.said_by.is_some_and(|own| own == said_by || matches!(own, SaidBy::Repost));
            if let Some(found) = word(claim, words).filter(|_| !fits) {
                tell(claim.id.clone(), excerpt(claim, &format!("{:?}, but {found}", claim.said_by)));
            }
        }
        if claim.said_by == Some(SaidBy::Repost)
            && claim.sources.iter().any(|s| s.confidence == Some(Confidence::High))
        {
            tell(claim.id.clone(), excerpt(claim, "a repost, rated high"));
        }
    }
}

fn claim_told_twice(collection: &Collection, tell: Tell<'_>) {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for claim in claims(collection) {
        for text in [claim.text.zh.as_str(), claim.text.en.as_str()] {
            if let Some(first) = seen.insert(text, &claim.id) {
                tell(claim.id.clone(), format!("as {first}: {text}"));
            }
        }
    }
}

/// Each claim of a conflict disagrees with another of them.
fn conflict_not_linked(collection: &Collection, tell: Tell<'_>) {
    let by_id: HashMap<&str, &Claim> = claims(collection).map(|claim| (claim.id.as_str(), claim)).collect();
    for conflict in &collection.conflicts {
        for id in &conflict.claims {
            let linked = by_id.get(id.as_str()).is_some_and(|claim| {
                claim.conflicts_with.iter().any(|other| conflict.claims.contains(other))
            });
            if !linked {
                tell(conflict.id.clone(), format!("{id} disagrees with none of {:?}", conflict.claims));
            }
        }
    }
}

/// Two claims that disagree are weighed in a conflict.
fn link_without_conflict(collection: &Collection, tell: Tell<'_>) {
    let pairs: HashSet<(&str, &str)> = collection
        .conflicts
        .iter()
        .flat_map(|conflict| {
            let ids = conflict.claims.iter();
            ids.flat_map(|id| conflict.claims.iter().map(move |other| (id.as_str(), other.as_str())))
        })
        .collect();
    for claim in claims(collection) {
        for other in claim.conflicts_with.iter().filter(|other| **other > claim.id) {
            if !pairs.contains(&(claim.id.as_str(), other.as_str())) {
                tell(claim.id.clone(), format!("disagrees with {other}, and no conflict says of what"));
            }
        }
    }
}

fn sides<'a>(collection: &'a Collection, ids: &'a [String]) -> Vec<&'a Claim> {
    claims(collection).filter(|claim| ids.contains(&claim.id)).collect()
}

/// Sums that disagree are of one currency.
fn conflict_of_two_currencies(collection: &Collection, tell: Tell<'_>) {
    for conflict in &collection.conflicts {
        let sides = sides(collection, &conflict.claims);
        let currencies: BTreeSet<_> =
            sides.iter().filter_map(|claim| claim.amount.as_ref()).map(|sum| sum.currency).collect();
        if currencies.len() > 1 {
            tell(conflict.id.clone(), format!("{currencies:?}: {}", conflict.topic.zh));
        }
    }
}

/// Claims that say the same of the same do not disagree.
fn conflict_without_difference(collection: &Collection, tell: Tell<'_>) {
    for conflict in &collection.conflicts {
        let sides = sides(collection, &conflict.claims);
        let texts: HashSet<&str> = sides.iter().map(|claim| claim.text.zh.as_str()).collect();
        if texts.len() < sides.len() {
            tell(conflict.id.clone(), conflict.topic.zh.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULES;
    use crate::sample::breaks;

    #[test]
    fn each_rule_finds_what_breaks_it() {
        let check = |rule, from, to, expect: &[&str]| breaks(RULES, rule, from, to, expect);
        check("denial-flows", "螞蟻最多投資", "螞蟻否認最多投資", &["deal#1"]);
        check("total-flows", "Ant will invest", "Ant's backlog is to invest", &["deal#1"]);
        check("total-flows", "Ant will invest", "Ant is valued at", &["deal#1"]);
        check("opinion-flows", r#""status":"announced""#, r#""status":"opinion""#, &["deal#1"]);
        check(
            "flow-without-sum",
            r#"{"currency":"USD","low":5000000000,"high":5000000000,"qualifier":"up-to","horizon":null}"#,
            "null",
            &["deal#1"],
        );
        check("flow-of-low-confidence", r#""confidence":"high""#, r#""confidence":"low""#, &["deal#1"]);
        check("one-end-without-flow", r#""flow":"equity""#, r#""flow":"none""#, &[]);
        check(
            "one-end-without-flow",
            r#""from":"ant","to":"bee","flow":"equity""#,
            r#""from":null,"to":"bee","flow":"none""#,
            &[],
        );
        check(
            "one-end-without-flow",
            r#""from":null,"to":null,"flow":"none","status":"reported","said_by":"press","conflicts_with":["deal#2"]"#,
            r#""from":null,"to":"bee","flow":"none","status":"reported","said_by":"press","conflicts_with":["deal#2"]"#,
            &["deal#3"],
        );
        check("status-not-of-text", "Ant will invest", "Ant will reportedly invest", &["deal#1"]);
        check("status-not-of-text", r#""status":"announced""#, r#""status":"paid""#, &["deal#1"]);
        check("word-not-of-text", "另有媒體", "知情人士", &["deal#2"]);
        check("word-not-of-text", r#""said_by":"press""#, r#""said_by":"repost""#, &[]);
        check(
            "claim-told-twice",
            "Another paper says Bee sold 10% of itself on 18 November.",
            "Bee has 20% more revenue.",
            &["deal#3"],
        );
        check("conflict-not-linked", r#"["deal#2","deal#3"]"#, r#"["deal#1","deal#2","deal#3"]"#, &["share"]);
        check("link-without-conflict", r#"["deal#2","deal#3"]"#, r#"["deal#1","deal#3"]"#, &["deal#2"]);
        check(
            "conflict-of-two-currencies",
            r#""amount":null"#,
            r#""amount":{"currency":"EUR","low":1,"high":1,"qualifier":"exactly","horizon":null}"#,
            &[],
        );
        check(
            "conflict-without-difference",
            "另有媒體稱蜜蜂11月18日售出一成股權。",
            "蜜蜂的營收增加20%。",
            &["share"],
        );
    }
}
