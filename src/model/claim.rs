//! What a sentence of the report says about a quantity of the form.

use serde::{Deserialize, Serialize};

use crate::model::Number;
use crate::span::Span;
use crate::template::{Quantity, Section, Unit};

/// A figure that the report's sentences state: 全年共收到政府信息公开申请14件.
///
/// A claim is what the sentence says. It is never put into a cell; where words and table differ, both stand.
///
/// ```
/// let text = "青禾县水务局2023年政府信息公开工作年度报告
/// 一、总体情况
/// 全年共收到政府信息公开申请十四件，其中自然人12件。未发生行政复议。
/// ";
/// let report = gongkai::read_text(text)?;
/// let said = |id: &str| {
///     let claim = report.claims().iter().find(|claim| claim.quantity().id() == id);
///     claim.map(|claim| claim.value().to_string())
/// };
/// assert_eq!(said("applications.received.total").as_deref(), Some("14"));
/// assert_eq!(said("applications.received.natural_person").as_deref(), Some("12"));
/// assert_eq!(said("reconsideration.total").as_deref(), Some("0"));
/// assert_eq!(said("litigation.total"), None);
/// # Ok::<(), gongkai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Claim {
    pub(crate) quantity: Quantity,
    pub(crate) value: Number,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) unit: Option<Unit>,
    pub(crate) raw: Box<str>,
    pub(crate) span: Span,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) section: Option<Section>,
}

impl Claim {
    /// What is counted.
    #[must_use]
    pub const fn quantity(&self) -> Quantity {
        self.quantity
    }

    /// How many, or how much: 0 where the sentence says that there was none.
    #[must_use]
    pub const fn value(&self) -> Number {
        self.value
    }

    /// The unit of an amount of money.
    #[must_use]
    pub const fn unit(&self) -> Option<Unit> {
        self.unit
    }

    /// The words that say so, as printed, line breaks included.
    #[must_use]
    pub const fn raw(&self) -> &str {
        &self.raw
    }

    /// Where they stand.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.span
    }

    /// The section that they stand in; nothing before the first.
    #[must_use]
    pub const fn section(&self) -> Option<Section> {
        self.section
    }
}
