//! Each layer of a reading, in bytes a second, beside one bare pass over the characters.
//!
//! ```text
//! cargo bench --bench layers
//! ```
//!
//! `cut` cuts the text by every separator it has, and `grammar` and `grammar_and_place` try all of these layouts, as a
//! reading does. `preamble` finds title, agency, year and sections, and `claims` reads the sentences. `whole` is what a caller
//! waits for: all of these, and the report. `check` asks of that report whether its numbers hold.

use std::fmt;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use gongkai::{_bench as layer, Span, Table};

fn main() {
    for text in TEXTS {
        text.check();
    }
    divan::main();
}

/// A text of the repository, by its name.
struct Text {
    name: &'static str,
    text: &'static str,
}

const TEXTS: &[Text] = &[
    Text {
        name: "pipes_2019",
        text: include_str!("texts/pipes-2019.txt"),
    },
    Text {
        name: "tabs_2021",
        text: include_str!("texts/tabs-2021.txt"),
    },
    Text {
        name: "commas_2021_traditional",
        text: include_str!("texts/commas-2021-traditional.txt"),
    },
    Text {
        name: "pipes_2021",
        text: include_str!("../examples/data/report-2023.txt"),
    },
];

impl Text {
    /// What is measured must be a reading: every table is found.
    fn check(&self) {
        assert_eq!(
            self.tables().len(),
            Table::ALL.len(),
            "{self} lacks a table"
        );
    }

    /// Where the tables stand.
    fn tables(&self) -> Vec<Span> {
        let report = gongkai::read_text(self.text).expect("there is text");
        let tables = Table::ALL.iter().filter_map(|&table| report.table(table));
        tables.map(|table| table.span()).collect()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Measures a function of the text, in its bytes.
fn measure<O>(bencher: Bencher<'_, '_>, text: &Text, function: impl Fn(&'static str) -> O + Sync) {
    bencher
        .counter(BytesCount::of_str(text.text))
        .bench(|| function(black_box(text.text)));
}

/// The measure of all things: every character decoded, and nothing done with it.
#[divan::bench(args = TEXTS)]
fn bare_chars(bencher: Bencher<'_, '_>, text: &Text) {
    measure(bencher, text, |text| {
        text.chars()
            .fold(0u32, |sum, ch| sum.wrapping_add(u32::from(ch)))
    });
}

#[divan::bench(args = TEXTS)]
fn fold(bencher: Bencher<'_, '_>, text: &Text) {
    measure(bencher, text, layer::fold);
}

#[divan::bench(args = TEXTS)]
fn cut(bencher: Bencher<'_, '_>, text: &Text) {
    let folded = layer::fold(text.text);
    bencher
        .counter(BytesCount::of_str(text.text))
        .bench(|| black_box(&folded).cut());
}

#[divan::bench(args = TEXTS)]
fn grammar(bencher: Bencher<'_, '_>, text: &Text) {
    let folded = layer::fold(text.text);
    let strips = folded.cut();
    bencher
        .counter(BytesCount::of_str(text.text))
        .bench_local(|| black_box(&strips).classify());
}

#[divan::bench(args = TEXTS)]
fn grammar_and_place(bencher: Bencher<'_, '_>, text: &Text) {
    let folded = layer::fold(text.text);
    let strips = folded.cut();
    bencher
        .counter(BytesCount::of_str(text.text))
        .bench_local(|| black_box(&strips).place());
}

#[divan::bench(args = TEXTS)]
fn preamble(bencher: Bencher<'_, '_>, text: &Text) {
    let folded = layer::fold(text.text);
    let tables = text.tables();
    bencher
        .counter(BytesCount::of_str(text.text))
        .bench(|| black_box(&folded).preamble(&tables));
}

/// What the sentences say, of what stands around the tables.
#[divan::bench(args = TEXTS)]
fn claims(bencher: Bencher<'_, '_>, text: &Text) {
    let folded = layer::fold(text.text);
    let report = gongkai::read_text(text.text).expect("there is text");
    let sentences = folded.sentences(&report, &text.tables());
    assert_eq!(sentences.claims(), report.claims().len(), "{text}");
    bencher
        .counter(BytesCount::of_str(text.text))
        .bench(|| black_box(&sentences).claims());
}

/// Checking a report that was read: no text is looked at.
#[divan::bench(args = TEXTS)]
fn check(bencher: Bencher<'_, '_>, text: &Text) {
    let report = gongkai::read_text(text.text).expect("there is text");
    bencher.bench(|| black_box(&report).check());
}

#[divan::bench(args = TEXTS)]
fn whole(bencher: Bencher<'_, '_>, text: &Text) {
    measure(bencher, text, gongkai::read_text);
}
