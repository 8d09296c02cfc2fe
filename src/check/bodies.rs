//! The report of a body and those of its parts.

use super::cause::cause;
use super::facts::{Facts, check};
use super::outcome::Check;
use super::rule::Rule;
use crate::model::{Cause, Cell, Number, Outcome, Report, State};
use crate::template::{Field, Kind, Unit};

/// A body and its parts.
pub(super) struct Bodies<'r> {
    pub(super) parent: Facts<'r>,
    pub(super) children: Vec<&'r Report>,
}

/// Some cells, added up.
#[derive(Clone, Copy, Debug, Default)]
struct Total {
    sum: Number,
    /// How far the sum may be off because its numbers are rounded.
    tolerance: Number,
    numbers: bool,
    blanks: bool,
}

impl Bodies<'_> {
    /// Asks whether a cell of the parent is the sum of its parts'.
    pub(super) fn compare(&self, rule: &'static Rule, field: Field) -> Check {
        let undecided = || check(rule, Outcome::Undecided, vec![field], vec![field]);
        let cells: Vec<&Cell> = self
            .children
            .iter()
            .map(|report| report.cell(field))
            .collect();
        let parent = self.parent.report.cell(field);
        let Some(unit) = common_unit(cells.iter().copied().chain([parent]), field) else {
            return undecided();
        };
        let sides = (total(&cells, field, unit), total(&[parent], field, unit));
        let (Some(expected), Some(actual)) = sides else {
            return undecided();
        };
        let Some(agree) = agree(expected, actual) else {
            return undecided();
        };
        let outcome = match agree {
            _ if cells.is_empty() || !(expected.numbers || actual.numbers) => Outcome::Undecided,
            false => Outcome::Fails,
            true if expected.blanks || actual.blanks => Outcome::HoldsIfBlankIsZero,
            true => Outcome::Holds,
        };
        check(rule, outcome, vec![field], vec![field])
            .comparing(expected.sum, actual.sum)
            .borrowing(1)
    }
}

impl Bodies<'_> {
    /// What looks at fault where a cell is not the sum of the parts'.
    pub(super) fn blame(&self, field: Field) -> Cause {
        let parts = self
            .children
            .iter()
            .map(|report| cause(report, &[field], |_| false));
        parts.fold(self.parent.blame(&[field]), Cause::max)
    }
}

/// Whether two sums are the same, as far as their decimals tell. Nothing if the numbers do not fit.
fn agree(left: Total, right: Total) -> Option<bool> {
    let difference = left.sum.checked_sub(right.sum)?;
    let tolerance = left.tolerance.checked_add(right.tolerance)?;
    Some(difference <= tolerance && difference.checked_neg()? <= tolerance)
}

/// The unit in which amounts are compared: theirs if all have the same, else yuan. Nothing if one states none.
fn common_unit<'c>(cells: impl Iterator<Item = &'c Cell>, field: Field) -> Option<Option<Unit>> {
    if field.kind() != Kind::Money {
        return Some(None);
    }
    let amounts = cells.filter(|cell| cell.number().is_some_and(|number| number != Number::ZERO));
    let mut units = amounts.map(Cell::unit);
    let Some(first) = units.next() else {
        return Some(None);
    };
    let mut common = first?;
    for unit in units {
        if unit? != common {
            common = Unit::Yuan;
        }
    }
    Some(Some(common))
}

/// What cells add up to, in a unit; nothing if one is not known, or the sum does not fit.
fn total(cells: &[&Cell], field: Field, unit: Option<Unit>) -> Option<Total> {
    let mut total = Total::default();
    for cell in cells {
        let Some(number) = cell.number() else {
            total.blanks |= matches!(cell.state(), State::Blank | State::Nil);
            cell.addend()?;
            continue;
        };
        total.numbers = true;
        let shift = match (cell.unit(), unit) {
            (Some(from), Some(to)) => decimals(from).checked_sub(decimals(to))?,
            _ => 0,
        };
        total.sum = total.sum.checked_add(shifted(number, shift)?)?;
        if field.kind() == Kind::Money {
            // Half of the last decimal that is printed; 0 is taken for exact.
            let half =
                Number::from_parts(i64::from(number != Number::ZERO) * 5, number.scale() + 1)?;
            total.tolerance = total.tolerance.checked_add(shifted(half, shift)?)?;
        }
    }
    Some(total)
}

/// How many decimals a unit is worth more than a yuan.
const fn decimals(unit: Unit) -> u8 {
    match unit {
        Unit::TenThousandYuan => 4,
        Unit::HundredMillionYuan => 8,
        _ => 0,
    }
}

/// A number times a power of ten.
fn shifted(number: Number, by: u8) -> Option<Number> {
    match number.scale().checked_sub(by) {
        Some(scale) => Number::from_parts(number.mantissa(), scale),
        None => {
            let power = 10i64.checked_pow(u32::from(by - number.scale()))?;
            Number::from_parts(number.mantissa().checked_mul(power)?, 0)
        }
    }
}
