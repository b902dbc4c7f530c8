//! What collections there are.

use crate::damage::{self, lossy};
use crate::error::Result;
use crate::json::{json, to_json};
use crate::store::Store;
use rusqlite::params;
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
}

impl Store {
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
                 SELECT ids.id, coalesce(version, 0), coalesce(info, 'null'), coalesce(articles, 0)
                 FROM ids LEFT JOIN held USING (id) LEFT JOIN collection USING (id) ORDER BY ids.id",
            )?;
            let rows = statement.query_map([], |row| {
                let info = damage::read(row, &[], |row| json(row, 2))?.unwrap_or_default();
                Ok(StoredCollection { id: lossy(row, 0)?, version: row.get(1)?, info, articles: row.get(3)? })
            })?;
            rows.collect()
        })
    }
}
