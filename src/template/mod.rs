//! stub
pub(crate) mod words;
