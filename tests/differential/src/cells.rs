//! The cells of a tree's tables, by the standard's way of forming a table, as the crate gives them.
//!
//! The crate leaves out rows that hold a table themselves, tables of one column, and white space; a table of one cell is
//! part of the cell around it. So does this.

use std::collections::HashSet;

use markup5ever_rcdom::{Handle, NodeData};

/// A row: the text of each cell, and nothing where a cell of another row reaches.
pub type Row = Vec<Option<String>>;

/// The rows of all tables in a document, in the order of the text.
pub fn rows(document: &Handle) -> Vec<Row> {
    let mut found = Found::default();
    found.within(document);
    let Found { rows, grids } = found;
    let rows = rows.into_iter();
    rows.filter(|(grid, _)| grids[*grid])
        .map(|(_, row)| row)
        .collect()
}

/// Rows with the number of their table, and which tables are grids.
#[derive(Default)]
struct Found {
    rows: Vec<(usize, Row)>,
    grids: Vec<bool>,
}

/// The name of an element.
pub fn name(node: &Handle) -> Option<&str> {
    match &node.data {
        NodeData::Element { name, .. } => Some(&name.local),
        _ => None,
    }
}

fn attribute(node: &Handle, of: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else {
        return None;
    };
    let attrs = attrs.borrow();
    let found = attrs.iter().find(|attribute| &*attribute.name.local == of);
    found.map(|attribute| attribute.value.to_string())
}

/// The rules for parsing non-negative integers.
fn number(node: &Handle, of: &str) -> Option<usize> {
    let value = attribute(node, of)?;
    let value = value.trim_start_matches([' ', '\t', '\n', '\r', '\x0c']);
    let value = value.strip_prefix('+').unwrap_or(value);
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0).then(|| value[..digits].parse().unwrap_or(usize::MAX))
}

fn children(node: &Handle) -> Vec<Handle> {
    node.children.borrow().clone()
}

/// Whether a table is a single cell at most, and holds no other table that is more.
fn is_single(table: &Handle) -> bool {
    let mut rows = 0;
    let mut cells = Vec::new();
    for group in groups(table) {
        rows += group.len();
        cells.extend(group.iter().flat_map(cells_of));
    }
    rows <= 1 && cells.len() <= 1 && !cells.iter().any(holds_table)
}

/// Whether a cell holds a table that is more than a single cell.
fn holds_table(node: &Handle) -> bool {
    children(node).iter().any(|child| {
        if name(child) == Some("table") {
            !is_single(child)
        } else {
            holds_table(child)
        }
    })
}

/// The rows of a table, group by group.
fn groups(table: &Handle) -> Vec<Vec<Handle>> {
    let mut groups = Vec::new();
    let mut own = Vec::new();
    for child in children(table) {
        match name(&child) {
            Some("tbody" | "thead" | "tfoot") => {
                groups.push(std::mem::take(&mut own));
                let rows = children(&child);
                groups.push(
                    rows.into_iter()
                        .filter(|row| name(row) == Some("tr"))
                        .collect(),
                );
            }
            Some("tr") => own.push(child),
            _ => {}
        }
    }
    groups.push(own);
    groups
}

fn cells_of(row: &Handle) -> Vec<Handle> {
    let cells = children(row).into_iter();
    cells
        .filter(|cell| matches!(name(cell), Some("td" | "th")))
        .collect()
}

impl Found {
    /// The tables in a node.
    fn within(&mut self, node: &Handle) {
        if name(node) == Some("table") {
            return self.table(node);
        }
        for child in children(node) {
            self.within(&child);
        }
    }

    fn table(&mut self, table: &Handle) {
        let grid = self.grids.len();
        self.grids.push(false);
        let mut wide = false;
        for child in children(table) {
            if !matches!(name(&child), Some("tbody" | "thead" | "tfoot" | "tr")) {
                self.within(&child);
            }
        }
        for group in groups(table) {
            wide |= self.group(&group, grid);
        }
        self.grids[grid] = wide && !is_single(table);
    }

    /// The rows of a group. Whether one of them has a second column.
    fn group(&mut self, group: &[Handle], grid: usize) -> bool {
        let mut wide = false;
        let mut taken: HashSet<(usize, usize)> = HashSet::new();
        for (y, row) in group.iter().enumerate() {
            let mut slots = Row::new();
            let (mut x, mut nests) = (0, false);
            for cell in cells_of(row) {
                let from = x;
                while taken.contains(&(y, x)) {
                    x += 1;
                }
                if x > from && slots.last() != Some(&None) {
                    slots.push(None);
                }
                let columns = number(&cell, "colspan").filter(|&n| n > 0);
                let columns = columns.unwrap_or(1).min(1000);
                let rows = match number(&cell, "rowspan") {
                    Some(0) => group.len() - y,
                    rows => rows.unwrap_or(1).min(65534).min(group.len() - y),
                };
                for below in y + 1..y + rows {
                    taken.extend((x..x + columns).map(|column| (below, column)));
                }
                x += columns;
                wide |= x > 1;
                nests |= holds_table(&cell);
                self.within(&cell);
                slots.push(Some(text(&cell)));
            }
            let reached = |&(row, column): &(usize, usize)| row == y && column >= x;
            if taken.iter().any(reached) && slots.last() != Some(&None) {
                slots.push(None);
            }
            if slots.iter().any(Option::is_some) && !nests {
                self.rows.push((grid, slots));
            }
        }
        wide
    }
}

/// What a cell shows, without white space.
fn text(cell: &Handle) -> String {
    let mut shown = Shown::default();
    for child in children(cell) {
        shown.add(&child, false);
    }
    if shown.picture && shown.text.trim().is_empty() {
        shown.text.push('\u{fffc}');
    }
    shown.text
}

#[derive(Default)]
struct Shown {
    text: String,
    picture: bool,
}

impl Shown {
    fn add(&mut self, node: &Handle, small: bool) {
        match &node.data {
            NodeData::Text { contents } => {
                let text = contents.borrow();
                let shown = text.chars().filter(|ch| !ch.is_ascii_whitespace());
                self.text
                    .extend(shown.map(|ch| if small { raised(ch) } else { ch }));
            }
            NodeData::Element { .. } => {
                let name = name(node).unwrap_or_default();
                match name {
                    "script" | "style" | "noscript" | "iframe" | "noembed" | "noframes"
                    | "textarea" | "del" | "s" | "strike" | "rt" | "rp" | "select" | "title" => {
                        return;
                    }
                    "img" | "canvas" | "svg" | "object" | "embed" | "video" => self.picture = true,
                    "input" if attribute(node, "type").is_none_or(|it| it != "hidden") => {
                        self.picture = true;
                    }
                    _ => {}
                }
                if matches!(name, "td" | "th") {
                    self.text += &text(node);
                    return;
                }
                let small = small || matches!(name, "sup" | "sub");
                for child in children(node) {
                    self.add(&child, small);
                }
            }
            _ => {}
        }
    }
}

fn raised(ch: char) -> char {
    let digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let digit = ch.to_digit(10).filter(|_| ch.is_ascii_digit());
    digit
        .and_then(|digit| digits.chars().nth(digit as usize))
        .unwrap_or(ch)
}
