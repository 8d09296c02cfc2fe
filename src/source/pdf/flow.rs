//! Pages one after the other: what is at the edge of all of them, and tables that go on.

use std::collections::{HashMap, HashSet};

use super::Sheet;
use super::content::Glyph;
use super::gaps;
use super::geometry::{Matrix, Rect};
use super::lines::{Line, lines};
use super::tables::{Cell, Table};

/// Tables whose edges stand so near to each other's have the same width.
const SAME_EDGE: f64 = 5.0;

/// A line, and the page that it stands on.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) page: usize,
    pub(super) line: Line,
}

/// What stands one under the other, on whatever page.
#[derive(Debug)]
pub(super) enum Block {
    Line(Placed),
    /// A table: a section for each page that it is on.
    Table(Vec<Section>),
}

/// The part of a table that is on one page.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) page: usize,
    pub(super) height: usize,
    pub(super) cells: Vec<Filled>,
    area: Rect,
}

/// A cell with its lines.
#[derive(Debug)]
pub(super) struct Filled {
    pub(super) cell: Cell,
    pub(super) lines: Vec<Placed>,
    /// It goes on with the cell of this index on the page before, and says nothing itself.
    pub(super) goes_on: Option<usize>,
}

impl Filled {
    /// All that it says.
    fn text(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(|it| it.line.text()).collect();
        lines.join("\n")
    }
}

/// Something that stands on a page.
#[derive(Debug)]
enum Part {
    Line(Line),
    Table(Section),
}

/// What a page is shown by: its number, and what turns places back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    pub(super) number: u32,
    pub(super) back: Matrix,
}

/// The pages so far.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pages: Vec<(Shown, Vec<Part>)>,
}

impl Flow {
    /// Whether nothing has been read.
    pub(super) fn is_empty(&self) -> bool {
        self.pages.iter().all(|(_, parts)| parts.is_empty())
    }

    /// Adds a page.
    pub(super) fn add(&mut self, number: u32, sheet: Sheet) {
        let Sheet {
            glyphs,
            mut tables,
            area,
            back,
        } = sheet;
        let page = self.pages.len();
        let mut free: Vec<&Glyph> = Vec::new();
        let mut inside: Vec<Vec<Vec<&Glyph>>> = tables
            .iter()
            .map(|table| vec![Vec::new(); table.cells.len()])
            .collect();
        for glyph in &glyphs {
            let point = Some(glyph.area.middle()).filter(|_| glyph.turn < 4);
            let place = point.and_then(|point| {
                let mut found = (0_usize..).zip(&tables);
                found.find_map(|(index, table)| Some((index, table.cell_at(point)?)))
            });
            let cell = place.and_then(|(table, cell)| inside.get_mut(table)?.get_mut(cell));
            match cell {
                Some(cell) => cell.push(glyph),
                None => free.push(glyph),
            }
        }
        for (table, inside) in tables.iter_mut().zip(&mut inside) {
            if lacks_columns(table, inside, &free) {
                free.extend(std::mem::take(inside).into_iter().flatten());
            }
            cut(table, inside, &free, area);
        }
        let lines = lines(&free, true).into_iter();
        let lines = lines.filter_map(|line| line.on(area));
        let mut parts: Vec<Part> = lines.map(Part::Line).collect();
        let tables = tables.iter().zip(inside);
        let tables = tables.filter(|(_, inside)| !inside.is_empty());
        parts.extend(tables.map(|(table, inside)| Part::Table(section(page, table, &inside))));
        parts.sort_by(|one, other| order(other).total_cmp(&order(one)));
        self.pages.push((Shown { number, back }, parts));
    }

    /// What stands on the pages one under the other, and how each page is shown. What is at the edges of pages stands
    /// behind the table that it would cut.
    pub(super) fn finish(self, torn: impl Fn(&str, &str) -> bool) -> (Vec<Block>, Vec<Shown>) {
        let edges = edges(&self.pages);
        let mut blocks: Vec<Block> = Vec::new();
        let mut shown = Vec::new();
        let mut held = Vec::new();
        for (page, (how, parts)) in self.pages.into_iter().enumerate() {
            shown.push(how);
            for part in parts {
                let open = matches!(blocks.last(), Some(Block::Table(_)));
                match part {
                    Part::Line(line) if open && edges.contains(&key(page, &line)) => {
                        held.push(Block::Line(Placed { page, line }));
                    }
                    Part::Line(line) => {
                        blocks.append(&mut held);
                        blocks.push(Block::Line(Placed { page, line }));
                    }
                    Part::Table(mut section) => match blocks.last_mut() {
                        Some(Block::Table(sections)) if goes_on(sections, &section) => {
                            join(sections, &mut section, &torn);
                            sections.push(section);
                        }
                        _ => {
                            blocks.append(&mut held);
                            blocks.push(Block::Table(vec![section]));
                        }
                    },
                }
            }
        }
        blocks.append(&mut held);
        (blocks, shown)
    }
}

/// Whether text stands beside most rows of a table: then lines are drawn around some of its columns only, and where its text
/// stands tells more than they do.
fn lacks_columns(table: &Table, inside: &[Vec<&Glyph>], free: &[&Glyph]) -> bool {
    let mut filled = vec![false; table.height()];
    let mut beside = filled.clone();
    let is_text = |glyph: &Glyph| !glyph.is_blank() && glyph.turn < 4;
    for (cell, glyphs) in table.cells.iter().zip(inside) {
        if glyphs.iter().any(|glyph| is_text(glyph)) {
            let rows = filled.get_mut(cell.first..cell.behind);
            rows.unwrap_or_default().fill(true);
        }
    }
    for glyph in free.iter().filter(|glyph| is_text(glyph)) {
        let row = table.row_at(glyph.area.middle().1);
        if let Some(row) = row.and_then(|row| beside.get_mut(row)) {
            *row = true;
        }
    }
    let both = filled.iter().zip(&beside);
    let both = both.filter(|(filled, beside)| **filled && **beside).count();
    both > 1 && 2 * both > filled.iter().filter(|filled| **filled).count()
}

/// Takes note of the cells that the edge of a page cuts, so that what they hold may be out of sight: they reach to the edge,
/// and what they hold comes near to it, or is nothing, or more of their rows stands beside the page.
fn cut(table: &mut Table, inside: &[Vec<&Glyph>], free: &[&Glyph], page: Rect) {
    const EDGE: f64 = 1.0;
    let beside = free.iter().filter(|glyph| !glyph.is_blank());
    let mut beside = beside.map(|glyph| glyph.area.middle());
    let is_beside = beside.any(|(x, y)| {
        !(page.left..=page.right).contains(&x) && (table.area.bottom..=table.area.top).contains(&y)
    });
    for (cell, glyphs) in table.cells.iter_mut().zip(inside) {
        let area = cell.area;
        let is_near = |glyph: &&Glyph| {
            let area = glyph.area;
            area.left < page.left + glyph.size || area.right > page.right - glyph.size
        };
        let mut shown = glyphs.iter().filter(|glyph| !glyph.is_blank()).peekable();
        cell.is_cut = (area.left <= page.left + EDGE || area.right >= page.right - EDGE)
            && (is_beside || shown.peek().is_none() || shown.any(is_near));
    }
}

/// How high a part begins.
fn order(part: &Part) -> f64 {
    match part {
        Part::Line(line) => line.area.top,
        Part::Table(table) => table.area.top,
    }
}

/// The part of a table that is on a page, with the lines of its cells.
fn section(page: usize, table: &Table, inside: &[Vec<&Glyph>]) -> Section {
    let placed = |line| Placed { page, line };
    let cells = table.cells.iter().zip(inside);
    let mut cells: Vec<Filled> = cells
        .map(|(cell, glyphs)| Filled {
            cell: cell.clone(),
            lines: lines(glyphs, false).into_iter().map(placed).collect(),
            goes_on: None,
        })
        .collect();
    Section {
        page,
        height: gaps::close(table, &mut cells),
        cells,
        area: table.area,
    }
}

/// A page and a line of it.
type Key = (usize, i64);

fn key(page: usize, line: &Line) -> Key {
    (page, (line.area.bottom * 8.0) as i64)
}

/// The lines that stand at the edges of pages and are no part of the text: numbers of pages, and what is printed at one
/// height on several pages.
fn edges(pages: &[(Shown, Vec<Part>)]) -> HashSet<Key> {
    const SAME_HEIGHT: f64 = 6.0;
    let mut seen: HashMap<(String, i64), Vec<(usize, Key)>> = HashMap::new();
    let mut edges = HashSet::new();
    for (index, (_, parts)) in pages.iter().enumerate() {
        let count = parts.len();
        for (at, part) in parts.iter().enumerate() {
            let Part::Line(line) = part else { continue };
            if at >= 2 && at + 2 < count {
                continue;
            }
            let text = line.text();
            if is_page_number(&text) && (at == 0 || at + 1 == count) {
                edges.insert(key(index, line));
            }
            let pattern = text
                .chars()
                .filter(|ch| !ch.is_whitespace() && !ch.is_ascii_digit());
            let height = (line.area.bottom / SAME_HEIGHT).round() as i64;
            let there = seen.entry((pattern.collect(), height)).or_default();
            there.push((index, key(index, line)));
        }
    }
    for same in seen.into_values() {
        let first = same.first().map(|(page, _)| *page);
        if same.iter().any(|(page, _)| Some(*page) != first) {
            edges.extend(same.into_iter().map(|(_, key)| key));
        }
    }
    edges
}

/// `12`, `- 3 -`, `3/12`.
fn is_page_number(text: &str) -> bool {
    const LONGEST: usize = 16;
    let marks = |ch: char| {
        matches!(
            ch,
            '-' | '/' | '.' | '·' | '~' | '\u{2010}'..='\u{2015}' | '－' | '─'
        )
    };
    text.len() <= LONGEST
        && text.chars().any(|ch| ch.is_ascii_digit())
        && text
            .chars()
            .all(|ch| ch.is_ascii_digit() || ch.is_whitespace() || marks(ch))
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= SAME_EDGE
}

/// Whether a table goes on with a section on the next page: it has the same width.
fn goes_on(sections: &[Section], next: &Section) -> bool {
    sections.last().is_some_and(|last| {
        last.page + 1 == next.page
            && same(last.area.left, next.area.left)
            && same(last.area.right, next.area.right)
    })
}

/// Joins the next section to those before it: cells that the page broke go on.
fn join(sections: &mut [Section], next: &mut Section, torn: &impl Fn(&str, &str) -> bool) {
    let Some(last) = sections.last() else { return };
    // The cell above an area, and what the whole of it says.
    let over = |area: Rect| {
        let mut cells = (0_usize..).zip(&last.cells);
        let above = cells.find(|(_, above)| {
            above.cell.behind == last.height
                && same(above.cell.area.left, area.left)
                && same(above.cell.area.right, area.right)
        });
        above.and_then(|(index, _)| Some((index, whole(sections, index)?)))
    };
    let halves = |above: &Filled, below: &Filled| torn(&above.text(), &below.text());
    // A cell over several rows that says nothing, or the other half of what the one above it says, goes on.
    let mut going = Vec::new();
    for (index, below) in (0_usize..).zip(&next.cells) {
        if below.cell.first > 0 || below.cell.behind < 2 {
            continue;
        }
        if let Some((place, above)) = over(below.cell.area)
            && (below.lines.is_empty() || halves(above, below))
        {
            going.push((index, place));
        }
    }
    // A row goes on if a label in it does, and if nothing else stands on both pages.
    let is_going = |index: usize| going.iter().any(|(it, _)| *it == index);
    let first = (0_usize..).zip(&next.cells);
    let first = first.filter(|(index, below)| below.cell.first == 0 && !is_going(*index));
    let pairs: Option<Vec<(usize, usize, bool, bool)>> = first
        .map(|(index, below)| {
            let (place, above) = over(below.cell.area)?;
            let torn = halves(above, below);
            let fits = torn || above.lines.is_empty() || below.lines.is_empty();
            let fits = fits && below.cell.behind == 1;
            Some((index, place, torn, fits))
        })
        .collect();
    let pairs = pairs.filter(|pairs| {
        pairs.iter().any(|(_, _, torn, _)| *torn) && pairs.iter().all(|(_, _, _, fits)| *fits)
    });
    let row_goes_on = pairs.is_some();
    for (index, place, ..) in pairs.unwrap_or_default() {
        going.push((index, place));
    }
    for (index, place) in going {
        let Some(below) = next.cells.get_mut(index) else {
            continue;
        };
        below.goes_on = Some(place);
        let mut lines = std::mem::take(&mut below.lines);
        if let Some((section, cell)) = beginning(sections, place)
            && let Some(section) = sections.get_mut(section)
            && let Some(owner) = section.cells.get_mut(cell)
        {
            owner.lines.append(&mut lines);
        }
    }
    if row_goes_on {
        next.cells.retain(|cell| cell.cell.behind > 1);
        for cell in &mut next.cells {
            cell.cell.first = cell.cell.first.max(1);
        }
    }
}

/// Where the cell began that the cell of an index of the last section goes on with: its section, and its index there.
fn beginning(sections: &[Section], mut index: usize) -> Option<(usize, usize)> {
    let mut section = sections.len().checked_sub(1)?;
    while let Some(above) = sections.get(section)?.cells.get(index)?.goes_on {
        section = section.checked_sub(1)?;
        index = above;
    }
    Some((section, index))
}

/// The whole of the cell of an index of the last section, from the page that it began on.
fn whole(sections: &[Section], index: usize) -> Option<&Filled> {
    let (section, index) = beginning(sections, index)?;
    sections.get(section)?.cells.get(index)
}
