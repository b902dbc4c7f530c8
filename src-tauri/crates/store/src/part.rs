//! Files that are being written and have no name of their own yet.

use crate::error::{Result, StoreError};
use crate::place::beside;
use crate::private;
use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// A file that is not finished, beside the one that it is to become; taken away when dropped, unless it was renamed.
pub(crate) struct Part(PathBuf);

/// The end of the name of an unfinished file; before it stands the number of the process that writes it.
pub(crate) const PART: &str = ".part";

impl Part {
    /// Makes an empty one, for its owner only.
    pub(crate) fn beside(to: &Path) -> Result<Self> {
        let path = beside(to, &format!(".{}{PART}", std::process::id()));
        // Left by a process of the same number that is gone.
        let _ = std::fs::remove_file(&path);
        private::new_file(&path).map_err(|e| StoreError::from_io(&e, to))?;
        Ok(Self(path))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
        let _ = std::fs::remove_file(beside(&self.0, "-journal"));
    }
}

/// Writes the database at `path` into an unfinished file, which must be empty.
pub(crate) fn vacuum_into(connection: &Connection, part: &Part, path: &Path) -> Result<()> {
    let Some(target) = part.path().to_str() else {
        let error = std::io::Error::other("SQLite takes only names that are UTF-8");
        return Err(StoreError::from_io(&error, part.path()));
    };
    connection.execute("VACUUM INTO ?1", [target]).map_err(|e| match StoreError::from_sqlite(&e, path) {
        StoreError::Full { detail, .. } => StoreError::Full { path: part.path().to_owned(), detail },
        StoreError::ReadOnly { detail, .. } => StoreError::ReadOnly { path: part.path().to_owned(), detail },
        StoreError::Io { detail, .. } => StoreError::Io { path: part.path().to_owned(), detail },
        error => error,
    })?;
    Ok(())
}
