//! Cells one behind the other on a line, with a space between them or nothing: blanks leave no
//! trace.

use crate::generate::Sheet;
use crate::page::{Grid, Part, Slot, page};
use crate::random::Rng;
use crate::write::{Rendered, Writer};

use super::tabs::{UNBROKEN, folded};

/// What stands between the things of a document.
struct Joints {
    /// Between two labels of a row.
    labels: String,
    /// Between a label and the values.
    label: String,
    /// Between two values.
    values: String,
    /// Between two values with blank cells between them.
    blanks: String,
    /// Between two rows, and between the pieces of the text.
    rows: String,
    /// Inside a broken label.
    wrap: String,
    /// Labels longer than this are broken.
    width: usize,
    /// The labels of a row stand behind its values.
    behind: bool,
}

impl Joints {
    /// A space everywhere.
    fn spaces() -> Self {
        let space = || " ".to_owned();
        Self {
            labels: space(),
            label: space(),
            values: space(),
            blanks: space(),
            rows: space(),
            wrap: space(),
            width: UNBROKEN,
            behind: false,
        }
    }

    /// A space everywhere, and each row on a line; the rows may be indented, or stand apart.
    fn rows(rng: &mut Rng) -> Self {
        let feed = "\n".repeat(1 + rng.index(3));
        let indent = if rng.chance(30) { rng.index(6) } else { 0 };
        Self {
            rows: format!("{feed}{}", " ".repeat(indent)),
            ..Self::spaces()
        }
    }

    /// The whole document.
    fn document(&self, sheet: &Sheet) -> Rendered {
        let mut w = Writer::default();
        for part in page(sheet) {
            match part {
                Part::Text(text) => {
                    w.text(&text);
                    w.text(&self.rows);
                }
                Part::Table(grid) => self.table(&mut w, &grid),
            }
        }
        let end = w.out.text.trim_end().len();
        w.out.text.truncate(end);
        w.out.text.push('\n');
        w.out.untraced = true;
        w.out.glued = self.values.is_empty();
        w.out
    }

    fn table(&self, w: &mut Writer, grid: &Grid) {
        for row in grid.rows() {
            let of = |value: bool| -> Vec<&Slot<'_>> {
                let own = row.iter().filter(|slot| slot.begins);
                own.filter(|slot| slot.anchor.id.is_some() == value)
                    .collect()
            };
            let (labels, values) = (of(false), of(true));
            let printed = values.iter().any(|slot| !slot.anchor.text.is_empty());
            if self.behind {
                self.values(w, &values);
            } else {
                self.labels(w, &labels);
            }
            if printed && !labels.is_empty() {
                joint(w, &self.label);
            }
            if self.behind {
                self.labels(w, &labels);
            } else {
                self.values(w, &values);
            }
            if printed || !labels.is_empty() {
                w.text(&self.rows);
            }
        }
    }

    fn labels(&self, w: &mut Writer, labels: &[&Slot<'_>]) {
        for (at, slot) in labels.iter().enumerate() {
            if at > 0 {
                joint(w, &self.labels);
            }
            let text = folded(slot.anchor, self.width).replace('\n', &self.wrap);
            w.cell(slot.anchor, &text);
        }
    }

    fn values(&self, w: &mut Writer, values: &[&Slot<'_>]) {
        let (mut any, mut blank) = (false, false);
        for slot in values {
            let here = slot.anchor.text.is_empty();
            if any && !here {
                joint(w, if blank { &self.blanks } else { &self.values });
            }
            w.cell(slot.anchor, &slot.anchor.text);
            blank = here;
            any |= !here;
        }
    }
}

/// A separator, where there is one.
fn joint(w: &mut Writer, text: &str) {
    if !text.is_empty() {
        w.separator(text);
    }
}

/// A line for the labels of a row, and one for its values.
pub(super) fn label_line(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let mut joints = Joints::rows(rng);
    joints.label.clone_from(&joints.rows);
    if rng.chance(50) {
        joints.labels.clone_from(&joints.rows);
    }
    joints.document(sheet)
}

/// A row a line; where cells are blank, the line may end.
pub(super) fn row_a_line(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let mut joints = Joints::rows(rng);
    if rng.chance(30) {
        joints.blanks.clone_from(&joints.rows);
    }
    joints.document(sheet)
}

/// A row a line, labels broken over two.
pub(super) fn wrapped_label(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let mut joints = Joints::rows(rng);
    joints.wrap.clone_from(&joints.rows);
    joints.width = 7 + rng.index(8);
    joints.document(sheet)
}

/// The whole report on one line.
pub(super) fn run_on(sheet: &Sheet, _: &mut Rng) -> Rendered {
    Joints::spaces().document(sheet)
}

/// The same with nothing between a label and the first value.
pub(super) fn run_on_tight(sheet: &Sheet, _: &mut Rng) -> Rendered {
    let mut joints = Joints::spaces();
    joints.label.clear();
    joints.document(sheet)
}

/// The same with nothing between values: a row of single digits can be taken apart in one way only.
pub(super) fn run_on_glued(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let mut joints = Joints::spaces();
    for joint in [
        &mut joints.label,
        &mut joints.values,
        &mut joints.blanks,
        &mut joints.wrap,
    ] {
        joint.clear();
    }
    joints.labels = rng.pick(&["", " "]).to_owned();
    joints.rows = rng.pick(&["\n", " ", ""]).to_owned();
    joints.document(sheet)
}

/// A row a line, the label behind its values.
pub(super) fn label_behind(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let joints = Joints {
        behind: true,
        ..Joints::rows(rng)
    };
    joints.document(sheet)
}

/// The label behind its values, and everything on one line.
pub(super) fn run_on_behind(sheet: &Sheet, _: &mut Rng) -> Rendered {
    let joints = Joints {
        behind: true,
        ..Joints::spaces()
    };
    joints.document(sheet)
}
