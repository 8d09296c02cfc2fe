//! The layouts that are tried, in which order, and the reports they show.

use std::ops::Range;

use super::{
    folded::Folded,
    group::{Group, group},
    tables::Writer,
};
use crate::{
    error::{Error, ErrorKind, Options},
    fold::{self, Leanings},
    layout,
    model::{Draft, Report, Script},
    place::{
        choose::{Tried, attempts, choose, is_complete, lacking, run_on, yield_to_positions},
        cut::{Cut, Cutter, Laid},
        extent::{Extent, extent},
        item::Memo,
        positional::Page,
    },
    source::Document,
    span::Span,
};

impl Options {
    /// The reports of a document that was made of `given`.
    pub(super) fn reports_of(
        &self,
        given: &str,
        document: &Document<'_>,
        most: usize,
    ) -> Result<Vec<Report>, Error> {
        let text = &*document.text;
        let (tokens, leanings, bare) = fold::fold_letters(text);
        if tokens.iter().all(|token| crate::grammar::is_space(*token)) {
            return Err(Error::from(ErrorKind::Empty));
        }
        let count = tokens.len();
        let extent = extent(tokens, bare, self.table_limit());
        let narrowed = extent.tokens.len() < count;
        let drafts = self.tables_of(document, &extent, narrowed, most);
        // What was searched for tables is not all there is to read.
        let tokens = (!narrowed).then_some(extent.tokens);
        let folded = Folded {
            text,
            tokens: tokens.as_deref(),
        };
        let script = script(leanings);
        let report = |(mut draft, range): (Draft, Range<usize>)| {
            draft.script = script;
            let mut writer = Writer::new(text, &[], draft, self);
            writer.preamble(folded.pieces(range.start, range.end));
            writer.judge();
            writer.finish()
        };
        let mut reports: Vec<Report> = drafts.into_iter().map(report).collect();
        if !document.places.is_empty() {
            for report in &mut reports {
                report.relocate(given, |span| joined(given, document.sources(span)));
            }
        }
        Ok(reports)
    }

    /// What the layouts show: the tables of each report, and the range of the text that is its own. `narrowed`: not all tokens
    /// of the text are searched.
    fn tables_of(
        &self,
        document: &Document<'_>,
        extent: &Extent,
        narrowed: bool,
        most: usize,
    ) -> Vec<(Draft, Range<usize>)> {
        let (text, tokens) = (&*document.text, &extent.tokens);
        let limit = self.table_limit();
        let grid = layout::grid::strip(document, tokens, &extent.gaps);
        let grid = grid.map(|strip| Laid::new(Cut::Grid, strip));
        let grid: Vec<Laid<'_>> = grid.into_iter().collect();
        let (parted, lines, page, late);
        let mut memo = Memo::default();
        let mut all = Vec::new();
        attempts(text, &grid, &mut memo, limit, &mut all);
        // Where the grids do not tell all, the text may.
        if !is_complete(&all) {
            let cutter = Cutter::new(text, tokens, &extent.gaps);
            parted = cutter.parted(&mut memo);
            attempts(text, &parted, &mut memo, limit, &mut all);
            if !all.iter().any(Tried::is_plainly_told) {
                let bare = |tried: &Tried<'_, '_>| tried.is_told() && tried.has_bare_blanks();
                lines = cutter.lines(!parted.is_empty(), all.iter().any(bare), &mut memo);
                attempts(text, &lines, &mut memo, limit, &mut all);
            }
            let lacking = lacking(&all);
            page = if lacking.is_empty() {
                None
            } else {
                Page::read(text, tokens, &document.measured)
            };
            let tried = |page| Page::tried(page, text, limit, &lacking);
            all.extend(page.as_ref().map(tried));
            late = run_on(text, tokens, &all);
            let mut later = Vec::new();
            attempts(text, &late, &mut memo, limit, &mut later);
            yield_to_positions(&mut later, &all);
            all.extend(later);
        }
        drop(memo);
        let folded = Folded {
            text,
            tokens: (!narrowed).then_some(tokens),
        };
        self.compose(folded, &all, extent.exceeded, most)
    }

    /// The tables of the reports that layouts show in a text. `exceeded`: there are more labels than are searched.
    fn compose(
        &self,
        folded: Folded<'_>,
        all: &[Tried<'_, '_>],
        exceeded: bool,
        most: usize,
    ) -> Vec<(Draft, Range<usize>)> {
        let text = folded.text;
        let (picks, hypotheses) = choose(all);
        let groups = group(folded, all, &picks);
        let count = groups.len();
        let ends = groups.iter().skip(1).map(|group| group.from);
        let ends: Vec<usize> = ends.chain([text.len()]).collect();
        let places = groups.iter().zip(ends).take(most).enumerate();
        let tables = |(index, (group, end)): (usize, (&Group, usize))| {
            let mut draft = Draft::new(text);
            draft.hypotheses.clone_from(&hypotheses);
            let mut writer = Writer::new(text, all, draft, self);
            writer.tables(group);
            if count > 1 && index == 0 {
                writer.several(count);
            }
            writer.limits(exceeded);
            (writer.draft, group.from..end)
        };
        places.map(tables).collect()
    }
}

/// Ranges of `text` with nothing but white space between, as one.
fn joined(text: &str, spans: Vec<Span>) -> impl Iterator<Item = Span> {
    let mut spans = spans.into_iter().peekable();
    std::iter::from_fn(move || {
        let mut span = spans.next()?;
        while let Some(next) = spans.next_if(|next| {
            let between = text.get(span.end()..next.start());
            between.is_some_and(|between| between.trim_ascii().is_empty())
        }) {
            span = span.cover(next);
        }
        Some(span)
    })
}

/// The script of the document: by the characters that only one of the two uses.
fn script(leanings: Leanings) -> Script {
    let Leanings {
        simplified,
        traditional,
    } = leanings;
    // A name or a quotation in the other script does not make a document mixed.
    let (few, many) = (simplified.min(traditional), simplified.max(traditional));
    match (simplified, traditional) {
        (0, 0) => Script::Neutral,
        _ if few * 10 > many => Script::Mixed,
        _ if simplified > traditional => Script::Simplified,
        _ => Script::Traditional,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_that_of_most_characters() {
        let script = |text: &str| script(fold::fold_and_weigh(text).1);
        assert_eq!(script("行政复议"), Script::Simplified);
        assert_eq!(script("行政復議"), Script::Traditional);
        assert_eq!(script("规章國家"), Script::Mixed);
        assert_eq!(script("12 abc"), Script::Neutral);
    }
}
