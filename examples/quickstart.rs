//! Reads a report and prints what it says, where it says so, and what is odd about it.
//!
//! ```text
//! cargo run --example quickstart
//! ```
//!
//! The report is examples/data/report-2023.txt, of an agency that does not exist. To get every cell as JSON, run
//! `extract`; to learn why a cell is what it is, `explain`.

use std::error::Error;
use std::fs;

use gongkai::{Cell, Report, State};

const REPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/report-2023.txt");

fn main() -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(REPORT)?;
    let report = gongkai::read_text(&text)?;
    print!("{}", summary(&report));
    Ok(())
}

/// The report in a dozen lines.
fn summary(report: &Report) -> String {
    let mut lines = vec![
        format!("agency  {}", report.agency().unwrap_or("-")),
        format!("year    {}", or_none(report.year())),
        format!("form    {}", or_none(report.template())),
        String::new(),
    ];

    // By name, for people …
    let documents = report.article20().normative_documents();
    let applications = report.applications();
    let denied = applications.results().denied();
    let named = [
        ("normative documents in force", documents.in_force()),
        ("administrative fees", report.article20().fees().amount()),
        ("applications received", applications.received().total()),
        (
            "  of them by enterprises",
            applications.received().enterprise(),
        ),
        ("denied as state secrets", denied.state_secret().total()),
        (
            "suits after reconsideration",
            report.disputes().litigation_after_reconsideration().total(),
        ),
    ];
    lines.extend(named.map(|(name, cell)| line(report, name, cell)));

    // … and by field, for programs.
    let reported = report
        .cells()
        .filter(|(_, cell)| cell.state() == State::Reported)
        .count();
    lines.push(format!(
        "\n{reported} of {} cells hold a number",
        report.cells().count()
    ));

    for finding in report.findings() {
        let place = or_none(finding.at(report));
        lines.push(format!(
            "{}, {place}: {}",
            finding.severity(),
            finding.message()
        ));
    }
    lines.join("\n") + "\n"
}

/// A cell: its name, the line and column where it stands, and what it says.
fn line(report: &Report, name: &str, cell: &Cell) -> String {
    let place = cell.span().map(|span| report.place(span.start()));
    let what = match (cell.state(), cell.number()) {
        (_, Some(number)) => format!("{number}{}", cell.unit().map_or("", |unit| unit.as_str())),
        (State::Nil, _) => format!("nil, printed {}", cell.raw()),
        (state, _) => state.to_string(),
    };
    format!("{name:<29} {:>6}  {what}", or_none(place))
}

fn or_none(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

#[cfg(test)]
#[path = "page/mod.rs"]
mod page;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_shows_the_summary() {
        let text = fs::read_to_string(REPORT).expect("the report is there");
        let report = gongkai::read_text(&text).expect("there is text");
        page::shows("quickstart", &summary(&report));
    }
}
