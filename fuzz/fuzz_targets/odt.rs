#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    zhimai_fuzz::reads_packed("x.odt", &[("content.xml", bytes), ("styles.xml", bytes), ("a.png", bytes)]);
});
