//! Backups: made, damaged, put back, and interrupted.

use crate::knowledge::entity;
use crate::{article, library, mention, remove};
use std::path::{Path, PathBuf};
use zhimai_store::{
    BackupProblem, Difference, Expected, FILE_NAME, Kind, NewNote, NoteChange, SET_ASIDE, Store, StoreError,
    StoredDraft, StoredSearch,
};

/// 2026-01-01T00:00:00Z
pub(crate) const NOW: i64 = 1_767_225_600_000;
pub(crate) const DAY: i64 = 86_400_000;

pub(crate) fn note(store: &Store, id: &str, text: &str) {
    let new = NewNote { id: id.to_owned(), zh: text.to_owned(), ..NewNote::default() };
    store.create_note(&new, NOW).unwrap();
}

/// A library with something of everything, and a backup of it beside its folder.
pub(crate) fn backed_up() -> (tempfile::TempDir, Store, PathBuf) {
    let (folder, store) = library();
    note(&store, "a", "甲");
    note(&store, "b", "乙");
    let articles: Vec<_> = (0..200)
        .map(|n| (article(&format!("{n}"), &format!("第{n}").repeat(300)), vec![mention("nvidia", 0)]))
        .collect();
    store.put_articles(&articles).unwrap();
    let file = folder.path().join("b.zhimai");
    store.back_up(&file, NOW, "1.0").unwrap();
    (folder, store, file)
}

fn problem(file: &Path) -> BackupProblem {
    match zhimai_store::verify(file) {
        Err(StoreError::NotABackup { problem, path }) => {
            assert_eq!(path, file);
            problem
        }
        other => panic!("{other:?}"),
    }
}

pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_says_what_it_holds_and_comes_back_whole() {
    let (folder, store, file) = backed_up();
    let manifest = zhimai_store::verify(&file).unwrap();
    assert_eq!((manifest.made, manifest.rows("note"), manifest.rows("article")), (NOW, 2, 200));
    assert_eq!(manifest.library, store.identity().unwrap());
    let elsewhere = folder.path().join("elsewhere");
    let restored = zhimai_store::restore(&elsewhere, &file, NOW).unwrap();
    assert_eq!(restored.set_aside, None);
    let other = Store::open(&elsewhere).unwrap();
    assert_eq!(other.note("a").unwrap(), store.note("a").unwrap());
    assert_eq!(other.article("7").unwrap(), store.article("7").unwrap());
    assert_eq!(other.identity().unwrap(), store.identity().unwrap());
    assert_eq!(other.quick_check().unwrap(), [""; 0]);
    // Any program that reads SQLite reads a backup.
    let plain = rusqlite::Connection::open(&file).unwrap();
    let count: i64 = plain.query_row("SELECT count(*) FROM note", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 2);
}

#[test]
fn what_is_there_is_never_written_over() {
    let (_folder, store, file) = backed_up();
    let before = std::fs::read(&file).unwrap();
    let error = store.back_up(&file, NOW, "1.0").unwrap_err();
    assert!(matches!(error, StoreError::Exists { .. }), "{error:?}");
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

#[test]
#[cfg(unix)]
fn a_link_in_the_place_of_a_backup_is_not_followed() {
    let (folder, store, _) = backed_up();
    let (link, target) = (folder.path().join("link.zhimai"), folder.path().join("target"));
    std::os::unix::fs::symlink(&target, &link).unwrap();
    let error = store.back_up(&link, NOW, "1.0").unwrap_err();
    assert!(matches!(error, StoreError::Exists { .. }), "{error:?}");
    assert!(!target.exists());
}

/// Every region of the file, and every byte of its last line.
#[test]
fn a_flipped_byte_anywhere_is_named() {
    let (_folder, _store, file) = backed_up();
    let manifest = zhimai_store::verify(&file).unwrap();
    let good = std::fs::read(&file).unwrap();
    let database = usize::try_from(manifest.bytes).unwrap();
    let line = good.len() - good.iter().rev().skip(1).position(|&byte| byte == b'\n').unwrap() - 2;
    let places = (0..database)
        .step_by(database / 40)
        .chain([0, 16, 28, 68, 96, database - 1])
        .chain((database..line).step_by((line - database) / 40 + 1))
        .chain(line..good.len());
    let mut seen = [0; 3];
    for at in places {
        for mask in [0x01, 0x20, 0x80] {
            let mut bytes = good.clone();
            bytes[at] ^= mask;
            std::fs::write(&file, &bytes).unwrap();
            let found = problem(&file);
            let within = |from: u64, to: u64| (from..to).contains(&(at as u64));
            let region = match found {
                BackupProblem::Block { from, to, .. } if at < database && within(from, to) => 0,
                BackupProblem::Manifest { from, to }
                    if at >= database && (within(from, to) || at >= line) =>
                {
                    1
                }
                BackupProblem::LastLine if at >= line => 2,
                other => panic!("byte {at} of {}, flipped by {mask}: {other:?}", good.len()),
            };
            seen[region] += 1;
        }
    }
    assert!(seen.iter().all(|&count| count > 100), "{seen:?}");
}

#[test]
fn what_is_no_whole_backup_is_refused_and_the_library_stays() {
    let (folder, store, file) = backed_up();
    let good = std::fs::read(&file).unwrap();
    let manifest = zhimai_store::verify(&file).unwrap();
    let database = usize::try_from(manifest.bytes).unwrap();
    let mut longer = good.clone();
    longer.extend_from_slice(b"more");
    let newer = String::from_utf8_lossy(&good[database..]).replace("\"format\":1", "\"format\":2");
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("empty", Vec::new()),
        ("cut in the head", good[..50].to_vec()),
        ("half", good[..database / 2].to_vec()),
        ("without its end", good[..database].to_vec()),
        ("without its last byte", good[..good.len() - 1].to_vec()),
        ("cut in the manifest", good[..database + 100].to_vec()),
        ("with something after it", longer),
        ("a text", "這不是備份".repeat(500).into_bytes()),
        ("the end alone", good[database..].to_vec()),
        ("another manifest", [&good[..database], newer.as_bytes()].concat()),
    ];
    drop(store);
    for (name, bytes) in cases {
        std::fs::write(&file, &bytes).unwrap();
        let found = problem(&file);
        let fits = match name {
            "empty" => found == BackupProblem::Empty,
            "a text" => found == BackupProblem::Other,
            "half" => found == BackupProblem::CutShort { bytes: bytes.len() as u64 },
            _ => true,
        };
        assert!(fits, "{name}: {found:?}");
        let error = zhimai_store::restore(folder.path(), &file, NOW).unwrap_err();
        assert!(matches!(error, StoreError::NotABackup { .. }), "{name}: {error:?}");
        assert!(!folder.path().join(SET_ASIDE).exists(), "{name}");
    }
    std::fs::remove_file(&file).unwrap();
    assert_eq!(problem(&file), BackupProblem::Missing);
    assert_eq!(problem(folder.path()), BackupProblem::Other);
    assert_eq!(Store::open(folder.path()).unwrap().note_counts().unwrap(), (2, 0));
}

#[test]
fn a_restore_sets_the_library_aside_and_says_before_what_changes() {
    let (folder, store, file) = backed_up();
    note(&store, "c", "丙\n第二行");
    store
        .update_note("a", 1, &NoteChange { zh: "甲二".to_owned(), ..NoteChange::default() }, NOW + 1)
        .unwrap();
    store.put_articles(&[(article("new", "新"), Vec::new())]).unwrap();
    remove(&store, "7");
    let search = StoredSearch { name: "s".to_owned(), search: "{}".to_owned(), saved: NOW };
    store.save_search(&search, false).unwrap();
    store.put_thing(&entity("bee", "蜂"), Expected::Nothing, NOW).unwrap();
    let (_, without) = zhimai_store::compare(folder.path(), &file).unwrap();
    assert!(without.unwrap().iter().all(|one| one.kind != Kind::Draft), "there is none to tell of");
    let draft = StoredDraft { note: "d".to_owned(), draft: "{}".to_owned(), kept: NOW };
    store.keep_draft(&draft).unwrap();
    let (manifest, differences) = zhimai_store::compare(folder.path(), &file).unwrap();
    assert_eq!(manifest.made, NOW);
    let differences = differences.unwrap();
    let of = |kind| differences.iter().find(|one| one.kind == kind).unwrap();
    let expect = |kind, [here, there, only_here, only_there, newer_here]: [u64; 5], named: &[&str]| {
        let named = named.iter().map(|&name| name.to_owned()).collect();
        let difference =
            Difference { kind, here, there, only_here, only_there, newer_here, newer_there: 0, named };
        assert_eq!(of(kind), &difference);
    };
    expect(Kind::Note, [3, 2, 1, 0, 1], &["甲二", "丙\n第二行"]);
    expect(Kind::Article, [200, 200, 1, 1, 0], &["標題 new"]);
    expect(Kind::Dictionary, [0; 5], &[]);
    expect(Kind::SavedSearch, [1, 0, 1, 0, 0], &["s"]);
    expect(Kind::Own, [1, 0, 1, 0, 0], &["bee"]);
    expect(Kind::Draft, [1, 0, 1, 0, 0], &[]);

    let error = zhimai_store::restore(folder.path(), &file, NOW).unwrap_err();
    assert!(matches!(error, StoreError::InUse { .. }), "{error:?}");
    assert_eq!(store.note_counts().unwrap(), (3, 0));
    drop(store);

    std::fs::create_dir(folder.path().join("index")).unwrap();
    let restored = zhimai_store::restore(folder.path(), &file, NOW).unwrap();
    let aside = restored.set_aside.unwrap();
    assert_eq!(names(&aside), [FILE_NAME]);
    assert!(!folder.path().join("index").exists(), "an index of another library stays");
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(store.note("a").unwrap().unwrap().zh, "甲");
    assert_eq!(store.note_counts().unwrap(), (2, 0));
    let before = Store::open(&aside).unwrap();
    assert_eq!(before.note("a").unwrap().unwrap().zh, "甲二");
    assert_eq!(before.note_counts().unwrap(), (3, 0));
    drop((store, before));
    // Again, at the same second: nothing that was set aside is written over.
    let again = zhimai_store::restore(folder.path(), &file, NOW).unwrap();
    assert_ne!(again.set_aside.unwrap(), aside);
    assert!(names(folder.path()).iter().all(|name| !name.contains(".part")), "{:?}", names(folder.path()));
}

/// A log that was left beside a library would be read into whatever database takes its place.
#[test]
fn a_log_that_was_left_is_not_read_into_what_is_restored() {
    let (folder, store, file) = backed_up();
    for n in 0..50 {
        note(&store, &format!("later-{n}"), &"後來".repeat(500));
    }
    let log = folder.path().join("library.db-wal");
    let left = std::fs::read(&log).unwrap();
    assert!(left.len() > 100_000);
    drop(store);
    for damaged in [false, true] {
        std::fs::write(&log, &left).unwrap();
        if damaged {
            std::fs::write(folder.path().join(FILE_NAME), "").unwrap();
            let error = Store::open(folder.path()).unwrap_err();
            assert!(matches!(error, StoreError::Corrupt { .. }), "{error:?}");
        }
        let restored = zhimai_store::restore(folder.path(), &file, NOW).unwrap();
        let aside = restored.set_aside.unwrap();
        assert_eq!(std::fs::exists(aside.join("library.db-wal")).unwrap(), damaged, "{damaged}");
        let store = Store::open(folder.path()).unwrap();
        assert_eq!(store.note_counts().unwrap(), (2, 0), "{damaged}");
        assert_eq!(store.quick_check().unwrap(), [""; 0]);
    }
}

/// As above, by a hand that copies `library.db` alone.
#[test]
fn a_log_of_another_state_is_told_and_never_mixed_in() {
    let (folder, store) = library();
    let (path, log) = (folder.path().join(FILE_NAME), folder.path().join("library.db-wal"));
    note(&store, "old", "舊");
    drop(store);
    let copy = std::fs::read(&path).unwrap();
    let store = Store::open(folder.path()).unwrap();
    note(&store, "middle", "中");
    drop(store);
    let middle = std::fs::read(&path).unwrap();
    let store = Store::open(folder.path()).unwrap();
    note(&store, "new", "新");
    let left = std::fs::read(&log).unwrap();
    assert!(left.len() > 8_192);
    let backup = folder.path().join("b.zhimai");
    store.back_up(&backup, NOW, "1.0").unwrap();
    drop(store);
    let other = tempfile::tempdir().unwrap();
    note(&Store::open(other.path()).unwrap(), "other", "別的");
    let other = std::fs::read(other.path().join(FILE_NAME)).unwrap();

    let put = |database: &[u8]| {
        let _ = std::fs::remove_file(folder.path().join("library.db-shm"));
        std::fs::write(&path, database).unwrap();
        std::fs::write(&log, &left).unwrap();
    };
    // What a crash leaves is read as ever.
    put(&middle);
    assert_eq!(Store::open(folder.path()).unwrap().note_counts().unwrap(), (3, 0));
    for (database, count) in [(&copy, 1), (&other, 1)] {
        put(database);
        let error = Store::open(folder.path()).unwrap_err();
        assert!(matches!(&error, StoreError::ForeignLog { path } if *path == log), "{error:?}");
        assert_eq!(zhimai_store::compare(folder.path(), &backup).unwrap().1, None, "a mixture is compared");
        assert_eq!((&std::fs::read(&path).unwrap(), &std::fs::read(&log).unwrap()), (database, &left));
        // What the message says to do.
        std::fs::remove_file(&log).unwrap();
        let store = Store::open(folder.path()).unwrap();
        assert_eq!((store.note_counts().unwrap(), store.quick_check().unwrap()), ((count, 0), Vec::new()));
    }
}

#[test]
fn once_a_day_and_seven_are_kept() {
    let (folder, store) = library();
    let backups = folder.path().join("backups");
    let identity = store.identity().unwrap();
    // Others' files, and what a backup left that was killed.
    std::fs::create_dir(&backups).unwrap();
    let other = "library-2020-01-01-000000-00000000000000ff.zhimai";
    std::fs::write(backups.join(other), "another library's").unwrap();
    std::fs::write(backups.join("mine.txt"), "mine").unwrap();
    std::fs::write(backups.join(format!("{other}.4294967295.part")), "half").unwrap();
    for day in 0..10 {
        note(&store, &format!("{day}"), "每天");
        let made = store.back_up_daily(&backups, NOW + day * DAY + 5_000, "1.0").unwrap();
        assert!(made.is_some(), "{day}");
        let again = store.back_up_daily(&backups, NOW + day * DAY + 9_000, "1.0").unwrap();
        assert_eq!(again, None, "{day}");
    }
    let kept = zhimai_store::kept(&backups, &identity);
    assert_eq!(kept.len(), 7);
    let days: Vec<_> = kept.iter().map(|one| (one.made - NOW) / DAY).collect();
    assert_eq!(days, [9, 8, 7, 6, 5, 4, 3]);
    let there = names(&backups);
    assert!(there.iter().any(|name| name == other) && there.iter().any(|name| name == "mine.txt"));
    assert!(!there.iter().any(|name| name.ends_with(".part")), "{there:?}");
    // A clock that was set back makes one that is the oldest by its name; it is not taken away at once.
    let early = store.back_up_daily(&backups, NOW - 30 * DAY, "1.0").unwrap().unwrap();
    assert!(early.exists());
    // The newest that is whole is offered.
    std::fs::write(&kept[0].path, "damaged").unwrap();
    let newest_of = |identity: &str| zhimai_store::newest_good(std::slice::from_ref(&backups), identity);
    assert!(newest_of("0123").is_none(), "there is none of another library");
    let (newest, manifest) = newest_of(&identity).unwrap();
    assert_eq!((newest.name.as_str(), manifest.rows("note")), (kept[1].name.as_str(), 9));
}

#[test]
fn a_damaged_library_makes_no_backup_and_takes_none_away() {
    let (folder, store) = library();
    for n in 0..200 {
        note(&store, &format!("{n}"), &"字".repeat(3_000));
    }
    let backups = folder.path().join("backups");
    for day in 0..7 {
        store.back_up_daily(&backups, NOW + day * DAY, "1.0").unwrap();
    }
    drop(store);
    let path = folder.path().join(FILE_NAME);
    let mut bytes = std::fs::read(&path).unwrap();
    let half = bytes.len() / 2 / 8192 * 8192;
    bytes[half..half + 40 * 8192].fill(0x5a);
    std::fs::write(&path, &bytes).unwrap();
    let damage = zhimai_store::damage(folder.path()).unwrap();
    assert!(!damage.is_empty());
    let store = Store::open(folder.path()).unwrap();
    let error = store.back_up_daily(&backups, NOW + 9 * DAY, "1.0").unwrap_err();
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error:?}");
    assert_eq!(names(&backups).len(), 7);
}

#[test]
fn a_sound_library_is_found_sound_and_only_looked_at() {
    let (folder, store, _) = backed_up();
    assert_eq!(zhimai_store::damage(folder.path()).unwrap(), [""; 0], "while it is open");
    drop(store);
    let before = std::fs::read(folder.path().join(FILE_NAME)).unwrap();
    assert_eq!(zhimai_store::damage(folder.path()).unwrap(), [""; 0]);
    assert_eq!(std::fs::read(folder.path().join(FILE_NAME)).unwrap(), before);
}

#[test]
fn another_that_writes_meanwhile_does_no_harm() {
    let (folder, store) = library();
    note(&store, "first", "一");
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            let other = Store::open(folder.path()).unwrap();
            for n in 0..300 {
                note(&other, &format!("{n}"), "別人寫的");
            }
        });
        let mut nth = 0;
        while !writing.is_finished() || nth == 0 {
            let manifest = store.back_up(&folder.path().join(format!("{nth}.zhimai")), NOW, "1.0").unwrap();
            assert!(manifest.rows("note") >= 1);
            assert_eq!(manifest.rows("note"), manifest.rows("note_version"), "half a write");
            nth += 1;
        }
    });
}

/// Bytes that changed in a text break nothing that SQLite looks at.
#[test]
fn a_text_that_cannot_be_read_is_named_and_what_was_whole_stays() {
    let (folder, store) = library();
    note(&store, "harmed", "甲");
    store.put_articles(&[(article("one", "文"), Vec::new())]).unwrap();
    let backups = folder.path().join("backups");
    for day in 0..7 {
        store.back_up_daily(&backups, NOW + day * DAY, "1.0").unwrap();
    }
    let path = store.path().to_owned();
    drop(store);
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute("UPDATE note SET zh = CAST(x'e794' AS TEXT)", []).unwrap();
    other.execute("UPDATE article SET blocks = '[\"文'", []).unwrap();
    drop(other);
    let damage = zhimai_store::damage(folder.path()).unwrap();
    assert_eq!(damage.len(), 2, "{damage:?}");
    assert!(damage.iter().any(|line| line.starts_with("note harmed: zh: ")), "{damage:?}");
    assert!(damage.iter().any(|line| line.starts_with("article one: blocks: ")), "{damage:?}");
    let store = Store::open(folder.path()).unwrap();
    for day in 7..10 {
        assert!(store.back_up_daily(&backups, NOW + day * DAY, "1.0").unwrap().is_some());
    }
    assert_eq!(names(&backups).len(), 10);
}

#[test]
#[cfg(unix)]
fn a_library_behind_a_link_is_set_aside_itself() {
    let (folder, store, file) = backed_up();
    note(&store, "c", "丙");
    drop(store);
    let (path, real) = (folder.path().join(FILE_NAME), folder.path().join("real.db"));
    std::fs::rename(&path, &real).unwrap();
    std::os::unix::fs::symlink("real.db", &path).unwrap();
    let aside = zhimai_store::restore(folder.path(), &file, NOW).unwrap().set_aside.unwrap();
    assert_eq!(Store::open(&aside).unwrap().note_counts().unwrap(), (3, 0));
    assert_eq!(Store::open(folder.path()).unwrap().note_counts().unwrap(), (2, 0));
    assert!(real.exists());
}
