//! A part of the documents: read on all cores, written to files of its own.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::iter::Sum;
use std::path::{Path, PathBuf};

use gongkai::Report;
use gongkai::output::csv::{LongTable, WideTable};
use indicatif::ProgressBar;
use rayon::prelude::*;

use crate::cells;

/// The columns of `findings.csv`.
pub const FINDINGS: [&str; 10] = [
    "source",
    "agency",
    "year",
    "code",
    "severity",
    "cause",
    "fields",
    "place",
    "message",
    "message_zh",
];

/// The columns of `unreadable.csv`.
pub const UNREADABLE: [&str; 2] = ["source", "why"];

/// Some of the documents.
#[derive(Debug)]
pub struct Part<'p> {
    out: &'p Path,
    number: usize,
    documents: &'p [String],
}

/// What became of documents.
#[derive(Debug, Default)]
pub struct Tally {
    pub documents: usize,
    pub reports: usize,
    pub cells: usize,
    pub findings: usize,
    /// Which could not be read, each with why.
    pub unreadable: Vec<(String, String)>,
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |mut sum, tally| {
            sum.documents += tally.documents;
            sum.reports += tally.reports;
            sum.cells += tally.cells;
            sum.findings += tally.findings;
            sum.unreadable.extend(tally.unreadable);
            sum
        })
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            documents,
            reports,
            cells,
            findings,
            unreadable,
        } = self;
        writeln!(
            f,
            "{documents} documents, {reports} reports, {cells} cells, {findings} findings, {} documents that could not be read",
            unreadable.len()
        )?;
        unreadable
            .iter()
            .try_for_each(|(source, why)| writeln!(f, "  {source}: {why}"))
    }
}

/// The reports of a document, or why there are none.
type Outcome<'p> = (&'p str, Result<Vec<Report>, String>);

impl<'p> Part<'p> {
    pub fn new(out: &'p Path, number: usize, documents: &'p [String]) -> Self {
        Self {
            out,
            number,
            documents,
        }
    }

    fn path(&self, folder: &str, extension: &str) -> PathBuf {
        self.out
            .join(folder)
            .join(format!("{:05}.{extension}", self.number))
    }

    /// The part's piece of a table.
    pub fn table(&self, name: &str) -> PathBuf {
        self.path("parts", &format!("{name}.csv"))
    }

    fn done(&self) -> PathBuf {
        self.path("parts", "done")
    }

    pub fn is_done(&self) -> bool {
        self.done().is_file()
    }

    /// What became of a part that is done, as it was written down.
    pub fn tally(&self) -> io::Result<Tally> {
        let text = fs::read_to_string(self.done())?;
        let mut lines = text.lines();
        let mut number = || lines.next().and_then(|line| line.parse().ok()).unwrap_or(0);
        let [reports, cells, findings] = [number(), number(), number()];
        let unreadable = lines
            .filter_map(|line| line.split_once('\t'))
            .map(|(source, why)| (source.to_owned(), why.to_owned()));
        Ok(Tally {
            documents: self.documents.len(),
            reports,
            cells,
            findings,
            unreadable: unreadable.collect(),
        })
    }

    /// Reads the documents and writes their tables; the file that says that the part is done, last.
    pub fn read(&self, bar: &ProgressBar) -> io::Result<Tally> {
        let outcomes: Vec<Outcome<'_>> = self
            .documents
            .par_iter()
            .map(|source| {
                let outcome = (source.as_str(), reports(source));
                bar.inc(1);
                outcome
            })
            .collect();
        cells::write(&self.path("cells", "parquet"), pairs(&outcomes))?;
        let tally = self.write(&outcomes)?;
        let mut text = format!("{}\n{}\n{}\n", tally.reports, tally.cells, tally.findings);
        for (source, why) in &tally.unreadable {
            text += &format!("{source}\t{}\n", why.replace('\n', " "));
        }
        let new = self.path("parts", "new");
        fs::write(&new, text)?;
        fs::rename(new, self.done())?;
        Ok(tally)
    }

    fn write(&self, outcomes: &[Outcome<'_>]) -> io::Result<Tally> {
        let create = |name| Ok::<_, io::Error>(BufWriter::new(File::create(self.table(name))?));
        let mut cells = LongTable::below(create("cells")?);
        let mut wide = WideTable::below(create("reports")?);
        let mut findings = create("findings")?;
        let mut unreadable = create("unreadable")?;
        let mut tally = Tally {
            documents: outcomes.len(),
            ..Tally::default()
        };
        for (source, report) in pairs(outcomes) {
            cells.push(source, report)?;
            wide.push(source, report)?;
            tally.reports += 1;
            tally.cells += report.cells().count();
            // What is odd about the reading, and the numbers that do not agree.
            let checks = report.check();
            tally.findings += report.findings().len() + checks.findings().len();
            for finding in report.findings().iter().chain(checks.findings()) {
                let fields: Vec<&str> = finding.fields().iter().map(|field| field.id()).collect();
                let place = finding.at(report).map(|place| place.to_string());
                line(
                    &mut findings,
                    &[
                        source,
                        report.agency().unwrap_or_default(),
                        &report
                            .year()
                            .map(|year| year.to_string())
                            .unwrap_or_default(),
                        finding.code().as_str(),
                        finding.severity().as_str(),
                        finding.cause().as_str(),
                        &fields.join(" "),
                        &place.unwrap_or_default(),
                        finding.message(),
                        finding.message_zh(),
                    ],
                )?;
            }
        }
        for (source, outcome) in outcomes {
            if let Err(why) = outcome {
                line(&mut unreadable, &[source, why])?;
                tally.unreadable.push(((*source).to_owned(), why.clone()));
            }
        }
        cells.into_inner().flush()?;
        wide.into_inner().flush()?;
        findings.flush()?;
        unreadable.flush()?;
        Ok(tally)
    }
}

/// The reports of a document.
fn reports(source: &str) -> Result<Vec<Report>, String> {
    let bytes = fs::read(source).map_err(|error| error.to_string())?;
    gongkai::read_all(&bytes).map_err(|error| error.to_string())
}

/// Every report with the name of its document.
fn pairs<'o>(outcomes: &'o [Outcome<'_>]) -> impl Iterator<Item = (&'o str, &'o Report)> {
    let read = outcomes
        .iter()
        .filter_map(|(source, outcome)| Some((*source, outcome.as_ref().ok()?)));
    read.flat_map(|(source, reports)| reports.iter().map(move |report| (source, report)))
}

/// A line of CSV. A name or a message that a spreadsheet might take for a formula is made text.
fn line(out: &mut impl Write, values: &[&str]) -> io::Result<()> {
    for (at, value) in values.iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        let apostrophe = if value.starts_with(['=', '@', '+', '-', '\t', '\r']) {
            "'"
        } else {
            ""
        };
        write!(out, "{comma}\"{apostrophe}{}\"", value.replace('"', "\"\""))?;
    }
    writeln!(out)
}
