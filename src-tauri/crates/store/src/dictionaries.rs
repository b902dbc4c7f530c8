//! Dictionaries that the person imported.

use crate::Import;
use crate::damage::{self, lossy};
use crate::error::{Result, StoreError};
use crate::json::{json, to_json};
use crate::store::Store;
use rusqlite::{Row, Transaction, params};
use zhimai_model::{Dictionary, DictionaryEntry};

/// A dictionary and how much it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDictionary {
    /// Its number in the store; one that takes its place has another.
    pub key: i64,
    /// Unique.
    pub name: String,
    /// When it was imported, in milliseconds since 1970-01-01 UTC.
    pub imported: i64,
    /// How many entries it has.
    pub entries: u32,
}

impl Store {
    /// Puts a dictionary in, in place of the one of the same name; says whether there was one.
    /// `now` is in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn put_dictionary(&self, dictionary: &Dictionary, now: i64) -> Result<bool> {
        self.write(|transaction| put(transaction, dictionary, now).map_err(self.sqlite_error()))
    }

    /// The same for a dictionary that an import brings.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn put_dictionary_from(
        &self,
        dictionary: &Dictionary,
        now: i64,
        import: &mut Import,
    ) -> Result<bool> {
        self.write_for(import, |transaction, _| {
            put(transaction, dictionary, now).map_err(self.sqlite_error())
        })
    }

    /// Takes a dictionary out.
    ///
    /// # Errors
    /// `NotFound` when there is none of this name; otherwise when the store cannot be written.
    pub fn remove_dictionary(&self, name: &str) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let removed = transaction
                .execute("DELETE FROM dictionary WHERE name = ?1", [name])
                .map_err(sqlite_error)?;
            if removed == 0 {
                return Err(StoreError::NotFound { what: "dictionary", id: name.to_owned() });
            }
            Ok(())
        })
    }

    /// The dictionaries, by name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn dictionaries(&self) -> Result<Vec<StoredDictionary>> {
        self.read(|connection| {
            let sql = "SELECT key, name, imported, entries FROM dictionary ORDER BY name";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([], |row| {
                let key = row.get(0)?;
                Ok(StoredDictionary {
                    key,
                    name: lossy(row, 1)?,
                    imported: row.get(2)?,
                    entries: row.get(3)?,
                })
            })?;
            rows.collect()
        })
    }

    /// Hands over every entry of a dictionary in its order, one at a time, and says how many were passed over because they are damaged.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn each_dictionary_entry(&self, key: i64, mut on: impl FnMut(DictionaryEntry)) -> Result<u32> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT traditional, simplified, pinyin, glosses FROM dictionary_entry
                 WHERE dictionary = ?1 ORDER BY number",
            )?;
            let mut rows = statement.query([key])?;
            let whole = |row: &Row| {
                Ok(DictionaryEntry {
                    traditional: row.get(0)?,
                    simplified: row.get(1)?,
                    pinyin: row.get(2)?,
                    glosses: json(row, 3)?,
                })
            };
            let mut damaged = 0_u32;
            while let Some(row) = rows.next()? {
                match damage::read(row, &[], whole)? {
                    Ok(entry) => on(entry),
                    Err(_) => damaged = damaged.saturating_add(1),
                }
            }
            Ok(damaged)
        })
    }
}

/// Puts a dictionary in the place of the one of the same name, and says whether there was one.
fn put(transaction: &Transaction, dictionary: &Dictionary, now: i64) -> rusqlite::Result<bool> {
    let replaced =
        transaction.prepare_cached("DELETE FROM dictionary WHERE name = ?1")?.execute([&dictionary.name])?;
    let sql = "INSERT INTO dictionary (name, imported, entries) VALUES (?1, ?2, ?3)";
    let count = u32::try_from(dictionary.entries.len()).unwrap_or(u32::MAX);
    transaction.prepare_cached(sql)?.execute(params![dictionary.name, now, count])?;
    let key = transaction.last_insert_rowid();
    let mut statement = transaction.prepare_cached(
        "INSERT INTO dictionary_entry (dictionary, number, traditional, simplified, pinyin, glosses)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (number, entry) in (0_u32..).zip(&dictionary.entries) {
        let DictionaryEntry { traditional, simplified, pinyin, glosses } = entry;
        let glosses = to_json(glosses)?;
        statement.execute(params![key, number, traditional, simplified, pinyin, glosses])?;
    }
    Ok(replaced > 0)
}
