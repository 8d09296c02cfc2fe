//! Strings of text: what each glyph stands for, and where on the page.

use std::rc::Rc;

use super::{Glyph, MOST_STATES, Marked, Painter, Scope};
use crate::source::pdf::{
    annotations,
    cmap::Said,
    file::Known,
    fonts::{Font, Shown},
    geometry::{Matrix, Rect},
    syntax::Object,
};

impl Painter<'_, '_> {
    pub(super) fn font(&mut self, name: &[u8], scope: &Rc<Scope>) -> Option<usize> {
        let key = (Rc::as_ptr(scope).addr(), name.to_vec());
        if let Some(font) = self.named.get(&key) {
            return Some(*font);
        }
        let object = scope.fonts.dict()?.get(name)?;
        let number = match object {
            Object::Ref(number) => Some(*number),
            _ => None,
        };
        let known = number.and_then(|number| self.store.numbered.get(&number).copied());
        let font = match known {
            Some(font) => font,
            None => {
                let object = self.file.resolve(object);
                let font = Font::read(self.file, object.dict()?);
                self.store.fonts.push(font);
                let font = self.store.fonts.len() - 1;
                if let Some(number) = number {
                    self.store.numbered.insert(number, font);
                }
                font
            }
        };
        self.named.insert(key, font);
        Some(font)
    }

    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        if y != 0.0 {
            self.end_row();
        }
        self.line = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self.line);
        self.text = self.line;
    }

    /// Glyphs that were shown one by one, all with the same space between, are one string: its letters are spaced.
    pub(super) fn end_row(&mut self) {
        const SAME: f64 = 0.03;
        let row = self.shows.glyphs.get_mut(self.row..).unwrap_or_default();
        let gap = |pair: &[Glyph]| (pair[1].area.left - pair[0].area.right) / pair[0].size;
        let first = row.windows(2).next().map_or(0.0, gap);
        if let Some(string) = row.first().map(|glyph| glyph.string)
            && first > SAME
            && row.windows(2).all(|pair| (gap(pair) - first).abs() <= SAME)
        {
            for glyph in row {
                glyph.string = string;
            }
        }
        self.row = self.shows.glyphs.len();
    }

    fn is_vertical(&self) -> bool {
        let font = self.state.font.and_then(|font| self.store.fonts.get(font));
        font.is_some_and(|font| font.vertical)
    }

    /// Moves on by so much along the line.
    pub(super) fn advance(&mut self, by: f64) {
        let (x, y) = if self.is_vertical() {
            (0.0, by)
        } else {
            (by * self.state.stretch, 0.0)
        };
        self.text = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self.text);
    }

    pub(super) fn show(&mut self, string: &[u8]) {
        let Some(font) = self
            .state
            .font
            .and_then(|font| self.store.fonts.get_mut(font))
        else {
            return;
        };
        // Glyphs may be a clip too.
        self.state.is_shaped |= self.state.mode > 3;
        let mut shown = std::mem::take(&mut self.shown);
        shown.clear();
        font.show(self.file, string, &mut shown);
        let vertical = font.vertical;
        if !self.file.draw(shown.len()) {
            return;
        }
        for glyph in shown.drain(..) {
            let word_space = if glyph.space {
                self.state.word_space
            } else {
                0.0
            };
            let space = self.state.char_space + word_space;
            let size = self.state.size;
            if vertical {
                self.place(&glyph, true);
                self.advance(-size + space);
            } else {
                self.place(&glyph, false);
                self.advance(glyph.width * size + space);
            }
        }
        self.shown = shown;
    }

    /// A glyph takes its place on the page.
    fn place(&mut self, glyph: &Shown, vertical: bool) {
        const BELOW: f64 = 0.15;
        const ABOVE: f64 = 0.85;
        let state = self.state;
        let size = state.size;
        let matrix = self.text.then(state.matrix);
        let width = glyph.width * size * state.stretch;
        let (from, to) = if vertical {
            ((-width / 2.0, state.rise - size), (width / 2.0, state.rise))
        } else {
            (
                (0.0, state.rise - BELOW * size),
                (width, state.rise + ABOVE * size),
            )
        };
        let box_of = Rect::NONE.with(from).with(to);
        let area = box_of.under(matrix);
        // Vertical writing stands upright, like single letters on lines of their own.
        let (turn, size) = direction(matrix, size);
        let middle = area.middle();
        let foot = if vertical { ABOVE * state.size } else { 0.0 };
        let origin = matrix.point(0.0, state.rise - foot);
        let seen = [
            area.left,
            area.right,
            area.bottom,
            area.top,
            origin.0,
            origin.1,
            size,
        ];
        if !seen.iter().all(|number| number.is_finite()) || size <= 0.0 {
            return;
        }
        // What is cut at its end is read to its end; what is far out of sight is not. What stands beside the page leaves its
        // line incomplete, wherever it is.
        let (along, across) = (8.0 * size, size);
        let clip = Rect {
            left: match state.clip.left {
                left if left <= 0.0 => f64::NEG_INFINITY,
                left => left - along,
            },
            bottom: state.clip.bottom - across,
            right: match state.clip.right {
                right if right >= self.shows.width => f64::INFINITY,
                right => right + along,
            },
            top: state.clip.top + across,
        };
        if !clip.holds(middle) || self.off > 0 {
            return;
        }
        self.shows.glyphs.push(Glyph {
            said: glyph.said.clone(),
            area,
            origin,
            size,
            turn,
            hidden: matches!(state.mode, 3 | 7),
            covered: false,
            is_white: match state.mode {
                0 | 4 => state.fills_white && !state.is_patterned,
                1 | 5 => state.rules_white,
                _ => state.fills_white && state.rules_white,
            },
            string: self.strings,
        });
    }

    pub(super) fn mark(&mut self, said: Option<Said>, is_off: bool) {
        if self.marked.len() < MOST_STATES {
            self.off += usize::from(is_off);
            self.marked.push(Marked {
                from: self.shows.glyphs.len(),
                said,
                is_off,
            });
        }
    }

    /// What marked content is said to stand for.
    pub(super) fn actual_text(&mut self, properties: &Object, scope: &Rc<Scope>) -> Option<Said> {
        let named = match properties {
            Object::Name(name) => {
                let object = scope.properties.dict()?.get(&**name)?;
                self.file.resolve(object)
            }
            object => Known::Here(object),
        };
        let text = self.file.get(named.dict()?, b"ActualText");
        match &*text {
            Object::String(text) => annotations::said(text),
            _ => None,
        }
    }

    /// Glyphs that are unknown stand for what they are said to; those that are known stand for themselves.
    pub(super) fn unmark(&mut self) {
        let Some(Marked { from, said, is_off }) = self.marked.pop() else {
            return;
        };
        self.off -= usize::from(is_off);
        let Some(said) = said else { return };
        let marked = self.shows.glyphs.get(from..).unwrap_or_default();
        if marked.is_empty() || marked.iter().all(|glyph| glyph.said.is_some()) {
            return;
        }
        let area = marked
            .iter()
            .map(|glyph| glyph.area)
            .fold(Rect::NONE, Rect::cover);
        self.shows.glyphs.truncate(from + 1);
        self.lower_layers(from + 1);
        if let Some(glyph) = self.shows.glyphs.get_mut(from) {
            (glyph.said, glyph.area) = (Some(said), area);
        }
    }
}

/// Where a line of text runs under a matrix, and the size of a font there.
pub(super) fn direction(matrix: Matrix, size: f64) -> (u8, f64) {
    const SLANT: f64 = 0.2;
    let [a, b, c, d, ..] = matrix.0;
    // A font of negative size, or mirrored, is upside down twice.
    let (x, y) = (a * size.signum(), b * size.signum());
    let height = c.hypot(d) * size.abs();
    let turn = if y.abs() <= SLANT * x.abs() {
        if x > 0.0 { 0 } else { 2 }
    } else if x.abs() <= SLANT * y.abs() {
        if y > 0.0 { 1 } else { 3 }
    } else {
        4
    };
    (turn, height)
}
