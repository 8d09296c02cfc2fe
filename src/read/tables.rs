//! How the chosen trials of a table are written into a report.

use super::group::{Group, says_the_same, trial};
use crate::{
    error::Options,
    model::{
        Candidate, Cell, Clue, Draft, ExtraRow, Finding, LabelMatch, RowEvidence, State, Step,
        TableReading, Words, code,
    },
    place::{
        assemble::Run,
        cells::{Cells, short},
        choose::{Pick, Tried},
        columns::{Choice, Placement},
        settle::{Trial, span},
    },
    span::Span,
    template::{Field, Table},
};

/// Writes a report.
pub(super) struct Writer<'a> {
    pub(super) source: &'a str,
    pub(super) all: &'a [Tried<'a, 'a>],
    pub(super) draft: Draft,
    pub(super) options: &'a Options,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        source: &'a str,
        all: &'a [Tried<'a, 'a>],
        draft: Draft,
        options: &'a Options,
    ) -> Self {
        Self {
            source,
            all,
            draft,
            options,
        }
    }

    /// Writes the tables of a report.
    pub(super) fn tables(&mut self, group: &Group) {
        for (&table, picks) in Table::ALL.iter().zip(&group.tables) {
            for (index, &pick) in picks.iter().enumerate() {
                self.table(table, pick, index == 0);
            }
            if picks.len() > 1 {
                let finding = Finding::new(
                    &code::REPEATED_TABLE,
                    &[("table", table.into()), ("count", picks.len().into())],
                );
                let spans: Vec<Span> = picks
                    .iter()
                    .filter_map(|&pick| trial(self.all, pick))
                    .map(|(tried, trial)| span(&tried.rows, trial, self.source))
                    .collect();
                self.draft.findings.push(finding.located(spans));
            }
        }
    }

    /// Writes the cells of one trial, `first` if it is the table's first.
    fn table(&mut self, table: Table, pick: Pick, first: bool) {
        let Some((tried, trial)) = trial(self.all, pick) else {
            return;
        };
        let stands = trial.stands();
        let maker = Cells::new(self.source, &tried.rows, trial);
        let count = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        if first && let Some(slot) = self.draft.tables.get_mut(table as usize) {
            *slot = Some(TableReading {
                template: trial.template,
                layout: tried.layout(),
                rows: count(trial.sheet.runs.len()),
                confirmed: count(trial.confirming),
                span: span(&tried.rows, trial, self.source),
            });
        }
        if !stands {
            let finding = Finding::new(&code::LAYOUT_UNSETTLED, &[("table", table.into())]);
            self.draft
                .findings
                .push(finding.located([span(&tried.rows, trial, self.source)]));
        }
        for (run, placement) in trial.sheet.runs.iter().zip(&trial.placements) {
            let mut findings = Vec::new();
            let cells = maker.of(run, placement, &mut findings);
            self.row_findings(tried, trial, run, placement, &cells);
            self.draft.findings.append(&mut findings);
            for (field, cell) in cells {
                let cell = if stands { cell } else { withdrawn(cell) };
                self.put(field, cell);
            }
            self.draft
                .rows
                .retain(|evidence| evidence.row != run.row || run.proceeding.is_some());
            self.draft.rows.push(RowEvidence {
                row: run.row,
                label: run.label,
                label_span: run.label_span,
                label_rest: run.label_rest,
                offset: placement.offset,
                steps: placement.steps.clone().into(),
            });
        }
        self.torn_labels(table, trial);
        self.missing_columns(tried, trial);
        self.extra_rows(tried, trial);
    }

    /// One finding for all labels that are torn: where labels wrap, most are. The evidence of each row has its pieces.
    fn torn_labels(&mut self, table: Table, trial: &Trial) {
        let torn = |run: &&Run| matches!(run.label, LabelMatch::Part | LabelMatch::Torn);
        let runs: Vec<&Run> = trial.sheet.runs.iter().filter(torn).collect();
        if runs.is_empty() {
            return;
        }
        let arguments = [("table", table.into()), ("count", runs.len().into())];
        let finding = Finding::new(&code::LABEL_TORN, &arguments)
            .about(runs.iter().flat_map(|run| trial.fields(run)).copied())
            .located(runs.iter().filter_map(|run| run.label_span));
        self.draft.findings.push(finding);
    }

    /// Puts a cell where none is; where a copy of the table says something else, both are possible.
    fn put(&mut self, field: Field, cell: Cell) {
        let Some(there) = self.draft.cells.get_mut(field.index()) else {
            return;
        };
        if there.state() == State::Absent {
            *there = cell;
        } else if cell.state() != State::Absent && !says_the_same(there, &cell) {
            let mut candidates: Vec<Candidate> = std::mem::take(there).into_candidates();
            candidates.extend(cell.into_candidates());
            *there = Cell::ambiguous(candidates);
        }
    }

    /// What is to be said of a row: of its label, and of how its values found their columns.
    fn row_findings(
        &mut self,
        tried: &Tried<'_, '_>,
        trial: &Trial,
        run: &Run,
        placement: &Placement,
        cells: &[(Field, Cell)],
    ) {
        let fields = || cells.iter().map(|(field, _)| *field);
        let slots = tried.rows.fields_of(run.first, run.last);
        let first = slots.first();
        let first = first.map(|slot| tried.rows.strip.span_of(slot, self.source));
        let printed = |span: Option<Span>| {
            let text = span.map(|span| tried.rows.strip.printed(span, self.source));
            text.map(|text| short(&text)).unwrap_or_default()
        };
        let place = run.label_span.or(first);
        let identity = if trial.stands() {
            by_identity(run, placement, cells)
        } else {
            None
        };
        let joined = placement.steps.iter().any(|step| step.clue == Clue::Digits);
        let findings = [
            label(run, || printed(place)).map(|finding| finding.about(fields())),
            identity,
            joined.then(|| {
                let row = ("row", Words::from(run.row));
                let raw = ("raw", printed(first).into());
                let count = ("count", cells.len().into());
                Finding::new(&code::DIGITS_RUN_TOGETHER, &[row, raw, count]).about(fields())
            }),
            (trial.stands() && !placement.is_settled())
                .then(|| unsettled(run, placement).about(fields())),
        ];
        let findings = findings.into_iter().flatten();
        let located = findings.map(|finding| finding.located(place));
        self.draft.findings.extend(located);
    }

    /// Rows with values that the form does not have.
    fn extra_rows(&mut self, tried: &Tried<'_, '_>, trial: &Trial) {
        let limit = self.options.finding_limit();
        for orphan in &trial.sheet.orphans {
            let Some(text) = orphan
                .text
                .and_then(|text| tried.rows.fields.get(text as usize))
            else {
                continue;
            };
            // One finding beyond the limit says that there were more.
            if self.draft.findings.len() > limit {
                break;
            }
            let label_span = tried.rows.strip.span_of(text, self.source);
            let label = short(&tried.rows.strip.printed(label_span, self.source));
            let slots = tried.rows.fields_of(orphan.first, orphan.last);
            let said = slots
                .iter()
                .rposition(|slot| !slot.is_blank())
                .map_or(0, |at| at + 1);
            let slots = slots.get(..said).unwrap_or_default();
            let spans: Vec<Span> = slots
                .iter()
                .map(|slot| tried.rows.strip.span_of(slot, self.source))
                .collect();
            let cells = spans
                .iter()
                .map(|span| tried.rows.strip.printed(*span, self.source).into())
                .collect();
            let span = spans.iter().copied().fold(label_span, Span::cover);
            let finding = Finding::new(
                &code::EXTRA_ROW,
                &[
                    ("table", trial.sheet.table.into()),
                    ("label", label.clone().into()),
                ],
            );
            self.draft.findings.push(finding.located([span]));
            self.draft.extra_rows.push(ExtraRow {
                table: trial.sheet.table,
                label: label.into(),
                cells,
                span,
            });
        }
    }
}

/// What is to be said of a label that is not whole.
fn label(run: &Run, printed: impl Fn() -> String) -> Option<Finding> {
    let row = || ("row", Words::from(run.row));
    match run.label {
        LabelMatch::Near => {
            let printed = ("printed", printed().into());
            Some(Finding::new(&code::LABEL_NEAR, &[row(), printed]))
        }
        LabelMatch::Lost => Some(Finding::new(&code::LABEL_LOST, &[row()])),
        _ => None,
    }
}

/// Why the values of a row did not find their columns.
fn unsettled(run: &Run, placement: &Placement) -> Finding {
    let row = ("row", Words::from(run.row));
    let columns = placement.choices.len();
    let (entry, expected) = match placement.usual {
        Some(usual) if usual != placement.width => (&code::ROW_WIDTH, usual),
        _ if placement.width < columns => (&code::ROW_SHORT, columns),
        _ => return Finding::new(&code::ROW_UNSETTLED, &[row]),
    };
    let found = ("found", placement.width.into());
    Finding::new(entry, &[row, found, ("expected", expected.into())])
}

/// Which cells of a row the sums of the form settled: all that are settled, since they are asked last and of rows only
/// that nothing else says anything of.
fn by_identity(run: &Run, placement: &Placement, cells: &[(Field, Cell)]) -> Option<Finding> {
    let asked = |step: &Step| step.clue() == Clue::Identity;
    placement.steps.iter().find(|step| asked(step))?;
    let settled = cells
        .iter()
        .zip(&placement.choices)
        .filter(|(_, choice)| matches!(choice, Choice::Field(_)));
    let fields: Vec<Field> = settled.map(|((field, _), _)| *field).collect();
    let arguments = [("row", run.row.into()), ("count", fields.len().into())];
    Some(Finding::new(&code::SETTLED_BY_IDENTITY, &arguments).about(fields))
}

/// A cell of a table whose layout is not settled: what it would be is only a candidate.
fn withdrawn(cell: Cell) -> Cell {
    match cell.state() {
        State::Ambiguous | State::Absent => cell,
        _ => Cell::ambiguous(cell.into_candidates()),
    }
}
