//! A report in JSON, and back: reading it checks it.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, MapAccess};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::report::{Agency, Draft};
use crate::model::{
    Cell, CellOut, Claim, ExtraRow, Finding, Hypothesis, LabelMatch, Period, Report, RowEvidence,
    Script, Step, TableReading, TextKind,
};
use crate::span::Span;
use crate::template::{Field, Row, Table};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::report::Place;
    use crate::model::sample::sample;
    use crate::model::{Candidate, Number};
    use crate::template::Unit;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    /// The sample in JSON: the members of a report, and their names.
    #[test]
    fn names_are_pinned() {
        let value = serde_json::to_value(sample()).unwrap();
        let names: Vec<_> = value
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let expected = [
            "agency",
            "agency_raw",
            "agency_span",
            "claims",
            "document",
            "extra_rows",
            "fields",
            "findings",
            "hypotheses",
            "period",
            "rows",
            "schema",
            "script",
            "sections",
            "tables",
            "text",
            "title_span",
            "year",
        ];
        assert_eq!(names, expected);
        assert_eq!(value["schema"], "gongkai.report/1");
        assert_eq!(
            value["period"],
            json!({"from": "2023-01-01", "to": "2023-12-31"})
        );
        assert_eq!(
            value["sections"],
            json!([[65, 106], null, null, null, null, null])
        );
        assert_eq!(
            value["tables"],
            json!({"article20": {"template": "2021", "layout": "delimited", "rows": 3, "confirmed": 2, "span": [106, 163]}})
        );
        assert_eq!(
            value["hypotheses"][1],
            json!({"table": "applications", "layout": "run_on", "parameters": "", "rows": 1, "confirming": 0,
                "contradicting": 1, "verdict": "contradicted"})
        );
        assert_eq!(
            value["rows"],
            json!([{"row": "applications.received", "label": "torn", "label_span": [197, 215], "label_rest": [215, 245],
                "offset": 2, "steps": [{"clue": "width", "before": 35, "after": 7}, {"clue": "separators", "before": 7, "after": 1}]}])
        );
        assert_eq!(
            value["fields"]["article20.item1.rules.issued"],
            json!({"state": "reported", "value": "3", "unit": "件", "raw": "3", "span": [117, 118]})
        );
        assert_eq!(value["fields"].as_object().unwrap().len(), 200);
    }

    #[test]
    fn a_report_reads_back_exactly() {
        for report in [sample(), Report::default()] {
            let json = serde_json::to_string(&report).unwrap();
            assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), report);
            let through_value =
                serde_json::from_value::<Report>(serde_json::to_value(&report).unwrap());
            assert_eq!(
                through_value.unwrap(),
                report,
                "the order of members does not matter"
            );
        }
    }

    #[test]
    fn the_text_alone_is_a_report() {
        let report: Report = serde_json::from_str(r#"{"document":"","novelty":[1]}"#).unwrap();
        assert_eq!(report, Report::default());
    }

    /// The sample with one member replaced.
    #[track_caller]
    fn refused(pointer: &str, with: Value) -> String {
        let mut value = serde_json::to_value(sample()).unwrap();
        *value.pointer_mut(pointer).unwrap() = with;
        serde_json::from_value::<Report>(value)
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn contradictions_are_refused() {
        let cell = |span: Value| json!({"state": "nil", "raw": "-", "span": span});
        let cases = [
            (
                "/schema",
                json!("gongkai.report/2"),
                "unknown schema \"gongkai.report/2\"",
            ),
            (
                "/title_span",
                json!([0, 9999]),
                "the span 0..9999 of the title is no part of the document",
            ),
            (
                "/title_span",
                json!([0, 4]),
                "the span 0..4 of the title is no part of the document",
            ),
            (
                "/agency",
                json!(null),
                "the agency has one of its two names only",
            ),
            (
                "/agency_span",
                json!([1, 3]),
                "the span 1..3 of the agency is no part of the document",
            ),
            (
                "/sections/0",
                json!([5000, 5000]),
                "of a section is no part of the document",
            ),
            (
                "/tables/article20/confirmed",
                json!(4),
                "more rows of article20 are confirmed than were found",
            ),
            (
                "/tables/article20/span",
                json!([0, 1]),
                "of the article20 table is no part of the document",
            ),
            (
                "/fields/reconsideration.total",
                cell(json!([0, 5])),
                "of reconsideration.total is no part of the document",
            ),
            (
                "/fields/applications.received.natural_person/candidates/0/span",
                json!([0, 5]),
                "of a candidate for applications.received.natural_person",
            ),
            (
                "/extra_rows/0/span",
                json!([0, 5]),
                "of an extra row is no part",
            ),
            (
                "/extra_rows/0/table",
                json!("appendix"),
                "no table is called \"appendix\"",
            ),
            (
                "/findings/1/spans/0",
                json!([0, 5]),
                "of a finding row-short is no part",
            ),
            (
                "/findings/1/fields/0",
                json!("applications.total"),
                "applications.total",
            ),
            ("/rows/0/label_rest", json!([0, 5]), "of a label is no part"),
            (
                "/rows/0/row",
                json!("applications"),
                "no row is called \"applications\"",
            ),
            (
                "/period/to",
                json!("2022-12-31"),
                "a period that ends before it begins",
            ),
            ("/document", json!(1), "invalid type"),
        ];
        for (pointer, with, message) in cases {
            let error = refused(pointer, with);
            assert!(error.contains(message), "{pointer}: {error}");
        }
        let twice = r#"{"document":"","fields":{"reconsideration.total":{"state":"absent"},"reconsideration.total":{"state":"absent"}}}"#;
        let error = serde_json::from_str::<Report>(twice)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("the field reconsideration.total stands there twice"),
            "{error}"
        );
        let mut value = serde_json::to_value(sample()).unwrap();
        value["rows"] = json!([value["rows"][0], value["rows"][0]]);
        let error = serde_json::from_value::<Report>(value)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("the row applications.received has its evidence twice"),
            "{error}"
        );
    }

    /// A range of a text whose every byte begins a character.
    fn any_span(length: u32) -> impl Strategy<Value = Span> {
        (0..=length, 0..=length).prop_map(|(a, b)| Span::new(a.min(b), a.max(b)))
    }

    fn any_number() -> impl Strategy<Value = Number> {
        (any::<i64>(), 0u8..=18)
            .prop_map(|(mantissa, scale)| Number::from_parts(mantissa, scale).unwrap())
    }

    fn any_unit() -> impl Strategy<Value = Option<Unit>> {
        prop::option::of(prop::sample::select(Unit::ALL))
    }

    fn any_candidate(length: u32) -> impl Strategy<Value = Candidate> {
        let span = move || any_span(length);
        prop_oneof![
            (any_number(), any_unit(), ".{0,6}", span())
                .prop_map(|(n, unit, raw, span)| Candidate::reported(n, unit, raw, span)),
            prop::option::of(span()).prop_map(Candidate::blank),
            (".{1,3}", span()).prop_map(|(raw, span)| Candidate::nil(raw, span)),
            (".{1,9}", span()).prop_map(|(raw, span)| Candidate::unreadable(raw, span)),
            Just(Candidate::absent()),
        ]
    }

    fn any_cell(length: u32) -> impl Strategy<Value = Cell> {
        let span = move || any_span(length);
        prop_oneof![
            (
                any_number(),
                any_unit(),
                ".{1,6}",
                span(),
                prop::collection::vec(span(), 0..4)
            )
                .prop_map(
                    |(n, unit, raw, span, pieces)| Cell::reported(n, unit, raw, span).torn(&pieces)
                ),
            span().prop_map(Cell::blank),
            (".{1,3}", span()).prop_map(|(raw, span)| Cell::nil(raw, span)),
            (".{1,9}", span()).prop_map(|(raw, span)| Cell::unreadable(raw, span)),
            prop::collection::vec(any_candidate(length), 0..12).prop_map(Cell::ambiguous),
            Just(Cell::absent()),
        ]
    }

    prop_compose! {
        fn any_report()(text in "[ -~]{0,60}")(
            cells in prop::collection::vec(any_cell(text.len() as u32), Field::COUNT),
            sections in prop::array::uniform6(prop::option::of(any_span(text.len() as u32))),
            title in prop::option::of(any_span(text.len() as u32)),
            year in any::<Option<u16>>(),
            text in Just(text),
        ) -> Report {
            Report::from_draft(Draft { cells, sections, title, year, ..Draft::new(text) })
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn any_report_reads_back_exactly(report in any_report()) {
            let json = serde_json::to_string(&report).unwrap();
            prop_assert!(serde_json::from_str::<Report>(&json).unwrap() == report, "{}", json);
        }

        #[test]
        fn damaged_json_is_refused_or_read(at in 0usize..12_000, with in prop::sample::select(vec!["", "9", "\"", "}", "-", "null"])) {
            let mut json = serde_json::to_string(&sample()).unwrap();
            let at = (at % json.len()..).find(|at| json.is_char_boundary(*at)).unwrap_or(0);
            let next = (at + 1..).find(|next| json.is_char_boundary(*next)).unwrap_or(json.len());
            json.replace_range(at..next.min(json.len()), with);
            if let Ok(report) = serde_json::from_str::<Report>(&json) {
                for (_, cell) in report.cells() {
                    prop_assert!(cell.spans().iter().all(|span| report.text().get(span.range()).is_some()));
                }
            }
        }

        #[test]
        fn any_offset_has_a_place(text in "(?s).{0,40}", offset in 0usize..200) {
            let place = Place::of(&text, offset);
            prop_assert!(place.line() >= 1 && place.column() >= 1);
        }
    }
}
