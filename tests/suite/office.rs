//! The same reports as Word and Excel files: they read back whole.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::generate::{Sheet, Spec, generate};
use crate::page::{Anchor, Grid, Part, page};
use crate::random::Rng;
use crate::read::{Claim, Reading};

/// Parts by their names, as an archive.
fn zipped(parts: &[(String, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, part) in parts {
        writer.start_file(name.as_str(), options).expect("a name");
        writer
            .write_all(part.as_bytes())
            .expect("a vector takes it");
    }
    writer.finish().expect("an archive").into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Reads every report back and says what differs.
fn check(name: &str, write: fn(&Sheet, &mut Rng) -> Vec<u8>) {
    for seed in 0..24 {
        let sheet = generate(Spec::any(seed));
        let bytes = write(&sheet, &mut Rng::new(seed));
        let report = gongkai::read(&bytes).unwrap_or_else(|error| panic!("{name} {seed}: {error}"));
        assert_eq!(report.text_kind(), gongkai::TextKind::Extracted);
        assert_eq!(report.year(), Some(sheet.year), "{name} {seed}");
        assert_eq!(report.agency(), Some(sheet.agency), "{name} {seed}");
        for (id, claim) in &Reading::of(report.clone()).claims {
            match sheet.cells.get(id).map(Claim::right) {
                Some(right) => assert!(claim == &right, "{name} {seed} {id}: {claim}, not {right}"),
                None => assert!(!claim.speaks(), "{name} {seed} {id}: {claim}"),
            }
        }
        for (field, cell) in report.cells() {
            if let Some(span) = cell.span() {
                assert_eq!(
                    &report.text()[span.range()],
                    cell.raw(),
                    "{name} {seed} {field}"
                );
            }
        }
    }
}

/// Paragraphs and tables with merged cells.
pub(crate) fn docx(sheet: &Sheet, rng: &mut Rng) -> Vec<u8> {
    let mut body = String::new();
    let wraps = rng.chance(50);
    for part in page(sheet) {
        match part {
            Part::Text(text) => body += &paragraph(&text),
            Part::Table(grid) => body += &word_table(&grid, wraps),
        }
    }
    let document = format!("<w:document><w:body>{body}<w:sectPr/></w:body></w:document>");
    zipped(&[("word/document.xml".to_owned(), document)])
}

fn paragraph(text: &str) -> String {
    let text = escaped(text);
    format!("<w:p><w:pPr/><w:r><w:rPr/><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn word_table(grid: &Grid, wraps: bool) -> String {
    let mut table = "<w:tbl><w:tblPr/><w:tblGrid/>".to_owned();
    for row in grid.rows() {
        table += "<w:tr>";
        for slot in row.iter().enumerate() {
            let (column, slot) = slot;
            let anchor = slot.anchor;
            if column != anchor.column {
                continue;
            }
            let merge = match (anchor.rows, slot.begins) {
                (1, _) => "",
                (_, true) => "<w:vMerge w:val=\"restart\"/>",
                (_, false) => "<w:vMerge/>",
            };
            let text = if slot.begins {
                anchor.text.as_str()
            } else {
                ""
            };
            let text: String = if wraps {
                text.split('\n').map(paragraph).collect()
            } else {
                paragraph(text).replace('\n', "</w:t><w:br/><w:t>")
            };
            table += &format!(
                "<w:tc><w:tcPr><w:gridSpan w:val=\"{}\"/>{merge}</w:tcPr>{text}</w:tc>",
                anchor.columns
            );
        }
        table += "</w:tr>";
    }
    table + "</w:tbl>"
}

/// A sheet as it is written: rows, merged ranges.
#[derive(Default)]
struct Rows {
    rows: String,
    merged: String,
    count: usize,
}

impl Rows {
    fn text(&mut self, text: &str) {
        self.count += 1;
        let cell = string(&name(self.count, 0), text);
        self.rows += &format!("<row r=\"{}\">{cell}</row>", self.count);
    }

    /// A table; blank cells are written down, or not: those of a row that is all blank always are.
    fn table(&mut self, grid: &Grid, blanks: bool) {
        for row in grid.rows() {
            self.count += 1;
            self.rows += &format!("<row r=\"{}\">", self.count);
            let blanks = blanks || row.iter().all(|slot| slot.anchor.text.is_empty());
            for (column, slot) in row.iter().enumerate() {
                let (here, anchor) = (name(self.count, column), slot.anchor);
                if slot.begins && (anchor.rows > 1 || anchor.columns > 1) {
                    let last = name(self.count + anchor.rows - 1, column + anchor.columns - 1);
                    self.merged += &format!("<mergeCell ref=\"{here}:{last}\"/>");
                }
                let own = slot.begins && column == anchor.column;
                let cell = written(&here, anchor).filter(|_| own);
                self.rows += &match cell {
                    Some(cell) => cell,
                    None if blanks => format!("<c r=\"{here}\" s=\"1\"/>"),
                    None => String::new(),
                };
            }
            self.rows += "</row>";
        }
    }

    fn part(&self) -> String {
        format!(
            "<worksheet><sheetData>{}</sheetData><mergeCells>{}</mergeCells></worksheet>",
            self.rows, self.merged
        )
    }
}

/// The name of a cell: rows count from 1, columns from 0.
fn name(row: usize, column: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(column).expect("a small table"));
    format!("{letter}{row}")
}

fn string(name: &str, text: &str) -> String {
    let text = escaped(text);
    format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// A cell of this name, if it holds anything: digits are a number.
fn written(name: &str, anchor: &Anchor) -> Option<String> {
    let text = anchor.text.as_str();
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    match (text.is_empty(), is_number) {
        (true, _) => None,
        (_, true) => Some(format!("<c r=\"{name}\"><v>{text}</v></c>")),
        (_, false) => Some(string(name, text)),
    }
}

/// All on one sheet, or a sheet for each table.
pub(crate) fn xlsx(sheet: &Sheet, rng: &mut Rng) -> Vec<u8> {
    let (one, blanks) = (rng.chance(50), rng.chance(50));
    let mut sheets = vec![Rows::default()];
    for part in page(sheet) {
        let last = sheets.last_mut().expect("there is one");
        match part {
            Part::Text(text) => last.text(&text),
            Part::Table(grid) => {
                last.table(&grid, blanks);
                if !one {
                    sheets.push(Rows::default());
                }
            }
        }
    }
    let mut parts = Vec::new();
    let (mut list, mut relations) = (String::new(), String::new());
    for (index, rows) in sheets.iter().enumerate() {
        list += &format!("<sheet name=\"{index}\" r:id=\"r{index}\"/>");
        relations += &format!(
            "<Relationship Id=\"r{index}\" Type=\"http://x/worksheet\" Target=\"worksheets/{index}.xml\"/>"
        );
        parts.push((format!("xl/worksheets/{index}.xml"), rows.part()));
    }
    let workbook = format!("<workbook xmlns:r=\"r\"><sheets>{list}</sheets></workbook>");
    let relations = format!("<Relationships>{relations}</Relationships>");
    parts.push(("xl/workbook.xml".to_owned(), workbook));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), relations));
    zipped(&parts)
}

/// A gibibyte of blanks as the document of a Word file.
fn bomb() -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().large_file(true);
    let started = writer.start_file("word/document.xml", options);
    started.expect("a name");
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..1 << 10 {
        writer.write_all(&blanks).expect("a vector takes it");
    }
    writer.finish().expect("an archive").into_inner()
}

#[test]
fn a_file_that_expands_beyond_measure_is_refused() {
    let bomb = bomb();
    assert!(bomb.len() < 1_200_000, "{}", bomb.len());
    let error = gongkai::read(&bomb).expect_err("it is refused");
    assert_eq!(error.kind().as_str(), "limit-exceeded");
}

#[test]
fn tables_within_tables_are_refused_or_read() {
    const DEPTH: usize = 100_000;
    let body = format!(
        "<w:document><w:body>{}",
        "<w:tbl><w:tr><w:tc>".repeat(DEPTH)
    );
    let word = zipped(&[("word/document.xml".to_owned(), body)]);
    let error = gongkai::read(&word).expect_err("it is refused");
    assert_eq!(error.kind().as_str(), "limit-exceeded");
    let page = "<table><tr><td>1".repeat(DEPTH);
    let report = gongkai::read(page.as_bytes()).expect("there is text");
    assert!(report.cells().all(|(_, cell)| cell.number().is_none()));
}

#[test]
fn word_files_read_back() {
    check("docx", docx);
}

#[test]
fn excel_files_read_back() {
    check("xlsx", xlsx);
}
