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
