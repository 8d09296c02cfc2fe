//! Lists, as programs print them: of Python and of JSON.

use super::{document, joined};
use crate::generate::Sheet;
use crate::page::{Anchor, Grid, Slot};
use crate::random::Rng;
use crate::write::{Rendered, Writer};

/// Python's list of lists on one line; covered places are `None`, and a line break in a cell is `\n`.
pub(super) fn python(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let numbers = rng.index(2) == 0;
    document(sheet, "\n", |w, grid| {
        w.text("[");
        for (at, row) in grid.rows().iter().enumerate() {
            w.text(if at > 0 { ", [" } else { "[" });
            cells(w, row, ", ", |w, slot| {
                if slot.begins {
                    python_cell(w, slot.anchor, numbers);
                } else {
                    w.text("None");
                }
            });
            w.text("]");
        }
        w.text("]\n");
    })
}

/// Python's lists or tuples, a row a line, covered places left out.
pub(super) fn python_rows(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let (open, close) = rng.pick(&[("[", "]"), ("(", ")"), ("[(", ")],")]);
    let numbers = rng.index(2) == 0;
    document(sheet, "\n\n", |w, grid| {
        for row in grid.rows() {
            let own: Vec<Slot<'_>> = row.into_iter().filter(|slot| slot.begins).collect();
            w.text(open);
            cells(w, &own, ", ", |w, slot| {
                python_cell(w, slot.anchor, numbers)
            });
            // A tuple of one.
            let comma = if own.len() == 1 && open == "(" {
                ","
            } else {
                ""
            };
            w.text(comma);
            w.text(close);
            w.text("\n");
        }
    })
}

/// JSON's array of arrays on one line, all but ASCII in escapes; what spans is repeated.
pub(super) fn json(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let (comma, blank) = (rng.pick(&[", ", ","]), rng.pick(&["\"\"", "null"]));
    let mut out = document(sheet, "\n", |w, grid| {
        w.text("[");
        for (at, row) in grid.rows().iter().enumerate() {
            w.text(if at > 0 { comma } else { "" });
            w.text("[");
            cells(w, row, comma, |w, slot| {
                json_cell(w, slot.anchor, blank, true);
            });
            w.text("]");
        }
        w.text("]\n");
    });
    out.escaped = true;
    out
}

/// JSON with a cell a line; covered places are blank.
pub(super) fn json_indented(sheet: &Sheet, _: &mut Rng) -> Rendered {
    let mut out = document(sheet, "\n", |w, grid| {
        w.text("[\n");
        let rows = grid.rows();
        for (at, row) in rows.iter().enumerate() {
            w.text("  [\n    ");
            cells(w, row, ",\n    ", |w, slot| {
                if slot.begins {
                    json_cell(w, slot.anchor, "\"\"", false);
                } else {
                    w.text("null");
                }
            });
            let last = at + 1 == rows.len();
            w.text(if last { "\n  ]\n" } else { "\n  ],\n" });
        }
        w.text("]\n");
    });
    out.cell_a_line = true;
    out
}

/// JSON's array of objects, whose keys are tuples of the header's cells, or numbers where there is none.
pub(super) fn json_records(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let named = rng.index(2) == 0;
    document(sheet, "\n", |w, grid| {
        let rows = grid.rows();
        let head = if named { grid.head } else { 0 };
        let names = names(grid, head);
        w.text("[");
        for (at, row) in rows.iter().enumerate().skip(head) {
            w.text(if at > head { ",{" } else { "{" });
            for (column, (slot, name)) in row.iter().zip(&names).enumerate() {
                if column > 0 {
                    w.separator(",");
                }
                w.text(&format!("\"{name}\":"));
                json_cell(w, slot.anchor, "null", false);
            }
            w.text("}");
        }
        w.text("]\n");
    })
}

/// The names of the columns, under so many rows of header: tuples of what stands there, or numbers.
fn names(grid: &Grid, head: usize) -> Vec<String> {
    let rows = grid.rows();
    let name = |column: usize| {
        let labels = rows[..head].iter().map(|row| {
            let text = joined(row[column].anchor, "");
            format!("'{}'", escaped(&text, false))
        });
        match head {
            0 => column.to_string(),
            _ => format!("({})", labels.collect::<Vec<_>>().join(", ")),
        }
    };
    (0..grid.width).map(name).collect()
}

/// The cells of a row.
fn cells(
    w: &mut Writer,
    row: &[Slot<'_>],
    comma: &str,
    mut cell: impl FnMut(&mut Writer, &Slot<'_>),
) {
    for (at, slot) in row.iter().enumerate() {
        if at > 0 {
            w.separator(comma);
        }
        cell(w, slot);
    }
}

/// A number that is printed as it is.
fn is_number(text: &str) -> bool {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits && !text.is_empty() && (text == "0" || !text.starts_with('0'))
}

/// A cell as Python shows it; numbers without quotes, if so.
fn python_cell(w: &mut Writer, anchor: &Anchor, numbers: bool) {
    if numbers && is_number(&anchor.text) {
        return w.cell(anchor, &anchor.text);
    }
    let apostrophe = anchor.text.contains('\'');
    let quote = if apostrophe && !anchor.text.contains('"') {
        '"'
    } else {
        '\''
    };
    let text = anchor.text.replace('\\', "\\\\").replace('\n', "\\n");
    let text = text.replace(quote, &format!("\\{quote}"));
    dressed(w, anchor, &quote.to_string(), &text);
}

/// A cell as JSON has it; `ascii`: all else in escapes.
fn json_cell(w: &mut Writer, anchor: &Anchor, blank: &str, ascii: bool) {
    if anchor.text.is_empty() && blank != "\"\"" {
        return w.cell(anchor, blank);
    }
    if is_number(&anchor.text) {
        return w.cell(anchor, &anchor.text);
    }
    dressed(w, anchor, "\"", &escaped(&anchor.text, ascii));
}

fn dressed(w: &mut Writer, anchor: &Anchor, quote: &str, text: &str) {
    w.text(quote);
    w.cell(anchor, text);
    w.text(quote);
}

/// A string of JSON.
fn escaped(text: &str, ascii: bool) -> String {
    let mut units = [0; 2];
    text.chars()
        .map(|ch| match ch {
            '"' | '\\' => format!("\\{ch}"),
            '\n' => "\\n".to_owned(),
            _ if ascii && !ch.is_ascii() => {
                let units = ch.encode_utf16(&mut units).iter();
                units.map(|unit| format!("\\u{unit:04x}")).collect()
            }
            _ => ch.to_string(),
        })
        .collect()
}
