//! The tables of the form as they are ruled: every label and value cell with its place and how far it reaches.

use std::fmt;

use super::Field;
use super::forms::{Block, Column, Group, Proceeding, Words};
use super::labels::{Label, head};
use super::rows::Row;
use super::vocabulary::{Table, Template};

/// A table of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    /// How many rows at the top are all header.
    pub(crate) head: usize,
    /// The cells, by rows and within a row from left to right. They cover every place once.
    pub(crate) entries: Vec<SheetCell>,
}

/// A cell of the ruled form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SheetCell {
    /// Where it begins.
    pub(crate) row: usize,
    pub(crate) column: usize,
    /// How far it reaches.
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    pub(crate) what: What,
}

/// What a cell of the ruled form holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// The heading over a block of rows, over the full width.
    Title(Printed),
    /// A label over columns.
    Above(Printed),
    /// A label beside rows.
    Beside(Printed),
    /// A value.
    Value(Field),
}

/// A label as the form prints it: the three parts one behind the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Printed {
    pub(crate) enumerator: &'static str,
    pub(crate) text: &'static str,
    pub(crate) note: &'static str,
}

impl fmt::Display for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.enumerator, self.text, self.note)
    }
}

impl Printed {
    const fn plain(text: &'static str) -> Self {
        Self {
            enumerator: "",
            text,
            note: "",
        }
    }

    const fn of(words: &Words) -> Self {
        Self {
            enumerator: words.enumerator,
            text: words.text,
            note: words.note,
        }
    }

    fn head(label: Label) -> Self {
        Self::plain(head(label))
    }
}

impl Sheet {
    /// A table of a form.
    pub(crate) fn of(table: Table, template: Template) -> Self {
        let mut sheet = match table {
            Table::Article20 => article20(template),
            Table::Applications => applications(template),
            Table::Disputes => disputes(template),
        };
        sheet.entries.sort_by_key(|entry| (entry.row, entry.column));
        sheet
    }

    const fn new(columns: usize, head: usize) -> Self {
        Self {
            columns,
            rows: head,
            head,
            entries: Vec::new(),
        }
    }

    fn put(&mut self, (row, column): (usize, usize), (rows, columns): (usize, usize), what: What) {
        self.rows = self.rows.max(row + rows);
        self.entries.push(SheetCell {
            row,
            column,
            rows,
            columns,
            what,
        });
    }

    /// A label over columns.
    fn above(&mut self, at: (usize, usize), size: (usize, usize), label: Printed) {
        self.put(at, size, What::Above(label));
    }
}

/// The blocks one below the other, each with its title and its header. The last column of a block reaches to the edge.
fn article20(template: Template) -> Sheet {
    let blocks = || {
        Block::ALL
            .iter()
            .copied()
            .filter(|block| block.table() == Table::Article20)
    };
    let widest = blocks().map(|block| block.columns(template).len()).max();
    let mut sheet = Sheet::new(1 + widest.unwrap_or(0), 0);
    for block in blocks().filter(|block| block.templates().contains(&template)) {
        if let Some(title) = block.title() {
            let size = (1, sheet.columns);
            sheet.put((sheet.rows, 0), size, What::Title(Printed::plain(title)));
        }
        let labels = block
            .columns(template)
            .iter()
            .filter_map(|column| column.words(template));
        let labels = labels.map(|words| What::Above(Printed::of(words)));
        row(
            &mut sheet,
            What::Above(Printed::head(Label::Content)),
            labels,
        );
        for it in block.rows(template) {
            if let Some(words) = it.words(template) {
                let values = it.fields(template).iter().copied().map(What::Value);
                row(&mut sheet, What::Beside(Printed::of(words)), values);
            }
        }
    }
    sheet
}

/// A row of Article 20 at the foot of the sheet.
fn row(sheet: &mut Sheet, label: What, cells: impl Iterator<Item = What>) {
    let row = sheet.rows;
    sheet.put((row, 0), (1, 1), label);
    for (at, what) in cells.enumerate() {
        sheet.put((row, 1 + at), (1, 1), what);
    }
    let edge = sheet.columns;
    if let Some(last) = sheet.entries.last_mut() {
        last.columns = edge - last.column;
    }
}

/// Three columns of labels, a header of three rows, and the kinds of applicant.
fn applications(template: Template) -> Sheet {
    let rows = || Block::Applications.rows(template);
    let columns = Block::Applications.columns(template);
    let labels = rows().map(depth).max().unwrap_or(0);
    let mut sheet = Sheet::new(labels + columns.len(), 3);
    let corner = Printed {
        enumerator: "（",
        text: head(Label::Corner),
        note: "）",
    };
    sheet.above((0, 0), (3, labels), corner);
    sheet.above(
        (0, labels),
        (1, columns.len()),
        Printed::head(Label::Applicants),
    );
    let organisations = columns
        .iter()
        .filter(|column| column.parent().is_some())
        .count();
    let mut under_one_head = false;
    for (at, (column, words)) in (labels..).zip(printed(columns, template)) {
        let inner = column.parent().is_some();
        if inner && !under_one_head {
            sheet.above(
                (1, at),
                (1, organisations),
                Printed::head(Label::LegalPersons),
            );
        }
        under_one_head = inner;
        let (row, rows) = if inner { (2, 1) } else { (1, 2) };
        sheet.above((row, at), (rows, 1), words);
    }

    let mut open = Vec::new();
    for (at, row) in (sheet.head..).zip(rows()) {
        let groups = groups(row);
        for (column, group) in groups.iter().enumerate() {
            if !open.contains(group) {
                let height = rows()
                    .filter(|row| self::groups(*row).contains(group))
                    .count();
                let label = Printed::of(group.words());
                sheet.put((at, column), (height, 1), What::Beside(label));
            }
        }
        let column = groups.len();
        open = groups;
        if let Some(words) = row.words(template) {
            let label = What::Beside(Printed::of(words));
            sheet.put((at, column), (1, labels - column), label);
        }
        for (column, field) in (labels..).zip(row.fields(template)) {
            sheet.put((at, column), (1, 1), What::Value(*field));
        }
    }
    sheet
}

/// How many columns of labels a row has.
fn depth(row: Row) -> usize {
    usize::from(row.depth())
}

/// The groups that hold a row, the outermost first.
fn groups(row: Row) -> Vec<Group> {
    let mut groups: Vec<Group> =
        std::iter::successors(row.group(), |group| group.parent()).collect();
    groups.reverse();
    groups
}

/// The columns that a form prints, each with its label.
fn printed(columns: &[Column], template: Template) -> impl Iterator<Item = (Column, Printed)> {
    let label = move |column: &Column| Some((*column, Printed::of(column.words(template)?)));
    columns.iter().filter_map(label)
}

/// A header of three rows over one row of values.
fn disputes(template: Template) -> Sheet {
    let columns = Block::Disputes.columns(template);
    let third = columns.len() / Proceeding::ALL.len();
    let mut sheet = Sheet::new(columns.len(), 3);
    sheet.above((0, 0), (1, third), Printed::head(Label::Reconsideration));
    sheet.above((0, third), (1, 2 * third), Printed::head(Label::Litigation));
    sheet.above((1, third), (1, third), Printed::head(Label::Direct));
    sheet.above(
        (1, 2 * third),
        (1, third),
        Printed::head(Label::AfterReconsideration),
    );
    for (at, (_, words)) in printed(columns, template).enumerate() {
        let (row, rows) = if at < third { (1, 2) } else { (2, 1) };
        sheet.above((row, at), (rows, 1), words);
    }
    for (at, field) in Row::DISPUTES.fields(template).iter().enumerate() {
        sheet.put((sheet.head, at), (1, 1), What::Value(*field));
    }
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheets() -> impl Iterator<Item = (Template, Sheet)> {
        let tables = Table::ALL.iter();
        let both =
            tables.flat_map(|table| Template::ALL.iter().map(|template| (*table, *template)));
        both.map(|(table, template)| (template, Sheet::of(table, template)))
    }

    #[test]
    fn every_place_is_covered_once() {
        for (template, sheet) in sheets() {
            let mut covered = vec![vec![0; sheet.columns]; sheet.rows];
            for entry in &sheet.entries {
                for row in &mut covered[entry.row..entry.row + entry.rows] {
                    for place in &mut row[entry.column..entry.column + entry.columns] {
                        *place += 1;
                    }
                }
            }
            assert!(
                covered.iter().flatten().all(|times| *times == 1),
                "{template} {covered:?}"
            );
        }
    }

    #[test]
    fn every_field_of_a_form_has_its_cell() {
        for template in Template::ALL {
            let sheets = Table::ALL.iter().map(|table| Sheet::of(*table, *template));
            let fields: Vec<Field> = sheets
                .flat_map(|sheet| sheet.entries)
                .filter_map(|entry| match entry.what {
                    What::Value(field) => Some(field),
                    _ => None,
                })
                .collect();
            let wanted: Vec<Field> = Field::all()
                .filter(|field| field.is_in(*template))
                .collect();
            assert_eq!(fields, wanted);
        }
    }

    #[test]
    fn the_tables_are_as_large_as_the_form_has_them() {
        let sizes = |template| {
            Table::ALL
                .iter()
                .map(move |table| Sheet::of(*table, template))
                .map(|sheet| (sheet.rows, sheet.columns))
        };
        assert!(sizes(Template::Y2019).eq([(18, 4), (3 + 23, 10), (4, 15)]));
        assert!(sizes(Template::Y2021).eq([(14, 4), (3 + 25, 10), (4, 15)]));
    }
}
