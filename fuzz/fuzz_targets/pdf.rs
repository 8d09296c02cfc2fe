//! Any bytes, read as a PDF file.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gongkai_fuzz::sound(
    gongkai_fuzz::options().read_all_pdf(bytes)
));
