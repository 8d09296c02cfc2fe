//! Columns, drawn as they stand: each word is where it is printed.

use super::{
    Grain, Interval,
    columns::{Mark, solve},
};

/// The words of a line; `_` ties two words together.
fn row(line: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut start = None;
    for (at, ch) in (0u32..).zip(line.chars().chain([' '])) {
        match (start, ch == ' ' || ch == '_') {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                let before = line.chars().nth((from as usize).wrapping_sub(1));
                marks.push(Mark {
                    at: Interval { from, to: at },
                    tied: ch == '_' || before == Some('_'),
                });
                start = None;
            }
            _ => {}
        }
    }
    marks
}

/// The columns that each word of the last line may be of.
#[track_caller]
fn last(header: &str, lines: &[&str], columns: u32) -> String {
    let rows: Vec<Vec<Mark>> = lines.iter().map(|line| row(line)).collect();
    let solved = solve(&rows, &row(header), columns, Grain::CHARACTERS);
    let words = solved.rows.last().cloned().flatten();
    let show = |words: Vec<super::columns::Bounds>| {
        let words = words.iter().map(|it| match it.is_fixed() {
            true => it.low.to_string(),
            false => format!("{}-{}", it.low, it.high),
        });
        words.collect::<Vec<_>>().join(" ")
    };
    words.map_or_else(|| "too many".to_owned(), show)
}

#[test]
fn full_rows_fix_the_columns() {
    assert_eq!(last("", &["1   22   3", "    4     "], 3), "1");
    assert_eq!(last("", &["1   22   3", "4        5"], 3), "0 2");
    assert_eq!(last("", &["1   22   3", "1 2 3 4"], 3), "too many");
}

#[test]
fn a_header_fixes_them_too() {
    assert_eq!(last("aa  bb  cc", &["    1     "], 3), "1");
    // One that does not show all columns says nothing.
    assert_eq!(last("aa  bb", &["    1     "], 3), "0-2");
}

#[test]
fn rows_that_have_some_leave_bounds() {
    assert_eq!(last("", &["1", "1   2", "    2   3", "        3"], 3), "2");
    assert_eq!(last("", &["1", "1   2", "    2"], 3), "1-2");
}

#[test]
fn a_word_that_meets_no_column_or_two_has_none() {
    assert_eq!(last("", &["1   22   3", "  4       "], 3), "0-2");
    assert_eq!(last("", &["1   22   3", "   44444444"], 3), "0-2");
}

#[test]
fn a_row_that_is_pushed_into_other_columns_is_not_in_them() {
    let lines = ["1    2", "1    2", "1    2", "1    2", "3  4  "];
    assert_eq!(last("", &lines, 2), "0 1");
    let lines = ["1  22  3", "1  22  3", "1  22  3", "1  22  3", "    4   "];
    assert_eq!(last("", &lines, 3), "1");
    let lines = [
        "1  222  3",
        "1  222  3",
        "1  222  3",
        "1  222  3",
        "    4    ",
    ];
    assert_eq!(last("", &lines, 3), "1");
    // It begins with no other, ends with none, and has no middle of theirs.
    let lines = [
        "1 2222222  3",
        "1 2222222  3",
        "1 2222222  3",
        "1 2222222  3",
        "   4        ",
    ];
    assert_eq!(last("", &lines, 3), "1");
    let wide = "1 222222222222 3";
    assert_eq!(last("", &[wide, wide, wide, wide, "     4"], 3), "0-2");
}

#[test]
fn words_that_run_together_say_their_order_only() {
    assert_eq!(last("", &["1  2  3", "1  22_33", "   4    "], 3), "1-2");
    assert_eq!(last("", &["1  2  3", "   4_5  "], 3), "0-1 1-2");
}
