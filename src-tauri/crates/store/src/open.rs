//! Opening a library: connections, the check that it is one, and bringing an older one up to date.

use crate::error::StoreError;
use crate::folder::{make_folder, sync_folder};
use crate::part::{Part, vacuum_into};
use crate::place::{beside, immutable};
use crate::private;
use crate::schema::{self, APPLICATION_ID, Step};
use crate::wait::{retry, wait};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::fs::File;
use std::path::Path;

/// How a library can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Read and written.
    Full,
    /// Read only, side by side with others.
    ReadOnly,
    /// Read only, and nothing can be put beside it either, such as on a medium that is read-only.
    Frozen,
    /// As [`Access::Frozen`], because the disk is too full for what SQLite puts beside a database.
    NoRoom,
}

/// Opens or makes the database at `path` in `folder` and brings it to the version that `migrations` lead to; where it
/// cannot be written, opens what is there for reading.
pub(crate) fn open(
    folder: &Path,
    path: &Path,
    migrations: &[Step],
) -> Result<(Connection, Access), StoreError> {
    match open_to_write(folder, path, migrations) {
        Err(StoreError::ReadOnly { .. }) if path.is_file() => open_to_read(path, migrations),
        // What is there can be read still. Whoever has it open too had room for that, and then so has this one.
        Err(full @ StoreError::Full { .. }) if path.is_file() => {
            opened_to_read(path, migrations, Access::NoRoom).map_err(|_| full)
        }
        opened => opened.map(|connection| (connection, Access::Full)),
    }
}

fn open_to_write(folder: &Path, path: &Path, migrations: &[Step]) -> Result<Connection, StoreError> {
    make_folder(folder)?;
    let is_new = !path.exists();
    if is_new {
        // SQLite gives what it puts beside a database the permissions of the database.
        match private::new_file(path) {
            Err(e) if e.kind() != std::io::ErrorKind::AlreadyExists => {
                return Err(StoreError::from_io(&e, path));
            }
            _ => {}
        }
    }
    private::tighten(folder);
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let sqlite_error = |e: rusqlite::Error| StoreError::from_sqlite(&e, path);
    let mut connection = Connection::open_with_flags(path, flags).map_err(sqlite_error)?;
    connection.busy_handler(Some(wait)).map_err(sqlite_error)?;
    if connection.is_readonly("main").map_err(sqlite_error)? {
        return Err(StoreError::ReadOnly { path: path.to_owned(), detail: "it is read-only".to_owned() });
    }
    check(&connection, path, migrations.len())?;
    let set = |connection: &Connection| {
        // Has an effect on a new database only. An article of the usual size wastes less of a large page.
        connection.pragma_update(None, "page_size", 8_192)?;
        retry(|| connection.pragma_update(None, "journal_mode", "WAL"))?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        connection.pragma_update(None, "cache_size", -32_768)?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        connection.pragma_update(None, "wal_autocheckpoint", 4_000)?;
        connection.pragma_update(None, "journal_size_limit", 67_108_864)?;
        connection.set_prepared_statement_cache_capacity(64);
        rusqlite::Result::Ok(())
    };
    set(&connection).map_err(sqlite_error)?;
    migrate(&mut connection, folder, path, migrations)?;
    if is_new {
        sync_folder(folder)?;
    }
    Ok(connection)
}

fn open_to_read(path: &Path, migrations: &[Step]) -> Result<(Connection, Access), StoreError> {
    match opened_to_read(path, migrations, Access::ReadOnly) {
        Err(StoreError::ReadOnly { .. }) => opened_to_read(path, migrations, Access::Frozen),
        opened => opened,
    }
}

fn opened_to_read(
    path: &Path,
    migrations: &[Step],
    access: Access,
) -> Result<(Connection, Access), StoreError> {
    let connection = reader(path, access)?;
    check(&connection, path, migrations.len())?;
    let found: i64 = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(|e| StoreError::from_sqlite(&e, path))?;
    // One that lacks no more than can be lent is lent it by its readers.
    let lacks = usize::try_from(found).is_ok_and(|found| found < migrations.len());
    if lacks && schema::lent(found).is_none() {
        let detail = format!("it has format {found} and must be brought to {} first", migrations.len());
        return Err(StoreError::ReadOnly { path: path.to_owned(), detail });
    }
    Ok((connection, access))
}

/// One more reader of a library that is open already.
pub(crate) fn reader(path: &Path, access: Access) -> Result<Connection, StoreError> {
    let open = || {
        let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = match access {
            // Read and write, because a reader may have to recover the log that a killed process left.
            Access::Full => Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_READ_WRITE)?,
            Access::ReadOnly => Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_READ_ONLY)?,
            Access::Frozen | Access::NoRoom => frozen(path)?,
        };
        connection.busy_handler(Some(wait))?;
        connection.pragma_update(None, "trusted_schema", false)?;
        connection.pragma_update(None, "cache_size", -8_192)?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        if access != Access::Full {
            let found = retry(|| connection.pragma_query_value(None, "user_version", |row| row.get(0)))?;
            for loan in schema::lent(found).unwrap_or_default() {
                loan.lend(&connection)?;
            }
        }
        connection.pragma_update(None, "query_only", true)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(connection)
    };
    open().map_err(|e| StoreError::from_sqlite(&e, path))
}

/// A reader that makes no file beside the database, and so takes no locks.
fn frozen(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let has_log = std::fs::metadata(beside(path, "-wal")).is_ok_and(|file| file.len() > 0);
    match immutable(path) {
        Some(uri) if !has_log => Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI),
        // What a killed process left in the log is read too, with its index in memory.
        _ => {
            let connection = if cfg!(unix) {
                Connection::open_with_flags_and_vfs(path, flags, c"unix-none")?
            } else {
                Connection::open_with_flags(path, flags)?
            };
            connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
            Ok(connection)
        }
    }
}

/// Refuses what is no library, is damaged on the face of it, or is newer than we know, before anything is written.
pub(crate) fn check(connection: &Connection, path: &Path, known: usize) -> Result<(), StoreError> {
    let sqlite_error = |e: rusqlite::Error| StoreError::from_sqlite(&e, path);
    let number = |name: &str| {
        retry(|| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0))).map_err(sqlite_error)
    };
    let corrupt =
        |detail: &str| Err(StoreError::Corrupt { path: path.to_owned(), detail: detail.to_owned() });
    let (pages, page_size) = (number("page_count")?, number("page_size")?);
    if pages == 0 {
        return Ok(());
    }
    // In this order, because another process may be writing: pages that are not in the file yet are in the log, and the log
    // is emptied only after they went into the file.
    let wal_is_empty = std::fs::metadata(beside(path, "-wal")).map_or(true, |m| m.len() == 0);
    let length = std::fs::metadata(path).map_err(|e| StoreError::from_io(&e, path))?.len();
    let expected = u64::try_from(pages.saturating_mul(page_size)).unwrap_or(u64::MAX);
    if wal_is_empty && length < expected {
        return corrupt(&format!("it should be {expected} bytes long and is {length}"));
    }
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(sqlite_error)?;
    let (id, found) = (number("application_id")?, number("user_version")?);
    if tables > 0 && id != APPLICATION_ID {
        return corrupt("it is a database of another program");
    }
    let known = i64::try_from(known).unwrap_or(i64::MAX);
    if found > known {
        return Err(StoreError::Newer { path: path.to_owned(), found, known });
    }
    if found < 0 {
        return corrupt("its version is negative");
    }
    Ok(())
}

/// Brings the database from its version to the newest in one transaction, with a copy of it put aside before.
fn migrate(
    connection: &mut Connection,
    folder: &Path,
    path: &Path,
    migrations: &[Step],
) -> Result<(), StoreError> {
    let sqlite_error = |e: rusqlite::Error| StoreError::from_sqlite(&e, path);
    let version = |connection: &Connection| {
        let found = connection
            .pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))
            .map_err(sqlite_error)?;
        usize::try_from(found).map_err(|e| StoreError::Internal(e.to_string()))
    };
    let found = version(connection)?;
    if found >= migrations.len() {
        return Ok(());
    }
    if found > 0 {
        copy(connection, &folder.join(format!("backup-before-v{}.db", migrations.len())), path)?;
    }
    let transaction =
        connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sqlite_error)?;
    // Another process may have done it while this one waited for the lock.
    let found = version(&transaction)?;
    for step in migrations.iter().skip(found) {
        step.take(&transaction).map_err(sqlite_error)?;
    }
    if found < migrations.len() {
        let newest = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
        transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(sqlite_error)?;
        transaction.pragma_update(None, "user_version", newest).map_err(sqlite_error)?;
    }
    transaction.commit().map_err(sqlite_error)
}

/// Puts a copy of the database at `to`, complete and on the disk, or nothing. A copy that is there already stays.
fn copy(connection: &Connection, to: &Path, path: &Path) -> Result<(), StoreError> {
    if to.exists() {
        return Ok(());
    }
    let part = Part::beside(to)?;
    vacuum_into(connection, &part, path)?;
    let io = |e: std::io::Error| StoreError::from_io(&e, to);
    File::open(part.path()).and_then(|file| file.sync_all()).map_err(io)?;
    std::fs::rename(part.path(), to).map_err(io)?;
    sync_folder(to.parent().unwrap_or(Path::new(".")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::holder::Holder;
    use crate::in_use::InUse;
    use crate::place::{FILE_NAME, file_id};
    use crate::store::{Store, lock};

    const FIRST: Step = Step::Tables("CREATE TABLE t (a TEXT)");
    const SECOND: Step = Step::Tables("INSERT INTO t VALUES ('moved'); ALTER TABLE t ADD COLUMN b TEXT");

    fn open_at(folder: &Path, migrations: &[Step]) -> Result<Connection, StoreError> {
        open_to_write(folder, &folder.join(FILE_NAME), migrations)
    }

    fn rows(connection: &Connection) -> String {
        let sql = "SELECT coalesce(group_concat(a, ' '), '') FROM t";
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn an_older_library_is_copied_and_brought_up_to_date() {
        let folder = tempfile::tempdir().unwrap();
        open_at(folder.path(), &[FIRST]).unwrap().execute("INSERT INTO t VALUES ('mine')", []).unwrap();
        assert_eq!(rows(&open_at(folder.path(), &[FIRST, SECOND]).unwrap()), "mine moved");
        assert_eq!(rows(&open_at(folder.path(), &[FIRST, SECOND]).unwrap()), "mine moved", "once only");
        let copy = Connection::open(folder.path().join("backup-before-v2.db")).unwrap();
        assert_eq!(rows(&copy), "mine");
        let error = open_at(folder.path(), &[FIRST]).unwrap_err();
        assert!(matches!(error, StoreError::Newer { found: 2, known: 1, .. }), "{error:?}");
        let names: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert!(!names.iter().any(|name| name.to_string_lossy().ends_with(".part")), "{names:?}");
    }

    #[test]
    fn a_library_of_the_first_version_keeps_all_and_learns_to_keep_searches() {
        let folder = tempfile::tempdir().unwrap();
        let old = open_at(folder.path(), &schema::MIGRATIONS[..1]).unwrap();
        old.execute("INSERT INTO setting VALUES ('scale', '150')", []).unwrap();
        old.execute("INSERT INTO removed VALUES (5, 'article', 'a')", []).unwrap();
        drop(old);
        let store = Store::open(folder.path()).unwrap();
        assert!(store.state(5).unwrap().is_some() && store.state(6).unwrap().is_none());
        assert_eq!(store.setting::<u32>("scale").unwrap(), Some(150));
        assert!(store.saved_searches().unwrap().is_empty());
    }

    #[test]
    fn a_library_of_any_version_may_be_read_where_it_cannot_be_written() {
        let newest = schema::MIGRATIONS.len();
        for version in 1..newest {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join(FILE_NAME);
            let old = open_at(folder.path(), &schema::MIGRATIONS[..version]).unwrap();
            old.execute("INSERT INTO setting VALUES ('scale', '150')", []).unwrap();
            old.execute("INSERT INTO removed VALUES (5, 'article', 'a')", []).unwrap();
            if version < 7 {
                old.execute_batch(OLD_ROWS).unwrap();
            }
            drop(old);
            let before = std::fs::read(&path).unwrap();
            let (writer, access) = open_to_read(&path, schema::MIGRATIONS).unwrap();
            let file = file_id(&path);
            let (readers, in_use) = (std::sync::Mutex::new(Vec::new()), InUse::shared(&path).unwrap());
            let writer = std::sync::Mutex::new(writer);
            let store = Store { path: path.clone(), access, file, writer, readers, _in_use: in_use };
            assert_eq!(store.setting::<u32>("scale").unwrap(), Some(150), "{version}");
            assert_eq!(store.last_sequence().unwrap(), 5);
            assert_eq!((store.drafts().unwrap().len(), store.saved_searches().unwrap().len()), (0, 0));
            assert!(store.dictionaries().unwrap().is_empty());
            assert_eq!(store.notes(&Default::default()).unwrap().len(), usize::from(version < 7));
            assert!(store.changed_articles().unwrap().is_empty() && store.imports().unwrap().is_empty());
            assert_eq!(store.identity().unwrap().is_empty(), version < 5);
            if version < 7 {
                old_rows_are_blocks(&store);
            }
            assert!(matches!(store.put_setting("a", &1), Err(StoreError::ReadOnly { .. })));
            assert!(matches!(store.drop_draft("a"), Err(StoreError::ReadOnly { .. })));
            drop(store);
            assert_eq!(std::fs::read(&path).unwrap(), before);
        }
    }

    /// An article and a note on it as they were before the seventh version.
    const OLD_ROWS: &str = r###"
        INSERT INTO article (id, wanted, nth, sequence, hash, collection, kind, lang, script, day, title, beginning,
            paragraphs, translation, mentions)
        VALUES ('a', 'a', 1, 1, x'00', 'c', 'brief', 'zh', 'hant', 0, '', '## 一', '["## 一","二","## 三","四"]',
            '{"lang":"en","script":"latin","title":"T","paragraphs":["## One","two"]}', '[["e",0,6,7],["e",1,8,11]]');
        INSERT INTO note (id, zh, en, attached, anchor, tags, created, modified, version, sequence)
        VALUES ('n', '筆記', '', 'zhimai://article/a',
            '{"translation":false,"start":6,"end":13,"quote":"\u4e8c\n\n## \u4e09","prefix":"x","suffix":"y"}',
            '[]', 0, 0, 1, 1);"###;

    /// The same as the store reads them, whether it has changed them or not.
    fn old_rows_are_blocks(store: &Store) {
        use zhimai_model::Block;
        let article = store.article("a").unwrap().unwrap();
        let (text, heading) = (|text: &str| Block::paragraph(text), |text: &str| Block::heading(2, text));
        assert_eq!(article.body.blocks, [heading("一"), text("二"), heading("三"), text("四")]);
        assert_eq!(article.translation.unwrap().blocks, [heading("One"), text("two")]);
        let mentions: Vec<_> = store.mentions("a").unwrap().iter().map(|m| (m.start, m.end)).collect();
        assert_eq!(mentions, [(3, 4), (5, 8)]);
        assert_eq!(store.articles(None, 9, 0).unwrap().1[0].beginning, "一");
        let anchor = store.note("n").unwrap().unwrap().anchor.unwrap();
        assert_eq!(
            (anchor.start, anchor.end, anchor.quote.as_str(), anchor.prefix.as_str(), anchor.suffix.as_str()),
            (3, 7, "二\n\n三", "一\n\n", "\n\n四")
        );
    }

    #[test]
    fn an_older_library_is_changed_to_what_its_readers_were_shown() {
        let folder = tempfile::tempdir().unwrap();
        let old = open_at(folder.path(), &crate::schema::MIGRATIONS[..6]).unwrap();
        old.execute_batch(OLD_ROWS).unwrap();
        drop(old);
        let store = Store::open(folder.path()).unwrap();
        old_rows_are_blocks(&store);
        // What is put in again is known by its content.
        let article = store.article("a").unwrap().unwrap();
        let put = store.put_articles(&[(article, Vec::new())]).unwrap();
        assert_eq!(put, [crate::Put::Unchanged { id: "a".to_owned() }]);
    }

    #[test]
    fn a_migration_that_fails_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        open_at(folder.path(), &[FIRST]).unwrap().execute("INSERT INTO t VALUES ('mine')", []).unwrap();
        let error = open_at(folder.path(), &[FIRST, SECOND, Step::Tables("SELECT nonsense")]).unwrap_err();
        assert!(matches!(error, StoreError::Internal(_)), "{error:?}");
        assert_eq!(rows(&open_at(folder.path(), &[FIRST]).unwrap()), "mine");
    }

    #[test]
    fn the_one_who_writes_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let other = Connection::open(store.path()).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        let slip = Holder::leave(store.path());
        let error = store.put_setting("a", &1).unwrap_err();
        assert!(matches!(&error, StoreError::Busy { holder: Some(_) }), "{error:?}");
        assert!(error.to_string().contains(&std::process::id().to_string()), "{error}");
        assert_eq!(store.setting::<u32>("a").unwrap(), None, "readers do not wait");
        drop(slip);
        assert!(matches!(store.put_setting("a", &1), Err(StoreError::Busy { holder: None })));
        other.execute_batch("ROLLBACK").unwrap();
        store.put_setting("a", &1).unwrap();
    }

    #[test]
    fn a_full_disk_is_told_as_such() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let pages =
            lock(&store.writer).pragma_query_value(None, "page_count", |row| row.get::<_, i64>(0)).unwrap();
        lock(&store.writer).pragma_update(None, "max_page_count", pages + 2).unwrap();
        let error = store.put_setting("a", &"x".repeat(100_000)).unwrap_err();
        assert!(matches!(error, StoreError::Full { .. }), "{error:?}");
        assert_eq!(store.setting::<String>("a").unwrap(), None);
        store.put_setting("a", &"small").unwrap();
    }
}
