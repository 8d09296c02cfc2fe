//! Labels, values and what stands between them, in any order: texts that are nearly reports. A byte is a piece.
#![no_main]

use std::sync::OnceLock;

/// The words of the form, each in a comment above what libFuzzer takes of it.
const DICTIONARY: &str = include_str!("../../tests/data/form.dict");

/// What stands between labels and values, and values.
const GLUE: &[&str] = &[
    "\t",
    "\n",
    "\n\n",
    "\n\n\n",
    "|",
    " | ",
    "||",
    ",",
    "  ",
    "        ",
    "\u{3000}",
    "\u{c}",
    "\r\n",
    "+---+\n",
    "│",
    " ",
    "0",
    "1",
    "2",
    "3",
    "12",
    "1,234",
    "35.0",
    "-3",
    "+10",
    "减4",
    "—",
    "/",
    "无",
    "12③",
    "25.1万元",
    "22（其中1件）",
    "21 21",
];

/// The words of the form.
fn labels() -> &'static [String] {
    static LABELS: OnceLock<Vec<String>> = OnceLock::new();
    LABELS.get_or_init(|| {
        let words = DICTIONARY
            .lines()
            .filter_map(|line| line.strip_prefix("# "));
        words.map(str::to_owned).collect()
    })
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let labels = labels();
    let mut text = String::new();
    for pair in bytes.chunks(2) {
        let (kind, which) = (pair[0], usize::from(*pair.last().unwrap_or(&0)));
        match kind % 3 {
            0 => text.push_str(&labels[which % labels.len()]),
            _ => text.push_str(GLUE[which % GLUE.len()]),
        }
    }
    gongkai_fuzz::sound(gongkai::read_all_text(&text));
});
