//! What the person adds, changes and takes away.

use super::read;
use super::{Thing, ThingKind, note_change};
use crate::damage::lossy;
use crate::{Result, Store, StoreError};
use rusqlite::{OptionalExtension, Transaction, params};

/// What is to be there already when a thing is put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Nothing: it is added.
    Nothing,
    /// A thing, in whatever state.
    Something,
    /// A thing whose last change has this number.
    Version(i64),
}

/// What became of something that the person wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// It is done, and the thing's last change has this number.
    Done(i64),
    /// Nothing was to be done.
    AsItWas,
    /// Something else has the identifier.
    Taken,
    /// The thing was changed since; its last change has this number.
    Moved(i64),
    /// There is no such thing.
    Missing,
}

impl Store {
    /// Adds a thing of the person's, or puts it before the one that a collection has. `now` is in milliseconds since 1970-01-01
    /// UTC.
    ///
    /// # Errors
    /// `TooLarge` for a thing that does not fit, and when the store cannot be written.
    pub fn put_thing(&self, thing: &Thing, expected: Expected, now: i64) -> Result<Placed> {
        self.put_things(&[(thing.clone(), expected)], now)
    }

    /// The same for several, all of them or none: what the last one gave where all are done, else what the first one gave that
    /// could not be.
    ///
    /// # Errors
    /// As in [`Store::put_thing`].
    pub fn put_things(&self, things: &[(Thing, Expected)], now: i64) -> Result<Placed> {
        let sqlite_error = |e: rusqlite::Error| StoreError::from_sqlite(&e, &self.path);
        self.write(|transaction| put_all(transaction, things, now).map_err(sqlite_error))
    }

    /// Takes a thing away: it counts no longer, and comes back by [`Store::revert_thing`]. `now` is as in [`Store::put_thing`].
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn remove_thing(&self, kind: ThingKind, id: &str, now: i64) -> Result<Placed> {
        self.change_own(kind, id, |transaction| {
            if !read::is_there(transaction, kind, id)? {
                return Ok(Some(Placed::Missing));
            }
            let sql = "INSERT INTO own (kind, id, thing, removed, written) VALUES (?1, ?2, NULL, ?3, ?3)
                ON CONFLICT DO UPDATE SET removed = excluded.removed";
            transaction.prepare_cached(sql)?.execute(params![kind.name(), id, now])?;
            Ok(None)
        })
    }

    /// Puts back what the person took away, and what a collection has in place of what the person changed it to. One that the
    /// person added and did not take away stays as it was.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn revert_thing(&self, kind: ThingKind, id: &str) -> Result<Placed> {
        self.change_own(kind, id, |transaction| {
            let sql = "SELECT removed IS NOT NULL, thing IS NOT NULL FROM own WHERE kind = ?1 AND id = ?2";
            let found: Option<(bool, bool)> = transaction
                .prepare_cached(sql)?
                .query_row(params![kind.name(), id], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let has_base = read::base(transaction, kind, id)?.is_some();
            match found {
                None if has_base => return Ok(Some(Placed::AsItWas)),
                None => return Ok(Some(Placed::Missing)),
                // Of a collection that has it no longer, and of which nothing else was kept.
                Some((true, false)) if !has_base => return Ok(Some(Placed::Missing)),
                Some((true, true)) if !has_base => {
                    let sql = "UPDATE own SET removed = NULL WHERE kind = ?1 AND id = ?2";
                    transaction.prepare_cached(sql)?.execute(params![kind.name(), id])?;
                }
                Some((false, _)) if !has_base => return Ok(Some(Placed::AsItWas)),
                Some(_) => forget(transaction, kind, id)?,
            }
            Ok(None)
        })
    }

    /// What the person took away: kinds and identifiers, and each as it was where that can be read; the last first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn removed_things(&self) -> Result<Vec<(ThingKind, String, Option<Thing>)>> {
        self.read(|connection| {
            let sql = "SELECT kind, id, coalesce(thing, (SELECT thing FROM known WHERE known.kind = own.kind AND known.id = own.id
                    ORDER BY collection LIMIT 1))
                FROM own WHERE removed IS NOT NULL ORDER BY removed DESC, kind, id";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([], |row| {
                let (kind, id) = (ThingKind::from_name(&lossy(row, 0)?), lossy(row, 1)?);
                let written = row.get_ref(2)?.as_str_or_null().ok().flatten();
                Ok(kind.map(|kind| {
                    let thing = written.and_then(|written| Thing::read(kind, written).ok());
                    (kind, id, thing)
                }))
            })?;
            let known = rows.filter_map(rusqlite::Result::transpose);
            known.collect()
        })
    }

    /// Does something to the person's row for an identifier, in a transaction of its own.
    fn change_own(
        &self,
        kind: ThingKind,
        id: &str,
        work: impl FnOnce(&Transaction) -> rusqlite::Result<Option<Placed>>,
    ) -> Result<Placed> {
        let sqlite_error = |e: rusqlite::Error| StoreError::from_sqlite(&e, &self.path);
        self.write(|transaction| change(transaction, (kind, id), work).map_err(sqlite_error))
    }
}

/// Does something to the person's row for an identifier, and writes down what that changed. What `work` gives is the answer, when
/// nothing was done.
fn change(
    transaction: &Transaction,
    (kind, id): (ThingKind, &str),
    work: impl FnOnce(&Transaction) -> rusqlite::Result<Option<Placed>>,
) -> rusqlite::Result<Placed> {
    let before = read::readable(transaction, kind, id)?;
    if let Some(answer) = work(transaction)? {
        return Ok(answer);
    }
    let after = read::readable(transaction, kind, id)?;
    let changed = note_change(transaction, (kind, id), before.as_ref(), after.as_ref(), true)?;
    let version = read::version(transaction, kind, id)?;
    Ok(if changed { Placed::Done(version) } else { Placed::AsItWas })
}

/// See [`Store::put_things`].
pub(crate) fn put_all(
    transaction: &Transaction,
    things: &[(Thing, Expected)],
    now: i64,
) -> rusqlite::Result<Placed> {
    for (thing, expected) in things {
        if let Some(refused) = refused(transaction, thing, *expected)? {
            return Ok(refused);
        }
    }
    let mut last = Placed::AsItWas;
    for (thing, _) in things {
        let put = |transaction: &Transaction| put(transaction, thing, now);
        last = change(transaction, (thing.kind(), thing.id()), put)?;
    }
    Ok(last)
}

/// Has a thing of the person's be as if it had never been added.
pub(crate) fn forget_thing(transaction: &Transaction, kind: ThingKind, id: &str) -> rusqlite::Result<Placed> {
    change(transaction, (kind, id), |transaction| forget(transaction, kind, id).map(|()| None))
}

/// Why a thing cannot be put in, when what is there is not what was expected.
fn refused(transaction: &Transaction, thing: &Thing, expected: Expected) -> rusqlite::Result<Option<Placed>> {
    let (kind, id) = (thing.kind(), thing.id());
    let there = read::is_there(transaction, kind, id)?;
    Ok(match expected {
        Expected::Nothing if there => Some(Placed::Taken),
        Expected::Something | Expected::Version(_) if !there => Some(Placed::Missing),
        Expected::Version(expected) => {
            let version = read::version(transaction, kind, id)?;
            (expected != version).then_some(Placed::Moved(version))
        }
        Expected::Nothing | Expected::Something => None,
    })
}

/// Writes the person's row for a thing.
fn put(transaction: &Transaction, thing: &Thing, now: i64) -> rusqlite::Result<Option<Placed>> {
    let (kind, id) = (thing.kind(), thing.id());
    let base = read::base(transaction, kind, id)?.and_then(|(base, _)| base.ok());
    let text = thing.written()?;
    if base.map(|base| base.written()).transpose()?.is_some_and(|base| base == text) {
        // As the collection has it: nothing stands before it any more.
        forget(transaction, kind, id)?;
        return Ok(None);
    }
    let sql = "INSERT INTO own (kind, id, thing, removed, written) VALUES (?1, ?2, ?3, NULL, ?4)
        ON CONFLICT DO UPDATE SET thing = excluded.thing, removed = NULL,
            written = CASE WHEN removed IS NULL THEN written ELSE excluded.written END";
    transaction.prepare_cached(sql)?.execute(params![kind.name(), id, text, now])?;
    Ok(None)
}

fn forget(transaction: &Transaction, kind: ThingKind, id: &str) -> rusqlite::Result<()> {
    let sql = "DELETE FROM own WHERE kind = ?1 AND id = ?2";
    transaction.prepare_cached(sql)?.execute(params![kind.name(), id])?;
    Ok(())
}
