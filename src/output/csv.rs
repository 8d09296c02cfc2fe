//! Tables for spreadsheets and databases, in CSV: [`LongTable`] has a row a cell, [`WideTable`] a row a report.
//!
//! The first line names the columns. They are the same for all reports of both forms and in every version of this crate:
//! new ones may come behind, none goes or changes its place. Several reports stand one below the other under one header.
//! Values are quoted as RFC 4180 has it, where they need to be; lines end with a line feed; the text is UTF-8 without a
//! byte order mark (Microsoft Excel takes it for UTF-8 if the mark is written before the table).
//!
//! What a document says may be a formula to a spreadsheet: `=HYPERLINK(…)` in a cell of a report is run by whoever opens the
//! table. So a text is written with an apostrophe in front of it, which makes it text, if it begins with `=`, `@`, a tab or
//! a line end, or with `+` or `-` unless it is a number or a lone dash; so are the full-width `＝＠＋－`. A text that begins with an
//! apostrophe gets another one, so that taking one apostrophe away always gives back what the document says. `+10`, `-3`
//! and `-12.5` are data and stay as they are.

use std::io::{self, Write};

use crate::model::{Cell, Report};
use crate::template::{Field, Kind};

/// A table of cells, one row each: what [`Report::observations`] gives, behind the name of what was read.
///
/// The columns are `source`, `agency`, `year`, `template`, `field`, `row`, `column`, `state`, `value`, `unit`, `raw`, `start` and `end`.
/// What is not known is empty. `value` is an exact decimal; only a cell in the state `reported` has one.
///
/// ```
/// use gongkai::output::csv::LongTable;
///
/// let text = "青禾县水务局2023年政府信息公开工作年度报告\n第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t17\n行政强制\t—\n";
/// let report = gongkai::read_text(text)?;
/// let mut table = LongTable::new(Vec::new())?;
/// table.push("2023.txt", &report)?;
/// let csv = String::from_utf8(table.into_inner())?;
/// assert!(csv.starts_with("source,agency,year,template,field,row,column,state,value,unit,raw,start,end\n"));
/// assert!(csv.contains(
///     "2023.txt,青禾县水务局,2023,2021,article20.item6.compulsion.decisions,行政强制,本年处理决定数量,nil,,,—,157,160\n"
/// ));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct LongTable<W> {
    out: W,
}

/// A table of reports, one row each.
///
/// The columns are `source`, `agency`, `year` and `template`; then one for each of the 226 fields of both forms, by its id, with
/// the number, if the cell is `reported`; the unit of an amount of money in a column behind it, whose name ends with `.unit`;
/// and then as many with the states, whose names end with `.state`. A number that is not there is empty, never 0: why so, its state says.
///
/// ```
/// use gongkai::output::csv::WideTable;
///
/// let text = "第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t17\n行政强制\t—\n";
/// let mut table = WideTable::new(Vec::new())?;
/// for source in ["one.txt", "two.txt"] {
///     table.push(source, &gongkai::read_text(text)?)?;
/// }
/// let csv = String::from_utf8(table.into_inner())?;
/// let mut lines = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
/// let (header, first) = (lines.next().unwrap(), lines.next().unwrap());
/// let of = |name| first[header.iter().position(|column| *column == name).unwrap()];
/// assert_eq!(of("article20.item6.penalties.decisions"), "17");
/// assert_eq!(of("article20.item6.compulsion.decisions.state"), "nil");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct WideTable<W> {
    out: W,
}

/// The columns of a [`LongTable`].
const LONG: [&str; 13] = [
    "source", "agency", "year", "template", "field", "row", "column", "state", "value", "unit",
    "raw", "start", "end",
];

/// What a [`WideTable`] has before its fields.
const WIDE: [&str; 4] = ["source", "agency", "year", "template"];

impl<W: Write> LongTable<W> {
    /// A table with its header.
    ///
    /// # Errors
    ///
    /// If the header cannot be written.
    pub fn new(mut out: W) -> io::Result<Self> {
        let mut line = Line::new(&mut out);
        for column in LONG {
            line.value(column)?;
        }
        line.end()?;
        Ok(Self { out })
    }

    /// A table that is continued: its header is written already.
    pub const fn below(out: W) -> Self {
        Self { out }
    }

    /// Writes the cells of a report; `source` says what was read: a file's name, a URL.
    ///
    /// # Errors
    ///
    /// If they cannot be written.
    pub fn push(&mut self, source: &str, report: &Report) -> io::Result<()> {
        for it in report.observations() {
            let cell = it.cell();
            let span = cell.span();
            let mut line = Line::new(&mut self.out);
            line.text(source)?;
            line.text(it.agency().unwrap_or_default())?;
            line.maybe(it.year())?;
            line.maybe(it.template())?;
            line.value(it.field().id())?;
            line.value(it.row_label())?;
            line.value(it.column_label())?;
            line.value(cell.state().as_str())?;
            line.maybe(cell.number())?;
            line.maybe(it.unit())?;
            line.text(cell.raw())?;
            line.maybe(span.map(|span| span.start()))?;
            line.maybe(span.map(|span| span.end()))?;
            line.end()?;
        }
        Ok(())
    }

    /// What was written to.
    pub fn into_inner(self) -> W {
        self.out
    }
}

impl<W: Write> WideTable<W> {
    /// A table with its header.
    ///
    /// # Errors
    ///
    /// If the header cannot be written.
    pub fn new(mut out: W) -> io::Result<Self> {
        let mut line = Line::new(&mut out);
        for column in WIDE {
            line.value(column)?;
        }
        for field in Field::all() {
            line.value(field.id())?;
            if field.kind() == Kind::Money {
                line.value(&format!("{field}.unit"))?;
            }
        }
        for field in Field::all() {
            line.value(&format!("{field}.state"))?;
        }
        line.end()?;
        Ok(Self { out })
    }

    /// A table that is continued: its header is written already.
    pub const fn below(out: W) -> Self {
        Self { out }
    }

    /// Writes a report; `source` says what was read: a file's name, a URL.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn push(&mut self, source: &str, report: &Report) -> io::Result<()> {
        let mut line = Line::new(&mut self.out);
        line.text(source)?;
        line.text(report.agency().unwrap_or_default())?;
        line.maybe(report.year())?;
        line.maybe(report.template())?;
        for field in Field::all() {
            let cell: &Cell = report.cell(field);
            line.maybe(cell.number())?;
            if field.kind() == Kind::Money {
                line.maybe(cell.unit())?;
            }
        }
        for field in Field::all() {
            line.value(report.cell(field).state().as_str())?;
        }
        line.end()
    }

    /// What was written to.
    pub fn into_inner(self) -> W {
        self.out
    }
}

/// A line of a table, value by value.
struct Line<'w, W> {
    out: &'w mut W,
    begun: bool,
}

impl<'w, W: Write> Line<'w, W> {
    const fn new(out: &'w mut W) -> Self {
        Self { out, begun: false }
    }

    /// A value that is no formula: a word of ours, a number.
    fn value(&mut self, value: &str) -> io::Result<()> {
        self.field("", value)
    }

    /// A value that may not be known.
    fn maybe(&mut self, value: Option<impl ToString>) -> io::Result<()> {
        self.value(&value.map_or_else(String::new, |value| value.to_string()))
    }

    /// A text of the document's: no formula, whatever it looks like.
    fn text(&mut self, text: &str) -> io::Result<()> {
        self.field(if is_formula(text) { "'" } else { "" }, text)
    }

    fn field(&mut self, before: &str, value: &str) -> io::Result<()> {
        if self.begun {
            self.out.write_all(b",")?;
        }
        self.begun = true;
        if value.contains(['"', ',', '\n', '\r']) {
            write!(self.out, "\"{before}{}\"", value.replace('"', "\"\""))
        } else {
            write!(self.out, "{before}{value}")
        }
    }

    fn end(self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }
}

/// Whether a spreadsheet may take a text for a formula, or take an apostrophe in front of it for its own.
fn is_formula(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('=' | '@' | '\t' | '\r' | '\n' | '\'' | '＝' | '＠' | '＋' | '－') => true,
        Some('+') => !is_unsigned(chars.as_str()),
        Some('-') => !chars.as_str().is_empty() && !is_unsigned(chars.as_str()),
        _ => false,
    }
}

/// Digits, and no more than one point among them.
fn is_unsigned(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('.') {
        Some((whole, decimals)) => digits(whole) && digits(decimals),
        None => digits(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample::{field, sample};
    use crate::span::Span;

    fn text(table: Vec<u8>) -> String {
        String::from_utf8(table).unwrap()
    }

    fn long(reports: &[(&str, &Report)]) -> String {
        let mut table = LongTable::new(Vec::new()).unwrap();
        for (source, report) in reports {
            table.push(source, report).unwrap();
        }
        text(table.into_inner())
    }

    /// The rows of a table, by a reader of our own that knows quotes.
    fn rows(csv: &str) -> Vec<Vec<String>> {
        let mut rows = vec![vec![String::new()]];
        let (mut quoted, mut chars) = (false, csv.chars().peekable());
        while let Some(c) = chars.next() {
            let row = rows.last_mut().unwrap();
            match c {
                '"' if quoted && chars.peek() == Some(&'"') => {
                    chars.next();
                    row.last_mut().unwrap().push('"');
                }
                '"' => quoted = !quoted,
                ',' if !quoted => row.push(String::new()),
                '\n' if !quoted => rows.push(vec![String::new()]),
                _ => row.last_mut().unwrap().push(c),
            }
        }
        assert_eq!(rows.pop(), Some(vec![String::new()]), "a line is open");
        rows
    }

    #[test]
    fn the_long_table_is_pinned() {
        let csv = long(&[("report.txt", &sample())]);
        let lines: Vec<_> = csv
            .lines()
            .filter(|line| !line.contains(",absent,"))
            .collect();
        assert_eq!(
            lines,
            [
                "source,agency,year,template,field,row,column,state,value,unit,raw,start,end",
                "report.txt,某某县统计局,2023,2021,article20.item1.rules.issued,规章,本年制发件数,reported,3,,3,117,118",
                "report.txt,某某县统计局,2023,2021,article20.item1.rules.repealed,规章,本年废止件数,blank,,,,120,120",
                "report.txt,某某县统计局,2023,2021,article20.item1.rules.in_force,规章,现行有效件数,nil,,,—,123,126",
                "report.txt,某某县统计局,2023,2021,article20.item8.fees.amount,行政事业性收费,本年收费金额（单位：万元）,reported,12.50,万元,12.50,155,160",
                "report.txt,某某县统计局,2023,2021,applications.received.natural_person,一、本年新收政府信息公开申请数量,自然人,ambiguous,,,,,",
                "report.txt,某某县统计局,2023,2021,applications.received.enterprise,一、本年新收政府信息公开申请数量,法人或其他组织/商业企业,unreadable,,,約2,254,258",
                "report.txt,某某县统计局,2023,2021,applications.received.total,一、本年新收政府信息公开申请数量,总计,reported,14,,1 4,248,251",
            ]
        );
        assert_eq!(csv.matches(",absent,,,,,\n").count(), 193);
    }

    #[test]
    fn both_tables_have_as_many_values_in_every_row() {
        let report = sample();
        let long = rows(&long(&[("a,\"b\".txt", &report), ("c\nd", &report)]));
        assert_eq!(long.len(), 1 + 2 * report.cells().count());
        assert!(long.iter().all(|row| row.len() == LONG.len()));
        assert_eq!((&*long[1][0], &*long[201][0]), ("a,\"b\".txt", "c\nd"));

        let mut wide = WideTable::new(Vec::new()).unwrap();
        wide.push("a", &report).unwrap();
        wide.push("b", &Report::default()).unwrap();
        let wide = rows(&text(wide.into_inner()));
        assert_eq!(wide.len(), 3);
        assert!(wide.iter().all(|row| row.len() == 4 + 226 + 2 + 226));
        let of = |row: usize, name: &str| {
            let place = wide[0].iter().position(|column| column == name).unwrap();
            wide[row][place].as_str()
        };
        assert_eq!(of(1, "article20.item8.fees.amount"), "12.50");
        assert_eq!(of(1, "article20.item8.fees.amount.unit"), "万元");
        assert_eq!(of(1, "article20.item1.rules.in_force"), "");
        assert_eq!(of(1, "article20.item1.rules.in_force.state"), "nil");
        assert_eq!(of(2, "article20.item1.rules.in_force.state"), "absent");
    }

    #[test]
    fn a_table_is_continued_without_a_header() {
        let report = sample();
        let whole = long(&[("a", &report), ("b", &report)]);
        let mut table = LongTable::below(Vec::new());
        table.push("b", &report).unwrap();
        assert_eq!(long(&[("a", &report)]) + &text(table.into_inner()), whole);
    }

    #[test]
    fn formulas_are_text_and_numbers_are_not() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\rx", "\"'\rx\""),
            (
                "=HYPERLINK(\"a\",\"b\")",
                "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"",
            ),
            ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
            ("-1-1", "'-1-1"),
            ("--", "'--"),
            ("＝1", "'＝1"),
            ("'tis", "''tis"),
            ("+10", "+10"),
            ("-3", "-3"),
            ("-12.5", "-12.5"),
            ("-", "-"),
            ("—", "—"),
            ("1=2", "1=2"),
            ("1,234", "\"1,234\""),
            ("+1,234", "\"'+1,234\""),
            ("+", "'+"),
            ("", ""),
        ];
        for (raw, wanted) in cases {
            let mut out = Vec::new();
            Line::new(&mut out).text(raw).unwrap();
            assert_eq!(text(out), wanted, "{raw}");
        }
    }

    #[test]
    fn what_a_document_says_cannot_be_a_formula() {
        let mut draft = sample().draft().clone();
        let id = "applications.carried_in.total";
        draft.put(field(id), Cell::unreadable("=1+1", Span::new(0, 4)));
        let csv = long(&[("=evil()", &Report::from_draft(draft))]);
        assert!(
            csv.lines()
                .skip(1)
                .all(|line| line.starts_with("'=evil(),"))
        );
        assert!(csv.contains(",unreadable,,,'=1+1,0,4\n"));
    }
}
