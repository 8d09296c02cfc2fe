//! Tables drawn with lines. Every line is as long as the others where Chinese characters are twice as wide as others.

use super::{Document, Role, Ruled, RuledCell};
use crate::layout::measure::width;

/// How wide the columns of a table may be together, labels beside rows apart.
const ROOM: usize = 72;
/// How wide a column is at least, and at most.
const NARROW: usize = 4;
const WIDE: usize = 16;
/// How wide a column of labels beside rows is at most.
const BESIDE: usize = 20;

/// Which ways the lines go from a crossing.
const UP: usize = 1;
const DOWN: usize = 2;
const LEFT: usize = 4;
const RIGHT: usize = 8;

/// The crossing for each sum of ways.
const CROSSINGS: [char; 16] = [
    ' ', '│', '│', '│', '─', '┘', '┐', '┤', '─', '└', '┌', '├', '─', '┴', '┬', '┼',
];

pub(super) fn document(document: &Document) -> String {
    document.written([""; 3], str::to_owned, |table| Drawing::of(table).draw())
}

/// A table with the lines of text of its cells, and room for them.
struct Drawing<'t> {
    table: &'t Ruled,
    /// The cell at each place.
    places: Vec<Vec<usize>>,
    /// The lines of each cell.
    lines: Vec<Vec<String>>,
    widths: Vec<usize>,
    heights: Vec<usize>,
}

impl<'t> Drawing<'t> {
    fn of(table: &'t Ruled) -> Self {
        let mut places = vec![vec![0; table.columns]; table.rows];
        for (index, cell) in table.cells.iter().enumerate() {
            for row in places.iter_mut().skip(cell.row).take(cell.rows) {
                row.iter_mut()
                    .skip(cell.column)
                    .take(cell.columns)
                    .for_each(|place| *place = index);
            }
        }
        let widths = widths(table);
        let wrap = |cell: &RuledCell| wrapped(&cell.text, inner(cell, &widths));
        let lines: Vec<Vec<String>> = table.cells.iter().map(wrap).collect();
        let heights = heights(table, &lines);
        Self {
            table,
            places,
            lines,
            widths,
            heights,
        }
    }

    /// The cell at a place; nothing outside the table.
    fn at(&self, row: Option<usize>, column: Option<usize>) -> Option<usize> {
        self.places.get(row?)?.get(column?).copied()
    }

    fn draw(&self) -> String {
        let mut out = String::new();
        for row in 0..=self.table.rows {
            self.line(&mut out, row, None);
            for line in 0..self.heights.get(row).copied().unwrap_or(0) {
                self.line(&mut out, row, Some(line));
            }
        }
        out
    }

    /// A line of text of a row, or the border above it.
    fn line(&self, out: &mut String, row: usize, line: Option<usize>) {
        let here = Some(row);
        let above = if line.is_some() {
            here
        } else {
            row.checked_sub(1)
        };
        let mut column: usize = 0;
        loop {
            let before = column.checked_sub(1);
            let here_differs = self.at(here, before) != self.at(here, Some(column));
            let above_differs = self.at(above, before) != self.at(above, Some(column));
            let border = |column| self.at(above, column) != self.at(here, column);
            let ways = [
                (above_differs, UP),
                (here_differs, DOWN),
                (border(before), LEFT),
                (border(Some(column)), RIGHT),
            ];
            let ways: usize = ways
                .iter()
                .filter(|(goes, _)| *goes)
                .map(|(_, way)| way)
                .sum();
            out.push(CROSSINGS.get(ways).copied().unwrap_or(' '));
            if column == self.table.columns {
                out.push('\n');
                return;
            }
            column += if border(Some(column)) {
                let width = self.widths.get(column).copied().unwrap_or(0);
                out.extend(std::iter::repeat_n('─', width + 2));
                1
            } else {
                self.inside(out, row, line, column)
            };
        }
    }

    /// A line of the cell at a place, over all its columns, whose number is returned.
    fn inside(&self, out: &mut String, row: usize, line: Option<usize>, column: usize) -> usize {
        let index = self.at(Some(row), Some(column)).unwrap_or_default();
        let Some(cell) = self.table.cells.get(index) else {
            return 1;
        };
        // The rows above are as many lines of text and as many borders.
        let above: usize = self
            .heights
            .iter()
            .take(row)
            .skip(cell.row)
            .map(|height| height + 1)
            .sum();
        let at = match line {
            Some(line) => Some(above + line),
            None => above.checked_sub(1),
        };
        let lines = self.lines.get(index).map_or(&[][..], Vec::as_slice);
        let text = at.and_then(|at| lines.get(at)).map_or("", String::as_str);
        let room = inner(cell, &self.widths).saturating_sub(columns_of(text));
        let left = if cell.role == Role::Value { room } else { 0 };
        *out += &format!(" {}{text}{} ", " ".repeat(left), " ".repeat(room - left));
        cell.columns
    }
}

/// The room for the text of a cell: its columns, and the borders and margins between them.
fn inner(cell: &RuledCell, widths: &[usize]) -> usize {
    let own = widths.iter().skip(cell.column).take(cell.columns);
    own.sum::<usize>() + 3 * (cell.columns - 1)
}

/// The widths of the columns: no number is broken, labels are.
fn widths(table: &Ruled) -> Vec<usize> {
    let wide = (ROOM / table.columns.max(1) / 2 * 2).clamp(NARROW, WIDE);
    let mut widths = vec![NARROW; table.columns];
    for cell in table.cells.iter().filter(|cell| cell.columns == 1) {
        let most = match cell.role {
            Role::Value => usize::MAX,
            Role::Beside => BESIDE,
            Role::Title | Role::Above => wide,
        };
        if let Some(width) = widths.get_mut(cell.column) {
            *width = (*width).max(columns_of(&cell.text).min(most));
        }
    }
    widths
}

/// The heights of the rows. What a cell over several rows needs more, its last row gives.
fn heights(table: &Ruled, lines: &[Vec<String>]) -> Vec<usize> {
    let mut heights = vec![1; table.rows];
    let mut cells: Vec<_> = table.cells.iter().zip(lines).collect();
    cells.sort_by_key(|(cell, _)| cell.rows);
    for (cell, lines) in cells {
        let own = heights.iter().skip(cell.row).take(cell.rows);
        let room = own.sum::<usize>() + cell.rows - 1;
        if let Some(last) = heights.get_mut(cell.row + cell.rows - 1) {
            *last += lines.len().saturating_sub(room);
        }
    }
    heights
}

/// A text in lines of no more than `room` columns.
fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for c in text.chars() {
        let wide = width(c) as usize;
        if used + wide > room && used > 0 {
            lines.push(String::new());
            used = 0;
        }
        used += wide;
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
    }
    lines
}

/// How many columns a text takes.
fn columns_of(text: &str) -> usize {
    text.chars().map(|c| width(c) as usize).sum()
}
