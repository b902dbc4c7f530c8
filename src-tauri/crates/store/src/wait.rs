//! How long one waits for another's lock.

use std::time::Duration;

/// How long a poll for another's lock pauses, and how often it is tried: about ten seconds in all.
/// Short pauses, so that one writer gets in between the batches of another.
pub(crate) const POLL: Duration = Duration::from_millis(4);
pub(crate) const POLLS: i32 = if cfg!(test) { 25 } else { 2500 };

/// SQLite asks this how long to go on waiting for a lock.
pub(crate) fn wait(polls: i32) -> bool {
    std::thread::sleep(POLL);
    polls < POLLS
}

/// Changing the journal's mode and recovering it answer "busy" without asking the handler first.
pub(crate) fn retry<T>(mut work: impl FnMut() -> rusqlite::Result<T>) -> rusqlite::Result<T> {
    for _ in 0..500 {
        match work() {
            Err(e) if matches!(e.sqlite_error_code(), Some(rusqlite::ErrorCode::DatabaseBusy)) => {
                std::thread::sleep(POLL)
            }
            done => return done,
        }
    }
    work()
}
