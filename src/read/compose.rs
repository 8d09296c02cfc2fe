//! The layouts that are tried, in which order, and the reports they show.

use super::{
    folded::Folded,
    group::{Group, group},
    tables::Writer,
};
use crate::{
    error::{Error, ErrorKind, Options},
    fold::{self, Leanings},
    layout::{self, Strip},
    model::{Draft, Report, Script},
    place::{
        choose::{Tried, attempts, choose, is_complete, lacking, run_on, yield_to_positions},
        cut::{Cut, Cutter},
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
        let count = tokens.len();
        if tokens.iter().all(|token| crate::grammar::is_space(*token)) {
            return Err(Error::from(ErrorKind::Empty));
        }
        let script = script(leanings);
        let limit = self.table_limit();
        let Extent {
            tokens,
            gaps,
            exceeded,
        } = extent(tokens, bare, limit);
        let narrowed = tokens.len() < count;
        let grid = layout::grid::strip(document, &tokens, &gaps).map(|strip| (Cut::Grid, strip));
        let grid: Vec<(Cut, Strip<'_>)> = grid.into_iter().collect();
        let (parted, lines, page, late);
        let mut memo = Memo::default();
        let mut all = Vec::new();
        attempts(text, &grid, &mut memo, limit, &mut all);
        // Where the grids do not tell all, the text may.
        if !is_complete(&all) {
            let cutter = Cutter::new(text, &tokens);
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
                Page::read(text, &tokens, &document.measured)
            };
            let tried = |page| Page::tried(page, text, limit, &lacking);
            all.extend(page.as_ref().map(tried));
            late = run_on(text, &tokens, &all);
            let mut later = Vec::new();
            attempts(text, &late, &mut memo, limit, &mut later);
            yield_to_positions(&mut later, &all);
            all.extend(later);
        }
        drop(memo);
        let found = Found {
            folded: Folded {
                text,
                tokens: (!narrowed).then_some(&tokens),
            },
            script,
            all: &all,
            exceeded,
        };
        let mut reports = self.compose(&found, most);
        if !document.places.is_empty() {
            for report in &mut reports {
                report.relocate(given, |span| joined(given, document.sources(span)));
            }
        }
        Ok(reports)
    }

    /// The reports that layouts show in a text.
    fn compose(&self, found: &Found<'_>, most: usize) -> Vec<Report> {
        let Found { folded, all, .. } = *found;
        let text = folded.text;
        let (picks, hypotheses) = choose(all);
        let groups = group(folded, all, &picks);
        let count = groups.len();
        let ends = groups.iter().skip(1).map(|group| group.from);
        let ends: Vec<usize> = ends.chain([text.len()]).collect();
        let places = groups.iter().zip(ends).take(most).enumerate();
        let report = |(index, (group, end)): (usize, (&Group, usize))| {
            let mut draft = Draft::new(text);
            draft.script = found.script;
            draft.hypotheses.clone_from(&hypotheses);
            let mut writer = Writer::new(text, all, draft, self);
            writer.tables(group);
            if count > 1 && index == 0 {
                writer.several(count);
            }
            writer.limits(found.exceeded);
            writer.preamble(folded.pieces(group.from, end));
            writer.judge();
            writer.finish()
        };
        places.map(report).collect()
    }
}

/// What was found in a text.
struct Found<'a> {
    folded: Folded<'a>,
    script: Script,
    /// What its layouts show.
    all: &'a [Tried<'a, 'a>],
    /// There are more labels than the tables have that are read.
    exceeded: bool,
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
