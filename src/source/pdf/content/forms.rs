//! Forms and pictures that pages draw by name, and annotations, which are drawn by forms.

use std::rc::Rc;

use super::{Glyph, Painter, Scope, State, scope, strings::direction};
use crate::source::pdf::{
    annotations::Annotation,
    cmap::Said,
    geometry::{Matrix, Rect},
    syntax::Object,
};

/// How deep forms may be drawn in forms.
const MOST_FORMS: usize = 16;

/// A form: content that can be drawn in many places.
#[derive(Debug)]
pub(super) struct Form {
    data: Vec<u8>,
    matrix: Matrix,
    bounds: Option<Rect>,
    scope: Option<Rc<Scope>>,
}

/// What is drawn by a name.
#[derive(Clone, Debug)]
pub(super) enum Drawn {
    Form(Rc<Form>),
    Picture {
        /// Nothing below it can be seen.
        hides: bool,
    },
    Nothing,
}

impl Painter<'_, '_> {
    pub(super) fn picture(&mut self, hides: bool) {
        if self.off > 0 {
            return;
        }
        let unit = Rect {
            left: 0.0,
            bottom: 0.0,
            right: 1.0,
            top: 1.0,
        };
        let area = unit.under(self.state.matrix).meet(self.state.clip);
        if area.width() > 0.0 && area.height() > 0.0 {
            self.shows.pictures += area.width() * area.height();
            self.lay(area, hides && self.state.matrix.is_level(), false);
        }
    }

    pub(super) fn draw(&mut self, name: &[u8], scope: &Rc<Scope>, depth: usize) {
        let Some(object) = scope.objects.dict().and_then(|objects| objects.get(name)) else {
            return;
        };
        let drawn = self.drawn(object);
        match drawn {
            Drawn::Picture { hides } => self.picture(hides),
            Drawn::Form(form) => self.draw_form(&form, scope, depth),
            Drawn::Nothing => {}
        }
    }

    fn draw_form(&mut self, form: &Form, scope: &Rc<Scope>, depth: usize) {
        if depth >= MOST_FORMS || self.off > 0 || !self.file.spend(form.data.len()) {
            return;
        }
        let (state, saved) = (self.state, std::mem::take(&mut self.saved));
        let texts = (self.text, self.line);
        let marked = self.marked.len();
        self.state.matrix = form.matrix.then(state.matrix);
        self.state.form_shines = state.shines_through;
        self.state.is_shaped |= !self.state.matrix.is_level();
        if let Some(bounds) = form.bounds {
            let area = bounds.under(self.state.matrix);
            self.state.clip = self.state.clip.meet(area);
        }
        let inner = form.scope.as_ref().unwrap_or(scope);
        self.run(&form.data, &Rc::clone(inner), depth + 1);
        self.path.clear();
        while self.marked.len() > marked {
            self.unmark();
        }
        (self.state, self.saved) = (state, saved);
        (self.text, self.line) = texts;
    }

    /// Draws an annotation on a page that stands upright by `upright`: by its form or, where that shows nothing, by its value.
    /// The lines around it are none of a table.
    pub(super) fn annotation(
        &mut self,
        it: &Annotation,
        upright: Matrix,
        page: Rect,
        scope: &Rc<Scope>,
    ) {
        if self.is_off(it.group.as_ref()) {
            return;
        }
        let (glyphs, across, down) = (
            self.shows.glyphs.len(),
            self.shows.across.len(),
            self.shows.down.len(),
        );
        self.saved.clear();
        self.state = State {
            clip: page,
            ..State::of(upright)
        };
        if let Some(appearance) = &it.appearance
            && let Drawn::Form(form) = self.drawn(appearance)
            && let Some(bounds) = form.bounds
        {
            // The form's box, as its own matrix turns it, is put where the annotation stands (ISO 32000-1, 12.5.5).
            let own = bounds.under(form.matrix);
            let (x, y) = (
                it.place.width() / own.width(),
                it.place.height() / own.height(),
            );
            let put = Matrix([
                x,
                0.0,
                0.0,
                y,
                it.place.left - x * own.left,
                it.place.bottom - y * own.bottom,
            ]);
            self.state.matrix = put.then(upright);
            self.draw_form(&form, scope, 0);
        }
        self.shows.across.truncate(across);
        self.shows.down.truncate(down);
        let drawn = self.shows.glyphs.get(glyphs..).unwrap_or_default();
        if let Some(value) = &it.value
            && drawn.iter().all(Glyph::is_blank)
            && self.file.draw(1)
        {
            self.fill_in(value.clone(), it.place, upright);
        }
    }

    /// A value in the middle of its field, in one line.
    fn fill_in(&mut self, value: Option<Said>, place: Rect, upright: Matrix) {
        const USUAL: f64 = 10.0;
        let size = USUAL.min(place.height());
        let foot = f64::midpoint(place.bottom, place.top) - size / 3.0;
        let (turn, size) = direction(upright, size);
        self.strings += 1;
        self.shows.glyphs.push(Glyph {
            said: value,
            area: Rect {
                bottom: foot,
                top: foot + size,
                ..place
            }
            .under(upright),
            origin: upright.point(place.left, foot),
            size,
            turn,
            hidden: false,
            covered: false,
            is_white: false,
            string: self.strings,
        });
    }

    fn drawn(&mut self, object: &Object) -> Drawn {
        let Object::Ref(number) = object else {
            return Drawn::Nothing;
        };
        if let Some(drawn) = self.store.forms.get(number) {
            return drawn.clone();
        }
        let drawn = self.read_drawn(object).unwrap_or(Drawn::Nothing);
        self.store.forms.insert(*number, drawn.clone());
        drawn
    }

    fn read_drawn(&mut self, object: &Object) -> Option<Drawn> {
        let object = self.file.resolve(object);
        let dict = object.dict()?;
        if self.is_off(dict.get(&b"OC"[..])) {
            return None;
        }
        let kind = self.file.get(dict, b"Subtype");
        match kind.name()? {
            b"Image" => {
                let masks = [&b"SMask"[..], b"Mask", b"ImageMask"];
                let hides = !masks.iter().any(|key| dict.contains_key(*key));
                Some(Drawn::Picture { hides })
            }
            b"Form" => {
                let matrix = Matrix::of(&self.file.get_numbers(dict, b"Matrix"));
                let bounds = Rect::of(&self.file.get_numbers(dict, b"BBox"));
                let resources = self.file.get(dict, b"Resources");
                let own = resources.dict().is_some();
                let scope = own.then(|| Rc::new(scope(self.file, &resources)));
                let data = self.file.stream(&object)?;
                Some(Drawn::Form(Rc::new(Form {
                    data,
                    matrix: matrix.unwrap_or(Matrix::IDENTITY),
                    bounds,
                    scope,
                })))
            }
            _ => None,
        }
    }
}
