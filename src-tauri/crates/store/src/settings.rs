//! Settings: what is kept under a name, as JSON.

use crate::damage::lossy;
use crate::error::Result;
use crate::json::to_json;
use crate::store::Store;
use rusqlite::OptionalExtension;
use serde::Serialize;
use serde::de::DeserializeOwned;

impl Store {
    /// A setting; nothing when it was never set, or was set to what does not fit `T`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>> {
        let text = self.read(|connection| {
            let sql = "SELECT value FROM setting WHERE key = ?1";
            connection.prepare_cached(sql)?.query_row([key], |row| lossy(row, 0)).optional()
        })?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Keeps a setting, as JSON.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn put_setting<T: Serialize>(&self, key: &str, value: &T) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        let value = to_json(value).map_err(sqlite_error)?;
        self.write(|transaction| {
            let sql = "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value";
            transaction.prepare_cached(sql).and_then(|mut s| s.execute([key, &value])).map_err(sqlite_error)?;
            Ok(())
        })
    }
}
