#![no_main]

const STYLES: &[u8] = br#"<w:styles><w:style w:styleId="a"><w:name w:val="Title"/></w:style><w:style w:styleId="b"><w:name w:val="heading 2"/></w:style><w:style w:styleId="c"><w:name w:val="Quote"/></w:style></w:styles>"#;
const LISTS: &[u8] = br#"<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
const LINKS: &[u8] = br#"<Relationships><Relationship Id="r" Target="media/a.png"/></Relationships>"#;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    zhimai_fuzz::reads_packed(
        "x.docx",
        &[
            ("word/document.xml", bytes),
            ("word/styles.xml", STYLES),
            ("word/numbering.xml", LISTS),
            ("word/footnotes.xml", bytes),
            ("word/_rels/document.xml.rels", LINKS),
            ("word/media/a.png", bytes),
        ],
    );
});
