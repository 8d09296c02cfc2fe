//! Lists that lack one of their signs: what is left of a row must not be read under other columns.

use crate::generate::{Sheet, Spec, generate};
use crate::random::Rng;
use crate::read::{Claim, read};
use crate::render::{layouts, rendered};
use crate::roundtrip::cases;
use crate::write::Rendered;

/// So many signs of a document are taken away, one at a time.
const SIGNS: usize = 12;

/// The signs of the lists, as places in the text.
fn signs(out: &Rendered) -> Vec<usize> {
    let tables = out.tables();
    let within = |at: &usize| tables.contains(at);
    let cells = out
        .labels
        .iter()
        .chain(out.places.iter().map(|(_, range)| range));
    let cells: Vec<_> = cells.collect();
    let text = out.text.bytes().enumerate();
    text.filter(|(at, byte)| within(at) && b"'\"[](){},:".contains(byte))
        .map(|(at, _)| at)
        .filter(|at| !cells.iter().any(|cell| cell.contains(at)))
        .collect()
}

/// The first cell that is read wrong.
fn wrong(sheet: &Sheet, text: &str) -> Option<String> {
    let reading = read(text)?;
    let wrong = |(id, claim): &(&String, &Claim)| {
        let right = sheet.cells.get(*id).map(Claim::right);
        claim.speaks() && !right.is_some_and(|right| claim.agrees(&right))
    };
    let (id, claim) = reading.claims.iter().find(wrong)?;
    Some(format!("{id} is read as {claim}"))
}

#[test]
fn a_lost_sign_shifts_no_number() {
    let mut tried = 0;
    for layout in layouts() {
        if !layout.name.starts_with("list_") {
            continue;
        }
        for seed in 0..u64::from(cases(12)) {
            let sheet = generate(Spec::any(seed));
            let out = rendered(&sheet, layout);
            let (signs, mut rng) = (signs(&out), Rng::new(seed));
            assert!(signs.len() > 100, "{}: {} signs", layout.name, signs.len());
            for _ in 0..SIGNS {
                let at = signs[rng.index(signs.len())];
                let mut text = out.text.clone();
                text.remove(at);
                let fault = wrong(&sheet, &text);
                let around: String = text[out.text[..at].rfind('\n').unwrap_or(0)..]
                    .chars()
                    .take(60)
                    .collect();
                assert_eq!(fault, None, "{} seed {seed}: {around:?}", layout.name);
                tried += 1;
            }
        }
    }
    assert!(tried >= 5 * SIGNS);
}
