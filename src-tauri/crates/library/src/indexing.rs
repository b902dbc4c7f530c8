//! Keeps the index in step with the store: it is brought up to date from the changes it has not seen, and built anew when it
//! cannot be used. While that goes on, searches answer from what is there. What is put in is told by `filling`.

use crate::error::{LibraryError, NoIndex};
use crate::indexer::{Indexer, Patience, Stopped, Wrote};
use crate::lock::lock;
use crate::progress::{IndexState, OnProgress};
use std::ops::ControlFlow;
use std::sync::TryLockError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use zhimai_store::StoreError;

/// How long apart searches have the files of the index looked at.
const LOOKS: Duration = Duration::from_secs(10);

impl Indexer {
    /// Brings the index up to date, building it anew if it cannot be used. Returns at once when there is nothing to do.
    ///
    /// # Errors
    /// `Cancelled` when `progress` says so, `IndexBusy` while another process writes the index, `Store` or `Index` when these
    /// fail.
    pub fn bring_up_to_date(&self, progress: OnProgress<'_>) -> Result<(), LibraryError> {
        self.catch_up_in_turn(Patience::Some, progress)
    }

    /// As [`Indexer::bring_up_to_date`], for who only wants to read: where another process writes the index, nobody waits,
    /// and searches answer from what is there.
    ///
    /// # Errors
    /// `Cancelled` when `progress` says so, `Store` or `Index` when these fail.
    pub fn refresh(&self, progress: OnProgress<'_>) -> Result<(), LibraryError> {
        match self.catch_up_in_turn(Patience::None, progress) {
            Err(
                LibraryError::IndexBusy(_)
                | LibraryError::Store(StoreError::Busy { .. } | StoreError::InUse { .. }),
            ) => {
                self.open_again();
                self.note_state();
                Ok(())
            }
            done => done,
        }
    }

    fn catch_up_in_turn(&self, patience: Patience, progress: OnProgress<'_>) -> Result<(), LibraryError> {
        if self.store.is_read_only() {
            // Searches answer from the index that is there, be it current or not.
            if self.index_if_any().is_none() {
                self.set_state(IndexState::Failed(NoIndex::ReadOnly));
            }
            return Ok(());
        }
        if !self.is_kept() {
            self.check_index();
        }
        let _turn = lock(&self.turn);
        let result = self.catch_up_or_mend(patience, progress);
        self.settle_state(result)
    }

    /// Builds the index anew from the store. The old one answers until the new one is begun, and is then set aside.
    ///
    /// # Errors
    /// As [`Indexer::bring_up_to_date`], and where the library is read-only: the index that is there answers on.
    pub fn reindex(&self, progress: OnProgress<'_>) -> Result<(), LibraryError> {
        if self.store.is_read_only() {
            let (path, detail) = (self.library_folder().to_owned(), String::new());
            return Err(StoreError::ReadOnly { path, detail }.into());
        }
        let _turn = lock(&self.turn);
        let aside = Patience::Some.wait_for(|| {
            self.set_aside(|| {
                self.answer_no_more();
                true
            })
        });
        let result = aside.and_then(|()| {
            self.answer_no_more();
            self.catch_up(Patience::Some, progress)
        });
        self.settle_state(result)
    }

    /// Brings the index up to date for a thread that must be able to stop, also while another one is at it.
    pub(crate) fn index_beside(&self, stop: &AtomicBool) -> Result<(), LibraryError> {
        let _turn = loop {
            match self.turn.try_lock() {
                Ok(turn) => break turn,
                Err(TryLockError::Poisoned(poisoned)) => break poisoned.into_inner(),
                Err(TryLockError::WouldBlock) if stop.load(Ordering::Relaxed) => return Ok(()),
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(10)),
            }
        };
        let flow = |stop: bool| if stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        let result = self.catch_up_or_mend(Patience::Some, &mut |_| flow(stop.load(Ordering::Relaxed)));
        self.settle_state(result)
    }

    fn settle_state(&self, result: Result<(), Stopped>) -> Result<(), LibraryError> {
        match result {
            Ok(()) => {
                self.set_state(IndexState::Ready);
                Ok(())
            }
            // What is there still answers, and whoever writes it brings it up to date.
            Err(Stopped::Busy(e)) => Err(LibraryError::IndexBusy(e)),
            Err(Stopped::Cancelled) => Err(LibraryError::Cancelled),
            Err(Stopped::Store(e)) => {
                self.failed(&e);
                Err(e.into())
            }
            Err(Stopped::Index(e)) => {
                self.failed(&e);
                Err(e.into())
            }
        }
    }

    /// Brings the index up to date, and where that fails and the index is at fault, once more with a new one.
    fn catch_up_or_mend(&self, patience: Patience, progress: OnProgress<'_>) -> Result<(), Stopped> {
        let result = self.catch_up(patience, progress);
        if !matches!(result, Err(Stopped::Index(_))) {
            return result;
        }
        // Damaged files, or a disk that is full: which of them shows when the files are read as a whole.
        self.give_up_index();
        match self.open_index() {
            Ok(index) if !self.replace_closed_index() => {
                self.answer_from(index);
                result
            }
            _ => self.catch_up(patience, progress),
        }
    }

    /// Loads what the first search would have to load.
    pub(crate) fn warm_up(&self) {
        if let Some(index) = self.index_if_any() {
            index.warm_up();
        }
    }

    /// Has the thread look at what another process wrote since this was asked last: articles, notes and dictionaries. And now and
    /// then at the files of the index.
    pub fn notice_other_processes(&self) {
        let mut looked = lock(&self.looked);
        if looked.is_none_or(|looked| looked.elapsed() >= LOOKS) {
            *looked = Some(Instant::now());
            if let Some(wake) = self.wake.get() {
                // What the index is now may be another's work, which the index as it was opened does not show.
                let _ = wake.send(Wrote::Another);
            }
        }
        drop(looked);
        let Some(now) = self.store.written_elsewhere() else { return };
        let before = lock(&self.written_elsewhere).replace(now);
        if before != Some(now)
            && let Some(wake) = self.wake.get()
        {
            let _ = wake.send(Wrote::Another);
        }
    }

    /// Goes on with the index as it is on the disk, where another process may have brought it up to date.
    pub(crate) fn open_again(&self) {
        let _turn = lock(&self.turn);
        // What cannot be opened now is left to the next change; the one before still answers.
        if let Ok(index) = self.open_index() {
            self.answer_from(index);
        }
    }

    /// To be called when a search failed: whether the index was at fault and is another one now, or soon.
    pub fn mend_after_failure(&self) -> bool {
        if !self.index_if_any().is_some_and(|index| index.has_failed()) {
            return false;
        }
        self.give_up_index();
        self.store_changed();
        true
    }

    /// To be called after every change to the store: wakes the thread, or without one does its work here and now, unless
    /// another process is in the way: what was written is safe, and is not to be acknowledged later for that.
    pub fn store_changed(&self) {
        match self.wake.get() {
            Some(wake) => {
                let _ = wake.send(Wrote::ThisProcess);
            }
            None => {
                let _ = self.refresh(&mut |_| ControlFlow::Continue(()));
            }
        }
    }
}
