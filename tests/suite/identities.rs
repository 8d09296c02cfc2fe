//! Where blanks leave no trace, the sums of the form may settle a cell. In reports whose sums hold it is the right one;
//! in reports whose sums lie nothing is settled, or what is settled is right all the same. One lie has no remedy but not
//! to settle: a number that the report itself has in the wrong column, and whose column the text then lost.

use std::fmt::Write as _;

use crate::form::row;
use crate::generate::{FORMS, LIES, Lie, Policy, SIZES, Sheet, Spec, Want, generate};
use crate::random::Rng;
use crate::read::{Claim, read};
use crate::render::{Layout, layouts, rendered};
use crate::roundtrip::cases;
use crate::script::Script;

/// The finding that names the cells.
const CODE: &str = "settled-by-identity";

/// The layouts in which a blank cell leaves no trace.
fn traceless() -> Vec<Layout> {
    let sheet = generate(Spec::any(0));
    let untraced = |layout: &Layout| rendered(&sheet, *layout).untraced;
    layouts().into_iter().filter(untraced).collect()
}

/// A report with rows that show all their cells and rows that do not, whose sums may lie.
fn sheet(seed: u64, lie: Lie) -> Sheet {
    let mut rng = Rng::new(seed ^ 0x1de9);
    let mut sheet = generate(Spec {
        form: rng.pick(&FORMS),
        size: rng.pick(&SIZES),
        policy: rng.pick(&[Policy::Zeros, Policy::Zeros, Policy::Blanks, Policy::Patchy]),
        script: rng.pick(&Script::ALL),
        seed,
    });
    let percent = rng.pick(&[10, 30, 60, 90]);
    // Totals are left out in a table as it is printed; a 0 is left out of a table as it is added up.
    sheet.thin_out(percent, &mut rng);
    sheet.tell(lie, &mut rng);
    sheet
}

/// What became of the numbers that stand in rows with blanks.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    reports: usize,
    /// Reports of which some cell was settled.
    touched: usize,
    numbers: usize,
    settled: usize,
    wrong: usize,
}

impl Tally {
    /// Counts a reading, and says what is wrong with it.
    fn add(&mut self, sheet: &Sheet, layout: Layout, lie: Lie) -> Option<String> {
        let reading = read(&rendered(sheet, layout).text)?;
        let gap = |of: &str| {
            let blank = |(id, want): (&String, &Want)| row(id) == of && *want == Want::Blank;
            sheet.cells.iter().any(blank)
        };
        let open = |id: &str| id.starts_with("applications.") && gap(row(id));
        let numbers = sheet
            .cells
            .iter()
            .filter(|(id, want)| **want != Want::Blank && open(id));
        let settled: Vec<&String> = reading
            .noted
            .iter()
            .filter(|(_, codes)| codes.contains(CODE))
            .map(|(id, _)| id)
            .collect();
        self.reports += 1;
        self.touched += usize::from(!settled.is_empty());
        self.numbers += numbers.count();
        self.settled += settled.len();
        let named = |id: &String| {
            let field = id.parse().ok()?;
            let evidence = reading.report.evidence(field);
            let names: Vec<&str> = evidence.identities().collect();
            (names.len() < 2).then(|| format!("{id}: settled by {names:?} alone"))
        };
        if let Some(fault) = settled.iter().find_map(|id| named(id)) {
            return Some(fault);
        }
        let wrong = settled.into_iter().find(|id| {
            let right = sheet.cells.get(*id).map(Claim::right);
            right.is_none_or(|right| reading.claims[*id] != right)
        });
        self.wrong += usize::from(wrong.is_some());
        wrong.map(|id| {
            let (name, spec, claim) = (layout.name, sheet.spec, &reading.claims[id]);
            format!("{name} {spec:?} {lie:?}: {id} read as {claim}")
        })
    }
}

#[test]
fn sums_settle_no_cell_wrongly() {
    let (mut told, mut faults) = (String::new(), Vec::new());
    let layouts = traceless();
    let mut honest = Tally::default();
    for lie in LIES {
        let mut tally = Tally::default();
        for seed in 0..u64::from(cases(60)) {
            let layout = layouts[seed as usize % layouts.len()];
            let fault = tally.add(&sheet(seed, lie), layout, lie);
            faults.extend(fault.filter(|_| lie != Lie::Slips));
        }
        let _ = writeln!(told, "{:24} {tally:?}", format!("{lie:?}"));
        match lie {
            Lie::None => honest = tally,
            Lie::Slips => assert!(tally.wrong * 40 <= tally.settled, "{tally:?}"),
            _ => {}
        }
    }
    println!("{told}");
    assert!(
        faults.is_empty(),
        "{} wrong, first {}\n{told}",
        faults.len(),
        faults[0]
    );
    assert!(honest.settled > 0, "the sums settle nothing:\n{told}");
}
