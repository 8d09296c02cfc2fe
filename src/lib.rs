//! gongkai
#![forbid(unsafe_code)]
#![allow(missing_docs, dead_code)] // skeleton

mod fold;
mod span;
mod template;

pub use fold::{OPENCC_VERSION, UNICODE_VERSION};
pub use span::Span;
pub use template::{Field, Kind, Section, Table, Template, Unit, UnknownField, UnknownName};
