//! What is painted over what: areas that hide what was painted before them, and areas that white text can be seen on.

use super::paths::Part;
use super::{Glyph, Painter};
use crate::source::pdf::geometry::Rect;

/// How many glyphs are compared with areas, for each of both.
const MOST_LOOKED_AT: usize = 64;

/// How high the rows of a page are that glyphs are looked up in.
const ROW: f64 = 16.0;

/// An area that is painted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layer {
    area: Rect,
    /// How many glyphs were painted before it.
    glyphs: usize,
    /// Nothing below it can be seen.
    hides: bool,
    is_white: bool,
}

impl Painter<'_, '_> {
    /// The path is filled.
    pub(super) fn fill(&mut self, path: &[Part]) {
        let state = self.state;
        let alone = path.len() == 1;
        for part in path {
            let area = part.bounds().meet(state.clip);
            let hides = alone && part.is_rectangle() && !state.is_patterned;
            self.lay(area, hides, state.fills_white);
        }
    }

    /// An area is painted. It hides what is below unless that shines through, or a clip makes another shape of it.
    pub(super) fn lay(&mut self, area: Rect, hides: bool, is_white: bool) {
        const THIN: f64 = 4.0;
        let state = self.state;
        if self.off == 0 && area.width() > THIN && area.height() > THIN {
            self.layers.push(Layer {
                area,
                glyphs: self.shows.glyphs.len(),
                hides: hides && !state.shines_through && !state.is_shaped,
                is_white,
            });
        }
    }

    /// The glyphs behind this one are gone.
    pub(super) fn lower_layers(&mut self, glyphs: usize) {
        let above = self.layers.iter_mut().rev();
        for layer in above.take_while(|layer| layer.glyphs > glyphs) {
            layer.glyphs = glyphs;
        }
    }

    /// Glyphs that something is painted over, and those that are white on white, cannot be seen.
    pub(super) fn hide(&mut self) {
        let layers = std::mem::take(&mut self.layers);
        let glyphs = &mut self.shows.glyphs;
        let mut left = MOST_LOOKED_AT.saturating_mul(glyphs.len() + layers.len());
        let mut look = || {
            left = left.saturating_sub(1);
            left > 0
        };
        let hiding = layers.iter().filter(|layer| layer.hides);
        let mut hiding = hiding.filter(|layer| layer.glyphs > 0).peekable();
        let rows = if hiding.peek().is_some() {
            rows(glyphs)
        } else {
            Vec::new()
        };
        for layer in hiding {
            let (first, last) = (row(layer.area.bottom), row(layer.area.top));
            for row in rows.iter().take(last + 1).skip(first) {
                let before = row.iter().take_while(|index| **index < layer.glyphs);
                for index in before.take_while(|_| look()) {
                    if let Some(glyph) = glyphs.get_mut(*index) {
                        glyph.covered |= layer.area.holds(glyph.area.middle());
                    }
                }
            }
        }
        for (index, glyph) in glyphs.iter_mut().enumerate() {
            if glyph.is_white && !glyph.is_blank() {
                let middle = glyph.area.middle();
                let below = layers.iter().rev().filter(|it| it.glyphs <= index);
                let mut below = below.take_while(|_| look());
                let below = below.find(|layer| layer.area.holds(middle));
                glyph.covered |= below.is_none_or(|layer| layer.is_white);
            }
        }
    }
}

/// The row of a height; what is below the page is in the lowest.
fn row(height: f64) -> usize {
    (height / ROW).max(0.0) as usize
}

/// The indices of the glyphs that stand in each row of a page, in their order.
fn rows(glyphs: &[Glyph]) -> Vec<Vec<usize>> {
    const MOST: usize = 4096;
    let mut rows = Vec::new();
    for (index, glyph) in glyphs.iter().enumerate() {
        let row = row(glyph.area.middle().1).min(MOST);
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        if let Some(row) = rows.get_mut(row) {
            row.push(index);
        }
    }
    rows
}
