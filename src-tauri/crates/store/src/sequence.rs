//! The numbers of changes, and the tokens of the states that they lead to.

use rusqlite::{Connection, Transaction, params};

/// The number of the last change; 0 when there was none.
pub(crate) fn last_sequence(connection: &Connection) -> rusqlite::Result<i64> {
    let sql = "SELECT max(coalesce((SELECT max(sequence) FROM article), 0),
        coalesce((SELECT max(sequence) FROM note), 0), coalesce((SELECT max(sequence) FROM removed), 0),
        coalesce((SELECT max(sequence) FROM known_change), 0))";
    connection.prepare_cached(sql)?.query_row([], |row| row.get(0))
}

/// Gives the state that a transaction leads to its token, if it changed anything since `before`.
pub(crate) fn remember_state(transaction: &Transaction, before: i64) -> rusqlite::Result<()> {
    let last = last_sequence(transaction)?;
    if last > before {
        let sql = "INSERT OR REPLACE INTO state (sequence, token) VALUES (?1, lower(hex(randomblob(8))))";
        transaction.prepare_cached(sql)?.execute([last])?;
    }
    Ok(())
}

/// The number for the next change of this transaction.
pub(crate) fn next(transaction: &Transaction) -> rusqlite::Result<i64> {
    Ok(last_sequence(transaction)?.saturating_add(1))
}

/// Records that an article is gone.
pub(crate) fn removed(transaction: &Transaction, sequence: i64, article: &str) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO removed (sequence, kind, id) VALUES (?1, 'article', ?2)";
    transaction.prepare_cached(sql)?.execute(params![sequence, article])?;
    Ok(())
}

/// Records that an article is there again. Its own number has to be higher.
pub(crate) fn back(transaction: &Transaction, article: &str) -> rusqlite::Result<()> {
    let sql = "DELETE FROM removed WHERE kind = 'article' AND id = ?1";
    transaction.prepare_cached(sql)?.execute([article])?;
    Ok(())
}
