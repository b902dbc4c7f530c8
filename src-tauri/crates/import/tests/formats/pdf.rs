//! PDF.

use super::*;
use zhimai_model::Syntax;

/// A document with a page for each content, whose only font says which characters its shapes are if `says`.
fn pdf(pages: &[String], says: bool) -> Vec<u8> {
    let mut objects: Vec<String> = Vec::new();
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 6 + page * 2)).collect();
    objects.push("<< /Type /Catalog /Pages 2 0 R >>".to_owned());
    objects.push(format!("<< /Type /Pages /Count {} /Kids [{}] >>", pages.len(), kids.join(" ")));
    let unicode = if says { "/ToUnicode 5 0 R" } else { "" };
    objects.push(format!("<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] {unicode} >>"));
    objects.push("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>".to_owned());
    // A character is its own code point.
    let map = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap end end";
    objects.push(format!("<< /Length {} >>\nstream\n{map}\nendstream", map.len()));
    for (at, page) in pages.iter().enumerate() {
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents {} 0 R >>", 7 + at * 2));
        objects.push(format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()));
    }
    objects.push("<< /Author (Wang Xiaoming) >>".to_owned());
    let (mut out, mut places) = ("%PDF-1.4\n".to_owned(), Vec::new());
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1).unwrap();
    }
    let start = out.len();
    write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(out, "{place:010} 00000 n ").unwrap();
    }
    write!(
        out,
        "trailer\n<< /Size {} /Root 1 0 R /Info {} 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1,
        objects.len()
    )
    .unwrap();
    out.into_bytes()
}

/// Lines on a page, from the top, each with the size of its letters.
fn page(lines: &[(u32, &str)]) -> String {
    let mut content = String::new();
    let mut y = 780;
    for (size, line) in lines {
        let hex: String = line.encode_utf16().map(|unit| format!("{unit:04x}")).collect();
        writeln!(content, "BT /F {size} Tf 60 {y} Td <{hex}> Tj ET").unwrap();
        y -= size * 2;
    }
    content
}

pub(super) fn two_pages() -> Vec<u8> {
    let first = page(&[
        (24, "三方結盟"),
        (12, "三家公司在星期一宣布結盟，將在未來五年內共同興建資料中心，總投資額約"),
        (12, "為四百五十億美元，首批設施預計在明年年底之前投入使用。"),
    ]);
    let second = page(&[(12, "分析師認為，這項協議將改變行業的格局。")]);
    pdf(&[first, second], true)
}

#[test]
fn text_of_a_document() {
    let article = one("20240603 報告.pdf", &two_pages());
    assert_eq!(header(&article), ("三方結盟", "2024-06-03", "20240603 報告.pdf", ""));
    assert_eq!(article.author.as_deref(), Some("Wang Xiaoming"));
    let text = shape(&article).join("");
    assert!(text.contains("總投資額約為四百五十億美元"), "{text}");
    assert!(text.contains("分析師認為，這項協議將改變行業的格局。"), "{text}");
}

#[test]
fn a_page_that_cannot_be_read_is_told() {
    let text = || page(&[(12, "三家公司在星期一宣布結盟，將在未來五年內共同興建資料中心。")]);
    let noise = || page(&[(12, "\u{e001}\u{e002}\u{e003}\u{e004}\u{e005}\u{e006}")]);
    let mixed = output("a.pdf", &pdf(&[text(), noise()], true));
    assert_eq!(mixed.articles.len(), 1, "{:?}", mixed.problems);
    assert_eq!(told(&mixed), [(&ProblemKind::Illegible { pages: vec![2], count: 1 }, false)]);
    for bytes in [pdf(&[noise()], true), pdf(&[text()], false), pdf(&[String::new()], true)] {
        let output = output("a.pdf", &bytes);
        assert!(output.articles.is_empty(), "{:?}", output.articles);
        assert_eq!(told(&output), [(&ProblemKind::Illegible { pages: vec![1], count: 1 }, true)]);
    }
}

#[test]
fn what_lies_too_deep_is_told() {
    let deep = "[".repeat(100_000);
    let bytes = pdf(&[deep], true);
    assert_eq!(told(&output("a.pdf", &bytes)), [(&ProblemKind::BadSyntax(Syntax::TooDeep), true)]);
    // What is read has stack enough.
    let text = page(&[(12, "三家公司在星期一宣布結盟。")]);
    let nested = format!("{}{}\n{text}", "[".repeat(4_000), "]".repeat(4_000));
    assert_eq!(output("a.pdf", &pdf(&[nested], true)).articles.len(), 1);
}

#[test]
fn what_is_no_sound_document_is_told() {
    let whole = pdf(&[page(&[(12, "三家公司在星期一宣布結盟。")])], true);
    for bytes in [b"%PDF-1.7 and no more".as_slice(), b"no document", &whole[..60]] {
        let output = output("a.pdf", bytes);
        assert_eq!(told(&output), [(&ProblemKind::BadSyntax(Syntax::Broken("PDF".to_owned())), true)]);
    }
}
