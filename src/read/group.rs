//! Which tables belong to one report.

use super::folded::Folded;
use crate::{
    grammar::preamble,
    model::Cell,
    place::{
        cells::Cells,
        choose::{Pick, Tried},
        settle::{Trial, span},
    },
    span::Span,
    template::{Field, Table},
};

/// The trials that make up one report: for each table those that stand for it, the first first.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) tables: [Vec<Pick>; 3],
    /// Where the report begins in the text.
    pub(super) from: usize,
}

/// A trial, and the cut that it is one of.
pub(super) fn trial<'a>(
    all: &'a [Tried<'_, '_>],
    pick: Pick,
) -> Option<(&'a Tried<'a, 'a>, &'a Trial)> {
    let tried = all.get(pick.tried)?;
    Some((tried, tried.trials.get(pick.trial)?))
}

/// Tables in the order of the text, put together to reports.
///
/// A second report begins where a table stands a second time under another title, or with other values, if a title
/// stands before it or at least two different tables do. Other copies are one table.
pub(super) fn group(folded: Folded<'_>, all: &[Tried<'_, '_>], picks: &[Pick]) -> Vec<Group> {
    let source = folded.text;
    let mut placed: Vec<(Span, Table, Pick)> = picks
        .iter()
        .filter_map(|&pick| {
            let (tried, trial) = trial(all, pick)?;
            Some((span(&tried.rows, trial, source), trial.sheet.table, pick))
        })
        .collect();
    placed.sort_by_key(|(span, _, _)| (span.start(), span.end()));
    let several = Table::ALL
        .iter()
        .filter(|&&table| is_twice(source, all, &placed, table))
        .count()
        >= 2;
    let copied = Table::ALL.iter().any(|table| {
        placed
            .iter()
            .filter(|(_, of, _)| of == table)
            .nth(1)
            .is_some()
    });
    let mut groups = vec![Group::default()];
    let mut before = 0;
    let mut name = String::new();
    for (span, table, pick) in placed {
        let there = groups
            .last()
            .and_then(|group| group.tables.get(table as usize)?.last().copied());
        let title = if copied {
            title_between(folded, before, span.start())
        } else {
            None
        };
        if let Some(there) = there {
            let other = !agree(&claims(source, all, there), &claims(source, all, pick));
            let renamed = title.is_some_and(|title| named(folded, title) != name);
            if renamed || (other && (several || title.is_some())) {
                groups.push(Group {
                    from: title.map_or(before, Span::start),
                    ..Group::default()
                });
            }
        }
        if let Some(title) = title {
            name = named(folded, title);
        }
        before = before.max(span.end());
        if let Some(there) = groups
            .last_mut()
            .and_then(|group| group.tables.get_mut(table as usize))
        {
            there.push(pick);
        }
    }
    groups
}

/// The letters and digits of a title.
fn named(folded: Folded<'_>, title: Span) -> String {
    let within = folded.within(title.start(), title.end().min(folded.text.len()));
    within
        .iter()
        .map(|token| token.ch())
        .filter(|ch| ch.is_alphanumeric())
        .collect()
}

/// The title of a report that stands between two places.
fn title_between(folded: Folded<'_>, from: usize, to: usize) -> Option<Span> {
    preamble::read(folded.text, &folded.within(from, to), &[]).title
}

/// Whether two copies of a table have the same cells.
fn agree(left: &[(Field, Cell)], right: &[(Field, Cell)]) -> bool {
    let says = |(field, cell): &(Field, Cell)| {
        right
            .iter()
            .any(|(of, there)| of == field && says_the_same(cell, there))
    };
    left.len() == right.len() && left.iter().all(says)
}

/// Whether a table stands in the text twice, with different values.
fn is_twice(
    source: &str,
    all: &[Tried<'_, '_>],
    placed: &[(Span, Table, Pick)],
    table: Table,
) -> bool {
    let copies = placed.iter().filter(|(_, of, _)| *of == table);
    if copies.clone().nth(1).is_none() {
        return false;
    }
    let mut copies = copies.map(|(_, _, pick)| claims(source, all, *pick));
    let Some(first) = copies.next() else {
        return false;
    };
    copies.any(|other| !agree(&first, &other))
}

/// The cells of a trial that claim something.
fn claims(source: &str, all: &[Tried<'_, '_>], pick: Pick) -> Vec<(Field, Cell)> {
    let Some((tried, trial)) = trial(all, pick) else {
        return Vec::new();
    };
    let maker = Cells::new(source, &tried.rows, trial);
    let mut cells = Vec::new();
    for (run, placement) in trial.sheet.runs.iter().zip(&trial.placements) {
        cells.extend(maker.of(run, placement, &mut Vec::new()));
    }
    cells
}

/// Whether two cells have the same content, wherever they stand.
pub(super) fn says_the_same(left: &Cell, right: &Cell) -> bool {
    left.state() == right.state() && left.number() == right.number() && left.unit() == right.unit()
}
