//! Lists of feeds, bookmarks and addresses: each is an article that lists them.

use super::*;

/// What is told of a list of so many addresses.
fn listed(count: u32) -> ProblemKind {
    ProblemKind::ListOfSources { count }
}

pub(super) const OPML: &str = r#"<?xml version="1.0"?><opml version="2.0"><head><title>我的訂閱</title><dateModified>Mon, 03 Jun 2024 10:20:00 GMT</dateModified></head><body>
<outline text="科技" description="每天看"><outline text="晶片"><outline text="甲報 &amp; 乙報" xmlUrl="https://a.test/rss" htmlUrl="https://a.test/"/></outline>
<outline title="丙報" text="c" xmlUrl="https://c.test/rss" category="AI, 算力"/></outline>
<outline xmlUrl="https://d.test/rss"/><outline text="壞的" xmlUrl="javascript:alert(1)"/></body></opml>"#;

#[test]
fn feeds_stand_by_folder() {
    for name in ["a.opml", "a.xml", "Pasted text"] {
        let output = output(name, OPML.as_bytes());
        let [article] = output.articles.as_slice() else { panic!("{:?}", output.problems) };
        assert_eq!(header(article), ("我的訂閱", "2024-06-03", name, ""));
        assert_eq!(
            shape(article),
            [
                "-https://d.test/rss",
                "-壞的 · javascript:alert(1)",
                "##科技",
                "每天看",
                "-丙報 · https://c.test/rss · AI, 算力",
                "###晶片",
                "-甲報 & 乙報 · https://a.test/rss",
            ]
        );
        assert_eq!(
            links(article),
            [
                "https://d.test/rss",
                "https://c.test/rss",
                "https://c.test/rss",
                "https://a.test/",
                "https://a.test/rss"
            ]
        );
        assert_eq!(told(&output), [(&listed(4), false)]);
    }
}

#[test]
fn an_outline_is_its_lines() {
    let text = r#"<opml><head><title>大綱</title></head><body><outline text="一"><outline text="一之一" _note="註"/></outline><outline text="二"/></body></opml>"#;
    let output = output("a.opml", text.as_bytes());
    assert_eq!(shape(&output.articles[0]), ["-一", "--一之一", "註", "-二"]);
    assert_eq!(told(&output), []);
    let none = super::output("a.opml", b"<opml><head><title>x</title></head><body></body></opml>");
    assert_eq!(told(&none), [(&ProblemKind::Empty, true)]);
}

pub(super) const BOOKMARKS: &str = r#"<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks Menu</H1>
<DL><p>
    <DT><H3 ADD_DATE="1717380000">科技</H3>
    <DD>值得再讀
    <DL><p>
        <DT><A HREF="https://a.test/1" ADD_DATE="1717380000" TAGS="AI,晶片" ICON="data:image/png;base64,AAAA">三方結盟</A>
        <DD>談<b>資料中心</b>
        <DT><H3>深處</H3>
        <DL><p>
            <DT><A HREF="https://a.test/2">二 &amp; 三</A>
        </DL><p>
        <DT><A HREF="https://a.test/3"></A>
    </DL><p>
    <DT><A HREF="javascript:void(0)">小程式</A>
    <DT><A HREF="https://a.test/4" ADD_DATE="0">根</A>
</DL><p>"#;

#[test]
fn bookmarks_stand_by_folder() {
    let output = output("書籤.html", BOOKMARKS.as_bytes());
    let [article] = output.articles.as_slice() else { panic!("{:?}", output.problems) };
    assert_eq!(header(article), ("Bookmarks", "", "書籤.html", ""));
    assert_eq!(
        shape(article),
        [
            "-小程式",
            "-根",
            "##科技",
            "值得再讀",
            "-三方結盟 · 2024-06-03 · AI, 晶片",
            "談資料中心",
            "-https://a.test/3",
            "###深處",
            "-二 & 三",
        ]
    );
    assert_eq!(
        links(article),
        ["https://a.test/4", "https://a.test/1", "https://a.test/3", "https://a.test/2"]
    );
    assert_eq!(told(&output), [(&listed(5), false)]);
}

#[test]
fn what_was_kept_to_read_later() {
    let pocket = "<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul><li><a href=\"https://a.test/1\" time_added=\"1717380000\" tags=\"AI\">三方結盟</a></li></ul><h1>Read Archive</h1><ul><li><a href=\"https://a.test/2\" time_added=\"1717466400\" tags=\"\">二</a></li></ul></body></html>";
    let expect = ["##Unread", "-三方結盟 · 2024-06-03 · AI", "##Read Archive", "-二 · 2024-06-04"];
    let article = one("ril_export.html", pocket.as_bytes());
    assert_eq!(article.body.title, "Pocket Export");
    assert_eq!(shape(&article), expect);
    let instapaper = pocket.replace("Pocket Export", "Instapaper: Export").replace("ul>", "ol>");
    assert_eq!(shape(&one("a.html", instapaper.as_bytes())), expect);
    let table = "title,url,time_added,tags,status\n三方結盟,https://a.test/1,1717380000,AI|晶片,unread\n二,https://a.test/2,1717466400,,archive\n三,https://a.test/3,1717466400,,unread\n";
    let output = output("part_000000.csv", table.as_bytes());
    assert_eq!(
        shape(&output.articles[0]),
        [
            "##unread",
            "-三方結盟 · 2024-06-03 · AI, 晶片",
            "-三 · 2024-06-04",
            "##archive",
            "-二 · 2024-06-04"
        ]
    );
    assert_eq!(links(&output.articles[0]), ["https://a.test/1", "https://a.test/3", "https://a.test/2"]);
    assert_eq!(told(&output), [(&listed(3), false)]);
}

#[test]
fn tables_of_addresses() {
    let table = "\u{feff}id,網址,標題,資料夾,備註,cover\n1,https://a.test/1,,,我的話,x.png\n2,,只有標題,甲,,\n,,,,,\n";
    let output = output("raindrop.csv", table.as_bytes());
    assert_eq!(shape(&output.articles[0]), ["-https://a.test/1", "我的話", "##甲", "-只有標題"]);
    let left_out = ProblemKind::LeftOut { fields: vec!["cover".to_owned(), "id".to_owned()] };
    assert_eq!(told(&output), [(&listed(2), false), (&left_out, false)]);
    let none = super::output("a.csv", b"title,url\n");
    assert_eq!(told(&none), [(&ProblemKind::Empty, true)]);
}
