//! Giving room back. SQLite keeps the pages of what was removed for what comes next, and the file never shrinks by itself:
//! after a great removal most of it may be empty.

use crate::error::{Result, StoreError};
use crate::holder::Holder;
use crate::store::{Store, lock};

/// Room is given back when so many bytes of the file are empty, and at least as many as are in use: what is done then takes as
/// long as writing what is in use.
const WORTH_IT: i64 = 64 << 20;

impl Store {
    /// Gives the empty part of the file back to the system, where it is large; says how many bytes that was.
    ///
    /// Others may read meanwhile, and whoever writes waits.
    ///
    /// # Errors
    /// When the store cannot be written; it is as it was then.
    pub fn give_room_back(&self) -> Result<u64> {
        let connection = lock(&self.writer);
        let sqlite_error = self.sqlite_error();
        let number = |name: &str| {
            connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).map_err(sqlite_error)
        };
        let (page, pages, free) = (number("page_size")?, number("page_count")?, number("freelist_count")?);
        let bytes = free.saturating_mul(page);
        if bytes < WORTH_IT || free < pages.saturating_sub(free) {
            return Ok(0);
        }
        let _slip = Holder::leave(&self.path);
        // What is in use is written once more on the way, and that is too much for memory. The log has to be folded into the file
        // for it to shrink: where a reader is in the way, the next one does it.
        let shrink = connection
            .execute_batch("PRAGMA temp_store = FILE; VACUUM")
            .and_then(|()| connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())));
        connection.pragma_update(None, "temp_store", "MEMORY").map_err(sqlite_error)?;
        match shrink.map_err(sqlite_error) {
            Ok(()) => Ok(u64::try_from(bytes).unwrap_or(0)),
            // Somebody else writes, or there is no room to write what is in use once more: another time.
            Err(StoreError::Busy { .. } | StoreError::Full { .. }) => Ok(0),
            Err(error) => Err(error),
        }
    }
}
