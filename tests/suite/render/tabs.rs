//! Tabs and commas.

use super::{document, joined};
use crate::generate::Sheet;
use crate::page::{Anchor, Grid, Slot, broken};
use crate::random::Rng;
use crate::write::{Rendered, Writer};

/// Rows of tab-separated cells; a covered place is an empty field.
pub(super) fn tsv_covered(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let gap = rng.pick(&["\n", "\n\n"]);
    document(sheet, gap, |w, grid| {
        for row in grid.rows() {
            fields(w, &row, "\t", |w, slot| {
                if slot.begins {
                    w.cell(slot.anchor, &joined(slot.anchor, ""));
                }
            });
        }
    })
}

/// Tab-separated, covered places left out: rows of different lengths.
pub(super) fn tsv_dropped(sheet: &Sheet, _: &mut Rng) -> Rendered {
    document(sheet, "\n", |w, grid| {
        for row in grid.rows() {
            let own: Vec<Slot<'_>> = row.into_iter().filter(|slot| slot.begins).collect();
            fields(w, &own, "\t", |w, slot| {
                w.cell(slot.anchor, &joined(slot.anchor, " "));
            });
        }
    })
}

/// Tab-separated, with long labels broken over two lines inside their cell.
pub(super) fn tsv_wrapped(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let width = 8 + rng.index(8);
    document(sheet, "\n\n", |w, grid| {
        for row in grid.rows() {
            fields(w, &row, "\t", |w, slot| {
                if slot.begins {
                    w.cell(slot.anchor, &folded(slot.anchor, width));
                }
            });
        }
    })
}

/// A width that no label has.
pub(super) const UNBROKEN: usize = 1000;

/// A label broken after `width` characters where it is longer; a value as it is.
pub(super) fn folded(anchor: &Anchor, width: usize) -> String {
    if anchor.id.is_some() || anchor.text.contains('\n') {
        return anchor.text.clone();
    }
    if anchor.text.chars().count() > width + 1 {
        broken(&anchor.text, width)
    } else {
        anchor.text.clone()
    }
}

/// Tabs with the header's column spans off by one, rows that lose their leading tabs at a page
/// break, and a Markdown rule where the table was broken.
pub(super) fn tsv_page_break(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let breaks = 20 + rng.index(5);
    document(sheet, "\n\n", |w, grid| {
        let rows = grid.rows();
        let last = rows.len() - 1;
        for (at, row) in rows.iter().enumerate() {
            if grid.width == 4 && at == last {
                w.text("\n");
            }
            let torn = grid.width == 10 && (breaks..breaks + 3).contains(&at);
            if torn && at == breaks {
                w.text("\n");
            }
            page_break_row(w, grid, row, torn);
            if grid.width == 4 && at == last {
                w.text("--------\t---\t---\n");
            }
        }
    })
}

/// A row of `tsv_page_break`: two label columns where the form has three, none where the row is
/// torn.
fn page_break_row(w: &mut Writer, grid: &Grid, row: &[Slot<'_>], torn: bool) {
    let header = grid.width == 10 && row[0].anchor.row < grid.head;
    let label = row.iter().position(|slot| slot.begins).unwrap_or(0);
    let keep = |column: usize, slot: &Slot<'_>| match grid.width {
        10 if header => column != 1,
        // What leads to the label is lost.
        10 if torn && column < label => false,
        // A label over two or three columns is given two, one over a single column its own.
        10 => column != 2 || slot.anchor.column == 2,
        _ => true,
    };
    let kept: Vec<Slot<'_>> = (0..row.len())
        .filter(|column| keep(*column, &row[*column]))
        .map(|column| row[column])
        .collect();
    fields(w, &kept, "\t", |w, slot| {
        if slot.begins {
            w.cell(slot.anchor, &joined(slot.anchor, ""));
        }
    });
}

/// Tabs with every span filled by repetition, `.1` behind a repeated header, and whole numbers as
/// floats where a column has gaps.
pub(super) fn tsv_repeated(sheet: &Sheet, _: &mut Rng) -> Rendered {
    document(sheet, "\n", |w, grid| {
        repeated(w, grid, "\t", |text| {
            if text.contains('"') {
                quoted(text)
            } else {
                (String::new(), text.to_owned(), String::new())
            }
        });
    })
}

/// Commas with every span filled by repetition; a cell with a comma or a quote is quoted.
pub(super) fn csv_repeated(sheet: &Sheet, _: &mut Rng) -> Rendered {
    document(sheet, "\n", |w, grid| repeated(w, grid, ",", when_needed))
}

/// Rows of repeated cells.
fn repeated(
    w: &mut Writer,
    grid: &Grid,
    comma: &str,
    dress: impl Fn(&str) -> (String, String, String),
) {
    let rows = grid.rows();
    let floats = float_columns(grid, &rows);
    for (at, row) in rows.iter().enumerate() {
        for (column, slot) in row.iter().enumerate() {
            if column > 0 {
                w.separator(comma);
            }
            let mut text = joined(slot.anchor, "");
            let same = column > 0 && row[column - 1].anchor == slot.anchor;
            if slot.anchor.id.is_some() && floats[column] && !text.is_empty() {
                text.push_str(".0");
            } else if at + 1 == grid.head && grid.head > 0 && same {
                text.push_str(&format!(".{}", column - slot.anchor.column));
            }
            let (before, text, after) = dress(&text);
            w.text(&before);
            w.cell(slot.anchor, &text);
            w.text(&after);
        }
        w.text("\n");
    }
}

/// The columns that an exporter makes floating point: plain numbers with gaps between them.
fn float_columns(grid: &Grid, rows: &[Vec<Slot<'_>>]) -> Vec<bool> {
    (0..grid.width)
        .map(|column| {
            let body: Vec<&str> = rows[grid.head..]
                .iter()
                .map(|row| row[column].anchor.text.as_str())
                .collect();
            let plain = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit());
            grid.head > 0
                && body.iter().all(plain)
                && body.iter().any(|text| text.is_empty())
                && body.iter().any(|text| !text.is_empty())
        })
        .collect()
}

/// Commas; a header of `Unnamed: n`, and NaN for blanks and covered places.
pub(super) fn csv_unnamed(sheet: &Sheet, _: &mut Rng) -> Rendered {
    document(sheet, "\n\n", |w, grid| {
        for column in 0..grid.width {
            if column > 0 {
                w.text(",");
            }
            w.text(&format!("Unnamed: {column}"));
        }
        w.text("\n");
        for row in grid.rows() {
            fields(w, &row, ",", |w, slot| {
                let text = joined(slot.anchor, "");
                if !slot.begins {
                    w.text("NaN");
                } else if text.is_empty() {
                    w.cell(slot.anchor, "NaN");
                } else {
                    dressed(w, slot.anchor, &text, when_needed);
                }
            });
        }
    })
}

/// Commas; labels keep their line breaks, and more of them, inside quotes.
pub(super) fn csv_newlines(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let width = 6 + rng.index(8);
    document(sheet, "\n", |w, grid| {
        for row in grid.rows() {
            fields(w, &row, ",", |w, slot| {
                if slot.begins {
                    let text = folded(slot.anchor, width);
                    dressed(w, slot.anchor, &text, when_needed);
                }
            });
        }
    })
}

/// Commas; every field in quotes, covered ones too.
pub(super) fn csv_quoted(sheet: &Sheet, _: &mut Rng) -> Rendered {
    document(sheet, "\n", |w, grid| {
        for row in grid.rows() {
            fields(w, &row, ",", |w, slot| {
                if slot.begins {
                    dressed(w, slot.anchor, &joined(slot.anchor, ""), quoted);
                } else {
                    w.text("\"\"");
                }
            });
        }
    })
}

/// The slots of a row with `comma` between them.
fn fields(
    w: &mut Writer,
    row: &[Slot<'_>],
    comma: &str,
    mut field: impl FnMut(&mut Writer, &Slot<'_>),
) {
    for (at, slot) in row.iter().enumerate() {
        if at > 0 {
            w.separator(comma);
        }
        field(w, slot);
    }
    w.text("\n");
}

/// A cell with what its format wants around it.
fn dressed(
    w: &mut Writer,
    anchor: &Anchor,
    text: &str,
    dress: impl Fn(&str) -> (String, String, String),
) {
    let (before, text, after) = dress(text);
    w.text(&before);
    w.cell(anchor, &text);
    w.text(&after);
}

/// A field of CSV, in quotes.
fn quoted(text: &str) -> (String, String, String) {
    ("\"".to_owned(), text.replace('"', "\"\""), "\"".to_owned())
}

/// A field of CSV, in quotes where it needs them.
fn when_needed(text: &str) -> (String, String, String) {
    if text.contains([',', '"', '\n']) {
        quoted(text)
    } else {
        (String::new(), text.to_owned(), String::new())
    }
}
