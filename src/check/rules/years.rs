//! Between the reports of one body on two years.

use super::column;
use crate::check::facts::check;
use crate::check::outcome::Checks;
use crate::check::rule::Rule;
use crate::check::years::{Terms, Years};
use crate::model::{Cause, Outcome};
use crate::template::{Column, Field, Row, Template, field};

/// The reports are on one year and the next.
pub(in crate::check) fn consecutive(rule: &'static Rule, years: &Years<'_>, checks: &mut Checks) {
    let (outcome, numbers) = match years.numbers() {
        None => (Outcome::Undecided, (0, 0)),
        Some((previous, current)) if previous.checked_add(1) == Some(current) => {
            (Outcome::Holds, (previous, current))
        }
        Some(numbers) => (Outcome::Fails, numbers),
    };
    let words = || {
        vec![
            ("previous", numbers.0.into()),
            ("current", numbers.1.into()),
        ]
    };
    let check = check(rule, outcome, &[], &[]);
    years
        .current
        .tell_because(check, Cause::Unclear, checks, words);
}

/// Last year's 四、结转下年度继续办理 is this year's 二、上年结转, column by column.
pub(in crate::check) fn carried_forward(
    rule: &'static Rule,
    years: &Years<'_>,
    checks: &mut Checks,
) {
    for &now in Row::CARRIED_IN.fields(Template::Y2021) {
        let before = field(Row::CARRIED_FORWARD, now.column());
        let terms = Terms {
            before: before.as_slice(),
            more: &[],
            less: &[],
            now,
        };
        years.equal(rule, &terms, checks, || {
            vec![("column", column(now).into())]
        });
    }
}

/// 2021: what is in force is what was, with what was issued since, less what was repealed.
pub(in crate::check) fn in_force(rule: &'static Rule, years: &Years<'_>, checks: &mut Checks) {
    for now in Field::all().filter(|field| field.column() == Column::InForce) {
        let issued = field(now.row(), Column::Issued);
        let repealed = field(now.row(), Column::Repealed);
        let terms = Terms {
            before: &[now],
            more: issued.as_slice(),
            less: repealed.as_slice(),
            now,
        };
        years.equal(rule, &terms, checks, || vec![("cell", now.into())]);
    }
}

/// 2019: 上一年项目数量 is last year's, with last year's 本年增/减.
pub(in crate::check) fn projects(rule: &'static Rule, years: &Years<'_>, checks: &mut Checks) {
    for now in Field::all().filter(|field| field.column() == Column::PreviousYear) {
        let Some(change) = field(now.row(), Column::Change) else {
            continue;
        };
        let terms = Terms {
            before: &[now, change],
            more: &[],
            less: &[],
            now,
        };
        years.equal(rule, &terms, checks, || vec![("cell", now.into())]);
    }
}
