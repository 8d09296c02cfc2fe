//! Any text, read as text.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| gongkai_fuzz::sound(gongkai::read_all_text(text)));
