//! Backups: the library in one file that is checked when it is made, the daily ones among them, and putting one back.
//!
//! [`file`] is what such a file looks like, [`restore`](mod@restore) puts one in the place of the library, and
//! [`check`] says whether a database is sound. Nothing here overwrites a library or a backup.

mod check;
mod file;
mod restore;

pub(crate) use check::quick;
pub use check::{TableSum, damage};
pub use file::{Manifest, verify};
pub use restore::{Difference, Kind, Restored, compare, restore};

use crate::holder::process_is_gone;
use crate::open::{PART, Part};
use crate::{FILE_NAME, Result, Store, StoreError, lock, open};
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};
use zhimai_model::DateRange;

/// How many daily backups are kept.
const KEPT: usize = 7;

/// The ending of the name of a backup.
const ENDING: &str = ".zhimai";

const DAY: i64 = 86_400_000;

/// A daily backup as it lies in its folder; not looked into yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Where it is.
    pub path: PathBuf,
    /// The name of the file.
    pub name: String,
    /// When it was made, by its name: in milliseconds since 1970-01-01 UTC.
    pub made: i64,
    /// How large it is.
    pub bytes: u64,
}

impl Store {
    /// Puts a backup of the library at `to`, complete and on the disk, or nothing. `made` is the time, `program` the version
    /// of who makes it.
    ///
    /// It is checked before it gets its name: it is opened, looked through by SQLite, and its tables have the same sums as
    /// those of the library; then every byte is read again and compared with its checksums.
    ///
    /// # Errors
    /// `Exists` when something is at `to`; `Corrupt` when the library is damaged, so that nothing good could be made of it;
    /// what the disk says.
    pub fn back_up(&self, to: &Path, made: i64, program: &str) -> Result<Manifest> {
        if std::fs::symlink_metadata(to).is_ok() {
            return Err(StoreError::Exists { path: to.to_owned() });
        }
        let part = self.copied(to)?;
        let copy = open::reader(part.path(), open::Access::Frozen)?;
        let tables = check::sums(&copy, part.path())?;
        let schema = copy
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .map_err(|e| StoreError::from_sqlite(&e, part.path()))?;
        drop(copy);
        let library = self.identity()?;
        file::finish(part.path(), Manifest::new(made, program, library, schema, tables))?;
        let manifest = verify(part.path())?;
        name(&part, to)?;
        Ok(manifest)
    }

    /// A copy of the database, unfinished, that was seen to hold the same as the library.
    fn copied(&self, to: &Path) -> Result<Part> {
        for _ in 0..2 {
            if let Some(part) = self.copied_once(to)? {
                return Ok(part);
            }
        }
        // Somebody writes all the time: for this once they wait.
        let mut writer = lock(&self.writer);
        let pause = writer.transaction_with_behavior(TransactionBehavior::Immediate).map_err(self.sort())?;
        let part = self.copied_once(to)?;
        drop(pause);
        part.ok_or(StoreError::Busy { holder: None })
    }

    /// Nothing when somebody wrote to the library meanwhile, so that it cannot be compared with its copy.
    fn copied_once(&self, to: &Path) -> Result<Option<Part>> {
        let source = open::reader(&self.path, self.access)?;
        source.pragma_update(None, "query_only", false).map_err(self.sort())?;
        let before = data_version(&source).map_err(self.sort())?;
        let part = Part::beside(to)?;
        open::vacuum_into(&source, &part, &self.path)?;
        let corrupt = |detail| Err(StoreError::Corrupt { path: self.path.clone(), detail });
        let copy = open::reader(part.path(), open::Access::Frozen)?;
        let found = check::quick(&copy).map_err(|e| StoreError::from_sqlite(&e, part.path()))?;
        if let Some(detail) = found.into_iter().next() {
            return corrupt(detail);
        }
        if check::sums(&copy, part.path())? == check::sums(&source, &self.path)? {
            return Ok(Some(part));
        }
        if data_version(&source).map_err(self.sort())? == before {
            return corrupt("a copy of it does not hold what it holds".to_owned());
        }
        Ok(None)
    }

    /// Puts the backup of this day into `folder`, unless there is one, and then takes away what is older than the seven
    /// newest of this library. Nothing is taken away as long as something in the library cannot be read. `now` is the time.
    ///
    /// # Errors
    /// As [`Store::back_up`]; whatever was there before is there still.
    pub fn back_up_daily(&self, folder: &Path, now: i64, program: &str) -> Result<Option<PathBuf>> {
        open::make_folder(folder)?;
        clear_unfinished(folder);
        let mine = self.identity()?;
        let kept = kept(folder, &mine);
        let today = name_of(now, &mine);
        let day = |name: &str| name.get(..DAY_ENDS).map(str::to_owned);
        if kept.iter().any(|one| day(&one.name) == day(&today)) {
            return Ok(None);
        }
        let path = folder.join(&today);
        self.back_up(&path, now, program)?;
        // What cannot be read here is whole in one that was made earlier.
        if !self.read(check::unreadable)?.is_empty() {
            return Ok(Some(path));
        }
        // The new one is complete and good, whatever the others are.
        for old in kept.iter().skip(KEPT - 1) {
            let _ = std::fs::remove_file(&old.path);
        }
        Ok(Some(path))
    }
}

/// Where the day ends in the name of a daily backup: `library-2026-11-29-131429-IDENTITY.zhimai`.
const DAY_ENDS: usize = "library-2026-11-29".len();

fn name_of(now: i64, identity: &str) -> String {
    format!("library-{}-{identity}{ENDING}", stamp(now))
}

/// A time as part of a name, such as `2026-11-29-131429`, in UTC. `now` is in milliseconds since 1970-01-01.
pub fn stamp(now: i64) -> String {
    let day = i32::try_from(now.div_euclid(DAY)).unwrap_or_default();
    let date = DateRange::from_days(day, day).map(|date| date.edtf().to_owned()).unwrap_or_default();
    let second = now.rem_euclid(DAY) / 1_000;
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{date}-{hour:02}{minute:02}{second:02}")
}

/// The time that the name of a daily backup tells; nothing when it tells none.
fn made(name: &str) -> Option<i64> {
    let (date, time) = name.strip_prefix("library-")?.split_at_checked("2026-11-29".len())?;
    let date: DateRange = date.parse().ok()?;
    let part = |at: usize| time.get(at..at + 2)?.parse::<i64>().ok();
    let seconds = (part(1)? * 60 + part(3)?) * 60 + part(5)?;
    Some(i64::from(date.first_day()) * DAY + seconds * 1_000)
}

/// True for the name of a daily backup of the library of this identity; an empty one means any.
fn is_name(name: &str, identity: &str) -> bool {
    let Some(rest) = name.strip_prefix("library-").and_then(|rest| rest.strip_suffix(ENDING)) else {
        return false;
    };
    let shape = rest.bytes().zip("dddd-dd-dd-dddddd-".bytes()).all(|(byte, kind)| match kind {
        b'd' => byte.is_ascii_digit(),
        sign => byte == sign,
    });
    let of = rest.get("dddd-dd-dd-dddddd-".len()..);
    shape && of.is_some_and(|of| identity.is_empty() || of == identity)
}

/// The daily backups in a folder, the newest first: those of the library of this identity, or all where it is empty.
pub fn kept(folder: &Path, identity: &str) -> Vec<Kept> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<_> = entries
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok().filter(|name| is_name(name, identity))?;
            let bytes = entry.metadata().map_or(0, |metadata| metadata.len());
            Some(Kept { path: entry.path(), made: made(&name)?, name, bytes })
        })
        .collect();
    found.sort_by(|a, b| b.name.cmp(&a.name));
    found
}

/// The newest of the daily backups in these folders that is whole, with what it says of itself: of those of the library of
/// this identity, or of all where it is empty.
pub fn newest_good(folders: &[PathBuf], identity: &str) -> Option<(Kept, Manifest)> {
    let mut all: Vec<_> = folders.iter().flat_map(|folder| kept(folder, identity)).collect();
    all.sort_by(|a, b| b.name.cmp(&a.name));
    all.into_iter().find_map(|one| verify(&one.path).ok().map(|manifest| (one, manifest)))
}

/// Takes away what backups left that were killed.
fn clear_unfinished(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let stem = name.strip_suffix("-journal").unwrap_or(&name);
        let Some((of, pid)) = stem.strip_suffix(PART).and_then(|stem| stem.rsplit_once('.')) else {
            continue;
        };
        if (is_name(of, "") || of == FILE_NAME) && pid.parse().is_ok_and(process_is_gone) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Gives an unfinished file, which is on the disk, its name, and never the name of something that is there.
fn name(part: &Part, to: &Path) -> Result<()> {
    let sort = |e: std::io::Error| StoreError::from_io(&e, to);
    match std::fs::hard_link(part.path(), to) {
        Ok(()) => {}
        Err(_) if std::fs::symlink_metadata(to).is_ok() => {
            return Err(StoreError::Exists { path: to.to_owned() });
        }
        // A file system without links.
        Err(_) => std::fs::rename(part.path(), to).map_err(sort)?,
    }
    open::sync_folder(match to.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    })
}

fn data_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "data_version", |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_daily_backup_says_when() {
        let name = name_of(1_767_225_600_000 + 3_723_000, "0123456789abcdef");
        assert_eq!(name, "library-2026-01-01-010203-0123456789abcdef.zhimai");
        assert_eq!(made(&name), Some(1_767_225_600_000 + 3_723_000));
        assert_eq!(made("library-2026-13-01-010203-a.zhimai"), None);
        assert!(is_name(&name, "") && is_name(&name, "0123456789abcdef") && !is_name(&name, "f"));
        for other in
            ["library.zhimai", "library-2026-01-0x-010203-a.zhimai", "my-2026-01-01.zhimai", "library-2026"]
        {
            assert!(!is_name(other, ""), "{other}");
        }
    }
}
