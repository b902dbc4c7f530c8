use crate::{Dir, Ran, hits, ran};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

fn largest(dir: &Dir, ending: &str) -> PathBuf {
    let files = fs::read_dir(dir.library().join("index")).unwrap().map(|file| file.unwrap().path());
    let files = files.filter(|file| file.extension().is_some_and(|found| found == ending));
    files.max_by_key(|file| fs::metadata(file).unwrap().len()).unwrap()
}

/// Runs what must do what it is asked, whatever the index is like, and panic never.
fn runs(dir: &Dir, arguments: &[&str], what: &str) -> Ran {
    let ran = dir.run(arguments);
    assert_eq!(ran.code, 0, "{what}, {arguments:?}: {ran:?}");
    assert!(!ran.err.contains("panick"), "{what}, {arguments:?}: {ran:?}");
    ran
}

#[test]
fn a_damaged_index_stops_nothing_and_heals() {
    let dir = Dir::empty();
    dir.file("a.txt", "輝達的晶片賣完了");
    dir.ok(&["import", "a.txt"]);
    dir.ok(&["note", "add", "--zh", "晶片的筆記"]);
    let before = dir.json(&["search", "晶片"]);
    assert_eq!(before["total"], 2);
    let flip = |file: PathBuf, from_end: usize| {
        let mut bytes = fs::read(&file).unwrap();
        let place = bytes.len() - from_end;
        bytes[place] = 0xff;
        fs::write(file, bytes).unwrap();
    };
    let harms: [(&str, &dyn Fn()); 6] = [
        ("a flipped byte in the stored texts", &|| flip(largest(&dir, "store"), 116)),
        ("a flipped byte in the postings", &|| flip(largest(&dir, "idx"), 130)),
        ("no positions", &|| fs::remove_file(largest(&dir, "pos")).unwrap()),
        ("a cut list of files", &|| fs::write(dir.library().join("index/meta.json"), "{").unwrap()),
        ("a lock that is a folder", &|| {
            let lock = dir.library().join("index/.tantivy-writer.lock");
            fs::remove_file(&lock).unwrap();
            fs::create_dir(&lock).unwrap();
        }),
        ("another lock that is a folder", &|| {
            let lock = dir.library().join("index/.tantivy-meta.lock");
            fs::remove_file(&lock).unwrap();
            fs::create_dir(&lock).unwrap();
        }),
    ];
    for (what, harm) in harms {
        // The clock of file systems ticks in hundredths of a second.
        std::thread::sleep(Duration::from_millis(30));
        harm();
        assert!(runs(&dir, &["note", "list"], what).out.contains("晶片的筆記"), "{what}");
        runs(&dir, &["stats"], what);
        let answer = runs(&dir, &["search", "晶片", "--json"], what).out;
        let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(hits(&answer), hits(&before), "{what}");
        assert!(dir.ok(&["stats"]).contains("ready"), "{what}");
    }
}

#[test]
#[cfg(unix)]
fn a_full_disk_while_the_index_is_built_anew() {
    let dir = Dir::empty();
    let lines: String = (0..400)
        .map(|n| {
            format!("{{\"id\":\"{n}\",\"title\":\"T{n}\",\"text\":\"晶片 {n} {}\"}}\n", "字數不少".repeat(n))
        })
        .collect();
    let file = dir.file("big.jsonl", lines);
    dir.ok(&["import", &file]);
    let limited = |arguments: &[&str], blocks: u32| {
        let inner = dir.command(arguments);
        let mut command = Command::new("sh");
        command
            .args(["-c", &format!("ulimit -f {blocks}; exec \"$0\" \"$@\"")])
            .arg(inner.get_program())
            .args(inner.get_args());
        ran(command.env_clear().env("HOME", dir.folder.path()))
    };
    // Each of 512 bytes. Fewer would be too few for the database itself to be read.
    for blocks in [100, 200, 400] {
        fs::write(dir.library().join("index/meta.json"), "{").unwrap();
        let searched = limited(&["search", "晶片"], blocks);
        assert!(matches!(searched.code, 0 | 1) && !searched.err.contains("panick"), "{blocks}: {searched:?}");
        let listed = limited(&["note", "list"], blocks);
        assert_eq!(listed.code, 0, "{blocks}: {listed:?}");
        // As soon as there is room it is whole again.
        assert_eq!(dir.json(&["search", "晶片"])["total"], 400, "{blocks}");
    }
}

/// Notes that are added one by one from a terminal leave few files, and are found where few may be open.
#[test]
#[cfg(unix)]
fn many_notes_one_by_one() {
    const NOTES: usize = 60;
    let dir = Dir::empty();
    for n in 0..NOTES {
        dir.ok(&["note", "add", "--zh", &format!("筆記 {n}")]);
    }
    let files = fs::read_dir(dir.library().join("index")).unwrap().count();
    assert!(files < 100, "{files}");
    let inner = dir.command(&["search", "筆記", "--json"]);
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -n 64; exec \"$0\" \"$@\""]).arg(inner.get_program()).args(inner.get_args());
    let searched = ran(command.env_clear().env("HOME", dir.folder.path()));
    assert_eq!((searched.code, searched.err.as_str()), (0, ""), "{searched:?}");
    let answer: serde_json::Value = serde_json::from_str(&searched.out).unwrap();
    assert_eq!(answer["total"], NOTES);
}

#[test]
fn who_searches_does_not_wait_for_who_writes_the_index() {
    let dir = Dir::empty();
    dir.ok(&["note", "add", "--zh", "早就寫好"]);
    let lock = dir.library().join("index/.tantivy-writer.lock");
    let lock = fs::File::options().write(true).open(lock).unwrap();
    lock.lock().unwrap();
    let added = dir.run(&["note", "add", "--zh", "剛剛才寫好"]);
    assert!(added.code == 0 && added.err.contains("Another program is writing the index"), "{added:?}");
    let search = || {
        let started = Instant::now();
        let searched = dir.run(&["search", "寫好", "--json"]);
        (started.elapsed(), searched)
    };
    // On a busy machine each takes its time; none waits the two seconds that a writer does.
    let (took, searched) = (0..3).map(|_| search()).min_by_key(|(took, _)| *took).unwrap();
    drop(lock);
    let (plain, _) = (0..3).map(|_| search()).min_by_key(|(took, _)| *took).unwrap();
    assert!(took < plain + Duration::from_millis(1_800), "{took:?} and {plain:?}");
    assert_eq!(searched.code, 0, "{searched:?}");
    assert_eq!(searched.err.lines().count(), 1, "{searched:?}");
    assert!(searched.err.contains("recent changes (1)"), "{searched:?}");
    let answer: serde_json::Value = serde_json::from_str(&searched.out).unwrap();
    assert_eq!((&answer["total"], &answer["behind"]), (&1.into(), &1.into()));
    let answer = dir.json(&["search", "寫好"]);
    assert_eq!((&answer["total"], answer.get("behind")), (&2.into(), None));
}

#[test]
fn a_database_put_back_from_a_copy_is_not_searched_by_what_came_after() {
    let dir = Dir::empty();
    dir.ok(&["note", "add", "--zh", "甲，先寫的"]);
    let copy = fs::read(dir.library().join("library.db")).unwrap();
    dir.ok(&["note", "add", "--zh", "甲，後寫的"]);
    assert_eq!(dir.json(&["search", "甲"])["total"], 2);
    fs::write(dir.library().join("library.db"), copy).unwrap();
    assert!(!dir.ok(&["stats"]).contains("ready"));
    assert_eq!(dir.json(&["search", "甲"])["total"], 1);
    // It goes on apart, to as many changes as the index had seen.
    dir.ok(&["note", "add", "--zh", "甲，另寫的"]);
    let answer = dir.ok(&["search", "甲"]);
    assert!(answer.contains("另寫的") && !answer.contains("後寫的"), "{answer}");
    assert!(dir.ok(&["stats"]).contains("ready"));
}
