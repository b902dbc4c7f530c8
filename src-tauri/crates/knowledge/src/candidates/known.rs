//! What is known already of a candidate, and what says otherwise.

use super::candidate::Candidate;
use crate::Knowledge;
use zhimai_model::{Amount, Claim, DateRange, Event, FlowKind, Status};

/// The known claim that tells the same money as a candidate: from the same, to the same, in the same form, of the same sum,
/// as firm or not at all denied; of several the first.
pub fn known_as<'a>(candidate: &Candidate, knowledge: &'a Knowledge) -> Option<&'a Claim> {
    let of =
        |amount: &Option<Amount>| amount.as_ref().map(|amount| (amount.currency, amount.low, amount.high));
    told(candidate, knowledge)
        .filter(|(_, claim)| is_off(claim.status) == is_off(candidate.status))
        .map(|(_, claim)| claim)
        .find(|claim| of(&claim.amount) == of(&candidate.amount))
}

/// The known claims of the same money that say otherwise: of the same time another sum, or one in another currency, which cannot be told
/// to be another, or that it is off or denied where the candidate says that it is, or the other way round.
pub fn contradicts<'a>(candidate: &Candidate, knowledge: &'a Knowledge) -> Vec<&'a Claim> {
    let says_otherwise = |(event, claim): &(&Event, &Claim)| {
        let is_same_time = candidate.date.as_ref().is_none_or(|date| overlap(date, &event.date));
        let is_other_sum =
            candidate.amount.as_ref().zip(claim.amount.as_ref()).is_some_and(|(own, known)| {
                own.currency != known.currency || own.high < known.low || known.high < own.low
            });
        is_same_time && (is_other_sum || is_off(candidate.status) != is_off(claim.status))
    };
    told(candidate, knowledge).filter(says_otherwise).map(|(_, claim)| claim).collect()
}

/// The known claims of the same form from the same to the same.
fn told<'a>(candidate: &Candidate, knowledge: &'a Knowledge) -> impl Iterator<Item = (&'a Event, &'a Claim)> {
    let claims =
        knowledge.events().iter().flat_map(|event| event.claims.iter().map(move |claim| (event, claim)));
    claims.filter(|(_, claim)| {
        claim.flow != FlowKind::None
            && claim.flow == candidate.flow
            && claim.from == candidate.from
            && claim.to == candidate.to
    })
}

fn is_off(status: Status) -> bool {
    matches!(status, Status::Denied | Status::CalledOff)
}

fn overlap(one: &DateRange, other: &DateRange) -> bool {
    one.first() <= other.last() && other.first() <= one.last()
}
