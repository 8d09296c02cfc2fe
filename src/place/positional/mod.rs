//! Tables whose columns are kept by position only: text tables of PDF extractors and terminals, and the order in which
//! extractors without layout write what they find.
//!
//! Words are values or pieces of labels ([`survey`], [`piece`]); lines of values are given to the rows beside whose labels
//! they stand ([`align`]); columns are found from where the words of all rows of a page lie ([`place`]). What comes out
//! are the lines of a delimited text, with a field for every cell ([`sheet`]), which is read as any other; what the page
//! does not fix is opened again.

mod align;
mod piece;
mod place;
mod sheet;
mod survey;
#[cfg(test)]
mod tests;

use crate::{
    fold::Token,
    layout::{Strip, positional},
    model::{Clue, LabelMatch, Step},
    source::Measured,
    span::Span,
    template::Table,
};

use super::{
    assemble::{Assembly, Sheet, assemble},
    choose::Tried,
    columns::{Choice, Verdict},
    cut::Cut,
    item::Memo,
    lines::Rows,
    settle::{Manner, Style, Trial, placed},
};

/// A text that was rebuilt from where its words stand.
#[derive(Debug)]
pub(crate) struct Page {
    strip: Strip<'static>,
    lines: Vec<Note>,
    /// What was found about the columns, in words.
    parameters: String,
}

/// What is to be said of a line of the strip.
#[derive(Clone, Debug, Default)]
struct Note {
    /// It is not certain which values are the row's.
    doubted: bool,
    /// Its numbers are cut in pieces: what they would be together is only a candidate.
    cut: bool,
    /// The row's columns, where position does not fix them all.
    open: Vec<Choice>,
    step: Option<Step>,
    /// The first and the last piece of a torn label.
    torn: Option<(Span, Span)>,
}

impl Page {
    /// Rebuilds a text, if there is anything in it whose place could count.
    pub(crate) fn read(source: &str, tokens: &[Token], measured: &Measured) -> Option<Self> {
        if !positional::may_be(tokens) {
            return None;
        }
        let text = positional::read(source, tokens, measured);
        let survey = survey::Survey::of(source, tokens, &text);
        let (anchors, votes) = align::align(&survey);
        let grid = place::place(&survey, &anchors, &votes);
        Some(sheet::write(source, tokens, &survey, &anchors, &grid))
    }

    /// The tables of the form that the rebuilt text shows, of those that are `lacking`.
    pub(crate) fn tried(
        &self,
        source: &str,
        limit: usize,
        lacking: &[Table],
    ) -> Tried<'_, 'static> {
        let manner = Manner {
            flows: false,
            tight: true,
            bordered: false,
            counted: false,
            run_on: false,
        };
        let rows = Rows::plain(&self.strip, &mut Memo::default());
        let mut assembly = assemble(&rows, limit);
        for sheet in &mut assembly.sheets {
            self.annotate(sheet);
        }
        let fallback = form(&assembly);
        let style = Style::of(&rows, &assembly, manner, fallback);
        let (old_form, overflow) = (assembly.old_form, assembly.overflow);
        let mut trials: Vec<Trial> = assembly
            .sheets
            .into_iter()
            .filter(|sheet| lacking.contains(&sheet.table))
            .map(|sheet| {
                let whole = |_| (false, false);
                let mut trial = placed(source, &rows, sheet, manner, &style, fallback, &whole);
                self.reopen(&mut trial);
                trial.settle_by_sums(&rows, &|_| false);
                trial
            })
            .collect();
        // Labels and numbers in another order than that of rows make no table, nor candidates for one.
        if trials.iter().all(|trial| trial.settled == 0) {
            trials.clear();
        }
        Tried {
            cut: Cut::Positional,
            manner,
            rows,
            trials,
            old_form,
            overflow,
            found: Some(self.parameters.clone()),
        }
    }

    /// Says of each row how its label was found, and whether its values are in doubt.
    fn annotate(&self, sheet: &mut Sheet) {
        for run in &mut sheet.runs {
            let Some(note) = self.lines.get(run.line as usize) else {
                continue;
            };
            run.doubted |= note.doubted;
            if let (Some((first, last)), LabelMatch::Whole) = (note.torn, run.label) {
                run.label = LabelMatch::Torn;
                (run.label_span, run.label_rest) = (Some(first), Some(last));
            }
        }
    }

    /// Takes back what position does not fix.
    fn reopen(&self, trial: &mut Trial) {
        for (run, placement) in trial.sheet.runs.iter().zip(&mut trial.placements) {
            let Some(note) = self.lines.get(run.line as usize) else {
                continue;
            };
            if note.cut && note.open.len() == placement.choices.len() {
                // It says nothing of the columns.
                placement.choices.clone_from(&note.open);
                placement.verdict = Verdict::Alone;
            }
            if note.doubted && note.open.len() == placement.choices.len() {
                placement.choices.clone_from(&note.open);
            }
            if !placement.is_settled() {
                continue;
            }
            if let Some(step) = note.step {
                placement.steps = vec![Step {
                    clue: Clue::Position,
                    ..step
                }];
            }
            if note.open.len() == placement.choices.len() {
                placement.choices.clone_from(&note.open);
                if !placement.is_settled() {
                    placement.verdict = Verdict::Open;
                }
            }
        }
        trial.count();
    }
}

/// The form of the tables that show theirs.
fn form(assembly: &Assembly) -> Option<crate::template::Template> {
    let of = |table: Table| {
        assembly
            .sheets
            .iter()
            .filter(|sheet| sheet.table == table)
            .find_map(Sheet::template)
    };
    of(Table::Article20).or_else(|| of(Table::Applications))
}
