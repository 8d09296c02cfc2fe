//! What the sentences around the tables say about the form's quantities.
//!
//! Reads a clause only as a whole: one word that is not known, and it says nothing. Knows no Chinese word; the words are
//! the template's.
//!
//! ```text
//! text     = *sentence
//! sentence = clause *( ("," | ";" | ":" | "、" | "(" | ")") clause )        ; steps.rs
//! clause   = *lead core                                                  ; clause/
//! lexeme   = word | year | amount | figure | mark                          ; lexeme.rs
//! ```
//!
//! What a clause leaves out, the sentences before it have said: `story.rs` remembers, and `drafts.rs` holds the figures of
//! a sentence until it has ended.

mod clause;
mod drafts;
mod lexeme;
mod lexicon;
mod quantities;
mod steps;
mod story;
#[cfg(test)]
mod tests;

use super::sieve::Sieve;
use super::text::{Gap, Text};
use crate::model::{Claim, Number};
use crate::span::Span;
use crate::template::{Quantity, Section, Template, Unit, narrative, words};

/// What is known of the report before its sentences are read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Setting {
    /// The year that the report is on.
    pub(crate) year: Option<u16>,
    /// The reporting organ, folded.
    pub(crate) agency: Vec<char>,
    /// The form, which decides what is counted of documents and fees.
    pub(crate) template: Option<Template>,
    /// Where the sections stand.
    pub(crate) sections: [Option<Span>; 6],
}

impl Setting {
    /// The section of a byte of the text.
    fn section(&self, at: u32) -> Option<Section> {
        let holds = |span: Span| (span.start()..span.end()).contains(&(at as usize));
        let mut sections = Section::ALL.iter().zip(&self.sections);
        sections.find_map(|(&section, span)| span.filter(|&span| holds(span)).map(|_| section))
    }

    /// Whether the report is that of the government of an area of this level.
    fn governs(&self, level: char) -> bool {
        let mut areas = narrative::GOVERNMENTS
            .iter()
            .filter_map(|organ| without_end(&self.agency, organ));
        areas.any(|area| area.last() == Some(&level))
    }
}

/// What stands before `end`, if the name ends so.
fn without_end<'n>(name: &'n [char], end: &str) -> Option<&'n [char]> {
    let (before, rest) = name.split_at(name.len().checked_sub(end.chars().count())?);
    rest.iter().copied().eq(end.chars()).then_some(before)
}

/// A figure that a sentence states, and the glyphs that say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Figure {
    quantity: Quantity,
    value: Number,
    unit: Option<Unit>,
    start: usize,
    end: usize,
}

/// Reads the claims of a text that stands around the tables, in reading order.
pub(super) fn read(source: &str, text: &Text, setting: &Setting) -> Vec<Claim> {
    let mut story = story::Story::new(text, setting);
    sentences(text, |sentence| story.sentence(sentence));
    let figures = story.figures.iter();
    figures
        .filter_map(|figure| claim(source, text, setting, figure))
        .collect()
}

fn claim(source: &str, text: &Text, setting: &Setting, figure: &Figure) -> Option<Claim> {
    let start = text.get(figure.start)?.at();
    let last = text.get(figure.end.checked_sub(1)?)?.at() as usize;
    let length = source.get(last..)?.chars().next()?.len_utf8();
    let span = Span::new(start, (last + length) as u32);
    Some(Claim {
        quantity: figure.quantity,
        value: figure.value,
        unit: figure.unit,
        raw: source.get(span.range())?.into(),
        span,
        section: setting.section(start),
    })
}

/// A sentence by its glyphs, and what a first look shows of it.
#[derive(Clone, Copy, Debug, Default)]
struct Sentence {
    start: usize,
    end: usize,
    /// It has a character of those that sentences on the form's quantities have.
    topic: bool,
    /// It may name what the next one leaves out.
    mention: bool,
    /// It counts something, or denies something.
    counts: bool,
}

/// Characters worth a look.
static LOOK: Sieve = look();

const fn look() -> Sieve {
    let lists = [
        words::SENTENCE_ENDS,
        narrative::TOPICS,
        narrative::DENIALS,
        narrative::COUNTED,
        &[MONEY_SIGN],
    ];
    let mut sieve = Sieve::new();
    let mut list = 0;
    while list < lists.len() {
        let mut index = 0;
        while index < lists[list].len() {
            sieve = sieve.with(lists[list][index]);
            index += 1;
        }
        list += 1;
    }
    sieve
}

/// What every unit of money ends with.
const MONEY_SIGN: char = narrative::YUAN;

/// Gives the sentences of a text, one after the other: they end with a mark, an empty line or the border of a cell.
fn sentences(text: &Text, mut take: impl FnMut(Sentence)) {
    let mut open = Sentence::default();
    let mut close = |open: &mut Sentence, end: usize| {
        open.end = end;
        if end > open.start {
            take(*open);
        }
        *open = Sentence {
            start: end,
            ..Sentence::default()
        };
    };
    for (index, glyph) in text.glyphs.iter().enumerate() {
        if glyph.is_behind(Gap::Blank) {
            close(&mut open, index);
        }
        let ch = glyph.ch();
        if !LOOK.passes(ch) {
            continue;
        }
        if !glyph.is_letter() {
            if ends_sentence(ch) {
                close(&mut open, index + 1);
            }
            continue;
        }
        open.topic |= narrative::TOPICS.contains(&ch);
        open.mention |= narrative::MENTIONS.contains(&ch);
        open.counts |= narrative::DENIALS.contains(&ch)
            || (narrative::COUNTED.contains(&ch) || ch == MONEY_SIGN)
                && index
                    .checked_sub(1)
                    .and_then(|before| text.get(before))
                    .is_some_and(|before| {
                        lexeme::is_figure(before) || before.ch() == narrative::TEN_THOUSAND
                    });
    }
    close(&mut open, text.glyphs.len());
}

/// Whether a character ends a sentence, and not only a clause.
fn ends_sentence(ch: char) -> bool {
    words::SENTENCE_ENDS.contains(&ch) && !matches!(ch, ';' | '；')
}
