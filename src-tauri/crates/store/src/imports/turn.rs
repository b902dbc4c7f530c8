//! How an import is taken back and brought back again.
//!
//! Either is one transaction. What the import added goes, and what it changed is what it was before; what the person made of an
//! article since stays where it is, with the article, and is told. What goes is kept aside, so that it can come back.

use crate::articles;
use crate::articles::record::{self, HEAD, TEXTS};
use crate::damage::lossy;
use crate::error::{Result, StoreError};
use crate::holder::Holder;
use crate::knowledge::note_document;
use crate::store::Store;
use crate::{ChangeKind, mentions, sequence};
use rusqlite::{OptionalExtension, Transaction, params};
use zhimai_model::Address;

/// How many articles that stayed are named.
const NAMED: usize = 100;

/// Why an article stayed as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// The person wrote a note on it since.
    Note,
    /// The person accepted a claim that was found in it.
    Claim,
    /// It was changed since, by another import or by the person.
    Changed,
    /// It was imported again meanwhile.
    ThereAgain,
    /// The person removed it.
    Gone,
}

/// An article that stayed as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptArticle {
    /// Its identifier.
    pub id: String,
    /// Its title; may be empty.
    pub title: String,
    /// Why.
    pub why: Why,
}

/// What became of an import that was taken back or brought back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenBack {
    /// Articles that went, or are there again.
    pub articles: u32,
    /// Articles that are what they were before the import, or what it made of them.
    pub versions: u32,
    /// How many articles stayed as they were.
    pub kept: u32,
    /// The first 100 of those.
    pub named: Vec<KeptArticle>,
}

impl TakenBack {
    /// Counts what became of another import to this one.
    pub fn add(&mut self, other: Self) {
        self.articles = self.articles.saturating_add(other.articles);
        self.versions = self.versions.saturating_add(other.versions);
        self.kept = self.kept.saturating_add(other.kept);
        let room = NAMED.saturating_sub(self.named.len());
        self.named.extend(other.named.into_iter().take(room));
    }

    fn keep(&mut self, id: &str, title: String, why: Why) {
        self.kept = self.kept.saturating_add(1);
        if self.named.len() < NAMED {
            self.named.push(KeptArticle { id: id.to_owned(), title, why });
        }
    }
}

/// What an import did to an article.
struct Change {
    article: String,
    is_added: bool,
    sequence: i64,
    hash: Vec<u8>,
    former: Option<Vec<u8>>,
    version: Option<i64>,
}

impl Store {
    /// Takes an import back, in one transaction: what it added is removed, and what it changed is what it was before. An article
    /// that the person made something of since, or that was changed since, stays as it is. What was taken back comes back by
    /// [`Store::redo_import`]; what stayed goes when the import is taken back again and nothing holds it any more. `now` is as
    /// in [`Store::begin_remembered_import`].
    ///
    /// # Errors
    /// `NotFound`, or when the store cannot be written; then nothing is taken back.
    pub fn undo_import(&self, id: i64, now: i64) -> Result<TakenBack> {
        self.turn(id, "undone IS NULL", |transaction, changes, sequence| {
            let mut done = TakenBack::default();
            for change in changes {
                match holds(transaction, id, change)? {
                    // There is nothing to take back any more.
                    Some((_, Why::Gone)) => {
                        mark(transaction, id, change, Some(now))?;
                        continue;
                    }
                    Some((title, why)) => {
                        done.keep(&change.article, title, why);
                        continue;
                    }
                    None if change.is_added => {
                        record::keep_former(transaction, id, &change.article, false)?;
                        articles::remove(transaction, &change.article)?;
                        sequence::removed(transaction, *sequence, &change.article)?;
                        done.articles = done.articles.saturating_add(1);
                    }
                    None => {
                        swap(transaction, id, &change.article, change.version, *sequence)?;
                        if let Some(version) = change.version {
                            let sql = "DELETE FROM article_version WHERE article = ?1 AND version = ?2";
                            transaction.prepare_cached(sql)?.execute(params![change.article, version])?;
                        }
                        done.versions = done.versions.saturating_add(1);
                    }
                }
                *sequence = sequence.saturating_add(1);
                mark(transaction, id, change, Some(now))?;
                lead(transaction, id, change, "latter", "former")?;
            }
            let sql = "UPDATE import SET undone = ?2 WHERE id = ?1";
            transaction.prepare_cached(sql)?.execute(params![id, now])?;
            Ok(done)
        })
    }

    /// Brings back what was taken back of an import, in one transaction, but for what is another one meanwhile. `now` is as in
    /// [`Store::undo_import`].
    ///
    /// # Errors
    /// As in [`Store::undo_import`].
    pub fn redo_import(&self, id: i64, now: i64) -> Result<TakenBack> {
        self.turn(id, "undone IS NOT NULL", |transaction, changes, sequence| {
            let mut done = TakenBack::default();
            for change in changes {
                if !is_aside(transaction, id, &change.article)? {
                    // The person removed it before the import was taken back.
                    continue;
                }
                let there = present(transaction, &change.article)?;
                match (there, change.is_added) {
                    (Some((title, ..)), true) => {
                        done.keep(&change.article, title, Why::ThereAgain);
                        continue;
                    }
                    (None, true) => {
                        put_back(transaction, id, &change.article, None, *sequence)?;
                        drop_kept(transaction, id, &change.article)?;
                        done.articles = done.articles.saturating_add(1);
                    }
                    (None, false) => {
                        done.keep(&change.article, String::new(), Why::Gone);
                        continue;
                    }
                    (Some((title, hash, _)), false) if Some(&hash) != change.former.as_ref() => {
                        done.keep(&change.article, title, Why::Changed);
                        continue;
                    }
                    (Some(_), false) => {
                        let version = match change.version {
                            Some(_) => Some(keep_version(transaction, &change.article, now)?),
                            None => None,
                        };
                        swap(transaction, id, &change.article, version, *sequence)?;
                        let sql = "UPDATE import_change SET version = ?3 WHERE import = ?1 AND article = ?2";
                        transaction.prepare_cached(sql)?.execute(params![id, change.article, version])?;
                        done.versions = done.versions.saturating_add(1);
                    }
                }
                let sql = "UPDATE import_change SET sequence = ?3 WHERE import = ?1 AND article = ?2";
                transaction.prepare_cached(sql)?.execute(params![id, change.article, *sequence])?;
                *sequence = sequence.saturating_add(1);
                mark(transaction, id, change, None)?;
                lead(transaction, id, change, "former", "latter")?;
            }
            let sql = "UPDATE import SET undone = NULL WHERE id = ?1
                AND NOT EXISTS (SELECT 1 FROM import_change WHERE import = ?1 AND undone IS NOT NULL)";
            transaction.prepare_cached(sql)?.execute([id])?;
            Ok(done)
        })
    }

    /// Does something with those changes of an import that are in a state, in one transaction; the last first. It is given the
    /// number of the next change.
    fn turn(
        &self,
        id: i64,
        state: &str,
        work: impl FnOnce(&Transaction, &[Change], &mut i64) -> rusqlite::Result<TakenBack>,
    ) -> Result<TakenBack> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let _slip = Holder::leave(&self.path);
            let known = "SELECT 1 FROM import WHERE id = ?1";
            if !transaction.prepare_cached(known).and_then(|mut s| s.exists([id])).map_err(sqlite_error)? {
                return Err(StoreError::NotFound { what: "import", id: id.to_string() });
            }
            let turn = || {
                let sql = format!(
                    "SELECT article, change = 'added', sequence, hash, former, version FROM import_change
                     WHERE import = ?1 AND {state} ORDER BY sequence DESC"
                );
                let changes = transaction
                    .prepare_cached(&sql)?
                    .query_map([id], |row| {
                        Ok(Change {
                            article: lossy(row, 0)?,
                            is_added: row.get(1)?,
                            sequence: row.get(2)?,
                            hash: row.get(3)?,
                            former: row.get(4)?,
                            version: row.get(5)?,
                        })
                    })?
                    .collect::<rusqlite::Result<Vec<_>>>()?;
                let mut next = sequence::next(transaction)?;
                work(transaction, &changes, &mut next)
            };
            turn().map_err(sqlite_error)
        })
    }
}

/// The title of an article that is there, its content, and whether there are earlier versions of it.
fn present(transaction: &Transaction, id: &str) -> rusqlite::Result<Option<(String, Vec<u8>, bool)>> {
    let sql = "SELECT title, hash, EXISTS (SELECT 1 FROM article_version WHERE article = ?1) FROM article WHERE id = ?1";
    transaction
        .prepare_cached(sql)?
        .query_row([id], |row| Ok((lossy(row, 0)?, row.get(1)?, row.get(2)?)))
        .optional()
}

/// The title of an article that is not to be taken back, and why.
fn holds(transaction: &Transaction, import: i64, change: &Change) -> rusqlite::Result<Option<(String, Why)>> {
    let Some((title, hash, has_versions)) = present(transaction, &change.article)? else {
        return Ok(Some((String::new(), Why::Gone)));
    };
    let later = "SELECT 1 FROM import_change WHERE article = ?1 AND import > ?2 AND undone IS NULL";
    let is_changed = hash != change.hash
        || (change.is_added && has_versions)
        || transaction.prepare_cached(later)?.exists(params![change.article, import])?;
    if is_changed {
        return Ok(Some((title, Why::Changed)));
    }
    // What was written on the article as it was before the import is carried over again.
    let since = if change.is_added { 0 } else { change.sequence };
    let on = Address::Article(change.article.clone()).to_string();
    let note = "SELECT 1 FROM note WHERE attached = ?1 AND deleted IS NULL AND sequence > ?2";
    if transaction.prepare_cached(note)?.exists(params![on, since])? {
        return Ok(Some((title, Why::Note)));
    }
    let claim = "SELECT 1 FROM decision WHERE article = ?1 AND decision = 'accepted' AND decided >=
        CASE WHEN ?2 THEN 0 ELSE (SELECT began FROM import WHERE id = ?3) END";
    let is_claimed =
        transaction.prepare_cached(claim)?.exists(params![change.article, change.is_added, import])?;
    Ok(is_claimed.then_some((title, Why::Claim)))
}

/// Whether the row of an article is kept by an import that was taken back.
fn is_aside(transaction: &Transaction, import: i64, article: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM import_row WHERE import = ?1 AND id = ?2";
    transaction.prepare_cached(sql)?.exists(params![import, article])
}

/// Drops the row of an article that is kept.
fn drop_kept(transaction: &Transaction, import: i64, article: &str) -> rusqlite::Result<()> {
    let sql = "DELETE FROM import_row WHERE import = ?1 AND id = ?2";
    transaction.prepare_cached(sql)?.execute(params![import, article])?;
    Ok(())
}

/// Puts a row that was kept in its place, with the texts of a version where it has none of its own.
fn put_back(
    transaction: &Transaction,
    import: i64,
    article: &str,
    version: Option<i64>,
    sequence: i64,
) -> rusqlite::Result<()> {
    let of = |names: &str| -> String {
        let names = names.split(',').map(|name| format!("kept.{}", name.trim()));
        names.collect::<Vec<_>>().join(", ")
    };
    let sql = format!(
        "INSERT INTO article (sequence, {HEAD}, {TEXTS})
         SELECT ?4, {}, coalesce(kept.blocks, was.blocks),
            CASE WHEN kept.blocks IS NULL THEN was.translation ELSE kept.translation END,
            CASE WHEN kept.blocks IS NULL THEN was.extras ELSE kept.extras END
         FROM import_row AS kept LEFT JOIN article_version AS was ON was.article = kept.id AND was.version = ?3
         WHERE kept.import = ?1 AND kept.id = ?2",
        of(HEAD)
    );
    transaction.prepare_cached(&sql)?.execute(params![import, article, version, sequence])?;
    let (key, sql) = (transaction.last_insert_rowid(), "SELECT day, mentions FROM article WHERE key = ?1");
    let (day, found) = transaction
        .prepare_cached(sql)?
        .query_row([key], |row| Ok((row.get(0)?, mentions::read_sound(row, 1)?)))?;
    mentions::lead(transaction, key, day, &found.unwrap_or_default())?;
    sequence::back(transaction, article)?;
    // Names may have become others since.
    note_document(transaction, ChangeKind::Article, article)
}

/// Has an article and the row that is kept of it change places. The texts of what is kept from then on stand in its version,
/// where it is one.
fn swap(
    transaction: &Transaction,
    import: i64,
    article: &str,
    version: Option<i64>,
    sequence: i64,
) -> rusqlite::Result<()> {
    // Imports count from 1, so this number is free.
    let between = import.saturating_neg();
    record::keep_former(transaction, between, article, false)?;
    articles::delete(transaction, article)?;
    put_back(transaction, import, article, version, sequence)?;
    drop_kept(transaction, import, article)?;
    let sql = "UPDATE import_row SET import = ?2 WHERE import = ?1 AND id = ?3";
    transaction.prepare_cached(sql)?.execute(params![between, import, article])?;
    Ok(())
}

/// Keeps an article as it is as a version, and gives its number.
fn keep_version(transaction: &Transaction, article: &str, now: i64) -> rusqlite::Result<i64> {
    articles::keep(transaction, article, now)?;
    let sql = "SELECT max(version) FROM article_version WHERE article = ?1";
    transaction.prepare_cached(sql)?.query_row([article], |row| row.get(0))
}

fn mark(
    transaction: &Transaction,
    import: i64,
    change: &Change,
    undone: Option<i64>,
) -> rusqlite::Result<()> {
    let sql = "UPDATE import_change SET undone = ?3 WHERE import = ?1 AND article = ?2";
    transaction.prepare_cached(sql)?.execute(params![import, change.article, undone])?;
    Ok(())
}

/// Has what led to an article by an import's word, or before it, lead where it led before, or by it.
fn lead(
    transaction: &Transaction,
    import: i64,
    change: &Change,
    from: &str,
    to: &str,
) -> rusqlite::Result<()> {
    let sql = format!(
        "UPDATE origin SET article = told.{to} FROM import_origin AS told
         WHERE told.import = ?1 AND told.latter = ?2 AND origin.key = told.key AND origin.article = told.{from}"
    );
    transaction.prepare_cached(&sql)?.execute(params![import, change.article])?;
    Ok(())
}
