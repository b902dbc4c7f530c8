//! Which entities the person merged. What is kept of each stays as it is: whoever reads all of it folds them together.

use super::family::family;
use super::own::Placed;
use super::read;
use super::spread::note_family;
use super::thing::ThingKind;
use crate::{Result, Store};
use rusqlite::params;

impl Store {
    /// Has an entity count as another one from now on. `now` is in milliseconds since 1970-01-01 UTC.
    ///
    /// `Missing` where one of them is not there, `Taken` where the first counts as another one already.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn merge_entities(&self, gone: &str, kept: &str, now: i64) -> Result<Placed> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let merge = || {
                for id in [gone, kept] {
                    if !read::is_there(transaction, ThingKind::Entity, id)? {
                        return Ok(Placed::Missing);
                    }
                }
                let sql = "INSERT OR IGNORE INTO merged (gone, kept, merged) VALUES (?1, ?2, ?3)";
                if transaction.prepare_cached(sql)?.execute(params![gone, kept, now])? == 0 {
                    return Ok(Placed::Taken);
                }
                note_family(transaction, &family(transaction, gone)?)?;
                Ok(Placed::Done(read::version(transaction, ThingKind::Entity, kept)?))
            };
            merge().map_err(sqlite_error)
        })
    }

    /// Has an entity count as itself again. `Missing` where it did.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn split_entity(&self, gone: &str) -> Result<Placed> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let split = || {
                let together = family(transaction, gone)?;
                let sql = "DELETE FROM merged WHERE gone = ?1";
                if transaction.prepare_cached(sql)?.execute([gone])? == 0 {
                    return Ok(Placed::Missing);
                }
                note_family(transaction, &together)?;
                Ok(Placed::Done(read::version(transaction, ThingKind::Entity, gone)?))
            };
            split().map_err(sqlite_error)
        })
    }
}
