//! The sentences against the tables.

use crate::check::claims::compare;
use crate::check::facts::{Facts, check, finding};
use crate::check::outcome::Checks;
use crate::check::rule::Rule;
use crate::model::{Cause, Outcome};

/// Every claim agrees with the cells that count the same, in one of the ways to count it.
pub(in crate::check) fn differ(rule: &'static Rule, facts: &Facts<'_>, checks: &mut Checks) {
    for claim in facts.report.claims() {
        let comparison = compare(claim, facts.report);
        let outcome = comparison.outcome();
        let check = check(rule, outcome, comparison.fields().to_vec(), &[])
            .comparing(comparison.expected().unwrap_or_default(), claim.value());
        if outcome != Outcome::Fails {
            checks.note(check);
            continue;
        }
        let said: String = claim.raw().split_whitespace().collect();
        let cells = finding(facts.report, &check, vec![("claim", said.into())]);
        let finding = cells.led_by(claim.span());
        // Words and table may count different things.
        checks.fail(check, finding.because(Cause::Unclear));
    }
}
