//! Prints reports as records, one JSON object a line: the contract `gongkai.record/1`.
//!
//! ```text
//! cargo run --example extract -- report.txt another.txt
//! cargo run --example extract -- - < report.txt
//! ```
//!
//! Exits with 0 if every file was read, with 1 if some file could not be (its line then says why), and with 2 on a
//! wrong command line. To see one value explained in words, run `explain`.

use std::env;
use std::fs;
use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;

use serde::Serialize;

const USAGE: &str = "usage: extract FILE...    (- is standard input)";

fn main() -> ExitCode {
    let files: Vec<String> = env::args().skip(1).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    match run(&files, &mut io::stdin().lock(), &mut out) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("extract: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the records of all files, and gives the exit code. Fails only where nothing can be printed.
fn run(files: &[String], stdin: &mut dyn Read, out: &mut dyn Write) -> io::Result<u8> {
    if files.is_empty() || files.iter().any(|file| is_option(file)) {
        eprintln!("{USAGE}");
        return Ok(2);
    }
    let mut code = 0;
    for file in files {
        if !print_file(file, stdin, out)? {
            code = 1;
        }
    }
    out.flush()?;
    Ok(code)
}

/// There are no options; a file whose name begins with a dash is `./-name`.
fn is_option(argument: &str) -> bool {
    argument.starts_with('-') && argument != "-"
}

/// Prints a line for each report of the file, or one that says why there is none. True if it was read.
fn print_file(file: &str, stdin: &mut dyn Read, out: &mut dyn Write) -> io::Result<bool> {
    let bytes = match bytes_of(file, stdin) {
        Ok(bytes) => bytes,
        Err(failure) => {
            line(out, &failure.record(file))?;
            return Ok(false);
        }
    };
    match gongkai::read_all(&bytes) {
        Ok(reports) => {
            for report in &reports {
                line(out, &report.record(file))?;
            }
            Ok(true)
        }
        Err(error) => {
            line(out, &error.record(file))?;
            Ok(false)
        }
    }
}

/// The bytes of a file, so that the record's spans index the file wherever they can.
fn bytes_of(file: &str, stdin: &mut dyn Read) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    if file == "-" {
        stdin.read_to_end(&mut bytes).map_err(Failure::io)?;
    } else {
        bytes = fs::read(file).map_err(Failure::io)?;
    }
    Ok(bytes)
}

/// Why there are no bytes, before the library is asked.
struct Failure {
    kind: &'static str,
    message: String,
}

impl Failure {
    fn io(error: io::Error) -> Self {
        Self {
            kind: "io",
            message: error.to_string(),
        }
    }

    /// In the shape of [`gongkai::ErrorRecord`].
    fn record<'f>(&'f self, source: &'f str) -> FailureRecord<'f> {
        FailureRecord {
            schema: "gongkai.record/1",
            reader: env!("CARGO_PKG_VERSION"),
            source,
            error: Reason {
                kind: self.kind,
                message: &self.message,
            },
        }
    }
}

#[derive(Serialize)]
struct FailureRecord<'f> {
    schema: &'static str,
    reader: &'static str,
    source: &'f str,
    error: Reason<'f>,
}

#[derive(Serialize)]
struct Reason<'f> {
    kind: &'static str,
    message: &'f str,
}

/// One JSON object on a line of its own.
fn line(out: &mut dyn Write, record: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}

#[cfg(test)]
#[path = "page/mod.rs"]
mod page;

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    const REPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/report-2023.txt");

    /// The exit code, and what is printed.
    #[track_caller]
    fn printed(files: &[&str], stdin: &[u8]) -> (u8, String) {
        let files: Vec<String> = files.iter().copied().map(str::to_owned).collect();
        let mut out = Vec::new();
        let code = run(&files, &mut &*stdin, &mut out).expect("a vector takes everything");
        (code, String::from_utf8(out).expect("JSON is UTF-8"))
    }

    /// The exit code, and every line as JSON.
    #[track_caller]
    fn extract(files: &[&str], stdin: &[u8]) -> (u8, Vec<Value>) {
        let (code, text) = printed(files, stdin);
        let lines = text
            .lines()
            .map(|line| serde_json::from_str(line).expect("a line is JSON"));
        (code, lines.collect())
    }

    #[test]
    fn a_record_says_what_the_report_says() {
        let (code, lines) = extract(&[REPORT], b"");
        assert_eq!((code, lines.len()), (0, 1));
        let record = &lines[0];
        assert_eq!(record["schema"], "gongkai.record/1");
        assert_eq!(record["source"], REPORT);
        assert_eq!(record["text"], "input");
        assert_eq!(record["template"], "2021");
        assert_eq!(record["year"], 2023);
        assert_eq!(record["agency"], "青禾县水务局");
        assert_eq!(
            record["fields"].as_object().map(serde_json::Map::len),
            Some(200)
        );
        let fees = &record["fields"]["article20.item8.fees.amount"];
        assert_eq!(
            (&fees["value"], &fees["unit"]),
            (&"12.5".into(), &"万元".into())
        );
    }

    #[test]
    fn spans_index_the_file() {
        let source = fs::read_to_string(REPORT).expect("the report is there");
        let (_, lines) = extract(&[REPORT], b"");
        let cell = &lines[0]["fields"]["article20.item1.normative_documents.in_force"];
        let at = |index: usize| {
            cell["span"][index]
                .as_u64()
                .and_then(|at| usize::try_from(at).ok())
        };
        let (Some(start), Some(end)) = (at(0), at(1)) else {
            panic!("no span: {cell}")
        };
        assert_eq!(&source[start..end], "22（其中修订4件）");
        assert_eq!(cell["raw"], "22（其中修订4件）");
        assert_eq!(cell["value"], "22");
    }

    #[test]
    fn a_dash_is_standard_input() {
        let source = fs::read(REPORT).expect("the report is there");
        let (code, lines) = extract(&["-"], &source);
        assert_eq!((code, lines.len()), (0, 1));
        assert_eq!(
            (&lines[0]["source"], &lines[0]["year"]),
            (&"-".into(), &2023.into())
        );
    }

    #[test]
    fn what_cannot_be_read_has_a_line_and_the_others_theirs() {
        let (code, lines) = extract(&["no/such/file.txt", REPORT, "-"], br"{\rtf1");
        assert_eq!((code, lines.len()), (1, 3));
        assert_eq!(
            (&lines[0]["source"], &lines[0]["error"]["kind"]),
            (&"no/such/file.txt".into(), &"io".into())
        );
        assert_eq!(lines[1]["year"], 2023);
        assert_eq!(lines[2]["error"]["kind"], "unsupported");
        assert_eq!(
            lines[2]["error"]["message"],
            "the document is a rich text file: save it as a web page or as text"
        );
        assert_eq!(lines[2]["fields"], Value::Null);
    }

    #[test]
    fn nothing_to_read_is_an_error_and_no_table_is_not() {
        let (code, lines) = extract(&["-"], b" \n\t\n");
        assert_eq!((code, &lines[0]["error"]["kind"]), (1, &"empty".into()));
        let (code, lines) = extract(&["-"], "今日停水通知".as_bytes());
        assert_eq!((code, &lines[0]["template"]), (0, &Value::Null));
    }

    #[test]
    fn a_wrong_command_line_prints_no_record() {
        assert_eq!(extract(&[], b""), (2, vec![]));
        assert_eq!(extract(&["--json", REPORT], b""), (2, vec![]));
    }

    #[test]
    fn the_page_shows_a_cell_and_an_error() {
        let id = "article20.item1.normative_documents.in_force";
        let (_, text) = printed(&[REPORT, "-"], br"{\rtf1");
        let object = |key: &str| {
            let (_, behind) = text.split_once(&format!("\"{key}\":")).expect("the key");
            let (object, _) = behind.split_once('}').expect("its object ends");
            format!("\"{key}\": {object}}}")
        };
        page::shows("extract", &format!("{}\n{}", object(id), object("error")));
    }
}
