//! What articles may claim, for the person to decide, and what the person decided. What a proposal is, the store does not know:
//! it keeps the text it is given.

use crate::damage::lossy;
use crate::error::Result;
use crate::knowledge::{Expected, Placed, Thing, ThingKind, forget_thing, put_all};
use crate::store::Store;
use rusqlite::{OptionalExtension, Transaction, params};

/// What an article may claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredProposal {
    /// The article.
    pub article: String,
    /// The same for the same sentence that is taken to say the same, in whatever article.
    pub id: String,
    /// What is proposed, as it was given.
    pub proposal: String,
}

/// An article that is to be read for what it may claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unexamined {
    /// The article.
    pub article: String,
    /// The number of its last change.
    pub sequence: i64,
}

/// Articles of a collection that comes with the program are not examined.
const TO_EXAMINE: &str = "FROM article WHERE collection <> ?1 AND NOT EXISTS (SELECT 1 FROM examined
    WHERE examined.article = article.id AND examined.sequence = article.sequence AND examined.version = ?2)";

impl Store {
    /// Articles, but those of one collection, that were not examined as they are now by what has this version; the last changed
    /// first. With their number in all.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn unexamined(&self, but: &str, version: u32, limit: u32) -> Result<(u32, Vec<Unexamined>)> {
        self.read(|connection| {
            let count = format!("SELECT count(*) {TO_EXAMINE}");
            let all =
                connection.prepare_cached(&count)?.query_row(params![but, version], |row| row.get(0))?;
            let list = format!("SELECT id, sequence {TO_EXAMINE} ORDER BY sequence DESC LIMIT ?3");
            let mut statement = connection.prepare_cached(&list)?;
            let rows = statement.query_map(params![but, version, limit], |row| {
                Ok(Unexamined { article: lossy(row, 0)?, sequence: row.get(1)? })
            })?;
            Ok((all, rows.collect::<rusqlite::Result<_>>()?))
        })
    }

    /// Keeps what examined articles may claim, each with its proposals in order, in place of what was proposed for them before.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn put_proposals(&self, found: &[(Unexamined, Vec<StoredProposal>)], version: u32) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let put = || {
                for (examined, proposals) in found {
                    put_proposals(transaction, examined, proposals, version)?;
                }
                Ok(())
            };
            put().map_err(sqlite_error)
        })
    }

    /// What is to be decided: the articles in order of time, newest first, and of each the proposals in order. With their number
    /// in all.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn proposals(&self, limit: u32) -> Result<(u32, Vec<StoredProposal>)> {
        let of = "FROM proposal JOIN article ON article.id = proposal.article
            WHERE NOT EXISTS (SELECT 1 FROM decision WHERE decision.id = proposal.id
                AND decision.article IN ('', proposal.article))";
        self.read(|connection| {
            let count = format!("SELECT count(*) {of}");
            let all = connection.prepare_cached(&count)?.query_row([], |row| row.get(0))?;
            let list = format!(
                "SELECT proposal.article, proposal.id, proposal.proposal {of}
                 ORDER BY article.day DESC, article.key DESC, proposal.place LIMIT ?1"
            );
            let mut statement = connection.prepare_cached(&list)?;
            let rows = statement.query_map([limit], |row| {
                Ok(StoredProposal { article: lossy(row, 0)?, id: lossy(row, 1)?, proposal: lossy(row, 2)? })
            })?;
            Ok((all, rows.collect::<rusqlite::Result<_>>()?))
        })
    }

    /// One proposal, decided or not.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn proposal(&self, article: &str, id: &str) -> Result<Option<StoredProposal>> {
        self.read(|connection| {
            let sql = "SELECT article, id, proposal FROM proposal WHERE article = ?1 AND id = ?2";
            let found = connection.prepare_cached(sql)?.query_row(params![article, id], |row| {
                Ok(StoredProposal { article: lossy(row, 0)?, id: lossy(row, 1)?, proposal: lossy(row, 2)? })
            });
            found.optional()
        })
    }

    /// Puts in, in one transaction, what the person made of a proposal: a claim as the last, and before it an event where that is
    /// new. `now` is in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// As in [`Store::put_things`].
    pub fn accept_proposal(
        &self,
        (article, id): (&str, &str),
        things: &[(Thing, Expected)],
        now: i64,
    ) -> Result<Placed> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let accept = || {
                let placed = put_all(transaction, things, now)?;
                if !matches!(placed, Placed::Done(_) | Placed::AsItWas) {
                    return Ok(placed);
                }
                let of = |kind| {
                    things.iter().map(|(thing, _)| thing).find(|thing| thing.kind() == kind).map(Thing::id)
                };
                let sql = "INSERT OR REPLACE INTO decision (id, article, decision, decided, claim, event)
                    VALUES (?1, ?2, 'accepted', ?3, ?4, ?5)";
                let made = params![id, article, now, of(ThingKind::Claim), of(ThingKind::Event)];
                transaction.prepare_cached(sql)?.execute(made)?;
                Ok(placed)
            };
            accept().map_err(sqlite_error)
        })
    }

    /// Rejects a proposal, in whatever article it is made: it does not come back.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn reject_proposal(&self, id: &str, now: i64) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let sql = "INSERT OR REPLACE INTO decision (id, article, decision, decided) VALUES (?1, '', 'rejected', ?2)";
            transaction.prepare_cached(sql).and_then(|mut s| s.execute(params![id, now])).map_err(sqlite_error)?;
            Ok(())
        })
    }

    /// Takes a decision back, with what was made by it; without an article, whichever it was on. False where there was none.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn undecide(&self, article: &str, id: &str) -> Result<bool> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| undecide(transaction, article, id).map_err(sqlite_error))
    }
}

fn put_proposals(
    transaction: &Transaction,
    Unexamined { article, sequence }: &Unexamined,
    proposals: &[StoredProposal],
    version: u32,
) -> rusqlite::Result<()> {
    transaction.prepare_cached("DELETE FROM proposal WHERE article = ?1")?.execute([article])?;
    let sql = "INSERT OR IGNORE INTO proposal (article, id, place, proposal) VALUES (?1, ?2, ?3, ?4)";
    let mut statement = transaction.prepare_cached(sql)?;
    for (place, one) in (0_i64..).zip(proposals) {
        statement.execute(params![article, one.id, place, one.proposal])?;
    }
    let sql = "INSERT OR REPLACE INTO examined (article, sequence, version) VALUES (?1, ?2, ?3)";
    transaction.prepare_cached(sql)?.execute(params![article, sequence, version])?;
    Ok(())
}

fn undecide(transaction: &Transaction, article: &str, id: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT claim, event FROM decision WHERE id = ?1 AND (?2 = '' OR article IN ('', ?2))";
    let found = transaction
        .prepare_cached(sql)?
        .query_row(params![id, article], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((claim, event)) = found else { return Ok(false) };
    let (claim, event): (Option<String>, Option<String>) = (claim, event);
    if let Some(claim) = claim {
        forget_thing(transaction, ThingKind::Claim, &claim)?;
    }
    if let Some(event) = event.filter(|event| !event.is_empty()) {
        // Others may have told of it since.
        let told = "SELECT EXISTS (SELECT 1 FROM own WHERE kind = 'claim' AND instr(id, ?1) = 1)";
        if !transaction.prepare_cached(told)?.query_row([format!("{event}#")], |row| row.get(0))? {
            forget_thing(transaction, ThingKind::Event, &event)?;
        }
    }
    let sql = "DELETE FROM decision WHERE id = ?1 AND (?2 = '' OR article IN ('', ?2))";
    transaction.prepare_cached(sql)?.execute(params![id, article])?;
    Ok(true)
}
