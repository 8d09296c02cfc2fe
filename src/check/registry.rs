//! The registry: every rule as data and a function.

use super::bodies::Bodies;
use super::facts::Facts;
use super::outcome::Checks;
use super::rule::{Rule, Scope};
use super::rules::{applications, article20, bodies, claims, disputes, years};
use super::words::{self, source};
use super::years::Years;
use crate::model::code::Entry;

/// A rule, and the function that asks it.
pub(super) struct Asked {
    pub(super) rule: Rule,
    pub(super) run: Run,
}

/// How a rule is asked.
#[derive(Clone, Copy)]
pub(super) enum Run {
    /// Of one report.
    Report(fn(&'static Rule, &Facts<'_>, &mut Checks)),
    /// Of two years.
    Years(fn(&'static Rule, &Years<'_>, &mut Checks)),
    /// Of a body and its parts.
    Bodies(fn(&'static Rule, &Bodies<'_>, &mut Checks)),
}

/// Declares a rule.
const fn rule(entry: &'static Entry, source: &'static str, run: Run) -> Asked {
    let scope = match run {
        Run::Report(_) => Scope::Report,
        Run::Years(_) => Scope::Years,
        Run::Bodies(_) => Scope::Bodies,
    };
    let rule = Rule {
        entry,
        source,
        scope,
    };
    Asked { rule, run }
}

/// Every rule. What is found is told in this order.
pub(super) static RULES: &[Asked] = &[
    rule(
        &words::PROJECTS_BELOW_ZERO,
        source::ARTICLE20_2019,
        Run::Report(article20::projects_below_zero),
    ),
    rule(
        &words::DISCLOSED_BEYOND_TOTAL,
        source::ARTICLE20_2019,
        Run::Report(article20::disclosed_beyond_total),
    ),
    rule(
        &words::RULES_WITHOUT_POWER,
        source::LEGISLATION,
        Run::Report(article20::rules_without_power),
    ),
    rule(
        &words::ROW_TOTAL,
        source::APPLICATIONS,
        Run::Report(applications::row_total),
    ),
    rule(
        &words::BALANCE,
        source::PRINTED,
        Run::Report(applications::balance),
    ),
    rule(
        &words::RESULTS_TOTAL,
        source::APPLICATIONS,
        Run::Report(applications::results_total),
    ),
    rule(
        &words::APPLICATIONS_TOTAL_BLANK,
        source::APPLICATIONS,
        Run::Report(applications::total_blank),
    ),
    rule(
        &words::DISPUTES_ROW_TOTAL,
        source::DISPUTES,
        Run::Report(disputes::row_total),
    ),
    rule(
        &words::DISPUTES_TOTAL_BLANK,
        source::DISPUTES,
        Run::Report(disputes::total_blank),
    ),
    rule(
        &words::CLAIMS_DIFFER,
        source::YEARLY,
        Run::Report(claims::differ),
    ),
    rule(
        &words::CONSECUTIVE,
        source::YEARLY,
        Run::Years(years::consecutive),
    ),
    rule(
        &words::CARRIED_FORWARD,
        source::APPLICATIONS,
        Run::Years(years::carried_forward),
    ),
    rule(
        &words::IN_FORCE,
        source::ARTICLE20_2021,
        Run::Years(years::in_force),
    ),
    rule(
        &words::PROJECTS,
        source::ARTICLE20_2019,
        Run::Years(years::projects),
    ),
    rule(&words::BODIES_SUM, source::YEARLY, Run::Bodies(bodies::sum)),
];

/// Every rule, in the order in which their findings are told.
///
/// ```
/// for rule in gongkai::check::rules() {
///     println!("{}: {}", rule.code(), rule.summary());
/// }
/// ```
pub fn rules() -> impl ExactSizeIterator<Item = &'static Rule> + Clone {
    RULES.iter().map(|asked| &asked.rule)
}
