//! What the rules ask of a report: its sums, and what each side of them comes to.

use super::cause::cause;
use super::outcome::{Check, Checks, is_some_number};
use super::rule::Rule;
use crate::model::{Cause, Clue, Finding, Number, Outcome, Report, State, TableReading, Words};
use crate::span::Span;
use crate::template::{Field, Fields, Identity, IdentityKind, Row, Template, identities};

/// A report, with what all rules need to know of it.
pub(super) struct Facts<'r> {
    pub(super) report: &'r Report,
    /// The fields of the report, in the form's order.
    fields: Vec<Field>,
    /// Rows of which some cell is there.
    rows: [bool; Row::COUNT],
    /// Rows with cells that the sums of the form settled.
    settled: [bool; Row::COUNT],
    /// The sums of the form, for the rows that the document has or should have.
    sums: Vec<Identity>,
    /// Totals that are blank over parts that are not: known to be there, and known not to be 0.
    empty_totals: [bool; Field::COUNT],
}

/// What a rule's message names.
pub(super) type Arguments = Vec<(&'static str, Words)>;

/// What the cells of one side of a sum come to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Side {
    pub(super) sum: Number,
    /// A cell is not known, or the sum does not fit.
    pub(super) unknown: bool,
    /// Some cell holds a number.
    pub(super) numbers: bool,
    /// Some cell counts as 0.
    pub(super) blanks: bool,
    /// A row is not in the document: if it is lost, it is not known what it would add.
    pub(super) lost: bool,
    /// Some cell was settled by the sums of the form.
    pub(super) settled: bool,
}

impl<'r> Facts<'r> {
    pub(super) fn new(report: &'r Report) -> Self {
        let mut rows = [false; Row::COUNT];
        for field in Field::all() {
            rows[field.row().index()] |= report.cell(field).state() != State::Absent;
        }
        let mut settled = [false; Row::COUNT];
        for evidence in &report.draft().rows {
            settled[evidence.row.index()] |= evidence
                .steps
                .iter()
                .any(|step| step.clue() == Clue::Identity);
        }
        let others = OtherResults::of(&rows);
        let sums = identities(|row| {
            rows[row.index()] || (is_wanted(report, row) && !others.displace(row))
        });
        let mut fields = Vec::with_capacity(Field::COUNT);
        fields.extend(report.fields());
        let mut facts = Self {
            report,
            fields,
            rows,
            settled,
            sums,
            empty_totals: [false; Field::COUNT],
        };
        facts.find_empty_totals();
        facts
    }

    /// Marks the totals that are blank over parts that are not.
    fn find_empty_totals(&mut self) {
        let is_empty =
            |field: Field| matches!(self.report.cell(field).state(), State::Blank | State::Nil);
        for sum in &self.sums {
            if let [total] = *sum.right
                && is_empty(total)
                && sum
                    .left
                    .iter()
                    .any(|part| is_some_number(self.report, *part))
            {
                self.empty_totals[total.index()] = true;
            }
        }
    }

    /// How many sums there are.
    pub(super) fn count(&self) -> usize {
        self.sums.len()
    }

    /// The sums that a rule asks about.
    pub(super) fn sums(&self, name: &'static str) -> impl Iterator<Item = &Identity> {
        self.sums.iter().filter(move |sum| sum.kind.name() == name)
    }

    /// The fields of the report, in the form's order.
    pub(super) fn fields(&self) -> impl Iterator<Item = Field> {
        self.fields.iter().copied()
    }

    /// Whether a total is blank over parts that are not.
    pub(super) fn is_empty_total(&self, field: Field) -> bool {
        self.empty_totals[field.index()]
    }

    /// What some cells come to. A row that is not there adds nothing if it `may_lack`, else the sum is not known.
    pub(super) fn side(&self, fields: &[Field], may_lack: bool) -> Side {
        let mut side = Side::default();
        for &field in fields {
            let cell = self.report.cell(field);
            match cell.state() {
                State::Reported => {
                    side.numbers = true;
                    side.settled |= self.settled[field.row().index()];
                    let sum = cell
                        .number()
                        .and_then(|number| side.sum.checked_add(number));
                    side.unknown |= sum.is_none();
                    side.sum = sum.unwrap_or_default();
                }
                State::Blank | State::Nil => {
                    side.blanks = true;
                    side.unknown |= self.is_empty_total(field);
                }
                State::Absent if may_lack && !self.rows[field.row().index()] => side.lost = true,
                State::Unreadable | State::Ambiguous | State::Absent => side.unknown = true,
            }
        }
        side
    }

    /// Asks whether both sides of a sum are equal, and lets `words` say it where they are not.
    pub(super) fn equal(
        &self,
        rule: &'static Rule,
        sum: &Identity,
        checks: &mut Checks,
        words: impl FnOnce() -> Arguments,
    ) {
        let may_lack = matches!(sum.kind, IdentityKind::Results(_));
        let left = self.side(&sum.left, may_lack);
        let right = self.side(&sum.right, false);
        let outcome = conclude(left, right, left.sum == right.sum);
        let check = check(rule, outcome, sum.left.clone(), sum.right.clone())
            .comparing(left.sum, right.sum);
        self.tell(check, checks, words);
    }

    /// Notes a check, and what there is to say of it where it fails.
    pub(super) fn tell(
        &self,
        check: Check,
        checks: &mut Checks,
        words: impl FnOnce() -> Arguments,
    ) {
        let fields = || [&check.totals[..], &check.addends].concat();
        let because = match check.outcome {
            Outcome::Fails => self.blame(&fields()),
            _ => Cause::Unclear,
        };
        self.tell_because(check, because, checks, words);
    }

    /// The same, where something else is known to be at fault.
    pub(super) fn tell_because(
        &self,
        check: Check,
        because: Cause,
        checks: &mut Checks,
        words: impl FnOnce() -> Arguments,
    ) {
        if check.outcome != Outcome::Fails {
            return checks.note(check);
        }
        let finding = finding(self.report, &check, words());
        checks.fail(check, finding.because(because));
    }

    /// What looks at fault where these cells do not agree.
    pub(super) fn blame(&self, fields: &[Field]) -> Cause {
        match fields.iter().any(|field| self.settled[field.row().index()]) {
            true => Cause::Reading,
            false => cause(self.report, fields, |row| self.adds_up(row)),
        }
    }

    /// Whether the kinds of applicant of a row make its total.
    fn adds_up(&self, row: Row) -> bool {
        let own = |sum: &&Identity| sum.kind == IdentityKind::Applicants(row);
        self.sums.iter().find(own).is_some_and(|sum| {
            let (left, right) = (self.side(&sum.left, false), self.side(&sum.right, false));
            !left.unknown && !right.unknown && left.sum == right.sum
        })
    }
}

/// Whether the form of a table that is there has a row.
fn is_wanted(report: &Report, row: Row) -> bool {
    let Some(table) = report.table(row.table()) else {
        return false;
    };
    let template = TableReading::template(table).or_else(|| report.template());
    template.is_some_and(|template| row.is_in(template))
}

/// Which rows of （六）其他处理 a document has, whatever its form.
#[derive(Clone, Copy)]
struct OtherResults {
    /// The one row of 2019.
    undivided: bool,
    /// One of the rows of 2021.
    divided: bool,
}

impl OtherResults {
    fn of(rows: &[bool; Row::COUNT]) -> Self {
        let mut there = Row::all().filter(|row| rows[row.index()]);
        Self {
            undivided: rows[Row::UNDIVIDED.index()],
            divided: there.any(is_divided),
        }
    }

    /// Whether a row has its place taken by those of the other form.
    fn displace(self, row: Row) -> bool {
        (row == Row::UNDIVIDED && self.divided) || (self.undivided && is_divided(row))
    }
}

/// Whether it is one of the rows of （六）其他处理 that 2021 has in the place of one.
fn is_divided(row: Row) -> bool {
    let group = row.group();
    group.is_some_and(|group| group.templates() == [Template::Y2021])
}

/// A check of which nothing was compared yet.
pub(super) fn check(
    rule: &'static Rule,
    outcome: Outcome,
    addends: impl Into<Fields>,
    totals: impl Into<Fields>,
) -> Check {
    Check {
        rule,
        outcome,
        addends: addends.into(),
        elsewhere: 0,
        totals: totals.into(),
        expected: None,
        actual: None,
    }
}

impl Check {
    /// With so many of the addends, the first ones, in another report.
    pub(super) fn borrowing(mut self, addends: usize) -> Self {
        self.elsewhere = addends;
        self
    }

    /// With what was compared, where it was.
    pub(super) fn comparing(mut self, expected: Number, actual: Number) -> Self {
        if self.outcome != Outcome::Undecided {
            self.expected = Some(expected);
            self.actual = Some(actual);
        }
        self
    }
}

/// What becomes of a comparison of two sides, which `agree` or do not as far as they are known.
pub(super) fn conclude(left: Side, right: Side, agree: bool) -> Outcome {
    let either = |of: fn(Side) -> bool| of(left) || of(right);
    let unknown = either(|side| side.unknown) || !either(|side| side.numbers);
    // A row that is not there may have had what lacks.
    if unknown || (!agree && either(|side| side.lost)) {
        Outcome::Undecided
    } else if !agree {
        Outcome::Fails
    } else if either(|side| side.settled) {
        Outcome::ByConstruction
    } else if either(|side| side.blanks) {
        Outcome::HoldsIfBlankIsZero
    } else {
        Outcome::Holds
    }
}

/// What to say of a check that fails: the totals first, then the addends. What is marked stands in `report` and is not 0.
pub(super) fn finding(report: &Report, check: &Check, mut arguments: Arguments) -> Finding {
    if let (Some(expected), Some(actual)) = (check.expected, check.actual) {
        let difference = actual.checked_sub(expected).unwrap_or_default();
        let difference = match difference < Number::ZERO {
            true => difference.checked_neg().unwrap_or(difference),
            false => difference,
        };
        arguments.extend([
            ("expected", expected.into()),
            ("actual", actual.into()),
            ("difference", difference.into()),
        ]);
    }
    let parts = check.own_addends().iter();
    let parts = parts.filter(|field| is_some_number(report, **field));
    let spans = check
        .totals
        .iter()
        .chain(parts)
        .flat_map(|field| report.cell(*field).spans());
    let spans: Vec<Span> = spans.copied().collect();
    // A cell and the same cell of another report are one field.
    let others = check
        .addends
        .iter()
        .filter(|field| !check.totals.contains(field));
    Finding::new(check.rule.entry, &arguments)
        .about(check.totals.iter().copied())
        .about(others.copied())
        .located(spans)
}
