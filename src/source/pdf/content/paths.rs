//! Paths: the lines and the thin areas that are painted.

use super::{Painter, Rule};
use crate::source::pdf::geometry::Rect;

/// A part of a path.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) points: Vec<(f64, f64)>,
    pub(super) closed: bool,
    pub(super) curved: bool,
}

impl Part {
    pub(super) fn bounds(&self) -> Rect {
        let points = self.points.iter().copied();
        points.fold(Rect::NONE, Rect::with)
    }

    /// Whether it is a rectangle with its sides along the axes.
    pub(super) fn is_rectangle(&self) -> bool {
        const LEVEL: f64 = 0.01;
        let [a, b, c, d, rest @ ..] = &*self.points else {
            return false;
        };
        let near = |one: f64, other: f64| (one - other).abs() <= LEVEL;
        let back = match rest {
            [] => true,
            [last] => near(last.0, a.0) && near(last.1, a.1),
            _ => false,
        };
        let across = near(a.1, b.1) && near(b.0, c.0) && near(c.1, d.1) && near(d.0, a.0);
        let down = near(a.0, b.0) && near(b.1, c.1) && near(c.0, d.0) && near(d.1, a.1);
        back && !self.curved && (across || down)
    }
}

impl Painter<'_, '_> {
    pub(super) fn point(&self, x: f64, y: f64) -> (f64, f64) {
        self.state.matrix.point(x, y)
    }

    pub(super) fn to(&mut self, x: f64, y: f64, curved: bool) {
        let point = self.point(x, y);
        if let Some(part) = self.path.last_mut() {
            part.points.push(point);
            part.curved |= curved;
        }
    }

    /// The path is painted, and is over.
    pub(super) fn paint(&mut self, rules: bool, fills: bool) {
        let path = std::mem::take(&mut self.path);
        if fills {
            self.fill(&path);
        }
        if fills && !self.state.fills_white {
            for part in path.iter().filter(|part| !part.curved) {
                self.thin(part.bounds());
            }
        }
        if rules && !self.state.rules_white {
            let half = self.state.line_width.abs() * self.state.matrix.scale() / 2.0;
            for part in path.iter().filter(|part| !part.curved) {
                let closing = part.closed.then(|| part.points.first()).flatten();
                let ends = part.points.iter().skip(1).chain(closing);
                for (from, to) in part.points.iter().zip(ends) {
                    self.stroke(*from, *to, half);
                }
            }
        }
        if std::mem::take(&mut self.clips) {
            let points = path.iter().flat_map(|part| part.points.iter().copied());
            let area = points.fold(Rect::NONE, Rect::with);
            self.state.clip = self.state.clip.meet(area);
            self.state.is_shaped |= !matches!(&*path, [part] if part.is_rectangle());
        }
    }

    fn stroke(&mut self, from: (f64, f64), to: (f64, f64), half: f64) {
        const LEVEL: f64 = 0.5;
        let mut area = Rect::NONE.with(from).with(to);
        // A short line that is as thick as others are long is one of those.
        if area.height() <= LEVEL {
            (area.bottom, area.top) = (area.bottom - half, area.top + half);
        } else if area.width() <= LEVEL {
            (area.left, area.right) = (area.left - half, area.right + half);
        } else {
            return;
        }
        self.thin(area);
    }

    /// An area that is painted is a line if it is thin.
    fn thin(&mut self, area: Rect) {
        const THICKEST: f64 = 4.0;
        const SHORTEST: f64 = 2.0;
        let area = area.meet(self.state.clip);
        let (width, height) = (area.width(), area.height());
        if !(width >= 0.0 && height >= 0.0) || self.off > 0 {
            return;
        }
        let (x, y) = area.middle();
        if height <= THICKEST && width >= SHORTEST && width > 2.0 * height {
            self.shows.across.push(Rule {
                at: y,
                from: area.left,
                to: area.right,
            });
        } else if width <= THICKEST && height >= SHORTEST && height > 2.0 * width {
            self.shows.down.push(Rule {
                at: x,
                from: area.bottom,
                to: area.top,
            });
        }
    }
}

/// Whether a color is white, or nearly: of one, three or four parts. `plain` colors of one part are grays; others may be
/// of any ink.
pub(super) fn is_white(parts: &[f64], plain: bool) -> bool {
    const NEARLY: f64 = 0.95;
    match parts {
        [gray] => plain && *gray >= NEARLY,
        [_, _, _] => parts.iter().all(|part| *part >= NEARLY),
        [_, _, _, _] => parts.iter().all(|part| *part <= 1.0 - NEARLY),
        _ => false,
    }
}
