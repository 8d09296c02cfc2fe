//! The same reports as PDF files, written by hand: ruled tables over page breaks, rows cut in two, borders as strokes or as
//! thin rectangles, fonts of several kinds. They read back whole. And files that are made to do harm.

use std::fmt::Write;

use gongkai::{ErrorKind, Options, TextKind};

use crate::generate::{Sheet, Spec, generate};
use crate::page::{Grid, Part, page};
use crate::random::Rng;
use crate::read::{Claim, Reading};

/// The edges of the text on a page of 595 by 842 points, and the size of its font.
const LEFT: f64 = 60.0;
const TOP: f64 = 780.0;
const BOTTOM: f64 = 70.0;
const WIDTH: f64 = 480.0;
const SIZE: f64 = 9.0;
const LINE: f64 = 11.0;

/// How a file is written.
#[derive(Clone, Copy)]
struct Manner {
    /// The predefined map of the font, and whether codes are GBK.
    map: &'static str,
    gbk: bool,
    /// Borders are filled rectangles.
    filled: bool,
    /// Each character is placed by itself.
    single: bool,
}

/// A file as it is being written.
struct File {
    manner: Manner,
    pages: Vec<String>,
    y: f64,
}

impl File {
    fn new(manner: Manner) -> Self {
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

    fn paragraph(&mut self, text: &str) {
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
    fn table(&mut self, grid: &Grid) {
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
                        self.text(edge(*column) + 2.0, y, &line);
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

    fn bytes(self) -> Vec<u8> {
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
fn file(objects: &[String]) -> Vec<u8> {
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

/// The report as a file.
pub(crate) fn written(sheet: &Sheet, rng: &mut Rng) -> Vec<u8> {
    let gbk = rng.chance(30);
    let mut file = File::new(Manner {
        map: if gbk { "GBK-EUC-H" } else { "UniGB-UTF16-H" },
        gbk,
        filled: rng.chance(50),
        single: rng.chance(50),
    });
    for part in page(sheet) {
        match part {
            Part::Text(text) => file.paragraph(&text),
            Part::Table(grid) => file.table(&grid),
        }
    }
    file.bytes()
}

#[test]
fn pdf_files_read_back_whole() {
    for seed in 0..24 {
        let sheet = generate(Spec::any(seed));
        let bytes = written(&sheet, &mut Rng::new(seed));
        let report = gongkai::read(&bytes).unwrap_or_else(|error| panic!("{seed}: {error}"));
        assert_eq!(report.text_kind(), TextKind::Extracted);
        assert_eq!(report.year(), Some(sheet.year), "{seed}");
        assert_eq!(report.agency(), Some(sheet.agency), "{seed}");
        for (id, claim) in &Reading::of(report.clone()).claims {
            match sheet.cells.get(id).map(Claim::right) {
                Some(right) => assert!(claim == &right, "{seed} {id}: {claim}, not {right}"),
                None => assert!(!claim.speaks(), "{seed} {id}: {claim}"),
            }
        }
        for (field, cell) in report.cells() {
            let Some(span) = cell.span() else { continue };
            assert_eq!(&report.text()[span.range()], cell.raw(), "{seed} {field}");
            let region = report.regions(span).next().expect("a place on a page");
            assert!(
                region.page() >= 1
                    && region.left() < region.right()
                    && region.bottom() < region.top()
            );
        }
    }
}

#[test]
fn a_damaged_file_is_read_or_refused() {
    let sheet = generate(Spec::any(3));
    let bytes = written(&sheet, &mut Rng::new(3));
    let mut rng = Rng::new(7);
    for cut in (0..bytes.len()).step_by(bytes.len() / 40) {
        let _ = gongkai::read(&bytes[..cut]);
        let mut damaged = bytes.clone();
        for _ in 0..8 {
            let at = rng.index(damaged.len());
            damaged[at] = damaged[at].wrapping_add(1);
        }
        let _ = gongkai::read(&damaged);
    }
    // Without its table of objects it is read all the same, and says so.
    let start = bytes
        .windows(5)
        .rposition(|it| it == b"xref\n")
        .expect("a table");
    let mut lost = bytes[..start].to_vec();
    lost.extend(b"trailer\n<</Root 1 0 R>>\n");
    let report = gongkai::read_pdf(&lost).expect("it is repaired");
    assert_eq!(report.year(), Some(sheet.year));
    assert!(
        report
            .findings()
            .iter()
            .any(|it| *it.code() == "file-repaired")
    );
}

fn one_page(content: &str, more: &[&str]) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>".to_owned(),
        "<</Type/Page/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
    ];
    objects.extend(more.iter().map(ToString::to_string));
    file(&objects)
}

const PLAIN: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

#[test]
fn what_cannot_be_read_is_said() {
    let kind = |bytes: &[u8]| gongkai::read_pdf(bytes).unwrap_err().kind();
    let picture = "<</Subtype/Image/Width 1/Height 1/Length 0>>stream\n\nendstream";
    let scanned = one_page("595 0 0 842 0 0 cm /X Do", &[PLAIN, picture]);
    assert_eq!(kind(&scanned), ErrorKind::Scanned);
    let encrypted =
        String::from_utf8_lossy(&one_page("", &[PLAIN])).replace("/Root", "/Encrypt 9 0 R/Root");
    assert_eq!(kind(encrypted.as_bytes()), ErrorKind::Encrypted);
    // A font whose codes are the numbers of its glyphs, and nothing that says what they are.
    let font =
        "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</DW 500>>]>>";
    let unknown = one_page(
        "BT /F1 10 Tf 50 50 Td <00130014> Tj ET BT /F1 10 Tf 50 90 Td (ab) Tj ET",
        &[font],
    );
    let report = gongkai::read_pdf(&unknown).expect("there is something");
    assert!(
        !report
            .text()
            .contains(|ch: char| ch.is_ascii_alphanumeric())
    );
    assert!(
        report
            .findings()
            .iter()
            .any(|it| *it.code() == "font-unmapped")
    );
}

#[test]
fn text_is_shown_as_it_is_painted() {
    let shows = |content: &str, expected: &str| {
        let report = gongkai::read_pdf(&one_page(content, &[PLAIN])).expect("text");
        assert_eq!(report.text(), expected, "{content}");
    };
    shows("BT /F1 10 Tf 50 50 Td (12) Tj ET", "12");
    // Twice, to look bold; and not painted at all.
    shows(
        "BT /F1 10 Tf 50 50 Td (12) Tj ET BT /F1 10 Tf 50.3 50 Td (12) Tj ET",
        "12",
    );
    shows("BT /F1 10 Tf 50 50 Td (12) Tj 3 Tr (34) Tj ET", "12");
    // Moved within a string, spaced, narrowed.
    shows("BT /F1 10 Tf 50 50 Td [(1) -20 (2)] TJ ET", "12");
    shows("BT /F1 10 Tf 50 Tz 1 Tc 50 50 Td (12) Tj ET", "12");
    // A page that is turned by its own matrix.
    shows("BT /F1 10 Tf 0 1 -1 0 50 50 Tm (12) Tj ET", "12");
}

#[test]
fn a_file_takes_no_more_than_its_limits_allow() {
    // Forms that draw forms: ten to the sixteenth.
    let form = |next: usize| {
        let data = format!("/F{next} Do ").repeat(10);
        format!(
            "<</Subtype/Form/Length {}/Resources<</XObject<</F{next} {next} 0 R>>>>>>stream\n{data}\nendstream",
            data.len()
        )
    };
    let forms: Vec<String> = (7..30).map(form).collect();
    let mut more = vec![PLAIN];
    more.extend(forms.iter().map(String::as_str));
    let bomb = one_page("/X Do BT /F1 10 Tf 50 50 Td (12) Tj ET", &more);
    let error = Options::new()
        .max_bytes(1 << 20)
        .read_pdf(&bomb)
        .unwrap_err();
    assert_eq!(error.kind().as_str(), "limit-exceeded");
    // An object that is itself, and arrays within arrays.
    let deep = format!("[{}", "[".repeat(100_000));
    let loops = one_page("BT /F1 10 Tf 50 50 Td (12) Tj ET", &[PLAIN, "6 0 R", &deep]);
    assert_eq!(gongkai::read_pdf(&loops).expect("text").text(), "12");
}
