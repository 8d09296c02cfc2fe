//! Very long documents: a report in the midst of much else reads as it does alone, its spans and all.

use gongkai::{Report, State};

const REPORT: &str = include_str!("../../examples/data/report-2023.txt");

/// How many bytes stand before the report, and how many behind it.
const BYTES: usize = 1 << 18;

/// What a document may have that is no table of the form.
const DESERTS: [&str; 6] = [
    "7\t",
    "7\t7\t7\n",
    "某种甲乙\t7\n",
    "| 甲 | 7 |\n",
    "7 ",
    "某年某月某日，甲乙丙丁。\n",
];

fn desert(unit: &str) -> String {
    unit.repeat(BYTES / unit.len())
}

/// Every cell says what it says in `alone`, and stands where it says so.
#[track_caller]
fn check(name: &str, text: &str, report: &Report, alone: &Report) {
    assert_eq!(report.template(), alone.template(), "{name}");
    assert_eq!(report.year(), alone.year(), "{name}");
    for (field, cell) in alone.cells() {
        let there = report.cell(field);
        assert_eq!(there.state(), cell.state(), "{name:?} {field}");
        assert_eq!(there.number(), cell.number(), "{name:?} {field}");
        if cell.state() == State::Reported {
            let span = there.span().unwrap_or_else(|| panic!("{name:?} {field}"));
            assert_eq!(&text[span.range()], cell.raw(), "{name:?} {field}");
        }
    }
}

#[test]
fn a_report_among_much_else_reads_as_it_does_alone() {
    let alone = gongkai::read_text(REPORT).expect("a report");
    assert!(alone.cells().any(|(_, cell)| cell.number().is_some()));
    for unit in DESERTS {
        let desert = desert(unit);
        let text = format!("{desert}\n\n甲乙丙丁。\n\n{REPORT}\n甲乙丙丁。\n\n{desert}");
        let report = gongkai::read_text(&text).expect("a report");
        check(unit, &text, &report, &alone);
        let codes = report.findings().iter().map(|finding| finding.code());
        assert_eq!(codes.filter(|code| **code == "limit-reached").count(), 0);
    }
}

#[cfg(feature = "html")]
#[test]
fn so_does_a_page() {
    let mut page = String::new();
    for line in REPORT.lines() {
        if line.contains('|') {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            page += &format!("<tr><td>{}</td></tr>\n", cells.join("</td><td>"));
        } else {
            page += &format!("</table><p>{line}</p><table>\n");
        }
    }
    let alone = gongkai::read_html(&format!("<table>{page}</table>")).expect("a report");
    assert!(alone.cells().any(|(_, cell)| cell.number().is_some()));
    let desert = desert("<tr><td>1<td>2");
    let long = format!(
        "<table>{desert}</table><p>甲乙丙丁。</p><table>{page}</table><p>甲乙丙丁。</p><table>{desert}</table>"
    );
    let report = gongkai::read_html(&long).expect("a report");
    check("page", &long, &report, &alone);
}

#[test]
fn more_labels_than_the_tables_that_are_read_can_have_are_said() {
    let rows = "第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t1\n".repeat(2_000);
    let report = gongkai::read_text(&rows).expect("tables");
    let mut findings = report.findings().iter();
    assert!(findings.any(|finding| *finding.code() == "limit-reached"));
    let licensing = report.article20().licensing().decisions();
    assert_eq!(licensing.number(), Some(1.into()));
}
