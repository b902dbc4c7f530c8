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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Origin;
    use zhimai_model::{ArticleKind, Block, Body, Lang, Script};

    fn article(id: &str, source: &str) -> Article {
        let blocks = vec![
            Block::paragraph("一段。"),
            Block::new(BlockKind::Image { source: source.to_owned() }, "圖"),
        ];
        Article {
            id: id.to_owned(),
            collection: "imported".to_owned(),
            kind: ArticleKind::Imported,
            body: Body { lang: Lang::Zh, script: Script::Hant, title: id.to_owned(), blocks },
            translation: None,
            source: None,
            url: None,
            date: None,
            original: None,
            entities: Vec::new(),
            events: Vec::new(),
            sources: Vec::new(),
            statements: Vec::new(),
            repairs: Vec::new(),
        }
    }

    #[test]
    fn a_picture_stays_as_long_as_an_article_shows_it() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let picture = Picture { hash: "ab12".into(), kind: "image/png".into(), bytes: vec![1, 2, 3] };
        let source = Picture::address("ab12", (1, 1), "a.png");
        let mut import = store.begin_import(0).unwrap();
        for id in ["a", "b"] {
            import.bring(vec![picture.clone()]);
            store.put_articles_from(&[(article(id, &source), Vec::new())], &[], &mut import).unwrap();
        }
        assert_eq!(store.picture("ab12").unwrap(), Some(picture));
        store.remove_article("a").unwrap();
        assert!(store.picture("ab12").unwrap().is_some());
        store.remove_article("b").unwrap();
        assert_eq!(store.picture("ab12").unwrap(), None);
    }

    #[test]
    fn pictures_of_an_import_come_back_with_it_and_none_are_kept_of_a_rehearsal() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let picture = Picture { hash: "ab12".into(), kind: "image/png".into(), bytes: vec![1, 2, 3] };
        let source = Picture::address("ab12", (1, 1), "a.png");
        let put = |import: &mut Import| {
            import.bring(vec![picture.clone()]);
            let articles = [(article("a", &source), Vec::new())];
            store.put_articles_from(&articles, &[Origin::default()], import).unwrap();
        };
        put(&mut store.rehearse_import(0).unwrap());
        assert_eq!(store.picture("ab12").unwrap(), None);

        let mut import = store.begin_remembered_import(&["a.md".to_owned()], 0).unwrap();
        put(&mut import);
        let id = store.imports().unwrap()[0].id;
        assert_eq!(store.undo_import(id, 1).unwrap().articles, 1);
        store.redo_import(id, 2).unwrap();
        assert_eq!(store.picture("ab12").unwrap(), Some(picture.clone()));

        assert_eq!(store.undo_import(id, 3).unwrap().articles, 1);
        store.forget_import(id).unwrap();
        assert_eq!(store.picture("ab12").unwrap(), None);
    }
}
