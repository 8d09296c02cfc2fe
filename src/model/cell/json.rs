//! Cells in JSON: the members of RECORD.md out, and in only what a cell can be.

use serde::{Deserialize, Serialize, Serializer};

use super::{Candidate, Cell, State};
use crate::model::Number;
use crate::model::raw::Raw;
use crate::span::Span;
use crate::template::Unit;

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
pub(super) struct CandidateIn {
    state: State,
    value: Option<Number>,
    unit: Option<Unit>,
    raw: Option<Box<str>>,
    span: Option<Span>,
}

/// A cell as JSON may have it, before it is checked.
#[derive(Deserialize)]
pub(super) struct CellIn {
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
pub(super) enum Contradiction {
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
