use proptest::prelude::*;

use super::rebuild;
use crate::{fold::fold, layout::marks};

/// The lines, cells in brackets; the lines of a cell joined by `/`.
fn cut(text: &str) -> Vec<String> {
    let tokens = fold(text);
    let Some(strip) = rebuild(text, &tokens, &marks(&tokens)) else {
        return Vec::new();
    };
    let show = |line: &super::super::Line| {
        let cells = strip.fields_of(line).iter().map(|field| {
            let said: String = strip
                .tokens_of(field)
                .slice()
                .iter()
                .map(|token| token.ch())
                .collect();
            format!("[{}]", said.replace('\n', "/"))
        });
        cells.collect::<String>()
    };
    strip.lines.iter().map(show).collect()
}

const RULED: &str = "\
前言
+------+------+----+
| 项目        | 计 |
|      +------+----+
|      | 甲   | 1  |
+------+------+----+
| 乙   | 甲   |    |
|      |      |    |
|      | 之二 |    |
+======+======+====+
| 丙          | -3 |
+-------------+----+
后记";

#[test]
fn ruled_grids_with_spans() {
    // The first cell goes around a corner: no rectangle, so its lines are text.
    assert_eq!(cut(RULED)[0], "[前言]");
    assert_eq!(cut(RULED)[4..], ["[乙][甲/之二][]", "[丙][-3]", "[后记]"]);
    let spans = "\
+------+------+----+
| 类   | 项目 | 计 |
|      +------+----+
|      | 甲乙丙    |
+------+------+----+
| 丁          | +2 |
+-------------+----+
";
    assert_eq!(cut(spans), ["[类][项目][计]", "[甲乙丙]", "[丁][+2]"]);
}

#[test]
fn a_row_span_is_not_repeated() {
    let text = "\
+----+----+---+
| 甲 | 一 | 1 |
|    +----+---+
|    | 二 | 2 |
|    +----+---+
|    | 三 |   |
+----+----+---+
";
    assert_eq!(cut(text), ["[甲][一][1]", "[二][2]", "[三][]"]);
}

#[test]
fn nested_grids() {
    let text = "\
+--------------------+
| 序                 |
|                    |
| +----+-----+       |
| | 甲 | 12  |       |
| +----+-----+       |
| | 乙 |     |       |
| +----+-----+       |
|                    |
| 跋                 |
+--------------------+
";
    assert_eq!(cut(text), ["[序]", "[甲][12]", "[乙][]", "[跋]"]);
    let filled = "\
+----------------+
| +----+-----+   |
| | 甲 | 12  |   |
| +----+-----+   |
| | 乙 |     |   |
| +----+-----+   |
+----------------+
";
    assert_eq!(cut(filled), ["[甲][12]", "[乙][]"]);
    let deep = "\
+------------------+
| +------------+   |
| | +---+----+ |   |
| | | a | 12 | |   |
| | +---+----+ |   |
| +------------+   |
+------------------+
";
    assert_eq!(cut(deep), ["[a][12]"]);
}

#[test]
fn grids_in_which_every_line_is_a_row() {
    let text = "\
+------+------+
| 名称 | 数量 |
+------+------+
| 甲   | 1    |
| 乙   |      |
| 丙   | +10  |
+------+------+
3 rows in set
";
    assert_eq!(
        cut(text),
        [
            "[名称][数量]",
            "[甲][1]",
            "[乙][]",
            "[丙][+10]",
            "[3 rows in set]"
        ]
    );
    let sections = "\
+----+---+---+
| 甲 | 1 | 4 |
| 乙 | 2 | 5 |
| 丙 | 3 | 6 |
+----+---+---+
| 丁 | 6 | 7 |
| 戊 | 6 | 7 |
+----+---+---+
";
    assert_eq!(
        cut(sections),
        [
            "[甲][1][4]",
            "[乙][2][5]",
            "[丙][3][6]",
            "[丁][6][7]",
            "[戊][6][7]"
        ]
    );
}

#[test]
fn box_drawing() {
    let text = "\
┌──────┬──────┬────┐
│ 类   │ 项目 │ 计 │
├──────┼──────┼────┤
│ 甲   │ 一   │ 1  │
│      ├──────┼────┤
│      │ 二   │ ─  │
└──────┴──────┴────┘
";
    assert_eq!(cut(text), ["[类][项目][计]", "[甲][一][1]", "[二][─]"]);
    let double = "\
╔════╦═══╗
║ 甲 ║ 1 ║
║ 乙 ║ 2 ║
║ 丙 ║ 3 ║
╚════╩═══╝
";
    assert_eq!(cut(double), ["[甲][1]", "[乙][2]", "[丙][3]"]);
    assert_eq!(cut("│ 甲 │ 1 │\n│ 乙乙 │ 2 │\n"), ["[甲][1]", "[乙乙][2]"]);
}

#[test]
fn full_width_grids() {
    let text = "＋－－－－＋－－－－＋\n｜名称　　｜数量　　｜\n＋－－－－＋－－－－＋\n｜甲　　　｜１２　　｜\n｜乙　　　｜　　　　｜\n｜丙　　　｜３　　　｜\n＋－－－－＋－－－－＋\n";
    assert_eq!(cut(text), ["[名称][数量]", "[甲][12]", "[乙][]", "[丙][3]"]);
}

#[test]
fn org_tables() {
    let text = "\
| 名称 | 数量 |
|------+------|
| 甲   |    1 |
| 乙   |      |
|------+------|
| 丙   |    3 |
";
    assert_eq!(cut(text), ["[名称][数量]", "[甲][1]", "[乙][]", "[丙][3]"]);
}

#[test]
fn columns_are_code_points_or_cells_of_a_terminal() {
    let points = "\
+--------+----+---+
| 名称   | 项 | 计 |
+--------+----+---+
| 甲乙丙丁 | 12 |   |
+--------+----+---+
";
    // Padded by code points: 名称 and 甲乙丙丁 make lines of different widths.
    let padded = points
        .replace("| 名称   |", "| 名称     |")
        .replace("| 甲乙丙丁 |", "| 甲乙丙丁   |");
    let drawn = "+----------+----+---+";
    let padded = padded.replace("+--------+----+---+", drawn);
    assert_eq!(cut(&padded), ["[名称][项][计]", "[甲乙丙丁][12][]"]);
    // Lines that meet no border are taken by their number of verticals.
    let loose =
        "+---+---+---+\n| 名称 | 项目的名 | 计 |\n+---+---+---+\n| 甲 | 12 ||\n+---+---+---+\n";
    assert_eq!(cut(loose), ["[名称][项目的名][计]", "[甲][12][]"]);
}

#[test]
fn characters_of_borders_in_cells_are_text() {
    let text = "\
+-------+-----+------+
| a|b   | +10 | -3   |
+-------+-----+------+
| c | d | --- | —    |
+-------+-----+------+
| e + f | a+b | 1-2  |
+-------+-----+------+
";
    assert_eq!(
        cut(text),
        ["[a|b][+10][-3]", "[c | d][---][-]", "[e + f][a+b][1-2]"]
    );
}

#[test]
fn simple_tables() {
    let headless = "
  ------ ------ ----
  编号   公开   主动
  机构          12
  ------ ------ ----

后记";
    assert_eq!(
        cut(headless),
        ["[编号][公开][主动]", "[机构][][12]", "[后记]"]
    );
    let headed = "\
前言

名称    数量
------  ------
甲           1
乙

后记";
    assert_eq!(
        cut(headed),
        ["[前言]", "[名称][数量]", "[甲][1]", "[乙][]", "[后记]"]
    );
    let rest = "\
=====  =====  ======
   合并       另外
------------  ------
A      B      A or B
=====  =====  ======
甲     1      2
乙            3
              续
=====  =====  ======
";
    assert_eq!(
        cut(rest),
        [
            "[合并][另外]",
            "[a][b][a or b]",
            "[甲][1][2]",
            "[乙][][3/续]"
        ]
    );
    let multiline = "\
-------------------------
 名称     本年    本年
          制发    废止
------- ------- ---------
 甲       1       2

 乙之             3
 二
-------------------------
";
    assert_eq!(
        cut(multiline),
        [
            "[名称][本年/制发][本年/废止]",
            "[甲][1][2]",
            "[乙之/二][][3]"
        ]
    );
}

#[test]
fn damaged_grids() {
    let whole = "\
+----+----+----+
| 甲 | 12 |    |
+----+----+----+
| 乙 | 3  | 4  |
|    |    |    |
|    |    | 五 |
+----+----+----+
";
    let wanted = ["[甲][12][]", "[乙][3][4/五]"];
    assert_eq!(cut(whole), wanted);
    assert_eq!(
        cut(&whole.replace('\n', "\n\n")),
        wanted,
        "every line end twice"
    );
    assert_eq!(cut(&whole.replace('\n', "\r\n    ")), wanted, "indented");
    assert_eq!(
        cut(&whole.replace("|\n", "\n")),
        wanted,
        "no border on the right"
    );
    let cut_off = whole.find("    |\n").expect("a blank");
    assert_eq!(
        cut(&whole[..cut_off]),
        ["[甲][12]"],
        "where the text ends no blank is proved"
    );
}

#[test]
fn a_lost_border_makes_a_row_too_short() {
    let text = "\
+----+----+----+----+
| 名 | 一 | 二 | 三 |
+----+----+----+----+
| 甲 | 1  | 2  | 3  |
| 乙 | 4  |    | 6  |
| 丙 | 7  | 8  |    |
+----+----+----+----+
";
    let lost = |from: &str, to: &str| cut(&text.replace(from, to))[1..].concat();
    assert_eq!(
        lost("| 1  | 2", "| 1   2"),
        "[甲][1   2][3][乙][4][][6][丙][7][8][]"
    );
    // A blank at the end may be padding.
    assert_eq!(
        lost("丙 | 7  | 8", "丙 | 7   8"),
        "[甲][1][2][3][乙][4][][6][丙][7   8]"
    );
    // What no border bounds on its right is no cell.
    assert_eq!(lost("| 3  |", "| 3"), "[甲][1][2][乙][4][][6][丙][7][8][]");
    // The border is lost, its place is not.
    assert_eq!(
        lost("| 1  | 2", "| 1    2"),
        "[甲][1    2][3][乙][4][][6][丙][7][8][]"
    );
    assert_eq!(
        lost("| 6  |", "| 6  ||"),
        "[甲][1][2][3][乙][4][][6][][丙][7][8][]"
    );
}

#[test]
fn a_lost_border_in_a_ruled_grid_joins_nothing() {
    let text = "\
+--------+-----+-----+----+
| 类     | 甲  | 1   | 2  |
|        |     |     |    |
|        +-----+-----+----+
|        | 乙  | 3   | 4  |
|        +-----+-----+----+
|        | 丙  | 5   | 6  |
|        | 丁  |     |    |
+--------+-----+-----+----+
";
    let lost = |from: &str, to: &str| cut(&text.replace(from, to)).concat();
    assert_eq!(
        lost("乙  | 3", "乙   3"),
        "[类][甲][1][2][乙   3][4][丙/丁][5][6]"
    );
    // A row of several lines is not put together: its lines are text.
    assert_eq!(
        lost("丙  | 5", "丙   5"),
        "[类][甲][1][2][乙][3][4][丙   5   | 6][丁  |     |]"
    );
}

#[test]
fn two_lines_on_one_are_two() {
    let text = "\
+----+----+
| 名 | 计 |
+----+----+
| 甲 | 1  |
| 乙 | 2  |
+----+----+
";
    let wanted = ["[名][计]", "[甲][1]", "[乙][2]"];
    for (at, _) in text.match_indices('\n') {
        let joined = format!("{}{}", &text[..at], &text[at + 1..]);
        assert_eq!(cut(&joined), wanted, "{joined}");
    }
    let simple = "\
====  ====
名    计
====  ====
..    1
乙
====  ====
";
    let wanted = ["[名][计]", "[][1]", "[乙][]"];
    assert_eq!(cut(simple), wanted);
    let rule = "====  ====";
    let joined = simple.replacen(&format!("{rule}\n.."), &format!("{rule}.."), 1);
    assert_eq!(cut(&joined), wanted);
    let stray = simple.replace("..    1", "..    1\n3");
    assert_eq!(cut(&stray), ["[名][计]", "[][1]", "[3]", "[乙][]"]);
}

#[test]
fn two_rows_without_a_rule_between_are_two() {
    let text = "\
+------+-----+-----+
| 甲   | 1   |     |
| 乙   |     | 2   |
+------+-----+-----+
+------+-----+-----+
| 丙   | 123 | 4   |
| 丁   | 5   |     |
+------+-----+-----+
";
    assert_eq!(cut(text), ["[甲][1][]", "[乙][][2]", "[丙/丁][123/5][4]"]);
}

#[test]
fn what_is_not_drawn_is_left_alone() {
    for text in [
        "",
        "一、总体情况\n无。",
        "| 甲 | 1 |\n|---|---|\n| 乙 | 2 |",
        "甲 | 1\n---|---\n乙 | 2",
        "甲\n------\n乙",
        "----- -----",
        "甲\t1\t2\n---\t---\t---\n乙\t3\t4",
        "+10\n-3\n+5",
        "──────────\n标题\n──────────",
    ] {
        assert_eq!(cut(text), [""; 0], "{text}");
    }
}

#[test]
fn spans_and_blanks_point_into_the_source() {
    let text = "+----+----+\n| 甲 | 12 |\n+----+----+\n| 乙 |    |\n+----+----+\n";
    let tokens = fold(text);
    let strip = rebuild(text, &tokens, &marks(&tokens)).expect("a grid");
    let spans: Vec<_> = strip
        .fields
        .iter()
        .map(|field| strip.span_of(field, text).range())
        .collect();
    assert_eq!(&text[spans[1].clone()], "12");
    assert!(strip.fields[3].is_blank());
    assert_eq!(spans[3].start, text.find("|    |").expect("a blank") + 1);
    assert!(
        strip
            .lines
            .iter()
            .all(|line| line.separators == 1 && !line.leads && !line.ends && !line.rule)
    );
}

/// A grid of cells as drawn by pandoc, MySQL and the like: `ruled` with a rule under every row.
fn draw(rows: &[Vec<String>], ruled: bool, boxed: bool, width: fn(&str) -> usize) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|at| rows.iter().map(|row| width(&row[at])).max().unwrap_or(0))
        .collect();
    let (corner, vertical, stroke) = if boxed {
        ("┼", "│", "─")
    } else {
        ("+", "|", "-")
    };
    let rule: String = widths
        .iter()
        .map(|width| format!("{corner}{}", stroke.repeat(width + 2)))
        .collect();
    let rule = format!("{rule}{corner}\n");
    let mut text = rule.clone();
    for (index, row) in rows.iter().enumerate() {
        for (cell, wide) in row.iter().zip(&widths) {
            text.push_str(&format!(
                "{vertical} {cell}{} ",
                " ".repeat(wide - width(cell))
            ));
        }
        text.push_str(vertical);
        text.push('\n');
        if ruled || index == 0 || index + 1 == rows.len() {
            text.push_str(&rule);
        }
    }
    text
}

fn display_width(text: &str) -> usize {
    text.chars()
        .map(|ch| if ch.is_ascii() { 1 } else { 2 })
        .sum()
}

fn code_points(text: &str) -> usize {
    text.chars().count()
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[0-9]{1,5}", 2 => "[甲乙丙丁戊]{1,6}", 1 => Just(String::new()), 1 => "[+-][0-9]{1,3}"]
}

/// Rows of three to six cells whose first two say something.
fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    (1usize..5).prop_flat_map(|more| {
        let row = (
            "[甲乙丙丁]{1,8}",
            "[0-9]{1,4}",
            prop::collection::vec(cell(), more),
        );
        let row = row.prop_map(|(label, value, more)| [vec![label, value], more].concat());
        prop::collection::vec(row, 2..9)
    })
}

fn shown(rows: &[Vec<String>]) -> Vec<String> {
    rows.iter()
        .map(|row| row.iter().map(|cell| format!("[{cell}]")).collect())
        .collect()
}

proptest! {
    #[test]
    fn a_drawn_grid_comes_back(rows in rows(), ruled: bool, boxed: bool, points: bool) {
        let text = draw(&rows, ruled, boxed, if points { code_points } else { display_width });
        prop_assert_eq!(cut(&text), shown(&rows), "{}", text);
    }

    #[test]
    fn a_grid_within_a_box_comes_back(rows in rows(), depth in 1usize..4, before: bool, behind: bool) {
        let mut text = draw(&rows, true, false, display_width);
        for _ in 0..depth {
            let wide = text.lines().map(display_width).max().unwrap_or(0).max(4);
            let line = |said: &str| format!("| {said}{} |\n", " ".repeat(wide - display_width(said)));
            let inner: String = text.lines().map(line).collect();
            let (first, last) = (if before { line("序") } else { String::new() }, if behind { line("跋") } else { String::new() });
            let rule = format!("+{}+\n", "-".repeat(wide + 2));
            text = format!("{rule}{first}{inner}{last}{rule}");
        }
        let around = |said: &str, there: bool| vec![format!("[{said}]"); if there { depth } else { 0 }];
        let wanted = [around("序", before), shown(&rows), around("跋", behind)].concat();
        prop_assert_eq!(cut(&text), wanted, "{}", text);
    }

    #[test]
    fn nothing_panics_and_spans_hold(text in "[|+\\-= 甲1\n\t─│┼═：\u{3000}:]{0,200}") {
        let tokens = fold(&text);
        if let Some(strip) = rebuild(&text, &tokens, &marks(&tokens)) {
            for field in &strip.fields {
                prop_assert!(text.get(strip.span_of(field, &text).range()).is_some());
                prop_assert!(field.from <= field.to && field.to as usize <= strip.tokens.len());
            }
            for line in &strip.lines {
                prop_assert_eq!(strip.fields_of(line).len() as u32, line.separators + 1);
            }
        }
    }
}
