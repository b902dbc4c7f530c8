//! What an import did, as it is remembered so that it can be taken back: see the table `import`.

use rusqlite::{Transaction, params};

/// What the row of an article that is not in its place has of the article's, before its texts.
pub(crate) const HEAD: &str =
    "id, wanted, nth, hash, collection, kind, lang, script, day, date, title, translated_title, beginning,
    source, url, mentions";
/// And its texts.
pub(crate) const TEXTS: &str = "blocks, translation, extras";

/// Notes that an import added an article.
pub(super) fn note_added(transaction: &Transaction, import: i64, id: &str) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO import_change (import, article, change, sequence, hash)
        SELECT ?1, id, 'added', sequence, hash FROM article WHERE id = ?2";
    transaction.prepare_cached(sql)?.execute(params![import, id])?;
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
pub(super) fn note_changed(
    transaction: &Transaction,
    import: i64,
    id: &str,
    (change, former, is_version): (&str, &[u8], bool),
) -> rusqlite::Result<()> {
    let sql =
        "INSERT OR REPLACE INTO import_change (import, article, change, sequence, hash, former, version)
        SELECT ?1, id, ?3, sequence, hash, ?4,
            CASE WHEN ?5 THEN (SELECT max(version) FROM article_version WHERE article = ?2) END
        FROM article WHERE id = ?2";
    transaction.prepare_cached(sql)?.execute(params![import, id, change, former, is_version])?;
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
