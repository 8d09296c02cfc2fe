//! The canonical form: what the crate itself writes is read back equal, in every way of writing, form and script.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use gongkai::output::form::Form;
use gongkai::{Entry, Field, Report, ReportBuilder, Script, State, Template, Unit};

use crate::form;
use crate::generate::{Sheet, Spec, Want, generate};
use crate::read::Reading;
use crate::roundtrip::cases;

/// A way of writing the form.
type Writing = (&'static str, fn(&Form<'_>) -> String);

/// All of them. A page can be written by every build, and read by those that read pages.
const WRITINGS: &[Writing] = &[
    #[cfg(feature = "html")]
    ("html", |form| form.html()),
    ("markdown", |form| form.markdown()),
    ("tsv", |form| form.tsv()),
    ("text", |form| form.text()),
];

/// The report that a sheet is, made by its values.
fn built(sheet: &Sheet) -> Report {
    let template = match sheet.form {
        form::Form::Y2019 => Template::Y2019,
        form::Form::Y2021 => Template::Y2021,
    };
    let mut builder = ReportBuilder::new(template);
    builder.agency(sheet.agency).year(sheet.year);
    for (id, want) in &sheet.cells {
        let field: Field = id.parse().expect("a field of the form");
        builder
            .put(field, entry(want))
            .expect("a value of the form");
    }
    builder.build().expect("the form is read back")
}

/// What a cell of a sheet holds.
fn entry(want: &Want) -> Entry {
    match want {
        Want::Blank => Entry::Blank,
        Want::Nil(_) => Entry::Nil,
        Want::Number { value, unit, .. } => {
            let number = value.parse().expect("a decimal");
            let unit = unit.map(|unit| unit.parse::<Unit>().expect("a unit"));
            unit.map_or(Entry::Number(number), |unit| Entry::Money(number, unit))
        }
    }
}

/// What must be equal of a report that was written and read.
fn content(report: &Report) -> String {
    let mut out = format!(
        "{:?} {:?} {:?}\n",
        report.template(),
        report.year(),
        report.agency()
    );
    for (field, cell) in report.cells() {
        let (state, number, unit) = (cell.state(), cell.number(), cell.unit());
        let _ = writeln!(out, "{field} {state} {number:?} {unit:?}");
    }
    out
}

/// The first line that differs.
fn difference(wanted: &str, got: &str) -> Option<String> {
    let mut lines = wanted.lines().zip(got.lines());
    let differs = lines.find(|(wanted, got)| wanted != got);
    match differs {
        Some((wanted, got)) => Some(format!("expected {wanted}, got {got}")),
        None if wanted != got => Some("a longer and a shorter report".to_owned()),
        None => None,
    }
}

#[test]
fn every_writing_of_a_built_report_reads_back_equal() {
    let mut faults: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let count = u64::from(cases(40));
    for seed in 0..count {
        let sheet = generate(Spec::any(seed));
        let report = built(&sheet);
        for (id, claim) in Reading::of(report.clone()).claims {
            if let Some(want) = sheet.cells.get(&id) {
                assert_eq!(
                    claim,
                    crate::read::Claim::right(want),
                    "{id} of seed {seed}"
                );
            }
        }
        let wanted = content(&report);
        for (name, write) in WRITINGS {
            for script in [Script::Simplified, Script::Traditional] {
                let text = write(&report.form().script(script));
                let read = gongkai::read(text.as_bytes()).expect("there is text");
                if let Some(fault) = difference(&wanted, &content(&read)) {
                    let fault = format!("seed {seed}, {script:?}: {fault}");
                    faults.entry(name).or_default().push(fault);
                }
            }
        }
    }
    let tally: String = faults
        .iter()
        .map(|(name, faults)| format!("{name}: {} wrong, such as {}\n", faults.len(), faults[0]))
        .collect();
    assert!(faults.is_empty(), "{tally}");
    println!(
        "{count} reports, {} writings, two scripts each",
        WRITINGS.len()
    );
}

/// What is written of a report says nothing that the report does not say, and all numbers of its tables.
#[test]
fn no_writing_of_a_report_says_more_than_it() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut reports = 0;
    for entry in std::fs::read_dir(folder).expect("tests/fixtures is there") {
        let path = entry.expect("an entry").path().join("input.txt");
        let Ok(bytes) = std::fs::read(&path) else {
            continue;
        };
        for report in gongkai::read_all(&bytes).unwrap_or_default() {
            reports += 1;
            for (name, write) in WRITINGS {
                let text = write(&report.form());
                let read = gongkai::read(text.as_bytes()).expect("there is text");
                for field in Field::all() {
                    let (cell, again) = (report.cell(field), read.cell(field));
                    let what = format!("{}, {name}, {field}", path.display());
                    match again.state() {
                        State::Reported => {
                            assert_eq!(
                                (again.number(), again.unit()),
                                (cell.number(), cell.unit()),
                                "{what}"
                            );
                        }
                        state @ (State::Blank | State::Nil) => {
                            assert_eq!(state, cell.state(), "{what}")
                        }
                        State::Unreadable | State::Ambiguous | State::Absent => {
                            let form = report
                                .table(field.table())
                                .and_then(|table| table.template());
                            let written = form.is_some_and(|form| field.is_in(form));
                            let settled =
                                matches!(cell.state(), State::Reported | State::Blank | State::Nil);
                            assert!(
                                !(written && settled),
                                "{what}: {} became {}",
                                cell.state(),
                                again.state()
                            );
                        }
                    }
                }
            }
        }
    }
    assert!(reports > 20, "{reports} reports");
}

#[test]
fn traditional_labels_are_as_opencc_has_them() {
    for form in crate::generate::FORMS {
        let sheet = generate(Spec {
            form,
            script: crate::script::Script::S2hk,
            ..Spec::any(1)
        });
        let report = built(&sheet);
        let page = report.form().script(Script::Traditional).html();
        // OpenCC takes 新制 for a word, and leaves it.
        let convert = |text: &str| match text {
            "本年新制作数量" => "本年新製作數量".to_owned(),
            _ => crate::script::Script::S2hk.convert(text),
        };
        let blocks = form::article20(form).iter();
        let article20 = blocks.flat_map(|block| {
            block
                .rows
                .iter()
                .map(|(label, _)| *label)
                .chain(block.columns.iter().copied())
                .chain([block.heading])
        });
        let results = form::results(form);
        let results = results
            .iter()
            .flat_map(|(group, rows)| rows.iter().map(|(_, label)| *label).chain([*group]));
        let heads = form::ORGANISATIONS
            .into_iter()
            .chain(form::OUTCOMES.map(|(_, label)| label));
        for label in article20
            .chain(results)
            .chain(heads)
            .filter(|label| !label.is_empty())
        {
            assert!(
                page.contains(&format!(">{}</th>", convert(label))),
                "{label}"
            );
        }
    }
}

#[test]
fn text_of_others_is_escaped() {
    let mut builder = ReportBuilder::new(Template::Y2021);
    let evil = "<script>alert('1')</script> & \"x\" | `y` **z** # ]";
    builder.agency(evil).year(2023);
    builder.prose(gongkai::Section::Overview, evil);
    let report = builder.build().expect("the form is read back");
    assert_eq!(report.agency(), Some(evil));
    let form = report.form().prose(gongkai::Section::Overview, evil);
    let (page, markdown) = (form.html(), form.markdown());
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
    assert!(!markdown.replace("\\<", "").contains("<script") && markdown.contains("\\<script\\>"));
    assert!(!markdown.lines().any(|line| line.contains("| `")));
}

#[test]
fn drawn_lines_are_as_long_as_each_other() {
    let report = built(&generate(Spec::any(7)));
    let text = report.form().text();
    let mut tables = 0;
    let mut length = None;
    for line in text.lines() {
        let drawn = line.starts_with(['┌', '│', '├', '└']);
        let width = drawn.then(|| crate::write::width(line));
        if length.is_none() && drawn {
            tables += 1;
        } else if drawn {
            assert_eq!(width, length, "{line}");
        }
        length = width;
    }
    assert_eq!(tables, 3);
}
