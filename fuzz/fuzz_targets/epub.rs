#![no_main]

const CONTAINER: &[u8] = br#"<container><rootfiles><rootfile full-path="a/b.opf"/></rootfiles></container>"#;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // What the book says of itself, and a chapter.
    let at = bytes.iter().position(|b| *b == 0).unwrap_or(bytes.len() / 2);
    let (book, chapter) = bytes.split_at(at);
    zhimai_fuzz::reads_packed(
        "x.epub",
        &[
            ("META-INF/container.xml", CONTAINER),
            ("a/b.opf", book),
            ("a/c.xhtml", chapter),
            ("a/d.ncx", book),
            ("a/e.png", chapter),
        ],
    );
});
