//! Which claims are about the same money.

use super::deal::Told;
use crate::{Knowledge, is_reported};
use std::collections::{HashMap, HashSet};
use zhimai_model::{Amount, Claim, FlowKind, Qualifier};

/// Claims about the same money, in the order of events; never empty.
pub(super) struct Group<'a> {
    /// The identifier of the one that others name, else of the first, whether it is known by the day or not.
    pub(super) id: &'a str,
    /// Whether others name it.
    pub(super) is_named: bool,
    /// Those that are known by the day.
    pub(super) claims: Vec<Told<'a>>,
    /// The identifiers of all, known or not.
    pub(super) ids: Vec<&'a str>,
}

/// Folds claims about the same money, as known by the end of a day.
///
/// A claim names another one that tells its money best. Without that, two claims of one event that move money of the same kind
/// from the same giver to the same taker are about the same money where they disagree, where they name sums that may be the same
/// (up to 10 billion, and 8 billion), or where only one of all of them names a sum. What moves no money is an account only where it says so. A group in which no claim moves money
/// is no deal.
pub(super) fn groups<'a>(knowledge: &'a Knowledge, as_of: Option<i32>) -> Vec<Group<'a>> {
    let told =
        || knowledge.events().iter().flat_map(|event| event.claims.iter().map(move |claim| (event, claim)));
    let heads: HashSet<&str> = told().filter_map(|(_, claim)| claim.same_as.as_deref()).collect();
    let all: Vec<Told<'a>> = told()
        .filter(|(_, claim)| moves(claim) || claim.same_as.is_some() || heads.contains(claim.id.as_str()))
        .collect();
    let place: HashMap<&str, usize> =
        all.iter().enumerate().map(|(place, (_, claim))| (claim.id.as_str(), place)).collect();
    let mut same = Same::new(all.len());
    for (at, (_, claim)) in all.iter().enumerate() {
        if let Some(other) = claim.same_as.as_ref().and_then(|id| place.get(id.as_str())) {
            same.join(at, *other);
        }
    }
    let mut from = 0;
    for run in all.chunk_by(|a, b| a.0.id == b.0.id) {
        fold_event(run, from, &mut same);
        from += run.len();
    }
    let named: HashMap<usize, &'a str> = all
        .iter()
        .filter_map(|(_, claim)| claim.same_as.as_deref())
        .filter_map(|id| Some((same.root(*place.get(id)?), id)))
        .collect();
    let mut found: Vec<(Group<'a>, bool)> = Vec::new();
    let mut group_at: HashMap<usize, usize> = HashMap::new();
    for (at, told) in all.iter().enumerate() {
        let root = same.root(at);
        let group = *group_at.entry(root).or_insert_with(|| {
            let named = named.get(&root).copied();
            let id = named.unwrap_or(told.1.id.as_str());
            found.push((Group { id, is_named: named.is_some(), claims: Vec::new(), ids: Vec::new() }, false));
            found.len() - 1
        });
        found[group].0.ids.push(&told.1.id);
        if is_reported(told.0, told.1, as_of) {
            found[group].0.claims.push(*told);
            found[group].1 |= moves(told.1);
        }
    }
    found.into_iter().filter(|(_, moves)| *moves).map(|(group, _)| group).collect()
}

/// Whether money moves by a claim: from somebody, or to somebody, and not round in one.
fn moves(claim: &Claim) -> bool {
    claim.flow != FlowKind::None && claim.from != claim.to
}

/// Folds the claims of one event, which are in a row from a place.
fn fold_event(run: &[Told<'_>], from: usize, same: &mut Same) {
    let place: HashMap<&str, usize> = run.iter().enumerate().map(|(at, told)| (&*told.1.id, at)).collect();
    /// From whom, to whom, in what form.
    type Way<'a> = (Option<&'a str>, Option<&'a str>, FlowKind);
    let mut ways: HashMap<Way<'_>, Vec<usize>> = HashMap::new();
    for (at, (_, claim)) in run.iter().enumerate().filter(|(_, (_, claim))| moves(claim)) {
        ways.entry((claim.from.as_deref(), claim.to.as_deref(), claim.flow)).or_default().push(at);
    }
    // Of a total and what it includes, neither tells the other's money.
    let mut parts: HashSet<(usize, usize)> = HashSet::new();
    for (at, (_, claim)) in run.iter().enumerate() {
        for part in claim.includes.iter().filter_map(|id| place.get(id.as_str())) {
            parts.extend([(at, *part), (*part, at)]);
        }
    }
    for alike in ways.into_values() {
        let members: HashSet<usize> = alike.iter().copied().collect();
        for at in &alike {
            let others = run[*at].1.conflicts_with.iter().filter_map(|id| place.get(id.as_str()));
            for other in others.filter(|other| members.contains(other) && !parts.contains(&(*at, **other))) {
                same.join(from + at, from + other);
            }
        }
        let sum = |at: usize| run[at].1.amount.as_ref();
        let only_sum = alike.iter().filter(|at| sum(**at).is_some()).count() <= 1;
        let is_named = alike.first().is_some_and(|at| run[*at].1.from.is_some() && run[*at].1.to.is_some());
        join_alike(alike, from, same, |a, b| {
            let may_be = |(a, b): (&Amount, &Amount)| is_equal(a, b) || is_named && meet(a, b);
            (only_sum || sum(a).zip(sum(b)).is_some_and(may_be)) && !parts.contains(&(a, b))
        });
    }
}

/// Joins places, counted from another one, with all that are like them, and with what these are like.
fn join_alike(mut left: Vec<usize>, from: usize, same: &mut Same, is_like: impl Fn(usize, usize) -> bool) {
    while let Some(first) = left.pop() {
        let mut ahead = vec![first];
        while let Some(at) = ahead.pop() {
            left.retain(|other| {
                let joins = is_like(at, *other);
                if joins {
                    same.join(from + at, from + other);
                    ahead.push(*other);
                }
                !joins
            });
        }
    }
}

fn is_equal(a: &Amount, b: &Amount) -> bool {
    (a.currency, a.low, a.high) == (b.currency, b.low, b.high)
}

/// Whether two sums that are told of one event may be one and the same, by what their qualifiers leave open.
fn meet(a: &Amount, b: &Amount) -> bool {
    let ((a_low, a_high), (b_low, b_high)) = (span(a), span(b));
    a.currency == b.currency && a_low <= b_high && b_low <= a_high
}

/// The least and the most that a sum may be.
fn span(amount: &Amount) -> (i64, i64) {
    let (low, high) = (amount.low, amount.high);
    match amount.qualifier {
        Qualifier::Exactly => (low, high),
        Qualifier::About => (low - low / ABOUT, high.saturating_add(high / ABOUT)),
        Qualifier::UpTo | Qualifier::LessThan => (0, high),
        Qualifier::MoreThan | Qualifier::AtLeast => (low, i64::MAX),
    }
}

/// What is told as about so much may be a tenth less or more.
const ABOUT: i64 = 10;

/// What is the same as what: a forest of joined sets, the least of each its root.
struct Same(Vec<usize>);

impl Same {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&self, mut at: usize) -> usize {
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
