//! A report as the official form, to be published or read again.
//!
//! [`Report::form`] gives a [`Form`], which is written as a web page, as Markdown, as text with tabs or as plain text with drawn tables:
//! title, six headings, three tables, ruled and labelled as the notices of the State Council prescribe
//! (国办公开办函〔2019〕60号 and 〔2021〕30号). What is written is read back as the same form, year, agency and cells by this crate:
//! its tests hold each way of writing against its reader.

pub(super) mod html;
mod markdown;
mod text;
mod tsv;
mod words;

use crate::model::{Cell, Report, Script, State, TableReading};
use crate::template::{Field, Section, Sheet, SheetCell, Table, Template, What, traditional};

/// A report as the official form: what [`Report::form`] returns.
///
/// Each table is written in the form that it was recognised in; a table that was not found is left out, and its heading stands alone. A
/// cell is written by its state:
///
/// | [`State`] | written as | and read back as |
/// | --- | --- | --- |
/// | [`Reported`](State::Reported) | its number, and the unit of money unless the header states it | the same |
/// | [`Blank`](State::Blank) | nothing | the same |
/// | [`Nil`](State::Nil) | `—` | the same |
/// | [`Unreadable`](State::Unreadable) | its text, on one line, if that is no number now; else `？` | the same |
/// | [`Ambiguous`](State::Ambiguous), [`Absent`](State::Absent) | `？` | unreadable |
///
/// So a form never says more than the report that it was made of, and nobody takes a cell that is not settled for a blank one.
/// Cells of the other form, rows that no form has, and the sentences of the document are left out; what is to stand under the headings,
/// [`Form::prose`] says.
///
/// ```
/// let text = "青禾县水务局2023年政府信息公开工作年度报告\n第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t17\n行政强制\t—\n";
/// let report = gongkai::read_text(text)?;
///
/// let page = report.form().html();
/// assert!(page.contains("<h1>青禾县水务局2023年政府信息公开工作年度报告</h1>"));
/// assert!(page.contains("<tr><th scope=\"row\">行政处罚</th><td colspan=\"3\">17</td></tr>"));
///
/// let tsv = report.form().script(gongkai::Script::Traditional).tsv();
/// assert!(tsv.contains("行政處罰\t17\t\t\n"));
/// assert_eq!(gongkai::read_text(&tsv)?.article20().penalties().decisions().number(), Some(17.into()));
/// # Ok::<(), gongkai::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Form<'r> {
    report: &'r Report,
    script: Script,
    prose: [String; 6],
}

impl Report {
    /// The report as the official form, in Simplified script and without prose.
    #[must_use]
    pub fn form(&self) -> Form<'_> {
        Form {
            report: self,
            script: Script::Simplified,
            prose: Default::default(),
        }
    }
}

impl Form<'_> {
    /// Writes the words of the form in a script: [`Script::Traditional`], else Simplified. In Traditional script the agency's name
    /// stands as the document prints it ([`Report::agency_raw`]): names are not converted.
    ///
    /// ```
    /// # let report = gongkai::read_text("第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t17\n行政强制\t—\n")?;
    /// let text = report.form().script(gongkai::Script::Traditional).text();
    /// assert!(text.contains("四、政府信息公開行政複議、行政訴訟情況"));
    /// # Ok::<(), gongkai::Error>(())
    /// ```
    #[must_use]
    pub const fn script(mut self, script: Script) -> Self {
        self.script = script;
        self
    }

    /// Sets what stands under the heading of a section, above its table if it has one: a paragraph a line. It is written as it is, in
    /// the script that it is in.
    ///
    /// ```
    /// use gongkai::Section;
    /// # let report = gongkai::read_text("第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t17\n行政强制\t—\n")?;
    /// let page = report.form().prose(Section::Overview, "我局公开了水质数据。\n每月一次。").html();
    /// assert!(page.contains("<h2>一、总体情况</h2>\n<p>我局公开了水质数据。</p>\n<p>每月一次。</p>\n"));
    /// # Ok::<(), gongkai::Error>(())
    /// ```
    #[must_use]
    pub fn prose(mut self, section: Section, text: impl Into<String>) -> Self {
        if let Some(place) = self.prose.get_mut(section as usize) {
            *place = text.into();
        }
        self
    }

    /// A web page of its own: tables with their spans, headers and captions, readable on paper and on a phone; no script, and nothing from
    /// elsewhere.
    #[must_use]
    pub fn html(&self) -> String {
        html::page(&self.document())
    }

    /// Markdown, with pipe tables as GitHub reads them. Such tables know no spans: a cell that reaches over several places stands in the
    /// first, and the others are empty.
    #[must_use]
    pub fn markdown(&self) -> String {
        markdown::document(&self.document())
    }

    /// Text with a row a line and a tab between cells, to be pasted into a spreadsheet. As in Markdown, covered places are empty.
    #[must_use]
    pub fn tsv(&self) -> String {
        tsv::document(&self.document())
    }

    /// Plain text with drawn tables, for terminals and mail: all lines up if Chinese characters are twice as wide as others.
    #[must_use]
    pub fn text(&self) -> String {
        text::document(&self.document())
    }

    /// All that is written, in its order.
    fn document(&self) -> Document {
        let mut parts = vec![Part::Title(self.title())];
        if let Some(period) = self.report.period() {
            parts.push(Part::Paragraph(self.words(&words::period(period))));
        }
        for section in Section::ALL {
            let heading = self.words(section.heading());
            parts.push(Part::Heading(format!("{}{heading}", section.enumerator())));
            let prose = self.prose.get(*section as usize).map_or("", String::as_str);
            let lines = prose.lines().map(one_line).filter(|line| !line.is_empty());
            parts.extend(lines.map(Part::Paragraph));
            let table = Table::ALL.iter().find(|table| table.section() == *section);
            parts.extend(
                table
                    .and_then(|table| self.ruled_table(*table))
                    .map(Part::Table),
            );
        }
        Document {
            language: words::LANGUAGES[usize::from(self.is_traditional())],
            parts,
        }
    }

    fn title(&self) -> String {
        let agency = if self.is_traditional() {
            self.report.agency_raw()
        } else {
            self.report.agency()
        };
        let agency = one_line(agency.unwrap_or_default());
        agency + &self.words(&words::title(self.report))
    }

    /// The form that a table is written in, if it was found.
    fn template(&self, table: Table) -> Option<Template> {
        let reading = self.report.table(table)?;
        let known = TableReading::template(reading).or_else(|| self.report.template());
        // The disputes table is the same in both.
        known.or((table == Table::Disputes).then_some(Template::Y2021))
    }

    /// A table that was found, ruled and filled.
    pub(super) fn ruled_table(&self, table: Table) -> Option<Ruled> {
        let caption = self.words(table.section().heading());
        let sheet = Sheet::of(table, self.template(table)?);
        let cells = sheet.entries.iter().map(|entry| self.ruled(&sheet, entry));
        Some(Ruled {
            caption,
            columns: sheet.columns,
            rows: sheet.rows,
            head: sheet.head,
            cells: cells.collect(),
        })
    }

    fn ruled(&self, sheet: &Sheet, entry: &SheetCell) -> RuledCell {
        let (role, text) = match entry.what {
            What::Title(label) => (Role::Title, self.words(&label.to_string())),
            What::Beside(label) => (Role::Beside, self.words(&label.to_string())),
            What::Above(label) if self.has_no_unit(sheet, entry) => {
                (Role::Above, self.words(label.text))
            }
            What::Above(label) => (Role::Above, self.words(&label.to_string())),
            What::Value(field) => (Role::Value, self.value(field)),
        };
        let SheetCell {
            row,
            column,
            rows,
            columns,
            ..
        } = *entry;
        RuledCell {
            row,
            column,
            rows,
            columns,
            role,
            field: match entry.what {
                What::Value(field) => Some(field),
                _ => None,
            },
            text,
        }
    }

    /// Whether the cell under a label that states a unit has a number without one: the header then must not lend it its own.
    fn has_no_unit(&self, sheet: &Sheet, label: &SheetCell) -> bool {
        let below = |entry: &&SheetCell| {
            entry.row == label.row + label.rows && entry.column == label.column
        };
        match sheet.entries.iter().find(below).map(|entry| entry.what) {
            Some(What::Value(field)) if field.stated_unit().is_some() => {
                let cell = self.report.cell(field);
                cell.state() == State::Reported && cell.unit().is_none()
            }
            _ => false,
        }
    }

    fn value(&self, field: Field) -> String {
        let cell: &Cell = self.report.cell(field);
        match cell.state() {
            State::Reported => {
                let unit = cell
                    .unit()
                    .filter(|unit| unit.yuan().is_some() && field.stated_unit() != Some(*unit));
                let unit = unit.map(|unit| self.words(unit.as_str()));
                cell.number().unwrap_or_default().to_string() + &unit.unwrap_or_default()
            }
            State::Blank => String::new(),
            State::Nil => words::NIL.to_owned(),
            State::Unreadable => {
                still_unreadable(cell.raw()).unwrap_or_else(|| words::UNSETTLED.to_owned())
            }
            State::Ambiguous | State::Absent => words::UNSETTLED.to_owned(),
        }
    }

    /// Words of the form in the script that is written.
    fn words(&self, simplified: &str) -> String {
        if self.is_traditional() {
            traditional(simplified)
        } else {
            simplified.to_owned()
        }
    }

    fn is_traditional(&self) -> bool {
        self.script == Script::Traditional
    }
}

/// A text on one line, without what is not shown: control characters, and white space at its ends.
fn one_line(text: &str) -> String {
    let shown = |c: char| !c.is_control();
    let words = text
        .split_whitespace()
        .map(|word| word.chars().filter(|c| shown(*c)).collect::<String>());
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The text of an unreadable cell, if it cannot be taken for anything else where it is written: it has no digit and no character that a table is
/// made of.
fn still_unreadable(raw: &str) -> Option<String> {
    let text = one_line(raw);
    let plain = text.chars().all(|c| c.is_alphabetic() || c == ' ');
    (plain && !text.is_empty()).then_some(text)
}

/// The form, filled, before it is written in any way.
struct Document {
    language: &'static str,
    parts: Vec<Part>,
}

/// A part of it; every text on one line.
enum Part {
    Title(String),
    Heading(String),
    Paragraph(String),
    Table(Ruled),
}

/// A table of it.
pub(super) struct Ruled {
    pub(super) caption: String,
    pub(super) columns: usize,
    rows: usize,
    /// How many rows at the top are all header.
    head: usize,
    /// By rows, and within a row from left to right.
    pub(super) cells: Vec<RuledCell>,
}

/// A cell of a table, with its place and how far it reaches.
pub(super) struct RuledCell {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
    role: Role,
    /// What a value is of.
    pub(super) field: Option<Field>,
    text: String,
}

/// What a cell is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// The heading over a block.
    Title,
    /// A label over columns.
    Above,
    /// A label beside rows.
    Beside,
    Value,
}

impl Document {
    /// The texts with what stands behind each, for the ways of writing that differ in the tables only.
    fn written(
        &self,
        marks: [&str; 3],
        escape: impl Fn(&str) -> String,
        table: impl Fn(&Ruled) -> String,
    ) -> String {
        let [title, heading, paragraph] = marks;
        let mut out = String::new();
        for (at, part) in self.parts.iter().enumerate() {
            if at > 0 {
                out.push('\n');
            }
            match part {
                Part::Title(text) => out += &format!("{title}{}\n", escape(text)),
                Part::Heading(text) => out += &format!("{heading}{}\n", escape(text)),
                Part::Paragraph(text) => out += &format!("{paragraph}{}\n", escape(text)),
                Part::Table(ruled) => out += &table(ruled),
            }
        }
        out
    }
}

impl Ruled {
    /// Every row with the text of each of its places; those that a cell reaches over behind its first are empty.
    fn places(&self) -> Vec<Vec<&str>> {
        let mut places = vec![vec![""; self.columns]; self.rows];
        for cell in &self.cells {
            if let Some(place) = places
                .get_mut(cell.row)
                .and_then(|row| row.get_mut(cell.column))
            {
                *place = &cell.text;
            }
        }
        places
    }
}
