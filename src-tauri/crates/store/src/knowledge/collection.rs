//! What collections bring.

use super::read::{self, Effective};
use super::{Thing, ThingKind, note_change};
use crate::damage::lossy;
use crate::holder::Holder;
use crate::{Result, Store};
use rusqlite::{Connection, Transaction, params};
use std::collections::{HashMap, HashSet};

/// What became of the knowledge of a collection that was put in anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReplacedKnowledge {
    /// Things that count and are other ones than before.
    pub changed: u32,
    /// Things that are another text in the collection, whether they count or the person's word goes before them.
    pub written: u32,
}

impl Store {
    /// Makes `things` all that a collection knows, in one transaction. What the person added, changed or took away stays as it
    /// is. An event's claims are things of their own.
    ///
    /// With `instead_of`, the things of that other collection go, as when a library gets the whole of what it had the names of.
    /// With `names`, what was made by names that are others now is to be made anew.
    ///
    /// # Errors
    /// When the store cannot be written; then the collection is as it was.
    pub fn replace_knowledge(
        &self,
        collection: &str,
        things: &[Thing],
        instead_of: Option<&str>,
        names: bool,
    ) -> Result<ReplacedKnowledge> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let _slip = Holder::leave(&self.path);
            let replace = || replace(transaction, collection, things, instead_of, names);
            replace().map_err(sqlite_error)
        })
    }
}

fn replace(
    transaction: &Transaction,
    collection: &str,
    things: &[Thing],
    instead_of: Option<&str>,
    names: bool,
) -> rusqlite::Result<ReplacedKnowledge> {
    let mut done = ReplacedKnowledge::default();
    let mut old = written(transaction, collection)?;
    let gone = match instead_of {
        Some(other) => written(transaction, other)?,
        None => HashMap::new(),
    };
    let mut concerned: Vec<(ThingKind, String, Option<Effective>)> = Vec::new();
    let mut note = |kind: &str, id: &str| -> rusqlite::Result<()> {
        if let Some(kind) = ThingKind::from_name(kind) {
            concerned.push((kind, id.to_owned(), read::readable(transaction, kind, id)?));
        }
        Ok(())
    };
    let (mut new, mut met) = (Vec::new(), HashSet::new());
    for (place, thing) in (0_i64..).zip(things) {
        let (key, text) = ((thing.kind().name().to_owned(), thing.id().to_owned()), thing.written()?);
        // Where two things share an identifier, the first counts.
        if !met.insert(key.clone()) {
            continue;
        }
        let kept = old.remove(&key);
        let is_same = kept.as_ref().is_some_and(|(kept, at)| *kept == text && *at == place);
        let is_known = gone.contains_key(&key);
        if !is_same || is_known {
            note(&key.0, &key.1)?;
            done.written += u32::from(kept.is_none_or(|(kept, _)| kept != text));
            new.push((key, place, text));
        }
    }
    for (kind, id) in old.keys().chain(gone.keys()) {
        note(kind, id)?;
    }
    let remove = "DELETE FROM known WHERE collection = ?1 AND kind = ?2 AND id = ?3";
    done.written = done.written.saturating_add(u32::try_from(old.len()).unwrap_or(u32::MAX));
    for (collection, keys) in [(Some(collection), &old), (instead_of, &gone)] {
        for (kind, id) in keys.keys() {
            transaction.prepare_cached(remove)?.execute(params![collection, kind, id])?;
        }
    }
    let put = "INSERT INTO known (collection, kind, id, place, thing) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET place = excluded.place, thing = excluded.thing";
    for ((kind, id), place, text) in &new {
        transaction.prepare_cached(put)?.execute(params![collection, kind, id, place, text])?;
    }
    for (kind, id, before) in concerned {
        let after = read::readable(transaction, kind, &id)?;
        let changed = note_change(transaction, (kind, &id), before.as_ref(), after.as_ref(), names)?;
        done.changed += u32::from(changed);
    }
    Ok(done)
}

/// The texts of a collection's things with their places, by kind and identifier.
fn written(
    connection: &Connection,
    collection: &str,
) -> rusqlite::Result<HashMap<(String, String), (String, i64)>> {
    let sql = "SELECT kind, id, thing, place FROM known WHERE collection = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([collection], |row| {
        Ok(((lossy(row, 0)?, lossy(row, 1)?), (lossy(row, 2)?, row.get(3)?)))
    })?;
    rows.collect()
}
