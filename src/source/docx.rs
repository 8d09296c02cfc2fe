//! Word files: paragraphs and tables, as they are printed.

use super::{
    Document,
    package::{Package, damaged},
    page::Page,
    xml::{Element, Node, walk},
};
use crate::error::Error;

/// Where the text of a document stands, unless the package says otherwise.
const MAIN: &str = "word/document.xml";

/// Whether a package is a Word file.
pub(super) fn is_document(package: &Package<'_>) -> bool {
    package.has(MAIN)
}

/// The document of a Word file.
pub(super) fn read(package: &mut Package<'_>) -> Result<Document<'static>, Error> {
    let part = package.part(MAIN)?.ok_or_else(damaged)?;
    let mut body = Body::default();
    walk(&part, |node| {
        match node {
            Node::Start(element) => body.start(&element),
            Node::End(name) => body.end(name),
            Node::Text(text) => body.text(text),
            Node::Char(ch) => body.text(ch.encode_utf8(&mut [0; 4])),
        }
        Ok(())
    })?;
    Ok(body.page.finish_extracted())
}

/// What a cell says of itself before its text.
#[derive(Clone, Copy, Debug)]
struct Cell {
    columns: usize,
    /// A cell above reaches into it.
    covered: bool,
    /// It stands in the page.
    open: bool,
}

/// A document as it is being read.
#[derive(Debug, Default)]
struct Body {
    page: Page,
    /// The cells that are open, the outermost first.
    cells: Vec<Cell>,
    /// How many elements around are not printed.
    hidden: u32,
    /// The run is text, and it is raised or lowered, or not printed.
    text: bool,
    raised: bool,
    vanished: bool,
    /// The row is deleted; its properties are being read.
    row_properties: bool,
    deleted: bool,
}

/// Elements with nothing to print: what was deleted or moved away, and what older programs see.
const HIDDEN: [&str; 3] = ["del", "moveFrom", "Fallback"];

/// Whether an attribute switches a property on.
fn is_on(element: &Element<'_>) -> bool {
    !element
        .attribute("val")
        .is_some_and(|value| matches!(&*value, "0" | "false" | "off"))
}

impl Body {
    fn start(&mut self, element: &Element<'_>) {
        let name = element.name();
        if self.row_properties && name == "del" {
            self.deleted = true;
        }
        if HIDDEN.contains(&name) {
            self.hidden += 1;
        }
        if self.hidden > 0 {
            return;
        }
        match name {
            "tbl" => {
                self.open_cell();
                self.page.open_grid();
            }
            "tr" => {
                self.deleted = false;
                self.page.open_row();
            }
            "trPr" => self.row_properties = true,
            "gridBefore" => self.page.cover(count(element)),
            "tc" => self.cells.push(Cell {
                columns: 1,
                covered: false,
                open: false,
            }),
            "gridSpan" => {
                if let Some(cell) = self.cells.last_mut() {
                    cell.columns = count(element);
                }
            }
            "vMerge" => {
                let begins = element.attribute("val").is_some_and(|val| val == "restart");
                if let Some(cell) = self.cells.last_mut() {
                    cell.covered = !begins;
                }
            }
            "hMerge" => {
                let begins = element.attribute("val").is_some_and(|val| val == "restart");
                if let Some(cell) = self.cells.last_mut() {
                    cell.covered |= !begins;
                }
            }
            "p" => {
                self.open_cell();
                if self.is_printed() {
                    self.page.open_block();
                }
            }
            "r" => (self.raised, self.vanished) = (false, false),
            "vertAlign" => {
                self.raised = element
                    .attribute("val")
                    .is_some_and(|val| val != "baseline");
            }
            "vanish" | "strike" | "dstrike" => self.vanished |= is_on(element),
            "t" => self.text = true,
            "br" | "cr" => self.page.end_line(),
            "tab" => self.say(" "),
            "noBreakHyphen" => self.say("-"),
            "drawing" | "pict" | "object" => self.page.picture(0, 0),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if HIDDEN.contains(&name) {
            self.hidden = self.hidden.saturating_sub(1);
        } else if self.hidden == 0 {
            match name {
                "tbl" => self.page.close_grid(),
                "tr" => self.page.close_row(),
                "trPr" => self.row_properties = false,
                "tc" => {
                    self.open_cell();
                    if self.cells.pop().is_some_and(|cell| cell.open) {
                        self.page.close_cell();
                    }
                }
                "p" if self.is_printed() => self.page.close_block(),
                "t" => self.text = false,
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.text && self.hidden == 0 {
            self.say(text);
        }
    }

    /// Whether no cell around is covered or deleted.
    fn is_printed(&self) -> bool {
        self.cells.iter().all(|cell| cell.open)
    }

    fn say(&mut self, text: &str) {
        if self.is_printed() && !self.vanished {
            self.page.say(text, self.raised);
        }
    }

    /// The properties of the innermost cell are read: it has its place in the row.
    fn open_cell(&mut self) {
        let deleted = self.deleted;
        let Some(cell) = self.cells.last_mut().filter(|cell| !cell.open) else {
            return;
        };
        if cell.covered {
            // Seen once: what stands in it is not printed.
            self.page.cover(std::mem::take(&mut cell.columns));
        } else if !deleted {
            cell.open = true;
            self.page.open_cell(cell.columns, 1, 0);
        }
    }
}

/// How many columns a property says.
fn count(element: &Element<'_>) -> usize {
    let columns = element.number("val").unwrap_or(1).clamp(1, 1000);
    usize::try_from(columns).unwrap_or(1)
}
