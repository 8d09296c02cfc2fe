//! Whose report it is and where its narrative stands: title, agency, year, period and the six sections.
//!
//! Reads the text outside the form's tables, once; what it finds is weighed here and nowhere else.

mod dates;
mod headings;
mod mentions;
mod names;
#[cfg(test)]
mod tests;
mod verdict;

use std::borrow::Cow;

use super::text::{self, Text};
use crate::fold::Token;
use crate::span::Span;
use dates::Day;

/// What a report says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Preamble {
    /// The title as it stands, over all its lines.
    pub(crate) title: Option<Span>,
    /// The organ that reports.
    pub(crate) agency: Option<Agency>,
    /// The year the report is about.
    pub(crate) year: Option<u16>,
    /// The days from which and to which the figures count.
    pub(crate) period: Option<(Day, Day)>,
    /// The six sections, each from its heading to the next one, tables included.
    pub(crate) sections: [Option<Span>; 6],
}

/// The reporting organ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Agency {
    /// As printed, without the white space in it.
    pub(crate) raw: String,
    /// Where it was read.
    pub(crate) span: Option<Span>,
}

/// Reads what stands around the tables of the form. `tables` are their byte ranges, ascending.
pub(crate) fn read(source: &str, tokens: &[Token], tables: &[Span]) -> Preamble {
    of(source, &text::condense([Cow::Borrowed(tokens)], tables))
}

/// Reads a text that stands around the tables, condensed.
pub(super) fn of(source: &str, text: &Text) -> Preamble {
    let chain = headings::chain(text);
    let facts = verdict::judge(text, &chain);
    Preamble {
        title: facts.title.map(|title| span(source, text, title)),
        agency: facts.agency.map(|name| agency(source, text, name)),
        year: facts.year,
        period: facts.period,
        sections: sections(source, text, &chain),
    }
}

/// The sections between the headings of the chain; the last one ends with the text.
fn sections(source: &str, text: &text::Text, chain: &[Option<u32>; 6]) -> [Option<Span>; 6] {
    let mut sections = [None; 6];
    let mut end = source.len() as u32;
    for (section, heading) in sections.iter_mut().zip(chain).rev() {
        if let Some(glyph) = heading.and_then(|index| text.get(index as usize)) {
            *section = Some(Span::new(glyph.at(), end));
            end = glyph.at();
        }
    }
    sections
}

/// The source range of a range of glyphs.
fn span(source: &str, text: &text::Text, range: names::Name) -> Span {
    let glyphs = range.glyphs(text);
    let start = glyphs.first().map_or(0, |glyph| glyph.at());
    let end = glyphs
        .last()
        .map_or(start, |glyph| glyph.at() + char_length(source, glyph.at()));
    Span::new(start, end)
}

fn char_length(source: &str, at: u32) -> u32 {
    source
        .get(at as usize..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, |ch| ch.len_utf8() as u32)
}

/// The name as printed: the source's characters, without white space and inline readings.
fn agency(source: &str, text: &text::Text, name: names::Name) -> Agency {
    let mut raw = String::new();
    let mut last = None;
    for glyph in name.glyphs(text) {
        if last != Some(glyph.at()) {
            raw.extend(
                source
                    .get(glyph.at() as usize..)
                    .and_then(|rest| rest.chars().next()),
            );
        }
        last = Some(glyph.at());
    }
    Agency {
        raw,
        span: Some(span(source, text, name)),
    }
}
