//! What a page shows: its glyphs, each in its place, and the lines that are ruled on it.

mod forms;
mod layers;
mod optional;
mod paths;
mod strings;

use std::collections::HashMap;
use std::rc::Rc;

use super::annotations::annotations;
use super::cmap::Said;
use super::file::{File, Leaf};
use super::fonts::{Font, Shown};
use super::geometry::{Matrix, Rect};
use super::syntax::{Dict, Item, Lexer, Object};
use forms::Drawn;
use layers::Layer;
use optional::Off;
use paths::{Part, is_white};

/// How many operands an operator may have.
const MOST_OPERANDS: usize = 1 << 14;

/// How deep graphics states may be saved, and content marked.
const MOST_STATES: usize = 256;

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
    /// It is painted and cannot be seen: something is painted over it, or it is white on white.
    pub(super) covered: bool,
    pub(super) is_white: bool,
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
    states: Rc<Object>,
}

#[derive(Clone, Copy, Debug)]
struct State {
    matrix: Matrix,
    clip: Rect,
    /// What is filled and what is ruled cannot be seen.
    fills_white: bool,
    rules_white: bool,
    /// What is filled is a pattern.
    is_patterned: bool,
    /// What is below shines through: all that a form draws, or what is drawn now.
    form_shines: bool,
    shines_through: bool,
    /// The clip is no rectangle, or may be none.
    is_shaped: bool,
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
            is_patterned: false,
            form_shines: false,
            shines_through: false,
            is_shaped: false,
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
    off: Off,
}

impl Store {
    /// The store of a file.
    pub(super) fn of(file: &mut File<'_>) -> Self {
        Self {
            off: Off::of(file),
            ..Self::default()
        }
    }
}

/// Marked content that is open.
#[derive(Debug)]
struct Marked {
    /// Where its glyphs begin.
    from: usize,
    /// What they are said to stand for.
    said: Option<Said>,
    is_off: bool,
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
    marked: Vec<Marked>,
    /// How many of those are off.
    off: usize,
    layers: Vec<Layer>,
    /// How many strings were shown.
    strings: u32,
    /// Where the glyphs begin that each were shown by a string of its own, one beside the other.
    row: usize,
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
        off: 0,
        layers: Vec::new(),
        strings: 0,
        row: 0,
        shown: Vec::new(),
        named: HashMap::new(),
    };
    painter.run(&data, &scope, 0);
    let annotations = annotations(painter.file, &leaf.annotations);
    for annotation in &annotations {
        painter.annotation(annotation, matrix, page, &scope);
    }
    painter.hide();
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
        states: file.get(resources, b"ExtGState").kept(),
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
                    self.picture(false);
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
            b"gs" => {
                if let Some(name) = operands.first().and_then(Object::name) {
                    self.change_state(name, scope);
                }
            }
            b"g" | b"rg" | b"k" => self.fill_with(operands, true),
            b"G" | b"RG" | b"K" => self.state.rules_white = is_white(&numbers(operands), true),
            b"sc" | b"scn" => self.fill_with(operands, false),
            b"SC" | b"SCN" => self.state.rules_white = is_white(&numbers(operands), false),
            b"cs" => self.fill_with(&[], false),
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
            b"sh" => self.lay(self.state.clip, false, false),

            b"BT" => {
                self.end_row();
                (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY);
            }
            b"ET" => self.end_row(),
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
                self.end_row();
                if let Some(matrix) = Matrix::of(&numbers(operands)) {
                    (self.text, self.line) = (matrix, matrix);
                }
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tj" => {
                self.strings = self.strings.wrapping_add(1);
                let before = self.shows.glyphs.len();
                self.show(string(0));
                if self.shows.glyphs.len() > before + 1 {
                    self.end_row();
                }
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
                self.end_row();
                self.strings = self.strings.wrapping_add(1);
                for item in operands.first().map(Object::array).unwrap_or_default() {
                    match item {
                        Object::String(string) => self.show(string),
                        Object::Number(number) => self.advance(-number / 1000.0 * self.state.size),
                        _ => {}
                    }
                }
                self.row = self.shows.glyphs.len();
            }

            b"Do" => {
                if let Some(name) = operands.first().and_then(Object::name) {
                    self.draw(name, scope, depth);
                }
            }
            b"BMC" => self.mark(None, false),
            b"BDC" => match operands {
                [Object::Name(tag), Object::Name(name), ..] if tag == b"OC" => {
                    let groups = scope.properties.dict();
                    let is_off = self.is_off(groups.and_then(|groups| groups.get(name)));
                    self.mark(None, is_off);
                }
                _ => {
                    let said = operands.get(1).and_then(|it| self.actual_text(it, scope));
                    self.mark(said, false);
                }
            },
            b"EMC" => self.unmark(),
            _ => {}
        }
    }
}

impl Painter<'_, '_> {
    /// A state by its name: what matters is whether what is below what is drawn shines through it.
    fn change_state(&mut self, name: &[u8], scope: &Rc<Scope>) {
        let Some(object) = scope.states.dict().and_then(|states| states.get(name)) else {
            return;
        };
        let object = self.file.resolve(object);
        let Some(dict) = object.dict() else { return };
        let opaque = self.file.get(dict, b"ca").number().map(|it| it >= 1.0);
        let mixes = |mode: &[u8]| !matches!(mode, b"Normal" | b"Compatible");
        let plain = match &*self.file.get(dict, b"BM") {
            Object::Null => None,
            Object::Name(mode) => Some(!mixes(mode)),
            _ => Some(false),
        };
        let unmasked = match &*self.file.get(dict, b"SMask") {
            Object::Null => None,
            mask => Some(mask.name() == Some(b"None")),
        };
        let said = [opaque, plain, unmasked];
        if said.contains(&Some(false)) {
            self.state.shines_through = true;
        } else if said.iter().any(Option::is_some) {
            self.state.shines_through = self.state.form_shines;
        }
    }

    /// What is filled from now on has a color of these parts, or is of a pattern.
    fn fill_with(&mut self, operands: &[Object], plain: bool) {
        self.state.fills_white = is_white(&numbers(operands), plain);
        self.state.is_patterned = operands.last().is_some_and(|it| it.name().is_some());
    }
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
