//! What can go wrong with the store, sorted by what a person can do about it.

use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// What the store gives, or why it does not.
pub(crate) type Result<T> = std::result::Result<T, StoreError>;

/// Why the store did not do what it was asked. Whatever failed has left the library as it was.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk, a quota or a limit on file sizes leaves no room.
    #[error("no room is left to write {}: nothing was changed; free some space and try again ({detail})", path.display())]
    Full {
        /// What was being written.
        path: PathBuf,
        /// The system's word.
        detail: String,
    },
    /// The library's folder or file cannot be written.
    #[error("{} cannot be written: nothing was changed; check its permissions ({detail})", path.display())]
    ReadOnly {
        /// What was being written.
        path: PathBuf,
        /// The system's word.
        detail: String,
    },
    /// The library may not even be read.
    #[error("{} cannot be read: check its permissions and those of its folder ({detail})", path.display())]
    Unreadable {
        /// What was to be read.
        path: PathBuf,
        /// The system's word.
        detail: String,
    },
    /// Another process has the library open, so that no other can be put in its place.
    #[error("the library {} is open in another program: nothing was changed; close it and try again", path.display())]
    InUse {
        /// The database file.
        path: PathBuf,
    },
    /// Something is in the place of what was to be written.
    #[error("{} is there already: nothing was changed; choose another name", path.display())]
    Exists {
        /// What is there.
        path: PathBuf,
    },
    /// A file cannot be restored: it is damaged, or no backup.
    #[error("{} cannot be restored: {problem}", path.display())]
    NotABackup {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: BackupProblem,
    },
    /// The disk or the system failed.
    #[error("{} could not be read or written: nothing was changed ({detail})", path.display())]
    Io {
        /// What was being read or written.
        path: PathBuf,
        /// The system's word.
        detail: String,
    },
    /// The file that is open was removed, moved or replaced while it was in use.
    #[error("{} is no longer the file that was opened: nothing was saved; put the library back, or restart the program", path.display())]
    Gone {
        /// Where the file was.
        path: PathBuf,
    },
    /// Another process is writing and did not finish in time.
    #[error(
        "the library is being written by {}: try again when it has finished",
        holder.as_deref().unwrap_or("another program")
    )]
    Busy {
        /// The name and process number of the one who writes, where known.
        holder: Option<String>,
    },
    /// The file is damaged, or no library at all. It is left as it is.
    #[error("{} is damaged or is no library; it was left as it is: restore a backup, or choose another folder ({detail})", path.display())]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What does not fit.
        detail: String,
    },
    /// The log beside the database goes on from another one: read into this one, it would make a mixture of both.
    #[error(
        "{} was left by another library, or another state of this one: nothing was changed; put it out of the way with the \
         -shm beside it, or restore a backup", path.display()
    )]
    ForeignLog {
        /// The log.
        path: PathBuf,
    },
    /// One article, note or version is damaged in the file; all others can be read. It is left as it is.
    #[error(
        "the {what} `{id}` is damaged in the library's file; it was left as it is, and all others can be read ({detail})"
    )]
    Damaged {
        /// `article`, `note` or `version`.
        what: &'static str,
        /// Its identifier.
        id: String,
        /// What does not fit.
        detail: String,
    },
    /// A newer version of the program has written the library.
    #[error("{} was written by a newer version of the program (format {found}, this one knows {known}): update the program", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version of its schema.
        found: i64,
        /// The newest version known here.
        known: i64,
    },
    /// The note was changed since it was read, or a new note's identifier is taken.
    #[error("the note {id} was changed elsewhere and is at version {current} now: read it again")]
    Conflict {
        /// The note.
        id: String,
        /// The version it is at.
        current: u32,
    },
    /// Another thing of the kind has the name.
    #[error("the name `{name}` is taken")]
    Taken {
        /// The name.
        name: String,
    },
    /// There is no such thing.
    #[error("there is no {what} `{id}`")]
    NotFound {
        /// `article`, `note`, `version` or `saved search`.
        what: &'static str,
        /// What was looked for.
        id: String,
    },
    /// A single text is larger than can be kept.
    #[error("the text is larger than a library can keep ({0})")]
    TooLarge(String),
    /// Our own fault.
    #[error("internal error in the store: {0}")]
    Internal(String),
}

/// What is wrong with a file that should be a backup.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackupProblem {
    /// There is no such file.
    #[error("there is no such file")]
    Missing,
    /// Nothing is in it.
    #[error("it is empty")]
    Empty,
    /// It is something else.
    #[error("it is no backup of a library")]
    Other,
    /// It begins as a backup does, and ends before its database does.
    #[error("it is cut short: it ends after {bytes} bytes")]
    CutShort {
        /// How long it is.
        bytes: u64,
    },
    /// Its last line is damaged, or was cut off.
    #[error("its last line is damaged or cut off, which says how long its parts are")]
    LastLine,
    /// Its manifest is damaged.
    #[error("its manifest is damaged, in bytes {from} to {to} of the file")]
    Manifest {
        /// The first byte of the manifest.
        from: u64,
        /// The first byte after it.
        to: u64,
    },
    /// A block of the database is damaged.
    #[error("block {block} of its database is damaged, in bytes {from} to {to} of the file")]
    Block {
        /// Its number, from 1.
        block: u64,
        /// The first byte of the block.
        from: u64,
        /// The first byte after it.
        to: u64,
    },
    /// Every byte is as it was written, and SQLite finds the database damaged all the same.
    #[error("the database in it was damaged when it was made: {detail}")]
    Database {
        /// What SQLite says, or what was counted.
        detail: String,
    },
    /// A newer version of the program has made it.
    #[error(
        "it was made by a newer version of the program (format {found}, this one knows {known}): update the program"
    )]
    Newer {
        /// The version of the backup or of the database in it.
        found: i64,
        /// The newest version known here.
        known: i64,
    },
}

/// How SQLite says that it could not make a file longer: the database, the log, or the memory that is shared beside it.
const NO_ROOM: [std::ffi::c_int; 2] =
    [rusqlite::ffi::SQLITE_IOERR_WRITE, rusqlite::ffi::SQLITE_IOERR_SHMSIZE];

impl StoreError {
    /// Sorts an error of the database at `path`.
    pub(crate) fn from_sqlite(error: &rusqlite::Error, path: &Path) -> Self {
        let (path, detail) = (path.to_owned(), error.to_string());
        let Some(failure) = error.sqlite_error() else {
            return match error {
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::Utf8Error(..) => Self::Corrupt { path, detail },
                _ => Self::Internal(detail),
            };
        };
        match failure.code {
            ErrorCode::DiskFull => Self::Full { path, detail },
            // A quota and a limit on file sizes show as a failed write, not as a full disk.
            ErrorCode::SystemIoFailure if NO_ROOM.contains(&failure.extended_code) => {
                Self::Full { path, detail }
            }
            ErrorCode::SystemIoFailure => Self::Io { path, detail },
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => {
                Self::ReadOnly { path, detail }
            }
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy { holder: None },
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Corrupt { path, detail },
            ErrorCode::TooBig => Self::TooLarge(detail),
            _ => Self::Internal(detail),
        }
    }

    /// Sorts an error of the file system at `path`.
    pub(crate) fn from_io(error: &std::io::Error, path: &Path) -> Self {
        use std::io::ErrorKind;
        let (path, detail) = (path.to_owned(), error.to_string());
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::Full { path, detail }
            }
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path, detail },
            _ => Self::Io { path, detail },
        }
    }
}
