//! What must hold of every report, whatever it was read from.

use std::io::{Cursor, Write};

use gongkai::{Cell, Error, Options, Report, Span, State};
use unicode_normalization::UnicodeNormalization;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Documents that expand to more are refused: with the fuzzer's counters in it, the default takes seconds to fill.
pub fn options() -> Options {
    Options::new().max_bytes(4 << 20)
}

/// Panics where a reading breaks a promise. An error is no reading: it must only have words.
pub fn sound(reading: Result<Vec<Report>, Error>) {
    match reading {
        Ok(reports) => reports.iter().for_each(report_is_sound),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

fn report_is_sound(report: &Report) {
    let text = report.text();
    let stands = |span: Span| {
        let part = text.get(span.range());
        part.unwrap_or_else(|| panic!("{span:?} is no place in the text"))
    };
    for (field, cell) in report.cells() {
        let printed: String = cell.spans().iter().map(|&span| stands(span)).collect();
        if cell.state() == State::Reported {
            assert!(!printed.is_empty(), "{field} is reported from nowhere");
            value_stands(field.id(), cell, &printed);
        } else {
            assert!(
                cell.number().is_none(),
                "{field} has a number and is not reported"
            );
        }
        for candidate in cell.candidates() {
            if let Some(span) = candidate.span() {
                stands(span);
            }
        }
    }
    for finding in report.findings() {
        for &span in finding.spans() {
            stands(span);
        }
        assert!(!finding.message().is_empty() && !finding.message_zh().is_empty());
    }
    for span in report.title_span().into_iter().chain(report.agency_span()) {
        stands(span);
    }
}

/// The value is what is printed: its digits stand in the raw text, and the raw text stands at its place, once markup,
/// references and width are taken away.
fn value_stands(id: &str, cell: &Cell, printed: &str) {
    let raw = folded(cell.raw());
    if !printed.contains(['<', '&', '\\', '_', '*']) {
        assert_eq!(
            raw,
            folded(printed),
            "{id}: the raw text is not what stands at its place"
        );
    }
    let number = cell
        .number()
        .expect("a reported cell has a number")
        .to_string();
    if number == "0" {
        let zero = raw.contains(['0', '〇', '零', '○', '◯', 'O', 'o']);
        assert!(zero, "{id}: 0 read from {raw:?}");
    }
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let (value, shown) = (digits(&number), digits(&raw));
    if !shown.is_empty() {
        let shown = shown.trim_start_matches('0');
        let value = value.trim_start_matches('0');
        assert!(shown.contains(value), "{id}: {number} read from {raw:?}");
    }
}

/// Without white space, in the usual width.
fn folded(text: &str) -> String {
    text.nfkc()
        .filter(|ch| !ch.is_whitespace() && !ch.is_control())
        .collect()
}

/// Parts by their names, as an office file.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, part) in parts {
        writer.start_file(*name, options).expect("a name");
        writer.write_all(part).expect("a vector takes it");
    }
    writer.finish().expect("an archive").into_inner()
}
