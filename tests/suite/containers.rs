//! One report in every container: the cells are the same, whatever it came in. Only where they stand differs.

use gongkai::{Field, Number, Report, State, Unit};

use crate::generate::{Sheet, Spec, generate};
use crate::pdf_writer::Ruled;
use crate::random::Rng;
use crate::render::{layouts, pages, rendered};
use crate::roundtrip::cases;
use crate::{office, pdf};

/// What a reading says of each cell of either form.
fn cells(report: &Report) -> Vec<(Field, State, Option<Number>, Option<Unit>)> {
    Field::all()
        .map(|field| {
            let cell = report.cell(field);
            (field, cell.state(), cell.number(), cell.unit())
        })
        .collect()
}

/// The report in every container, each with its name: text, every kind of page, Word, Excel and PDF files.
fn documents(sheet: &Sheet) -> Vec<(&'static str, Vec<u8>)> {
    let mut rng = Rng::new(sheet.spec.seed);
    let text = |name: &str| {
        let layout = layouts().into_iter().find(|layout| layout.name == name);
        let layout = layout.expect("there is one of this name");
        (layout.name, rendered(sheet, layout).text.into_bytes())
    };
    let mut documents = vec![text("tsv_covered"), text("pipes_bare")];
    let marked_up = pages().into_iter();
    documents.extend(marked_up.map(|page| (page.name, rendered(sheet, page).text.into_bytes())));
    documents.push(("docx", office::docx(sheet, &mut rng)));
    documents.push(("xlsx", office::xlsx(sheet, &mut rng)));
    documents.push(("pdf", pdf::written(sheet, &mut rng, Ruled::All)));
    documents
}

#[test]
fn every_container_gives_the_same_cells() {
    for seed in 0..u64::from(cases(24)) {
        let sheet = generate(Spec::any(seed));
        let documents = documents(&sheet);
        let mut first: Option<Report> = None;
        for (name, bytes) in documents {
            let report =
                gongkai::read(&bytes).unwrap_or_else(|error| panic!("{name} {seed}: {error}"));
            let Some(first) = &first else {
                let cells = cells(&report);
                let there = cells
                    .iter()
                    .filter(|(_, state, ..)| *state != State::Absent);
                assert_eq!(there.count(), sheet.cells.len(), "{seed}");
                first = Some(report);
                continue;
            };
            for (one, other) in cells(first).iter().zip(&cells(&report)) {
                assert_eq!(one, other, "{name} {seed}");
            }
            assert_eq!(first.template(), report.template(), "{name} {seed}");
            assert_eq!(first.year(), report.year(), "{name} {seed}");
            assert_eq!(first.agency(), report.agency(), "{name} {seed}");
            let title = |report: &Report| -> Option<String> {
                Some(report.title()?.split_whitespace().collect())
            };
            assert_eq!(title(first), title(&report), "{name} {seed}");
            let codes = |report: &Report| -> Vec<String> {
                let checks = report.check();
                let codes = checks.findings().iter().map(|it| it.code().to_string());
                codes.collect()
            };
            assert_eq!(codes(first), codes(&report), "{name} {seed}");
        }
    }
}
