//! A row a line, a tab between cells.

use super::{Document, Ruled};

pub(super) fn document(document: &Document) -> String {
    document.written([""; 3], str::to_owned, table)
}

fn table(table: &Ruled) -> String {
    let rows = table.places().into_iter();
    rows.map(|row| row.join("\t") + "\n").collect()
}
