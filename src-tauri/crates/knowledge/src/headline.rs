//! Which sum stands for an event.

use crate::deals::confidence;
use zhimai_model::{Amount, Claim, Event, EventKind, FlowKind, Status};
use zhimai_text::amount::{self, Stated};

/// The claim whose sum stands for the event in a list, of the claims about it that are given.
///
/// Of a raise or an investment it is the one whose sum the event's title names first: what many give together has no one giver,
/// and its parts are not it. Else it is the largest that moves money from one to another and rests on the best confidence
/// there is; what is only vouched for counts where nothing else does. It is told as more than rumour or opinion. A valuation,
/// a total or a lone outlier never does. Where such claims are in several currencies, those in that of the first are compared.
pub fn headline_sum<'a>(event: &Event, claims: &[&'a Claim]) -> Option<&'a Claim> {
    let firm: Vec<&'a Claim> = claims.iter().filter(|claim| is_firm(claim)).copied().collect();
    titled(event, &firm).or_else(|| largest(&firm))
}

/// Whether a claim names a sum, as more than rumour or opinion, and not to say that it is off.
fn is_firm(claim: &Claim) -> bool {
    let is_told =
        !matches!(claim.status, Status::Rumoured | Status::Opinion | Status::Denied | Status::CalledOff);
    claim.amount.is_some() && is_told
}

/// The claim whose sum the title of a raise or an investment names, the first of its sums that is claimed: one that moves
/// money, or is the total of what does, before one that does not, then the surest.
fn titled<'a>(event: &Event, claims: &[&'a Claim]) -> Option<&'a Claim> {
    if !matches!(event.kind, EventKind::Funding | EventKind::Investment) {
        return None;
    }
    let sums: Vec<amount::Amount> =
        [&event.title.en, &event.title.zh].into_iter().flat_map(|title| raised(title)).collect();
    let rank =
        |claim: &&Claim| (claim.flow != FlowKind::None || !claim.includes.is_empty(), confidence(claim));
    let of = |sum: &amount::Amount| {
        let is = |claim: &&&Claim| claim.amount.as_ref().is_some_and(|own| means(sum, own));
        // The first of those that rank the same.
        claims.iter().rev().filter(is).copied().max_by_key(rank)
    };
    sums.iter().find_map(of)
}

/// Whether a title, which rounds, may mean a sum: nearly 8 billion is 7.9996 billion.
fn means(titled: &amount::Amount, claimed: &Amount) -> bool {
    let near = |titled: i64, claimed: i64| {
        let (titled, claimed) = (i128::from(titled), i128::from(claimed));
        (titled - claimed).abs() * 100 <= claimed
    };
    titled.currency == Stated::Code(claimed.currency)
        && near(titled.low, claimed.low)
        && near(titled.high, claimed.high)
}

/// The sums that a title names, without those that something is said to be worth.
fn raised(title: &str) -> Vec<amount::Amount> {
    let chars: Vec<char> = title.chars().collect();
    let piece = |from: usize, to: usize| -> String {
        chars.get(from..to.min(chars.len())).unwrap_or_default().iter().collect::<String>().to_lowercase()
    };
    let mut last = 0;
    let mut is_raised = |sum: &amount::Amount| {
        let (start, end) = (sum.start.0, sum.end.0);
        let before = piece(start.saturating_sub(WORTH_BEFORE).max(last), start);
        let clause = before.rsplit(['，', '；', ',', ';']).next().unwrap_or_default();
        last = end;
        let is_worth = ["估值", "市值", "valu", "worth"].iter().any(|word| clause.contains(word));
        !is_worth && !piece(end, end + WORTH_AFTER).contains("valuation")
    };
    amount::find(title).into_iter().filter(|sum| is_raised(sum)).collect()
}

/// How far from a sum, in code points, a word may stand that makes it a worth: `valuation of about`, `post-money valuation`.
const WORTH_BEFORE: usize = 20;
const WORTH_AFTER: usize = 22;

fn largest<'a>(claims: &[&'a Claim]) -> Option<&'a Claim> {
    let moves = |claim: &&Claim| claim.flow != FlowKind::None && claim.from.is_some() && claim.to.is_some();
    let vouches = |claim: &Claim| claim.flow == FlowKind::Guarantee;
    let mut best: Vec<&'a Claim> = claims.iter().copied().filter(moves).collect();
    if best.iter().any(|claim| !vouches(claim)) {
        best.retain(|claim| !vouches(claim));
    }
    let surest = best.iter().map(|claim| confidence(claim)).max()?;
    best.retain(|claim| confidence(claim) == surest);
    let currency = |claim: &Claim| claim.amount.as_ref().map(|amount| amount.currency);
    let first = best.first().and_then(|claim| currency(claim));
    let sum = |claim: &Claim| claim.amount.as_ref().map_or(0, |amount| amount.high);
    // The first of those that are as large.
    best.into_iter().rev().filter(|claim| currency(claim) == first).max_by_key(|claim| sum(claim))
}
