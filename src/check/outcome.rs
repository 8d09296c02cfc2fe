//! What became of the checks of a report.

use super::rule::Rule;
use crate::model::{Finding, Number, Outcome, Report, Severity, State};
use crate::template::{Field, Fields, Table};

/// What became of a rule in one place: a row, a column, a cell.
///
/// ```
/// let text = "| 行政处罚 | 3 |";
/// let report = gongkai::read_text(text)?;
/// for check in report.check().outcomes() {
///     println!("{}: {} ({:?})", check.rule().code(), check.outcome(), check.totals());
/// }
/// # Ok::<(), gongkai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub(super) rule: &'static Rule,
    pub(super) outcome: Outcome,
    pub(super) addends: Fields,
    /// How many of the addends stand in another report, the first ones.
    pub(super) elsewhere: usize,
    pub(super) totals: Fields,
    pub(super) expected: Option<Number>,
    pub(super) actual: Option<Number>,
}

impl Check {
    /// The rule that was asked.
    #[must_use]
    pub const fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// What became of it.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// The fields that say what is expected: those that add up.
    #[must_use]
    pub fn addends(&self) -> &[Field] {
        &self.addends
    }

    /// The fields that should agree with it: the total, or what stands on the other side of the sum.
    #[must_use]
    pub fn totals(&self) -> &[Field] {
        &self.totals
    }

    /// What the addends come to; nothing if the check is undecided.
    #[must_use]
    pub const fn expected(&self) -> Option<Number> {
        self.expected
    }

    /// What the totals come to; nothing if the check is undecided.
    #[must_use]
    pub const fn actual(&self) -> Option<Number> {
        self.actual
    }

    /// The addends that stand in the report itself.
    pub(super) fn own_addends(&self) -> &[Field] {
        self.addends.get(self.elsewhere..).unwrap_or_default()
    }

    /// Whether numbers were compared, and so the cells seen.
    const fn is_decided(&self) -> bool {
        matches!(
            self.outcome,
            Outcome::Holds | Outcome::HoldsIfBlankIsZero | Outcome::Fails
        )
    }
}

/// What became of all checks: what [`Report::check`], [`years`](super::years()) and [`aggregate`](super::aggregate) return.
///
/// ```
/// # let report = gongkai::Report::default();
/// let checks = report.check();
/// for finding in checks.findings() {
///     println!("{}: {}", finding.code(), finding.message_zh());
/// }
/// assert!(checks.is_consistent());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checks {
    outcomes: Vec<Check>,
    findings: Vec<Finding>,
    coverage: [Coverage; Table::ALL.len()],
}

impl Checks {
    /// No check yet, and room for so many.
    pub(super) fn with_room(checks: usize) -> Self {
        Self {
            outcomes: Vec::with_capacity(checks),
            ..Self::default()
        }
    }

    /// Notes what became of a check that says nothing.
    pub(super) fn note(&mut self, check: Check) {
        self.outcomes.push(check);
    }

    /// Notes a check that fails, with what there is to say of it.
    pub(super) fn fail(&mut self, check: Check, finding: Finding) {
        let finding = finding.concluded(check.outcome);
        self.findings.push(match (check.expected, check.actual) {
            (Some(expected), Some(actual)) => finding.compared(expected, actual),
            _ => finding,
        });
        self.outcomes.push(check);
    }

    /// Counts which of a report's fields were seen.
    pub(super) fn counted(mut self, fields: impl Iterator<Item = Field>) -> Self {
        let mut seen = [false; Field::COUNT];
        for check in &self.outcomes {
            let asked = || check.totals.iter().chain(check.own_addends());
            if check.is_decided() {
                for field in asked() {
                    seen[field.index()] = true;
                }
            }
            if let Some(of) = asked().next().map(|field| field.table())
                && let Some(coverage) = self.coverage.get_mut(of as usize)
            {
                coverage.checks += 1;
                coverage.decided += usize::from(check.is_decided());
            }
        }
        for field in fields {
            if let Some(coverage) = self.coverage.get_mut(field.table() as usize) {
                coverage.cells += 1;
                coverage.seen += usize::from(seen[field.index()]);
            }
        }
        self
    }

    /// What fails, in the order of the [rules](super::rules()).
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What became of every check, in the order of the [rules](super::rules()).
    #[must_use]
    pub fn outcomes(&self) -> &[Check] {
        &self.outcomes
    }

    /// How much of a table the checks saw.
    #[must_use]
    pub fn coverage(&self, table: Table) -> Coverage {
        self.coverage
            .get(table as usize)
            .copied()
            .unwrap_or_default()
    }

    /// Whether nothing fails, advice aside. A report of which nothing was read is consistent, too: ask for the
    /// [`coverage`](Self::coverage).
    #[must_use]
    pub fn is_consistent(&self) -> bool {
        !self
            .findings
            .iter()
            .any(|finding| finding.severity() != Severity::Advice)
    }
}

/// How much of a table the checks saw.
///
/// ```
/// let checks = gongkai::Report::default().check();
/// let coverage = checks.coverage(gongkai::Table::Applications);
/// assert_eq!((coverage.seen(), coverage.cells()), (0, 0));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    cells: usize,
    seen: usize,
    checks: usize,
    decided: usize,
}

impl Coverage {
    /// How many cells the table has in the report's form.
    #[must_use]
    pub const fn cells(self) -> usize {
        self.cells
    }

    /// How many of them stand in a check that was decided.
    #[must_use]
    pub const fn seen(self) -> usize {
        self.seen
    }

    /// How many checks there are of the table.
    #[must_use]
    pub const fn checks(self) -> usize {
        self.checks
    }

    /// How many of them were decided: they hold, hold if blanks count as 0, or fail.
    #[must_use]
    pub const fn decided(self) -> usize {
        self.decided
    }
}

/// `130 of 182 cells, 24 of 40 checks`.
impl std::fmt::Display for Coverage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            cells,
            seen,
            checks,
            decided,
        } = self;
        write!(f, "{seen} of {cells} cells, {decided} of {checks} checks")
    }
}

/// Whether a cell holds a number other than 0.
pub(super) fn is_some_number(report: &Report, field: Field) -> bool {
    let cell = report.cell(field);
    cell.state() == State::Reported && cell.number() != Some(Number::ZERO)
}
