//! A cell of the form: its state, and where it was read.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

use crate::model::Number;
use crate::model::raw::Raw;
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

/// One of the cells that an ambiguous cell may be.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "CandidateIn")]
pub struct Candidate {
    /// Zero unless the state is `Reported`.
    number: Number,
    state: State,
    unit: Option<Unit>,
    raw: Raw,
    span: Option<Span>,
}

impl Candidate {
    /// Perhaps this number.
    pub(crate) fn reported(
        number: Number,
        unit: Option<Unit>,
        raw: impl AsRef<str>,
        span: Span,
    ) -> Self {
        Self {
            number,
            state: State::Reported,
            unit,
            raw: Raw::from(raw.as_ref()),
            span: Some(span),
        }
    }

    /// Perhaps empty; the slot is known only sometimes.
    pub(crate) fn blank(span: Option<Span>) -> Self {
        Self {
            number: Number::ZERO,
            state: State::Blank,
            unit: None,
            raw: Raw::EMPTY,
            span,
        }
    }

    /// Perhaps a placeholder.
    pub(crate) fn nil(raw: impl AsRef<str>, span: Span) -> Self {
        Self {
            raw: Raw::from(raw.as_ref()),
            state: State::Nil,
            ..Self::blank(Some(span))
        }
    }

    /// Perhaps this text, which is no number.
    #[cfg(test)]
    pub(crate) fn unreadable(raw: impl AsRef<str>, span: Span) -> Self {
        Self {
            raw: Raw::from(raw.as_ref()),
            state: State::Unreadable,
            ..Self::blank(Some(span))
        }
    }

    /// Perhaps not in the document at all.
    #[cfg(test)]
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
        self.raw.as_str()
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
    state: State,
    value: Option<Number>,
    unit: Option<Unit>,
    raw: Option<Box<str>>,
    span: Option<Span>,
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
    #[error("a candidate cannot be ambiguous itself")]
    Nested,
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
        let raw = raw.as_deref().map_or(Raw::EMPTY, Raw::from);
        if raw != Raw::EMPTY && (!place || state == State::Blank) {
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
            State::Ambiguous => Err(Contradiction::Nested),
            _ => it.check(),
        }
    }
}

impl TryFrom<CellIn> for Cell {
    type Error = Contradiction;

    fn try_from(it: CellIn) -> Result<Self, Contradiction> {
        let CellIn {
            state,
            value,
            unit,
            raw,
            span,
            spans,
            candidates,
        } = it;
        let one = CandidateIn {
            state,
            value,
            unit,
            raw,
            span,
        };
        let Candidate {
            number,
            unit,
            raw,
            span,
            ..
        } = one.check()?;
        if spans.is_some() && !state.has_place() {
            return Err(Contradiction::Has(state, "pieces"));
        }
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
        if torn.span == whole.span && pieces.len() > 1 {
            Ok(torn)
        } else {
            Err(Contradiction::Pieces)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    /// One cell of every kind, with the JSON that is promised for it.
    fn golden() -> Vec<(Cell, &'static str)> {
        let span = Span::new(3, 5);
        let torn = [Span::new(3, 4), Span::new(9, 10)];
        let candidates = vec![
            Candidate::reported(number("2"), None, "2", span),
            Candidate::blank(None),
            Candidate::reported(number("2"), None, "2", span),
            Candidate::nil("/", Span::new(7, 8)),
            Candidate::unreadable("见附表", Span::new(9, 18)),
            Candidate::absent(),
        ];
        let fees = Some(Unit::TenThousandYuan);
        vec![
            (
                Cell::reported(number("35"), None, "35", span),
                r#"{"state":"reported","value":"35","raw":"35","span":[3,5]}"#,
            ),
            (
                Cell::reported(number("12.50"), fees, "12.50万元", Span::new(0, 11)),
                r#"{"state":"reported","value":"12.50","unit":"万元","raw":"12.50万元","span":[0,11]}"#,
            ),
            (
                Cell::reported(number("17"), None, "1\n7", span).torn(&torn),
                r#"{"state":"reported","value":"17","raw":"1\n7","span":[3,10],"spans":[[3,4],[9,10]]}"#,
            ),
            (
                Cell::blank(Span::new(4, 4)),
                r#"{"state":"blank","raw":"","span":[4,4]}"#,
            ),
            (
                Cell::nil("—", Span::new(4, 7)),
                r#"{"state":"nil","raw":"—","span":[4,7]}"#,
            ),
            (
                Cell::unreadable("约3", Span::new(4, 8)),
                r#"{"state":"unreadable","raw":"约3","span":[4,8]}"#,
            ),
            (
                Cell::ambiguous(candidates),
                concat!(
                    r#"{"state":"ambiguous","candidates":[{"state":"reported","value":"2","raw":"2","span":[3,5]},"#,
                    r#"{"state":"blank"},{"state":"nil","raw":"/","span":[7,8]},"#,
                    r#"{"state":"unreadable","raw":"见附表","span":[9,18]},{"state":"absent"}]}"#
                ),
            ),
            (
                Cell::ambiguous(vec![]),
                r#"{"state":"ambiguous","candidates":[]}"#,
            ),
            (Cell::absent(), r#"{"state":"absent"}"#),
        ]
    }

    #[test]
    fn json_is_pinned_and_read_back() {
        for (cell, json) in golden() {
            assert_eq!(serde_json::to_string(&cell).unwrap(), json);
            assert_eq!(serde_json::from_str::<Cell>(json).unwrap(), cell, "{json}");
        }
    }

    #[test]
    fn only_what_is_known_is_added_up() {
        let addends: Vec<_> = golden().iter().map(|(cell, _)| cell.addend()).collect();
        let (zero, none) = (Some(Number::ZERO), None);
        let [a, b, c] = ["35", "12.50", "17"].map(|text| Some(number(text)));
        assert_eq!(addends, [a, b, c, zero, zero, none, none, none, none]);
    }

    #[test]
    fn numbers_and_places_follow_the_state() {
        for (cell, json) in golden() {
            let reported = cell.state() == State::Reported;
            assert_eq!(cell.number().is_some(), reported, "{json}");
            assert_eq!(cell.span().is_none(), cell.spans().is_empty(), "{json}");
            assert_eq!(cell.spans().len() > 1, json.contains("spans"), "{json}");
            let listed = json.contains(r#""candidates":[{"#);
            assert_eq!(!cell.candidates().is_empty(), listed, "{json}");
        }
    }

    #[test]
    fn candidates_come_from_cells() {
        for (cell, json) in golden() {
            let candidates = cell.clone().into_candidates();
            if cell.state() == State::Ambiguous {
                assert_eq!(candidates, cell.candidates());
                continue;
            }
            let [it] = &candidates[..] else {
                panic!("{json}")
            };
            assert_eq!((it.state(), it.number()), (cell.state(), cell.number()));
            assert_eq!((it.unit(), it.raw()), (cell.unit(), cell.raw()));
            assert_eq!(it.span(), cell.span());
            let torn = cell.spans().len() > 1;
            let same = serde_json::to_string(it).unwrap() == json;
            assert!(same || torn, "{json}");
        }
    }

    #[test]
    fn a_record_lists_eight_candidates() {
        let many = (0..9).map(|n| Candidate::reported(n.into(), None, "", Span::new(0, 0)));
        let cell = Cell::ambiguous(many.collect());
        let json = serde_json::to_string(&CellOut::limited(&cell, true, 8)).unwrap();
        assert_eq!(json.matches("reported").count(), 8);
        assert!(json.ends_with(r#"],"more":true}"#));
        let all = serde_json::to_string(&CellOut::limited(&cell, true, 9)).unwrap();
        assert!(!all.contains("more"));
    }

    #[test]
    fn unknown_members_are_passed_over() {
        let cell: Cell = serde_json::from_str(r#"{"colour":"red","state":"absent"}"#).unwrap();
        assert_eq!(cell, Cell::default());
    }

    #[test]
    fn contradictions_are_refused() {
        let cases = [
            (
                r#"{"state":"reported","raw":"3","span":[0,1]}"#,
                "reported lacks a value",
            ),
            (
                r#"{"state":"reported","value":"3","raw":"3"}"#,
                "reported lacks a span",
            ),
            (r#"{"state":"blank"}"#, "blank lacks a span"),
            (
                r#"{"state":"blank","value":"0","span":[0,0]}"#,
                "blank cannot have a value",
            ),
            (
                r#"{"state":"blank","raw":"-","span":[0,1]}"#,
                "blank cannot have a text",
            ),
            (
                r#"{"state":"nil","unit":"元","raw":"-","span":[0,1]}"#,
                "nil cannot have a unit",
            ),
            (
                r#"{"state":"absent","span":[0,1]}"#,
                "absent cannot have a span",
            ),
            (
                r#"{"state":"ambiguous","raw":"3"}"#,
                "ambiguous cannot have a text",
            ),
            (
                r#"{"state":"absent","candidates":[]}"#,
                "absent cannot have candidates",
            ),
            (
                r#"{"state":"ambiguous","spans":[[0,1],[2,3]]}"#,
                "ambiguous cannot have pieces",
            ),
            (
                r#"{"state":"ambiguous","candidates":[{"state":"ambiguous"}]}"#,
                "a candidate cannot be ambiguous itself",
            ),
            (
                r#"{"state":"nil","raw":"--","span":[0,9],"spans":[[0,1],[2,3]]}"#,
                "the pieces of a torn cell do not make up its span",
            ),
            (
                r#"{"state":"nil","raw":"--","span":[0,1],"spans":[[0,1]]}"#,
                "the pieces of a torn cell do not make up its span",
            ),
            (
                r#"{"state":"nil","raw":"-","span":[1,0]}"#,
                "a span that ends before it starts",
            ),
            (
                r#"{"state":"reported","value":3,"raw":"3","span":[0,1]}"#,
                "expected a decimal number as a string",
            ),
        ];
        for (json, message) in cases {
            let error = serde_json::from_str::<Cell>(json).unwrap_err().to_string();
            assert!(error.contains(message), "{json}: {error}");
        }
    }

    #[test]
    fn a_cell_is_small() {
        assert!(size_of::<Cell>() <= 64, "{}", size_of::<Cell>());
    }
}
