//! Any bytes: format and encoding are found out.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gongkai_fuzz::sound(
    gongkai_fuzz::options().read_all(bytes)
));
