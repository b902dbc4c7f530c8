//! How a change of many articles is taken back and brought back again: an import, an edit or a removal.
//!
//! Either is one transaction. What the change added goes, what it removed is there again, and what it changed is what it was
//! before; what was made of an article since stays where it is, with the article, and is told. What goes is kept aside, so that
//! it can come back.

use crate::articles;
use crate::articles::record::{self, HEAD, Kept, TEXTS};
use crate::damage::lossy;
use crate::error::{Result, StoreError};
use crate::holder::Holder;
use crate::knowledge::note_document;
use crate::store::Store;
use crate::{ChangeKind, mentions, sequence};
use rusqlite::{OptionalExtension, Row, Transaction, params};
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
    /// It is of a collection that stays as it came.
    Fixed,
    /// What the library holds of it is damaged.
    Damaged,
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

/// What became of a change that was made, taken back or brought back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenBack {
    /// Articles that went, or are there again.
    pub articles: u32,
    /// Articles that are what they were before the change, or what it made of them.
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

    pub(super) fn keep(&mut self, id: &str, title: String, why: Why) {
        self.kept = self.kept.saturating_add(1);
        if self.named.len() < NAMED {
            self.named.push(KeptArticle { id: id.to_owned(), title, why });
        }
    }
}

/// What is done to an article.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Added,
    /// It has another text, or another header that came in with its file.
    Changed,
    /// The person gave it another header.
    Edited,
    /// The person took it out.
    Removed,
}

/// What a change did to an article.
struct Change {
    article: String,
    act: Act,
    sequence: i64,
    hash: Vec<u8>,
    former: Option<Vec<u8>>,
    version: Option<i64>,
}

impl Store {
    /// Takes a change back, in one transaction: what it added is removed, what it removed is there again, and what it changed is
    /// what it was before. An article that the person made something of since, or that was changed since, stays as it is. What
    /// was taken back comes back by [`Store::redo_import`]; what stayed goes when the change is taken back again and nothing
    /// holds it any more. `now` is as in [`Store::begin_remembered_import`].
    ///
    /// # Errors
    /// `NotFound`, or when the store cannot be written; then nothing is taken back.
    pub fn undo_import(&self, id: i64, now: i64) -> Result<TakenBack> {
        self.turn(id, "undone IS NULL", |transaction, changes, sequence| {
            let mut done = TakenBack::default();
            for change in changes {
                let article = &change.article;
                match (holds(transaction, id, change)?, change.act) {
                    (Some((_, Why::Gone)), _) => {
                        // It may come back by what took it out; else there is nothing to take back any more.
                        if !is_removed(transaction, article)? {
                            mark(transaction, id, change, Some(now))?;
                        }
                        continue;
                    }
                    (Some((title, why)), _) => {
                        done.keep(article, title, why);
                        continue;
                    }
                    (None, Act::Added) => {
                        record::keep_former(transaction, id, article, Kept::Texts)?;
                        articles::remove(transaction, article)?;
                        sequence::removed(transaction, *sequence, article)?;
                        done.articles = done.articles.saturating_add(1);
                    }
                    (None, Act::Removed) => {
                        put_in_again(transaction, id, article, *sequence)?;
                        done.articles = done.articles.saturating_add(1);
                    }
                    (None, Act::Changed | Act::Edited) => {
                        change.swap(transaction, id, change.version, *sequence)?;
                        if let Some(version) = change.version {
                            let sql = "DELETE FROM article_version WHERE article = ?1 AND version = ?2";
                            transaction.prepare_cached(sql)?.execute(params![article, version])?;
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

    /// Brings back what was taken back of a change, in one transaction, but for what is another one meanwhile. `now` is as in
    /// [`Store::undo_import`].
    ///
    /// # Errors
    /// As in [`Store::undo_import`].
    pub fn redo_import(&self, id: i64, now: i64) -> Result<TakenBack> {
        self.turn(id, "undone IS NOT NULL", |transaction, changes, sequence| {
            let mut done = TakenBack::default();
            for change in changes {
                let article = &change.article;
                if change.act != Act::Removed && !is_aside(transaction, id, article)? {
                    // The person removed it before the import was taken back.
                    continue;
                }
                match (present(transaction, article)?, change.act) {
                    (Some(there), Act::Added) => {
                        done.keep(article, there.title, Why::ThereAgain);
                        continue;
                    }
                    (None, Act::Added) => {
                        put_back(transaction, id, article, None, *sequence)?;
                        drop_kept(transaction, id, article)?;
                        done.articles = done.articles.saturating_add(1);
                    }
                    (None, _) => {
                        done.keep(article, String::new(), Why::Gone);
                        continue;
                    }
                    (Some(there), _) if !there.is(change.before()) => {
                        done.keep(article, there.title, Why::Changed);
                        continue;
                    }
                    (Some(_), Act::Removed) => {
                        take_out(transaction, id, article, *sequence)?;
                        done.articles = done.articles.saturating_add(1);
                    }
                    (Some(_), Act::Changed | Act::Edited) => {
                        let version = match change.version {
                            Some(_) => Some(keep_version(transaction, article, now)?),
                            None => None,
                        };
                        change.swap(transaction, id, version, *sequence)?;
                        let sql = "UPDATE import_change SET version = ?3 WHERE import = ?1 AND article = ?2";
                        transaction.prepare_cached(sql)?.execute(params![id, article, version])?;
                        done.versions = done.versions.saturating_add(1);
                    }
                }
                let sql = "UPDATE import_change SET sequence = ?3 WHERE import = ?1 AND article = ?2";
                transaction.prepare_cached(sql)?.execute(params![id, article, *sequence])?;
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
                    "SELECT article, change, sequence, hash, former, version FROM import_change
                     WHERE import = ?1 AND {state} ORDER BY sequence DESC"
                );
                let changes = transaction
                    .prepare_cached(&sql)?
                    .query_map([id], |row| {
                        Ok(Change {
                            article: lossy(row, 0)?,
                            act: match lossy(row, 1)?.as_str() {
                                "added" => Act::Added,
                                "edited" => Act::Edited,
                                "removed" => Act::Removed,
                                _ => Act::Changed,
                            },
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

impl Change {
    /// The state of the article before it.
    fn before(&self) -> &[u8] {
        // What is removed is not changed before.
        let former = self.former.as_ref().filter(|_| self.act != Act::Removed);
        former.unwrap_or(&self.hash)
    }

    /// Has the article and what the change `id` keeps of it change places.
    fn swap(
        &self,
        transaction: &Transaction,
        id: i64,
        version: Option<i64>,
        sequence: i64,
    ) -> rusqlite::Result<()> {
        match self.act {
            Act::Edited => articles::swap_header(transaction, id, &self.article, sequence),
            _ => swap(transaction, id, &self.article, version, sequence),
        }
    }
}

/// An article that is there.
struct Present {
    title: String,
    state: Vec<u8>,
    has_versions: bool,
}

impl Present {
    /// Whether it is in a state that was noted; see [`record::state`].
    fn is(&self, noted: &[u8]) -> bool {
        self.state.starts_with(noted)
    }
}

fn present(transaction: &Transaction, id: &str) -> rusqlite::Result<Option<Present>> {
    let sql = format!(
        "SELECT title, EXISTS (SELECT 1 FROM article_version WHERE article = ?1), {} FROM article WHERE id = ?1",
        record::STATE
    );
    let read = |row: &Row| {
        Ok(Present { title: lossy(row, 0)?, has_versions: row.get(1)?, state: record::state_in(row, 2)? })
    };
    transaction.prepare_cached(&sql)?.query_row([id], read).optional()
}

/// The title of an article that is not to be taken back, and why.
fn holds(transaction: &Transaction, import: i64, change: &Change) -> rusqlite::Result<Option<(String, Why)>> {
    let there = present(transaction, &change.article)?;
    let there = match (there, change.act) {
        (there, Act::Removed) => return Ok(there.map(|there| (there.title, Why::ThereAgain))),
        (None, _) => return Ok(Some((String::new(), Why::Gone))),
        (Some(there), _) => there,
    };
    let is_added = change.act == Act::Added;
    // What took it out once changed nothing of an article that is there again.
    let later =
        "SELECT 1 FROM import_change WHERE article = ?1 AND import <> ?2 AND sequence > ?3 AND undone IS NULL
        AND change <> 'removed'";
    let is_changed = !there.is(&change.hash)
        || (is_added && there.has_versions)
        || transaction.prepare_cached(later)?.exists(params![change.article, import, change.sequence])?;
    if is_changed {
        return Ok(Some((there.title, Why::Changed)));
    }
    // The text that notes and claims are on stays when a header is put back.
    if change.act == Act::Edited {
        return Ok(None);
    }
    // What was written on the article as it was before the import is carried over again.
    let since = if is_added { 0 } else { change.sequence };
    let on = Address::Article(change.article.clone()).to_string();
    let note = "SELECT 1 FROM note WHERE attached = ?1 AND deleted IS NULL AND sequence > ?2";
    if transaction.prepare_cached(note)?.exists(params![on, since])? {
        return Ok(Some((there.title, Why::Note)));
    }
    let claim = "SELECT 1 FROM decision WHERE article = ?1 AND decision = 'accepted' AND decided >=
        CASE WHEN ?2 THEN 0 ELSE (SELECT began FROM import WHERE id = ?3) END";
    let is_claimed = transaction.prepare_cached(claim)?.exists(params![change.article, is_added, import])?;
    Ok(is_claimed.then_some((there.title, Why::Claim)))
}

/// Whether an article was taken out by the person and may come back.
fn is_removed(transaction: &Transaction, article: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM import_change WHERE article = ?1 AND change = 'removed' AND undone IS NULL";
    transaction.prepare_cached(sql)?.exists([article])
}

/// Takes an article out in a change that keeps it, with its versions.
pub(super) fn take_out(
    transaction: &Transaction,
    change: i64,
    article: &str,
    sequence: i64,
) -> rusqlite::Result<()> {
    record::keep_former(transaction, change, article, Kept::Texts)?;
    let sql = "INSERT INTO import_version SELECT ?1, * FROM article_version WHERE article = ?2";
    transaction.prepare_cached(sql)?.execute(params![change, article])?;
    articles::remove(transaction, article)?;
    sequence::removed(transaction, sequence, article)
}

/// Puts an article in again that a change took out. Imports that brought it may be taken back again.
fn put_in_again(
    transaction: &Transaction,
    change: i64,
    article: &str,
    sequence: i64,
) -> rusqlite::Result<()> {
    put_back(transaction, change, article, None, sequence)?;
    drop_kept(transaction, change, article)?;
    let sql = "INSERT INTO article_version
        SELECT article, version, replaced, hash, collection, kind, lang, script, date, title, source, url, blocks, translation,
            extras FROM import_version WHERE import = ?1 AND article = ?2";
    transaction.prepare_cached(sql)?.execute(params![change, article])?;
    let sql = "DELETE FROM import_version WHERE import = ?1 AND article = ?2";
    transaction.prepare_cached(sql)?.execute(params![change, article])?;
    Ok(())
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

/// Which of those that wanted its identifier an article is that comes back, when another has its number now.
const FREE: &str = "CASE WHEN kept.nth > 1 AND EXISTS
        (SELECT 1 FROM article AS other WHERE other.wanted = kept.wanted AND other.nth = kept.nth)
    THEN (SELECT max(other.nth) + 1 FROM article AS other WHERE other.wanted = kept.wanted AND other.nth > 1)
    ELSE kept.nth END";

/// Puts a row that was kept in its place, with the texts of a version where it has none of its own.
fn put_back(
    transaction: &Transaction,
    import: i64,
    article: &str,
    version: Option<i64>,
    sequence: i64,
) -> rusqlite::Result<()> {
    let of = |names: &str| -> String {
        let names = names.split(',').map(|name| match name.trim() {
            "nth" => FREE.to_owned(),
            name => format!("kept.{name}"),
        });
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
    record::keep_former(transaction, between, article, Kept::Texts)?;
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
