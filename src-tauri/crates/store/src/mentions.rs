//! Which article names which entity, and where. The store keeps what it is given; it does not recognise names.

use crate::damage::{is_of_row, lossy};
use crate::{ArticleRow, Result, Store, articles, json};
use rusqlite::{OptionalExtension, Row, Transaction, params};
use std::collections::{BTreeSet, HashMap};
use zhimai_model::{Mention, Part};

impl Store {
    /// The mentions of an article, by part and place. An article that is not there has none, nor one of which they are damaged.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn mentions(&self, article: &str) -> Result<Vec<Mention>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT mentions FROM article WHERE id = ?1")?;
            let found = statement.query_row([article], |row| read_sound(row, 0)).optional()?;
            Ok(found.flatten().unwrap_or_default())
        })
    }

    /// Articles that mention an entity, newest first, with their number in all; where a day is given, counted from 1970-01-01,
    /// only those whose date is over at its end.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn articles_of_entity(
        &self,
        entity: &str,
        until: Option<i32>,
        limit: u32,
    ) -> Result<(u32, Vec<ArticleRow>)> {
        let [first, last] = articles::days_until(until);
        self.read(|connection| {
            let count = "SELECT count(*) FROM mention WHERE entity = ?1 AND day BETWEEN ?2 AND ?3";
            let total = connection
                .prepare_cached(count)?
                .query_row(params![entity, first, last], |row| row.get(0))?;
            let mut statement = connection.prepare_cached(&format!(
                "SELECT {} FROM mention JOIN article ON article.key = mention.article
                 WHERE entity = ?1 AND mention.day BETWEEN ?2 AND ?3
                 ORDER BY mention.day DESC, mention.article DESC LIMIT ?4",
                articles::ROW
            ))?;
            let rows = statement.query_map(params![entity, first, last, limit], articles::row)?;
            Ok((total, rows.collect::<rusqlite::Result<_>>()?))
        })
    }

    /// How many articles mention each entity; where a day is given, of those whose date is over at its end.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn mention_counts(&self, until: Option<i32>) -> Result<HashMap<String, u32>> {
        let [first, last] = articles::days_until(until);
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT entity, count(*) FROM mention WHERE day BETWEEN ?1 AND ?2 GROUP BY entity",
            )?;
            let rows = statement.query_map([first, last], |row| Ok((lossy(row, 0)?, row.get(1)?)))?;
            rows.collect()
        })
    }
}

/// A mention as it is written down: entity, number of the part, start, end.
type Written<'a> = (std::borrow::Cow<'a, str>, u8, u32, u32);

/// The mentions in a column of an article's row, by part and place.
pub(crate) fn read(row: &Row, column: usize) -> rusqlite::Result<Vec<Mention>> {
    let written: Vec<Written> = json::optional_json(row, column)?.unwrap_or_default();
    // One in a part that a later version knows is passed over.
    let mention = |(entity, part, start, end): Written| {
        Some(Mention { entity: entity.into_owned(), part: Part::of_number(part)?, start, end })
    };
    Ok(written.into_iter().filter_map(mention).collect())
}

/// The mentions in a column, or nothing when they are damaged.
pub(crate) fn read_sound(row: &Row, column: usize) -> rusqlite::Result<Option<Vec<Mention>>> {
    match read(row, column) {
        Err(error) if is_of_row(&error) => Ok(None),
        read => read.map(Some),
    }
}

/// Mentions as they are written into an article's row: by part and place, each once.
pub(crate) fn written(mentions: &[Mention]) -> rusqlite::Result<Option<String>> {
    if mentions.is_empty() {
        return Ok(None);
    }
    let mut written: Vec<Written> =
        mentions.iter().map(|m| (m.entity.as_str().into(), m.part.number(), m.start, m.end)).collect();
    written.sort_by(|a, b| (a.1, a.2, a.3, &a.0).cmp(&(b.1, b.2, b.3, &b.0)));
    written.dedup();
    json::to_json(&written).map(Some)
}

/// Leads from entities to an article that was not found under them before.
pub(crate) fn lead(
    transaction: &Transaction,
    key: i64,
    day: i64,
    mentions: &[Mention],
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO mention (entity, day, article) VALUES (?1, ?2, ?3)";
    let mut statement = transaction.prepare_cached(sql)?;
    for entity in entities(mentions) {
        statement.execute(params![entity, day, key])?;
    }
    Ok(())
}

/// Leads from entities to an article no longer. Without `mentions`, which it is from is found out by reading all that leads.
pub(crate) fn unlead(
    transaction: &Transaction,
    key: i64,
    day: i64,
    mentions: Option<&[Mention]>,
) -> rusqlite::Result<()> {
    let Some(mentions) = mentions else {
        transaction.prepare_cached("DELETE FROM mention WHERE article = ?1")?.execute([key])?;
        return Ok(());
    };
    let sql = "DELETE FROM mention WHERE entity = ?1 AND day = ?2 AND article = ?3";
    let mut statement = transaction.prepare_cached(sql)?;
    for entity in entities(mentions) {
        statement.execute(params![entity, day, key])?;
    }
    Ok(())
}

fn entities(mentions: &[Mention]) -> BTreeSet<&str> {
    mentions.iter().map(|mention| mention.entity.as_str()).collect()
}

/// Replaces the mentions of an article, if it is there, and says whether that changed anything. That is a change of the article.
pub(crate) fn replace(
    transaction: &Transaction,
    article: &str,
    mentions: &[Mention],
    sequence: i64,
) -> rusqlite::Result<bool> {
    let sql = "UPDATE article SET sequence = ?2 WHERE id = ?1";
    let replaced = put(transaction, article, None, mentions)?;
    if replaced {
        transaction.prepare_cached(sql)?.execute(params![article, sequence])?;
    }
    Ok(replaced)
}

/// The same, if the last change of the article is the one with the number `sequence`, which it stays.
pub(crate) fn annotate(
    transaction: &Transaction,
    article: &str,
    sequence: i64,
    mentions: &[Mention],
) -> rusqlite::Result<bool> {
    put(transaction, article, Some(sequence), mentions)
}

fn put(
    transaction: &Transaction,
    article: &str,
    sequence: Option<i64>,
    mentions: &[Mention],
) -> rusqlite::Result<bool> {
    let found = transaction
        .prepare_cached(
            "SELECT key, day, mentions FROM article WHERE id = ?1 AND (?2 IS NULL OR sequence = ?2)",
        )?
        .query_row(params![article, sequence], |row| {
            let text = row.get_ref(2)?.as_bytes_or_null()?.map(<[u8]>::to_vec);
            Ok((row.get(0)?, row.get(1)?, read_sound(row, 2)?, text))
        })
        .optional()?;
    let Some((key, day, old, old_text)) = found else { return Ok(false) };
    let text = written(mentions)?;
    if text.as_ref().map(String::as_bytes) == old_text.as_deref() {
        return Ok(false);
    }
    unlead(transaction, key, day, old.as_deref())?;
    lead(transaction, key, day, mentions)?;
    let sql = "UPDATE article SET mentions = ?2 WHERE key = ?1";
    transaction.prepare_cached(sql)?.execute(params![key, text])?;
    // With other names it may be read otherwise.
    transaction.prepare_cached("DELETE FROM examined WHERE article = ?1")?.execute([article])?;
    Ok(true)
}
