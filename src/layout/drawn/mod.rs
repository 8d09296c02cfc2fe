//! Tables drawn with characters: ASCII grids, box drawing, org, and the simple tables of reST and pandoc.
//!
//! A drawn border is a matter of columns, and what a column is, is itself a hypothesis ([`Unit`](measure::Unit)). The text is
//! cut into blocks of drawn lines; in each the borders are found, then either every line is a row (few rules) or the
//! pieces of lines that no border parts are joined into cells, whatever they span. A grid within a cell of another one
//! needs no recursion: its cells are cells like others, and what is left of the outer cell is text around it.

mod borders;
mod cells;
mod marks;
mod simple;
#[cfg(test)]
mod tests;
mod write;

use super::{Stretch, Strip, is_blank, lines, measure};
use crate::fold::{Class, Token};
use marks::{Drawn, Kind};
use write::Writer;

/// A block with more marks is read in parts, so that hostile text takes no more memory than a large report.
const MOST_MARKS: usize = 1 << 18;

/// The text with every drawn grid taken apart into lines of cells, or nothing where none is drawn.
pub(crate) fn rebuild<'t>(source: &str, tokens: &'t [Token], marks: &[u32]) -> Option<Strip<'t>> {
    let lines = || lines(tokens, marks).map(|(from, to)| Stretch { from, to });
    if !lines().any(|line| may_rule(line.of(tokens))) {
        return None;
    }
    let lines: Vec<Stretch> = lines().collect();
    let mut writer = Writer::new(source, tokens);
    let mut next = 0;
    while next < lines.len() {
        let block = Block::read(source, tokens, &lines, next);
        if block.is_grid() {
            cells::write(&block, &mut writer);
            next = block.next;
            continue;
        }
        let behind = block.next.max(next + 1);
        lines
            .get(next..behind)
            .unwrap_or_default()
            .iter()
            .for_each(|line| writer.text(*line));
        next = behind;
    }
    writer.finish()
}

/// Whether a line might be drawn, seen by its first characters only: most texts are done with here.
fn may_rule(line: &[Token]) -> bool {
    let mut rest = line.iter().skip_while(|token| is_blank(**token));
    let Some(first) = rest.next() else {
        return false;
    };
    match first.class() {
        Class::Box => true,
        Class::Pipe | Class::Plus | Class::Dash => {
            rest.next().is_some_and(|next| marks::is_stroke(*next))
        }
        _ => first.ch() == '=' && rest.next().is_some_and(|next| next.ch() == '='),
    }
}

/// Whether a line begins with a border.
fn begins_drawn(line: &[Token]) -> bool {
    let mut rest = line.iter().skip_while(|token| is_blank(**token));
    let Some(first) = rest.next() else {
        return false;
    };
    match first.class() {
        Class::Pipe => true,
        Class::Box => !marks::is_stroke(*first),
        Class::Plus => rest.next().is_some_and(|next| {
            marks::is_stroke(*next)
                || matches!(next.class(), Class::Plus | Class::Colon | Class::Dash)
        }),
        _ => false,
    }
}

/// Lines that follow one another and begin with a border, at least one of them ruled.
#[derive(Debug)]
struct Block {
    lines: Vec<Drawn>,
    /// The physical line behind.
    next: usize,
}

impl Block {
    /// The block that begins with line `first`; without lines where that one is not drawn.
    ///
    /// A blank line between two drawn ones is a line end too many, but between two rules it parts two grids.
    fn read(source: &str, tokens: &[Token], lines: &[Stretch], first: usize) -> Self {
        let mut drawn: Vec<Drawn> = Vec::new();
        let (mut next, mut index, mut marks) = (first, first, 0);
        while let Some(line) = lines.get(index) {
            if index > first && line.is_blank(tokens) {
                index += 1;
                continue;
            }
            if !begins_drawn(line.of(tokens)) {
                break;
            }
            let Some(read) = marks::read(source, tokens, *line) else {
                break;
            };
            let parted = index > next && drawn.last().is_some_and(|last| last.is_full_rule());
            if parted && (read.is_full_rule() || index > next + 1) {
                break;
            }
            marks += read.marks.len();
            if marks > MOST_MARKS && !drawn.is_empty() {
                break;
            }
            drawn.push(read);
            index += 1;
            next = index;
        }
        Self { lines: drawn, next }
    }

    /// Whether something is drawn but pipes: a rule with a crossing, or verticals of box drawing on two lines and more.
    fn is_grid(&self) -> bool {
        let ruled = self.lines.iter().any(|line| {
            line.is_bare() && line.marks.iter().any(|mark| mark.kind == Kind::Crossing)
        });
        ruled
            || self
                .lines
                .iter()
                .filter(|line| line.marks.iter().any(|mark| mark.boxed))
                .count()
                > 1
    }
}
