use crate::{Dir, hits, ran};
use serde_json::{Value, json};
use std::io::Write;
use std::process::Stdio;

/// Adds a company that no text of the bundled collection names.
fn company(dir: &Dir) -> Value {
    dir.json(&[
        "entity",
        "add",
        "--kind",
        "company",
        "--name-en",
        "Quillfern",
        "--name-tw",
        "羽蕨算科",
        "--alias",
        "QFN=ticker",
    ])
}

#[test]
fn a_company_is_added_changed_taken_away_and_put_back() {
    let dir = Dir::bundled();
    let file = dir.file("a.txt", "羽蕨算科開幕\n\n羽蕨算科昨天開幕。");
    dir.ok(&["import", &file]);
    let added = company(&dir);
    assert_eq!((&added["id"], &added["whose"]), (&"quillfern".into(), &"person".into()));
    let found = dir.json(&["search", "Quillfern"]);
    assert_eq!(hits(&found)[0], "zhimai://entity/quillfern");
    assert!(hits(&found).iter().any(|hit| hit.starts_with("zhimai://article/")), "{found}");
    let shown = dir.json(&["show", "zhimai://entity/quillfern"]);
    assert_eq!(shown["entity"]["articles"].as_array().unwrap().len(), 1);

    let edit =
        ["entity", "edit", "zhimai://entity/quillfern", "--alias", "Fern & Quill", "--founded", "2020"];
    let edited = dir.json(&edit);
    assert_eq!(edited["value"]["aliases"].as_array().unwrap().len(), 2, "one more: {edited}");
    assert_eq!(edited["value"]["founded"], 2020);
    let none = dir.json(&["entity", "edit", "quillfern", "--alias", ""]);
    assert_eq!(none["value"]["aliases"], Value::Array(Vec::new()));

    // What is shown can be changed and given back.
    let kept = dir.ok(&["entity", "show", "quillfern"]);
    let file = dir.file("quillfern.json", kept.replace("羽蕨算科", "羽蕨"));
    let given = dir.json(&["entity", "edit", "quillfern", &file]);
    assert_eq!(given["value"]["names"]["zh_tw"], "羽蕨");
    assert_eq!(
        dir.json(&["show", "zhimai://entity/quillfern"])["entity"]["articles"].as_array().unwrap().len(),
        1
    );

    let said = dir.ok(&["entity", "remove", "quillfern"]);
    assert!(said.contains("zhimai entity revert"), "{said}");
    assert!(!hits(&dir.json(&["search", "Quillfern"])).contains(&"zhimai://entity/quillfern"));
    assert_eq!(dir.json(&["entity", "list"])[0]["whose"], "removed");
    dir.ok(&["entity", "revert", "quillfern"]);
    assert!(hits(&dir.json(&["search", "Quillfern"])).contains(&"zhimai://entity/quillfern"));
    assert!(dir.ok(&["entity", "list"]).contains("added by you"));
}

#[test]
fn claims_and_terms_are_added_from_options_and_from_json() {
    let dir = Dir::bundled();
    company(&dir);
    let event = "{\"date\": \"2026-03-02\", \"kind\": \"funding\", \"participants\": [\"quillfern\"]}";
    let mut child = dir.command(&["event", "add", "-", "--title-en", "Quillfern closes a round", "--json"]);
    let mut child = child.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(event.as_bytes()).unwrap();
    let answer = child.wait_with_output().unwrap();
    let event: Value = serde_json::from_slice(&answer.stdout).unwrap();
    assert_eq!(event["id"], "quillfern-closes-a-round");
    assert_eq!(event["value"]["precision"], "day");

    let claim = dir.json(&[
        "claim",
        "add",
        "--event",
        "quillfern-closes-a-round",
        "--text-en",
        "Quillfern raised up to $2 billion from NVIDIA",
        "--from",
        "nvidia",
        "--to",
        "quillfern",
        "--flow",
        "equity",
        "--sum",
        "2000000000",
        "--qualifier",
        "up-to",
        "--source",
        "The Paper",
        "--url",
        "https://example.org/a",
        "--published",
        "2026-03-03",
    ]);
    let id = claim["id"].as_str().unwrap();
    assert_eq!(id, "quillfern-closes-a-round#own-1");
    let page = dir.json(&["show", "zhimai://entity/nvidia"]);
    let out = page["entity"]["deals_out"]["deals"].as_array().unwrap();
    assert!(out.iter().any(|deal| deal["id"] == id), "{out:?}");
    let line = dir.json(&["timeline", "--entity", "quillfern"]);
    assert_eq!(line["items"].as_array().unwrap().len(), 1);
    let edited = dir.json(&["claim", "edit", id, "--status", "committed"]);
    assert_eq!(edited["value"]["status"], "committed");
    // Of a sum, too, what is not given stays.
    let amount =
        |given: &[&str]| dir.json(&[&["claim", "edit", id], given].concat())["value"]["amount"].take();
    assert_eq!(
        amount(&["--sum", "3000000000", "--currency", "EUR"]),
        json!({"currency": "EUR", "low": 3_000_000_000_i64, "high": 3_000_000_000_i64, "qualifier": "up-to", "horizon": null})
    );
    assert_eq!(amount(&["--sum", "4", "--sum-to", "5"])["currency"], "EUR");
    assert_eq!(dir.run(&["claim", "edit", id, "--currency", "EUR"]).code, 2);

    let ran = dir.run(&["entity", "remove", "quillfern"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains(id), "{ran:?}");
    dir.ok(&["claim", "remove", id]);
    assert_eq!(dir.json(&["claim", "list"])[0]["id"], id);

    let term =
        dir.json(&["term", "add", "--zh", "蕨葉散熱", "--en", "fern cooling", "--en", "frond cooling"]);
    assert_eq!(term["value"]["zh_cn"], "蕨叶散热");
    assert_eq!(hits(&dir.json(&["search", "蕨叶散热"]))[0], "zhimai://term/fern-cooling");
    dir.ok(&["term", "edit", "compute-power", "--definition-en", "Chips, power and cooling."]);
    assert_eq!(dir.json(&["term", "revert", "compute-power"])["whose"], "collection");
}

#[test]
fn what_does_not_fit_is_told_in_the_persons_language() {
    let dir = Dir::bundled();
    let broken = dir.file("broken.json", "[1]");
    let other = dir.file("other.json", r#"{"id": "amd", "founded": 1990}"#);
    for (arguments, code, words) in [
        (vec!["entity", "add"], 2, "kind"),
        (vec!["entity", "add", "--kind", "firm", "--name-en", "X"], 2, "kind"),
        (vec!["entity", "add", "--kind", "company", "--name-en", "NVIDIA"], 1, "nvidia"),
        (vec!["entity", "add", &broken], 2, "JSON"),
        (vec!["entity", "add", "/no/such/file"], 1, "/no/such/file"),
        (vec!["entity", "edit", "nobody", "--name-en", "X"], 1, "nobody"),
        (vec!["entity", "edit", "nvidia", "--founded", "1990", "--version", "1"], 1, "elsewhere"),
        (vec!["entity", "edit", "nvidia", &other], 2, "amd"),
        (vec!["entity", "remove", "nobody"], 1, "nobody"),
        (vec!["entity", "remove", "nvidia"], 1, "named"),
        (vec!["entity", "revert", "nvidia"], 1, "put back"),
        (vec!["event", "add", "--date", "soon", "--kind", "product", "--title-en", "T"], 2, "date"),
        (vec!["event", "add", "--date", "0000", "--kind", "product", "--title-en", "T"], 2, "date"),
        (vec!["claim", "add", "--event", "alliance-2025", "--text-en", "T"], 2, "sources"),
        (vec!["claim", "add", "--event", "none", "--text-en", "T", "--source", "P"], 2, "event"),
        (
            vec![
                "claim",
                "add",
                "--event",
                "alliance-2025",
                "--text-en",
                "T",
                "--source",
                "P",
                "--sum",
                "-1",
            ],
            2,
            "sum",
        ),
        (vec!["term", "add", "--zh", "詞"], 2, "en"),
    ] {
        let ran = dir.run(&arguments);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{arguments:?}: {ran:?}");
        assert!(ran.err.contains(words), "{arguments:?}: {ran:?}");
    }
    let ran = dir.run(&["--lang", "zh-Hant", "entity", "add", "--kind", "company"]);
    assert!(ran.err.contains("欄位 names"), "{ran:?}");
    for (field, words) in [
        (r#""founded": "old""#, "欄位 founded：內容不合格式（這裡該是一個數字，卻是一段文字）"),
        (r#""aliases": 7"#, "欄位 aliases：內容不合格式（這裡該是一個清單，卻是一個數字）"),
        (r#""aliases": [{"text": "x"}]"#, "欄位 aliases：內容不合格式（缺少欄位 kind）"),
        (
            r#""note": {"zh": "一", "en": "a", "fr": "a"}"#,
            "欄位 note：內容不合格式（沒有欄位 fr。可用的是 zh, en）",
        ),
        (r#""released": "soon""#, "欄位 released：內容不合格式（「soon」不是日期"),
    ] {
        let json = format!("{{\"kind\": \"company\", \"names\": \"X\", {field}}}");
        let ran = dir.run(&["--lang", "zh-Hant", "entity", "add", &dir.file("shape.json", json)]);
        assert!(ran.code == 2 && ran.err.contains(words), "{words}: {ran:?}");
        assert!(!ran.err.contains("expected") && !ran.err.contains("invalid"), "{ran:?}");
    }
    assert_eq!(dir.json(&["entity", "list"]), Value::Array(Vec::new()));
}

#[test]
fn names_lists_and_texts_have_bounds_and_identifiers_are_of_one_piece() {
    let dir = Dir::bundled();
    let entity = |id: &str, name: &str, aliases: usize| {
        let aliases: Vec<String> = (0..aliases).map(|nth| format!("alias{nth}")).collect();
        serde_json::json!({ "id": id, "kind": "company", "names": name, "aliases": aliases }).to_string()
    };
    let term = |word: &str| serde_json::json!({ "zh": word, "en": ["word"] }).to_string();
    for (kind, json, words) in [
        ("entity", entity("x", "Quillfern", 501), "欄位 aliases：太多，最多500項"),
        ("entity", entity("x", &"長".repeat(201), 0), "欄位 names：太長，最多200字"),
        ("entity", entity("x", "Quill\nfern", 0), "欄位 names：名稱裡有看不見的"),
        ("entity", entity("x", "\u{202e}Quill", 0), "欄位 names：名稱裡有看不見的"),
        ("entity", entity("", " ", 0), "欄位 names：沒有填"),
        ("entity", r#"{"kind": "company", "names": {"en": ""}}"#.to_owned(), "欄位 names：沒有填"),
        ("entity", entity("..", "Quillfern", 0), "欄位 id"),
        ("entity", entity("-x", "Quillfern", 0), "欄位 id"),
        ("term", term(&"詞".repeat(201)), "欄位 zh：太長"),
        ("term", term("詞\0"), "欄位 zh：名稱裡有看不見的"),
    ] {
        let file = dir.file("thing.json", json);
        let ran = dir.run(&["--lang", "zh-Hant", kind, "add", &file]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{words}: {ran:?}");
        assert!(ran.err.contains(words), "{words}: {ran:?}");
    }
    let file = dir.file("thing.json", b"{\"kind\": \"\xff\"}");
    let ran = dir.run(&["--lang", "zh-Hant", "entity", "add", &file]);
    assert!(ran.code == 2 && ran.err.contains("這不是JSON物件"), "no UTF-8: {ran:?}");
    assert_eq!(dir.json(&["entity", "list"]), Value::Array(Vec::new()));

    let file = dir.file("thing.json", entity("x.1", &"長".repeat(200), 500));
    dir.ok(&["entity", "add", &file]);
}

#[test]
fn a_second_process_sees_what_the_first_adds() {
    let dir = Dir::bundled();
    let mut writers: Vec<_> = (0..4)
        .map(|n| {
            let name = format!("Quillfern {n}");
            dir.command(&["entity", "add", "--kind", "company", "--name-en", &name]).spawn().unwrap()
        })
        .collect();
    for writer in &mut writers {
        assert!(writer.wait().unwrap().success());
    }
    let found = dir.json(&["search", "Quillfern", "--kind", "entity"]);
    assert_eq!(hits(&found).len(), 4, "{found}");
    let again = ran(&mut dir.command(&["entity", "add", "--kind", "company", "--name-en", "Quillfern 1"]));
    assert_eq!(again.code, 1);
}

#[test]
fn whenever_it_is_killed_what_is_known_is_found_everywhere_or_nowhere() {
    let dir = Dir::bundled();
    let lines: String = (0..300)
        .map(|n| format!("{{\"id\": \"n{n}\", \"title\": \"{n}\", \"text\": \"Quillfern said {n}.\", \"lang\": \"en\"}}\n"))
        .collect();
    dir.ok(&["import", &dir.file("a.jsonl", lines)]);
    let add = |name: &str| {
        let mut command = dir.command(&["entity", "add", "--kind", "company", "--name-en", name]);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let begun = std::time::Instant::now();
    assert!(add("Another Company").wait().unwrap().success());
    let whole = begun.elapsed();
    let (mut lives, mut dies) = (0, 0);
    for part in [1, 4, 10, 20, 30, 50, 60, 70, 75, 80, 85, 90, 95, 100, 110] {
        let mut child = add("Quillfern");
        std::thread::sleep(whole * part / 100);
        let _ = child.kill();
        child.wait().unwrap();
        let is_known = dir.run(&["entity", "show", "quillfern"]).code == 0;
        let found = dir.json(&["search", "Quillfern said", "--kind", "article", "--limit", "1"]);
        let facets = found["facets"]["entities"].as_array().unwrap();
        let count = facets.iter().find(|facet| facet["value"] == "quillfern").map(|facet| &facet["count"]);
        let expected = Value::from(300);
        assert_eq!(count, is_known.then_some(&expected), "killed after {part} % of {whole:?}");
        if is_known {
            let page = dir.json(&["show", "zhimai://entity/quillfern"]);
            assert_eq!(page["entity"]["summary"]["articles"], 300, "killed after {part} % of {whole:?}");
            dir.ok(&["entity", "remove", "quillfern"]);
            lives += 1;
        } else {
            dies += 1;
        }
    }
    assert!(lives > 0 && dies > 0, "{lives} {dies}");
}
