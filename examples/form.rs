//! Writes a report as the official form: one that was read from a file, or one that is filled from values.
//!
//! ```text
//! cargo run --example form -- examples/data/report-2023.txt --html > report.html
//! cargo run --example form -- --fill examples/data/values-2023.csv
//! ```
//!
//! `--html`, `--markdown`, `--tsv` and `--text` (which is the default) say how; `--traditional` writes the words of the form in Traditional script.
//! Values are lines of a name and a value: `template`, `agency`, `year`, and the ids of fields. What is odd about the report goes to
//! standard error. Exits with 0 if the form was written, with 1 if there is nothing to write, with 2 on a wrong command line.

use std::env;
use std::fs;
use std::process::ExitCode;

use gongkai::output::form::Form;
use gongkai::{Entry, Field, Kind, Number, Report, ReportBuilder, Script, Template, Unit};

const USAGE: &str = "usage: form FILE [--html | --markdown | --tsv | --text] [--traditional]
       form --fill VALUES [--html | --markdown | --tsv | --text] [--traditional]";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match run(&arguments) {
        Ok((form, remarks)) => {
            print!("{form}");
            eprint!("{remarks}");
            ExitCode::SUCCESS
        }
        Err((code, message)) => {
            eprintln!("{message}");
            ExitCode::from(code)
        }
    }
}

/// What the command line asks for.
struct Order<'a> {
    file: &'a str,
    fill: bool,
    write: fn(&Form<'_>) -> String,
    script: Script,
}

fn order(arguments: &[String]) -> Option<Order<'_>> {
    let mut order = Order {
        file: "",
        fill: false,
        write: |form| form.text(),
        script: Script::Simplified,
    };
    for argument in arguments {
        match argument.as_str() {
            "--fill" => order.fill = true,
            "--html" => order.write = |form| form.html(),
            "--markdown" => order.write = |form| form.markdown(),
            "--tsv" => order.write = |form| form.tsv(),
            "--text" => order.write = |form| form.text(),
            "--traditional" => order.script = Script::Traditional,
            option if option.starts_with('-') => return None,
            file if order.file.is_empty() => order.file = file,
            _ => return None,
        }
    }
    (!order.file.is_empty()).then_some(order)
}

/// The form and what is odd about the report, or the exit code and what to say instead.
fn run(arguments: &[String]) -> Result<(String, String), (u8, String)> {
    let order = order(arguments).ok_or_else(|| (2, USAGE.to_owned()))?;
    let failed = |error: String| (1, format!("{}: {error}", order.file));
    let bytes = fs::read(order.file).map_err(|error| failed(error.to_string()))?;
    let report = if order.fill {
        let values = String::from_utf8(bytes).map_err(|error| failed(error.to_string()))?;
        filled(&values).map_err(failed)?
    } else {
        gongkai::read(&bytes).map_err(|error| failed(error.to_string()))?
    };
    Ok((
        (order.write)(&report.form().script(order.script)),
        remarks(&report),
    ))
}

/// What is odd about the report, and which of its numbers do not agree, a line each.
fn remarks(report: &Report) -> String {
    let checks = report.check();
    let findings = report.findings().iter().chain(checks.findings());
    findings
        .map(|finding| format!("{}: {}\n", finding.severity(), finding.message()))
        .collect()
}

/// A report of these values.
fn filled(values: &str) -> Result<Report, String> {
    let lines = values
        .lines()
        .enumerate()
        .filter_map(|(at, line)| Some((at + 1, line.split_once(',')?)));
    let template = lines.clone().find(|(_, (name, _))| *name == "template");
    let template = template.map_or(Ok(Template::Y2021), |(_, (_, form))| {
        form.parse::<Template>()
    });
    let mut form = ReportBuilder::new(template.map_err(|error| error.to_string())?);
    for (at, (name, value)) in lines {
        put(&mut form, name, value.trim()).map_err(|error| format!("line {at}: {error}"))?;
    }
    form.build().map_err(|error| error.to_string())
}

/// Puts a value where it belongs.
fn put(form: &mut ReportBuilder, name: &str, value: &str) -> Result<(), String> {
    match name {
        "template" => {}
        "agency" => drop(form.agency(value)),
        "year" => drop(form.year(value.parse().map_err(|_| format!("{value:?} is no year"))?)),
        id => {
            let field: Field = id
                .parse()
                .map_err(|error: gongkai::UnknownField| error.to_string())?;
            form.put(field, entry(field, value)?)
                .map_err(|error| error.to_string())?;
        }
    }
    Ok(())
}

/// A number, with a unit if it has one; nothing; or a dash.
fn entry(field: Field, value: &str) -> Result<Entry, String> {
    let number = |text: &str| {
        text.parse::<Number>()
            .map_err(|error| format!("{text:?}: {error}"))
    };
    let unit = Unit::ALL
        .iter()
        .rev()
        .find(|unit| value.ends_with(unit.as_str()));
    match (value, unit) {
        ("", _) => Ok(Entry::Blank),
        ("—" | "-" | "/", _) => Ok(Entry::Nil),
        (_, Some(unit)) if field.kind() == Kind::Money => Ok(Entry::Money(
            number(value.trim_end_matches(unit.as_str()))?,
            *unit,
        )),
        _ => Ok(Entry::Number(number(value)?)),
    }
}

#[cfg(test)]
#[path = "page/mod.rs"]
mod page;

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/report-2023.txt");
    const VALUES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/values-2023.csv");

    #[track_caller]
    fn form(arguments: &[&str]) -> Result<(String, String), (u8, String)> {
        let arguments: Vec<String> = arguments.iter().map(|it| (*it).to_owned()).collect();
        run(&arguments)
    }

    #[test]
    fn the_page_shows_a_filled_table() {
        let (text, remarks) = form(&["--fill", VALUES]).expect("it can be filled");
        // Only some of the form is filled, and its sums say so.
        assert!(remarks.starts_with("error: in column"), "{remarks}");
        let from = text.find("二、").expect("section two");
        let to = text.find("\n三、").expect("section three");
        page::shows("form", &text[from..to]);
    }

    #[test]
    fn numbers_that_do_not_agree_are_told() {
        let values = "agency,青禾县水务局\nyear,2023\napplications.received.enterprise,3\napplications.received.total,4";
        let told = remarks(&filled(values).expect("it can be filled"));
        assert!(
            told.contains("error: the total of row “一、本年新收政府信息公开申请数量” is 4"),
            "{told}"
        );
    }

    #[test]
    fn what_is_written_is_what_was_read() {
        let report = gongkai::read(&fs::read(REPORT).expect("it is there")).expect("there is text");
        for how in ["--markdown", "--tsv", "--text"] {
            let (written, _) = form(&[REPORT, how, "--traditional"]).expect("it can be written");
            let again = gongkai::read_text(&written).expect("there is text");
            assert_eq!(
                (again.agency(), again.year()),
                (report.agency(), report.year())
            );
            assert_eq!(again.script(), Script::Traditional);
            for (field, cell) in report.cells() {
                let other = again.cell(field);
                assert_eq!(
                    (cell.state(), cell.number()),
                    (other.state(), other.number())
                );
            }
        }
        let (html, _) = form(&[REPORT, "--html"]).expect("it can be written");
        assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"zh-Hans\">"));
    }

    #[test]
    fn wrong_values_are_named_by_their_line() {
        let cases = [
            (
                "year,2023\napplications.received.total,-1",
                "line 2: applications.received.total counts, and -1 is negative",
            ),
            (
                "article20.item8.fees.amount,12.5件",
                "line 1: article20.item8.fees.amount is not given in 件",
            ),
            (
                "applications.received,3",
                "line 1: no field has the id \"applications.received\"",
            ),
            ("year,MMXX", "line 1: \"MMXX\" is no year"),
            ("template,2020", "no template is called \"2020\""),
        ];
        for (values, message) in cases {
            assert_eq!(filled(values).expect_err("it is wrong"), message);
        }
    }

    #[test]
    fn exit_codes() {
        let code = |arguments: &[&str]| form(arguments).expect_err("it fails").0;
        assert_eq!(code(&["no/such/file.txt"]), 1);
        assert_eq!(code(&[]), 2);
        assert_eq!(code(&["--html"]), 2);
        assert_eq!(code(&[REPORT, REPORT]), 2);
        assert_eq!(code(&[REPORT, "--pdf"]), 2);
    }
}
