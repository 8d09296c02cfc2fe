//! A cell of the form: its state, and where it was read.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

use crate::model::Number;
use crate::span::Span;
use crate::template::Unit;

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
#[serde(try_from = "CellIn")]
pub struct Cell {
    /// Zero unless the state is `Reported`.
    number: Number,
    state: State,
    unit: Option<Unit>,
    /// Empty at 0 where the cell has no span of its own: ambiguous or absent.
    span: Span,
    /// Nothing where it is empty, so that an absent cell is a constant.
    raw: Option<Box<str>>,
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
            raw: None,
            more: None,
        }
    }

    /// A number was read, in these bytes.
    pub(crate) fn reported(
        number: Number,
        unit: Option<Unit>,
        raw: impl Into<Box<str>>,
        span: Span,
    ) -> Self {
        Self {
            number,
            unit,
            raw: Some(raw.into()),
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
    pub(crate) fn nil(raw: impl Into<Box<str>>, span: Span) -> Self {
        Self {
            raw: Some(raw.into()),
            span,
            ..Self::new(State::Nil)
        }
    }

    /// Something that is no number.
    pub(crate) fn unreadable(raw: impl Into<Box<str>>, span: Span) -> Self {
        Self {
            raw: Some(raw.into()),
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

    /// The same cell with its raw text replaced: what was read, together with the note behind it.
    pub(crate) fn with_raw(mut self, raw: impl Into<Box<str>>, span: Span) -> Self {
        self.raw = Some(raw.into());
        self.span = span;
        self
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
        self.raw.as_deref().unwrap_or("")
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

/// One of the cells that an ambiguous cell may be.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "CandidateIn")]
pub struct Candidate {
    /// Zero unless the state is `Reported`.
    number: Number,
    state: State,
    unit: Option<Unit>,
    raw: Option<Box<str>>,
    span: Option<Span>,
}

impl Candidate {
    /// Perhaps this number.
    pub(crate) fn reported(
        number: Number,
        unit: Option<Unit>,
        raw: impl Into<Box<str>>,
        span: Span,
    ) -> Self {
        Self {
            number,
            state: State::Reported,
            unit,
            raw: Some(raw.into()),
            span: Some(span),
        }
    }

    /// Perhaps empty; the slot is known only sometimes.
    pub(crate) fn blank(span: Option<Span>) -> Self {
        Self {
            number: Number::ZERO,
            state: State::Blank,
            unit: None,
            raw: None,
            span,
        }
    }

    /// Perhaps a placeholder.
    pub(crate) fn nil(raw: impl Into<Box<str>>, span: Span) -> Self {
        Self {
            raw: Some(raw.into()),
            state: State::Nil,
            ..Self::blank(Some(span))
        }
    }

    /// Perhaps this text, which is no number.
    pub(crate) fn unreadable(raw: impl Into<Box<str>>, span: Span) -> Self {
        Self {
            raw: Some(raw.into()),
            state: State::Unreadable,
            ..Self::blank(Some(span))
        }
    }

    /// Perhaps not in the document at all.
    pub(crate) fn absent() -> Self {
        Self {
            state: State::Absent,
            ..Self::blank(None)
        }
    }

    /// The state that the cell would have; never [`State::Ambiguous`].
    #[must_use]
    pub const fn state(&self) -> State {
        self.state
    }

    /// The number, with [`State::Reported`] only.
    #[must_use]
    pub const fn number(&self) -> Option<Number> {
        match self.state {
            State::Reported => Some(self.number),
            _ => None,
        }
    }

    /// The unit that the document states for the number.
    #[must_use]
    pub const fn unit(&self) -> Option<Unit> {
        self.unit
    }

    /// The text as read; empty for a blank or absent cell.
    #[must_use]
    pub fn raw(&self) -> &str {
        self.raw.as_deref().unwrap_or("")
    }

    /// The smallest range that covers it, where it stands in one place.
    #[must_use]
    pub const fn span(&self) -> Option<Span> {
        self.span
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        CellOut::whole(self).serialize(serializer)
    }
}

impl Serialize for Candidate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        CellOut::candidate(self, true).serialize(serializer)
    }
}

/// A cell in JSON: the members of RECORD.md, in its order.
#[derive(Serialize)]
pub(crate) struct CellOut<'a> {
    state: State,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<Unit>,
    #[serde(skip_serializing_if = "Option::is_none")]
    raw: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spans: Option<&'a [Span]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    candidates: Option<Vec<CellOut<'a>>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    more: bool,
}

impl<'a> CellOut<'a> {
    /// Everything that the cell holds.
    pub(crate) fn whole(cell: &'a Cell) -> Self {
        Self::limited(cell, true, usize::MAX)
    }

    /// With at most so many candidates, and with units or without.
    pub(crate) fn limited(cell: &'a Cell, units: bool, candidates: usize) -> Self {
        let listed = cell.candidates();
        let ambiguous = cell.state == State::Ambiguous;
        Self {
            state: cell.state,
            value: cell.number(),
            unit: cell.unit.filter(|_| units),
            raw: cell.span().map(|_| cell.raw()),
            span: cell.span(),
            spans: Some(cell.spans()).filter(|spans| spans.len() > 1),
            candidates: ambiguous.then(|| {
                listed
                    .iter()
                    .take(candidates)
                    .map(|it| Self::candidate(it, units))
                    .collect()
            }),
            more: listed.len() > candidates,
        }
    }

    /// A candidate has the members of a cell, as far as they are known.
    fn candidate(it: &'a Candidate, units: bool) -> Self {
        Self {
            state: it.state,
            value: it.number(),
            unit: it.unit.filter(|_| units),
            raw: it.span.map(|_| it.raw()),
            span: it.span,
            spans: None,
            candidates: None,
            more: false,
        }
    }
}

/// A candidate as JSON may have it, before it is checked.
#[derive(Deserialize)]
struct CandidateIn {
    state: State,
    value: Option<Number>,
    unit: Option<Unit>,
    raw: Option<Box<str>>,
    span: Option<Span>,
}

/// A cell as JSON may have it, before it is checked.
#[derive(Deserialize)]
struct CellIn {
    #[serde(flatten)]
    one: CandidateIn,
    spans: Option<Vec<Span>>,
    candidates: Option<Vec<CandidateIn>>,
}

/// What no cell can be.
#[derive(Debug, thiserror::Error)]
enum Contradiction {
    #[error("a cell that is {0} cannot have {1}")]
    Has(State, &'static str),
    #[error("a cell that is {0} lacks {1}")]
    Lacks(State, &'static str),
    #[error("the pieces of a torn cell do not make up its span")]
    Pieces,
}

impl CandidateIn {
    /// Checks the members against the state.
    fn check(self) -> Result<Candidate, Contradiction> {
        use Contradiction::{Has, Lacks};
        let Self {
            state,
            value,
            unit,
            raw,
            span,
        } = self;
        let (reported, place) = (state == State::Reported, state.has_place());
        if value.is_some() != reported {
            return Err(if reported {
                Lacks(state, "a value")
            } else {
                Has(state, "a value")
            });
        }
        if unit.is_some() && !reported {
            return Err(Has(state, "a unit"));
        }
        if span.is_some() && !place {
            return Err(Has(state, "a span"));
        }
        let raw = raw.filter(|raw| !raw.is_empty());
        if raw.is_some() && (!place || state == State::Blank) {
            return Err(Has(state, "a text"));
        }
        if place && span.is_none() && state != State::Blank {
            return Err(Lacks(state, "a span"));
        }
        Ok(Candidate {
            number: value.unwrap_or_default(),
            state,
            unit,
            raw,
            span,
        })
    }
}

impl TryFrom<CandidateIn> for Candidate {
    type Error = Contradiction;

    fn try_from(it: CandidateIn) -> Result<Self, Contradiction> {
        match it.state {
            State::Ambiguous => Err(Contradiction::Has(
                State::Ambiguous,
                "a candidate that is ambiguous itself",
            )),
            _ => it.check(),
        }
    }
}

impl TryFrom<CellIn> for Cell {
    type Error = Contradiction;

    fn try_from(it: CellIn) -> Result<Self, Contradiction> {
        let CellIn {
            one,
            spans,
            candidates,
        } = it;
        let Candidate {
            number,
            state,
            unit,
            raw,
            span,
        } = one.check()?;
        if state == State::Ambiguous {
            let candidates = candidates
                .unwrap_or_default()
                .into_iter()
                .map(Candidate::try_from);
            return Ok(Self::ambiguous(candidates.collect::<Result<_, _>>()?));
        }
        if candidates.is_some() {
            return Err(Contradiction::Has(state, "candidates"));
        }
        if span.is_none() && state.has_place() {
            return Err(Contradiction::Lacks(state, "a span"));
        }
        let whole = Self {
            number,
            unit,
            raw,
            span: span.unwrap_or_default(),
            ..Self::new(state)
        };
        let Some(pieces) = spans else {
            return Ok(whole);
        };
        let torn = whole.clone().torn(&pieces);
        if torn.span == whole.span && torn.spans() == pieces {
            Ok(torn)
        } else {
            Err(Contradiction::Pieces)
        }
    }
}
