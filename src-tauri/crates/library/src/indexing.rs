//! Keeps the index in step with the store: it is brought up to date from the changes it has not seen, and built anew when it
//! cannot be used. While that goes on, searches answer from what is there.

use crate::api::{ErrorCode, IndexState, Progress, UiLang, WireError};
use crate::mending::Patience;
use crate::{Library, document, lock, words};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, TryLockError, mpsc};
use std::time::{Duration, Instant};
use zhimai_model::{Address, Place, Problem, ProblemCode};
use zhimai_search::{Document, Index, Kind, Mark, SearchError, Writer};
use zhimai_store::{ChangeKind, StoreError};

/// How many changes are read from the store at a time.
const BATCH: u32 = 500;
/// How long apart searches have the files of the index looked at.
const LOOKS: Duration = Duration::from_secs(10);
/// What was put in is committed, and found by searches from then on, when it is half of all, but not less than the first and
/// no more than the second, in bytes of text. Every time leaves files behind that have to be merged; so much as the second
/// is written to files of its own anyway.
const COMMIT_AT: (usize, usize) = (16 << 20, 64 << 20);

/// Called between documents; `Break` stops the work, which the next call takes up again.
pub type OnProgress<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// Who wrote to the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrote {
    ThisProcess,
    Another,
}

/// The last change that an index holds. The store counts from 1 in `i64`, an index keeps what it is told as `u64`.
fn seen(mark: &Mark) -> i64 {
    i64::try_from(mark.sequence).unwrap_or(0)
}

/// Puts a document in, and gives the size of its texts in bytes.
fn put(writer: &mut Writer, document: &Document) -> Result<usize, Stopped> {
    writer.put(document)?;
    Ok(document.parts.iter().map(|part| part.text.len()).fold(0, usize::saturating_add))
}

pub(crate) enum Stopped {
    Store(StoreError),
    Index(SearchError),
    /// Another process writes the index, or it cannot be written for the reason given.
    Busy(SearchError),
    Cancelled,
}

impl From<StoreError> for Stopped {
    fn from(e: StoreError) -> Self {
        Self::Store(e)
    }
}

impl From<SearchError> for Stopped {
    fn from(e: SearchError) -> Self {
        Self::Index(e)
    }
}

fn busy_or_failed(error: SearchError) -> Stopped {
    if error.is_busy() { Stopped::Busy(error) } else { Stopped::Index(error) }
}

impl Library {
    /// The index, if there is one to answer from.
    pub(crate) fn index(&self, lang: UiLang) -> Result<Arc<Index>, WireError> {
        self.index_if_any().ok_or_else(|| match &*lock(&self.index_state) {
            IndexState::Failed { reason } => words::index_failed(lang, reason),
            _ => words::index_building(lang),
        })
    }

    /// The index, if there is one, for what can do without.
    pub(crate) fn index_if_any(&self) -> Option<Arc<Index>> {
        self.index.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn index_bytes(&self) -> u64 {
        self.index_if_any().map_or(0, |index| index.size_bytes())
    }

    pub(crate) fn index_state(&self) -> IndexState {
        lock(&self.index_state).clone()
    }

    fn set_state(&self, state: IndexState) {
        *lock(&self.index_state) = state;
    }

    /// Looks whether the index has seen everything.
    pub(crate) fn note_index_state(&self) {
        let behind = self.index_if_any().map_or_else(|| self.last_change(), |index| self.behind(&index));
        self.set_state(match behind {
            0 if self.index_if_any().is_some() => IndexState::Ready,
            behind => {
                IndexState::Building { done: 0, total: u32::try_from(behind.max(1)).unwrap_or(u32::MAX) }
            }
        });
    }

    fn last_change(&self) -> i64 {
        self.store.last_sequence().unwrap_or(0)
    }

    /// How many changes the index has not seen; what is bundled counts as one.
    fn behind(&self, index: &Index) -> i64 {
        let mark = index.mark();
        let content = i64::from(mark.content != self.indexed_stamp());
        self.last_change().saturating_sub(seen(&mark)).saturating_add(content)
    }

    /// How many changes a search does not know of, where it is known that there are any.
    pub fn changes_unseen(&self) -> Option<u32> {
        if self.index_state() == IndexState::Ready {
            return None;
        }
        let behind = self.index_if_any().map(|index| self.behind(&index))?;
        u32::try_from(behind).ok().filter(|behind| *behind > 0)
    }

    /// Whether the index has seen everything.
    pub(crate) fn is_index_current(&self) -> bool {
        self.index_if_any().is_some_and(|index| self.behind(&index) == 0)
    }

    /// The last change that the index was given since the library was opened; it may not be committed yet.
    pub(crate) fn indexed_sequence(&self) -> i64 {
        self.indexed.load(Ordering::Relaxed)
    }

    /// The stamp that an index of this library bears when it holds what is bundled, or leaves it out.
    fn indexed_stamp(&self) -> String {
        if self.bundled { self.content_stamp.clone() } else { "empty".to_owned() }
    }

    /// Brings the index up to date, building it anew if it cannot be used. Returns at once when there is nothing to do.
    ///
    /// # Errors
    /// `Cancelled` when `progress` says so, `Busy` while another process writes the index, `Storage` when store or disk fail.
    pub fn bring_index_up_to_date(&self, lang: UiLang, progress: OnProgress<'_>) -> Result<(), WireError> {
        self.bring_up_to_date(lang, Patience::Some, progress)
    }

    /// As [`Library::bring_index_up_to_date`], for who only wants to read: where another process writes the index, nobody waits,
    /// and searches answer from what is there.
    ///
    /// # Errors
    /// `Cancelled` when `progress` says so, `Storage` when store or disk fail.
    pub fn refresh_index(&self, lang: UiLang, progress: OnProgress<'_>) -> Result<(), WireError> {
        match self.bring_up_to_date(lang, Patience::None, progress) {
            Err(error) if error.code == ErrorCode::Busy => {
                self.open_index_again();
                self.note_index_state();
                Ok(())
            }
            done => done,
        }
    }

    fn bring_up_to_date(
        &self,
        lang: UiLang,
        patience: Patience,
        progress: OnProgress<'_>,
    ) -> Result<(), WireError> {
        if self.is_read_only() {
            // Searches answer from the index that is there, be it current or not.
            if self.index_if_any().is_none() {
                self.set_state(IndexState::Failed { reason: words::index_read_only(lang) });
            }
            return Ok(());
        }
        if !self.is_kept() {
            self.check_index();
        }
        let _turn = lock(&self.indexing);
        let result = self.catch_up_or_mend(patience, progress);
        self.settle_state(lang, result)
    }

    /// Builds the index anew from the store. The old one answers until the new one is begun, and is then set aside.
    ///
    /// # Errors
    /// As [`Library::bring_index_up_to_date`], and where the library is read-only: the index that is there answers on.
    pub fn reindex(&self, lang: UiLang, progress: OnProgress<'_>) -> Result<(), WireError> {
        if self.is_read_only() {
            let (path, detail) = (self.folder.clone(), String::new());
            return Err(words::store_error(lang, &StoreError::ReadOnly { path, detail }));
        }
        let _turn = lock(&self.indexing);
        let aside = Patience::Some.wait_for(|| {
            self.set_aside(|| {
                *self.index.write().unwrap_or_else(PoisonError::into_inner) = None;
                true
            })
        });
        let result = aside.and_then(|()| {
            *self.index.write().unwrap_or_else(PoisonError::into_inner) = None;
            self.catch_up(Patience::Some, progress)
        });
        self.settle_state(lang, result)
    }

    /// Brings the index up to date for a thread that must be able to stop, also while another one is at it.
    pub(crate) fn index_beside(&self, stop: &AtomicBool) -> Result<(), WireError> {
        let _turn = loop {
            match self.indexing.try_lock() {
                Ok(turn) => break turn,
                Err(TryLockError::Poisoned(poisoned)) => break poisoned.into_inner(),
                Err(TryLockError::WouldBlock) if stop.load(Ordering::Relaxed) => return Ok(()),
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(10)),
            }
        };
        let flow = |stop: bool| if stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        let result = self.catch_up_or_mend(Patience::Some, &mut |_| flow(stop.load(Ordering::Relaxed)));
        // Whoever opens or asks next is told in their own language.
        self.settle_state(UiLang::default(), result)
    }

    fn settle_state(&self, lang: UiLang, result: Result<(), Stopped>) -> Result<(), WireError> {
        match result {
            Ok(()) => {
                self.set_state(IndexState::Ready);
                Ok(())
            }
            // What is there still answers, and whoever writes it brings it up to date.
            Err(Stopped::Busy(e)) => Err(words::index_busy(lang, &e.to_string())),
            Err(Stopped::Cancelled) => Err(words::cancelled(lang)),
            Err(Stopped::Store(e)) => {
                self.set_state(IndexState::Failed { reason: e.to_string() });
                Err(words::store_error(lang, &e))
            }
            Err(Stopped::Index(e)) => {
                self.set_state(IndexState::Failed { reason: e.to_string() });
                Err(words::search_error(lang, &e))
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
        if before.content != self.indexed_stamp() {
            self.put_knowledge(&mut writer)?;
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
                };
                sequence = change.sequence;
                done = done.saturating_add(1);
                put = put.saturating_add(size);
                self.indexed.store(sequence, Ordering::Relaxed);
                if put.saturating_sub(committed) >= (put / 2).clamp(least, most) {
                    writer.commit_as(self.mark(sequence)?)?;
                    committed = put;
                }
            }
        }
        writer.commit_as(self.mark(sequence)?)?;
        writer.finish()?;
        if cancelled { Err(Stopped::Cancelled) } else { Ok(()) }
    }

    /// What an index bears that holds everything up to a change.
    fn mark(&self, sequence: i64) -> Result<Mark, StoreError> {
        Ok(Mark {
            sequence: sequence.unsigned_abs(),
            library: self.store.identity()?,
            state: self.store.state(sequence)?.unwrap_or_default(),
            content: self.indexed_stamp(),
        })
    }

    fn put_knowledge(&self, writer: &mut Writer) -> Result<(), Stopped> {
        if !self.bundled {
            return Ok(());
        }
        for entity in self.knowledge.entities() {
            writer.put(&document::of_entity(entity))?;
        }
        for event in self.knowledge.events() {
            writer.put(&document::of_event(event))?;
        }
        for term in self.knowledge.terms() {
            writer.put(&document::of_term(term))?;
        }
        Ok(())
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
        self.tell_damage(address);
        Ok(None)
    }

    /// Puts in the tray, once, that something in the library's file is damaged.
    pub(crate) fn tell_damage(&self, what: String) {
        let place = Place { file: zhimai_store::FILE_NAME.to_owned(), line: None };
        let problem = Problem { code: ProblemCode::Damaged, place, detail: what, refused: false };
        // Where it cannot be kept, as in a library that may only be read, lists tell it still.
        let _ = self.store.add_problem_once(&problem, self.now());
    }

    /// Whether a thread keeps the index current.
    pub(crate) fn is_kept(&self) -> bool {
        self.wake.get().is_some()
    }

    /// Starts a thread that brings the index up to date now and after every change, until the library is dropped.
    pub fn keep_indexed(self: &Arc<Self>) {
        let (wake, woken) = mpsc::channel();
        if self.wake.set(wake).is_err() {
            return;
        }
        let library = Arc::downgrade(self);
        std::thread::spawn(move || {
            let mut by = Wrote::ThisProcess;
            // The last change when the index was opened, or opened again.
            let mut opened_at = None;
            loop {
                let Some(library) = library.upgrade() else { return };
                // What failed is told by the state of the index; the next change tries again.
                let done =
                    library.bring_index_up_to_date(UiLang::default(), &mut |_| ControlFlow::Continue(()));
                let last = library.store.last_sequence().ok();
                if by == Wrote::Another && last != opened_at {
                    library.open_index_again();
                }
                match done {
                    Ok(()) => opened_at = last,
                    // The other process may be at it still: the next search looks again.
                    Err(_) => *lock(&library.written_elsewhere) = None,
                }
                library.warm_up();
                // Without them the search still works; the next change tries again.
                let _ = library.load_dictionaries();
                if !library.check_index() {
                    let _ =
                        library.bring_index_up_to_date(UiLang::default(), &mut |_| ControlFlow::Continue(()));
                    library.warm_up();
                }
                drop(library);
                by = match woken.recv() {
                    Ok(by) => by,
                    Err(_) => return,
                };
                while let Ok(more) = woken.try_recv() {
                    if more == Wrote::Another {
                        by = more;
                    }
                }
            }
        });
    }

    /// Loads what the first search would have to load.
    fn warm_up(&self) {
        if let Some(index) = self.index_if_any() {
            index.warm_up();
        }
    }

    /// Has the thread look at what another process wrote since this was asked last: articles, notes and dictionaries. And now and
    /// then at the files of the index.
    pub(crate) fn notice_other_processes(&self) {
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
    fn open_index_again(&self) {
        let _turn = lock(&self.indexing);
        // What cannot be opened now is left to the next change; the one before still answers.
        if let Ok(index) = self.open_index() {
            self.answer_from(index);
        }
    }

    /// Has searches answered from an index that was found right.
    fn answer_from(&self, index: Index) -> Arc<Index> {
        let index = Arc::new(index);
        self.give_dictionary(&index);
        *self.index.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&index));
        self.is_suspect.store(false, Ordering::Relaxed);
        index
    }

    /// To be called after every change to the store: wakes the thread, or without one does its work here and now, unless
    /// another process is in the way: what was written is safe, and is not to be acknowledged later for that.
    pub(crate) fn store_changed(&self) {
        match self.wake.get() {
            Some(wake) => {
                let _ = wake.send(Wrote::ThisProcess);
            }
            None => {
                let _ = self.refresh_index(UiLang::default(), &mut |_| ControlFlow::Continue(()));
            }
        }
    }
}
