//! Makes the tables of `src/fold/` and proves that they are current and right.
//!
//! `cargo test --test generated` makes them from `tests/data/` and compares; `BLESS=1` writes them. With `--features opencc`
//! the data itself is compared with the live library (and `BLESS=1` writes it), and the fold of every Unicode scalar value is verified
//! against library and NFKC.

#![allow(unreachable_pub)]

// The module is compiled into this test too, so that what is tested can stay private to the crate.
#[allow(dead_code, unreachable_pub, unused_imports)]
#[path = "../src/fold/mod.rs"]
mod fold;

#[path = "generated/entry.rs"]
mod entry;
#[path = "generated/han.rs"]
mod han;
#[cfg(feature = "opencc")]
#[path = "generated/live.rs"]
mod live;
#[path = "generated/marks.rs"]
mod marks;
#[path = "generated/phrases.rs"]
mod phrases;
#[path = "generated/sha256.rs"]
mod sha256;
#[path = "generated/unicode.rs"]
mod unicode;
#[path = "generated/write.rs"]
mod write;

use std::path::Path;

use entry::Spec;
use fold::{Class, Leaning, fold_char, leaning};
use unicode::scalars;
use unicode_normalization::UnicodeNormalization;

/// Compares a file of the repository with what it should be, or writes it where `BLESS` says so.
fn check(path: &str, wanted: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    if found == wanted {
        return;
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&file, wanted).expect("the file can be written");
    } else {
        panic!("{path} is not current: run BLESS=1 cargo test --test generated");
    }
}

#[test]
fn the_tables_are_current() {
    let spec = Spec::load();
    check("src/fold/table.rs", &write::table(&spec));
    check("src/fold/phrases.rs", &write::phrases(&spec));
}

#[cfg(feature = "opencc")]
#[test]
fn the_data_is_the_live_library_s() {
    check("tests/data/opencc.txt", &live::Live::load().data());
}
