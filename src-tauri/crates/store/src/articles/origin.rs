//! Where imported articles come from, so that one that was changed is known again and stays one article.
//!
//! An article is known by the identifier that it was given; without one by the path of its file, then by its address, then by
//! its text among those of the same file. The path comes before the address, because two files may have one address (a page
//! that was saved twice, the pages of one report), and each would take the other's place at every import. A file whose address
//! is another one than before holds another article. The address of a front page names a publisher, and no article.
//!
//! Two articles of one import are two, whatever they are known by.
//!
//! Before the seventh version of the tables a text was kept flat: no more than paragraphs and headings, with the signs of
//! lists and tables among the words. The same text read again, with its structure, is that article.

use super::header::Header;
use super::import::Import;
use super::own::Own;
use super::row::{Columns, parted};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use sha2::{Digest, Sha256};
use zhimai_model::{Article, Block, BlockKind, DateRange, HeaderField};

/// Where an article that is put in comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The path of the file that holds it and no other article.
    pub path: Option<String>,
    /// The path of the file that holds it among others.
    pub among: Option<String>,
    /// True when its identifier was given, false when it was made of the text.
    pub names_itself: bool,
    /// True when its source was given, false when it was made of a name of a file or folder.
    pub names_source: bool,
}

/// The name of the setting that says that a library held imported articles when texts were still kept flat.
pub(crate) const FLAT: &str = "articles.flat";

/// An article that is there already, by the word of its file: see [`super::header`].
pub(super) struct Known {
    pub(super) key: i64,
    pub(super) id: String,
    /// The identifier that it came with, and which of those that wanted it this is.
    pub(super) wanted: String,
    pub(super) nth: i64,
    pub(super) hash: Vec<u8>,
    source: Option<String>,
    title: String,
    collection: String,
    date: Option<String>,
    url: Option<String>,
    blocks: String,
    translation: Option<String>,
    /// Its header as it is, and where that is in part the person's, what the file said.
    pub(super) present: Header,
    pub(super) own: Option<Own>,
}

const KNOWN: &str = "title, date, source, lang, script, collection, key, id, wanted, nth, hash, url, blocks, translation, extras";

fn known(row: &Row) -> rusqlite::Result<Known> {
    let present = Header::read(row)?;
    let (hash, own) = given(row.get(10)?, row.get(14)?);
    let mut brought = present.clone();
    for (field, value) in own.iter().flat_map(|own| &own.given) {
        brought.set(*field, value.clone());
    }
    let Header { title, date, source, collection, .. } = brought;
    Ok(Known {
        key: row.get(6)?,
        id: row.get(7)?,
        wanted: row.get(8)?,
        nth: row.get(9)?,
        hash,
        source,
        title,
        collection,
        date,
        url: row.get(11)?,
        blocks: row.get(12)?,
        translation: row.get(13)?,
        present,
        own,
    })
}

/// The collection that an article came in with, wherever the person moved it.
pub(super) fn home(connection: &Connection, id: &str) -> rusqlite::Result<Option<String>> {
    let found = connection
        .prepare_cached(&format!("SELECT {KNOWN} FROM article WHERE id = ?1"))?
        .query_row([id], |row| Ok(known(row).ok()))
        .optional()?;
    Ok(found.flatten().map(|known| known.collection))
}

/// The content that the file of an article brought, and what it said where the header is in part the person's, of the
/// article's content and its extras.
fn given(hash: Vec<u8>, extras: Option<String>) -> (Vec<u8>, Option<Own>) {
    let own = parted(extras.as_deref()).ok().and_then(|(_, own)| own);
    (own.as_ref().map_or(hash, Own::content), own)
}

/// The article of the same collection that this one is, as it was before. What was put in since the import began is not, nor
/// what the import met: it has two that go by one name, and both stay.
pub(super) fn find(
    transaction: &Transaction,
    article: &Article,
    columns: &Columns,
    origin: &Origin,
    import: &Import,
) -> rusqlite::Result<Option<Known>> {
    let by_name = match origin.names_itself {
        true => named(transaction, article, &columns.kind, import)?,
        false => Vec::new(),
    };
    let is_same = |known: &Known| known.hash == columns.hash || known.has_text_of(article, columns);
    let mut by_origin = Vec::new();
    for (way, key) in keys(article, columns, origin) {
        by_origin
            .extend(of_key(transaction, &key, article, &columns.kind, import)?.map(|known| (way, known)));
    }
    // The same text under the same name, or one that was given an identifier, had none, or had another one before.
    let is_by_name = |known: &Known| by_name.iter().any(|named| named.key == known.key);
    let same = by_name.iter().position(is_same);
    if let Some(at) = same {
        return Ok(by_name.into_iter().nth(at));
    }
    if let Some(at) = by_origin.iter().position(|(_, known)| is_same(known)) {
        return Ok(by_origin.into_iter().nth(at).map(|(_, known)| known));
    }
    // Another text. Of several that have the name, the file tells which.
    let fits = |(way, known): &(Way, Known)| match way {
        _ if !import.may_change(known.key, &known.hash) => false,
        _ if origin.names_itself => is_by_name(known),
        Way::Path => known.url.is_none() || article.url.is_none() || known.url == article.url,
        Way::Address => !article.url.as_deref().is_some_and(is_front_page),
        Way::Row => false,
    };
    if let Some(at) = by_origin.iter().position(fits) {
        return Ok(by_origin.into_iter().nth(at).map(|(_, known)| known));
    }
    Ok(by_name.into_iter().find(|known| import.may_change(known.key, &known.hash)))
}

/// Those that came with the identifier that the article has, in the order in which they came.
fn named(
    transaction: &Transaction,
    article: &Article,
    kind: &str,
    import: &Import,
) -> rusqlite::Result<Vec<Known>> {
    let sql = format!(
        "SELECT {KNOWN} FROM article WHERE id = ?1 AND kind = ?2 AND sequence <= ?3
         UNION ALL SELECT {KNOWN} FROM article WHERE wanted = ?1 AND nth > 1 AND kind = ?2 AND sequence <= ?3"
    );
    let mut statement = transaction.prepare_cached(&sql)?;
    let rows = statement.query_map(params![article.id, kind, import.since], |row| {
        // A row that cannot be read is not this article.
        Ok(known(row).ok().filter(|known| known.collection == article.collection))
    })?;
    rows.filter_map(rusqlite::Result::transpose).collect()
}

/// The article that is remembered under a key.
fn of_key(
    transaction: &Transaction,
    key: &[u8],
    article: &Article,
    kind: &str,
    import: &Import,
) -> rusqlite::Result<Option<Known>> {
    let sql = format!(
        "SELECT {KNOWN} FROM article WHERE id = (SELECT article FROM origin WHERE key = ?1)
             AND kind = ?2 AND sequence <= ?3"
    );
    let mut statement = transaction.prepare_cached(&sql)?;
    let found =
        statement.query_row(params![key, kind, import.since], |row| Ok(known(row).ok())).optional()?;
    Ok(found.flatten().filter(|known| known.collection == article.collection))
}

/// Remembers where the article `id` comes from.
pub(super) fn remember(
    transaction: &Transaction,
    article: &Article,
    columns: &Columns,
    origin: &Origin,
    id: &str,
    record: Option<i64>,
) -> rusqlite::Result<()> {
    // An identifier that was made of the text is another one after a correction.
    let made = (!origin.names_itself && article.id != id)
        .then(|| key("made", &article.collection, [article.id.as_str()]));
    for key in keys(article, columns, origin).map(|(_, key)| key).chain(made) {
        if let Some(import) = record {
            let sql = "INSERT OR IGNORE INTO import_origin (import, key, former, latter)
                SELECT ?3, key, article, ?2 FROM origin WHERE key = ?1 AND article <> ?2";
            transaction.prepare_cached(sql)?.execute(params![key, id, import])?;
        }
        let sql = "INSERT OR REPLACE INTO origin (key, article) SELECT ?1, ?2
            WHERE NOT EXISTS (SELECT 1 FROM origin WHERE key = ?1 AND article = ?2)";
        transaction.prepare_cached(sql)?.execute(params![key, id])?;
    }
    Ok(())
}

/// An article that has exactly the content of another.
pub(super) struct Same {
    pub(super) key: i64,
    pub(super) id: String,
    pub(super) source: Option<String>,
}

/// What [`same_row`] reads.
const SAME: &str = "key, id, source, hash, extras";

/// The article in a row, if it has exactly this content or its file brought it.
fn same_row(row: &Row, hash: &[u8]) -> rusqlite::Result<Option<Same>> {
    let present: Vec<u8> = row.get(3)?;
    // Extras that cannot be read say nothing of a file.
    let (brought, own) = given(present.clone(), row.get(4).unwrap_or_default());
    if present != hash && brought != hash {
        return Ok(None);
    }
    let source = match own.and_then(|mut own| own.given.remove(&HeaderField::Source)) {
        Some(given) => given,
        None => row.get(2)?,
    };
    Ok(Some(Same { key: row.get(0)?, id: row.get(1)?, source }))
}

/// The article that has exactly this content under its identifier, or one that was given instead of it.
pub(super) fn same(
    transaction: &Transaction,
    article: &Article,
    hash: &[u8],
) -> rusqlite::Result<Option<Same>> {
    let sql = format!(
        "SELECT {SAME} FROM article WHERE id = ?1
         UNION ALL SELECT {SAME} FROM article WHERE wanted = ?1 AND nth > 1 AND hash = ?2"
    );
    let mut statement = transaction.prepare_cached(&sql)?;
    let mut rows = statement.query(params![article.id, hash])?;
    while let Some(row) = rows.next()? {
        if let Some(same) = same_row(row, hash)? {
            return Ok(Some(same));
        }
    }
    Ok(None)
}

/// The article that was changed until it had exactly this content, so that its identifier is not the one that is made of that.
pub(super) fn same_before(
    transaction: &Transaction,
    article: &Article,
    hash: &[u8],
) -> rusqlite::Result<Option<Same>> {
    let sql = format!("SELECT {SAME} FROM article WHERE id = (SELECT article FROM origin WHERE key = ?1)");
    let found = transaction
        .prepare_cached(&sql)?
        .query_row([key("made", &article.collection, [article.id.as_str()])], |row| same_row(row, hash))
        .optional()?;
    Ok(found.flatten())
}

/// The article that is the same as this one but was kept flat, by the identifier that was made of it or by its words. What was
/// put in since the import began is not.
pub(super) fn flat(
    transaction: &Transaction,
    article: &Article,
    columns: &Columns,
    import: &Import,
) -> rusqlite::Result<Option<Known>> {
    if !import.has_flat || is_flat(&article.body.blocks) {
        return Ok(None);
    }
    let texts = article.body.blocks.iter().flat_map(words);
    let by_words = text_key(&article.collection, &article.body.title, texts);
    let sql = format!(
        "SELECT {KNOWN} FROM article WHERE id IN (?1, (SELECT article FROM origin WHERE key = ?2))
             AND kind = ?3 AND sequence <= ?4"
    );
    let mut statement = transaction.prepare_cached(&sql)?;
    let mut rows = statement.query(params![article.id, by_words, columns.kind, import.since])?;
    while let Some(row) = rows.next()? {
        let date = article.date.as_ref().map(DateRange::edtf);
        let is_same = |known: &Known| {
            known.collection == article.collection
                && known.title == article.body.title
                && known.url == article.url
                && known.date.as_deref() == date
                && known.has_text_of(article, columns)
        };
        if let Some(known) = known(row).ok().filter(is_same) {
            return Ok(Some(known));
        }
    }
    Ok(None)
}

/// The article that is the same as this one but for who wrote it, which was not read before. What was put in since the import
/// began is not.
pub(super) fn unsigned(
    transaction: &Transaction,
    article: &Article,
    columns: &Columns,
    import: &Import,
) -> rusqlite::Result<Option<Known>> {
    let Some(hash) = &columns.unsigned else { return Ok(None) };
    let made = key("made", &article.collection, [article.id.as_str()]);
    let sql = format!(
        "SELECT {KNOWN} FROM article WHERE id IN (?1, (SELECT article FROM origin WHERE key = ?2))
             AND hash = ?3 AND sequence <= ?4"
    );
    let mut statement = transaction.prepare_cached(&sql)?;
    let found = statement
        .query_row(params![article.id, made, hash, import.since], |row| Ok(known(row).ok()))
        .optional()?;
    Ok(found.flatten().filter(|known| import.may_change(known.key, &known.hash)))
}

/// What an article is known by beside its identifier.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Path,
    Address,
    /// Its text, among those of one file.
    Row,
}

/// What an article is known by beside its identifier, the surest first. An address does not tell one that was given an
/// identifier from others that were.
fn keys(article: &Article, columns: &Columns, origin: &Origin) -> impl Iterator<Item = (Way, Vec<u8>)> {
    let collection = &article.collection;
    let path = origin.path.as_deref().map(|path| (Way::Path, of_path(collection, path)));
    let url = article.url.as_deref().filter(|_| !origin.names_itself);
    let row = match (&origin.among, url) {
        (Some(file), None) if !origin.names_itself => {
            let text = [file, columns.blocks.as_str(), columns.translation.as_deref().unwrap_or_default()];
            Some((Way::Row, key("row", collection, text)))
        }
        _ => None,
    };
    let url = url.map(|url| (Way::Address, key("url", collection, [url])));
    path.into_iter().chain(url).chain(row)
}

/// What the article of a file is remembered under that holds no other.
pub(crate) fn of_path(collection: &str, path: &str) -> Vec<u8> {
    key("path", collection, [path])
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

/// Whether an address leads to where a site begins: `https://example.org`, with or without a slash.
fn is_front_page(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split_once('/').is_none_or(|(_, path)| path.is_empty())
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
    /// Whether this was kept flat and has its structure now: its signs are gone from among its words, which notes on it are
    /// found by.
    pub(super) fn gains_structure(&self, article: &Article) -> bool {
        let own = serde_json::from_str::<Vec<Block>>(&self.blocks);
        !is_flat(&article.body.blocks) && own.is_ok_and(|own| is_flat(&own))
    }

    /// Whether the source that an article names is another one.
    pub(super) fn is_from_another(&self, article: &Article, origin: &Origin) -> bool {
        origin.names_source && self.source != article.source
    }

    /// Whether the text is that of an article. A heading that its title is not stands before it, so that one of them may have
    /// the other's title there.
    pub(super) fn has_text_of(&self, article: &Article, columns: &Columns) -> bool {
        if self.translation != columns.translation {
            return false;
        }
        if self.blocks == columns.blocks {
            return true;
        }
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
