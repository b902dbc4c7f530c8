use crate::Dir;

#[test]
fn a_note_is_still_there_tomorrow() {
    let dir = Dir::bundled();
    let note = dir.json(&[
        "note",
        "add",
        "--zh",
        "供給約束才是主線",
        "--en",
        "Supply is the story",
        "--on",
        "zhimai://entity/nvidia",
        "--tag",
        "b",
        "--tag",
        "a",
    ]);
    assert_eq!((&note["tags"], &note["version"]), (&serde_json::json!(["a", "b"]), &1.into()));
    assert_eq!(note["on"]["address"], "zhimai://entity/nvidia");
    let id = note["id"].as_str().unwrap();
    let address = note["address"].as_str().unwrap();
    // Every call is another process.
    assert_eq!(dir.json(&["note", "list"])[0], note);
    assert_eq!(dir.json(&["show", address])["note"], note);
    assert_eq!(dir.json(&["show", "zhimai://entity/nvidia"])["entity"]["notes"][0], note);
    assert!(
        crate::hits(&dir.json(&["search", "供给约束才是主线"])).contains(&address),
        "found by search, in the other script"
    );

    let edited = dir.json(&["note", "edit", id, "--zh", "算力才是主線"]);
    assert_eq!(
        (&edited["version"], &edited["en"], &edited["stale"]),
        (&2.into(), &"Supply is the story".into(), &"en".into())
    );
    assert_eq!(edited["tags"], note["tags"], "what is not given stays");
    assert_eq!(dir.json(&["note", "settle", address])["stale"], serde_json::Value::Null);
    let stale = dir.run(&["note", "edit", id, "--zh", "x", "--version", "1"]);
    assert_eq!(stale.code, 1, "{stale:?}");
    assert_eq!(dir.json(&["note", "revert", id, "1"])["zh"], "供給約束才是主線");
    let history = dir.json(&["note", "history", id]);
    let versions: Vec<i64> =
        history.as_array().unwrap().iter().map(|version| version["version"].as_i64().unwrap()).collect();
    assert_eq!(versions, [3, 2, 1]);

    assert!(dir.json(&["note", "delete", id])["deleted"].is_i64());
    assert_eq!(dir.json(&["note", "list"]), serde_json::json!([]));
    assert_eq!(dir.json(&["note", "list", "--bin"])[0]["id"], id);
    assert!(
        !crate::hits(&dir.json(&["search", "供給約束才是主線"])).contains(&address),
        "what is in the bin is not found"
    );
    dir.ok(&["note", "restore", id]);
    assert_eq!(
        dir.json(&["note", "list", "--tag", "a", "--on", "zhimai://entity/nvidia", "--filter", "主線"])[0]["id"],
        id
    );
    assert_eq!(dir.json(&["note", "list", "--tag", "c"]), serde_json::json!([]));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let dir = Dir::empty();
    for (arguments, code) in [
        (vec!["note", "add"], 2),
        (vec!["note", "add", "--zh", " "], 2),
        (vec!["note", "add", "--zh", "x", "--on", "nvidia"], 2),
        (vec!["note", "edit", "nobody", "--zh", "x"], 1),
        (vec!["note", "edit", "zhimai://entity/nvidia", "--zh", "x"], 2),
        (vec!["note", "delete", "nobody"], 1),
        (vec!["note", "history", "nobody"], 1),
    ] {
        let ran = dir.run(&arguments);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{arguments:?}: {ran:?}");
        assert!(!ran.err.is_empty(), "{arguments:?}");
    }
    assert_eq!(dir.json(&["stats"])["counts"]["notes"], 0);
}

#[test]
fn a_half_can_come_from_standard_input() {
    use std::io::Write;
    let dir = Dir::empty();
    let mut command = dir.command(&["note", "add", "--zh", "-", "--en", "- not a dash", "--json"]);
    let mut child =
        command.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all("第一行\n第二行\n".as_bytes()).unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
    let note = &dir.json(&["note", "list"])[0];
    assert_eq!((&note["zh"], &note["en"]), (&"第一行\n第二行".into(), &"- not a dash".into()));
}

#[test]
fn a_note_is_not_changed_in_the_bin_nor_into_nothing() {
    let dir = Dir::empty();
    let note = dir.json(&["note", "add", "--zh", "甲", "--tag", "a, b，#c、a", "--tag", "d"]);
    assert_eq!(note["tags"], serde_json::json!(["a", "b", "c", "d"]));
    let id = note["id"].as_str().unwrap();
    assert_eq!(dir.json(&["note", "edit", id, "--tag", "x,y"])["tags"], serde_json::json!(["x", "y"]));
    assert_eq!(dir.json(&["note", "edit", id, "--tag", ""])["tags"], serde_json::json!([]));
    let says = |arguments: &[&str], code: i32, words: &str| {
        let ran = dir.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{arguments:?}: {ran:?}");
        assert!(ran.err.contains(words), "{arguments:?}: {ran:?}");
    };
    says(&["note", "edit", id, "--zh", " "], 2, "note delete");
    says(&["note", "revert", id, "99"], 1, "versions 1 to 3");
    dir.ok(&["note", "delete", id]);
    says(&["note", "edit", id, "--zh", "乙"], 1, "note restore");
    says(&["note", "revert", id, "1"], 1, "note restore");
    dir.ok(&["note", "restore", id]);
    assert_eq!(dir.json(&["note", "edit", id, "--zh", "乙"])["zh"], "乙");
}
