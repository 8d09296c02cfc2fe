//! The shape of the public API: conversions, traits and sizes that users rely on. A test that only
//! uses things fails to compile when one of them goes.

use std::collections::HashSet;
use std::error::Error as StdError;
use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::ops::Range;
use std::str::FromStr;

use gongkai::check::{Check, Checks, Coverage, Difference, Rule};
use gongkai::output::csv::{LongTable, WideTable};
use gongkai::output::form::Form;
use gongkai::{
    Applicants, Applications, Article20, BuildError, Candidate, Cause, Cell, Claim, Clue, Code,
    Date, Disputes, Entry, Error, ErrorKind, Evidence, ExtraRow, Field, Finding, Hypothesis,
    LabelMatch, Layout, Number, Observation, Options, Outcome, ParseDateError, ParseNumberError,
    Period, Place, Proceedings, Quantity, Record, Report, ReportBuilder, Script, Section, Severity,
    Span, State, Step, Table, TableReading, Template, Unit, UnknownCode, Verdict,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A short report as its JSON has it.
const REPORT: &str = r#"{
    "document": "| 规章 | 2 |\n| 总计 | 约7 |\n",
    "year": 2022,
    "agency": "某局", "agency_raw": "某局",
    "title_span": [2, 8],
    "script": "simplified",
    "period": {"from": "2022-01-01", "to": "2022-12-31"},
    "sections": [[0, 14], null, null, null, null, null],
    "tables": {"article20": {"template": "2021", "layout": "delimited", "rows": 1, "confirmed": 1, "span": [0, 14]}},
    "fields": {
        "article20.item1.rules.issued": {"state": "reported", "value": "2", "raw": "2", "span": [11, 12]},
        "reconsideration.total": {"state": "ambiguous", "candidates": [{"state": "blank"}]}
    },
    "extra_rows": [{"table": "article20", "label": "总计", "cells": ["约7"], "span": [15, 32]}],
    "claims": [{"quantity": "litigation.total", "value": "7", "raw": "约7", "span": [26, 30], "section": "overview"}],
    "findings": [{"code": "extra-row", "severity": "advice", "cause": "document", "message": "m", "message_zh": "文",
        "fields": ["reconsideration.total"], "spans": [[17, 23]], "expected": "1.0", "actual": "2", "difference": "1.0",
        "outcome": "fails"}],
    "hypotheses": [{"table": "article20", "layout": "delimited", "parameters": "|", "rows": 1, "confirming": 1,
        "contradicting": 0, "verdict": "chosen"}],
    "rows": [{"row": "article20.item1.rules", "label": "whole", "label_span": [2, 8], "offset": 1,
        "steps": [{"clue": "width", "before": 3, "after": 1}]}]
}"#;

fn report() -> Report {
    serde_json::from_str(REPORT).expect("the report is well formed")
}

fn field(id: &str) -> Field {
    id.parse().expect("a field has this id")
}

#[test]
fn values_can_be_sent_and_kept() {
    fn value<T: Send + Sync + Clone + PartialEq + Debug + Unpin + 'static>() {}
    fn stored<T: Serialize + DeserializeOwned>() {}
    fn word<T: Copy + Ord + Hash + Display + Serialize + DeserializeOwned>() {}

    value::<Report>();
    value::<Cell>();
    value::<Candidate>();
    value::<Claim>();
    value::<Finding>();
    value::<TableReading>();
    value::<ExtraRow>();
    value::<Hypothesis>();
    value::<Step>();
    value::<Code>();
    value::<Span>();
    value::<Place>();
    value::<Error>();
    value::<Options>();
    value::<Evidence<'static>>();
    value::<Checks>();
    value::<Check>();
    value::<Coverage>();
    value::<Difference<'static>>();
    value::<&'static Rule>();
    value::<Entry>();
    value::<BuildError>();
    stored::<Report>();
    stored::<Cell>();
    stored::<Candidate>();
    stored::<Claim>();
    stored::<Finding>();
    stored::<TableReading>();
    stored::<ExtraRow>();
    stored::<Hypothesis>();
    stored::<Code>();
    stored::<Span>();
    word::<State>();
    word::<Layout>();
    word::<Script>();
    word::<Severity>();
    word::<Cause>();
    word::<Outcome>();
    word::<Verdict>();
    word::<LabelMatch>();
    word::<Clue>();
    word::<Number>();
    word::<Date>();
    word::<Period>();
    word::<Field>();
    word::<Quantity>();
}

#[test]
fn views_are_cheap() {
    fn view<T: Copy + Send + Sync + Debug>() {
        assert!(size_of::<T>() <= 2 * size_of::<usize>());
    }
    view::<Article20<'static>>();
    view::<Applications<'static>>();
    view::<Applicants<'static>>();
    view::<Disputes<'static>>();
    view::<Proceedings<'static>>();
    fn flat<T: Copy + Send + Sync + Debug + Serialize>() {}
    flat::<Observation<'static>>();
    assert!(size_of::<Record<'static>>() <= 3 * size_of::<usize>());
}

#[test]
fn sizes() {
    assert!(size_of::<Error>() <= 64);
    assert!(size_of::<Number>() <= 16);
    assert!(size_of::<Cell>() <= 64);
    assert_eq!(size_of::<Span>(), 8);
}

#[test]
fn errors_are_errors() {
    fn error<T: StdError + Send + Sync + 'static>() {}
    error::<Error>();
    error::<ParseNumberError>();
    error::<ParseDateError>();
    error::<UnknownCode>();
    error::<BuildError>();
    let boxed: Box<dyn StdError + Send + Sync> = Error::from(ErrorKind::Empty).into();
    assert_eq!(boxed.to_string(), "there is no text to read");
    assert_eq!(ErrorKind::Empty.as_str(), "empty");
}

#[test]
fn conversions_of_numbers() {
    let numbers = [
        Number::from(3i64),
        Number::from(3i32),
        Number::from(3u32),
        Number::from_str("3.00").expect("a number"),
    ];
    assert!(numbers.iter().all(|number| *number == numbers[0]));
    assert_eq!(HashSet::from(numbers).len(), 1);
    let [.., long] = numbers;
    assert_eq!((long.mantissa(), long.scale()), (300, 2));
    assert_eq!((long.is_integer(), long.to_i64()), (true, Some(3)));
    assert_eq!(
        long.checked_neg().map(|it| it.to_string()).as_deref(),
        Some("-3.00")
    );
    assert_eq!(Number::default(), Number::ZERO);
    assert!((long.to_f64() - 3.0).abs() < 1e-9);
}

#[test]
fn conversions_of_spans_and_codes() {
    let span: Span = serde_json::from_str("[2,5]").expect("a span");
    assert_eq!(Range::<usize>::from(span), 2..5);
    assert_eq!(
        (span.start(), span.end(), span.range(), span.is_empty()),
        (2, 5, 2..5, false)
    );
    let code: Code = "extra-row".parse().expect("a code");
    assert_eq!(code, "extra-row");
    assert_eq!(code.as_ref(), "extra-row");
    assert_eq!(code.severity(), Some(Severity::Advice));
    assert!(code.summary().is_some() && code.summary_zh().is_some());
    assert_eq!(Code::all().count(), 29 + gongkai::check::rules().len());
}

#[test]
fn a_report_gives_its_parts() {
    let report = report();
    assert_eq!(
        (report.year(), report.agency(), report.agency_raw()),
        (Some(2022), Some("某局"), Some("某局"))
    );
    assert_eq!((report.title(), report.agency_span()), (Some("规章"), None));
    assert_eq!(report.period().map(|period| period.to().month()), Some(12));
    assert_eq!(report.template().map(|it| it.as_str()), Some("2021"));
    assert_eq!(report.section(Section::Overview).map(Span::end), Some(14));
    let table = report.table(Table::Article20).expect("the table is there");
    assert_eq!(
        (table.rows(), table.confirmed(), table.layout()),
        (1, 1, Layout::Delimited)
    );
    let issued = report.article20().rules().issued();
    assert_eq!(issued, report.cell(field("article20.item1.rules.issued")));
    assert_eq!(
        issued.span().map(|span| &report.text()[span.range()]),
        Some("2")
    );
    assert_eq!(report.cells().count(), 200);
    assert_eq!(
        report.disputes().reconsideration().total().candidates()[0].state(),
        State::Blank
    );
    assert_eq!(report.extra_rows()[0].cells().next(), Some("约7"));
    let finding = &report.findings()[0];
    assert_eq!(
        finding
            .at(&report)
            .map(|place| (place.line(), place.column())),
        Some((2, 3))
    );
    assert_eq!(
        (finding.severity(), finding.outcome()),
        (Severity::Advice, Some(Outcome::Fails))
    );
    assert_eq!(finding.difference(), Some(Number::from(1)));
}

#[test]
fn a_report_is_checked() {
    let report = report();
    let checks = report.check();
    assert!(checks.is_consistent() && checks.findings().is_empty());
    let undecided = |check: &Check| check.outcome() == Outcome::Undecided;
    assert!(checks.outcomes().iter().any(undecided));
    assert_eq!(checks.coverage(Table::Disputes).seen(), 0);
    let drawn = report
        .diagnostic(&report.findings()[0])
        .language(gongkai::output::Language::Chinese)
        .to_string();
    assert!(drawn.starts_with("提示[extra-row]：文\n"), "{drawn}");
}

#[test]
fn rules_keep_their_codes() {
    let codes: Vec<String> = gongkai::check::rules()
        .map(|rule| rule.code().to_string())
        .collect();
    assert_eq!(
        codes,
        [
            "article20.projects-below-zero",
            "article20.disclosed-beyond-total",
            "article20.rules-without-power",
            "applications.row-total",
            "applications.balance",
            "applications.results-total",
            "applications.total-blank",
            "disputes.row-total",
            "disputes.total-blank",
            "claims.differ",
            "years.consecutive",
            "years.carried-forward",
            "years.in-force",
            "years.projects",
            "bodies.sum",
        ]
    );
}

#[test]
fn a_claim_says_what_it_counts() {
    let report = report();
    let [claim] = report.claims() else {
        panic!("there is one claim")
    };
    assert_eq!(claim.quantity().id(), "litigation.total");
    assert_eq!((claim.value(), claim.unit()), (Number::from(7), None));
    assert_eq!(
        (claim.raw(), claim.section()),
        ("约7", Some(Section::Overview))
    );
    assert_eq!(claim.span().range(), 26..30);
    let error = "litigation".parse::<Quantity>().unwrap_err();
    assert_eq!(error.text(), "litigation");
}

#[test]
fn evidence_can_be_read_by_people_and_programs() {
    let report = report();
    let evidence = report.evidence(field("article20.item1.rules.issued"));
    assert_eq!(
        evidence.chosen().map(Hypothesis::verdict),
        Some(Verdict::Chosen)
    );
    assert_eq!(
        (evidence.label(), evidence.offset()),
        (Some(LabelMatch::Whole), Some(1))
    );
    assert_eq!(
        evidence
            .steps()
            .iter()
            .map(|step| step.clue())
            .collect::<Vec<_>>(),
        [Clue::Width]
    );
    assert_eq!(evidence.label_printed(), "规章");
    assert!(evidence.to_string().starts_with("规章, 本年制发件数: 2\n"));
    assert!(
        evidence
            .to_string_zh()
            .starts_with("规章，本年制发件数：2\n")
    );
}

#[test]
fn a_report_becomes_rows_tables_and_forms() {
    fn writer<T: Send + Sync + Debug>() {}
    fn kept<T: Send + Sync + Clone + Debug>() {}
    writer::<LongTable<Vec<u8>>>();
    writer::<WideTable<Vec<u8>>>();
    kept::<Form<'static>>();
    kept::<ReportBuilder>();

    let report = report();
    let issued = report.observations().next().expect("there are cells");
    assert_eq!(
        (issued.agency(), issued.year(), issued.template()),
        (Some("某局"), Some(2022), Some(Template::Y2021))
    );
    assert_eq!(
        (issued.row_label(), issued.column_label()),
        ("规章", "本年制发件数")
    );
    assert_eq!(
        (issued.unit(), issued.cell().number()),
        (None, Some(2.into()))
    );
    assert_eq!(issued.field(), field("article20.item1.rules.issued"));

    let mut table = LongTable::new(Vec::new()).expect("a vector can be written to");
    table
        .push("a", &report)
        .expect("a vector can be written to");
    assert_eq!(
        table
            .into_inner()
            .iter()
            .filter(|byte| **byte == b'\n')
            .count(),
        201
    );
    let form = report
        .form()
        .script(Script::Traditional)
        .prose(Section::Other, "无。");
    for text in [form.html(), form.markdown(), form.tsv(), form.text()] {
        assert!(text.contains("六、其他需要報告的事項") && text.contains("无。"));
    }
}

#[test]
fn a_form_is_filled() {
    let mut form = ReportBuilder::new(Template::Y2019);
    let period = report().period().expect("the report has one");
    form.agency("某局")
        .year(2020)
        .period(period)
        .script(Script::Simplified);
    form.prose(Section::Other, "无。");
    let amount = field("article20.item9.procurement.amount");
    for entry in [
        Entry::Blank,
        Entry::Nil,
        3i64.into(),
        3i32.into(),
        3u32.into(),
        Number::from(3i64).into(),
    ] {
        form.put(amount, entry).expect("it may be so");
    }
    form.put(amount, Entry::Money(3.into(), Unit::Yuan))
        .expect("it is money");
    let report = form.build().expect("it is read back");
    assert_eq!(report.cell(amount).raw(), "3元");
    let refused = form.put(field("article20.item8.fees.amount"), 3);
    assert!(matches!(
        refused,
        Err(BuildError::OtherForm {
            template: Template::Y2019,
            ..
        })
    ));
}

#[test]
fn a_report_survives_json_and_threads() {
    let report = report();
    let json = serde_json::to_string(&report).expect("a report has a JSON");
    let there = std::thread::spawn(move || {
        serde_json::from_str::<Report>(&json).expect("and is read back")
    });
    assert_eq!(there.join().expect("the thread ends"), report);
}
