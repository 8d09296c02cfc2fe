//! Tables by the lines that are ruled around their cells.
//!
//! Lines that touch are of one table. Its columns and rows are the places where lines stand; two places side by side are
//! one cell if no line stands between them.

use super::content::Rule;
use super::geometry::Rect;

/// Lines no farther apart are one line: borders are drawn double, in pieces, or by both of two cells.
const NEAR: f64 = 2.0;

/// Lines that end so near to each other touch.
const TOUCH: f64 = 3.0;

/// What reaches so far beyond the last line was meant to be closed.
const OPEN: f64 = 6.0;

/// The columns and the places that a table may have, and the lines that may touch each other on a page.
const MOST_COLUMNS: usize = 256;
const MOST_SLOTS: usize = 1 << 16;
const MOST_TOUCHING: usize = 1 << 18;

/// A cell: the columns and the rows that it takes, and its area.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) first: usize,
    pub(super) behind: usize,
    pub(super) area: Rect,
    /// It reaches to the edge of the page, at the left or the right: not all of it may be seen.
    pub(super) is_cut: bool,
}

/// A ruled table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    pub(super) area: Rect,
    /// Where lines stand: from the left to the right, and from the top down.
    pub(super) columns: Vec<f64>,
    pub(super) rows: Vec<f64>,
    /// By rows, from the left.
    pub(super) cells: Vec<Cell>,
    /// The cell of each place, by rows.
    slots: Vec<usize>,
}

impl Table {
    /// How many rows it has.
    pub(super) fn height(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }

    fn width(&self) -> usize {
        self.columns.len().saturating_sub(1)
    }

    /// The table moved to the right.
    pub(super) fn moved(mut self, by: f64) -> Self {
        let areas = self.cells.iter_mut().map(|cell| &mut cell.area);
        for area in areas.chain([&mut self.area]) {
            area.left += by;
            area.right += by;
        }
        for column in &mut self.columns {
            *column += by;
        }
        self
    }

    /// The row that a height is in.
    pub(super) fn row_at(&self, y: f64) -> Option<usize> {
        if !(self.area.bottom..=self.area.top).contains(&y) {
            return None;
        }
        let row = self.rows.partition_point(|at| *at >= y);
        Some(row.saturating_sub(1).min(self.height().checked_sub(1)?))
    }

    /// The index of the cell that holds a point.
    pub(super) fn cell_at(&self, (x, y): (f64, f64)) -> Option<usize> {
        if !self.area.holds((x, y)) {
            return None;
        }
        let column = self.columns.partition_point(|at| *at <= x);
        let column = column.saturating_sub(1).min(self.width().checked_sub(1)?);
        let row = self.row_at(y)?;
        self.slots.get(row * self.width() + column).copied()
    }
}

/// The tables of a page that are no part of each other, from the top down.
pub(super) fn tables(across: Vec<Rule>, down: Vec<Rule>) -> Vec<Table> {
    let (across, down) = (merged(across), merged(down));
    let mut tables: Vec<Table> = touching(&across, &down)
        .into_iter()
        .filter_map(|(across, down)| table(&across, &down))
        .collect();
    // Of a table within another the one with more cells is one.
    tables.sort_by_key(|table| std::cmp::Reverse(table.cells.len()));
    let mut kept: Vec<Table> = Vec::new();
    for table in tables {
        let overlaps = |other: &Table| {
            let common = table.area.meet(other.area);
            common.width() > TOUCH && common.height() > TOUCH
        };
        if !kept.iter().any(overlaps) {
            kept.push(table);
        }
        if kept.len() >= 1024 {
            break;
        }
    }
    kept.sort_by(|one, other| other.area.top.total_cmp(&one.area.top));
    kept
}

/// Lines with those near them, and with those that go on where they end, as one.
fn merged(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by(|one, other| one.at.total_cmp(&other.at));
    let mut lines = Vec::new();
    let mut rest = &mut rules[..];
    while let Some(first) = rest.first() {
        let start = first.at;
        let mut last = start;
        let mut count = 0;
        for rule in rest.iter() {
            if rule.at - last > NEAR || rule.at - start > 2.0 * NEAR {
                break;
            }
            last = rule.at;
            count += 1;
        }
        let (near, behind) = std::mem::take(&mut rest).split_at_mut(count);
        near.sort_by(|one, other| one.from.total_cmp(&other.from));
        let at = f64::midpoint(start, last);
        let mut open: Option<Rule> = None;
        for rule in near {
            match &mut open {
                Some(line) if rule.from <= line.to + TOUCH => line.to = line.to.max(rule.to),
                _ => lines.extend(open.replace(Rule { at, ..*rule })),
            }
        }
        lines.extend(open);
        rest = behind;
    }
    lines
}

/// The lines that touch each other, directly or by way of others: those across and those down.
fn touching(across: &[Rule], down: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut sets = Sets::new(across.len() + down.len());
    let mut pairs = 0;
    for (index, line) in across.iter().enumerate() {
        let first = down.partition_point(|other| other.at < line.from - TOUCH);
        let behind = down.partition_point(|other| other.at <= line.to + TOUCH);
        for (other, rule) in down.iter().enumerate().take(behind).skip(first) {
            pairs += 1;
            if pairs > MOST_TOUCHING {
                return Vec::new();
            }
            if rule.from - TOUCH <= line.at && line.at <= rule.to + TOUCH {
                sets.join(index, across.len() + other);
            }
        }
    }
    let mut of_set = std::collections::BTreeMap::<usize, (Vec<Rule>, Vec<Rule>)>::new();
    for (index, line) in across.iter().enumerate() {
        of_set.entry(sets.find(index)).or_default().0.push(*line);
    }
    for (index, line) in down.iter().enumerate() {
        let set = sets.find(across.len() + index);
        of_set.entry(set).or_default().1.push(*line);
    }
    let (mut tables, alone): (Vec<_>, Vec<_>) = of_set
        .into_values()
        .partition(|(across, _)| !across.is_empty());
    for line in alone.into_iter().flat_map(|(_, down)| down) {
        stand_beside(&mut tables, line);
    }
    tables
}

/// A line down that no other touches is the outer side of a cell that is as tall as the page's part of its table.
fn stand_beside(tables: &mut [(Vec<Rule>, Vec<Rule>)], line: Rule) {
    let reach = |down: &[Rule]| {
        let from = down.iter().map(|it| it.from).fold(f64::INFINITY, f64::min);
        let to = down.iter().map(|it| it.to);
        (from, to.fold(f64::NEG_INFINITY, f64::max))
    };
    let near = |one: f64, other: f64| (one - other).abs() <= OPEN;
    let beside = tables.iter_mut().take(64).find(|(_, down)| {
        let (from, to) = reach(down);
        near(from, line.from) && near(to, line.to)
    });
    if let Some((_, down)) = beside {
        let at = down.partition_point(|it| it.at < line.at);
        down.insert(at, line);
    }
}

/// Sets that are joined.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn find(&mut self, of: usize) -> usize {
        let mut root = of;
        while let Some(&next) = self.0.get(root).filter(|next| **next != root) {
            // Halfway to the root is nearer next time.
            let beyond = self.0.get(next).copied().unwrap_or(next);
            if let Some(place) = self.0.get_mut(root) {
                *place = beyond;
            }
            root = beyond;
        }
        root
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        if let Some(place) = self.0.get_mut(one.max(other)) {
            *place = one.min(other);
        }
    }
}

/// The places of lines, each once; and where lines that cross them reach beyond the first or the last.
fn places(lines: &[Rule], crossing: &[Rule]) -> Vec<f64> {
    let mut places: Vec<f64> = Vec::new();
    for line in lines {
        if places.last().is_none_or(|last| line.at - last > TOUCH) {
            places.push(line.at);
        }
    }
    let from = crossing.iter().map(|line| line.from);
    let to = crossing.iter().map(|line| line.to);
    let from = from.fold(f64::INFINITY, f64::min);
    let to = to.fold(f64::NEG_INFINITY, f64::max);
    if places.first().is_some_and(|first| from < first - OPEN) {
        places.insert(0, from);
    }
    if places.last().is_some_and(|last| to > last + OPEN) {
        places.push(to);
    }
    places
}

/// The stretches between places that a line covers, for the most part.
fn covered(places: &[f64], line: &Rule) -> std::ops::Range<usize> {
    let middles = places
        .windows(2)
        .map(|pair| f64::midpoint(pair[0], pair[1]));
    let before = |bound: f64| middles.clone().take_while(|middle| *middle < bound).count();
    before(line.from)..before(line.to)
}

/// The index of the place that a line stands at.
fn place_of(places: &[f64], at: f64) -> usize {
    let behind = places.partition_point(|place| *place < at);
    let near = |index: usize| {
        places
            .get(index)
            .map_or(f64::INFINITY, |place| (place - at).abs())
    };
    match behind.checked_sub(1) {
        Some(before) if near(before) <= near(behind) => before,
        _ => behind,
    }
}

/// The table that lines make, if they make one of several columns.
fn table(across: &[Rule], down: &[Rule]) -> Option<Table> {
    let columns = places(down, across);
    let heights = places(across, down);
    let (width, height) = (columns.len().checked_sub(1)?, heights.len().checked_sub(1)?);
    if width == 0 || height == 0 || width > MOST_COLUMNS || width * height > MOST_SLOTS {
        return None;
    }
    // Rows are counted from the top.
    let row_of = |place: usize| height - place;
    let mut right_walls = vec![false; width * height];
    for line in down {
        let column = place_of(&columns, line.at);
        let Some(column) = column.checked_sub(1) else {
            continue;
        };
        for place in covered(&heights, line) {
            let row = row_of(place + 1);
            if let Some(wall) = right_walls.get_mut(row * width + column) {
                *wall |= column < width;
            }
        }
    }
    let mut floors = vec![false; width * height];
    for line in across {
        let place = place_of(&heights, line.at);
        let Some(row) = row_of(place).checked_sub(1) else {
            continue;
        };
        for column in covered(&columns, line) {
            if let Some(floor) = floors.get_mut(row * width + column) {
                *floor = true;
            }
        }
    }
    let walls = Walls {
        width,
        height,
        right: right_walls,
        below: floors,
    };
    let mut rows = heights;
    rows.reverse();
    let mut found = Table {
        area: Rect {
            left: *columns.first()?,
            right: *columns.last()?,
            top: *rows.first()?,
            bottom: *rows.last()?,
        },
        columns,
        rows,
        cells: Vec::new(),
        slots: vec![usize::MAX; width * height],
    };
    found.fill(&walls);
    // Lines across in a frame do not part columns: their text is told by its places.
    let parts = |cell: &Cell| cell.right - cell.left < width;
    found.cells.iter().any(parts).then_some(found)
}

/// Where lines part the places of a table.
struct Walls {
    width: usize,
    height: usize,
    right: Vec<bool>,
    below: Vec<bool>,
}

impl Walls {
    fn is_right(&self, slot: usize) -> bool {
        slot % self.width + 1 == self.width || self.right.get(slot).copied().unwrap_or(true)
    }

    fn is_below(&self, slot: usize) -> bool {
        slot / self.width + 1 == self.height || self.below.get(slot).copied().unwrap_or(true)
    }

    /// The places that no line parts from one.
    fn region(&self, slot: usize, seen: &mut [bool]) -> Vec<usize> {
        let mut region = Vec::new();
        let mut open = vec![slot];
        while let Some(slot) = open.pop() {
            match seen.get_mut(slot) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            region.push(slot);
            if !self.is_right(slot) {
                open.push(slot + 1);
            }
            if !self.is_below(slot) {
                open.push(slot + self.width);
            }
            if slot % self.width > 0 && !self.is_right(slot - 1) {
                open.push(slot - 1);
            }
            if slot >= self.width && !self.is_below(slot - self.width) {
                open.push(slot - self.width);
            }
        }
        region.sort_unstable();
        region
    }
}

impl Table {
    /// Makes cells of the places.
    fn fill(&mut self, walls: &Walls) {
        let mut seen = vec![false; self.slots.len()];
        let mut cells = Vec::new();
        for slot in 0..self.slots.len() {
            if seen.get(slot).copied().unwrap_or(true) {
                continue;
            }
            let region = walls.region(slot, &mut seen);
            let column = |slot: &usize| slot % walls.width;
            let left = region.iter().map(column).min().unwrap_or(0);
            let right = region.iter().map(column).max().unwrap_or(0) + 1;
            let first = region.first().map_or(0, |slot| slot / walls.width);
            let behind = region.last().map_or(0, |slot| slot / walls.width) + 1;
            if region.len() == (right - left) * (behind - first) {
                cells.push((left, right, first, behind));
            } else {
                // No rectangle: a line is missing. Its rows are apart.
                for run in region.chunk_by(|one, next| next - one == 1 && next % walls.width > 0) {
                    if let (Some(from), Some(to)) = (run.first(), run.last()) {
                        let row = from / walls.width;
                        cells.push((column(from), column(to) + 1, row, row + 1));
                    }
                }
            }
        }
        cells.sort_by_key(|(left, _, first, _)| (*first, *left));
        for (index, &(left, right, first, behind)) in cells.iter().enumerate() {
            for row in first..behind {
                let slots = row * walls.width + left..row * walls.width + right;
                for slot in self.slots.get_mut(slots).unwrap_or_default() {
                    *slot = index;
                }
            }
            let at = |places: &[f64], index: usize| places.get(index).copied().unwrap_or(0.0);
            let area = Rect {
                left: at(&self.columns, left),
                right: at(&self.columns, right),
                top: at(&self.rows, first),
                bottom: at(&self.rows, behind),
            };
            self.cells.push(Cell {
                left,
                right,
                first,
                behind,
                area,
                is_cut: false,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn across(at: f64, from: f64, to: f64) -> Rule {
        Rule { at, from, to }
    }

    /// The cells as `left..right,first..behind`.
    #[track_caller]
    fn check(lines: &[(f64, f64, f64)], downs: &[(f64, f64, f64)], expected: &[&str]) {
        let rule = |&(at, from, to): &(f64, f64, f64)| across(at, from, to);
        let found = tables(
            lines.iter().map(rule).collect(),
            downs.iter().map(rule).collect(),
        );
        let cells: Vec<String> = found
            .iter()
            .flat_map(|table| &table.cells)
            .map(|cell| {
                format!(
                    "{}..{},{}..{}",
                    cell.left, cell.right, cell.first, cell.behind
                )
            })
            .collect();
        assert_eq!(cells, expected);
    }

    #[test]
    fn lines_part_cells() {
        // A cell over both columns, then two.
        check(
            &[(0.0, 0.0, 100.0), (20.0, 0.0, 100.0), (40.0, 0.0, 100.0)],
            &[(0.0, 0.0, 40.0), (50.0, 0.0, 20.0), (100.0, 0.0, 40.0)],
            &["0..2,0..1", "0..1,1..2", "1..2,1..2"],
        );
        // A cell over both rows, then two.
        check(
            &[(0.0, 0.0, 100.0), (20.0, 50.0, 100.0), (40.0, 0.0, 100.0)],
            &[(0.0, 0.0, 40.0), (50.0, 0.0, 40.0), (100.0, 0.0, 40.0)],
            &["0..1,0..2", "1..2,0..1", "1..2,1..2"],
        );
    }

    #[test]
    fn borders_may_be_in_pieces_double_or_open() {
        let whole = ["0..1,0..1", "1..2,0..1"];
        check(
            &[
                (0.0, 0.0, 49.0),
                (0.5, 51.0, 100.0),
                (40.0, 0.0, 100.0),
                (41.5, 0.0, 100.0),
            ],
            &[
                (0.0, 0.0, 20.0),
                (0.0, 21.0, 40.0),
                (50.0, 0.0, 40.0),
                (100.0, 0.0, 40.0),
            ],
            &whole,
        );
        // No line below, none on the right.
        check(
            &[(40.0, 0.0, 100.0)],
            &[(0.0, 0.0, 40.0), (50.0, 0.0, 40.0)],
            &whole,
        );
    }

    #[test]
    fn a_cell_as_tall_as_the_table_may_stand_apart() {
        check(
            &[(0.0, 50.0, 100.0), (20.0, 50.0, 100.0), (40.0, 50.0, 100.0)],
            &[(0.0, 0.0, 40.0), (50.0, 0.0, 40.0), (100.0, 0.0, 40.0)],
            &["0..1,0..2", "1..2,0..1", "1..2,1..2"],
        );
    }

    #[test]
    fn a_frame_is_no_table() {
        check(
            &[(0.0, 0.0, 100.0), (40.0, 0.0, 100.0)],
            &[(0.0, 0.0, 40.0), (100.0, 0.0, 40.0)],
            &[],
        );
        check(&[(0.0, 0.0, 100.0), (40.0, 0.0, 100.0)], &[], &[]);
    }

    #[test]
    fn tables_side_by_side_have_their_own_columns() {
        check(
            &[
                (0.0, 0.0, 100.0),
                (20.0, 0.0, 100.0),
                (60.0, 0.0, 90.0),
                (80.0, 0.0, 90.0),
            ],
            &[
                (0.0, 0.0, 20.0),
                (50.0, 0.0, 20.0),
                (100.0, 0.0, 20.0),
                (0.0, 60.0, 80.0),
                (30.0, 60.0, 80.0),
                (90.0, 60.0, 80.0),
            ],
            &["0..1,0..1", "1..2,0..1", "0..1,0..1", "1..2,0..1"],
        );
    }

    #[test]
    fn what_is_no_rectangle_is_rows() {
        // The line between the lower two places is missing for half its length.
        check(
            &[(0.0, 0.0, 100.0), (20.0, 50.0, 100.0), (40.0, 0.0, 100.0)],
            &[(0.0, 0.0, 40.0), (50.0, 20.0, 40.0), (100.0, 0.0, 40.0)],
            &["0..1,0..1", "1..2,0..1", "0..2,1..2"],
        );
    }
}
