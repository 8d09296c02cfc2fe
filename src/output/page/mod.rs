//! A report as a page to look at: the form as it was read beside the source it was read from.

mod marks;
mod words;

use std::collections::BTreeSet;
use std::fmt::Write;

use super::form::html::table_with;
use super::form::{Ruled, RuledCell};
use super::{Language, escaped};
use crate::check::Checks;
use crate::model::{Candidate, Cell, Claim, Finding, Number, Outcome, Report, Severity, State};
use crate::span::Span;
use crate::template::{Field, Table};
use marks::Marks;
use words::{CHINESE, ENGLISH, Reading, Words};

const STYLE: &str = include_str!("style.css");

/// In the order of the legend.
const STATES: [State; 6] = [
    State::Reported,
    State::Blank,
    State::Nil,
    State::Unreadable,
    State::Ambiguous,
    State::Absent,
];

/// As many columns as a phone has room for.
const NARROW: usize = 5;

/// How much of an unreadable cell is shown in the form, in characters. The source has all of it.
const SHOWN: usize = 12;

/// A report as a page to look at: what [`Report::page`] returns.
///
/// One web page of its own, which needs no script and loads nothing: the findings, worst first; the official form filled with what
/// was read, each cell coloured by its state and linked to its place in the source; what the sentences say; and the source, with every
/// recognised label and value marked and linked back. It suits wide and narrow windows, light and dark ones, and paper.
///
/// Everything that comes from the document is escaped.
///
/// ```
/// let text = "第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t17\n行政强制\t<b>\n";
/// let report = gongkai::read_text(text)?;
/// let page = report.page().html();
///
/// assert!(page.contains("href=\"#c-article20.item6.penalties.decisions\">17</a>"));
/// assert!(page.contains("&lt;b&gt;") && !page.contains("<b>\n"));
/// # Ok::<(), gongkai::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Page<'r> {
    report: &'r Report,
    language: Language,
}

impl Report {
    /// The report as a page to look at, in English.
    #[must_use]
    pub const fn page(&self) -> Page<'_> {
        Page {
            report: self,
            language: Language::English,
        }
    }
}

impl Page<'_> {
    /// Says what the page says in this language. Labels of the form are Chinese in both.
    #[must_use]
    pub const fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// The page.
    #[must_use]
    pub fn html(&self) -> String {
        let checks = self.report.check();
        let mut findings: Vec<&Finding> =
            (self.report.findings().iter().chain(checks.findings())).collect();
        findings.sort_by_key(|finding| finding.severity());
        let spans = findings.iter().flat_map(|finding| finding.spans());
        let form = self.report.form();
        let tables = Table::ALL
            .iter()
            .filter_map(|table| form.ruled_table(*table));
        let shown: BTreeSet<Field> = (tables
            .flat_map(|ruled| ruled.cells)
            .filter_map(|cell| cell.field))
        .collect();
        let marks = Marks::new(self.report, spans.copied(), &shown);
        let view = View {
            report: self.report,
            words: match self.language {
                Language::Chinese => &CHINESE,
                _ => &ENGLISH,
            },
            chinese: self.language == Language::Chinese,
            checks: &checks,
            failing: failing(&findings),
            marks,
            shown: &shown,
        };
        view.page(&findings)
    }
}

/// The cells of failed checks.
fn failing(findings: &[&Finding]) -> BTreeSet<Field> {
    let failed = findings.iter().filter(|finding| {
        finding.outcome() == Some(Outcome::Fails) && finding.severity() != Severity::Advice
    });
    failed
        .flat_map(|finding| finding.fields())
        .copied()
        .collect()
}

/// All that the page is made of.
struct View<'r> {
    report: &'r Report,
    words: &'static Words,
    chinese: bool,
    checks: &'r Checks,
    failing: BTreeSet<Field>,
    marks: Marks<'r>,
    /// The fields that have a place in the tables shown: nothing else can be linked to.
    shown: &'r BTreeSet<Field>,
}

impl View<'_> {
    fn page(&self, findings: &[&Finding]) -> String {
        let words = self.words;
        let agency = self.report.agency().unwrap_or(words.unknown);
        let title = escaped(&(words.title)(agency, self.report.year()));
        let mut out = format!(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n{}</header>\n<main>\n<div>\n",
            words.lang,
            self.legend()
        );
        let mut section = |heading: &str, body: &str| {
            if !body.is_empty() {
                let _ = write!(out, "<section>\n<h2>{heading}</h2>\n{body}</section>\n");
            }
        };
        section(words.findings, &self.findings(findings));
        section(words.form, &self.tables());
        section(words.extra_rows, &self.extra_rows());
        section(words.claims, &self.claims());
        let version = env!("CARGO_PKG_VERSION");
        let _ = write!(
            out,
            "<p class=\"quiet\">{} gongkai {version}</p>\n</div>\n\
             <section id=\"source\" lang=\"zh\">\n<h2 lang=\"{}\">{}</h2>\n<pre>{}</pre>\n</section>\n</main>\n</body>\n</html>\n",
            words.by,
            words.lang,
            words.source,
            self.marks.write()
        );
        out
    }

    /// How many cells are in each state: what the colours mean, too.
    fn legend(&self) -> String {
        let mut out = format!(
            "<ul class=\"legend\" aria-label=\"{}\">\n",
            self.words.legend
        );
        for state in &STATES {
            let count = self
                .report
                .cells()
                .filter(|(_, cell)| cell.state() == *state)
                .count();
            let name = (self.words.state)(*state);
            let _ = writeln!(out, "<li class=\"{state}\">{name} {count}</li>");
        }
        out + "</ul>\n"
    }

    fn findings(&self, findings: &[&Finding]) -> String {
        if findings.is_empty() {
            return format!("<p>{}</p>\n", self.words.no_findings);
        }
        let mut out = "<ol class=\"findings\">\n".to_owned();
        for finding in findings {
            let message = if self.chinese {
                finding.message_zh()
            } else {
                finding.message()
            };
            let _ = write!(
                out,
                "<li class=\"{}\"><b>{}</b>{} <code>{}</code> <span class=\"quiet\">{}</span>",
                finding.severity(),
                (self.words.severity)(finding.severity()),
                escaped(message),
                escaped(finding.code().as_str()),
                (self.words.cause)(finding.cause())
            );
            let mut fields = finding.fields().to_vec();
            fields.sort_by_key(|&field| !has_number(self.report.cell(field)));
            out += &self.links(self.words.cells, &fields, |&field| self.to_cell(field));
            out += &self.links(self.words.places, finding.spans(), |&span| {
                self.to_source(span)
            });
            out += "</li>\n";
        }
        out + "</ol>\n"
    }

    /// The first links of a finding, and how many more there would be.
    fn links<T>(&self, name: &str, to: &[T], link: impl Fn(&T) -> String) -> String {
        const MOST: usize = 6;
        if to.is_empty() {
            return String::new();
        }
        let links: String = to.iter().take(MOST).map(link).collect();
        let more = match to.len().saturating_sub(MOST) {
            0 => String::new(),
            more => format!("+{more}"),
        };
        format!(" <span class=\"places\">{name} {links}{more}</span>")
    }

    fn to_cell(&self, field: Field) -> String {
        self.linked(field, &escaped(&short(field))) + " "
    }

    /// Markup that leads to a cell, where the form that is shown has it.
    fn linked(&self, field: Field, markup: &str) -> String {
        if self.shown.contains(&field) {
            format!("<a href=\"#c-{field}\">{markup}</a>")
        } else {
            markup.to_owned()
        }
    }

    fn to_source(&self, span: Span) -> String {
        let place = self.report.place(span.start());
        let text = (self.words.place)(place.line(), place.column());
        format!("<a href=\"#p{}\">{text}</a> ", self.marks.target(span))
    }

    fn tables(&self) -> String {
        let form = self.report.form();
        let mut out = String::new();
        for table in Table::ALL {
            let (Some(reading), Some(mut ruled)) =
                (self.report.table(*table), form.ruled_table(*table))
            else {
                continue;
            };
            let coverage = self.checks.coverage(*table);
            let words = (self.words.reading)(&Reading {
                template: reading.template(),
                layout: reading.layout(),
                rows: reading.rows(),
                confirmed: reading.confirmed(),
                cells: coverage.cells(),
                seen: coverage.seen(),
                checks: coverage.checks(),
                decided: coverage.decided(),
            });
            ruled.caption = words;
            let _ = writeln!(out, "<h3>{}</h3>", (self.words.table)(*table));
            out += &self.table(&ruled);
        }
        if out.is_empty() {
            out = format!("<p>{}</p>\n", self.words.no_tables);
        }
        out
    }

    fn table(&self, ruled: &Ruled) -> String {
        let table = table_with(ruled, |cell: &RuledCell| match cell.field {
            Some(field) => (self.attributes(field), self.cell(field)),
            None => Default::default(),
        });
        let class = if ruled.columns > NARROW {
            "wide many"
        } else {
            "wide"
        };
        table.replacen("<div>", &format!("<div class=\"{class}\">"), 1)
    }

    fn attributes(&self, field: Field) -> String {
        let cell = self.report.cell(field);
        let fails = if self.failing.contains(&field) && has_number(cell) {
            " fails"
        } else {
            ""
        };
        let state = (self.words.state)(cell.state());
        let raw: String = cell.raw().split_whitespace().collect::<Vec<_>>().join(" ");
        let raw = if raw.is_empty() {
            raw
        } else {
            format!(": {raw}")
        };
        format!(
            " id=\"c-{field}\" class=\"{}{fails}\" title=\"{}\"",
            cell.state(),
            escaped(&format!("{}, {state}{raw}", name(field)))
        )
    }

    /// What stands in a cell of the form: what was read, linked to its place.
    fn cell(&self, field: Field) -> String {
        let cell = self.report.cell(field);
        let text = match cell.state() {
            State::Ambiguous => self.candidates(cell),
            State::Absent => "?".to_owned(),
            _ => escaped(&shown(cell)),
        };
        match cell.span() {
            Some(span) => format!("<a href=\"#p{}\">{text}</a>", self.marks.target(span)),
            None => text,
        }
    }

    fn candidates(&self, cell: &Cell) -> String {
        let may_be = |candidate: &Candidate| match candidate.number() {
            Some(number) => number.to_string(),
            None => (self.words.state)(candidate.state()).to_owned(),
        };
        let list: Vec<String> = cell.candidates().iter().take(3).map(may_be).collect();
        format!("?<small>{}</small>", escaped(&list.join(self.words.or)))
    }

    fn extra_rows(&self) -> String {
        let mut out = String::new();
        for row in self.report.extra_rows() {
            let cells: String = row
                .cells()
                .map(|cell| format!("<td>{}</td>", escaped(cell)))
                .collect();
            let link = self.marks.target(row.span());
            let _ = writeln!(
                out,
                "<tr><th scope=\"row\"><a href=\"#p{link}\">{}</a></th>{cells}</tr>",
                escaped(row.label())
            );
        }
        if out.is_empty() {
            return out;
        }
        format!("<div class=\"wide\" lang=\"zh\"><table>\n{out}</table></div>\n")
    }

    fn claims(&self) -> String {
        let mut out = String::new();
        for (number, claim) in self.report.claims().iter().enumerate() {
            let unit = claim.unit().map(|unit| unit.as_str()).unwrap_or_default();
            let raw: Vec<&str> = claim.raw().split_whitespace().collect();
            let _ = writeln!(
                out,
                "<li id=\"k{number}\">{}: <b>{}{unit}</b>{} <span class=\"places\"><a href=\"#p{}\" lang=\"zh\">{}</a></span></li>",
                escaped(claim.quantity().label()),
                claim.value(),
                self.against(claim),
                self.marks.target(claim.span()),
                escaped(&raw.join(" "))
            );
        }
        if out.is_empty() {
            return out;
        }
        format!("<ol class=\"claims\">\n{out}</ol>\n")
    }

    /// What the table has where a claim speaks of a cell, if that is a number of the same unit.
    fn against(&self, claim: &Claim) -> String {
        let Some(field) = claim.quantity().field() else {
            return String::new();
        };
        let cell = self.report.cell(field);
        let comparable = claim.unit().is_none() || claim.unit() == cell.unit();
        let words = match cell.number().filter(|_| comparable) {
            Some(number) if number == claim.value() => self.words.agrees.to_owned(),
            Some(number) => format!(
                "{} ({} {number})",
                self.words.differs, self.words.table_says
            ),
            None if self.shown.contains(&field) => format!(
                "{} {}",
                self.words.table_says,
                (self.words.state)(cell.state())
            ),
            None => return String::new(),
        };
        format!(", {}", self.linked(field, &words))
    }
}

/// The row and the column of a field.
fn name(field: Field) -> String {
    [field.row_label(), field.column_label()]
        .into_iter()
        .filter(|label| !label.is_empty())
        .collect::<Vec<_>>()
        .join(" / ")
}

/// The same without the groups that the row is of, and without its note.
fn short(field: Field) -> String {
    let whole = name(field);
    let (row, column) = whole.rsplit_once(" / ").unwrap_or((&whole, ""));
    let row = row.rsplit('/').next().unwrap_or(row);
    // A note is in brackets behind the words; an enumerator, in brackets before them.
    let note = row.char_indices().skip(3).find(|&(_, c)| c == '（');
    let row = note.map_or(row, |(at, _)| row.get(..at).unwrap_or(row));
    if column.is_empty() {
        row.to_owned()
    } else {
        format!("{row} / {column}")
    }
}

/// Whether a cell has a number other than 0: those are looked at first.
fn has_number(cell: &Cell) -> bool {
    cell.number().is_some_and(|number| number != Number::ZERO)
}

/// A cell that is settled, as it is shown in the form.
fn shown(cell: &Cell) -> String {
    match (cell.state(), cell.number()) {
        (State::Reported, Some(number)) => {
            let unit = cell.unit().filter(|unit| unit.yuan().is_some());
            format!("{number}{}", unit.map_or("", |unit| unit.as_str()))
        }
        (State::Nil, _) => "—".to_owned(),
        (State::Unreadable, _) => {
            let mut text: String = cell.raw().chars().take(SHOWN).collect();
            if cell.raw().chars().nth(SHOWN).is_some() {
                text.push('…');
            }
            format!("✗ {text}")
        }
        _ => String::new(),
    }
}
