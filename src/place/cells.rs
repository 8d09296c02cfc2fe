//! From a placed row to the cells of the report, with what there is to say about each.

use std::ops::Range;

use crate::{
    grammar::{is_space, number::Amount},
    layout::Field as Slot,
    model::{Candidate, Cell, Finding, Number, Words, code},
    span::Span,
    template::{Field, Kind, Unit, values},
};

use super::{
    assemble::{Header, Run},
    columns::{Choice, Placement},
    item::{Item, item},
    lines::Rows,
    settle::Trial,
};

/// Makes the cells of one table.
pub(crate) struct Cells<'a> {
    pub(crate) source: &'a str,
    pub(crate) rows: &'a Rows<'a, 'a>,
    pub(crate) trial: &'a Trial,
    /// What 一 and ○ are in this table, where that is certain.
    doubt: Doubt,
}

/// What a lone numeral is.
#[derive(Clone, Copy, Debug, Default)]
struct Doubt {
    /// The table writes one as 1, so that 一 is a mark; likewise 0 and ○.
    one: bool,
    zero: bool,
}

impl<'a> Cells<'a> {
    pub(crate) fn new(source: &'a str, rows: &'a Rows<'a, 'a>, trial: &'a Trial) -> Self {
        let mut doubt = Doubt::default();
        for run in &trial.sheet.runs {
            let items = rows.items_of(run.first, run.last);
            doubt.one |= items.iter().any(|said| is_number(said, 1));
            doubt.zero |= items.iter().any(|said| is_number(said, 0));
            // Seven ones would add up to six.
            let ones = items
                .iter()
                .filter(|said| matches!(said, Item::Doubtful(1)))
                .count();
            doubt.one |= ones >= 7;
        }
        Self {
            source,
            rows,
            trial,
            doubt,
        }
    }

    /// The cells of a run, in the order of its columns.
    pub(crate) fn of(
        &self,
        run: &Run,
        placement: &Placement,
        findings: &mut Vec<Finding>,
    ) -> Vec<(Field, Cell)> {
        let header = self.trial.sheet.header(run.row.block());
        let fields = self.trial.fields(run);
        let mut cells = Vec::with_capacity(fields.len());
        for (&field, choice) in fields.iter().zip(&placement.choices) {
            cells.push((field, self.cell(field, choice, header, findings)));
        }
        cells
    }

    fn cell(
        &self,
        field: Field,
        choice: &Choice,
        header: Option<&Header>,
        findings: &mut Vec<Finding>,
    ) -> Cell {
        match choice {
            Choice::Field(at) => self.settled(field, *at, header, findings),
            Choice::Part(slot) => {
                let said = item(self.rows.strip.tokens_of(slot));
                self.said(field, slot, &said, header, findings)
            }
            Choice::Blank(at) => Cell::blank(Span::new(*at, *at)),
            Choice::Missing => Cell::absent(),
            Choice::Open { fields, blank } => {
                let mut candidates: Vec<Candidate> = Vec::new();
                for at in fields {
                    for candidate in self
                        .settled(field, *at, header, &mut Vec::new())
                        .into_candidates()
                    {
                        if !candidates.contains(&candidate) {
                            candidates.push(candidate);
                        }
                    }
                }
                if *blank {
                    candidates.push(Candidate::blank(None));
                }
                Cell::ambiguous(candidates)
            }
        }
    }

    /// The cell that a field of the text is.
    fn settled(
        &self,
        field: Field,
        at: u32,
        header: Option<&Header>,
        findings: &mut Vec<Finding>,
    ) -> Cell {
        let (Some(slot), Some(said)) = (
            self.rows.fields.get(at as usize),
            self.rows.items.get(at as usize),
        ) else {
            return Cell::absent();
        };
        self.said(field, slot, said, header, findings)
    }

    /// The cell of a field that says this.
    fn said(
        &self,
        field: Field,
        slot: &Slot,
        said: &Item,
        header: Option<&Header>,
        findings: &mut Vec<Finding>,
    ) -> Cell {
        let span = self.rows.strip.span_of(slot, self.source);
        let raw = &*self.rows.strip.printed(span, self.source);
        match said {
            Item::Blank => Cell::blank(Span::new(slot.at, slot.at)),
            Item::Nil | Item::Rule => Cell::nil(raw, span),
            Item::Doubtful(number) if self.is_mark(*number) => Cell::nil(raw, span),
            Item::Doubtful(number) => {
                findings.push(
                    Finding::new(
                        &code::CELL_AMBIGUOUS,
                        &[
                            ("cell", field.into()),
                            ("candidates", Words::either(*number)),
                        ],
                    )
                    .about([field])
                    .located([span]),
                );
                Cell::ambiguous(vec![
                    Candidate::reported(Number::from(*number), None, raw, span),
                    Candidate::nil(raw, span),
                ])
            }
            Item::Amount(amount) => self.amount(field, *amount, header, (raw, span), findings),
            Item::Overflow | Item::Labels(_) | Item::Labelled(_) | Item::Text { .. } => {
                findings.push(
                    Finding::new(
                        &code::CELL_UNREADABLE,
                        &[("cell", field.into()), ("raw", short(raw).into())],
                    )
                    .about([field])
                    .located([span]),
                );
                Cell::unreadable(raw, span)
            }
        }
    }

    fn is_mark(&self, number: i64) -> bool {
        if number == 1 {
            self.doubt.one
        } else {
            self.doubt.zero
        }
    }

    fn amount(
        &self,
        field: Field,
        amount: Amount,
        header: Option<&Header>,
        (raw, span): (&str, Span),
        findings: &mut Vec<Finding>,
    ) -> Cell {
        let money = field.kind() == Kind::Money;
        let number = if money {
            amount.number
        } else {
            amount.number.trim_integer()
        };
        let misfit = !money
            && (!number.is_integer()
                || amount.unit.is_some()
                || (field.kind() == Kind::Count && number < Number::from(0)));
        if misfit {
            findings.push(
                Finding::new(
                    &code::VALUE_MISFIT,
                    &[
                        ("cell", field.into()),
                        ("raw", raw.into()),
                        ("kind", field.kind().into()),
                    ],
                )
                .about([field])
                .located([span]),
            );
        }
        if amount.noted {
            findings.push(
                Finding::new(
                    &code::NOTE_IN_CELL,
                    &[("cell", field.into()), ("note", short(note_of(raw)).into())],
                )
                .about([field])
                .located([span]),
            );
        }
        let unit = if money {
            amount.unit.or_else(|| self.header_unit(field, header))
        } else {
            None
        };
        Cell::reported(number, unit, raw, span)
    }

    /// The unit that the column's label states in a note: 本年收费金额（单位：万元）.
    fn header_unit(&self, field: Field, header: Option<&Header>) -> Option<Unit> {
        let header = header?;
        let (_, note) = header
            .notes
            .iter()
            .find(|(column, _)| *column == field.column())?;
        let mut labels = header
            .columns
            .iter()
            .filter(|(column, _)| *column == field.column());
        labels.find_map(|(_, label)| self.unit_in(*label, note.range()))
    }

    /// The unit that a label states within a range of the source. Of its own tokens: between the lines of a drawn cell stand
    /// those of others.
    fn unit_in(&self, label: u32, note: Range<usize>) -> Option<Unit> {
        let label = self.rows.fields.get(label as usize)?;
        let tokens = self.rows.strip.tokens_of(label);
        let folded: String = tokens
            .slice()
            .iter()
            .filter(|token| note.contains(&(token.at() as usize)) && !is_space(**token))
            .map(|token| token.ch())
            .collect();
        values::UNITS
            .iter()
            .filter_map(|(word, unit)| unit.filter(|_| folded.contains(word)))
            .next()
    }
}

fn is_number(said: &Item, number: i64) -> bool {
    matches!(said, Item::Amount(amount) if amount.number == Number::from(number))
}

/// What stands behind the number of a cell: from the first sign behind its digits that is none of a number.
fn note_of(raw: &str) -> &str {
    let digit = |ch: char| ch.is_ascii_digit() || ('０'..='９').contains(&ch);
    let behind = raw
        .find(digit)
        .and_then(|start| raw.get(start..))
        .unwrap_or(raw);
    behind.trim_start_matches(|ch: char| digit(ch) || ch.is_whitespace() || ".,，．'".contains(ch))
}

/// The beginning of a text, for messages.
pub(crate) fn short(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut short: String = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(LONGEST + 1)
        .collect();
    if short.chars().count() > LONGEST {
        short.pop();
        short.push('…');
    }
    short
}
