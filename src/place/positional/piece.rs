//! Words that make up labels: a label may be torn into pieces on several lines, with other words between.

use crate::{
    fold::{Class, Token},
    grammar::{
        Tokens,
        label::{Printed, enumerator},
        lexicon::{self, Place},
        number::is_numeral,
    },
    layout::positional::{Grain, Interval, UNITS},
    place::item::{Item, item, may_go_on},
    span::Span,
};

/// A label of more tokens is none.
const LONGEST: usize = 160;

/// How many labels may be unfinished at a time: those of a row, its groups, and the columns of a header.
const MOST_OPEN: usize = 24;

/// How many lines may stand between two pieces of a label; groups are written down the page.
const LONGEST_BREAK: u32 = 6;

/// How many letters may part two pieces that stand one above the other, or two words of one piece.
const SLACK: u32 = 2;

/// A label, whole or in pieces.
#[derive(Debug)]
pub(super) struct Thread {
    /// The tokens of all pieces, line ends between them.
    pub(super) tokens: Vec<Token>,
    pub(super) item: Item,
    /// Where each piece stands in the source, on which line, and in which columns.
    pub(super) pieces: Vec<Piece>,
    /// Where its letters end among those of all labels; nothing where a note stands between them.
    place: Option<Place>,
}

/// A piece of a label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) line: u32,
    pub(super) page: u32,
    pub(super) at: [Interval; UNITS],
    /// One blank parts it from the word before or behind it.
    pub(super) tied: bool,
}

impl Thread {
    pub(super) fn first_line(&self) -> u32 {
        self.pieces.first().map_or(0, |piece| piece.line)
    }

    pub(super) fn last_line(&self) -> u32 {
        self.pieces.last().map_or(0, |piece| piece.line)
    }

    /// The label, or the last of several.
    pub(super) fn label(&self) -> Option<Printed> {
        self.item.labels()?.last().copied()
    }

    /// How many letters it has.
    pub(super) fn letters(&self) -> usize {
        letters(&self.tokens)
    }

    /// Whether it lacks something.
    fn is_unfinished(&self) -> bool {
        may_go_on(&self.item) || !matches!(self.item, Item::Labels(_))
    }

    /// Whether a word that begins with these tokens may go on with this label, by its first letter.
    fn accepts(&self, tokens: &[Token]) -> bool {
        if !self.is_unfinished() {
            // A whole label may have a note behind it.
            let noted = tokens.first().is_some_and(|it| it.class() == Class::Open);
            return noted && !is_broken_number(tokens);
        }
        let lexicon = lexicon::lexicon();
        let letter = tokens.iter().find_map(|token| lexicon::letter(*token));
        match (self.place, letter) {
            (Some(place), Some(letter)) => lexicon.step(place, letter).is_some(),
            _ => true,
        }
    }

    /// Whether `piece` may go on with this label, by where it stands.
    fn reaches(&self, piece: &Piece, grain: Grain) -> Option<u32> {
        let last = self.pieces.last()?;
        if last.page != piece.page {
            return Some(u32::MAX);
        }
        if piece.line.saturating_sub(last.line) > LONGEST_BREAK {
            return None;
        }
        let beside = last.line == piece.line;
        let nearest = self
            .pieces
            .iter()
            .filter(|it| it.page == piece.page && (!beside || it.line == piece.line))
            .flat_map(|it| it.at.iter().zip(&piece.at))
            .map(|(one, other)| one.distance(*other))
            .min()?;
        (nearest <= SLACK * grain.letter).then_some(nearest)
    }
}

/// Puts labels together, word by word.
#[derive(Debug)]
pub(super) struct Weaver {
    pub(super) threads: Vec<Thread>,
    /// Those that may go on, the oldest first.
    open: Vec<usize>,
    grain: Grain,
}

impl Weaver {
    pub(super) const fn new(grain: Grain) -> Self {
        Self {
            threads: Vec::new(),
            open: Vec::new(),
            grain,
        }
    }

    /// Takes a word that is no value: the label that it is a piece of, if it is one of any.
    pub(super) fn take(&mut self, tokens: &[Token], end: u32, piece: Piece) -> Option<usize> {
        self.open.retain(|&index| {
            self.threads
                .get(index)
                .is_some_and(|thread| piece.line - thread.last_line() <= LONGEST_BREAK)
        });
        let input = Tokens::new(tokens, end);
        let numbered = enumerator(input).is_ok();
        if !numbered && let Some(index) = self.go_on(tokens, end, piece) {
            return Some(index);
        }
        let said = item(input);
        let begins = numbered && enumerator(input).is_ok_and(|(rest, _)| rest.is_empty());
        if !begins && !matches!(said, Item::Labels(_) | Item::Text { head: true }) {
            return None;
        }
        self.threads.push(Thread {
            tokens: tokens.to_vec(),
            place: place(tokens, &said),
            item: said,
            pieces: vec![piece],
        });
        let index = self.threads.len() - 1;
        // What stands before a title is over.
        let titled = |thread: &Thread| {
            thread
                .label()
                .is_some_and(|label| label.heading().is_some() || label.block().is_some())
        };
        if self.threads.get(index).is_some_and(titled) {
            self.open.clear();
        }
        self.keep(index);
        Some(index)
    }

    /// The unfinished label that goes on with this word: the nearest, and of those the latest.
    fn go_on(&mut self, tokens: &[Token], end: u32, piece: Piece) -> Option<usize> {
        let mut best: Option<(u32, usize, Vec<Token>, Item)> = None;
        for &index in self.open.iter().rev() {
            let Some(thread) = self.threads.get(index) else {
                continue;
            };
            if !thread.accepts(tokens) {
                continue;
            }
            let Some(distance) = thread.reaches(&piece, self.grain) else {
                continue;
            };
            // A note stands under the label.
            if distance > 0 && !thread.is_unfinished() {
                continue;
            }
            if best.as_ref().is_some_and(|best| best.0 <= distance) {
                continue;
            }
            if let Some((whole, said)) = joined(thread, tokens, end) {
                best = Some((distance, index, whole, said));
            }
        }
        let (_, index, whole, said) = best?;
        let thread = self.threads.get_mut(index)?;
        thread.place = place(&whole, &said);
        (thread.tokens, thread.item) = (whole, said);
        thread.pieces.push(piece);
        self.open.retain(|&open| open != index);
        self.keep(index);
        Some(index)
    }

    /// Remembers a label that may go on.
    fn keep(&mut self, index: usize) {
        let Some(thread) = self.threads.get(index) else {
            return;
        };
        let is_row = thread.label().is_some_and(|label| label.row().is_some());
        if (is_row || thread.is_unfinished()) && thread.tokens.len() < LONGEST {
            if self.open.len() >= MOST_OPEN {
                self.open.remove(0);
            }
            self.open.push(index);
        }
    }
}

/// Whether a word is the beginning of a number in brackets, which a narrow cell has cut: `（三` above `）不`.
fn is_broken_number(tokens: &[Token]) -> bool {
    let numeral = |token: &Token| token.class() == Class::Letter && is_numeral(token.ch());
    matches!(tokens, [open, numerals @ ..]
        if open.class() == Class::Open && !numerals.is_empty() && numerals.iter().all(numeral))
}

/// Where the letters of a label end, if nothing but punctuation stands between them.
fn place(tokens: &[Token], said: &Item) -> Option<Place> {
    let unclosed = said
        .labels()
        .is_some_and(|labels| labels.iter().any(|label| label.unclosed));
    if unclosed || matches!(said, Item::Labels(labels) if labels.len() > 1) {
        return None;
    }
    let input = Tokens::new(tokens, 0);
    let behind = enumerator(input).map_or(tokens, |(rest, _)| rest.slice());
    let mut letters = behind.iter().filter_map(|token| lexicon::letter(*token));
    letters.try_fold(lexicon::lexicon().root(), |place, letter| {
        lexicon::lexicon().step(place, letter)
    })
}

/// The label with one more piece, if together they are a label or the beginning of one.
fn joined(thread: &Thread, tokens: &[Token], end: u32) -> Option<(Vec<Token>, Item)> {
    let next = tokens.first()?.at();
    if thread.tokens.len() + tokens.len() > LONGEST {
        return None;
    }
    let mut whole = Vec::with_capacity(thread.tokens.len() + tokens.len() + 1);
    whole.extend_from_slice(&thread.tokens);
    whole.push(Token::new('\n', Class::Newline, next));
    whole.extend_from_slice(tokens);
    let said = item(Tokens::new(&whole, end));
    let goes_on = match &said {
        Item::Labels(labels) => {
            let numbers = thread.letters() == 0;
            let begins = |label: &Printed| numbers || label.span.start() < next as usize;
            // What stands in an open note is any text, but no label.
            let noted = thread.label().is_some_and(|label| label.unclosed);
            let apart = noted && matches!(item(Tokens::new(tokens, end)), Item::Labels(_));
            labels.last().is_some_and(begins) && !apart && keeps_kind(thread, labels)
        }
        Item::Text { head } => *head,
        _ => false,
    };
    goes_on.then_some((whole, said))
}

/// Whether a label that is numbered as a row is one with its next piece too.
fn keeps_kind(thread: &Thread, labels: &[Printed]) -> bool {
    let is_row = |label: Printed| label.row().is_some() || label.group().is_some();
    let numbered = thread
        .label()
        .is_some_and(|label| is_row(label) && label.column().is_none());
    !numbered || labels.last().is_some_and(|label| is_row(*label))
}

/// How many letters of labels there are.
pub(super) fn letters(tokens: &[Token]) -> usize {
    tokens
        .iter()
        .filter(|token| lexicon::letter(**token).is_some())
        .count()
}
