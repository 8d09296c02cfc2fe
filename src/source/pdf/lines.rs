//! Lines of text, by where their glyphs stand.

use std::collections::HashMap;

use super::cmap::Said;
use super::content::{Glyph, upright};
use super::geometry::Rect;
use crate::source::page::raised;

/// What stands for a glyph that is unknown.
const UNKNOWN: char = char::REPLACEMENT_CHARACTER;

/// A stretch of a line without a wide gap.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) area: Rect,
    /// Its words: where each begins in the text, and its left and right edge. Nothing where lines run otherwise than to the
    /// right.
    pub(super) words: Vec<(usize, f64, f64)>,
}

impl Piece {
    const fn new() -> Self {
        Self {
            text: String::new(),
            area: Rect::NONE,
            words: Vec::new(),
        }
    }

    fn add(&mut self, glyph: &Glyph, small: bool) {
        if self.text.is_empty() || self.text.ends_with(' ') {
            let area = glyph.area;
            self.words.push((self.text.len(), area.left, area.right));
        }
        say(&mut self.text, glyph, small);
        self.area = self.area.cover(glyph.area);
        if let Some((_, _, right)) = self.words.last_mut() {
            *right = right.max(glyph.area.right);
        }
    }
}

/// A line of text.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// From the left; at least one.
    pub(super) pieces: Vec<Piece>,
    pub(super) area: Rect,
    pub(super) size: f64,
}

impl Line {
    /// All that it says.
    pub(super) fn text(&self) -> String {
        let pieces: Vec<&str> = self.pieces.iter().map(|piece| &*piece.text).collect();
        pieces.join(" ")
    }
}

impl Line {
    /// What of it is on a page: of pieces that stand beside the page only that they are there.
    pub(super) fn on(mut self, page: Rect) -> Option<Self> {
        let is_on = |area: Rect| {
            let common = area.meet(page);
            common.width() > 0.0 && common.height() > 0.0
        };
        if self.area.cover(page) == page {
            return Some(self);
        }
        if !self.pieces.iter().any(|piece| is_on(piece.area)) {
            return None;
        }
        let beside = self.pieces.iter_mut().filter(|piece| !is_on(piece.area));
        for piece in beside {
            piece.text = UNKNOWN.into();
            piece.words.truncate(1);
        }
        Some(self)
    }
}

/// Where a character stands.
type Spot = (f64, f64, Option<char>);

/// Leaves out glyphs that are painted more than once, as is done to make them look bold.
pub(super) fn single(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    const SHIFT: f64 = 0.12;
    const ROOM: f64 = 4.0;
    let mut seen: HashMap<(i64, i64), Vec<Spot>> = HashMap::new();
    let mut kept = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        let ch = match &glyph.said {
            Some(Said::Char(ch)) if ch.is_whitespace() => {
                kept.push(glyph);
                continue;
            }
            Some(Said::Char(ch)) => Some(*ch),
            _ => None,
        };
        let (x, y) = glyph.area.middle();
        let shift = SHIFT * glyph.size.min(glyph.area.width() * 2.0);
        let room = |at: f64| (at / ROOM).floor() as i64;
        // The rooms that are no farther than the next one.
        let near = |at: f64| {
            let (least, most) = (room(at) - 1, room(at) + 1);
            room(at - shift).max(least)..=room(at + shift).min(most)
        };
        let around = near(x).flat_map(|x| near(y).map(move |y| (x, y)));
        let twice = around.into_iter().any(|at| {
            seen.get(&at).is_some_and(|there| {
                // Of many in one place the last ones say enough.
                there.iter().rev().take(8).any(|(xx, yy, other)| {
                    (x - xx).abs() <= shift
                        && (y - yy).abs() <= shift
                        && *other == ch
                        && ch.is_some()
                })
            })
        });
        if !twice {
            seen.entry((room(x), room(y))).or_default().push((x, y, ch));
            kept.push(glyph);
        }
    }
    kept
}

/// The lines of glyphs: those that run to the right from the top down, then those that run otherwise.
/// Where they are `free`, strings that do not touch are pieces; in a cell they are what the cell says.
pub(super) fn lines(glyphs: &[&Glyph], free: bool) -> Vec<Line> {
    let mut found = Vec::new();
    for turn in 0..4 {
        let mut turned: Vec<Glyph> = glyphs
            .iter()
            .filter(|glyph| glyph.turn == turn)
            .map(|glyph| turned(glyph, turn))
            .collect();
        if turned.is_empty() {
            continue;
        }
        let mut lines = level(&mut turned, free);
        for line in &mut lines {
            turn_back(line, turn);
        }
        found.append(&mut lines);
    }
    found.extend(slanted(glyphs));
    found
}

/// A page that is turned on its corner: as far as places are compared, any page will do.
const NOWHERE: Rect = Rect {
    left: 0.0,
    bottom: 0.0,
    right: 0.0,
    top: 0.0,
};

/// A glyph as it stands when its line runs to the right.
fn turned(glyph: &Glyph, turn: u8) -> Glyph {
    let matrix = upright(NOWHERE, turn);
    Glyph {
        area: glyph.area.under(matrix),
        origin: matrix.point(glyph.origin.0, glyph.origin.1),
        ..glyph.clone()
    }
}

fn turn_back(line: &mut Line, turn: u8) {
    let matrix = upright(NOWHERE, (4 - turn) % 4);
    line.area = line.area.under(matrix);
    for piece in &mut line.pieces {
        piece.area = piece.area.under(matrix);
        if turn > 0 {
            piece.words.clear();
        }
    }
}

/// Lines that run along no axis, in the order that they were painted in.
fn slanted(glyphs: &[&Glyph]) -> Vec<Line> {
    let mut slanted = glyphs.iter().filter(|glyph| glyph.turn > 3).peekable();
    if slanted.peek().is_none() {
        return Vec::new();
    }
    let mut piece = Piece::new();
    for glyph in slanted {
        piece.add(glyph, false);
    }
    piece.words.clear();
    let area = piece.area;
    vec![Line {
        pieces: vec![piece],
        area,
        size: 0.0,
    }]
}

/// A glyph is of a line if its foot stands no farther from the line's than so much of the smaller size.
const LEVEL: f64 = 0.4;

/// Lines that run to the right.
fn level(glyphs: &mut [Glyph], free: bool) -> Vec<Line> {
    const MOST_LOOKED_AT: usize = 512;
    glyphs.sort_by(|one, other| other.origin.1.total_cmp(&one.origin.1));
    let mut lines = Vec::new();
    let mut rest = glyphs;
    while !rest.is_empty() {
        // The largest of those near the top tells the line's height.
        let top = rest.first().map_or(0.0, |glyph| glyph.origin.1);
        let reach = rest.first().map_or(0.0, |glyph| glyph.size);
        let near = rest
            .iter()
            .take(MOST_LOOKED_AT)
            .take_while(|glyph| top - glyph.origin.1 <= LEVEL * reach.max(glyph.size));
        let largest = near.fold(None::<&Glyph>, |largest, glyph| match largest {
            Some(there) if there.size >= glyph.size => Some(there),
            _ => Some(glyph),
        });
        let (foot, size) = largest.map_or((0.0, 0.0), |glyph| (glyph.origin.1, glyph.size));
        let count = rest
            .iter()
            .take_while(|glyph| foot - glyph.origin.1 <= LEVEL * size.min(glyph.size))
            .count()
            .max(1);
        let (line, behind) = std::mem::take(&mut rest).split_at_mut(count);
        lines_of(line, foot, size, free, &mut lines);
        rest = behind;
    }
    lines
}

/// The line of a foot and a size, and those above it that are too small and stand too high to be of it.
fn lines_of(glyphs: &mut [Glyph], foot: f64, size: f64, free: bool, lines: &mut Vec<Line>) {
    glyphs.sort_by(|one, other| one.area.left.total_cmp(&other.area.left));
    let marks = raised_marks(glyphs);
    let is_above = |glyph: &Glyph| glyph.origin.1 - foot > LEVEL * glyph.size;
    let both = glyphs.iter().zip(marks);
    let (mut above, line): (Vec<_>, Vec<_>) =
        both.partition(|(glyph, raised)| !raised && is_above(glyph));
    above.sort_by(|(one, _), (other, _)| other.origin.1.total_cmp(&one.origin.1));
    let of_one = |(one, _): &(&Glyph, bool), (next, _): &(&Glyph, bool)| {
        one.origin.1 - next.origin.1 <= LEVEL / 2.0 * one.size.min(next.size)
    };
    for other in above.chunk_by_mut(of_one) {
        other.sort_by(|(one, _), (other, _)| one.area.left.total_cmp(&other.area.left));
        let largest = other.iter().map(|(glyph, _)| glyph.size);
        let largest = largest.fold(0.0, f64::max);
        lines.extend(pieces(other, largest, free));
    }
    lines.extend(pieces(&line, size, free));
}

/// Which glyphs, from the left, are marks that are raised or lowered beside larger ones: of these each is the nearest that
/// is no mark itself.
fn raised_marks(glyphs: &[Glyph]) -> Vec<bool> {
    let mut marks = vec![false; glyphs.len()];
    let mut mark = |order: &mut dyn Iterator<Item = usize>| {
        let mut beside: Option<(&Glyph, Rect)> = None;
        for index in order {
            let (Some(glyph), Some(mark)) = (glyphs.get(index), marks.get_mut(index)) else {
                continue;
            };
            if glyph.is_blank() {
                continue;
            }
            match &mut beside {
                Some((base, reach)) if is_raised(glyph, base, *reach) => {
                    *mark = true;
                    *reach = reach.cover(glyph.area);
                }
                _ => beside = Some((glyph, glyph.area)),
            }
        }
    };
    mark(&mut (0..glyphs.len()));
    mark(&mut (0..glyphs.len()).rev());
    marks
}

/// Whether a glyph is raised or lowered beside another, which reaches so far with its other marks.
fn is_raised(glyph: &Glyph, base: &Glyph, reach: Rect) -> bool {
    const SMALLER: f64 = 0.8;
    const HIGHER: f64 = 0.12;
    const NEAR: f64 = 1.5;
    let gap = (glyph.area.left - reach.right).max(reach.left - glyph.area.right);
    glyph.size < SMALLER * base.size
        && (glyph.origin.1 - base.origin.1).abs() > HIGHER * base.size
        && gap <= NEAR * base.size
}

/// The pieces of a line, whose glyphs come from the left, each with whether it is a raised mark.
fn pieces(glyphs: &[(&Glyph, bool)], size: f64, free: bool) -> Option<Line> {
    /// Gaps that are wider are between pieces; and those with a blank in them.
    const WIDE: f64 = 0.45;
    const BLANK: f64 = 1.3;
    const TOUCHING: f64 = 0.12;
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut blank, mut string) = (false, None);
    for &(glyph, small) in glyphs {
        if matches!(&glyph.said, Some(Said::Char(ch)) if ch.is_whitespace()) {
            blank |= glyph.area.width() > 0.0;
            continue;
        }
        let gap = pieces
            .last()
            .map_or(f64::INFINITY, |piece| glyph.area.left - piece.area.right);
        let apart = free && !blank && string != Some(glyph.string) && gap > TOUCHING * size;
        let wide = apart || gap > size * if blank { BLANK } else { WIDE };
        string = Some(glyph.string);
        match pieces.last_mut().filter(|_| !wide) {
            Some(piece) => {
                if blank && gap > 0.1 * size {
                    piece.text.push(' ');
                }
                piece.add(glyph, small);
            }
            None => {
                let mut piece = Piece::new();
                piece.add(glyph, small);
                pieces.push(piece);
            }
        }
        blank = false;
    }
    let area = pieces.iter().map(|piece| piece.area).reduce(Rect::cover)?;
    Some(Line { pieces, area, size })
}

fn say(text: &mut String, glyph: &Glyph, small: bool) {
    match &glyph.said {
        Some(Said::Char(ch)) if small => text.push(raised(*ch)),
        Some(Said::Char(ch)) => text.push(*ch),
        Some(Said::Text(said)) => text.push_str(said),
        None => text.push(UNKNOWN),
    }
}
