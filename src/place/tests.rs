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

/// The states of a row's two cells: how many projects, and what they cost.
fn procurement(rows: &str) -> [State; 2] {
    let report = report(&format!(
        "第二十条第（六）项\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政处罚\t3\t+1\t4\n行政强制\t1\t-1\t0\n\
         第二十条第（九）项\n信息内容\t采购项目数量\t采购总金额\n{rows}\n三、收到和处理政府信息公开申请情况\n"
    ));
    ["projects", "amount"].map(|column| {
        let field = format!("article20.item9.procurement.{column}");
        report.cell(field.parse().expect("a field")).state()
    })
}

#[test]
fn money_among_counted_things_says_that_the_row_has_moved() {
    assert_eq!(
        procurement("政府集中采购\t\t5万元"),
        [State::Blank, State::Reported]
    );
    assert_eq!(
        procurement("政府集中采购\t5万元\t"),
        [State::Ambiguous, State::Ambiguous]
    );
}

#[test]
fn money_behind_a_row_without_may_be_its_own() {
    assert_eq!(
        procurement("政府集中采购\t8\t"),
        [State::Reported, State::Blank]
    );
    assert_eq!(
        procurement("政府集中采购\t8\t\n- 3 -\n5万元"),
        [State::Reported, State::Ambiguous]
    );
}

#[test]
fn a_number_alone_in_a_table_of_bare_lines_may_be_that_of_a_page() {
    let fees = |others: &str| {
        let report = report(&format!(
            "第二十条第（六）项\n信息内容\n本年处理决定数量\n行政处罚\n{others}行政强制\n{others}第二十条第（八）项\n\
             信息内容\n本年收费金额（单位：万元）\n行政事业性收费\n3\n\n三、收到和处理政府信息公开申请情况\n"
        ));
        let field = "article20.item8.fees.amount".parse().expect("a field");
        report.cell(field).state()
    };
    assert_eq!(fees("2\n"), State::Reported);
    assert_eq!(fees(""), State::Ambiguous);
}
