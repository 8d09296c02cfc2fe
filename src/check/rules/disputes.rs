//! The disputes table: each of its three totals.

use super::{row, total};
use crate::check::facts::{Facts, check};
use crate::check::outcome::Checks;
use crate::check::rule::Rule;
use crate::model::{Outcome, State};

/// The four outcomes make 总计, three times.
pub(in crate::check) fn row_total(rule: &'static Rule, facts: &Facts<'_>, checks: &mut Checks) {
    for sum in facts.sums("disputes.row-total") {
        facts.equal(rule, sum, checks, || vec![("head", total(sum, row).into())]);
    }
}

/// No 总计 is left blank over outcomes that are not.
pub(in crate::check) fn total_blank(rule: &'static Rule, facts: &Facts<'_>, checks: &mut Checks) {
    for sum in facts.sums("disputes.row-total") {
        let Some(&cell) = sum.right.first() else {
            continue;
        };
        let parts = facts.side(&sum.left, false);
        let outcome = match facts.report.cell(cell).state() {
            _ if facts.is_empty_total(cell) => Outcome::Fails,
            State::Reported => Outcome::Holds,
            State::Blank | State::Nil if !parts.unknown && parts.numbers => {
                Outcome::HoldsIfBlankIsZero
            }
            _ => Outcome::Undecided,
        };
        let check = check(rule, outcome, sum.left.clone(), sum.right.clone());
        facts.tell(check, checks, || vec![("head", total(sum, row).into())]);
    }
}
