//! A cell of the form: its state, and where it was read.

mod candidate;
mod json;
#[cfg(test)]
mod tests;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::Number;
use crate::model::raw::Raw;
use crate::span::Span;
use crate::template::Unit;

pub use candidate::Candidate;
pub(crate) use json::CellOut;

/// What is known of a cell.
///
/// Exhaustive on purpose: six states are the promise of this crate, and a program that adds cells up
/// must decide about each of them. [`Cell::addend`] is the decision that is usually right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// A number was read.
    Reported,
    /// The cell is there and empty. Not the same as 0.
    Blank,
    /// The cell is there and holds a placeholder: a dash, a slash, 无, N/A.
    Nil,
    /// The cell is there and holds something that is no number.
    Unreadable,
    /// The evidence does not fix this cell; [`Cell::candidates`] lists what it may be.
    Ambiguous,
    /// No such cell was found.
    Absent,
}

impl State {
    /// The name in records: `reported`, `blank`, `nil`, `unreadable`, `ambiguous` or `absent`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Blank => "blank",
            Self::Nil => "nil",
            Self::Unreadable => "unreadable",
            Self::Ambiguous => "ambiguous",
            Self::Absent => "absent",
        }
    }
}

impl State {
    /// Whether a cell of this state stands in one place of the document.
    const fn has_place(self) -> bool {
        !matches!(self, Self::Ambiguous | Self::Absent)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One cell of the form, as it was read.
///
/// ```
/// # let report = gongkai::Report::default();
/// use gongkai::State;
///
/// let received = report.applications().received().total();
/// match received.state() {
///     State::Reported => println!("{} applications", received.raw()),
///     State::Blank | State::Nil => println!("nothing entered"),
///     State::Unreadable => println!("not a number: {}", received.raw()),
///     State::Ambiguous => println!("one of {} readings", received.candidates().len()),
///     State::Absent => println!("the document has no such cell"),
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "json::CellIn")]
pub struct Cell {
    /// Zero unless the state is `Reported`.
    number: Number,
    state: State,
    unit: Option<Unit>,
    /// Empty at 0 where the cell has no span of its own: ambiguous or absent.
    span: Span,
    raw: Raw,
    /// What few cells have: one pointer here instead of two slices in every cell.
    more: Option<Box<More>>,
}

/// What only some cells have.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum More {
    /// The pieces of a number that was torn, in reading order; at least two.
    Pieces(Box<[Span]>),
    /// What an ambiguous cell may be.
    Candidates(Box<[Candidate]>),
}

/// The cell of every field that a document does not have.
pub(crate) static ABSENT: Cell = Cell::new(State::Absent);

impl Cell {
    /// A cell of which nothing but the state is known.
    const fn new(state: State) -> Self {
        Self {
            number: Number::ZERO,
            state,
            unit: None,
            span: Span::new(0, 0),
            raw: Raw::EMPTY,
            more: None,
        }
    }

    /// A number was read, in these bytes.
    pub(crate) fn reported(
        number: Number,
        unit: Option<Unit>,
        raw: impl AsRef<str>,
        span: Span,
    ) -> Self {
        Self {
            number,
            unit,
            raw: Raw::from(raw.as_ref()),
            span,
            ..Self::new(State::Reported)
        }
    }

    /// Empty, at the place that the span marks.
    pub(crate) fn blank(span: Span) -> Self {
        Self {
            span,
            ..Self::new(State::Blank)
        }
    }

    /// A placeholder.
    pub(crate) fn nil(raw: impl AsRef<str>, span: Span) -> Self {
        Self {
            raw: Raw::from(raw.as_ref()),
            span,
            ..Self::new(State::Nil)
        }
    }

    /// Something that is no number.
    pub(crate) fn unreadable(raw: impl AsRef<str>, span: Span) -> Self {
        Self {
            raw: Raw::from(raw.as_ref()),
            span,
            ..Self::new(State::Unreadable)
        }
    }

    /// What the cell may be, if it has to be weighed against another reading: its candidates if it is
    /// ambiguous, else itself.
    pub(crate) fn into_candidates(self) -> Vec<Candidate> {
        match self.more.map(|more| *more) {
            Some(More::Candidates(candidates)) => candidates.into(),
            _ if self.state == State::Ambiguous => Vec::new(),
            _ => {
                let span = self.state.has_place().then_some(self.span);
                let Self {
                    number,
                    state,
                    unit,
                    raw,
                    ..
                } = self;
                vec![Candidate {
                    number,
                    state,
                    unit,
                    raw,
                    span,
                }]
            }
        }
    }

    /// One of several cells, or a cell of which nothing is known. Of equal candidates the first is kept.
    pub(crate) fn ambiguous(candidates: Vec<Candidate>) -> Self {
        let mut distinct: Vec<Candidate> = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            if !distinct.contains(&candidate) {
                distinct.push(candidate);
            }
        }
        let more = (!distinct.is_empty()).then(|| Box::new(More::Candidates(distinct.into())));
        Self {
            more,
            ..Self::new(State::Ambiguous)
        }
    }

    /// Not in the document. Allocates nothing.
    pub(crate) const fn absent() -> Self {
        Self::new(State::Absent)
    }

    /// The same cell, read in several pieces: the span becomes the smallest range that covers them.
    /// Fewer than two pieces change nothing; nor do pieces of a cell without a span of its own.
    pub(crate) fn torn(mut self, pieces: &[Span]) -> Self {
        if pieces.len() > 1 && self.has_span() {
            self.span = pieces.iter().copied().fold(pieces[0], Span::cover);
            self.more = Some(Box::new(More::Pieces(pieces.into())));
        }
        self
    }

    /// Moves the cell to other places: `cover` gives the smallest range that a range becomes, `pieces` all of it.
    pub(crate) fn relocate(
        &mut self,
        cover: impl Fn(Span) -> Span,
        pieces: impl Fn(Span) -> Vec<Span>,
    ) {
        if let Some(More::Candidates(candidates)) = self.more.as_deref_mut() {
            for span in candidates.iter_mut().filter_map(|it| it.span.as_mut()) {
                *span = cover(*span);
            }
        }
        if self.has_span() {
            let pieces: Vec<Span> = self.spans().iter().flat_map(|span| pieces(*span)).collect();
            self.span = pieces
                .iter()
                .copied()
                .reduce(Span::cover)
                .unwrap_or_default();
            self.more = None;
            *self = std::mem::take(self).torn(&pieces);
        }
    }

    /// What is known of the cell.
    #[must_use]
    pub const fn state(&self) -> State {
        self.state
    }

    /// The number, exactly as printed; with [`State::Reported`] only.
    #[must_use]
    pub const fn number(&self) -> Option<Number> {
        match self.state {
            State::Reported => Some(self.number),
            _ => None,
        }
    }

    /// The unit that the document states for the number, in the cell or in the column's header.
    /// Numbers are not converted: `12.5` with 万元 is 125,000 yuan.
    #[must_use]
    pub const fn unit(&self) -> Option<Unit> {
        self.unit
    }

    /// The cell's text as read, notes included; empty for a blank, ambiguous or absent cell.
    #[must_use]
    pub fn raw(&self) -> &str {
        self.raw.as_str()
    }

    /// The smallest range of the text that covers the cell:
    ///
    /// ```text
    /// | 规章 | 22（其中修订16件） |  |
    ///          ^^^^^^^^^^^^^^^^^^   ^ an empty range: the slot of a blank
    /// ```
    ///
    /// An ambiguous cell has none of its own (its candidates have theirs), and an absent one none at all.
    #[must_use]
    pub const fn span(&self) -> Option<Span> {
        if self.has_span() {
            Some(self.span)
        } else {
            None
        }
    }

    /// The pieces of the cell, in reading order: one range as a rule, none where there is no
    /// [`span`](Self::span), and more than one only where a number was torn (over two lines, say).
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        match self.more.as_deref() {
            Some(More::Pieces(pieces)) => pieces,
            _ if self.has_span() => std::slice::from_ref(&self.span),
            _ => &[],
        }
    }

    /// What an ambiguous cell may be, the likeliest first; empty for any other state, and where too
    /// little is known to name candidates.
    #[must_use]
    pub fn candidates(&self) -> &[Candidate] {
        match self.more.as_deref() {
            Some(More::Candidates(candidates)) => candidates,
            _ => &[],
        }
    }

    /// What the cell adds to a sum: its number, or 0 for a blank or a placeholder. Nothing if the
    /// cell is not known: an unreadable, ambiguous or absent cell is never taken for 0.
    #[must_use]
    pub const fn addend(&self) -> Option<Number> {
        match self.state {
            State::Reported => Some(self.number),
            State::Blank | State::Nil => Some(Number::ZERO),
            State::Unreadable | State::Ambiguous | State::Absent => None,
        }
    }

    /// Whether the cell stands in one place of the document.
    const fn has_span(&self) -> bool {
        self.state.has_place()
    }
}

/// An absent cell: what [`Report::cell`](crate::Report::cell) returns where the document has none.
impl Default for Cell {
    fn default() -> Self {
        Self::absent()
    }
}
