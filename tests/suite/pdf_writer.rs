//! PDF files written by hand.

use std::fmt::Write;

use crate::page::Grid;

/// The edges of the text on a page of 595 by 842 points, and the size of its font.
const LEFT: f64 = 60.0;
const TOP: f64 = 780.0;
const BOTTOM: f64 = 70.0;
const WIDTH: f64 = 480.0;
const SIZE: f64 = 9.0;
const LINE: f64 = 11.0;

/// How a file is written.
#[derive(Clone, Copy)]
pub(crate) struct Manner {
    /// The predefined map of the font, and whether codes are GBK.
    pub(crate) map: &'static str,
    pub(crate) gbk: bool,
    /// Borders are filled rectangles.
    pub(crate) filled: bool,
    /// Each character is placed by itself.
    pub(crate) single: bool,
    pub(crate) ruled: Ruled,
    pub(crate) aligned: Aligned,
}

/// Which lines a table has.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Ruled {
    All,
    Across,
    Not,
}

/// Where cells have their lines.
#[derive(Clone, Copy)]
pub(crate) enum Aligned {
    Left,
    Middle,
    Right,
}

impl Aligned {
    /// How far a line is indented in a cell that has so much room for more.
    fn indent(self, room: f64) -> f64 {
        match self {
            Self::Left => 0.0,
            Self::Middle => room.max(0.0) / 2.0,
            Self::Right => room.max(0.0),
        }
    }
}

/// A file as it is being written.
pub(crate) struct File {
    manner: Manner,
    pages: Vec<String>,
    y: f64,
}

impl File {
    pub(crate) fn new(manner: Manner) -> Self {
        Self {
            manner,
            pages: vec![String::new()],
            y: TOP,
        }
    }

    fn page(&mut self) -> &mut String {
        self.pages.last_mut().expect("a page")
    }

    fn turn(&mut self) {
        let number = self.pages.len();
        self.text(290.0, 40.0, &format!("- {number} -"));
        self.pages.push(String::new());
        self.y = TOP;
    }

    fn codes(&self, text: &str) -> String {
        let bytes: Vec<u8> = if self.manner.gbk {
            encoding_rs_gbk(text)
        } else {
            text.encode_utf16().flat_map(u16::to_be_bytes).collect()
        };
        bytes.iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    fn text(&mut self, x: f64, y: f64, text: &str) {
        let single = self.manner.single;
        let mut at = x;
        let parts: Vec<String> = if single {
            text.chars().map(String::from).collect()
        } else {
            vec![text.to_owned()]
        };
        for part in parts {
            let codes = self.codes(&part);
            let _ = writeln!(
                self.page(),
                "BT /F1 {SIZE} Tf 1 0 0 1 {at:.2} {y:.2} Tm <{codes}> Tj ET"
            );
            at += width(&part);
        }
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64)) {
        let is_across = (from.1 - to.1).abs() < 0.1;
        match self.manner.ruled {
            Ruled::Not => return,
            Ruled::Across if !is_across => return,
            Ruled::Across | Ruled::All => {}
        }
        let filled = self.manner.filled;
        let (x, y) = (from.0.min(to.0), from.1.min(to.1));
        let (w, h) = ((from.0 - to.0).abs(), (from.1 - to.1).abs());
        let drawn = if filled {
            format!("{x:.2} {y:.2} {:.2} {:.2} re f", w.max(0.48), h.max(0.48))
        } else {
            let ((x, y), (xx, yy)) = (from, to);
            format!("0.5 w {x:.2} {y:.2} m {xx:.2} {yy:.2} l S")
        };
        let _ = writeln!(self.page(), "{drawn}");
    }

    pub(crate) fn paragraph(&mut self, text: &str) {
        for line in folded(text, WIDTH) {
            if self.y - LINE < BOTTOM {
                self.turn();
            }
            self.y -= LINE;
            let y = self.y;
            self.text(LEFT, y, &line);
        }
        self.y -= LINE;
    }

    /// A table: rows stand on pages line by line, so that a page may cut a row.
    pub(crate) fn table(&mut self, grid: &Grid) {
        let unit = WIDTH / grid.width as f64;
        let edge = |column: usize| LEFT + unit * column as f64;
        let rows = grid.rows();
        let lines_of = |row: usize| {
            let cells = grid
                .anchors
                .iter()
                .filter(|it| it.row == row && it.rows == 1);
            let lines = cells.map(|it| folded(&it.text, unit * it.columns as f64 - 4.0).len());
            lines.max().unwrap_or(1).max(1)
        };
        // What is still to be written of cells over several rows.
        let mut waiting: Vec<(usize, Vec<String>)> = Vec::new();
        let mut top = self.y;
        self.line((edge(0), top), (edge(grid.width), top));
        for (index, row) in rows.iter().enumerate() {
            for (column, slot) in row.iter().enumerate() {
                if slot.begins && column == slot.anchor.column {
                    let room = unit * slot.anchor.columns as f64 - 4.0;
                    let lines = folded(&slot.anchor.text, room);
                    waiting.push((column, lines.into_iter().rev().collect()));
                }
            }
            for _ in 0..lines_of(index) {
                if self.y - LINE - 4.0 < BOTTOM {
                    // The page cuts the row.
                    let bottom = self.y - 2.0;
                    self.walls(row, &edge, top, bottom);
                    self.line((edge(0), bottom), (edge(grid.width), bottom));
                    self.turn();
                    top = self.y;
                    self.line((edge(0), top), (edge(grid.width), top));
                }
                self.y -= LINE;
                let y = self.y;
                for (column, lines) in &mut waiting {
                    if let Some(line) = lines.pop() {
                        let at = row.get(*column).map_or(0.0, |slot| {
                            let room = unit * slot.anchor.columns as f64 - 4.0;
                            self.manner.aligned.indent(room - width(&line))
                        });
                        self.text(edge(*column) + 2.0 + at, y, &line);
                    }
                }
            }
            self.y -= 4.0;
            let bottom = self.y;
            self.walls(row, &edge, top, bottom);
            for (column, slot) in row.iter().enumerate() {
                let ends = slot.anchor.row + slot.anchor.rows == index + 1;
                if ends {
                    self.line((edge(column), bottom), (edge(column + 1), bottom));
                    if column == slot.anchor.column {
                        waiting.retain(|(of, _)| *of != column);
                    }
                }
            }
            top = bottom;
        }
        self.y -= LINE;
    }

    /// The lines down on both sides of the cells of a row.
    fn walls(
        &mut self,
        row: &[crate::page::Slot<'_>],
        edge: &impl Fn(usize) -> f64,
        top: f64,
        bottom: f64,
    ) {
        for (column, slot) in row.iter().enumerate() {
            if column == slot.anchor.column {
                self.line((edge(column), top), (edge(column), bottom));
            }
        }
        self.line((edge(row.len()), top), (edge(row.len()), bottom));
    }

    pub(crate) fn bytes(self) -> Vec<u8> {
        let mut objects = vec![
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            String::new(),
            format!(
                "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/{}/DescendantFonts[4 0 R]>>",
                self.manner.map
            ),
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>\
             /W[1 95 500 814 939 500]/DW 1000>>"
                .to_owned(),
        ];
        let mut kids = String::new();
        for content in &self.pages {
            let page = objects.len() + 1;
            let _ = write!(kids, "{page} 0 R ");
            objects.push(format!(
                "<</Type/Page/Parent 2 0 R/Contents {} 0 R>>",
                page + 1
            ));
            objects.push(format!(
                "<</Length {}>>stream\n{content}\nendstream",
                content.len()
            ));
        }
        if let Some(tree) = objects.get_mut(1) {
            *tree = format!(
                "<</Type/Pages/Count {}/Kids[{kids}]/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>>>",
                self.pages.len()
            );
        }
        file(&objects)
    }
}

/// Objects as a file.
pub(crate) fn file(objects: &[String]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (object, number) in objects.iter().zip(1..) {
        let _ = writeln!(table, "{:010} 00000 n ", bytes.len());
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = bytes.len();
    bytes.extend(table.bytes());
    let size = objects.len() + 1;
    let trailer = format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    bytes.extend(trailer.bytes());
    bytes
}

fn encoding_rs_gbk(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

/// How wide a text is.
fn width(text: &str) -> f64 {
    let of = |ch: char| if ch.is_ascii() { 0.5 } else { 1.0 };
    text.chars().map(of).sum::<f64>() * SIZE
}

/// Text in lines that are no wider than so much; numbers are not cut.
fn folded(text: &str, most: f64) -> Vec<String> {
    let mut lines = Vec::new();
    for part in text.split('\n') {
        let mut line = String::new();
        for ch in part.chars() {
            let long = !line.is_empty() && width(&line) + width(ch.encode_utf8(&mut [0; 4])) > most;
            let number = ch.is_ascii() && line.ends_with(|last: char| last.is_ascii());
            if long && !number {
                lines.push(std::mem::take(&mut line));
            }
            line.push(ch);
        }
        lines.push(line);
    }
    lines.retain(|line| !line.is_empty());
    lines
}
