//! Keeps the index in step with the store: it is brought up to date from the changes it has not seen, and built anew when it
//! cannot be used. While that goes on, searches answer from what is there.

use crate::api::{IndexState, Progress, UiLang, WireError};
use crate::settings::INDEXED_STAMP;
use crate::{INDEX, Library, document, lock, words};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, TryLockError, mpsc};
use std::time::Duration;
use zhimai_search::{Document, Index, Kind, OpenError, SearchError, Writer};
use zhimai_store::{ChangeKind, StoreError};

/// How many changes are read from the store at a time.
const BATCH: u32 = 500;
/// What was put in is committed, and found by searches from then on, when it is half of all, but not less than the first and
/// no more than the second, in bytes of text. Every time leaves files behind that have to be merged; so much as the second
/// is written to files of its own anyway.
const COMMIT_AT: (usize, usize) = (16 << 20, 64 << 20);
/// How often, and how long apart, the index is asked for while another process writes it.
const PATIENCE: (u32, Duration) = (20, Duration::from_millis(100));

/// Called between documents; `Break` stops the work, which the next call takes up again.
pub type OnProgress<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// Who wrote to the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrote {
    ThisProcess,
    Another,
}

/// The last change that an index holds. The store counts from 1 in `i64`, an index keeps what it is told as `u64`.
fn seen(index: &Index) -> i64 {
    i64::try_from(index.sequence()).unwrap_or(0)
}

/// Puts a document in, and gives the size of its texts in bytes.
fn put(writer: &mut Writer, document: &Document) -> Result<usize, Stopped> {
    writer.put(document)?;
    let texts = document.others.iter().chain([&document.title, &document.body]);
    Ok(texts.map(String::len).fold(0, usize::saturating_add))
}

enum Stopped {
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

    /// Looks whether the index has seen everything, at opening.
    pub(crate) fn note_index_state(&self) {
        let index = self.index_if_any();
        if index.as_ref().is_some_and(|index| self.is_current(index)) {
            return self.set_state(IndexState::Ready);
        }
        let seen = index.map_or(0, |index| seen(&index));
        let behind = self.store.last_sequence().unwrap_or(0).saturating_sub(seen);
        self.set_state(IndexState::Building { done: 0, total: u32::try_from(behind).unwrap_or(0) });
    }

    /// Whether the index has seen everything.
    pub(crate) fn is_index_current(&self) -> bool {
        self.index_if_any().is_some_and(|index| self.is_current(&index))
    }

    /// The last change that the index was given since the library was opened; it may not be committed yet.
    pub(crate) fn indexed_sequence(&self) -> i64 {
        self.indexed.load(Ordering::Relaxed)
    }

    fn is_current(&self, index: &Index) -> bool {
        let stamp = self.store.setting::<String>(INDEXED_STAMP).ok().flatten();
        stamp.as_ref() == Some(&self.indexed_stamp())
            && self.store.last_sequence().is_ok_and(|last| last == seen(index))
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
        let _turn = lock(&self.indexing);
        let result = self.catch_up(progress);
        self.settle_state(lang, result)
    }

    /// Builds the index anew from the store. The old one answers until the new one is begun, and is then set aside.
    ///
    /// # Errors
    /// As [`Library::bring_index_up_to_date`].
    pub fn reindex(&self, lang: UiLang, progress: OnProgress<'_>) -> Result<(), WireError> {
        let _turn = lock(&self.indexing);
        *self.index.write().unwrap_or_else(PoisonError::into_inner) = None;
        let result = self.set_aside().and_then(|()| self.catch_up(progress));
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
        let result = self.catch_up(&mut |_| flow(stop.load(Ordering::Relaxed)));
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

    fn catch_up(&self, progress: OnProgress<'_>) -> Result<(), Stopped> {
        let index = match self.index_if_any() {
            Some(index) => index,
            None => {
                let index = Arc::new(self.open_or_create()?);
                *self.index.write().unwrap_or_else(PoisonError::into_inner) = Some(index.clone());
                self.give_dictionary(&index);
                index
            }
        };
        self.indexed.store(seen(&index), Ordering::Relaxed);
        if self.is_current(&index) {
            return Ok(());
        }
        let mut writer = self.patient_writer(&index)?;
        let mut sequence = seen(&index);
        let last = self.store.last_sequence()?;
        let stamp = self.indexed_stamp();
        let knowledge =
            sequence == 0 || self.store.setting::<String>(INDEXED_STAMP)?.as_ref() != Some(&stamp);
        if knowledge {
            self.put_knowledge(&mut writer)?;
        }
        let total = u32::try_from(last.saturating_sub(sequence)).unwrap_or(u32::MAX);
        let mut done = 0_u32;
        // In bytes of text: what was put in, and how much of it had been when it was committed last.
        let (mut put, mut committed) = (0_usize, 0_usize);
        let (least, most) = COMMIT_AT;
        loop {
            let changes = self.store.changes_since(sequence, BATCH)?;
            if changes.is_empty() {
                break;
            }
            for change in changes {
                let step = Progress { done, total: total.max(done), current: change.id.clone() };
                self.set_state(IndexState::Building { done, total: step.total });
                if progress(step).is_break() {
                    writer.commit(sequence.unsigned_abs())?;
                    return Err(Stopped::Cancelled);
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
                    writer.commit(sequence.unsigned_abs())?;
                    committed = put;
                }
            }
        }
        writer.commit(sequence.unsigned_abs())?;
        if knowledge {
            self.store.put_setting(INDEXED_STAMP, &stamp)?;
        }
        Ok(())
    }

    /// The index in its folder; a fresh one when that cannot be used, with the old one set aside.
    fn open_or_create(&self) -> Result<Index, Stopped> {
        let folder = self.folder.join(INDEX);
        match Index::open(&folder, self.lexicon.clone()) {
            Ok(index) => return Ok(index),
            Err(OpenError::Missing) => {}
            Err(OpenError::Stale | OpenError::Corrupt(_)) => self.set_aside()?,
        }
        Ok(Index::create(&folder, self.lexicon.clone())?)
    }

    /// Moves the index's folder out of the way, in place of one set aside earlier.
    fn set_aside(&self) -> Result<(), Stopped> {
        let (folder, aside) = (self.folder.join(INDEX), self.folder.join("index.set-aside"));
        if !folder.exists() {
            return Ok(());
        }
        if aside.is_dir() {
            std::fs::remove_dir_all(&aside).map_err(SearchError::from)?;
        } else if aside.exists() {
            std::fs::remove_file(&aside).map_err(SearchError::from)?;
        }
        std::fs::rename(&folder, &aside).map_err(SearchError::from)?;
        Ok(())
    }

    /// The writer of the index. Another process may hold it for a moment.
    fn patient_writer(&self, index: &Index) -> Result<Writer, Stopped> {
        let (tries, pause) = PATIENCE;
        for _ in 1..tries {
            match index.writer() {
                Ok(writer) => return Ok(writer),
                Err(_) => std::thread::sleep(pause),
            }
        }
        index.writer().map_err(Stopped::Busy)
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
        let Some(article) = self.store.article(id)? else {
            writer.remove(Kind::Article, id)?;
            return Ok(0);
        };
        let mentioned = self.store.mentions(id)?.into_iter().map(|mention| mention.entity).collect();
        put(writer, &document::of_article(article, mentioned))
    }

    fn put_note(&self, writer: &mut Writer, id: &str) -> Result<usize, Stopped> {
        let Some(note) = self.store.note(id)?.filter(|note| note.deleted.is_none()) else {
            writer.remove(Kind::Note, id)?;
            return Ok(0);
        };
        put(writer, &document::of_note(note))
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

    /// Has the thread look at what another process wrote since this was asked last: articles, notes and dictionaries.
    pub(crate) fn notice_other_processes(&self) {
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
        if let Ok(index) = Index::open(&self.folder.join(INDEX), self.lexicon.clone()) {
            let index = Arc::new(index);
            self.give_dictionary(&index);
            *self.index.write().unwrap_or_else(PoisonError::into_inner) = Some(index);
        }
    }

    /// To be called after every change to the store: wakes the thread, or without one does its work here and now.
    pub(crate) fn store_changed(&self) {
        match self.wake.get() {
            Some(wake) => {
                let _ = wake.send(Wrote::ThisProcess);
            }
            None => {
                let _ = self.bring_index_up_to_date(UiLang::default(), &mut |_| ControlFlow::Continue(()));
            }
        }
    }
}
