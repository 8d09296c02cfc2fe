//! Columns and rows of a table that are none: what is between the lines of a double border, and between cells that have
//! borders of their own.

use super::flow::Filled;
use super::tables::Table;

/// What is narrower than so much of the font's size holds no text.
const NARROW: f64 = 0.8;

/// Leaves out the columns and rows of a table that are too narrow for text and hold none. Gives how many rows are left.
pub(super) fn close(table: &Table, cells: &mut Vec<Filled>) -> usize {
    let sizes = || cells.iter().flat_map(|it| &it.lines).map(|it| it.line.size);
    let most = NARROW * sizes().sum::<f64>() / sizes().count().max(1) as f64;
    let columns = narrow(&table.columns, most);
    let rows = narrow(&table.rows, most);
    if !columns.contains(&true) && !rows.contains(&true) {
        return table.height();
    }
    let texts = || cells.iter().filter(|it| !it.lines.is_empty());
    let columns = places(columns, texts().map(|it| (it.cell.left, it.cell.right)));
    let rows = places(rows, texts().map(|it| (it.cell.first, it.cell.behind)));
    let of = |places: &[usize], index: usize| places.get(index).copied().unwrap_or(0);
    for Filled { cell, .. } in cells.iter_mut() {
        (cell.left, cell.right) = (of(&columns, cell.left), of(&columns, cell.right));
        (cell.first, cell.behind) = (of(&rows, cell.first), of(&rows, cell.behind));
    }
    cells.retain(|it| it.cell.left < it.cell.right && it.cell.first < it.cell.behind);
    rows.last().copied().unwrap_or(0)
}

/// Which of the bands between places are narrower than so much.
fn narrow(places: &[f64], most: f64) -> Vec<bool> {
    let bands = places.windows(2);
    bands.map(|band| (band[1] - band[0]).abs() < most).collect()
}

/// Where each band begins once those are gone that are narrow and that no text needs: each text needs one of its bands.
fn places(narrow: Vec<bool>, texts: impl Iterator<Item = (usize, usize)>) -> Vec<usize> {
    let mut gone = narrow;
    for (from, to) in texts {
        let bands = gone.get_mut(from..to).unwrap_or_default();
        if bands.iter().all(|gone| *gone)
            && let Some(first) = bands.first_mut()
        {
            *first = false;
        }
    }
    let mut left = 0;
    let mut places = vec![0];
    for gone in gone {
        left += usize::from(!gone);
        places.push(left);
    }
    places
}
