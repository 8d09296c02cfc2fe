//! Rows out of the form's order.

use super::Run;
use crate::template::Row;

/// Where rows run from label to label, a label out of the form's order may stand among the values of another row: neither's
/// are known.
pub(super) fn doubt_order(runs: &mut [Run]) {
    let behind = |pair: &[Run]| matches!(pair, [one, next] if next.row < one.row);
    let out_of_order: Vec<usize> = runs
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| behind(pair))
        .map(|(index, _)| index)
        .collect();
    for index in out_of_order {
        for run in runs.iter_mut().skip(index).take(2) {
            run.doubted = true;
        }
    }
}

/// Where rows run over lines, two labels may have changed places: a row that not every longest run of rows in the form's order
/// has is not known.
pub(super) fn doubt_misplaced(runs: &mut [Run]) {
    let rows: Vec<Row> = runs.iter().map(|run| run.row).collect();
    // How many rows in the form's order end with each, and how many begin with it.
    let mut behind: Vec<usize> = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let before = rows.iter().zip(&behind).take(index);
        let longest = before
            .filter(|(other, _)| *other < row)
            .map(|(_, length)| *length);
        behind.push(longest.max().unwrap_or(0) + 1);
    }
    let mut ahead: Vec<usize> = vec![0; rows.len()];
    for (index, row) in rows.iter().enumerate().rev() {
        let after = rows.iter().zip(&ahead).skip(index + 1);
        let longest = after
            .filter(|(other, _)| *other > row)
            .map(|(_, length)| *length);
        let longest = longest.max().unwrap_or(0) + 1;
        if let Some(own) = ahead.get_mut(index) {
            *own = longest;
        }
    }
    let through: Vec<usize> = behind
        .iter()
        .zip(&ahead)
        .map(|(one, other)| one + other)
        .collect();
    let most = through.iter().max().copied().unwrap_or(0);
    for (index, run) in runs.iter_mut().enumerate() {
        let own = behind.get(index);
        let beside = through.iter().zip(&behind);
        let rivals = beside.filter(|(length, place)| **length == most && Some(*place) == own);
        run.doubted |= through.get(index) != Some(&most) || rivals.count() > 1;
    }
}
