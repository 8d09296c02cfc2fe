//! Compares a body's report with the one of the year before: what should follow on from it and does not, and which
//! numbers changed.
//!
//! ```text
//! cargo run --example compare_years -- examples/data/report-2022.txt examples/data/report-2023.txt
//! ```
//!
//! Exits with 0 if the years follow on each other, with 1 if they do not or a file could not be read, and with 2 on a wrong
//! command line. To check a report by itself, run `check`.

use std::env;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use gongkai::{Cell, Report, check};

const USAGE: &str = "usage: compare_years OLD NEW";

/// How many changed cells are shown.
const SHOWN: usize = 8;

fn main() -> ExitCode {
    let files: Vec<String> = env::args().skip(1).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    match run(&files, &mut out) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("compare_years: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Compares the two, and gives the exit code. Fails only where nothing can be printed.
fn run(files: &[String], out: &mut dyn Write) -> io::Result<u8> {
    let [old, new] = files else {
        eprintln!("{USAGE}");
        return Ok(2);
    };
    let (previous, current) = match (read(old), read(new)) {
        (Ok(previous), Ok(current)) => (previous, current),
        (Err(message), _) | (_, Err(message)) => {
            writeln!(out, "{message}")?;
            return Ok(1);
        }
    };
    let checks = check::years(&previous, &current);
    for finding in checks.findings() {
        writeln!(out, "{}", current.diagnostic(finding).source(new))?;
    }
    let differences: Vec<_> = check::diff(&previous, &current).collect();
    writeln!(out, "{} cells changed", differences.len())?;
    for it in differences.iter().take(SHOWN) {
        let change = it
            .change()
            .map(|change| format!(" ({change})"))
            .unwrap_or_default();
        let (before, after) = (said(it.before()), said(it.after()));
        writeln!(out, "  {}: {before} -> {after}{change}", it.field())?;
    }
    if differences.len() > SHOWN {
        writeln!(out, "  …")?;
    }
    out.flush()?;
    Ok(u8::from(!checks.is_consistent()))
}

/// The first report of a file, or why there is none.
fn read(file: &str) -> Result<Report, String> {
    let bytes = fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    gongkai::read(&bytes).map_err(|error| format!("{file}: {error}"))
}

/// A cell's number, or its state.
fn said(cell: &Cell) -> String {
    match (cell.number(), cell.unit()) {
        (Some(number), Some(unit)) => format!("{number}{unit}"),
        (Some(number), None) => number.to_string(),
        (None, _) => cell.state().to_string(),
    }
}

#[cfg(test)]
#[path = "page/mod.rs"]
mod page;

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "examples/data/report-2022.txt";
    const NEW: &str = "examples/data/report-2023.txt";

    /// Runs it in the root of the repository.
    #[track_caller]
    fn compare(files: &[&str]) -> (u8, String) {
        env::set_current_dir(env!("CARGO_MANIFEST_DIR")).expect("the root is there");
        let files: Vec<String> = files.iter().copied().map(str::to_owned).collect();
        let mut out = Vec::new();
        let code = run(&files, &mut out).expect("a vector takes everything");
        (code, String::from_utf8(out).expect("it is text"))
    }

    #[test]
    fn what_does_not_follow_on_is_shown() {
        let (code, printed) = compare(&[OLD, NEW]);
        assert_eq!(code, 1);
        page::shows("compare_years", &printed);
    }

    #[test]
    fn years_in_the_wrong_order_are_one_finding() {
        let (code, printed) = compare(&[NEW, OLD]);
        assert_eq!(code, 1);
        assert!(
            printed.starts_with("warning[years.consecutive]: the reports are on 2023 and 2022"),
            "{printed}"
        );
        assert_eq!(printed.matches("years.").count(), 1);
    }

    #[test]
    fn a_file_that_is_not_there_is_said() {
        let (code, printed) = compare(&[OLD, "no/such/file.txt"]);
        assert_eq!(code, 1);
        assert!(printed.starts_with("no/such/file.txt: "), "{printed}");
    }

    #[test]
    fn a_wrong_command_line_prints_nothing() {
        assert_eq!(compare(&[OLD]), (2, String::new()));
    }
}
