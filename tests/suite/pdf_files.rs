//! PDF files that LibreOffice and Chromium made of a report of our own: each reads equal to its source, cell by cell. And files
//! that are made to do harm.

use std::collections::BTreeMap;
use std::path::Path;

use gongkai::{ErrorKind, PageBox, Report};

use crate::pdf_writer::file;

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pdf");
    std::fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn source() -> Report {
    let text = include_str!("../../examples/data/report-2023.txt");
    gongkai::read_text(text).expect("a report")
}

/// Every cell of a report says what the same cell of the other does.
#[track_caller]
fn check_equal(name: &str, report: &Report, source: &Report) {
    assert_eq!(report.template(), source.template(), "{name}");
    assert_eq!(report.year(), source.year(), "{name}");
    assert_eq!(report.agency(), source.agency(), "{name}");
    for (field, cell) in source.cells() {
        let there = report.cell(field);
        assert_eq!(there.state(), cell.state(), "{name} {field}");
        assert_eq!(there.number(), cell.number(), "{name} {field}");
    }
}

/// Every cell stands in one place on a page of A4 or Letter, and the columns of a row from the left to the right.
#[track_caller]
fn check_regions(name: &str, report: &Report) {
    let mut rows: BTreeMap<String, Vec<PageBox>> = BTreeMap::new();
    for (field, cell) in report.cells().filter(|(_, cell)| !cell.raw().is_empty()) {
        let span = cell
            .span()
            .unwrap_or_else(|| panic!("{name} {field}: no place"));
        let Some(region) = report.regions(span).next() else {
            continue;
        };
        assert!((1..=9).contains(&region.page()), "{name} {field}");
        assert!(
            region.left() >= 0.0 && region.right() <= 613.0,
            "{name} {field}"
        );
        assert!(
            region.bottom() >= 0.0 && region.top() <= 843.0,
            "{name} {field}"
        );
        assert!(region.left() < region.right() && region.bottom() < region.top());
        if let Some((row, _)) = field.id().rsplit_once('.')
            && row.starts_with("applications.")
        {
            rows.entry(row.to_owned()).or_default().push(region);
        }
    }
    assert!(rows.len() > 3, "{name}");
    for (row, boxes) in rows {
        for pair in boxes.windows(2) {
            assert_eq!(pair[0].page(), pair[1].page(), "{name} {row}");
            assert!(pair[0].right() <= pair[1].left(), "{name} {row}");
            assert!(
                (pair[0].bottom() - pair[1].bottom()).abs() < 3.0,
                "{name} {row}"
            );
        }
    }
}

#[test]
fn what_chromium_prints_is_the_page() {
    for name in [
        "chromium.pdf",
        "chromium_no_lines.pdf",
        "chromium_lines_across.pdf",
    ] {
        let report = gongkai::read(&fixture(name)).expect("a report");
        check_equal(name, &report, &source());
        check_regions(name, &report);
    }
}

#[test]
fn what_libreoffice_prints_is_the_document() {
    let report = gongkai::read(&fixture("libreoffice.pdf")).expect("a report");
    check_equal("libreoffice.pdf", &report, &source());
    check_regions("libreoffice.pdf", &report);
    #[cfg(feature = "docx")]
    {
        let document = gongkai::read(&fixture("libreoffice.docx")).expect("a report");
        check_equal("libreoffice.docx", &report, &document);
    }
}

#[test]
fn a_file_that_only_forbids_to_change_it_is_read() {
    let plain = gongkai::read_pdf(&fixture("libreoffice.pdf")).expect("a report");
    for lock in ["rc4_40", "rc4_128", "aes_128", "aes_256"] {
        let name = format!("locked_{lock}.pdf");
        let report = gongkai::read_pdf(&fixture(&name)).expect("it takes no password");
        assert_eq!(report.text(), plain.text(), "{name}");
    }
    let error = gongkai::read_pdf(&fixture("password.pdf")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Encrypted);
}

#[test]
fn places_on_pages_are_not_part_of_json() {
    let report = gongkai::read_pdf(&fixture("libreoffice.pdf")).expect("a report");
    let span = report
        .cells()
        .find_map(|(_, cell)| cell.span())
        .expect("a cell");
    assert!(report.regions(span).next().is_some());
    let json = serde_json::to_string(&report).expect("JSON");
    let back: Report = serde_json::from_str(&json).expect("a report");
    check_equal("JSON", &back, &report);
    assert!(back.regions(span).next().is_none());
}

const CATALOG: &str = "<</Type/Catalog/Pages 2 0 R>>";
const PAGES: &str = "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>";
const PAGE: &str =
    "<</Type/Page/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>";
const FONT: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

fn stream(dict: &str, data: &str) -> String {
    format!("<<{dict}/Length {}>>stream\n{data}\nendstream", data.len())
}

/// A file of one page with this content, and a form that it may draw.
fn page(content: &str, form: &str) -> Vec<u8> {
    let objects = [CATALOG, PAGES, PAGE, content, FONT, form];
    file(&objects.map(str::to_owned))
}

#[test]
fn a_bomb_is_refused_by_the_limit_that_it_exceeds() {
    let error = |bytes: &[u8]| gongkai::read_pdf(bytes).unwrap_err().to_string();
    assert!(error(&fixture("flate_bomb.pdf")).contains("too many bytes when expanded"));
    // Runs of runs of runs: each filter makes 64 times as much.
    let filters = format!("/Filter[/ASCIIHexDecode{}]", "/RunLengthDecode".repeat(7));
    let runs = stream(&filters, &"81".repeat(64));
    assert!(error(&page(&runs, "null")).contains("too many bytes when expanded"));
    // A form that draws itself, three times at each of its depths.
    let form = stream(
        "/Type/XObject/Subtype/Form/Resources<</XObject<</X 6 0 R>>>>",
        &"/X Do ".repeat(3),
    );
    assert!(error(&page(&stream("", "/X Do"), &form)).contains("too many objects"));
    // As many pages as there is room for, which all show the same.
    let kid = "<</Type/Page/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>";
    let pages = format!(
        "<</Type/Pages/MediaBox[0 0 595 842]/Kids[{}]>>",
        kid.repeat(20_000)
    );
    let text = stream("", &"BT /F1 9 Tf 50 50 Td (12) Tj ET ".repeat(99));
    let many = file(&[CATALOG, &pages, "null", &text, FONT].map(str::to_owned));
    assert!(error(&many).contains("too many objects"));
}

#[test]
fn a_deep_tree_of_pages_holds_none() {
    let mut objects = vec![CATALOG.to_owned()];
    objects.extend((3..9999).map(|next| format!("<</Type/Pages/Kids[{next} 0 R]>>")));
    objects.push(PAGE.to_owned());
    let kind = gongkai::read_pdf(&file(&objects)).unwrap_err().kind();
    assert_eq!(kind, ErrorKind::Damaged);
}

#[test]
fn a_table_of_objects_says_what_it_likes() {
    // More objects than there are, and a table that comes before itself.
    for table in [
        "xref\n0 99999999999999\n0000000009 00000 n \ntrailer<</Root 1 0 R>>\n",
        "xref\n0 1\n0000000000 65535 f \ntrailer<</Prev 9/Root 1 0 R>>\n",
    ] {
        let bytes = format!("%PDF-1.7\n{table}startxref\n9\n%%EOF");
        let kind = gongkai::read_pdf(bytes.as_bytes()).unwrap_err().kind();
        assert_eq!(kind, ErrorKind::Damaged);
    }
}
