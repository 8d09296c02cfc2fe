//! Numbers that fell out of a table: a cell torn away by a page break leaves a blank that is none.

use crate::{model::Number, template::Table};

use super::{
    assemble::Sheet,
    columns::{Choice, Placement},
    item::Item,
    lines::Rows,
};

/// A single blank in a row of the applications table may be a number that stands alone among the table's lines, if
/// that number is what the row's total asks for. Then it is not known to be blank.
pub(crate) fn question(rows: &Rows<'_, '_>, sheet: &Sheet, placements: &mut [Placement]) {
    if sheet.table != Table::Applications {
        return;
    }
    let strays: Vec<(Number, u32)> = sheet
        .orphans
        .iter()
        .filter(|orphan| orphan.text.is_none() && orphan.last - orphan.first == 1)
        .filter_map(|orphan| Some((number(rows, orphan.first)?, orphan.first)))
        .collect();
    if strays.is_empty() {
        return;
    }
    for placement in placements {
        let Some((column, missing)) = missing(rows, &placement.choices) else {
            continue;
        };
        let Some((_, field)) = strays.iter().find(|(stray, _)| *stray == missing) else {
            continue;
        };
        if let Some(choice) = placement.choices.get_mut(column) {
            *choice = Choice::Open {
                fields: vec![*field],
                blank: true,
            };
        }
    }
}

/// The one blank column of a row, and what would have to stand there for the row to add up: 自然人 and the five kinds of
/// 法人或其他组织 make 总计.
fn missing(rows: &Rows<'_, '_>, choices: &[Choice]) -> Option<(usize, Number)> {
    let mut blank = None;
    let mut numbers = Vec::with_capacity(choices.len());
    for (column, choice) in choices.iter().enumerate() {
        let Choice::Field(field) = choice else {
            return None;
        };
        match (rows.items.get(*field as usize)?, blank) {
            (Item::Blank, None) => {
                blank = Some(column);
                numbers.push(Number::from(0));
            }
            (Item::Amount(amount), _) => numbers.push(amount.number),
            _ => return None,
        }
    }
    let (column, (total, parts)) = (blank?, numbers.split_last()?);
    let sum = parts
        .iter()
        .try_fold(Number::from(0), |sum, part| sum.checked_add(*part))?;
    let missing = if column == parts.len() {
        sum
    } else {
        total.checked_sub(sum)?
    };
    (missing != Number::from(0)).then_some((column, missing))
}

fn number(rows: &Rows<'_, '_>, field: u32) -> Option<Number> {
    match rows.items.get(field as usize)? {
        Item::Amount(amount) => Some(amount.number),
        _ => None,
    }
}
