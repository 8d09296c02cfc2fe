//! Cells one under the other: what a page copied, a document saved as text or a parser's text of a
//! page gives. Blanks are more newlines, lines of white space, or nothing at all.

use std::collections::BTreeSet;

use super::tabs::{UNBROKEN, folded};
use crate::generate::Sheet;
use crate::page::{Anchor, Grid, Part, Slot, broken, page};
use crate::random::Rng;
use crate::write::{Rendered, Writer};

/// What shows a blank cell.
#[derive(Clone)]
enum Blank {
    /// More newlines.
    Newlines(usize),
    /// A line of its own that holds white space only.
    Line(&'static str),
    /// Nothing.
    Vanishes,
}

/// A document in which each cell is a line or a paragraph.
struct Stack {
    w: Writer,
    /// Newlines behind a cell.
    base: usize,
    blank: Blank,
    /// Newlines more at the end of a row.
    row_end: usize,
    /// Spaces before a cell.
    indent: usize,
    /// Newlines inside a label that is broken.
    wrap: usize,
    /// Labels longer than this are broken too.
    width: usize,
    /// A cell that a cell above covers is shown as a blank one.
    covered: bool,
}

impl Stack {
    /// Bare lines, a newline behind each.
    fn new(blank: Blank) -> Self {
        Self {
            w: Writer::default(),
            base: 1,
            blank,
            row_end: 0,
            indent: 0,
            wrap: 1,
            width: UNBROKEN,
            covered: false,
        }
    }

    /// Newlines behind a cell, spaces before it and broken labels, as they come.
    fn any(blank: Blank, rng: &mut Rng) -> Self {
        let base = 1 + rng.index(8);
        let mut stack = Self::new(blank);
        stack.base = base;
        stack.indent = if rng.chance(50) { rng.index(9) } else { 0 };
        stack.break_labels(rng);
        stack
    }

    /// Broken labels over two lines or two paragraphs; long ones now and then.
    fn break_labels(&mut self, rng: &mut Rng) {
        self.wrap = rng.pick(&[1, self.base]);
        if rng.chance(20) {
            self.width = 9 + rng.index(8);
        }
    }

    /// The whole document; `between` is called behind every row of a table.
    fn document(mut self, sheet: &Sheet, mut between: impl FnMut(&mut Self)) -> Rendered {
        for part in page(sheet) {
            match part {
                Part::Text(text) => {
                    self.w.text(&" ".repeat(self.indent));
                    self.w.text(&text);
                    self.w.text(&"\n".repeat(self.base));
                }
                Part::Table(grid) => {
                    for row in grid.rows() {
                        self.row(&row);
                        between(&mut self);
                    }
                }
            }
        }
        self.w.out.untraced = matches!(self.blank, Blank::Vanishes);
        self.w.out
    }

    /// A row, and what stands behind it.
    fn row(&mut self, row: &[Slot<'_>]) {
        for slot in row {
            if slot.begins {
                self.cell(slot.anchor);
            } else if self.covered && leads(slot, row) {
                self.feed(self.base);
            }
        }
        self.feed(self.row_end);
    }

    /// A cell and the newlines behind it.
    fn cell(&mut self, anchor: &Anchor) {
        let text = folded(anchor, self.width);
        if !text.is_empty() {
            let joint = format!("{}{}", "\n".repeat(self.wrap), " ".repeat(self.indent));
            self.w.text(&" ".repeat(self.indent));
            self.w.cell(anchor, &text.replace('\n', &joint));
            return self.feed(self.base);
        }
        match self.blank {
            Blank::Newlines(unit) => {
                self.w.cell(anchor, "");
                self.feed(unit);
            }
            Blank::Line(white) => {
                self.w.text(&" ".repeat(self.indent));
                self.w.cell(anchor, "");
                self.w.text(white);
                self.feed(self.base);
            }
            Blank::Vanishes => self.w.cell(anchor, ""),
        }
    }

    fn feed(&mut self, lines: usize) {
        if lines > 0 {
            self.w.separator(&"\n".repeat(lines));
        }
    }
}

/// Whether a covered place is the first, in its row, of the cell that covers it from above.
fn leads(slot: &Slot<'_>, row: &[Slot<'_>]) -> bool {
    !slot.same_row
        && row
            .iter()
            .find(|other| other.anchor == slot.anchor)
            .is_some_and(|first| std::ptr::eq(first, slot))
}

/// A paragraph a cell, a blank cell so many newlines more, rows with or without newlines of their own.
pub(super) fn paragraphs(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let unit = 1 + rng.index(8);
    let mut stack = Stack::any(Blank::Newlines(unit), rng);
    if rng.chance(30) {
        stack.row_end = 1 + rng.index(5);
    }
    stack.document(sheet, |_| ())
}

/// A line a cell: an empty line is a blank cell.
pub(super) fn lines(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let mut stack = Stack::new(Blank::Newlines(1));
    stack.break_labels(rng);
    stack.document(sheet, |_| ())
}

/// A line or a paragraph a cell, and covered cells are blank ones: rows below a group's first are
/// led by one or two.
pub(super) fn covered(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let base = rng.pick(&[1, 1, 2]);
    let mut stack = Stack::new(Blank::Newlines(base));
    stack.base = base;
    stack.covered = true;
    stack.break_labels(rng);
    stack.document(sheet, |_| ())
}

/// A blank cell is a line of white space.
pub(super) fn marked(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let white = rng.pick(&["\u{a0}", "\u{3000}", "\u{a0}\u{a0}", " ", "    ", "\t"]);
    let mut stack = Stack::any(Blank::Line(white), rng);
    if rng.chance(30) {
        stack.row_end = 1 + rng.index(5);
    }
    stack.document(sheet, |_| ())
}

/// Page numbers, form feeds and running heads between rows.
pub(super) fn pages(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let unit = 1 + rng.index(4);
    let stack = Stack::any(Blank::Newlines(unit), rng);
    let head = sheet.spec.script.line(&sheet.story.title[0]);
    let (kind, every) = (rng.index(5), 6 + rng.index(9));
    let (mut rows, mut number) = (rng.index(every), 0);
    stack.document(sheet, |stack| {
        rows += 1;
        if rows % every > 0 {
            return;
        }
        number += 1;
        let line = match kind {
            0 => format!("— {number} —"),
            1 => format!("- {number} -"),
            2 => format!("第{number}页"),
            3 => "\u{c}".to_owned(),
            _ => head.clone(),
        };
        stack.w.text(&" ".repeat(stack.indent));
        stack.w.text(&line);
        stack.w.text(&"\n".repeat(stack.base));
    })
}

/// A line or a paragraph a cell; blanks vanish without a trace.
pub(super) fn vanished(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    Stack::any(Blank::Vanishes, rng).document(sheet, |_| ())
}

/// The lines of such a text, each distinct one kept once only: labels, numbers and blanks that
/// repeat are gone.
pub(super) fn distinct(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let mut stack = Stack::new(rng.pick(&[
        Blank::Newlines(1),
        Blank::Line("\u{a0}"),
        Blank::Line("\u{3000}"),
    ]));
    stack.base = rng.pick(&[1, 2]);
    let out = stack.document(sheet, |_| ());
    let mut seen = BTreeSet::new();
    let kept = out.lines().into_iter().filter(|line| {
        let line = out.text[line.clone()].trim_matches(['\n', ' ']);
        !line.is_empty() && seen.insert(line)
    });
    let mut only = out.only(&kept.collect::<Vec<_>>());
    only.untraced = true;
    only
}

/// One of the ways in which a page's rows are written.
#[derive(Clone, Copy)]
struct Style {
    /// Newlines around a cell that its own markup adds.
    pad: usize,
    /// Spaces before the cell's text, and on the line behind it.
    spaces: Option<(usize, usize)>,
}

/// A page whose rows are written in several ways.
struct Mixed {
    w: Writer,
    /// Newlines between the cells of a row, and between rows, whatever their style.
    cell: usize,
    row: usize,
    /// White space in a blank cell.
    white: &'static str,
    /// Newlines that go with the text of a cell that has none.
    fewer: usize,
    /// Of a hundred labels, so many are cut in two by markup.
    cut: u64,
}

/// Two or three styles of rows in one table, drawn for each row: bare cells, cells in cells, and
/// those with the indentation of their markup.
pub(super) fn styles(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let style = |pad, spaces| Style { pad, spaces };
    let indent = (4 + rng.index(5), rng.index(5));
    let mut all = vec![
        style(0, None),
        style(1 + rng.index(3), None),
        style(rng.index(3), Some(indent)),
    ];
    if rng.chance(50) {
        all.remove(rng.index(3));
    }
    let cell = 2 + rng.index(3);
    let white = rng.pick(&["\u{a0}", "\u{3000}", ""]);
    let mut mixed = Mixed {
        w: Writer::default(),
        cell,
        row: cell + rng.index(6),
        white,
        fewer: if white.is_empty() { rng.index(2) } else { 0 },
        cut: rng.pick(&[0, 10, 40]),
    };
    for part in page(sheet) {
        match part {
            Part::Text(text) => mixed.w.text(&text),
            Part::Table(grid) => mixed.table(&grid, &all, rng),
        }
        mixed.w.text(&"\n".repeat(mixed.cell));
    }
    mixed.w.out
}

impl Mixed {
    fn table(&mut self, grid: &Grid, styles: &[Style], rng: &mut Rng) {
        for row in grid.rows() {
            let style = rng.pick(styles);
            let own: Vec<&Slot<'_>> = row.iter().filter(|slot| slot.begins).collect();
            for (at, slot) in own.iter().enumerate() {
                self.w.text(&"\n".repeat(style.pad));
                let fewer = self.cell(slot.anchor, style, rng);
                let last = at + 1 == own.len();
                let behind = if last { self.row } else { self.cell };
                self.w.separator(&"\n".repeat(style.pad + behind - fewer));
            }
        }
    }

    /// A cell, and how many fewer newlines stand behind it because it is nothing at all.
    fn cell(&mut self, anchor: &Anchor, style: Style, rng: &mut Rng) -> usize {
        let text = self.cut(anchor, rng);
        let blank = text.is_empty();
        if let Some((before, _)) = style.spaces {
            self.w.text(&" ".repeat(before));
        }
        self.w.cell(anchor, &text);
        if blank {
            self.w.text(self.white);
        }
        match style.spaces {
            Some((_, behind)) => {
                self.w.text("\n");
                self.w.text(&" ".repeat(behind));
                0
            }
            None if blank => self.fewer,
            None => 0,
        }
    }

    /// The text of a cell; a label may be cut anywhere by markup, but not before the mark of its enumerator.
    fn cut(&self, anchor: &Anchor, rng: &mut Rng) -> String {
        let length = anchor.text.chars().count();
        let whole = anchor.id.is_some() || anchor.text.contains('\n') || length < 4;
        if whole || !rng.chance(self.cut) {
            return anchor.text.clone();
        }
        broken(&anchor.text, 2 + rng.index(length - 2))
    }
}
