//! Word files: paragraphs and tables, as they are printed.

use super::{
    Document,
    package::{Package, damaged},
    page::Page,
    xml::{Element, Node, walk},
};
use crate::error::{Error, ErrorKind, Format};

/// Where the text of a document stands, unless the package says otherwise.
const MAIN: &str = "word/document.xml";

/// Whether a package is a Word file.
pub(super) fn is_document(package: &Package<'_>) -> bool {
    package.has(MAIN)
}

/// The document of a Word file.
pub(super) fn read(package: &mut Package<'_>) -> Result<Document<'static>, Error> {
    let part = package.part(MAIN)?.ok_or_else(damaged)?;
    body(&part, Body::default()).map(Page::finish_extracted)
}

/// The document of a Word file that is one file of XML: all that is printed stands in its body.
pub(super) fn read_xml(part: &str) -> Result<Document<'static>, Error> {
    let is_word = ["<w:body>", "<w:body "]
        .iter()
        .any(|body| part.contains(body));
    if !is_word {
        let format = Format::OfficeXml;
        return Err(ErrorKind::Unsupported { format }.into());
    }
    let outside = Body {
        outside: true,
        ..Body::default()
    };
    body(part, outside).map(Page::finish_extracted)
}

/// The page that a part makes.
fn body(part: &str, mut body: Body) -> Result<Page, Error> {
    walk(part, |node| {
        match node {
            Node::Start(element) => body.start(&element),
            Node::End(name) => body.end(name),
            Node::Text(text) => body.text(text),
            Node::Char(ch) => body.text(ch.encode_utf8(&mut [0; 4])),
        }
        Ok(())
    })?;
    Ok(body.page)
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
    /// What is read does not stand in the body.
    outside: bool,
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
        if name == "body" {
            self.outside = false;
        }
        if self.hidden > 0 || self.outside {
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
            "vMerge" | "vmerge" => {
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
        } else if self.hidden == 0 && !self.outside {
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
                "body" => self.outside = true,
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

#[cfg(test)]
mod tests {
    use crate::source::office::tests::{rows, shows, zipped};

    fn document(body: &str) -> Vec<u8> {
        let part = format!("<w:document><w:body>{body}</w:body></w:document>");
        zipped(&[("word/document.xml", &part)])
    }

    /// A paragraph of this text.
    fn p(text: &str) -> String {
        format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    }

    /// A cell with these properties.
    fn tc(properties: &str, text: &str) -> String {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
    }

    fn tr(cells: &[String]) -> String {
        format!("<w:tr>{}</w:tr>", cells.concat())
    }

    fn tbl(rows: &[String]) -> String {
        format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.concat())
    }

    #[test]
    fn paragraphs_are_lines() {
        let body = format!(
            "{}<w:p/>{}<w:p><w:r><w:t>c</w:t><w:br/><w:t xml:space=\"preserve\"> d&amp;&#20013;</w:t><w:tab/><w:t>e</w:t></w:r></w:p>",
            p("a"),
            p("b")
        );
        shows(&document(&body), "a\n\nb\nc\n d&中 e");
    }

    #[test]
    fn what_is_deleted_or_hidden_is_not_printed() {
        let body = "<w:p><w:del><w:r><w:delText>1</w:delText><w:t>2</w:t></w:r></w:del><w:ins><w:r><w:t>3</w:t></w:r></w:ins>\
            <w:moveFrom><w:r><w:t>4</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>5</w:t></w:r>\
            <w:r><w:rPr><w:strike w:val=\"0\"/></w:rPr><w:t>6</w:t></w:r><w:r><w:instrText>7</w:instrText></w:r>\
            <w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>8</w:t></w:r>\
            <mc:AlternateContent><mc:Choice><w:r><w:t>9</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>0</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>";
        shows(&document(body), "36⁸9");
    }

    #[test]
    fn cells_merge_across_and_down() {
        let merged = |value: &str| format!("<w:vMerge{value}/>");
        let body = tbl(&[
            tr(&[tc("<w:gridSpan w:val=\"2\"/>", "a"), tc("", "b")]),
            tr(&[
                tc(&merged(" w:val=\"restart\""), "c"),
                tc("", "d"),
                tc("", ""),
            ]),
            tr(&[tc(&merged(""), "old"), tc("", "e"), tc("", "f")]),
            tr(&[
                tc("", "g"),
                tc(&merged(" w:val=\"continue\""), ""),
                tc("", "h"),
            ]),
        ]);
        rows(
            &document(&body),
            &[
                &["a", "b"],
                &["c", "d", ""],
                &["^", "e", "f"],
                &["g", "^", "h"],
            ],
        );
        shows(&document(&body), "a\tb\nc\td\t\ne\tf\ng\th");
    }

    #[test]
    fn rows_may_begin_late_or_be_deleted() {
        let body = tbl(&[
            tr(&[tc("", "a"), tc("", "b")]),
            format!(
                "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}</w:tr>",
                tc("", "c")
            ),
            format!(
                "<w:tr><w:trPr><w:del/></w:trPr>{}{}</w:tr>",
                tc("", "d"),
                tc("", "e")
            ),
        ]);
        rows(&document(&body), &[&["a", "b"], &["^", "c"]]);
    }

    #[test]
    fn tables_stand_in_cells() {
        let inner = tbl(&[tr(&[tc("", "1"), tc("", "2")])]);
        let outer = format!(
            "<w:tbl><w:tr><w:tc>{}{inner}{}</w:tc>{}</w:tr></w:tbl>",
            p("a"),
            p("b"),
            tc("", "c")
        );
        rows(&document(&outer), &[&["1", "2"]]);
        shows(&document(&outer), "a\n1\t2\nb\nc");
    }
}
