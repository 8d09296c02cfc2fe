//! Every layout is tried; the one that the form confirms best is taken, table by table.

use crate::{
    fold::{Class, Token},
    grammar::label::Printed,
    layout::stacked::Blanks,
    model::{Hypothesis, Layout, Verdict},
    span::Span,
    template::{Row, Table, Template},
};

use super::{
    assemble::{Run, assemble},
    columns::{Choice, Placement},
    cut::{Cut, Laid},
    item::{Item, Memo},
    lines::{Rows, flow, mend},
    run_on::islands::islands,
    settle::{Manner, Style, Trial, attempt, unsettle},
    stacked::stack,
};

/// A layout and what it shows of the form.
#[derive(Debug)]
pub(crate) struct Tried<'s, 't> {
    pub(crate) cut: Cut,
    pub(crate) manner: Manner,
    pub(crate) rows: Rows<'s, 't>,
    pub(crate) trials: Vec<Trial>,
    /// Labels of the statistics table used before 2019.
    pub(crate) old_form: u32,
    pub(crate) overflow: bool,
    /// What was found of the layout's parameters, in words, where it has others than a delimiter.
    pub(crate) found: Option<String>,
}

/// A table as it is to be read: which layout, which of its trials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pick {
    pub(crate) tried: usize,
    pub(crate) trial: usize,
}

impl Tried<'_, '_> {
    pub(crate) const fn layout(&self) -> Layout {
        match self.cut {
            Cut::Delimited(_) | Cut::Lists | Cut::Wiki => Layout::Delimited,
            Cut::Drawn | Cut::Grid => Layout::Grid,
            Cut::Stacked(_) => Layout::Stacked,
            Cut::RunOn => Layout::RunOn,
            Cut::Positional => Layout::Positional,
        }
    }

    /// What holds for the whole table, in words.
    fn parameters(&self) -> String {
        let rows = if self.manner.flows {
            "a row from label to label"
        } else {
            "a row a line"
        };
        match self.cut {
            Cut::Delimited(delimiter) => format!("{}, {rows}", delimiter.name()),
            Cut::Drawn => "borders".to_owned(),
            Cut::Lists => "lists".to_owned(),
            Cut::Wiki => "marks of a wiki".to_owned(),
            Cut::Grid => "cells".to_owned(),
            Cut::RunOn => "a cell behind the other, blank cells do not show".to_owned(),
            Cut::Stacked(Blanks::Counted) => "a cell a line, blank cells by line ends".to_owned(),
            Cut::Stacked(Blanks::Wide) => "a cell a line, blank cells of wide spaces".to_owned(),
            Cut::Stacked(Blanks::Spaces) => "a cell a line, blank cells of spaces".to_owned(),
            Cut::Positional => self.found.clone().unwrap_or_default(),
        }
    }

    fn of(&self, table: Table) -> impl Iterator<Item = (usize, &Trial)> {
        self.trials
            .iter()
            .enumerate()
            .filter(move |(_, trial)| trial.sheet.table == table && !trial.sheet.runs.is_empty())
    }

    /// Whether it shows the whole form, each row once, settled and confirming it, and no label of a row or a head stands
    /// anywhere else: then lines, or its own cells from label to label, cannot show more.
    pub(crate) fn is_told(&self) -> bool {
        Table::ALL.iter().all(|table| self.tells(*table)) && !self.has_labels_outside()
    }

    /// And a row is a line, so that these are not plainer, either, and cannot win.
    pub(crate) fn is_plainly_told(&self) -> bool {
        !self.manner.flows && self.is_told()
    }

    fn tells(&self, table: Table) -> bool {
        let mut trials = self.of(table).map(|(_, trial)| trial);
        let (Some(trial), None) = (trials.next(), trials.next()) else {
            return false;
        };
        let Some(form) = trial.template else {
            return false;
        };
        let rows = Row::all().filter(|row| row.table() == table && row.is_in(form));
        let rows = rows.count();
        trial.settled == rows && trial.confirming == rows && trial.placements.len() == rows
    }

    /// Whether a row's label stands on a line that is no row of a table here, or the head of columns outside the tables:
    /// others may see another copy there.
    fn has_labels_outside(&self) -> bool {
        let mut lines = vec![false; self.rows.rows.len()];
        let runs = self.trials.iter().flat_map(|trial| &trial.sheet.runs);
        for run in runs {
            if let Some(line) = lines.get_mut(run.line as usize) {
                *line = true;
            }
        }
        let tables = |line: u32| {
            let mut sheets = self.trials.iter().map(|trial| &trial.sheet);
            sheets.any(|sheet| (sheet.first_line..=sheet.last_line).contains(&line))
        };
        let strange = |label: &Printed, line: u32| match label.column() {
            None if label.row().is_some() => true,
            _ => label.heads() && !tables(line),
        };
        let others = (0u32..).zip(&self.rows.rows).zip(lines);
        let mut others = others.filter(|(_, is_run)| !is_run).map(|(line, _)| line);
        others.any(|(line, row)| {
            let items = self.rows.items_of(row.first, row.last);
            items.iter().any(|said| match said {
                Item::Labels(labels) | Item::Labelled(labels) => {
                    labels.iter().any(|label| strange(label, line))
                }
                _ => false,
            })
        })
    }

    /// Whether some blank cell has not even white space in it: a line with nothing but white space is not how the document
    /// shows blank cells.
    pub(crate) fn has_bare_blanks(&self) -> bool {
        let bare = |choice: &Choice| {
            let Choice::Field(field) = choice else {
                return false;
            };
            let field = self.rows.fields.get(*field as usize);
            field.is_some_and(|field| {
                let token = self.rows.strip.tokens.get(field.from as usize);
                field.is_blank() && token.is_none_or(|token| token.class() != Class::Space)
            })
        };
        let mut placements = self.trials.iter().flat_map(|trial| &trial.placements);
        placements.any(|placement| placement.choices.iter().any(bare))
    }

    /// How well the form confirms the layout for a table: standing tables first, then settled rows, then rows that
    /// confirm it, then what speaks against it.
    fn score(&self, table: Table) -> Score {
        let mut score = Score::default();
        for (_, trial) in self.of(table) {
            score.stands |= trial.stands();
            if trial.stands() {
                score.confirming += trial.confirming;
                score.settled += trial.settled;
                score.against -= i64::try_from(trial.contradicting).unwrap_or(i64::MAX);
            }
            score.found += trial.sheet.runs.len();
        }
        // Borders say most, a row a line is plainer than one from label to label, and blank cells that are there are
        // plainer than blank cells that are counted.
        let there = matches!(self.cut, Cut::Stacked(Blanks::Wide | Blanks::Spaces));
        score.plain = 2 * u8::from(self.manner.bordered) + u8::from(!self.manner.flows || there);
        score
    }
}

/// A row that a layout settles: where the value of each column begins, as a token.
#[derive(Debug, PartialEq, Eq)]
struct Settled {
    row: Row,
    label: Option<Span>,
    cells: Vec<Option<u32>>,
}

impl Tried<'_, '_> {
    /// The rows that a trial settles, if it stands.
    fn settled_rows(&self, trial: &Trial) -> Vec<Settled> {
        if !trial.stands() {
            return Vec::new();
        }
        let rows = trial.sheet.runs.iter().zip(&trial.placements);
        let rows = rows.filter(|(_, placement)| placement.is_settled());
        rows.map(|(run, placement)| self.settled(run, placement))
            .collect()
    }

    /// How many rows that say something are settled: any white space may be rows of blank cells.
    fn settled_values(&self) -> usize {
        let standing = self.trials.iter().filter(|trial| trial.stands());
        let rows = standing.flat_map(|trial| trial.sheet.runs.iter().zip(&trial.placements));
        let said = |run: &Run| {
            self.rows
                .items_of(run.first, run.last)
                .iter()
                .any(Item::is_value)
        };
        rows.filter(|(run, placement)| placement.is_settled() && said(run))
            .count()
    }

    fn settled(&self, run: &Run, placement: &Placement) -> Settled {
        settled(&self.rows, run, placement)
    }

    /// Where a row is a line, a line that has a field for each of its row's columns, and no other label, is the whole row: what
    /// the fields of other lines add, or leave out, is not settled.
    fn doubt_whole_lines(&mut self, lines: &Tried<'_, '_>) {
        for trial in &mut self.trials {
            let table = trial.sheet.table;
            let beside = lines.of(table).filter(|(_, other)| other.stands());
            let whole: Vec<(Settled, bool)> = beside
                .flat_map(|(_, other)| other.sheet.runs.iter().zip(&other.placements))
                .filter(|(run, placement)| {
                    let width = (run.last - run.first) as usize;
                    let items = lines.rows.items_of(run.first, run.last);
                    let mut labels = items.iter().filter_map(Item::labels);
                    width >= placement.choices.len() && labels.next().is_none()
                })
                .map(|(run, placement)| (lines.settled(run, placement), placement.is_settled()))
                .collect();
            let mut open = Vec::new();
            for (index, (run, placement)) in
                trial.sheet.runs.iter().zip(&trial.placements).enumerate()
            {
                let own = settled(&self.rows, run, placement);
                let other = |(line, settled): &(Settled, bool)| {
                    line.row == own.row
                        && line.label == own.label
                        && (!settled || line.cells != own.cells)
                };
                if run.label_span.is_some() && placement.is_settled() && whole.iter().any(other) {
                    open.push(index);
                }
            }
            for index in open {
                if let Some(placement) = trial.placements.get_mut(index) {
                    unsettle(placement);
                }
            }
            trial.count();
        }
    }

    /// Opens the rows that rivals settle otherwise.
    fn doubt(&mut self, rivals: &[Settled]) {
        let mut trials = std::mem::take(&mut self.trials);
        for trial in &mut trials {
            for (run, placement) in trial.sheet.runs.iter().zip(&mut trial.placements) {
                let own = self.settled(run, placement);
                let other = |rival: &Settled| {
                    rival.row == own.row && rival.label == own.label && rival.cells != own.cells
                };
                if placement.is_settled() && rivals.iter().any(other) {
                    unsettle(placement);
                }
            }
            trial.count();
        }
        self.trials = trials;
    }
}

/// A row and its cells.
fn settled(rows: &Rows<'_, '_>, run: &Run, placement: &Placement) -> Settled {
    let value = |choice: &Choice| {
        let Choice::Field(index) = choice else {
            return None;
        };
        let field = rows.fields_of(*index, index + 1).first()?;
        (!field.is_blank()).then_some(field.from)
    };
    Settled {
        row: run.row,
        label: run.label_span,
        cells: placement.choices.iter().map(value).collect(),
    }
}

/// What decides between layouts, the weightiest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    stands: bool,
    settled: usize,
    confirming: usize,
    against: i64,
    found: usize,
    plain: u8,
}

/// The text as one cell behind the other, where no layout so far shows every table of the form.
pub(crate) fn run_on<'t>(
    source: &str,
    tokens: &'t [Token],
    all: &[Tried<'_, '_>],
) -> Vec<Laid<'t>> {
    let stands = |&table: &Table| {
        all.iter()
            .flat_map(|tried| tried.of(table))
            .any(|(_, trial)| trial.stands())
    };
    if Table::ALL.iter().all(stands) {
        return Vec::new();
    }
    let strip = islands(source, tokens).map(|strip| Laid::new(Cut::RunOn, strip));
    strip.into_iter().collect()
}

/// Tries every layout, a row a line and a row from label to label, beside the layouts that were tried before.
pub(crate) fn attempts<'s, 't>(
    source: &str,
    layouts: &'s [Laid<'t>],
    memo: &mut Memo,
    limit: usize,
    all: &mut Vec<Tried<'s, 't>>,
) {
    for laid in layouts {
        let cut = &laid.cut;
        let bordered = matches!(cut, Cut::Drawn | Cut::Lists | Cut::Wiki | Cut::Grid);
        let manner = Manner {
            tight: matches!(cut, Cut::Delimited(delimiter) if delimiter.is_tight()),
            bordered,
            ..Manner::default()
        };
        if let Cut::Stacked(_) | Cut::RunOn = cut {
            let manner = Manner {
                flows: true,
                tight: true,
                counted: *cut == Cut::Stacked(Blanks::Counted),
                run_on: *cut == Cut::RunOn,
                ..manner
            };
            let rows = stack(laid, memo);
            all.push(tried(source, *cut, manner, rows, limit));
            continue;
        }
        // Drawn tables and lists have tokens of their own.
        let lines = if bordered {
            mend(laid, &mut Memo::default())
        } else {
            mend(laid, memo)
        };
        let lines = tried(source, *cut, manner, lines, limit);
        let flowing = (!bordered && !lines.is_plainly_told() && lines.rows.may_flow())
            .then(|| flow(&lines.rows));
        let manner = Manner {
            flows: true,
            ..manner
        };
        let flowing = flowing.map(|rows| {
            let mut flowing = tried(source, *cut, manner, rows, limit);
            flowing.doubt_whole_lines(&lines);
            flowing
        });
        all.push(lines);
        all.extend(flowing);
        release(all);
    }
    settle_on_blanks(all);
    believe_commas(all);
    release(all);
}

/// Commas part thousands, too: they part the disputes row only where they part the cells of the table that they show best.
fn believe_commas(all: &mut [Tried<'_, '_>]) {
    let labelled = [Table::Article20, Table::Applications];
    let chosen: Vec<Cut> = labelled
        .iter()
        .filter_map(|table| all.get(best(all, *table)?))
        .map(|tried| tried.cut)
        .collect();
    for tried in all {
        if tried.cut.may_be_punctuation() && !chosen.contains(&tried.cut) {
            tried
                .trials
                .retain(|trial| trial.sheet.table != Table::Disputes);
        }
    }
}

/// A document tells blank cells in one way: of the stacked layouts the one that settles the most rows with values stays, of
/// equals the one that settles the most rows at all, the plainest of these. What another one that settles nearly as many says otherwise is not settled.
fn settle_on_blanks(all: &mut [Tried<'_, '_>]) {
    let stacked = |tried: &Tried<'_, '_>| matches!(tried.cut, Cut::Stacked(_));
    let settled = |tried: &Tried<'_, '_>| -> usize {
        let standing = tried.trials.iter().filter(|trial| trial.stands());
        standing.map(|trial| trial.settled).sum()
    };
    let tried = all.iter().enumerate().filter(|(_, tried)| stacked(tried));
    let best = tried.max_by_key(|(_, tried)| {
        let there = tried.cut != Cut::Stacked(Blanks::Counted);
        let said = tried.settled_values();
        (said, settled(tried), !tried.trials.is_empty(), there)
    });
    let Some((best, most)) = best.map(|(index, tried)| (index, settled(tried))) else {
        return;
    };
    let nearly = |tried: &Tried<'_, '_>| most > 0 && settled(tried) * 10 >= most * 9;
    let rivals: Vec<Settled> = all
        .iter()
        .enumerate()
        .filter(|(index, tried)| *index != best && stacked(tried) && nearly(tried))
        .flat_map(|(_, tried)| {
            tried
                .trials
                .iter()
                .flat_map(|trial| tried.settled_rows(trial))
        })
        .collect();
    if let Some(best) = all.get_mut(best).filter(|_| !rivals.is_empty()) {
        best.doubt(&rivals);
    }
    for (_, tried) in all
        .iter_mut()
        .enumerate()
        .filter(|(index, tried)| *index != best && stacked(tried))
    {
        tried.trials.clear();
    }
}

/// Gives the memory of layouts back that another one outdoes for every table: what they say of the form is kept.
fn release(all: &mut [Tried<'_, '_>]) {
    let best: Vec<usize> = Table::ALL
        .iter()
        .filter_map(|&table| Some((table, best(all, table)?)))
        .flat_map(|(table, best)| [best, drawn_before(all, table, best)])
        .collect();
    for (_, tried) in all
        .iter_mut()
        .enumerate()
        .filter(|(index, _)| !best.contains(index))
    {
        tried.rows.clear();
        tried
            .trials
            .iter_mut()
            .for_each(|trial| trial.sheet.orphans = Vec::new());
    }
}

/// The layout that explains a table best, if any shows it; of equals the first.
fn best(all: &[Tried<'_, '_>], table: Table) -> Option<usize> {
    let shown = all
        .iter()
        .enumerate()
        .filter(|(_, tried)| tried.of(table).next().is_some());
    let best = shown.max_by_key(|(index, tried)| (tried.score(table), std::cmp::Reverse(*index)));
    best.map(|(index, _)| index)
}

fn tried<'s, 't>(
    source: &str,
    cut: Cut,
    manner: Manner,
    rows: Rows<'s, 't>,
    limit: usize,
) -> Tried<'s, 't> {
    let assembly = assemble(&rows, limit);
    let form = |table: Table| {
        assembly
            .sheets
            .iter()
            .filter(|sheet| sheet.table == table)
            .find_map(super::assemble::Sheet::template)
    };
    let fallback = form(Table::Article20).or_else(|| form(Table::Applications));
    // Where rows run over lines, the end of the last line closes no cell.
    let abrupt = manner.flows || !source.ends_with('\n');
    let ends = |line: u32| (is_end(&rows, line), abrupt);
    let (old_form, overflow) = (assembly.old_form, assembly.overflow);
    let style = Style::of(&rows, &assembly, manner, fallback);
    let mut trials: Vec<Trial> = assembly
        .sheets
        .into_iter()
        .map(|sheet| attempt(source, &rows, sheet, manner, &style, fallback, &ends))
        .collect();
    // That a line without text is a cell is for rows with labels to say: the disputes table has one row only.
    let said = |trial: &Trial| trial.sheet.table != Table::Disputes && trial.stands();
    // Before the first value stand no more lines without text than a row has label cells: else they divide cells.
    let divided = |trial: &Trial| {
        let offsets = trial
            .placements
            .iter()
            .filter_map(|placement| placement.offset);
        offsets.max().is_some_and(|offset| offset > 2)
    };
    if matches!(cut, Cut::Stacked(Blanks::Wide | Blanks::Spaces))
        && (!trials.iter().any(said) || trials.iter().any(divided))
    {
        trials.clear();
    }
    // Commas part thousands, too, and the row without a label cannot say which they do.
    if cut.may_be_punctuation() && !trials.iter().any(said) {
        trials.retain(|trial| trial.sheet.table != Table::Disputes);
    }
    Tried {
        cut,
        manner,
        trials,
        old_form,
        overflow,
        rows,
        found: None,
    }
}

/// The tables of the form that no layout reads, or that are read from so few lines of one cell that they may be pieces of
/// cells.
pub(crate) fn lacking(all: &[Tried<'_, '_>]) -> Vec<Table> {
    let few = |trial: &Trial, table: Table| {
        let form = trial.template.unwrap_or(Template::Y2021);
        let rows = Row::all().filter(|row| row.table() == table && row.is_in(form));
        trial.settled * 2 < rows.count()
    };
    let reads = |tried: &Tried<'_, '_>, table: Table| {
        let stacked = matches!(tried.cut, Cut::Stacked(_));
        tried
            .of(table)
            .any(|(_, trial)| trial.stands() && !(stacked && few(trial, table)))
    };
    let lacks = |table: &Table| !all.iter().any(|tried| reads(tried, *table));
    Table::ALL.iter().copied().filter(lacks).collect()
}

/// A table whose rows and columns show by position is not read in the order of its cells, where a piece of a number that a
/// narrow cell cut looks like the number of another row.
pub(crate) fn yield_to_positions(late: &mut [Tried<'_, '_>], all: &[Tried<'_, '_>]) {
    let placed = |table: Table| {
        let positional = all.iter().filter(|tried| tried.cut == Cut::Positional);
        positional
            .flat_map(|tried| tried.of(table))
            .any(|(_, trial)| trial.stands())
    };
    for tried in late {
        tried.trials.retain(|trial| !placed(trial.sheet.table));
    }
}

/// Whether the text ends with this line, so that something may have been cut off.
fn is_end(rows: &Rows<'_, '_>, line: u32) -> bool {
    line as usize + 1 == rows.rows.len()
}

/// For each table the trials of the layout that explains it best, in the order of the text, and what was tried.
pub(crate) fn choose(all: &[Tried<'_, '_>]) -> (Vec<Pick>, Vec<Hypothesis>) {
    let (mut picks, mut hypotheses) = (Vec::new(), Vec::new());
    for &table in Table::ALL {
        let Some(best) = best(all, table).map(|best| drawn_before(all, table, best)) else {
            continue;
        };
        if let Some(tried) = all.get(best) {
            picks.extend(
                tried
                    .of(table)
                    .map(|(trial, _)| Pick { tried: best, trial }),
            );
        }
        hypotheses.extend(
            all.iter()
                .enumerate()
                .filter_map(|(index, tried)| hypothesis(tried, table, index == best)),
        );
    }
    (picks, hypotheses)
}

/// A drawing says where cells end: what is drawn is not read by its characters, unless the drawing lost most rows.
fn drawn_before(all: &[Tried<'_, '_>], table: Table, best: usize) -> usize {
    let found = |index: usize| all.get(index).map_or(0, |tried| tried.score(table).found);
    let bordered = (0..all.len()).filter(|&index| {
        let bordered = all.get(index).is_some_and(|tried| tried.manner.bordered);
        bordered && found(index) > 0 && found(index) * 2 >= found(best)
    });
    let score = |index: usize| all.get(index).map(|tried| tried.score(table));
    bordered
        .max_by_key(|&index| (score(index), std::cmp::Reverse(index)))
        .unwrap_or(best)
}

/// Whether every table stands under one of the layouts, with all rows that it has settled: no other can show more.
pub(crate) fn is_complete(all: &[Tried<'_, '_>]) -> bool {
    Table::ALL.iter().all(|&table| {
        all.iter().any(|tried| {
            let mut trials = tried.of(table).map(|(_, trial)| trial).peekable();
            trials.peek().is_some()
                && trials.all(|trial| trial.stands() && trial.settled == trial.placements.len())
        })
    })
}

fn hypothesis(tried: &Tried<'_, '_>, table: Table, chosen: bool) -> Option<Hypothesis> {
    tried.of(table).next()?;
    let sum = |of: &dyn Fn(&Trial) -> usize| {
        u16::try_from(tried.of(table).map(|(_, trial)| of(trial)).sum::<usize>())
            .unwrap_or(u16::MAX)
    };
    let (rows, confirming) = (
        sum(&|trial| trial.sheet.runs.len()),
        sum(&|trial| trial.confirming),
    );
    let contradicting = sum(&|trial| trial.contradicting);
    let stands = tried.of(table).any(|(_, trial)| trial.stands());
    let verdict = match (stands, chosen) {
        (true, true) => Verdict::Chosen,
        (true, false) => Verdict::Outdone,
        (false, _) if contradicting > 0 => Verdict::Contradicted,
        (false, _) => Verdict::Unconfirmed,
    };
    let parameters = tried.parameters().into();
    Some(Hypothesis {
        table,
        layout: tried.layout(),
        parameters,
        rows,
        confirming,
        contradicting,
        verdict,
    })
}
