//! Keeps the index in step with the store: it is brought up to date from the changes it has not seen, and built anew when it
//! cannot be used. While that goes on, searches answer from what is there.

use crate::error::{LibraryError, NoIndex};
use crate::indexer::{Indexer, Patience, Stopped, Wrote, seen};
use crate::known::Known;
use crate::lock::lock;
use crate::progress::{IndexState, OnProgress, Progress};
use crate::{damage, document};
use std::ops::ControlFlow;
use std::sync::TryLockError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use zhimai_model::Address;
use zhimai_search::{Document, Kind, Mark, SearchError, Writer};
use zhimai_store::{ChangeKind, StoreError};

/// How many changes are read from the store at a time.
const BATCH: u32 = 500;
/// How long apart searches have the files of the index looked at.
const LOOKS: Duration = Duration::from_secs(10);
/// What was put in is committed, and found by searches from then on, when it is half of all, but not less than the first and
/// no more than the second, in bytes of text. Every time leaves files behind that have to be merged; so much as the second
/// is written to files of its own anyway.
const COMMIT_AT: (usize, usize) = (16 << 20, 64 << 20);

/// Puts a document in, and gives the size of its texts in bytes.
fn put(writer: &mut Writer, document: &Document) -> Result<usize, Stopped> {
    writer.put(document)?;
    Ok(document.parts.iter().map(|part| part.text.len()).fold(0, usize::saturating_add))
}

fn busy_or_failed(error: SearchError) -> Stopped {
    if error.is_busy() { Stopped::Busy(error) } else { Stopped::Index(error) }
}

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

    fn catch_up(&self, patience: Patience, progress: OnProgress<'_>) -> Result<(), Stopped> {
        let index = match self.index_if_any() {
            Some(index) => index,
            None => self.answer_from(self.open_or_create(patience)?),
        };
        self.indexed.store(seen(&index.mark()), Ordering::Relaxed);
        if self.behind(&index) == 0 {
            return Ok(());
        }
        let mut writer = patience.wait_for(|| index.writer().map_err(busy_or_failed))?;
        // Only now nobody else changes it.
        let before = index.mark();
        let mut sequence = seen(&before);
        let last = self.store.last_sequence()?;
        let known = self.known();
        if before.content != known.stamp {
            put_known(&mut writer, &known)?;
        }
        let total = u32::try_from(last.saturating_sub(sequence)).unwrap_or(u32::MAX);
        let mut done = 0_u32;
        // In bytes of text: what was put in, and how much of it had been when it was committed last.
        let (mut put, mut committed) = (0_usize, 0_usize);
        let (least, most) = COMMIT_AT;
        let mut cancelled = false;
        'changes: loop {
            let changes = self.store.changes_since(sequence, BATCH)?;
            if changes.is_empty() {
                break;
            }
            for change in changes {
                let step = Progress { done, total: total.max(done), current: change.id.clone() };
                self.set_state(IndexState::Building { done, total: step.total });
                if progress(step).is_break() {
                    cancelled = true;
                    break 'changes;
                }
                let size = match change.kind {
                    ChangeKind::Article => self.put_article(&mut writer, &change.id)?,
                    ChangeKind::Note => self.put_note(&mut writer, &change.id)?,
                    ChangeKind::Known(_) => 0,
                };
                sequence = change.sequence;
                done = done.saturating_add(1);
                put = put.saturating_add(size);
                self.indexed.store(sequence, Ordering::Relaxed);
                if put.saturating_sub(committed) >= (put / 2).clamp(least, most) {
                    writer.commit_as(self.mark(sequence, &known)?)?;
                    committed = put;
                }
            }
        }
        writer.commit_as(self.mark(sequence, &known)?)?;
        writer.finish()?;
        if cancelled { Err(Stopped::Cancelled) } else { Ok(()) }
    }

    /// What an index bears that holds everything up to a change.
    fn mark(&self, sequence: i64, known: &Known) -> Result<Mark, StoreError> {
        Ok(Mark {
            sequence: sequence.unsigned_abs(),
            library: self.store.identity()?,
            state: self.store.state(sequence)?.unwrap_or_default(),
            content: known.stamp.clone(),
        })
    }

    /// Gives the bytes of text that were put in, as the next does.
    fn put_article(&self, writer: &mut Writer, id: &str) -> Result<usize, Stopped> {
        let Some(article) = self.unless_damaged(self.store.article(id))?.flatten() else {
            writer.remove(Kind::Article, id)?;
            return Ok(0);
        };
        let mentioned = self.store.mentions(id)?.into_iter().map(|mention| mention.entity).collect();
        put(writer, &document::of_article(article, mentioned))
    }

    fn put_note(&self, writer: &mut Writer, id: &str) -> Result<usize, Stopped> {
        let note = self.unless_damaged(self.store.note(id))?.flatten();
        let Some(note) = note.filter(|note| note.deleted.is_none()) else {
            writer.remove(Kind::Note, id)?;
            return Ok(0);
        };
        put(writer, &document::of_note(note))
    }

    /// What was read; nothing, and a problem in the tray, when it is damaged. It cannot be found, and all others can.
    fn unless_damaged<T>(&self, read: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
        let Err(StoreError::Damaged { what, id, .. }) = &read else { return read.map(Some) };
        let address = Address::from_parts(what, id).map_or_else(|| id.clone(), |address| address.to_string());
        damage::tell(&self.store, self.now(), address);
        Ok(None)
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

/// Puts in everything that is known.
fn put_known(writer: &mut Writer, known: &Known) -> Result<(), Stopped> {
    if !known.bundled {
        return Ok(());
    }
    for entity in known.knowledge.entities() {
        writer.put(&document::of_entity(entity))?;
    }
    for event in known.knowledge.events() {
        writer.put(&document::of_event(event))?;
    }
    for term in known.knowledge.terms() {
        writer.put(&document::of_term(term))?;
    }
    Ok(())
}
