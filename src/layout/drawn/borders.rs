//! From marks to borders: which marks of a line part its cells, and at which columns of the grid.

use std::borrow::Cow;

use super::{Stretch, marks::Drawn, marks::Kind, marks::Mark, measure::Unit};

/// A border that holds: a column, and the mark it stands on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Border {
    pub(super) column: u32,
    pub(super) token: usize,
    /// The next border is joined to it by strokes.
    pub(super) ruled: bool,
    fit: Fit,
}

/// How a border lines up with the rules of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    /// It stands where they have one.
    There,
    /// It would if the end of its line were at their end.
    Shifted,
    /// It does not.
    Loose,
}

/// The borders of a line.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) borders: Vec<Border>,
    /// It does not end where the rules of the grid do: a border is lost, or there are too many.
    pub(super) astray: bool,
    /// It ends before they do: a border is lost.
    pub(super) short: bool,
}

/// What stands between two borders of a line, and is no rule.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) line: usize,
    pub(super) text: Stretch,
    pub(super) left: u32,
    pub(super) right: u32,
    /// It is not known under which columns of the grid it stands.
    pub(super) loose: bool,
}

impl Row {
    /// A stretch of the line is ruled.
    pub(super) fn is_ruled(&self) -> bool {
        self.borders.iter().any(|border| border.ruled)
    }

    /// The first stretch of the line is ruled.
    pub(super) fn begins_ruled(&self) -> bool {
        self.borders.first().is_some_and(|border| border.ruled)
    }

    /// The last stretch of the line is ruled.
    pub(super) fn ends_ruled(&self) -> bool {
        let last = self.borders.iter().rev().nth(1);
        last.is_some_and(|border| border.ruled)
    }

    /// What is written between two borders of the line. What is not bounded on both sides is no cell.
    pub(super) fn pieces(&self, line: usize) -> impl Iterator<Item = Piece> {
        let pairs = self.borders.iter().zip(self.borders.iter().skip(1));
        let open = pairs.filter(|(left, _)| !left.ruled);
        open.map(move |(left, right)| Piece {
            line,
            text: Stretch {
                from: left.token + 1,
                to: right.token,
            },
            left: left.column,
            right: right.column,
            loose: left.fit != right.fit || left.fit == Fit::Loose,
        })
    }
}

/// The borders of every line.
///
/// A mark is a border if the marks right above and below it, and so on, reach one at which a rule ends. In a line that
/// does not end where the rules do every mark is believed, and none is added: a border that is lost leaves a row too short.
pub(super) fn borders(lines: &[Drawn], text_end: usize) -> Vec<Row> {
    let unit = settle_unit(lines);
    let frames = frames(lines);
    let lines = close(lines, &frames, unit, text_end);
    let boxed_only = !lines.iter().any(Drawn::is_bare);
    let mut chains = Chains::default();
    let mut previous: Vec<(u32, usize)> = Vec::new();
    let mut found: Vec<(Row, Vec<usize>)> = Vec::with_capacity(lines.len());
    for (line, frame) in lines.iter().zip(&frames) {
        let place = frame.place(&lines, line, unit);
        if place.astray {
            let row = astray(line, frame.columns(&lines, unit), unit);
            found.push((row, Vec::new()));
            continue;
        }
        let mut above = previous.iter().peekable();
        let mut here = Vec::with_capacity(line.marks.len());
        for (mark, column) in line.marks.iter().zip(&place.columns) {
            while above.next_if(|(left, _)| left < column).is_some() {}
            let chain = match above.peek() {
                Some((same, chain)) if same == column => *chain,
                _ => chains.start(),
            };
            let anchored =
                mark.kind != Kind::Vertical || place.counted || (boxed_only && mark.boxed);
            if anchored {
                chains.anchor(chain);
            }
            here.push((*column, chain));
        }
        let border =
            |(mark, (column, _)): (&Mark, &(u32, usize))| border(mark, *column, Fit::There);
        let row = Row {
            borders: line.marks.iter().zip(&here).map(border).collect(),
            astray: false,
            short: false,
        };
        found.push((row, here.iter().map(|(_, chain)| *chain).collect()));
        previous = here;
    }
    let keep = |(mut row, chained): (Row, Vec<usize>)| {
        let mut held = chained.into_iter().map(|chain| chains.holds(chain));
        row.borders.retain(|_| held.next().unwrap_or(true));
        row
    };
    found.into_iter().map(keep).collect()
}

const fn border(mark: &Mark, column: u32, fit: Fit) -> Border {
    Border {
        column,
        token: mark.token,
        ruled: mark.ruled,
        fit,
    }
}

/// The borders of a line that does not end where its frame does: those from the left that are the frame's, and those from
/// the right that are the frame's if the line's end is. What is between them has no known columns.
fn astray(line: &Drawn, frame: Vec<u32>, unit: Unit) -> Row {
    let own: Vec<u32> = columns(line, unit).collect();
    let there = |column: &u32| frame.binary_search(column).is_ok();
    let left = own.iter().take_while(|column| there(column)).count();
    let edge = frame.last().copied().unwrap_or(0);
    let end = own.last().copied().unwrap_or(0);
    let reached = left.checked_sub(1).and_then(|last| own.get(last).copied());
    let shifted = |column: u32| (column.saturating_add(edge)).saturating_sub(end);
    let right = own
        .iter()
        .skip(left)
        .rev()
        .map(|column| shifted(*column))
        .take_while(|column| there(column) && reached.is_none_or(|reached| *column > reached))
        .count();
    let behind = own.len() - right;
    let fit = |(index, (mark, column)): (usize, (&Mark, &u32))| {
        if index < left {
            border(mark, *column, Fit::There)
        } else if index < behind {
            border(mark, *column, Fit::Loose)
        } else {
            border(mark, shifted(*column), Fit::Shifted)
        }
    };
    Row {
        borders: line.marks.iter().zip(&own).enumerate().map(fit).collect(),
        astray: true,
        short: end < edge,
    }
}

/// The rules a line stands between, by their index; without rules the first line.
#[derive(Clone, Copy, Debug, Default)]
struct Frame {
    above: Option<usize>,
    below: Option<usize>,
}

/// Where the marks of a line are taken to be.
struct Place {
    columns: Vec<u32>,
    /// It does not line up, but has as many marks as the rules around it.
    counted: bool,
    /// It does not line up.
    astray: bool,
}

impl Frame {
    fn rules<'l>(self, lines: &'l [Drawn]) -> impl Iterator<Item = &'l Drawn> + use<'l> {
        let both = [self.above, self.below].into_iter().flatten();
        both.filter_map(|index| lines.get(index))
    }

    /// The columns of the rule above, or of the one below.
    fn columns(self, lines: &[Drawn], unit: Unit) -> Vec<u32> {
        let mut rules = self.rules(lines);
        rules
            .next()
            .map_or_else(Vec::new, |rule| columns(rule, unit).collect())
    }

    /// Whether a line ends where one of the rules does.
    fn closes(self, lines: &[Drawn], line: &Drawn, unit: Unit) -> bool {
        let end = end(line, unit);
        self.rules(lines).any(|rule| self::end(rule, unit) == end)
    }

    fn place(self, lines: &[Drawn], line: &Drawn, unit: Unit) -> Place {
        let own = || columns(line, unit).collect();
        if line.is_bare() || self.closes(lines, line, unit) {
            return Place {
                columns: own(),
                counted: false,
                astray: false,
            };
        }
        let mut rules = self.rules(lines).peekable();
        let counted =
            rules.peek().is_some() && rules.all(|rule| rule.marks.len() == line.marks.len());
        Place {
            columns: if counted {
                self.columns(lines, unit)
            } else {
                Vec::new()
            },
            counted,
            astray: !counted,
        }
    }
}

impl Frame {
    /// The two lines that stand on one.
    fn split(
        self,
        lines: &[Drawn],
        line: &Drawn,
        unit: Unit,
        read: impl Fn(Stretch) -> Option<Drawn>,
    ) -> Option<[Drawn; 2]> {
        let rule = self
            .rules(lines)
            .find(|rule| end(rule, unit) < end(line, unit))?;
        let edges = (start(rule, unit), end(rule, unit));
        let fits = |line: &Drawn| (start(line, unit), end(line, unit)) == edges;
        let own: Vec<u32> = columns(line, unit).collect();
        let last = own.binary_search(&edges.1?).ok()?;
        let cut = line.marks.get(last)?.token + 1;
        let Stretch { from, to } = line.line;
        let parts = [
            read(Stretch { from, to: cut })?,
            read(Stretch { from: cut, to })?,
        ];
        parts.iter().all(fits).then_some(parts)
    }
}

/// The column of the first mark of a line.
fn start(line: &Drawn, unit: Unit) -> Option<u32> {
    line.marks.first().map(|first| first.columns[unit as usize])
}

/// The column of the last mark of a line.
fn end(line: &Drawn, unit: Unit) -> Option<u32> {
    line.marks.last().map(|last| last.columns[unit as usize])
}

/// For every line the rules around it.
fn frames(lines: &[Drawn]) -> Vec<Frame> {
    let mut frames = vec![Frame::default(); lines.len()];
    let mut rule = if lines.iter().any(Drawn::is_bare) {
        None
    } else {
        Some(0)
    };
    for (index, (line, frame)) in lines.iter().zip(&mut frames).enumerate() {
        frame.above = rule;
        if line.is_bare() {
            rule = Some(index);
        }
    }
    let mut rule = None;
    for (index, (line, frame)) in lines.iter().zip(&mut frames).enumerate().rev() {
        frame.below = rule;
        if line.is_bare() {
            rule = Some(index);
        }
    }
    frames
}

/// Fewer lines without a border on the right are damaged, not drawn so.
const OPEN_LINES: usize = 3;

/// A grid drawn without a border on the right gets one at the ends of its lines. Where the text ends it proves no cell.
fn close<'l>(
    lines: &'l [Drawn],
    frames: &[Frame],
    unit: Unit,
    text_end: usize,
) -> Cow<'l, [Drawn]> {
    let mut written = lines.iter().zip(frames).filter(|(line, _)| !line.is_bare());
    let is_open = |(line, frame): (&Drawn, &Frame)| {
        let mut rules = frame.rules(lines).peekable();
        rules.peek().is_some() && rules.all(|rule| end(line, unit) < end(rule, unit))
    };
    let count = written.clone().count();
    if count < OPEN_LINES || !written.all(is_open) || !lines.iter().any(Drawn::is_bare) {
        return Cow::Borrowed(lines);
    }
    let mut lines = lines.to_vec();
    for (index, frame) in frames.iter().enumerate() {
        let rule = frame
            .rules(&lines)
            .next()
            .and_then(|rule| rule.marks.last().copied());
        let line = lines
            .get_mut(index)
            .filter(|line| !line.is_bare() && line.line.to < text_end);
        if let Some((line, edge)) = line.zip(rule) {
            line.marks.push(Mark {
                token: line.line.to,
                kind: Kind::Vertical,
                ruled: false,
                ..edge
            });
        }
    }
    Cow::Owned(lines)
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

/// Two lines of a grid that stand on one are two again, if both begin and end where the rules around them do.
pub(super) fn unjoin<'l>(
    lines: &'l [Drawn],
    read: impl Fn(Stretch) -> Option<Drawn>,
) -> Cow<'l, [Drawn]> {
    let unit = settle_unit(lines);
    let frames = frames(lines);
    let split = |(line, frame): (&Drawn, &Frame)| frame.split(lines, line, unit, &read);
    let found: Vec<Option<[Drawn; 2]>> = lines.iter().zip(&frames).map(split).collect();
    if found.iter().all(Option::is_none) {
        return Cow::Borrowed(lines);
    }
    let mut all = Vec::with_capacity(lines.len() + 1);
    for (line, parts) in lines.iter().zip(found) {
        match parts {
            Some(parts) => all.extend(parts),
            None => all.push(line.clone()),
        }
    }
    Cow::Owned(all)
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
fn settle_unit(lines: &[Drawn]) -> Unit {
    let mut marks = lines.iter().flat_map(|line| &line.marks);
    if marks.all(|mark| mark.columns.iter().all(|column| *column == mark.columns[0])) {
        return Unit::Display;
    }
    let mut best: Option<((usize, usize), Unit)> = None;
    for unit in Unit::ALL {
        let known = Known::of(lines, unit);
        let (mut ends, mut hits) = (0, 0);
        for line in lines.iter().filter(|line| !line.is_bare()) {
            hits += columns(line, unit)
                .filter(|column| known.contains(*column))
                .count();
            ends += usize::from(ends_at(line, unit, &known));
        }
        if best.as_ref().is_none_or(|(score, _)| (ends, hits) > *score) {
            best = Some(((ends, hits), unit));
        }
    }
    best.map_or(Unit::Display, |(_, unit)| unit)
}

/// Whether the last mark of a line is at a known column.
fn ends_at(line: &Drawn, unit: Unit, known: &Known) -> bool {
    line.marks
        .last()
        .is_some_and(|last| known.contains(last.columns[unit as usize]))
}
