//! Tables drawn with characters.

use std::collections::BTreeMap;

use super::{document, joined};
use crate::generate::Sheet;
use crate::page::Grid;
use crate::random::Rng;
use crate::write::{Rendered, Writer, columns, width};

/// Which corners a position joins.
const UP: u8 = 1;
const DOWN: u8 = 2;
const LEFT: u8 = 4;
const RIGHT: u8 = 8;

/// The characters of a drawing: one for each way that lines meet, from `UP` to all four.
struct Pen {
    /// Horizontal, vertical.
    lines: [char; 2],
    /// ┌ ┐ └ ┘ ├ ┤ ┬ ┴ ┼
    corners: [char; 9],
}

const ASCII: Pen = Pen {
    lines: ['-', '|'],
    corners: ['+'; 9],
};
const LIGHT: Pen = Pen {
    lines: ['─', '│'],
    corners: ['┌', '┐', '└', '┘', '├', '┤', '┬', '┴', '┼'],
};
const DOUBLE: Pen = Pen {
    lines: ['═', '║'],
    corners: ['╔', '╗', '╚', '╝', '╠', '╣', '╦', '╩', '╬'],
};
const HEAVY: Pen = Pen {
    lines: ['━', '┃'],
    corners: ['┏', '┓', '┗', '┛', '┣', '┫', '┳', '┻', '╋'],
};

impl Pen {
    /// The character where lines go the ways of `bits`.
    fn draw(&self, bits: u8) -> char {
        const VERTICAL: u8 = UP | DOWN;
        const HORIZONTAL: u8 = LEFT | RIGHT;
        let corner = match bits {
            0 => return ' ',
            VERTICAL | UP | DOWN => return self.lines[1],
            HORIZONTAL | LEFT | RIGHT => return self.lines[0],
            _ if bits == DOWN | RIGHT => 0,
            _ if bits == DOWN | LEFT => 1,
            _ if bits == UP | RIGHT => 2,
            _ if bits == UP | LEFT => 3,
            _ if bits == VERTICAL | RIGHT => 4,
            _ if bits == VERTICAL | LEFT => 5,
            _ if bits == HORIZONTAL | DOWN => 6,
            _ if bits == HORIZONTAL | UP => 7,
            _ => 8,
        };
        self.corners[corner]
    }
}

/// Where lines are drawn between rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rules {
    /// Between all rows.
    All,
    /// Under the first row, or the header rows, only.
    Head,
}

/// A grid with its spans, a rule around every cell.
pub(super) fn grid_spans(sheet: &Sheet, _: &mut Rng) -> Rendered {
    drawn(sheet, &ASCII, Rules::All, true)
}

/// The same inside the one cell of an outer grid.
pub(super) fn grid_nested(sheet: &Sheet, _: &mut Rng) -> Rendered {
    nested(&drawn(sheet, &ASCII, Rules::All, true))
}

/// `+---+` above, below and under the header.
pub(super) fn mysql(sheet: &Sheet, _: &mut Rng) -> Rendered {
    drawn(sheet, &ASCII, Rules::Head, false)
}

/// ┌─┬─┐ with a rule under the header.
pub(super) fn box_light(sheet: &Sheet, _: &mut Rng) -> Rendered {
    drawn(sheet, &LIGHT, Rules::Head, false)
}

/// ┌─┬─┐ with rules between all rows, and spans.
pub(super) fn box_spans(sheet: &Sheet, _: &mut Rng) -> Rendered {
    drawn(sheet, &LIGHT, Rules::All, true)
}

/// ╔═╦═╗ with rules between all rows.
pub(super) fn box_double(sheet: &Sheet, _: &mut Rng) -> Rendered {
    drawn(sheet, &DOUBLE, Rules::All, false)
}

/// ┏━┳━┓ with a rule under the header.
pub(super) fn box_heavy(sheet: &Sheet, _: &mut Rng) -> Rendered {
    drawn(sheet, &HEAVY, Rules::Head, false)
}

/// Rules between all rows, and columns so narrow that labels take many lines.
pub(super) fn grid_narrow(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let widest = rng.pick(&[4, 5, 6, 8, 10]);
    let mut out = document(sheet, "\n\n", |w, grid| {
        let mut cells = cells(grid, false);
        for cell in cells.iter_mut().filter(|cell| cell.id.is_none()) {
            cell.lines = cell
                .lines
                .iter()
                .flat_map(|line| wrapped(line, widest))
                .collect();
        }
        Drawing::new(cells, grid).write(w, &ASCII, Rules::All, grid.head.max(1));
    });
    out.positional = true;
    out
}

/// A text in lines of so many columns at most.
fn wrapped(text: &str, widest: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for ch in text.chars() {
        let room = widest.saturating_sub(width(ch.encode_utf8(&mut [0; 4])));
        match lines.last_mut() {
            Some(last) if width(last) <= room => last.push(ch),
            _ => lines.push(ch.into()),
        }
    }
    lines
}

fn drawn(sheet: &Sheet, pen: &Pen, rules: Rules, spans: bool) -> Rendered {
    let mut out = document(sheet, "\n\n", |w, grid| {
        Drawing::new(cells(grid, spans), grid).write(w, pen, rules, grid.head.max(1));
    });
    out.positional = true;
    out
}

/// A cell to draw.
struct Cell {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
    lines: Vec<String>,
    id: Option<String>,
}

/// The cells of a grid; without spans every place is one.
fn cells(grid: &Grid, spans: bool) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (row, slots) in grid.rows().iter().enumerate() {
        for (column, slot) in slots.iter().enumerate() {
            if spans && !slot.begins {
                continue;
            }
            let anchor = slot.anchor;
            let text = if slot.begins {
                anchor.text.as_str()
            } else {
                ""
            };
            cells.push(Cell {
                row,
                column,
                rows: if spans { anchor.rows } else { 1 },
                columns: if spans { anchor.columns } else { 1 },
                lines: text.split('\n').map(str::to_owned).collect(),
                id: anchor.id.clone().filter(|_| slot.begins),
            });
        }
    }
    cells
}

/// A table on a canvas of characters.
struct Drawing {
    cells: Vec<Cell>,
    /// Where each column begins, on its rule; the last entry is the right edge.
    across: Vec<usize>,
    /// Where each row begins, on its rule; the last entry is the bottom edge.
    down: Vec<usize>,
}

impl Drawing {
    fn new(cells: Vec<Cell>, grid: &Grid) -> Self {
        let height = cells.iter().map(|cell| cell.row + cell.rows).max();
        let wide = |cell: &Cell| cell.lines.iter().map(|line| width(line)).max();
        let across = edges(grid.width, &cells, |cell| {
            (cell.column, cell.columns, wide(cell).unwrap_or(0) + 2)
        });
        let down = edges(height.unwrap_or(0), &cells, |cell| {
            (cell.row, cell.rows, cell.lines.len())
        });
        Self {
            cells,
            across,
            down,
        }
    }

    /// Which lines meet at every position.
    fn rulings(&self) -> Vec<Vec<u8>> {
        let (right, bottom) = (
            self.across[self.across.len() - 1],
            self.down[self.down.len() - 1],
        );
        let mut bits = vec![vec![0; right + 1]; bottom + 1];
        for cell in &self.cells {
            let (left, right) = (
                self.across[cell.column],
                self.across[cell.column + cell.columns],
            );
            let (top, bottom) = (self.down[cell.row], self.down[cell.row + cell.rows]);
            for row in [top, bottom] {
                for at in left..right {
                    bits[row][at] |= RIGHT;
                    bits[row][at + 1] |= LEFT;
                }
            }
            for column in [left, right] {
                for at in top..bottom {
                    bits[at][column] |= DOWN;
                    bits[at + 1][column] |= UP;
                }
            }
        }
        bits
    }

    /// Writes the table, and where everything in it stands.
    fn write(&self, w: &mut Writer, pen: &Pen, rules: Rules, head: usize) {
        let bits = self.rulings();
        let texts = self.texts();
        let last = bits.len() - 1;
        for (row, bits) in bits.iter().enumerate() {
            let rule = self.down.contains(&row);
            let wanted = [0, last, self.down[head]].contains(&row);
            if rule && rules == Rules::Head && !wanted {
                continue;
            }
            let mut column = 0;
            while column < bits.len() {
                if let Some((cell, line)) = texts.get(&(row, column)).copied() {
                    if cell.id.is_some() || !line.is_empty() {
                        record(w, cell, line);
                    }
                    column += width(line);
                    if !line.is_empty() {
                        continue;
                    }
                }
                let drawn = pen.draw(bits[column]);
                if drawn == pen.lines[1] && !rule {
                    w.separator(&drawn.to_string());
                } else {
                    w.text(&drawn.to_string());
                }
                column += 1;
            }
            w.text("\n");
        }
    }

    /// The lines of the cells, by the position where they begin.
    fn texts(&self) -> BTreeMap<(usize, usize), (&Cell, &str)> {
        let mut texts = BTreeMap::new();
        for cell in &self.cells {
            let column = self.across[cell.column] + 2;
            for (at, line) in cell.lines.iter().enumerate() {
                texts.insert(
                    (self.down[cell.row] + 1 + at, column),
                    (cell, line.as_str()),
                );
            }
        }
        texts
    }
}

/// Writes a line of a cell and notes where.
fn record(w: &mut Writer, cell: &Cell, line: &str) {
    let start = w.out.text.len();
    w.text(line);
    let range = start..w.out.text.len();
    match &cell.id {
        Some(id) => w.out.places.push((id.clone(), range)),
        None => w.out.labels.push(range),
    }
}

/// Where each of `count` tracks begins so that every cell has room: cells of one track first, then
/// the last track of a spanning cell grows. A rule of one stands before each.
fn edges(
    count: usize,
    cells: &[Cell],
    need: impl Fn(&Cell) -> (usize, usize, usize),
) -> Vec<usize> {
    let mut sizes = vec![1; count];
    for reach in 1..=count {
        for (at, span, size) in cells
            .iter()
            .map(&need)
            .filter(|(_, span, _)| *span == reach)
        {
            let have = sizes[at..at + span].iter().sum::<usize>() + span - 1;
            sizes[at + span - 1] += size.saturating_sub(have);
        }
    }
    let mut edges = vec![0];
    for size in sizes {
        edges.push(edges[edges.len() - 1] + size + 1);
    }
    edges
}

/// A document inside the one cell of a grid as wide as its widest line.
fn nested(inner: &Rendered) -> Rendered {
    let most = inner.text.lines().map(width).max().unwrap_or(0);
    let rule = format!("+{}+\n", "-".repeat(most + 2));
    let mut out = Rendered {
        text: rule.clone(),
        positional: inner.positional,
        ..Rendered::default()
    };
    for line in inner.lines() {
        let text = inner.text[line.clone()].trim_end_matches('\n');
        let shift = out.text.len() + 2;
        let moved = |range: &std::ops::Range<usize>| {
            let inside = line.start <= range.start && range.end <= line.start + text.len();
            inside.then(|| range.start - line.start + shift..range.end - line.start + shift)
        };
        let places = inner.places.iter();
        out.places
            .extend(places.filter_map(|(id, range)| Some((id.clone(), moved(range)?))));
        out.labels.extend(inner.labels.iter().filter_map(moved));
        out.separators
            .extend(inner.separators.iter().filter_map(moved));
        let pad = " ".repeat(most - width(text));
        out.text.push_str(&format!("| {text}{pad} |\n"));
    }
    out.text.push_str(&rule);
    out
}

/// A reST simple table: columns under rules of `=`, `..` where the first column is empty.
pub(super) fn rst_simple(sheet: &Sheet, _: &mut Rng) -> Rendered {
    let mut out = document(sheet, "\n\n", |w, grid| {
        let rows = grid.rows();
        let text = |slot: &crate::page::Slot<'_>, column: usize| {
            let said = joined(slot.anchor, "");
            match column {
                _ if slot.begins && !said.is_empty() => said,
                0 => "..".to_owned(),
                _ => String::new(),
            }
        };
        let widths: Vec<usize> = (0..grid.width)
            .map(|column| {
                let texts = rows.iter().map(|row| width(&text(&row[column], column)));
                texts.max().unwrap_or(0).max(2)
            })
            .collect();
        let rule: Vec<String> = widths.iter().map(|width| "=".repeat(*width)).collect();
        let rule = rule.join("  ") + "\n";
        w.text(&rule);
        for (at, row) in rows.iter().enumerate() {
            if at == grid.head.max(1) {
                w.text(&rule);
            }
            for (column, slot) in row.iter().enumerate() {
                if column > 0 {
                    w.text("  ");
                }
                let text = text(slot, column);
                if slot.begins && text != ".." {
                    w.cell(slot.anchor, &text);
                } else {
                    if slot.begins {
                        w.cell(slot.anchor, "");
                    }
                    w.text(&text);
                }
                let used: usize = text.chars().map(columns).sum();
                w.text(&" ".repeat(widths[column] - used));
            }
            w.text("\n");
        }
        w.text(&rule);
    });
    out.positional = true;
    out
}

#[test]
fn lines_meet_in_the_right_characters() {
    let grid = Grid {
        width: 2,
        head: 0,
        anchors: Vec::new(),
    };
    let cell = |row, column, columns, text: &str| Cell {
        row,
        column,
        rows: 1,
        columns,
        lines: vec![text.to_owned()],
        id: None,
    };
    let cells = vec![
        cell(0, 0, 2, "规章"),
        cell(1, 0, 1, "1"),
        cell(1, 1, 1, "23"),
    ];
    let mut w = Writer::default();
    Drawing::new(cells, &grid).write(&mut w, &LIGHT, Rules::All, 1);
    assert_eq!(
        w.out.text,
        "┌────────┐\n│ 规章   │\n├───┬────┤\n│ 1 │ 23 │\n└───┴────┘\n"
    );
}
