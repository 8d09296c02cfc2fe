//! What the elements of a page do to its lines and grids.

use super::style::Style;
use crate::source::page::{Page, raised};

/// The most columns and rows that a cell may take, by the standard.
const MOST_COLUMNS: u32 = 1000;
const MOST_ROWS: u16 = 65534;

/// What is asked of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Table,
    Row,
    Cell(Head),
    /// A group of rows.
    Group(Group),
    /// What stands in a grid before its rows.
    Caption,
    Paragraph,
    Block,
    /// Whose lines and blanks stand as they are.
    Preformatted,
    Title,
    /// The end of a line.
    Break,
    /// Not shown, with no element in it.
    Hidden,
    /// Not shown, whatever stands in it.
    Template,
    /// A stretch within a line.
    Phrase(Phrase),
    /// Shows something that is no text.
    Picture,
    Input,
    Other,
}

/// Whether a cell is a header's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    Td,
    Th,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Body,
    Head,
    Foot,
}

/// Stretches of text that say something else than the text around them, or may by their style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phrase {
    Deleted,
    Reading,
    /// A list to choose from.
    Choice,
    /// Raised or lowered.
    Script,
    Span,
    Font,
    Bold,
    Strong,
    Italic,
    Emphasis,
    Underlined,
    Link,
    /// A block, a paragraph or a cell: it has an end of its own.
    Block,
}

impl Element {
    /// The element of a name in lower case.
    pub(super) fn of(name: &[u8]) -> Self {
        match name {
            b"td" => Self::Cell(Head::Td),
            b"th" => Self::Cell(Head::Th),
            b"tr" => Self::Row,
            b"p" => Self::Paragraph,
            b"br" => Self::Break,
            b"table" => Self::Table,
            b"tbody" => Self::Group(Group::Body),
            b"thead" => Self::Group(Group::Head),
            b"tfoot" => Self::Group(Group::Foot),
            b"caption" | b"colgroup" | b"col" => Self::Caption,
            b"div" | b"li" | b"ul" | b"ol" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6"
            | b"html" | b"body" | b"head" | b"center" | b"section" | b"article" | b"aside"
            | b"main" | b"header" | b"footer" | b"nav" | b"form" | b"fieldset" | b"legend"
            | b"blockquote" | b"address" | b"dl" | b"dt" | b"dd" | b"dir" | b"menu" | b"figure"
            | b"figcaption" | b"details" | b"summary" | b"dialog" | b"search" => Self::Block,
            b"pre" | b"listing" | b"xmp" | b"plaintext" => Self::Preformatted,
            b"title" => Self::Title,
            b"script" | b"style" | b"noscript" | b"iframe" | b"noembed" | b"noframes"
            | b"textarea" => Self::Hidden,
            b"template" => Self::Template,
            b"del" | b"s" | b"strike" => Self::Phrase(Phrase::Deleted),
            b"rt" | b"rp" => Self::Phrase(Phrase::Reading),
            b"select" => Self::Phrase(Phrase::Choice),
            b"sup" | b"sub" => Self::Phrase(Phrase::Script),
            b"span" => Self::Phrase(Phrase::Span),
            b"font" => Self::Phrase(Phrase::Font),
            b"b" => Self::Phrase(Phrase::Bold),
            b"strong" => Self::Phrase(Phrase::Strong),
            b"i" => Self::Phrase(Phrase::Italic),
            b"em" => Self::Phrase(Phrase::Emphasis),
            b"u" => Self::Phrase(Phrase::Underlined),
            b"a" => Self::Phrase(Phrase::Link),
            b"img" | b"canvas" | b"svg" | b"object" | b"embed" | b"video" => Self::Picture,
            b"input" => Self::Input,
            _ => Self::Other,
        }
    }

    /// Whether attributes of the element are asked for.
    pub(super) const fn has_attributes(self) -> bool {
        matches!(
            self,
            Self::Cell(_)
                | Self::Row
                | Self::Paragraph
                | Self::Block
                | Self::Phrase(_)
                | Self::Input
        )
    }
}

/// What attributes say of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spread {
    pub(super) columns: Option<u32>,
    pub(super) rows: Option<u32>,
    /// It is of the type `hidden`.
    pub(super) hidden: bool,
    pub(super) style: Style,
}

impl Spread {
    pub(super) const ONE: Self = Self {
        columns: None,
        rows: None,
        hidden: false,
        style: Style {
            unshown: false,
            struck: false,
            raised: false,
        },
    };

    fn columns(self) -> usize {
        let columns = self.columns.unwrap_or(1).clamp(1, MOST_COLUMNS);
        usize::try_from(columns).unwrap_or(1)
    }

    /// No rows are all that follow.
    fn rows(self) -> u16 {
        match self.rows {
            Some(0) => MOST_ROWS,
            rows => u16::try_from(rows.unwrap_or(1)).map_or(MOST_ROWS, |rows| rows.min(MOST_ROWS)),
        }
    }
}

/// What is open in a grid: end tags of anything else end nothing.
#[derive(Clone, Copy, Debug, Default)]
struct Grid {
    group: Option<Group>,
    cell: Option<Head>,
    /// The row is not shown.
    unshown: bool,
    /// What is open around it.
    around: Around,
}

/// How many blocks and preformatted elements are open.
#[derive(Clone, Copy, Debug, Default)]
struct Around {
    blocks: u32,
    preformatted: u32,
}

/// What becomes of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    None,
    Omitted,
    Raised,
}

/// A stretch of text that is open.
#[derive(Clone, Copy, Debug)]
struct Open {
    phrase: Phrase,
    effect: Effect,
    /// How many blocks and paragraphs it stands in.
    depth: u32,
}

/// How many grids may be open: what is nested deeper is none.
const MOST_GRIDS: usize = 256;

/// How many stretches are told apart: what is nested deeper does nothing.
const MOST_PHRASES: usize = 32;

/// The elements that are open, as far as they matter.
pub(super) struct Elements<'p> {
    page: &'p mut Page,
    /// The grids that are open, the innermost last.
    grids: Vec<Grid>,
    /// How many grids are open beyond these.
    beyond: usize,
    /// The element around has nothing to show.
    hidden: bool,
    /// How many templates are open.
    templates: u32,
    /// The stretches that do something, and those of the same name within them.
    phrases: Vec<Open>,
    open: Around,
    paragraph: bool,
    /// The page has told its title.
    titled: bool,
}

impl<'p> Elements<'p> {
    pub(super) fn new(page: &'p mut Page) -> Self {
        Self {
            page,
            grids: Vec::new(),
            beyond: 0,
            hidden: false,
            templates: 0,
            phrases: Vec::new(),
            open: Around::default(),
            paragraph: false,
            titled: false,
        }
    }

    /// Whether text is left out here.
    pub(super) fn ignores_text(&self) -> bool {
        self.hidden || self.templates > 0 || self.has(Effect::Omitted)
    }

    fn has(&self, effect: Effect) -> bool {
        self.phrases.iter().any(|open| open.effect == effect)
    }

    /// Text of the source, at its place.
    pub(super) fn text(&mut self, text: &str, at: u32) {
        if self.has(Effect::Raised) {
            self.small_text(text, at);
        } else if self.stands_as_it_is() {
            self.page.keep(text, at);
        } else {
            self.page.flow(text, at);
        }
    }

    /// Text that stands for a range of the source.
    pub(super) fn put(&mut self, text: &str, from: u32, to: u32) {
        if text == "\n" && self.stands_as_it_is() {
            return self.page.end_line();
        }
        let small: Option<String> = self
            .has(Effect::Raised)
            .then(|| text.chars().map(raised).collect());
        self.page.put(small.as_deref().unwrap_or(text), from, to);
    }

    fn stands_as_it_is(&self) -> bool {
        self.open.preformatted > 0
            || (self.open.blocks == 0 && !self.paragraph && !self.page.in_grid())
    }

    /// Raised or lowered text.
    fn small_text(&mut self, text: &str, at: u32) {
        let mut from = at;
        for piece in text.split_inclusive(|ch: char| ch.is_ascii_digit()) {
            let plain = piece.trim_end_matches(|ch: char| ch.is_ascii_digit());
            self.page.flow(plain, from);
            let behind = from + plain.len() as u32;
            from += piece.len() as u32;
            if let Some(digit) = piece.chars().next_back().filter(char::is_ascii_digit) {
                let mark = raised(digit);
                self.page.put(mark.encode_utf8(&mut [0; 4]), behind, from);
            }
        }
    }

    /// What no element reaches over: the borders of cells.
    fn border(&mut self) {
        self.end_phrases();
        self.open = self.grids.last().map_or(self.open, |grid| grid.around);
    }

    /// What a grid does not stand in.
    fn end_phrases(&mut self) {
        self.phrases.clear();
        self.paragraph = false;
    }

    /// The border of a block. In a cell stretches may reach over it; elsewhere more would be lost by an element that has no end.
    fn block_border(&mut self) {
        if self.page.in_grid() {
            let depth = self.depth();
            self.phrases.retain(|open| open.depth <= depth);
        } else {
            self.phrases.clear();
        }
    }

    /// A stretch begins.
    fn open_phrase(&mut self, phrase: Phrase, style: Style) {
        let effect = match phrase {
            _ if style.unshown || style.struck => Effect::Omitted,
            Phrase::Deleted | Phrase::Reading | Phrase::Choice => Effect::Omitted,
            Phrase::Script => Effect::Raised,
            _ if style.raised => Effect::Raised,
            _ => Effect::None,
        };
        let again = || self.phrases.iter().any(|open| open.phrase == phrase);
        if (effect != Effect::None || again()) && self.phrases.len() < MOST_PHRASES {
            let depth = self.depth();
            self.phrases.push(Open {
                phrase,
                effect,
                depth,
            });
        }
    }

    /// What has just begun is not shown.
    fn hide(&mut self, style: Style) {
        if style.unshown {
            self.open_phrase(Phrase::Block, style);
        }
    }

    fn depth(&self) -> u32 {
        self.open.blocks + u32::from(self.paragraph)
    }

    /// An element begins whose start tag is this range of the source.
    pub(super) fn start(&mut self, element: Element, spread: Spread, (from, to): (u32, u32)) {
        self.hidden = false;
        if element == Element::Template {
            self.templates = self.templates.saturating_add(1);
        }
        if self.templates > 0 {
            return;
        }
        match element {
            Element::Table if self.grids.len() >= MOST_GRIDS => self.beyond += 1,
            Element::Table => {
                self.end_phrases();
                // Only a cell holds a grid.
                if let Some(grid) = self.grids.pop_if(|grid| grid.cell.is_none()) {
                    self.open = grid.around;
                }
                let around = self.open;
                self.grids.push(Grid {
                    around,
                    ..Grid::default()
                });
                self.page.open_grid();
            }
            Element::Group(group) => {
                self.border();
                self.set_grid(Some(group), None);
                self.set_unshown(false);
                self.page.open_group();
            }
            Element::Row => {
                self.border();
                self.set_grid(self.group(), None);
                self.set_unshown(spread.style.unshown);
                if spread.style.unshown {
                    self.page.close_row();
                } else {
                    self.page.open_row();
                }
            }
            Element::Cell(head) => {
                self.border();
                self.set_grid(self.group(), Some(head));
                if spread.style.unshown || self.grid().unshown {
                    self.page.close_cell();
                    let unshown = true;
                    self.hide(Style {
                        unshown,
                        ..spread.style
                    });
                } else {
                    self.page.open_cell(spread.columns(), spread.rows(), to);
                }
            }
            Element::Caption => {
                if !self.grids.is_empty() {
                    self.border();
                    self.set_grid(None, None);
                    self.page.open_group();
                }
            }
            Element::Paragraph => {
                self.paragraph = false;
                self.block_border();
                self.paragraph = true;
                self.page.open_block();
                self.hide(spread.style);
            }
            Element::Block | Element::Preformatted => {
                self.paragraph = false;
                self.block_border();
                self.open.blocks += 1;
                self.open.preformatted += u32::from(element == Element::Preformatted);
                self.page.open_block();
                self.hide(spread.style);
            }
            Element::Title if self.titled || self.page.in_grid() => self.hidden = true,
            Element::Title => {
                self.titled = true;
                self.page.open_block();
            }
            Element::Break => self.page.end_line(),
            Element::Hidden => self.hidden = true,
            Element::Phrase(phrase) => self.open_phrase(phrase, spread.style),
            Element::Picture | Element::Input if spread.hidden || self.ignores_text() => {}
            Element::Picture | Element::Input => self.page.picture(from, to),
            Element::Template | Element::Other => {}
        }
    }

    /// An element ends.
    pub(super) fn end(&mut self, element: Element) {
        let hidden = std::mem::take(&mut self.hidden);
        if self.templates > 0 {
            self.templates -= u32::from(element == Element::Template);
            return;
        }
        match element {
            Element::Table if self.beyond > 0 => self.beyond -= 1,
            Element::Table => {
                self.border();
                if let Some(grid) = self.grids.pop() {
                    self.open = grid.around;
                }
                self.page.close_grid();
            }
            Element::Group(group) if self.grid().group == Some(group) => {
                self.border();
                self.set_grid(None, None);
                self.page.open_group();
            }
            Element::Row => {
                self.border();
                self.set_grid(self.grid().group, None);
                self.set_unshown(false);
                self.page.close_row();
            }
            Element::Cell(head) if self.grid().cell == Some(head) => {
                self.border();
                self.set_grid(self.grid().group, None);
                self.page.close_cell();
            }
            Element::Paragraph | Element::Block | Element::Preformatted => {
                self.paragraph = false;
                let least = self.grid().around;
                if element != Element::Paragraph && self.open.blocks > least.blocks {
                    self.open.blocks -= 1;
                }
                if element == Element::Preformatted && self.open.preformatted > least.preformatted {
                    self.open.preformatted -= 1;
                }
                self.block_border();
                self.page.close_block();
            }
            Element::Title if !hidden => self.page.close_block(),
            Element::Break => self.page.end_line(),
            Element::Phrase(phrase) => {
                let open = self.phrases.iter().rposition(|open| open.phrase == phrase);
                self.phrases.truncate(open.unwrap_or(self.phrases.len()));
            }
            Element::Group(_)
            | Element::Cell(_)
            | Element::Caption
            | Element::Title
            | Element::Hidden
            | Element::Template
            | Element::Picture
            | Element::Input
            | Element::Other => {}
        }
    }

    /// What is open in the innermost grid.
    fn grid(&self) -> Grid {
        self.grids.last().copied().unwrap_or_default()
    }

    /// The group that a row stands in.
    fn group(&self) -> Option<Group> {
        self.grid().group.or(Some(Group::Body))
    }

    /// Says whether the open row of the innermost grid is not shown.
    fn set_unshown(&mut self, unshown: bool) {
        if let Some(grid) = self.grids.last_mut() {
            grid.unshown = unshown;
        }
    }

    /// Says what is open in the innermost grid; rows and cells in none begin one.
    fn set_grid(&mut self, group: Option<Group>, cell: Option<Head>) {
        match self.grids.last_mut() {
            Some(last) => (last.group, last.cell) = (group, cell),
            None if group.is_some() => self.grids.push(Grid {
                group,
                cell,
                unshown: false,
                around: self.open,
            }),
            None => {}
        }
    }
}
