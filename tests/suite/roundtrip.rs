//! `read(render(sheet)) == sheet`, in every layout and script. Where a layout shows less than the sheet,
//! nothing is read that the sheet does not say.

use std::collections::BTreeSet;
use std::env;
use std::fmt::Write as _;

use proptest::test_runner::Config;
use proptest::{prelude::*, test_runner::RngSeed};

use crate::form::{article20, row};
use crate::generate::{Sheet, Spec, Want, generate, specs};
use crate::read::{Claim, Reading, folded, read, spans};
use crate::render::{Expect, Layout, layouts, pages, rendered, wanted};
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
        return match layout.expect {
            Expect::NeverWrong => Ok(()),
            _ => Err(format!("{} {spec:?}: not read at all", layout.name)),
        };
    };
    let mut faults = Vec::new();
    document(&sheet, layout.expect, &reading, &mut faults);
    cells(&sheet, layout.expect, &out, &reading, &mut faults);
    if faults.is_empty() {
        return Ok(());
    }
    let (count, first) = (faults.len(), &faults[0]);
    Err(format!(
        "{} {spec:?}: {first} ({count} in all)",
        layout.name
    ))
}

/// Whether any cell has a number.
fn is_numbered(sheet: &Sheet) -> bool {
    let mut cells = sheet.cells.values();
    cells.any(|want| matches!(want, Want::Number { .. }))
}

/// Whether anything stands in any cell.
fn says_anything(sheet: &Sheet) -> bool {
    sheet.cells.values().any(|want| *want != Want::Blank)
}

/// Whether the row of a cell shows by its label or by anything in it: the disputes table has a row without a label, which
/// is no line at all where it is blank.
fn shows(sheet: &Sheet, id: &str) -> bool {
    let own = sheet
        .cells
        .iter()
        .filter(|(other, _)| row(other) == row(id));
    is_labelled(id) || own.into_iter().any(|(_, want)| *want != Want::Blank)
}

fn is_labelled(id: &str) -> bool {
    id.starts_with("applications") || id.starts_with("article20")
}

/// Whether a row reads as the number of a page does: — 1 —.
fn is_page_number(sheet: &Sheet, name: &str) -> bool {
    let dash = |want: &Want| matches!(want, Want::Nil(mark) if *mark != "/");
    let rows = article20(sheet.form).iter().flat_map(|block| block.rows);
    rows.into_iter().any(|(_, ids)| match ids {
        [first, middle, last] if row(first) == name => {
            dash(&sheet.cells[*first])
                && matches!(sheet.cells[*middle], Want::Number { .. })
                && dash(&sheet.cells[*last])
        }
        _ => false,
    })
}

/// Form, year and agency.
fn document(sheet: &Sheet, expect: Expect, reading: &Reading, faults: &mut Vec<String>) {
    let report = &reading.report;
    let form = report.template().map(|template| template.as_str());
    let year = report.year().map(|year| year.to_string());
    for (what, wanted, got) in [
        ("form", sheet.form.to_string(), form),
        ("year", sheet.year.to_string(), year.as_deref()),
        ("agency", sheet.agency.to_owned(), report.agency()),
    ] {
        let silent = match expect {
            Expect::NeverWrong => true,
            Expect::Numbered => !is_numbered(sheet),
            Expect::Shown => !says_anything(sheet),
            _ => false,
        };
        if got != Some(&wanted) && !(got.is_none() && silent) {
            faults.push(format!("{what}: expected {wanted}, got {got:?}"));
        }
    }
}

/// Every cell of either form, and where it was read.
fn cells(
    sheet: &Sheet,
    expect: Expect,
    out: &Rendered,
    reading: &Reading,
    faults: &mut Vec<String>,
) {
    let gaps: BTreeSet<&str> = sheet
        .cells
        .iter()
        .filter(|(_, want)| **want == Want::Blank)
        .map(|(id, _)| row(id))
        .collect();
    for (id, claim) in &reading.claims {
        let right = sheet.cells.get(id).map(Claim::right);
        let must_speak = match expect {
            Expect::Whole => true,
            Expect::Shown => says_anything(sheet) && shows(sheet, id),
            Expect::Numbered => is_numbered(sheet) && !gaps.contains(row(id)),
            Expect::Labelled => is_labelled(id),
            Expect::FullRows => !gaps.contains(row(id)) && !is_page_number(sheet, row(id)),
            Expect::Head | Expect::NeverWrong => false,
        };
        let fine = match &right {
            Some(right) if must_speak => claim == right,
            Some(right) => claim.agrees(right) || !claim.speaks(),
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
    if !folded(&out.shown(&text)).contains(value.trim_start_matches('-')) {
        return Some(format!("{spans:?} holds {text:?}, not {value}"));
    }
    if folded(cell.raw()) != folded(&out.shown(&text)) {
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

/// So many faults of a layout are shown.
const SHOWN: usize = 40;

#[test]
fn every_layout_reads_back() {
    let mut tally = String::new();
    let mut failed = false;
    for layout in wanted(layouts()).into_iter().chain(wanted(pages())) {
        let seeds = u64::from(cases(12));
        let mut faults: Vec<String> = (0..seeds)
            .filter_map(|seed| check(Spec::any(seed), layout).err())
            .collect();
        let (name, right) = (layout.name, seeds as usize - faults.len());
        failed |= !faults.is_empty();
        faults.sort_by_key(String::len);
        let _ = writeln!(tally, "{name:20} {right:4} of {seeds}");
        for fault in faults.iter().take(SHOWN) {
            let _ = writeln!(tally, "    {fault}");
        }
    }
    assert!(!failed, "documents read back:\n{tally}");
    println!("{tally}");
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn any_report_reads_back(spec in specs(), layout in prop::sample::select(layouts())) {
        if let Err(fault) = check(spec, layout) {
            return Err(TestCaseError::fail(fault));
        }
    }

    #[cfg(feature = "html")]
    #[test]
    fn any_page_reads_back(spec in specs(), layout in prop::sample::select(pages())) {
        if let Err(fault) = check(spec, layout) {
            return Err(TestCaseError::fail(fault));
        }
    }
}
