//! OpenCC itself, as a converter that a caller may choose for names. It never takes part in reading.

use opencc_rust::{DefaultConfig, OpenCC};

/// A name in Simplified script by OpenCC's own `t2s`; by our own tables where the library cannot be loaded.
pub(crate) fn simplify_with_opencc(text: &str) -> String {
    match OpenCC::new(DefaultConfig::T2S) {
        Ok(converter) => converter.convert(text),
        Err(_) => super::simplify(text),
    }
}
