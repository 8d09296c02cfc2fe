//! Reports for others: what programs, terminals and people are given.
//!
//! Knows the model. Knows nothing of how anything was read.

mod record;

pub use record::{ErrorRecord, Record};
