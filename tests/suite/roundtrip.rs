//! `read(render(sheet)) == sheet`, in every layout and script.

use std::env;
use std::fmt::Write as _;

use proptest::test_runner::Config;
use proptest::{prelude::*, test_runner::RngSeed};

use crate::generate::{Sheet, Spec, Want, generate, specs};
use crate::read::{Claim, Reading, folded, read, spans};
use crate::render::{LAYOUTS, Layout, rendered};
use crate::write::Rendered;

/// How many cases a property tries: `GONGKAI_CASES`, or what the property itself thinks modest.
pub(crate) fn cases(modest: u32) -> u32 {
    env::var("GONGKAI_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(modest)
}

/// Proptest without a file of failures: a failing case is named by its `Spec`. The default run tries the same cases
/// every time; with `GONGKAI_CASES` they are fresh ones.
pub(crate) fn config(modest: u32) -> Config {
    let fixed = env::var_os("GONGKAI_CASES").is_none();
    Config {
        cases: cases(modest),
        rng_seed: if fixed {
            RngSeed::Fixed(20_190_060)
        } else {
            RngSeed::Random
        },
        failure_persistence: None,
        ..Config::default()
    }
}

/// Reads the sheet back from a layout and says what differs.
fn check(spec: Spec, layout: Layout) -> Result<(), String> {
    let sheet = generate(spec);
    let out = rendered(&sheet, layout);
    let Some(reading) = read(&out.text) else {
        return Err(format!("{} {spec:?}: not read at all", layout.name));
    };
    let mut faults = Vec::new();
    // Where nothing need be read, the form need not be known.
    let silent = layout.traceless && (!layout.recoverable || !has_numbers(&sheet));
    if !silent || reading.report.template().is_some() {
        document(&sheet, &reading, &mut faults);
    }
    cells(&sheet, layout, &out, &reading, &mut faults);
    if faults.is_empty() {
        return Ok(());
    }
    let (count, first) = (faults.len(), &faults[0]);
    Err(format!(
        "{} {spec:?}: {first} ({count} in all)",
        layout.name
    ))
}

/// Form, year and agency.
fn document(sheet: &Sheet, reading: &Reading, faults: &mut Vec<String>) {
    let report = &reading.report;
    let form = report.template().map(|template| template.as_str());
    if form != Some(sheet.form.to_string().as_str()) {
        faults.push(format!("form: expected {}, got {form:?}", sheet.form));
    }
    if report.year() != Some(sheet.year) {
        let got = report.year();
        faults.push(format!("year: expected {}, got {got:?}", sheet.year));
    }
    if report.agency() != Some(sheet.agency) {
        let got = report.agency();
        faults.push(format!("agency: expected {}, got {got:?}", sheet.agency));
    }
}

/// Whether anything stands in any cell.
fn has_numbers(sheet: &Sheet) -> bool {
    sheet
        .cells
        .values()
        .any(|want| !matches!(want, Want::Blank))
}

/// Every cell of either form, and where it was read.
fn cells(
    sheet: &Sheet,
    layout: Layout,
    out: &Rendered,
    reading: &Reading,
    faults: &mut Vec<String>,
) {
    let may_abstain = !layout.recoverable || layout.traceless && !has_numbers(sheet);
    for (id, claim) in &reading.claims {
        let right = sheet.cells.get(id).map(Claim::right);
        let fine = match &right {
            Some(right) => claim == right || may_abstain && !claim.speaks(),
            None => !claim.speaks(),
        };
        if !fine {
            let expected = right.map_or("no such cell".to_owned(), |right| right.to_string());
            faults.push(format!("{id}: expected {expected}, got {claim}"));
        } else if let Claim::Reported(value, _) = claim
            && let Some(fault) = traced(out, reading, id, value)
        {
            faults.push(format!("{id}: {fault}"));
        }
    }
}

/// Whether a reported cell was read from where it stands.
fn traced(out: &Rendered, reading: &Reading, id: &str, value: &str) -> Option<String> {
    let field = id.parse().ok()?;
    let cell = reading.report.cell(field);
    let spans = spans(cell);
    if spans.is_empty() {
        return Some("a reported cell without a span".to_owned());
    }
    let mut text = String::new();
    for span in &spans {
        let Some(piece) = out.text.get(span.clone()) else {
            return Some(format!("{span:?} is no range of characters"));
        };
        text.push_str(piece);
    }
    if !folded(&text).contains(value.trim_start_matches('-')) {
        return Some(format!("{spans:?} holds {text:?}, not {value}"));
    }
    if folded(cell.raw()) != folded(&text) {
        return Some(format!("raw {:?} is not {text:?}", cell.raw()));
    }
    let inside = |at: usize, end: usize| {
        let own = |(owner, place): &&(String, std::ops::Range<usize>)| {
            owner == id && place.start <= at && end <= place.end
        };
        out.places.iter().any(|place| own(&place))
    };
    let outside = spans.iter().find(|span| !inside(span.start, span.end))?;
    Some(format!("{outside:?} is not where the cell stands"))
}

#[test]
fn every_layout_reads_back() {
    let mut tally = String::new();
    let mut failed = false;
    for layout in LAYOUTS {
        let seeds = u64::from(cases(12));
        let faults: Vec<String> = (0..seeds)
            .filter_map(|seed| check(Spec::any(seed), *layout).err())
            .collect();
        let (name, right) = (layout.name, seeds as usize - faults.len());
        failed |= !faults.is_empty();
        let first = faults.into_iter().min_by_key(String::len);
        let _ = writeln!(tally, "{name:20} {right:4} of {seeds}");
        if let Some(first) = first {
            let _ = writeln!(tally, "    {first}");
        }
    }
    assert!(!failed, "documents read back:\n{tally}");
    println!("{tally}");
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn any_report_reads_back(spec in specs(), layout in prop::sample::select(LAYOUTS)) {
        if let Err(fault) = check(spec, layout) {
            return Err(TestCaseError::fail(fault));
        }
    }
}
