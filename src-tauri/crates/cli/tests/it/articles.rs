//! Articles listed, edited and removed many at once, and all of that taken back.

use crate::Dir;

fn library() -> Dir {
    let dir = Dir::empty();
    let lines = [
        r#"{"id":"n1","title":"輝達供貨","source":"甲報","date":"2025-11-03","text":"輝達的晶片。"}"#,
        r#"{"id":"n2","title":"微軟投資","source":"乙報","date":"2025-12","text":"微軟的資料中心，長一點的內文。"}"#,
        r#"{"id":"n3","title":"Anthropic deal","text":"Words without a date."}"#,
    ];
    let file = dir.file("in/news.jsonl", lines.join("\n"));
    dir.ok(&["import", &file]);
    dir
}

fn ids(dir: &Dir, words: &[&str]) -> Vec<String> {
    let mut call = vec!["articles", "list"];
    call.extend(words);
    let listed = dir.json(&call);
    listed["articles"].as_array().unwrap().iter().map(|a| a["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_list_is_narrowed_and_put_in_order() {
    let dir = library();
    assert_eq!(ids(&dir, &[]), ["n2", "n1", "n3"]);
    assert_eq!(ids(&dir, &["--reverse"]), ["n3", "n1", "n2"]);
    assert_eq!(ids(&dir, &["--sort", "size"])[0], "n2");
    assert_eq!(ids(&dir, &["--sort", "title", "--limit", "1", "--offset", "2"]).len(), 1);
    assert_eq!(ids(&dir, &["--words", "辉达"]), ["n1"], "in either script");
    assert_eq!(ids(&dir, &["--of", "2025"]), ["n2", "n1"]);
    assert_eq!(ids(&dir, &["--of", "2025-11"]), ["n1"]);
    assert_eq!(ids(&dir, &["--undated"]), ["n3"]);
    assert_eq!(ids(&dir, &["--written-in", "en"]), ["n3"]);
    assert_eq!(ids(&dir, &["--from-import", "1"]).len(), 3);
    assert!(ids(&dir, &["--noted"]).is_empty() && ids(&dir, &["--in", "nowhere"]).is_empty());
    dir.ok(&["note", "add", "--en", "mine", "--on", "zhimai://article/n2"]);
    assert_eq!(ids(&dir, &["--noted"]), ["n2"]);
    let told = dir.ok(&["articles", "list"]);
    assert!(told.contains("輝達供貨") && told.contains("甲報") && told.contains("articles: 3"), "{told}");
    assert_eq!(dir.run(&["articles", "list", "--of", "soon"]).code, 2);
}

#[test]
fn many_are_edited_and_removed_and_it_is_taken_back() {
    let dir = library();
    let before = dir.json(&["articles", "list"]);
    let told = dir.ok(&["articles", "edit", "--all", "--of", "2025", "--source", "丙報", "--date", "2024"]);
    assert!(told.contains("2 articles edited.") && told.contains("articles undo 2"), "{told}");
    assert_eq!(ids(&dir, &["--words", "丙報"]).len(), 2);
    let told = dir.ok(&["articles", "remove", "n1", "zhimai://article/n3", "nowhere"]);
    assert!(told.contains("2 articles removed, 1 cannot be changed.") && told.contains("nowhere"), "{told}");
    assert_eq!(ids(&dir, &[]), ["n2"]);
    let changes = dir.json(&["articles", "changes"]);
    let told: Vec<_> = changes.as_array().unwrap().iter().map(|c| (&c["id"], &c["kind"])).collect();
    assert_eq!(told, [(&3.into(), &"removal".into()), (&2.into(), &"edit".into())]);
    assert!(dir.ok(&["articles", "changes"]).contains("edited date, source: 2"));
    // The last one first, without saying which.
    assert_eq!(dir.json(&["articles", "undo"])["articles"], 2);
    assert_eq!(dir.json(&["articles", "undo"])["versions"], 2);
    assert_eq!(dir.json(&["articles", "list"]), before);
    assert_eq!(dir.run(&["articles", "undo"]).code, 1);
    assert_eq!(dir.json(&["articles", "redo", "2"])["versions"], 2);
    dir.ok(&["articles", "forget", "3"]);
    assert_eq!(dir.json(&["imports"]).as_array().unwrap().len(), 1, "imports alone");
    // What was put right stands, and is told, when the file says otherwise.
    let line = r#"{"id":"n1","title":"輝達供貨","source":"丁報","date":"2025-11-03","text":"輝達的晶片。"}"#;
    let file = dir.file("in/again.jsonl", line);
    let ran = dir.run(&["import", &file]);
    assert!(ran.err.contains("what you put there stands") && ran.err.contains("丁報"), "{ran:?}");
    assert_eq!(ids(&dir, &["--words", "丙報"]).len(), 2);
    dir.ok(&["articles", "edit", "n1", "--as-given", "source"]);
    assert_eq!(ids(&dir, &["--words", "丁報"]), ["n1"]);
}

#[test]
fn what_cannot_be_done_is_said() {
    let dir = library();
    for (words, part) in [
        (vec!["articles", "edit", "--all", "--title", "one for all"], "one article at a time"),
        (vec!["articles", "edit", "n1", "--date", "soon"], "is not a date"),
        (vec!["articles", "edit", "n1", "--language", "klingon"], "no language that is known"),
        (vec!["articles", "edit", "n1", "--title", " "], "cannot be empty"),
        (vec!["articles", "edit", "n1", "--title", "\u{202e}a"], "one line that can be seen"),
        (vec!["articles", "edit", "n1", "--title", "\u{200b}"], "one line that can be seen"),
        (vec!["articles", "edit", "n1", "--source", "a\u{1b}[31m"], "one line that can be seen"),
        (vec!["articles", "edit", "n1", "--as-given", "colour"], "There is no field"),
    ] {
        let ran = dir.run(&words);
        assert!(ran.code == 2 && ran.err.contains(part), "{words:?} {ran:?}");
    }
    // Neither articles nor all of them.
    assert_eq!(dir.run(&["articles", "remove"]).code, 2);
    assert_eq!(dir.run(&["articles", "remove", "n1", "--all"]).code, 2);
    assert_eq!(ids(&dir, &[]).len(), 3);
}

#[test]
fn the_articles_that_are_imported_are_called_so_in_each_language() {
    let dir = library();
    for (lang, name) in [("zh-TW", "匯入的文章"), ("zh-CN", "导入的文章"), ("en", "Imported articles")]
    {
        let told = dir.ok(&["--lang", lang, "collections"]);
        assert!(told.contains(name), "{told}");
        assert_eq!(ids(&dir, &["--in", name, "--lang", lang]).len(), 3);
    }
}

#[test]
fn a_name_that_two_collections_have_is_asked_back() {
    let (dir, other) = (library(), library());
    for dir in [&dir, &other] {
        dir.ok(&["collections", "make", "甲"]);
    }
    other.ok(&["articles", "edit", "n1", "n2", "--collection", "甲"]);
    assert_eq!(ids(&other, &["--in", "甲"]), ["n2", "n1"], "by its name");
    let file = other.file("out/a.zip", "");
    std::fs::remove_file(&file).unwrap();
    other.ok(&["collections", "export", "甲", "--to", &file]);
    dir.ok(&["import", &file]);
    for call in [
        vec!["collections", "hide", "甲"],
        vec!["articles", "list", "--in", "甲"],
        vec!["articles", "edit", "n1", "--collection", "甲"],
    ] {
        let ran = dir.run(&call);
        assert!(ran.code == 2 && ran.err.contains("More than one collection is called “甲”"), "{ran:?}");
    }
    let listed = dir.json(&["collections"]);
    let one = listed.as_array().unwrap().iter().find(|one| one["title"] == "甲").unwrap();
    dir.ok(&["collections", "hide", one["id"].as_str().unwrap()]);
}
