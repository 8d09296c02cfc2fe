//! Any text, read as a page.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| gongkai_fuzz::sound(gongkai::read_all_html(text)));
