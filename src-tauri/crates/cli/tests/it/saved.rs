use crate::{Dir, hits};

#[test]
fn a_search_is_kept_and_gives_the_same_tomorrow() {
    let dir = Dir::bundled();
    let search = ["search", "OpenAI", "Oracle", "--kind", "event", "--from", "2025-09", "--sort", "oldest"];
    let before = dir.json(&search);
    assert!(!hits(&before).is_empty());
    let kept = dir.json(&[&search[..], &["--save", "甲 one"]].concat());
    assert_eq!(hits(&kept), hits(&before), "it searches, too");
    // Every call is another process.
    assert_eq!(hits(&dir.json(&["search", "--saved", "甲 one"])), hits(&before));
    let one = dir.json(&["search", "--saved", "甲 one", "--limit", "1"]);
    assert_eq!(hits(&one), hits(&before)[..1]);
    let list = dir.json(&["saved", "list"]);
    assert_eq!((&list[0]["name"], &list[0]["search"]["query"]), (&"甲 one".into(), &"OpenAI Oracle".into()));
    let text = dir.ok(&["saved", "list"]);
    assert_eq!(text, "甲 one  OpenAI Oracle · event · 2025-09-01.. · oldest\n");

    let said = dir.ok(&["search", "輝達", "--save", "two"]);
    assert!(said.contains("saved as: two"), "{said}");
    dir.ok(&["saved", "rename", "two", "輝達"]);
    dir.ok(&["saved", "delete", "甲 one"]);
    assert_eq!(dir.ok(&["saved", "list"]), "輝達  輝達\n");
}

#[test]
fn what_cannot_be_kept_or_found_is_told() {
    let dir = Dir::empty();
    dir.ok(&["search", "a", "--save", "taken"]);
    dir.ok(&["search", "b", "--save", "other"]);
    let long = "長".repeat(81);
    for (arguments, code, words) in [
        (vec!["search", "b", "--save", "taken"], 1, "--replace"),
        (vec!["search", "b", "--save", " "], 2, "name"),
        (vec!["search", "b", "--save", &long], 2, "81"),
        (vec!["search", " ", "--save", "x"], 2, "no search"),
        (vec!["search", "--save", "x"], 2, "QUERY"),
        (vec!["search", "--saved", "nothing"], 1, "saved list"),
        (vec!["search", "a", "--saved", "taken"], 2, "--saved"),
        (vec!["search", "--saved", "taken", "--sort", "newest"], 2, "--sort"),
        (vec!["search", "b", "--replace"], 2, "--save"),
        (vec!["saved", "rename", "other", "taken"], 1, "--replace"),
        (vec!["saved", "rename", "nothing", "x"], 1, "nothing"),
        (vec!["saved", "delete", "nothing"], 1, "nothing"),
    ] {
        let ran = dir.run(&arguments);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{arguments:?}: {ran:?}");
        assert!(ran.err.contains(words), "{arguments:?}: {ran:?}");
    }
    assert_eq!(dir.ok(&["saved", "list"]), "other  b\ntaken  a\n");
    dir.ok(&["search", "c", "--save", "taken", "--replace"]);
    dir.ok(&["saved", "rename", "other", "taken", "--replace"]);
    assert_eq!(dir.ok(&["saved", "list"]), "taken  b\n");
}
