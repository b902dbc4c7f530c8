//! Articles as a table has them: what a list is put in order and narrowed by, read through one index that holds no texts.

use super::row::{ArticleRow, ROW, row};
use crate::damage::lossy;
use crate::{Result, Store, articles::origin};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::HashSet;
use zhimai_model::{Address, Damage, Problem, ProblemKind};

/// Which articles a list has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ArticleFilter {
    /// Only of this collection.
    pub collection: Option<String>,
    /// Only those whose date ends on one of these days, counted from 1970-01-01: from the first to the last.
    pub days: Option<(i32, i32)>,
    /// Only those without a date.
    pub undated: bool,
    /// Only those with a note that is not in the bin.
    pub noted: bool,
    /// Only those that this import added or changed, or that the person changed in this change.
    pub import: Option<i64>,
    /// Only those of whose file a problem is told.
    pub problems: bool,
}

/// What of an article a list is put in order and narrowed by. What is damaged of it stands with U+FFFD.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The number of its row: another one whenever its text came in anew, and higher than all before.
    pub key: i64,
    /// The last day that its date may mean, counted from 1970-01-01; nothing where there is no date.
    pub day: Option<i64>,
    /// The words for its language and script.
    pub lang: String,
    /// See `lang`.
    pub script: String,
    /// The publisher or file.
    pub source: String,
    /// The title, or the beginning of the text where there is none.
    pub title: String,
    /// How many bytes its text takes as it is kept.
    pub size: i64,
}

/// A row of a list with its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyedRow {
    /// See [`Listed`].
    pub key: i64,
    /// See [`Listed`].
    pub size: i64,
    /// The rest.
    pub row: ArticleRow,
}

const NO_DAY: i64 = i32::MIN as i64;

/// What the index `article_listed` holds, so that nothing else is read.
const LISTED: &str = "key, day, lang, script, coalesce(source, ''), title, beginning, octet_length(blocks)";

impl Store {
    /// Hands out what a list is put in order by of all articles that it has, in no order.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn for_each_listed(&self, filter: &ArticleFilter, mut each: impl FnMut(Listed)) -> Result<()> {
        self.read(|connection| {
            let snapshot = connection.unchecked_transaction()?;
            let among = among(&snapshot, filter)?;
            let (first, last) = match (filter.undated, filter.days) {
                (true, _) => (NO_DAY, NO_DAY),
                (false, None) => (NO_DAY, i64::MAX),
                (false, Some((first, last))) => (first.into(), last.into()),
            };
            let sql = format!(
                "SELECT {LISTED} FROM article WHERE day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR collection = ?3)"
            );
            let mut statement = snapshot.prepare_cached(&sql)?;
            let mut rows = statement.query(params![first, last, filter.collection])?;
            while let Some(row) = rows.next()? {
                let listed = listed(row)?;
                if among.as_ref().is_none_or(|among| among.contains(&listed.key)) {
                    each(listed);
                }
            }
            Ok(())
        })
    }

    /// Rows of a list by their numbers, in the order asked for; those that are not there any more are left out.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn article_rows_by_keys(&self, keys: &[i64]) -> Result<Vec<KeyedRow>> {
        self.read(|connection| {
            let sql = format!("SELECT {ROW}, key, octet_length(blocks) FROM article WHERE key = ?1");
            let mut statement = connection.prepare_cached(&sql)?;
            let read = |found: &Row| {
                let size = found.get_ref(12)?.as_i64().unwrap_or_default();
                Ok(KeyedRow { key: found.get(11)?, size, row: row(found)? })
            };
            let rows = keys.iter().map(|key| statement.query_row([key], read).optional());
            rows.filter_map(rusqlite::Result::transpose).collect()
        })
    }

    /// The identifiers of articles by the numbers of their rows, in the order asked for.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn article_ids_by_keys(&self, keys: &[i64]) -> Result<Vec<String>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT id FROM article WHERE key = ?1")?;
            let ids = keys.iter().map(|key| statement.query_row([key], |row| lossy(row, 0)).optional());
            ids.filter_map(rusqlite::Result::transpose).collect()
        })
    }

    /// What another list may be made of after: the number of the last change, and of the last problem.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list_state(&self) -> Result<(i64, i64)> {
        let sequence = self.last_sequence()?;
        let problem = "SELECT coalesce(max(key), 0) + count(*) FROM problem";
        Ok((sequence, self.read(|connection| connection.query_row(problem, [], |row| row.get(0)))?))
    }
}

fn listed(row: &Row) -> rusqlite::Result<Listed> {
    let title = lossy(row, 5)?;
    let day: i64 = row.get(1)?;
    Ok(Listed {
        key: row.get(0)?,
        day: (day > NO_DAY).then_some(day),
        lang: lossy(row, 2)?,
        script: lossy(row, 3)?,
        source: lossy(row, 4)?,
        title: if title.is_empty() { lossy(row, 6)? } else { title },
        size: row.get_ref(7)?.as_i64().unwrap_or_default(),
    })
}

/// The numbers of the rows that a filter leaves, where it asks for more than the index holds.
fn among(connection: &Connection, filter: &ArticleFilter) -> rusqlite::Result<Option<HashSet<i64>>> {
    let mut among: Option<HashSet<i64>> = None;
    let mut narrow = |keys: HashSet<i64>| {
        among = Some(match among.take() {
            None => keys,
            Some(before) => before.intersection(&keys).copied().collect(),
        });
    };
    if filter.noted {
        let sql = "SELECT DISTINCT attached FROM note WHERE attached IS NOT NULL AND deleted IS NULL";
        let mut statement = connection.prepare_cached(sql)?;
        let on = statement.query_map([], |row| lossy(row, 0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        let ids = on.iter().filter_map(|on| match on.parse() {
            Ok(Address::Article(id)) => Some(id),
            _ => None,
        });
        narrow(keys_of(connection, ids)?);
    }
    if let Some(import) = filter.import {
        let sql = "SELECT article FROM import_change WHERE import = ?1 AND undone IS NULL";
        let mut statement = connection.prepare_cached(sql)?;
        let ids =
            statement.query_map([import], |row| lossy(row, 0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        narrow(keys_of(connection, ids.into_iter())?);
    }
    if filter.problems {
        narrow(keys_of(connection, with_problems(connection)?.into_iter())?);
    }
    Ok(among)
}

fn keys_of(connection: &Connection, ids: impl Iterator<Item = String>) -> rusqlite::Result<HashSet<i64>> {
    let mut statement = connection.prepare_cached("SELECT key FROM article WHERE id = ?1")?;
    let keys = ids.map(|id| statement.query_row([id], |row| row.get(0)).optional());
    keys.filter_map(rusqlite::Result::transpose).collect()
}

/// The identifiers of the articles of whose files a problem is told, or that are told to be damaged.
fn with_problems(connection: &Connection) -> rusqlite::Result<HashSet<String>> {
    let mut statement = connection.prepare_cached("SELECT problem FROM problem")?;
    let told = statement.query_map([], |row| lossy(row, 0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut statement = connection.prepare_cached("SELECT DISTINCT collection FROM article")?;
    let collections = statement.query_map([], |row| lossy(row, 0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut origin = connection.prepare_cached("SELECT article FROM origin WHERE key = ?1")?;
    let (mut ids, mut files) = (HashSet::new(), HashSet::new());
    // A problem that is damaged itself is of no article.
    for Problem { place, what, .. } in told.iter().filter_map(|told| serde_json::from_str(told).ok()) {
        if let ProblemKind::Damaged(Damage::Thing(on)) = &what
            && let Ok(Address::Article(id)) = on.parse()
        {
            ids.insert(id);
        }
        if files.insert(place.file.clone()) {
            for collection in &collections {
                let key = origin::of_path(collection, &place.file);
                ids.extend(origin.query_row([key], |row| lossy(row, 0)).optional()?);
            }
        }
    }
    Ok(ids)
}
