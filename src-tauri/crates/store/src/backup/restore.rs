//! Putting a backup in the place of the library, which is set aside and never written over.

use super::check::unsigned;
use super::file::{self, Manifest};
use super::name::stamp;
use crate::error::{Result, StoreError};
use crate::folder::{make_folder, sync_folder};
use crate::in_use::InUse;
use crate::open::{self, Access};
use crate::part::Part;
use crate::place::{FILE_NAME, SET_ASIDE, beside};
use crate::schema::compared;
use crate::{log, private};
use rusqlite::Connection;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The folder of the index, which goes with the library that it was made of.
const INDEX: &str = "index";

/// How many notes are named that a restore would take away or make older.
const NAMED: u32 = 10;

/// A library that was restored.
#[derive(Clone, Debug)]
pub struct Restored {
    /// What the backup says of itself.
    pub manifest: Manifest,
    /// Where the library lies that was there before; nothing where there was none.
    pub set_aside: Option<PathBuf>,
}

/// Puts the backup at `file` in the place of the library in `folder`. `now` is the time, which names the folder that the
/// present library is set aside in.
///
/// The backup is compared with its checksums as it is copied. The new library takes the place of the old one in one step, so
/// whoever is killed before it has the old one, and after it the new one; the old one lies in [`SET_ASIDE`] in both cases.
///
/// # Errors
/// `NotABackup` with what is wrong, `InUse` when the library is open, and what the disk says. The library is as it was then.
pub fn restore(folder: &Path, file: &Path, now: i64) -> Result<Restored> {
    make_folder(folder)?;
    let path = folder.join(FILE_NAME);
    let _alone = InUse::alone(&path)?;
    let part = Part::beside(&path)?;
    let manifest = file::extract(file, part.path())?;
    let set_aside = set_aside(folder, &path, &stamp(now))?;
    std::fs::rename(part.path(), &path).map_err(|e| StoreError::from_io(&e, &path))?;
    sync_folder(folder)?;
    private::tighten(folder);
    Ok(Restored { manifest, set_aside })
}

/// Has everything of the present library in a folder of its own; the database stays in its place too, so that there is a
/// library at every moment, and what could be read into another one does not stay.
fn set_aside(folder: &Path, path: &Path, stamp: &str) -> Result<Option<PathBuf>> {
    let left = [beside(path, "-wal"), beside(path, "-shm"), beside(path, "-journal")];
    let is_there = std::fs::symlink_metadata(path).is_ok();
    if !is_there && !left.iter().any(|file| file.exists()) {
        return Ok(None);
    }
    // A log that goes on from another database is set aside as it is.
    if is_there && log::check(path).is_ok() {
        fold_in_log(path)?;
    }
    let aside = new_aside(folder, stamp)?;
    let io = |e: std::io::Error| StoreError::from_io(&e, &aside);
    if is_there {
        let kept = aside.join(FILE_NAME);
        let is_link = std::fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
        if is_link || std::fs::hard_link(path, &kept).is_err() {
            // A file system without links, or a link that may lead nowhere from there: a copy, made safely.
            let part = Part::beside(&kept)?;
            std::fs::copy(path, part.path()).map_err(io)?;
            std::fs::File::open(part.path()).and_then(|file| file.sync_all()).map_err(io)?;
            std::fs::rename(part.path(), &kept).map_err(io)?;
        }
    }
    // The index is made anew from the library; one that was made of another would answer with what is gone.
    move_into(&folder.join(INDEX), &aside).map_err(io)?;
    // SQLite would read a log into whatever database lies beside it.
    for file in &left {
        move_into(file, &aside).map_err(io)?;
    }
    sync_folder(&aside)?;
    sync_folder(folder)?;
    let _ = std::fs::remove_dir_all(aside.join(INDEX));
    Ok(Some(aside))
}

/// A folder that was not there before.
fn new_aside(folder: &Path, stamp: &str) -> Result<PathBuf> {
    let all = folder.join(SET_ASIDE);
    make_folder(&all)?;
    for nth in 1..1_000 {
        let name = if nth == 1 { stamp.to_owned() } else { format!("{stamp}-{nth}") };
        let aside = all.join(name);
        if std::fs::symlink_metadata(&aside).is_ok() {
            continue;
        }
        make_folder(&aside)?;
        return Ok(aside);
    }
    Err(StoreError::Exists { path: all.join(stamp) })
}

fn move_into(path: &Path, folder: &Path) -> std::io::Result<()> {
    let Some(name) = path.file_name() else { return Ok(()) };
    match std::fs::rename(path, folder.join(name)) {
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Has what is in the log of a sound library written into it, so that its one file holds everything.
///
/// # Errors
/// `InUse` when a program of an older version, which leaves no lock, has the library open.
fn fold_in_log(path: &Path) -> Result<()> {
    let fold = || {
        let connection = Connection::open_with_flags(path, rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.busy_timeout(Duration::from_millis(500))?;
        connection.pragma_update(None, "journal_mode", "DELETE")
    };
    match fold() {
        Err(e) if matches!(StoreError::from_sqlite(&e, path), StoreError::Busy { .. }) => {
            Err(StoreError::InUse { path: path.to_owned() })
        }
        // What cannot be opened is damaged; it is set aside with its log as it is.
        _ => Ok(()),
    }
}

/// What a restore would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Of what.
    pub kind: Kind,
    /// How many the library holds.
    pub here: u64,
    /// How many the backup holds.
    pub there: u64,
    /// Those that only the library holds: they would go.
    pub only_here: u64,
    /// Those that only the backup holds: they would come back.
    pub only_there: u64,
    /// Those that both hold and that were changed later in the library: they would become older.
    pub newer_here: u64,
    /// Those that both hold and that were changed later in the backup.
    pub newer_there: u64,
    /// Titles or names of some that would go or become older, at most ten.
    pub named: Vec<String>,
}

/// What a library holds that a person cares for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    Note,
    Article,
    Dictionary,
    SavedSearch,
    /// What the person added to what is known, changed or took away.
    Own,
    /// What was typed and is not saved; told where there is any.
    Draft,
}

/// How things of a kind are told apart in their table.
struct Compared {
    kind: Kind,
    table: &'static str,
    id: &'static str,
    /// True when `h` and `t` are of one thing.
    same: &'static str,
    /// True when `h` and `t`, both of one thing, are not the same.
    differ: &'static str,
    /// What grows with every change.
    age: [&'static str; 2],
    name: &'static str,
}

const COMPARED: [Compared; 6] = [
    Compared {
        kind: Kind::Note,
        table: "note",
        id: "id",
        same: "t.id = h.id",
        differ: "h.version <> t.version OR h.zh <> t.zh OR h.en <> t.en OR h.tags <> t.tags OR h.deleted IS NOT t.deleted",
        age: [
            "max(h.modified, coalesce(h.deleted, h.modified))",
            "max(t.modified, coalesce(t.deleted, t.modified))",
        ],
        name: "substr(CASE h.zh WHEN '' THEN h.en ELSE h.zh END, 1, 80)",
    },
    Compared {
        kind: Kind::Article,
        table: "article",
        id: "id",
        same: "t.id = h.id",
        differ: "h.hash <> t.hash",
        age: ["h.sequence", "t.sequence"],
        name: "CASE h.title WHEN '' THEN h.beginning ELSE h.title END",
    },
    Compared {
        kind: Kind::Dictionary,
        table: "dictionary",
        id: "name",
        same: "t.name = h.name",
        differ: "h.imported <> t.imported",
        age: ["h.imported", "t.imported"],
        name: "h.name",
    },
    Compared {
        kind: Kind::SavedSearch,
        table: "saved_search",
        id: "name",
        same: "t.name = h.name",
        differ: "h.search <> t.search",
        age: ["h.saved", "t.saved"],
        name: "h.name",
    },
    Compared {
        kind: Kind::Own,
        table: "own",
        id: "id",
        same: "t.kind = h.kind AND t.id = h.id",
        differ: "h.thing IS NOT t.thing OR h.removed IS NOT t.removed",
        age: ["h.written", "t.written"],
        name: "h.id",
    },
    Compared {
        kind: Kind::Draft,
        table: "draft",
        id: "note",
        same: "t.note = h.note",
        differ: "h.draft <> t.draft",
        age: ["h.kept", "t.kept"],
        // What a draft says is not known here.
        name: "NULL",
    },
];

/// Says what a restore of the backup at `file` would change in `folder`, and changes nothing. The backup is read whole.
///
/// The differences are nothing where there is no library, or one that cannot be read.
///
/// # Errors
/// `NotABackup` with what is wrong, and what the disk says.
pub fn compare(folder: &Path, file: &Path) -> Result<(Manifest, Option<Vec<Difference>>)> {
    let manifest = file::verify(file)?;
    let path = folder.join(FILE_NAME);
    // With a log of another state beside it, it would be compared as a mixture.
    let _in_use = match path.is_file().then(|| InUse::shared(&path)).transpose() {
        Ok(in_use) => in_use,
        Err(_) => return Ok((manifest, None)),
    };
    let differences = [Access::ReadOnly, Access::Frozen].into_iter().find_map(|access| {
        let connection = open::reader(&path, access).ok()?;
        differences(&connection, file).ok()
    });
    Ok((manifest, differences))
}

fn differences(connection: &Connection, file: &Path) -> rusqlite::Result<Vec<Difference>> {
    let name = file.to_str().ok_or_else(|| rusqlite::Error::InvalidPath(file.to_owned()))?;
    connection.execute("ATTACH ?1 AS backup", [name])?;
    let mut all: Vec<Difference> =
        COMPARED.iter().map(|one| difference(connection, one)).collect::<rusqlite::Result<_>>()?;
    all.retain(|one| one.kind != Kind::Draft || one.here > 0 || one.there > 0);
    Ok(all)
}

fn difference(connection: &Connection, one: &Compared) -> rusqlite::Result<Difference> {
    let Compared { kind, table, id, same, differ, age: [here_age, there_age], name } = one;
    let has = |schema: &str| {
        let sql = format!("SELECT count(*) FROM {schema}.sqlite_schema WHERE type = 'table' AND name = ?1");
        connection.query_row(&sql, [table], |row| Ok(row.get::<_, i64>(0)? > 0))
    };
    // A version of the library that had none of the kind has the table not.
    let rows = |schema: &str| -> rusqlite::Result<String> {
        Ok(if has(schema)? {
            compared(connection, schema, table)?
        } else {
            format!("(SELECT * FROM {}.{table} LIMIT 0)", if schema == "main" { "backup" } else { "main" })
        })
    };
    let mut found = Difference {
        kind: *kind,
        here: 0,
        there: 0,
        only_here: 0,
        only_there: 0,
        newer_here: 0,
        newer_there: 0,
        named: Vec::new(),
    };
    if !has("main")? && !has("backup")? {
        return Ok(found);
    }
    let (here, there): (String, String) = (rows("main")?, rows("backup")?);
    let count = |sql: &str| {
        connection.query_row(&format!("SELECT count(*) FROM {sql}"), [], |row| Ok(unsigned(row.get(0)?)))
    };
    let missing = |one: &str, other: &str| {
        count(&format!("{one} h WHERE NOT EXISTS (SELECT 1 FROM {other} t WHERE {same})"))
    };
    let both = format!("{here} h JOIN {there} t ON {same} WHERE ({differ})");
    found.here = count(&here)?;
    found.there = count(&there)?;
    found.only_here = missing(&here, &there)?;
    found.only_there = missing(&there, &here)?;
    found.newer_here = count(&format!("{both} AND {here_age} >= {there_age}"))?;
    found.newer_there = count(&format!("{both} AND {here_age} < {there_age}"))?;
    let mut named = connection.prepare(&format!(
        "SELECT {name} FROM {here} h LEFT JOIN {there} t ON {same}
         WHERE t.{id} IS NULL OR (({differ}) AND {here_age} >= {there_age}) ORDER BY {here_age} DESC LIMIT {NAMED}"
    ))?;
    let named = named.query_map([], |row| row.get::<_, Option<String>>(0))?;
    found.named = named.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;
    use crate::schema::{APPLICATION_ID, MIGRATIONS};

    #[test]
    fn a_library_that_was_brought_up_to_date_differs_in_nothing_from_its_backup_of_before() {
        let folder = tempfile::tempdir().unwrap();
        let (path, backup) = (folder.path().join(FILE_NAME), folder.path().join("backup.db"));
        let old = Connection::open(&path).unwrap();
        MIGRATIONS.iter().take(6).for_each(|step| step.take(&old).unwrap());
        old.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
        old.pragma_update(None, "user_version", 6).unwrap();
        old.execute_batch(
            r###"INSERT INTO article (id, wanted, nth, sequence, hash, collection, kind, lang, script, day, title,
                beginning, paragraphs)
             VALUES ('a', 'a', 1, 1, x'00', 'c', 'brief', 'zh', 'hant', 0, 'T', '', '["## 一","二"]')"###,
        )
        .unwrap();
        drop(old);
        std::fs::copy(&path, &backup).unwrap();
        drop(Store::open(folder.path()).unwrap());
        let connection = open::reader(&path, Access::ReadOnly).unwrap();
        let found = differences(&connection, &backup).unwrap();
        let articles = found.iter().find(|one| one.kind == Kind::Article).unwrap();
        assert_eq!((articles.here, articles.there), (1, 1));
        assert_eq!((articles.newer_here, articles.newer_there), (0, 0));
    }
}
