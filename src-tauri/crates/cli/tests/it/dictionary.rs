use crate::{Dir, hits};

const WORDS: &str = include_str!("../../../import/tests/data/news-words.u8");

/// A Chinese text and an English one that say much the same.
fn texts(dir: &Dir) -> String {
    dir.file(
        "texts.jsonl",
        "{\"id\":\"zh\",\"title\":\"工廠裁員\",\"text\":\"訂單不多，工廠只好裁員。\"}\n\
         {\"id\":\"en\",\"title\":\"Layoffs at a plant\",\"text\":\"Few orders came, so there were layoffs.\"}\n\
         {\"id\":\"other\",\"title\":\"Weather\",\"text\":\"It will rain.\"}\n",
    )
}

fn found(dir: &Dir, query: &str) -> Vec<String> {
    hits(&dir.json(&["search", query])).into_iter().map(str::to_owned).collect()
}

#[test]
fn a_dictionary_leads_from_either_language_to_the_other() {
    let dir = Dir::empty();
    dir.ok(&["import", &texts(&dir)]);
    assert_eq!(found(&dir, "layoff"), ["zhimai://article/en"]);
    assert_eq!(found(&dir, "裁員"), ["zhimai://article/zh"]);
    let words = dir.file("news-words.u8", WORDS);
    let report = dir.json(&["import", &words]);
    assert_eq!(
        report["dictionaries"],
        serde_json::json!([{"name": "news-words", "entries": 42, "replaced": false}])
    );
    assert_eq!((&report["added"], &report["refused"]), (&0.into(), &0.into()));
    // What is written comes before its translation.
    assert_eq!(found(&dir, "layoff"), ["zhimai://article/en", "zhimai://article/zh"]);
    assert_eq!(found(&dir, "裁員"), ["zhimai://article/zh", "zhimai://article/en"]);
    let answer = dir.json(&["search", "layoff"]);
    let reason = serde_json::json!([{"kind": "dictionary", "written": "layoff", "found": "裁員"}]);
    assert_eq!(answer["hits"][1]["reasons"], reason, "{answer}");
    assert!(dir.ok(&["search", "layoff"]).contains("layoff → 裁員"));
    let stats = dir.ok(&["stats"]);
    assert!(stats.contains("dictionary news-words: 42 entries"), "{stats}");
}

#[test]
fn a_second_time_replaces_and_says_so_and_removing_ends_it() {
    let dir = Dir::empty();
    dir.ok(&["import", &texts(&dir)]);
    let words = dir.file("news-words.u8", WORDS);
    dir.ok(&["import", &words]);
    let fewer: String = WORDS.lines().take(12).map(|line| format!("{line}\n")).collect();
    dir.file("news-words.u8", fewer);
    let said = dir.ok(&["import", &words]);
    assert!(said.contains("dictionary, in place of the one before: news-words, 10 entries"), "{said}");
    assert_eq!(dir.ok(&["dictionary", "list"]), "news-words: 10 entries\n");
    assert_eq!(found(&dir, "layoff").len(), 2);
    dir.ok(&["dictionary", "remove", "news-words"]);
    assert_eq!(found(&dir, "layoff"), ["zhimai://article/en"]);
    assert_eq!(dir.json(&["dictionary", "list"]), serde_json::json!([]));
    let ran = dir.run(&["dictionary", "remove", "news-words"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
    assert!(ran.err.contains("no dictionary called “news-words”"), "{ran:?}");
}

#[test]
fn a_bad_line_is_named_and_the_rest_is_in() {
    let dir = Dir::empty();
    let words = dir.file("in/words.txt", format!("{WORDS}這一行不是詞條\n"));
    let ran = dir.run(&["import", &words, "--json"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.err.contains("words.txt:45:"), "{ran:?}");
    assert_eq!(dir.json(&["stats"])["dictionaries"][0]["entries"], 42);
    // A folder is read for them too.
    let dir = Dir::empty();
    dir.file("in/words.u8", WORDS);
    dir.ok(&["import", "in"]);
    assert_eq!(dir.json(&["stats"])["dictionaries"][0]["name"], "words");
}

/// The entries of the sample, as `zhimai-pack` would write them.
fn packed(dir: &Dir) -> String {
    let about = zhimai_dictionary::About {
        name: "Sample".to_owned(),
        by: "its makers".to_owned(),
        licence: "CC BY-SA 4.0".to_owned(),
        licence_address: "https://creativecommons.org/licenses/by-sa/4.0/".to_owned(),
        address: "https://example.org/".to_owned(),
        date: "2026-01-04".to_owned(),
        package: "sample 1.0.0".to_owned(),
        entries: 0,
    };
    let output = zhimai_import::read("x.u8", WORDS.as_bytes(), &zhimai_import::Options::default());
    let made = zhimai_dictionary::make(about, |add| {
        output.dictionaries[0].entries.iter().for_each(add);
        Ok::<(), ()>(())
    });
    dir.file("bundled.dictionary", made.unwrap().bytes())
}

/// Runs the program with a bundled dictionary: exit status, standard output, standard error.
fn with(dir: &Dir, file: &str, arguments: &[&str]) -> (i32, String, String) {
    let ran = crate::ran(dir.command(arguments).env("ZHIMAI_DICTIONARY", file));
    (ran.code, ran.out, ran.err)
}

#[test]
fn the_one_that_comes_with_the_program_is_used_told_of_and_switched_off() {
    let dir = Dir::empty();
    dir.ok(&["import", &texts(&dir)]);
    let file = packed(&dir);
    let found = |file: &str| {
        let answer: serde_json::Value =
            serde_json::from_str(&with(&dir, file, &["search", "layoff", "--json"]).1).unwrap();
        hits(&answer).len()
    };
    assert_eq!((found(""), found(&file)), (1, 2));
    let (code, out, err) = with(&dir, &file, &["dictionary", "bundled"]);
    assert_eq!((code, err.as_str()), (0, ""));
    for told in ["Sample: 42 entries", "its makers", "2026-01-04", "CC BY-SA 4.0", "https://example.org/"] {
        assert!(out.contains(told), "{told}: {out}");
    }
    assert_eq!(with(&dir, &file, &["dictionary", "list"]).1, out);
    let (_, out, _) = with(&dir, &file, &["dictionary", "look-up", "陰霾"]);
    assert_eq!(out, "陰霾 阴霾  yīn mái  (Sample)\n  1. gloom\n  2. a dark haze\n");
    let (code, out, err) = with(&dir, &file, &["dictionary", "look-up", "無此詞"]);
    assert_eq!((code, out.as_str()), (0, ""));
    assert!(err.contains("No dictionary has this word"), "{err}");
    let (_, out, _) = with(&dir, &file, &["dictionary", "bundled", "off", "--json"]);
    assert!(out.contains("\"on\":false") && out.contains("\"name\":\"Sample\""), "{out}");
    assert_eq!(found(&file), 1);
    let (_, _, err) = with(&dir, &file, &["dictionary", "look-up", "陰霾"]);
    assert!(err.contains("switched off"), "{err}");
    with(&dir, &file, &["dictionary", "bundled", "on"]);
    assert_eq!(found(&file), 2);
}

#[test]
fn where_none_comes_with_the_program_or_it_is_damaged_that_is_said() {
    let dir = Dir::empty();
    dir.ok(&["import", &texts(&dir)]);
    let file = packed(&dir);
    let whole = std::fs::read(&file).unwrap();
    let half = dir.file("half.dictionary", &whole[..whole.len() / 2]);
    let foreign = dir.file("foreign.dictionary", "something else");
    for (file, told) in [("", "No dictionary came"), (&half, "damaged"), (&foreign, "not a dictionary")] {
        for arguments in [&["dictionary", "bundled"][..], &["dictionary", "look-up", "陰霾"]] {
            let (code, out, err) = with(&dir, file, arguments);
            assert_eq!((code, out.as_str()), (0, ""), "{file}");
            assert!(err.contains(told), "{file}: {err}");
        }
        // Everything else works.
        assert_eq!(with(&dir, file, &["search", "layoff"]).0, 0);
    }
}
