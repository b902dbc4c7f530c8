//! An open library: its connections, and how it is read and written.

use crate::error::{Result, StoreError};
use crate::folder::make_folder;
use crate::holder::Holder;
use crate::in_use::InUse;
use crate::open::{self, Access};
use crate::place::{FILE_NAME, FileId, beside, file_id};
use crate::{log, private, schema, sequence};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use serde::de::DeserializeOwned;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

/// How many idle readers are kept.
const READERS: usize = 4;

/// An open library. Cheap to share between threads: writers take turns, readers do not wait.
#[derive(Debug)]
pub struct Store {
    pub(crate) path: PathBuf,
    pub(crate) access: Access,
    /// Which file it was when it was opened.
    pub(crate) file: Option<FileId>,
    pub(crate) writer: Mutex<Connection>,
    pub(crate) readers: Mutex<Vec<Connection>>,
    /// Given up last, when all connections are closed.
    pub(crate) _in_use: InUse,
}

impl Store {
    /// Opens the library in `folder`, making the folder and the library where there is none.
    ///
    /// A library of an older version is brought up to date, after a copy of it was put beside it.
    /// One that cannot be written is opened for reading, and every write is `ReadOnly` then, or `Full` where it was for want
    /// of room on the disk.
    ///
    /// # Errors
    /// `Corrupt` for a file that is damaged or no library, `Newer` for one of a newer version (both are left alone),
    /// and what the disk says.
    pub fn open(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE_NAME);
        make_folder(folder)?;
        let in_use = InUse::shared(&path)?;
        let (writer, access) = open::open(folder, &path, schema::MIGRATIONS)?;
        let file = file_id(&path);
        let readers = Mutex::new(Vec::new());
        Ok(Self { path, access, file, writer: Mutex::new(writer), readers, _in_use: in_use })
    }

    /// True when `folder` holds a library.
    ///
    /// # Errors
    /// When that cannot be known, as in a folder that may not be entered.
    pub fn exists(folder: &Path) -> Result<bool> {
        let path = folder.join(FILE_NAME);
        match std::fs::metadata(&path) {
            Ok(metadata) => Ok(metadata.is_file()),
            Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(false),
            Err(e) => Err(StoreError::Unreadable { path, detail: e.to_string() }),
        }
    }

    /// True when the library can only be read.
    pub fn is_read_only(&self) -> bool {
        self.access != Access::Full
    }

    /// Makes the folder of a library where there is none, for its owner only.
    ///
    /// # Errors
    /// What the disk says.
    pub fn make_folder(folder: &Path) -> Result<()> {
        make_folder(folder)
    }

    /// Takes from others what they may do with a library's files, which whoever writes beside the store may have let them.
    pub fn tighten(&self) {
        if let (false, Some(folder)) = (self.is_read_only(), self.path.parent()) {
            private::tighten(folder);
        }
    }

    /// A setting of a library that need not be sound, as far as it can be read.
    pub fn peek<T: DeserializeOwned>(folder: &Path, key: &str) -> Option<T> {
        let text = peek(folder, "SELECT value FROM setting WHERE key = ?1", &[key])?;
        serde_json::from_str(&text).ok()
    }

    /// The identity of a library that need not be sound, as far as it can be read.
    pub fn peek_identity(folder: &Path) -> Option<String> {
        peek(folder, "SELECT id FROM identity", &[]).filter(|identity| !identity.is_empty())
    }

    /// True when the file of a library is there and has nothing in it.
    pub fn is_hollow(folder: &Path) -> bool {
        std::fs::metadata(folder.join(FILE_NAME)).is_ok_and(|file| file.len() == 0)
    }

    /// The database file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The size on disk in bytes, with what is not yet folded into the main file.
    pub fn size_bytes(&self) -> u64 {
        let size = |path: &Path| std::fs::metadata(path).map_or(0, |m| m.len());
        size(&self.path).saturating_add(size(&beside(&self.path, "-wal")))
    }

    /// A number that is another one after another process has written to the library; what this one writes leaves it as it is.
    /// Nothing while this process is writing. Takes some microseconds.
    pub fn written_elsewhere(&self) -> Option<i64> {
        let connection = match self.writer.try_lock() {
            Ok(connection) => connection,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return None,
        };
        connection.pragma_query_value(None, "data_version", |row| row.get(0)).ok()
    }

    /// Runs `work` on a reader.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        let idle = lock(&self.readers).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => open::reader(&self.path, self.access)?,
        };
        let result = work(&connection);
        let mut readers = lock(&self.readers);
        if readers.len() < READERS {
            readers.push(connection);
        }
        drop(readers);
        result.map_err(|e| StoreError::from_sqlite(&e, &self.path))
    }

    /// Says no when the path leads to another file than the one that is open, or to none: what is written then is lost.
    fn check_in_place(&self) -> Result<()> {
        if file_id(&self.path) == self.file {
            return Ok(());
        }
        Err(StoreError::Gone { path: self.path.clone() })
    }

    /// That there was no room on the disk.
    pub(crate) fn no_room(&self) -> StoreError {
        let detail = "there was none when the library was opened".to_owned();
        StoreError::Full { path: self.path.clone(), detail }
    }

    /// Runs `work` in one transaction: all of it is on the disk when this returns `Ok`, and none of it otherwise.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&Transaction) -> Result<T>) -> Result<T> {
        let mut connection = lock(&self.writer);
        let sqlite_error = |e: rusqlite::Error| match StoreError::from_sqlite(&e, &self.path) {
            StoreError::Busy { .. } => StoreError::Busy { holder: Holder::read(&self.path) },
            error => error,
        };
        if self.access == Access::NoRoom {
            return Err(self.no_room());
        }
        // Before, so that no log of ours is left beside another's file; and after, so that nothing is acknowledged in vain.
        self.check_in_place()?;
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sqlite_error)?;
        let before = sequence::last_sequence(&transaction).map_err(sqlite_error)?;
        let result = work(&transaction)?;
        sequence::remember_state(&transaction, before).map_err(sqlite_error)?;
        log::mark(&transaction).map_err(sqlite_error)?;
        transaction.commit().map_err(sqlite_error)?;
        self.check_in_place()?;
        Ok(result)
    }

    /// For errors inside [`Store::write`].
    pub(crate) fn sqlite_error(&self) -> impl Fn(rusqlite::Error) -> StoreError + Copy + '_ {
        |e| StoreError::from_sqlite(&e, &self.path)
    }
}

/// The text that a query gives in a library that need not be sound.
fn peek(folder: &Path, sql: &str, parameters: &[&str]) -> Option<String> {
    let path = folder.join(FILE_NAME);
    [Access::ReadOnly, Access::Frozen].into_iter().find_map(|access| {
        let connection = open::reader(&path, access).ok()?;
        connection.query_row(sql, rusqlite::params_from_iter(parameters), |row| row.get(0)).ok()
    })
}

/// A panic elsewhere leaves no half-done transaction behind, so the lock is good to go on with.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
