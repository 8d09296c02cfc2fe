//! Reports for others: what programs, terminals and people are given.
//!
//! Knows the model. Knows nothing of how anything was read.

mod diagnostic;
mod record;

pub use diagnostic::Diagnostic;
pub use record::{ErrorRecord, Record};
