//! SQLite's log beside the database, `library.db-wal`: whether it goes on from this database, or was left there by another.
//!
//! A killed process leaves a log, and SQLite reads it into whatever database lies beside it the next time: into an older copy
//! as well, which then is neither the one nor the other. So every write leaves two random marks in the library, its own and
//! the one of the write before. A log that goes on from a database holds the mark that the database has, as that of the write
//! before its first, or as one of its own where some of it was written back already.

use crate::error::{Result, StoreError};
use crate::place::{beside, immutable};
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction};
use std::fs::File;
use std::io::{BufReader, ErrorKind, Read};
use std::path::Path;

/// The setting with the marks: JSON, `"BEFORE LAST"`, 16 hexadecimal digits each.
const MARKS: &str = "library.marks";

/// The head of a log and of each page in it, in bytes (SQLite's file format, chapter 4).
const HEAD: usize = 32;
const FRAME: usize = 24;

/// Leaves the mark of a write.
pub(crate) fn mark(transaction: &Transaction) -> rusqlite::Result<()> {
    let sql = "INSERT INTO setting (key, value) VALUES (?1, '\"0000000000000000 ' || lower(hex(randomblob(8))) || '\"')
        ON CONFLICT (key) DO UPDATE
        SET value = '\"' || substr(value, 19, 16) || ' ' || lower(hex(randomblob(8))) || '\"'";
    transaction.prepare_cached(sql)?.execute([MARKS])?;
    Ok(())
}

/// Says no when the log beside the database at `path` goes on from another, or when the database is gone, for then SQLite
/// would throw the log away. Only for who has the library alone.
pub(crate) fn check(path: &Path) -> Result<()> {
    let log = beside(path, "-wal");
    if !std::fs::metadata(&log).is_ok_and(|file| file.len() > 0) {
        return Ok(());
    }
    let mut head = [0; 16];
    let begins = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    if begins.is_err() || head != *b"SQLite format 3\0" {
        let detail = format!("its beginning is gone, and {} beside it is not", log.display());
        return Err(StoreError::Corrupt { path: path.to_owned(), detail });
    }
    // A database without a mark was last written by an earlier version.
    let Some(last) = last_mark(path) else { return Ok(()) };
    match holds(&log, &last) {
        Ok(true) => Ok(()),
        Ok(false) => Err(StoreError::ForeignLog { path: log }),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
        Err(e) => Err(StoreError::from_io(&e, &log)),
    }
}

/// The last mark in the database itself, without what is in the log. What cannot be read is left to SQLite to tell.
fn last_mark(path: &Path) -> Option<String> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(immutable(path)?, flags).ok()?;
    let sql = "SELECT substr(value, 19, 16) FROM setting WHERE key = ?1";
    let mark: Option<String> = connection.query_row(sql, [MARKS], |row| row.get(0)).optional().ok()?;
    mark.filter(|mark| mark.len() == 16)
}

/// True when the pages in a log hold the mark, and when they hold no marks at all.
fn holds(log: &Path, mark: &str) -> std::io::Result<bool> {
    let mut reader = BufReader::with_capacity(1 << 16, File::open(log)?);
    let mut head = [0; HEAD];
    if reader.read_exact(&mut head).is_err() {
        return Ok(true);
    }
    let [_, _, _, _, _, _, _, _, a, b, c, d, ..] = head;
    let size = usize::try_from(u32::from_be_bytes([a, b, c, d])).unwrap_or_default();
    // Not a log; SQLite passes over it.
    if !(512..=65_536).contains(&size) {
        return Ok(true);
    }
    let (mut frame, mut marked) = (vec![0; FRAME + size], false);
    while reader.read_exact(&mut frame).is_ok() {
        // Pages behind the end of the log are left of an earlier one and have other salts.
        if frame.get(8..16) != head.get(16..24) {
            break;
        }
        let page = frame.get(FRAME..).unwrap_or_default();
        // A page may hold what stood in it before beside what stands in it now; a mark of 64 random bits is there by no accident.
        if find(page, MARKS.as_bytes()) {
            if find(page, mark.as_bytes()) {
                return Ok(true);
            }
            marked = true;
        }
    }
    Ok(!marked)
}

fn find(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}
