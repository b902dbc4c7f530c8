//! Feeds, tables and subtitles.

use super::*;
use zhimai_model::{Syntax, UnknownFormat};

pub(super) const RSS: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="c" xmlns:media="m"><channel><title>甲報 &amp; 乙報</title><image><title>圖</title></image>
<item><title><![CDATA[三方<b>結盟</b>]]></title><link>https://a.test/1</link><pubDate>Mon, 03 Jun 2024 10:20:00 +0800</pubDate>
<media:title>別的</media:title><author>wang@a.test (王小明)</author><dc:creator>李四</dc:creator><dc:creator>王小明</dc:creator><description>摘要</description><content:encoded><![CDATA[<p>第一段。</p><ul><li>甲</li></ul>]]></content:encoded></item>
<item><title>第二則</title><guid>https://a.test/2</guid><description>只有摘要 &amp;amp; 一句。</description></item>
</channel></rss>"#;

pub(super) const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>丙報</title>
<entry><title>題</title><link rel="self" href="https://a.test/x"/><link href="https://a.test/3"/><updated>2024-06-04T00:00:00Z</updated><published>2024-06-03T00:00:00Z</published>
<author><name>王小明</name></author><content type="xhtml"><div xmlns="x"><h2>節</h2><p>見<a href="https://a.test/4">此</a> 1 &lt; 2</p></div></content></entry></feed>"#;

#[test]
fn entries_of_feeds() {
    for (name, encoding) in
        [("a.xml", encoding_rs::UTF_8), ("a.rss", encoding_rs::GBK), ("Pasted text", encoding_rs::BIG5)]
    {
        let output = output(name, &encoding.encode(RSS).0);
        let [first, second] = output.articles.as_slice() else { panic!("{name} {:?}", output.problems) };
        assert_eq!(header(first), ("三方結盟", "2024-06-03", "甲報 & 乙報", "https://a.test/1"));
        assert_eq!(shape(first), ["第一段。", "-甲"]);
        assert_eq!(first.author.as_deref(), Some("王小明、李四"));
        assert_eq!(header(second), ("第二則", "", "甲報 & 乙報", "https://a.test/2"));
        assert_eq!(shape(second), ["只有摘要 & 一句。"]);
        assert_eq!(output.places.iter().map(|place| place.line.unwrap()).collect::<Vec<_>>(), [3, 5]);
    }
    let article = one("a.atom", ATOM.as_bytes());
    assert_eq!(header(&article), ("題", "2024-06-03", "丙報", "https://a.test/3"));
    assert_eq!(article.author.as_deref(), Some("王小明"));
    assert_eq!(shape(&article), ["##節", "見此 1 < 2"]);
    assert_eq!(links(&article), ["https://a.test/4"]);
}

#[test]
fn a_feed_that_breaks_off_is_in_as_far_as_it_goes() {
    let output = output("a.xml", RSS.split("<item><title>第二則").next().unwrap().as_bytes());
    assert_eq!(output.articles.len(), 1);
    let broken = output_of("<rss><channel><item></title");
    assert!(broken.articles.is_empty() && broken.problems[0].refused, "{:?}", broken.problems);
    let other = output_of("<note><p>x</p></note>");
    let what = ProblemKind::UnknownFormat(UnknownFormat::Extension("xml".to_owned()));
    assert_eq!(told(&other), [(&what, true)]);
}

fn output_of(xml: &str) -> Output {
    output("a.xml", xml.as_bytes())
}

#[test]
fn rows_of_tables() {
    let text = "\u{feff}標題,日期,內文,作者,網址\r\n三方結盟,2024-06-03,\"第一段。\n第二段，有「,」。\",王,https://a.test/1\r\n空,,,,\r\n";
    for (sign, encoding) in [(",", encoding_rs::UTF_8), ("\t", encoding_rs::BIG5), (";", encoding_rs::GBK)] {
        let text = if encoding == encoding_rs::UTF_8 { text } else { text.trim_start_matches('\u{feff}') };
        let output = output("a.csv", &encoding.encode(&text.replace(',', sign)).0);
        let [article] = output.articles.as_slice() else { panic!("{:?}", output.problems) };
        assert_eq!(header(article), ("三方結盟", "2024-06-03", "a.csv", "https://a.test/1"));
        assert_eq!(shape(article)[0], "第一段。");
        assert_eq!(output.places[0].line, Some(2));
        assert_eq!(article.author.as_deref(), Some("王"));
        assert_eq!(told(&output), [(&ProblemKind::Empty, true)]);
    }
    let numbers = output("a.tsv", b"a\tb\n1\t2\n");
    assert_eq!(told(&numbers), [(&ProblemKind::BadField { field: "text".to_owned(), value: None }, true)]);
}

#[test]
fn highlights_of_books() {
    let text = "Highlight,Book Title,Book Author,Note,Highlighted at\n一句。,甲書,王,我的話,2024-06-03 10:00:00\n二句。,乙書,李,,\n三句。,甲書,王,,\n";
    let output = output("readwise.csv", text.as_bytes());
    let [first, second] = output.articles.as_slice() else { panic!("{:?}", output.problems) };
    assert_eq!(header(first), ("甲書", "2024-06-03", "王", ""));
    assert_eq!(shape(first), [">一句。", "我的話", ">三句。"]);
    assert_eq!(header(second), ("乙書", "", "李", ""));
    assert_eq!(second.author.as_deref(), Some("李"));
}

#[test]
fn what_is_said_in_subtitles() {
    let srt = "1\n00:00:01,000 --> 00:00:03,000\n{\\an8}三家公司宣布結盟，\n\n2\n00:00:03,100 --> 00:00:05,000\n共同興建<i>資料中心</i>。\n\n3\n00:00:20,000 --> 00:00:22,000\nThe deal is\nworth $45 billion.\n";
    let article = one("20240603 訪談.srt", srt.as_bytes());
    assert_eq!(header(&article), ("訪談", "2024-06-03", "20240603 訪談.srt", ""));
    assert_eq!(shape(&article), ["三家公司宣布結盟，共同興建資料中心。", "The deal is worth $45 billion."]);
    let vtt = "WEBVTT\n\nNOTE x\ny\n\n00:01.000 --> 00:03.000 align:start\n<v 王小明>早安&amp;午安。\n\n00:03.000 --> 00:05.000\n<v.loud 李四>好。\n";
    assert_eq!(shape(&one("a.vtt", vtt.as_bytes())), ["王小明：早安&午安。", "李四：好。"]);
    let none = output("a.srt", b"no times here");
    assert_eq!(told(&none), [(&ProblemKind::BadSyntax(Syntax::Broken("SRT".to_owned())), true)]);
}
