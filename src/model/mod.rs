//! What a report is: the stable typed API.
//!
//! Knows cells, tables, findings and evidence. Knows nothing of how anything was read: the reader
//! fills a [`Draft`], and [`Report::from_draft`] takes it from there. Files of the same name in
//! `template/` hold the form that these types speak of.

mod applications;
mod article20;
mod cell;
mod claim;
pub(crate) mod code;
mod date;
mod disputes;
mod evidence;
mod finding;
pub(crate) mod json;
mod number;
mod raw;
mod relocate;
mod report;
#[cfg(test)]
pub(crate) mod sample;
mod table;
mod views;
mod vocabulary;

pub use applications::{
    Applicants, Applications, Denied, NotProcessed, OtherResults, Results, Unavailable,
};
pub use article20::{
    Article20, Compulsion, Fees, Licensing, NormativeDocuments, OtherExternalServices, Penalties,
    Procurement, Rules,
};
pub use cell::{Candidate, Cell, State};
pub use claim::Claim;
pub use code::{Code, UnknownCode};
pub use date::{Date, ParseDateError, Period};
pub use disputes::{Disputes, Proceedings};
pub use evidence::{Clue, Evidence, Hypothesis, LabelMatch, Step, Verdict};
pub use finding::Finding;
pub use number::{Number, ParseNumberError};
pub use report::{Place, Report};
pub use table::{ExtraRow, TableReading};
pub use vocabulary::{Cause, Layout, Outcome, Script, Severity, TextKind};

pub(crate) use cell::CellOut;
pub(crate) use evidence::RowEvidence;
pub(crate) use finding::{Words, newest};
pub(crate) use report::{Agency, Draft};
