//! What collections there are.

use crate::articles::{Edit, Setting};
use crate::damage::{self, lossy};
use crate::error::{Result, StoreError};
use crate::holder::Holder;
use crate::imports::{Changed, edit_in, remove_in};
use crate::json::{json, to_json};
use crate::store::Store;
use rusqlite::{OptionalExtension, params};
use serde::Serialize;

/// A collection and how much it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCollection {
    /// The identifier.
    pub id: String,
    /// The version that was put in last; 0 for one that articles name and nobody described.
    pub version: u32,
    /// What was said of it; null for one that nobody described, or of which that is damaged.
    pub info: serde_json::Value,
    /// How many articles it holds.
    pub articles: u32,
    /// Whether no search looks into it.
    pub hidden: bool,
}

/// A collection that the person removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovedCollection {
    /// The number to bring it back by.
    pub number: i64,
    /// The identifier.
    pub id: String,
    /// What was said of it; null for one that nobody described.
    pub info: serde_json::Value,
    /// The number under which it is remembered what became of its articles; nothing where it had none.
    pub articles: Option<i64>,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub removed: i64,
}

impl Store {
    /// Removes a collection, in one transaction. Its articles go to the collection `to`, or go; either is remembered as a change of
    /// articles. Where some of them stay because they cannot be changed, the collection stays, too. `now` is as in
    /// [`Store::edit_articles`].
    ///
    /// # Errors
    /// When the store cannot be written; then nothing is removed.
    pub fn remove_collection(&self, id: &str, to: Option<&str>, now: i64) -> Result<Changed> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let _slip = Holder::leave(&self.path);
            let remove = || {
                let sql = "SELECT id FROM article WHERE collection = ?1";
                let ids: Vec<String> = transaction
                    .prepare_cached(sql)?
                    .query_map([id], |row| lossy(row, 0))?
                    .collect::<rusqlite::Result<_>>()?;
                let changed = match to {
                    Some(to) => {
                        let collection = Setting::To(to.to_owned());
                        edit_in(transaction, &ids, &Edit { collection, ..Edit::default() }, ("", now))?
                    }
                    None => remove_in(transaction, &ids, ("", now))?,
                };
                if changed.done.kept > 0 {
                    return Ok(changed);
                }
                let sql = "INSERT INTO removed_collection (id, version, info, hidden, articles, removed)
                    SELECT ?1, coalesce((SELECT version FROM collection WHERE id = ?1), 0),
                        coalesce((SELECT info FROM collection WHERE id = ?1), 'null'),
                        EXISTS (SELECT 1 FROM hidden_collection WHERE id = ?1), ?2, ?3";
                transaction.prepare_cached(sql)?.execute(params![id, changed.id, now])?;
                for sql in
                    ["DELETE FROM collection WHERE id = ?1", "DELETE FROM hidden_collection WHERE id = ?1"]
                {
                    transaction.prepare_cached(sql)?.execute([id])?;
                }
                Ok(changed)
            };
            remove().map_err(sqlite_error)
        })
    }

    /// Has a collection that was removed known again by its name. Its articles come back by [`Store::undo_import`].
    ///
    /// # Errors
    /// `NotFound`, or when the store cannot be written.
    pub fn restore_collection(&self, number: i64) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let restore = || {
                let mut rows = 0;
                for sql in [
                    "INSERT OR IGNORE INTO collection (id, version, info)
                        SELECT id, version, info FROM removed_collection WHERE number = ?1 AND info <> 'null'",
                    "INSERT OR IGNORE INTO hidden_collection (id)
                        SELECT id FROM removed_collection WHERE number = ?1 AND hidden",
                    "DELETE FROM removed_collection WHERE number = ?1",
                ] {
                    rows = transaction.prepare_cached(sql)?.execute([number])?;
                }
                Ok(rows)
            };
            match restore().map_err(sqlite_error)? {
                0 => Err(StoreError::NotFound { what: "collection", id: number.to_string() }),
                _ => Ok(()),
            }
        })
    }

    /// The collections that were removed, the last first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn removed_collections(&self) -> Result<Vec<RemovedCollection>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT number, id, info, articles, removed FROM removed_collection ORDER BY number DESC",
            )?;
            let rows = statement.query_map([], |row| {
                let info = damage::read(row, &[], |row| json(row, 2))?.unwrap_or_default();
                Ok(RemovedCollection {
                    number: row.get(0)?,
                    id: lossy(row, 1)?,
                    info,
                    articles: row.get(3)?,
                    removed: row.get(4)?,
                })
            })?;
            rows.collect()
        })
    }

    /// Says what a collection is, and which version of it is in the library.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn put_collection<T: Serialize>(&self, id: &str, version: u32, info: &T) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        let info = to_json(info).map_err(sqlite_error)?;
        self.write(|transaction| {
            let sql = "INSERT INTO collection (id, version, info) VALUES (?1, ?2, ?3)
                ON CONFLICT DO UPDATE SET version = excluded.version, info = excluded.info";
            transaction
                .prepare_cached(sql)
                .and_then(|mut s| s.execute(params![id, version, info]))
                .map_err(sqlite_error)?;
            Ok(())
        })
    }

    /// What was said of a collection; nothing of one that nobody described.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn collection_info(&self, id: &str) -> Result<Option<serde_json::Value>> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT info FROM collection WHERE id = ?1")?
                .query_row([id], |row| damage::read(row, &[], |row| json(row, 0)))
                .optional()
                .map(|found| found.and_then(std::result::Result::ok))
        })
    }

    /// The identifiers of the articles of a collection, newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn articles_of(&self, collection: &str) -> Result<Vec<String>> {
        self.read(|connection| {
            let sql = "SELECT id FROM article WHERE collection = ?1 ORDER BY day DESC, key DESC";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([collection], |row| lossy(row, 0))?;
            rows.collect()
        })
    }

    /// What was said of the collections that somebody described, by their identifiers. Nothing is counted for it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn collection_infos(&self) -> Result<Vec<serde_json::Value>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT id, info FROM collection ORDER BY id")?;
            let rows = statement.query_map([], |row| damage::read(row, &[], |row| json(row, 1)))?;
            rows.filter_map(|row| row.map(std::result::Result::ok).transpose()).collect()
        })
    }

    /// The collections by identifier, those included that only articles name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn collections(&self) -> Result<Vec<StoredCollection>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "WITH held AS (SELECT collection AS id, count(*) AS articles FROM article GROUP BY collection),
                      ids AS (SELECT id FROM held UNION SELECT id FROM collection)
                 SELECT ids.id, coalesce(version, 0), coalesce(info, (SELECT info FROM removed_collection AS gone
                        WHERE gone.id = ids.id ORDER BY number DESC LIMIT 1), 'null'), coalesce(articles, 0),
                    EXISTS (SELECT 1 FROM hidden_collection AS hidden WHERE hidden.id = ids.id)
                 FROM ids LEFT JOIN held USING (id) LEFT JOIN collection USING (id) ORDER BY ids.id",
            )?;
            let rows = statement.query_map([], |row| {
                let info = damage::read(row, &[], |row| json(row, 2))?.unwrap_or_default();
                Ok(StoredCollection {
                    id: lossy(row, 0)?,
                    version: row.get(1)?,
                    info,
                    articles: row.get(3)?,
                    hidden: row.get(4)?,
                })
            })?;
            rows.collect()
        })
    }

    /// Has no search look into a collection from now on, or has it looked into again.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn hide_collection(&self, id: &str, is_hidden: bool) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        let sql = match is_hidden {
            true => "INSERT OR IGNORE INTO hidden_collection (id) VALUES (?1)",
            false => "DELETE FROM hidden_collection WHERE id = ?1",
        };
        self.write(|transaction| {
            transaction.prepare_cached(sql).and_then(|mut s| s.execute([id])).map_err(sqlite_error)?;
            Ok(())
        })
    }

    /// The collections that no search looks into, by identifier; only those that hold anything.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn hidden_collections(&self) -> Result<Vec<String>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id FROM hidden_collection AS hidden
                 WHERE EXISTS (SELECT 1 FROM article WHERE article.collection = hidden.id) ORDER BY id",
            )?;
            let rows = statement.query_map([], |row| lossy(row, 0))?;
            rows.collect()
        })
    }
}
