#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (picture, text) = bytes.split_at(bytes.len() / 4);
    zhimai_fuzz::reads_folder(&[
        (".obsidian/x", b""),
        ("a.md", text),
        ("b.png", picture),
        ("c/b.md", b"[[a]]"),
    ]);
});
