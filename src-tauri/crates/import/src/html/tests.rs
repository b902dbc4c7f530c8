use super::*;

fn check(pieces: &[&str], expect: &str) {
    let (mut reader, mut out) = (Html::default(), Builder::default());
    for piece in pieces {
        reader.feed(piece, &mut out);
    }
    reader.finish(&mut out);
    assert_eq!(out.text, expect, "{pieces:?}");
}

#[test]
fn text_between_tags() {
    check(&["<b>a</b> &amp; <i class=\"x\">b</i>"], "a & b");
    check(&["<script>alert(1)", "</script>c"], "c");
    check(&["<!-- <b>x</b> -->d"], "d");
    check(&["<p>e", "</p>"], "\ne\n");
    check(&["<img src=x onerror=y>f"], "f");
    check(&["&#20013;&#x6587;&nope;&"], "中文&nope;&");
    check(&["&hellip;&mdash;&ldquo;a&rdquo;&nbsp;b&lt;c"], "…—“a” b<c");
    check(&["<style>x<y</style>g<"], "g<");
    check(&["<a href='x>y' title=\"甲\">乙</a>"], "乙（甲）");
    check(&["<img src=a alt=輝達 title='新品'>"], "輝達（新品）");
    check(&["<abbr title='graphics processor'>GPU</abbr>s"], "GPU (graphics processor)s");
    check(&["<tr><td>a</td><td>b</td></tr>"], "\na b\n");
    check(&["<noscript>甲</noscript><object data=x>乙</object>"], "甲乙");
}

#[test]
fn readings_above_characters() {
    check(&["<ruby>辉<rt>huī</rt>达<rt>dá</rt></ruby>发布"], "辉达发布");
    check(&["<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp>字<rt>zì</ruby>典"], "漢字典");
    check(&["<ruby>", "漢", "<rt>", "hàn", "<rt>", "Hàn", "</ruby>", "字"], "漢字");
    check(&["<rt>外"], "外");
    check(&["<ruby>輝<rt>ㄏㄨㄟ</rt>達<rt>da2</rt></ruby>、<ruby>新品<rt>xin pin</rt></ruby>"], "輝達、新品");
    // What stands above is no reading, but a word.
    check(
        &["<ruby>联邦宇宙<rt>Fediverse</rt></ruby>与<ruby>键<rt> key </rt></ruby>"],
        "联邦宇宙（Fediverse）与键（key）",
    );
    check(&["<ruby>漢<rt>未完"], "漢未完");
}

#[test]
fn what_is_no_tag_is_text() {
    for text in [
        "<The Information>",
        "<Information>",
        "<Meta>",
        "<TIME>",
        "<Time>",
        "<Mark Zuckerberg>",
        "<source>",
        "<Section 232>",
        "<think>",
        "</think>",
        "<a16z>",
        "<x.ai>",
        "<key=value>",
        "<a b>",
        "< b>",
        "<b",
        "<p 輝達",
        "<![CDATA[甲]]>",
        "<!Important>",
        "<?甲?>",
    ] {
        check(&[text], text);
    }
    for text in
        ["<BR>", "<Br>", "<TABLE border=1>", "<br/>", "<br />", "<details open>", "<DIV>", "<!DOCTYPE html>"]
    {
        assert!(is_markup(text), "{text}");
    }
}

#[test]
fn what_is_never_closed() {
    assert_eq!(unclosed("<!-- a"), Some("<!--"));
    assert_eq!(unclosed("<script>a"), Some("script"));
    assert_eq!(unclosed("<STYLE type='x'>a</b"), Some("style"));
    assert_eq!(unclosed("<script>a</SCRIPT >b"), None);
    assert_eq!(unclosed("<!-- a -->b"), None);
    assert_eq!(unclosed("<pre>a"), None);
    check(&["<script>留下", "文字"], "留下文字");
    let mut reader = Html::default();
    reader.feed("<!-- more --><!-- 註解 --><style>a</style>", &mut Builder::default());
    assert_eq!(reader.left_out(), ["comment", "style"]);
}

fn whole(html: &str, expect: &[(BlockKind, u8, u8, &str)]) {
    let (blocks, _) = blocks(html);
    let found: Vec<_> = blocks.iter().map(|b| (b.kind.clone(), b.quote, b.indent, b.text.as_str())).collect();
    assert_eq!(found, expect, "{html}");
}

#[test]
fn blocks_of_every_kind() {
    use BlockKind::*;
    let item = |number| Item { number, checked: None };
    whole(
        "<p>一\n二 three\nfour</p>\n五<br>六",
        &[(Paragraph, 0, 0, "一二 three four"), (Paragraph, 0, 0, "五"), (Paragraph, 0, 0, "六")],
    );
    whole(
        "<h1>甲</h1><h4>乙<b>丙</b></h4><hr>",
        &[(Heading { level: 1 }, 0, 0, "甲"), (Heading { level: 4 }, 0, 0, "乙丙"), (Rule, 0, 0, "")],
    );
    whole(
        "<ol start=3><li>a<ul><li>b</ul><li><p>c</p><p>d</p></ol>e",
        &[
            (item(Some(3)), 0, 1, "a"),
            (item(None), 0, 2, "b"),
            (item(Some(4)), 0, 1, "c"),
            (Paragraph, 0, 1, "d"),
            (Paragraph, 0, 0, "e"),
        ],
    );
    whole(
        "<blockquote><p>a</p><blockquote>b</blockquote></blockquote><li>c",
        &[(Paragraph, 1, 0, "a"), (Paragraph, 2, 0, "b"), (item(None), 0, 1, "c")],
    );
    let rust = Code { language: Some("rust".to_owned()) };
    whole(
        "<pre class='x language-rust'>fn a() {\n\n  b&lt;c\n}\n</pre>d",
        &[(rust, 0, 0, "fn a() {\n\n  b<c\n}"), (Paragraph, 0, 0, "d")],
    );
    let table = |header| Table { header, columns: Vec::new() };
    whole(
        "<table><caption>表</caption><tr><th> a <th>b</tr>\n<tr><td><p>c</p><p>d</p></td><td></td></tr></table>",
        &[(Paragraph, 0, 0, "表"), (table(true), 0, 0, "a\tb\nc d\t")],
    );
    whole("<td>a<table><tr><td>b<td>c</table>d", &[(table(false), 0, 0, "a b c d")]);
    whole(
        "<figure><img src='a.png' alt='甲'><figcaption>乙</figcaption></figure>",
        &[(Image { source: "a.png".to_owned() }, 0, 0, "甲"), (Paragraph, 0, 0, "乙")],
    );
}

#[test]
fn spans_among_words() {
    use InlineKind::*;
    let (blocks, _) =
        blocks("<p>一<b>二<i>三</i></b>四<a href='x?a&amp;b' title='丁'>五</a><s>六</s><code>七</code></p>");
    let found: Vec<_> =
        blocks[0].spans.iter().map(|span| (span.start, span.end, span.kind.clone())).collect();
    assert_eq!(blocks[0].text, "一二三四五（丁）六七");
    let link = Link { url: "x?a&b".to_owned() };
    assert_eq!(found, [(1, 3, Strong), (2, 3, Emphasis), (4, 5, link), (8, 9, Strike), (9, 10, Code)]);
}
