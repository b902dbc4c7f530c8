use crate::Dir;

#[test]
fn two_companies_are_merged_and_split() {
    let dir = Dir::bundled();
    dir.ok(&["entity", "add", "--kind", "company", "--name-en", "Quillfern", "--name-tw", "羽蕨算科"]);
    let merged = dir.json(&["entity", "merge", "anthropic", "zhimai://entity/quillfern"]);
    assert_eq!(merged["address"], "zhimai://entity/anthropic");
    let shown = dir.json(&["show", "zhimai://entity/quillfern"]);
    assert_eq!(shown["entity"]["summary"]["id"], "anthropic");
    let list = dir.json(&["entity", "merged"]);
    assert_eq!((&list[0]["id"], &list[0]["name"]), (&"quillfern".into(), &"Quillfern".into()));
    assert_eq!(dir.run(&["entity", "remove", "quillfern"]).code, 1);
    let split = dir.json(&["entity", "split", "quillfern"]);
    assert_eq!(split["label"], "Quillfern");
    assert_eq!(dir.run(&["entity", "split", "quillfern"]).code, 1);
}

#[test]
fn what_an_article_may_claim_is_listed_and_decided() {
    let dir = Dir::bundled();
    let none = dir.json(&["review"]);
    assert_eq!((&none["all"], &none["left"]), (&0.into(), &0.into()));
    let text = "---\nsource: Test Herald\ndate: 2025-11-18\n---\n# Money\n\nNVIDIA will invest up to $12 billion in Anthropic.\n";
    dir.ok(&["import", &dir.file("a.md", text)]);
    let listed = dir.json(&["review"]);
    let claim = &listed["articles"][0]["claims"][0];
    assert_eq!(claim["sentence"], "NVIDIA will invest up to $12 billion in Anthropic.");
    let mark = claim["id"].as_str().unwrap();
    assert!(dir.ok(&["review"]).contains(mark));

    // How it stands to what is known otherwise is for the person to say.
    assert_eq!(dir.run(&["review", "accept", mark]).code, 2);
    let made = dir.json(&["review", "accept", mark, "--as", "conflict"]);
    assert_eq!(made["id"], "alliance-2025#own-1");
    assert!(made["value"]["conflicts_with"].as_array().unwrap().contains(&"alliance-2025#1".into()));
    assert_eq!(dir.json(&["review"])["all"], 0);
    dir.ok(&["review", "undo", mark]);
    assert_eq!(dir.json(&["claim", "list"]).as_array().unwrap().len(), 0);
    dir.ok(&["review", "reject", mark]);
    assert_eq!(dir.json(&["review"])["all"], 0);
    assert_eq!(dir.run(&["review", "accept", mark]).code, 1);
}
