//! A report in JSON, and back: reading it checks it.

mod read;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

use crate::model::{
    Cell, CellOut, Claim, ExtraRow, Finding, Hypothesis, LabelMatch, Period, Report, RowEvidence,
    Script, Step, TableReading, TextKind,
};
use crate::span::Span;
use crate::template::{Field, Table};

/// The name and version of this shape. It grows by new members only.
const SCHEMA: &str = "gongkai.report/1";

/// The members of a report. Those that RECORD.md has too have its names and its shapes.
#[derive(Serialize)]
struct ReportOut<'a> {
    schema: &'static str,
    text: TextKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    title_span: Option<Span>,
    year: Option<u16>,
    period: Option<Period>,
    agency: Option<&'a str>,
    agency_raw: Option<&'a str>,
    agency_span: Option<Span>,
    script: Script,
    sections: &'a [Option<Span>; 6],
    tables: Tables<&'a TableReading>,
    fields: Fields<'a>,
    extra_rows: &'a [ExtraRow],
    claims: &'a [Claim],
    findings: &'a [Finding],
    hypotheses: &'a [Hypothesis],
    rows: Vec<RowJson<'a>>,
    document: &'a str,
}

/// The cells of a report by field, in the form's order.
pub(crate) struct Fields<'a> {
    pub(crate) report: &'a Report,
    /// How a cell is written.
    pub(crate) cell: fn(Field, &Cell) -> CellOut<'_>,
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (field, cell) in self.report.cells() {
            map.serialize_entry(field.id(), &(self.cell)(field, cell))?;
        }
        map.end()
    }
}

/// The tables that were found.
#[derive(Serialize, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
pub(crate) struct Tables<T> {
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    article20: Option<T>,
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    applications: Option<T>,
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    disputes: Option<T>,
}

/// No table, of any type.
const fn none<T>() -> Option<T> {
    None
}

impl<T> Default for Tables<T> {
    fn default() -> Self {
        Self {
            article20: None,
            applications: None,
            disputes: None,
        }
    }
}

impl<'a, T> Tables<T> {
    /// Those of a report, each turned into what is to be written of it.
    pub(crate) fn of(report: &'a Report, write: fn(&'a TableReading) -> T) -> Self {
        let table = |table| report.table(table).map(write);
        Self {
            article20: table(Table::Article20),
            applications: table(Table::Applications),
            disputes: table(Table::Disputes),
        }
    }
}

/// The evidence of a row.
#[derive(Serialize, Deserialize)]
struct RowJson<'a> {
    row: Cow<'a, str>,
    label: LabelMatch,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label_span: Option<Span>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label_rest: Option<Span>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    offset: Option<u16>,
    #[serde(default)]
    steps: Cow<'a, [Step]>,
}

impl<'a> RowJson<'a> {
    fn of(evidence: &'a RowEvidence) -> Self {
        let RowEvidence {
            row,
            label,
            label_span,
            label_rest,
            offset,
            ref steps,
        } = *evidence;
        let (row, steps) = (Cow::Borrowed(row.id()), Cow::Borrowed(&**steps));
        Self {
            row,
            label,
            label_span,
            label_rest,
            offset,
            steps,
        }
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let draft = self.draft();
        let report = ReportOut {
            schema: SCHEMA,
            text: self.text_kind(),
            title: draft.title_text.as_deref(),
            title_span: self.title_span(),
            year: self.year(),
            period: self.period(),
            agency: self.agency(),
            agency_raw: self.agency_raw(),
            agency_span: self.agency_span(),
            script: self.script(),
            sections: &draft.sections,
            tables: Tables::of(self, |table| table),
            fields: Fields {
                report: self,
                cell: |_, cell| CellOut::whole(cell),
            },
            extra_rows: self.extra_rows(),
            claims: self.claims(),
            findings: self.findings(),
            hypotheses: &draft.hypotheses,
            rows: draft.rows.iter().map(RowJson::of).collect(),
            document: self.text(),
        };
        report.serialize(serializer)
    }
}
