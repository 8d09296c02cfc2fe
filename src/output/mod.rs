//! Reports for others: tidy data and tables for programs, the official form for people.
//!
//! Knows the model and the forms. Knows nothing of how anything was read.

pub mod csv;
mod diagnostic;
pub mod form;
mod observation;
pub mod page;
mod record;

pub use diagnostic::Diagnostic;
pub use observation::Observation;
pub use record::{ErrorRecord, Record};

/// A language to say things in.
///
/// ```
/// use gongkai::output::Language;
/// assert_eq!(Language::default(), Language::English);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese, in Simplified script.
    Chinese,
}

/// A text as it stands in a page, or within the quotes of an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
