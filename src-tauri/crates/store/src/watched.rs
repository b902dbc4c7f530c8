//! Folders that are followed: which, what lay in them when they were last looked at, and what came of it.

use crate::articles::{Import, of_path};
use crate::error::{Result, StoreError};
use crate::imports::Why;
use crate::in_use::Follower;
use crate::json::{json, to_json};
use crate::store::Store;
use rusqlite::{OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use zhimai_model::Address;

/// Imports for a folder are listed as one that began within so many milliseconds of the first: half a day.
const ONE_ENTRY: i64 = 12 * 60 * 60 * 1000;

/// How a folder was found when it was last looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WatchState {
    /// It was not looked at yet.
    #[default]
    New,
    /// The system tells of every change in it.
    Followed,
    /// The system cannot tell of changes in it, so it is looked at every minute.
    EveryMinute,
    /// It is not there, or cannot be read.
    Missing,
    /// So many files are gone from it that the person is to say whether their articles are to go.
    ManyGone(u32),
}

/// A folder that is followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchedFolder {
    /// Its number; never used again.
    pub id: i64,
    /// Where it lies.
    pub path: String,
    /// Since when it is followed, in milliseconds since 1970-01-01 UTC.
    pub added: i64,
    /// True when the person wants it left alone for now.
    pub is_paused: bool,
    /// How it was found last.
    pub state: WatchState,
    /// When all in it was last taken in, as `added`; nothing where it never was.
    pub looked: Option<i64>,
    /// True when the person wants the articles of what is gone from it to go, however many they are.
    pub lets_go: bool,
    /// How many files are known in it.
    pub files: u32,
    /// The last import that was made for it, as it is listed.
    pub last: Option<i64>,
}

/// A file as it lay in a folder when that was last looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchedFile {
    /// Its size in bytes.
    pub size: u64,
    /// When its content was changed, in nanoseconds since 1970-01-01 UTC.
    pub modified: i64,
    /// What it is known by when it goes by another name.
    pub print: Vec<u8>,
}

/// A file that was taken in, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileTaken {
    /// Where it lies.
    pub path: String,
    /// How it lay there when it was read.
    pub file: WatchedFile,
    /// The articles that it holds.
    pub articles: HashSet<String>,
    /// True when it holds no others: it was read to its end and nothing in it was refused.
    pub is_whole: bool,
}

impl Store {
    /// Follows a folder from now on, and gives its number; that of before where it is followed already. `now` is in milliseconds
    /// since 1970-01-01 UTC.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn watch_folder(&self, path: &str, now: i64) -> Result<i64> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let put = || {
                let sql = "INSERT OR IGNORE INTO watched (path, added, state) VALUES (?1, ?2, ?3)";
                let state = to_json(&WatchState::New)?;
                transaction.prepare_cached(sql)?.execute(params![path, now, state])?;
                let sql = "SELECT id FROM watched WHERE path = ?1";
                transaction.prepare_cached(sql)?.query_row([path], |row| row.get(0))
            };
            put().map_err(sqlite_error)
        })
    }

    /// The folders that are followed, in the order in which they were added.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn watched_folders(&self) -> Result<Vec<WatchedFolder>> {
        self.read(|connection| {
            let sql = "SELECT id, path, added, paused, state, looked, let_go,
                (SELECT count(*) FROM watched_file WHERE folder = watched.id),
                (SELECT leader FROM watched_import JOIN import ON import.id = import
                    WHERE folder = watched.id ORDER BY import DESC LIMIT 1) FROM watched ORDER BY id";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([], |row| {
                Ok(WatchedFolder {
                    id: row.get(0)?,
                    path: row.get(1)?,
                    added: row.get(2)?,
                    is_paused: row.get(3)?,
                    // One that is damaged is as good as none: it is found out at the next look.
                    state: json(row, 4).unwrap_or_default(),
                    looked: row.get(5)?,
                    lets_go: row.get(6)?,
                    files: row.get(7)?,
                    last: row.get(8)?,
                })
            })?;
            rows.collect()
        })
    }

    /// Leaves a folder alone for now, or follows it again.
    ///
    /// # Errors
    /// `NotFound`, or when the store cannot be written.
    pub fn pause_watched(&self, id: i64, is_paused: bool) -> Result<()> {
        self.set_watched(id, "UPDATE watched SET paused = ?2 WHERE id = ?1", &is_paused)
    }

    /// Says whether the articles of what is gone from a folder are to go, however many they are.
    ///
    /// # Errors
    /// `NotFound`, or when the store cannot be written.
    pub fn let_watched_go(&self, id: i64, lets_go: bool) -> Result<()> {
        self.set_watched(id, "UPDATE watched SET let_go = ?2 WHERE id = ?1", &lets_go)
    }

    /// Notes how a folder was found.
    ///
    /// # Errors
    /// `NotFound`, or when the store cannot be written.
    pub fn note_watch_state(&self, id: i64, state: WatchState) -> Result<()> {
        let state = to_json(&state).map_err(self.sqlite_error())?;
        self.set_watched(id, "UPDATE watched SET state = ?2 WHERE id = ?1", &state)
    }

    fn set_watched(&self, id: i64, sql: &str, value: &dyn rusqlite::ToSql) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            match transaction.execute(sql, params![id, value]).map_err(sqlite_error)? {
                0 => Err(StoreError::NotFound { what: "watched folder", id: id.to_string() }),
                _ => Ok(()),
            }
        })
    }

    /// Follows a folder no more. What came of it stays.
    ///
    /// # Errors
    /// `NotFound`, or when the store cannot be written.
    pub fn stop_watching(&self, id: i64) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let stop = || {
                for sql in [
                    "DELETE FROM watched_file WHERE folder = ?1",
                    "DELETE FROM watched_article WHERE folder = ?1",
                ] {
                    transaction.prepare_cached(sql)?.execute([id])?;
                }
                transaction.prepare_cached("DELETE FROM watched WHERE id = ?1")?.execute([id])
            };
            match stop().map_err(sqlite_error)? {
                0 => Err(StoreError::NotFound { what: "watched folder", id: id.to_string() }),
                _ => Ok(()),
            }
        })
    }

    /// Follows the folders of this library, if nobody else does. It ends when what is given is dropped.
    pub fn follow_alone(&self) -> Option<Follower> {
        if self.is_read_only() { None } else { Follower::only(&self.path) }
    }

    /// What lay in a folder when it was last looked at, by path.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn watched_files(&self, id: i64) -> Result<HashMap<String, WatchedFile>> {
        self.read(|connection| {
            let sql = "SELECT path, size, modified, print FROM watched_file WHERE folder = ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([id], |row| {
                let size = u64::try_from(row.get::<_, i64>(1)?).unwrap_or_default();
                Ok((row.get(0)?, WatchedFile { size, modified: row.get(2)?, print: row.get(3)? }))
            })?;
            rows.collect()
        })
    }

    /// Notes that an import is made for a folder. It is listed with those before it of half a day.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn note_watched_import(&self, id: i64, import: &Import) -> Result<()> {
        let Some(record) = import.record() else { return Ok(()) };
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let sql = "INSERT INTO watched_import (import, folder, leader) SELECT ?1, ?2, coalesce((
                SELECT leader FROM watched_import AS before JOIN import AS first ON first.id = leader
                WHERE folder = ?2 AND first.undone IS NULL AND first.began >
                    (SELECT began FROM import WHERE id = ?1) - ?3 ORDER BY before.import DESC LIMIT 1), ?1)";
            let put = || transaction.prepare_cached(sql)?.execute(params![record, id, ONE_ENTRY]);
            put().map(|_| ()).map_err(sqlite_error)
        })
    }

    /// Notes that a file of a folder goes by another path, so that the article that it holds is known there.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn move_watched(&self, id: i64, collection: &str, from: &str, to: &str) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let put = || {
                for sql in [
                    "UPDATE OR REPLACE watched_file SET path = ?3 WHERE folder = ?1 AND path = ?2",
                    "UPDATE OR REPLACE watched_article SET path = ?3 WHERE folder = ?1 AND path = ?2",
                ] {
                    transaction.prepare_cached(sql)?.execute(params![id, from, to])?;
                }
                let sql = "INSERT OR REPLACE INTO origin (key, article) SELECT ?2, article FROM origin WHERE key = ?1";
                let keys = [of_path(collection, from), of_path(collection, to)];
                transaction.prepare_cached(sql)?.execute(keys)?;
                Ok(())
            };
            put().map_err(sqlite_error)
        })
    }

    /// The articles that are in no file of a folder any more when these were `taken`, and those at `gone` went; articles that
    /// a file of another folder holds are not among them. In order.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn left_by_watched(&self, id: i64, taken: &[FileTaken], gone: &[String]) -> Result<Vec<String>> {
        let whole: HashMap<&str, &FileTaken> =
            taken.iter().filter(|file| file.is_whole).map(|file| (file.path.as_str(), file)).collect();
        let gone: HashSet<&str> = gone.iter().map(String::as_str).collect();
        let held: HashSet<&String> = taken.iter().flat_map(|file| &file.articles).collect();
        self.read(|connection| {
            let mut of_file = connection
                .prepare_cached("SELECT article FROM watched_article WHERE folder = ?1 AND path = ?2")?;
            let mut of_article =
                connection.prepare_cached("SELECT folder, path FROM watched_article WHERE article = ?1")?;
            let mut left = Vec::new();
            for path in whole.keys().chain(&gone) {
                for article in of_file.query_map(params![id, path], |row| row.get::<_, String>(0))? {
                    left.push(article?);
                }
            }
            left.sort();
            left.dedup();
            let mut out = Vec::new();
            for article in left.into_iter().filter(|article| !held.contains(article)) {
                let mut is_held = false;
                let mut rows = of_article.query([&article])?;
                while let Some(row) = rows.next()? {
                    let (folder, path): (i64, String) = (row.get(0)?, row.get(1)?);
                    let leaves = whole.contains_key(path.as_str()) || gone.contains(path.as_str());
                    is_held |= folder != id || !leaves;
                }
                if !is_held {
                    out.push(article);
                }
            }
            Ok(out)
        })
    }

    /// Why an article that was left by its file stays all the same: the person made something of it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn held_by_person(&self, article: &str) -> Result<Option<Why>> {
        self.read(|connection| {
            let on = Address::Article(article.to_owned()).to_string();
            let note = "SELECT 1 FROM note WHERE attached = ?1 AND deleted IS NULL";
            if connection.prepare_cached(note)?.exists([on])? {
                return Ok(Some(Why::Note));
            }
            let edit =
                "SELECT 1 FROM import_change WHERE article = ?1 AND change = 'edited' AND undone IS NULL";
            if connection.prepare_cached(edit)?.exists([article])? {
                return Ok(Some(Why::Changed));
            }
            let claim = "SELECT 1 FROM decision WHERE article = ?1 AND decision = 'accepted'";
            Ok(connection.prepare_cached(claim)?.exists([article])?.then_some(Why::Claim))
        })
    }

    /// Notes what lies in a folder now: which files were taken in, which are gone, and, where all is done, that all was looked
    /// at. An article counts as the folder's own when an import that was made for the folder brought or changed it, or when it
    /// is known by the path of its file.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn note_watched(
        &self,
        id: i64,
        collection: &str,
        (taken, gone): (&[FileTaken], &[String]),
        looked: Option<i64>,
    ) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let note = || {
                for file in taken {
                    take(transaction, id, collection, file)?;
                }
                for path in gone {
                    for sql in [
                        "DELETE FROM watched_file WHERE folder = ?1 AND path = ?2",
                        "DELETE FROM watched_article WHERE folder = ?1 AND path = ?2",
                    ] {
                        transaction.prepare_cached(sql)?.execute(params![id, path])?;
                    }
                }
                let sql = "UPDATE watched SET looked = coalesce(?2, looked) WHERE id = ?1";
                transaction.prepare_cached(sql)?.execute(params![id, looked])?;
                Ok(())
            };
            note().map_err(sqlite_error)
        })
    }
}

/// Notes a file that was taken in.
fn take(transaction: &Transaction, id: i64, collection: &str, taken: &FileTaken) -> rusqlite::Result<()> {
    let FileTaken { path, file, articles: held, is_whole } = taken;
    let sql = "INSERT OR REPLACE INTO watched_file (folder, path, size, modified, print)
        SELECT ?1, ?2, ?3, ?4, ?5 WHERE EXISTS (SELECT 1 FROM watched WHERE id = ?1)";
    let size = i64::try_from(file.size).unwrap_or(i64::MAX);
    let noted =
        transaction.prepare_cached(sql)?.execute(params![id, path, size, file.modified, file.print])?;
    if noted == 0 {
        // The person said meanwhile that it is followed no more.
        return Ok(());
    }
    if *is_whole {
        let sql = "SELECT article FROM watched_article WHERE folder = ?1 AND path = ?2";
        let before = transaction
            .prepare_cached(sql)?
            .query_map(params![id, path], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<String>>>()?;
        let sql = "DELETE FROM watched_article WHERE folder = ?1 AND path = ?2 AND article = ?3";
        let mut statement = transaction.prepare_cached(sql)?;
        for article in before.iter().filter(|article| !held.contains(*article)) {
            statement.execute(params![id, path, article])?;
        }
    }
    let sql = "SELECT article FROM origin WHERE key = ?1";
    let by_path: Option<String> = transaction
        .prepare_cached(sql)?
        .query_row([of_path(collection, path)], |row| row.get(0))
        .optional()?;
    let sql = "INSERT OR IGNORE INTO watched_article (folder, path, article) SELECT ?1, ?2, ?3
        WHERE ?4 OR EXISTS (SELECT 1 FROM import_change AS change JOIN watched_import AS watched
            ON watched.import = change.import WHERE change.article = ?3 AND watched.folder = ?1)";
    let mut statement = transaction.prepare_cached(sql)?;
    for article in held {
        statement.execute(params![id, path, article, by_path.as_ref() == Some(article)])?;
    }
    Ok(())
}
