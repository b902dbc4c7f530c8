//! The best documents of the first stage.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use tantivy::DocAddress;

/// A document that matches, by the first stage. The greater is the better; of equals, the one that was put in first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) score: f32,
    pub(crate) address: DocAddress,
}

impl Eq for Candidate {}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score.total_cmp(&other.score).then_with(|| other.address.cmp(&self.address))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// More documents than this are gathered first and put in order at the end.
const MANY: usize = 10_000;

/// The best documents so far.
pub(super) struct TopDocs {
    most: usize,
    heap: BinaryHeap<Reverse<Candidate>>,
    /// Instead of the heap when many are wanted.
    all: Vec<Candidate>,
}

impl TopDocs {
    pub(super) fn new(most: usize) -> Self {
        TopDocs { most, heap: BinaryHeap::new(), all: Vec::new() }
    }

    /// What a score must exceed.
    pub(super) fn threshold(&self) -> f32 {
        if self.heap.len() < self.most {
            return f32::MIN;
        }
        self.heap.peek().map_or(f32::MIN, |least| least.0.score)
    }

    pub(super) fn push(&mut self, candidate: Candidate) {
        if self.most > MANY {
            self.all.push(candidate);
            return;
        }
        if self.heap.len() >= self.most {
            self.heap.pop();
        }
        self.heap.push(Reverse(candidate));
    }

    /// The best first.
    pub(super) fn into_sorted(self) -> Vec<Candidate> {
        let mut all: Vec<Candidate> = self.heap.into_iter().map(|one| one.0).chain(self.all).collect();
        all.sort_unstable_by(|a, b| b.cmp(a));
        all.truncate(self.most);
        all
    }
}
