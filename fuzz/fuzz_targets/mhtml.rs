#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| zhimai_fuzz::reads("x.mht", bytes));
