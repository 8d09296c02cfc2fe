//! Pipe tables, as GitHub reads them.

use super::{Document, Ruled};

pub(super) fn document(document: &Document) -> String {
    document.written(["# ", "## ", ""], escaped, table)
}

fn table(table: &Ruled) -> String {
    let mut out = String::new();
    for (at, row) in table.places().into_iter().enumerate() {
        let cells: Vec<String> = row.into_iter().map(escaped).collect();
        out += &format!("| {} |\n", cells.join(" | "));
        if at == 0 {
            out += &format!("|{}\n", " --- |".repeat(table.columns));
        }
    }
    out
}

/// A text that Markdown takes for no mark of its own. `1.` would begin a list, but only where it begins a line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
