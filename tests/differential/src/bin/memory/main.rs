//! The peak of memory that a reading takes, beside what is promised: 1 MiB and 12 times the input. And how long bombs take.
//!
//! With files, these are measured; without, documents of a mebibyte that are made to be heavy, and bombs.

mod bombs;
mod documents;

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use gongkai::{Error, Report};
use peak_alloc::PeakAlloc;
use zip::{ZipWriter, write::SimpleFileOptions};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// A fixture of the tests: streams within streams.
const FLATE_BOMB: &[u8] = include_bytes!("../../../../fixtures/pdf/flate_bomb.pdf");

fn main() {
    let mut files = std::env::args().skip(1).peekable();
    if files.peek().is_some() {
        for path in files {
            match std::fs::read(&path) {
                Ok(bytes) => measure(&path, &bytes),
                Err(error) => println!("{path}: {error}"),
            }
        }
        return;
    }
    for (name, make) in documents::ALL {
        measure(name, make().as_bytes());
    }
    measure(
        "65,534 x 1,000 spans",
        &page("<table>", "<tr><td rowspan=65534 colspan=1000>1", 1 << 20),
    );
    measure(
        "100,000 nested tables",
        "<table><tr><td>".repeat(100_000).as_bytes(),
    );
    let nested = format!(
        "<w:document><w:body>{}",
        "<w:tbl><w:tr><w:tc>".repeat(100_000)
    );
    measure("100,000 nested tables of Word", &zipped(nested.as_bytes()));
    for (name, make) in bombs::ALL {
        measure(name, &make());
    }
    measure("a PDF file that expands to 1 GiB", FLATE_BOMB);
    let zeros = vec![b' '; 1 << 30];
    let bomb = zipped(&zeros);
    drop(zeros);
    measure("1 GiB in a zip", &bomb);
}

fn page(before: &str, unit: &str, bytes: usize) -> Vec<u8> {
    (before.to_owned() + &unit.repeat(bytes / unit.len())).into_bytes()
}

fn zipped(part: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let started = writer.start_file("word/document.xml", SimpleFileOptions::default());
    started.expect("a name");
    writer.write_all(part).expect("a vector takes it");
    writer.finish().expect("an archive").into_inner()
}

fn measure(name: &str, bytes: &[u8]) {
    let (mut best, mut peak) = (Duration::MAX, 0);
    let mut outcome = String::new();
    for _ in 0..3 {
        MEMORY.reset_peak_usage();
        let (before, begin) = (MEMORY.current_usage(), Instant::now());
        let read: Result<Report, Error> = gongkai::read(bytes);
        best = best.min(begin.elapsed());
        peak = peak.max(MEMORY.peak_usage() - before);
        outcome = read.map_or_else(|error| error.to_string(), |_| "read".to_owned());
    }
    let promised = (1 << 20) + 12 * bytes.len();
    let verdict = if peak > promised { "ABOVE" } else { "" };
    let times = (peak as f64 - f64::from(1 << 20)).max(0.0) / bytes.len() as f64;
    println!(
        "{:>9} bytes {peak:>10} peak ({times:.1} x + 1 MiB) {verdict:5} {:>8.2} ms  {name}: {outcome}",
        bytes.len(),
        best.as_secs_f64() * 1000.0
    );
}
