//! Pages written as a document: lines with blanks for gaps, and grids.

use super::flow::{Block, Filled, Placed, Section, Shown};
use super::geometry::Rect;
use super::lines::{Line, Piece};
use super::{PageBox, Regions};
use crate::source::{Document, Measured, MeasuredWord, page::Page};

/// What stands for what may be out of sight.
const UNSEEN: &str = "\u{fffd}";

/// The document of pages, and where its text stands on them.
pub(super) fn write(blocks: &[Block], pages: &[Shown]) -> (Document<'static>, Regions) {
    let mut writer = Writer {
        pages,
        scales: scales(blocks, pages.len()),
        page: Page::default(),
        boxes: Vec::new(),
        measured: Vec::new(),
        last: None,
    };
    for block in blocks {
        match block {
            Block::Line(placed) => writer.line(placed),
            Block::Table(sections) => writer.table(sections),
        }
    }
    let (mut document, places) = writer.page.finish_placed();
    document.measured = Measured {
        words: writer.measured,
        grain: grain(blocks),
    };
    let regions = Regions {
        places,
        boxes: writer.boxes,
    };
    (document, regions)
}

/// How the columns of characters lie on a page.
#[derive(Clone, Copy, Debug)]
struct Scale {
    left: f64,
    unit: f64,
}

/// The columns of each page: as wide as a character of its most narrow text.
fn scales(blocks: &[Block], pages: usize) -> Vec<Scale> {
    const NARROWEST: f64 = 2.0;
    let none = Scale {
        left: f64::INFINITY,
        unit: f64::INFINITY,
    };
    let mut scales = vec![none; pages];
    for block in blocks {
        let Block::Line(Placed { page, line }) = block else {
            continue;
        };
        let Some(scale) = scales.get_mut(*page) else {
            continue;
        };
        scale.left = scale.left.min(line.area.left);
        for piece in &line.pieces {
            let unit = piece.area.width() / columns(&piece.text) as f64;
            scale.unit = scale.unit.min(unit.max(NARROWEST));
        }
    }
    scales
}

/// How many columns a text takes where letters take one and Chinese characters two.
fn columns(text: &str) -> usize {
    let width = |ch: char| match ch {
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff01}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    };
    text.chars().map(width).sum::<usize>().max(1)
}

/// How many places there are to a point, and to the width of a letter of most lines.
const PLACES: f64 = 4.0;

/// A place across the page.
fn place(at: f64) -> u32 {
    (at.max(0.0) * PLACES).round() as u32
}

fn grain(blocks: &[Block]) -> u32 {
    let mut sizes: Vec<f64> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Line(placed) => Some(placed.line.size),
            Block::Table(_) => None,
        })
        .collect();
    sizes.sort_by(f64::total_cmp);
    let usual = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
    place(usual / 2.0)
}

/// No more blanks are written side by side: pages may be as wide as one likes, and the places of words are known besides.
const MOST_BLANKS: usize = 512;

struct Writer<'p> {
    pages: &'p [Shown],
    scales: Vec<Scale>,
    page: Page,
    boxes: Vec<PageBox>,
    measured: Vec<MeasuredWord>,
    /// The page that something was last written of.
    last: Option<usize>,
}

impl Writer<'_> {
    /// Takes note of an area of a page, and gives its index.
    fn region(&mut self, page: usize, area: Rect) -> u32 {
        let index = u32::try_from(self.boxes.len()).unwrap_or(u32::MAX);
        if let Some(shown) = self.pages.get(page) {
            let area = area.under(shown.back);
            self.boxes.push(PageBox {
                page: shown.number,
                left: area.left as f32,
                bottom: area.bottom as f32,
                right: area.right as f32,
                top: area.top as f32,
            });
        }
        index
    }

    fn piece(&mut self, page: usize, piece: &Piece) {
        let region = self.region(page, piece.area);
        self.page.put(&piece.text, region, region.saturating_add(1));
    }

    /// A line, with each piece in its column.
    fn line(&mut self, placed: &Placed) {
        let page = placed.page;
        let Some(scale) = self.scales.get(page).copied() else {
            return;
        };
        let mut blanks = String::new();
        if self.last.replace(page).is_some_and(|last| last != page) {
            blanks.push('\u{c}');
        }
        let mut taken = 0;
        for piece in &placed.line.pieces {
            let column = ((piece.area.left - scale.left) / scale.unit)
                .round()
                .max(0.0) as usize;
            let least = usize::from(taken > 0);
            let gap = column.saturating_sub(taken).clamp(least, MOST_BLANKS);
            blanks.extend(std::iter::repeat_n(' ', gap));
            self.page.indent(&blanks);
            blanks.clear();
            let from = self.page.len();
            self.piece(page, piece);
            let places = piece.words.iter().map(|(at, left, right)| MeasuredWord {
                at: u32::try_from(from + at).unwrap_or(u32::MAX),
                from: place(*left),
                to: place(*right),
            });
            self.measured.extend(places);
            taken += gap + columns(&piece.text);
        }
        self.page.end_line();
    }

    fn table(&mut self, sections: &[Section]) {
        self.page.open_grid();
        for section in sections {
            self.page.open_group();
            self.last = Some(section.page);
            for row in 0..section.height {
                self.row(section, row);
            }
        }
        self.page.close_grid();
    }

    fn row(&mut self, section: &Section, row: usize) {
        let stands = |filled: &&Filled| match filled.goes_on {
            Some(_) => (filled.cell.first..filled.cell.behind).contains(&row),
            None => filled.cell.first == row,
        };
        let mut cells: Vec<&Filled> = section.cells.iter().filter(stands).collect();
        if !cells.iter().any(|filled| filled.goes_on.is_none()) {
            return;
        }
        cells.sort_by_key(|filled| filled.cell.left);
        self.page.open_row();
        for filled in cells {
            let cell = &filled.cell;
            let columns = cell.right - cell.left;
            if filled.goes_on.is_some() {
                self.page.pass_covered();
                self.page.cover(columns);
                continue;
            }
            let rows = u16::try_from(cell.behind - cell.first).unwrap_or(u16::MAX);
            let region = self.region(section.page, cell.area);
            self.page.open_cell(columns, rows, region);
            self.content(filled);
            if cell.is_cut {
                self.page.put(UNSEEN, region, region);
            }
            self.page.close_cell();
        }
        self.page.close_row();
    }

    /// The lines of a cell.
    fn content(&mut self, filled: &Filled) {
        let width = filled.cell.area.width();
        let mut before: Option<&Line> = None;
        for Placed { page, line } in &filled.lines {
            if before.is_some_and(|before| !is_cut(before, line, width)) {
                self.page.end_line();
            }
            for (index, piece) in line.pieces.iter().enumerate() {
                if index > 0 {
                    self.page.put(" ", 0, 0);
                }
                self.piece(*page, piece);
            }
            before = Some(line);
        }
    }
}

/// Whether two lines of a cell are a number that was too wide for it: nothing but digits, and no room for one more.
fn is_cut(line: &Line, next: &Line, width: f64) -> bool {
    /// What a cell leaves free at its sides, and how wide a digit is, in sizes of the font.
    const MARGINS: f64 = 11.0;
    const DIGIT: f64 = 0.5;
    let digits = |line: &Line| {
        let [piece] = &*line.pieces else { return false };
        let mut chars = piece.text.chars();
        chars.all(|ch| matches!(ch, '0'..='9' | '.' | ',' | '０'..='９'))
    };
    let room = width - line.area.width();
    digits(line) && digits(next) && room < MARGINS + DIGIT * line.size
}
