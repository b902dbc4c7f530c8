//! Where imported articles come from, so that one whose header was corrected is known again and changed in place.
//!
//! An article is known by the identifier that it was given, else by the path of its file, else, where it has no identifier, by
//! its address. Only one whose
//! text is the same is changed; another text under the same identifier is another article.

use rusqlite::{OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};
use zhimai_model::Article;

/// Where an article that is put in comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The path of the file that holds it and no other article.
    pub path: Option<String>,
    /// True when its identifier was given, false when it was made of the text.
    pub names_itself: bool,
    /// True when its source was given, false when it was made of a name of a file or folder.
    pub names_source: bool,
}

/// An article that is there already.
pub(super) struct Known {
    pub(super) id: String,
    /// The identifier that it came with, and which of those that wanted it this is.
    pub(super) wanted: String,
    pub(super) nth: i64,
    pub(super) hash: Vec<u8>,
    pub(super) source: Option<String>,
    title: String,
    paragraphs: String,
}

const KNOWN: &str = "id, wanted, nth, hash, source, title, paragraphs";

fn known(row: &rusqlite::Row) -> rusqlite::Result<Known> {
    Ok(Known {
        id: row.get(0)?,
        wanted: row.get(1)?,
        nth: row.get(2)?,
        hash: row.get(3)?,
        source: row.get(4)?,
        title: row.get(5)?,
        paragraphs: row.get(6)?,
    })
}

/// The article of the same collection that this one is, as it was before, if its text is the same. What was put in after the
/// change `since` is not: the same import has two that go by one name, and both stay.
pub(super) fn find(
    transaction: &Transaction,
    article: &Article,
    kind: &str,
    (origin, since): (&Origin, i64),
) -> rusqlite::Result<Option<Known>> {
    if origin.names_itself {
        let sql = format!(
            "SELECT {KNOWN} FROM article WHERE id = ?1 AND collection = ?2 AND kind = ?3 AND sequence <= ?4
             UNION ALL SELECT {KNOWN} FROM article WHERE wanted = ?1 AND nth > 1 AND collection = ?2 AND kind = ?3 AND sequence <= ?4"
        );
        let mut statement = transaction.prepare_cached(&sql)?;
        let mut rows = statement.query(params![article.id, article.collection, kind, since])?;
        while let Some(row) = rows.next()? {
            // A row that cannot be read is not this article.
            if let Some(known) = known(row).ok().filter(|known| known.has_text_of(article)) {
                return Ok(Some(known));
            }
        }
    }
    let sql = format!(
        "SELECT {KNOWN} FROM article WHERE id = (SELECT article FROM origin WHERE key = ?1)
             AND collection = ?2 AND kind = ?3 AND sequence <= ?4"
    );
    // One that was given an identifier may have had none, or another one, before.
    for key in keys(article, origin) {
        let mut statement = transaction.prepare_cached(&sql)?;
        let row = statement
            .query_row(params![key, article.collection, kind, since], |row| Ok(known(row).ok()))
            .optional()?;
        if let Some(known) = row.flatten().filter(|known| known.has_text_of(article)) {
            return Ok(Some(known));
        }
    }
    Ok(None)
}

/// Remembers where the article `id` comes from.
pub(super) fn remember(
    transaction: &Transaction,
    article: &Article,
    origin: &Origin,
    id: &str,
) -> rusqlite::Result<()> {
    // An identifier that was made of the text is another one after a correction.
    let made = (!origin.names_itself && article.id != id).then(|| key("made", article, &article.id));
    for key in keys(article, origin).chain(made) {
        let sql = "INSERT INTO origin (key, article) VALUES (?1, ?2)
            ON CONFLICT DO UPDATE SET article = excluded.article WHERE article <> excluded.article";
        transaction.prepare_cached(sql)?.execute(params![key, id])?;
    }
    Ok(())
}

/// The identifier and source of an article that was corrected until it had exactly this content, so that its identifier is
/// not the one that is made of that.
pub(super) fn same_before(
    transaction: &Transaction,
    article: &Article,
    hash: &[u8],
) -> rusqlite::Result<Option<(String, Option<String>)>> {
    transaction
        .prepare_cached(
            "SELECT id, source FROM article
             WHERE id = (SELECT article FROM origin WHERE key = ?1) AND hash = ?2",
        )?
        .query_row(params![key("made", article, &article.id), hash], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

/// What an article is known by beside its identifier, the surest first. An address does not tell one that was given an
/// identifier from others that were.
fn keys(article: &Article, origin: &Origin) -> impl Iterator<Item = Vec<u8>> {
    let url = article.url.as_deref().filter(|_| !origin.names_itself).map(|url| key("url", article, url));
    let path = origin.path.as_deref().map(|path| key("path", article, path));
    path.into_iter().chain(url)
}

fn key(kind: &str, article: &Article, of: &str) -> Vec<u8> {
    let mut hash = Sha256::new();
    for part in [kind, &article.collection, of] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().copied().take(12).collect()
}

impl Known {
    /// Whether the text is that of an article. A heading that its title is not stands before it, so that one of them may have
    /// the other's title there.
    fn has_text_of(&self, article: &Article) -> bool {
        let Ok(own) = serde_json::from_str::<Vec<String>>(&self.paragraphs) else { return false };
        let other = &article.body.paragraphs;
        let without = |paragraphs: &[String], title: &str| match paragraphs.split_first() {
            Some((first, rest)) if first.strip_prefix("## ") == Some(title) => rest.to_vec(),
            _ => paragraphs.to_vec(),
        };
        own == *other || without(&own, &article.body.title) == *other || own == without(other, &self.title)
    }
}
