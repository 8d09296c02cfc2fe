//! From marks to cells: which marks are borders, which pieces of lines make a cell, which cells a row.

use std::{collections::BTreeMap, ops::Range};

use super::{
    Block, Stretch,
    borders::{self, Border, Piece, Row},
    marks::{self, Drawn, Kind},
    write::Writer,
};

/// With so many blanks beside it or fewer a word or a number fills its cell.
const MARGIN: usize = 3;

/// With rules between its parts only, a table has so many at most: head, body and foot, and what a page break adds.
const MOST_PARTS: usize = 4;

/// Takes a block apart, and writes its rows and the text around nested grids.
pub(super) fn write(block: &Block, writer: &mut Writer<'_>) {
    let (source, tokens) = (writer.source, writer.tokens);
    let lines = &borders::unjoin(&block.lines, |line| {
        marks::read(source, tokens, line).filter(|line| line.begins(tokens))
    });
    let rows = borders::borders(lines, tokens.len());
    let pieces: Vec<Vec<Piece>> = rows
        .iter()
        .enumerate()
        .map(|(line, row)| {
            let mut pieces: Vec<Piece> = row.pieces(line).collect();
            // Where a border is lost, a blank at the end may be padding, or what another cell left.
            while row.short && pieces.pop_if(|last| writer.is_blank(last.text)).is_some() {}
            pieces
        })
        .collect();
    if line_by_line(lines, &rows, &pieces, writer) {
        for (line, pieces) in lines.iter().zip(&pieces) {
            if pieces.is_empty() {
                writer.text(unbounded(line));
            } else {
                writer.row(pieces.iter().map(|piece| std::iter::once(piece.text)));
            }
        }
    } else {
        Cells::join(lines, &rows, pieces, writer).write(writer);
    }
}

/// What is written on a line without cells: text, where a border is lost and there was but one cell; nothing on a rule.
fn unbounded(line: &Drawn) -> Stretch {
    let last = line.marks.last().filter(|_| !line.is_bare());
    last.map_or(Stretch { from: 0, to: 0 }, |last| Stretch {
        from: last.token + 1,
        to: line.line.to,
    })
}

/// Whether every line is a row of its own: most lines have no rule between them, and none has one beside its text.
fn line_by_line(lines: &[Drawn], rows: &[Row], pieces: &[Vec<Piece>], writer: &Writer<'_>) -> bool {
    let org = |line: &Drawn| {
        line.is_full_rule()
            && line
                .marks
                .first()
                .is_some_and(|mark| mark.kind == Kind::End && !mark.boxed)
    };
    if lines.iter().any(org) {
        return true;
    }
    let mut census = Census::default();
    let mut above: &[Piece] = &[];
    for ((line, row), pieces) in lines.iter().zip(rows).zip(pieces) {
        let above = std::mem::replace(&mut above, pieces);
        if line.is_full_rule() {
            census.rule();
            continue;
        }
        if row.is_ruled() {
            if !row.astray {
                return false;
            }
            census.rule();
        }
        let said = || pieces.iter().filter(|piece| !writer.is_blank(piece.text));
        match said().count() {
            0 if pieces.len() < 2 => {}
            0 => census.blank(),
            1 => census.line(true),
            _ => census.line(said().all(|piece| goes_on(piece, above, writer))),
        }
    }
    census.rule();
    census.line_by_line()
}

/// Whether a piece may go on with what stands right above it: that fills its cell.
fn goes_on(piece: &Piece, above: &[Piece], writer: &Writer<'_>) -> bool {
    let same = |other: &&Piece| (other.left, other.right) == (piece.left, piece.right);
    above
        .iter()
        .find(same)
        .is_some_and(|above| !writer.is_blank(above.text) && writer.blanks(above.text) <= MARGIN)
}

/// What the lines between rules look like.
#[derive(Default)]
struct Census {
    lines: usize,
    /// Runs of lines between rules.
    groups: usize,
    /// Lines of the run at hand.
    run: usize,
    /// Lines behind the first of a run that look like rows, and those that look like more of the cells above.
    rows: usize,
    more: usize,
    /// Of them, those in the first run.
    rows_in_first: usize,
    /// A line of a run says nothing at all: paragraphs in cells.
    paragraphs: bool,
}

impl Census {
    fn rule(&mut self) {
        self.groups += usize::from(self.run > 0);
        self.run = 0;
    }

    /// A line that says nothing.
    fn blank(&mut self) {
        self.lines += 1;
        self.run += 1;
        self.paragraphs = true;
    }

    /// A line that says something. `more`: no more than one word, or what may go on with the words above.
    fn line(&mut self, more: bool) {
        self.lines += 1;
        self.run += 1;
        if self.run > 1 && !more {
            self.rows += 1;
            self.rows_in_first += usize::from(self.groups == 0);
        } else if self.run > 1 {
            self.more += 1;
        }
    }

    /// A rule for every second line is a rule for every row, unless there are but a head and a body, or only a body.
    fn line_by_line(&self) -> bool {
        if self.lines == self.groups {
            return false;
        }
        // Rules for every row of narrow cells: most lines say no more than one word of a label.
        let narrow = self.groups > MOST_PARTS && self.rows < self.more;
        if self.groups * 4 < self.lines && !narrow {
            return !self.paragraphs;
        }
        let few = self.groups * 2 < self.lines;
        let body = self.groups == 1 || (self.groups == 2 && self.rows_in_first == 0);
        !self.paragraphs && self.rows > 0 && self.rows >= self.more && (few || body)
    }
}

/// Pieces joined into cells.
struct Cells {
    pieces: Vec<Piece>,
    /// For each line its pieces.
    lines: Vec<Range<usize>>,
    /// What is written on lines without cells.
    unbounded: Vec<Stretch>,
    /// Lines of one row, one of them astray, or of two rows without a rule between.
    torn: Vec<Range<usize>>,
    /// The cell of each piece, and each cell.
    cell_of: Vec<usize>,
    cells: Vec<Cell>,
}

#[derive(Clone, Debug, Default)]
struct Cell {
    pieces: Vec<usize>,
    /// Something else is drawn within it, so that it holds text, not a value.
    outer: bool,
}

impl Cells {
    /// Joins pieces of neighbouring lines that no border parts.
    fn join(drawn: &[Drawn], rows: &[Row], by_line: Vec<Vec<Piece>>, writer: &Writer<'_>) -> Self {
        let mut lines = Vec::with_capacity(by_line.len());
        let mut pieces: Vec<Piece> = Vec::new();
        for line in by_line {
            let first = pieces.len();
            pieces.extend(line);
            lines.push(first..pieces.len());
        }
        let sets = join_pieces(&pieces, &lines, rows);
        let (cell_of, cells) = cells_of(sets, pieces.len());
        let mut joined = Self {
            pieces,
            lines,
            unbounded: drawn.iter().map(unbounded).collect(),
            torn: Vec::new(),
            cell_of,
            cells,
        };
        joined.find_outer();
        joined.find_margins(rows);
        let astray = |lines: &Range<usize>| {
            let rows = rows.get(lines.clone()).unwrap_or_default();
            rows.iter().any(|row| row.astray)
        };
        joined.torn = between_rules(rows)
            .into_iter()
            .filter(|lines| astray(lines) || joined.is_two_rows(lines, writer))
            .collect();
        joined
    }

    /// Whether the lines between two rules are of two rows: numbers stand on several of them, one of which has none where
    /// another has one. Numbers that fill their cells may go on below.
    fn is_two_rows(&self, lines: &Range<usize>, writer: &Writer<'_>) -> bool {
        if lines.len() < 2 {
            return false;
        }
        let all = self.lines.get(lines.clone()).unwrap_or_default();
        let mut numbers: BTreeMap<usize, Vec<&Piece>> = BTreeMap::new();
        for index in all.iter().cloned().flatten() {
            let inner = self.cell(index).filter(|(_, cell)| !cell.outer);
            if let Some(((cell, _), piece)) = inner.zip(self.pieces.get(index))
                && writer.is_number(piece.text)
            {
                numbers.entry(cell).or_default().push(piece);
            }
        }
        let fills = |pieces: &Vec<&Piece>| {
            let first = pieces.first();
            first.is_some_and(|first| writer.blanks(first.text) <= MARGIN)
        };
        let (several, single): (Vec<_>, Vec<_>) =
            numbers.values().partition(|pieces| pieces.len() > 1);
        let goes_on = !several.is_empty() && several.into_iter().all(fills);
        let mut said = numbers.values().flatten().map(|piece| piece.line);
        let first = said.next();
        said.any(|line| Some(line) != first) && !single.is_empty() && !goes_on
    }

    /// A cell that is no rectangle goes around something.
    fn find_outer(&mut self) {
        let pieces = &self.pieces;
        for cell in &mut self.cells {
            let mut all = cell.pieces.iter().filter_map(|index| pieces.get(*index));
            let Some(first) = all.next() else { continue };
            let mut line = first.line;
            cell.outer = !all.all(|piece| {
                let next =
                    piece.line != line && piece.left == first.left && piece.right == first.right;
                line = piece.line;
                next
            });
        }
    }

    /// Margins beside a nested grid that fills its outer cell: a rule lies right under or over another one, with blanks at its side.
    fn find_margins(&mut self, rows: &[Row]) {
        let rules: Vec<Vec<(usize, u32, u32)>> = rows
            .iter()
            .map(|row| ruled_stretches(&row.borders))
            .collect();
        let mut margins: Vec<usize> = Vec::new();
        for (line, pair) in rules.windows(2).enumerate() {
            let [above, below] = pair else { continue };
            let at = |rule: &(usize, u32, u32)| (rule.1, rule.2);
            overlaps(above, below, at, at, |one, other| {
                margins.extend(self.beside(line, one.1, one.2));
                margins.extend(self.beside(line + 1, other.1, other.2));
            });
        }
        for cell in margins {
            if let Some(cell) = self.cells.get_mut(cell) {
                cell.outer = true;
            }
        }
    }

    /// The cells that touch a rule of a line at its ends.
    fn beside(&self, line: usize, left: u32, right: u32) -> Vec<usize> {
        let range = self.lines.get(line).cloned().unwrap_or_default();
        let pieces = self.pieces.get(range.clone()).unwrap_or_default();
        let before = pieces.partition_point(|piece| piece.right < left);
        let behind = pieces.partition_point(|piece| piece.left < right);
        let touches = |at: usize, holds: fn(&Piece, u32, u32) -> bool| {
            let piece = pieces
                .get(at)
                .filter(|piece| !piece.loose && holds(piece, left, right));
            piece.and_then(|_| self.cell_of.get(range.start + at).copied())
        };
        let before = touches(before, |piece, left, _| piece.right == left);
        let behind = touches(behind, |piece, _, right| piece.left == right);
        before.into_iter().chain(behind).collect()
    }

    /// Writes every row at the line at which its cells begin. A rule parts texts as a blank line does.
    fn write(&self, writer: &mut Writer<'_>) {
        let mut torn = self.torn.iter().peekable();
        for (at, (line, unbounded)) in self.lines.iter().zip(&self.unbounded).enumerate() {
            while torn.next_if(|lines| lines.end <= at).is_some() {}
            match torn.peek() {
                Some(lines) if lines.start == at => self.write_torn(lines, writer),
                Some(lines) if lines.contains(&at) => {}
                _ if line.is_empty() => writer.text(*unbounded),
                _ => self.write_line(line, writer),
            }
        }
    }

    /// Writes the cells that begin at a line.
    fn write_line(&self, line: &Range<usize>, writer: &mut Writer<'_>) {
        let mut row: Vec<usize> = Vec::new();
        let inner = line.clone().filter(|index| !self.is_outer(*index)).count();
        for index in line.clone() {
            let Some((cell_index, cell)) = self.cell(index) else {
                continue;
            };
            if cell.outer {
                self.write_row(&row, inner, writer);
                row.clear();
                self.write_text(index, writer);
            } else if cell.pieces.first() == Some(&index) {
                row.push(cell_index);
            }
        }
        self.write_row(&row, inner, writer);
    }

    /// Writes what stands on the lines of a row of which one has lost a border, or has too many: a line alone is a row of
    /// its own borders, and so are lines that each have a label and numbers; other lines are text. What began above, or goes
    /// around the row, is no part of it.
    fn write_torn(&self, lines: &Range<usize>, writer: &mut Writer<'_>) {
        let all = self.lines.get(lines.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (all.first(), all.last()) else {
            return;
        };
        let within = first.start..last.end;
        let held = |index: &usize| {
            self.cell(*index).is_some_and(|(_, cell)| {
                let first = cell.pieces.first().filter(|first| within.contains(first));
                let ends = cell.pieces.last().is_some_and(|last| within.contains(last));
                !cell.outer && first.is_some_and(|first| ends || first == index)
            })
        };
        let fields = |line: &Range<usize>| -> Vec<Stretch> {
            let pieces = line.clone().filter(held);
            let pieces = pieces.filter_map(|index| self.pieces.get(index));
            pieces.map(|piece| piece.text).collect()
        };
        let rows: Vec<Vec<Stretch>> = all.iter().map(fields).collect();
        let pieces = self.pieces.get(within.clone()).unwrap_or_default();
        let whole = !pieces.iter().any(|piece| piece.loose);
        let unbounded = self.unbounded.get(lines.clone()).unwrap_or_default();
        let are_rows =
            lines.len() == 1 || (whole && rows.iter().all(|row| is_labelled(row, writer)));
        for (row, unbounded) in rows.into_iter().zip(unbounded) {
            match (row.first(), row.last()) {
                (Some(_), Some(_)) if are_rows => writer.row(row.into_iter().map(std::iter::once)),
                (Some(first), Some(last)) => writer.text(Stretch {
                    from: first.from,
                    to: last.to,
                }),
                _ => writer.text(*unbounded),
            }
        }
    }

    fn cell(&self, piece: usize) -> Option<(usize, &Cell)> {
        let index = *self.cell_of.get(piece)?;
        Some((index, self.cells.get(index)?))
    }

    fn is_outer(&self, piece: usize) -> bool {
        self.cell(piece).is_some_and(|(_, cell)| cell.outer)
    }

    fn write_text(&self, piece: usize, writer: &mut Writer<'_>) {
        if let Some(piece) = self.pieces.get(piece) {
            writer.text(piece.text);
        }
    }

    /// Writes a row of cells. A cell that has the width of its grid alone is text: its lines are lines.
    fn write_row(&self, row: &[usize], inner: usize, writer: &mut Writer<'_>) {
        let cells = row.iter().filter_map(|cell| self.cells.get(*cell));
        match row {
            [] => {}
            [_] if inner == 1 => cells
                .flat_map(|cell| &cell.pieces)
                .for_each(|piece| self.write_text(*piece, writer)),
            _ => writer.row(cells.map(|cell| {
                cell.pieces
                    .iter()
                    .filter_map(|index| self.pieces.get(*index))
                    .map(|piece| piece.text)
            })),
        }
    }
}

/// Whether a line has a number behind a text.
fn is_labelled(row: &[Stretch], writer: &Writer<'_>) -> bool {
    let mut said = row.iter().filter(|text| !writer.is_blank(**text));
    let label = said.next().is_some_and(|text| !writer.is_number(*text));
    label && said.any(|text| writer.is_number(*text))
}

/// Joins pieces of lines that follow one another, and of those above and below a line that is astray.
fn join_pieces(pieces: &[Piece], lines: &[Range<usize>], rows: &[Row]) -> Sets {
    let mut sets = Sets::new(pieces.len());
    let at = |index: &usize| {
        let piece = pieces.get(*index);
        piece.map_or((0, 0), |piece| (piece.left, piece.right))
    };
    let known = |line: &Range<usize>| -> Vec<usize> {
        let loose = |index: &usize| pieces.get(*index).is_none_or(|piece| piece.loose);
        line.clone().filter(|index| !loose(index)).collect()
    };
    let mut above: Vec<usize> = Vec::new();
    let mut over: Vec<usize> = Vec::new();
    for (line, row) in lines.iter().zip(rows) {
        let here = known(line);
        overlaps(&above, &here, at, at, |one, other| sets.join(*one, *other));
        overlaps(&over, &here, at, at, |one, other| sets.join(*one, *other));
        let above_this = std::mem::replace(&mut above, here);
        over = if !row.astray || row.is_ruled() {
            Vec::new()
        } else if over.is_empty() {
            above_this
        } else {
            over
        };
    }
    sets
}

/// The cell of each piece, and each cell.
fn cells_of(mut sets: Sets, count: usize) -> (Vec<usize>, Vec<Cell>) {
    let mut cell_of_root = vec![usize::MAX; count];
    let mut cells: Vec<Cell> = Vec::new();
    let mut cell_of = Vec::with_capacity(count);
    for index in 0..count {
        let Some(cell) = cell_of_root.get_mut(sets.root(index)) else {
            continue;
        };
        if *cell == usize::MAX {
            *cell = cells.len();
            cells.push(Cell::default());
        }
        cell_of.push(*cell);
        if let Some(cell) = cells.get_mut(*cell) {
            cell.pieces.push(index);
        }
    }
    (cell_of, cells)
}

/// The lines between two rules. A rule that a line astray begins or ends with is one too.
fn between_rules(rows: &[Row]) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    let mut first = 0;
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| row.is_ruled()) {
        let behind = index + 1;
        if row.astray && row.ends_ruled() && !row.begins_ruled() {
            all.push(first..behind);
            first = behind;
        } else if row.astray {
            if row.begins_ruled() {
                all.push(first..index);
                first = index;
            }
        } else {
            all.push(first..index);
            first = behind;
        }
    }
    all.push(first..rows.len());
    all.retain(|lines| !lines.is_empty());
    all
}

/// The stretches of a line that are ruled: the border at which each begins, and its columns.
fn ruled_stretches(line: &[Border]) -> Vec<(usize, u32, u32)> {
    let ends = line
        .iter()
        .skip(1)
        .map(|border| border.column)
        .chain(std::iter::once(u32::MAX));
    let all = line
        .iter()
        .zip(ends)
        .enumerate()
        .filter(|(_, (border, _))| border.ruled);
    all.map(|(index, (border, right))| (index, border.column, right))
        .collect()
}

/// Calls `meet` for each two of both lists, sorted by column, that have a column in common.
fn overlaps<T, U>(
    above: &[T],
    below: &[U],
    at: impl Fn(&T) -> (u32, u32),
    to: impl Fn(&U) -> (u32, u32),
    mut meet: impl FnMut(&T, &U),
) {
    let (mut one, mut other) = (0, 0);
    while let (Some(first), Some(second)) = (above.get(one), below.get(other)) {
        let ((left, right), (from, until)) = (at(first), to(second));
        if left.max(from).saturating_add(1) < right.min(until) {
            meet(first, second);
        }
        if right <= until {
            one += 1;
        } else {
            other += 1;
        }
    }
}

/// Disjoint sets of numbers.
struct Sets {
    parents: Vec<usize>,
}

impl Sets {
    fn new(count: usize) -> Self {
        Self {
            parents: (0..count).collect(),
        }
    }

    fn parent(&self, index: usize) -> usize {
        self.parents.get(index).copied().unwrap_or(index)
    }

    /// The least number of the set, halving the path to it.
    fn root(&mut self, mut index: usize) -> usize {
        while self.parent(index) != index {
            let next = self.parent(self.parent(index));
            if let Some(parent) = self.parents.get_mut(index) {
                *parent = next;
            }
            index = next;
        }
        index
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if let Some(parent) = self.parents.get_mut(one.max(other)) {
            *parent = one.min(other);
        }
    }
}
