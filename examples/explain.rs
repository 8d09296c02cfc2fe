//! Explains one value of a report in words: what was read, where, and why it belongs to this cell.
//!
//! ```text
//! cargo run --example explain -- examples/data/report-2023.txt applications.received.total
//! ```
//!
//! The ids of all fields are in docs/fields.csv; a wrong id, or words of the form such as 重复申请, lists the ids that
//! come near. Exits with 0 if the cell was explained, with 1 if the file could not be read, with 2 on a wrong
//! command line.

use std::env;
use std::fs;
use std::process::ExitCode;

use gongkai::{Field, Report, Span};

const USAGE: &str =
    "usage: explain FILE FIELD    (for example: report.txt applications.received.total)";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match run(&arguments) {
        Ok(story) => {
            println!("{story}");
            ExitCode::SUCCESS
        }
        Err((code, message)) => {
            eprintln!("{message}");
            ExitCode::from(code)
        }
    }
}

/// The explanation, or the exit code and what to say instead.
fn run(arguments: &[String]) -> Result<String, (u8, String)> {
    let [file, id] = arguments else {
        return Err((2, USAGE.to_owned()));
    };
    let field: Field = id.parse().map_err(|_| (2, no_such_field(id)))?;
    let text = fs::read_to_string(file).map_err(|error| (1, format!("{file}: {error}")))?;
    let report = gongkai::read_text(&text).map_err(|error| (1, format!("{file}: {error}")))?;
    Ok(explain(&report, field))
}

/// The whole story of a cell.
fn explain(report: &Report, field: Field) -> String {
    let cell = report.cell(field);
    let mut lines = vec![heading(report), report.evidence(field).to_string()];
    lines.extend(cell.spans().iter().map(|span| excerpt(report, *span)));
    for candidate in cell.candidates() {
        lines.extend(candidate.span().map(|span| excerpt(report, span)));
    }
    let about = report
        .findings()
        .iter()
        .filter(|finding| finding.fields().contains(&field));
    lines.extend(about.map(|finding| format!("- {}: {}", finding.severity(), finding.message())));
    lines.join("\n")
}

/// Whose report it is.
fn heading(report: &Report) -> String {
    let agency = report.agency().unwrap_or("an agency that is not named");
    match report.year() {
        Some(year) => format!("{agency}, report on {year}"),
        None => format!("{agency}, a report on an unknown year"),
    }
}

/// How much of a line is shown before and behind what stands in it, in characters.
const AROUND: usize = 32;

/// The line in which a cell stands, the cell between guillemets.
fn excerpt(report: &Report, span: Span) -> String {
    let text = report.text();
    let (before, rest) = text.split_at(span.start());
    let (said, behind) = rest.split_at(span.end() - span.start());
    let before = before.rsplit('\n').next().unwrap_or_default();
    let behind = behind.split(['\r', '\n']).next().unwrap_or_default();
    let from = before
        .char_indices()
        .rev()
        .nth(AROUND - 1)
        .map_or(0, |(at, _)| at);
    let to = behind
        .char_indices()
        .nth(AROUND)
        .map_or(behind.len(), |(at, _)| at);
    let place = report.place(span.start());
    format!(
        "- line {}, column {}: {}{}«{said}»{}{}",
        place.line(),
        place.column(),
        if from > 0 { "…" } else { "" },
        &before[from..],
        &behind[..to],
        if to < behind.len() { "…" } else { "" },
    )
}

/// How many ids are suggested.
const SUGGESTIONS: usize = 5;

/// That there is no such field, and which come near.
fn no_such_field(id: &str) -> String {
    let mut message = format!("there is no field “{id}”; near it are");
    for field in suggestions(id) {
        message += &format!(
            "\n  {field}    {}, {}",
            field.row_label(),
            field.column_label()
        );
    }
    message + "\nall ids are in docs/fields.csv"
}

/// The fields that the words may mean: first those whose id or labels hold them, then those whose ids differ least.
fn suggestions(words: &str) -> Vec<Field> {
    let mut fields: Vec<Field> = Field::all().collect();
    fields.sort_by_cached_key(|field| {
        let labels = [field.id(), field.row_label(), field.column_label()];
        let held = !words.is_empty() && labels.iter().any(|label| label.contains(words));
        (!held, distance(field.id(), words))
    });
    fields.truncate(SUGGESTIONS);
    fields
}

/// How many characters must be added, taken away or exchanged to make one word of the other.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().take(100).collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, wanted) in left.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (index, found) in right.iter().enumerate() {
            let exchanged = diagonal + usize::from(wanted != *found);
            diagonal = row[index + 1];
            row[index + 1] = exchanged.min(diagonal + 1).min(row[index] + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
#[path = "page/mod.rs"]
mod page;

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/report-2023.txt");

    fn ask(arguments: &[&str]) -> Result<String, (u8, String)> {
        run(&arguments
            .iter()
            .copied()
            .map(str::to_owned)
            .collect::<Vec<_>>())
    }

    #[test]
    fn a_value_is_shown_in_its_line() {
        let story = ask(&[REPORT, "article20.item1.normative_documents.in_force"])
            .expect("it is explained");
        assert!(
            story.starts_with("青禾县水务局, report on 2023\n"),
            "{story}"
        );
        assert!(story.contains("现行有效件数: 22\n"), "{story}");
        assert!(
            story.contains(": | 行政规范性文件 | 2 | 1 | «22（其中修订4件）» |"),
            "{story}"
        );
    }

    #[test]
    fn the_page_shows_the_story() {
        let story = ask(&[REPORT, "article20.item1.normative_documents.in_force"]);
        page::shows("explain", &story.expect("it is explained"));
    }

    #[test]
    fn a_cell_that_is_not_there_is_explained_too() {
        let story =
            ask(&[REPORT, "article20.item9.procurement.projects"]).expect("it is explained");
        assert!(story.contains("the document has no such cell"), "{story}");
    }

    #[test]
    fn a_wrong_id_lists_those_near_it() {
        let (code, message) =
            ask(&[REPORT, "applications.recieved.total"]).expect_err("there is no such field");
        assert_eq!(code, 2);
        let first = message.lines().nth(1).unwrap_or_default();
        assert!(
            first.starts_with("  applications.received.total "),
            "{message}"
        );
    }

    #[test]
    fn words_of_the_form_find_their_rows() {
        let rows: Vec<_> = suggestions("重复申请")
            .iter()
            .map(|field| field.row_label())
            .collect();
        assert!(
            rows.iter().all(|row| row.ends_with("2.重复申请")),
            "{rows:?}"
        );
    }

    #[test]
    fn what_cannot_be_read_and_what_was_not_asked() {
        assert_eq!(
            ask(&["no/such/file.txt", "applications.received.total"]).map_err(|(code, _)| code),
            Err(1)
        );
        assert_eq!(ask(&[REPORT]), Err((2, USAGE.to_owned())));
    }
}
