//! gongkai
#![forbid(unsafe_code)]
#![allow(missing_docs, dead_code)] // skeleton

mod fold;
mod grammar;
mod span;
mod template;

pub use span::Span;
