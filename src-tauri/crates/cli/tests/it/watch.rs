use crate::Dir;

#[test]
fn a_folder_is_followed_from_a_terminal() {
    let dir = Dir::empty();
    assert_eq!(dir.ok(&["watch", "list"]).trim(), "No folder is followed.");
    dir.file("news/a.md", "# 甲\n\n糰子店開張第一日。\n");
    let news = dir.folder.path().join("news").to_str().unwrap().to_owned();
    let added = dir.ok(&["watch", "add", &news]);
    assert!(added.contains("Following · files: 1 · added 1"), "{added}");
    assert!(added.contains("No program is following them now"), "{added}");
    dir.file("news/b.md", "# 乙\n\n糰子店加蓋第二層。\n");
    std::fs::remove_file(dir.folder.path().join("news/a.md")).unwrap();
    dir.ok(&["watch", "run", "--once"]);
    assert_eq!(dir.json(&["search", "糰子店", "--kind", "article"])["total"], 1);
    let listed = dir.json(&["watch", "list"]);
    assert_eq!(
        (&listed["folders"][0]["state"], &listed["folders"][0]["files"]),
        (&"followed".into(), &1.into())
    );
    assert!(dir.ok(&["watch", "pause", &news]).contains("Paused"));
    assert!(dir.ok(&["watch", "resume", "1"]).contains("Following"));
    let ran = dir.run(&["watch", "add", dir.library().to_str().unwrap()]);
    assert!(ran.code == 2 && ran.err.contains("holds the library itself"), "{ran:?}");
    let ran = dir.run(&["watch", "pause", "elsewhere"]);
    assert!(ran.code == 1 && ran.err.contains("This folder is not followed"), "{ran:?}");
    assert_eq!(dir.ok(&["watch", "remove", &news]).trim(), "No folder is followed.");
    assert_eq!(dir.json(&["stats"])["counts"]["articles"], 1);
}

#[test]
fn the_articles_of_many_files_go_only_when_that_is_said() {
    let dir = Dir::empty();
    for n in 0..3 {
        dir.file(&format!("news/{n}.md"), format!("# 第{n}則\n\n內文{n}。\n"));
    }
    let news = dir.folder.path().join("news");
    let named = news.to_str().unwrap();
    dir.ok(&["watch", "add", named]);
    for n in 0..3 {
        std::fs::remove_file(news.join(format!("{n}.md"))).unwrap();
    }
    dir.ok(&["watch", "run", "--once"]);
    assert!(dir.ok(&["watch", "list"]).contains("3 files are gone"));
    assert_eq!(dir.json(&["stats"])["counts"]["articles"], 3);
    dir.ok(&["watch", "let-go", named]);
    assert_eq!(dir.json(&["stats"])["counts"]["articles"], 0);
}

#[test]
fn a_file_that_was_mended_is_read_again() {
    let dir = Dir::empty();
    assert_eq!(dir.ok(&["problems"]).trim(), "There are no problems.");
    let file = dir.file("in/bad.json", "{");
    dir.file("in/worse.json", "[");
    assert_eq!(dir.run(&["import", "in"]).code, 1);
    let listed = dir.ok(&["problems"]);
    assert!(listed.contains("bad.json") && listed.contains("worse.json"), "{listed}");
    let all = dir.json(&["problems"]);
    assert_eq!((&all[0]["again"], &all[0]["import"]), (&true.into(), &1.into()));
    dir.file("in/bad.json", "{\"title\":\"甲\",\"text\":\"改正一處。\"}");
    let one =
        all.as_array().unwrap().iter().find(|one| one["file"].as_str().unwrap().contains("bad")).unwrap();
    let ran = dir.run(&["problems", "--again", "--only", &one["id"].to_string()]);
    assert!(ran.code == 0 && ran.out.contains("added: 1"), "{ran:?} {file}");
    // The other one is as it was.
    let ran = dir.run(&["problems", "--again"]);
    assert!(ran.code == 1 && ran.err.contains("worse.json"), "{ran:?}");
    assert_eq!(dir.json(&["problems"]).as_array().unwrap().len(), 1);
    dir.ok(&["problems", "--clear"]);
    assert_eq!(dir.json(&["problems"]), serde_json::json!([]));
}
