//! What articles were before they were changed. Versions are only ever added; they go when their article is removed.

use super::row::whole;
use crate::damage;
use crate::{Result, Store, StoreError};
use rusqlite::{OptionalExtension, Row, Transaction, params};
use std::collections::HashSet;
use std::ops::ControlFlow;
use zhimai_model::Article;

/// An article as it is or was.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleVersion {
    /// From 1; the article as it is now has the highest.
    pub version: u32,
    /// When the next version took its place, in milliseconds since 1970-01-01 UTC; nothing for the article as it is.
    pub replaced: Option<i64>,
    /// The article then.
    pub article: Article,
}

/// A version that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DamagedVersion {
    /// As in [`ArticleVersion`].
    pub version: u32,
    /// As in [`ArticleVersion`].
    pub replaced: Option<i64>,
    /// What can be read of the title, with what is no text replaced by U+FFFD.
    pub title: String,
    /// What does not fit.
    pub detail: String,
}

/// A version, or what can be told of it.
type Read = std::result::Result<ArticleVersion, DamagedVersion>;

/// What [`whole`] reads, and after that the number and the time.
const VERSION: &str = "article, collection, kind, lang, script, title, source, url, date, blocks, translation, extras, \
    version, replaced";

impl Store {
    /// Hands out an article and what it was before, newest first, until `each` breaks off. One that is damaged, the article
    /// as it is too, is told as such. Memory holds one at a time.
    ///
    /// # Errors
    /// `NotFound`, or when the store cannot be read.
    pub fn article_versions(
        &self,
        id: &str,
        mut each: impl FnMut(std::result::Result<ArticleVersion, DamagedVersion>) -> ControlFlow<()>,
    ) -> Result<()> {
        let article = match self.article(id) {
            Ok(Some(article)) => Ok(article),
            Ok(None) => return Err(StoreError::NotFound { what: "article", id: id.to_owned() }),
            Err(StoreError::Damaged { detail, .. }) => Err(detail),
            Err(error) => return Err(error),
        };
        self.read(|connection| {
            let newest = "SELECT coalesce(max(version), 0) + 1 FROM article_version WHERE article = ?1";
            let version: u32 = connection.prepare_cached(newest)?.query_row([id], |row| row.get(0))?;
            let now = match article {
                Ok(article) => Ok(ArticleVersion { version, replaced: None, article }),
                Err(detail) => Err(DamagedVersion { version, replaced: None, title: String::new(), detail }),
            };
            if each(now).is_break() {
                return Ok(());
            }
            let sql =
                format!("SELECT {VERSION} FROM article_version WHERE article = ?1 ORDER BY version DESC");
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query([id])?;
            while let Some(row) = rows.next()? {
                if each(read(row)?).is_break() {
                    break;
                }
            }
            Ok(())
        })
    }

    /// One version of an article, the article as it is now among them.
    ///
    /// # Errors
    /// `NotFound` for an article or version that is not there, `Damaged` for one that cannot be read, or when the store cannot
    /// be.
    pub fn article_version(&self, id: &str, version: u32) -> Result<ArticleVersion> {
        let found = self.read(|connection| {
            let sql = format!("SELECT {VERSION} FROM article_version WHERE article = ?1 AND version = ?2");
            connection.prepare_cached(&sql)?.query_row(params![id, version], read).optional()
        })?;
        if let Some(found) = found {
            return sound(found);
        }
        let mut now = None;
        self.article_versions(id, |newest| {
            now = Some(newest);
            ControlFlow::Break(())
        })?;
        let is_asked_for = |now: &Read| match now {
            Ok(now) => now.version == version,
            Err(damaged) => damaged.version == version,
        };
        let missing = || StoreError::NotFound { what: "version", id: format!("{id}, {version}") };
        sound(now.filter(is_asked_for).ok_or_else(missing)?)
    }

    /// The articles of which there are earlier versions.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn changed_articles(&self) -> Result<HashSet<String>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT DISTINCT article FROM article_version")?;
            let rows = statement.query_map([], |row| damage::lossy(row, 0))?;
            rows.collect()
        })
    }
}

fn read(row: &Row) -> rusqlite::Result<Read> {
    let number = |column: usize| row.get_ref(column).map(|value| value.as_i64().unwrap_or_default());
    let (version, replaced) = (u32::try_from(number(12)?).unwrap_or_default(), Some(number(13)?));
    Ok(match damage::read(row, &[5], whole)? {
        Ok(article) => Ok(ArticleVersion { version, replaced, article }),
        Err(damaged) => {
            let title = damaged.texts.into_iter().next().unwrap_or_default();
            Err(DamagedVersion { version, replaced, title, detail: damaged.detail })
        }
    })
}

/// A version that was asked for by itself, or the error that says that it is damaged.
fn sound(found: Read) -> Result<ArticleVersion> {
    found.map_err(|DamagedVersion { version, detail, .. }| StoreError::Damaged {
        what: "version",
        id: version.to_string(),
        detail,
    })
}

/// Keeps an article as it is as a version, byte for byte, before it is changed.
pub(crate) fn keep(transaction: &Transaction, id: &str, now: i64) -> rusqlite::Result<()> {
    let sql = "INSERT INTO article_version (article, version, replaced, hash, collection, kind, lang, script, date, title,
            source, url, blocks, translation, extras)
        SELECT id, (SELECT coalesce(max(version), 0) + 1 FROM article_version WHERE article = ?1), ?2, hash, collection, kind,
            lang, script, date, title, source, url, blocks, translation, extras FROM article WHERE id = ?1";
    transaction.prepare_cached(sql)?.execute(params![id, now])?;
    Ok(())
}

/// Takes the versions of an article away, because it is removed.
pub(super) fn forget(transaction: &Transaction, id: &str) -> rusqlite::Result<()> {
    transaction.prepare_cached("DELETE FROM article_version WHERE article = ?1")?.execute([id])?;
    Ok(())
}
