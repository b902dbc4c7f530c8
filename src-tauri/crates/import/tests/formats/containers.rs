//! Archives, books and rich text.

use super::office::archive;
use super::*;
use std::io::{Cursor, Write as _};
use zhimai_model::{Syntax, UnknownFormat, UnsafePath};

/// An archive of entries with names in any encoding.
fn archive_of(entries: &[(&[u8], &[u8])]) -> Vec<u8> {
    // Written by hand: what is sound writes no names that are not UTF-8.
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, data) in entries {
        let at = u32::try_from(bytes.len()).unwrap();
        let (size, length) = (u32::try_from(data.len()).unwrap(), u16::try_from(name.len()).unwrap());
        let common = |out: &mut Vec<u8>| {
            out.extend_from_slice(&[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x58]);
            out.extend_from_slice(&crc32(data).to_le_bytes());
            out.extend_from_slice(&size.to_le_bytes());
            out.extend_from_slice(&size.to_le_bytes());
            out.extend_from_slice(&length.to_le_bytes());
            out.extend_from_slice(&[0, 0]);
        };
        bytes.extend_from_slice(b"PK\x03\x04");
        common(&mut bytes);
        bytes.extend_from_slice(name);
        bytes.extend_from_slice(data);
        directory.extend_from_slice(b"PK\x01\x02\x14\0");
        common(&mut directory);
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&at.to_le_bytes());
        directory.extend_from_slice(name);
    }
    let (at, size, count) = (
        u32::try_from(bytes.len()).unwrap(),
        u32::try_from(directory.len()).unwrap(),
        u16::try_from(entries.len()).unwrap(),
    );
    bytes.extend_from_slice(&directory);
    bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    bytes.extend_from_slice(&count.to_le_bytes());
    bytes.extend_from_slice(&count.to_le_bytes());
    bytes.extend_from_slice(&size.to_le_bytes());
    bytes.extend_from_slice(&at.to_le_bytes());
    bytes.extend_from_slice(&[0, 0]);
    bytes
}

fn crc32(data: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    };
    !data.iter().fold(!0, step)
}

fn files(output: &Output) -> Vec<&str> {
    output.places.iter().map(|place| place.file.as_str()).collect()
}

#[test]
fn an_archive_is_read_as_a_folder() {
    let inner = archive(&[("c.txt", "丙文。")]);
    let bytes = archive_of(&[
        (b"z.txt", "尾文。".as_bytes()),
        (b"news/a.md", "# 題\n\n甲文。".as_bytes()),
        (b"news/in.zip", &inner),
        (b"__MACOSX/a.md", b"x"),
        (b".hidden.txt", b"x"),
        (b"pic.png", b"x"),
        (b"LICENSE", b"x"),
        (b"../out.txt", b"x"),
        (b"/root.txt", b"x"),
    ]);
    let output = output("dir/報.zip", &bytes);
    assert_eq!(files(&output), ["dir/報.zip/news/a.md", "dir/報.zip/news/in.zip/c.txt", "dir/報.zip/z.txt"]);
    let sources: Vec<_> = output.articles.iter().map(|article| article.source.as_deref().unwrap()).collect();
    assert_eq!(sources, ["報/news", "in", "報"]);
    let outside = ProblemKind::UnsafePath(UnsafePath::Outside);
    let unknown = ProblemKind::UnknownFormat(UnknownFormat::Extension("png".to_owned()));
    let nameless = ProblemKind::UnknownFormat(UnknownFormat::NoExtension);
    assert_eq!(told(&output), [(&outside, true), (&outside, true), (&nameless, true), (&unknown, true)]);
}

#[test]
fn names_in_other_encodings() {
    for (encoding, names) in [
        (encoding_rs::GBK, ["新闻/三方结盟.txt", "新闻/数据中心的投资.txt"]),
        (encoding_rs::BIG5, ["新聞/三方結盟.txt", "新聞/資料中心的投資.txt"]),
        (encoding_rs::UTF_8, ["新聞/三方結盟.txt", "新聞/資料中心的投資.txt"]),
    ] {
        let names = names.map(|name| (name, encoding.encode(name).0.into_owned()));
        let bytes = archive_of(&[(&names[0].1, "甲。".as_bytes()), (&names[1].1, "乙。".as_bytes())]);
        let output = output("a.zip", &bytes);
        let mut expect: Vec<_> = names.iter().map(|(name, _)| format!("a.zip/{name}")).collect();
        expect.sort();
        assert_eq!(files(&output), expect, "{:?}", output.problems);
    }
}

#[test]
fn bombs_are_told() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("a.txt", options).unwrap();
    zip.write_all(&vec![b'a'; 40 << 20]).unwrap();
    let bomb = zip.finish().unwrap().into_inner();
    let told_of = |bytes: &[u8]| output("a.zip", bytes).problems[0].what.clone();
    assert!(matches!(told_of(&bomb), ProblemKind::TooLarge { .. }));
    let deep = (0..5).fold(archive(&[("a.txt", "x")]), |inner, _| archive_of(&[(b"a.zip", &inner)]));
    assert_eq!(told_of(&deep), ProblemKind::BadSyntax(Syntax::TooDeep));
    assert_eq!(told_of(b"PK\x03\x04 and no more"), ProblemKind::BadSyntax(Syntax::Broken("ZIP".to_owned())));
    assert_eq!(told_of(&archive(&[])), ProblemKind::Empty);
}

pub(super) fn book() -> Vec<u8> {
    let long = "這一章說的是三家公司如何結盟。".repeat(3);
    archive(&[
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            r#"<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>"#,
        ),
        (
            "OEBPS/content.opf",
            r#"<package xmlns:dc="d"><metadata><dc:title>算力之書</dc:title><dc:creator>王小明</dc:creator><dc:date>2024-06-03</dc:date></metadata>
            <manifest><item id="c" href="cover.xhtml" media-type="application/xhtml+xml"/><item id="1" href="text/1.xhtml" media-type="application/xhtml+xml"/>
            <item id="2" href="text/2.xhtml" media-type="application/xhtml+xml"/><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>
            <spine toc="ncx"><itemref idref="c"/><itemref idref="1"/><itemref idref="2"/></spine></package>"#,
        ),
        (
            "OEBPS/toc.ncx",
            r#"<ncx><navMap><navPoint><navLabel><text>第一章 結盟</text></navLabel><content src="text/1.xhtml"/></navPoint>
            <navPoint><navLabel><text>第二章</text></navLabel><content src="text/2.xhtml#x"/></navPoint></navMap></ncx>"#,
        ),
        ("OEBPS/cover.xhtml", "<html><head><title/></head><body><p>封面</p></body></html>"),
        (
            "OEBPS/text/1.xhtml",
            &format!(
                "<html><head><title/></head><body><h1>第一章 結盟</h1><p>{long}</p><blockquote><p>引<br/>言</p></blockquote></body></html>"
            ),
        ),
        ("OEBPS/text/2.xhtml", "<html><body><p>短的一章。</p><ul><li>甲</li></ul></body></html>"),
    ])
}

#[test]
fn a_book_is_an_article_a_chapter() {
    let output = output("a.epub", &book());
    assert_eq!(files(&output), ["a.epub/OEBPS/text/1.xhtml", "a.epub/OEBPS/text/2.xhtml"]);
    let [first, second] = output.articles.as_slice() else { panic!("{:?}", output.problems) };
    assert_eq!(header(first), ("第一章 結盟", "2024-06-03", "算力之書", ""));
    assert_eq!(first.author.as_deref(), Some("王小明"));
    assert_eq!(shape(first)[1..], [">引", ">言"]);
    assert_eq!(header(second), ("第二章", "2024-06-03", "算力之書", ""));
    assert_eq!(shape(second), ["短的一章。", "-甲"]);
    let skipped = ProblemKind::Skipped { parts: vec![("short-page".to_owned(), 1)] };
    assert_eq!(told(&output), [(&skipped, false)]);
}

pub(super) const RICH: &[u8] = br"{\rtf1\ansi\ansicpg936{\info{\author Wang Xiaoming}}{\fonttbl{\f0\fcharset134 SimSun;}}\f0\fs36\b \u19977?\u26041?\u32080?\u30431?\b0\fs24\par
\u31532?\u19968?\u27573?{\b \'b4\'d6}\u12290?\par \'c8\'fd\'bc\'d2\'b9\'ab\'cb\'be\'d4\'da\'d0\'c7\'c6\'da\'d2\'bb\'d0\'fb\'b2\'bc\par}";

#[test]
fn rich_text() {
    let article = one("a.rtf", RICH);
    assert_eq!(article.body.title, "三方結盟");
    assert_eq!(article.author.as_deref(), Some("Wang Xiaoming"));
    assert_eq!(shape(&article), ["第一段粗。", "三家公司在星期一宣布"]);
    assert!(article.body.blocks[0].spans.iter().any(|span| span.kind == InlineKind::Strong));
    let broken = output("a.rtf", b"no rich text");
    assert!(broken.articles.is_empty() && broken.problems[0].refused, "{:?}", broken.problems);
}
