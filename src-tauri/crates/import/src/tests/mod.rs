mod properties;
mod walking;

use super::*;
use walking::walked;
use zhimai_model::{
    Article, ArticleKind, BlockKind, CharOffset, Lang, ProblemCode, ProblemKind, Script, Syntax,
};

/// The particulars of a problem in short: names, values and numbers as they are.
pub(crate) fn told_of(what: &ProblemKind) -> String {
    match what {
        ProblemKind::Empty => String::new(),
        ProblemKind::TooLarge { limit } => limit.to_string(),
        ProblemKind::MixedEncodings { lines: count }
        | ProblemKind::ControlCharacters { count }
        | ProblemKind::MoreGuessed { count }
        | ProblemKind::More { count }
        | ProblemKind::Repaired { places: count }
        | ProblemKind::BadEncoding { encoding: None, places: count } => count.to_string(),
        ProblemKind::BadEncoding { encoding: Some(encoding), places } => format!("{encoding}, {places}"),
        ProblemKind::BadField { field, value: None } | ProblemKind::Shortened { field } => field.clone(),
        ProblemKind::BadField { field, value: Some(value) }
        | ProblemKind::SecondSpelling { field, value } => {
            format!("{field}: {value}")
        }
        ProblemKind::LeftOut { fields } => fields.join(", "),
        ProblemKind::NotShown { parts } => {
            parts.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
        }
        ProblemKind::Guessed { date } => date.edtf().to_owned(),
        ProblemKind::Unclosed { opening: text }
        | ProblemKind::IdTaken { id: text }
        | ProblemKind::BadReference { name: text }
        | ProblemKind::BadSyntax(Syntax::Stray(text)) => text.clone(),
        ProblemKind::BadSyntax(why) => format!("{why:?}"),
        ProblemKind::Misaligned(how) => format!("{how:?}"),
        other => format!("{other:?}"),
    }
}

fn problems(output: &Output) -> Vec<(ProblemCode, Option<u32>, bool)> {
    output.problems.iter().map(|p| (p.what.code(), p.place.line, p.refused)).collect()
}

fn texts(body: &zhimai_model::Body) -> Vec<&str> {
    body.texts().collect()
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
    assert_eq!(texts(&article.body), ["第一段。", "第二段。"]);
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
    assert_eq!(ids.len(), 4);
    // A number is a title as it stands.
    assert_eq!(output.articles[2].body.title, "5");
    let first = &output.articles[0];
    assert_eq!(texts(&first.body), ["甲。", "乙。"]);
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
            (BadField, Some(9), false),
            (LeftOut, None, false)
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
    // Of what is refused nothing else is said.
    assert_eq!(problems(&output), [(ProblemCode::BadField, Some(3), true)]);
    assert_eq!(texts(&one("n.json", r#"{"text":"甲"}"#).body), ["甲"]);
}

#[test]
fn what_cannot_be_read_is_told() {
    let small = Options { max_article: 64, ..Options::default() };
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let deep_quote = format!("{}x", "> ".repeat(20_000));
    // Nine lists, each of which holds the one before nine times over.
    let bomb = (1..9).fold("---\ntitle:\n  l0: &l0 [x]\n".to_owned(), |all, i| {
        all + &format!("  l{i}: &l{i} [{}]\n", vec![format!("*l{}", i - 1); 9].join(","))
    }) + "---\ntext";
    for (name, bytes, options, code, refused) in [
        ("a.txt", b"".as_slice(), &Options::default(), ProblemCode::Empty, true),
        ("a.txt", b" \n\n ", &Options::default(), ProblemCode::Empty, true),
        ("a.png", b"\x89PNG", &Options::default(), ProblemCode::UnknownFormat, true),
        ("a.txt", b"\x89PNG x", &Options::default(), ProblemCode::UnknownFormat, true),
        ("a.pdf", b"%PDF-1.7", &Options::default(), ProblemCode::BadSyntax, true),
        ("a.txt", b"%PDF-1.7 x", &Options::default(), ProblemCode::BadSyntax, true),
        ("a.txt", "長".repeat(50).as_bytes(), &small, ProblemCode::TooLarge, true),
        ("a.txt", "長".repeat(30).as_bytes(), &small, ProblemCode::TooLarge, true),
        ("a.json", deep.as_bytes(), &Options::default(), ProblemCode::BadSyntax, true),
        ("a.jsonl", deep.as_bytes(), &Options::default(), ProblemCode::BadSyntax, true),
        ("a.md", bomb.as_bytes(), &Options::default(), ProblemCode::BadField, false),
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
            output.problems.first().map(|p| (p.what.code(), p.refused)),
            Some((code, refused)),
            "{name} {:?}",
            output.problems
        );
        assert_eq!(output.articles.is_empty(), refused, "{name}");
    }
    assert_eq!(read("a.md", deep_quote.as_bytes(), &Options::default()).articles.len(), 1);
    let body = one("a.txt", "a\0b \u{202e}c").body;
    assert_eq!(texts(&body), ["ab c"]);
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
            assert_eq!(article.body.texts().last().unwrap(), "第二段。", "{name} {stray:?}");
            assert_eq!(
                problems(&output),
                [(ProblemCode::ControlCharacters, Some(5), false)],
                "{name} {stray:?}"
            );
            assert_eq!(told_of(&output.problems[0].what), "2");
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
    assert_eq!(texts(&one("Pasted text", "{\"text\":\"甲\"}").body), ["甲"]);
    assert_eq!(texts(&one("Pasted text", "[{\"text\":\"甲\"}]").body), ["甲"]);
    assert_eq!(texts(&one("GPT-4.5", "甲").body), ["甲"]);
    assert_eq!(texts(&one("notes.log", "甲").body), ["甲"]);
}

#[test]
fn damage_is_repaired_and_told() {
    let text = "業(yè)務(wù)大增\n\n這項業(yè)務(wù)的數(shù)據(jù)由各網(wǎng)站提供，所有人都可以查看。\n\n這張?zhí)靸r船票，水火不容?,F(xiàn)在。";
    let output = read("a.txt", text.as_bytes(), &Options::default());
    let article = &output.articles[0];
    assert_eq!(article.body.title, "業務大增");
    assert_eq!(
        texts(&article.body),
        ["業務大增", "這項業務的數據由各網站提供，所有人都可以查看。", "這張天價船票，水火不容。現在。"]
    );
    let chars: Vec<char> = article.body.text().chars().collect();
    let at =
        |n: usize| chars[article.repairs[n].start.0..article.repairs[n].end.0].iter().collect::<String>();
    assert_eq!((at(0).as_str(), article.repairs[0].original.as_str()), ("業", "業(yè)"));
    assert_eq!((at(7).as_str(), article.repairs[7].certain), ("張天價", true));
    assert_eq!((at(8).as_str(), article.repairs[8].certain), ("。現", false));
    assert_eq!(problems(&output), [(ProblemCode::Repaired, None, false)]);
    assert_eq!(told_of(&output.problems[0].what), "9");
}

#[test]
fn one_bad_field_costs_itself_alone() {
    let field = |of: &Article, name: &str| match name {
        "title" => Some(of.body.title.clone()),
        "id" => Some(of.id.clone()),
        "date" => of.date.as_ref().map(|date| date.edtf().to_owned()),
        "source" => of.source.clone(),
        _ => of.url.clone(),
    };
    for (header, expect, told) in [
        (
            "title: OpenAI: what next\ndate: 2025-11-18\nsource: A paper",
            "title=OpenAI: what next|date=2025-11-18|source=A paper",
            "",
        ),
        ("title: \"輝達\"大漲\ndate: 2025-11-18", "title=\"輝達\"大漲|date=2025-11-18", ""),
        ("title: [快訊] 輝達\ndate: 2025-11-18", "title=[快訊] 輝達|date=2025-11-18", ""),
        ("title: [快訊]\ndate: 2025-11-18", "title=[快訊]|date=2025-11-18", ""),
        ("title: {輝達}大漲\ndate: 2025-11-18", "title={輝達}大漲|date=2025-11-18", ""),
        (
            "title: 'It's here\nurl: https://x.test/#a: b\ndate: 2025-11-18",
            "title='It's here|date=2025-11-18",
            "url: https://x.test/#a: b",
        ),
        ("title: >5% 成長\ndate: 2025-11-18", "title=>5% 成長|date=2025-11-18", ""),
        ("title: @輝達 100% *新*\ndate: 2025-11-18", "title=@輝達 100% *新*|date=2025-11-18", ""),
        ("title: C# 與 #1 # 備註\ndate: 2025-11-18 # guess", "title=C# 與 #1|date=2025-11-18", ""),
        ("title: A\ntitle: B\ndate: 2025-11-18", "title=A|date=2025-11-18", "title: B"),
        ("date: 2025-11-18\npublished: 2025-11-19", "date=2025-11-18", "published: 2025-11-19"),
        ("id: 007\ntitle: 0123\nversion: 4.10", "id=007|title=0123", "version"),
        ("title: true\nid: 1e3\nsource: 2025", "title=true|id=1e3|source=2025", ""),
        ("title: 題\nsource:\n  name: 某報\n  url: https://x.test/", "source=某報|url=https://x.test/", ""),
        ("title: 題\nsource: [甲報, 乙報]", "source=甲報、乙報", ""),
        ("title: |\n  兩行\n  標題\ndate: 2025-11-18", "title=兩行 標題|date=2025-11-18", ""),
        (
            "title: 長標題\n  的下一行: 又有冒號\ndate: 2025-11-18",
            "title=長標題 的下一行: 又有冒號|date=2025-11-18",
            "",
        ),
        ("title: 題\ntags:\n- 甲\n- 乙\ndate: 2025-11-18", "title=題|date=2025-11-18", "tags"),
        ("Title:題\n日期：2025-11-18\n來源：某報", "title=題|date=2025-11-18|source=某報", ""),
        ("title: 題\ndate: 1763424000", "date=2025-11-18", ""),
        ("title: 題\ndate: 1763424000123", "date=2025-11-18", ""),
        ("title: 題\ndate: [x]\nsource: 某報", "title=題|source=某報", "date: [x]"),
        ("title: 題\n\n這不是欄位。\nsource: 某報", "title=題|source=某報", "這不是欄位。"),
    ] {
        let text = format!("---\n{header}\n---\n文");
        let output = read("a.md", text.as_bytes(), &Options::default());
        let [article] = output.articles.as_slice() else { panic!("{header}: {:?}", output.problems) };
        for pair in expect.split('|') {
            let (name, value) = pair.split_once('=').unwrap();
            assert_eq!(field(article, name).as_deref(), Some(value), "{header}");
        }
        let found: Vec<_> = output.problems.iter().map(|p| told_of(&p.what)).collect();
        assert_eq!(found, Some(told.to_owned()).filter(|told| !told.is_empty()).as_slice(), "{header}");
        assert!(output.problems.iter().all(|problem| !problem.refused), "{header}");
    }
    let toml = one("a.md", "+++\ntitle = \"甲 = 乙\"\ndate = 2025-11-18T10:00:00Z\n+++\n文");
    assert_eq!((toml.body.title.as_str(), toml.date.unwrap().edtf()), ("甲 = 乙", "2025-11-18"));
    let json = one("a.md", "{\n \"title\": \"題\", \"date\": \"2025-11-18\"\n}\n\n文");
    assert_eq!((json.body.title.as_str(), texts(&json.body)), ("題", vec!["文"]));
}

#[test]
fn json_fields_one_by_one() {
    let first = |json: &str| {
        let output = read("x.jsonl", json.as_bytes(), &Options::default());
        let told: Vec<_> =
            output.problems.iter().map(|p| (p.what.code(), told_of(&p.what), p.refused)).collect();
        (output.articles.into_iter().next().unwrap_or_else(|| panic!("{json} {told:?}")), told)
    };
    use ProblemCode::*;
    let (article, told) = first(r#"{"id":"x","text":"甲","content":"乙"}"#);
    assert_eq!(
        (texts(&article.body), told),
        (vec!["甲"], vec![(SecondSpelling, "content: 乙".to_owned(), false)])
    );
    let (article, told) = first(r#"{"id":"x","content":null,"body":"","text":"甲","title":["?"]}"#);
    assert_eq!((texts(&article.body), told), (vec!["甲"], vec![(BadField, "title".to_owned(), false)]));
    for date in [
        "1763424000.0",
        "1763424000",
        "1763424000000",
        "1763424000000.5",
        "\"1763424000\"",
        "1763424000000000",
        "\"2025-11-18\"",
        "20251118",
    ] {
        let json =
            format!(r#"{{"id":"x","text":"甲","source":{{"id":null,"name":"A paper"}},"date":{date}}}"#);
        let (article, told) = first(&json);
        assert_eq!(article.source.as_deref(), Some("A paper"));
        assert_eq!(article.date.map(|date| date.edtf().to_owned()).as_deref(), Some("2025-11-18"), "{date}");
        assert_eq!(told, []);
    }
    let (article, told) =
        first(r#"{"title":"\ud800壞","text":"甲","url":"javascript:x","link":"https://x.test/","id":"x"}"#);
    // An address that is none takes no place from one that is.
    assert_eq!(
        (article.id.as_str(), article.body.title.as_str(), article.url.as_deref()),
        ("x", "x", Some("https://x.test/"))
    );
    assert_eq!(told.iter().map(|(_, of, _)| of.as_str()).collect::<Vec<_>>(), ["title", "url: javascript:x"]);
    let (article, told) = first(r#"{"text":"甲","title":true,"id":1.5,"lang":false,"extra":1,"more":null}"#);
    assert_eq!((article.body.title.as_str(), article.id.as_str()), ("true", "1.5"));
    assert_eq!(
        told.iter().map(|(_, detail, _)| detail.as_str()).collect::<Vec<_>>(),
        ["lang: false", "extra"]
    );
}

#[test]
fn json_files_of_every_shape() {
    let texts = |json: &str| {
        let output = read("news.json", json.as_bytes(), &Options::default());
        let texts: Vec<String> = output.articles.iter().map(|a| texts(&a.body).join("/")).collect();
        (texts.join(" "), problems(&output))
    };
    use ProblemCode::*;
    for (json, expect, told) in [
        ("{\"text\":\"甲\"}\n{\"text\":\"乙\"}\n", "甲 乙", vec![]),
        (
            "{\"text\":\"甲\"}\n{\"text\":\"壞\n\n{\"text\":\"乙\"}\n",
            "甲 乙",
            vec![(BadSyntax, Some(2), true)],
        ),
        ("{\n \"text\": \"甲\"\n}\n{\n \"text\": \"乙\"\n}", "甲 乙", vec![]),
        ("[{\"text\":\"甲\"},\n{\"text\":\"乙, ] }\"}]", "甲 乙, ] }", vec![]),
        ("[{\"text\":\"甲\"},\n{\"text\":\"乙\"}", "甲 乙", vec![(BadSyntax, Some(2), false)]),
        (
            "[{\"text\":\"甲\"},,{\"text\":\"乙\"},] x",
            "甲 乙",
            vec![(BadSyntax, Some(1), true), (BadSyntax, Some(1), true)],
        ),
        (
            "[1,\n[2],\"x\",{\"text\":\"乙\"}]",
            "乙",
            vec![(BadSyntax, Some(1), true), (BadSyntax, Some(2), true), (BadSyntax, Some(2), true)],
        ),
        ("[{\"text\":\"未完\n},\n{\"text\":\"乙\"}]", "乙", vec![(BadSyntax, Some(1), true)]),
        ("[]", "", vec![(Empty, None, true)]),
        ("[", "", vec![(BadSyntax, Some(1), true)]),
        ("12", "", vec![(BadSyntax, None, true)]),
    ] {
        assert_eq!(texts(json), (expect.to_owned(), told.clone()), "{json}");
        // As a file it is read in parts.
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("news.json");
        std::fs::write(&path, json).unwrap();
        let (all, _) = walked(&[path], &Options::default());
        assert_eq!(problems(&all), told, "{json}");
        assert_eq!(
            all.articles.len(),
            expect.split_whitespace().filter(|word| word.contains(['甲', '乙'])).count()
        );
    }
}

#[test]
fn a_bomb_of_problems_is_counted() {
    let dir = tempfile::tempdir().unwrap();
    let options = Options { max_problems: 10, ..Options::default() };
    for (name, text, line) in [
        ("a.json", format!("[{}{{\"text\":\"甲\"}}]", "1,".repeat(300_000)), Some(1)),
        ("b.jsonl", format!("{}{{\"text\":\"甲\"}}\n", "1\n".repeat(300_000)), Some(10)),
        (
            "c.u8",
            format!("甲 甲 [jia3] /x/\n{}", "甲 [jia3] /x/\n甲 甲 [jia3] /x/\n甲 甲 [jia3] /x/\n".repeat(30)),
            Some(29),
        ),
    ] {
        let path = dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        let (all, _) = walked(&[path], &options);
        let told = problems(&all);
        assert_eq!((told.len(), told[9]), (11, (ProblemCode::BadSyntax, line, true)), "{name}");
        assert_eq!(told[10], (ProblemCode::More, None, true), "{name}");
        let more = if name == "c.u8" { "20" } else { "299990" };
        assert_eq!(told_of(&all.problems[10].what), more, "{name}");
    }
}

#[test]
fn fields_have_a_limit_and_what_is_cut_is_told() {
    let long = "長".repeat(600);
    let text = format!(
        "---\ntitle: {long}\nsource: {long}\nurl: https://x.test/{}\nid: {long}\n---\n文",
        "x".repeat(5000)
    );
    let output = read("a.md", text.as_bytes(), &Options::default());
    let article = &output.articles[0];
    // The whole title is the first paragraph.
    assert_eq!(texts(&article.body), [long.as_str(), "文"]);
    assert_eq!(
        (article.body.title.chars().count(), article.source.as_ref().unwrap().chars().count()),
        (501, 201)
    );
    assert_eq!((article.url.as_ref(), article.id.len()), (None, 14));
    use ProblemCode::*;
    let codes: Vec<_> = output.problems.iter().map(|p| p.what.code()).collect();
    assert_eq!(codes, [BadField, Shortened, Shortened, BadField]);
    assert!(output.problems.iter().all(|problem| told_of(&problem.what).chars().count() <= 510));
}

#[test]
fn a_file_of_two_encodings_is_read_line_by_line() {
    let (hans, hant) = ("英伟达与微软宣布投资，双方将合作。", "微軟與輝達宣布投資，雙方將合作。");
    let mixed = [hant.as_bytes(), b"\n\n", &encoding_rs::GB18030.encode(hans).0, b"\n"].concat();
    let output = read("a.txt", &mixed, &Options::default());
    assert_eq!(texts(&output.articles[0].body).join("|").replace(hant, "甲").replace(hans, "乙"), "甲|乙");
    assert_eq!(problems(&output), [(ProblemCode::MixedEncodings, None, false)]);
    let utf32: Vec<u8> = "\u{feff}中文".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    assert_eq!(texts(&read("a.txt", &utf32, &Options::default()).articles[0].body), ["中文"]);
}
