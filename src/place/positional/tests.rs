//! Numbers that narrow cells cut, and values that stand where no label is: what must not be read.

use crate::{Report, read_text};

/// A cell, by its state or its number, and its candidates.
#[track_caller]
fn cell(report: &Report, id: &str) -> String {
    let cell = report.cell(id.parse().expect("a field"));
    let number = |number: Option<crate::Number>| number.map(|number| number.to_string());
    let candidates: Vec<String> = cell
        .candidates()
        .iter()
        .map(|it| number(it.number()).unwrap_or_else(|| it.state().to_string()))
        .collect();
    match number(cell.number()) {
        Some(number) => number,
        None if candidates.is_empty() => cell.state().to_string(),
        None => format!("{}: {}", cell.state(), candidates.join("/")),
    }
}

/// A table of one column, with some lines in place of its second row.
#[track_caller]
fn decisions(lines: &str) -> (String, String) {
    let head = "
          第二十条第（一）项
 信息内容       本年制发件数   本年废止件数   现行有效件数
 规章              1           2          3
行政规范性文件          4           5          6
          第二十条第（五）项
 信息内容          本年处理决定数量
 行政许可             12
          第二十条第（六）项
 信息内容          本年处理决定数量
";
    let text = format!(
        "{head}{lines}          第二十条第（八）项\n 信息内容      本年收费金额（单位：万元）\n\
         行政事业性收费          3.5\n五、存在的主要问题及改进情况\n"
    );
    let report = read_text(&text).expect("a text");
    assert_eq!(cell(&report, "article20.item5.licensing.decisions"), "12");
    (
        cell(&report, "article20.item6.penalties.decisions"),
        cell(&report, "article20.item6.compulsion.decisions"),
    )
}

#[test]
fn a_number_is_read_beside_its_label() {
    let (penalties, compulsion) =
        decisions(" 行政处罚              14710\n 行政强制                7\n");
    assert_eq!((&*penalties, &*compulsion), ("14710", "7"));
    let (penalties, _) = decisions(" 行政处罚              14710\n 行政强制\n");
    assert_eq!(penalties, "14710");
}

#[test]
fn a_number_that_is_cut_is_not() {
    // Above and below its label, beside it and below, and in three pieces.
    for lines in [
        "                      147\n 行政处罚\n                       10\n 行政强制                7\n",
        " 行政处罚              147\n                       10\n 行政强制                7\n",
        "                      14\n 行政处罚              71\n                       0\n 行政强制                7\n",
        " 行政处罚                7\n                      147\n 行政强制\n                       10\n",
    ] {
        let (penalties, compulsion) = decisions(lines);
        for whole in ["147", "10", "14", "71", "0"] {
            assert_ne!(penalties, whole, "{lines}");
            assert_ne!(compulsion, whole, "{lines}");
        }
    }
}

#[test]
fn the_number_of_a_page_is_no_piece() {
    let (penalties, compulsion) =
        decisions(" 行政处罚              147\n          -3-\n\u{c} 行政强制                7\n");
    assert_eq!((&*penalties, &*compulsion), ("147", "7"));
    let (penalties, compulsion) =
        decisions(" 行政处罚              147\n          — 3 —\n 行政强制                7\n");
    assert_eq!((&*penalties, &*compulsion), ("147", "7"));
}
