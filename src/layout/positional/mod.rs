//! Text whose columns are kept by position only, as PDF extractors and terminals write it: lines of words, each with the
//! columns it takes on its page.
//!
//! What a column is, is a hypothesis ([`Unit`](super::measure::Unit)): extractors pad by code points, terminals by display
//! width. Where the container says where its words stand, nothing needs to be supposed ([`Grain`]). A page is a coordinate
//! system of its own.

pub(crate) mod columns;
#[cfg(test)]
mod tests;

use super::{Stretch, is_blank, is_line_end, lines, marks, measure};
use crate::fold::{Class, Token};
use crate::source::Measured;

/// How many units there are.
pub(crate) const UNITS: usize = measure::Unit::ALL.len();

/// How fine columns are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Grain {
    /// How many of them are as wide as a letter.
    pub(crate) letter: u32,
    /// Words that stand at one place are no farther apart.
    pub(crate) same: u32,
}

impl Grain {
    /// Columns of characters.
    pub(crate) const CHARACTERS: Self = Self { letter: 1, same: 0 };

    /// Places on a page, of which so many are as wide as a letter.
    fn measured(letter: u32) -> Self {
        Self {
            letter: letter.max(1),
            same: letter / 5,
        }
    }
}

/// The columns from `from` to `to`, which is not one of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Interval {
    pub(crate) from: u32,
    pub(crate) to: u32,
}

impl Interval {
    /// The smallest interval that covers both.
    pub(crate) fn cover(self, other: Self) -> Self {
        Self {
            from: self.from.min(other.from),
            to: self.to.max(other.to),
        }
    }

    /// Whether both take a column.
    pub(crate) const fn meets(self, other: Self) -> bool {
        self.from < other.to && other.from < self.to
    }

    /// The columns that part two intervals; none where they meet or touch.
    pub(crate) fn distance(self, other: Self) -> u32 {
        let apart = self.from.max(other.from);
        apart.saturating_sub(self.to.min(other.to))
    }
}

/// What stands between white space: `tokens[from..to]`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// The columns it takes, under each unit.
    pub(crate) at: [Interval; UNITS],
}

/// A line that is not blank: `words[first..last]`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextLine {
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) page: u32,
    /// A tab stands between its words, and how wide that is nobody says.
    pub(crate) tabbed: bool,
    /// Borders stand between its words.
    pub(crate) drawn: bool,
}

/// A text as lines of words.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) words: Vec<Word>,
    pub(crate) lines: Vec<TextLine>,
    /// Where its words stand was measured, so that there is one unit only.
    pub(crate) measured: bool,
    pub(crate) grain: Grain,
}

/// Whether a line ends with a number behind something else: where no line does, nothing is aligned.
pub(crate) fn may_be(tokens: &[Token]) -> bool {
    let mut lines = tokens
        .split(|token| !token.is_letter() && is_line_end(*token))
        .map(trimmed);
    lines.any(|line| {
        let number = line
            .iter()
            .rev()
            .take_while(|token| is_numeric(**token))
            .count();
        let before = line.len() - number;
        number > 0 && before > 1 && line.get(before - 1).is_some_and(|token| is_blank(*token))
    })
}

/// A line without the blanks at its end.
fn trimmed(line: &[Token]) -> &[Token] {
    let blanks = line
        .iter()
        .rev()
        .take_while(|token| is_blank(**token))
        .count();
    line.get(..line.len() - blanks).unwrap_or_default()
}

fn is_numeric(token: Token) -> bool {
    matches!(
        token.class(),
        Class::Digit | Class::Dash | Class::Slash | Class::Plus | Class::Dot | Class::Comma
    )
}

/// The words of a text.
pub(crate) fn read(source: &str, tokens: &[Token], measured: &Measured) -> Text {
    let mut text = Text {
        words: Vec::new(),
        lines: Vec::new(),
        measured: !measured.words.is_empty(),
        grain: match measured.grain {
            0 => Grain::CHARACTERS,
            letter => Grain::measured(letter),
        },
    };
    let mut page = 0u32;
    for (from, to) in lines(tokens, &marks(tokens)) {
        let line = Stretch { from, to };
        let begins_page = line
            .from
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .is_some_and(|token| token.class() == Class::Page);
        page += u32::from(begins_page);
        text.line(source, tokens, line, page, measured);
    }
    text
}

impl Text {
    fn line(
        &mut self,
        source: &str,
        tokens: &[Token],
        line: Stretch,
        page: u32,
        measured: &Measured,
    ) {
        let first = count(self.words.len());
        let mut open: Option<Word> = None;
        let words = &mut self.words;
        let end = measure::walk(source, tokens, line, |index, columns| {
            let blank = tokens.get(index).is_none_or(|token| is_blank(*token));
            match (&mut open, blank) {
                (Some(_), true) => {
                    words.extend(open.take().map(|word| closed(word, index, columns)))
                }
                (None, false) => {
                    open = Some(Word {
                        from: count(index),
                        to: count(index),
                        at: columns.map(|from| Interval { from, to: from }),
                    });
                }
                _ => {}
            }
        });
        words.extend(open.take().map(|word| closed(word, line.to, end)));
        let last = count(words.len());
        let known = !self.measured || self.measure(first as usize, source, tokens, measured);
        if last > first {
            let inner = line.of(tokens).iter().skip_while(|token| is_blank(**token));
            let has = |class: Class| inner.clone().any(|token| token.class() == class);
            self.lines.push(TextLine {
                first,
                last,
                page,
                tabbed: has(Class::Tab) || !known,
                drawn: has(Class::Pipe) || inner.clone().any(|token| is_border(*token)),
            });
        }
    }

    /// Gives the words from one on the places that were measured, if all of them were.
    fn measure(
        &mut self,
        first: usize,
        source: &str,
        tokens: &[Token],
        measured: &Measured,
    ) -> bool {
        let offset = |token: u32| {
            let token = tokens.get(token as usize);
            token.map_or(count(source.len()), |token| token.at())
        };
        let mut all = true;
        for word in self.words.iter_mut().skip(first) {
            let places = measured.of(offset(word.from), offset(word.to));
            all &= places.is_some();
            let (from, to) = places.unwrap_or_default();
            word.at = [Interval { from, to }; UNITS];
        }
        all
    }

    pub(crate) fn words_of(&self, line: &TextLine) -> &[Word] {
        self.words
            .get(line.first as usize..line.last as usize)
            .unwrap_or_default()
    }
}

/// A box-drawing character that is no stroke of a rule.
fn is_border(token: Token) -> bool {
    token.class() == Class::Box && !matches!(token.ch(), '─' | '━' | '═')
}

fn closed(mut word: Word, behind: usize, columns: measure::Columns) -> Word {
    word.to = count(behind);
    for (at, to) in word.at.iter_mut().zip(columns) {
        at.to = to;
    }
    word
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
