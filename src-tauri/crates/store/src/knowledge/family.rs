//! Entities that the person merged, as the rows have it.

use crate::damage::lossy;
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeSet;

/// Each entity that was merged, with the one that it was merged into; the first merged first.
pub(super) fn all(connection: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let mut statement = connection.prepare_cached("SELECT gone, kept FROM merged ORDER BY merged, gone")?;
    let rows = statement.query_map([], |row| Ok((lossy(row, 0)?, lossy(row, 1)?)))?;
    rows.collect()
}

/// An entity with all that were merged with it, in however many steps.
pub(super) fn family(connection: &Connection, id: &str) -> rusqlite::Result<BTreeSet<String>> {
    let mut family = BTreeSet::from([id.to_owned()]);
    let merges = all(connection)?;
    loop {
        let before = family.len();
        for (gone, kept) in &merges {
            if family.contains(gone) || family.contains(kept) {
                family.extend([gone.clone(), kept.clone()]);
            }
        }
        if family.len() == before {
            return Ok(family);
        }
    }
}

/// Whether an entity was merged with another.
pub(super) fn is_merged(connection: &Connection, id: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM merged WHERE gone = ?1 OR kept = ?1 LIMIT 1";
    Ok(connection.prepare_cached(sql)?.query_row([id], |_| Ok(())).optional()?.is_some())
}
