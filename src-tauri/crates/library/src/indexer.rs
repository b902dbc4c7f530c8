//! The index of a library, as it is now: what searches answer from, and how far behind the store it is.
//!
//! How it is brought up to date is told by `indexing`, and what is done when its files cannot be used by `mending`.

use crate::error::{LibraryError, NoIndex};
use crate::knowing::Knowing;
use crate::known::Known;
use crate::lock::{lock, read, write};
use crate::place::INDEX;
use crate::progress::IndexState;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, OnceLock, RwLock};
use std::time::{Duration, Instant};
use zhimai_dictionary::Dictionaries;
use zhimai_search::{Index, Mark, SearchError};
use zhimai_store::{Store, StoreError};

/// How often, and how long apart, the index is asked for while another process writes it.
const PATIENCE: (u32, Duration) = (20, Duration::from_millis(100));

/// Raised with every change to which documents there are and what is in them, so that an index is built anew.
pub(crate) const DOCUMENTS: &str = "4";

/// Who wrote to the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrote {
    ThisProcess,
    Another,
}

/// Why work on the index ended before its end.
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

/// Whether to wait for another process that writes the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Patience {
    Some,
    None,
}

impl Patience {
    /// Tries until it goes, as long as another process is in the way.
    pub(crate) fn wait_for<T>(self, mut attempt: impl FnMut() -> Result<T, Stopped>) -> Result<T, Stopped> {
        let (tries, pause) = if self == Patience::Some { PATIENCE } else { (1, Duration::ZERO) };
        for _ in 1..tries {
            match attempt() {
                Err(Stopped::Busy(_)) => std::thread::sleep(pause),
                done => return done,
            }
        }
        attempt()
    }
}

/// The index of a library, and what keeps it in step with the store. Shared between threads.
pub struct Indexer {
    /// The library's folder, the index is in it.
    folder: PathBuf,
    /// What time it is, in milliseconds since 1970-01-01 UTC.
    clock: fn() -> i64,
    pub(crate) store: Arc<Store>,
    pub(crate) knowing: Arc<Knowing>,
    index: RwLock<Option<Arc<Index>>>,
    state: Mutex<IndexState>,
    /// What searches translate by.
    dictionaries: Mutex<Dictionaries>,
    /// The last change that the index was given, if only to be committed soon.
    pub(crate) indexed: AtomicI64,
    /// Held while the index is being written.
    pub(crate) turn: Mutex<()>,
    /// True when the index failed: before it is used again, all of it is read.
    pub(crate) is_suspect: AtomicBool,
    /// When a search last had the files of the index looked at.
    pub(crate) looked: Mutex<Option<Instant>>,
    /// Wakes the thread that keeps the index current, if there is one.
    pub(crate) wake: OnceLock<Sender<Wrote>>,
    /// What [`Store::written_elsewhere`] said last.
    pub(crate) written_elsewhere: Mutex<Option<i64>>,
}

/// The last change that an index holds. The store counts from 1 in `i64`, an index keeps what it is told as `u64`.
pub(crate) fn seen(mark: &Mark) -> i64 {
    i64::try_from(mark.sequence).unwrap_or(0)
}

impl Indexer {
    /// An indexer that has not looked for an index yet.
    pub(crate) fn new(folder: &Path, clock: fn() -> i64, store: Arc<Store>, knowing: Arc<Knowing>) -> Self {
        // Before anything is read for the search: what another process writes from now on is noticed.
        let written_elsewhere = Mutex::new(store.written_elsewhere());
        Self {
            folder: folder.to_owned(),
            clock,
            store,
            knowing,
            index: RwLock::default(),
            state: Mutex::new(IndexState::Building { done: 0, total: 0 }),
            dictionaries: Mutex::default(),
            indexed: AtomicI64::new(0),
            turn: Mutex::new(()),
            is_suspect: AtomicBool::new(false),
            looked: Mutex::default(),
            wake: OnceLock::new(),
            written_elsewhere,
        }
    }

    /// The index, if there is one to answer from.
    ///
    /// # Errors
    /// `NoIndex` when it could not be made, `IndexBuilding` when it is being made for the first time.
    pub fn index(&self) -> Result<Arc<Index>, LibraryError> {
        self.index_if_any().ok_or_else(|| match &*lock(&self.state) {
            IndexState::Failed(why) => LibraryError::NoIndex(why.clone()),
            _ => LibraryError::IndexBuilding,
        })
    }

    /// The index, if there is one, for what can do without.
    pub fn index_if_any(&self) -> Option<Arc<Index>> {
        read(&self.index)
    }

    /// The size of the index on disk, in bytes.
    pub fn size_bytes(&self) -> u64 {
        self.index_if_any().map_or(0, |index| index.size_bytes())
    }

    /// How the index is.
    pub fn state(&self) -> IndexState {
        lock(&self.state).clone()
    }

    /// How many changes a search does not know of, where it is known that there are any.
    pub fn changes_unseen(&self) -> Option<u32> {
        if self.state() == IndexState::Ready {
            return None;
        }
        let behind = self.index_if_any().map(|index| self.behind(&index))?;
        u32::try_from(behind).ok().filter(|behind| *behind > 0)
    }

    /// How many changes a search does not know of, counted now; all there are where there is no index.
    pub fn changes_unseen_now(&self) -> u32 {
        let behind = self.index_if_any().map_or_else(|| self.last_change(), |index| self.behind(&index));
        u32::try_from(behind).unwrap_or(u32::MAX)
    }

    /// Whether a thread keeps the index current.
    pub fn is_kept(&self) -> bool {
        self.wake.get().is_some()
    }

    /// Whether the index has seen everything.
    pub(crate) fn is_current(&self) -> bool {
        self.index_if_any().is_some_and(|index| self.behind(&index) == 0)
    }

    /// The last change that the index was given since the library was opened; it may not be committed yet.
    pub(crate) fn indexed_sequence(&self) -> i64 {
        self.indexed.load(Ordering::Relaxed)
    }

    /// How many changes an index has not seen, with what is to be made anew by names that are others now.
    pub(crate) fn behind(&self, index: &Index) -> i64 {
        let stale = i64::from(self.store.stale_count().unwrap_or(0));
        self.last_change().saturating_sub(seen(&index.mark())).saturating_add(stale)
    }

    fn last_change(&self) -> i64 {
        self.store.last_sequence().unwrap_or(0)
    }

    /// Looks whether the index has seen everything.
    pub(crate) fn note_state(&self) {
        let index = self.index_if_any();
        let behind = index.as_ref().map_or_else(|| self.last_change(), |index| self.behind(index));
        self.set_state(match behind {
            0 if index.is_some() => IndexState::Ready,
            behind => {
                IndexState::Building { done: 0, total: u32::try_from(behind.max(1)).unwrap_or(u32::MAX) }
            }
        });
    }

    pub(crate) fn set_state(&self, state: IndexState) {
        *lock(&self.state) = state;
    }

    /// Tells by the state that the index could not be made.
    pub(crate) fn failed(&self, error: &dyn std::error::Error) {
        self.set_state(IndexState::Failed(NoIndex::Failed(error.to_string())));
    }

    /// Has searches answered from an index that was found right.
    pub(crate) fn answer_from(&self, index: Index) -> Arc<Index> {
        let index = Arc::new(index);
        index.set_dictionaries(self.dictionaries());
        write(&self.index, Some(Arc::clone(&index)));
        self.is_suspect.store(false, Ordering::Relaxed);
        index
    }

    /// Has nothing answered until there is another index.
    pub(crate) fn answer_no_more(&self) {
        write(&self.index, None);
    }

    /// Has searches translate by dictionaries from now on.
    pub(crate) fn set_dictionaries(&self, dictionaries: Dictionaries) {
        *lock(&self.dictionaries) = dictionaries.clone();
        if let Some(index) = self.index_if_any() {
            index.set_dictionaries(dictionaries);
        }
    }

    /// What searches translate by.
    pub(crate) fn dictionaries(&self) -> Dictionaries {
        lock(&self.dictionaries).clone()
    }

    /// What is known now.
    pub(crate) fn known(&self) -> Arc<Known> {
        self.knowing.known()
    }

    /// What time it is, in milliseconds since 1970-01-01 UTC.
    pub(crate) fn now(&self) -> i64 {
        (self.clock)()
    }

    /// The folder of the index.
    pub(crate) fn index_folder(&self) -> PathBuf {
        self.folder.join(INDEX)
    }

    /// What lies beside the index under a name.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The library's folder.
    pub(crate) fn library_folder(&self) -> &Path {
        &self.folder
    }
}
