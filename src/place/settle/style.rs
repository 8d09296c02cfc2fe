//! What holds for all rows of a layout: how its cells are parted and padded.

use super::{blocks, fields, form_of};
use crate::{
    fold::{Class, Token},
    layout::{Field as Slot, is_line_end},
    place::{
        assemble::{Assembly, Run, Sheet},
        lines::Rows,
        stacked::{self, calibration::Calibration},
    },
    template::{Row, Template},
};

/// How a layout shows its cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Manner {
    /// Rows run from label to label, whatever the lines.
    pub(crate) flows: bool,
    /// Nothing stands around separators, so that a field without white space is a blank as good as any.
    pub(crate) tight: bool,
    /// Cells have borders: what is a field is a cell.
    pub(crate) bordered: bool,
    /// A line is a field, and blank cells show in the number of line ends.
    pub(crate) counted: bool,
    /// Cells stand one behind the other, and blank cells do not show.
    pub(crate) run_on: bool,
}

/// What holds for all tables of a document under one layout.
#[derive(Clone, Debug, Default)]
pub(crate) struct Style {
    /// See [`padding`].
    pub(super) padding: Option<u8>,
    /// Tabs lead to columns: see [`lead_to_columns`].
    pub(super) led: bool,
    /// Every labelled row ends with a separator.
    pub(super) ended: bool,
    /// Blank fields between a header's last label and the first label of the rows.
    pub(super) gap: u32,
    /// What the line ends say, where blank cells show in them.
    pub(super) line_ends: Option<Calibration>,
}

impl Style {
    /// `fallback` is the form of the document, for tables that do not show theirs.
    pub(crate) fn of(
        rows: &Rows<'_, '_>,
        assembly: &Assembly,
        manner: Manner,
        fallback: Option<Template>,
    ) -> Self {
        let columns = |sheet: &Sheet| {
            let template = sheet.template().or(fallback);
            let blocks = blocks(sheet, template);
            let columns = |run: &Run| fields(run, form_of(&blocks, template, run)).len();
            sheet.runs.iter().map(columns).collect::<Vec<usize>>()
        };
        if manner.counted {
            return Self {
                line_ends: Some(stacked::calibrate(rows, &assembly.sheets, &columns)),
                ..Self::default()
            };
        }
        Self {
            padding: padding(rows, &assembly.sheets, manner),
            led: manner.tight && !manner.run_on && lead_to_columns(rows, &assembly.sheets),
            ended: manner.flows && ended(rows, &assembly.sheets),
            gap: if manner.flows {
                assembly.gap.unwrap_or(0)
            } else {
                0
            },
            line_ends: None,
        }
    }
}

/// Whether tabs lead to columns that are kept by position, so that how many there are says nothing: many fields begin with
/// blanks behind their tab, or hold blanks as wide, and others are nothing at all.
fn lead_to_columns(rows: &Rows<'_, '_>, sheets: &[Sheet]) -> bool {
    const FEWEST: usize = 3;
    const PART: usize = 5;
    let tokens = &rows.strip.tokens;
    let class = |at: u32| tokens.get(at as usize).map(|token| token.class());
    let blanks_before = |field: &Slot| {
        let before = tokens.get(..field.from as usize).unwrap_or_default();
        let spaces = before.iter().rev();
        let spaces = spaces
            .take_while(|token| token.class() == Class::Space)
            .count() as u32;
        (spaces, field.from.checked_sub(spaces + 1).and_then(class))
    };
    let is_space = |token: &Token| token.class() == Class::Space;
    // Blanks at the end of a line part nothing.
    let is_said = |token: &Token| !is_space(token) && !is_line_end(*token);
    let parted = |field: &Slot| {
        let inner = rows.strip.tokens_of(field).slice();
        inner
            .windows(3)
            .any(|three| matches!(three, [blanks @ .., said] if blanks.iter().all(is_space) && is_said(said)))
    };
    let (mut said, mut led, mut bare) = (0, 0, false);
    for sheet in sheets {
        let (first, last) = (sheet.first_line as usize, sheet.last_line as usize);
        let lines = rows.rows.get(first..=last).unwrap_or_default();
        for field in lines
            .iter()
            .flat_map(|line| rows.fields_of(line.first, line.last))
        {
            let (blanks, before) = blanks_before(field);
            if before != Some(Class::Tab) {
                continue;
            }
            bare |= field.is_blank() && field.blanks == 0;
            said += usize::from(!field.is_blank());
            led += usize::from(!field.is_blank() && (blanks > 1 || parted(field)));
        }
    }
    bare && led >= FEWEST && led * PART >= said
}

/// How many blanks a blank cell has at least, where fields with fewer pad the rows: `None` where nothing pads.
///
/// A blank cell has as many blanks as stand around the values, where columns are not aligned: one or two. A field with fewer is padding, if no such field stands
/// before a value anywhere. Where rows are padded, blank cells may have been dropped and values pushed together.
fn padding(rows: &Rows<'_, '_>, sheets: &[Sheet], manner: Manner) -> Option<u8> {
    if manner.tight || manner.bordered {
        return None;
    }
    // A field at the start of a line has no separator before it, and half the blanks of others.
    let runs = || {
        sheets.iter().flat_map(|sheet| &sheet.runs).map(|run| {
            let leading = rows
                .fields_of(run.first, run.last)
                .iter()
                .take_while(|slot| slot.is_blank() && slot.blanks < 2)
                .count();
            let leading = if run.row == Row::DISPUTES {
                u32::try_from(leading).unwrap_or(0)
            } else {
                0
            };
            let first = run.first + leading;
            (
                rows.items_of(first, run.last),
                rows.fields_of(first, run.last),
            )
        })
    };
    let labelled = sheets
        .iter()
        .flat_map(|sheet| &sheet.runs)
        .filter(|run| run.row != Row::DISPUTES);
    let around = |run: &Run| {
        let (items, slots) = (
            rows.items_of(run.first, run.last),
            rows.fields_of(run.first, run.last),
        );
        let said = items
            .iter()
            .zip(slots)
            .filter(|(said, slot)| said.is_value() && !slot.at_line_end);
        said.map(|(_, slot)| slot.blanks).min()
    };
    let least = labelled.filter_map(around).min().unwrap_or(2).clamp(1, 2);
    // Rows with thin fields, those of which say something, and those in which one stands before a value.
    let (mut padded, mut valued, mut filled) = (0usize, 0usize, 0usize);
    for (items, slots) in runs() {
        // Another row's label on the line ends this one.
        let own = items
            .iter()
            .position(|said| said.labels().is_some())
            .unwrap_or(items.len());
        let last_value = items.iter().take(own).rposition(|said| !said.is_blank());
        let mut thin = slots
            .iter()
            .take(own)
            .enumerate()
            .filter(|(_, slot)| is_thin(slot, least) && !slot.at_line_end);
        let first = thin.next();
        padded += usize::from(first.is_some());
        valued += usize::from(first.is_some() && last_value.is_some());
        filled += usize::from(
            first.is_some_and(|(index, _)| last_value.is_some_and(|last| index < last)),
        );
    }
    // One row against four others is a damaged row; blank rows are for neither.
    let damaged = filled == 1 && valued > 4;
    (padded > 0 && (filled == 0 || damaged)).then_some(least)
}

/// Whether every labelled row ends with a separator at the end of a line.
fn ended(rows: &Rows<'_, '_>, sheets: &[Sheet]) -> bool {
    let mut runs = sheets
        .iter()
        .flat_map(|sheet| &sheet.runs)
        .filter(|run| run.row != Row::DISPUTES && run.first < run.last)
        .peekable();
    runs.peek().is_some()
        && runs.all(|run| {
            rows.fields_of(run.first, run.last)
                .last()
                .is_some_and(|slot| slot.is_blank() && slot.at_line_end)
        })
}

/// Whether a row ends with a separator on the line of what stands before it: no cell that has a line of its own.
pub(super) fn is_closed(rows: &Rows<'_, '_>, slots: &[Slot]) -> bool {
    let [.., before, last] = slots else {
        return false;
    };
    let behind = rows
        .strip
        .tokens
        .get(before.to as usize..)
        .unwrap_or_default();
    let mut behind = behind.iter().take_while(|token| token.at() < last.at);
    !behind.any(|token| is_line_end(*token))
}

/// Whether a field is blank with fewer than `least` blanks.
pub(super) fn is_thin(slot: &Slot, least: u8) -> bool {
    slot.is_blank() && slot.blanks < least
}
