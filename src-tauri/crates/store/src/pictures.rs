//! Pictures of articles, each kept once. One that no article shows any more goes.

use crate::articles::Import;
use crate::error::Result;
use crate::store::Store;
use rusqlite::{OptionalExtension, Transaction, params};
use zhimai_model::{Article, BlockKind, Picture};

impl Store {
    /// The picture with a hash; nothing where there is none.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn picture(&self, hash: &str) -> Result<Option<Picture>> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT hash, kind, bytes FROM picture WHERE hash = ?1")?
                .query_row([hash], |row| {
                    Ok(Picture { hash: row.get(0)?, kind: row.get(1)?, bytes: row.get(2)? })
                })
                .optional()
        })
    }
}

/// Puts in the pictures that an import brought.
pub(crate) fn put(transaction: &Transaction, import: &mut Import) -> rusqlite::Result<()> {
    for Picture { hash, kind, bytes } in import.pictures() {
        transaction
            .prepare_cached("INSERT OR IGNORE INTO picture (hash, kind, bytes) VALUES (?1, ?2, ?3)")?
            .execute(params![hash, kind, bytes])?;
    }
    Ok(())
}

/// Notes which pictures an article shows.
pub(crate) fn show(transaction: &Transaction, id: &str, article: &Article) -> rusqlite::Result<()> {
    for block in &article.body.blocks {
        let BlockKind::Image { source } = &block.kind else { continue };
        let Some(hash) = Picture::hash_in(source) else { continue };
        transaction
            .prepare_cached("INSERT OR IGNORE INTO picture_of (hash, article) VALUES (?1, ?2)")?
            .execute([hash, id])?;
    }
    Ok(())
}

/// Takes out the pictures that only an article shows that goes with all its versions, unless it may come back with its import.
pub(crate) fn forget(transaction: &Transaction, id: &str) -> rusqlite::Result<()> {
    if transaction.prepare_cached("SELECT 1 FROM import_row WHERE id = ?1")?.exists([id])? {
        return Ok(());
    }
    transaction
        .prepare_cached(
            "DELETE FROM picture WHERE hash IN (SELECT hash FROM picture_of WHERE article = ?1)
                 AND NOT EXISTS (SELECT 1 FROM picture_of
                     WHERE picture_of.hash = picture.hash AND picture_of.article <> ?1)",
        )?
        .execute([id])?;
    transaction.prepare_cached("DELETE FROM picture_of WHERE article = ?1")?.execute([id])?;
    Ok(())
}

/// Takes out the pictures of articles that are gone and come back no more.
pub(crate) fn sweep(transaction: &Transaction) -> rusqlite::Result<()> {
    for sql in [
        "DELETE FROM picture_of WHERE NOT EXISTS (SELECT 1 FROM article WHERE article.id = picture_of.article)
             AND NOT EXISTS (SELECT 1 FROM import_row WHERE import_row.id = picture_of.article)",
        "DELETE FROM picture WHERE NOT EXISTS (SELECT 1 FROM picture_of WHERE picture_of.hash = picture.hash)",
    ] {
        transaction.prepare_cached(sql)?.execute([])?;
    }
    Ok(())
}
