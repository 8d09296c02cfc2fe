//! The 226 fields and the text of their ids and labels, computed at compile time from the declaration.

use super::forms::{
    BOTH, Block, COLUMNS, Column, GRIDS, GROUPS, Grid, Group, PROCEEDINGS, Proceeding, ROWS, Words,
    Y2019, Y2021, has, templates,
};
use super::rows::Row;
use super::text::{Buffer, part, utf8};
use super::vocabulary::Template;

/// What is known of a field.
#[derive(Clone, Copy)]
pub(super) struct FieldSpec {
    pub(super) id: &'static str,
    pub(super) row_label: &'static str,
    pub(super) column_label: &'static str,
    /// The two labels as each form prints them; those of the field itself where the form has no such cell.
    pub(super) printed: [(&'static str, &'static str); 2],
    pub(super) row: Row,
    pub(super) column: Column,
    pub(super) proceeding: Option<Proceeding>,
    pub(super) templates: &'static [Template],
}

/// Every field, in the form's order.
pub(super) static FIELDS: [FieldSpec; CELLS.len] = fields();

/// For each row the places of its fields in [`FIELDS`], `start..end`: in 2019 and in 2021.
pub(super) static ROW_FIELDS: [[(u8, u8); 2]; ROWS.len()] = row_fields();

/// The forms that print a row's words. A row without a label is in both.
pub(super) const fn row_templates(row: usize) -> &'static [Template] {
    let words = ROWS[row].words;
    if words.is_empty() {
        return BOTH;
    }
    templates(says(words, Template::Y2019), says(words, Template::Y2021))
}

/// Whether one of `words` is `template`'s.
const fn says(words: &[Words], template: Template) -> bool {
    let mut i = 0;
    while i < words.len() {
        if words[i].is_in(template) {
            return true;
        }
        i += 1;
    }
    false
}

/// More cells than the forms have.
const ROOM: usize = 255;

/// The value cells of both forms, in the form's order.
struct Cells {
    cells: [Cell; ROOM],
    len: usize,
}

/// A value cell: where a column of a grid crosses a row of the grid's block.
#[derive(Clone, Copy)]
struct Cell {
    row: usize,
    column: Column,
    proceeding: Option<Proceeding>,
    templates: &'static [Template],
}

const CELLS: Cells = cells();

/// Walks the grids: rows times columns, each cell once.
const fn cells() -> Cells {
    let mut cells = Cells {
        cells: [Cell {
            row: 0,
            column: Column::Total,
            proceeding: None,
            templates: &[],
        }; ROOM],
        len: 0,
    };
    let mut g = 0;
    while g < GRIDS.len() {
        let mut row = 0;
        while row < ROWS.len() {
            if crosses(&GRIDS[g], row) {
                let mut c = 0;
                while c < GRIDS[g].columns.len() {
                    cells.add(&GRIDS[g], row, GRIDS[g].columns[c]);
                    c += 1;
                }
            }
            row += 1;
        }
        g += 1;
    }
    cells
}

/// Whether a form has both the grid and the row, in the same block.
const fn crosses(grid: &Grid, row: usize) -> bool {
    let of_row = row_templates(row);
    grid.block as u8 == ROWS[row].block as u8
        && ((has(of_row, Template::Y2019) && has(grid.templates, Template::Y2019))
            || (has(of_row, Template::Y2021) && has(grid.templates, Template::Y2021)))
}

impl Cells {
    /// Adds the cell of `row` and `column`, unless an earlier grid has it.
    const fn add(&mut self, grid: &Grid, row: usize, column: Column) {
        let mut i = 0;
        while i < self.len {
            let cell = &self.cells[i];
            if cell.row == row
                && cell.column as u8 == column as u8
                && same_proceeding(cell.proceeding, grid.proceeding)
            {
                return;
            }
            i += 1;
        }
        self.cells[self.len] = Cell {
            row,
            column,
            proceeding: grid.proceeding,
            templates: templates(
                has_cell(row, column, Template::Y2019),
                has_cell(row, column, Template::Y2021),
            ),
        };
        self.len += 1;
    }
}

const fn same_proceeding(left: Option<Proceeding>, right: Option<Proceeding>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => left as u8 == right as u8,
        (None, None) => true,
        _ => false,
    }
}

/// Whether `template` has `row`, and `column` over it.
const fn has_cell(row: usize, column: Column, template: Template) -> bool {
    let mut g = 0;
    while g < GRIDS.len() {
        if GRIDS[g].block as u8 == ROWS[row].block as u8
            && has(GRIDS[g].templates, template)
            && has_column(GRIDS[g].columns, column)
        {
            return has(row_templates(row), template);
        }
        g += 1;
    }
    false
}

const fn has_column(columns: &[Column], column: Column) -> bool {
    let mut i = 0;
    while i < columns.len() {
        if columns[i] as u8 == column as u8 {
            return true;
        }
        i += 1;
    }
    false
}

/// The columns that stand over `block` in `template`.
pub(super) const fn columns(block: Block, template: Template) -> &'static [Column] {
    let mut g = 0;
    while g < GRIDS.len() {
        if GRIDS[g].block as u8 == block as u8 && has(GRIDS[g].templates, template) {
            return GRIDS[g].columns;
        }
        g += 1;
    }
    &[]
}

/// Three readings of a label: in 2019, in 2021, and for what is in both forms.
const SETS: [&[Template]; 3] = [Y2019, Y2021, BOTH];

/// The place of `templates` in [`SETS`].
const fn set(templates: &[Template]) -> usize {
    match (
        has(templates, Template::Y2019),
        has(templates, Template::Y2021),
    ) {
        (true, true) => 2,
        (false, true) => 1,
        _ => 0,
    }
}

/// Where in a text something stands.
type Place = (usize, usize);

/// All ids and labels, one behind the other, and where each stands.
struct Texts {
    buffer: Buffer<{ 32 * 1024 }>,
    ids: [Place; ROOM],
    rows: [[Place; 3]; ROWS.len()],
    columns: [[Place; 3]; COLUMNS.len()],
}

const TEXTS: Texts = texts();
const TEXT: &str = utf8(&const { TEXTS.buffer.trimmed::<{ TEXTS.buffer.len() }>() });

const fn texts() -> Texts {
    let mut texts = Texts {
        buffer: Buffer::new(),
        ids: [(0, 0); ROOM],
        rows: [[(0, 0); 3]; ROWS.len()],
        columns: [[(0, 0); 3]; COLUMNS.len()],
    };
    let mut i = 0;
    while i < CELLS.len {
        let start = texts.buffer.len();
        push_id(&mut texts.buffer, &CELLS.cells[i]);
        texts.ids[i] = (start, texts.buffer.len());
        i += 1;
    }
    let mut s = 0;
    while s < SETS.len() {
        let mut row = 0;
        while row < ROWS.len() {
            let start = texts.buffer.len();
            push_group(&mut texts.buffer, ROWS[row].group);
            push_words(&mut texts.buffer, ROWS[row].words, SETS[s]);
            texts.rows[row][s] = (start, texts.buffer.len());
            row += 1;
        }
        let mut column = 0;
        while column < COLUMNS.len() {
            let start = texts.buffer.len();
            if let Some(parent) = COLUMNS[column].parent {
                texts.buffer.push(parent);
                texts.buffer.push("/");
            }
            push_words(&mut texts.buffer, COLUMNS[column].words, SETS[s]);
            texts.columns[column][s] = (start, texts.buffer.len());
            column += 1;
        }
        s += 1;
    }
    texts
}

/// `row.column`; in the disputes table `proceeding.column`.
const fn push_id<const N: usize>(buffer: &mut Buffer<N>, cell: &Cell) {
    buffer.push(match cell.proceeding {
        Some(proceeding) => PROCEEDINGS[proceeding as usize].id,
        None => ROWS[cell.row].id,
    });
    buffer.push(".");
    buffer.push(COLUMNS[cell.column as usize].id);
}

/// The labels of a group and of those around it, each with a `/` behind it.
const fn push_group<const N: usize>(buffer: &mut Buffer<N>, group: Option<Group>) {
    if let Some(group) = group {
        let spec = &GROUPS[group as usize];
        push_group(buffer, spec.parent);
        push_printed(buffer, &spec.words);
        buffer.push("/");
    }
}

/// What the forms of `set` print, parted by `|` where they differ.
const fn push_words<const N: usize>(buffer: &mut Buffer<N>, words: &[Words], set: &[Template]) {
    let mut first = true;
    let mut i = 0;
    while i < words.len() {
        if (has(set, Template::Y2019) && words[i].is_in(Template::Y2019))
            || (has(set, Template::Y2021) && words[i].is_in(Template::Y2021))
        {
            if !first {
                buffer.push("|");
            }
            first = false;
            push_printed(buffer, &words[i]);
        }
        i += 1;
    }
}

const fn push_printed<const N: usize>(buffer: &mut Buffer<N>, words: &Words) {
    buffer.push(words.enumerator);
    buffer.push(words.text);
    buffer.push(words.note);
}

const fn text(place: Place) -> &'static str {
    part(TEXT, place.0, place.1)
}

const fn fields() -> [FieldSpec; CELLS.len] {
    let mut fields = [FieldSpec {
        id: "",
        row_label: "",
        column_label: "",
        printed: [("", ""); 2],
        row: Row::new(0),
        column: Column::Total,
        proceeding: None,
        templates: &[],
    }; CELLS.len];
    let mut i = 0;
    while i < fields.len() {
        let cell = &CELLS.cells[i];
        let set = set(cell.templates);
        let (row_label, column_label) = labels(cell, set);
        fields[i] = FieldSpec {
            id: text(TEXTS.ids[i]),
            row_label,
            column_label,
            printed: [
                labels(cell, set_of(cell, Template::Y2019)),
                labels(cell, set_of(cell, Template::Y2021)),
            ],
            row: Row::new(cell.row as u8),
            column: cell.column,
            proceeding: cell.proceeding,
            templates: cell.templates,
        };
        i += 1;
    }
    fields
}

/// The labels of a cell's row and column as the forms of a set print them.
const fn labels(cell: &Cell, set: usize) -> (&'static str, &'static str) {
    let row = match cell.proceeding {
        Some(proceeding) => PROCEEDINGS[proceeding as usize].path,
        None => text(TEXTS.rows[cell.row][set]),
    };
    (row, text(TEXTS.columns[cell.column as usize][set]))
}

/// The place in [`SETS`] of one form, if it has the cell; else of those that have it.
const fn set_of(cell: &Cell, template: Template) -> usize {
    if has(cell.templates, template) {
        template.index()
    } else {
        set(cell.templates)
    }
}

/// Finds each row's fields; that they stand side by side is checked here, when the crate is compiled.
const fn row_fields() -> [[(u8, u8); 2]; ROWS.len()] {
    let mut ranges = [[(0, 0); 2]; ROWS.len()];
    let mut i = 0;
    while i < CELLS.len {
        let cell = &CELLS.cells[i];
        let mut t = 0;
        while t < Template::ALL.len() {
            if has(cell.templates, Template::ALL[t]) {
                extend(&mut ranges[cell.row][t], i as u8);
            }
            t += 1;
        }
        i += 1;
    }
    ranges
}

/// Lets a range end behind `at`.
const fn extend(range: &mut (u8, u8), at: u8) {
    if range.0 == range.1 {
        *range = (at, at + 1);
    } else {
        assert!(range.1 == at, "the fields of a row in a form stand apart");
        range.1 = at + 1;
    }
}
