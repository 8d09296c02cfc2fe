//! A table under one layout: its rows placed, and what that says of the layout.

mod doubt;
mod shape;
mod style;

use crate::{
    span::Span,
    template::{Block, Field, Row, Table, Template},
};

use super::{
    assemble::{Header, Run, Sheet},
    columns::{Placement, Shape, Verdict, place},
    identity,
    item::Item,
    lines::Rows,
    lost,
    run_on::{self, Glue},
    stacked, stray,
};
use doubt::{doubt_lone_numbers, has_both, has_money_astray, holds_columns, in_order};
use shape::{Frame, shape};

pub(crate) use doubt::unsettle;
pub(crate) use style::{Manner, Style};

/// A table under one layout.
#[derive(Debug)]
pub(crate) struct Trial {
    pub(crate) sheet: Sheet,
    /// Beside the runs of the sheet.
    pub(crate) placements: Vec<Placement>,
    /// The form of each block, where it is known.
    pub(crate) blocks: Vec<(Block, Template)>,
    pub(crate) template: Option<Template>,
    pub(crate) confirming: usize,
    pub(crate) contradicting: usize,
    /// Rows that were settled without the others.
    pub(crate) alone: usize,
    /// Rows that say nothing of the layout.
    silent: usize,
    /// Rows of which every cell is settled.
    pub(crate) settled: usize,
    /// Some cell says something.
    valued: bool,
}

impl Trial {
    /// A layout stands if two thirds of the rows that the table can judge confirm it (rows that were settled alone
    /// neither confirm nor contradict it), or if two thirds of all rows are settled.
    pub(crate) fn stands(&self) -> bool {
        let judged = self
            .placements
            .len()
            .saturating_sub(self.alone + self.silent);
        // A few blank rows say nothing: what stands there may be no table at all.
        let rows = || {
            Row::all().filter(|row| {
                row.table() == self.sheet.table
                    && self.template.is_none_or(|template| row.is_in(template))
            })
        };
        let speaks = self.valued || self.placements.len() * 3 >= rows().count() * 2;
        let settled = self.settled * 3 >= self.placements.len() * 2;
        speaks && self.settled > 0 && (settled || self.confirming * 3 >= judged * 2)
    }

    /// Settles what the sums of the form settle, which speaks for no layout.
    pub(crate) fn settle_by_sums(&mut self, rows: &Rows<'_, '_>, breaks_off: &dyn Fn(u32) -> bool) {
        if self.stands() {
            identity::settle(rows, &self.sheet, &mut self.placements, breaks_off);
        }
    }

    /// Counts anew what the placements say, where some were changed.
    pub(crate) fn count(&mut self) {
        let of = |wanted: Verdict| {
            self.placements
                .iter()
                .filter(|placement| placement.verdict == wanted)
                .count()
        };
        (self.confirming, self.contradicting, self.alone) = (
            of(Verdict::Confirms),
            of(Verdict::Contradicts),
            of(Verdict::Alone),
        );
        self.silent = of(Verdict::Silent);
        self.settled = self
            .placements
            .iter()
            .filter(|placement| placement.is_settled())
            .count();
    }

    /// The fields of a run, in the order of its columns.
    pub(crate) fn fields(&self, run: &Run) -> &'static [Field] {
        fields(run, self.block_template(run.row))
    }

    fn block_template(&self, row: Row) -> Option<Template> {
        let found = self.blocks.iter().find(|(block, _)| *block == row.block());
        found.map(|(_, template)| *template).or(self.template)
    }
}

/// The fields of a run under a form.
fn fields(run: &Run, template: Option<Template>) -> &'static [Field] {
    if let Some(proceeding) = run.proceeding {
        // A third of the row.
        let mut thirds = Row::DISPUTES
            .fields(Template::Y2021)
            .chunk_by(|one, next| one.proceeding() == next.proceeding());
        let own = thirds.find(|third| {
            let first = third.first().and_then(|field| field.proceeding());
            first == Some(proceeding)
        });
        return own.unwrap_or_default();
    }
    let own = run.row.templates();
    let template = template
        .filter(|template| own.contains(template))
        .or(own.first().copied());
    template.map_or(&[], |template| run.row.fields(template))
}

/// Places the rows of `sheet`, by their layout and then by the sums of the form. `fallback` is the form of the other
/// tables, for tables that do not show theirs.
pub(crate) fn attempt(
    source: &str,
    rows: &Rows<'_, '_>,
    sheet: Sheet,
    manner: Manner,
    style: &Style,
    fallback: Option<Template>,
    at_end: &dyn Fn(u32) -> (bool, bool),
) -> Trial {
    let mut trial = placed(source, rows, sheet, manner, style, fallback, at_end);
    trial.settle_by_sums(rows, &|line| at_end(line).0);
    trial
}

/// Places the rows of `sheet` by their layout. `fallback` is the form of the other tables, for tables that do not show theirs.
pub(crate) fn placed(
    source: &str,
    rows: &Rows<'_, '_>,
    mut sheet: Sheet,
    manner: Manner,
    style: &Style,
    fallback: Option<Template>,
    at_end: &dyn Fn(u32) -> (bool, bool),
) -> Trial {
    let template = sheet.template().or(fallback);
    sheet.runs.retain(|run| has_cells(rows, run, manner));
    lost::adopt(&mut sheet, rows, template, source);
    let blocks = blocks(&sheet, template);
    let columns = |run: &Run| fields(run, form_of(&blocks, template, run)).len();
    if manner.run_on {
        run_on::doubt(&mut sheet, rows, template, &columns);
    }
    let mut placements = if manner.run_on {
        let glue = Glue::of(rows, &sheet, &columns);
        let place = |run| run_on::place(rows, run, columns(run), glue);
        sheet.runs.iter().map(place).collect()
    } else if let Some(calibration) = &style.line_ends {
        let place = |run| stacked::place(rows, run, columns(run), calibration);
        sheet.runs.iter().map(place).collect()
    } else {
        let frame = Frame::of(rows, &sheet, manner, style.ended);
        let shapes: Vec<Shape> = sheet
            .runs
            .iter()
            .enumerate()
            .map(|(index, run)| {
                let last = index + 1 == sheet.runs.len();
                let end = at_end(run.line);
                let wrap = sheet.header(run.row.block()).and_then(|header| header.wrap);
                shape(
                    rows,
                    run,
                    columns(run),
                    manner,
                    &frame,
                    style,
                    wrap,
                    last,
                    end,
                )
            })
            .collect();
        place(sheet.table, &shapes, style.gap as usize)
    };
    let is_shuffled = |&block: &Block| {
        let header = sheet.header(block);
        header.is_some_and(|header| !in_order(block, header))
    };
    let shuffled: Vec<Block> = Block::ALL.iter().copied().filter(is_shuffled).collect();
    for (placement, run) in placements.iter_mut().zip(&sheet.runs) {
        let ordered = !shuffled.contains(&run.row.block());
        let known = run.row.table() != Table::Article20
            || template.is_some()
            || blocks.iter().any(|(block, _)| *block == run.row.block());
        let delimited = !manner.bordered && !manner.counted && !manner.run_on;
        let columns = delimited && (holds_columns(rows, run) || (style.led && has_both(rows, run)));
        let own = fields(run, form_of(&blocks, template, run));
        let astray = has_money_astray(rows, own, placement);
        if !ordered || !known || run.doubted || rows.adrift || columns || astray {
            unsettle(placement);
        }
    }
    if manner.counted || manner.run_on {
        doubt_lone_numbers(rows, &sheet, &columns, &mut placements);
    }
    stray::question(rows, &sheet, &mut placements);
    let own = |run: &Run| fields(run, form_of(&blocks, template, run));
    stray::question_money(rows, &sheet, &mut placements, &own);
    let valued = sheet.runs.iter().any(|run| {
        rows.items_of(run.first, run.last)
            .iter()
            .any(Item::is_value)
    });
    let mut trial = Trial {
        sheet,
        placements,
        blocks,
        template,
        confirming: 0,
        contradicting: 0,
        alone: 0,
        silent: 0,
        settled: 0,
        valued,
    };
    trial.count();
    trial
}

/// Whether anything but line ends tells the row's cells apart.
fn has_cells(rows: &Rows<'_, '_>, run: &Run, manner: Manner) -> bool {
    let separated = rows
        .rows
        .get(run.line as usize)
        .is_some_and(|row| row.separators > 0);
    manner.counted || manner.run_on || (run.last > run.first && (separated || manner.bordered))
}

/// The form of a run's block, else that of the table.
fn form_of(
    blocks: &[(Block, Template)],
    template: Option<Template>,
    run: &Run,
) -> Option<Template> {
    let own = blocks.iter().find(|(block, _)| *block == run.row.block());
    own.map(|(_, template)| *template).or(template)
}

/// The form of each block of Article 20, by its own header, else by the whole table.
fn blocks(sheet: &Sheet, template: Option<Template>) -> Vec<(Block, Template)> {
    let own = |header: &Header| match header.votes {
        [a, b] if a > b => Some(Template::Y2019),
        [a, b] if b > a => Some(Template::Y2021),
        _ => template,
    };
    sheet
        .headers
        .iter()
        .filter_map(|(block, header)| Some((*block, own(header)?)))
        .collect()
}

/// Where the sheet stands in the source.
pub(crate) fn span(rows: &Rows<'_, '_>, trial: &Trial, source: &str) -> Span {
    let from = rows.rows.get(trial.sheet.first_line as usize);
    let to = rows.rows.get(trial.sheet.last_line as usize);
    let first = from.and_then(|row| rows.fields.get(row.first as usize));
    let last = to.and_then(|row| rows.fields.get((row.last as usize).saturating_sub(1)));
    let start = first.map(|field| rows.strip.span_of(field, source));
    let end = last.map(|field| rows.strip.span_of(field, source));
    match (start, end) {
        (Some(start), Some(end)) => start.cover(end),
        _ => Span::default(),
    }
}
