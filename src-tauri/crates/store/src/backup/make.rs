//! Making backups: one where the person says, and one a day.

use super::check;
use super::file::{self, Manifest, verify};
use super::name::{DAY_ENDS, is_name, made, name_of};
use crate::error::{Result, StoreError};
use crate::folder::{make_folder, sync_folder};
use crate::holder::process_is_gone;
use crate::open::{Access, reader};
use crate::part::{PART, Part, vacuum_into};
use crate::place::FILE_NAME;
use crate::store::{Store, lock};
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};

/// How many daily backups are kept.
const KEPT: usize = 7;

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
        let copy = reader(part.path(), Access::Frozen)?;
        let tables = check::sums(&copy, part.path())?;
        let schema = copy
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .map_err(|e| StoreError::from_sqlite(&e, part.path()))?;
        drop(copy);
        let library = self.identity()?;
        file::finish(part.path(), Manifest::new(made, program, library, schema, tables))?;
        let manifest = verify(part.path())?;
        give_name(&part, to)?;
        Ok(manifest)
    }

    /// Reads the whole file and says what is damaged; an empty list: nothing is.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn quick_check(&self) -> Result<Vec<String>> {
        self.read(check::quick)
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
        let pause =
            writer.transaction_with_behavior(TransactionBehavior::Immediate).map_err(self.sqlite_error())?;
        let part = self.copied_once(to)?;
        drop(pause);
        part.ok_or(StoreError::Busy { holder: None })
    }

    /// Nothing when somebody wrote to the library meanwhile, so that it cannot be compared with its copy.
    fn copied_once(&self, to: &Path) -> Result<Option<Part>> {
        let source = reader(&self.path, self.access)?;
        source.pragma_update(None, "query_only", false).map_err(self.sqlite_error())?;
        let before = data_version(&source).map_err(self.sqlite_error())?;
        let part = Part::beside(to)?;
        vacuum_into(&source, &part, &self.path)?;
        let corrupt = |detail| Err(StoreError::Corrupt { path: self.path.clone(), detail });
        let copy = reader(part.path(), Access::Frozen)?;
        let found = check::quick(&copy).map_err(|e| StoreError::from_sqlite(&e, part.path()))?;
        if let Some(detail) = found.into_iter().next() {
            return corrupt(detail);
        }
        if check::sums(&copy, part.path())? == check::sums(&source, &self.path)? {
            return Ok(Some(part));
        }
        if data_version(&source).map_err(self.sqlite_error())? == before {
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
        make_folder(folder)?;
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
fn give_name(part: &Part, to: &Path) -> Result<()> {
    let io_error = |e: std::io::Error| StoreError::from_io(&e, to);
    match std::fs::hard_link(part.path(), to) {
        Ok(()) => {}
        Err(_) if std::fs::symlink_metadata(to).is_ok() => {
            return Err(StoreError::Exists { path: to.to_owned() });
        }
        // A file system without links.
        Err(_) => std::fs::rename(part.path(), to).map_err(io_error)?,
    }
    sync_folder(match to.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    })
}

fn data_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "data_version", |row| row.get(0))
}
