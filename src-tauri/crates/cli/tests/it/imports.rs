use crate::Dir;
use std::fmt::Write;

/// A file of so many articles; with another word in it, each is another version.
fn articles(dir: &Dir, count: u32, word: &str) -> String {
    let mut text = String::new();
    for n in 0..count {
        let _ = writeln!(text, "{{\"id\":\"n{n}\",\"title\":\"第{n}則\",\"text\":\"輝達的晶片，{word}。\"}}");
    }
    dir.file("in/many.jsonl", text)
}

fn counts(report: &serde_json::Value) -> Vec<u64> {
    ["added", "changed", "updated", "unchanged", "refused"]
        .map(|name| report[name].as_u64().unwrap())
        .to_vec()
}

#[test]
fn a_dry_run_says_what_the_import_does_and_writes_nothing() {
    let dir = Dir::empty();
    let file = dir.file("in/a.md", "# 題\n\n輝達的晶片。\n");
    dir.file("in/b.pdf", "no such thing");
    let folder = dir.folder.path().join("in").to_str().unwrap().to_owned();
    let ran = dir.run(&["import", &folder, "--dry-run"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.out.contains("added: 1") && ran.out.contains("refused: 1"), "{ran:?}");
    assert!(ran.out.contains("nothing was written") && ran.err.contains("b.pdf"), "{ran:?}");
    let stats = dir.json(&["stats"]);
    assert_eq!((&stats["counts"]["articles"], &stats["counts"]["problems"]), (&0.into(), &0.into()));
    assert_eq!(dir.json(&["imports"]), serde_json::json!([]));
    let dry = dir.json(&["import", &file, "--dry-run"]);
    assert_eq!((counts(&dry), &dry["rehearsed"]), (vec![1, 0, 0, 0, 0], &true.into()));
    assert_eq!(counts(&dir.json(&["import", &file])), counts(&dry));
    let dry = dir.json(&["import", &file, "--dry-run"]);
    assert_eq!(counts(&dry), [0, 0, 0, 1, 0]);
    // Where there is no library, none is made for it.
    let none = Dir::new();
    let ran = none.run(&["import", &file, "--dry-run"]);
    assert!(ran.code == 1 && !crate::exists(&none.library()), "{ran:?}");
}

#[test]
fn an_import_that_was_killed_goes_on_as_the_dry_run_says() {
    let dir = Dir::empty();
    let file = articles(&dir, 4_000, "甲");
    let all = counts(&dir.json(&["import", &file, "--dry-run"]));
    assert_eq!(all[0], 4_000);
    let mut killed = dir.command(&["import", &file]).spawn().unwrap();
    // Killed as soon as something of it is in.
    for _ in 0..3_000 {
        if dir.json(&["stats"])["counts"]["articles"] != 0 || killed.try_wait().unwrap().is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let _ = killed.kill();
    killed.wait().unwrap();
    let dry = counts(&dir.json(&["import", &file, "--dry-run"]));
    let kept = dir.json(&["imports"])[0]["added"].as_u64().unwrap();
    assert_eq!((dry[0] + kept, dry[3]), (4_000, kept), "what the killed one kept is told");
    assert_eq!(counts(&dir.json(&["import", &file])), dry);
    assert_eq!(dir.json(&["stats"])["counts"]["articles"], 4_000);
    // Both are taken back, the one that was killed too.
    let numbers: Vec<_> =
        dir.json(&["imports"]).as_array().unwrap().iter().map(|i| i["id"].to_string()).collect();
    for number in &numbers {
        dir.ok(&["imports", "undo", number]);
    }
    assert_eq!(dir.json(&["stats"])["counts"]["articles"], 0);
    assert_eq!(dir.json(&["search", "晶片", "--kind", "article"])["total"], 0);
}

#[test]
fn an_import_is_taken_back_and_brought_back() {
    let dir = Dir::empty();
    dir.ok(&["import", &articles(&dir, 3, "甲")]);
    dir.ok(&["import", &articles(&dir, 4, "乙")]);
    let listed = dir.ok(&["imports"]);
    assert!(listed.contains("added 1 · changed 3") && listed.contains("many.jsonl"), "{listed}");
    dir.ok(&["note", "add", "--zh", "筆記", "--on", "zhimai://article/n3"]);
    let ran = dir.ok(&["imports", "undo", "2"]);
    assert!(
        ran.contains("0 removed, 3 as before, 1 left") && ran.contains("you wrote a note on it"),
        "{ran}"
    );
    assert_eq!(dir.json(&["search", "甲", "--kind", "article"])["total"], 3);
    assert_eq!(dir.json(&["search", "乙", "--kind", "article"])["total"], 1);
    assert!(dir.ok(&["imports"]).contains("taken back but for 1"));
    let done = dir.json(&["imports", "redo", "2"]);
    assert_eq!((&done["versions"], &done["kept"]), (&3.into(), &0.into()), "{done}");
    assert_eq!(dir.json(&["search", "乙", "--kind", "article"])["total"], 4);
    assert_eq!(dir.json(&["versions", "n0"]).as_array().unwrap().len(), 2);
    dir.ok(&["imports", "forget", "2"]);
    for turn in ["undo", "redo", "forget"] {
        let ran = dir.run(&["imports", turn, "2"]);
        assert!(ran.code == 1 && ran.err.contains("no import 2"), "{ran:?}");
    }
    assert_eq!(dir.run(&["imports", "undo"]).code, 2);
}

#[test]
fn taking_back_that_is_killed_is_done_or_not_begun() {
    let dir = Dir::empty();
    dir.ok(&["import", &articles(&dir, 3_000, "甲")]);
    for pause in [5, 20, 40, 60, 80, 110, 150, 200] {
        let mut killed = dir.command(&["imports", "undo", "1"]).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(pause));
        let _ = killed.kill();
        killed.wait().unwrap();
        let left = dir.json(&["stats"])["counts"]["articles"].as_u64().unwrap();
        assert!(left == 0 || left == 3_000, "{left}");
        let back = dir.json(&["imports", "redo", "1"])["articles"].as_u64().unwrap();
        assert_eq!(left + back, 3_000);
    }
    assert_eq!(dir.json(&["imports", "undo", "1"])["articles"], 3_000);
    assert_eq!(dir.json(&["search", "晶片", "--kind", "article"])["total"], 0);
}
