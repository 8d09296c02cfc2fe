//! Hostile texts at 1, 4 and 16 times a size: the throughput stays the same where the cost is linear.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// A hostile text: its name, and the text of about so many bytes.
struct Text {
    name: &'static str,
    make: fn(usize) -> String,
}

/// The smallest size, in bytes; the largest is 16 times that, a mebibyte.
const BASE: usize = 1 << 16;

const TEXTS: &[Text] = &[
    text("pipes", |size| "|".repeat(size)),
    text("pipes_and_spaces", |size| "| ".repeat(size / 2)),
    text("newlines", |size| "\n".repeat(size)),
    text("tabs", |size| "\t".repeat(size)),
    text("commas", |size| ",".repeat(size)),
    text("quotes", |size| "\"".repeat(size)),
    text("open_quote_a_line", |size| "\"规章,1\n".repeat(size / 10)),
    text("digits_on_one_line", |size| "7".repeat(size)),
    text("numbers_on_one_line", |size| "7 ".repeat(size / 2)),
    text("numbers_a_line", |size| "7\n".repeat(size / 2)),
    text("numbers_in_cells", |size| "7\t".repeat(size / 2)),
    text("headers_without_rows", |size| {
        "本年新制作数量\t".repeat(size / 22)
    }),
    text("rows_of_no_form", |size| {
        format!("规章\t1\n{}", "某种事项\t7\n".repeat(size / 15))
    }),
    text("open_brackets", |size| format!("'{}", "[".repeat(size))),
    text("open_lists", |size| "['".repeat(size / 2)),
    text("lists_in_quotes", |size| {
        format!("[{}", "'[\"',".repeat(size / 6))
    }),
    text("one_list", |size| {
        format!("['规章'{}", ",0".repeat(size / 2))
    }),
    text("lists_of_rows", |size| {
        "['规章', 1, 2, 3], ".repeat(size / 22)
    }),
    text("objects", |size| {
        "{\"规章\":1,\"某\":2},{\"某\":3},".repeat(size / 33)
    }),
    text("escapes_in_lists", |size| {
        format!("['{}', '规章']", "\\u89c4".repeat(size / 6))
    }),
    text("wiki_cells", |size| {
        format!("{{|\n{}", "|\n".repeat(size / 2))
    }),
    text("wiki_headers", |size| {
        format!("{{|\n!{}\n|}}", "||".repeat(size / 2))
    }),
    text("wiki_rows", |size| {
        format!("{{|\n{}|}}", "|-\n| 规章 || 1\n".repeat(size / 17))
    }),
    text("headings", |size| {
        "二、主动公开政府信息情况\n".repeat(size / 37)
    }),
    text("items", |size| {
        "第二十条第（一）项\n信息内容\n".repeat(size / 41)
    }),
    text("one_label", |size| "行政许可".repeat(size / 12)),
    text("one_label_a_line", |size| "行政许可\t1\n".repeat(size / 15)),
    text("heads_of_labels", |size| {
        "一、本年新收政府信息公开\n".repeat(size / 37)
    }),
    text("open_parentheses", |size| "（".repeat(size / 3)),
    text("titles", |size| {
        "某市2023年政府信息公开工作年度报告\n".repeat(size / 48)
    }),
    text("drawn_rules", |size| "+---+---+\n".repeat(size / 10)),
    text("drawn_box", |size| {
        "│ 1 │ 2 │\n├───┼───┤\n".repeat(size / 43)
    }),
    text("rest_rules", |size| "===  ===\n".repeat(size / 9)),
    text("covered_row", |size| {
        format!("行政许可{}", "\t".repeat(size - 12))
    }),
    text("rows_on_one_line", |size| "规章 0 0 0 ".repeat(size / 13)),
    text("words_on_one_line", |size| "||| ".repeat(size / 4)),
    text("dashes_on_one_line", |size| "——— ".repeat(size / 10)),
    text("marks_on_one_line", |size| "①①① ".repeat(size / 10)),
    text("brackets_in_brackets", |size| "《".repeat(size / 3)),
    text("page_ends", |size| "1\u{c}".repeat(size / 2)),
    text("pages_of_one_row", |size| {
        "1\u{c}规章 0 0 0\n".repeat(size / 15)
    }),
    text("numbers_of_pages", |size| {
        "第1页\n规章 0 0 0\n".repeat(size / 21)
    }),
    text("heads_side_by_side", |size| {
        "规章 本年新 3 ".repeat(size / 19)
    }),
    text("columns_by_position", |size| {
        "规章      1      2      3\n".repeat(size / 28)
    }),
    text("disputes", |size| {
        "行政复议\t行政诉讼\n结果维持\t总计\n1\t2\n".repeat(size / 58)
    }),
];

const fn text(name: &'static str, make: fn(usize) -> String) -> Text {
    Text { name, make }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

#[divan::bench(args = TEXTS, consts = [1, 4, 16], sample_count = 3, sample_size = 1)]
fn hostile<const TIMES: usize>(bencher: Bencher<'_, '_>, text: &Text) {
    let text = (text.make)(BASE * TIMES);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| gongkai::read_text(black_box(&text)));
}

/// One line of ten million digits.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn ten_million_digits(bencher: Bencher<'_, '_>) {
    let text = "7".repeat(10_000_000);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| gongkai::read_text(black_box(&text)));
}
