//! Marks, passages and reasons.

use super::*;

#[test]
fn a_chip_names_the_respelled_word_alone() {
    let library = library();
    library.reason("Microsft earnings", "hant", ReasonKind::Spelling, "Microsft", "微軟");
    library.reason("earnings yingweida", "ticker", ReasonKind::Pinyin, "yingweida", "NVDA");
}

#[test]
fn marks_and_passages() {
    let library = library();
    let answer = library.ask("輝達");
    let hit = |id: &str| answer.hits.iter().find(|hit| hit.id == id).unwrap();
    assert_eq!(marked(&hit("hant").title.text, &hit("hant").title.marks), ["輝達"]);
    assert_eq!(marked(&hit("ticker").snippet.text, &hit("ticker").snippet.marks), ["NVDA"]);
    let check = |query: &str, text: &str, expect: &[&str]| {
        assert_eq!(marked(text, &library.index.marker(query).marks(text)), expect, "{query} in {text}");
    };
    check("輝達 投資", "英伟达投资了 Nvidia", &["英伟达投资", "Nvidia"]);
    check("\"AI\"", "AI, said ＡＩ", &["AI", "ＡＩ"]);
    check("$45 billion", "共450億美元。", &["450億美元"]);
    check("trains", "Training a train", &["Training", "train"]);
    check("深度學習", "深度学习与学习", &["深度学习", "学习"]);
    check("", "輝達", &[]);
}

/// What is marked in the titles and passages of an answer, each once.
fn all_marked(answer: &Answer) -> BTreeSet<String> {
    let texts = answer.hits.iter().flat_map(|hit| [&hit.title, &hit.snippet]);
    texts.flat_map(|text| marked(&text.text, &text.marks)).collect()
}

#[test]
fn marks_show_what_matched_and_no_more() {
    let library = library();
    let check = |query: &str, expect: &[&str]| {
        let found = all_marked(&library.ask(query));
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expect, "{query}");
    };
    check("\"輝達與微軟\"", &["輝達與微軟"]);
    check("\"data centers\"", &["data centers"]);
    check("gpt5", &["GPT-5"]);
    check("H200", &["H200"]);
    check("amount:>40B", &["$45 billion", "1,650 億美元", "450億美元"]);
    check("company:微軟", &["微軟"]);
    check("the law on AI", &["AI", "law"]);
    check("Nvidia's chips", &["Chips", "NVDA", "Nvidia", "芯片", "英伟达", "輝達"]);
    check("2025年11月", &["2025 年 11 月 18 日"]);
}

#[test]
fn words_beside_a_quoted_string_count_and_are_marked() {
    let library = library();
    let answer = library.ask("\"承諾最多投入 100 億美元\" 微軟");
    assert_eq!(answer.hits[0].id, "hant");
    assert!(all_marked(&answer).is_superset(&["微軟", "承諾最多投入 100 億美元"].map(str::to_owned).into()));
    assert_eq!(answer.named, None);
    assert_eq!(library.set("GPT 5"), library.set("GPT-5"));
    assert_eq!(library.set("amount:>40 B"), library.set("amount:>40B"));
}

#[test]
fn what_looks_alike_is_found_and_marked() {
    let library = library();
    let mut writer = library.index.writer().unwrap();
    for (id, body) in [
        ("radicals", "⻓期而言，⻢斯克的⻛险與⻔檻，⺠眾都看到。"),
        ("hyphens", "先看 GPT‑7，再看 GPT–7 和 state‑of‑the‑art 的說法。"),
        ("apostrophe", "Zhimai’s view: we’re early."),
        ("marks", "Claude™ 與 Blackwell® 都在列。"),
        ("notes", "Qwen-9¹ 與 B300² 比較。"),
        ("initials", "A.I. chips from the U.S. again."),
        ("dots", "達里歐‧阿莫代伊（Dario・Amodei）出席。"),
        ("range", "預估 US$5–US$10 billion 之間。"),
        ("days", "大會於 Nov 18-20, 2026 舉行。"),
        ("months", "2027年9至11月間交貨。"),
    ] {
        writer.put(&document(id, id, body, "2026-01-01")).unwrap();
    }
    writer.commit(8).unwrap();
    writer.finish().unwrap();
    library.finds("\"长期\"", &["radicals"]);
    library.finds("\"馬斯克的風險與門檻\"", &["radicals"]);
    library.finds("\"GPT-7\"", &["hyphens"]);
    library.finds("\"state-of-the-art\"", &["hyphens"]);
    library.finds("\"Zhimai's\"", &["apostrophe"]);
    library.finds("\"we're\"", &["apostrophe"]);
    library.finds("\"Claude™\" \"Blackwell\"", &["marks"]);
    library.finds("\"Qwen-9\"", &["notes"]);
    library.finds("\"B300\"", &["notes"]);
    library.finds("\"AI chips\"", &["initials"]);
    library.finds("\"達里歐·阿莫代伊\"", &["dots"]);
    library.finds("\"达里欧•阿莫代伊\"", &["dots"]);
    library.finds("\"Dario·Amodei\"", &["dots"]);
    library.first("amount:7B", "range");
    library.finds("amount:5B", &["hant", "range"]);
    library.finds("amount:6B..9B", &["range"]);
    library.first("2026-11-19", "days");
    library.first("2027年10月", "months");
    for (query, id, expect) in [
        ("\"Qwen-9\"", "notes", "Qwen-9"),
        ("\"GPT-7\"", "hyphens", "GPT‑7"),
        ("\"AI chips\"", "initials", "A.I. chips"),
        ("amount:7B", "range", "US$5–US$10 billion"),
    ] {
        let answer = library.ask(query);
        let hit = answer.hits.iter().find(|hit| hit.id == id).unwrap();
        assert_eq!(
            marked(&hit.snippet.text, &hit.snippet.marks).first().map(String::as_str),
            Some(expect),
            "{query}"
        );
    }
}
