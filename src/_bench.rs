//! The layers one by one, for `benches/` and `tests/differential/`. No part of the API: it may change in any version.

use crate::fold::Token;
use crate::grammar::{Prose, claims, preamble};
use crate::model::Report;
use crate::place::choose::{attempts, choose};
use crate::place::cut::{Cutter, Laid};
use crate::place::item::{Memo, classify};
use crate::span::Span;

/// How many tables a text may have here.
const TABLES: usize = 64;

/// A folded text.
#[derive(Debug)]
pub struct Folded<'s> {
    source: &'s str,
    tokens: Vec<Token>,
}

/// The fold: script, width and class of every character.
#[must_use]
pub fn fold(source: &str) -> Folded<'_> {
    Folded {
        source,
        tokens: crate::fold::fold(source),
    }
}

impl Folded<'_> {
    /// The layouts: the text cut into lines of fields, by every separator that it has.
    #[must_use]
    pub fn cut(&self) -> Strips<'_> {
        let (cutter, memo) = (
            Cutter::new(self.source, &self.tokens, &[]),
            &mut Memo::default(),
        );
        let mut strips = cutter.parted(memo);
        strips.extend(cutter.lines(!strips.is_empty(), false, memo));
        Strips {
            source: self.source,
            strips,
        }
    }

    /// Title, agency, year, period and sections, beside the tables at these places. Says whether it found a year.
    #[must_use]
    pub fn preamble(&self, tables: &[Span]) -> bool {
        preamble::read(self.source, &self.tokens, tables)
            .year
            .is_some()
    }
}

/// What stands around the tables of a text, and what is known of it before its sentences are read.
#[derive(Debug)]
pub struct Sentences<'s> {
    source: &'s str,
    prose: Prose,
    setting: claims::Setting,
}

impl Folded<'_> {
    /// The text around the tables at these places, of a report that was read.
    #[must_use]
    pub fn sentences(&self, report: &Report, tables: &[Span]) -> Sentences<'_> {
        let agency = fold(report.agency().unwrap_or_default());
        Sentences {
            source: self.source,
            prose: Prose::around(tables, [self.tokens.as_slice().into()]),
            setting: claims::Setting {
                year: report.year(),
                agency: agency.tokens.into_iter().map(Token::ch).collect(),
                template: report.template(),
                sections: report.draft().sections,
            },
        }
    }
}

impl Sentences<'_> {
    /// What they claim. Gives the number of claims.
    #[must_use]
    pub fn claims(&self) -> usize {
        self.prose.claims(self.source, &self.setting).len()
    }
}

/// A text in lines of fields, once for every layout that it may have.
#[derive(Debug)]
pub struct Strips<'t> {
    source: &'t str,
    strips: Vec<Laid<'t>>,
}

impl Strips<'_> {
    /// The grammar: what every field says. Gives the number of fields.
    #[must_use]
    pub fn classify(&self) -> usize {
        self.strips
            .iter()
            .map(|laid| classify(&laid.strip).len())
            .sum()
    }

    /// Grammar and placing: lines to rows, rows to cells, and the choice between layouts. Gives the number of tables.
    #[must_use]
    pub fn place(&self) -> usize {
        let (mut tried, memo) = (Vec::new(), &mut Memo::default());
        attempts(self.source, &self.strips, memo, TABLES, &mut tried);
        choose(&tried).0.len()
    }
}

/// What a web page shows, as text: gives its length.
#[cfg(feature = "html")]
#[must_use]
pub fn page(source: &str) -> usize {
    crate::source::html::read(source).text.len()
}

/// The same text.
#[cfg(feature = "html")]
#[must_use]
pub fn page_text(source: &str) -> String {
    crate::source::html::read(source).text.into_owned()
}

/// The rows of a web page's grids: the text of each cell, and nothing where a cell of another row reaches.
#[cfg(feature = "html")]
#[must_use]
pub fn page_rows(source: &str) -> Vec<Vec<Option<String>>> {
    use crate::source::Slot;
    let document = crate::source::html::read(source);
    let held = |slot: &Slot| match *slot {
        Slot::Anchor { from, to } => {
            let text = document.text.get(from as usize..to as usize);
            Some(text.unwrap_or_default().to_owned())
        }
        Slot::Covered => None,
    };
    let rows = document.rows.iter();
    rows.map(|row| document.slots_of(row).iter().map(held).collect())
        .collect()
}
