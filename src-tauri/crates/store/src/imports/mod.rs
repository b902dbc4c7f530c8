//! Changes of many articles that are remembered: imports, with when, from where and what each came to, and what the person
//! edited and removed.

mod own;
mod turn;

pub use own::Changed;
pub(crate) use own::{edit_in, remove_in};
pub use turn::{KeptArticle, TakenBack, Why};

use crate::articles::Import;
use crate::damage::lossy;
use crate::error::{Result, StoreError};
use crate::json::to_json;
use crate::pictures;
use crate::store::Store;
use rusqlite::{Row, params};
use zhimai_model::HeaderField;

/// An import says how fast imports are when it read so many bytes.
const TELLS_PACE: i64 = 1 << 20;

/// What a change of many articles was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ChangeOf {
    /// An import.
    #[default]
    Import,
    /// Headers that the person put right.
    Edit,
    /// Articles that the person removed.
    Removal,
}

/// An import as it is remembered, or a change that the person made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredImport {
    /// Its number; never used again.
    pub id: i64,
    /// What it was.
    pub kind: ChangeOf,
    /// The fields that were edited.
    pub fields: Vec<HeaderField>,
    /// When it began and ended, in milliseconds since 1970-01-01 UTC; no end where it was killed or is going on.
    pub began: i64,
    /// See `began`.
    pub ended: Option<i64>,
    /// The paths, or the name of a text that was pasted.
    pub origin: Vec<String>,
    /// Articles that it added.
    pub added: u32,
    /// Articles that it gave another text.
    pub changed: u32,
    /// Articles that it gave another title, date, source or address.
    pub updated: u32,
    /// Articles that were there already.
    pub unchanged: u32,
    /// Pieces of input that it refused.
    pub refused: u32,
    /// The dictionaries that it brought.
    pub dictionaries: Vec<String>,
    /// Whether the person stopped it.
    pub cancelled: bool,
    /// When it was last taken back, as `began`.
    pub undone: Option<i64>,
    /// How many of the articles are as it left them or were kept when it was taken back, and how many were taken back.
    pub standing: u32,
    /// See `standing`.
    pub taken_back: u32,
}

impl StoredImport {
    /// Counts another import to this one.
    fn go_on(&mut self, other: Self) {
        let add = |count: &mut u32, more: u32| *count = count.saturating_add(more);
        add(&mut self.added, other.added);
        add(&mut self.changed, other.changed);
        add(&mut self.updated, other.updated);
        add(&mut self.unchanged, other.unchanged);
        add(&mut self.refused, other.refused);
        add(&mut self.standing, other.standing);
        add(&mut self.taken_back, other.taken_back);
        self.dictionaries.extend(other.dictionaries);
        self.ended = other.ended;
        self.cancelled = other.cancelled;
        self.undone = self.undone.max(other.undone);
    }
}

impl Store {
    /// Begins an import that is remembered; `origin` are the paths, or the name of a text that was pasted. `now` is in
    /// milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn begin_remembered_import(&self, origin: &[String], now: i64) -> Result<Import> {
        let import = self.begin_import(now)?;
        let sqlite_error = self.sqlite_error();
        let id = self.write(|transaction| {
            let put = || {
                let sql = "INSERT INTO import (began, origin) VALUES (?1, ?2)";
                transaction.prepare_cached(sql)?.execute(params![now, to_json(&origin)?])?;
                Ok(transaction.last_insert_rowid())
            };
            put().map_err(sqlite_error)
        })?;
        Ok(import.recorded(id))
    }

    /// Says how an import ended; one that came to nothing at all is forgotten. Of `ended` only what the import itself does not
    /// count is read: `ended`, `refused`, `dictionaries`, `cancelled`. `bytes` is what it read.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn end_import(&self, import: &Import, ended: &StoredImport, bytes: u64) -> Result<()> {
        let Some(id) = import.record() else { return Ok(()) };
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let put = || {
                let sql = "UPDATE import SET ended = ?2, refused = ?3, dictionaries = ?4, cancelled = ?5, bytes = ?6
                    WHERE id = ?1";
                let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
                let StoredImport { ended, refused, dictionaries, cancelled, .. } = ended;
                let dictionaries = to_json(dictionaries)?;
                transaction
                    .prepare_cached(sql)?
                    .execute(params![id, ended, refused, dictionaries, cancelled, bytes])?;
                // Of a folder that is followed only what changed is worth an entry.
                let sql = "DELETE FROM import WHERE id = ?1 AND added + changed + updated + refused = 0
                    AND dictionaries = '[]' AND EXISTS (SELECT 1 FROM watched_import WHERE import = ?1)
                    AND NOT EXISTS (SELECT 1 FROM import_change WHERE import = ?1)";
                transaction.prepare_cached(sql)?.execute([id])?;
                let sql = "DELETE FROM import WHERE id = ?1 AND added + changed + updated + unchanged + refused = 0
                    AND dictionaries = '[]'";
                transaction.prepare_cached(sql)?.execute([id])?;
                let sql = "DELETE FROM watched_import WHERE import = ?1 AND NOT EXISTS (SELECT 1 FROM import WHERE id = ?1)";
                transaction.prepare_cached(sql)?.execute([id])?;
                Ok(())
            };
            put().map_err(sqlite_error)
        })
    }

    /// How long imports took that brought something, and how much they read, in milliseconds and bytes: of the last five.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn import_pace(&self) -> Result<Option<(u64, u64)>> {
        let (time, bytes): (i64, i64) = self.read(|connection| {
            let sql = "SELECT coalesce(sum(ended - began), 0), coalesce(sum(bytes), 0) FROM (SELECT began, ended, bytes FROM import
                WHERE ended > began AND bytes >= ?1 AND NOT cancelled AND added + changed > 9 * unchanged
                ORDER BY id DESC LIMIT 5)";
            connection.prepare_cached(sql)?.query_row([TELLS_PACE], |row| Ok((row.get(0)?, row.get(1)?)))
        })?;
        let both = u64::try_from(time).ok().zip(u64::try_from(bytes).ok());
        Ok(both.filter(|(time, bytes)| *time > 0 && *bytes > 0))
    }

    /// The imports, newest first. Those that were made for a folder that is followed are one for each half of a day.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn imports(&self) -> Result<Vec<StoredImport>> {
        self.remembered("own_change.kind IS NULL")
    }

    /// What the person edited and removed, newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn own_changes(&self) -> Result<Vec<StoredImport>> {
        self.remembered("own_change.kind IS NOT NULL")
    }

    fn remembered(&self, which: &str) -> Result<Vec<StoredImport>> {
        self.read(|connection| {
            let sql = format!(
                "SELECT {IMPORT}, coalesce(leader, id) FROM import LEFT JOIN own_change ON own_change.import = import.id
                 LEFT JOIN watched_import ON watched_import.import = import.id WHERE {which} ORDER BY id"
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map([], |row| Ok((stored(row)?, row.get::<_, i64>(16)?)))?;
            let mut all: Vec<StoredImport> = Vec::new();
            for row in rows {
                let (import, leader) = row?;
                match all.iter_mut().rev().find(|one| one.id == leader) {
                    Some(one) => one.go_on(import),
                    None => all.push(import),
                }
            }
            all.reverse();
            Ok(all)
        })
    }

    /// The imports that are listed as one, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn imports_listed_as(&self, id: i64) -> Result<Vec<i64>> {
        self.read(|connection| {
            let sql = "SELECT ?1 UNION SELECT import FROM watched_import WHERE leader = ?1 ORDER BY 1";
            connection.prepare_cached(sql)?.query_map([id], |row| row.get(0))?.collect()
        })
    }

    /// Forgets an import, with what was taken back of it: it can be taken back or brought back no more. The articles stay.
    ///
    /// # Errors
    /// `NotFound`, or when the store cannot be written.
    pub fn forget_import(&self, id: i64) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let forget = || {
                for sql in [
                    "DELETE FROM import_row WHERE import = ?1",
                    "DELETE FROM import_origin WHERE import = ?1",
                    "DELETE FROM import_version WHERE import = ?1",
                    "DELETE FROM import_change WHERE import = ?1",
                    "DELETE FROM own_change WHERE import = ?1",
                    "DELETE FROM watched_import WHERE import = ?1",
                ] {
                    transaction.prepare_cached(sql)?.execute([id])?;
                }
                pictures::sweep(transaction)?;
                transaction.prepare_cached("DELETE FROM import WHERE id = ?1")?.execute([id])
            };
            match forget().map_err(sqlite_error)? {
                0 => Err(StoreError::NotFound { what: "import", id: id.to_string() }),
                _ => Ok(()),
            }
        })
    }
}

const IMPORT: &str =
    "id, began, ended, origin, added, changed, updated, unchanged, refused, dictionaries, cancelled, undone,
    (SELECT count(*) FROM import_change WHERE import = import.id AND undone IS NULL),
    (SELECT count(*) FROM import_change WHERE import = import.id AND undone IS NOT NULL), own_change.kind, fields";

fn stored(row: &Row) -> rusqlite::Result<StoredImport> {
    // What is damaged of the names is told as nothing.
    let names = |column| -> rusqlite::Result<Vec<String>> {
        Ok(serde_json::from_str(&lossy(row, column)?).unwrap_or_default())
    };
    Ok(StoredImport {
        id: row.get(0)?,
        kind: match lossy(row, 14)?.as_str() {
            "" => ChangeOf::Import,
            "removal" => ChangeOf::Removal,
            _ => ChangeOf::Edit,
        },
        fields: serde_json::from_str(&lossy(row, 15)?).unwrap_or_default(),
        began: row.get(1)?,
        ended: row.get(2)?,
        origin: names(3)?,
        added: row.get(4)?,
        changed: row.get(5)?,
        updated: row.get(6)?,
        unchanged: row.get(7)?,
        refused: row.get(8)?,
        dictionaries: names(9)?,
        cancelled: row.get(10)?,
        undone: row.get(11)?,
        standing: row.get(12)?,
        taken_back: row.get(13)?,
    })
}
