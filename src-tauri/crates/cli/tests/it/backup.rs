//! Backups from a terminal, libraries that are damaged or read-only, and who may read them.

use crate::{Dir, Ran, ran};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Stdio;

fn backed_up() -> (Dir, String) {
    let dir = Dir::empty();
    dir.ok(&["note", "add", "--zh", "第一則"]);
    let file = dir.folder.path().join("b.zhimai").to_str().unwrap().to_owned();
    let out = dir.ok(&["backup", &file]);
    assert!(out.contains("made and checked") && out.contains("b.zhimai"), "{out}");
    (dir, file)
}

fn notes(dir: &Dir) -> Vec<String> {
    let notes = dir.json(&["note", "list"]);
    notes.as_array().unwrap().iter().map(|note| note["zh"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_library_goes_into_a_file_and_comes_back() {
    let (dir, file) = backed_up();
    dir.ok(&["note", "add", "--zh", "第二則"]);
    assert!(dir.ok(&["verify"]).starts_with("Sound"));
    assert!(dir.ok(&["verify", &file]).starts_with("Sound"));
    assert_eq!(dir.json(&["verify", &file])["counts"]["notes"], 1);
    assert_eq!(dir.json(&["verify"])["damage"], serde_json::json!([]));

    let told = dir.ok(&["restore", &file, "--dry-run"]);
    assert!(
        told.contains("notes, with those in the bin: 2 → 1 · go: 1") && told.contains("- 第二則"),
        "{told}"
    );
    assert_eq!(notes(&dir).len(), 2, "a dry run changes nothing");
    let preview = dir.json(&["restore", &file, "--dry-run"]);
    assert_eq!(preview["changes"][0]["only_here"], 1);

    let told = dir.ok(&["restore", &file]);
    assert!(told.contains("Restored") && told.contains("set-aside"), "{told}");
    assert_eq!(notes(&dir), ["第一則"]);
    // The index is of the library that is there.
    assert!(dir.ok(&["search", "第二則", "--kind", "note"]).contains("found: 0"));
    assert!(dir.ok(&["search", "第一則", "--kind", "note"]).contains("found: 1"));
    let aside = std::fs::read_dir(dir.library().join("set-aside")).unwrap().next().unwrap().unwrap().path();
    let mut before = std::process::Command::new(env!("CARGO_BIN_EXE_zhimai"));
    let before = ran(before.env_clear().arg("--library").arg(aside).args(["note", "list"]));
    assert!(before.out.contains("第二則"), "{before:?}");
}

#[test]
fn a_backup_makes_a_library_where_there_is_none() {
    let (dir, file) = backed_up();
    let elsewhere = dir.folder.path().join("elsewhere");
    let call = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_zhimai"));
        ran(command.env_clear().arg("--library").arg(&elsewhere).args(arguments))
    };
    let told = call(&["restore", &file, "--dry-run"]);
    assert!(told.code == 0 && told.out.contains("no library here"), "{told:?}");
    let told = call(&["restore", &file]);
    assert!(told.code == 0 && !told.out.contains("set-aside"), "{told:?}");
    assert!(call(&["note", "list"]).out.contains("第一則"));
}

#[test]
fn what_cannot_be_restored_is_told_in_three_languages() {
    let (dir, file) = backed_up();
    let good = std::fs::read(&file).unwrap();
    let other = dir.file("other", "一篇文章");
    let empty = dir.file("empty", "");
    let half = dir.file("half", &good[..good.len() / 2]);
    let mut flipped = good.clone();
    flipped[5_000] ^= 1;
    let flipped = dir.file("flipped", flipped);
    let missing = dir.folder.path().join("missing").to_str().unwrap().to_owned();
    for (path, hant, hans, en) in [
        (&other, "不是文庫的備份", "不是文库的备份", "no backup"),
        (&empty, "是空的", "是空的", "empty"),
        (&half, "不完整", "不完整", "cut short"),
        (&flipped, "第 1 塊已損壞", "第 1 块已损坏", "block 1 of its database is damaged"),
        (&missing, "沒有這個檔案", "没有这个文件", "no such file"),
    ] {
        for (lang, words) in [("zh-Hant", hant), ("zh-Hans", hans), ("en", en)] {
            for command in ["restore", "verify"] {
                let ran = dir.run(&["--lang", lang, command, path]);
                assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
                assert!(ran.err.contains(words), "{words}: {ran:?}");
            }
        }
    }
    let again = dir.run(&["backup", &file]);
    assert!(again.code == 1 && again.err.contains("there already"), "{again:?}");
    assert_eq!(std::fs::read(&file).unwrap(), good);
    assert_eq!(notes(&dir), ["第一則"]);
}

#[test]
fn a_damaged_library_names_the_newest_backup_and_the_command() {
    let (dir, file) = backed_up();
    let backups = dir.library().join("backups");
    std::fs::create_dir_all(&backups).unwrap();
    let name = "library-2026-01-02-030405-0.zhimai";
    std::fs::copy(&file, backups.join(name)).unwrap();
    std::fs::write(backups.join("library-2026-01-03-030405-0.zhimai"), "damaged too").unwrap();
    let path = dir.library().join("library.db");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[..100].fill(0);
    std::fs::write(&path, bytes).unwrap();
    for arguments in [vec!["stats"], vec!["note", "list"], vec!["verify"]] {
        let ran = dir.run(&arguments);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.err.contains(name) && ran.err.contains(" restore "), "{ran:?}");
    }
    dir.ok(&["restore", backups.join(name).to_str().unwrap()]);
    assert_eq!(notes(&dir), ["第一則"]);
}

#[test]
fn json_may_be_looked_at_on_a_terminal() {
    let dir = Dir::empty();
    let steering = "a\u{9b}31m b\u{202e}txet c\u{2066}d\u{2028}e\u{7f}f\u{200f}g";
    let ran = dir.run(&["note", "add", "--zh", steering, "--json"]);
    assert!(
        ran.out
            .chars()
            .all(|c| c == '\n' || !(c.is_control() || "\u{202e}\u{2066}\u{2028}\u{200f}".contains(c))),
        "{ran:?}"
    );
    assert_eq!(serde_json::from_str::<serde_json::Value>(&ran.out).unwrap()["zh"], steering);
    let queries = dir.file("q.jsonl", "{\"id\":\"x\\u202e\\u009b\",\"query\":\"a\"}\n");
    let out = dir.ok(&["search", "--batch", &queries]);
    assert!(!out.contains(['\u{202e}', '\u{9b}']) && out.contains("\\u202e"), "{out}");
}

/// The program as somebody who is not the superuser, who may read and write everything.
#[cfg(unix)]
fn as_somebody(dir: &Dir, arguments: &[&str]) -> Ran {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let is_root = std::fs::metadata(dir.folder.path()).unwrap().uid() == 0;
    if !is_root {
        return dir.run(arguments);
    }
    let program = dir.folder.path().join("zhimai");
    if !program.exists() {
        std::fs::copy(env!("CARGO_BIN_EXE_zhimai"), &program).unwrap();
        std::fs::set_permissions(dir.folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = std::process::Command::new("setpriv");
    command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups"]).arg(program);
    command.arg("--library").arg(dir.library()).args(arguments);
    ran(command.env_clear().env("PATH", "/usr/bin:/bin").env("HOME", "/nonexistent"))
}

/// Lets everyone read the library and nobody write it, as on a medium that is read-only.
#[cfg(unix)]
fn freeze(folder: &Path, folders: u32, files: u32) {
    use std::os::unix::fs::PermissionsExt;
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            freeze(&entry.path(), folders, files);
        } else {
            std::fs::set_permissions(entry.path(), std::fs::Permissions::from_mode(files)).unwrap();
        }
    }
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(folders)).unwrap();
}

#[test]
#[cfg(unix)]
fn a_library_that_is_read_only_is_read() {
    let dir = Dir::bundled();
    dir.ok(&["note", "add", "--zh", "唯讀的筆記"]);
    freeze(&dir.library(), 0o555, 0o444);
    for (arguments, words) in [
        (vec!["note", "list"], "唯讀的筆記"),
        (vec!["show", "zhimai://entity/nvidia"], "NVIDIA"),
        (vec!["stats"], "notes: 1"),
        (vec!["search", "\"唯讀的筆記\""], "found: 1"),
        (vec!["verify"], "Sound"),
    ] {
        let ran = as_somebody(&dir, &arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {ran:?}");
        assert!(ran.out.contains(words), "{arguments:?}: {ran:?}");
    }
    for arguments in [vec!["note", "add", "--zh", "x"], vec!["search", "x", "--save", "y"], vec!["reindex"]] {
        let ran = as_somebody(&dir, &arguments);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.err.contains("read-only"), "{ran:?}");
    }
    freeze(&dir.library(), 0o755, 0o644);
}

/// It cannot be brought up to date, and holds all that its version knew.
#[test]
#[cfg(unix)]
fn a_library_of_an_earlier_version_that_is_read_only_is_read() {
    let dir = Dir::empty();
    std::fs::remove_dir_all(dir.library()).unwrap();
    std::fs::create_dir(dir.library()).unwrap();
    let version_3 = include_bytes!("../../../api/tests/libraries/version-3.db");
    std::fs::write(dir.library().join("library.db"), version_3).unwrap();
    freeze(&dir.library(), 0o555, 0o444);
    for (arguments, words) in [
        (vec!["note", "list"], "第二處才是重點"),
        (vec!["show", "zhimai://article/supply"], "US$4.5 billion"),
        (vec!["stats"], "notes: 5"),
        (vec!["saved", "list"], ""),
        (vec!["verify"], "Sound"),
    ] {
        let ran = as_somebody(&dir, &arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {ran:?}");
        assert!(ran.out.contains(words), "{arguments:?}: {ran:?}");
    }
    let ran = as_somebody(&dir, &["search", "重點"]);
    assert!(ran.code == 1 && ran.err.contains("read-only"), "{ran:?}");
    let ran = as_somebody(&dir, &["note", "add", "--zh", "x"]);
    assert!(ran.code == 1 && ran.err.contains("read-only"), "{ran:?}");
    assert_eq!(std::fs::read(dir.library().join("library.db")).unwrap(), version_3);
    freeze(&dir.library(), 0o755, 0o644);
}

/// A log that a killed process left is read too, though nothing can be written beside it.
#[test]
#[cfg(unix)]
fn what_is_in_the_log_of_a_read_only_library_is_read() {
    let dir = Dir::empty();
    dir.ok(&["note", "add", "--zh", "早先"]);
    // The log is folded in by the last one who has the library open, and that one is killed.
    let mut open = dir
        .command(&["search", "--batch", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    writeln!(open.stdin.as_ref().unwrap(), "{{\"id\":1,\"query\":\"x\"}}").unwrap();
    let mut answer = String::new();
    BufReader::new(open.stdout.take().unwrap()).read_line(&mut answer).unwrap();
    dir.ok(&["note", "add", "--zh", "還在記錄檔裡"]);
    open.kill().unwrap();
    open.wait().unwrap();
    assert!(std::fs::metadata(dir.library().join("library.db-wal")).unwrap().len() > 0);
    freeze(&dir.library(), 0o555, 0o444);
    let ran = as_somebody(&dir, &["note", "list"]);
    assert!(ran.code == 0 && ran.out.contains("還在記錄檔裡") && ran.out.contains("早先"), "{ran:?}");
    freeze(&dir.library(), 0o755, 0o644);
}

#[test]
#[cfg(unix)]
fn a_library_that_may_not_be_entered_is_told_as_such() {
    let dir = Dir::empty();
    freeze(&dir.library(), 0o700, 0o600);
    for arguments in [vec!["stats"], vec!["note", "list"], vec!["verify"], vec!["init"], vec!["import", "x"]]
    {
        use std::os::unix::fs::PermissionsExt;
        // Its owner is locked out as well where the tests are not run by the superuser.
        std::fs::set_permissions(dir.library(), std::fs::Permissions::from_mode(0o000)).unwrap();
        let ran = as_somebody(&dir, &arguments);
        std::fs::set_permissions(dir.library(), std::fs::Permissions::from_mode(0o700)).unwrap();
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.err.contains("no permission") && !ran.err.contains("There is no library"), "{ran:?}");
    }
}

#[test]
#[cfg(unix)]
fn only_the_owner_may_enter_under_any_umask() {
    use std::os::unix::fs::PermissionsExt;
    let dir = Dir::new();
    let export = dir.folder.path().join("b.zhimai");
    for arguments in [
        vec!["init"],
        vec!["note", "add", "--zh", "甲"],
        vec!["reindex"],
        vec!["backup", export.to_str().unwrap()],
    ] {
        let inner = dir.command(&arguments);
        let mut command = std::process::Command::new("sh");
        command.args(["-c", "umask 000; exec \"$0\" \"$@\""]).arg(inner.get_program()).args(inner.get_args());
        let ran = ran(command.env_clear().env("HOME", dir.folder.path()));
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    let mut seen = 0;
    let mut folders = vec![dir.library()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let entry = entry.unwrap();
            let mode = entry.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{}: {mode:o}", entry.path().display());
            seen += 1;
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            }
        }
    }
    assert!(seen > 10, "{seen}");
    for path in [dir.library(), export] {
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o077, 0, "{}", path.display());
    }
}

/// An index that another user made can be read perhaps, and not written, and what was set aside cannot be taken away.
#[test]
#[cfg(unix)]
fn an_index_that_may_not_be_written_is_made_anew_again_and_again() {
    use std::os::unix::fs::PermissionsExt;
    let dir = Dir::bundled();
    freeze(&dir.library(), 0o777, 0o666);
    let close = |name: &str, folder: u32, file: u32| freeze(&dir.library().join(name), folder, file);
    for (nth, (folder, file)) in [(0o555, 0o444), (0o000, 0o444), (0o555, 0o444)].into_iter().enumerate() {
        close("index", folder, file);
        let word = format!("新的一則{nth}");
        let ran = as_somebody(&dir, &["note", "add", "--zh", &word]);
        assert_eq!(ran.code, 0, "{ran:?}");
        let ran = as_somebody(&dir, &["search", &format!("\"{word}\"")]);
        assert!(ran.code == 0 && ran.out.contains("found: 1") && ran.err.is_empty(), "{nth}: {ran:?}");
        // What was set aside is as closed as it was.
        let aside = std::fs::metadata(dir.library().join("index.set-aside")).unwrap();
        assert_ne!(aside.permissions().mode() & 0o777, 0o700, "{nth}");
    }
}

#[test]
fn a_backup_is_not_put_where_it_would_not_stay() {
    let dir = Dir::bundled();
    let index = dir.library().join("index");
    let before = std::fs::read_dir(&index).unwrap().count();
    for to in [index.clone(), index.join("b.zhimai")] {
        let ran = dir.run(&["backup", to.to_str().unwrap()]);
        assert!(ran.code == 1 && ran.err.contains("the index"), "{ran:?}");
    }
    assert_eq!(std::fs::read_dir(&index).unwrap().count(), before);
    let missing = dir.folder.path().join("missing");
    let ran = dir.run(&["backup", missing.join("b.zhimai").to_str().unwrap()]);
    assert!(ran.code == 1 && ran.err.contains("No such file") && !ran.err.contains(".part"), "{ran:?}");
}

#[test]
fn what_was_typed_does_nothing_to_a_terminal_either() {
    let dir = Dir::new();
    let steering = "x\u{202e}\u{9b}31m\u{2066}";
    let folder = dir.folder.path().join(steering);
    let folder = folder.to_str().unwrap();
    for arguments in [
        vec!["--library", folder, "init", "--empty"],
        vec!["--library", folder, "init", "--empty"],
        vec!["--library", folder, "stats"],
        vec![steering],
        vec!["search", "x", "--kind", steering],
        vec!["search", "x", "--from", steering],
        vec!["search", "x", steering, "--sort", steering],
    ] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_zhimai"));
        let ran = ran(command.args(&arguments).env_clear().env("HOME", dir.folder.path()));
        let told = ran.out.clone() + &ran.err;
        assert!(!told.is_empty() && !told.contains(['\u{202e}', '\u{9b}', '\u{2066}']), "{ran:?}");
    }
}

#[test]
#[cfg(unix)]
fn a_pipe_in_the_place_of_a_file_is_not_waited_for() {
    let dir = Dir::bundled();
    dir.ok(&["note", "add", "--zh", "早就寫好"]);
    let pipe = |name: &str| {
        let path = dir.library().join(name);
        let _ = std::fs::remove_file(&path);
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
        path
    };
    pipe("index/meta.json");
    assert!(dir.ok(&["note", "list"]).contains("早就寫好"));
    assert!(dir.ok(&["search", "\"早就寫好\""]).contains("found: 1"));
    let journal = pipe("library.db-journal");
    for arguments in [vec!["note", "list"], vec!["verify"]] {
        let ran = dir.run(&arguments);
        assert!(ran.code == 1 && ran.err.contains("library.db-journal"), "{ran:?}");
    }
    std::fs::remove_file(journal).unwrap();
    assert!(dir.ok(&["note", "list"]).contains("早就寫好"));
}
