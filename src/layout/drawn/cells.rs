//! From marks to cells: which marks are borders, which pieces of lines make a cell, which cells a row.

use super::{Block, Stretch, marks::Drawn, marks::Kind, measure::Unit, write::Writer};

/// A border that holds: a column, and the marks it stands on.
#[derive(Clone, Copy, Debug)]
struct Border {
    column: u32,
    token: usize,
    /// The next border is joined to it by strokes.
    ruled: bool,
}

/// What stands between two borders of a line, and is no rule.
#[derive(Clone, Copy, Debug)]
struct Piece {
    line: usize,
    text: Stretch,
    left: u32,
    right: u32,
}

/// Takes a block apart, and writes its rows and the text around nested grids.
pub(super) fn write(block: &Block, writer: &mut Writer<'_>) {
    let lines = &block.lines;
    let borders = borders(lines);
    let pieces = pieces(lines, &borders, writer);
    if line_by_line(lines, &borders, &pieces, writer) {
        for line in pieces.iter().filter(|line| !line.is_empty()) {
            writer.row(line.iter().map(|piece| std::iter::once(piece.text)));
        }
    } else {
        Cells::join(&borders, pieces).write(writer);
    }
}

/// The columns of a line's marks under a unit.
fn columns(line: &Drawn, unit: Unit) -> impl Iterator<Item = u32> + '_ {
    line.marks
        .iter()
        .map(move |mark| mark.columns[unit as usize])
}

/// Lines are not believed to be wider.
const WIDEST: usize = 1 << 16;

/// Columns at which rules have crossings and ends.
#[derive(Default)]
struct Known {
    columns: Vec<bool>,
}

impl Known {
    /// Where rules say that borders are; without rules, where the first line has its marks.
    fn of(lines: &[Drawn], unit: Unit) -> Self {
        let mut known = Self::default();
        let ruled = lines.iter().any(Drawn::is_bare);
        let lines = if ruled {
            lines
        } else {
            lines.get(..1).unwrap_or_default()
        };
        for column in lines
            .iter()
            .filter(|line| line.is_bare() == ruled)
            .flat_map(|line| columns(line, unit))
        {
            let column = column as usize;
            if column >= known.columns.len() && column < WIDEST {
                known.columns.resize(column + 1, false);
            }
            if let Some(there) = known.columns.get_mut(column) {
                *there = true;
            }
        }
        known
    }

    fn contains(&self, column: u32) -> bool {
        self.columns.get(column as usize).copied().unwrap_or(false)
    }
}

/// The unit under which the most lines end at a known border, or the most marks lie on one.
fn settle_unit(lines: &[Drawn]) -> (Unit, Known) {
    let mut marks = lines.iter().flat_map(|line| &line.marks);
    if marks.all(|mark| mark.columns.iter().all(|column| *column == mark.columns[0])) {
        return (Unit::Display, Known::of(lines, Unit::Display));
    }
    let mut best: Option<((usize, usize), Unit, Known)> = None;
    for unit in Unit::ALL {
        let known = Known::of(lines, unit);
        let (mut ends, mut hits) = (0, 0);
        for line in lines.iter().filter(|line| !line.is_bare()) {
            hits += columns(line, unit)
                .filter(|column| known.contains(*column))
                .count();
            ends += usize::from(ends_at(line, unit, &known));
        }
        if best
            .as_ref()
            .is_none_or(|(score, ..)| (ends, hits) > *score)
        {
            best = Some(((ends, hits), unit, known));
        }
    }
    best.map_or((Unit::Display, Known::default()), |(_, unit, known)| {
        (unit, known)
    })
}

/// Whether the last mark of a line is at a known column.
fn ends_at(line: &Drawn, unit: Unit, known: &Known) -> bool {
    line.marks
        .last()
        .is_some_and(|last| known.contains(last.columns[unit as usize]))
}

/// The borders of every line.
///
/// A mark is a border if the marks right above and below it, and so on, reach one at which a rule ends. Lines that are out
/// of line take the columns of one with as many marks, and if there is none, every mark is believed.
fn borders(lines: &[Drawn]) -> Vec<Vec<Border>> {
    let (unit, known) = settle_unit(lines);
    let places = straighten(lines, unit, &known);
    let mut chains = Chains::default();
    let mut previous: Vec<(u32, usize)> = Vec::new();
    let mut chained: Vec<Vec<(u32, usize)>> = Vec::with_capacity(lines.len());
    let boxed_only = !lines.iter().any(Drawn::is_bare);
    for (line, place) in lines.iter().zip(&places) {
        let mut above = previous.iter().peekable();
        let mut here = Vec::with_capacity(line.marks.len());
        for (mark, column) in line.marks.iter().zip(&place.columns) {
            while above.next_if(|(left, _)| left < column).is_some() {}
            let chain = match above.peek() {
                Some((same, chain)) if same == column => *chain,
                _ => chains.start(),
            };
            let anchored = mark.kind != Kind::Vertical || !place.sure || (boxed_only && mark.boxed);
            if anchored {
                chains.anchor(chain);
            }
            here.push((*column, chain));
        }
        previous.clone_from(&here);
        chained.push(here);
    }
    let keep = |(line, here): (&Drawn, Vec<(u32, usize)>)| -> Vec<Border> {
        let marks = line
            .marks
            .iter()
            .zip(here)
            .filter(|(_, (_, chain))| chains.holds(*chain));
        marks
            .map(|(mark, (column, _))| Border {
                column,
                token: mark.token,
                ruled: mark.ruled,
            })
            .collect()
    };
    lines.iter().zip(chained).map(keep).collect()
}

/// Runs of marks in one column.
#[derive(Default)]
struct Chains {
    anchored: Vec<bool>,
}

impl Chains {
    fn start(&mut self) -> usize {
        self.anchored.push(false);
        self.anchored.len() - 1
    }

    fn anchor(&mut self, chain: usize) {
        if let Some(anchored) = self.anchored.get_mut(chain) {
            *anchored = true;
        }
    }

    fn holds(&self, chain: usize) -> bool {
        self.anchored.get(chain).copied().unwrap_or(false)
    }
}

/// The columns of a line's marks.
struct Place {
    columns: Vec<u32>,
    /// They line up, so that a mark may be told from a character of the text.
    sure: bool,
}

/// Gives lines whose last mark meets no border the columns of the nearest line with as many marks.
fn straighten(lines: &[Drawn], unit: Unit, known: &Known) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::with_capacity(lines.len());
    let mut rule: Option<usize> = None;
    let mut next_rule = next_rules(lines).into_iter();
    for (index, line) in lines.iter().enumerate() {
        let own: Vec<u32> = columns(line, unit).collect();
        let below = next_rule.next().flatten();
        if line.is_bare() || own.is_empty() || ends_at(line, unit, known) {
            places.push(Place {
                columns: own,
                sure: true,
            });
        } else {
            let above = [index.checked_sub(1), rule]
                .into_iter()
                .flatten()
                .filter_map(|at| places.get(at));
            let like = above
                .map(|place| &place.columns)
                .find(|columns| columns.len() == own.len())
                .cloned();
            let like = like.or_else(|| {
                let line = lines.get(below?)?;
                (line.marks.len() == own.len()).then(|| columns(line, unit).collect())
            });
            places.push(Place {
                columns: like.unwrap_or(own),
                sure: false,
            });
        }
        if line.is_full_rule() {
            rule = Some(index);
        }
    }
    places
}

/// For every line the next full rule below.
fn next_rules(lines: &[Drawn]) -> Vec<Option<usize>> {
    let mut next = None;
    let mut all: Vec<Option<usize>> = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate().rev() {
        all.push(next);
        if line.is_full_rule() {
            next = Some(index);
        }
    }
    all.reverse();
    all
}

/// What is written between the borders, line by line.
///
/// A line that ends before the rule above does has lost its last border; what stands behind any other line counts if it
/// says something. Where the text itself ends there may have been more, and a blank there is none.
fn pieces(lines: &[Drawn], borders: &[Vec<Border>], writer: &Writer<'_>) -> Vec<Vec<Piece>> {
    let mut all = Vec::with_capacity(lines.len());
    let last_column = |line: &Vec<Border>| line.last().map(|border| border.column);
    let mut ruled = lines
        .iter()
        .zip(borders)
        .filter(|(line, _)| line.is_full_rule());
    let mut edge = ruled.next().and_then(|(_, line)| last_column(line));
    for (index, (drawn, borders)) in lines.iter().zip(borders).enumerate() {
        if drawn.is_full_rule() {
            edge = last_column(borders);
            all.push(Vec::new());
            continue;
        }
        let lost = edge.filter(|edge| last_column(borders).is_some_and(|last| last < *edge));
        let lost = lost.filter(|_| drawn.line.to < writer.tokens.len());
        let ends = borders
            .iter()
            .skip(1)
            .map(|next| (next.token, Some(next.column)));
        let ends = ends.chain(std::iter::once((drawn.line.to, lost)));
        let open = borders.iter().zip(ends).filter(|(border, _)| !border.ruled);
        let piece = |(border, (to, right)): (&Border, (usize, Option<u32>))| {
            let text = Stretch {
                from: border.token + 1,
                to,
            };
            let holds = right.is_some() || !writer.is_blank(text);
            holds.then_some(Piece {
                line: index,
                text,
                left: border.column,
                right: right.unwrap_or(u32::MAX),
            })
        };
        all.push(open.filter_map(piece).collect());
    }
    all
}

/// Whether every line is a row of its own: most lines have no rule between them, and none has one beside its text.
fn line_by_line(
    lines: &[Drawn],
    borders: &[Vec<Border>],
    pieces: &[Vec<Piece>],
    writer: &Writer<'_>,
) -> bool {
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
    for ((line, borders), pieces) in lines.iter().zip(borders).zip(pieces) {
        if line.is_full_rule() {
            census.rule();
            continue;
        }
        if borders.iter().any(|border| border.ruled) {
            return false;
        }
        let said = pieces
            .iter()
            .filter(|piece| !writer.is_blank(piece.text))
            .count();
        if said == 0 && pieces.len() < 2 {
            continue;
        }
        census.line(said);
    }
    census.rule();
    census.line_by_line()
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

    fn line(&mut self, said: usize) {
        self.lines += 1;
        self.run += 1;
        if said == 0 {
            self.paragraphs = true;
        } else if self.run > 1 && said > 1 {
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
        if self.groups * 4 < self.lines {
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
    lines: Vec<std::ops::Range<usize>>,
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
    fn join(borders: &[Vec<Border>], by_line: Vec<Vec<Piece>>) -> Self {
        let mut lines = Vec::with_capacity(by_line.len());
        let mut pieces: Vec<Piece> = Vec::new();
        for line in by_line {
            let first = pieces.len();
            pieces.extend(line);
            lines.push(first..pieces.len());
        }
        let mut sets = Sets::new(pieces.len());
        for pair in lines.windows(2) {
            if let [above, below] = pair {
                let at = |index: &usize| {
                    pieces
                        .get(*index)
                        .map_or((0, 0), |piece| (piece.left, piece.right))
                };
                let (above, below): (Vec<usize>, Vec<usize>) =
                    (above.clone().collect(), below.clone().collect());
                overlaps(&above, &below, at, at, |one, other| sets.join(*one, *other));
            }
        }
        let mut cell_of_root = vec![usize::MAX; pieces.len()];
        let mut cells: Vec<Cell> = Vec::new();
        let mut cell_of = Vec::with_capacity(pieces.len());
        for index in 0..pieces.len() {
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
        let mut joined = Self {
            pieces,
            lines,
            cell_of,
            cells,
        };
        joined.find_outer();
        joined.find_margins(borders);
        joined
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
    fn find_margins(&mut self, borders: &[Vec<Border>]) {
        let rules: Vec<Vec<(usize, u32, u32)>> =
            borders.iter().map(|line| ruled_stretches(line)).collect();
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
            let piece = pieces.get(at).filter(|piece| holds(piece, left, right));
            piece.and_then(|_| self.cell_of.get(range.start + at).copied())
        };
        let before = touches(before, |piece, left, _| piece.right == left);
        let behind = touches(behind, |piece, _, right| piece.left == right);
        before.into_iter().chain(behind).collect()
    }

    /// Writes every row at the line at which its cells begin. A rule parts texts as a blank line does.
    fn write(&self, writer: &mut Writer<'_>) {
        for line in &self.lines {
            if line.is_empty() {
                writer.text(Stretch { from: 0, to: 0 });
            }
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
