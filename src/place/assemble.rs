//! From lines of fields to tables: which line is which row of the form, and what its header says about the form.

use crate::{
    grammar::label::Printed,
    model::{LabelMatch, Number},
    span::Span,
    template::{Block, Column, Group, Label, Proceeding, Row, Section, Table, Template},
};

use super::{
    item::Item,
    lines::{Rows, is_head},
};

/// A row of the form as a layout shows it: its label, and the fields behind it.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) row: Row,
    /// For a third of the disputes table that stands alone.
    pub(crate) proceeding: Option<Proceeding>,
    pub(crate) label: LabelMatch,
    pub(crate) label_span: Option<Span>,
    pub(crate) label_rest: Option<Span>,
    /// Whether its label shows the number that the form has before it; `None` where the form has none, or no label stands
    /// there.
    pub(crate) numbered: Option<bool>,
    /// The fields behind the label: `fields[first..last]`.
    pub(crate) first: u32,
    pub(crate) last: u32,
    /// The line, as an index of the rows.
    pub(crate) line: u32,
    /// How deep the label stands that follows; 0 where none does.
    pub(crate) next: u8,
    /// Values stand beside this row that may be its own.
    pub(crate) doubted: bool,
}

/// A line with values that no label claims.
#[derive(Clone, Debug)]
pub(crate) struct Orphan {
    /// The text that stands where a label would, as a field.
    pub(crate) text: Option<u32>,
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) line: u32,
    pub(crate) next: u8,
}

/// What the headers of a block say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Header {
    /// The columns, in print, each with the field it stands in.
    pub(crate) columns: Vec<(Column, u32)>,
    /// How many labels are evidence for each form.
    pub(crate) votes: [u16; 2],
    /// Notes behind column labels, where units stand.
    pub(crate) notes: Vec<(Column, Span)>,
    /// A label stands in several neighbouring cells: spans were expanded by repetition.
    pub(crate) repeats: bool,
    /// How wide its lines are, where rows run from label to label and covered cells stand at the end of their line.
    pub(crate) wrap: Option<Wrap>,
    /// The tables that the heads are of.
    tables: [bool; 3],
}

/// What a header shows of how its lines were written, where the text does not keep them: in all of them the labels and the
/// blanks behind these are as many fields. So a cell that another covers is a blank at the end of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wrap {
    /// The fields of a line.
    pub(crate) width: u32,
    /// The blanks that end the header.
    pub(crate) pads: u32,
}

impl Wrap {
    /// What the fields of a header show, with those behind it: the values of a row without a label.
    fn of(items: &[Item]) -> Option<Self> {
        let is_label = |said: &Item| said.labels().is_some();
        let run = |items: &[Item], is: &dyn Fn(&Item) -> bool| {
            items.iter().take_while(|said| is(said)).count()
        };
        let mut rest = items.get(items.iter().position(is_label)?..)?;
        let (mut width, mut lines) = (None, 0);
        loop {
            let labels = run(rest, &is_label);
            let blanks = run(rest.get(labels..)?, &Item::is_blank);
            rest = rest.get(labels + blanks..)?;
            if rest.first().is_some_and(is_label) {
                if width.is_some_and(|width| width != labels + blanks) {
                    return None;
                }
                (width, lines) = (Some(labels + blanks), lines + 1);
                continue;
            }
            let width = width.filter(|_| lines >= 2)?;
            let pads = width.checked_sub(labels)?;
            // A separator at the end of the line has one more blank behind it.
            let ends = [pads, pads + 1, pads + width, pads + width + 1].contains(&blanks)
                || (blanks > pads && !rest.is_empty());
            return ends.then_some(Self {
                width: u32::try_from(width).ok()?,
                pads: u32::try_from(pads).ok()?,
            });
        }
    }
}

/// A table of the form, as one layout shows it.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    pub(crate) table: Table,
    pub(crate) runs: Vec<Run>,
    pub(crate) orphans: Vec<Orphan>,
    pub(crate) headers: Vec<(Block, Header)>,
    /// The lines it takes, from the first to the last.
    pub(crate) first_line: u32,
    pub(crate) last_line: u32,
}

impl Sheet {
    /// The largest table of the form has hardly more rows.
    const ROOM: usize = 28;

    fn new(table: Table, line: u32) -> Self {
        Self {
            table,
            runs: Vec::with_capacity(Self::ROOM),
            orphans: Vec::new(),
            headers: Vec::new(),
            first_line: line,
            last_line: line,
        }
    }

    pub(crate) fn header(&self, block: Block) -> Option<&Header> {
        self.headers
            .iter()
            .find(|(of, _)| *of == block)
            .map(|(_, header)| header)
    }

    fn has(&self, row: Row, proceeding: Option<Proceeding>) -> bool {
        self.runs
            .iter()
            .any(|run| run.row == row && run.proceeding == proceeding)
    }

    /// The form that the labels of the whole table are evidence for.
    pub(crate) fn template(&self) -> Option<Template> {
        let mut votes = self.headers.iter().fold([0u32; 2], |sum, (_, header)| {
            [
                sum[0] + u32::from(header.votes[0]),
                sum[1] + u32::from(header.votes[1]),
            ]
        });
        for run in &self.runs {
            match run.row.templates() {
                [Template::Y2019] => votes[0] += 1,
                [Template::Y2021] => votes[1] += 1,
                _ => {}
            }
        }
        match votes[0].cmp(&votes[1]) {
            std::cmp::Ordering::Greater => Some(Template::Y2019),
            std::cmp::Ordering::Less => Some(Template::Y2021),
            std::cmp::Ordering::Equal => None,
        }
    }
}

/// Everything of the form that one layout shows.
#[derive(Debug, Default)]
pub(crate) struct Assembly {
    /// In the order of the text.
    pub(crate) sheets: Vec<Sheet>,
    /// Labels of the statistics table used before 2019.
    pub(crate) old_form: u32,
    /// Blank fields between the last label of a header and the first label of the rows behind it, where all headers of
    /// labelled rows agree; fields that end with a line do not count.
    pub(crate) gap: Option<u32>,
    /// Rows with a number before their label.
    pub(crate) numbered: u32,
    /// More tables were there than the limit allows.
    pub(crate) overflow: bool,
}

/// What a line is.
enum Event {
    /// A row label and what stands behind it.
    Row {
        label: Printed,
        row: Row,
        doubtful: bool,
        first: u32,
        last: u32,
        text_votes: [u16; 2],
    },
    /// A line of a header.
    Header,
    /// Values without a label, or with a text that is none.
    Orphan {
        text: Option<u32>,
        first: u32,
        last: u32,
    },
    Heading(Section),
    Nothing,
}

/// Finds the tables of the form among the lines.
pub(crate) fn assemble(rows: &Rows<'_, '_>, limit: usize) -> Assembly {
    let mut builder = Builder {
        rows,
        out: Assembly::default(),
        limit,
        open: [None; 3],
        pending: None,
        disputes: Disputes::default(),
        trailing: None,
    };
    for (index, line) in rows.rows.iter().enumerate() {
        let Ok(index) = u32::try_from(index) else {
            break;
        };
        let event = interpret(rows, line.first, line.last);
        builder.take(index, line.first, line.last, event);
    }
    builder.close();
    builder.out
}

/// What the header of the disputes table has said so far.
#[derive(Default)]
struct Disputes {
    /// A head or an outcome was seen, and no values yet.
    awaiting: bool,
    proceeding: Option<Proceeding>,
    /// Outcome columns since the last head.
    outcomes: u32,
    /// Heads with outcomes under them since the last values.
    heads: u32,
    /// A row without a number: the values, if nothing better stands under the header.
    empty: Option<(u32, u32, u32)>,
    /// The section of the table has begun, and nothing that could be of another table stands in it yet.
    titled: bool,
}

struct Builder<'r, 's, 't> {
    rows: &'r Rows<'s, 't>,
    out: Assembly,
    limit: usize,
    /// The sheet that each table is being put into.
    open: [Option<usize>; 3],
    /// A header whose block is not yet known: the next row says it.
    pending: Option<(Header, u32)>,
    disputes: Disputes,
    /// Blank fields behind the labels of the header line before.
    trailing: Option<u32>,
}

impl Builder<'_, '_, '_> {
    fn take(&mut self, line: u32, first: u32, last: u32, event: Event) {
        let start = first;
        let trailing = self.trailing.take();
        if let (Event::Row { .. }, Some(blanks)) = (&event, trailing) {
            self.out.gap = Some(self.out.gap.map_or(blanks, |gap| gap.min(blanks)));
        }
        match event {
            Event::Nothing => {}
            Event::Heading(section) => {
                self.settle_disputes();
                if section != Section::Disputes {
                    self.disputes = Disputes::default();
                }
                self.disputes.titled = section == Section::Disputes;
            }
            Event::Header => {
                self.trailing = self.blanks_behind(first, last);
                self.header(line, first, last);
                self.values_behind(line, first, last);
            }
            Event::Row {
                label,
                row,
                doubtful,
                first,
                last,
                text_votes,
            } => {
                if doubtful && !self.is_due(row) {
                    return;
                }
                let numbered = matches!(
                    self.rows.items_of(start, last),
                    [Item::Amount(_), ..] | [Item::Blank, Item::Amount(_), Item::Labels(_), ..]
                );
                self.out.numbered += u32::from(numbered);
                self.disputes.titled = false;
                self.row(line, label, row, (first, last), text_votes);
            }
            Event::Orphan { text, first, last } => self.orphan(line, text, first, last),
        }
    }

    /// 总计 and 其他 without their numbers are columns, but where the form has the row: behind other results, behind the
    /// other rows of （六）.
    fn is_due(&self, row: Row) -> bool {
        let last = self
            .current(Table::Applications)
            .and_then(|sheet| sheet.runs.last());
        let group = last.and_then(|run| run.row.group());
        if row == Row::OTHER {
            group == row.group()
        } else {
            group.is_some()
        }
    }

    fn current(&self, table: Table) -> Option<&Sheet> {
        self.open
            .get(table as usize)
            .copied()
            .flatten()
            .and_then(|index| self.out.sheets.get(index))
    }

    /// The open sheet of a table, or a new one.
    fn sheet(&mut self, table: Table, line: u32) -> Option<&mut Sheet> {
        let slot = self.open.get_mut(table as usize)?;
        let index = match *slot {
            Some(index) => index,
            None => {
                if self.out.sheets.len() >= self.limit {
                    self.out.overflow = true;
                    return None;
                }
                self.out.sheets.push(Sheet::new(table, line));
                let index = self.out.sheets.len() - 1;
                *slot = Some(index);
                index
            }
        };
        self.out.sheets.get_mut(index)
    }

    fn row(
        &mut self,
        line: u32,
        label: Printed,
        row: Row,
        (first, last): (u32, u32),
        votes: [u16; 2],
    ) {
        let table = row.table();
        if self
            .current(table)
            .is_some_and(|sheet| sheet.has(row, None))
            && let Some(slot) = self.open.get_mut(table as usize)
        {
            *slot = None;
        }
        let pending = self.pending.take();
        let crowded = self
            .rows
            .rows
            .get(line as usize)
            .is_some_and(|row| row.crowded);
        let strange = pending
            .as_ref()
            .is_some_and(|(seen, _)| seen.tables.contains(&true) && !seen.tables[table as usize]);
        let (stacked, headed) = (self.rows.stacked, pending.is_some());
        let Some(sheet) = self.sheet(table, line) else {
            return;
        };
        sheet.last_line = line;
        let block = row.block();
        // Where other blocks have their header above them, a row under that of another block is out of place.
        let astray = stacked
            && !headed
            && table == Table::Article20
            && !sheet.headers.iter().any(|(of, _)| *of == block)
            && sheet
                .headers
                .iter()
                .any(|(_, header)| !header.columns.is_empty());
        let doubted = crowded || strange || astray;
        if !sheet.headers.iter().any(|(of, _)| *of == block) {
            sheet.headers.push((block, Header::default()));
        }
        if let Some((_, header)) = sheet.headers.iter_mut().find(|(of, _)| *of == block) {
            header.votes[0] += votes[0];
            header.votes[1] += votes[1];
            if let Some((seen, at)) = pending
                && belongs(block, &seen)
            {
                sheet.first_line = sheet.first_line.min(at);
                header.columns.extend(seen.columns);
                header.votes[0] += seen.votes[0];
                header.votes[1] += seen.votes[1];
                header.notes.extend(seen.notes);
                header.repeats |= seen.repeats;
                header.wrap = header.wrap.or(seen.wrap);
            }
        }
        sheet.runs.push(Run {
            row,
            proceeding: None,
            label: LabelMatch::Whole,
            label_span: Some(label.span),
            label_rest: None,
            numbered: label.shows_number(),
            first,
            last,
            line,
            next: 0,
            doubted,
        });
    }

    /// A line of a header: remembered until a row says which block it heads.
    fn header(&mut self, line: u32, first: u32, last: u32) {
        let (pending, _) = self
            .pending
            .get_or_insert_with(|| (Header::default(), line));
        let mut before: Option<Printed> = None;
        let items = self.rows.items_of(first, last);
        if self.rows.flows && !self.rows.stacked {
            pending.wrap = Wrap::of(items);
        }
        for (offset, said) in items.iter().enumerate() {
            let field = first.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
            let Some(labels) = said.labels() else {
                continue;
            };
            for label in labels {
                pending.repeats |=
                    before.is_some_and(|left| left.same_text(*label) && repeats(*label));
                before = Some(*label);
                if let Some(table) = head_of(*label) {
                    pending.tables[table as usize] = true;
                }
                if label.is(Label::OldForm) {
                    self.out.old_form += 1;
                }
                if let Some((column, text)) = label.column() {
                    pending.columns.push((column, field));
                    vote(&mut pending.votes, text.templates);
                    pending.notes.extend(label.note.map(|note| (column, note)));
                }
                if label.block().is_some() {
                    // A new block: what stood before was another header's.
                    *pending = Header {
                        repeats: pending.repeats,
                        wrap: pending.wrap,
                        ..Header::default()
                    };
                }
                self.disputes.see(*label);
            }
        }
    }

    fn blanks_behind(&self, first: u32, last: u32) -> Option<u32> {
        let (items, slots) = (
            self.rows.items_of(first, last),
            self.rows.fields_of(first, last),
        );
        let label = items.iter().rposition(|said| said.labels().is_some())?;
        let behind = slots.get(label + 1..)?;
        u32::try_from(behind.iter().filter(|slot| !slot.at_line_end).count()).ok()
    }

    /// Where rows run from label to label, the values of the disputes table stand behind the last label of its header.
    fn values_behind(&mut self, line: u32, first: u32, last: u32) {
        let items = self.rows.items_of(first, last);
        let Some(behind) = items.iter().rposition(|said| said.labels().is_some()) else {
            return;
        };
        let from = first.saturating_add(u32::try_from(behind + 1).unwrap_or(u32::MAX));
        if self.rows.flows
            && self.disputes.awaiting
            && self.disputes.outcomes > 0
            && (self.rows.stacked || last.saturating_sub(from) >= 5)
        {
            if from < last {
                self.dispute_row(line, from, last);
            } else {
                self.disputes.empty = Some((line, from, last));
            }
        }
    }

    fn orphan(&mut self, line: u32, text: Option<u32>, first: u32, last: u32) {
        // Fifteen values are the row whatever is left of the outcomes in its header, and on a line of its section without
        // any if their sums say so: they might be the numbers of columns, or what a narrow cell left of numbers.
        let all = self.is_full_dispute(first, last);
        let under_head = all && self.disputes.proceeding == Some(Proceeding::AfterReconsideration);
        let of_section = self.disputes.titled && !self.rows.flows && !self.rows.stacked;
        let bare = all && of_section && text.is_none() && self.adds_up(first, last);
        if bare || (self.disputes.awaiting && (text.is_none() || under_head)) {
            let numbers =
                self.rows.items_of(first, last).iter().any(|said| {
                    matches!(said, Item::Amount(_) | Item::Doubtful(_) | Item::Overflow)
                });
            if numbers {
                self.dispute_row(line, first, last);
            } else {
                self.disputes.empty.get_or_insert((line, first, last));
            }
            return;
        }
        if !self.rows.items_of(first, last).iter().any(Item::is_value) {
            return;
        }
        // Values belong to the table whose row stands before them; the header in between, if any, is theirs.
        let latest = self.open.iter().flatten().copied().max();
        let Some(sheet) = latest.and_then(|index| self.out.sheets.get_mut(index)) else {
            return;
        };
        if sheet.table == Table::Disputes {
            return;
        }
        sheet.orphans.push(Orphan {
            text,
            first,
            last,
            line,
            next: 0,
        });
    }

    /// Whether there is a value for every column of the disputes table, and nothing else.
    fn is_full_dispute(&self, first: u32, last: u32) -> bool {
        let items = self.rows.items_of(first, last);
        let columns = Row::DISPUTES.fields(Template::Y2021).len();
        items.len() == columns && items.iter().all(Item::is_value)
    }

    /// Whether the outcomes of every proceeding make its total.
    fn adds_up(&self, first: u32, last: u32) -> bool {
        const OUTCOMES: usize = 4;
        let number = |said: &Item| match said {
            Item::Amount(amount) => Some(amount.number),
            Item::Nil => Some(Number::from(0)),
            _ => None,
        };
        let numbers: Option<Vec<Number>> =
            self.rows.items_of(first, last).iter().map(number).collect();
        let holds = |proceeding: &[Number]| {
            proceeding.split_last().is_some_and(|(total, outcomes)| {
                let sum = outcomes
                    .iter()
                    .try_fold(Number::from(0), |sum, number| sum.checked_add(*number));
                sum == Some(*total)
            })
        };
        numbers.is_some_and(|numbers| numbers.chunks(OUTCOMES + 1).all(holds))
    }

    /// A row of blanks or marks is the row of the disputes table, if no other followed.
    fn settle_disputes(&mut self) {
        if let Some((line, first, last)) = self.disputes.empty.take()
            && self.disputes.awaiting
        {
            self.dispute_row(line, first, last);
        }
    }

    /// The values of the disputes table stand under its header and have no label.
    fn dispute_row(&mut self, line: u32, first: u32, last: u32) {
        // An exporter numbers all rows or none.
        let numbered = self.out.numbered >= 3
            && match self.rows.items_of(first, last) {
                [Item::Amount(_), ..] => true,
                // Behind the frame; the number is left in its place.
                [Item::Blank, Item::Amount(_), ..] => self
                    .rows
                    .rows
                    .get(line as usize)
                    .is_some_and(|row| row.leads && row.ends),
                _ => false,
            };
        let first = first + u32::from(numbered);
        let values = self
            .rows
            .items_of(first, last)
            .iter()
            .filter(|said| said.is_value())
            .count();
        let fields = (last - first) as usize;
        let third = self.disputes.outcomes == 5
            && self.disputes.heads == 1
            && self.disputes.proceeding.is_some()
            && fields < 12
            && values <= 5;
        let proceeding = if third {
            self.disputes.proceeding
        } else {
            None
        };
        // A number alone is that of a page.
        let alone = fields <= 1 && !self.rows.stacked;
        if alone || (values == 0 && fields < 5 && !self.rows.stacked) {
            return;
        }
        if self
            .current(Table::Disputes)
            .is_some_and(|sheet| sheet.has(Row::DISPUTES, proceeding))
            && let Some(slot) = self.open.get_mut(Table::Disputes as usize)
        {
            *slot = None;
        }
        let pending = self.pending.take();
        let Some(sheet) = self.sheet(Table::Disputes, line) else {
            return;
        };
        sheet.last_line = line;
        if let Some((header, at)) = pending {
            sheet.first_line = sheet.first_line.min(at);
            sheet.headers.push((Block::Disputes, header));
        }
        sheet.runs.push(Run {
            row: Row::DISPUTES,
            proceeding,
            label: LabelMatch::Unlabelled,
            label_span: None,
            label_rest: None,
            numbered: None,
            first,
            last,
            line,
            next: 0,
            doubted: false,
        });
        self.disputes.awaiting = false;
        self.disputes.titled = false;
        self.disputes.outcomes = 0;
        self.disputes.heads = 0;
    }

    /// What follows each run decides where it ends; known once all lines are.
    fn close(&mut self) {
        self.settle_disputes();
        for sheet in &mut self.out.sheets {
            // （六）其他处理 over its three rows is the label of a group.
            let divided = sheet
                .runs
                .iter()
                .any(|run| run.row.group() == Some(Group::OtherResults));
            let rows = self.rows;
            sheet.runs.retain(|run| {
                run.row != Row::UNDIVIDED
                    || !divided
                    || rows
                        .items_of(run.first, run.last)
                        .iter()
                        .any(Item::is_value)
            });
            // With values behind it, it may be that of the first of these, which lost its own.
            for run in &mut sheet.runs {
                run.doubted |= run.row == Row::UNDIVIDED && divided;
            }
            if rows.stacked {
                doubt_order(&mut sheet.runs);
            }
            for run in &mut sheet.runs {
                run.next = depth_behind(self.rows, run.line);
            }
            for orphan in &mut sheet.orphans {
                orphan.next = depth_behind(self.rows, orphan.line);
            }
        }
    }
}

impl Disputes {
    /// Heads say which third follows; outcomes are counted.
    fn see(&mut self, label: Printed) {
        let head = label.readings().find_map(|text| match text.label {
            Label::Reconsideration => Some(Some(Proceeding::Reconsideration)),
            Label::Direct => Some(Some(Proceeding::Direct)),
            Label::AfterReconsideration => Some(Some(Proceeding::AfterReconsideration)),
            Label::Litigation => Some(None),
            _ => None,
        });
        if let Some(proceeding) = head {
            self.proceeding = proceeding;
            (self.awaiting, self.outcomes) = (true, 0);
            self.empty = None;
        }
        let outcome = label.column().is_some_and(|(column, _)| {
            matches!(
                column,
                Column::Upheld
                    | Column::Corrected
                    | Column::OtherOutcome
                    | Column::Pending
                    | Column::Total
            )
        });
        if outcome && self.awaiting {
            self.empty = None;
            self.outcomes += 1;
            self.heads += u32::from(self.outcomes == 1);
        }
    }
}

/// Where rows run from label to label, a label out of the form's order may stand among the values of another row: neither's
/// are known.
fn doubt_order(runs: &mut [Run]) {
    let behind = |pair: &[Run]| matches!(pair, [one, next] if next.row < one.row);
    let out_of_order: Vec<usize> = runs
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| behind(pair))
        .map(|(index, _)| index)
        .collect();
    for index in out_of_order {
        for run in runs.iter_mut().skip(index).take(2) {
            run.doubted = true;
        }
    }
}

/// The table whose header has this head.
fn head_of(label: Printed) -> Option<Table> {
    label.readings().find_map(|text| match text.label {
        Label::Content => Some(Table::Article20),
        Label::Corner | Label::Applicants | Label::LegalPersons => Some(Table::Applications),
        Label::Direct | Label::AfterReconsideration => Some(Table::Disputes),
        _ => None,
    })
}

/// Whether one of the header's columns is the block's.
fn belongs(block: Block, header: &Header) -> bool {
    header.columns.is_empty()
        || header.columns.iter().any(|(column, _)| {
            Template::ALL
                .iter()
                .any(|&t| block.columns(t).contains(column))
        })
}

/// Labels that stand once in a table unless spans were expanded. Outcome columns stand three times anyway, and what
/// is left of 本年新制作数量 and 本年新公开数量 may be the same text.
fn repeats(label: Printed) -> bool {
    label
        .column()
        .is_none_or(|(column, _)| !matches!(column, Column::NewlyMade | Column::NewlyDisclosed))
}

fn vote(votes: &mut [u16; 2], templates: &[Template]) {
    match templates {
        [Template::Y2019] => votes[0] = votes[0].saturating_add(1),
        [Template::Y2021] => votes[1] = votes[1].saturating_add(1),
        _ => {}
    }
}

/// How deep the first label behind a line stands: 1 for 一、 and for Article 20, 2 for （一）, 3 for 1.; 4 for a header
/// or the heading of a block; 0 where none does.
fn depth_behind(rows: &Rows<'_, '_>, line: u32) -> u8 {
    let Some(next) = rows.rows.get(line as usize + 1) else {
        return 0;
    };
    let first = rows
        .items_of(next.first, next.last)
        .iter()
        .find(|said| !said.is_blank());
    let Some(label) = first.and_then(Item::labels).and_then(<[_]>::first) else {
        return 0;
    };
    if let Some(group) = label.group() {
        return if group.parent().is_some() { 2 } else { 1 };
    }
    match label.row() {
        Some(row) => row.depth().max(1),
        None if is_head(*label) || label.block().is_some() => 4,
        None => 0,
    }
}

/// What a line of fields is.
fn interpret(rows: &Rows<'_, '_>, first: u32, last: u32) -> Event {
    let items = rows.items_of(first, last);
    let Some(start) = items.iter().position(|said| !said.is_blank()) else {
        let wide = last.saturating_sub(first) >= 5;
        return if wide {
            Event::Orphan {
                text: None,
                first,
                last,
            }
        } else {
            Event::Nothing
        };
    };
    let at = |index: usize| first.saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
    match items.get(start) {
        Some(Item::Labels(_)) => labelled(items, start, &at, last, rows.stacked),
        Some(Item::Text { .. } | Item::Labelled(_)) => {
            if let Some(label) = behind_remnant(items, start) {
                return labelled(items, label, &at, last, rows.stacked);
            }
            let behind = items.get(start + 1..).unwrap_or_default();
            if behind.iter().any(Item::is_value) {
                Event::Orphan {
                    text: Some(at(start)),
                    first: at(start + 1),
                    last,
                }
            } else if behind.iter().any(|said| said.labels().is_some()) {
                Event::Header
            } else {
                Event::Nothing
            }
        }
        Some(Item::Amount(_)) if numbered(items, start) => {
            labelled(items, start + 1, &at, last, rows.stacked)
        }
        Some(_) => Event::Orphan {
            text: None,
            first,
            last,
        },
        None => Event::Nothing,
    }
}

/// Whether a number stands before a label at the start of a line: the number that an exporter gives each row.
fn numbered(items: &[Item], start: usize) -> bool {
    start <= 1
        && items
            .get(start + 1)
            .is_some_and(|said| said.labels().is_some())
}

/// The label of a row behind what is left of the label of its group: 三、 alone where 三、本年度办理结果 is torn.
fn behind_remnant(items: &[Item], start: usize) -> Option<usize> {
    let label = start + 1;
    let row = items.get(label)?.labels()?.last()?.row()?;
    let valued = items
        .get(label + 1..)?
        .iter()
        .find(|said| !said.is_blank())
        .is_some_and(Item::is_value);
    (row.depth() > 1 && valued).then_some(label)
}

/// A line that begins with labels: a row, a header, or values under a group whose row lost its label.
fn labelled(
    items: &[Item],
    start: usize,
    at: &dyn Fn(usize) -> u32,
    last: u32,
    stacked: bool,
) -> Event {
    let mut behind = start;
    for (index, said) in items.iter().enumerate().skip(start) {
        match said {
            Item::Labels(_) => behind = index + 1,
            Item::Blank => {}
            _ => break,
        }
    }
    let labels = || {
        items
            .get(start..behind)
            .unwrap_or_default()
            .iter()
            .filter_map(Item::labels)
            .flatten()
            .rev()
    };
    let Some(&label) = labels().next() else {
        return Event::Nothing;
    };
    if let Some(section) = label.heading()
        && label
            .readings()
            .all(|text| matches!(text.label, Label::Heading(_)))
    {
        return Event::Heading(section);
    }
    let rest = items.get(behind..).unwrap_or_default();
    let led = labels()
        .skip(1)
        .all(|before| before.group().is_some() || before.same_text(label));
    let grouped = labels()
        .nth(1)
        .is_some_and(|before| before.group().is_some());
    // Labels before any value: the columns of a header.
    let first_said = rest.iter().find(|said| !said.is_blank());
    let heads_columns = first_said.is_some_and(|said| said.labels().is_some())
        || (label.column().is_some() && rest.iter().any(|said| said.labels().is_some()));
    if let Some(row) = label.row().filter(|_| !heads_columns) {
        let doubtful = label.column().is_some();
        if led && !(rest.is_empty() && doubtful) {
            if row == Row::UNDIVIDED && rest.is_empty() && !stacked {
                return Event::Nothing;
            }
            let mut text_votes = [0; 2];
            if let Some(text) = label.readings().find(|text| text.label == Label::Row(row)) {
                vote(&mut text_votes, text.templates);
            }
            let doubtful = doubtful && !grouped;
            return Event::Row {
                label,
                row,
                doubtful,
                first: at(behind),
                last,
                text_votes,
            };
        }
    }
    if label.group().is_some() && rest.iter().any(Item::is_value) {
        return Event::Orphan {
            text: None,
            first: at(behind),
            last,
        };
    }
    Event::Header
}
