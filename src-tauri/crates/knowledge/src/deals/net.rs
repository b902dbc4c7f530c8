//! Which money lies within which.

use crate::Knowledge;
use std::collections::{BTreeSet, HashMap};

/// Totals and their parts. Deals go by their places; claims that are no deals, such as a mere total between a total and its
/// parts, by numbers above them.
#[derive(Debug, Default)]
pub(super) struct Net(Vec<Vec<usize>>);

impl Net {
    /// As all claims have it, whether they are known by a day or not: what lies within a sum lies there before it is told.
    /// `number` has the place of the deal that a claim is an account of.
    pub(super) fn of<'a>(
        knowledge: &'a Knowledge,
        mut number: HashMap<&'a str, usize>,
        deals: usize,
    ) -> Self {
        let told = || knowledge.events().iter().flat_map(|event| &event.claims);
        let mut next = deals;
        for id in told().filter(|claim| !claim.includes.is_empty()).flat_map(|claim| {
            std::iter::once(claim.id.as_str()).chain(claim.includes.iter().map(String::as_str))
        }) {
            number.entry(id).or_insert_with(|| {
                next += 1;
                next - 1
            });
        }
        let mut net = vec![Vec::new(); next];
        for claim in told() {
            let Some(total) = number.get(claim.id.as_str()) else { continue };
            let parts = claim.includes.iter().filter_map(|id| number.get(id.as_str()));
            net[*total].extend(parts.filter(|part| *part != total));
        }
        for parts in &mut net {
            parts.sort_unstable();
            parts.dedup();
        }
        Self(net)
    }

    /// A deal with all that lies within it, in however many steps.
    pub(super) fn inside(&self, place: usize) -> BTreeSet<usize> {
        self.reached(place, |_| true)
    }

    /// The deals that lie within one with no deal between, by place.
    pub(super) fn nearest(&self, place: usize, deals: usize) -> BTreeSet<usize> {
        let mut reached = self.reached(place, |at| at == place || at >= deals);
        reached.retain(|at| *at < deals && *at != place);
        reached
    }

    /// Where steps lead from a place, those that go on from where they may.
    fn reached(&self, place: usize, goes_on: impl Fn(usize) -> bool) -> BTreeSet<usize> {
        let mut reached = BTreeSet::from([place]);
        let mut ahead = vec![place];
        while let Some(at) = ahead.pop() {
            let parts = self.0.get(at).filter(|_| goes_on(at)).into_iter().flatten();
            ahead.extend(parts.filter(|part| reached.insert(**part)));
        }
        reached
    }
}
