//! The reports of one body on two years.

use super::facts::{Arguments, Facts, Side, check, conclude};
use super::outcome::Checks;
use super::rule::Rule;
use crate::model::{Cause, Outcome, Report, State};
use crate::template::Field;

/// Two reports of one body, the second on the year after the first.
pub(super) struct Years<'r> {
    pub(super) previous: Facts<'r>,
    pub(super) current: Facts<'r>,
}

/// What a cell of the current report should be.
pub(super) struct Terms<'t> {
    /// What adds up in the previous report.
    pub(super) before: &'t [Field],
    /// What came to it in the current one.
    pub(super) more: &'t [Field],
    /// What went from it in the current one.
    pub(super) less: &'t [Field],
    /// The cell, in the current one.
    pub(super) now: Field,
}

impl<'r> Years<'r> {
    pub(super) fn new(previous: &'r Report, current: &'r Report) -> Self {
        Self {
            previous: Facts::new(previous),
            current: Facts::new(current),
        }
    }

    /// The years that the reports are on; nothing if one does not say.
    pub(super) fn numbers(&self) -> Option<(u16, u16)> {
        Some((self.previous.report.year()?, self.current.report.year()?))
    }

    /// Whether the reports are known not to be on one year and the next.
    fn are_others(&self) -> bool {
        self.numbers()
            .is_some_and(|(previous, current)| previous.checked_add(1) != Some(current))
    }

    /// Asks whether a cell is what it should be. No question where neither form has the cells.
    pub(super) fn equal(
        &self,
        rule: &'static Rule,
        terms: &Terms<'_>,
        checks: &mut Checks,
        words: impl FnOnce() -> Arguments,
    ) {
        let (previous, current) = (&self.previous, &self.current);
        let had = terms
            .before
            .iter()
            .any(|field| has(previous.report, *field));
        if !had && !has(current.report, terms.now) {
            return;
        }
        let sides = [
            previous.side(terms.before, false),
            current.side(terms.more, false),
            current.side(terms.less, false),
        ];
        let expected = sum(sides);
        let actual = current.side(&[terms.now], false);
        let outcome = match self.are_others() {
            true => Outcome::Undecided,
            false => conclude(expected, actual, expected.sum == actual.sum),
        };
        let addends = [terms.before, terms.more, terms.less].concat();
        let check =
            check(rule, outcome, addends, vec![terms.now]).comparing(expected.sum, actual.sum);
        let here = [terms.more, terms.less, &[terms.now]].concat();
        let because = match outcome {
            Outcome::Fails => previous.blame(terms.before).max(current.blame(&here)),
            _ => Cause::Unclear,
        };
        let check = check.borrowing(terms.before.len());
        current.tell_because(check, because, checks, words);
    }
}

/// What two sides make together, less a third.
fn sum([before, more, less]: [Side; 3]) -> Side {
    let sum = before
        .sum
        .checked_add(more.sum)
        .and_then(|sum| sum.checked_sub(less.sum));
    let any = |of: fn(Side) -> bool| [before, more, less].into_iter().any(of);
    Side {
        sum: sum.unwrap_or_default(),
        unknown: sum.is_none() || any(|side| side.unknown),
        numbers: any(|side| side.numbers),
        blanks: any(|side| side.blanks),
        lost: any(|side| side.lost),
        settled: any(|side| side.settled),
    }
}

/// Whether a report's form has a cell, or the report nevertheless.
fn has(report: &Report, field: Field) -> bool {
    report
        .template()
        .is_some_and(|template| field.is_in(template))
        || report.cell(field).state() != State::Absent
}
