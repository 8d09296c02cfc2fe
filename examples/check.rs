//! Checks reports and says, for people, what does not add up, where it stands, and what looks at fault.
//!
//! ```text
//! cargo run --example check -- examples/data/report-2022.txt
//! cargo run --example check -- --zh examples/data/report-2022.txt
//! ```
//!
//! Exits with 0 if what was read of every report adds up, with 1 if some report fails a check or some file could not be
//! read, and with 2 on a wrong command line. To compare two years, run `compare_years`; for programs, `extract`.

use std::env;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use gongkai::check::Checks;
use gongkai::output::Language;
use gongkai::{Report, Severity, Table};

const USAGE: &str = "usage: check [--zh] FILE...    (--zh says it in Chinese)";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    match run(&arguments, &mut out) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("check: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Checks all files, and gives the exit code. Fails only where nothing can be printed.
fn run(arguments: &[String], out: &mut dyn Write) -> io::Result<u8> {
    let (options, files): (Vec<&String>, Vec<&String>) = arguments
        .iter()
        .partition(|argument| argument.starts_with('-'));
    if files.is_empty() || options.iter().any(|option| *option != "--zh") {
        eprintln!("{USAGE}");
        return Ok(2);
    }
    let chinese = !options.is_empty();
    let mut code = 0;
    for file in files {
        let reports = match read(file) {
            Ok(reports) => reports,
            Err(message) => {
                writeln!(out, "{file}: {message}")?;
                code = 1;
                continue;
            }
        };
        for report in &reports {
            let checks = report.check();
            print(out, file, report, &checks, chinese)?;
            if !checks.is_consistent() {
                code = 1;
            }
        }
    }
    out.flush()?;
    Ok(code)
}

/// The reports of a file, or why there are none.
fn read(file: &str) -> Result<Vec<Report>, String> {
    let bytes = fs::read(file).map_err(|error| error.to_string())?;
    gongkai::read_all(&bytes).map_err(|error| error.to_string())
}

/// Prints what there is to say of a report: what could not be read, what does not add up, and how much was seen.
fn print(
    out: &mut dyn Write,
    file: &str,
    report: &Report,
    checks: &Checks,
    chinese: bool,
) -> io::Result<()> {
    let findings = report.findings().iter().chain(checks.findings());
    for finding in findings.filter(|finding| finding.severity() != Severity::Advice) {
        let drawn = report.diagnostic(finding).source(file);
        let drawn = if chinese {
            drawn.language(Language::Chinese)
        } else {
            drawn
        };
        writeln!(out, "{drawn}")?;
    }
    for (table, name) in [
        (Table::Applications, "applications"),
        (Table::Disputes, "disputes"),
    ] {
        let coverage = checks.coverage(table);
        match chinese {
            true => writeln!(
                out,
                "{file}：{}：{}项核对中完成{}项，涉及{}格中的{}格",
                table_zh(table),
                coverage.checks(),
                coverage.decided(),
                coverage.cells(),
                coverage.seen()
            )?,
            false => writeln!(out, "{file}: {name}: {coverage}")?,
        }
    }
    Ok(())
}

/// What a table is called for short.
const fn table_zh(table: Table) -> &'static str {
    match table {
        Table::Applications => "申请情况表",
        _ => "复议诉讼情况表",
    }
}

#[cfg(test)]
#[path = "page/mod.rs"]
mod page;

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs it in the root of the repository.
    #[track_caller]
    fn check(arguments: &[&str]) -> (u8, String) {
        env::set_current_dir(env!("CARGO_MANIFEST_DIR")).expect("the root is there");
        let arguments: Vec<String> = arguments.iter().copied().map(str::to_owned).collect();
        let mut out = Vec::new();
        let code = run(&arguments, &mut out).expect("a vector takes everything");
        (code, String::from_utf8(out).expect("it is text"))
    }

    #[test]
    fn what_adds_up_passes() {
        let (code, printed) = check(&["examples/data/report-2023.txt"]);
        assert_eq!(code, 0, "{printed}");
        assert!(!printed.contains("error"), "{printed}");
    }

    #[test]
    fn what_does_not_add_up_fails() {
        let (code, printed) = check(&["examples/data/report-2022.txt"]);
        assert_eq!(code, 1, "{printed}");
        page::shows("check", &printed);
    }

    #[test]
    fn it_speaks_chinese() {
        let (code, printed) = check(&["--zh", "examples/data/report-2022.txt"]);
        assert_eq!(code, 1);
        assert!(
            printed.starts_with("错误[disputes.row-total]：“行政复议”的总计为1，"),
            "{printed}"
        );
    }

    #[test]
    fn what_cannot_be_read_fails() {
        let (code, printed) = check(&["no/such/file.txt", "examples/data/report-2023.txt"]);
        assert_eq!(code, 1);
        assert!(printed.starts_with("no/such/file.txt: "), "{printed}");
    }

    #[test]
    fn a_wrong_command_line_prints_nothing() {
        assert_eq!(check(&[]), (2, String::new()));
        assert_eq!(check(&["--zh"]), (2, String::new()));
        assert_eq!(check(&["--json", "a"]), (2, String::new()));
    }
}
