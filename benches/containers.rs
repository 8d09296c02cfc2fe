//! Web pages read whole, beside the bare tokens of `html5gum` and beside the reading of their text alone; and PDF files.
//!
//! ```text
//! cargo bench --bench containers --features full
//! ```
//!
//! `tokens` only counts what the tokenizer finds. `page_shown` makes lines and cells of it, `text` reads these lines as a text
//! without cells, and `whole` is what a caller waits for. `pdf` counts pages: those that LibreOffice and Chromium made of that
//! report, which are the fixtures of the tests. The pages are the report of `examples/data/`, marked up as sites do: 37 and 150 KiB are what such pages have.

use std::convert::Infallible;
use std::fmt;
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use gongkai::{_bench as layer, Table};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

fn main() {
    for page in PAGES {
        let report = gongkai::read_html(page.source()).expect("there is text");
        let found = Table::ALL
            .iter()
            .filter(|&&table| report.table(table).is_some());
        assert_eq!(found.count(), Table::ALL.len(), "{page} lacks a table");
    }
    divan::main();
}

const REPORT: &str = include_str!("../examples/data/report-2023.txt");

/// A page of the bench.
struct Page {
    name: &'static str,
    html: &'static LazyLock<String>,
}

static SMALL: LazyLock<String> = LazyLock::new(|| page("<td>", "</td>", 0));
static MIDDLE: LazyLock<String> = LazyLock::new(|| {
    page(
        "\n  <td width=\"62\" valign=\"center\">\n    <p align=\"center\"><span>",
        "</span></p>\n  </td>",
        0,
    )
});
static LARGE: LazyLock<String> = LazyLock::new(|| {
    page(
        "\n  <td width=\"62\" valign=\"center\" style=\"border-top: none; border-left: none; border-bottom: solid windowtext 1.0pt\">\n    \
         <p class=\"MsoNormal\" align=\"center\" style=\"text-align: center; mso-pagination: widow-orphan\"><span style=\"font-size: 12pt; font-family: FangSong\">",
        "<o:p></o:p></span></p>\n  </td>",
        420,
    )
});

const PAGES: &[Page] = &[
    Page {
        name: "plain",
        html: &SMALL,
    },
    Page {
        name: "cms",
        html: &MIDDLE,
    },
    Page {
        name: "word",
        html: &LARGE,
    },
];

impl Page {
    fn source(&self) -> &'static str {
        self.html
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.html.len() / 1024;
        write!(f, "{} {size} KiB", self.name)
    }
}

/// The report as a page: a line with pipes is a row, whose cells begin and end so. Before it stand so many links.
fn page(begin: &str, end: &str, links: usize) -> String {
    let mut html = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>\n".to_owned();
    for link in 0..links {
        html += &format!(
            "<li class=\"item\"><a href=\"/xxgk/{link}.html\" target=\"_blank\">栏目</a></li>\n"
        );
    }
    let mut open = false;
    for line in REPORT.lines() {
        let row = line.contains('|');
        if row != open {
            html += if row {
                "<table border=\"1\">\n"
            } else {
                "</table>\n"
            };
            open = row;
        }
        if row {
            html += "<tr>";
            for cell in line.trim_matches('|').split('|') {
                html += &format!("{begin}{}{end}", cell.trim());
            }
            html += "</tr>\n";
        } else {
            html += &format!("<p>{line}</p>\n");
        }
    }
    html + "</body></html>"
}

/// Measures a function of the page, in its bytes.
fn measure<O>(bencher: Bencher<'_, '_>, page: &Page, function: impl Fn(&'static str) -> O + Sync) {
    let source = page.source();
    bencher
        .counter(BytesCount::of_str(source))
        .bench(|| function(black_box(source)));
}

#[divan::bench(args = PAGES)]
fn tokens(bencher: Bencher<'_, '_>, page: &Page) {
    measure(bencher, page, |source| {
        let mut count = 0usize;
        let count_all = |_: CallbackEvent<'_>, _: Span<usize>| -> Option<Infallible> {
            count += 1;
            None
        };
        let Ok(()) = Tokenizer::new_with_emitter(source, CallbackEmitter::new(count_all)).finish();
        count
    });
}

#[divan::bench(args = PAGES)]
fn page_shown(bencher: Bencher<'_, '_>, page: &Page) {
    measure(bencher, page, layer::page);
}

#[divan::bench(args = PAGES)]
fn text(bencher: Bencher<'_, '_>, page: &Page) {
    let text = layer::page_text(page.source());
    bencher.bench(|| gongkai::read_text(black_box(&text)));
}

#[divan::bench(args = PAGES)]
fn whole(bencher: Bencher<'_, '_>, page: &Page) {
    measure(bencher, page, gongkai::read_html);
}

#[divan::bench(args = PAGES)]
fn whole_from_bytes(bencher: Bencher<'_, '_>, page: &Page) {
    measure(bencher, page, |source| gongkai::read(source.as_bytes()));
}

/// The fixtures, and how many pages each has.
#[cfg(feature = "pdf")]
const FILES: &[(&str, u32, &[u8])] = &[
    (
        "chromium",
        3,
        include_bytes!("../tests/fixtures/pdf/chromium.pdf"),
    ),
    (
        "chromium_no_lines",
        3,
        include_bytes!("../tests/fixtures/pdf/chromium_no_lines.pdf"),
    ),
    (
        "libreoffice",
        3,
        include_bytes!("../tests/fixtures/pdf/libreoffice.pdf"),
    ),
];

#[cfg(feature = "pdf")]
#[divan::bench(args = FILES.iter().map(|file| file.0))]
fn pdf(bencher: Bencher<'_, '_>, name: &str) {
    let file = FILES.iter().find(|file| file.0 == name);
    let (_, pages, bytes) = file.expect("one of the fixtures");
    bencher
        .counter(divan::counter::ItemsCount::new(*pages))
        .bench(|| gongkai::read_pdf(black_box(bytes)));
}
