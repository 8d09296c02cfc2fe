//! A report from JSON: what contradicts itself is refused.

use std::fmt;

use serde::de::{self, MapAccess};
use serde::{Deserialize, Deserializer};

use super::{RowJson, SCHEMA, Tables};
use crate::model::report::{Agency, Draft};
use crate::model::{
    Cell, Claim, ExtraRow, Finding, Hypothesis, Period, Report, RowEvidence, Script, TableReading,
    TextKind,
};
use crate::span::Span;
use crate::template::{Field, Row, Table};

/// A report as JSON may have it, before it is checked.
#[derive(Deserialize)]
struct ReportIn {
    schema: Option<String>,
    #[serde(default)]
    text: TextKind,
    title: Option<String>,
    title_span: Option<Span>,
    year: Option<u16>,
    period: Option<Period>,
    agency: Option<String>,
    agency_raw: Option<String>,
    agency_span: Option<Span>,
    #[serde(default)]
    script: Script,
    #[serde(default)]
    sections: [Option<Span>; 6],
    #[serde(default)]
    tables: Tables<TableReading>,
    #[serde(default)]
    fields: Cells,
    #[serde(default)]
    extra_rows: Vec<ExtraRow>,
    #[serde(default)]
    claims: Vec<Claim>,
    #[serde(default)]
    findings: Vec<Finding>,
    #[serde(default)]
    hypotheses: Vec<Hypothesis>,
    #[serde(default)]
    rows: Vec<RowJson<'static>>,
    document: String,
}

/// Cells by field, in any order, none twice.
struct Cells(Vec<Cell>);

impl Default for Cells {
    fn default() -> Self {
        Self(vec![Cell::absent(); Field::COUNT])
    }
}

impl<'de> Deserialize<'de> for Cells {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Map;

        impl<'de> de::Visitor<'de> for Map {
            type Value = Cells;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("cells by the ids of their fields")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cells, A::Error> {
                let mut cells = Cells::default();
                let mut seen = [false; Field::COUNT];
                while let Some(field) = map.next_key::<Field>()? {
                    let index = field.index();
                    let (Some(cell), Some(seen)) = (cells.0.get_mut(index), seen.get_mut(index))
                    else {
                        continue;
                    };
                    if std::mem::replace(seen, true) {
                        return Err(de::Error::custom(format_args!(
                            "the field {field} stands there twice"
                        )));
                    }
                    *cell = map.next_value()?;
                }
                Ok(cells)
            }
        }

        deserializer.deserialize_map(Map)
    }
}

/// What no report can be.
#[derive(Debug, thiserror::Error)]
enum Contradiction {
    #[error("unknown schema {0:?}")]
    Schema(String),
    #[error("the document has more bytes than spans can index")]
    Document,
    #[error("the span {0:?} of {1} is no part of the document")]
    Span(std::ops::Range<usize>, String),
    #[error("the agency has one of its two names only")]
    Agency,
    #[error("more rows of {0} are confirmed than were found")]
    Confirmed(Table),
    #[error("no row is called {0:?}")]
    UnknownRow(String),
    #[error("the row {0} has its evidence twice")]
    Row(&'static str),
}

impl<'de> Deserialize<'de> for Report {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let report = ReportIn::deserialize(deserializer)?.check();
        report.map_err(de::Error::custom)
    }
}

impl ReportIn {
    /// The report, if nothing in it contradicts itself.
    fn check(self) -> Result<Report, Contradiction> {
        if let Some(schema) = self.schema.filter(|schema| schema != SCHEMA) {
            return Err(Contradiction::Schema(schema));
        }
        if u32::try_from(self.document.len()).is_err() {
            return Err(Contradiction::Document);
        }
        let agency = match (self.agency, self.agency_raw) {
            (Some(simplified), Some(raw)) => Some(Agency {
                simplified,
                raw,
                span: self.agency_span,
            }),
            (None, None) if self.agency_span.is_none() => None,
            _ => return Err(Contradiction::Agency),
        };
        let Tables {
            article20,
            applications,
            disputes,
        } = self.tables;
        let draft = Draft {
            text: self.document,
            text_kind: self.text,
            title: self.title_span,
            title_text: self.title,
            agency,
            year: self.year,
            period: self.period,
            script: self.script,
            sections: self.sections,
            tables: [article20, applications, disputes],
            cells: self.fields.0,
            extra_rows: self.extra_rows,
            claims: self.claims,
            findings: self.findings,
            hypotheses: self.hypotheses,
            rows: row_evidence(self.rows)?,
            #[cfg(feature = "pdf")]
            regions: std::sync::Arc::default(),
        };
        check_counts(&draft)?;
        check_spans(&draft)?;
        Ok(Report::from_draft(draft))
    }
}

/// The evidence of rows, none of which stands there twice.
fn row_evidence(rows: Vec<RowJson<'static>>) -> Result<Vec<RowEvidence>, Contradiction> {
    let mut found: Vec<RowEvidence> = Vec::with_capacity(rows.len().min(Row::COUNT));
    for RowJson {
        row: id,
        label,
        label_span,
        label_rest,
        offset,
        steps,
    } in rows
    {
        let Some(row) = Row::all().find(|row| row.id() == id) else {
            return Err(Contradiction::UnknownRow(id.into_owned()));
        };
        if found.iter().any(|it| it.row == row) {
            return Err(Contradiction::Row(row.id()));
        }
        let steps = steps.into_owned().into();
        found.push(RowEvidence {
            row,
            label,
            label_span,
            label_rest,
            offset,
            steps,
        });
    }
    Ok(found)
}

/// Not more rows confirmed than found.
fn check_counts(draft: &Draft) -> Result<(), Contradiction> {
    for (table, reading) in Table::ALL.iter().zip(&draft.tables) {
        if reading.as_ref().is_some_and(|it| it.confirmed > it.rows) {
            return Err(Contradiction::Confirmed(*table));
        }
    }
    Ok(())
}

/// Every span is a range of the text on character boundaries.
fn check_spans(draft: &Draft) -> Result<(), Contradiction> {
    let check = |spans: &[Span], what: &dyn Fn() -> String| match outside(&draft.text, spans) {
        Some(span) => Err(Contradiction::Span(span.range(), what())),
        None => Ok(()),
    };
    check(draft.title.as_slice(), &|| "the title".into())?;
    check(
        draft.agency.as_ref().and_then(|it| it.span).as_slice(),
        &|| "the agency".into(),
    )?;
    for section in &draft.sections {
        check(section.as_slice(), &|| "a section".into())?;
    }
    for (table, reading) in Table::ALL.iter().zip(&draft.tables) {
        check(reading.as_ref().map(|it| it.span).as_slice(), &|| {
            format!("the {table} table")
        })?;
    }
    for (field, cell) in Field::all().zip(&draft.cells) {
        check(cell.spans(), &|| field.to_string())?;
        for candidate in cell.candidates() {
            check(candidate.span().as_slice(), &|| {
                format!("a candidate for {field}")
            })?;
        }
    }
    for row in &draft.extra_rows {
        check(&[row.span], &|| "an extra row".into())?;
    }
    for claim in &draft.claims {
        check(&[claim.span], &|| format!("a claim on {}", claim.quantity))?;
    }
    for finding in &draft.findings {
        check(finding.spans(), &|| format!("a finding {}", finding.code()))?;
    }
    for row in &draft.rows {
        check(row.label_span.as_slice(), &|| "a label".into())?;
        check(row.label_rest.as_slice(), &|| "a label".into())?;
    }
    Ok(())
}

/// The first span that is no range of the text.
fn outside(text: &str, spans: &[Span]) -> Option<Span> {
    spans
        .iter()
        .copied()
        .find(|span| text.get(span.range()).is_none())
}
