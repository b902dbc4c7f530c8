//! Which sum stands for an event.

use zhimai_model::{Claim, Confidence, FlowKind, Status};

/// The claim whose sum stands for the event in a list: the largest that moves money from one to another, is told as more
/// than rumour or opinion, and rests on the best confidence there is. A valuation, a total or a lone outlier never does.
/// Where such claims are in several currencies, those in that of the first are compared.
pub fn headline_sum<'a>(claims: &[&'a Claim]) -> Option<&'a Claim> {
    let moves = |claim: &&&Claim| {
        claim.amount.is_some()
            && claim.flow != FlowKind::None
            && !matches!(claim.status, Status::Rumoured | Status::Opinion)
    };
    let confidence = |claim: &Claim| {
        let best =
            claim.sources.iter().filter_map(|source| source.confidence).map(|confidence| match confidence {
                Confidence::High => 3,
                Confidence::Medium => 2,
                Confidence::Low => 1,
            });
        best.max().unwrap_or(0)
    };
    let currency = |claim: &Claim| claim.amount.as_ref().map(|amount| amount.currency);
    let best = claims.iter().filter(moves).map(|claim| confidence(claim)).max()?;
    let best: Vec<_> = claims.iter().filter(moves).filter(|claim| confidence(claim) == best).collect();
    let first = best.first().and_then(|claim| currency(claim));
    let sum = |claim: &Claim| claim.amount.as_ref().map_or(0, |amount| amount.high);
    best.into_iter().filter(|claim| currency(claim) == first).max_by_key(|claim| sum(claim)).copied()
}
