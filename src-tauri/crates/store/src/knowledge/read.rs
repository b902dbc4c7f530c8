//! Reading what is known: the person's rows before those of collections.

use super::{Thing, ThingKind, family};
use crate::damage::{is_of_row, lossy};
use crate::{Result, Store, StoreError};
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::{HashMap, HashSet};

/// Whose a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Whose {
    /// It is as its collection has it.
    Collection,
    /// A collection has it too, and the person changed it.
    Changed,
    /// The person added it.
    Person,
}

/// A thing as it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredThing {
    /// The thing.
    pub thing: Thing,
    /// Whose it is.
    pub whose: Whose,
    /// The collection that has it; empty for one that the person added.
    pub collection: String,
    /// When the person added it, in milliseconds since 1970-01-01 UTC; 0 for one that a collection has.
    pub written: i64,
}

/// A row that cannot be read. It stays as it is, and what it stands before counts instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DamagedThing {
    /// The name of its kind.
    pub kind: String,
    /// Its identifier, with what is no text replaced by U+FFFD.
    pub id: String,
    /// The collection; nothing for a row of the person's.
    pub collection: Option<String>,
    /// What does not fit.
    pub detail: String,
}

/// All that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredKnowledge {
    /// The number of the last change to any of it.
    pub sequence: i64,
    /// Those of collections in the order of these, with what the person changed in its place, then those that the person
    /// added, oldest first. What the person took away is not there.
    pub things: Vec<StoredThing>,
    /// Entities that the person merged, each with the one that it was merged into; the first merged first.
    pub merges: Vec<(String, String)>,
    /// What cannot be read.
    pub damaged: Vec<DamagedThing>,
}

/// What of all that is known is another than before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangedKnowledge {
    /// The number of the last change to any of it.
    pub sequence: i64,
    /// Kinds and identifiers with what counts for them now; nothing where there is none any more.
    pub things: Vec<(ThingKind, String, Option<StoredThing>)>,
    /// As in [`StoredKnowledge`].
    pub merges: Vec<(String, String)>,
}

/// What counts for an identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Effective {
    pub(super) thing: Thing,
    pub(super) whose: Whose,
    /// Which of them says whether it is found by searches, so that another one is another state.
    pub(super) collection: String,
}

/// What the person says of an identifier.
enum Own {
    /// There is none.
    Nothing,
    /// Take this.
    Put(Box<Thing>),
    /// It is taken away.
    Removed,
}

/// A kind with an identifier, and what was read of it, or why it could not be.
type Found<T> = ((String, String), std::result::Result<T, rusqlite::Error>);
type OwnRow = ((String, String), std::result::Result<Own, rusqlite::Error>, i64);

impl Store {
    /// All that is known.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn knowledge(&self) -> Result<StoredKnowledge> {
        self.read(|connection| {
            let snapshot = connection.unchecked_transaction()?;
            let mut known = StoredKnowledge {
                sequence: sequence(&snapshot)?,
                merges: family::all(&snapshot)?,
                ..Default::default()
            };
            let mut own: HashMap<_, Own> = HashMap::new();
            let mut order = Vec::new();
            for (key, found, written) in owned(&snapshot)? {
                match found {
                    Ok(found) => {
                        order.push((key.clone(), written));
                        own.insert(key, found);
                    }
                    Err(error) => known.damaged.push(damaged(key, None, &error)),
                }
            }
            // What was met already: the first collection that has a thing counts.
            let mut met = HashSet::new();
            for ((key, found), collection) in collected(&snapshot)? {
                if met.contains(&key) {
                    continue;
                }
                let (thing, whose) = match (own.remove(&key), found) {
                    (Some(Own::Put(thing)), _) => (Some(*thing), Whose::Changed),
                    (Some(Own::Removed | Own::Nothing), _) => (None, Whose::Changed),
                    (None, Ok(thing)) => (Some(thing), Whose::Collection),
                    (None, Err(error)) => {
                        known.damaged.push(damaged(key, Some(collection), &error));
                        continue;
                    }
                };
                let stored = |thing| StoredThing { thing, whose, collection, written: 0 };
                known.things.extend(thing.map(stored));
                met.insert(key);
            }
            for (key, written) in order {
                if let Some(Own::Put(thing)) = own.remove(&key) {
                    let (thing, whose, collection) = (*thing, Whose::Person, String::new());
                    known.things.push(StoredThing { thing, whose, collection, written });
                }
            }
            Ok(known)
        })
    }

    /// What of it is another than at the change of this number. Nothing where more than `most` is, or where a collection has
    /// brought some of it: then it is better read as a whole.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn knowledge_since(&self, since: i64, most: usize) -> Result<Option<ChangedKnowledge>> {
        self.read(|connection| {
            let snapshot = connection.unchecked_transaction()?;
            let sql = "SELECT kind, id FROM known_change WHERE sequence > ?1 ORDER BY sequence LIMIT ?2";
            let limit = i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1);
            let mut statement = snapshot.prepare_cached(sql)?;
            let rows =
                statement.query_map(params![since, limit], |row| Ok((lossy(row, 0)?, lossy(row, 1)?)))?;
            let rows: Vec<(String, String)> = rows.collect::<rusqlite::Result<_>>()?;
            if rows.len() > most {
                return Ok(None);
            }
            let (sequence, merges) = (sequence(&snapshot)?, family::all(&snapshot)?);
            let mut changed = ChangedKnowledge { sequence, merges, ..Default::default() };
            for (kind, id) in rows {
                let Some(kind) = ThingKind::from_name(&kind) else { return Ok(None) };
                let found = match effective(&snapshot, kind, &id) {
                    Ok(found) => found,
                    Err(error) if is_of_row(&error) => return Ok(None),
                    Err(error) => return Err(error),
                };
                let stored = match found {
                    Some(Effective { whose: Whose::Collection, .. }) => return Ok(None),
                    Some(found) => Some(stored(&snapshot, (kind, &id), found)?),
                    None => None,
                };
                changed.things.push((kind, id, stored));
            }
            Ok(Some(changed))
        })
    }

    /// The number of the last change to what is known; 0 when nothing ever was. Takes some microseconds.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn knowledge_sequence(&self) -> Result<i64> {
        self.read(sequence)
    }

    /// One thing as it counts, with the number of its last change; nothing when there is none, or the person took it away.
    ///
    /// # Errors
    /// `Damaged` when it cannot be read, or when the store cannot be.
    pub fn thing(&self, kind: ThingKind, id: &str) -> Result<Option<(StoredThing, i64)>> {
        let found = self.read(|connection| {
            let snapshot = connection.unchecked_transaction()?;
            let version = version(&snapshot, kind, id)?;
            Ok(match effective(&snapshot, kind, id) {
                Err(error) if is_of_row(&error) => Err(error.to_string()),
                Err(error) => return Err(error),
                Ok(None) => Ok(None),
                Ok(Some(found)) => Ok(Some((stored(&snapshot, (kind, id), found)?, version))),
            })
        })?;
        found.map_err(|detail| StoreError::Damaged { what: kind.name(), id: id.to_owned(), detail })
    }
}

pub(super) fn sequence(connection: &Connection) -> rusqlite::Result<i64> {
    let sql = "SELECT coalesce(max(sequence), 0) FROM known_change";
    connection.prepare_cached(sql)?.query_row([], |row| row.get(0))
}

/// The number of a thing's last change; 0 for one that never was.
pub(super) fn version(connection: &Connection, kind: ThingKind, id: &str) -> rusqlite::Result<i64> {
    let sql = "SELECT sequence FROM known_change WHERE kind = ?1 AND id = ?2";
    let found = connection.prepare_cached(sql)?.query_row(params![kind.name(), id], |row| row.get(0));
    Ok(found.optional()?.unwrap_or(0))
}

/// What counts for an identifier, with when the person added it.
fn stored(
    connection: &Connection,
    (kind, id): (ThingKind, &str),
    Effective { thing, whose, collection }: Effective,
) -> rusqlite::Result<StoredThing> {
    let written = if whose == Whose::Person {
        let sql = "SELECT written FROM own WHERE kind = ?1 AND id = ?2";
        let found = connection.prepare_cached(sql)?.query_row(params![kind.name(), id], |row| row.get(0));
        found.optional()?.unwrap_or(0)
    } else {
        0
    };
    Ok(StoredThing { thing, whose, collection, written })
}

/// What counts for an identifier: the person's word, else what the first collection has. A row of the person's that is damaged
/// stands before nothing.
pub(super) fn effective(
    connection: &Connection,
    kind: ThingKind,
    id: &str,
) -> rusqlite::Result<Option<Effective>> {
    let base = base(connection, kind, id)?;
    let own = match own(connection, kind, id) {
        Err(error) if is_of_row(&error) => Own::Nothing,
        found => found?,
    };
    Ok(match (own, base) {
        (Own::Removed, _) | (Own::Nothing, None) => None,
        (Own::Put(thing), Some((_, collection))) => {
            Some(Effective { thing: *thing, whose: Whose::Changed, collection })
        }
        (Own::Put(thing), None) => {
            Some(Effective { thing: *thing, whose: Whose::Person, collection: String::new() })
        }
        (Own::Nothing, Some((thing, collection))) => {
            Some(Effective { thing: thing?, whose: Whose::Collection, collection })
        }
    })
}

/// The same, and nothing where it cannot be read.
pub(super) fn readable(
    connection: &Connection,
    kind: ThingKind,
    id: &str,
) -> rusqlite::Result<Option<Effective>> {
    match effective(connection, kind, id) {
        Err(error) if is_of_row(&error) => Ok(None),
        found => found,
    }
}

/// Whether there is anything with an identifier, readable or not, that the person did not take away.
pub(super) fn is_there(connection: &Connection, kind: ThingKind, id: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT coalesce((SELECT removed IS NULL FROM own WHERE kind = ?1 AND id = ?2),
        EXISTS (SELECT 1 FROM known WHERE kind = ?1 AND id = ?2))";
    connection.prepare_cached(sql)?.query_row(params![kind.name(), id], |row| row.get(0))
}

/// What the first collection has that has anything, be it one that cannot be read.
pub(super) fn base(
    connection: &Connection,
    kind: ThingKind,
    id: &str,
) -> rusqlite::Result<Option<(rusqlite::Result<Thing>, String)>> {
    let sql = "SELECT thing, collection FROM known WHERE kind = ?1 AND id = ?2 ORDER BY collection LIMIT 1";
    let found = connection
        .prepare_cached(sql)?
        .query_row(params![kind.name(), id], |row| Ok((thing(row, 0, kind), lossy(row, 1)?)));
    found.optional()
}

/// What the person says of an identifier.
fn own(connection: &Connection, kind: ThingKind, id: &str) -> rusqlite::Result<Own> {
    let sql = "SELECT thing, removed IS NOT NULL FROM own WHERE kind = ?1 AND id = ?2";
    let found = connection.prepare_cached(sql)?.query_row(params![kind.name(), id], |row| {
        if row.get(1)? {
            Ok(Own::Removed)
        } else {
            thing(row, 0, kind).map(|thing| Own::Put(Box::new(thing)))
        }
    });
    Ok(found.optional()?.unwrap_or(Own::Nothing))
}

/// All rows of the person's, oldest first, each with when it was written first.
fn owned(connection: &Connection) -> rusqlite::Result<Vec<OwnRow>> {
    let sql = "SELECT kind, id, thing, removed IS NOT NULL, written FROM own ORDER BY written, kind, id";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| {
        let key = (lossy(row, 0)?, lossy(row, 1)?);
        let found = match row.get(3)? {
            true => Ok(Own::Removed),
            false => of_kind(row, &key.0, 2).map(|thing| Own::Put(Box::new(thing))),
        };
        Ok((key, found, row.get(4).unwrap_or(0)))
    })?;
    rows.collect()
}

/// All rows of collections, with the collection.
fn collected(connection: &Connection) -> rusqlite::Result<Vec<(Found<Thing>, String)>> {
    let sql = "SELECT kind, id, thing, collection FROM known ORDER BY collection, place";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| {
        let key = (lossy(row, 0)?, lossy(row, 1)?);
        let found = of_kind(row, &key.0, 2);
        Ok(((key, found), lossy(row, 3)?))
    })?;
    rows.collect()
}

fn of_kind(row: &Row, kind: &str, column: usize) -> rusqlite::Result<Thing> {
    let unknown = || format!("there is no kind `{kind}`").into();
    let kind = ThingKind::from_name(kind)
        .ok_or_else(|| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, unknown()))?;
    thing(row, column, kind)
}

fn thing(row: &Row, column: usize, kind: ThingKind) -> rusqlite::Result<Thing> {
    Thing::read(kind, row.get_ref(column)?.as_str()?)
        .map_err(|e| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(e)))
}

fn damaged(
    (kind, id): (String, String),
    collection: Option<String>,
    error: &rusqlite::Error,
) -> DamagedThing {
    DamagedThing { kind, id, collection, detail: error.to_string() }
}
