//! The text between the tables, condensed: one glyph a character that is read, with what stood before it.
//!
//! White space, Markdown's marks, rule lines and inline pinyin are no glyphs. The tables of the form are left out. On the
//! way the places worth a look are noted, so that nothing needs to go over the text again.

use nom::{Input, Needed};
use std::borrow::Cow;
use std::iter::{Copied, Enumerate};
use std::slice::Iter;

use crate::fold::{Class, Token};
use crate::grammar::sieve::Sieve;
use crate::span::Span;
use crate::template::words;

/// What stood between a glyph and the one before it, the strongest of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::grammar) enum Gap {
    /// Nothing.
    None,
    /// White space within the line, or Markdown's marks.
    Space,
    /// The end of a line.
    Line,
    /// An empty line.
    Blank,
    /// A border of cells, or a table of the form; also the start of the text.
    Cell,
}

impl Gap {
    const ALL: [Self; 5] = [Self::None, Self::Space, Self::Line, Self::Blank, Self::Cell];
}

/// A character of the text, folded; the note of its token is the gap before it.
#[derive(Clone, Copy, Debug)]
pub(in crate::grammar) struct Glyph(Token);

impl Glyph {
    #[inline]
    fn new(token: Token, gap: Gap) -> Self {
        Self(token.noted(gap as u8))
    }

    #[inline]
    pub(in crate::grammar) fn ch(self) -> char {
        self.0.ch()
    }

    #[inline]
    pub(in crate::grammar) const fn is(self, ch: char) -> bool {
        self.0.is(ch)
    }

    #[inline]
    pub(in crate::grammar) fn class(self) -> Class {
        self.0.class()
    }

    #[inline]
    pub(in crate::grammar) const fn at(self) -> u32 {
        self.0.at()
    }

    #[inline]
    pub(in crate::grammar) fn gap(self) -> Gap {
        let gap = Gap::ALL.get(self.0.note() as usize);
        gap.copied().unwrap_or(Gap::None)
    }

    /// Whether this gap or a stronger one stands before it.
    #[inline]
    pub(in crate::grammar) const fn is_behind(self, gap: Gap) -> bool {
        self.0.note() >= gap as u32
    }

    /// Whether it can be part of a word.
    #[inline]
    pub(in crate::grammar) const fn is_letter(self) -> bool {
        self.0.is_letter()
    }
}

/// The condensed text and the places in it, as indices of glyphs, ascending.
#[derive(Debug)]
pub(in crate::grammar) struct Text {
    pub(in crate::grammar) glyphs: Vec<Glyph>,
    /// Where a line or a cell begins.
    pub(in crate::grammar) starts: Vec<u32>,
    /// Glyphs at which a title, a date, a number of a heading, 由, 联系 or a byline's colon stands.
    pub(in crate::grammar) hits: Vec<u32>,
    /// The glyph before which each table of the form stood.
    pub(in crate::grammar) tables: Vec<u32>,
}

/// The characters that make a hit.
static TRIGGERS: Sieve = triggers();

const fn triggers() -> Sieve {
    let mut sieve = Sieve::new()
        .with(words::YEAR)
        .with(words::BY)
        .with(words::OPEN)
        .with(words::ASK)
        .with(':');
    let mut index = 0;
    while index < words::NUMERALS.len() {
        if words::NUMERALS[index].1 > 0 {
            sieve = sieve.with(words::NUMERALS[index].0);
        }
        index += 1;
    }
    sieve
}

/// Condenses the tokens outside `tables`, which ascend. They come in pieces.
pub(in crate::grammar) fn condense<'t>(
    pieces: impl IntoIterator<Item = Cow<'t, [Token]>>,
    tables: &[Span],
) -> Text {
    let mut text = Text {
        glyphs: Vec::new(),
        starts: Vec::new(),
        hits: Vec::new(),
        tables: Vec::new(),
    };
    let mut gap = Gap::Cell;
    let mut tables = tables.iter().peekable();
    // Where the table ends that the next tokens are of.
    let mut within = 0;
    for piece in pieces {
        let mut rest = &*piece;
        text.glyphs.reserve(room(rest));
        loop {
            rest = split(rest, within).1;
            let start = tables.peek().map_or(usize::MAX, |table| table.start());
            let (before, behind) = split(rest, start);
            gap = text.push_all(before, gap);
            if behind.is_empty() {
                break;
            }
            within = tables.next().map_or(0, |table| table.end());
            text.tables.push(text.glyphs.len() as u32);
            (rest, gap) = (behind, Gap::Cell);
        }
    }
    // Tables behind the last token.
    text.tables.extend(tables.map(|_| text.glyphs.len() as u32));
    text
}

/// The tokens before a place of the source, and those behind it.
fn split(tokens: &[Token], at: usize) -> (&[Token], &[Token]) {
    tokens.split_at(tokens.partition_point(|token| (token.at() as usize) < at))
}

/// Room for the glyphs of so many tokens.
fn room(tokens: &[Token]) -> usize {
    const MANY: usize = 1 << 14;
    if tokens.len() < MANY {
        return tokens.len();
    }
    let white = |token: &&Token| !crate::grammar::is_space(**token);
    tokens.iter().filter(white).count()
}

impl Text {
    /// Takes tokens with this gap before them; gives the gap behind them.
    fn push_all(&mut self, mut tokens: &[Token], mut gap: Gap) -> Gap {
        while let Some((&token, rest)) = tokens.split_first() {
            if token.is_letter() {
                let other = tokens.iter().position(|token| !token.is_letter());
                let (letters, behind) = tokens.split_at(other.unwrap_or(tokens.len()));
                self.push_letters(letters, gap);
                (tokens, gap) = (behind, Gap::None);
                continue;
            }
            tokens = rest;
            match token.class() {
                Class::Digit => {}
                Class::Space => {
                    gap = gap.max(Gap::Space);
                    continue;
                }
                Class::Newline if gap >= Gap::Line => {
                    gap = gap.max(Gap::Blank);
                    continue;
                }
                Class::Newline | Class::Page => {
                    gap = gap.max(Gap::Line);
                    continue;
                }
                Class::Tab | Class::Pipe | Class::Box => {
                    gap = Gap::Cell;
                    continue;
                }
                Class::Open => {
                    if let Some(behind) = self.pinyin(tokens, gap) {
                        tokens = behind;
                        continue;
                    }
                }
                Class::Dash | Class::Dot | Class::Other | Class::Plus
                    if matches!(token.ch(), '*' | '#' | '`') || self.repeats(token) =>
                {
                    gap = gap.max(Gap::Space);
                    continue;
                }
                Class::Slash if token.ch() == '\\' => continue,
                _ => {}
            }
            self.push(token, gap);
            gap = Gap::None;
        }
        gap
    }

    /// Letters side by side: most of a text.
    fn push_letters(&mut self, letters: &[Token], gap: Gap) {
        let start = self.glyphs.len();
        let first = start as u32;
        let plain = |letter: &Token| Glyph::new(*letter, Gap::None);
        self.glyphs.extend(letters.iter().map(plain));
        if let (Some(glyph), Some(letter)) = (self.glyphs.get_mut(start), letters.first()) {
            *glyph = Glyph::new(*letter, gap);
        }
        if gap >= Gap::Line {
            self.starts.push(first);
        }
        let pushed = self.glyphs.get(start..).unwrap_or_default();
        for (index, glyph) in (first..).zip(pushed) {
            if TRIGGERS.passes(glyph.ch()) {
                self.hits.push(index);
            }
        }
    }

    fn push(&mut self, token: Token, gap: Gap) {
        let (index, ch) = (self.glyphs.len() as u32, token.ch());
        if gap >= Gap::Line {
            self.starts.push(index);
        }
        if TRIGGERS.passes(ch) {
            self.hits.push(index);
        }
        self.glyphs.push(Glyph::new(token, gap));
    }

    /// A mark that repeats the one before it: rule lines, dot leaders.
    fn repeats(&self, token: Token) -> bool {
        self.glyphs
            .last()
            .is_some_and(|last| last.ch() == token.ch())
    }

    /// What follows a reading in parentheses directly behind a letter, 镇(zhèn): `tokens` begin behind the parenthesis.
    fn pinyin<'t>(&self, tokens: &'t [Token], gap: Gap) -> Option<&'t [Token]> {
        let is_latin = |token: &&Token| token.class() == Class::Letter && token.ch() < '\u{300}';
        let length = tokens.iter().take(8).take_while(is_latin).count();
        let closes = tokens
            .get(length)
            .is_some_and(|token| token.class() == Class::Close);
        let behind_letter = gap == Gap::None
            && self
                .glyphs
                .last()
                .is_some_and(|last| last.class() == Class::Letter);
        if behind_letter && closes && length > 0 {
            tokens.get(length + 1..)
        } else {
            None
        }
    }

    /// The glyphs from one index on, as input.
    pub(in crate::grammar) fn from(&self, index: usize) -> Glyphs<'_> {
        Glyphs(self.glyphs.get(index..).unwrap_or_default())
    }

    /// The glyph at an index.
    pub(in crate::grammar) fn get(&self, index: usize) -> Option<Glyph> {
        self.glyphs.get(index).copied()
    }

    /// The gap before a glyph; a cell's border behind the last.
    pub(in crate::grammar) fn gap(&self, index: usize) -> Gap {
        self.get(index).map_or(Gap::Cell, |glyph| glyph.gap())
    }

    /// Where the line of a glyph ends: the start of the next.
    pub(in crate::grammar) fn line_end(&self, index: usize) -> usize {
        let next = self
            .starts
            .partition_point(|&start| start as usize <= index);
        self.starts
            .get(next)
            .map_or(self.glyphs.len(), |&start| start as usize)
    }

    /// Whether the glyphs from `index` on read `word`, whatever white space stands between.
    pub(in crate::grammar) fn reads(&self, index: usize, word: &str) -> bool {
        self.from(index).strip(word).is_some()
    }

    /// Whether the glyphs up to `end` read `word`; then where it begins.
    pub(in crate::grammar) fn reads_back(&self, end: usize, word: &str) -> Option<usize> {
        let mut index = end;
        for ch in word.chars().rev() {
            index = index.checked_sub(1)?;
            if !self.get(index)?.is(ch) {
                return None;
            }
        }
        Some(index)
    }
}

/// Glyphs as a nom input.
#[derive(Clone, Copy, Debug)]
pub(in crate::grammar) struct Glyphs<'t>(pub(in crate::grammar) &'t [Glyph]);

impl<'t> Glyphs<'t> {
    /// What follows `word`, if the input begins with it.
    pub(in crate::grammar) fn strip(self, word: &str) -> Option<Self> {
        let mut rest = self.0;
        for ch in word.chars() {
            let (first, behind) = rest.split_first()?;
            if !first.is(ch) {
                return None;
            }
            rest = behind;
        }
        Some(Self(rest))
    }

    /// How many glyphs are left.
    pub(in crate::grammar) fn len(self) -> usize {
        self.0.len()
    }
}

impl<'t> Input for Glyphs<'t> {
    type Item = Glyph;
    type Iter = Copied<Iter<'t, Glyph>>;
    type IterIndices = Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.0.len()
    }

    fn take(&self, count: usize) -> Self {
        Self(self.0.get(..count).unwrap_or(self.0))
    }

    fn take_from(&self, count: usize) -> Self {
        Self(self.0.get(count..).unwrap_or_default())
    }

    fn take_split(&self, count: usize) -> (Self, Self) {
        (self.take_from(count), self.take(count))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.0.iter().position(|&glyph| predicate(glyph))
    }

    fn iter_elements(&self) -> Self::Iter {
        self.0.iter().copied()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        match count.checked_sub(self.0.len()) {
            None | Some(0) => Ok(count),
            Some(missing) => Err(Needed::new(missing)),
        }
    }
}
