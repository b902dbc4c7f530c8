//! Documents of word processors.

use super::*;
use std::io::{Cursor, Write as _};
use zhimai_model::Syntax;

/// An archive of entries that are texts.
pub(super) fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(super) const DOCUMENT: &str = r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w" xmlns:r="r"><w:body>
<w:p><w:pPr><w:pStyle w:val="a3"/></w:pPr><w:r><w:t>三方結盟</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">第一段，</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>粗體</w:t></w:r><w:r><w:t>與</w:t></w:r>
<w:hyperlink r:id="r1"><w:r><w:t>連結</w:t></w:r></w:hyperlink><w:r><w:footnoteReference w:id="2"/></w:r><w:del><w:r><w:delText>刪</w:delText></w:r></w:del></w:p>
<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>節 &amp; 段</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="5"/></w:numPr></w:pPr><w:r><w:t>甲之一</w:t></w:r></w:p>
<w:p><w:r><w:t>隔</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr></w:pPr><w:r><w:t>乙</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>公司</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>投資</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>一百</w:t></w:r></w:p><w:p><w:r><w:t>五十億</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:drawing><wp:docPr descr="簽字儀式"/></w:drawing></w:r></w:p>
<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://a.test/2" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>舊式</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:br/><w:t>次行</w:t></w:r></w:p>
<w:sectPr/></w:body></w:document>"#;

pub(super) fn docx(document: &str) -> Vec<u8> {
    archive(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", document),
        ("docProps/core.xml", "<cp:coreProperties><dc:creator>王小明</dc:creator></cp:coreProperties>"),
        (
            "word/styles.xml",
            r#"<w:styles><w:style w:styleId="a3"><w:name w:val="Title"/></w:style><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>"#,
        ),
        (
            "word/numbering.xml",
            r#"<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#,
        ),
        (
            "word/_rels/document.xml.rels",
            r#"<Relationships><Relationship Id="r1" Target="https://a.test/1"/></Relationships>"#,
        ),
        (
            "word/footnotes.xml",
            r#"<w:footnotes><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>註文</w:t></w:r></w:p></w:footnote></w:footnotes>"#,
        ),
    ])
}

#[test]
fn a_word_document() {
    let bytes = docx(DOCUMENT);
    let article = one("20240603 會議.docx", &bytes);
    assert_eq!(header(&article), ("三方結盟", "2024-06-03", "20240603 會議.docx", ""));
    assert_eq!(article.author.as_deref(), Some("王小明"));
    assert_eq!(
        shape(&article),
        [
            "第一段，粗體與連結[2]",
            "#節 & 段",
            "1.甲",
            "--甲之一",
            "隔",
            "2.乙",
            "|公司\t投資\n甲\t一百 五十億",
            "! 簽字儀式",
            "舊式\n次行",
            "^2 註文"
        ]
    );
    assert_eq!(links(&article), ["https://a.test/1", "https://a.test/2"]);
    // Told by what is in it, where the name says nothing.
    assert_eq!(one("會議", &bytes).id, article.id);
}

#[test]
fn a_document_without_styles_begins_with_its_title() {
    let document = "<w:document><w:body><w:p><w:r><w:t>三方结盟</w:t></w:r></w:p><w:p><w:r><w:t>一段。</w:t></w:r></w:p></w:body></w:document>";
    let article = one("a.docx", &archive(&[("word/document.xml", document)]));
    assert_eq!((article.body.title.as_str(), shape(&article)), ("三方结盟", vec!["一段。".to_owned()]));
}

const CONTENT: &str = r#"<office:document-content><office:automatic-styles>
<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style></office:automatic-styles>
<office:body><office:text><text:sequence-decls/><text:p text:style-name="Title">三方結盟</text:p>
<text:p>第一段，<text:span text:style-name="T1">粗體</text:span>與<text:a xlink:href="https://a.test/1">連結</text:a><text:note text:id="ftn1"><text:note-citation>1</text:note-citation><text:note-body><text:p>註文</text:p></text:note-body></text:note>。</text:p>
<text:h text:outline-level="2">節</text:h>
<text:list text:style-name="L1"><text:list-item><text:p>甲</text:p><text:list><text:list-item><text:p>甲之一</text:p></text:list-item></text:list></text:list-item></text:list>
<text:p text:style-name="Quotations">引言</text:p>
<table:table><table:table-row><table:table-cell><text:p>公司</text:p></table:table-cell><table:table-cell><text:p>投資</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>"#;

pub(super) fn odt() -> Vec<u8> {
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", CONTENT),
        (
            "meta.xml",
            "<office:meta><dc:title>舊題</dc:title><dc:creator>李四</dc:creator><meta:initial-creator>王小明</meta:initial-creator></office:meta>",
        ),
    ])
}

#[test]
fn an_opendocument_text() {
    let bytes = odt();
    let article = one("a.odt", &bytes);
    assert_eq!(article.body.title, "三方結盟");
    assert_eq!(article.author.as_deref(), Some("王小明"));
    assert_eq!(
        shape(&article),
        ["第一段，粗體與連結[1]。", "##節", "1.甲", "1.甲之一", ">引言", "|公司\t投資", "^1 註文"]
    );
    assert_eq!(links(&article), ["https://a.test/1"]);
}

#[test]
fn what_is_no_sound_document_is_told() {
    let broken = |format: &str| ProblemKind::BadSyntax(Syntax::Broken(format.to_owned()));
    let told_of = |name: &str, bytes: &[u8]| {
        let output = output(name, bytes);
        assert!(output.articles.is_empty() && output.problems[0].refused);
        output.problems[0].what.clone()
    };
    let whole = docx(DOCUMENT);
    assert_eq!(told_of("a.docx", &whole[..whole.len() / 2]), broken("DOCX"));
    assert_eq!(told_of("a.docx", &archive(&[("x.txt", "x")])), broken("DOCX"));
    assert_eq!(told_of("a.odt", b"x"), broken("ODT"));
    assert_eq!(told_of("a.docx", b"\xd0\xcf\x11\xe0 and so on"), ProblemKind::Protected);
    let locked = archive(&[("META-INF/manifest.xml", "<m><encryption-data/></m>"), ("content.xml", "x")]);
    assert_eq!(told_of("a.odt", &locked), ProblemKind::Protected);
    assert_eq!(told_of("a.docx", &archive(&[("word/document.xml", "<w:document/>")])), ProblemKind::Empty);
}
