//! Items out of tokens: nom parsers, one small function a production.
//!
//! No Chinese literal stands here: labels and words are the template's.

pub(crate) mod preamble;
