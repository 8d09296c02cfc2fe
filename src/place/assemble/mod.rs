//! From lines of fields to tables: which line is which row of the form, and what its header says about the form.

mod disputes;
mod line;
mod order;
mod sheet;

use crate::{
    fold::Class,
    grammar::label::Printed,
    model::{LabelMatch, Number},
    template::{Block, Column, Group, Label, Proceeding, Row, Section, Table, Template},
};

use super::{item::Item, lines::Rows};
use disputes::Disputes;
use line::{Event, depth_behind, interpret};
use order::{doubt_misplaced, doubt_order};

pub(crate) use sheet::{Assembly, Header, Orphan, Run, Sheet, Wrap};

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
        let doubted = self.rows.flows && self.has_values_before(first);
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
            doubted,
        });
        self.disputes.awaiting = false;
        self.disputes.titled = false;
        self.disputes.outcomes = 0;
        self.disputes.heads = 0;
    }

    /// Whether something that may be a value, alone or grown together with a text, stands between the header and the values
    /// under it: where rows run over lines, the row may begin there.
    fn has_values_before(&self, first: u32) -> bool {
        const NEAR: u32 = 16;
        let from = first.saturating_sub(NEAR);
        let items = self.rows.items_of(from, first);
        let fields = self.rows.fields_of(from, first);
        let before = items.iter().zip(fields).rev();
        let mut before = before.take_while(|(said, _)| said.labels().is_none());
        before.any(|(said, field)| {
            let begins = self.rows.strip.tokens_of(field).first();
            let number = begins.is_some_and(|token| token.class() == Class::Digit);
            said.is_value() || (matches!(said, Item::Text { .. }) && number)
        })
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
            } else if rows.flows {
                doubt_misplaced(&mut sheet.runs);
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
