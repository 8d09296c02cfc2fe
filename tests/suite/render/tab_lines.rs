//! Tabs that stand at the beginning of lines, or on lines of their own.

use super::document;
use crate::generate::Sheet;
use crate::page::Slot;
use crate::random::Rng;
use crate::write::{Rendered, Writer};

use super::tabs::{UNBROKEN, folded};

/// A tab before each cell and a line break behind it, covered cells as blank ones, and an empty line
/// behind each row; white space may stand before a value or in a blank cell.
pub(super) fn cells(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let (white, gap) = (rng.pick(&["", " ", "\u{a0}", "\u{3000}"]), 1 + rng.index(3));
    let before = rng.pick(&["", "\u{3000}", "\u{a0}"]);
    let width = if rng.chance(30) { 9 } else { UNBROKEN };
    document(sheet, &"\n".repeat(gap), |w, grid| {
        for row in grid.rows() {
            for slot in row.iter().filter(|slot| shown(slot, &row)) {
                w.separator("\t");
                if slot.begins {
                    let text = folded(slot.anchor, width);
                    let value = slot.anchor.id.is_some();
                    if value && !text.is_empty() && rng.chance(40) {
                        w.text(before);
                    }
                    w.cell(slot.anchor, &text);
                    if text.is_empty() {
                        w.text(white);
                    }
                }
                w.text("\n");
            }
            w.text("\n");
        }
    })
}

/// Whether a place is a cell of its row, or the first that a cell above covers.
fn shown(slot: &Slot<'_>, row: &[Slot<'_>]) -> bool {
    let first = row.iter().find(|other| other.anchor == slot.anchor);
    slot.begins || !slot.same_row && first.is_some_and(|first| std::ptr::eq(first, slot))
}

/// A paragraph a cell, and between two cells a tab on a line of its own; a blank cell is white space
/// or nothing.
pub(super) fn alone(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let white = rng.pick(&["\u{a0}", "\u{3000}", ""]);
    let feed = "\n".repeat(2 + rng.index(2));
    let end = "\n".repeat(4 + rng.index(3));
    document(sheet, &feed, |w, grid| {
        for row in grid.rows() {
            let own: Vec<&Slot<'_>> = row.iter().filter(|slot| slot.begins).collect();
            for (at, slot) in own.iter().enumerate() {
                let blank = slot.anchor.text.is_empty();
                if at > 0 {
                    w.separator("\t");
                    if !blank || !white.is_empty() {
                        w.text(&feed);
                    }
                }
                w.cell(slot.anchor, &slot.anchor.text);
                if blank {
                    w.text(white);
                }
                let last = at + 1 == own.len();
                if last {
                    w.text(&end);
                } else if !blank || !white.is_empty() {
                    w.text(&feed);
                }
            }
        }
    })
}

/// Tabs between the cells of a row; a blank cell is a line break.
pub(super) fn breaks(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let gap = rng.pick(&["\n", "\n\n"]);
    document(sheet, gap, |w, grid| {
        for row in grid.rows() {
            broken_row(w, &row);
        }
    })
}

fn broken_row(w: &mut Writer, row: &[Slot<'_>]) {
    for (at, slot) in row.iter().filter(|slot| slot.begins).enumerate() {
        if at > 0 {
            w.separator("\t");
        }
        w.cell(slot.anchor, &slot.anchor.text);
        if slot.anchor.text.is_empty() {
            w.separator("\n");
        }
    }
    w.text("\n");
}
