//! Searches that the person keeps by name. What a search is, the store does not know: it keeps the text it is given.

use crate::damage::lossy;
use crate::error::{Result, StoreError};
use crate::store::Store;
use rusqlite::{OptionalExtension, Row, Transaction, params};

/// A search that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSearch {
    /// What the person calls it.
    pub name: String,
    /// The search itself, as it was given.
    pub search: String,
    /// When it was kept, in milliseconds since 1970-01-01 UTC.
    pub saved: i64,
}

impl Store {
    /// The kept searches, newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn saved_searches(&self) -> Result<Vec<StoredSearch>> {
        self.read(|connection| {
            let sql = "SELECT name, search, saved FROM saved_search ORDER BY saved DESC, name";
            connection.prepare_cached(sql)?.query_map([], read)?.collect()
        })
    }

    /// Keeps a search under its name; one that has the name already gives way if `replace` says so.
    ///
    /// # Errors
    /// `Taken` when another search has the name and is to stay, or when the store cannot be written.
    pub fn save_search(&self, search: &StoredSearch, replace: bool) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            make_room(transaction, &search.name, replace, sqlite_error)?;
            let sql = "INSERT INTO saved_search (name, search, saved) VALUES (?1, ?2, ?3)";
            transaction
                .prepare_cached(sql)
                .and_then(|mut s| s.execute(params![search.name, search.search, search.saved]))
                .map_err(sqlite_error)?;
            Ok(())
        })
    }

    /// Gives a kept search another name; one that has it already gives way if `replace` says so.
    ///
    /// # Errors
    /// `NotFound`; `Taken` when another search has the name and is to stay; or when the store cannot be written.
    pub fn rename_search(&self, name: &str, to: &str, replace: bool) -> Result<StoredSearch> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let old = find(transaction, name)
                .map_err(sqlite_error)?
                .ok_or_else(|| StoreError::NotFound { what: "saved search", id: name.to_owned() })?;
            if name == to {
                return Ok(old);
            }
            make_room(transaction, to, replace, sqlite_error)?;
            transaction
                .prepare_cached("UPDATE saved_search SET name = ?2 WHERE name = ?1")
                .and_then(|mut s| s.execute([name, to]))
                .map_err(sqlite_error)?;
            Ok(StoredSearch { name: to.to_owned(), ..old })
        })
    }

    /// Forgets a kept search.
    ///
    /// # Errors
    /// `NotFound`, or when the store cannot be written.
    pub fn delete_search(&self, name: &str) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| match forget(transaction, name).map_err(sqlite_error)? {
            0 => Err(StoreError::NotFound { what: "saved search", id: name.to_owned() }),
            _ => Ok(()),
        })
    }
}

/// What is damaged in a search is no search to whoever reads it, and is told there.
fn read(row: &Row) -> rusqlite::Result<StoredSearch> {
    Ok(StoredSearch { name: lossy(row, 0)?, search: lossy(row, 1)?, saved: row.get(2)? })
}

fn find(transaction: &Transaction, name: &str) -> rusqlite::Result<Option<StoredSearch>> {
    let sql = "SELECT name, search, saved FROM saved_search WHERE name = ?1";
    transaction.prepare_cached(sql)?.query_row([name], read).optional()
}

fn forget(transaction: &Transaction, name: &str) -> rusqlite::Result<usize> {
    transaction.prepare_cached("DELETE FROM saved_search WHERE name = ?1")?.execute([name])
}

/// Sees that no search has the name.
fn make_room(
    transaction: &Transaction,
    name: &str,
    replace: bool,
    sqlite_error: impl Fn(rusqlite::Error) -> StoreError,
) -> Result<()> {
    if replace {
        forget(transaction, name).map_err(sqlite_error)?;
    } else if find(transaction, name).map_err(sqlite_error)?.is_some() {
        return Err(StoreError::Taken { name: name.to_owned() });
    }
    Ok(())
}
