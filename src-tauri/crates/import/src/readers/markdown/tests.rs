use crate::tests::told_of;
use crate::{Options, read};
use zhimai_model::{Block, BlockKind, InlineKind};

/// A block in few signs: what it is stands before its words.
fn brief(block: &Block) -> String {
    let Block { kind, quote, indent, text, .. } = block;
    let sign = match kind {
        BlockKind::Paragraph => String::new(),
        BlockKind::Heading { level } => "#".repeat(usize::from(*level)) + " ",
        BlockKind::Item { number, checked } => {
            let number = number.map_or("- ".to_owned(), |number| format!("{number}. "));
            number + checked.map_or("", |checked| if checked { "[x] " } else { "[ ] " })
        }
        BlockKind::Code { language } => format!("```{}:", language.as_deref().unwrap_or_default()),
        BlockKind::Table { header, columns } => {
            format!("|{}{}: ", if *header { "h" } else { "" }, columns.len())
        }
        BlockKind::Image { source } => format!("!{source}: "),
        BlockKind::Rule => "---".to_owned(),
        BlockKind::Footnote { label } => format!("^{label}: "),
    };
    let depth = usize::from(indent.saturating_sub(u8::from(matches!(kind, BlockKind::Item { .. }))));
    "> ".repeat(usize::from(*quote)) + &"  ".repeat(depth) + &sign + text
}

fn check(text: &str, title: &str, blocks: &[&str]) {
    let output = read("name.md", text.as_bytes(), &Options::default());
    let article = output.articles.first().unwrap_or_else(|| panic!("{text}: {:?}", output.problems));
    assert_eq!(article.body.title, title, "{text}");
    assert_eq!(article.body.blocks.iter().map(brief).collect::<Vec<_>>(), blocks, "{text}");
}

/// Checks the spans of the first block: what they say, and the words that they lie on.
fn spans(text: &str, expect: &[(InlineKind, &str)]) {
    let output = read("name.md", text.as_bytes(), &Options::default());
    let block = &output.articles[0].body.blocks[0];
    let words: Vec<char> = block.text.chars().collect();
    let found: Vec<(InlineKind, String)> = block
        .spans
        .iter()
        .map(|span| (span.kind.clone(), words[span.start as usize..span.end as usize].iter().collect()))
        .collect();
    let found: Vec<_> = found.iter().map(|(kind, words)| (kind.clone(), words.as_str())).collect();
    assert_eq!(found, expect, "{text}");
}

fn link(url: &str) -> InlineKind {
    InlineKind::Link { url: url.to_owned() }
}

#[test]
fn marks_go_and_words_stay() {
    check(
        "# 標題\n\n第一段\n接續，見[連結](http://x)與**粗體**。\n\n## 節\n\n![圖](a.png)",
        "標題",
        &["第一段接續，見連結與粗體。", "## 節", "!a.png: 圖"],
    );
    check("one\ntwo  \nthree", "name", &["one two\nthree"]);
    check("- a\n- b\n\n1. c\n2. d", "name", &["- a", "- b", "1. c", "2. d"]);
    check("- a\n\n  more\n\n- b", "name", &["- a", "  more", "- b"]);
    check("```rust\nfn a() {\n\n    b()\n}\n```", "name", &["```rust:fn a() {\n\n    b()\n}"]);
    check("| a | b |\n|---|---|\n| c | d |", "name", &["|h2: a\tb\nc\td"]);
    let row = "| a | b |\n|---|---|\n| <a id=\"x\"></a>7 | [輝達: 發布](http://x.test/s?q=輝達: (發布) 了) | [c](http://x) |";
    check(row, "name", &["|h2: a\tb\n7\t輝達: 發布\tc"]);
    check(
        "見![圖 [1]](https://x.test/a b.png)、`[a](http://x y)`與[b](http://x\ny)。",
        "name",
        &["見圖 [1]、[a](http://x y)與b。"],
    );
    check("**注意：**同樣在**「甲」**裡。", "name", &["注意：同樣在「甲」裡。"]);
    check("質數；`**碼：**`與**乙：**丙", "name", &["質數；**碼：**與乙：丙"]);
    check("質數 2**521 - 1。", "name", &["質數 2**521 - 1。"]);
    check("> quoted\n\nplain", "name", &["> quoted", "plain"]);
    check("a <b>bold</b><script>alert(1)</script> b", "name", &["a bold b"]);
    check("<div>\n<p>x</p><p>y</p>\n</div>\n\nz", "name", &["x", "y", "z"]);
    check("Title\n=====\n\ntext\n\n# Other", "Title", &["text", "# Other"]);
    check("&lt;b&gt; \\*not\\*", "name", &["<b> *not*"]);
}

#[test]
fn sentences_that_the_rules_make_invisible() {
    for text in [
        "[更正]: 前文誤植,應為輝達。",
        "[註]: 資料來源路透社",
        "[註]: 《路透社》",
        "[Update]: Nvidia",
        "[1]: https://a.example",
        "[輝達財報]: https://a.example \"第三季\"",
        "據 <The Information> 報導,金額未定。",
        "<The Information>",
        "<輝達>與<think>想</think>",
        "a < b > c",
        "$a<b>c$，與x<i>y",
    ] {
        check(text, "name", &[text]);
    }
    check("[更正]: 前文\n[註]: 後文\n\n> [注]: 引文", "name", &["[更正]: 前文 [註]: 後文", "> [注]: 引文"]);
    check("[註]: 一\n\n[註]: 二\n\n見[註]。", "name", &["[註]: 一", "[註]: 二", "見[註]。"]);
    check(
        "見[輝達][1]與[甲]。\n\n[1]: https://a.example\n[甲]: http://b.example '乙'",
        "name",
        &["見輝達與甲（乙）。"],
    );
    check("- [更正]: 前文\n- 文", "name", &["- [更正]: 前文", "- 文"]);
    check("<The Information>\n**報導**說 [a](http://x)\n\n後", "name", &["<The Information> 報導說 a", "後"]);
    check("```\n[a]: b\n<The X>\n```", "name", &["```:[a]: b\n<The X>"]);
    check("``` 這是說明\ncode\n```", "name", &["```:這是說明\ncode"]);
    check("```rust\ncode\n```", "name", &["```rust:code"]);
    check("| a |\n|---|\n| b | 多的 | c |", "name", &["|h1: a\nb\t多的\tc"]);
    check("[圖](a.png \"說明\")與![圖](a.png '圖')", "name", &["圖（說明）與圖"]);
}

#[test]
fn footnotes_stand_at_the_end() {
    check(
        "本季營收創高。[^1]\n\n[^1]: 附註說明\n\n後文。",
        "name",
        &["本季營收創高。[1]", "後文。", "^1: 附註說明"],
    );
    check(
        "a[^註]。\n\n[^註]: 一\n\n    二\n\n[^x]: 沒有人提",
        "name",
        &["a[註]。", "^註: 一", "^註: 二", "^x: 沒有人提"],
    );
    check("a[^2] b", "name", &["a[^2] b"]);
}

#[test]
fn strong_words_beside_signs() {
    check("含**「重點」**內容;**輝達,**她說", "name", &["含「重點」內容;輝達,她說"]);
    check("含**「重點」**內容**「又一」**與**《甲》**。", "name", &["含「重點」內容「又一」與《甲》。"]);
    check("含*「重點」*內容與__「甲」__乙~~（丙）~~丁", "name", &["含「重點」內容與「甲」乙（丙）丁"]);
    check("丁***「戊」***己", "name", &["丁「戊」己"]);
    check("把**\"AI\"**說成**[輝達](http://x)，**她", "name", &["把\"AI\"說成輝達，她"]);
    check("用**`code`，**然後", "name", &["用code，然後"]);
    check(
        "公司甲*、公司乙*皆有；2**521；\\*\\*「甲」\\*\\*乙",
        "name",
        &["公司甲*、公司乙*皆有；2**521；**「甲」**乙"],
    );
}

#[test]
fn what_is_left_out_is_told() {
    let told = |text: &str| {
        let output = read("a.md", text.as_bytes(), &Options::default());
        let told: Vec<_> =
            output.problems.into_iter().map(|p| (p.what.code(), p.place.line, told_of(&p.what))).collect();
        (
            output.articles.first().map(|a| a.body.texts().collect::<Vec<_>>().join("|")).unwrap_or_default(),
            told,
        )
    };
    let line = |code, line, detail: &str| vec![(code, Some(line), detail.to_owned())];
    use zhimai_model::ProblemCode::{NotShown, Unclosed};
    assert_eq!(
        told("一\n\n<!-- 隱藏 的 -->\n\n二<script>x</script>"),
        ("一|二".to_owned(), line(NotShown, 3, "comment 1, script 1"))
    );
    assert_eq!(
        told("<ruby>辉<rt>huī</rt>达<rt>dá</rt></ruby>发布新品"),
        ("辉达发布新品".to_owned(), line(NotShown, 1, "rt 2"))
    );
    assert_eq!(
        told("---\ntitle: 題\n---\n一\n\n<!-- 未完\n\n**二**"),
        ("一|<!-- 未完|二".to_owned(), line(Unclosed, 6, "<!--"))
    );
    assert_eq!(
        told("一\n\n<script>\nx = 1\n\n二"),
        ("一|<script> x = 1|二".to_owned(), line(Unclosed, 3, "script"))
    );
    assert_eq!(told("一 <script> 二"), ("一  二".to_owned(), vec![]));
    assert_eq!(told("一<!-- more -->\n\n二"), ("一|二".to_owned(), vec![]));
}

#[test]
fn a_block_between_lines_that_has_no_fields_is_text() {
    check("---\n第一段。\n---\n第二段。", "name", &["---", "第一段。", "---", "第二段。"]);
    check("---\n# 標題\n---\n第二段。", "標題", &["---", "---", "第二段。"]);
    check(
        "---\n他說: 這是一段話。\n---\n第二段。",
        "name",
        &["---", "他說: 這是一段話。", "---", "第二段。"],
    );
    check(
        "---\nNote: OpenAI raised money.\n---\nMore.",
        "name",
        &["---", "Note: OpenAI raised money.", "---", "More."],
    );
    check("---\n- 甲\n- 乙\n---\n文", "name", &["---", "- 甲", "- 乙", "---", "文"]);
    for text in ["---\n第一段。\n---\n第二段。", "---\n\n第一段。\n\n---\n第二段。"] {
        assert_eq!(read("a.md", text.as_bytes(), &Options::default()).problems, [], "{text}");
    }
}

#[test]
fn headers() {
    check("---\ntitle: \"題\"\ndate: 2025-11-18\n---\n\n文", "題", &["文"]);
    check("---\r\ntitle: 題\r\n---\r\n\r\n一\r\n\r\n二\r\n", "題", &["一", "二"]);
    check("---\ntitle: 題\n---\n# 題\n文", "題", &["文"]);
    check("---\ntitle: 題\n---\n# 另題\n文", "題", &["# 另題", "文"]);
    check("---\ntitle: 2025\n---\n文", "2025", &["文"]);
    check("a\n\n---\n\nb", "name", &["a", "---", "b"]);
    let output = read(
        "a.md",
        "---\ntitle: 題\ntags: [甲, 乙]\nauthor: 某\ndraft:\n---\n文".as_bytes(),
        &Options::default(),
    );
    let told: Vec<_> = output.problems.iter().map(|p| (told_of(&p.what), p.refused)).collect();
    assert_eq!((output.articles.len(), told.as_slice()), (1, &[("tags".to_owned(), false)][..]));
    assert_eq!(output.articles[0].author.as_deref(), Some("某"));
    let output = read("a.md", "---\ntitle: [\n---\n\n文".as_bytes(), &Options::default());
    assert_eq!(output.articles.len(), 1);
    assert_eq!(output.problems.len(), 1, "{:?}", output.problems);
}

#[test]
fn blocks_in_blocks() {
    check(
        "1. 一\n   - 內\n\n     續\n2. 二\n\n   > 引\n   >\n   > - 點",
        "name",
        &["1. 一", "  - 內", "    續", "2. 二", ">   引", ">   - 點"],
    );
    check("- [ ] 未完\n- [x] 完\n- 平常", "name", &["- [ ] 未完", "- [x] 完", "- 平常"]);
    check("7. 七\n8. 八\n\n隔\n\n3) 三", "name", &["7. 七", "8. 八", "隔", "3. 三"]);
    check("- ```sh\n  ls\n  ```\n- b", "name", &["  ```sh:ls", "- b"]);
    check("- - 深", "name", &["  - 深"]);
    check("-\n- b", "name", &["- b"]);
    check("> > 深\n>\n> 淺", "name", &["> > 深", "> 淺"]);
    check("    code\n\n\n    more", "name", &["```:code\n\n\nmore"]);
    check("| 左 | 中 |\n|:--|:-:|\n| a<br>b | |", "name", &["|h2: 左\t中\na b\t"]);
    check("a\n\n***\n\n#### b *c*", "name", &["a", "---", "#### b c"]);
    check("文[^1]\n\n[^1]: - 項\n", "name", &["文[1]", "^1: [1]", "- 項"]);
    check(
        "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>\n\n<blockquote>引</blockquote>\n\n後",
        "name",
        &["- 甲", "- 乙", "> 引", "後"],
    );
    check("<h1>大</h1>\n\n# 題", "題", &["# 大"]);
}

#[test]
fn pictures() {
    check("![甲](a.png)\n![](b.png)", "name", &["!a.png: 甲", "!b.png: "]);
    check("[![甲](a.png)](http://x.test)\n文字", "name", &["!a.png: 甲", "文字"]);
    check("見![甲](a.png)圖", "name", &["見甲圖"]);
    spans("見![甲](a.png)圖", &[(link("a.png"), "甲")]);
    check("一\n\n![](a.png)", "name", &["一", "!a.png: "]);
    check("<img src=\"a.png\" alt=\"甲\">", "name", &["!a.png: 甲"]);
}

#[test]
fn what_is_said_of_words_lies_on_them() {
    use InlineKind::*;
    spans("一**二*三***與`四`、~~五~~", &[(Strong, "二三"), (Emphasis, "三"), (Code, "四"), (Strike, "五")]);
    spans("含**「重點」**內容", &[(Strong, "「重點」")]);
    spans("含*「重點」*內容~~（丙）~~丁", &[(Emphasis, "「重點」"), (Strike, "（丙）")]);
    spans("[甲**乙**](http://x.test/a)丙", &[(link("http://x.test/a"), "甲乙"), (Strong, "乙")]);
    spans(
        "<http://x.test/W>與<a@x.test>",
        &[(link("http://x.test/W"), "http://x.test/W"), (link("mailto:a@x.test"), "a@x.test")],
    );
    spans("[甲](http://x.test/a b)", &[(link("http://x.test/a b"), "甲")]);
    spans("文[^1]\n\n[^1]: 註", &[(FootnoteRef { label: "1".to_owned() }, "[1]")]);
    spans("a <b>b</b> <a href=\"http://x.test\">c</a>", &[(Strong, "b"), (link("http://x.test"), "c")]);
    spans("| a |\n|---|\n| **b** |", &[(Strong, "b")]);
    spans("**未完", &[]);
    spans("前  \n**後**", &[(Strong, "後")]);
    // What was repaired or left out before them moves them.
    spans("a\u{8}b**c**", &[(Strong, "c")]);
    spans("這項業(yè)務(wù)的數(shù)據(jù)由**各網(wǎng)站**提供", &[(Strong, "各網站")]);
}
