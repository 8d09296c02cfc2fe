//! Documents of a mebibyte: the report of `examples/data/`, with much around it, and pages and texts of nothing but what weighs most.

const BYTES: usize = 1 << 20;

const REPORT: &str = include_str!("../../../../../examples/data/report-2023.txt");

/// A document: its name, and how it is made.
pub type Document = (&'static str, fn() -> String);

/// The same, of bytes.
pub type Bomb = (&'static str, fn() -> Vec<u8>);

pub const ALL: &[Document] = &[
    ("report, text", || REPORT.to_owned()),
    ("reports, text", || many("", REPORT)),
    ("report, page", || page(1)),
    ("reports, page", || page(BYTES / (2 * REPORT.len()))),
    ("page: short rows", || many("<table>", "<tr><td>1<td>2")),
    ("page: rows of a label", || {
        many("<table>", "<tr><td>规章<td>1<td>2<td>3")
    }),
    ("page: cells", || many("<table><tr>", "<td>")),
    ("page: blank rows", || many("<table>", "<tr><td><td>")),
    ("page: rows", || many("<table>", "<tr>")),
    ("page: tables", || many("", "<table><tr><td>")),
    ("page: small tables", || {
        many("", "<table><tr><td>1<td>2</table>")
    }),
    ("page: spans", || {
        many("<table>", "<tr><td colspan=1000 rowspan=65534>1")
    }),
    ("page: paragraphs", || many("", "<p>1")),
    ("page: line breaks", || many("", "1<br>")),
    ("page: entities", || many("<p>", "&#49;")),
    ("page: raised digits", || many("<td>", "<sup>1")),
    ("page: tables in scripts", || {
        many("<script>", "<table><tr><td>1<td>2</table>") + "</script>"
    }),
    ("page: disputes", || {
        let table = "<tr><td>行政复议<td>行政诉讼<tr><td>结果维持<td>总计<tr><td>1<td>2";
        many("<table>", table)
    }),
    ("text: tabs", || many("", "\t")),
    ("text: values", || many("", "7\t")),
    ("text: values on lines", || many("", "7\n")),
    ("text: rows", || many("", "行政许可\t1\n")),
    ("text: rows of no form", || {
        many("规章\t1\n", "某种事项\t7\n")
    }),
    ("text: pipes", || many("", "|1|2|\n")),
    ("text: commas", || many("", "1,2\n")),
    ("text: all separators", || many("", "1\t|,;||\n")),
    ("text: drawn", || many("", "│ 1 │ 2 │\n├───┼───┤\n")),
    ("text: words", || many("", "7 ")),
    ("text: columns", || many("", "规章      1      2      3\n")),
    ("text: pages", || many("", "1\u{c}规章 0 0 0\n")),
    ("text: labels", || many("", "行政许可")),
    ("text: line ends", || many("", "\n")),
    ("text: prose", || {
        many("", "全年共收到政府信息公开申请14件，其中自然人9件。\n")
    }),
];

/// `unit` as often as fits, behind `before`.
fn many(before: &str, unit: &str) -> String {
    before.to_owned() + &unit.repeat(BYTES / unit.len())
}

/// The report as a page, so many times: a line with pipes is a row.
fn page(times: usize) -> String {
    let mut page = String::from("<!DOCTYPE html><meta charset=utf-8><body>\n");
    let mut open = false;
    for line in (0..times).flat_map(|_| REPORT.lines()) {
        let row = line.contains('|');
        if row != open {
            page += if row { "<table>\n" } else { "</table>\n" };
            open = row;
        }
        if row {
            let cells = line.trim_matches('|').split('|');
            let cells: Vec<&str> = cells.map(str::trim).collect();
            page += &format!("<tr><td>{}</td></tr>\n", cells.join("</td><td>"));
        } else {
            page += &format!("<p>{line}</p>\n");
        }
    }
    page
}
