//! Reports in JSON and back, and what no report can be.

use super::*;
use crate::model::report::{Draft, Place};
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
