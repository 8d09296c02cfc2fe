//! A number that a narrow cell cuts over two lines: neither piece is the cell's number, and no other cell's.

use crate::read::{Claim, read};

/// A report whose licences are `licences`, drawn in boxes with a rule between all rows; each cell is given by its lines.
fn boxed(licences: &[&str], fines: &[&str]) -> String {
    let table = |rows: &[[&[&str]; 2]]| {
        let rule = |left, middle, right| {
            format!(
                "{left}{}{middle}{}{right}\n",
                "─".repeat(12),
                "─".repeat(18)
            )
        };
        let mut out = rule('┌', '┬', '┐');
        for (index, [label, value]) in rows.iter().enumerate() {
            if index > 0 {
                out += &rule('├', '┼', '┤');
            }
            for line in 0..label.len().max(value.len()) {
                let pad = |text: &str, room: usize| {
                    let wide = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 });
                    format!(" {text}{} ", " ".repeat(room - wide.sum::<usize>()))
                };
                let (left, right) = (label.get(line), value.get(line));
                let (left, right) = (left.unwrap_or(&""), right.unwrap_or(&""));
                out += &format!("│{}│{}│\n", pad(left, 10), pad(right, 16));
            }
        }
        out + &rule('└', '┴', '┘')
    };
    let head: [&[&str]; 2] = [&["信息内容"], &["本年处理决定数量"]];
    format!(
        "青石镇人民政府2022年政府信息公开工作年度报告\n\n二、主动公开政府信息情况\n\n第二十条第（五）项\n{}\
         第二十条第（六）项\n{}\n三、收到和处理政府信息公开申请情况\n",
        table(&[head, [&["行政许可"], licences]]),
        table(&[head, [&["行政处罚"], fines], [&["行政强制"], &["4"]]]),
    )
}

/// What the three cells of such a report claim.
fn claims(text: &str) -> [Claim; 3] {
    let reading = read(text).expect("a text");
    ["item5.licensing", "item6.penalties", "item6.compulsion"]
        .map(|row| reading.claims[&format!("article20.{row}.decisions")].clone())
}

fn number(value: &str) -> Claim {
    Claim::Reported(value.to_owned(), None)
}

#[test]
fn a_number_on_one_line_is_read() {
    let claims = claims(&boxed(&["14710"], &["7"]));
    assert_eq!(claims, [number("14710"), number("7"), number("4")]);
}

#[test]
fn two_numbers_in_one_cell_are_none() {
    for pieces in [&["147", "10"][..], &["1", "4710"], &["14", "7", "10"]] {
        let [licences, fines, compulsion] = claims(&boxed(pieces, &["7"]));
        assert!(!licences.speaks(), "{pieces:?}: {licences}");
        assert_eq!([fines, compulsion], [number("7"), number("4")]);
        let [licences, fines, compulsion] = claims(&boxed(&["7"], pieces));
        assert!(!fines.speaks(), "{pieces:?}: {fines}");
        assert_eq!([licences, compulsion], [number("7"), number("4")]);
    }
}

#[test]
fn nor_are_they_where_the_borders_are_gone() {
    let bare = |text: &str| -> String {
        let drawn = |c: char| matches!(c, '\u{2500}'..='\u{257f}');
        text.chars()
            .map(|c| if drawn(c) { ' ' } else { c })
            .collect()
    };
    for pieces in [&["147", "10"][..], &["14", "7", "10"]] {
        let text = bare(&boxed(pieces, &["7"]));
        let [licences, ..] = claims(&text);
        assert!(!licences.speaks(), "{pieces:?}: {licences}");
    }
}
