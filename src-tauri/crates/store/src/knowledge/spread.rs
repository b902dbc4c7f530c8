//! What follows for others when entities that the person merged are called otherwise.

use super::changed::touch;
use super::family::{family, is_merged};
use super::read::{self, Effective};
use super::stale;
use super::thing::{Thing, ThingKind, event_of};
use crate::changes::ChangeKind;
use crate::damage::lossy;
use rusqlite::Transaction;
use std::collections::BTreeSet;
use zhimai_model::Address;

/// Writes down that entities are called otherwise now, with whatever names them: in the changes, and for their names.
pub(super) fn note_family(transaction: &Transaction, family: &BTreeSet<String>) -> rusqlite::Result<()> {
    for id in family {
        touch(transaction, ThingKind::Entity, id)?;
        let thing = read::readable(transaction, ThingKind::Entity, id)?;
        let thing = thing.as_ref().map(|Effective { thing, .. }| thing);
        stale::note_names(transaction, (ThingKind::Entity, id), [thing, None])?;
        note_what_names(transaction, id)?;
    }
    Ok(())
}

/// Writes down what names an entity in other ways than by a text.
fn note_what_names(transaction: &Transaction, id: &str) -> rusqlite::Result<()> {
    let quoted = serde_json::Value::from(id).to_string();
    let sql = "SELECT kind, id FROM known WHERE instr(thing, ?1) > 0
        UNION SELECT kind, id FROM own WHERE instr(thing, ?1) > 0";
    let found: Vec<(String, String)> = transaction
        .prepare_cached(sql)?
        .query_map([&quoted], |row| Ok((lossy(row, 0)?, lossy(row, 1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (kind, of) in found {
        let Some(kind) = ThingKind::from_name(&kind) else { continue };
        touch(transaction, kind, &of)?;
        if let (ThingKind::Claim, Some(event)) = (kind, event_of(&of)) {
            touch(transaction, ThingKind::Event, event)?;
        }
    }
    let on = Address::Entity(id.to_owned()).to_string();
    let documents = [
        (ChangeKind::Note, "SELECT id FROM note WHERE attached = ?1", &on),
        (ChangeKind::Article, "SELECT id FROM article WHERE instr(extras, ?1) > 0", &quoted),
    ];
    for (kind, sql, named) in documents {
        let found: Vec<String> = transaction
            .prepare_cached(sql)?
            .query_map([named], |row| lossy(row, 0))?
            .collect::<rusqlite::Result<_>>()?;
        for id in found {
            stale::note_document(transaction, kind, &id)?;
        }
    }
    Ok(())
}

/// Of a change of an entity that was merged with others, writes down what follows for these.
pub(super) fn note_change(
    transaction: &Transaction,
    (kind, id): (ThingKind, &str),
    [before, _]: [Option<&Thing>; 2],
) -> rusqlite::Result<()> {
    if kind != ThingKind::Entity || !is_merged(transaction, id)? {
        return Ok(());
    }
    note_family(transaction, &family(transaction, id)?)?;
    // The names that it had are noted too: what is read anew has those that it has now.
    stale::note_names(transaction, (kind, id), [before, None])
}
