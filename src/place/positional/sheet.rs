//! Writes the rows as lines of fields, with a field for every cell, and remembers what the page does not fix.

use std::borrow::Cow;

use crate::{
    fold::{Class, Token},
    grammar::label::Printed,
    layout::{
        Field, Line, Strip, end_of_char,
        positional::{
            Interval,
            columns::{Bounds, free},
        },
    },
    model::{Clue, Step},
    place::columns::Choice,
};

use super::{
    Note, Page,
    align::{Anchor, Kind},
    piece::Thread,
    place::{Cells, Grid},
    survey::{Said, Spot, Survey},
};

/// Writes everything that was found.
pub(super) fn write(
    source: &str,
    tokens: &[Token],
    survey: &Survey,
    anchors: &[Anchor],
    grid: &Grid,
) -> Page {
    let mut writer = Writer {
        source,
        tokens,
        survey,
        grid,
        out: Vec::new(),
        fields: Vec::new(),
        lines: Vec::new(),
        notes: Vec::new(),
        header: Vec::new(),
        at: 0,
    };
    for (index, anchor) in anchors.iter().enumerate() {
        writer.anchor(anchor, grid.rows.get(index));
        for line in &anchor.orphans {
            writer.values(survey.values_of(*line));
            writer.end(Note::default());
        }
    }
    let end = u32::try_from(source.len()).unwrap_or(u32::MAX);
    Page {
        strip: Strip {
            escaped: false,
            tokens: Cow::Owned(writer.out),
            fields: writer.fields,
            lines: writer.lines,
            end,
        },
        lines: writer.notes,
        parameters: grid.parameters.clone(),
    }
}

struct Writer<'s> {
    source: &'s str,
    tokens: &'s [Token],
    survey: &'s Survey,
    grid: &'s Grid,
    out: Vec<Token>,
    fields: Vec<Field>,
    lines: Vec<Line>,
    notes: Vec<Note>,
    /// The labels of the header before.
    header: Vec<usize>,
    /// The source offset behind what was written last: where a blank stands.
    at: u32,
}

impl Writer<'_> {
    fn anchor(&mut self, anchor: &Anchor, cells: Option<&Cells>) {
        match &anchor.kind {
            Kind::Title(index) => {
                self.header.clear();
                self.threads(&[*index]);
                self.end(Note::default());
            }
            Kind::Header(labels) => {
                let mut labels = labels.clone();
                if self.grid.aligned {
                    labels.sort_by_key(|index| self.order(*index));
                } else if self.is_interleaved(&labels) {
                    // The columns' labels stand in no order that could be checked.
                    labels.retain(|index| !self.order(*index).0);
                }
                // A page repeats the header of the table that goes on.
                if !self.is_repeated(&labels) {
                    self.threads(&labels);
                    self.end(Note::default());
                }
                self.header = labels;
            }
            Kind::Text => self.text(anchor),
            Kind::Row { thread, .. } => {
                self.threads(&[*thread]);
                let torn = self.survey.threads.get(*thread).and_then(torn);
                let note = self.row(anchor, cells);
                self.end(Note { torn, ..note });
            }
            Kind::Disputes => {
                let note = self.row(anchor, cells);
                self.end(note);
            }
        }
    }

    /// Whether column labels are written beside each other, a piece of each on every line.
    fn is_interleaved(&self, labels: &[usize]) -> bool {
        let columns = labels.iter().filter(|index| self.order(**index).0);
        let threads = columns.filter_map(|index| self.survey.threads.get(*index));
        let lines: Vec<(u32, u32)> = threads
            .map(|it| (it.first_line(), it.last_line()))
            .collect();
        lines
            .iter()
            .zip(lines.iter().skip(1))
            .any(|(one, next)| next.0 < one.1)
    }

    /// Whether these columns stand in the header before.
    fn is_repeated(&self, labels: &[usize]) -> bool {
        let columns = |labels: &[usize]| -> Vec<Printed> {
            let labels = labels.iter().filter(|index| self.order(**index).0);
            labels
                .filter_map(|index| self.survey.threads.get(*index)?.label())
                .collect()
        };
        let (here, before) = (columns(labels), columns(&self.header));
        !here.is_empty()
            && here.len() == before.len()
            && here
                .iter()
                .zip(before)
                .all(|(one, other)| one.same_text(other))
    }

    /// Heads before the columns that they span, and columns from left to right.
    fn order(&self, index: usize) -> (bool, u32, usize) {
        let thread = self.survey.threads.get(index);
        let column = thread
            .and_then(Thread::label)
            .is_some_and(|label| label.column().is_some());
        let pieces = thread.into_iter().flat_map(|thread| &thread.pieces);
        let left = pieces
            .filter_map(|piece| piece.at.get(self.grid.unit))
            .map(|at| at.from)
            .min();
        (column, if column { left.unwrap_or(0) } else { 0 }, index)
    }

    /// Values beside text that is no label.
    fn text(&mut self, anchor: &Anchor) {
        for line in &anchor.lines {
            let texts = self
                .survey
                .spots_of(*line)
                .iter()
                .filter(|spot| matches!(spot.said, Said::Text(_)));
            let range = texts.fold(None, |range: Option<(u32, u32)>, spot| {
                Some((range.map_or(spot.from, |range| range.0), spot.to))
            });
            if let Some((from, to)) = range {
                self.field(from, to);
                self.values(self.survey.values_of(*line));
                self.end(Note::default());
            }
        }
    }

    fn threads(&mut self, labels: &[usize]) {
        for thread in labels
            .iter()
            .filter_map(|index| self.survey.threads.get(*index))
        {
            let from = self.out.len();
            self.out.extend_from_slice(&thread.tokens);
            self.push(from);
            self.at = thread.pieces.first().map_or(self.at, |piece| {
                u32::try_from(piece.span.end()).unwrap_or(u32::MAX)
            });
        }
    }

    /// The cells of a row.
    fn row(&mut self, anchor: &Anchor, cells: Option<&Cells>) -> Note {
        let survey = self.survey;
        let spots: Vec<&Spot> = anchor
            .lines
            .iter()
            .flat_map(|line| survey.values_of(*line))
            .collect();
        let columns = cells.and_then(|cells| cells.columns);
        let first = self.fields.len();
        let mut note = Note {
            doubted: anchor.doubted,
            ..Note::default()
        };
        let bounds = cells.and_then(|cells| cells.bounds.as_ref());
        let maybe: Vec<&Spot> = anchor
            .maybe
            .iter()
            .flat_map(|line| survey.values_of(*line))
            .collect();
        if let (true, Some(columns)) = (spots.is_empty() && !maybe.is_empty(), columns) {
            let width = u32::try_from(columns).unwrap_or(0);
            if let Some(bounds) = free(maybe.len(), width) {
                self.placed(&maybe, &bounds, columns);
                note.open = candidates(first, &bounds, columns);
            } else {
                maybe.iter().for_each(|spot| self.field(spot.from, spot.to));
            }
            return note;
        }
        if let Some(fields) = columns.and_then(|columns| self.joined(anchor, columns)) {
            for tokens in fields {
                let from = self.out.len();
                self.out.extend(tokens);
                self.push(from);
            }
            let first = u32::try_from(first).unwrap_or(u32::MAX);
            let last = u32::try_from(self.fields.len()).unwrap_or(u32::MAX);
            let open = |field| Choice::Open {
                fields: vec![field],
                blank: false,
            };
            (note.cut, note.open) = (true, (first..last).map(open).collect());
            return note;
        }
        match (columns, bounds) {
            (Some(columns), Some(bounds)) if bounds.len() == spots.len() => {
                self.placed(&spots, bounds, columns);
                (note.open, note.step) = choices(first, bounds, columns);
                // What the text broke off is not blank.
                let last = anchor
                    .lines
                    .iter()
                    .any(|line| line + 1 == self.survey.lines.len() as u32);
                note.doubted |= last && !self.source.ends_with('\n') && spots.len() < columns;
            }
            (Some(columns), _) if spots.is_empty() => {
                (0..columns).for_each(|_| self.blank());
                let ends = self.survey.lines.len() as u32 == anchor.last + 1;
                let unlabelled = matches!(anchor.kind, Kind::Disputes);
                note.doubted |= !self.grid.aligned || ends || unlabelled;
            }
            _ => {
                spots.iter().for_each(|spot| self.field(spot.from, spot.to));
                note.doubted |= columns.is_some();
            }
        }
        note
    }

    /// The numbers of a row that are cut in pieces, if the pieces make as many numbers as the row has columns.
    fn joined(&self, anchor: &Anchor, columns: usize) -> Option<Vec<Vec<Token>>> {
        let (head, tail) = anchor.pieces.unzip();
        let lines: Vec<u32> = head
            .into_iter()
            .chain(anchor.lines.iter().copied())
            .chain(tail)
            .collect();
        if lines.len() < 2 {
            return None;
        }
        let mut spots: Vec<(Interval, u32, &Spot)> = lines
            .iter()
            .flat_map(|line| {
                self.survey
                    .values_of(*line)
                    .iter()
                    .map(|spot| (*line, spot))
            })
            .filter_map(|(line, spot)| Some((*spot.at.get(self.grid.unit)?, line, spot)))
            .collect();
        spots.sort_by_key(|(at, line, _)| (at.from, *line));
        let mut numbers: Vec<(Interval, Vec<(u32, &Spot)>)> = Vec::new();
        for (at, line, spot) in spots {
            match numbers.last_mut().filter(|(whole, _)| whole.meets(at)) {
                Some((whole, pieces)) => {
                    *whole = whole.cover(at);
                    pieces.push((line, spot));
                }
                None => numbers.push((at, vec![(line, spot)])),
            }
        }
        let join = |(_, mut pieces): (Interval, Vec<(u32, &Spot)>)| {
            pieces.sort_by_key(|(line, spot)| (*line, spot.from));
            let tokens = pieces
                .iter()
                .filter_map(|(_, spot)| self.tokens.get(spot.from as usize..spot.to as usize));
            tokens.flatten().copied().collect()
        };
        (numbers.len() == columns).then(|| numbers.into_iter().map(join).collect())
    }

    /// Values in the first column that each may be of, blanks in the others.
    fn placed(&mut self, spots: &[&Spot], bounds: &[Bounds], columns: usize) {
        let mut next = spots.iter().zip(bounds).peekable();
        let mut least = 0;
        for column in 0..u32::try_from(columns).unwrap_or(0) {
            match next.next_if(|(_, bounds)| bounds.low.max(least) <= column) {
                Some((spot, _)) => {
                    self.field(spot.from, spot.to);
                    least = column + 1;
                }
                None => self.blank(),
            }
        }
    }

    fn values(&mut self, spots: &[Spot]) {
        spots.iter().for_each(|spot| self.field(spot.from, spot.to));
    }

    /// A field of these tokens of the text.
    fn field(&mut self, from: u32, to: u32) {
        let start = self.out.len();
        let tokens = self.tokens.get(from as usize..to as usize);
        self.out.extend_from_slice(tokens.unwrap_or_default());
        if let Some(last) = self.out.last() {
            self.at = end_of_char(self.source, last.at());
        }
        self.push(start);
    }

    fn blank(&mut self) {
        self.push(self.out.len());
    }

    /// Ends a field that begins at this token.
    fn push(&mut self, from: usize) {
        let to = self.out.len();
        let (Ok(from), Ok(to)) = (u32::try_from(from), u32::try_from(to)) else {
            return;
        };
        let drawn = self.out.get(from as usize..to as usize).unwrap_or_default();
        let is_stroke = |token: &Token| matches!(token.class(), Class::Dash | Class::Box);
        self.fields.push(Field {
            from,
            to,
            at: self.at,
            blanks: 0,
            above: 0,
            at_line_end: false,
            rule: drawn.len() > 2 && drawn.iter().all(is_stroke),
        });
        // Where a field ends, the next may begin anywhere in the text.
        let behind = self
            .out
            .last()
            .map_or(self.at, |last| end_of_char(self.source, last.at()));
        let behind = if from == to { self.at } else { behind };
        self.out.push(Token::new('|', Class::Pipe, behind));
    }

    /// Ends a line.
    fn end(&mut self, note: Note) {
        let first = self.lines.last().map_or(0, |line| line.last);
        let last = u32::try_from(self.fields.len()).unwrap_or(u32::MAX);
        if first == last {
            return;
        }
        self.lines.push(Line {
            first,
            last,
            separators: last - first - 1,
            leads: false,
            ends: false,
            rule: false,
        });
        self.notes.push(note);
    }
}

/// What each column of a row may be, if its words are not all fixed; and how position narrowed that down.
fn choices(first: usize, bounds: &[Bounds], columns: usize) -> (Vec<Choice>, Option<Step>) {
    let before = ways(columns, bounds.len());
    let fixed = bounds.iter().all(|bounds| bounds.is_fixed());
    let after = if fixed {
        1
    } else {
        bounds
            .iter()
            .map(|bounds| u64::from(bounds.high - bounds.low + 1))
            .fold(1, u64::saturating_mul)
            .min(before)
    };
    let count = |ways: u64| u16::try_from(ways).unwrap_or(u16::MAX);
    let step = Some(Step {
        clue: Clue::Position,
        before: count(before),
        after: count(after),
    });
    if fixed {
        return (Vec::new(), step);
    }
    let first_field = u32::try_from(first).unwrap_or(u32::MAX);
    let mut open = candidates(first, bounds, columns);
    for (column, choice) in (0u32..).zip(&mut open) {
        let own = bounds
            .iter()
            .any(|bounds| bounds.is_fixed() && bounds.low == column);
        let none = !bounds
            .iter()
            .any(|bounds| bounds.low <= column && column <= bounds.high);
        if own || none {
            *choice = Choice::Field(first_field.saturating_add(column));
        }
    }
    (open, step)
}

/// What each column may be: every word that its bounds allow there, each in the first column that it may be of.
fn candidates(first: usize, bounds: &[Bounds], columns: usize) -> Vec<Choice> {
    let first = u32::try_from(first).unwrap_or(u32::MAX);
    let mut least = 0;
    let fields: Vec<u32> = bounds
        .iter()
        .map(|bounds| {
            let column = bounds.low.max(least);
            least = column + 1;
            first.saturating_add(column)
        })
        .collect();
    let columns = 0..u32::try_from(columns).unwrap_or(0);
    let open = columns.map(|column| {
        let may = |bounds: &Bounds| bounds.low <= column && column <= bounds.high;
        let fields = bounds.iter().zip(&fields).filter(|(bounds, _)| may(bounds));
        Choice::Open {
            fields: fields.map(|(_, field)| *field).collect(),
            blank: true,
        }
    });
    open.collect()
}

/// The pieces of a label that takes more than one line.
fn torn(thread: &Thread) -> Option<(crate::span::Span, crate::span::Span)> {
    let (first, last) = (thread.pieces.first()?, thread.pieces.last()?);
    (first.line != last.line).then_some((first.span, last.span))
}

/// In how many ways `values` can stand in `columns` in their order.
fn ways(columns: usize, values: usize) -> u64 {
    if values > columns {
        return 0;
    }
    (0..values.min(columns - values)).fold(1, |ways, step| {
        ways * (columns - step) as u64 / (step as u64 + 1)
    })
}
