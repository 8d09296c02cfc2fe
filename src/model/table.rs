//! What was read of a table as a whole.

use serde::{Deserialize, Serialize};

use crate::model::Layout;
use crate::span::Span;
use crate::template::{Table, Template};

/// A table of the form that was found: its form, its layout, and how well the form confirms it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TableReading {
    pub(crate) template: Option<Template>,
    pub(crate) layout: Layout,
    pub(crate) rows: u16,
    pub(crate) confirmed: u16,
    pub(crate) span: Span,
}

impl TableReading {
    /// The form that the table follows, recognised from the table itself, or from the other tables where it does not
    /// show it: the disputes table is the same in both forms. Nothing where no table of the document shows its form.
    #[must_use]
    pub const fn template(&self) -> Option<Template> {
        self.template
    }

    /// How it is laid out.
    #[must_use]
    pub const fn layout(&self) -> Layout {
        self.layout
    }

    /// How many rows of the form were found in it.
    #[must_use]
    pub const fn rows(&self) -> u16 {
        self.rows
    }

    /// How many of these rows confirm the layout.
    #[must_use]
    pub const fn confirmed(&self) -> u16 {
        self.confirmed
    }

    /// Where the table stands.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.span
    }
}

/// A row that a table has and the form does not: local additions such as 其他主动公开文件.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ExtraRow {
    pub(crate) table: Table,
    pub(crate) label: Box<str>,
    pub(crate) cells: Box<[Box<str>]>,
    pub(crate) span: Span,
}

impl ExtraRow {
    /// The table that has it.
    #[must_use]
    pub const fn table(&self) -> Table {
        self.table
    }

    /// Its label as printed.
    #[must_use]
    pub const fn label(&self) -> &str {
        &self.label
    }

    /// Its other cells as printed.
    pub fn cells(&self) -> impl ExactSizeIterator<Item = &str> {
        self.cells.iter().map(|cell| &**cell)
    }

    /// Where it stands.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.span
    }
}
