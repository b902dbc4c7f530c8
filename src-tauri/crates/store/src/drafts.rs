//! Drafts: what was typed into a note and is not saved as one yet, so that it outlives the window it was typed in.
//! What a draft says, the store does not know: it keeps the text it is given.

use crate::damage::{self, Damaged};
use crate::error::Result;
use crate::store::Store;
use rusqlite::{Row, Transaction, params};

/// A draft that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDraft {
    /// The identifier of the note that it is of, which may not be there yet.
    pub note: String,
    /// The draft itself, as it was given.
    pub draft: String,
    /// When it was kept, in milliseconds since 1970-01-01 UTC.
    pub kept: i64,
}

impl Store {
    /// The drafts, oldest first, with those that are damaged in their places.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn drafts(&self) -> Result<Vec<std::result::Result<StoredDraft, Damaged>>> {
        self.read(|connection| {
            let sql = "SELECT note, draft, kept FROM draft ORDER BY kept, note";
            let mut statement = connection.prepare_cached(sql)?;
            let whole =
                |row: &Row| Ok(StoredDraft { note: row.get(0)?, draft: row.get(1)?, kept: row.get(2)? });
            let rows = statement.query_map([], |row| damage::read(row, &[1], whole))?;
            rows.collect()
        })
    }

    /// Keeps a draft in place of what was kept of the same note before. The note itself stays as it is.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn keep_draft(&self, draft: &StoredDraft) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let sql = "INSERT INTO draft (note, draft, kept) VALUES (?1, ?2, ?3)
                ON CONFLICT DO UPDATE SET draft = excluded.draft, kept = excluded.kept";
            transaction
                .prepare_cached(sql)
                .and_then(|mut s| s.execute(params![draft.note, draft.draft, draft.kept]))
                .map_err(sqlite_error)?;
            Ok(())
        })
    }

    /// Forgets the draft of a note, if one was kept.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn drop_draft(&self, note: &str) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| forget(transaction, note).map_err(sqlite_error))
    }
}

/// Forgets the draft of a note within the transaction that saves the note.
pub(crate) fn forget(transaction: &Transaction, note: &str) -> rusqlite::Result<()> {
    transaction.prepare_cached("DELETE FROM draft WHERE note = ?1")?.execute([note]).map(|_| ())
}
