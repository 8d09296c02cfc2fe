//! What the elements of a page do to its lines and grids.

use crate::source::page::{Page, raised};

/// The most columns and rows that a cell may take, by the standard.
const MOST_COLUMNS: u32 = 1000;
const MOST_ROWS: u16 = 65534;

/// What is asked of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Table,
    Row,
    Cell,
    /// A group of rows.
    Group,
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
    /// Not said, or not by the text around it: deleted text, readings, lists to choose from.
    Aside(Aside),
    /// Raised or lowered.
    Script,
    /// Shows something that is no text.
    Picture,
    Input,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aside {
    Deleted,
    Reading,
    Choice,
}

impl Element {
    /// The element of a name in lower case.
    pub(super) fn of(name: &[u8]) -> Self {
        match name {
            b"td" | b"th" => Self::Cell,
            b"tr" => Self::Row,
            b"p" => Self::Paragraph,
            b"br" => Self::Break,
            b"table" => Self::Table,
            b"tbody" | b"thead" | b"tfoot" => Self::Group,
            b"caption" => Self::Caption,
            b"div" | b"li" | b"ul" | b"ol" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6"
            | b"html" | b"body" | b"head" | b"center" | b"section" | b"article" | b"aside"
            | b"main" | b"header" | b"footer" | b"nav" | b"form" | b"fieldset" | b"legend"
            | b"blockquote" | b"address" | b"dl" | b"dt" | b"dd" | b"dir" | b"menu" | b"figure"
            | b"figcaption" | b"details" | b"summary" | b"dialog" | b"search" => Self::Block,
            b"pre" | b"listing" | b"xmp" | b"plaintext" => Self::Preformatted,
            b"title" => Self::Title,
            b"script" | b"style" | b"noscript" | b"iframe" | b"noembed" | b"textarea" => {
                Self::Hidden
            }
            b"del" | b"s" | b"strike" => Self::Aside(Aside::Deleted),
            b"rt" | b"rp" => Self::Aside(Aside::Reading),
            b"select" => Self::Aside(Aside::Choice),
            b"sup" | b"sub" => Self::Script,
            b"img" | b"canvas" | b"svg" | b"object" | b"embed" | b"video" => Self::Picture,
            b"input" => Self::Input,
            _ => Self::Other,
        }
    }

    /// Whether attributes of the element are asked for.
    pub(super) const fn has_attributes(self) -> bool {
        matches!(self, Self::Cell | Self::Input)
    }
}

/// What attributes say of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spread {
    pub(super) columns: Option<u32>,
    pub(super) rows: Option<u32>,
    pub(super) hidden: bool,
}

impl Spread {
    pub(super) const ONE: Self = Self {
        columns: None,
        rows: None,
        hidden: false,
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

/// The elements that are open, as far as they matter.
pub(super) struct Elements<'p> {
    page: &'p mut Page,
    /// The element around has nothing to show.
    hidden: bool,
    aside: Option<Aside>,
    /// How many elements that raise or lower are open.
    scripts: u32,
    /// How many preformatted elements and blocks are open.
    preformatted: u32,
    blocks: u32,
    paragraph: bool,
    /// The page has told its title.
    titled: bool,
}

impl<'p> Elements<'p> {
    pub(super) fn new(page: &'p mut Page) -> Self {
        Self {
            page,
            hidden: false,
            aside: None,
            scripts: 0,
            preformatted: 0,
            blocks: 0,
            paragraph: false,
            titled: false,
        }
    }

    /// Whether text is left out here.
    pub(super) fn ignores_text(&self) -> bool {
        self.hidden || self.aside.is_some()
    }

    /// Text of the source, at its place.
    pub(super) fn text(&mut self, text: &str, at: u32) {
        if self.scripts > 0 {
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
        let small: Option<String> = (self.scripts > 0).then(|| text.chars().map(raised).collect());
        self.page.put(small.as_deref().unwrap_or(text), from, to);
    }

    fn stands_as_it_is(&self) -> bool {
        self.preformatted > 0 || (self.blocks == 0 && !self.paragraph && !self.page.in_grid())
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

    /// What no element reaches over: the borders of blocks and cells.
    fn border(&mut self) {
        (self.aside, self.scripts) = (None, 0);
    }

    /// An element begins whose start tag is this range of the source.
    pub(super) fn start(&mut self, element: Element, spread: Spread, (from, to): (u32, u32)) {
        self.hidden = false;
        match element {
            Element::Table => {
                self.border();
                self.page.open_grid();
            }
            Element::Group => {
                self.border();
                self.page.open_group();
            }
            Element::Row => {
                self.border();
                self.page.open_row();
            }
            Element::Cell => {
                self.border();
                self.page.open_cell(spread.columns(), spread.rows(), to);
            }
            Element::Caption => {
                self.border();
                self.page.close_row();
            }
            Element::Paragraph => {
                self.border();
                self.paragraph = true;
                self.page.open_block();
            }
            Element::Block | Element::Preformatted => {
                self.border();
                self.paragraph = false;
                self.blocks += 1;
                self.preformatted += u32::from(element == Element::Preformatted);
                self.page.open_block();
            }
            Element::Title if self.titled => self.hidden = true,
            Element::Title => {
                self.titled = true;
                self.page.open_block();
            }
            Element::Break => self.page.end_line(),
            Element::Hidden => self.hidden = true,
            Element::Aside(aside) => self.aside = self.aside.or(Some(aside)),
            Element::Script => self.scripts += 1,
            Element::Picture => self.page.picture(from, to),
            Element::Input if !spread.hidden => self.page.picture(from, to),
            Element::Input | Element::Other => {}
        }
    }

    /// An element ends.
    pub(super) fn end(&mut self, element: Element) {
        let hidden = std::mem::take(&mut self.hidden);
        match element {
            Element::Table => {
                self.border();
                self.page.close_grid();
            }
            Element::Group | Element::Row | Element::Caption => {
                self.border();
                self.page.close_row();
            }
            Element::Cell => {
                self.border();
                self.page.close_cell();
            }
            Element::Paragraph | Element::Block | Element::Preformatted => {
                self.border();
                self.paragraph = false;
                self.blocks = self
                    .blocks
                    .saturating_sub(u32::from(element != Element::Paragraph));
                self.preformatted = self
                    .preformatted
                    .saturating_sub(u32::from(element == Element::Preformatted));
                self.page.close_block();
            }
            Element::Title if !hidden => self.page.close_block(),
            Element::Break => self.page.end_line(),
            Element::Aside(aside) => self.aside = self.aside.filter(|open| *open != aside),
            Element::Script => self.scripts = self.scripts.saturating_sub(1),
            Element::Title
            | Element::Hidden
            | Element::Picture
            | Element::Input
            | Element::Other => {}
        }
    }
}
