//! Where imported articles come from, so that one whose header was corrected is known again and changed in place.
//!
//! An article is known by the identifier that it was given, else by the path of its file, else, where it has no identifier, by
//! its address. Only one whose
//! text is the same is changed; another text under the same identifier is another article.
//!
//! Before the seventh version of the tables a text was kept flat: no more than paragraphs and headings, with the signs of
//! lists and tables among the words. The same text read again, with its structure, is that article.

use rusqlite::{OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};
use zhimai_model::{Article, Block, BlockKind, DateRange};

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
    blocks: String,
    url: Option<String>,
    date: Option<String>,
}

const KNOWN: &str = "id, wanted, nth, hash, source, title, blocks, url, date";

fn known(row: &rusqlite::Row) -> rusqlite::Result<Known> {
    Ok(Known {
        id: row.get(0)?,
        wanted: row.get(1)?,
        nth: row.get(2)?,
        hash: row.get(3)?,
        source: row.get(4)?,
        title: row.get(5)?,
        blocks: row.get(6)?,
        url: row.get(7)?,
        date: row.get(8)?,
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
    let made = (!origin.names_itself && article.id != id)
        .then(|| key("made", &article.collection, [article.id.as_str()]));
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
        .query_row(params![key("made", &article.collection, [article.id.as_str()]), hash], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()
}

/// The article that is the same as this one but was kept flat, by the identifier that was made of it or by its words. What was
/// put in after the change `since` is not.
pub(super) fn flat(
    transaction: &Transaction,
    article: &Article,
    kind: &str,
    since: i64,
) -> rusqlite::Result<Option<Known>> {
    if is_flat(&article.body.blocks) {
        return Ok(None);
    }
    let texts = article.body.blocks.iter().flat_map(words);
    let by_words = text_key(&article.collection, &article.body.title, texts);
    let sql = format!(
        "SELECT {KNOWN} FROM article WHERE id IN (?1, (SELECT article FROM origin WHERE key = ?2))
             AND collection = ?3 AND kind = ?4 AND sequence <= ?5"
    );
    let mut statement = transaction.prepare_cached(&sql)?;
    let mut rows = statement.query(params![article.id, by_words, article.collection, kind, since])?;
    while let Some(row) = rows.next()? {
        let date = article.date.as_ref().map(DateRange::edtf);
        let is_same = |known: &Known| {
            known.title == article.body.title
                && known.url == article.url
                && known.date.as_deref() == date
                && known.has_text_of(article)
        };
        if let Some(known) = known(row).ok().filter(is_same) {
            return Ok(Some(known));
        }
    }
    Ok(None)
}

/// What an article is known by beside its identifier, the surest first. An address does not tell one that was given an
/// identifier from others that were.
fn keys(article: &Article, origin: &Origin) -> impl Iterator<Item = Vec<u8>> {
    let key = |kind: &str, of: &str| key(kind, &article.collection, [of]);
    let url = article.url.as_deref().filter(|_| !origin.names_itself).map(|url| key("url", url));
    let path = origin.path.as_deref().map(|path| key("path", path));
    path.into_iter().chain(url)
}

/// What a text that was kept flat is known by: its title, and its words without what tells flat texts from others.
pub(crate) fn text_key<'a>(
    collection: &str,
    title: &'a str,
    texts: impl IntoIterator<Item = &'a str>,
) -> Vec<u8> {
    let words = texts.into_iter().flat_map(|text| bare(text).collect::<Vec<_>>()).collect::<String>();
    key("text", collection, [title, &words])
}

fn key<'a>(kind: &'a str, collection: &'a str, of: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let mut hash = Sha256::new();
    for part in [kind, collection].into_iter().chain(of) {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().copied().take(12).collect()
}

/// Whether blocks are no more than paragraphs and headings of the second level.
fn is_flat(blocks: &[Block]) -> bool {
    blocks.iter().all(|block| {
        let Block { kind, quote, indent, spans, .. } = block;
        matches!(kind, BlockKind::Paragraph | BlockKind::Heading { level: 2 })
            && (*quote, *indent) == (0, 0)
            && spans.is_empty()
    })
}

/// The words of a block as they were kept flat.
fn words(block: &Block) -> [&str; 2] {
    match &block.kind {
        BlockKind::Footnote { label } => [label, &block.text],
        _ => ["", &block.text],
    }
}

/// The characters of a text without white space and the signs by which lists, tables and footnotes were kept flat.
fn bare(text: &str) -> impl Iterator<Item = char> {
    let number = text.split_once(". ").filter(|(number, _)| number.bytes().all(|b| b.is_ascii_digit()));
    let text = number.map_or(text, |(_, rest)| rest);
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '•' | '|' | '[' | ']'))
}

impl Known {
    /// Whether the text is that of an article. A heading that its title is not stands before it, so that one of them may have
    /// the other's title there.
    fn has_text_of(&self, article: &Article) -> bool {
        let Ok(own) = serde_json::from_str::<Vec<Block>>(&self.blocks) else { return false };
        let other = &article.body.blocks;
        let without = |blocks: &[Block], title: &str| match blocks.split_first() {
            Some((first, rest)) if first.is_heading() && first.text == title => rest.to_vec(),
            _ => blocks.to_vec(),
        };
        let is_same = |own: &[Block], other: &[Block]| {
            own == other
                || is_flat(own) && !is_flat(other) && {
                    let bare = |blocks: &[Block]| -> String {
                        blocks.iter().flat_map(words).flat_map(bare).collect()
                    };
                    bare(own) == bare(other)
                }
        };
        is_same(&own, other)
            || is_same(&without(&own, &article.body.title), other)
            || is_same(&own, &without(other, &self.title))
    }
}
