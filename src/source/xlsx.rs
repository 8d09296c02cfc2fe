//! Excel files: the cells of every sheet that is shown, with what they show.

use std::collections::HashMap;

use super::{
    Document,
    number_format::{Shown, shown, shows},
    package::{Package, damaged},
    page::Page,
    xml::{Element, Node, walk},
};
use crate::error::{Error, ErrorKind, Limit};

/// Where the list of sheets stands.
const MAIN: &str = "xl/workbook.xml";

/// How many cells are read.
const MOST_CELLS: usize = 1 << 20;

/// Cells beyond this column are not told apart by their columns: no row of a form is as wide.
const MOST_COLUMNS: u32 = 64;

/// Whether a package is an Excel file.
pub(super) fn is_document(package: &Package<'_>) -> bool {
    package.has(MAIN)
}

/// The document of an Excel file: one sheet under the other. `most` is how long its text may be.
pub(super) fn read(package: &mut Package<'_>, most: usize) -> Result<Document<'static>, Error> {
    let sheets = sheets(package)?;
    let strings = match package.part("xl/sharedStrings.xml")? {
        Some(part) => strings(&part)?,
        None => Vec::new(),
    };
    let formats = match package.part("xl/styles.xml")? {
        Some(part) => formats(&part)?,
        None => Vec::new(),
    };
    let mut page = Page::default();
    for name in sheets {
        let Some(part) = package.part(&name)? else {
            continue;
        };
        let mut sheet = Sheet::new(&strings, &formats);
        walk(&part, |node| sheet.node(node))?;
        sheet.write(&mut page, most)?;
    }
    Ok(page.finish_extracted())
}

/// The parts of the sheets that are shown, in their order.
fn sheets(package: &mut Package<'_>) -> Result<Vec<String>, Error> {
    let workbook = package.part(MAIN)?.ok_or_else(damaged)?;
    let relations = package.part("xl/_rels/workbook.xml.rels")?;
    let mut targets: HashMap<String, String> = HashMap::new();
    walk(&relations.ok_or_else(damaged)?, |node| {
        if let Node::Start(element) = node
            && let (Some(id), Some(target), Some(kind)) = (
                element.attribute("Id"),
                element.attribute("Target"),
                element.attribute("Type"),
            )
            && kind.ends_with("/worksheet")
        {
            let target = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None => format!("xl/{target}"),
            };
            targets.insert(id, target);
        }
        Ok(())
    })?;
    let mut sheets = Vec::new();
    walk(&workbook, |node| {
        if let Node::Start(element) = node
            && element.name() == "sheet"
            && element
                .attribute("state")
                .is_none_or(|state| state == "visible")
        {
            let id = element.attribute("id");
            sheets.extend(id.and_then(|id| targets.remove(&id)));
        }
        Ok(())
    })?;
    Ok(sheets)
}

/// The strings that cells share.
fn strings(part: &str) -> Result<Vec<String>, Error> {
    let mut strings = Vec::new();
    let mut text = Text::default();
    walk(part, |node| {
        if let Node::Start(element) = &node
            && element.name() == "si"
        {
            text = Text::default();
        }
        if let Node::End("si") = node {
            strings.push(std::mem::take(&mut text.text));
        }
        text.node(&node);
        Ok(())
    })?;
    Ok(strings)
}

/// How the cells of each style show a number.
fn formats(part: &str) -> Result<Vec<Shown>, Error> {
    let mut codes: HashMap<u32, Shown> = HashMap::new();
    let mut formats = Vec::new();
    let mut in_cells = false;
    walk(part, |node| {
        match node {
            Node::Start(element) => match element.name() {
                "numFmt" => {
                    let code = element.attribute("formatCode").unwrap_or_default();
                    codes.extend(element.number("numFmtId").map(|id| (id, shows(&code))));
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = element.number("numFmtId").unwrap_or(0);
                    let shown = codes.get(&id).copied();
                    formats.push(shown.unwrap_or_else(|| Shown::of_builtin(id)));
                }
                _ => {}
            },
            Node::End("cellXfs") => in_cells = false,
            _ => {}
        }
        Ok(())
    })?;
    Ok(formats)
}

/// The text of a string in runs, without readings.
#[derive(Debug, Default)]
struct Text {
    text: String,
    /// Within a `t`, within a reading.
    open: bool,
    reading: bool,
}

impl Text {
    fn node(&mut self, node: &Node<'_>) {
        match node {
            Node::Start(element) => match element.name() {
                "t" => self.open = true,
                "rPh" => self.reading = true,
                _ => {}
            },
            Node::End("t") => self.open = false,
            Node::End("rPh") => self.reading = false,
            Node::Text(text) if self.open && !self.reading => self.text.push_str(text),
            Node::Char(ch) if self.open && !self.reading => self.text.push(*ch),
            _ => {}
        }
    }
}

/// A cell of a sheet.
#[derive(Debug)]
struct Cell {
    row: u32,
    column: u32,
    said: Said,
}

/// What a cell holds.
#[derive(Debug)]
enum Said {
    Nothing,
    Text(String),
    /// The string of this number.
    Shared(usize),
}

/// Which part of a cell is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    None,
    Value,
    Formula,
}

/// A sheet as it is being read.
#[derive(Debug)]
struct Sheet<'s> {
    strings: &'s [String],
    formats: &'s [Shown],
    cells: Vec<Cell>,
    /// For the first cell of a range that is one: how many rows and columns it takes.
    merged: HashMap<(u32, u32), (u32, u32)>,
    row: u32,
    column: u32,
    /// The open cell: the type and the style it says, its value, its formula, its own string.
    kind: String,
    style: usize,
    value: String,
    formula: Option<String>,
    own: Text,
    part: Part,
}

impl<'s> Sheet<'s> {
    fn new(strings: &'s [String], formats: &'s [Shown]) -> Self {
        Self {
            strings,
            formats,
            cells: Vec::new(),
            merged: HashMap::new(),
            row: 0,
            column: 0,
            kind: String::new(),
            style: 0,
            value: String::new(),
            formula: None,
            own: Text::default(),
            part: Part::None,
        }
    }

    fn node(&mut self, node: Node<'_>) -> Result<(), Error> {
        self.own.node(&node);
        match node {
            Node::Start(element) => self.start(&element),
            Node::End("c") => self.close_cell()?,
            Node::End("v" | "f") => self.part = Part::None,
            Node::End(_) => {}
            Node::Text(text) => self.text(text),
            Node::Char(ch) => self.text(ch.encode_utf8(&mut [0; 4])),
        }
        Ok(())
    }

    fn start(&mut self, element: &Element<'_>) {
        match element.name() {
            "row" => {
                self.row = element.number("r").unwrap_or(self.row.saturating_add(1));
                self.column = 0;
            }
            "c" => {
                self.column = self.column.saturating_add(1);
                if let Some((row, column)) = element.attribute("r").and_then(|name| place(&name)) {
                    (self.row, self.column) = (row, column);
                }
                self.kind = element.attribute("t").unwrap_or_default();
                self.style = element
                    .number("s")
                    .and_then(|style| usize::try_from(style).ok())
                    .unwrap_or(0);
                self.value.clear();
                self.formula = None;
                self.own = Text::default();
            }
            "v" => self.part = Part::Value,
            "f" => (self.part, self.formula) = (Part::Formula, Some(String::new())),
            "mergeCell" => {
                let range = element.attribute("ref").unwrap_or_default();
                if let Some((from, to)) = range.split_once(':')
                    && let (Some(from), Some(to)) = (place(from), place(to))
                {
                    let rows = to.0.saturating_sub(from.0).saturating_add(1);
                    let columns = to.1.saturating_sub(from.1).saturating_add(1);
                    self.merged.insert(from, (rows, columns));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match (self.part, &mut self.formula) {
            (Part::Value, _) => self.value.push_str(text),
            (Part::Formula, Some(formula)) => formula.push_str(text),
            _ => {}
        }
    }

    fn close_cell(&mut self) -> Result<(), Error> {
        if self.cells.len() >= MOST_CELLS {
            let limit = Limit::Cells;
            return Err(ErrorKind::LimitExceeded { limit }.into());
        }
        let said = self.said();
        self.cells.push(Cell {
            row: self.row,
            column: self.column,
            said,
        });
        Ok(())
    }

    /// What the open cell holds. A formula without a value is what it is: nobody has reckoned it.
    fn said(&mut self) -> Said {
        let value = self.value.trim();
        let own = std::mem::take(&mut self.own.text);
        match (&*self.kind, value) {
            (_, "") if !own.is_empty() => Said::Text(own),
            (_, "") => match self.formula.take() {
                Some(formula) => Said::Text(format!("={formula}")),
                None => Said::Nothing,
            },
            ("s", index) => index.parse().map_or(Said::Nothing, Said::Shared),
            ("" | "n", number) => {
                let format = self.formats.get(self.style).copied().unwrap_or_default();
                Said::Text(shown(number, format))
            }
            _ => Said::Text(std::mem::take(&mut self.value)),
        }
    }

    /// Writes the sheet.
    fn write(mut self, page: &mut Page, most: usize) -> Result<(), Error> {
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        page.open_grid();
        let (mut width, mut before) = (0u32, 0u32);
        for row in self.cells.chunk_by(|left, right| left.row == right.row) {
            let (Some(first), Some(last)) = (row.first(), row.last()) else {
                continue;
            };
            page.pass_rows(first.row.saturating_sub(before).saturating_sub(1));
            if first.row.saturating_sub(before) > 1 {
                width = 0;
            }
            before = first.row;
            let reach = |cell: &Cell| {
                let merged = self.merged.get(&(cell.row, cell.column));
                cell.column + merged.map_or(0, |(_, columns)| columns - 1)
            };
            let own = reach(last).max(last.column).min(MOST_COLUMNS);
            // Rows reach as far as those above them, whether their last cells are written down or not.
            width = width.max(own);
            self.row(row, width, page, most)?;
        }
        page.close_grid();
        Ok(())
    }

    /// Writes a row of so many columns.
    fn row(&self, row: &[Cell], width: u32, page: &mut Page, most: usize) -> Result<(), Error> {
        page.open_row();
        let number = row.first().map_or(0, |cell| cell.row);
        let mut cells = row.iter().peekable();
        loop {
            let column = page.pass_covered();
            // What a range covers is not shown.
            while cells.next_if(|cell| cell.column <= column).is_some() {}
            let next = column + 1;
            let here = cells.next_if(|cell| cell.column == next);
            if here.is_none() && next > width {
                break;
            }
            // A range is one cell, whether its first is written down or not.
            let merged = self.merged.get(&(number, next));
            let (rows, columns) = merged.copied().unwrap_or((1, 1));
            let rows = u16::try_from(rows).unwrap_or(u16::MAX);
            page.open_cell(usize::try_from(columns).unwrap_or(1), rows, 0);
            if let Some(cell) = here {
                page.say(self.text_of(cell), false);
            }
            page.close_cell();
            // Cells may share a string.
            if page.len() > most {
                let limit = Limit::Expanded;
                return Err(ErrorKind::LimitExceeded { limit }.into());
            }
            if next > MOST_COLUMNS {
                break;
            }
        }
        page.close_row();
        Ok(())
    }

    fn text_of<'c>(&'c self, cell: &'c Cell) -> &'c str {
        match &cell.said {
            Said::Nothing => "",
            Said::Text(text) => text,
            Said::Shared(index) => self.strings.get(*index).map_or("", String::as_str),
        }
    }
}

/// The row and the column of a name: `B3` is 3, 2.
fn place(name: &str) -> Option<(u32, u32)> {
    let name = name.trim().replace('$', "");
    let letters = name.find(|ch: char| !ch.is_ascii_alphabetic())?;
    let (letters, digits) = name.split_at(letters);
    let column = letters.bytes().try_fold(0u32, |column, letter| {
        let digit = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        column.checked_mul(26)?.checked_add(digit)
    })?;
    Some((digits.parse().ok()?, column)).filter(|(row, column)| *row > 0 && *column > 0)
}

#[cfg(test)]
mod tests {
    use super::place;
    use crate::{
        error::{ErrorKind, Limit},
        source::office::tests::{fails, rows, shows, zipped},
    };

    const RELATIONS: &str = r#"<Relationships>
        <Relationship Id="a" Type="http://x/worksheet" Target="worksheets/one.xml"/>
        <Relationship Id="b" Type="http://x/worksheet" Target="/xl/worksheets/two.xml"/>
        <Relationship Id="c" Type="http://x/worksheet" Target="worksheets/hidden.xml"/>
        <Relationship Id="d" Type="http://x/chartsheet" Target="chartsheets/chart.xml"/></Relationships>"#;
    const WORKBOOK: &str = r#"<workbook xmlns:r="x"><sheets><sheet r:id="b"/><sheet r:id="d"/>
        <sheet r:id="c" state="hidden"/><sheet r:id="a" state="visible"/></sheets></workbook>"#;

    /// A workbook whose first sheet holds these rows, and what follows them.
    fn workbook(rows: &str, behind: &str) -> Vec<u8> {
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData>{behind}</worksheet>");
        zipped(&[
            ("xl/workbook.xml", WORKBOOK),
            ("xl/_rels/workbook.xml.rels", RELATIONS),
            (
                "xl/worksheets/one.xml",
                "<worksheet><row><c><v>2</v></c></row></worksheet>",
            ),
            ("xl/worksheets/two.xml", &sheet),
            (
                "xl/worksheets/hidden.xml",
                "<worksheet><row><c><v>3</v></c></row></worksheet>",
            ),
            (
                "xl/sharedStrings.xml",
                &format!(
                    "<sst><si><t>规章</t><rPh><t>gui</t></rPh></si><si><r><t>a&lt;</t></r><r><t> b</t></r></si><si><t>{}</t></si></sst>",
                    "x".repeat(4000)
                ),
            ),
            (
                "xl/styles.xml",
                r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy"/></numFmts><cellStyleXfs><xf/></cellStyleXfs>
                <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs></styleSheet>"#,
            ),
        ])
    }

    #[test]
    fn a_cell_shows_its_number_or_its_string() {
        let bytes = workbook(
            r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>&#31;x</t></is></c>
            <c r="D1" t="n"><v>189695.23000000001</v></c><c r="E1" s="1"><v>45313</v></c><c r="F1" s="2"><v>0.5</v></c>
            <c r="G1" t="str"><f>A1</f><v>y</v></c><c r="H1"><f>SUM(A1:B1)</f></c><c r="I1"><f>1+1</f><v>2</v></c>
            <c r="J1" t="e"><v>#DIV/0!</v></c><c r="K1" s="0"/><c r="L1" t="s"><v>9</v></c></row>"#,
            "",
        );
        let cells = [
            "规章",
            "a< b",
            "\u{1f}x",
            "189695.23",
            "2024-01-22",
            "50%",
            "y",
            "=SUM(A1:B1)",
            "2",
            "#DIV/0!",
            "",
            "",
        ];
        rows(&bytes, &[&cells]);
    }

    #[test]
    fn rows_reach_as_far_as_those_above() {
        let bytes = workbook(
            r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>
            <row r="2"><c r="B2"><v>4</v></c></row><row r="3"><c r="A3"><v>5</v></c><c r="B3"><v>6</v></c></row>
            <row r="9"><c r="A9"><v>7</v></c><c r="B9"><v>8</v></c></row>"#,
            "",
        );
        rows(
            &bytes,
            &[
                &["1", "2", "3"],
                &["", "4", ""],
                &["5", "6", ""],
                &["7", "8"],
            ],
        );
        shows(&bytes, "1\t2\t3\n\t4\t\n5\t6\t\n\n7\t8\n2");
    }

    #[test]
    fn merged_cells_are_one() {
        let bytes = workbook(
            r#"<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c/><c/><c><v>3</v></c></row><row><c><v>4</v></c><c><v>5</v></c></row>"#,
            r#"<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B3:C3"/></mergeCells>"#,
        );
        rows(&bytes, &[&["1", "2"], &["^", "3"], &["4", "5"]]);
    }

    #[test]
    fn a_merged_cell_that_is_not_written_down_is_one() {
        let bytes = workbook(
            r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="D1"><v>3</v></c></row><row r="2"><c r="A2"><v>4</v></c></row>"#,
            r#"<mergeCells><mergeCell ref="B1:C1"/><mergeCell ref="B2:C2"/></mergeCells>"#,
        );
        rows(&bytes, &[&["1", "2", "3"], &["4", "", ""]]);
    }

    #[test]
    fn cells_far_apart_take_no_room() {
        let far = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
        let shown = crate::source::office::read(&workbook(far, ""), 1 << 20, None).unwrap();
        assert!(shown.text.len() < 100, "{}", shown.text.len());
    }

    #[test]
    fn what_is_shared_counts_each_time() {
        let row = r#"<row><c t="s"><v>2</v></c><c t="s"><v>2</v></c></row>"#.repeat(300);
        let limit = Limit::Expanded;
        fails(
            &workbook(&row, ""),
            1 << 15,
            ErrorKind::LimitExceeded { limit },
        );
    }

    #[test]
    fn a_cell_is_named_by_letters_and_digits() {
        assert_eq!(place("A1"), Some((1, 1)));
        assert_eq!(place("$AB$12"), Some((12, 28)));
        assert_eq!(place("XFD1048576"), Some((1_048_576, 16_384)));
        for name in ["", "A", "1", "A0", "A-1", "1A", "ZZZZZZZZZ1"] {
            assert_eq!(place(name), None, "{name}");
        }
    }
}
