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
mod changes;
mod dictionaries;
mod error;
mod holder;
mod mentions;
mod notes;
mod open;
mod origin;
mod room;
mod saved;
mod schema;
mod tray;

pub use articles::{ArticleRow, Put, Replaced};
pub use changes::{Change, ChangeKind};
pub use dictionaries::StoredDictionary;
pub use error::StoreError;
pub use mentions::Mention;
pub use notes::{NewNote, NoteChange, NoteFilter};
pub use origin::Origin;
pub use saved::StoredSearch;
pub use tray::{StoredCollection, StoredProblem};

use holder::Holder;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

/// The name of the database in the library's folder.
pub const FILE_NAME: &str = "library.db";

/// How many idle readers are kept.
const READERS: usize = 4;

/// An open library. Cheap to share between threads: writers take turns, readers do not wait.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

type Result<T> = std::result::Result<T, StoreError>;

impl Store {
    /// Opens the library in `folder`, making the folder and the library where there is none.
    ///
    /// A library of an older version is brought up to date, after a copy of it was put beside it.
    ///
    /// # Errors
    /// `Corrupt` for a file that is damaged or no library, `Newer` for one of a newer version (both are left alone),
    /// and what the disk says.
    pub fn open(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE_NAME);
        let writer = open::open(folder, &path, schema::MIGRATIONS)?;
        Ok(Self { path, writer: Mutex::new(writer), readers: Mutex::new(Vec::new()) })
    }

    /// True when `folder` holds a library.
    pub fn exists(folder: &Path) -> bool {
        folder.join(FILE_NAME).is_file()
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
        self.read(|connection| {
            let mut statement = connection.prepare("PRAGMA quick_check(100)")?;
            let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
            let lines = lines.collect::<rusqlite::Result<Vec<_>>>()?;
            Ok(lines.into_iter().filter(|line| line != "ok").collect())
        })
    }

    /// Runs `work` on a reader.
    fn read<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        let idle = lock(&self.readers).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => open::reader(&self.path)?,
        };
        let result = work(&connection);
        let mut readers = lock(&self.readers);
        if readers.len() < READERS {
            readers.push(connection);
        }
        drop(readers);
        result.map_err(|e| StoreError::from_sqlite(&e, &self.path))
    }

    /// Runs `work` in one transaction: all of it is on the disk when this returns `Ok`, and none of it otherwise.
    fn write<T>(&self, work: impl FnOnce(&Transaction) -> Result<T>) -> Result<T> {
        let mut connection = lock(&self.writer);
        let sort = |e: rusqlite::Error| match StoreError::from_sqlite(&e, &self.path) {
            StoreError::Busy { .. } => StoreError::Busy { holder: Holder::read(&self.path) },
            error => error,
        };
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sort)?;
        let result = work(&transaction)?;
        transaction.commit().map_err(sort)?;
        Ok(result)
    }

    /// For errors inside [`Store::write`].
    fn sort(&self) -> impl Fn(rusqlite::Error) -> StoreError + Copy + '_ {
        |e| StoreError::from_sqlite(&e, &self.path)
    }
}

/// A panic elsewhere leaves no half-done transaction behind, so the lock is good to go on with.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
