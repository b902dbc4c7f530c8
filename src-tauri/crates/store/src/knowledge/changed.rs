//! The numbers of changes of what is known.

use super::thing::ThingKind;
use crate::sequence;
use rusqlite::{Transaction, params};

/// Gives a thing the next number.
pub(super) fn touch(transaction: &Transaction, kind: ThingKind, id: &str) -> rusqlite::Result<()> {
    let sequence = sequence::next(transaction)?;
    let sql = "INSERT OR REPLACE INTO known_change (sequence, kind, id) VALUES (?1, ?2, ?3)";
    transaction.prepare_cached(sql)?.execute(params![sequence, kind.name(), id])?;
    Ok(())
}
