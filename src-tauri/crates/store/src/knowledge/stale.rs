//! What was made by names that are others now, and is to be made anew: names first, then the documents that hold them.
//!
//! It is written down in the transaction that changes the names, and taken off when what was made anew is safe. So it goes on
//! after a stop or a kill, be it by another process.

use super::{Thing, ThingKind};
use crate::changes::ChangeKind;
use crate::damage::lossy;
use crate::mentions;
use crate::{Result, Store};
use rusqlite::{OptionalExtension, Transaction, params};
use zhimai_model::Mention;

/// A document that is to be made anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaleDocument {
    /// Another number whenever it is to be made anew once more.
    pub key: i64,
    /// What it is.
    pub kind: ChangeKind,
    /// Its identifier.
    pub id: String,
}

impl Store {
    /// How many names and documents are to be looked at.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn stale_count(&self) -> Result<u32> {
        self.read(|connection| {
            let sql = "SELECT (SELECT count(*) FROM stale_name) + (SELECT count(*) FROM stale_document)";
            connection.prepare_cached(sql)?.query_row([], |row| row.get(0))
        })
    }

    /// Names, as they were and as they are now, whose holders are not found out yet.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn stale_names(&self) -> Result<Vec<String>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT name FROM stale_name ORDER BY name")?;
            statement.query_map([], |row| lossy(row, 0))?.collect()
        })
    }

    /// Says which documents hold names: those are to be made anew, and the names are done.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn spread_stale(&self, names: &[String], holders: &[(ChangeKind, String)]) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let spread = || {
                for (kind, id) in holders {
                    note_document(transaction, *kind, id)?;
                }
                for name in names {
                    transaction.prepare_cached("DELETE FROM stale_name WHERE name = ?1")?.execute([name])?;
                }
                Ok(())
            };
            spread().map_err(sqlite_error)
        })
    }

    /// Has every article made anew, as when the way of finding names is another one.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn make_all_stale(&self) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let sql = "INSERT OR REPLACE INTO stale_document (kind, id) SELECT 'article', id FROM article";
            transaction.execute(sql, []).map_err(sqlite_error)?;
            Ok(())
        })
    }

    /// Documents that are to be made anew, the oldest word first, after the one with the number `after`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn stale_documents(&self, after: i64, limit: u32) -> Result<Vec<StaleDocument>> {
        self.read(|connection| {
            let sql = "SELECT key, kind, id FROM stale_document WHERE key > ?1 ORDER BY key LIMIT ?2";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map(params![after, limit], |row| {
                let kind = ChangeKind::from_name(&lossy(row, 1)?);
                Ok(StaleDocument { key: row.get(0)?, kind, id: lossy(row, 2)? })
            })?;
            rows.collect()
        })
    }

    /// Says that documents were made anew. Those that are to be made anew once more since stay.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn made_anew(&self, keys: &[i64]) -> Result<()> {
        if keys.is_empty() {
            return Ok(());
        }
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let done = || {
                let sql = "DELETE FROM stale_document WHERE key = ?1";
                let mut statement = transaction.prepare_cached(sql)?;
                keys.iter().try_for_each(|key| statement.execute([key]).map(|_| ()))
            };
            done().map_err(sqlite_error)
        })
    }

    /// The number of the last change of an article; nothing when there is none. To be asked for before the article is read, for
    /// [`Store::annotate`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn last_change_of(&self, article: &str) -> Result<Option<i64>> {
        self.read(|connection| {
            let sql = "SELECT sequence FROM article WHERE id = ?1";
            connection.prepare_cached(sql)?.query_row([article], |row| row.get(0)).optional()
        })
    }

    /// Replaces the mentions of articles, in one transaction, each with the number of the change that they were found in: an
    /// article that was changed since is passed over, and so is one whose mentions are the same. That is no change of the
    /// article. Gives how many were replaced.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn annotate(&self, found: &[(String, i64, Vec<Mention>)]) -> Result<u32> {
        let sqlite_error = self.sqlite_error();
        if found.is_empty() {
            return Ok(0);
        }
        self.write(|transaction| {
            let mut replaced = 0;
            for (article, sequence, mentions) in found {
                replaced += u32::from(
                    mentions::annotate(transaction, article, *sequence, mentions).map_err(sqlite_error)?,
                );
            }
            Ok(replaced)
        })
    }
}

/// Writes down the names that a thing has no longer, has now, or has in another way now; and for an entity the articles that
/// are known to mention it.
pub(super) fn note_names(
    transaction: &Transaction,
    (kind, id): (ThingKind, &str),
    [before, after]: [Option<&Thing>; 2],
) -> rusqlite::Result<()> {
    let [before, after] = [before, after].map(|thing| thing.map(Thing::names).unwrap_or_default());
    let mut concerned = before.symmetric_difference(&after).peekable();
    if kind == ThingKind::Entity && concerned.peek().is_some() {
        let sql = "INSERT OR REPLACE INTO stale_document (kind, id)
            SELECT 'article', article.id FROM mention JOIN article ON article.key = mention.article WHERE entity = ?1";
        transaction.prepare_cached(sql)?.execute([id])?;
    }
    let mut statement = transaction.prepare_cached("INSERT OR IGNORE INTO stale_name (name) VALUES (?1)")?;
    concerned.try_for_each(|(name, _)| statement.execute([name]).map(|_| ()))
}

pub(crate) fn note_document(transaction: &Transaction, kind: ChangeKind, id: &str) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO stale_document (kind, id) VALUES (?1, ?2)";
    transaction.prepare_cached(sql)?.execute(params![kind.name(), id])?;
    Ok(())
}
