//! Tables whose columns are kept by position only, as PDF extractors and terminals write them, and the order in which
//! extractors write that do not keep columns.

use super::{document, joined};
use crate::generate::Sheet;
use crate::page::{Anchor, Grid};
use crate::random::Rng;
use crate::write::{Rendered, Writer, width};

/// How a page is set.
#[derive(Clone, Copy)]
struct Setting {
    /// How wide a text is.
    measure: fn(&str) -> usize,
    /// Labels are broken after so many characters.
    wrap: usize,
    /// Text stands in the middle of its cell; else at its beginning.
    centred: bool,
    /// A label over many rows is written down the page.
    vertical: bool,
    /// Blanks between columns, at least.
    gap: usize,
    pages: Pages,
}

/// What a page break within a table does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pages {
    One,
    /// The header stands on both pages.
    Headed,
    /// It stands on the first only.
    Bare,
}

/// No label is so long.
const NEVER: usize = 200;

const POINTS: Setting = Setting {
    measure: |text| text.chars().count(),
    wrap: NEVER,
    centred: true,
    vertical: false,
    gap: 3,
    pages: Pages::One,
};

/// Padded by code points, as extractors pad.
pub(super) fn points(sheet: &Sheet, _: &mut Rng) -> Rendered {
    set(sheet, POINTS, 0)
}

/// Padded by display width, as terminals pad.
pub(super) fn display(sheet: &Sheet, _: &mut Rng) -> Rendered {
    let setting = Setting {
        measure: width,
        centred: false,
        gap: 2,
        ..POINTS
    };
    set(sheet, setting, 0)
}

/// Labels wrapped in narrow cells, their values beside the middle.
pub(super) fn wrapped(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let wrap = 9 + rng.index(6);
    set(sheet, Setting { wrap, ..POINTS }, 0)
}

/// The same with a group whose label is written down the page.
pub(super) fn vertical(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let setting = Setting {
        wrap: 10 + rng.index(4),
        vertical: true,
        ..POINTS
    };
    set(sheet, setting, 0)
}

/// Tables that go on behind a page break, with their header.
pub(super) fn pages_headed(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let setting = Setting {
        wrap: 12,
        vertical: true,
        pages: Pages::Headed,
        ..POINTS
    };
    set(sheet, setting, rng.index(16))
}

/// Tables that go on behind a page break without one: there only full rows say what their columns are.
pub(super) fn pages_bare(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let setting = Setting {
        wrap: 12,
        vertical: true,
        pages: Pages::Bare,
        ..POINTS
    };
    set(sheet, setting, rng.index(16))
}

/// A piece of a cell on a line.
struct Piece<'g> {
    line: usize,
    at: usize,
    text: String,
    anchor: &'g Anchor,
}

fn set(sheet: &Sheet, setting: Setting, turn: usize) -> Rendered {
    let mut out = document(sheet, "\n\n", |w, grid| {
        let (pieces, heights) = paper(grid, setting);
        let starts: Vec<usize> = heights
            .iter()
            .scan(0, |line, height| {
                let start = *line;
                *line += height;
                Some(start)
            })
            .collect();
        let end = starts.last().copied().unwrap_or(0) + heights.last().copied().unwrap_or(0);
        match page_break(grid, setting.pages, turn) {
            None => write(w, &pieces, 0..end, 0, setting.measure),
            Some(row) => {
                let turn_at = starts[row];
                write(w, &pieces, 0..turn_at, 0, setting.measure);
                w.text(&format!("{}- {} -\n\u{c}", " ".repeat(24), 2 + turn % 3));
                let indent = 1 + turn % 5;
                if setting.pages == Pages::Headed {
                    let head = starts.get(grid.head).copied().unwrap_or(0);
                    write(w, &pieces, 0..head, indent, setting.measure);
                }
                write(w, &pieces, turn_at..end, indent, setting.measure);
            }
        }
    });
    out.positional = true;
    out.points = (setting.measure)("公") == 1;
    out
}

/// The row before which a page ends: a row of values, or, where headers stand within the table, the first of a block.
fn page_break(grid: &Grid, pages: Pages, turn: usize) -> Option<usize> {
    let valued = |row: usize| {
        grid.anchors
            .iter()
            .any(|it| it.row == row && it.id.is_some())
    };
    let titled = |row: usize| {
        grid.anchors
            .iter()
            .any(|it| it.row == row && it.columns == grid.width)
    };
    let last = grid.anchors.iter().map(|it| it.row).max()?;
    let may = |row: &usize| match pages {
        Pages::One => false,
        Pages::Headed if grid.head == 0 => titled(*row),
        Pages::Headed | Pages::Bare => *row > grid.head && valued(*row),
    };
    let rows: Vec<usize> = (1..=last).filter(may).collect();
    rows.get(turn % rows.len().max(1)).copied()
}

/// Where everything stands, line by line, and how many lines each row takes.
fn paper(grid: &Grid, setting: Setting) -> (Vec<Piece<'_>>, Vec<usize>) {
    let texts: Vec<Vec<String>> = grid
        .anchors
        .iter()
        .map(|it| lines_of(it, setting))
        .collect();
    let measure = |lines: &Vec<String>| lines.iter().map(|it| (setting.measure)(it)).max();
    let mut widths = vec![1; grid.width];
    let mut heights = vec![
        1;
        grid.anchors
            .iter()
            .map(|it| it.row + it.rows)
            .max()
            .unwrap_or(0)
    ];
    for span in 1..=grid.width.max(heights.len()) {
        for (anchor, lines) in grid.anchors.iter().zip(&texts) {
            if anchor.columns == span {
                let own = anchor.column..anchor.column + span;
                let room: usize =
                    widths[own.clone()].iter().sum::<usize>() + setting.gap * (span - 1);
                widths[own.end - 1] += measure(lines).unwrap_or(0).saturating_sub(room);
            }
            if anchor.rows == span {
                let own = anchor.row..anchor.row + span;
                let room: usize = heights[own.clone()].iter().sum();
                heights[own.end - 1] += lines.len().saturating_sub(room);
            }
        }
    }
    let left = |column: usize| {
        widths[..column]
            .iter()
            .map(|it| it + setting.gap)
            .sum::<usize>()
    };
    let top = |row: usize| heights[..row].iter().sum::<usize>();
    let mut pieces = Vec::new();
    for (anchor, lines) in grid.anchors.iter().zip(texts) {
        let end = anchor.column + anchor.columns;
        let room = left(end) - left(anchor.column) - setting.gap;
        let height = top(anchor.row + anchor.rows) - top(anchor.row);
        let first = top(anchor.row) + (height - lines.len()) / 2;
        for (line, text) in lines.into_iter().enumerate() {
            let spare = room - (setting.measure)(&text);
            let indent = if setting.centred { spare / 2 } else { 0 };
            pieces.push(Piece {
                line: first + line,
                at: left(anchor.column) + indent,
                text,
                anchor,
            });
        }
    }
    pieces.sort_by_key(|piece| (piece.line, piece.at));
    (pieces, heights)
}

/// The lines of a cell.
fn lines_of(anchor: &Anchor, setting: Setting) -> Vec<String> {
    if anchor.id.is_some() {
        return vec![anchor.text.clone()];
    }
    let wrap = if setting.vertical && anchor.rows > 8 {
        1
    } else {
        // A label that spans columns has the room of all of them.
        setting.wrap
            * if anchor.columns > 3 {
                8
            } else {
                anchor.columns
            }
    };
    let chars = |line: &str| line.chars().collect::<Vec<char>>();
    let wrapped = |line: &str| -> Vec<String> {
        let pieces = chars(line);
        pieces
            .chunks(wrap)
            .map(|piece| piece.iter().collect())
            .collect()
    };
    anchor.text.split('\n').flat_map(wrapped).collect()
}

/// Writes some of the lines.
fn write(
    w: &mut Writer,
    pieces: &[Piece<'_>],
    lines: std::ops::Range<usize>,
    indent: usize,
    measure: fn(&str) -> usize,
) {
    for line in lines {
        let start = w.out.text.len();
        for piece in pieces.iter().filter(|piece| piece.line == line) {
            if piece.text.is_empty() {
                w.cell(piece.anchor, "");
                continue;
            }
            let there = measure(&w.out.text[start..]);
            w.text(&" ".repeat((piece.at + indent).saturating_sub(there)));
            w.cell(piece.anchor, &piece.text);
        }
        w.text("\n");
    }
}

/// The order of reading, a row a line, one blank between its values: blanks leave no trace, wrapped labels stand on
/// lines before their values.
pub(super) fn raw(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let wrap = 10 + rng.index(6);
    document(sheet, "\n", |w, grid| {
        for row in grid.rows() {
            let own: Vec<&Anchor> = row
                .iter()
                .filter(|it| it.begins)
                .map(|it| it.anchor)
                .collect();
            let labels = own.iter().filter(|it| it.id.is_none());
            let valued = own.iter().any(|it| it.id.is_some());
            let count = labels.clone().count();
            for (at, anchor) in labels.enumerate() {
                let pieces = lines_of(anchor, Setting { wrap, ..POINTS });
                let last = at + 1 == count && valued && pieces.len() == 1;
                for piece in pieces {
                    w.cell(anchor, &piece);
                    w.text(if last { "" } else { "\n" });
                }
            }
            for anchor in own.iter().filter(|it| it.id.is_some()) {
                let text = joined(anchor, "");
                let begins = w.out.text.ends_with('\n');
                w.text(if begins || text.is_empty() { "" } else { " " });
                w.cell(anchor, &text);
            }
            if valued && !w.out.text.ends_with('\n') {
                w.text("\n");
            }
        }
    })
}
