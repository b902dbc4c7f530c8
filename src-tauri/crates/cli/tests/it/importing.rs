use crate::{Dir, exists, hits};

const TEXT: &str = "輝達與微軟在週二宣布擴大合作，兩家公司將共建資料中心，供應下一代晶片給雲端客戶。\n\n\
    分析師認為，這項合作顯示算力仍然供不應求，而且價格短期內不會回落。\n";

#[test]
fn every_encoding_comes_in_as_the_same_text() {
    let simplified = TEXT
        .replace("輝達與微軟", "英伟达与微软")
        .replace("兩家公司將共建資料中心", "两家公司将共建数据中心");
    let big5 = encoding_rs::BIG5.encode(TEXT).0.into_owned();
    let gb18030 = encoding_rs::GB18030.encode(&simplified).0.into_owned();
    let utf16: Vec<u8> = "\u{feff}"
        .chars()
        .chain(TEXT.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (name, bytes, word) in [
        ("utf8.txt", TEXT.as_bytes().to_vec(), "資料中心"),
        ("bom.txt", [b"\xef\xbb\xbf", TEXT.as_bytes()].concat(), "資料中心"),
        ("big5.txt", big5, "資料中心"),
        ("gb18030.txt", gb18030, "数据中心"),
        ("utf16.txt", utf16, "資料中心"),
    ] {
        let dir = Dir::empty();
        let file = dir.file(name, bytes);
        let report = dir.json(&["import", &file]);
        assert_eq!((&report["added"], &report["refused"]), (&1.into(), &0.into()), "{name}: {report}");
        let found = dir.json(&["search", word, "--kind", "article"]);
        assert_eq!(found["total"], 1, "{name}: {found}");
        let text = dir.ok(&["show", hits(&found)[0]]);
        assert!(text.contains(word) && !text.contains('\u{fffd}'), "{name}: {text}");
    }
}

#[test]
fn markdown_and_json_lines_with_what_they_say_of_themselves() {
    let dir = Dir::empty();
    let markdown = dir.file("in/a.md", "---\ntitle: 晶片供應\ndate: 2025-11-18\nsource: 某報\n---\n\n輝達的晶片供不應求。\n\n## 小標\n\n第二段。\n");
    let lines = dir.file(
        "in/b.jsonl",
        "{\"id\":\"one\",\"title\":\"First\",\"text\":\"Nvidia sells chips.\",\"date\":\"2025-10\",\"source\":\"Paper\"}\n\
         {\"id\":\"two\",\"title\":\"第二\",\"text\":\"微軟買下晶片。\"}\n",
    );
    let report = dir.json(&["import", &markdown, &lines]);
    assert_eq!((&report["added"], &report["problems"]), (&3.into(), &serde_json::json!([])), "{report}");
    let one = &dir.json(&["show", "one"])["article"];
    assert_eq!(
        (&one["titles"][0], &one["source"], &one["date"]["edtf"]),
        (&"First".into(), &"Paper".into(), &"2025-10".into())
    );
    let found = dir.json(&["search", "供不應求", "--kind", "article"]);
    let article = &dir.json(&["show", hits(&found)[0]])["article"];
    assert_eq!(
        (&article["titles"][0], &article["date"]["edtf"]),
        (&"晶片供應".into(), &"2025-11-18".into()),
        "{article}"
    );
    assert_eq!(article["blocks"][1]["kind"], "heading");
}

#[test]
fn what_a_text_is_made_of_is_shown_as_it_was_written() {
    let dir = Dir::empty();
    let text = "3. 三\n4. 四\n\n   續\n\n- [x] 完\n  - 內\n\n> 引**重**\n\n| 甲 | 乙 |\n| --- | --: |\n| 一 | 二 |\n\n\
        ```rust\nfn a() {\n\n}\n```\n\n![圖](a.png)\n\n***\n\n見[處](http://x.test)、`碼`[^1]\n\n[^1]: 註\n";
    let file = dir.file("a.md", format!("---\ntitle: 題\n---\n\n{text}"));
    let import = |file: &str| {
        let ran = dir.run(&["import", file, "--json"]);
        // No file of the picture lies beside the text.
        assert!(ran.code == 0 && ran.err.contains("pictures whose files are not there 1"), "{ran:?}");
        serde_json::from_str::<serde_json::Value>(&ran.out).unwrap()
    };
    let address = import(&file)["addresses"][0].as_str().unwrap().to_owned();
    let shown = dir.ok(&["show", &address]);
    assert!(shown.contains(text), "{shown}");
    // Imported again, it is the same.
    let body = shown.split_once(&address).unwrap().1.trim_start();
    let again = dir.file("b.md", format!("---\ntitle: 題\n---\n\n{body}"));
    let report = import(&again);
    assert_eq!((&report["added"], &report["unchanged"]), (&0.into(), &1.into()), "{shown}");
}

#[test]
fn the_same_twice_changes_nothing_and_another_text_is_a_version() {
    let dir = Dir::empty();
    let first = dir.file("a.jsonl", "{\"id\":\"x\",\"title\":\"T\",\"text\":\"the first text\"}\n");
    let second = dir.file("b.jsonl", "{\"id\":\"x\",\"title\":\"T\",\"text\":\"the second text\"}\n");
    let counts = |file: &str| {
        let report = dir.json(&["import", file]);
        (
            report["added"].as_u64().unwrap(),
            report["changed"].as_u64().unwrap(),
            report["unchanged"].as_u64().unwrap(),
            report["refused"].as_u64().unwrap(),
        )
    };
    assert_eq!(counts(&first), (1, 0, 0, 0));
    assert_eq!(counts(&first), (0, 0, 1, 0));
    assert!(dir.ok(&["import", &second]).contains("changed (a new version): 1"));
    assert_eq!(counts(&second), (0, 0, 1, 0));
    assert_eq!(dir.json(&["stats"])["counts"]["articles"], 1);
    assert!(dir.ok(&["show", "x"]).contains("the second text"));
    assert_eq!(dir.json(&["search", "first", "--kind", "article"])["total"], 0, "what is, is searched");
    let versions = dir.json(&["versions", "zhimai://article/x"]);
    assert_eq!((&versions[0]["version"], &versions[1]["version"]), (&2.into(), &1.into()));
    let told = dir.ok(&["compare", "x"]);
    assert!(told.contains("- the [-first-] text") && told.contains("+ the {+second+} text"), "{told}");
    let compared = dir.json(&["compare", "x", "--older", "1", "--newer", "2"]);
    assert_eq!(compared["rows"][1]["newer"]["pieces"][1]["text"], "second");
    let ran = dir.run(&["compare", "x", "--older", "1", "--newer", "9"]);
    assert!(ran.code == 1 && ran.err.contains("versions 1 to 2"), "{ran:?}");
    assert_eq!(dir.run(&["versions", "nobody"]).code, 1);
    // Two in one import that go by one name are two.
    let both = [first.as_str(), &second];
    let ran = dir.run(&["import", both[1], both[0], "--json"]);
    assert!(ran.code == 0 && ran.err.contains("a.jsonl"), "it is said: {ran:?}");
    assert!(dir.ok(&["show", "zhimai://article/x~2"]).contains("the first text"));
    assert_eq!(dir.json(&["import", both[0], both[1]])["unchanged"], 2);
}

#[test]
fn what_is_refused_is_named_and_the_rest_is_in() {
    let dir = Dir::empty();
    dir.file("in/good.txt", TEXT);
    dir.file("in/deep/also.md", "# Title\n\nChips and clouds.\n");
    dir.file(
        "in/broken.jsonl",
        "{\"id\":\"ok\",\"title\":\"T\",\"text\":\"fine\"}\n{\"id\": \"cut off\n[1,2]\n",
    );
    dir.file("in/empty.txt", "");
    dir.file("in/binary.txt", [0u8, 159, 146, 150, 0, 1, 2, 255].repeat(200));
    let folder = dir.folder.path().join("in");
    let ran = dir.run(&["import", folder.to_str().unwrap(), "/nowhere/at-all.txt", "--json"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["added"], 3, "{report}");
    for name in ["broken.jsonl:2", "broken.jsonl:3", "empty.txt", "binary.txt", "at-all.txt"] {
        assert!(ran.err.contains(name), "{name}: {}", ran.err);
    }
    assert!(report["refused"].as_u64().unwrap() >= 5, "{report}");
    assert_eq!(dir.json(&["stats"])["counts"]["articles"], 3);
}

#[test]
fn two_at_once_do_no_harm() {
    let dir = Dir::empty();
    let many = |from: u32| -> String {
        (from..from + 300)
            .map(|n| format!("{{\"id\":\"n{n}\",\"title\":\"T{n}\",\"text\":\"晶片新聞 number {n}\"}}\n"))
            .collect()
    };
    let files = [dir.file("a.jsonl", many(0)), dir.file("b.jsonl", many(300))];
    let children: Vec<_> = files
        .iter()
        .map(|file| {
            dir.command(&["import", file, "--json"]).stdout(std::process::Stdio::null()).spawn().unwrap()
        })
        .collect();
    // A third one reads and writes meanwhile.
    for n in 0..3 {
        dir.run(&["note", "add", "--zh", &format!("筆記{n}")]);
    }
    for mut child in children {
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
    let counts = &dir.json(&["stats"])["counts"];
    assert_eq!((&counts["articles"], &counts["notes"]), (&600.into(), &3.into()));
    assert_eq!(dir.json(&["search", "晶片新聞", "--kind", "article"])["total"], 600);
}

#[test]
fn the_index_comes_back() {
    let dir = Dir::bundled();
    let before = dir.json(&["search", "英伟达"])["total"].clone();
    let index = dir.library().join("index");
    assert!(exists(&index));
    std::fs::remove_dir_all(&index).unwrap();
    assert_eq!(dir.json(&["search", "英伟达"])["total"], before);
    dir.ok(&["reindex"]);
    assert_eq!(dir.json(&["search", "英伟达"])["total"], before);
    for entry in std::fs::read_dir(&index).unwrap() {
        std::fs::write(entry.unwrap().path(), "damage").unwrap();
    }
    let ran = dir.run(&["search", "英伟达", "--json"]);
    let answer: serde_json::Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:?}"));
    assert_eq!(answer["total"], before);
}

#[test]
fn what_is_in_the_way_of_the_index_stops_nothing() {
    for arguments in [["note", "add", "--zh=還在"].as_slice(), &["import", "a.txt"], &["search", "還在"]]
    {
        let dir = Dir::empty();
        dir.file("a.txt", "還在");
        let index = dir.library().join("index");
        std::fs::remove_dir_all(&index).unwrap();
        std::fs::write(&index, "in the way").unwrap();
        dir.ok(arguments);
        let expected = u32::from(arguments[0] != "search");
        assert_eq!(dir.json(&["search", "還在"])["total"], expected, "{arguments:?}");
    }
}

#[test]
fn several_that_make_one_library_at_once_agree() {
    let dir = Dir::new();
    let children: Vec<_> =
        (0..4).map(|_| dir.command(&["init"]).stdout(std::process::Stdio::null()).spawn().unwrap()).collect();
    for mut child in children {
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
    assert!(hits(&dir.json(&["search", "英伟达"])).contains(&"zhimai://entity/nvidia"));
}

#[test]
fn an_import_that_is_killed_can_be_repeated() {
    let dir = Dir::empty();
    // It is read and is nothing: so much of it that the index is written in the middle of the import, not only after it.
    let padding = " ".repeat(6_000);
    let lines: String = (0..3000)
        .map(|n| {
            format!(
                "{{\"id\":\"n{n}\",\"title\":\"T{n}\",\"text\":\"晶片新聞 item{n} {}\"{padding}}}\n",
                "字".repeat(100)
            )
        })
        .collect();
    let file = dir.file("many.jsonl", lines);
    for wait in [50, 150, 300, 500] {
        let mut child = dir.command(&["import", &file]).stdout(std::process::Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        // Whatever is in by now can be searched.
        let articles = dir.json(&["stats"])["counts"]["articles"].clone();
        assert_eq!(dir.json(&["search", "晶片新聞", "--kind", "article"])["total"], articles);
    }
    let report = dir.json(&["import", &file]);
    assert_eq!(report["added"].as_u64().unwrap() + report["unchanged"].as_u64().unwrap(), 3000);
    assert_eq!(dir.json(&["search", "晶片新聞", "--kind", "article"])["total"], 3000);
    assert_eq!(hits(&dir.json(&["search", "item2999", "--kind", "article"]))[0], "zhimai://article/n2999");
}

#[test]
fn an_import_of_nothing_usable_fails_and_names_each_piece() {
    let dir = Dir::empty();
    let empty = dir.file("empty.txt", "");
    let broken = dir.file("broken.jsonl", "{\"id\":\n{\"title\":\"x\",\"text\":5}\n");
    let ran = dir.run(&["import", &empty, &broken, "--json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["refused"], 3, "{report}");
    for line in ["broken.jsonl:1: ", "broken.jsonl:2: A field is missing or does not fit: text."] {
        assert!(ran.err.contains(line), "{line}: {}", ran.err);
    }
    assert!(!ran.err.contains("at line"), "{}", ran.err);
}

#[test]
fn fields_that_an_article_has_no_place_for_are_told() {
    let dir = Dir::empty();
    let file = dir.file("a.md", "---\ntitle: 題\ntags: [甲, 乙]\n---\n\n內文。\n");
    let ran = dir.run(&["import", &file]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("left out: tags."), "{ran:?}");
}

#[test]
fn a_corrected_header_changes_the_article_and_its_notes_stay() {
    let dir = Dir::empty();
    let text = |header: &str| format!("---\n{header}\n---\n\n# 標題\n\n輝達的晶片供不應求。\n");
    let file = |header: &str| dir.file("in/a.md", text(header));
    let path = file("title: 錯字的標題\ndate: 2025-11-17");
    let report = dir.json(&["import", &path]);
    let address = report["addresses"][0].as_str().unwrap().to_owned();
    dir.ok(&["note", "add", "--zh", "我的筆記", "--on", &address]);
    for (header, updated) in [
        ("title: 對的標題\ndate: 2025-11-18\nsource: 某報", 1),
        ("title: 對的標題\ndate: 2025-11-18\nsource: 某報", 0),
        ("title: 標題\ndate: 2025-11-18\nsource: 甲報", 1),
        ("title: 對的標題\ndate: 2025-11-18\nsource: 甲報\nurl: https://x.test/1", 1),
    ] {
        let report = dir.json(&["import", &file(header)]);
        let counts = (&report["added"], &report["updated"], &report["unchanged"]);
        assert_eq!(counts, (&0.into(), &updated.into(), &(1 - updated).into()), "{header}: {report}");
    }
    assert_eq!(dir.json(&["stats"])["counts"]["articles"], 1);
    let article = &dir.json(&["show", &address])["article"];
    assert_eq!(
        (&article["titles"][0], &article["source"], &article["date"]["edtf"]),
        (&"對的標題".into(), &"甲報".into(), &"2025-11-18".into()),
        "{article}"
    );
    assert_eq!(dir.json(&["search", "對的標題", "--kind", "article"])["total"], 1);
    assert_eq!(dir.json(&["search", "\"錯字\"", "--kind", "article"])["total"], 0);
    assert!(dir.ok(&["note", "list"]).contains("我的筆記"));
    // Another text in the same file is a version of the same article, and the old one stays.
    let changed = text("title: 對的標題").replace("供不應求", "滯銷");
    assert_eq!(dir.json(&["import", &dir.file("in/a.md", changed)])["changed"], 1);
    assert_eq!(dir.json(&["stats"])["counts"]["articles"], 1);
    assert!(dir.ok(&["compare", &address]).contains("[-供不應求-]"));
    let titles = dir.json(&["versions", &address]);
    assert_eq!(titles.as_array().unwrap().last().unwrap()["title"], "錯字的標題");
}

#[test]
fn a_bomb_of_problems_leaves_a_small_library() {
    let dir = Dir::empty();
    let file = dir.file("bomb.json", format!("[{}1]", "1,".repeat(500_000)));
    let ran = dir.run(&["import", &file, "--json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["refused"], 500_001, "{:?}", ran.err.lines().last());
    assert!(dir.json(&["stats"])["store_bytes"].as_u64().unwrap() < 4 << 20);
}

#[cfg(unix)]
#[test]
fn a_pipe_or_link_out_of_the_folder_is_told_and_nothing_waits() {
    let dir = Dir::empty();
    dir.file("in/a.txt", TEXT);
    let outside = dir.file("outside.txt", "外面的祕密");
    let folder = dir.folder.path().join("in");
    std::os::unix::fs::symlink(&outside, folder.join("out.txt")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(folder.join("pipe.txt")).status().unwrap().success());
    let ran =
        dir.run(&["import", folder.to_str().unwrap(), folder.join("pipe.txt").to_str().unwrap(), "--json"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&report["added"], &report["refused"]), (&1.into(), &3.into()), "{report}");
    assert_eq!(dir.json(&["search", "祕密"])["total"], 0);
}

#[test]
fn a_repaired_text_is_shown_as_it_stood_in_its_file_and_repaired_again() {
    let dir = Dir::empty();
    let file = dir.file("c.md", "---\nid: z\n---\n浜哄伐鏅鸿兘\n");
    assert_eq!(dir.run(&["import", &file]).code, 0);
    assert!(dir.ok(&["right", "z"]).contains("1 damaged place was repaired"));
    assert!(dir.ok(&["right", "z", "--repairs", "--undo"]).contains("as it stood in the file"));
    assert!(dir.ok(&["show", "z"]).contains("浜哄伐鏅鸿兘"));
    assert_eq!(dir.run(&["import", &file]).code, 0);
    assert!(dir.ok(&["show", "z"]).contains("浜哄伐鏅鸿兘"));
    dir.ok(&["right", "z", "--repairs"]);
    assert!(dir.ok(&["show", "z"]).contains("人工智能"));
    assert_eq!(dir.run(&["right", "z", "--repairs", "--traditional"]).code, 2);
}

#[test]
fn a_text_is_shown_in_right_traditional_and_as_it_came() {
    let dir = Dir::empty();
    let file = dir.file("b.md", "---\nid: y\n---\n云算力并對制造最后，關系復雜，稱贊游戲。\n");
    dir.ok(&["import", &file]);
    assert!(dir.ok(&["right", "y"]).contains("some characters are wrong"));
    dir.ok(&["right", "y", "--traditional"]);
    assert!(dir.ok(&["show", "y"]).contains("雲算力並對製造最後"));
    dir.ok(&["right", "zhimai://article/y", "--traditional", "--undo"]);
    assert!(dir.ok(&["show", "y"]).contains("云算力并對制造最后"));
    assert_eq!(dir.run(&["right", "nobody"]).code, 1);
    assert_eq!(dir.run(&["right", "y", "--undo"]).code, 2);
}
