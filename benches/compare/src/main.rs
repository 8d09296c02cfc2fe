//! How long others take over a page, each doing as much as it can do of the same: `cargo run --release -- FILE...`
//!
//! `html5gum` gives tokens, `scraper` a tree and the text of its cells, `opencc` (with the feature) another script, `gongkai` the report.
//! PDF files are read by `gongkai` and by `pdftotext -layout` (poppler), each as a process of its own, and by `gongkai` in this one.

use std::convert::Infallible;
use std::hint::black_box;
use std::time::{Duration, Instant};
use std::{env, fs, process::Command};

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use scraper::{Html, Selector};

/// The best of so many.
const TIMES: usize = 200;

/// And of so many, where each is a process.
const PROCESSES: usize = 40;

/// What this program is called with to do nothing but to read a file.
const READ: &str = "--read";

fn main() {
    let paths: Vec<String> = env::args().skip(1).collect();
    if paths.first().is_some_and(|first| first == READ) {
        paths
            .iter()
            .skip(1)
            .filter_map(|path| fs::read(path).ok())
            .for_each(|bytes| drop(black_box(gongkai::read(&bytes))));
        return;
    }
    let (files, pages): (Vec<String>, Vec<String>) =
        paths.into_iter().partition(|path| path.ends_with(".pdf"));
    for path in files {
        match fs::read(&path) {
            Ok(bytes) => file(&path, &bytes),
            Err(error) => eprintln!("{path}: {error}"),
        }
    }
    for path in pages {
        let page = match fs::read_to_string(&path) {
            Ok(page) => page,
            Err(error) => {
                eprintln!("{path}: {error}");
                continue;
            }
        };
        println!("{path}, {} bytes", page.len());
        tell("html5gum: tokens", || tokens(&page));
        tell("scraper: tree and cells", || cells(&page));
        #[cfg(feature = "opencc")]
        {
            let opencc = opencc_rust::OpenCC::new(opencc_rust::DefaultConfig::T2S)
                .expect("its data is installed");
            tell("opencc-rust: t2s of the page", || {
                opencc.convert(&page).len()
            });
        }
        tell("gongkai: the report", || {
            gongkai::read_html(&page).map_or(0, |report| report.cells().count())
        });
    }
}

/// A PDF file, in milliseconds a page.
fn file(path: &str, bytes: &[u8]) {
    let extract = || {
        Command::new("pdftotext")
            .args(["-layout", path, "-"])
            .output()
    };
    let ends = |text: &[u8]| text.iter().filter(|byte| **byte == 0xc).count();
    let pages = match extract() {
        Ok(output) => ends(&output.stdout).max(1),
        Err(error) => return eprintln!("pdftotext: {error}"),
    };
    println!("{path}, {} bytes, {pages} pages", bytes.len());
    let tell = |what: &str, best: Duration| {
        let each = best.as_secs_f64() * 1e3 / pages as f64;
        println!("  {what:28} {each:>9.2} ms a page");
    };
    let (whole, _) = best_of(PROCESSES, || {
        extract().map_or(0, |output| output.stdout.len())
    });
    tell("pdftotext -layout: process", whole);
    let own = env::current_exe().unwrap_or_default();
    let (whole, _) = best_of(PROCESSES, || {
        let output = Command::new(&own).args([READ, path]).output();
        output.map_or(0, |output| output.stdout.len())
    });
    tell("gongkai: process", whole);
    let (read, _) = best_of(TIMES, || {
        gongkai::read(bytes).map_or(0, |report| report.cells().count())
    });
    tell("gongkai: the report", read);
}

fn tell(what: &str, function: impl FnMut() -> usize) {
    let (best, count) = best_of(TIMES, function);
    println!(
        "  {what:28} {:>9.1} µs  ({count})",
        best.as_secs_f64() * 1e6
    );
}

/// The shortest time that a function takes, and what it gives.
fn best_of(times: usize, mut function: impl FnMut() -> usize) -> (Duration, usize) {
    let (mut best, mut count) = (Duration::MAX, 0);
    for _ in 0..times {
        let start = Instant::now();
        count = black_box(function());
        best = best.min(start.elapsed());
    }
    (best, count)
}

fn tokens(page: &str) -> usize {
    let mut count = 0;
    let count_all = |_: CallbackEvent<'_>, _: Span<usize>| -> Option<Infallible> {
        count += 1;
        None
    };
    let Ok(()) = Tokenizer::new_with_emitter(page, CallbackEmitter::new(count_all)).finish();
    count
}

fn cells(page: &str) -> usize {
    let tree = Html::parse_document(page);
    let cell = Selector::parse("td, th").expect("a selector");
    tree.select(&cell)
        .map(|cell| cell.text().collect::<String>())
        .filter(|text| !text.is_empty())
        .count()
}
