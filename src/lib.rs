//! gongkai
#![forbid(unsafe_code)]
#![allow(missing_docs, dead_code)] // skeleton

#[doc(hidden)]
pub mod _bench;
mod error;
mod fold;
mod grammar;
mod layout;
mod model;
mod output;
mod place;
mod read;
mod span;
mod template;

#[cfg(feature = "opencc")]
pub use error::Converter;
pub use error::{Error, ErrorKind, Options};
pub use fold::{OPENCC_VERSION, UNICODE_VERSION};
pub use model::{
    Applicants, Applications, Article20, Candidate, Cause, Cell, Clue, Code, Compulsion, Date,
    Denied, Disputes, Evidence, ExtraRow, Fees, Finding, Hypothesis, LabelMatch, Layout, Licensing,
    NormativeDocuments, NotProcessed, Number, OtherExternalServices, OtherResults, Outcome,
    ParseDateError, ParseNumberError, Penalties, Period, Place, Proceedings, Procurement, Report,
    Results, Rules, Script, Severity, State, Step, TableReading, Unavailable, UnknownCode, Verdict,
};
pub use output::{ErrorRecord, Record};
pub use read::{read_all_text, read_text};
pub use span::Span;
pub use template::{Field, Kind, Section, Table, Template, Unit, UnknownField, UnknownName};
