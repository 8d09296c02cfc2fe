//! The record contract `gongkai.record/1`: one JSON object a report.

use serde::{Serialize, Serializer};

use crate::error::{Error, ErrorKind};
use crate::model::json::{Fields, Tables};
use crate::model::{CellOut, ExtraRow, Finding, Layout, Report, Script, TableReading};
use crate::template::{Kind, Template};

/// The name and version of the contract. It grows by new members only.
const SCHEMA: &str = "gongkai.record/1";

/// The version of this crate: what read the document.
const READER: &str = env!("CARGO_PKG_VERSION");

/// How many candidates of an ambiguous cell a record lists, before it says that there are more.
const CANDIDATES: usize = 8;

/// A report as a record of the contract `gongkai.record/1`: what [`Report::record`] returns, to be
/// serialised as one JSON object.
///
/// Unlike the JSON of a [`Report`] itself, a record does not hold the text, and is not read back.
#[derive(Clone, Copy, Debug)]
pub struct Record<'r> {
    report: &'r Report,
    source: &'r str,
}

impl Report {
    /// The report as a record; `source` says what was read: a file's name, a URL.
    ///
    /// ```
    /// # let report = gongkai::Report::default();
    /// let line = serde_json::to_string(&report.record("report.txt"))?;
    /// assert!(line.starts_with(r#"{"schema":"gongkai.record/1","#));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub const fn record<'r>(&'r self, source: &'r str) -> Record<'r> {
        Record {
            report: self,
            source,
        }
    }
}

/// The members, in the order of the contract.
#[derive(Serialize)]
struct Members<'r> {
    schema: &'static str,
    reader: &'static str,
    source: &'r str,
    text: &'static str,
    template: Option<Template>,
    year: Option<u16>,
    agency: Option<&'r str>,
    agency_raw: Option<&'r str>,
    script: Script,
    tables: Tables<TableOut>,
    fields: Fields<'r>,
    extra_rows: &'r [ExtraRow],
    claims: [(); 0],
    findings: &'r [Finding],
}

/// What a record says of a table.
#[derive(Serialize)]
struct TableOut {
    template: Option<Template>,
    layout: Layout,
    rows: u16,
    confirmed: u16,
}

impl TableOut {
    fn of(table: &TableReading) -> Self {
        let TableReading {
            template,
            layout,
            rows,
            confirmed,
            ..
        } = *table;
        Self {
            template,
            layout,
            rows,
            confirmed,
        }
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let report = self.report;
        let members = Members {
            schema: SCHEMA,
            reader: READER,
            source: self.source,
            text: "input",
            template: report.template(),
            year: report.year(),
            agency: report.agency(),
            agency_raw: report.agency_raw(),
            script: report.script(),
            tables: Tables::of(report, TableOut::of),
            fields: Fields {
                report,
                cell: |field, cell| CellOut::limited(cell, field.kind() == Kind::Money, CANDIDATES),
            },
            extra_rows: report.extra_rows(),
            claims: [],
            findings: report.findings(),
        };
        members.serialize(serializer)
    }
}

/// What stands in place of a record where a document could not be read: what [`Error::record`] returns.
#[derive(Clone, Debug, Serialize)]
pub struct ErrorRecord<'r> {
    schema: &'static str,
    reader: &'static str,
    source: &'r str,
    error: ErrorOut,
}

/// The error in a record.
#[derive(Clone, Debug, Serialize)]
struct ErrorOut {
    kind: &'static str,
    message: String,
}

impl Error {
    /// The error as a record, for the line that a report would have had.
    ///
    /// ```
    /// let error = gongkai::Error::from(gongkai::ErrorKind::Empty);
    /// let line = serde_json::to_string(&error.record("empty.txt"))?;
    /// assert!(line.ends_with(
    ///     r#""source":"empty.txt","error":{"kind":"empty","message":"there is no text to read"}}"#
    /// ));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn record<'r>(&self, source: &'r str) -> ErrorRecord<'r> {
        let kind: ErrorKind = self.kind();
        let error = ErrorOut {
            kind: kind.as_str(),
            message: self.to_string(),
        };
        ErrorRecord {
            schema: SCHEMA,
            reader: READER,
            source,
            error,
        }
    }
}
