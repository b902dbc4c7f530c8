//! Articles put in, never one over another, and taken out.

use super::origin::{self, Origin};
use super::row::{BEGINNING, Columns, WHOLE, whole};
use crate::holder::Holder;
use crate::mentions;
use crate::{Result, Store, StoreError, changes, damage};
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::HashSet;
use zhimai_model::{Article, DateRange, Mention};

/// What became of an article that was put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    /// It is new.
    Added {
        /// Its identifier.
        id: String,
    },
    /// The same article was there already.
    Unchanged {
        /// The identifier it has.
        id: String,
    },
    /// It was there already with the same text, and has its new title, date, source or address now.
    Updated {
        /// The identifier it has.
        id: String,
    },
    /// Another article has its identifier, so it was given another one. Both are there.
    IdTaken {
        /// The identifier it came with.
        wanted: String,
        /// The identifier it has.
        given: String,
    },
}

impl Put {
    /// The identifier that the article has now.
    pub fn id(&self) -> &str {
        match self {
            Self::Added { id }
            | Self::Unchanged { id }
            | Self::Updated { id }
            | Self::IdTaken { given: id, .. } => id,
        }
    }
}

/// What became of a collection that was replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replaced {
    /// Articles that were new.
    pub added: u32,
    /// Articles whose content or mentions changed.
    pub changed: u32,
    /// Articles that went.
    pub removed: u32,
}

impl Store {
    /// Puts articles with their mentions in, in one transaction.
    ///
    /// An article whose content is there already changes nothing.
    /// One whose identifier belongs to other content is stored as `id~2`, `id~3` and so on; nothing is overwritten.
    /// Content is everything but the identifier, the collection and the source.
    ///
    /// # Errors
    /// When the store cannot be written; then none of them is in.
    pub fn put_articles(&self, articles: &[(Article, Vec<Mention>)]) -> Result<Vec<Put>> {
        self.put_articles_from(articles, &[], 0)
    }

    /// The same, where it is known what each article comes from: one that was there already, in the same collection and with
    /// the same text, is changed in place, and notes on it stay. `origins` are those of `articles`, in their order, and `since`
    /// is the last change before the import: what came later is left as it is.
    ///
    /// # Errors
    /// When the store cannot be written; then none of them is in.
    pub fn put_articles_from(
        &self,
        articles: &[(Article, Vec<Mention>)],
        origins: &[Origin],
        since: i64,
    ) -> Result<Vec<Put>> {
        let sort = self.sort();
        self.write(|transaction| {
            let _slip = Holder::leave(&self.path);
            let mut sequence = changes::next(transaction).map_err(sort)?;
            let mut all = Vec::with_capacity(articles.len());
            for (at, (article, mentions)) in articles.iter().enumerate() {
                let from = origins.get(at).map(|origin| (origin, since));
                let put = put(transaction, article, mentions, from, sequence).map_err(sort)?;
                if !matches!(put, Put::Unchanged { .. }) {
                    sequence = sequence.saturating_add(1);
                }
                all.push(put);
            }
            Ok(all)
        })
    }

    /// Makes `articles` the whole of a collection, in one transaction: changes those that are there, adds what is new and
    /// removes what is gone.
    /// An article of another collection is never touched; where it has the identifier, the new one becomes `id~2`.
    ///
    /// # Errors
    /// When the store cannot be written; then the collection is as it was.
    pub fn replace_collection(
        &self,
        collection: &str,
        articles: &[(Article, Vec<Mention>)],
    ) -> Result<Replaced> {
        let sort = self.sort();
        self.write(|transaction| {
            let _slip = Holder::leave(&self.path);
            let mut done = Replaced::default();
            let mut kept = HashSet::new();
            let mut sequence = changes::next(transaction).map_err(sort)?;
            for (article, mentions) in articles {
                let mut article = article.clone();
                collection.clone_into(&mut article.collection);
                let (id, outcome) = upsert(transaction, &article, mentions, sequence).map_err(sort)?;
                match outcome {
                    Upsert::Added => done.added += 1,
                    Upsert::Changed => done.changed += 1,
                    Upsert::Same => {}
                }
                sequence = sequence.saturating_add(i64::from(outcome != Upsert::Same));
                kept.insert(id);
            }
            let gone: Vec<String> = transaction
                .prepare_cached("SELECT id FROM article WHERE collection = ?1")
                .and_then(|mut s| s.query_map([collection], |row| row.get(0))?.collect())
                .map_err(sort)?;
            for id in gone.iter().filter(|id| !kept.contains(*id)) {
                delete(transaction, id)
                    .and_then(|_| changes::removed(transaction, sequence, id))
                    .map_err(sort)?;
                sequence = sequence.saturating_add(1);
                done.removed += 1;
            }
            Ok(done)
        })
    }

    /// Removes an article and its mentions. Notes on it stay.
    ///
    /// # Errors
    /// `NotFound`, or when the store cannot be written.
    pub fn remove_article(&self, id: &str) -> Result<()> {
        let sort = self.sort();
        self.write(|transaction| {
            let sequence = changes::next(transaction).map_err(sort)?;
            if !delete(transaction, id).map_err(sort)? {
                return Err(StoreError::NotFound { what: "article", id: id.to_owned() });
            }
            changes::removed(transaction, sequence, id).map_err(sort)
        })
    }
}

/// Deletes an article and says whether it was there.
fn delete(transaction: &Transaction, id: &str) -> rusqlite::Result<bool> {
    let found = transaction
        .prepare_cached("SELECT key, day, mentions FROM article WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, mentions::read_sound(row, 2)?)))
        .optional()?;
    let Some((key, day, mentions)) = found else { return Ok(false) };
    mentions::unlead(transaction, key, day, mentions.as_deref())?;
    transaction.prepare_cached("DELETE FROM article WHERE key = ?1")?.execute([key])?;
    Ok(true)
}

fn exists(transaction: &Transaction, id: &str) -> rusqlite::Result<bool> {
    transaction.prepare_cached("SELECT 1 FROM article WHERE id = ?1")?.exists([id])
}

/// Stores an article, unless the same content is there under its identifier or one that was given instead of it. One that is
/// known by where it comes from takes the place of what it was.
fn put(
    transaction: &Transaction,
    article: &Article,
    mentions: &[Mention],
    from: Option<(&Origin, i64)>,
    sequence: i64,
) -> rusqlite::Result<Put> {
    let columns = Columns::of(article)?;
    let same: Option<(String, Option<String>)> = transaction
        .prepare_cached(
            "SELECT id, source FROM article WHERE id = ?1 AND hash = ?2
             UNION ALL SELECT id, source FROM article WHERE wanted = ?1 AND nth > 1 AND hash = ?2 LIMIT 1",
        )?
        .query_row(params![article.id, columns.hash], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let find = |origin| origin::find(transaction, article, &columns.kind, origin);
    let same = match (same, from) {
        (None, Some((origin, _))) if !origin.names_itself => {
            origin::same_before(transaction, article, &columns.hash)?
        }
        (same, _) => same,
    };
    let known = match (&same, from) {
        (_, None) => None,
        (None, Some(from)) => match find(from)? {
            None if !from.0.names_itself => origin::flat(transaction, article, &columns.kind, from.1)?,
            known => known,
        },
        // Only the source is another one; the same content may be there a second time, from another file.
        (Some((_, source)), Some(from)) if from.0.names_source && *source != article.source => {
            find(from)?.filter(|known| known.hash == columns.hash)
        }
        (Some(_), Some(_)) => None,
    };
    let put = match (known, same) {
        (Some(known), _) => {
            let names_source = from.is_some_and(|(origin, _)| origin.names_source);
            if known.hash == columns.hash && (known.source == article.source || !names_source) {
                return Ok(Put::Unchanged { id: known.id });
            }
            delete(transaction, &known.id)?;
            let (wanted, nth) = match from {
                // It was given an identifier since; it goes by that one too from now on, and notes on it stay.
                Some((origin, _)) if origin.names_itself && known.wanted != article.id => {
                    (article.id.clone(), last(transaction, &article.id)?.saturating_add(1))
                }
                _ => (known.wanted, known.nth),
            };
            let article = Article { id: wanted, ..article.clone() };
            insert(transaction, &article, &columns, (&known.id, nth), mentions, sequence)?;
            Put::Updated { id: known.id }
        }
        (None, Some((id, _))) => return Ok(Put::Unchanged { id }),
        (None, None) => add(transaction, article, &columns, mentions, sequence)?,
    };
    if let Some((origin, _)) = from {
        origin::remember(transaction, article, origin, put.id())?;
    }
    Ok(put)
}

/// Stores an article under its identifier, or the first of `id~2`, `id~3` and so on that is free.
fn add(
    transaction: &Transaction,
    article: &Article,
    columns: &Columns,
    mentions: &[Mention],
    sequence: i64,
) -> rusqlite::Result<Put> {
    let wanted = &article.id;
    if !exists(transaction, wanted)? {
        insert(transaction, article, columns, (wanted, 1), mentions, sequence)?;
        return Ok(Put::Added { id: wanted.clone() });
    }
    let mut nth = last(transaction, wanted)?;
    let given = loop {
        nth = nth.saturating_add(1);
        let id = format!("{wanted}~{nth}");
        if !exists(transaction, &id)? {
            break id;
        }
    };
    insert(transaction, article, columns, (&given, nth), mentions, sequence)?;
    Ok(Put::IdTaken { wanted: wanted.clone(), given })
}

/// The highest number of the articles that wanted an identifier; 1 where none was given another one.
fn last(transaction: &Transaction, wanted: &str) -> rusqlite::Result<i64> {
    let last: Option<i64> = transaction
        .prepare_cached("SELECT max(nth) FROM article WHERE wanted = ?1 AND nth > 1")?
        .query_row([wanted], |row| row.get(0))?;
    Ok(last.unwrap_or(1))
}

#[derive(Clone, Copy, PartialEq)]
enum Upsert {
    Added,
    Changed,
    Same,
}

/// Stores an article over the one that its collection has under the same identifier.
fn upsert(
    transaction: &Transaction,
    article: &Article,
    mentions: &[Mention],
    sequence: i64,
) -> rusqlite::Result<(String, Upsert)> {
    let sql = format!(
        "SELECT {WHOLE}, nth FROM article WHERE collection = ?2 AND id = ?1
         UNION ALL SELECT {WHOLE}, nth FROM article WHERE collection = ?2 AND wanted = ?1 AND nth > 1 LIMIT 1"
    );
    let old = transaction
        .prepare_cached(&sql)?
        .query_row([&article.id, &article.collection], |row| {
            Ok((row.get::<_, String>(0)?, damage::read(row, &[], whole)?, row.get::<_, i64>("nth")?))
        })
        .optional()?;
    let Some((id, old, nth)) = old else {
        let put = add(transaction, article, &Columns::of(article)?, mentions, sequence)?;
        return Ok((put.id().to_owned(), Upsert::Added));
    };
    if old.is_ok_and(|old| old == Article { id: id.clone(), ..article.clone() }) {
        let changed = mentions::replace(transaction, &id, mentions, sequence)?;
        return Ok((id, if changed { Upsert::Changed } else { Upsert::Same }));
    }
    delete(transaction, &id)?;
    insert(transaction, article, &Columns::of(article)?, (&id, nth), mentions, sequence)?;
    Ok((id, Upsert::Changed))
}

fn insert(
    transaction: &Transaction,
    article: &Article,
    columns: &Columns,
    (id, nth): (&str, i64),
    mentions: &[Mention],
    sequence: i64,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO article (id, wanted, nth, sequence, hash, collection, kind, lang, script, day, date, title,
        translated_title, beginning, source, url, blocks, translation, extras, mentions)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)";
    let body = &article.body;
    let beginning: String = match body.texts().find(|text| !text.is_empty()) {
        Some(first) if body.title.is_empty() => first.chars().take(BEGINNING).collect(),
        _ => String::new(),
    };
    transaction.prepare_cached(sql)?.execute(params![
        id,
        article.id,
        nth,
        sequence,
        columns.hash,
        article.collection,
        columns.kind,
        columns.lang,
        columns.script,
        columns.day,
        article.date.as_ref().map(DateRange::edtf),
        body.title,
        article.translation.as_ref().map(|t| t.title.as_str()),
        beginning,
        article.source,
        article.url,
        columns.blocks,
        columns.translation,
        columns.extras,
        mentions::written(mentions)?,
    ])?;
    mentions::lead(transaction, transaction.last_insert_rowid(), columns.day, mentions)?;
    changes::back(transaction, id)
}
