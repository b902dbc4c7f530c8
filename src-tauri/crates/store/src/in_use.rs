//! Who has a library open, so that none is put in the place of one that somebody uses.

use crate::error::{Result, StoreError};
use crate::place::beside;
use crate::wait::{POLL, POLLS};
use crate::{log, private};
use std::fs::{File, TryLockError};
use std::path::Path;

/// Says that a library is in use, for as long as it lives: many may say so at once, and only who alone has the library may
/// put another in its place. Nothing where no lock can be had, as beside a library that is read-only.
#[derive(Debug)]
pub(crate) struct InUse(#[expect(dead_code, reason = "held, not read")] Option<File>);

impl InUse {
    /// Waits a while for one who is putting another library in its place.
    ///
    /// # Errors
    /// `Busy` when that took too long.
    pub(crate) fn shared(path: &Path) -> Result<Self> {
        // SQLite would wait for a pipe for ever.
        let journal = beside(path, "-journal");
        if std::fs::symlink_metadata(&journal).is_ok_and(|found| !found.is_file()) {
            return Err(StoreError::from_io(&std::io::Error::other("it is no file"), &journal));
        }
        let Ok(file) = lock_file(path, "-lock") else {
            log::check(path)?;
            return Ok(Self(None));
        };
        // Whoever is the first finds the log as it was left; those who come later find one that is in use.
        if file.try_lock().is_ok() {
            log::check(path)?;
            let _ = file.unlock();
        }
        for _ in 0..POLLS {
            match file.try_lock_shared() {
                Ok(()) => return Ok(Self(Some(file))),
                Err(TryLockError::WouldBlock) => std::thread::sleep(POLL),
                Err(TryLockError::Error(_)) => return Ok(Self(None)),
            }
        }
        Err(StoreError::Busy { holder: None })
    }

    /// For who puts another library in its place.
    ///
    /// # Errors
    /// `InUse` when another process, or another part of this one, has it open.
    pub(crate) fn alone(path: &Path) -> Result<Self> {
        let file = lock_file(path, "-lock").map_err(|e| StoreError::from_io(&e, path))?;
        // A process that this one is just starting holds for a moment what this one held.
        for _ in 0..250 {
            match file.try_lock() {
                Ok(()) => return Ok(Self(Some(file))),
                Err(TryLockError::WouldBlock) => std::thread::sleep(POLL),
                // A file system without locks: SQLite's own are asked as well.
                Err(TryLockError::Error(_)) => return Ok(Self(None)),
            }
        }
        Err(StoreError::InUse { path: path.to_owned() })
    }
}

/// Says that this process follows the folders of a library, for as long as it lives: of several that have it open only one does.
#[derive(Debug)]
pub struct Follower(#[expect(dead_code, reason = "held, not read")] File);

impl Follower {
    /// Nothing while another follows them, or where no lock can be had.
    pub(crate) fn only(path: &Path) -> Option<Self> {
        let file = lock_file(path, "-follower").ok()?;
        file.try_lock().ok().map(|()| Self(file))
    }
}

/// The file that is locked. It stays when it is not: to take it away would be to have two.
fn lock_file(path: &Path, suffix: &str) -> std::io::Result<File> {
    let lock = beside(path, suffix);
    match private::new_file(&lock) {
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
            if !std::fs::symlink_metadata(&lock)?.is_file() {
                return Err(std::io::Error::other("its lock is no file"));
            }
            File::open(&lock)
        }
        made => made,
    }
}
