//! A report, as it was read.

use std::fmt;

use super::cell::ABSENT;
use crate::model::evidence::RowEvidence;
use crate::model::{
    Applications, Article20, Cell, Claim, Disputes, Evidence, ExtraRow, Finding, Hypothesis,
    Period, Script, State, TableReading, TextKind,
};
#[cfg(feature = "pdf")]
use crate::source::pdf::PageBox;
use crate::span::Span;
use crate::template::{Field, Section, Table, Template};

/// An annual report, as it was read: every cell of its form with its state and its place in the text,
/// and what there is to say about it.
///
/// Cells are reached by name, for people ([`article20`](Self::article20),
/// [`applications`](Self::applications), [`disputes`](Self::disputes)), or by [`Field`], for programs
/// ([`cell`](Self::cell), [`cells`](Self::cells)). All spans are byte ranges of [`text`](Self::text).
///
/// A report owns its text. It can be kept, sent to other threads, compared, and written to JSON and
/// read back; reading it back checks it.
///
/// ```
/// # let report = gongkai::Report::default();
/// for (field, cell) in report.cells() {
///     if let (Some(number), Some(span)) = (cell.number(), cell.span()) {
///         println!("{field} = {number}, read at {}", report.place(span.start()));
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// As many cells as there are fields.
    draft: Draft,
}

/// Everything that makes a report, for the reader to fill in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Draft {
    /// The text that all spans index.
    pub(crate) text: String,
    /// What the text is of the document.
    pub(crate) text_kind: TextKind,
    pub(crate) title: Option<Span>,
    /// The title as printed, where markup stands in it.
    pub(crate) title_text: Option<String>,
    pub(crate) agency: Option<Agency>,
    /// The year that the report is on.
    pub(crate) year: Option<u16>,
    pub(crate) period: Option<Period>,
    pub(crate) script: Script,
    /// The narrative sections, in the form's order.
    pub(crate) sections: [Option<Span>; 6],
    /// The tables, in the form's order.
    pub(crate) tables: [Option<TableReading>; 3],
    /// By [`Field::index`]; missing ones are absent.
    pub(crate) cells: Vec<Cell>,
    pub(crate) extra_rows: Vec<ExtraRow>,
    /// What the sentences say, in reading order.
    pub(crate) claims: Vec<Claim>,
    pub(crate) findings: Vec<Finding>,
    /// The layouts tried, for all tables, in the order of trial.
    pub(crate) hypotheses: Vec<Hypothesis>,
    /// At most one for each row of the form.
    pub(crate) rows: Vec<RowEvidence>,
    /// Where the text stands on pages.
    #[cfg(feature = "pdf")]
    pub(crate) regions: std::sync::Arc<crate::source::pdf::Regions>,
}

impl Draft {
    /// A report on this text in which nothing was found yet.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        let mut cells = Vec::new();
        cells.resize_with(Field::COUNT, Cell::absent);
        Self {
            text: text.into(),
            cells,
            ..Self::default()
        }
    }

    /// Fills a cell in.
    #[cfg(test)]
    pub(crate) fn put(&mut self, field: Field, cell: Cell) {
        if let Some(place) = self.cells.get_mut(field.index()) {
            *place = cell;
        }
    }
}

/// The organ that reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Agency {
    /// Its name in Simplified script.
    pub(crate) simplified: String,
    /// Its name as printed.
    pub(crate) raw: String,
    pub(crate) span: Option<Span>,
}

impl Report {
    /// The report that a reading has drafted.
    pub(crate) fn from_draft(mut draft: Draft) -> Self {
        draft.cells.resize_with(Field::COUNT, Cell::absent);
        Self { draft }
    }

    /// Says what the text is of the document.
    pub(crate) const fn set_text_kind(&mut self, kind: TextKind) {
        self.draft.text_kind = kind;
    }

    /// Gives every span its place in the document: see [`Draft::relocate`].
    pub(crate) fn relocate<I: Iterator<Item = Span>>(
        &mut self,
        document: &str,
        pieces: impl Fn(Span) -> I,
    ) {
        self.draft.relocate(document, pieces);
    }

    /// What the report was made from, to be changed.
    pub(crate) fn into_draft(self) -> Draft {
        self.draft
    }

    /// Says where the text stands on pages, and what else there is to say.
    #[cfg(feature = "pdf")]
    pub(crate) fn add_pages(
        &mut self,
        regions: std::sync::Arc<crate::source::pdf::Regions>,
        findings: impl IntoIterator<Item = Finding>,
    ) {
        self.draft.regions = regions;
        self.draft.findings.extend(findings);
    }

    /// What the report was made from.
    pub(crate) const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The text that was read, markup included; all spans index it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.draft.text
    }

    /// What [`text`](Self::text) is of the document: the document itself, or what was made of its bytes.
    #[must_use]
    pub const fn text_kind(&self) -> TextKind {
        self.draft.text_kind
    }

    /// The title as printed, line breaks included.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        let printed = self.draft.title_text.as_deref();
        printed.or_else(|| {
            self.title_span()
                .and_then(|span| self.text().get(span.range()))
        })
    }

    /// Where the title stands.
    #[must_use]
    pub fn title_span(&self) -> Option<Span> {
        self.draft.title
    }

    /// The organ that reports, in Simplified script.
    #[must_use]
    pub fn agency(&self) -> Option<&str> {
        self.draft
            .agency
            .as_ref()
            .map(|agency| agency.simplified.as_str())
    }

    /// The organ that reports, as printed.
    #[must_use]
    pub fn agency_raw(&self) -> Option<&str> {
        self.draft.agency.as_ref().map(|agency| agency.raw.as_str())
    }

    /// Where the organ is named, if it is named in one place.
    #[must_use]
    pub fn agency_span(&self) -> Option<Span> {
        self.draft.agency.as_ref().and_then(|agency| agency.span)
    }

    /// The year that the report is on: not the year after, in which it was published.
    #[must_use]
    pub const fn year(&self) -> Option<u16> {
        self.draft.year
    }

    /// The days that the report covers, where it states them.
    #[must_use]
    pub const fn period(&self) -> Option<Period> {
        self.draft.period
    }

    /// The script of the whole document.
    #[must_use]
    pub const fn script(&self) -> Script {
        self.draft.script
    }

    /// The form of the Article 20 table, else of the applications table; nothing if neither was found.
    #[must_use]
    pub fn template(&self) -> Option<Template> {
        let form = |table| self.table(table).and_then(TableReading::template);
        form(Table::Article20).or_else(|| form(Table::Applications))
    }

    /// What was read of a table as a whole; nothing if it was not found.
    #[must_use]
    pub fn table(&self, table: Table) -> Option<&TableReading> {
        self.draft.tables.get(table as usize)?.as_ref()
    }

    /// Where one of the six narrative sections stands, heading included.
    #[must_use]
    pub fn section(&self, section: Section) -> Option<Span> {
        *self.draft.sections.get(section as usize)?
    }

    /// The cell of a field; an absent one if the document does not have it.
    #[must_use]
    pub fn cell(&self, field: Field) -> &Cell {
        self.cell_after(field, 0)
    }

    /// The cell of the field that stands so many places behind this one in the form's order.
    pub(crate) fn cell_after(&self, field: Field, offset: usize) -> &Cell {
        self.draft
            .cells
            .get(field.index() + offset)
            .unwrap_or(&ABSENT)
    }

    /// The fields of the report's form, in the form's order, with those of the other form that the
    /// document nevertheless has. Where no form was recognised, only the fields of tables that were found.
    pub fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        let template = self.template();
        Field::all().filter(move |field| {
            let expected = match template {
                Some(template) => field.is_in(template),
                None => self.table(field.table()).is_some(),
            };
            expected || self.cell(*field).state() != State::Absent
        })
    }

    /// [`fields`](Self::fields) with their cells.
    pub fn cells(&self) -> impl Iterator<Item = (Field, &Cell)> + '_ {
        self.fields().map(|field| (field, self.cell(field)))
    }

    /// The Article 20 table by name.
    #[must_use]
    pub const fn article20(&self) -> Article20<'_> {
        Article20::new(self)
    }

    /// The applications table by name.
    #[must_use]
    pub const fn applications(&self) -> Applications<'_> {
        Applications::new(self)
    }

    /// The disputes table by name.
    #[must_use]
    pub const fn disputes(&self) -> Disputes<'_> {
        Disputes::new(self)
    }

    /// Rows that the form does not have, in reading order.
    #[must_use]
    pub fn extra_rows(&self) -> &[ExtraRow] {
        &self.draft.extra_rows
    }

    /// The figures that the sentences of the report state, in reading order. Where words and table differ, both stand.
    #[must_use]
    pub fn claims(&self) -> &[Claim] {
        &self.draft.claims
    }

    /// What there is to say about the document.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.draft.findings
    }

    /// Why the cell of a field is what it is.
    #[must_use]
    pub fn evidence(&self, field: Field) -> Evidence<'_> {
        let (table, row) = (field.table(), field.row());
        Evidence {
            field,
            cell: self.cell(field),
            text: self.text(),
            hypotheses: self
                .draft
                .hypotheses
                .iter()
                .filter(|it| it.table == table)
                .collect(),
            row: self.draft.rows.iter().find(|it| it.row == row),
            rows: &self.draft.rows,
        }
    }

    /// Where a range of the text stands on the pages of a PDF file, in the order of the text: a box for each stretch of a
    /// line, and for the empty range of a blank cell the box of the cell. Nothing if the text is of no pages.
    ///
    /// Places are no part of a report in JSON: one that is read back from it has none. What needs them there takes them
    /// along with the cells that it marks.
    ///
    /// ```
    /// # let report = gongkai::Report::default();
    /// for (field, cell) in report.cells() {
    ///     for region in cell.spans().iter().flat_map(|&span| report.regions(span)) {
    ///         println!("{field} stands on page {} at {}, {}", region.page(), region.left(), region.bottom());
    ///     }
    /// }
    /// ```
    #[cfg(feature = "pdf")]
    pub fn regions(&self, span: Span) -> impl Iterator<Item = PageBox> + '_ {
        self.draft.regions.of(span)
    }

    /// The line and column of a byte of the text. An offset within a character counts as its first
    /// byte, one behind the text as its end. Takes time in proportion to the offset.
    #[must_use]
    pub fn place(&self, offset: usize) -> Place {
        Place::of(self.text(), offset)
    }
}

/// A report on an empty text: nothing was found.
impl Default for Report {
    fn default() -> Self {
        Self::from_draft(Draft::new(""))
    }
}

/// A place for people: line and column, both from 1.
///
/// Lines end with a line feed. Columns count characters, not bytes and not the width on a screen; a
/// byte order mark at the beginning of the text counts as none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    line: usize,
    column: usize,
}

impl Place {
    /// The place of a byte of `text`.
    pub(crate) fn of(text: &str, offset: usize) -> Self {
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
        let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |feed| feed + 1);
        let columns = before[start..]
            .trim_start_matches(|c| start == 0 && c == '\u{feff}')
            .chars()
            .count();
        Self {
            line,
            column: columns + 1,
        }
    }

    /// The line, from 1.
    #[must_use]
    pub const fn line(self) -> usize {
        self.line
    }

    /// The column, from 1, in characters.
    #[must_use]
    pub const fn column(self) -> usize {
        self.column
    }
}

/// `12:7`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample::{field, sample, span_of};
    use crate::model::{Layout, Number};

    #[test]
    fn hands_out_what_was_drafted() {
        let report = sample();
        assert_eq!(
            report.title(),
            Some("某某縣統計局2023年政府信息公開工作年度報告")
        );
        assert_eq!(
            (report.agency(), report.agency_raw()),
            (Some("某某县统计局"), Some("某某縣統計局"))
        );
        assert_eq!(report.agency_span(), Some(span_of("某某縣統計局", 0)));
        assert_eq!(
            (report.year(), report.script()),
            (Some(2023), Script::Traditional)
        );
        assert_eq!(
            report.period().unwrap().to_string(),
            "2023-01-01 to 2023-12-31"
        );
        assert!(
            report.section(Section::Overview).is_some() && report.section(Section::Other).is_none()
        );
        assert_eq!(
            report.table(Table::Article20).unwrap().layout(),
            Layout::Delimited
        );
        assert_eq!(report.table(Table::Disputes), None);
        assert_eq!(
            report.extra_rows()[0].cells().collect::<Vec<_>>(),
            ["186", "另表"]
        );
        assert_eq!(
            report.article20().rules().issued().number(),
            Some(Number::from(3))
        );
        assert_eq!(
            report.cell(field("litigation.direct.total")).state(),
            State::Absent
        );
    }

    #[test]
    fn fields_are_those_of_the_form_and_what_else_is_there() {
        let mut draft = sample().draft().clone();
        draft.put(
            field("article20.item9.procurement.amount"),
            Cell::blank(Span::default()),
        );
        let report = Report::from_draft(draft);
        assert_eq!(report.template(), Some(Template::Y2021));
        assert_eq!(report.fields().count(), 201);
        let in_order: Vec<_> = report.fields().map(Field::index).collect();
        assert!(in_order.is_sorted());
    }

    #[test]
    fn without_a_form_fields_are_those_of_tables_found() {
        let mut draft = Draft::new("");
        assert_eq!(Report::from_draft(draft.clone()).fields().count(), 0);
        draft.tables[2] = sample().table(Table::Article20).cloned();
        let report = Report::from_draft(draft);
        assert_eq!(report.template(), None);
        assert!(
            report
                .fields()
                .all(|field| field.table() == Table::Disputes)
        );
        assert_eq!(report.fields().count(), 15);
    }

    #[test]
    fn the_applications_table_speaks_for_the_form_if_it_must() {
        let mut draft = Draft::new("");
        let table = sample().table(Table::Article20).cloned().unwrap();
        draft.tables[1] = Some(TableReading {
            template: Some(Template::Y2019),
            ..table
        });
        assert_eq!(Report::from_draft(draft).template(), Some(Template::Y2019));
    }

    #[test]
    fn too_few_cells_are_filled_up() {
        let report = Report::from_draft(Draft::default());
        assert_eq!(report, Report::default());
        assert!(Field::all().all(|field| report.cell(field).state() == State::Absent));
    }

    #[test]
    fn places_are_lines_and_characters() {
        let text = "\u{feff}一二\n三\r\n\u{feff}四";
        let cases = [
            (0, "1:1"),
            (3, "1:1"),
            (4, "1:1"),
            (6, "1:2"),
            (9, "1:3"),
            (10, "2:1"),
            (13, "2:2"),
            (15, "3:1"),
            (18, "3:2"),
            (21, "3:3"),
            (99, "3:3"),
        ];
        for (offset, place) in cases {
            assert_eq!(Place::of(text, offset).to_string(), place, "{offset}");
        }
        assert_eq!(Place::of("", 0).to_string(), "1:1");
    }
}
