#![no_main]

const IFO: &[u8] = b"StarDict's dict ifo file\nversion=2.4.2\nbookname=x\n";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (index, text) = bytes.split_at(bytes.len() / 2);
    zhimai_fuzz::reads_folder(&[("x.ifo", IFO), ("x.idx", index), ("x.dict", text), ("x.syn", index)]);
});
