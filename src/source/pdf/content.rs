//! What a page shows: its glyphs, each in its place, and the lines that are ruled on it.

use std::collections::HashMap;
use std::rc::Rc;

use super::annotations::{self, Annotation, annotations};
use super::cmap::Said;
use super::file::{File, Known, Leaf};
use super::fonts::{Font, Shown};
use super::geometry::{Matrix, Rect};
use super::syntax::{Dict, Item, Lexer, Object};

/// How many operands an operator may have.
const MOST_OPERANDS: usize = 1 << 14;

/// How deep graphics states may be saved, forms drawn in forms, and content marked.
const MOST_STATES: usize = 256;
const MOST_FORMS: usize = 16;

/// A glyph in its place.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// What it stands for; nothing if that is unknown.
    pub(super) said: Option<Said>,
    pub(super) area: Rect,
    /// Where it stands on its line, and the size of its font.
    pub(super) origin: (f64, f64),
    pub(super) size: f64,
    /// Where its line runs: 0 to the right, 1 up, 2 to the left, 3 down, and 4 anywhere else.
    pub(super) turn: u8,
    /// It is not painted.
    pub(super) hidden: bool,
    /// Which of the page's strings it is of.
    pub(super) string: u32,
}

impl Glyph {
    /// Whether it shows nothing.
    pub(super) fn is_blank(&self) -> bool {
        matches!(&self.said, Some(Said::Char(ch)) if ch.is_whitespace())
    }
}

/// A line that is ruled: along an axis, at a place on the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Shows {
    pub(super) glyphs: Vec<Glyph>,
    /// Lines across, by their height, and lines down.
    pub(super) across: Vec<Rule>,
    pub(super) down: Vec<Rule>,
    /// How much of the page pictures cover.
    pub(super) pictures: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// What a content stream draws with.
#[derive(Debug)]
struct Scope {
    fonts: Rc<Object>,
    objects: Rc<Object>,
    properties: Rc<Object>,
}

/// A form: content that can be drawn in many places.
#[derive(Debug)]
struct Form {
    data: Vec<u8>,
    matrix: Matrix,
    bounds: Option<Rect>,
    scope: Option<Rc<Scope>>,
}

/// What is drawn by a name.
#[derive(Clone, Debug)]
enum Drawn {
    Form(Rc<Form>),
    Picture,
    Nothing,
}

#[derive(Clone, Copy, Debug)]
struct State {
    matrix: Matrix,
    clip: Rect,
    /// What is filled and what is ruled cannot be seen.
    fills_white: bool,
    rules_white: bool,
    line_width: f64,
    font: Option<usize>,
    size: f64,
    char_space: f64,
    word_space: f64,
    /// The width of glyphs, 1 as a rule.
    stretch: f64,
    leading: f64,
    rise: f64,
    mode: u8,
}

impl State {
    /// How a page begins that this matrix turns.
    const fn of(matrix: Matrix) -> Self {
        Self {
            matrix,
            clip: Rect::NONE,
            fills_white: false,
            rules_white: false,
            line_width: 1.0,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        }
    }
}

/// The fonts and the forms of a document, each read once.
#[derive(Debug, Default)]
pub(super) struct Store {
    fonts: Vec<Font>,
    numbered: HashMap<u32, usize>,
    forms: HashMap<u32, Drawn>,
}

/// A part of a path.
#[derive(Debug, Default)]
struct Part {
    points: Vec<(f64, f64)>,
    closed: bool,
    curved: bool,
}

/// Draws a page.
struct Painter<'f, 'b> {
    file: &'f mut File<'b>,
    store: &'f mut Store,
    shows: Shows,
    state: State,
    saved: Vec<State>,
    path: Vec<Part>,
    clips: bool,
    text: Matrix,
    line: Matrix,
    /// Marked content that is open: where its glyphs begin, and what they are said to stand for.
    marked: Vec<(usize, Option<Said>)>,
    /// How many strings were shown.
    strings: u32,
    shown: Vec<Shown>,
    /// The fonts of this scope, by name.
    named: HashMap<(usize, Vec<u8>), usize>,
}

/// What a page shows.
pub(super) fn draw(file: &mut File<'_>, store: &mut Store, leaf: &Leaf) -> Shows {
    let numbers = |file: &mut File<'_>, object: &Object| -> Vec<f64> {
        let items = object.array().iter();
        items
            .filter_map(|item| file.resolve(item).number())
            .collect()
    };
    let media = Rect::of(&numbers(file, &leaf.media));
    let media = media.unwrap_or(Rect {
        left: 0.0,
        bottom: 0.0,
        right: 612.0,
        top: 792.0,
    });
    let crop = Rect::of(&numbers(file, &leaf.crop)).map(|crop| crop.meet(media));
    let seen = crop.filter(|crop| crop.width() > 0.0 && crop.height() > 0.0);
    let seen = seen.unwrap_or(media);
    let quarters = leaf.rotate.number().unwrap_or(0.0) / 90.0;
    let matrix = upright(seen, quarters.round().rem_euclid(4.0) as u8);
    let page = seen.under(matrix);
    let data = contents(file, &leaf.contents);
    let scope = Rc::new(scope(file, &leaf.resources));
    let mut painter = Painter {
        file,
        store,
        shows: Shows {
            width: page.width(),
            height: page.height(),
            ..Shows::default()
        },
        state: State {
            clip: page,
            ..State::of(matrix)
        },
        saved: Vec::new(),
        path: Vec::new(),
        clips: false,
        text: Matrix::IDENTITY,
        line: Matrix::IDENTITY,
        marked: Vec::new(),
        strings: 0,
        shown: Vec::new(),
        named: HashMap::new(),
    };
    painter.run(&data, &scope, 0);
    let annotations = annotations(painter.file, &leaf.annotations);
    for annotation in &annotations {
        painter.annotation(annotation, matrix, page, &scope);
    }
    painter.shows
}

/// What turns a page so that it stands upright with its corner at zero, after so many quarters of a turn to the right.
pub(super) fn upright(page: Rect, quarters: u8) -> Matrix {
    let Rect {
        left,
        bottom,
        right,
        top,
    } = page;
    Matrix(match quarters {
        1 => [0.0, -1.0, 1.0, 0.0, -bottom, right],
        2 => [-1.0, 0.0, 0.0, -1.0, right, top],
        3 => [0.0, 1.0, -1.0, 0.0, top, -left],
        _ => [1.0, 0.0, 0.0, 1.0, -left, -bottom],
    })
}

/// The content of a page: a stream, or several that are one.
fn contents(file: &mut File<'_>, object: &Object) -> Vec<u8> {
    match object {
        Object::Stream(dict, from) => file.expanded(dict, *from).unwrap_or_default(),
        Object::Array(parts) => {
            let mut data = Vec::new();
            for part in parts {
                if let Some(part) = file.stream(part) {
                    data.extend(part);
                    data.push(b'\n');
                }
            }
            data
        }
        _ => Vec::new(),
    }
}

fn scope(file: &mut File<'_>, resources: &Object) -> Scope {
    let none = Dict::new();
    let resources = resources.dict().unwrap_or(&none);
    Scope {
        fonts: file.get(resources, b"Font").kept(),
        objects: file.get(resources, b"XObject").kept(),
        properties: file.get(resources, b"Properties").kept(),
    }
}

/// The numbers among operands.
fn numbers(operands: &[Object]) -> Vec<f64> {
    operands.iter().filter_map(Object::number).collect()
}

impl Painter<'_, '_> {
    fn run(&mut self, data: &[u8], scope: &Rc<Scope>, depth: usize) {
        let mut lexer = Lexer::of_content(data);
        let mut operands = Vec::new();
        while let Some(item) = lexer.next() {
            match item {
                Item::Object(object) => {
                    if operands.len() < MOST_OPERANDS {
                        operands.push(object);
                    }
                }
                Item::Word(b"BI") => {
                    operands.clear();
                    let Some(behind) = behind_picture(data, lexer.at()) else {
                        return;
                    };
                    self.picture();
                    lexer.go_on(behind);
                }
                Item::Word(word) => {
                    if !self.file.draw(1) {
                        return;
                    }
                    self.operator(word, &operands, scope, depth);
                    operands.clear();
                }
            }
        }
    }

    fn operator(&mut self, word: &[u8], operands: &[Object], scope: &Rc<Scope>, depth: usize) {
        let number = |index: usize| operands.get(index).and_then(Object::number).unwrap_or(0.0);
        let string = |index: usize| match operands.get(index) {
            Some(Object::String(string)) => &**string,
            _ => &[],
        };
        match word {
            b"q" if self.saved.len() < MOST_STATES => self.saved.push(self.state),
            b"Q" => self.state = self.saved.pop().unwrap_or(self.state),
            b"cm" => {
                if let Some(matrix) = Matrix::of(&numbers(operands)) {
                    self.state.matrix = matrix.then(self.state.matrix);
                }
            }
            b"w" => self.state.line_width = number(0),
            b"g" | b"rg" | b"k" => self.state.fills_white = is_white(&numbers(operands), true),
            b"G" | b"RG" | b"K" => self.state.rules_white = is_white(&numbers(operands), true),
            b"sc" | b"scn" => self.state.fills_white = is_white(&numbers(operands), false),
            b"SC" | b"SCN" => self.state.rules_white = is_white(&numbers(operands), false),
            b"cs" => self.state.fills_white = false,
            b"CS" => self.state.rules_white = false,

            b"m" => self.path.push(Part {
                points: vec![self.point(number(0), number(1))],
                ..Part::default()
            }),
            b"l" => self.to(number(0), number(1), false),
            b"c" => self.to(number(4), number(5), true),
            b"v" | b"y" => self.to(number(2), number(3), true),
            b"h" => {
                if let Some(part) = self.path.last_mut() {
                    part.closed = true;
                }
            }
            b"re" => {
                let (x, y, width, height) = (number(0), number(1), number(2), number(3));
                let corners = [
                    (x, y),
                    (x + width, y),
                    (x + width, y + height),
                    (x, y + height),
                ];
                self.path.push(Part {
                    points: corners.map(|(x, y)| self.point(x, y)).to_vec(),
                    closed: true,
                    curved: false,
                });
            }
            b"W" | b"W*" => self.clips = true,
            b"S" | b"s" => self.paint(true, false),
            b"f" | b"F" | b"f*" => self.paint(false, true),
            b"B" | b"B*" | b"b" | b"b*" => self.paint(true, true),
            b"n" => self.paint(false, false),

            b"BT" => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            b"Tc" => self.state.char_space = number(0),
            b"Tw" => self.state.word_space = number(0),
            b"Tz" => self.state.stretch = number(0) / 100.0,
            b"TL" => self.state.leading = number(0),
            b"Ts" => self.state.rise = number(0),
            b"Tr" => self.state.mode = number(0).clamp(0.0, 7.0) as u8,
            b"Tf" => {
                self.state.size = number(1);
                let name = operands.first().and_then(Object::name);
                self.state.font = name.and_then(|name| self.font(name, scope));
            }
            b"Td" => self.next_line(number(0), number(1)),
            b"TD" => {
                self.state.leading = -number(1);
                self.next_line(number(0), number(1));
            }
            b"Tm" => {
                if let Some(matrix) = Matrix::of(&numbers(operands)) {
                    (self.text, self.line) = (matrix, matrix);
                }
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tj" => {
                self.strings = self.strings.wrapping_add(1);
                self.show(string(0));
            }
            b"'" => {
                self.next_line(0.0, -self.state.leading);
                self.show(string(0));
            }
            b"\"" => {
                (self.state.word_space, self.state.char_space) = (number(0), number(1));
                self.next_line(0.0, -self.state.leading);
                self.show(string(2));
            }
            b"TJ" => {
                self.strings = self.strings.wrapping_add(1);
                for item in operands.first().map(Object::array).unwrap_or_default() {
                    match item {
                        Object::String(string) => self.show(string),
                        Object::Number(number) => self.advance(-number / 1000.0 * self.state.size),
                        _ => {}
                    }
                }
            }

            b"Do" => {
                if let Some(name) = operands.first().and_then(Object::name) {
                    self.draw(name, scope, depth);
                }
            }
            b"BMC" => self.mark(None),
            b"BDC" => {
                let said = operands.get(1).and_then(|it| self.actual_text(it, scope));
                self.mark(said);
            }
            b"EMC" => self.unmark(),
            _ => {}
        }
    }

    // Paths.

    fn point(&self, x: f64, y: f64) -> (f64, f64) {
        self.state.matrix.point(x, y)
    }

    fn to(&mut self, x: f64, y: f64, curved: bool) {
        let point = self.point(x, y);
        if let Some(part) = self.path.last_mut() {
            part.points.push(point);
            part.curved |= curved;
        }
    }

    /// The path is painted, and is over.
    fn paint(&mut self, rules: bool, fills: bool) {
        let path = std::mem::take(&mut self.path);
        if fills && !self.state.fills_white {
            for part in path.iter().filter(|part| !part.curved) {
                let points = part.points.iter().copied();
                self.thin(points.fold(Rect::NONE, Rect::with));
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
        if !(width >= 0.0 && height >= 0.0) {
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

    // Text.

    fn font(&mut self, name: &[u8], scope: &Rc<Scope>) -> Option<usize> {
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

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self.line);
        self.text = self.line;
    }

    fn is_vertical(&self) -> bool {
        let font = self.state.font.and_then(|font| self.store.fonts.get(font));
        font.is_some_and(|font| font.vertical)
    }

    /// Moves on by so much along the line.
    fn advance(&mut self, by: f64) {
        let (x, y) = if self.is_vertical() {
            (0.0, by)
        } else {
            (by * self.state.stretch, 0.0)
        };
        self.text = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self.text);
    }

    fn show(&mut self, string: &[u8]) {
        let Some(font) = self
            .state
            .font
            .and_then(|font| self.store.fonts.get_mut(font))
        else {
            return;
        };
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
        // What is cut at its end is read to its end; what is far out of sight is not.
        let (along, across) = (8.0 * size, size);
        let clip = Rect {
            left: state.clip.left - along,
            bottom: state.clip.bottom - across,
            right: state.clip.right + along,
            top: state.clip.top + across,
        };
        if !clip.holds(middle) {
            return;
        }
        self.shows.glyphs.push(Glyph {
            said: glyph.said.clone(),
            area,
            origin,
            size,
            turn,
            hidden: matches!(state.mode, 3 | 7),
            string: self.strings,
        });
    }

    // Marked content.

    fn mark(&mut self, said: Option<Said>) {
        if self.marked.len() < MOST_STATES {
            self.marked.push((self.shows.glyphs.len(), said));
        }
    }

    /// What marked content is said to stand for.
    fn actual_text(&mut self, properties: &Object, scope: &Rc<Scope>) -> Option<Said> {
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
    fn unmark(&mut self) {
        let Some((from, Some(said))) = self.marked.pop() else {
            return;
        };
        let marked = self.shows.glyphs.get(from..).unwrap_or_default();
        if marked.is_empty() || marked.iter().all(|glyph| glyph.said.is_some()) {
            return;
        }
        let area = marked
            .iter()
            .map(|glyph| glyph.area)
            .fold(Rect::NONE, Rect::cover);
        self.shows.glyphs.truncate(from + 1);
        if let Some(glyph) = self.shows.glyphs.get_mut(from) {
            (glyph.said, glyph.area) = (Some(said), area);
        }
    }

    // Forms and pictures.

    fn picture(&mut self) {
        let unit = Rect {
            left: 0.0,
            bottom: 0.0,
            right: 1.0,
            top: 1.0,
        };
        let area = unit.under(self.state.matrix).meet(self.state.clip);
        if area.width() > 0.0 && area.height() > 0.0 {
            self.shows.pictures += area.width() * area.height();
        }
    }

    fn draw(&mut self, name: &[u8], scope: &Rc<Scope>, depth: usize) {
        let Some(object) = scope.objects.dict().and_then(|objects| objects.get(name)) else {
            return;
        };
        let drawn = self.drawn(object);
        match drawn {
            Drawn::Picture => self.picture(),
            Drawn::Form(form) => self.draw_form(&form, scope, depth),
            Drawn::Nothing => {}
        }
    }

    fn draw_form(&mut self, form: &Form, scope: &Rc<Scope>, depth: usize) {
        if depth >= MOST_FORMS || !self.file.spend(form.data.len()) {
            return;
        }
        let (state, saved) = (self.state, std::mem::take(&mut self.saved));
        let texts = (self.text, self.line);
        self.state.matrix = form.matrix.then(state.matrix);
        if let Some(bounds) = form.bounds {
            let area = bounds.under(self.state.matrix);
            self.state.clip = self.state.clip.meet(area);
        }
        let inner = form.scope.as_ref().unwrap_or(scope);
        self.run(&form.data, &Rc::clone(inner), depth + 1);
        self.path.clear();
        (self.state, self.saved) = (state, saved);
        (self.text, self.line) = texts;
    }

    /// Draws an annotation on a page that stands upright by `upright`: by its form or, where that shows nothing, by its value.
    /// The lines around it are none of a table.
    fn annotation(&mut self, it: &Annotation, upright: Matrix, page: Rect, scope: &Rc<Scope>) {
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
        let kind = self.file.get(dict, b"Subtype");
        match kind.name()? {
            b"Image" => Some(Drawn::Picture),
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

/// Whether a color is white, or nearly: of one, three or four parts. `plain` colors of one part are grays; others may be
/// of any ink.
fn is_white(parts: &[f64], plain: bool) -> bool {
    const NEARLY: f64 = 0.95;
    match parts {
        [gray] => plain && *gray >= NEARLY,
        [_, _, _] => parts.iter().all(|part| *part >= NEARLY),
        [_, _, _, _] => parts.iter().all(|part| *part <= 1.0 - NEARLY),
        _ => false,
    }
}

/// Where a line of text runs under a matrix, and the size of a font there.
fn direction(matrix: Matrix, size: f64) -> (u8, f64) {
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

/// Where the content goes on behind a picture that is written into it.
fn behind_picture(data: &[u8], from: usize) -> Option<usize> {
    let rest = data.get(from..)?;
    let ends = memchr::memmem::find_iter(rest, b"EI");
    let space = |at: Option<usize>| {
        let byte = at.and_then(|at| rest.get(at));
        byte.is_none_or(|byte| super::syntax::is_space(*byte))
    };
    let mut ends = ends.filter(|at| space(at.checked_sub(1)) && space(Some(at + 2)));
    ends.next().map(|at| from + at + 2)
}
