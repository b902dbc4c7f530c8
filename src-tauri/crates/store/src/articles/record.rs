//! What an import did, or the person, as it is remembered so that it can be taken back: see the table `import`.

use rusqlite::{Row, Transaction, params};
use sha2::{Digest, Sha256};
use zhimai_model::Article;

/// What the row of an article that is not in its place has of the article's, before its texts.
pub(crate) const HEAD: &str =
    "id, wanted, nth, hash, collection, kind, lang, script, day, date, title, translated_title, beginning,
    source, url, mentions";
/// And its texts.
pub(crate) const TEXTS: &str = "blocks, translation, extras";

/// What is kept of the texts of an article beside the rest of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// All of them.
    Texts,
    /// What is no text.
    Extras,
    /// Nothing: they stand in a version.
    Nothing,
}

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
    let source = row.get_ref(column.saturating_add(1))?.as_bytes_or_null()?;
    let collection = row.get_ref(column.saturating_add(2))?.as_bytes_or_null()?;
    Ok(state_of(row.get(column)?, source, collection))
}

/// The state of an article of this content, source and collection.
fn state_of(hash: Vec<u8>, source: Option<&[u8]>, collection: Option<&[u8]>) -> Vec<u8> {
    let mut sum = Sha256::new();
    for text in [source, collection] {
        // Lengths before the texts, so that no two give the same bytes.
        sum.update(text.map_or(u64::MAX, |text| text.len() as u64).to_le_bytes());
        sum.update(text.unwrap_or_default());
    }
    let mut state = hash;
    state.extend(sum.finalize().iter().take(8));
    state
}

/// The state of an article that is put in as it is; `hash` is its content's.
pub(super) fn state_as_put(article: &Article, hash: Vec<u8>) -> Vec<u8> {
    let source = article.source.as_ref().map(String::as_bytes);
    state_of(hash, source, Some(article.collection.as_bytes()))
}

/// Notes that an article was `added` or `removed`, as the change with this number, and its state then. The row of one that was
/// removed is kept before.
pub(crate) fn note(
    transaction: &Transaction,
    change: i64,
    what: &str,
    (id, sequence, state): (&str, i64, &[u8]),
) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO import_change (import, article, change, sequence, hash) VALUES (?1, ?2, ?3, ?4, ?5)";
    transaction.prepare_cached(sql)?.execute(params![change, id, what, sequence, state])?;
    Ok(())
}

/// Keeps the row of an article before it is changed or goes, with so much of its texts.
pub(crate) fn keep_former(
    transaction: &Transaction,
    import: i64,
    id: &str,
    kept: Kept,
) -> rusqlite::Result<()> {
    let texts = match kept {
        Kept::Texts => TEXTS,
        Kept::Extras => "NULL, NULL, extras",
        Kept::Nothing => "NULL, NULL, NULL",
    };
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
