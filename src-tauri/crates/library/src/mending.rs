//! The folder of the index: whether what lies there can be used, and what is done when it cannot.
//!
//! The index holds nothing that is not in the store. So whatever is wrong with it (damaged, another library's, of a state that
//! this library never was in) it is set aside and built anew, and nothing but the search waits for that.

use crate::indexer::{DOCUMENTS, Indexer, Patience, Stopped};
use crate::lock::lock;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use zhimai_search::{Index, OpenError, SearchError};

/// What is set aside lies here, until something else is.
const ASIDE: &str = "index.set-aside";
/// The file that tantivy locks while it writes.
const WRITER_LOCK: &str = ".tantivy-writer.lock";
/// How long all files of the index count as read, in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;
/// With no thread to do it in the background, only an index of at most so many bytes is read as a whole.
const AT_ONCE: u64 = 64 << 20;

impl Indexer {
    /// Answers from the index in its folder, if it can be used, and looks how far it is.
    pub(crate) fn open(&self) {
        if let Ok(index) = self.open_index() {
            self.answer_from(index);
        }
        self.note_state();
    }

    /// The index in its folder, if it can be used and holds nothing that is not in this library.
    pub(crate) fn open_index(&self) -> Result<Index, OpenError> {
        let known = self.known();
        let index = Index::open(&self.index_folder(), Arc::clone(known.names()))?;
        if !self.is_of_this_library(&index) {
            return Err(OpenError::Stale);
        }
        if self.is_suspect.load(Ordering::Relaxed) {
            index.check(self.now())?;
        }
        Ok(index)
    }

    /// Whether an index is of this library, and of a state that it was in, and holds what this version would put in. Neither holds after `library.db` was replaced, or
    /// put back from a copy: that leaves behind in the index what came after.
    fn is_of_this_library(&self, index: &Index) -> bool {
        let mark = index.mark();
        if mark.library.is_empty() {
            // It was just made.
            return index.is_empty();
        }
        if mark.content != DOCUMENTS {
            return false;
        }
        let sequence = i64::try_from(mark.sequence).unwrap_or(i64::MAX);
        self.store.identity().is_ok_and(|identity| identity == mark.library)
            && self.store.state(sequence).is_ok_and(|state| state.as_ref() == Some(&mark.state))
    }

    /// The index in its folder; a fresh one when that cannot be used, with the old one set aside.
    pub(crate) fn open_or_create(&self, patience: Patience) -> Result<Index, Stopped> {
        let folder = self.index_folder();
        match self.open_index() {
            Ok(index) => Ok(index),
            Err(OpenError::Missing) => self.create(&folder),
            Err(OpenError::Stale | OpenError::Corrupt(_)) => patience.wait_for(|| {
                self.set_aside(|| self.open_index().is_err())?;
                self.create(&folder)
            }),
        }
    }

    fn create(&self, folder: &Path) -> Result<Index, Stopped> {
        // Another process may have been faster.
        Index::create(folder, Arc::clone(self.known().names()))
            .or_else(|error| self.open_index().map_err(|_| error.into()))
    }

    /// Moves what lies in the place of the index out of the way, in place of what was set aside earlier, if it is still to be
    /// moved when nobody writes it.
    pub(crate) fn set_aside(&self, is_to_go: impl FnOnce() -> bool) -> Result<(), Stopped> {
        let (folder, aside) = (self.index_folder(), self.beside(ASIDE));
        let held = hold(&folder)?;
        if folder.symlink_metadata().is_err() || !is_to_go() {
            return Ok(());
        }
        let aside = make_way(aside).map_err(SearchError::from)?;
        // Windows moves no folder in which a file is open.
        let held = held.filter(|_| cfg!(unix));
        std::fs::rename(&folder, &aside).map_err(SearchError::from)?;
        drop(held);
        Ok(())
    }

    /// Sets aside an index that can be read and not written, such as one that another user made. Whether it did.
    pub(crate) fn replace_closed_index(&self) -> bool {
        is_closed(&self.index_folder()) && self.set_aside(|| true).is_ok()
    }

    /// Answers from the index no longer, and has it looked at as a whole before it is used again.
    pub(crate) fn give_up_index(&self) {
        self.is_suspect.store(true, Ordering::Relaxed);
        self.answer_no_more();
        self.note_state();
    }

    /// Whether the files of the index are still right: those that were touched, and once a day all of them, where a thread does
    /// it in the background or it takes no time. An index that is damaged is given up; the next call that needs one builds it.
    pub(crate) fn check_index(&self) -> bool {
        let _turn = lock(&self.turn);
        let Some(index) = self.index_if_any() else { return true };
        let now = self.now();
        let is_due = now.saturating_sub(index.checked_at()).saturating_abs() >= DAY;
        let whole = is_due && (self.is_kept() || index.size_bytes() <= AT_ONCE);
        let checked = if whole { index.check(now) } else { index.look() };
        if checked.is_err() {
            self.give_up_index();
        }
        checked.is_ok()
    }
}

/// Takes away what lies at a path and gives the path; another one where that cannot be taken away, as when it is another user's.
fn make_way(path: PathBuf) -> io::Result<PathBuf> {
    let Err(error) = remove(&path) else { return Ok(path) };
    let beside = |nth: u32| path.with_file_name(format!("{ASIDE}-{nth}"));
    (2..100).map(beside).find(|other| remove(other).is_ok()).ok_or(error)
}

/// Takes away a file, or a folder with what is in it, be it one that its owner may not write.
fn remove(path: &Path) -> io::Result<()> {
    let Ok(found) = path.symlink_metadata() else { return Ok(()) };
    if !found.is_dir() {
        return std::fs::remove_file(path);
    }
    std::fs::remove_dir_all(path).or_else(|_| {
        #[cfg(unix)]
        std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
        std::fs::remove_dir_all(path)
    })
}

/// Whether an index can be read and not written.
fn is_closed(folder: &Path) -> bool {
    let forbids = |error: &io::Error| {
        matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
    };
    let lock = File::options().write(true).open(folder.join(WRITER_LOCK));
    let probe = folder.join(format!(".probe-{}", std::process::id()));
    let probed = File::create_new(&probe);
    let _ = std::fs::remove_file(&probe);
    lock.as_ref().is_err_and(forbids) || probed.as_ref().is_err_and(forbids)
}

/// Holds off whoever would write the index in a folder, for as long as the file lives. Nothing where nobody can.
fn hold(folder: &Path) -> Result<Option<File>, Stopped> {
    let path = folder.join(WRITER_LOCK);
    if !path.symlink_metadata().is_ok_and(|found| found.is_file()) {
        return Ok(None);
    }
    let Ok(file) = File::options().write(true).open(path) else { return Ok(None) };
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => {
            Err(Stopped::Busy(std::io::Error::other("it is being written").into()))
        }
        // A disk that knows no locks.
        Err(TryLockError::Error(_)) => Ok(None),
    }
}
