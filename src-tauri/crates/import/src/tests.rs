use super::*;
use proptest::prelude::*;
use std::ops::ControlFlow;
use std::path::PathBuf;
use zhimai_model::{ArticleKind, Lang, Script};

fn problems(output: &Output) -> Vec<(ProblemCode, Option<u32>, bool)> {
    output.problems.iter().map(|p| (p.code, p.place.line, p.refused)).collect()
}

fn one(name: &str, text: &str) -> Article {
    let output = read(name, text.as_bytes(), &Options::default());
    assert_eq!(output.articles.len(), 1, "{name} {:?}", output.problems);
    output.articles.into_iter().next().unwrap()
}

#[test]
fn a_plain_text() {
    let article = one("dir/新聞.txt", "三方結盟\n\n第一段。\n第二段。\n");
    assert_eq!(article.body.title, "三方結盟");
    assert_eq!(article.body.paragraphs, ["第一段。", "第二段。"]);
    assert_eq!((article.body.lang, article.body.script), (Lang::Zh, Script::Hant));
    assert_eq!((article.kind, article.collection.as_str()), (ArticleKind::Imported, "imported"));
    assert_eq!(article.source.as_deref(), Some("新聞.txt"));
    assert!(article.id.starts_with("a-") && article.id.len() == 14);
    assert_eq!(one("other.txt", "三方結盟\n\n第一段。\n第二段。").id, article.id);
    assert_ne!(one("other.txt", "三方結盟\n\n第一段。").id, article.id);
    assert_eq!(one("2025-11-18--週記.txt", "一段。").date.unwrap().edtf(), "2025-11-18");
    assert_eq!(one("only 2025-11-18.txt", "一段。").date, None);
    assert_eq!(one("only.txt", "沒有標題的一段，只有一段。").body.title, "only");
}

#[test]
fn languages() {
    for (text, lang, script) in [
        ("英伟达与微软宣布投资。", Lang::Zh, Script::Hans),
        ("The companies said that they would invest.", Lang::En, Script::Latin),
        (
            "Die Firmen gaben bekannt, dass sie für das Vorhaben viel Geld ausgeben wollen, und zwar schon bald.",
            Lang::Other,
            Script::Latin,
        ),
        ("今日は東京で発表がありました。", Lang::Other, Script::Other),
        ("中文", Lang::Zh, Script::Other),
    ] {
        let body = one("x.txt", text).body;
        assert_eq!((body.lang, body.script), (lang, script), "{text}");
    }
    let given = one("x.jsonl", r#"{"text":"中文","lang":"zh-TW"}"#).body;
    assert_eq!((given.lang, given.script), (Lang::Zh, Script::Hant));
}

#[test]
fn json_lines_one_by_one() {
    let text = concat!(
        r#"{"id":"n1","title":"一","text":"甲。\n乙。","lang":"zh","date":"2025-11-18","source":"S","url":"https://x.test/1"}"#,
        "\n",
        "\n",
        "{\"id\":",
        "\n",
        r#"{"id":"n2","title":"無文"}"#,
        "\n",
        r#"{"id":7,"title":"二","text":"丙。","date":"Nov 18, 2025","more":{"x":1}}"#,
        "\n",
        r#"{"title":"三","text":"\ud800 lone"}"#,
        "\n",
        r#"{"title":"四","text":"","date":"never"}"#,
        "\n",
        r#"{"title":5,"text":"丁"}"#,
        "\n",
        r#"{"title":"五","text":"戊","date":"never"}"#,
        "\n",
    );
    let output = read("n.jsonl", text.as_bytes(), &Options::default());
    let ids: Vec<_> = output.articles.iter().map(|a| a.id.as_str()).collect();
    assert_eq!(ids[..2], ["n1", "7"]);
    assert_eq!(ids.len(), 3);
    let first = &output.articles[0];
    assert_eq!(first.body.paragraphs, ["甲。", "乙。"]);
    assert_eq!((first.source.as_deref(), first.url.as_deref()), (Some("S"), Some("https://x.test/1")));
    assert_eq!(output.articles[1].date, first.date);
    use ProblemCode::*;
    assert_eq!(
        problems(&output),
        [
            (BadSyntax, Some(3), true),
            (BadField, Some(4), true),
            (BadSyntax, Some(6), true),
            (Empty, Some(7), true),
            (BadField, Some(8), true),
            (BadField, Some(9), false)
        ]
    );
}

#[test]
fn json_arrays() {
    let output = read(
        "n.json",
        "[\n {\"text\":\"甲\"},\n {\"txt\":1},\n {\"text\":\"乙\"}\n]".as_bytes(),
        &Options::default(),
    );
    assert_eq!(output.articles.len(), 2);
    assert_eq!(problems(&output), [(ProblemCode::BadField, Some(3), true)]);
    assert_eq!(one("n.json", r#"{"text":"甲"}"#).body.paragraphs, ["甲"]);
}

#[test]
fn what_cannot_be_read_is_told() {
    let small = Options { max_article: 64, ..Options::default() };
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let deep_quote = format!("{}x", "> ".repeat(20_000));
    // Nine lists, each of which holds the one before nine times over.
    let bomb = (1..9).fold("---\nl0: &l0 [x]\n".to_owned(), |all, i| {
        all + &format!("l{i}: &l{i} [{}]\n", vec![format!("*l{}", i - 1); 9].join(","))
    }) + "---\ntext";
    for (name, bytes, options, code, refused) in [
        ("a.txt", b"".as_slice(), &Options::default(), ProblemCode::Empty, true),
        ("a.txt", b" \n\n ", &Options::default(), ProblemCode::Empty, true),
        ("a.pdf", b"%PDF-1.7", &Options::default(), ProblemCode::UnknownFormat, true),
        ("a.txt", b"%PDF-1.7 x", &Options::default(), ProblemCode::UnknownFormat, true),
        ("a.txt", "長".repeat(50).as_bytes(), &small, ProblemCode::TooLarge, true),
        ("a.txt", "長".repeat(30).as_bytes(), &small, ProblemCode::TooLarge, true),
        ("a.json", deep.as_bytes(), &Options::default(), ProblemCode::BadSyntax, true),
        ("a.jsonl", deep.as_bytes(), &Options::default(), ProblemCode::BadSyntax, true),
        ("a.md", bomb.as_bytes(), &Options::default(), ProblemCode::BadSyntax, false),
        (
            "a.txt",
            b"a\0b \xe2\x80\xaec, and so on it goes for a while",
            &Options::default(),
            ProblemCode::ControlCharacters,
            false,
        ),
        ("a.md", b"# \n\n<!-- nothing -->", &Options::default(), ProblemCode::Empty, true),
    ] {
        let output = read(name, bytes, options);
        assert_eq!(
            output.problems.first().map(|p| (p.code, p.refused)),
            Some((code, refused)),
            "{name} {:?}",
            output.problems
        );
        assert_eq!(output.articles.is_empty(), refused, "{name}");
    }
    assert_eq!(read("a.md", deep_quote.as_bytes(), &Options::default()).articles.len(), 1);
    let text = one("a.txt", "a\0b \u{202e}c").body.paragraphs;
    assert_eq!(text, ["ab c"]);
}

#[test]
fn stray_characters_are_left_out_and_told_with_their_place() {
    for name in ["a.md", "a.txt", "Pasted text"] {
        for stray in ["\0", "\u{8}", "\u{1b}", "\u{7f}", "\u{9d}", "\u{202e}"] {
            let text = format!("# 題\n\n第一段，沒有什麼。\n\n第{stray}二段{stray}。\n");
            let output = read(name, text.as_bytes(), &Options::default());
            let [article] = output.articles.as_slice() else {
                panic!("{name} {stray:?}: {:?}", output.problems)
            };
            assert_eq!(article.body.paragraphs.last().unwrap(), "第二段。", "{name} {stray:?}");
            assert_eq!(
                problems(&output),
                [(ProblemCode::ControlCharacters, Some(5), false)],
                "{name} {stray:?}"
            );
            assert_eq!(output.problems[0].detail, "2");
        }
    }
    let mut bytes = "# 題\n\n這一段是好的，那一段也是。\n".repeat(9).into_bytes();
    bytes.extend(b"\xff.");
    let output = read("a.md", &bytes, &Options::default());
    assert_eq!(problems(&output), [(ProblemCode::BadEncoding, Some(28), false)]);
}

#[test]
fn formats_told_by_a_look() {
    assert_eq!(one("Pasted text", "# 標題\n\n文").body.title, "標題");
    assert_eq!(one("Pasted text", "{\"text\":\"甲\"}").body.paragraphs, ["甲"]);
    assert_eq!(one("Pasted text", "[{\"text\":\"甲\"}]").body.paragraphs, ["甲"]);
    assert_eq!(one("GPT-4.5", "甲").body.paragraphs, ["甲"]);
    assert_eq!(one("notes.log", "甲").body.paragraphs, ["甲"]);
}

#[test]
fn damage_is_repaired_and_told() {
    let text = "業(yè)務(wù)大增\n\n這項業(yè)務(wù)的數(shù)據(jù)由各網(wǎng)站提供，所有人都可以查看。\n\n這張?zhí)靸r船票，水火不容?,F(xiàn)在。";
    let output = read("a.txt", text.as_bytes(), &Options::default());
    let article = &output.articles[0];
    assert_eq!(article.body.title, "業務大增");
    assert_eq!(
        article.body.paragraphs,
        ["業務大增", "這項業務的數據由各網站提供，所有人都可以查看。", "這張天價船票，水火不容。現在。"]
    );
    let chars: Vec<char> = article.body.text().chars().collect();
    let at = |n: usize| {
        chars[article.repairs[n].start as usize..article.repairs[n].end as usize].iter().collect::<String>()
    };
    assert_eq!((at(0).as_str(), article.repairs[0].original.as_str()), ("業", "業(yè)"));
    assert_eq!((at(7).as_str(), article.repairs[7].certain), ("張天價", true));
    assert_eq!((at(8).as_str(), article.repairs[8].certain), ("。現", false));
    assert_eq!(problems(&output), [(ProblemCode::Repaired, None, false)]);
    assert_eq!(output.problems[0].detail, "9");
}

fn walked(paths: &[PathBuf], options: &Options) -> (Output, Vec<(u64, u64)>) {
    let (mut all, mut progress) = (Output::default(), Vec::new());
    let flow = walk(paths, options, &mut |event| {
        match event {
            Event::Found { files, bytes } => progress.push((files, bytes)),
            Event::Batch { output, files, bytes } => {
                progress.push((files, bytes));
                all.articles.extend(output.articles);
                all.problems.extend(output.problems);
            }
        }
        ControlFlow::Continue(())
    });
    assert!(flow.is_continue());
    (all, progress)
}

#[test]
fn folders_in_the_order_of_names() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    std::fs::create_dir_all(root.join("b/c")).unwrap();
    for (name, text) in [
        ("z.txt", "尾"),
        ("a.md", "# 頭\n\n文"),
        ("b/c/m.txt", "中"),
        (".hidden.txt", "x"),
        ("pic.png", "x"),
        ("LICENSE", "x"),
    ] {
        std::fs::write(root.join(name), text).unwrap();
    }
    let lines: String = (0..1234).map(|i| format!("{{\"id\":\"{i}\",\"text\":\"文{i}\"}}\n")).collect();
    std::fs::write(root.join("n.jsonl"), &lines).unwrap();
    let (all, progress) = walked(&[root.to_owned()], &Options::default());
    let ids: Vec<_> = all.articles.iter().map(|a| a.body.title.as_str()).collect();
    assert_eq!(ids.len(), 1237);
    assert_eq!((ids[0], ids[1], ids[2], ids[1236]), ("頭", "m", "n", "z"));
    assert_eq!(problems(&all), [(ProblemCode::UnknownFormat, None, true); 2]);
    assert_eq!(progress.first(), progress.last());
    assert!(progress.len() > 3);
    assert!(progress[1..].windows(2).all(|pair| pair[0] <= pair[1]));
}

#[test]
fn a_text_that_names_no_source_is_from_its_folder() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("news");
    std::fs::create_dir_all(root.join("daily/2025/11")).unwrap();
    for (name, text) in [
        ("a.txt", "甲"),
        ("daily/b.md", "# 乙\n\n乙"),
        ("daily/2025/11/c.txt", "丙"),
        ("daily/d.md", "---\nsource: 某報\n---\n丁"),
        ("daily/e.jsonl", "{\"text\":\"戊\"}\n"),
        ("daily/f.json", "[{\"text\":\"己\"}]"),
        ("daily/g.json", "{\"text\":\"庚\"}"),
    ] {
        std::fs::write(root.join(name), text).unwrap();
    }
    let sources = |paths: &[PathBuf]| {
        let (all, _) = walked(paths, &Options::default());
        let mut found: Vec<_> = all
            .articles
            .into_iter()
            .map(|article| (article.body.paragraphs.join(""), article.source.unwrap()))
            .collect();
        found.sort();
        found.into_iter().map(|(_, source)| source).collect::<Vec<_>>().join(" ")
    };
    // In the order of 丁 丙 乙 己 庚 戊 甲.
    assert_eq!(
        sources(std::slice::from_ref(&root)),
        "某報 news/daily news/daily f.json news/daily e.jsonl news"
    );
    assert_eq!(sources(&[root.join("daily/2025/11/c.txt"), root.join("a.txt")]), "11 news");
}

#[test]
fn a_walk_can_be_stopped() {
    let dir = tempfile::tempdir().unwrap();
    let lines: String = (0..5000).map(|i| format!("{{\"text\":\"文{i}\"}}\n")).collect();
    std::fs::write(dir.path().join("n.jsonl"), lines).unwrap();
    let mut batches = 0;
    let flow = walk(&[dir.path().to_owned()], &Options::default(), &mut |event| match event {
        Event::Found { .. } => ControlFlow::Continue(()),
        Event::Batch { .. } => {
            batches += 1;
            ControlFlow::Break(())
        }
    });
    assert!(flow.is_break());
    assert_eq!(batches, 1);
}

#[cfg(unix)]
#[test]
fn links_are_followed_to_files_of_the_folder_only() {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().unwrap();
    let (root, outside) = (dir.path().join("root"), dir.path().join("outside.txt"));
    std::fs::create_dir(&root).unwrap();
    std::fs::write(&outside, "外").unwrap();
    std::fs::write(root.join("a.txt"), "內").unwrap();
    symlink(&root, root.join("circle")).unwrap();
    symlink(&outside, root.join("out.txt")).unwrap();
    symlink(root.join("none"), root.join("dangling.txt")).unwrap();
    symlink(root.join("a.txt"), root.join("same.txt")).unwrap();
    let (all, _) = walked(&[root, dir.path().join("missing.txt")], &Options::default());
    assert_eq!(all.articles.len(), 2);
    use ProblemCode::*;
    let codes: Vec<_> = all.problems.iter().map(|p| p.code).collect();
    assert_eq!(codes, [UnsafePath, UnsafePath, UnsafePath, Unreadable]);
}

#[test]
fn long_lines_are_passed_over() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("n.jsonl");
    std::fs::write(&path, format!("{{\"text\":\"{}\"}}\n{{\"text\":\"b\"}}\n", "a".repeat(2000))).unwrap();
    let (all, _) = walked(&[path], &Options { max_line: 1000, ..Options::default() });
    assert_eq!(all.articles.len(), 1);
    assert_eq!(problems(&all), [(ProblemCode::TooLarge, Some(1), true)]);
}

const SAMPLES: [&str; 5] = [
    "---\ntitle: 題\ndate: 2025-11-18\n---\n\n# 題\n\n一段，<b>粗</b>與[連](http://x)。\n\n- 甲\n- 乙\n\n| a | b |\n|---|---|\n| c | d |\n",
    "{\"id\":\"1\",\"title\":\"題\",\"text\":\"文。\\u4e2d\\n二\",\"date\":\"2025-11\"}\n{\"text\":\"x\"}\n",
    "三方結盟\n\n這項業(yè)務(wù)的數(shù)據(jù)由各網(wǎng)站提供，這張?zhí)靸r船票，水火不容?,F(xiàn)在。規(guī)?;\\行\n",
    "[{\"text\":\"甲\"},{\"text\":\"乙\",\"id\":3}]",
    "Plain English text, which goes on\nfor some lines of about the same\nlength, and then it ends.\n",
];

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600), name in "[a-z]{1,3}(\\.(txt|md|json|jsonl))?") {
        sound(&name, &bytes);
    }

    #[test]
    fn any_change_to_a_sound_file(
        sample in 0..SAMPLES.len(),
        name in prop::sample::select(vec!["a.txt", "a.md", "a.json", "a.jsonl", "paste"]),
        encoding in 0..5_usize,
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 0..12),
    ) {
        let text = SAMPLES[sample];
        let mut bytes: Vec<u8> = match encoding {
            0 => text.as_bytes().to_vec(),
            1 => encoding_rs::GB18030.encode(text).0.into_owned(),
            2 => encoding_rs::BIG5.encode(text).0.into_owned(),
            3 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        };
        for (at, byte, how) in edits {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => bytes.truncate(at.max(1)),
            }
        }
        sound(name, &bytes);
    }
}

/// Whatever comes in: an article or a problem, and every article keeps what its type promises.
fn sound(name: &str, bytes: &[u8]) {
    let output = read(name, bytes, &Options::default());
    // Nothing but blank lines in a JSON Lines file is caught as empty, too.
    let taken = output.articles.len() + output.dictionaries.len();
    assert!(taken > 0 || output.problems.iter().any(|p| p.refused), "{name} {bytes:?}");
    for article in &output.articles {
        assert!(!article.id.is_empty() && !article.body.title.is_empty());
        assert!(
            !article.body.paragraphs.is_empty()
                && article.body.paragraphs.iter().all(|p| !p.trim().is_empty())
        );
        let length = article.body.text().chars().count();
        let mut last = 0;
        for repair in &article.repairs {
            assert!(last <= repair.start && repair.start <= repair.end && repair.end as usize <= length);
            last = repair.end;
        }
    }
}
