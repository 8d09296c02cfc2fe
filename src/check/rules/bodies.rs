//! Between the report of a body and those of its parts.

use crate::check::bodies::Bodies;
use crate::check::outcome::Checks;
use crate::check::rule::Rule;
use crate::model::{Cause, Outcome};

/// Every cell is the sum of the parts' cells.
pub(in crate::check) fn sum(rule: &'static Rule, bodies: &Bodies<'_>, checks: &mut Checks) {
    let count = bodies.children.len();
    for field in bodies.parent.fields() {
        let words = || vec![("cell", field.into()), ("count", count.into())];
        let check = bodies.compare(rule, field);
        let because = match check.outcome() {
            Outcome::Fails => bodies.blame(field),
            _ => Cause::Unclear,
        };
        bodies.parent.tell_because(check, because, checks, words);
    }
}
