//! Whether a database is sound, and what it holds in numbers.

use crate::damage::lossy;
use crate::error::{Result, StoreError};
use crate::in_use::InUse;
use crate::knowledge::{Thing, ThingKind};
use crate::open::{self, Access};
use crate::place::FILE_NAME;
use crate::schema::MIGRATIONS;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use zhimai_model::Block;

/// What a table holds, in numbers that differ when a row is missing or another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSum {
    /// How many rows it has.
    pub rows: u64,
    /// How many bytes the values in them have.
    pub bytes: u64,
}

/// Reads the whole library in `folder` and says what is damaged; an empty list: nothing is.
///
/// It is only looked at: nothing is written, and a library that cannot be opened for use is looked at all the same.
///
/// # Errors
/// `Newer` when it is of a newer version, and when it may not be read.
pub fn damage(folder: &Path) -> Result<Vec<String>> {
    let path = folder.join(FILE_NAME);
    let found = std::fs::metadata(&path).map_err(|e| StoreError::from_io(&e, &path)).and_then(|file| {
        if file.len() == 0 {
            return Ok(vec!["the file is empty".to_owned()]);
        }
        let _in_use = InUse::shared(&path)?;
        looked_through(&path, Access::ReadOnly).or_else(|e| match e {
            StoreError::ReadOnly { .. } | StoreError::Full { .. } => looked_through(&path, Access::Frozen),
            e => Err(e),
        })
    });
    match found {
        Err(StoreError::Corrupt { detail, .. }) => Ok(vec![detail]),
        Err(error @ StoreError::ForeignLog { .. }) => Ok(vec![error.to_string()]),
        found => found,
    }
}

fn looked_through(path: &Path, access: Access) -> Result<Vec<String>> {
    let connection = open::reader(path, access)?;
    open::check(&connection, path, MIGRATIONS.len())?;
    let sqlite_error = |e: rusqlite::Error| StoreError::from_sqlite(&e, path);
    let mut lines = whole(&connection).map_err(sqlite_error)?;
    if lines.is_empty() {
        sums(&connection, path)?;
        lines = unreadable(&connection).map_err(sqlite_error)?;
    }
    Ok(lines)
}

/// How many rows are named.
const NAMED: usize = 100;

/// The columns that hold JSON, those of earlier versions too.
const JSON: [(&str, &str); 21] = [
    ("article", "paragraphs"),
    ("article", "blocks"),
    ("article", "translation"),
    ("article", "extras"),
    ("article", "mentions"),
    ("article_version", "blocks"),
    ("article_version", "translation"),
    ("article_version", "extras"),
    ("note", "anchor"),
    ("note", "tags"),
    ("note_version", "tags"),
    ("problem", "problem"),
    ("setting", "value"),
    ("collection", "info"),
    ("removed_collection", "info"),
    ("saved_search", "search"),
    ("dictionary_entry", "glosses"),
    ("draft", "draft"),
    ("known", "thing"),
    ("own", "thing"),
    ("proposal", "proposal"),
];

/// Texts that cannot be read: SQLite takes any bytes for a text, and bytes that changed break nothing that it looks at.
pub(super) fn unreadable(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut found = Vec::new();
    for table in roots(connection)?.into_values() {
        let is_json = |column: &str| JSON.contains(&(table.as_str(), column));
        let mut statement = match connection.prepare(&format!("SELECT * FROM main.\"{table}\"")) {
            Ok(statement) => statement,
            // An index.
            Err(_) => continue,
        };
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let id = names.iter().position(|name| name == "id").unwrap_or_default();
        let kind = names.iter().position(|name| name == "kind");
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for (column, name) in names.iter().enumerate() {
                let ValueRef::Text(bytes) = row.get_ref(column)? else { continue };
                let wrong = match std::str::from_utf8(bytes) {
                    Err(error) => error.to_string(),
                    Ok(text) if is_json(name) => {
                        let kind = kind.map(|kind| lossy(row, kind)).transpose()?.unwrap_or_default();
                        match shaped(&table, name, &kind, text) {
                            Err(error) => error.to_string(),
                            Ok(()) => continue,
                        }
                    }
                    Ok(_) => continue,
                };
                let of = match row.get_ref(id)? {
                    ValueRef::Integer(number) => number.to_string(),
                    _ => lossy(row, id)?,
                };
                found.push(format!("{table} {of}: {name}: {wrong}"));
                if found.len() == NAMED {
                    return Ok(found);
                }
            }
        }
    }
    Ok(found)
}

/// Whether JSON can be read as what it is kept for: a byte that changed within a word leaves it JSON.
fn shaped(table: &str, column: &str, kind: &str, text: &str) -> serde_json::Result<()> {
    match (table, column, ThingKind::from_name(kind)) {
        ("known" | "own", "thing", Some(kind)) => {
            Thing::from_json(kind, serde_json::from_str(text)?).map(drop)
        }
        ("article" | "article_version", "blocks", _) => serde_json::from_str::<Vec<Block>>(text).map(drop),
        _ => serde_json::from_str::<IgnoredAny>(text).map(drop),
    }
}

/// SQLite's thorough check, which also sees that what is indexed is there and what is there is indexed.
fn whole(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let tables = roots(connection)?;
    let mut found = lines(connection, "PRAGMA integrity_check(100)")?;
    for line in &mut found {
        // SQLite names a table by the number of its first page.
        let number =
            line.strip_prefix("Tree ").and_then(|rest| rest.split(' ').next()).and_then(|n| n.parse().ok());
        if let Some(name) = number.and_then(|number: i64| tables.get(&number)) {
            *line = format!("{name}: {line}");
        }
    }
    let references: i64 =
        connection.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
    if references > 0 {
        found.push(format!("{references} rows belong to rows that are not there"));
    }
    Ok(found)
}

fn roots(connection: &Connection) -> rusqlite::Result<BTreeMap<i64, String>> {
    let mut statement = connection.prepare("SELECT rootpage, name FROM sqlite_schema WHERE rootpage > 0")?;
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// SQLite's quick check: what is damaged.
pub(super) fn quick(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    lines(connection, "PRAGMA quick_check(100)")
}

fn lines(connection: &Connection, check: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare(check)?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
    let lines = lines.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

/// What every table holds, by its name.
pub(super) fn sums(connection: &Connection, path: &Path) -> Result<BTreeMap<String, TableSum>> {
    let read = || {
        let mut tables = connection.prepare(
            "SELECT t.name, group_concat('coalesce(octet_length(\"' || c.name || '\"), 0)', ' + ')
             FROM sqlite_schema t, pragma_table_info(t.name, 'main') c
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' GROUP BY t.name",
        )?;
        let tables = tables.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        tables
            .map(|table| {
                let (name, sum) = table?;
                let sql = format!("SELECT count(*), coalesce(sum({sum}), 0) FROM main.\"{name}\"");
                let sum = connection.query_row(&sql, [], |row| {
                    Ok(TableSum { rows: unsigned(row.get(0)?), bytes: unsigned(row.get(1)?) })
                })?;
                Ok((name, sum))
            })
            .collect::<rusqlite::Result<_>>()
    };
    read().map_err(|e| StoreError::from_sqlite(&e, path))
}

/// SQLite counts with a sign.
pub(super) fn unsigned(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}
