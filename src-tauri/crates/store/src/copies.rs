//! Which articles are copies of one story: their fingerprints, and which of them leads those that are copies of it. How a
//! fingerprint is made and what is a copy, the store does not know.
//!
//! Whoever makes fingerprints follows the changes of articles, as the index does; how far it is stands here, in the transaction
//! that keeps what was made. A group has one leader, and whatever else is in it was compared with that. Of an article that
//! changed since it was looked at, nothing is told.

use crate::articles::{ArticleRow, ROW, row};
use crate::changes::ChangeKind;
use crate::damage::lossy;
use crate::error::Result;
use crate::knowledge::note_document;
use crate::store::Store;
use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension, Row, Transaction, params};

/// Of a band that very many share, so many fingerprints are looked at, the earliest first.
const SHARING: u32 = 200;
/// How many bytes of a band are kept.
const BAND_BYTES: usize = 6;

/// An article that changed since it was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unseen {
    /// The article.
    pub article: String,
    /// Whether it is gone.
    pub removed: bool,
}

/// What is made of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFingerprint {
    /// The article.
    pub article: String,
    /// The bands of its fingerprint, of 48 bits each; none where it is too short to tell.
    pub bands: Vec<u64>,
    /// The news agency that it is credited to.
    pub agency: Option<String>,
}

/// A fingerprint of which it is to be found out whose copy its article is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// Its number: never used again, and another one after the article changed.
    pub key: i64,
    /// The article.
    pub article: String,
}

/// A fingerprint that has a band in common with another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// Its number.
    pub key: i64,
    /// The number of the one that leads its group, often itself; 0 where that is not found out.
    pub leader: i64,
    /// How many bands they have in common.
    pub bands: u32,
}

/// An article of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCopy {
    /// The article.
    pub row: ArticleRow,
    /// The news agency that it is credited to.
    pub agency: Option<String>,
}

/// Where the text of an article comes from, as far as that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The number of its group; nothing where nothing else is a copy of it.
    pub group: Option<i64>,
    /// The news agency that it, or else one of its copies, is credited to.
    pub agency: Option<String>,
}

/// Articles that have to be looked at: those that changed, and those that are gone.
const UNSEEN: &str =
    "FROM (SELECT sequence, id, 0 AS removed FROM article WHERE sequence > ?1 AND collection <> ?2
    UNION ALL SELECT sequence, id, 1 FROM removed WHERE kind = 'article' AND sequence > ?1)";
/// Holds for an article that was looked at as it is.
const IS_SEEN: &str = "article.sequence <= (SELECT max(sequence) FROM fingerprint_seen)";
/// Whether any other is led by a fingerprint's leader.
const HAS_COPIES: &str = "EXISTS (SELECT 1 FROM fingerprint AS other WHERE other.leader = fingerprint.leader
    AND other.leader <> other.key)";

/// The number of the group of copies that the article of a row is in; nothing where it has none.
pub(crate) fn group_of_row() -> String {
    format!(
        "CASE WHEN {IS_SEEN} THEN (SELECT leader FROM fingerprint
            WHERE fingerprint.article = article.id AND leader <> 0 AND {HAS_COPIES}) END"
    )
}

impl Store {
    /// Articles, but those of one collection, that were not looked at as they are by what has this version, in the order of their
    /// changes; with their number in all, the change up to which everything was looked at, and the one up to which it is when
    /// these are.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn unseen(&self, but: &str, version: u32, limit: u32) -> Result<(u32, Vec<Unseen>, [i64; 2])> {
        self.read(|connection| {
            let snapshot = connection.unchecked_transaction()?;
            let sql = "SELECT sequence FROM fingerprint_seen WHERE version = ?1";
            let seen: Option<i64> =
                snapshot.prepare_cached(sql)?.query_row([version], |row| row.get(0)).optional()?;
            let from = seen.unwrap_or(0);
            let count = format!("SELECT count(*) {UNSEEN}");
            let all: u32 =
                snapshot.prepare_cached(&count)?.query_row(params![from, but], |row| row.get(0))?;
            let list = format!("SELECT sequence, id, removed {UNSEEN} ORDER BY sequence LIMIT ?3");
            let mut statement = snapshot.prepare_cached(&list)?;
            let rows = statement.query_map(params![from, but, limit], |row| {
                Ok((row.get(0)?, Unseen { article: lossy(row, 1)?, removed: row.get(2)? }))
            })?;
            let rows: Vec<(i64, Unseen)> = rows.collect::<rusqlite::Result<_>>()?;
            let to = match rows.last() {
                Some((last, _)) if usize::try_from(all) != Ok(rows.len()) => *last,
                _ => crate::sequence::last_sequence(&snapshot)?,
            };
            Ok((all, rows.into_iter().map(|(_, one)| one).collect(), [from, to]))
        })
    }

    /// Keeps what was made of articles that changed in place of what was made of them before, up to a change: see
    /// [`Store::unseen`]. What was a copy of one of them is to be placed again. False, and nothing is kept, where somebody else was
    /// faster.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn put_fingerprints(
        &self,
        version: u32,
        [from, to]: [i64; 2],
        changed: &[Unseen],
        made: &[NewFingerprint],
    ) -> Result<bool> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let put = || {
                let sql = "SELECT sequence FROM fingerprint_seen WHERE version = ?1";
                let seen: Option<i64> =
                    transaction.prepare_cached(sql)?.query_row([version], |row| row.get(0)).optional()?;
                if seen.unwrap_or(0) != from {
                    return Ok(false);
                }
                if seen.is_none() {
                    begin_anew(transaction)?;
                }
                for one in changed {
                    forget(transaction, &one.article)?;
                }
                for one in made {
                    insert(transaction, one)?;
                }
                transaction
                    .prepare_cached(
                        "INSERT OR REPLACE INTO fingerprint_seen (version, sequence) VALUES (?1, ?2)",
                    )?
                    .execute(params![version, to])?;
                Ok(true)
            };
            put().map_err(sqlite_error)
        })
    }

    /// Fingerprints of which it is to be found out whose copies they are, the earliest first; with their number in all.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn unplaced(&self, limit: u32) -> Result<(u32, Vec<Unplaced>)> {
        self.read(|connection| {
            let of = "FROM fingerprint WHERE leader = 0 AND leader <> key";
            let count = format!("SELECT count(*) {of}");
            let all = connection.prepare_cached(&count)?.query_row([], |row| row.get(0))?;
            let list = format!("SELECT key, article {of} ORDER BY key LIMIT ?1");
            let mut statement = connection.prepare_cached(&list)?;
            let rows = statement
                .query_map([limit], |row| Ok(Unplaced { key: row.get(0)?, article: lossy(row, 1)? }))?;
            Ok((all, rows.collect::<rusqlite::Result<_>>()?))
        })
    }

    /// Fingerprints that have a band in common with one, those that have most first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn alike(&self, key: i64) -> Result<Vec<Alike>> {
        self.read(|connection| {
            let bands: Option<Vec<u8>> = connection
                .prepare_cached("SELECT bands FROM fingerprint WHERE key = ?1")?
                .query_row([key], |row| bytes(row, 0))
                .optional()?;
            let sql = "SELECT other.key, other.leader FROM fingerprint_band
                JOIN fingerprint AS other ON other.key = fingerprint_band.fingerprint
                WHERE fingerprint_band.band = ?1 AND other.key <> ?2 ORDER BY fingerprint_band.fingerprint LIMIT ?3";
            let mut statement = connection.prepare_cached(sql)?;
            let mut all: Vec<Alike> = Vec::new();
            for band in unpacked(&bands.unwrap_or_default()) {
                let rows = statement
                    .query_map(params![band, key, SHARING], |row| Ok((row.get(0)?, row.get(1)?)))?;
                for found in rows {
                    let (key, leader): (i64, i64) = found?;
                    match all.iter_mut().find(|one| one.key == key) {
                        Some(one) => one.bands = one.bands.saturating_add(1),
                        None => all.push(Alike { key, leader, bands: 1 }),
                    }
                }
            }
            all.sort_by_key(|one| (std::cmp::Reverse(one.bands), one.key));
            Ok(all)
        })
    }

    /// The article of a fingerprint, if there is one of this number still.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn fingerprinted(&self, key: i64) -> Result<Option<String>> {
        self.read(|connection| {
            let sql = "SELECT article FROM fingerprint WHERE key = ?1";
            connection.prepare_cached(sql)?.query_row([key], |row| lossy(row, 0)).optional()
        })
    }

    /// Says which fingerprint leads each of some, itself where it is nobody's copy. Who is a copy now, and who has the first one, is
    /// to be indexed anew. What changed meanwhile is left to be placed again. Gives how many are copies.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn place_fingerprints(&self, placed: &[(i64, i64)]) -> Result<u32> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let place = || {
                let mut copies = 0_u32;
                for (key, leader) in placed {
                    copies = copies.saturating_add(u32::from(place(transaction, *key, *leader)?));
                }
                Ok(copies)
            };
            place().map_err(sqlite_error)
        })
    }

    /// The number of the group of copies that an article is in; nothing where it has none.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn copy_group(&self, article: &str) -> Result<Option<i64>> {
        Ok(self.provenance(&[article])?.pop().and_then(|one| one.group))
    }

    /// Where the texts of articles come from, in the order asked for.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn provenance<S: AsRef<str>>(&self, articles: &[S]) -> Result<Vec<Provenance>> {
        self.read(|connection| {
            let sql = format!(
                "SELECT leader, agency, {HAS_COPIES} FROM fingerprint JOIN article ON article.id = fingerprint.article
                 WHERE article = ?1 AND leader <> 0 AND {IS_SEEN}"
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let of_group = "SELECT agency FROM fingerprint WHERE key = ?1 AND agency IS NOT NULL
                UNION ALL SELECT agency FROM fingerprint WHERE leader = ?1 AND leader <> key AND agency IS NOT NULL
                LIMIT 1";
            let mut of_group = connection.prepare_cached(of_group)?;
            let mut all = Vec::with_capacity(articles.len());
            for article in articles {
                let found = statement.query_row([article.as_ref()], |row| {
                    Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get::<_, bool>(2)?))
                });
                let (leader, own, has_copies): (i64, Option<String>, bool) =
                    found.optional()?.unwrap_or_default();
                let group = has_copies.then_some(leader);
                let agency = match (own, group) {
                    (None, Some(group)) => of_group.query_row([group], |row| row.get(0)).optional()?,
                    (own, _) => own,
                };
                all.push(Provenance { group, agency });
            }
            Ok(all)
        })
    }

    /// The articles of a group, the earliest first, of one day the longest; those without a date last.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn copies(&self, group: i64) -> Result<Vec<StoredCopy>> {
        self.read(|connection| {
            let sql = format!(
                "SELECT {ROW}, fingerprint.agency FROM fingerprint JOIN article ON article.id = fingerprint.article
                 WHERE (fingerprint.key = ?1 OR fingerprint.leader = ?1 AND fingerprint.leader <> fingerprint.key)
                    AND {IS_SEEN}
                 ORDER BY date IS NULL, day, length(blocks) DESC, fingerprint.key"
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map([group], |found| {
                Ok(StoredCopy { row: row(found)?, agency: found.get(AGENCY).unwrap_or_default() })
            })?;
            rows.collect()
        })
    }

    /// The numbers of the groups, the largest first, with how many there are in all.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn copy_groups(&self, limit: u32) -> Result<(u32, Vec<i64>)> {
        self.read(|connection| {
            let of = "FROM fingerprint WHERE leader <> key AND leader <> 0";
            let count = format!("SELECT count(DISTINCT leader) {of}");
            let all = connection.prepare_cached(&count)?.query_row([], |row| row.get(0))?;
            let list = format!("SELECT leader {of} GROUP BY leader ORDER BY count(*) DESC, leader LIMIT ?1");
            let mut statement = connection.prepare_cached(&list)?;
            let rows = statement.query_map([limit], |row| row.get(0))?;
            Ok((all, rows.collect::<rusqlite::Result<_>>()?))
        })
    }

    /// The claims that the person made of proposals, each with the article that proposed it and still is there.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn accepted_claims(&self) -> Result<Vec<(String, ArticleRow)>> {
        self.read(|connection| {
            let sql = format!(
                "SELECT {ROW}, decision.claim FROM decision JOIN article ON article.id = decision.article
                 WHERE decision.claim IS NOT NULL"
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map([], |found| Ok((lossy(found, AGENCY)?, row(found)?)))?;
            rows.collect()
        })
    }
}

/// The column after those of [`ROW`].
const AGENCY: usize = 11;

/// Another way of telling copies: whatever was made by the one before goes, and what it led to in the index.
fn begin_anew(transaction: &Transaction) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO stale_document (kind, id) SELECT 'article', article FROM fingerprint
        WHERE leader <> key AND leader <> 0";
    transaction.execute(sql, [])?;
    for table in ["fingerprint_band", "fingerprint", "fingerprint_seen"] {
        transaction.execute(&format!("DELETE FROM {table}"), [])?;
    }
    Ok(())
}

/// Takes away what was made of an article. What was a copy of it is to be placed again.
fn forget(transaction: &Transaction, article: &str) -> rusqlite::Result<()> {
    let sql = "SELECT key, bands FROM fingerprint WHERE article = ?1";
    let found = transaction
        .prepare_cached(sql)?
        .query_row([article], |row| Ok((row.get::<_, i64>(0)?, bytes(row, 1)?)))
        .optional()?;
    let Some((key, bands)) = found else { return Ok(()) };
    let sql = "INSERT OR REPLACE INTO stale_document (kind, id) SELECT 'article', article FROM fingerprint
        WHERE leader = ?1 AND leader <> key";
    transaction.prepare_cached(sql)?.execute([key])?;
    let sql = "UPDATE fingerprint SET leader = 0 WHERE leader = ?1 AND leader <> key";
    transaction.prepare_cached(sql)?.execute([key])?;
    let mut statement =
        transaction.prepare_cached("DELETE FROM fingerprint_band WHERE band = ?1 AND fingerprint = ?2")?;
    for band in unpacked(&bands) {
        statement.execute([band, key])?;
    }
    transaction.prepare_cached("DELETE FROM fingerprint WHERE key = ?1")?.execute([key])?;
    Ok(())
}

fn insert(transaction: &Transaction, made: &NewFingerprint) -> rusqlite::Result<()> {
    // What changed again meanwhile, or is gone, is told by the next change.
    let sql = "INSERT INTO fingerprint (article, leader, agency, bands) VALUES (?1, 0, ?2, ?3)";
    transaction.prepare_cached(sql)?.execute(params![made.article, made.agency, packed(&made.bands)])?;
    let key = transaction.last_insert_rowid();
    if made.bands.is_empty() {
        // Too short to be anybody's copy.
        transaction.prepare_cached("UPDATE fingerprint SET leader = key WHERE key = ?1")?.execute([key])?;
    }
    let mut statement = transaction
        .prepare_cached("INSERT OR IGNORE INTO fingerprint_band (band, fingerprint) VALUES (?1, ?2)")?;
    for band in &made.bands {
        statement.execute(params![number(*band), key])?;
    }
    Ok(())
}

/// Whether it is a copy now.
fn place(transaction: &Transaction, key: i64, leader: i64) -> rusqlite::Result<bool> {
    if leader != key {
        let leads = "SELECT EXISTS (SELECT 1 FROM fingerprint WHERE key = ?1 AND leader = key)";
        if !transaction.prepare_cached(leads)?.query_row([leader], |row| row.get(0))? {
            return Ok(false);
        }
    }
    let is_first: bool = transaction
        .prepare_cached("SELECT NOT EXISTS (SELECT 1 FROM fingerprint WHERE leader = ?1 AND leader <> key)")?
        .query_row([leader], |row| row.get(0))?;
    let sql = "UPDATE fingerprint SET leader = ?2 WHERE key = ?1 AND leader = 0";
    let is_placed = transaction.prepare_cached(sql)?.execute([key, leader])? > 0;
    if !is_placed || leader == key {
        return Ok(false);
    }
    for one in [Some(key), is_first.then_some(leader)].into_iter().flatten() {
        let sql = "SELECT article FROM fingerprint WHERE key = ?1";
        let article = transaction.prepare_cached(sql)?.query_row([one], |row| lossy(row, 0))?;
        note_document(transaction, ChangeKind::Article, &article)?;
    }
    Ok(true)
}

fn packed(bands: &[u64]) -> Vec<u8> {
    bands.iter().flat_map(|band| band.to_le_bytes().into_iter().take(BAND_BYTES)).collect()
}

fn unpacked(bytes: &[u8]) -> impl Iterator<Item = i64> + '_ {
    bytes.chunks_exact(BAND_BYTES).map(|band| {
        let mut whole = [0; 8];
        whole.iter_mut().zip(band).for_each(|(to, from)| *to = *from);
        number(u64::from_le_bytes(whole))
    })
}

/// A band as SQLite counts: it has 48 bits.
fn number(band: u64) -> i64 {
    i64::try_from(band & ((1 << (8 * BAND_BYTES)) - 1)).unwrap_or_default()
}

/// Bytes, or none where something else stands.
fn bytes(row: &Row, column: usize) -> rusqlite::Result<Vec<u8>> {
    Ok(match row.get_ref(column)? {
        ValueRef::Blob(bytes) => bytes.to_vec(),
        _ => Vec::new(),
    })
}
