//! Reports for others: tidy data and tables for programs, the official form for people.
//!
//! Knows the model and the forms. Knows nothing of how anything was read.

pub mod csv;
pub mod form;
mod observation;
mod record;

pub use observation::Observation;
pub use record::{ErrorRecord, Record};
