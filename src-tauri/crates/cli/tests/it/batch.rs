use crate::Dir;
use serde_json::Value;
use std::fmt::Write as _;

fn library() -> Dir {
    let dir = Dir::empty();
    let mut lines = String::new();
    for n in 0..50 {
        writeln!(lines, "{{\"id\":\"a{n}\",\"title\":\"第{n}篇\",\"text\":\"輝達的晶片 item{n}。\"}}")
            .unwrap();
    }
    let file = dir.file("a.jsonl", lines);
    dir.ok(&["import", &file]);
    dir
}

#[test]
fn answers_come_in_order_one_a_line() {
    let dir = library();
    let questions: String =
        (0..50).rev().map(|n| format!("{{\"id\":\"q{n}\",\"query\":\"item{n}\"}}\n\n")).collect();
    let file =
        dir.file("q.jsonl", format!("\u{feff}{questions}{{\"id\":7,\"query\":\"英伟达\",\"more\":true}}"));
    let out = dir.ok(&["search", "--batch", &file, "--limit", "100000", "--json"]);
    let answers: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 51);
    for (n, answer) in (0..50).rev().zip(&answers) {
        assert_eq!(
            (&answer["id"], &answer["hits"][0]["id"]),
            (&format!("q{n}").into(), &format!("a{n}").into()),
            "{answer}"
        );
        assert!(answer["took_us"].is_u64() && answer["hits"][0]["score"].is_f64());
        assert_eq!(answer["hits"][0]["title"], format!("第{n}篇"));
    }
    let last = &answers[50];
    assert_eq!(
        (&last["id"], &last["total"], last["hits"].as_array().map(Vec::len)),
        (&7.into(), &50.into(), Some(50))
    );
}

#[test]
fn a_line_that_cannot_be_read_is_named_and_the_others_are_answered() {
    let dir = library();
    let mut questions =
        b"{\"id\":1,\"query\":\"item1\"}\nnonsense\n{\"id\":2}\n{\"id\":3,\"query\":\"\xff\"}\n".to_vec();
    questions.extend("{\"id\":4,\"query\":\"\"}\n{\"id\":5,\"query\":\"\\\"((( -AND\"}\n".as_bytes());
    let file = dir.file("q.jsonl", questions);
    let ran = dir.run(&["search", "--batch", &file, "--json"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    let ids: Vec<i64> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].as_i64().unwrap())
        .collect();
    assert_eq!(ids, [1, 4, 5]);
    for line in ["q.jsonl:2:", "q.jsonl:3:", "q.jsonl:4:"] {
        assert!(ran.err.contains(line), "{line} {}", ran.err);
    }
    let ran = dir.run(&["search", "--batch", "/nowhere.jsonl", "--json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
}
