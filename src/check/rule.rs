//! The registry: every rule as data and a function.

use super::bodies::Bodies;
use super::facts::Facts;
use super::outcome::Checks;
use super::rules::{applications, article20, bodies, claims, disputes, years};
use super::words::{self, source};
use super::years::Years;
use crate::model::code::Entry;
use crate::model::{Code, Severity};

/// A rule: something that the numbers of a report, or of several, should fulfil.
///
/// ```
/// let rule = gongkai::check::rules().find(|rule| rule.code() == "applications.balance").unwrap();
/// assert_eq!(rule.severity(), gongkai::Severity::Error);
/// assert_eq!(rule.summary_zh(), "第一项加第二项之和不等于第三项加第四项之和");
/// assert!(rule.source().contains("〔2021〕30号"));
/// ```
pub struct Rule {
    pub(super) entry: &'static Entry,
    source: &'static str,
    run: Run,
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

/// What a [`Rule`] is asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scope {
    /// One report: [`Report::check`](crate::Report::check).
    Report,
    /// The reports of one body on two years: [`years`](super::years()).
    Years,
    /// The reports of a body and of its parts: [`aggregate`](super::aggregate).
    Bodies,
}

/// Declares a rule.
const fn rule(entry: &'static Entry, source: &'static str, run: Run) -> Rule {
    Rule { entry, source, run }
}

/// Every rule. What is found is told in this order.
pub(super) static RULES: &[Rule] = &[
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
    RULES.iter()
}

impl Rule {
    /// Its stable name: the code of its findings.
    #[must_use]
    pub fn code(&self) -> Code {
        Code::from(self.entry)
    }

    /// How much its findings matter.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.entry.severity
    }

    /// What is wrong where it fails, in one English sentence.
    #[must_use]
    pub const fn summary(&self) -> &'static str {
        self.entry.summary
    }

    /// What is wrong where it fails, in one Chinese sentence.
    #[must_use]
    pub const fn summary_zh(&self) -> &'static str {
        self.entry.summary_zh
    }

    /// The official document that it follows from.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// What it is asked of.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        match self.run {
            Run::Report(_) => Scope::Report,
            Run::Years(_) => Scope::Years,
            Run::Bodies(_) => Scope::Bodies,
        }
    }

    /// How it is asked.
    pub(super) const fn run(&self) -> Run {
        self.run
    }
}

/// Rules are equal if their codes are.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.entry.name == other.entry.name
    }
}

impl Eq for Rule {}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rule({})", self.entry.name)
    }
}
