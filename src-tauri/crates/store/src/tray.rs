//! The small things: the tray of problems, settings, and what collections there are.

use crate::damage::{self, lossy};
use crate::json::{json, to_json};
use crate::{FILE_NAME, Result, Store};
use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use zhimai_model::{Place, Problem, ProblemCode};

/// The tray keeps this many problems; the oldest go first.
const TRAY: u32 = 10_000;

/// A problem in the tray.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredProblem {
    /// When it was put there, in milliseconds since 1970-01-01 UTC.
    pub time: i64,
    /// What it is.
    pub problem: Problem,
}

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
    /// Puts problems in the tray. `now` is in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn add_problems(&self, problems: &[Problem], now: i64) -> Result<()> {
        if problems.is_empty() {
            return Ok(());
        }
        let sort = self.sort();
        self.write(|transaction| {
            let add = || {
                let mut statement =
                    transaction.prepare_cached("INSERT INTO problem (time, problem) VALUES (?1, ?2)")?;
                // More than fit would only make the file grow.
                let fit = usize::try_from(TRAY).unwrap_or(usize::MAX);
                for problem in problems.iter().skip(problems.len().saturating_sub(fit)) {
                    statement.execute(params![now, to_json(problem)?])?;
                }
                let sql = "DELETE FROM problem WHERE key <= (SELECT max(key) FROM problem) - ?1";
                transaction.prepare_cached(sql)?.execute([TRAY])?;
                Ok(())
            };
            add().map_err(sort)
        })
    }

    /// Puts a problem in the tray, unless the same one is there already. `now` is in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn add_problem_once(&self, problem: &Problem, now: i64) -> Result<()> {
        let text = to_json(problem).map_err(self.sort())?;
        let there = self.read(|connection| {
            connection.prepare_cached("SELECT 1 FROM problem WHERE problem = ?1")?.exists([&text])
        })?;
        if there { Ok(()) } else { self.add_problems(std::slice::from_ref(problem), now) }
    }

    /// Problems of past imports, newest first. In place of one that is itself damaged stands that it is.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn problems(&self, limit: u32) -> Result<Vec<StoredProblem>> {
        self.read(|connection| {
            let sql = "SELECT key, time, problem FROM problem ORDER BY key DESC LIMIT ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([limit], |row| {
                let whole = |row: &Row| Ok(StoredProblem { time: row.get(1)?, problem: json(row, 2)? });
                let damaged = |_| {
                    let detail = "a problem that was told before".to_owned();
                    let place = Place { file: FILE_NAME.to_owned(), line: None };
                    let problem = Problem { code: ProblemCode::Damaged, place, detail, refused: false };
                    StoredProblem { time: 0, problem }
                };
                Ok(damage::read(row, &[], whole)?.unwrap_or_else(damaged))
            })?;
            rows.collect()
        })
    }

    /// How many problems are in the tray.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn problem_count(&self) -> Result<u32> {
        self.read(|connection| connection.query_row("SELECT count(*) FROM problem", [], |row| row.get(0)))
    }

    /// Empties the tray.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn clear_problems(&self) -> Result<()> {
        let sort = self.sort();
        self.write(|transaction| transaction.execute("DELETE FROM problem", []).map(|_| ()).map_err(sort))
    }

    /// A setting; nothing when it was never set, or was set to what does not fit `T`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>> {
        let text = self.read(|connection| {
            let sql = "SELECT value FROM setting WHERE key = ?1";
            connection.prepare_cached(sql)?.query_row([key], |row| lossy(row, 0)).optional()
        })?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Keeps a setting, as JSON.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn put_setting<T: Serialize>(&self, key: &str, value: &T) -> Result<()> {
        let sort = self.sort();
        let value = to_json(value).map_err(sort)?;
        self.write(|transaction| {
            let sql = "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value";
            transaction.prepare_cached(sql).and_then(|mut s| s.execute([key, &value])).map_err(sort)?;
            Ok(())
        })
    }

    /// Says what a collection is, and which version of it is in the library.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn put_collection<T: Serialize>(&self, id: &str, version: u32, info: &T) -> Result<()> {
        let sort = self.sort();
        let info = to_json(info).map_err(sort)?;
        self.write(|transaction| {
            let sql = "INSERT INTO collection (id, version, info) VALUES (?1, ?2, ?3)
                ON CONFLICT DO UPDATE SET version = excluded.version, info = excluded.info";
            transaction
                .prepare_cached(sql)
                .and_then(|mut s| s.execute(params![id, version, info]))
                .map_err(sort)?;
            Ok(())
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
