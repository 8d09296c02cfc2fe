//! A table under one layout: its rows placed, and what that says of the layout.

use crate::{
    fold::{Class, Token},
    grammar::number::begins_content,
    layout::{Field as Slot, is_line_end},
    span::Span,
    template::{Block, Column, Field, Kind, Row, Table, Template},
};

use super::{
    assemble::{Assembly, Header, Run, Sheet, Wrap},
    columns::{Choice, Placement, Shape, UNFOLLOWED, Verdict, place, values},
    identity,
    item::Item,
    lines::Rows,
    lost,
    run_on::{self, Glue},
    stacked::{self, calibration::Calibration},
    stray,
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
    padding: Option<u8>,
    /// Tabs lead to columns: see [`lead_to_columns`].
    led: bool,
    /// Every labelled row ends with a separator.
    ended: bool,
    /// Blank fields between a header's last label and the first label of the rows.
    gap: u32,
    /// What the line ends say, where blank cells show in them.
    line_ends: Option<Calibration>,
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

/// Whether an amount of money stands where things are counted, in a row that has a column for money: the row's values may
/// have moved.
fn has_money_astray(rows: &Rows<'_, '_>, fields: &[Field], placement: &Placement) -> bool {
    let counts = |field: &Field| field.kind() != Kind::Money;
    let money =
        |choice: &Choice| matches!(choice, Choice::Field(index) if stray::is_money(rows, *index));
    !fields.iter().all(counts)
        && fields
            .iter()
            .zip(&placement.choices)
            .any(|(field, choice)| counts(field) && money(choice))
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

/// Whether a row has both values and blank cells.
fn has_both(rows: &Rows<'_, '_>, run: &Run) -> bool {
    let items = rows.items_of(run.first, run.last);
    items.iter().any(Item::is_value) && items.iter().any(Item::is_blank)
}

/// Whether a field of the row holds two values with a wide gap between: columns by position, which tabs lead to here and there.
fn holds_columns(rows: &Rows<'_, '_>, run: &Run) -> bool {
    let is_value = |token: &Token| matches!(token.class(), Class::Digit | Class::Dash);
    let wide = |field: &Slot| {
        let (mut spaces, mut behind_value) = (0, false);
        rows.strip.tokens_of(field).slice().iter().any(|token| {
            if token.class() == Class::Space {
                spaces += 1;
                return false;
            }
            let parts = behind_value && spaces > 1 && is_value(token);
            (spaces, behind_value) = (0, is_value(token));
            parts
        })
    };
    let fields = rows.fields_of(run.first, run.last).iter();
    fields
        .zip(rows.items_of(run.first, run.last))
        .any(|(field, said)| matches!(said, Item::Text { .. }) && wide(field))
}

/// Whether a field is numbers and signs, and more than one number: 19增5, 6+21, 1 -1.
fn holds_two_values(tokens: &[Token]) -> bool {
    let numeric = |token: &Token| match token.class() {
        Class::Digit | Class::Plus | Class::Dash | Class::Space | Class::Dot | Class::Comma => true,
        Class::Letter => begins_content(token.ch()),
        _ => false,
    };
    let inside = |token: &Token| matches!(token.class(), Class::Digit | Class::Dot | Class::Comma);
    let numbers = tokens.split(|token| !inside(token));
    let numbers = numbers.filter(|number| number.iter().any(|it| it.class() == Class::Digit));
    tokens.iter().all(numeric) && numbers.count() > 1
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

/// How many blanks a blank cell has at least, where fields with fewer pad the rows: `None` where nothing pads.
///
/// A blank cell has as many blanks as stand around the values, where columns are not aligned: one or two. A field with fewer is padding, if no such field stands
/// before a value anywhere. Where rows are padded, blank cells may have been dropped and values pushed together.
pub(crate) fn padding(rows: &Rows<'_, '_>, sheets: &[Sheet], manner: Manner) -> Option<u8> {
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

/// Whether a field is blank with fewer than `least` blanks.
fn is_thin(slot: &Slot, least: u8) -> bool {
    slot.is_blank() && slot.blanks < least
}

/// Separators that frame lines and divide nothing.
#[derive(Clone, Copy, Debug, Default)]
struct Frame {
    leads: bool,
    ends: bool,
}

impl Frame {
    /// A frame is there if every line of the table has it; where rows run over lines, if every row of the document ends
    /// so.
    fn of(rows: &Rows<'_, '_>, sheet: &Sheet, manner: Manner, ended: bool) -> Self {
        if manner.tight || manner.bordered {
            return Self::default();
        }
        if manner.flows {
            return Self {
                leads: false,
                ends: ended,
            };
        }
        let from = sheet.first_line as usize;
        let lines = rows
            .rows
            .get(from..=sheet.last_line as usize)
            .unwrap_or_default();
        let divided = || lines.iter().filter(|line| line.separators > 0);
        Self {
            leads: divided().all(|line| line.leads),
            ends: divided().all(|line| line.ends),
        }
    }
}

/// Whether every labelled row ends with a separator at the end of a line.
pub(crate) fn ended(rows: &Rows<'_, '_>, sheets: &[Sheet]) -> bool {
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
fn is_closed(rows: &Rows<'_, '_>, slots: &[Slot]) -> bool {
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

/// Reduces a run to what placing it needs.
#[allow(clippy::too_many_arguments)]
fn shape(
    rows: &Rows<'_, '_>,
    run: &Run,
    columns: usize,
    manner: Manner,
    frame: &Frame,
    style: &Style,
    wrap: Option<Wrap>,
    last: bool,
    (at_end, abrupt): (bool, bool),
) -> Shape {
    let unlabelled = run.row == Row::DISPUTES;
    let mut first = run.first + u32::from(unlabelled && frame.leads && run.last > run.first);
    let open_end = (frame.ends || (at_end && abrupt)) && run.last > first && loose(rows, run.last);
    let stop = run.last - u32::from(open_end);
    if unlabelled && manner.flows {
        first += wrap.map_or_else(
            || lead(rows, first, stop, columns, style),
            |wrap| padded(rows, first, stop, wrap.pads),
        );
    }
    let (items, slots) = (rows.items_of(first, stop), rows.fields_of(first, stop));
    let echo = |before: usize, at: usize| {
        run.row.table() == Table::Article20 && same_text(rows, slots.get(before), slots.get(at))
    };
    let (values, echoes) = values(items, echo);
    let foreign = items
        .iter()
        .any(|said| matches!(said, Item::Labels(_) | Item::Labelled(_)));
    let text = |(said, _): &(&Item, &Slot)| matches!(said, Item::Text { .. });
    let mut texts = items.iter().zip(slots).filter(text);
    let grown = texts.any(|(_, slot)| holds_two_values(rows.strip.tokens_of(slot).slice()));
    let uniform = values.len() == items.len()
        && (1..items.len()).all(|at| same_text(rows, slots.get(at - 1), slots.get(at)));
    let twice = values.len() == columns
        && (1..items.len()).any(|at| same_text(rows, slots.get(at - 1), slots.get(at)));
    let whole_width = items.len();
    let pads = |slot: &Slot| {
        style
            .padding
            .is_some_and(|least| is_thin(slot, least) || (slot.is_blank() && slot.at_line_end))
    };
    let kept = slots
        .iter()
        .rposition(|slot| !pads(slot))
        .map_or(0, |at| at + 1);
    let loose_end = slots
        .last()
        .is_some_and(|slot| slot.is_blank() && slot.at_line_end)
        && kept == whole_width;
    let depth = if run.row.table() == Table::Article20 {
        u8::try_from(columns).unwrap_or(u8::MAX)
    } else {
        run.row.depth()
    };
    let bare = last && whole_width <= columns;
    let wrapped = wrap.filter(|_| !bare).map(|wrap| {
        let labels = if unlabelled { 0 } else { labels_of(rows, run) };
        let behind = usize::from(!open_end && loose(rows, stop));
        let width = labels + whole_width;
        wrap.width as usize == width || wrap.width as usize == width - behind
    });
    // The last row of a table may lack what pads the others: that it is narrower says nothing.
    let wrapped = wrapped.filter(|&as_wide| as_wide || !last);
    let class = if unlabelled {
        (run.proceeding.map_or(0, |it| 1 + it as u8), 0)
    } else {
        (
            depth,
            match (manner.flows, run.next) {
                (false, _) => 0,
                (true, 0) => UNFOLLOWED,
                // Rows and headings of Article 20 all begin at the left.
                (true, _) if run.row.table() == Table::Article20 => 1,
                (true, next) => next,
            },
        )
    };
    Shape {
        columns,
        class,
        first,
        width: kept,
        whole_width,
        values,
        echoes,
        foreign,
        grown,
        uniform,
        twice,
        loose_end,
        closed: manner.flows && is_closed(rows, slots),
        cut: at_end && kept < columns,
        unclosed: at_end && abrupt,
        last: last && !unlabelled,
        wrapped,
    }
}

/// How many labels stand side by side before the run's cells: its own, and those of the groups that it begins.
fn labels_of(rows: &Rows<'_, '_>, run: &Run) -> usize {
    let (items, slots) = (rows.items_of(0, run.first), rows.fields_of(0, run.first));
    let said = items.iter().zip(slots).rev();
    let within = said.filter(|(said, slot)| !(said.is_blank() && slot.at_line_end));
    within
        .take_while(|(said, _)| said.labels().is_some())
        .count()
}

/// Whether the field before `last` is blank and ends with its line.
fn loose(rows: &Rows<'_, '_>, last: u32) -> bool {
    let slot = rows.fields_of(last.saturating_sub(1), last).first();
    slot.is_some_and(|slot| slot.is_blank() && slot.at_line_end)
}

/// The blank fields with which the header ends, where so many stand before the values.
fn padded(rows: &Rows<'_, '_>, first: u32, stop: u32, pads: u32) -> u32 {
    let slots = rows.fields_of(first, stop.min(first + pads));
    let all = slots.len() == pads as usize && slots.iter().all(Slot::is_blank);
    if all { pads } else { 0 }
}

/// How many blank fields lead from the header to the values of a row without a label: padding of the header, or what
/// stands between any header and its first row.
fn lead(rows: &Rows<'_, '_>, first: u32, stop: u32, columns: usize, style: &Style) -> u32 {
    let slots = rows.fields_of(first, stop);
    let blank = |count: usize| slots.len() >= count && slots.iter().take(count).all(Slot::is_blank);
    if let Some(least) = style.padding {
        let pads = slots.iter().take_while(|slot| is_thin(slot, least)).count();
        return if pads == slots.len() {
            0
        } else {
            u32::try_from(pads).unwrap_or(0)
        };
    }
    let gap = style.gap as usize;
    if slots.len() <= columns + gap && blank(gap) {
        style.gap
    } else {
        0
    }
}

/// Whether two fields print the same.
fn same_text(rows: &Rows<'_, '_>, left: Option<&Slot>, right: Option<&Slot>) -> bool {
    let (Some(left), Some(right)) = (left, right) else {
        return false;
    };
    let text = |slot: &Slot| {
        rows.strip
            .tokens_of(slot)
            .slice()
            .iter()
            .map(|token| token.ch())
    };
    !left.is_blank() && text(left).eq(text(right))
}

/// Whether the columns stand in the form's order, as far as the header shows them. A header may stand there again.
fn in_order(block: Block, header: &Header) -> bool {
    let order = |column: Column| {
        Template::ALL.iter().find_map(|&template| {
            block
                .columns(template)
                .iter()
                .position(|each| *each == column)
        })
    };
    let organisations = |column: &Column| block != Block::Applications || column.parent().is_some();
    let (mut first, mut before): (Option<usize>, Option<usize>) = (None, None);
    let columns = header
        .columns
        .iter()
        .map(|(column, _)| *column)
        .filter(organisations);
    for place in columns.filter_map(order) {
        let again = *first.get_or_insert(place) == place || place == 0;
        if before.is_some_and(|before| place < before && !again) {
            return false;
        }
        before = Some(place);
    }
    true
}

/// Takes a settled row back.
pub(crate) fn unsettle(placement: &mut Placement) {
    let fields: Vec<u32> = placement
        .choices
        .iter()
        .filter_map(|choice| {
            if let Choice::Field(field) = choice {
                Some(*field)
            } else {
                None
            }
        })
        .collect();
    for choice in &mut placement.choices {
        if !matches!(choice, Choice::Open { .. }) {
            *choice = Choice::Open {
                fields: fields.clone(),
                blank: false,
            };
        }
    }
    placement.verdict = Verdict::Open;
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
