use crate::Dir;

const STORY: &str = "星河記憶體公司週二宣布，將在新竹興建第三座晶圓廠，投資額估計為新台幣420億元，預計2027年第二季開始量產高頻寬記憶體。\
    董事長在說明會上表示，客戶的訂單已經排到後年，現有的兩座廠房即使全天候運轉，也趕不上人工智慧伺服器的需求。\
    新廠的月產能規劃為三萬五千片，其中六成保留給兩家簽有長約的雲端業者。";

#[test]
fn copies_are_one_hit_and_are_listed_and_compared() {
    let dir = Dir::empty();
    dir.file("in/a.md", format!("---\nid: a\ntitle: 甲報\nsource: 甲報\ndate: 2025-03-01\n---\n\n{STORY}\n"));
    let other = STORY.replace("420億", "430億");
    dir.file("in/b.md", format!("---\nid: b\ntitle: 乙報\nsource: 乙報\ndate: 2025-03-02\n---\n\n{other}\n"));
    dir.ok(&["import", dir.folder.path().join("in").to_str().unwrap()]);
    let out = dir.ok(&["search", "星河記憶體"]);
    assert!(out.contains("and 1 copy · 2 articles, 1 independent source"), "{out}");
    assert_eq!(dir.json(&["search", "星河記憶體", "--apart"])["hits"].as_array().unwrap().len(), 2);
    let out = dir.ok(&["copies"]);
    assert!(out.contains("zhimai://article/a") && out.contains("1 group of copies"), "{out}");
    let copies = dir.json(&["copies", "zhimai://article/b"]);
    assert_eq!((&copies["copies"][0]["id"], &copies["left"]), (&"a".into(), &0.into()));
    let out = dir.ok(&["compare", "zhimai://article/a", "zhimai://article/b"]);
    assert!(out.contains("[-420-]") && out.contains("{+430+}"), "{out}");
    let none = dir.run(&["copies", "nothing"]);
    assert!(none.code == 1 && none.err.contains("nothing"), "{none:?}");
}
