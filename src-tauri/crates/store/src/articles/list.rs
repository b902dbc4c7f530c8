//! Articles read back: one, those of a collection, all of them.

use super::origin;
use super::row::{ArticleRow, ROW, WHOLE, days_until, row, to_word, whole};
use crate::copies::group_of_row;
use crate::damage::{self, Damaged};
use crate::mentions;
use crate::{Result, Store, sequence};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::ops::ControlFlow;
use zhimai_model::{Article, ArticleKind, Mention};

/// The columns after those of [`WHOLE`].
const MENTIONS: usize = 12;
const COPIES: usize = 13;

/// An article with what is known of it beside its text.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleToIndex {
    /// The article.
    pub article: Article,
    /// Where it names entities.
    pub mentions: Vec<Mention>,
    /// The number of the group of copies that it is in.
    pub copies: Option<i64>,
}

impl Store {
    /// An article, or nothing when there is none with this identifier.
    ///
    /// # Errors
    /// `Damaged` when it cannot be read, or when the store cannot be.
    pub fn article(&self, id: &str) -> Result<Option<Article>> {
        let found = self.read(|connection| {
            let mut statement =
                connection.prepare_cached(&format!("SELECT {WHOLE} FROM article WHERE id = ?1"))?;
            statement.query_row([id], |row| damage::read(row, &[], whole)).optional()
        })?;
        damage::sound("article", found)
    }

    /// An article as it is put into the index, in one look: with where it names entities, as far as that can be read, and the
    /// group of copies that it is in. Nothing when there is none with this identifier.
    ///
    /// # Errors
    /// `Damaged` when it cannot be read, or when the store cannot be.
    pub fn article_to_index(&self, id: &str) -> Result<Option<ArticleToIndex>> {
        let found = self.read(|connection| {
            let sql = format!("SELECT {WHOLE}, mentions, {} FROM article WHERE id = ?1", group_of_row());
            let all = |row: &Row| {
                let mentions = mentions::read_sound(row, MENTIONS)?.unwrap_or_default();
                Ok(ArticleToIndex { article: whole(row)?, mentions, copies: row.get(COPIES)? })
            };
            connection.prepare_cached(&sql)?.query_row([id], |row| damage::read(row, &[], all)).optional()
        })?;
        damage::sound("article", found)
    }

    /// Articles of a collection, or of all, newest first, with their number in all.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn articles(
        &self,
        collection: Option<&str>,
        limit: u32,
        offset: u32,
    ) -> Result<(u32, Vec<ArticleRow>)> {
        self.read(|connection| {
            let filter = if collection.is_some() { "WHERE collection = ?1" } else { "WHERE ?1 IS NULL" };
            let total = connection
                .prepare_cached(&format!("SELECT count(*) FROM article {filter}"))?
                .query_row([collection], |row| row.get(0))?;
            // Skipping goes through the index alone; only the rows that are asked for are read.
            let mut statement = connection.prepare_cached(&format!(
                "SELECT {ROW} FROM article WHERE key IN
                   (SELECT key FROM article {filter} ORDER BY day DESC, key DESC LIMIT ?2 OFFSET ?3)
                 ORDER BY day DESC, key DESC"
            ))?;
            let rows = statement.query_map(params![collection, limit, offset], row)?;
            Ok((total, rows.collect::<rusqlite::Result<_>>()?))
        })
    }

    /// What the person imported, the last that came in first, whatever its date.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn last_imported(&self, limit: u32) -> Result<Vec<ArticleRow>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!(
                "SELECT {ROW} FROM article WHERE kind = ?1 ORDER BY key DESC LIMIT ?2"
            ))?;
            let rows = statement.query_map(params![to_word(&ArticleKind::Imported)?, limit], row)?;
            rows.collect()
        })
    }

    /// Articles for lists, in the order asked for; those that are not there are left out.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn article_rows_by_ids<S: AsRef<str>>(&self, ids: &[S]) -> Result<Vec<ArticleRow>> {
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached(&format!("SELECT {ROW} FROM article WHERE id = ?1"))?;
            let mut rows = Vec::with_capacity(ids.len());
            for id in ids {
                rows.extend(statement.query_row([id.as_ref()], row).optional()?);
            }
            Ok(rows)
        })
    }

    /// How many articles there are; where a day is given, how many of those whose date is over at its end.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn article_count(&self, until: Option<i32>) -> Result<u32> {
        let count = "SELECT count(*) FROM article WHERE day BETWEEN ?1 AND ?2";
        self.read(|connection| connection.query_row(count, days_until(until), |row| row.get(0)))
    }

    /// Hands out every article with its mentions, one after the other, until `each` breaks off; those that are damaged too.
    /// All of them are as they were at the sequence number that is given back. Memory holds one at a time.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn for_each_article(
        &self,
        mut each: impl FnMut(std::result::Result<(Article, Vec<Mention>), Damaged>) -> ControlFlow<()>,
    ) -> Result<i64> {
        self.read(|connection| {
            let snapshot = connection.unchecked_transaction()?;
            let sequence = sequence::last_sequence(&snapshot)?;
            let mut statement =
                snapshot.prepare(&format!("SELECT {WHOLE}, mentions FROM article ORDER BY key"))?;
            let mut rows = statement.query([])?;
            while let Some(found) = rows.next()? {
                let both = |row: &Row| Ok((whole(row)?, mentions::read(row, MENTIONS)?));
                if each(damage::read(found, &[5], both)?).is_break() {
                    break;
                }
            }
            Ok(sequence)
        })
    }

    /// The article that a file holds, and no other, by the path that it was imported from and the collection that it came in
    /// with; nothing where there is none. It does not matter to which collection it was moved since.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn article_of_file(&self, home: &str, path: &str) -> Result<Option<String>> {
        self.read(|connection| of_file(connection, home, path))
    }

    /// The same, where it came in with the collection of the article `beside` it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn article_of_file_beside(&self, beside: &str, path: &str) -> Result<Option<String>> {
        self.read(|connection| match origin::home(connection, beside)? {
            Some(home) => of_file(connection, &home, path),
            None => Ok(None),
        })
    }
}

fn of_file(connection: &Connection, home: &str, path: &str) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT id FROM article WHERE id = (SELECT article FROM origin WHERE key = ?1)")?
        .query_row([origin::of_path(home, path)], |row| row.get(0))
        .optional()
}
