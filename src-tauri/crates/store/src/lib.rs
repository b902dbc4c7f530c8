//! The store: everything the person owns, in one SQLite file. It is the only authority; whatever else is on disk can be
//! made again from it.
//!
//! What was acknowledged (a method returned `Ok`) survives a crash of the program or of the machine: every write is one
//! transaction, and is on the disk before it returns.
//! Two processes may use one library at once: readers never wait, and a writer waits a while for another.
//!
//! The store knows nothing of search, of how names are recognised, of the window, nor where the library's folder is.
//! Time comes in as milliseconds since 1970-01-01 UTC.

mod articles;
mod backup;
mod changes;
mod damage;
mod dictionaries;
mod drafts;
mod error;
mod holder;
mod json;
mod log;
mod mentions;
mod notes;
mod open;
mod private;
mod room;
mod saved;
mod schema;
mod tray;

pub use articles::{ArticleRow, ArticleVersion, Import, Origin, Put, Replaced};
pub use backup::{
    Difference, Kept, Kind, Manifest, Restored, TableSum, compare, damage, kept, newest_good, restore, stamp,
    verify,
};
pub use changes::{Change, ChangeKind};
pub use damage::Damaged;
pub use dictionaries::StoredDictionary;
pub use drafts::StoredDraft;
pub use error::{BackupProblem, StoreError};
pub use mentions::Mention;
pub use notes::{NewNote, NoteChange, NoteFilter};
pub use saved::StoredSearch;
pub use tray::{StoredCollection, StoredProblem};

use holder::Holder;
use open::{Access, InUse};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use serde::de::DeserializeOwned;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

/// The name of the database in the library's folder.
pub const FILE_NAME: &str = "library.db";

/// The folder of the daily backups in the library's folder, unless the person chose another.
pub const BACKUPS: &str = "backups";

/// The folder, in the library's folder, of libraries that another was put in the place of.
pub const SET_ASIDE: &str = "set-aside";

/// How many idle readers are kept.
const READERS: usize = 4;

/// An open library. Cheap to share between threads: writers take turns, readers do not wait.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    access: Access,
    /// Which file it was when it was opened.
    file: Option<open::FileId>,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    /// Given up last, when all connections are closed.
    _in_use: InUse,
}

type Result<T> = std::result::Result<T, StoreError>;

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
        open::make_folder(folder)?;
        let in_use = InUse::shared(&path)?;
        let (writer, access) = open::open(folder, &path, schema::MIGRATIONS)?;
        let file = open::file_id(&path);
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
        open::make_folder(folder)
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
        size(&self.path).saturating_add(size(&open::beside(&self.path, "-wal")))
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

    /// Reads the whole file and says what is damaged; an empty list: nothing is.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn quick_check(&self) -> Result<Vec<String>> {
        self.read(backup::quick)
    }

    /// Runs `work` on a reader.
    fn read<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
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
        if open::file_id(&self.path) == self.file {
            return Ok(());
        }
        Err(StoreError::Gone { path: self.path.clone() })
    }

    /// Runs `work` in one transaction: all of it is on the disk when this returns `Ok`, and none of it otherwise.
    fn write<T>(&self, work: impl FnOnce(&Transaction) -> Result<T>) -> Result<T> {
        let mut connection = lock(&self.writer);
        let sort = |e: rusqlite::Error| match StoreError::from_sqlite(&e, &self.path) {
            StoreError::Busy { .. } => StoreError::Busy { holder: Holder::read(&self.path) },
            error => error,
        };
        if self.access == Access::NoRoom {
            let detail = "there was none when the library was opened".to_owned();
            return Err(StoreError::Full { path: self.path.clone(), detail });
        }
        // Before, so that no log of ours is left beside another's file; and after, so that nothing is acknowledged in vain.
        self.check_in_place()?;
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sort)?;
        let before = changes::last_sequence(&transaction).map_err(sort)?;
        let result = work(&transaction)?;
        changes::remember_state(&transaction, before).map_err(sort)?;
        log::mark(&transaction).map_err(sort)?;
        transaction.commit().map_err(sort)?;
        self.check_in_place()?;
        Ok(result)
    }

    /// For errors inside [`Store::write`].
    fn sort(&self) -> impl Fn(rusqlite::Error) -> StoreError + Copy + '_ {
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
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
