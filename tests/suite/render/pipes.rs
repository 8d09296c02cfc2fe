//! Pipes: Markdown and its relatives.

use super::{document, joined};
use crate::generate::Sheet;
use crate::page::{Grid, Part, Slot, page};
use crate::random::Rng;
use crate::write::{Rendered, Writer, width};

use super::tabs::folded;

/// `a | b | c` without outer pipes, covered places left out, a rule under the first row; a label
/// that begins a line has its point escaped.
pub(super) fn bare(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    document(sheet, "\n\n", |w, grid| {
        for (at, row) in grid.rows().iter().enumerate() {
            let own: Vec<&Slot<'_>> = row.iter().filter(|slot| slot.begins).collect();
            for (place, slot) in own.iter().enumerate() {
                let text = joined(slot.anchor, " ");
                if place > 0 {
                    w.text(" ");
                    w.separator("|");
                    w.text(rng.pick(&[" ", "  "]));
                }
                w.cell(slot.anchor, &escaped(&text, slot.anchor.id.is_none()));
            }
            w.text("  \n");
            if at == 0 {
                w.text(&vec!["---"; own.len()].join("|"));
                w.text("  \n");
            }
        }
    })
}

/// A label with the point of its enumerator escaped, as Markdown writers do.
fn escaped(text: &str, label: bool) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some('1'..='9'), Some('.')) if label => format!("{}\\{}", &text[..1], &text[1..]),
        _ => text.to_owned(),
    }
}

/// `| a | | c |`: a column span is empty cells, a row span is nothing; an empty header above.
pub(super) fn colspan(sheet: &Sheet, _: &mut Rng) -> Rendered {
    document(sheet, "\n\n", |w, grid| {
        for line in colspan_lines(grid) {
            line.write(w, "  ");
            w.text("\n");
        }
    })
}

/// The same with the whole report in one cell of an outer table: one line.
pub(super) fn one_line(sheet: &Sheet, _: &mut Rng) -> Rendered {
    let mut w = Writer::default();
    let parts = page(sheet);
    w.text("|  |\n| --- |\n| ");
    for part in parts {
        match part {
            Part::Text(text) => w.text(&text),
            Part::Table(grid) => {
                for line in colspan_lines(&grid) {
                    line.write(&mut w, "  ");
                    w.text(" ");
                }
            }
        }
        w.text("  ");
    }
    w.text("|\n");
    w.out
}

/// A line of `colspan`.
enum PipeLine<'g> {
    Fixed(String),
    Row(Vec<Slot<'g>>),
}

impl PipeLine<'_> {
    fn write(&self, w: &mut Writer, joint: &str) {
        let slots = match self {
            Self::Fixed(text) => return w.text(text),
            Self::Row(slots) => slots,
        };
        w.separator("|");
        for slot in slots {
            w.text(" ");
            if slot.begins {
                w.cell(slot.anchor, &joined(slot.anchor, joint));
                w.text(" ");
            }
            w.separator("|");
        }
    }
}

/// The lines of `colspan`.
fn colspan_lines(grid: &Grid) -> Vec<PipeLine<'_>> {
    let mut lines = vec![
        PipeLine::Fixed(format!("|{}", "  |".repeat(grid.width))),
        PipeLine::Fixed(format!("|{}", " --- |".repeat(grid.width))),
    ];
    for row in grid.rows() {
        let own = row.into_iter().filter(|slot| slot.same_row).collect();
        lines.push(PipeLine::Row(own));
    }
    lines
}

/// `| a |  | c | `: every covered place an empty cell, no rule.
pub(super) fn covered(sheet: &Sheet, _: &mut Rng) -> Rendered {
    document(sheet, "\n", |w, grid| {
        for row in grid.rows() {
            full(w, &row, " ", |slot| joined(slot.anchor, " "));
            w.text(" \n");
        }
    })
}

/// A row with outer pipes and a cell for every place.
fn full(w: &mut Writer, row: &[Slot<'_>], pad: &str, text: impl Fn(&Slot<'_>) -> String) {
    w.separator("|");
    for slot in row {
        w.text(pad);
        if slot.begins {
            w.cell(slot.anchor, &text(slot));
        }
        w.text(pad);
        w.separator("|");
    }
}

/// `a | b | ||`: covered places left out and made up for by bare pipes at the end, except in the
/// last row.
pub(super) fn ragged(sheet: &Sheet, _: &mut Rng) -> Rendered {
    document(sheet, "\n", |w, grid| {
        let rows = grid.rows();
        for (at, row) in rows.iter().enumerate() {
            let own: Vec<&Slot<'_>> = row.iter().filter(|slot| slot.begins).collect();
            for (place, slot) in own.iter().enumerate() {
                if place > 0 {
                    w.text(" ");
                }
                w.cell(slot.anchor, &joined(slot.anchor, " "));
                w.text(" ");
                w.separator("|");
            }
            if at + 1 < rows.len() && own.len() < row.len() {
                w.text(" ");
                for _ in own.len()..row.len() {
                    w.separator("|");
                }
            }
            w.text("\n");
        }
    })
}

/// The same with blank cells left out too: only what is printed, then bare pipes. Where a row is
/// neither full nor empty, nothing tells which column a number belongs to.
pub(super) fn collapsed(sheet: &Sheet, _: &mut Rng) -> Rendered {
    document(sheet, "\n", |w, grid| {
        for row in grid.rows() {
            let own = || row.iter().filter(|slot| slot.begins);
            let printed: Vec<&Slot<'_>> = own().filter(|s| !s.anchor.text.is_empty()).collect();
            for slot in &printed {
                w.cell(slot.anchor, &joined(slot.anchor, " "));
                w.text(" ");
                w.separator("|");
                w.text(" ");
            }
            for blank in own().filter(|slot| slot.anchor.text.is_empty()) {
                w.cell(blank.anchor, "");
            }
            for _ in printed.len()..row.len() {
                w.separator("|");
            }
            w.text("\n");
        }
    })
}

/// `a | b | c` with a cell for every place, and a rule under the first row.
pub(super) fn no_outer(sheet: &Sheet, _: &mut Rng) -> Rendered {
    document(sheet, "\n\n", |w, grid| {
        for (at, row) in grid.rows().iter().enumerate() {
            for (place, slot) in row.iter().enumerate() {
                if place > 0 {
                    w.text(" ");
                    w.separator("|");
                    w.text(" ");
                }
                if slot.begins {
                    w.cell(slot.anchor, &joined(slot.anchor, "<br>"));
                }
            }
            w.text("\n");
            if at == 0 {
                w.text(&vec!["---"; grid.width].join(" | "));
                w.text("\n");
            }
        }
    })
}

/// `||a||b||`, as wikis have it.
pub(super) fn doubled(sheet: &Sheet, _: &mut Rng) -> Rendered {
    document(sheet, "\n", |w, grid| {
        for row in grid.rows() {
            w.separator("||");
            for slot in &row {
                w.text(" ");
                if slot.begins {
                    w.cell(slot.anchor, &joined(slot.anchor, ""));
                }
                w.text(" ");
                w.separator("||");
            }
            w.text("\n");
        }
    })
}

/// A cell on a line, a pipe on the next.
pub(super) fn alternate(sheet: &Sheet, _: &mut Rng) -> Rendered {
    document(sheet, "\n", |w, grid| {
        for row in grid.rows() {
            for slot in row.iter().filter(|slot| slot.begins) {
                w.cell(slot.anchor, &joined(slot.anchor, ""));
                w.text("\n");
                w.separator("|");
                w.text("\n");
            }
        }
    })
}

/// A row begins with a pipe on a line of its own; each cell stands on a line with its pipe.
pub(super) fn cell_a_line(sheet: &Sheet, _: &mut Rng) -> Rendered {
    document(sheet, "\n", |w, grid| {
        for row in grid.rows() {
            w.separator("|");
            w.text("\n");
            for slot in row.iter().filter(|slot| slot.begins) {
                w.cell(slot.anchor, &joined(slot.anchor, ""));
                w.text(" ");
                w.separator("|");
                w.text("\n");
            }
            let own = row.iter().filter(|slot| slot.begins).count();
            for _ in own..row.len() {
                w.separator("|");
            }
            if own < row.len() {
                w.text("\n");
            }
        }
    })
}

/// Outer pipes, with long labels broken over two lines inside their cell.
pub(super) fn wrapped(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let most = 8 + rng.index(8);
    document(sheet, "\n\n", |w, grid| {
        for row in grid.rows() {
            full(w, &row, " ", |slot| folded(slot.anchor, most));
            w.text("\n");
        }
    })
}

/// Markdown with its columns padded to one width, and a rule with colons.
pub(super) fn aligned(sheet: &Sheet, _: &mut Rng) -> Rendered {
    document(sheet, "\n\n", |w, grid| {
        aligned_table(w, grid, |widths| {
            let cells: Vec<String> = widths
                .iter()
                .map(|width| format!(":{}", "-".repeat(*width + 1)))
                .collect();
            format!("|{}|", cells.join("|"))
        });
    })
}

/// An org table: rules of `|---+---|`.
pub(super) fn org(sheet: &Sheet, _: &mut Rng) -> Rendered {
    document(sheet, "\n\n", |w, grid| {
        aligned_table(w, grid, |widths| {
            let cells: Vec<String> = widths.iter().map(|width| "-".repeat(width + 2)).collect();
            format!("|{}|", cells.join("+"))
        });
    })
}

/// A padded table, every place a cell, with a rule under the first row.
fn aligned_table(w: &mut Writer, grid: &Grid, rule: impl Fn(&[usize]) -> String) {
    let rows = grid.rows();
    let text = |slot: &Slot<'_>| match slot.begins {
        true => joined(slot.anchor, ""),
        false => String::new(),
    };
    let widths: Vec<usize> = (0..grid.width)
        .map(|column| {
            let widths = rows.iter().map(|row| width(&text(&row[column])));
            widths.max().unwrap_or(0).max(3)
        })
        .collect();
    for (at, row) in rows.iter().enumerate() {
        w.separator("|");
        for (slot, most) in row.iter().zip(&widths) {
            w.text(" ");
            if slot.begins {
                w.cell(slot.anchor, &text(slot));
            }
            w.text(&" ".repeat(most - width(&text(slot)) + 1));
            w.separator("|");
        }
        w.text("\n");
        if at == 0 {
            w.text(&rule(&widths));
            w.text("\n");
        }
    }
}
