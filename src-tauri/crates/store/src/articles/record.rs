//! What an import did, or the person, as it is remembered so that it can be taken back: see the table `import`.

use rusqlite::{Row, Transaction, params};
use sha2::{Digest, Sha256};

/// What the row of an article that is not in its place has of the article's, before its texts.
pub(crate) const HEAD: &str =
    "id, wanted, nth, hash, collection, kind, lang, script, day, date, title, translated_title, beginning,
    source, url, mentions";
/// And its texts.
pub(crate) const TEXTS: &str = "blocks, translation, extras";

/// What tells the state of an article from any other: its content, then a sum of what is no content of it, the source and the
/// collection. Before the fourteenth version of the tables only the content was noted, so that what was noted may be the
/// beginning of this.
pub(crate) fn state(transaction: &Transaction, id: &str) -> rusqlite::Result<Vec<u8>> {
    let sql = format!("SELECT {STATE} FROM article WHERE id = ?1");
    transaction.prepare_cached(&sql)?.query_row([id], |row| state_in(row, 0))
}

/// What [`state_in`] reads.
pub(crate) const STATE: &str = "hash, source, collection";

/// The state of the article in a row, from the columns that begin at one.
pub(crate) fn state_in(row: &Row, column: usize) -> rusqlite::Result<Vec<u8>> {
    let mut sum = Sha256::new();
    for column in [column.saturating_add(1), column.saturating_add(2)] {
        let text = row.get_ref(column)?.as_bytes_or_null()?;
        // Lengths before the texts, so that no two give the same bytes.
        sum.update(text.map_or(u64::MAX, |text| text.len() as u64).to_le_bytes());
        sum.update(text.unwrap_or_default());
    }
    let mut state: Vec<u8> = row.get(column)?;
    state.extend(sum.finalize().iter().take(8));
    Ok(state)
}

/// Notes that an import added an article.
pub(super) fn note_added(transaction: &Transaction, import: i64, id: &str) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO import_change (import, article, change, sequence, hash)
        SELECT ?1, id, 'added', sequence, ?3 FROM article WHERE id = ?2";
    transaction.prepare_cached(sql)?.execute(params![import, id, state(transaction, id)?])?;
    Ok(())
}

/// Notes that a change took an article out, as the change with this number. Its row is kept before.
pub(crate) fn note_removed(
    transaction: &Transaction,
    change: i64,
    (id, sequence, state): (&str, i64, &[u8]),
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO import_change (import, article, change, sequence, hash) VALUES (?1, ?2, 'removed', ?3, ?4)";
    transaction.prepare_cached(sql)?.execute(params![change, id, sequence, state])?;
    Ok(())
}

/// Keeps the row of an article before it is changed or goes. Its texts stand in the version, where it `is_version`.
pub(crate) fn keep_former(
    transaction: &Transaction,
    import: i64,
    id: &str,
    is_version: bool,
) -> rusqlite::Result<()> {
    let texts = if is_version { "NULL, NULL, NULL" } else { TEXTS };
    let sql = format!(
        "INSERT OR REPLACE INTO import_row (import, {HEAD}, {TEXTS}) SELECT ?1, {HEAD}, {texts} FROM article WHERE id = ?2"
    );
    transaction.prepare_cached(&sql)?.execute(params![import, id])?;
    Ok(())
}

/// Notes how an import changed an article: by what word, from which content, and whether what it was is its last version.
pub(crate) fn note_changed(
    transaction: &Transaction,
    import: i64,
    id: &str,
    (change, former, is_version): (&str, &[u8], bool),
) -> rusqlite::Result<()> {
    let sql =
        "INSERT OR REPLACE INTO import_change (import, article, change, sequence, hash, former, version)
        SELECT ?1, id, ?3, sequence, ?6, ?4,
            CASE WHEN ?5 THEN (SELECT max(version) FROM article_version WHERE article = ?2) END
        FROM article WHERE id = ?2";
    transaction.prepare_cached(sql)?.execute(params![
        import,
        id,
        change,
        former,
        is_version,
        state(transaction, id)?
    ])?;
    Ok(())
}

/// Counts what an import added, changed, updated and left as it was.
pub(super) fn count(transaction: &Transaction, import: i64, counts: [u32; 4]) -> rusqlite::Result<()> {
    let [added, changed, updated, unchanged] = counts;
    let sql = "UPDATE import SET added = added + ?2, changed = changed + ?3, updated = updated + ?4,
        unchanged = unchanged + ?5 WHERE id = ?1";
    transaction.prepare_cached(sql)?.execute(params![import, added, changed, updated, unchanged])?;
    Ok(())
}
