//! What a backup looks like: the database, then a manifest, then a line that says how long both are.
//!
//! ```text
//! the database, as SQLite writes it       N bytes
//! the manifest, one object of JSON        M bytes
//! "\nzhimai-backup 1 N M SHA256\n"        N and M of 20 digits each, the SHA-256 of the manifest in 64 hexadecimal ones
//! ```
//!
//! The manifest holds the SHA-256 of every block of the database, so no byte of the file can change unseen, and what is
//! damaged can be named. As the database comes first, any program that reads SQLite can open a backup, in ten years too.

use super::check::{self, TableSum};
use crate::error::{BackupProblem as Problem, Result, StoreError};
use crate::open::{self, Access};
use crate::schema::{APPLICATION_ID, MIGRATIONS};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// The version of the layout.
const FORMAT: u32 = 1;
const NAME: &str = "\nzhimai-backup ";
/// Bytes in a block of the database that has a checksum of its own.
const BLOCK: u64 = 1 << 20;
/// The most bytes of a manifest: a database of a terabyte has a million blocks.
const MOST_MANIFEST: u64 = 80 << 20;

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    /// When it was made, in milliseconds since 1970-01-01 UTC.
    pub made: i64,
    /// The version of the program that made it.
    pub program: String,
    /// The identity of the library.
    pub library: String,
    /// The version of the library's tables.
    pub schema: i64,
    /// What every table holds.
    pub tables: BTreeMap<String, TableSum>,
    /// How long the database is, in bytes.
    pub bytes: u64,
    block: u64,
    /// The SHA-256 of every block, in hexadecimal digits.
    sums: Vec<String>,
}

impl Manifest {
    /// Without what is known of the bytes; [`finish`] adds that.
    pub(super) fn new(
        made: i64,
        program: &str,
        library: String,
        schema: i64,
        tables: BTreeMap<String, TableSum>,
    ) -> Self {
        let program = program.to_owned();
        Self {
            format: FORMAT,
            made,
            program,
            library,
            schema,
            tables,
            bytes: 0,
            block: BLOCK,
            sums: Vec::new(),
        }
    }

    /// How many rows a table has.
    pub fn rows(&self, table: &str) -> u64 {
        self.tables.get(table).map_or(0, |sum| sum.rows)
    }
}

/// Makes a backup of the copy of a database at `path`: adds the manifest and the last line, and has it all on the disk.
pub(super) fn finish(path: &Path, mut manifest: Manifest) -> Result<()> {
    let mut work = || {
        let mut file = OpenOptions::new().read(true).append(true).open(path)?;
        manifest.bytes = file.metadata()?.len();
        for_each_block(&mut file, manifest.bytes, |_, bytes| {
            manifest.sums.push(hex(&Sha256::digest(bytes)));
            Ok(())
        })?;
        let text = serde_json::to_string(&manifest)?;
        file.write_all(text.as_bytes())?;
        let length = u64::try_from(text.len()).map_err(std::io::Error::other)?;
        file.write_all(last_line(FORMAT, manifest.bytes, length, &hex(&Sha256::digest(&text))).as_bytes())?;
        file.sync_all()
    };
    work().map_err(|e: std::io::Error| StoreError::from_io(&e, path))
}

fn last_line(format: u32, database: u64, manifest: u64, sum: &str) -> String {
    format!("{NAME}{format} {database:020} {manifest:020} {sum}\n")
}

/// Reads a whole backup: every byte is compared with its checksum, and the database in it is opened, looked through and
/// counted. Nothing is written.
///
/// # Errors
/// `NotABackup` with what is wrong and where, and what the disk says.
pub fn verify(path: &Path) -> Result<Manifest> {
    let (mut file, manifest) = open(path)?;
    check_blocks(&mut file, path, &manifest, |_| Ok(()))?;
    check_database(path, path, &manifest)?;
    Ok(manifest)
}

/// Writes the database of a backup into an empty file, comparing every byte that is written with its checksum.
pub(super) fn extract(path: &Path, to: &Path) -> Result<Manifest> {
    let (mut file, manifest) = open(path)?;
    let failed = |e: std::io::Error| StoreError::from_io(&e, to);
    let mut out = OpenOptions::new().write(true).open(to).map_err(failed)?;
    check_blocks(&mut file, path, &manifest, |bytes| out.write_all(bytes).map_err(failed))?;
    out.sync_all().map_err(failed)?;
    check_database(to, path, &manifest)?;
    Ok(manifest)
}

/// Opens a backup and reads its manifest.
fn open(path: &Path) -> Result<(File, Manifest)> {
    let wrong = |problem| StoreError::NotABackup { path: path.to_owned(), problem };
    let failed = |e: std::io::Error| match e.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => wrong(Problem::Missing),
        std::io::ErrorKind::PermissionDenied => {
            StoreError::Unreadable { path: path.to_owned(), detail: e.to_string() }
        }
        _ => StoreError::from_io(&e, path),
    };
    // A pipe would have us wait, and a folder cannot be read.
    if !std::fs::metadata(path).map_err(failed)?.is_file() {
        return Err(wrong(Problem::Other));
    }
    let mut file = File::open(path).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    let problem = read_manifest(&mut file, length).map_err(failed)?;
    problem.map(|manifest| (file, manifest)).map_err(wrong)
}

fn read_manifest(file: &mut File, length: u64) -> std::io::Result<std::result::Result<Manifest, Problem>> {
    if length == 0 {
        return Ok(Err(Problem::Empty));
    }
    let line_length = last_line(FORMAT, 0, 0, &hex(&Sha256::digest([]))).len() as u64;
    let Some(ends) = length.checked_sub(line_length) else { return without_end(file, length) };
    let line = read(file, ends, line_length)?;
    let Some((format, database, manifest, sum)) = parts(&line) else { return without_end(file, length) };
    // Written anew it must be the same line: every byte of it counts.
    let sound = last_line(format, database, manifest, &sum).as_bytes() == line
        && database.checked_add(manifest) == Some(ends)
        && manifest <= MOST_MANIFEST;
    if !sound {
        return Ok(Err(Problem::LastLine));
    }
    let text = read(file, database, manifest)?;
    let damaged = Problem::Manifest { from: database, to: ends };
    if hex(&Sha256::digest(&text)) != sum {
        return Ok(Err(damaged));
    }
    #[derive(Deserialize)]
    struct Version {
        format: u32,
    }
    match serde_json::from_slice::<Version>(&text) {
        Ok(Version { format: told }) if told != format => return Ok(Err(Problem::LastLine)),
        Ok(_) if format != FORMAT => {
            return Ok(Err(Problem::Newer { found: format.into(), known: FORMAT.into() }));
        }
        _ => {}
    }
    Ok(match serde_json::from_slice::<Manifest>(&text) {
        Ok(found)
            if found.bytes == database
                && found.block == BLOCK
                && found.sums.len() as u64 == database.div_ceil(BLOCK) =>
        {
            Ok(found)
        }
        _ => Err(damaged),
    })
}

/// The format, the lengths and the sum that a last line says; nothing when it is none.
fn parts(line: &[u8]) -> Option<(u32, u64, u64, String)> {
    let line = std::str::from_utf8(line).ok()?.strip_prefix(NAME)?.strip_suffix('\n')?;
    let mut words = line.split(' ');
    let (format, database, manifest) = (words.next()?, words.next()?, words.next()?);
    Some((format.parse().ok()?, database.parse().ok()?, manifest.parse().ok()?, words.next()?.to_owned()))
}

/// What is to be said of a file that does not end as a backup does.
fn without_end(file: &mut File, length: u64) -> std::io::Result<std::result::Result<Manifest, Problem>> {
    let head = read(file, 0, length.min(100))?;
    let number = |at: usize, long: usize| {
        head.get(at..at + long).map(|bytes| bytes.iter().fold(0_u64, |sum, &byte| sum << 8 | u64::from(byte)))
    };
    // The file format of SQLite: the size of a page at 16, how many there are at 28, whose the database is at 68.
    let (page, pages, program) = (number(16, 2), number(28, 4), number(68, 4));
    let ours = head.starts_with(b"SQLite format 3\0") && program == u64::try_from(APPLICATION_ID).ok();
    let (Some(page), Some(pages), true) = (page, pages, ours) else {
        // Even a head that was cut short tells a backup.
        let begun = !head.is_empty() && b"SQLite format 3\0".starts_with(head.get(..16).unwrap_or(&head));
        return Ok(Err(if begun && length < 100 {
            Problem::CutShort { bytes: length }
        } else {
            Problem::Other
        }));
    };
    let page = if page == 1 { 65_536 } else { page };
    Ok(Err(if length > page.saturating_mul(pages) {
        Problem::LastLine
    } else {
        Problem::CutShort { bytes: length }
    }))
}

fn read(file: &mut File, at: u64, length: u64) -> std::io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Calls `work` with every block of the first `length` bytes and its number, from 0. The last one may be shorter.
fn for_each_block(
    file: &mut File,
    length: u64,
    mut work: impl FnMut(u64, &[u8]) -> std::io::Result<()>,
) -> std::io::Result<()> {
    file.seek(SeekFrom::Start(0))?;
    let mut reader = BufReader::with_capacity(1 << 16, file);
    let mut bytes = Vec::new();
    for number in 0..length.div_ceil(BLOCK) {
        bytes.clear();
        let size = BLOCK.min(length - number * BLOCK);
        (&mut reader).take(size).read_to_end(&mut bytes)?;
        work(number, &bytes)?;
    }
    Ok(())
}

/// Compares every block with its sum, and hands it on.
fn check_blocks(
    file: &mut File,
    path: &Path,
    manifest: &Manifest,
    mut good: impl FnMut(&[u8]) -> Result<()>,
) -> Result<()> {
    let mut failed = None;
    let stop = || std::io::Error::other("stopped");
    let read = for_each_block(file, manifest.bytes, |number, bytes| {
        let sum = usize::try_from(number).ok().and_then(|number| manifest.sums.get(number));
        if sum != Some(&hex(&Sha256::digest(bytes))) {
            let (from, to) = (number * BLOCK, manifest.bytes.min((number + 1) * BLOCK));
            let problem = Problem::Block { block: number + 1, from, to };
            failed = Some(StoreError::NotABackup { path: path.to_owned(), problem });
            return Err(stop());
        }
        good(bytes).map_err(|e| {
            failed = Some(e);
            stop()
        })
    });
    match (failed, read) {
        (Some(error), _) => Err(error),
        (None, read) => read.map_err(|e| StoreError::from_io(&e, path)),
    }
}

/// Opens the database at `database`, which came out of the backup at `path`, and sees that it is sound and holds what the
/// manifest says.
fn check_database(database: &Path, path: &Path, manifest: &Manifest) -> Result<()> {
    let wrong = |problem| StoreError::NotABackup { path: path.to_owned(), problem };
    let look = || {
        let connection = open::reader(database, Access::Frozen)?;
        open::check(&connection, database, MIGRATIONS.len())?;
        let mut found = check::quick(&connection).map_err(|e| StoreError::from_sqlite(&e, database))?;
        if found.is_empty() && check::sums(&connection, database)? != manifest.tables {
            found.push("it does not hold what its manifest says".to_owned());
        }
        Ok(found)
    };
    match look() {
        Ok(found) => match found.into_iter().next() {
            None => Ok(()),
            Some(detail) => Err(wrong(Problem::Database { detail })),
        },
        Err(StoreError::Newer { found, known, .. }) => Err(wrong(Problem::Newer { found, known })),
        Err(StoreError::Corrupt { detail, .. }) => Err(wrong(Problem::Database { detail })),
        Err(error) => Err(error),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
