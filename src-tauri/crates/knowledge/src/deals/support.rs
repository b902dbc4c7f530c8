//! How well an account is borne out, and what follows for the deal.

use super::deal::{Deal, End, Ending, Told};
use super::firm::firmness;
use super::fold::Group;
use super::independence::{Origins, independent_sources};
use crate::known_day;
use std::cmp::Reverse;
use zhimai_model::{Claim, Confidence, FlowKind, SaidBy, Status};

/// The deal that claims about the same money make. Of a group that is empty there is none, and no group is.
pub(super) fn deal(group: Group<'_>) -> Deal<'_> {
    let Group { id, is_named, mut claims, .. } = group;
    claims.sort_by_key(|(_, claim)| Reverse(support(claim, is_named && claim.id == id)));
    let moving = claims.iter().map(|(_, claim)| *claim).find(|claim| claim.flow != FlowKind::None);
    let best = claims[0];
    let shape = moving.unwrap_or(best.1);
    let moved = claims.iter().filter(|(_, claim)| claim.flow != FlowKind::None);
    let firmest = moved.map(|(_, claim)| claim.status).max_by_key(|status| firmness(*status));
    let mut deal = Deal {
        id,
        best,
        others: claims.split_off(1),
        from: shape.from.as_deref(),
        to: shape.to.as_deref(),
        kind: shape.flow,
        status: firmest.unwrap_or(best.1.status),
        end: None,
        includes: Vec::new(),
        within: Vec::new(),
    };
    let accounts: Vec<Told<'_>> = deal.accounts().collect();
    for told in accounts {
        if ending(told.1).is_some() {
            end(&mut deal, told);
        }
    }
    deal
}

/// Ends a deal by a claim that says so. The first to say so counts.
pub(super) fn end<'a>(deal: &mut Deal<'a>, told: Told<'a>) {
    let day = known_day(told.0, told.1);
    let how = ending(told.1).unwrap_or(Ending::Replaced);
    if deal.end.is_none_or(|end| day < end.day) {
        deal.end = Some(End { told, day, how });
    }
    deal.status = match deal.end.map(|end| end.how) {
        Some(Ending::Denied) => Status::Denied,
        Some(Ending::CalledOff) => Status::CalledOff,
        Some(Ending::Replaced) | None => deal.status,
    };
}

fn ending(claim: &Claim) -> Option<Ending> {
    match claim.status {
        Status::Denied => Some(Ending::Denied),
        Status::CalledOff => Some(Ending::CalledOff),
        _ => None,
    }
}

/// What an account is put in order by, the greater the better: whether it names a sum of money that moves, whether it is told as
/// more than rumour, whether others name it as telling the money best, whose word it is, the confidence of its surest source,
/// how many independent sources it has, and how firm it is.
fn support(claim: &Claim, is_named: bool) -> (bool, bool, bool, u8, u8, usize, u8) {
    (
        claim.amount.is_some() && claim.flow != FlowKind::None,
        firmness(claim.status) > firmness(Status::Rumoured),
        is_named,
        word(claim.said_by),
        confidence(claim),
        independent_sources([claim], &Origins::default()),
        firmness(claim.status),
    )
}

/// How much somebody's word on money is worth: what a party files or a court finds, what a party or a public body says, what
/// others report.
fn word(said_by: Option<SaidBy>) -> u8 {
    match said_by {
        Some(SaidBy::Filing | SaidBy::Court) => 6,
        Some(SaidBy::Company | SaidBy::Official) => 5,
        Some(SaidBy::Person) => 4,
        Some(SaidBy::Press) => 3,
        Some(SaidBy::Analyst | SaidBy::Anonymous) => 2,
        Some(SaidBy::Repost) => 0,
        None => 1,
    }
}

/// The confidence of the surest of a claim's sources, the higher the surer.
pub(crate) fn confidence(claim: &Claim) -> u8 {
    let of = |confidence| match confidence {
        Confidence::High => 3,
        Confidence::Medium => 2,
        Confidence::Low => 1,
    };
    claim.sources.iter().filter_map(|source| source.confidence).map(of).max().unwrap_or(0)
}
