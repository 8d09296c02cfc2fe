//! How long others take over a page, each doing as much as it can do of the same: `cargo run --release -- FILE...`
//!
//! `html5gum` gives tokens, `scraper` a tree and the text of its cells, `opencc` (with the feature) another script, `gongkai` the report.

use std::convert::Infallible;
use std::hint::black_box;
use std::time::{Duration, Instant};
use std::{env, fs};

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use scraper::{Html, Selector};

/// The best of so many.
const TIMES: usize = 200;

fn main() {
    for path in env::args().skip(1) {
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

fn tell(what: &str, mut function: impl FnMut() -> usize) {
    let (mut best, mut count) = (Duration::MAX, 0);
    for _ in 0..TIMES {
        let start = Instant::now();
        count = black_box(function());
        best = best.min(start.elapsed());
    }
    println!(
        "  {what:28} {:>9.1} µs  ({count})",
        best.as_secs_f64() * 1e6
    );
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
