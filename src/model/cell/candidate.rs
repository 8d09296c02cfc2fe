//! What an ambiguous cell may be.

use serde::Deserialize;

use super::State;
use crate::model::Number;
use crate::model::raw::Raw;
use crate::span::Span;
use crate::template::Unit;

/// One of the cells that an ambiguous cell may be.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "super::json::CandidateIn")]
pub struct Candidate {
    /// Zero unless the state is `Reported`.
    pub(super) number: Number,
    pub(super) state: State,
    pub(super) unit: Option<Unit>,
    pub(super) raw: Raw,
    pub(super) span: Option<Span>,
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
