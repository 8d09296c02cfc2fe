//! Writes a page to look at: the form as it was read beside its source, with the findings.
//!
//! ```text
//! cargo run --example inspect -- examples/data/report-2023.txt > page.html
//! ```
//!
//! `--zh` writes it in Chinese. Exits with 0 if a page was written, with 1 if the file could not be read, with 2 on a wrong command line.

use std::env;
use std::fs;
use std::process::ExitCode;

use gongkai::output::Language;

const USAGE: &str = "usage: inspect [--zh] FILE > page.html";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match run(&arguments) {
        Ok(page) => {
            print!("{page}");
            ExitCode::SUCCESS
        }
        Err((code, message)) => {
            eprintln!("{message}");
            ExitCode::from(code)
        }
    }
}

/// The page, or the exit code and what to say instead.
fn run(arguments: &[String]) -> Result<String, (u8, String)> {
    let (language, file) = match arguments {
        [file] if !file.starts_with("--") => (Language::English, file),
        [flag, file] if flag == "--zh" => (Language::Chinese, file),
        _ => return Err((2, USAGE.to_owned())),
    };
    let bytes = fs::read(file).map_err(|error| (1, format!("{file}: {error}")))?;
    let report = gongkai::read(&bytes).map_err(|error| (1, format!("{file}: {error}")))?;
    Ok(report.page().language(language).html())
}

#[cfg(test)]
#[path = "page/mod.rs"]
mod page;

#[cfg(test)]
mod tests {
    use super::run;

    const REPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/report-2023.txt");

    fn written(arguments: &[&str]) -> Result<String, (u8, String)> {
        let arguments: Vec<String> = arguments.iter().map(|it| (*it).to_owned()).collect();
        run(&arguments)
    }

    /// The findings, as examples/README.md shows them.
    #[test]
    fn the_page_of_examples_shows_its_beginning() {
        let page = written(&[REPORT]).expect("the report is read");
        let (_, rest) = page.split_once("<body>\n").expect("the page has a body");
        let (shown, _) = rest.split_once("<section>").expect("the page has sections");
        super::page::shows("inspect", shown);
    }

    #[test]
    fn every_link_leads_somewhere() {
        for flags in [&[REPORT][..], &["--zh", REPORT]] {
            let page = written(flags).expect("the report is read");
            let mut links = 0;
            for (at, found) in page.match_indices("href=\"#") {
                let id: &str = page[at + found.len()..]
                    .split('"')
                    .next()
                    .unwrap_or_default();
                assert!(page.contains(&format!("id=\"{id}\"")), "{id} is nowhere");
                links += 1;
            }
            assert!(links > 200, "{links} links");
        }
    }

    #[test]
    fn what_cannot_be_read_has_its_exit_code() {
        assert_eq!(written(&[]).map_err(|error| error.0), Err(2));
        assert_eq!(written(&["--de", REPORT]).map_err(|error| error.0), Err(2));
        assert_eq!(written(&["no/such/file"]).map_err(|error| error.0), Err(1));
    }
}
