//! What one search may cost, and the end of one that costs more or that nobody waits for.

use crate::error::SearchError;
use std::cell::Cell;

/// Whether a search goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// It does.
    GoOn,
    /// It has taken long enough: it answers with what it has found.
    Enough,
    /// Nobody waits for its answer: it ends with [`SearchError::Cancelled`].
    Cancelled,
}

/// What a search may cost.
#[derive(Clone, Copy)]
pub struct Limits<'a> {
    /// At most so many stored texts are read to see whether something stands in them.
    pub texts: u32,
    /// Asked all the time while a search goes on; it must be quick.
    pub pace: &'a dyn Fn() -> Pace,
}

impl Limits<'_> {
    /// No limits.
    pub const NONE: Limits<'static> = Limits { texts: u32::MAX, pace: &|| Pace::GoOn };
}

/// The pace is asked for once in so many texts that are read.
const TEXTS_AT_A_TIME: u32 = 16;

/// What a search has spent.
pub(crate) struct Budget<'a> {
    limits: Limits<'a>,
    read: Cell<u32>,
    pace: Cell<Pace>,
}

impl<'a> Budget<'a> {
    pub(crate) fn new(limits: Limits<'a>) -> Self {
        Budget { limits, read: Cell::new(0), pace: Cell::new(Pace::GoOn) }
    }

    /// Whether one more text may be read.
    pub(crate) fn may_read(&self) -> bool {
        let read = self.read.get();
        if read >= self.limits.texts && self.pace.get() == Pace::GoOn {
            self.pace.set(Pace::Enough);
        }
        self.read.set(read.saturating_add(1));
        if read.is_multiple_of(TEXTS_AT_A_TIME) { self.goes_on() } else { self.pace.get() == Pace::GoOn }
    }

    /// Whether the search goes on.
    pub(crate) fn goes_on(&self) -> bool {
        if self.pace.get() == Pace::GoOn {
            self.pace.set((self.limits.pace)());
        }
        self.pace.get() == Pace::GoOn
    }

    /// Whether something was left undone so far.
    pub(crate) fn is_spent(&self) -> bool {
        self.pace.get() == Pace::Enough
    }

    /// Ends a search that nobody waits for.
    pub(crate) fn check(&self) -> Result<(), SearchError> {
        self.goes_on();
        if self.pace.get() == Pace::Cancelled { Err(SearchError::Cancelled) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_texts_and_no_more() {
        let budget = Budget::new(Limits { texts: 3, ..Limits::NONE });
        assert_eq!([(); 5].map(|()| budget.may_read()), [true, true, true, false, false]);
        assert!(budget.is_spent() && budget.check().is_ok());
    }

    #[test]
    fn the_pace_is_asked_for() {
        let asked = Cell::new(0);
        let pace = || {
            asked.set(asked.get() + 1);
            if asked.get() > 2 { Pace::Cancelled } else { Pace::GoOn }
        };
        let budget = Budget::new(Limits { texts: 1_000, pace: &pace });
        assert_eq!((0..1_000).filter(|_| budget.may_read()).count(), 2 * TEXTS_AT_A_TIME as usize);
        assert!(!budget.is_spent() && matches!(budget.check(), Err(SearchError::Cancelled)));
    }
}
