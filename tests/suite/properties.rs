//! What holds for every text there is, and what may stand around a report without changing it.

use proptest::prelude::*;

use gongkai::State;

use crate::generate::{Want, generate, specs};
use crate::page::{Part, page};
use crate::read::{Claim, Reading, folded, read, spans};
use crate::render::{Expect, layouts, rendered};
use crate::roundtrip::config;

/// Pieces of the form and of the layouts it comes in, for texts that are nearly reports.
fn pieces() -> impl Strategy<Value = String> {
    let labels: Vec<String> = labels();
    let glue: Vec<String> = [
        "\t", "\n", "\n\n", "|", " | ", "||", ",", "\"", "  ", "\u{3000}", "\u{a0}", "\u{c}",
        "\r\n", "---", "+---+", "│", "═", "=====", "\u{feff}", "\\", ".", "、", "（", "）", "：",
        "\u{200b}",
    ]
    .map(str::to_owned)
    .to_vec();
    let values: Vec<String> = [
        "0",
        "1",
        "12",
        "1,234",
        "35.0",
        "-3",
        "+10",
        "减4",
        "—",
        "——",
        "-",
        "/",
        "无",
        "NaN",
        "12③",
        "3²",
        "１２",
        "万元",
        "元",
        "99999999999999999999999",
        "〇",
        "一",
        "25.1万元",
        "22（其中1件）",
    ]
    .map(str::to_owned)
    .to_vec();
    let any = prop_oneof![
        4 => prop::sample::select(labels),
        6 => prop::sample::select(glue),
        4 => prop::sample::select(values),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(any, 0..160).prop_map(|pieces| pieces.concat())
}

/// Labels and headings of both forms in several scripts, whole and in halves.
fn labels() -> Vec<String> {
    let mut all = Vec::new();
    for seed in 0..12 {
        for part in page(&generate(crate::generate::Spec::any(seed))) {
            match part {
                Part::Text(text) => all.push(text),
                Part::Table(grid) => all.extend(
                    grid.anchors
                        .into_iter()
                        .filter(|anchor| anchor.id.is_none())
                        .map(|anchor| anchor.text),
                ),
            }
        }
    }
    let halves: Vec<String> = all
        .iter()
        .map(|text| text.chars().take(text.chars().count() / 2).collect())
        .collect();
    all.extend(halves);
    all.sort();
    all.dedup();
    all
}

/// What must hold of any reading of `text`.
fn sound(text: &str, reading: &Reading) -> Result<(), TestCaseError> {
    let report = &reading.report;
    for (field, cell) in report.cells() {
        for span in spans(cell) {
            prop_assert!(text.get(span.clone()).is_some(), "{field}: {span:?}");
        }
        if cell.state() == State::Reported {
            let printed: String = spans(cell).into_iter().map(|span| &text[span]).collect();
            let number = cell.number().map(|number| number.to_string());
            prop_assert!(number.is_some(), "{field} is reported without a number");
            if number.as_deref() == Some("0") {
                let zero = folded(&printed).contains(['0', '〇', '零', '○']);
                prop_assert!(zero, "{field}: 0 read from {printed:?}");
            }
        }
    }
    for finding in report.findings() {
        for span in finding.spans() {
            prop_assert!(text.get(span.range()).is_some(), "{finding:?}");
        }
        prop_assert!(!finding.message().is_empty() && !finding.message_zh().is_empty());
    }
    Ok(())
}

/// The same claims about every cell.
fn same_cells(one: &Reading, two: &Reading) -> Result<(), TestCaseError> {
    for (id, was) in &one.claims {
        let is = &two.claims[id];
        let same = was == is || !was.speaks() && !is.speaks();
        prop_assert!(same, "{id}: was {was}, is {is}");
    }
    Ok(())
}

/// The same wherever both claim something: a text beside it may show how its layout is meant, and settle more.
fn same_claims(one: &Reading, two: &Reading) -> Result<(), TestCaseError> {
    for (id, was) in &one.claims {
        let is = &two.claims[id];
        let same = was == is || !was.speaks() || !is.speaks();
        prop_assert!(same, "{id}: was {was}, is {is}");
    }
    Ok(())
}

/// The same cells, year and agency in a text that says the same in another way.
fn unchanged(before: &str, after: &str) -> Result<(), TestCaseError> {
    let (one, two) = (read(before), read(after));
    prop_assert_eq!(one.is_some(), two.is_some());
    if let (Some(one), Some(two)) = (one, two) {
        same_cells(&one, &two)?;
        prop_assert_eq!(one.report.template(), two.report.template());
        prop_assert_eq!(one.report.year(), two.report.year());
        prop_assert_eq!(one.report.agency(), two.report.agency());
        sound(after, &two)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn nearly_a_report_is_read_without_panic(text in pieces()) {
        if let Some(reading) = read(&text) {
            sound(&text, &reading)?;
        }
    }

    #[test]
    fn any_text_is_read_without_panic(text in any::<String>()) {
        if let Some(reading) = read(&text) {
            sound(&text, &reading)?;
        }
    }

    #[test]
    fn a_torn_report_is_read_soundly(
        spec in specs(),
        layout in prop::sample::select(layouts()),
        from in 0..1000_usize,
        to in 0..1000_usize,
    ) {
        let text = rendered(&generate(spec), layout).text;
        let mut at = [from.min(to), from.max(to)].map(|part| text.len() * part / 1000);
        for at in &mut at {
            while !text.is_char_boundary(*at) {
                *at -= 1;
            }
        }
        let text = &text[at[0]..at[1]];
        if let Some(reading) = read(text) {
            sound(text, &reading)?;
        }
    }
}

proptest! {
    #![proptest_config(config(32))]

    #[test]
    fn a_blank_is_never_a_number(spec in specs(), layout in prop::sample::select(layouts())) {
        let sheet = generate(spec);
        let Some(reading) = read(&rendered(&sheet, layout).text) else {
            return Ok(());
        };
        for (id, want) in &sheet.cells {
            if let (Want::Blank | Want::Nil(_), Claim::Reported(value, _)) = (want, &reading.claims[id]) {
                return Err(TestCaseError::fail(format!("{} {id}: {value} for nothing", layout.name)));
            }
        }
    }

    #[test]
    fn line_ends_a_mark_and_trailing_spaces_change_nothing(
        spec in specs(),
        layout in prop::sample::select(layouts()),
    ) {
        let text = rendered(&generate(spec), layout).text;
        unchanged(&text, &text.replace('\n', "\r\n"))?;
        unchanged(&text, &format!("\u{feff}{text}"))?;
        unchanged(&text, &text.replace('\n', "  \n"))?;
        unchanged(&text, &format!("{text}\n\n\n"))?;
    }

    #[test]
    fn prose_before_and_after_changes_no_cell(
        spec in specs(),
        layout in prop::sample::select(layouts()),
        count in 0..5000_u32,
    ) {
        let text = rendered(&generate(spec), layout).text;
        let before = format!(
            "通知公告\n\n全区各单位请于{count}日内报送材料，逾期{count}天的予以通报。\n\n"
        );
        let after = format!("\n\n附：联系电话{count}。本页面最后更新于当日。\n");
        let (one, two) = (read(&text), read(&format!("{before}{text}{after}")));
        prop_assert_eq!(one.is_some(), two.is_some());
        if let (Some(one), Some(two)) = (one, two) {
            same_cells(&one, &two)?;
        }
    }

    #[test]
    fn a_report_twice_is_that_report(spec in specs(), layout in prop::sample::select(layouts())) {
        let text = rendered(&generate(spec), layout).text;
        let (one, two) = (read(&text), read(&format!("{text}\n\n{text}")));
        prop_assert_eq!(one.is_some(), two.is_some());
        if let (Some(one), Some(two)) = (one, two) {
            same_cells(&one, &two)?;
        }
    }

    #[test]
    fn two_reports_are_two(
        first in specs(),
        second in specs(),
        layout in prop::sample::select(layouts()),
    ) {
        let sheets = [generate(first), generate(second)];
        prop_assume!(sheets[0].agency != sheets[1].agency && layout.expect != Expect::NeverWrong);
        let texts = sheets.map(|sheet| rendered(&sheet, layout).text);
        let reports = gongkai::read_all_text(&texts.join("\n\n"));
        let reports = reports.map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(reports.len(), 2);
        for (text, report) in texts.iter().zip(reports) {
            let alone = read(text);
            prop_assert!(alone.is_some());
            if let Some(alone) = alone {
                same_claims(&alone, &Reading::of(report))?;
            }
        }
    }
}
