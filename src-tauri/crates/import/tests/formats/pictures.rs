//! Pictures that lie in the same whole as the text that shows them, or are written into it.

use super::office::archive;
use super::*;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::io::{Cursor, Write as _};
use zhimai_model::UnknownFormat;

/// The head of a picture of so many pixels: more of it nobody looks at here.
fn png(width: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(5_u32.to_be_bytes());
    // So large that a page puts it aside.
    bytes.extend([8, 6, 0, 0, 0].into_iter().chain(vec![0; 400]));
    bytes
}

/// An archive of files that are bytes.
fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Where the pictures of an article are, without the marks by which they are known.
fn shown(article: &Article) -> Vec<String> {
    let sources = article.body.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Image { source } => Some(source),
        _ => None,
    });
    sources
        .map(|source| match zhimai_model::Picture::hash_in(source) {
            Some(hash) => source.split_once(hash).unwrap().1.to_owned(),
            None => source.clone(),
        })
        .collect()
}

#[test]
fn in_an_archive() {
    let bytes = packed(&[
        ("a/題.md", "![圖](../pic/one.png)\n\n![無](none.png)\n\n![外](../../out.png)\n\n![網](https://a.test/x.png)\n\n文。".as_bytes()),
        ("b.html", "<p>文<p><img src='/pic/one.png'><p><img src='pic/%E4%BA%8C.png'>".as_bytes()),
        ("pic/one.png", &png(7)),
        ("pic/二.png", b"none"),
        ("pic/unused.png", &png(9)),
    ]);
    let output = output("x.zip", &bytes);
    let [first, second] = output.articles.as_slice() else { panic!("{:?}", output.problems) };
    assert_eq!(shown(first), ["/7x5/one.png", "none.png", "../../out.png", "https://a.test/x.png"]);
    assert_eq!(shown(second), ["/7x5/one.png", "pic/%E4%BA%8C.png"]);
    assert_eq!(output.pictures.len(), 1);
    let missing = ProblemKind::Skipped { parts: vec![("missing-picture".to_owned(), 2)] };
    let binary = ProblemKind::UnknownFormat(UnknownFormat::Binary);
    let unused = ProblemKind::UnknownFormat(UnknownFormat::Extension("png".to_owned()));
    assert_eq!(told(&output), [(&missing, false), (&binary, true), (&unused, true)]);
    assert_eq!(output.problems[1].place.file, "x.zip/b.html/pic/二.png");
}

#[test]
fn in_a_book() {
    let bytes = packed(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", br#"<container><rootfiles><rootfile full-path="O/c.opf"/></rootfiles></container>"#),
        (
            "O/c.opf",
            r#"<package xmlns:dc="d"><metadata><dc:title>書</dc:title></metadata><manifest><item id="1" href="text/1.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="1"/></spine></package>"#.as_bytes(),
        ),
        ("O/text/1.xhtml", format!("<html><body><h1>章</h1><p>{}</p><img src=\"../img/a.png\" alt=\"簽字\"/></body></html>", "長的一章。".repeat(50)).as_bytes()),
        ("O/img/a.png", &png(7)),
    ]);
    let output = output("x.epub", &bytes);
    assert_eq!(shown(&output.articles[0]), ["/7x5/a.png"], "{:?}", output.problems);
    assert_eq!(output.pictures.len(), 1);
}

#[test]
fn in_documents() {
    let drawing = |shows: &str, id: &str| {
        format!(
            "<w:p><w:r><w:drawing><wp:docPr descr=\"{shows}\"/><a:blip r:embed=\"{id}\"/></w:drawing></w:r></w:p>"
        )
    };
    let text = format!(
        "<w:document><w:body><w:p><w:r><w:t>一段文字，比標題長。</w:t></w:r></w:p>{}{}{}</w:body></w:document>",
        drawing("簽字", "r1"),
        drawing("", "r1"),
        drawing("網上的", "r2")
    );
    let bytes = packed(&[
        ("word/document.xml", text.as_bytes()),
        (
            "word/_rels/document.xml.rels",
            br#"<Relationships><Relationship Id="r1" Target="media/a.png"/><Relationship Id="r2" Target="https://a.test/x.png" TargetMode="External"/></Relationships>"#,
        ),
        ("word/media/a.png", &png(7)),
    ]);
    let word = output("x.docx", &bytes);
    assert_eq!(
        shown(&word.articles[0]),
        ["/7x5/a.png", "/7x5/a.png", "https://a.test/x.png"],
        "{:?}",
        word.problems
    );
    assert!(shape(&word.articles[0]).iter().any(|line| line.ends_with(" 簽字")));
    assert_eq!((word.pictures.len(), told(&word)), (1, Vec::new()));
    let frame =
        |desc: &str| format!("<draw:frame><draw:image xlink:href=\"Pictures/a.png\"/>{desc}</draw:frame>");
    let text = format!(
        "<office:document-content><office:body><office:text><text:p>一段。{}</text:p><text:p>{}</text:p></office:text></office:body></office:document-content>",
        frame("<svg:desc>簽字</svg:desc>"),
        frame("")
    );
    let bytes = packed(&[("content.xml", text.as_bytes()), ("Pictures/a.png", &png(7))]);
    let open = output("x.odt", &bytes);
    assert_eq!(shown(&open.articles[0]).last().unwrap(), "/7x5/a.png", "{:?}", open.problems);
    assert_eq!(open.pictures.len(), 1);
}

#[test]
fn in_letters_and_pages_saved_as_such() {
    let picture = STANDARD.encode(png(7));
    let mail = |head: &str, place: &str, source: &str| {
        format!(
            "{head}MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>一段。</p><p><img src=\"{source}\"><img src=\"cid:none\"></p>\r\n--x\r\nContent-Type: image/png\r\n{place}\r\nContent-Transfer-Encoding: base64\r\n\r\n{picture}\r\n--x--\r\n"
        )
    };
    let letter = mail(
        "From: a@b.test\r\nTo: c@b.test\r\nSubject: x\r\n",
        "Content-ID: <one@b.test>",
        "cid:one@b.test",
    );
    let page = mail(
        "Snapshot-Content-Location: https://a.test/1.html\r\nSubject: x\r\n",
        "Content-Location: https://a.test/i/1.png",
        "https://a.test/i/1.png",
    );
    for (name, text) in [("a.eml", letter), ("a.mhtml", page)] {
        let output = output(name, text.as_bytes());
        let shown = shown(&output.articles[0]);
        assert!(shown[0].starts_with("/7x5/"), "{name}: {shown:?} {:?}", output.problems);
        assert_eq!((output.pictures.len(), told(&output)), (1, Vec::new()), "{name}");
    }
}

#[test]
fn written_into_a_page() {
    let address = |bytes: &[u8], kind: &str| format!("data:{kind};base64,{}", STANDARD.encode(bytes));
    let (good, bad) = (address(&png(7), "image/png"), address(&[b'x'; 400], "image/svg+xml"));
    for around in ["", "<nav>首頁</nav>"] {
        let page = format!(
            "<html><body>{around}<article><h1>題</h1><p>{}</p><p><img src=\"{good}\" alt=\"簽字\"></p><p><img src=\"{bad}\"></p></article></body></html>",
            "三家公司在星期一宣布結盟，共同興建資料中心。".repeat(9)
        );
        let output = output("a.html", page.as_bytes());
        assert_eq!(shown(&output.articles[0]), ["/7x5/", "data:image/svg+xml"], "{:?}", output.problems);
        let skipped = ProblemKind::Skipped { parts: vec![("picture".to_owned(), 1)] };
        assert_eq!(told(&output), [(&skipped, false)]);
    }
    let note = output("a.md", format!("文。\n\n![簽字]({good})\n").as_bytes());
    assert_eq!(shown(&note.articles[0]), ["/7x5/"]);
}

#[test]
fn a_bomb_is_no_picture() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in [("a.md", "文。\n\n![x](a.png)".as_bytes().to_vec()), ("a.png", vec![0; 64 << 20])]
    {
        zip.start_file(name, options).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    let output = output("x.zip", &zip.finish().unwrap().into_inner());
    assert!(output.pictures.is_empty());
    assert!(matches!(told(&output)[0], (ProblemKind::TooLarge { .. }, true)), "{:?}", told(&output));
    // Texts come in without it.
    assert_eq!(one("b.zip", &archive(&[("a.md", "文。![x](a.png)")])).body.title, "a");
}
