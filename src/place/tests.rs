//! Rows whose header, or whose first line, is lost.

use crate::{Report, State, read_text};

fn report(text: &str) -> Report {
    read_text(text).expect("a text")
}

/// The totals of the disputes table: their numbers, or nothing.
fn totals(report: &Report) -> [Option<String>; 3] {
    [
        "reconsideration.total",
        "litigation.direct.total",
        "litigation.after_reconsideration.total",
    ]
    .map(|id| {
        let cell = report.cell(id.parse().expect("a field"));
        cell.number().map(|number| number.to_string())
    })
}

/// A section of the disputes table that is nothing but lines of numbers.
fn disputes(lines: &str) -> [Option<String>; 3] {
    totals(&report(&format!(
        "四、政府信息公开行政复议、行政诉讼情况\n\n{lines}\n\n五、存在的主要问题及改进情况\n无。\n"
    )))
}

#[test]
fn a_line_of_the_section_is_the_row_if_it_adds_up() {
    let read = disputes("3|1|0|0|4|2|0|0|1|3|0|0|0|0|0");
    assert_eq!(read, ["4", "3", "0"].map(|it| Some(it.to_owned())));
    // Columns that an exporter numbered, before the row or in its place.
    let numbers = "0|1|2|3|4|5|6|7|8|9|10|11|12|13|14";
    assert_eq!(disputes(numbers), [None, None, None]);
    let read = disputes(&format!("{numbers}\n3|1|0|0|4|2|0|0|1|3|0|0|0|0|0"));
    assert_eq!(read, ["4", "3", "0"].map(|it| Some(it.to_owned())));
    // A cell too few, and a sum that is wrong.
    assert_eq!(disputes("3|1|0|0|4|2|0|0|1|3|0|0|0|0"), [None, None, None]);
    assert_eq!(
        disputes("3|1|0|0|5|2|0|0|1|3|0|0|0|0|0"),
        [None, None, None]
    );
}

/// Three rows of a drawn table, their labels over two lines; the first line of one may be gone.
fn drawn(whole: bool) -> State {
    let row = |number: &str, letters: &str, values: [&str; 7]| {
        let line = |first: &str, cells: [&str; 7]| format!("| {first} | {} |\n", cells.join(" | "));
        let rule = format!("+------{}+\n", "+---".repeat(7));
        line(number, values) + &line(letters, ["  "; 7].map(|_| " ")) + &rule
    };
    let rule = format!("+------{}+\n", "+---".repeat(7));
    let mut text = format!("三、收到和处理政府信息公开申请情况\n\n{rule}");
    let numbers = ["3", "1", "0", "0", "0", "0", "4"];
    text += &row("（一", "）予以公开", numbers);
    for (number, letters) in [
        ("1.属", "于国家秘密"),
        ("4.保", "护第三方合法权益"),
        ("5.属", "于三类内部事务信息"),
    ] {
        text += &row(number, letters, numbers);
    }
    let last = row("（七", "）总计", ["9", "3", "0", "0", "0", "0", "12"]);
    let lost = last.lines().skip(usize::from(!whole));
    text += &lost.map(|line| format!("{line}\n")).collect::<String>();
    let report = report(&text);
    let field = "applications.results.total.natural_person";
    report.cell(field.parse().expect("a field")).state()
}

#[test]
fn a_blank_row_whose_number_is_gone_is_in_doubt() {
    assert_eq!(drawn(true), State::Reported);
    assert_eq!(drawn(false), State::Ambiguous);
}
