//! Any bytes as the document of a Word file, so that the fuzzer need not learn to zip.
#![no_main]

use gongkai_fuzz::{options, package, sound};

libfuzzer_sys::fuzz_target!(|document: &[u8]| {
    sound(options().read_all_docx(&package(&[("word/document.xml", document)])));
});
