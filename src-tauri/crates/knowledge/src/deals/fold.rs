//! Which claims are about the same money.

use super::deal::Told;
use crate::{Knowledge, is_reported};
use std::collections::{HashMap, HashSet};
use zhimai_model::{Claim, FlowKind};

/// Claims about the same money, in the order of events; never empty.
pub(super) struct Group<'a> {
    /// The identifier of the one that others name, else of the first, whether it is known by the day or not.
    pub(super) id: &'a str,
    /// Whether others name it.
    pub(super) is_named: bool,
    /// Those that are known by the day.
    pub(super) claims: Vec<Told<'a>>,
}

/// Folds claims about the same money, as known by the end of a day.
///
/// A claim names another one that tells its money best. Without that, two claims of one event that move money of the same kind
/// from the same giver to the same taker are about the same money where they disagree, name the same sum, or where only one of
/// all of them names a sum. What moves no money is an account only where it says so. A group in which no claim moves money
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
            found.push((Group { id, is_named: named.is_some(), claims: Vec::new() }, false));
            found.len() - 1
        });
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
    let way = |claim: &Claim| (claim.from.clone(), claim.to.clone(), claim.flow);
    for (at, (_, claim)) in run.iter().enumerate().filter(|(_, (_, claim))| moves(claim)) {
        let alike = run.iter().enumerate().filter(|(_, (_, other))| way(other) == way(claim));
        let with_sum = alike.clone().filter(|(_, (_, other))| other.amount.is_some()).count();
        for (other_at, (_, other)) in alike.filter(|(other_at, _)| *other_at > at) {
            let disagree =
                claim.conflicts_with.contains(&other.id) || other.conflicts_with.contains(&claim.id);
            let (sum, other_sum) = (claim.amount.as_ref(), other.amount.as_ref());
            let equal = sum
                .zip(other_sum)
                .is_some_and(|(a, b)| (a.currency, a.low, a.high) == (b.currency, b.low, b.high));
            let only_sum = with_sum <= 1;
            // Of a total and what it includes, neither tells the other's money.
            let is_part = claim.includes.contains(&other.id) || other.includes.contains(&claim.id);
            if (disagree || equal || only_sum) && !is_part {
                same.join(from + at, from + other_at);
            }
        }
    }
}

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
