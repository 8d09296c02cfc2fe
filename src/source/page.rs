//! A document as it is being put together: its lines and its grids.
//!
//! A grid is never built: of the rows above only the columns that they still reach into are known.

use std::borrow::Cow;

use super::{Document, Measured, Places, Row, Slot};

/// Columns beyond these are not told apart: no row of a form is as wide.
const MOST_COLUMNS: usize = 256;

/// What stands in place of a picture in a cell that holds nothing else.
const PICTURE: &str = "\u{fffc}";

/// What parts the text from what will follow.
#[derive(Clone, Copy, Debug, Default)]
struct Gap {
    /// Ends of lines.
    lines: usize,
    /// Blocks that held nothing.
    empty: usize,
    /// A block begins or ends.
    block: bool,
    space: bool,
}

impl Gap {
    /// How many line ends it is.
    fn width(self) -> usize {
        self.lines.max(usize::from(self.block)) + self.empty
    }
}

/// A cell that is open.
#[derive(Clone, Copy, Debug)]
struct Cell {
    /// Where its text begins.
    from: usize,
    /// The source range of a picture in it.
    picture: Option<(u32, u32)>,
}

/// A grid that is open.
#[derive(Debug, Default)]
struct Grid {
    index: u32,
    /// For each column, how many rows a cell still takes in it, the open row among them.
    reach: Vec<u16>,
    /// The column of the next cell.
    column: usize,
    /// The open row.
    row: Option<Vec<Slot>>,
    cell: Option<Cell>,
    /// A cell of the open row holds a grid.
    nests: bool,
    rows: usize,
    cells: usize,
    /// Some row has a second column.
    wide: bool,
    /// Some cell holds a grid.
    outer: bool,
}

/// Puts a document together.
#[derive(Debug, Default)]
pub(super) struct Page {
    text: String,
    places: Places,
    gap: Gap,
    /// The length of the text at which no gap counts: at the beginning, and where a cell begins.
    fresh: usize,
    /// The length of the text when the innermost block began, if nothing came since.
    block: Option<usize>,
    open: Vec<Grid>,
    rows: Vec<Row>,
    slots: Vec<Slot>,
    /// For each grid whether it is one: more than a column, and cells of its own.
    wide: Vec<bool>,
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// White space that HTML does not keep.
const fn collapses(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0xc)
}

impl Page {
    /// A page with room for the text of so much markup.
    pub(super) fn with_room(markup: usize) -> Self {
        Self {
            text: String::with_capacity(markup / 4),
            ..Self::default()
        }
    }

    /// The document. A cell that is still open and empty is none: the document breaks off in it.
    pub(super) fn finish(mut self) -> Document<'static> {
        if let Some(grid) = self.open.last_mut() {
            grid.cell.take_if(|cell| cell.from == self.text.len());
        }
        while !self.open.is_empty() {
            self.close_grid();
        }
        if self.gap.empty > 0 {
            self.bridge();
        }
        let wide = self.wide;
        let mut rows = self.rows;
        rows.retain(|row| wide.get(row.grid as usize).is_some_and(|wide| *wide));
        Document {
            text: Cow::Owned(self.text),
            rows,
            slots: self.slots,
            places: vec![self.places],
            measured: Measured::default(),
        }
    }

    /// The document, where its text is all that spans can point into.
    pub(super) fn finish_extracted(self) -> Document<'static> {
        Document {
            places: Vec::new(),
            ..self.finish()
        }
    }

    /// The document, where its text is all that spans can point into, and where else the pieces of the text stand.
    pub(super) fn finish_placed(self) -> (Document<'static>, Places) {
        let mut document = self.finish();
        let places = document.places.pop().unwrap_or_default();
        (document, places)
    }

    /// Blanks before what follows on the line.
    pub(super) fn indent(&mut self, blanks: &str) {
        self.bridge();
        self.text.push_str(blanks);
    }

    /// How long the text is so far.
    pub(super) const fn len(&self) -> usize {
        self.text.len()
    }

    /// Text with its lines and blanks, and of no source; raised or lowered, if so.
    pub(super) fn say(&mut self, text: &str, small: bool) {
        for (index, line) in text.split('\n').enumerate() {
            self.gap.lines += usize::from(index > 0);
            let small: Option<String> = small.then(|| line.chars().map(raised).collect());
            self.put(small.as_deref().unwrap_or(line), 0, 0);
        }
    }

    /// Text of the source that begins at `at`; white space in it is a space.
    pub(super) fn flow(&mut self, text: &str, at: u32) {
        let bytes = text.as_bytes();
        let mut from = 0;
        while let Some(rest) = bytes.get(from..) {
            let white = rest.iter().take_while(|byte| collapses(**byte)).count();
            self.gap.space |= white > 0;
            from += white;
            let Some(end) = word_end(bytes, from) else {
                return;
            };
            let word = text.get(from..end).unwrap_or_default();
            self.write(
                word,
                offset(at as usize + from),
                offset(at as usize + end),
                true,
            );
            from = end;
        }
    }

    /// Text of the source that begins at `at`, with its lines and blanks.
    pub(super) fn keep(&mut self, text: &str, at: u32) {
        let mut from = at as usize;
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.gap.lines += 1;
            }
            if !line.is_empty() {
                self.write(line, offset(from), offset(from + line.len()), true);
            }
            from += line.len() + 1;
        }
    }

    /// Text that stands for a range of the source.
    pub(super) fn put(&mut self, text: &str, from: u32, to: u32) {
        if text.bytes().all(collapses) {
            self.gap.space |= !text.is_empty();
        } else {
            self.write(text, from, to, false);
        }
    }

    fn write(&mut self, text: &str, from: u32, to: u32, copied: bool) {
        if self.open.last().is_some_and(|grid| grid.cell.is_none()) {
            self.gap.block = true;
        }
        self.bridge();
        self.block = None;
        self.places.push(offset(self.text.len()), from, to, copied);
        self.text.push_str(text);
    }

    /// Writes the gap.
    fn bridge(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        if self.text.len() == self.fresh {
            return;
        }
        if gap.width() > 0 {
            self.text.extend(std::iter::repeat_n('\n', gap.width()));
        } else if gap.space && !self.text.ends_with(['\n', '\t']) {
            self.text.push(' ');
        }
    }

    /// The end of a line within a block.
    pub(super) fn end_line(&mut self) {
        self.gap.lines += 1;
        self.block = None;
    }

    /// A block begins: on a line of its own.
    pub(super) fn open_block(&mut self) {
        self.gap.block = true;
        self.block = Some(self.text.len());
    }

    /// A block ends. One that held nothing is a line that is empty.
    pub(super) fn close_block(&mut self) {
        self.gap.block = true;
        self.gap.empty += usize::from(self.block.take() == Some(self.text.len()));
    }

    /// A picture: it counts where a cell holds nothing else.
    pub(super) fn picture(&mut self, from: u32, to: u32) {
        if let Some(cell) = self.open.last_mut().and_then(|grid| grid.cell.as_mut()) {
            cell.picture.get_or_insert((from, to));
        }
    }

    /// Whether a grid is open.
    pub(super) const fn in_grid(&self) -> bool {
        !self.open.is_empty()
    }

    /// A grid begins: within the open cell, else in place of the open grid.
    pub(super) fn open_grid(&mut self) {
        if self.open.last().is_some_and(|grid| grid.cell.is_none()) {
            self.close_grid();
        }
        self.gap.block = true;
        self.block = None;
        self.open.push(Grid {
            index: offset(self.wide.len()),
            ..Grid::default()
        });
        self.wide.push(false);
    }

    /// The innermost grid ends.
    pub(super) fn close_grid(&mut self) {
        self.close_row();
        let Some(grid) = self.open.pop() else { return };
        self.gap.block = true;
        if let Some(wide) = self.wide.get_mut(grid.index as usize) {
            *wide = grid.wide;
        }
        // A single cell is no grid, but part of the cell around it.
        let single = grid.rows <= 1 && grid.cells <= 1 && !grid.outer;
        if single {
            self.rows.pop_if(|row| row.grid == grid.index);
        } else if let Some(outer) = self.open.last_mut() {
            (outer.nests, outer.outer) = (true, true);
        }
    }

    /// Rows that follow are another group: no cell reaches into them.
    pub(super) fn open_group(&mut self) {
        self.close_row();
        if let Some(grid) = self.open.last_mut() {
            grid.reach.clear();
        }
    }

    /// A row begins; in a grid of its own where none is open.
    pub(super) fn open_row(&mut self) {
        if self.open.is_empty() {
            self.open_grid();
        }
        self.close_row();
        if let Some(grid) = self.open.last_mut() {
            (grid.row, grid.column, grid.nests) = (Some(Vec::new()), 0, false);
        }
        self.gap.block = true;
    }

    /// So many columns of the open row are reached into from above.
    pub(super) fn cover(&mut self, columns: usize) {
        if let Some(grid) = self.open.last_mut().filter(|_| columns > 0) {
            grid.column = grid.column.saturating_add(columns).min(MOST_COLUMNS);
            grid.push_covered();
        }
    }

    /// Passes the columns of the open row that are reached into from above, and gives the next one, counted from 0.
    pub(super) fn pass_covered(&mut self) -> u32 {
        self.open.last_mut().map_or(0, |grid| {
            grid.advance();
            offset(grid.column)
        })
    }

    /// So many rows have no cells.
    pub(super) fn pass_rows(&mut self, count: u32) {
        let count = u16::try_from(count).unwrap_or(u16::MAX);
        if let Some(grid) = self.open.last_mut() {
            for rows in &mut grid.reach {
                *rows = rows.saturating_sub(count);
            }
        }
        self.gap.empty += usize::from(count > 0);
    }

    /// The open row of the innermost grid ends.
    pub(super) fn close_row(&mut self) {
        self.close_cell();
        let Some(grid) = self.open.last_mut() else {
            return;
        };
        let Some(mut slots) = grid.row.take() else {
            return;
        };
        let mut behind = grid.reach.iter().skip(grid.column);
        if behind.any(|rows| *rows > 0) {
            slots.push(Slot::Covered);
        }
        for rows in &mut grid.reach {
            *rows = rows.saturating_sub(1);
        }
        while grid.reach.pop_if(|rows| *rows == 0).is_some() {}
        grid.rows += 1;
        self.gap.block = true;
        let has_cells = slots.iter().any(|slot| *slot != Slot::Covered);
        if has_cells && !grid.nests {
            let first = offset(self.slots.len());
            self.slots.append(&mut slots);
            self.rows.push(Row {
                first,
                last: offset(self.slots.len()),
                grid: grid.index,
            });
        }
    }

    /// A cell begins, at `at` in the source, over so many columns and rows.
    pub(super) fn open_cell(&mut self, columns: usize, rows: u16, at: u32) {
        if self.open.last().is_none_or(|grid| grid.row.is_none()) {
            self.open_row();
        }
        self.close_cell();
        let Some(grid) = self.open.last_mut() else {
            return;
        };
        let nests = grid.nests;
        // Of covered slots there is one at most before the first cell.
        let first = grid.slots().iter().all(|slot| *slot == Slot::Covered);
        grid.advance();
        grid.occupy(columns, rows);
        if first {
            self.gap.block = true;
            self.bridge();
        } else {
            self.gap = Gap::default();
            self.text.push(if nests { '\n' } else { '\t' });
        }
        self.gap = Gap::default();
        self.block = None;
        self.fresh = self.text.len();
        self.places.push(offset(self.fresh), at, at, true);
        if let Some(grid) = self.open.last_mut() {
            grid.cell = Some(Cell {
                from: self.fresh,
                picture: None,
            });
        }
    }

    /// The open cell of the innermost grid ends.
    pub(super) fn close_cell(&mut self) {
        let Some(grid) = self.open.last_mut() else {
            return;
        };
        let Some(cell) = grid.cell.take() else { return };
        grid.cells += 1;
        if let Some((from, to)) = cell.picture
            && is_white(self.text.get(cell.from..).unwrap_or_default())
        {
            self.places.push(offset(self.text.len()), from, to, false);
            self.text.push_str(PICTURE);
        }
        self.gap = Gap::default();
        self.block = None;
        self.fresh = if self.text.is_empty() { 0 } else { usize::MAX };
        if let Some(slots) = &mut grid.row {
            slots.push(Slot::Anchor {
                from: offset(cell.from),
                to: offset(self.text.len()),
            });
        }
    }
}

impl Grid {
    /// The slots of the open row.
    fn slots(&mut self) -> &mut Vec<Slot> {
        self.row.get_or_insert_default()
    }

    /// Neighbouring places that are covered have one slot.
    fn push_covered(&mut self) {
        let slots = self.slots();
        if slots.last() != Some(&Slot::Covered) {
            slots.push(Slot::Covered);
        }
    }

    /// Passes the columns that cells of rows above reach into.
    fn advance(&mut self) {
        let reached = self.reach.iter().skip(self.column);
        let covered = reached.take_while(|rows| **rows > 0).count();
        self.column += covered;
        if covered > 0 {
            self.push_covered();
        }
    }

    /// A cell takes so many columns, for so many rows.
    fn occupy(&mut self, columns: usize, rows: u16) {
        let from = self.column.min(MOST_COLUMNS);
        let to = self.column.saturating_add(columns).min(MOST_COLUMNS);
        self.wide |= to > 1;
        if rows > 1 {
            if self.reach.len() < to {
                self.reach.resize(to, 0);
            }
            for reach in self.reach.get_mut(from..to).unwrap_or_default() {
                *reach = rows;
            }
        }
        self.column = to;
    }
}

fn is_white(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// Where a stretch of text ends that begins at `from`: at white space that is more than a single space. `None` at the
/// end of the text.
fn word_end(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..).filter(|rest| !rest.is_empty())?;
    let mut end = 0;
    while let Some(byte) = rest.get(end) {
        let single = *byte == b' ' && rest.get(end + 1).is_some_and(|next| !collapses(*next));
        if collapses(*byte) && !single {
            break;
        }
        end += 1;
    }
    Some(from + end)
}

/// The footnote mark that a raised digit is.
pub(super) fn raised(ch: char) -> char {
    match ch {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32(0x2070 + u32::from(ch) - u32::from('0')).unwrap_or(ch),
        _ => ch,
    }
}
