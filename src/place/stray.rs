//! Numbers that fell out of a table: a cell torn away by a page break leaves a blank that is none.

use crate::{
    model::Number,
    template::{Field, Kind, Table},
};

use super::{
    assemble::{Run, Sheet},
    columns::{Choice, Placement},
    item::Item,
    lines::Rows,
};

/// The money of a row whose cell for it is blank may be an amount that stands alone behind the row. `fields`: those of a
/// row, in the order of its columns.
pub(crate) fn question_money(
    rows: &Rows<'_, '_>,
    sheet: &Sheet,
    placements: &mut [Placement],
    fields: &dyn Fn(&Run) -> &'static [Field],
) {
    for orphan in &sheet.orphans {
        let amount = (orphan.first..orphan.last).find(|&field| is_money(rows, field));
        let before = |(run, _): &(&Run, &mut Placement)| run.line < orphan.line;
        let row = sheet.runs.iter().zip(&mut *placements).filter(before);
        let (Some(amount), Some((run, placement))) = (amount, row.last()) else {
            continue;
        };
        for (field, choice) in fields(run).iter().zip(&mut placement.choices) {
            let blank = matches!(choice, Choice::Field(index)
                if rows.items.get(*index as usize).is_some_and(Item::is_blank));
            if field.kind() == Kind::Money && blank {
                *choice = Choice::Open {
                    fields: vec![amount],
                    blank: true,
                };
            }
        }
    }
}

/// Whether a field is an amount with a unit of money.
pub(crate) fn is_money(rows: &Rows<'_, '_>, field: u32) -> bool {
    matches!(rows.items.get(field as usize), Some(Item::Amount(amount)) if amount.unit.is_some())
}

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
