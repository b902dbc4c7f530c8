//! An import as the store knows it while it goes on.

use super::header::Stood;
use crate::aside::Aside;
use crate::sequence;
use rusqlite::Transaction;
use std::collections::HashSet;
use zhimai_model::Picture;

/// An import that is going on, or is rehearsed.
#[derive(Debug, Default)]
pub struct Import {
    /// Where it is rehearsed; nothing where it is a real one.
    pub(super) aside: Option<Aside>,
    /// The number under which it is remembered, where it is.
    pub(super) record: Option<i64>,
    /// The number of the next change, where it is rehearsed.
    next: Option<i64>,
    /// The last change before it began.
    pub(super) since: i64,
    /// Whether there may be articles that were kept flat.
    pub(super) has_flat: bool,
    /// When it is, in milliseconds since 1970-01-01 UTC.
    pub(super) now: i64,
    /// The rows that it met and left as they are.
    met: HashSet<i64>,
    /// The content of what it is putting in.
    expected: HashSet<Vec<u8>>,
    /// The pictures that what it puts in next shows.
    pictures: Vec<Picture>,
    /// Where the person's word stood against that of the files that were put in last.
    stood: Vec<Stood>,
}

impl Import {
    /// Begins one at the time `now`, after the change `since`.
    pub(super) fn new(since: i64, has_flat: bool, now: i64) -> Self {
        Self { since, has_flat, now, ..Self::default() }
    }

    /// The same, all of which is put `aside` and not into the library.
    pub(super) fn aside(self, aside: Aside) -> Self {
        Self { aside: Some(aside), next: Some(self.since.saturating_add(1)), ..self }
    }

    /// The same, remembered under a number.
    pub(crate) fn recorded(self, id: i64) -> Self {
        Self { record: Some(id), ..self }
    }

    /// The number under which it is remembered, where it is.
    pub(crate) fn record(&self) -> Option<i64> {
        self.record
    }

    /// Whether nothing of it is kept.
    pub fn is_rehearsal(&self) -> bool {
        self.aside.is_some()
    }

    /// The number of the next change.
    pub(super) fn next(&self, transaction: &Transaction) -> rusqlite::Result<i64> {
        match self.next {
            // Only what it puts aside itself has higher numbers.
            Some(next) => Ok(next),
            None => sequence::next(transaction),
        }
    }

    /// Notes that all numbers before this one are taken.
    pub(super) fn put_until(&mut self, next: i64) {
        self.next = self.next.and(Some(next));
    }

    /// Has the pictures that the articles show which are put in next.
    pub fn bring(&mut self, pictures: Vec<Picture>) {
        self.pictures.extend(pictures);
    }

    /// Gives them away.
    pub(crate) fn pictures(&mut self) -> Vec<Picture> {
        std::mem::take(&mut self.pictures)
    }

    /// Notes where the person's word stands against a file's.
    pub(super) fn stands(&mut self, stood: Vec<Stood>) {
        self.stood.extend(stood);
    }

    /// Where the person's word stood against that of the files since this was asked for last.
    pub fn stood(&mut self) -> Vec<Stood> {
        std::mem::take(&mut self.stood)
    }

    /// Notes what the articles hold that are to be put in next.
    pub(super) fn expect(&mut self, hashes: impl Iterator<Item = Vec<u8>>) {
        self.expected = hashes.collect();
    }

    /// Notes that an article of the import is the one in this row.
    pub(super) fn meet(&mut self, key: i64) {
        self.met.insert(key);
    }

    /// Whether an article of the import may be the one in a row that holds this content, as it was before.
    pub(super) fn may_change(&self, key: i64, hash: &[u8]) -> bool {
        !self.met.contains(&key) && !self.expected.contains(hash)
    }
}
