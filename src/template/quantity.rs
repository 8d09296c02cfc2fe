//! What sentences count: the cells of the form, and a few sums that the form has no cell for.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::field::Field;
use super::text;
use super::vocabulary::{NameVisitor, Named};

/// What a sentence of a report counts: a cell of the form, or one of ten sums that sentences speak of and the form
/// has no cell for.
///
/// A quantity is named by its id, in `FromStr`, `Display` and serde. That of a cell is the id of its [`Field`].
///
/// ```
/// use gongkai::{Field, Quantity};
///
/// let received: Quantity = "applications.received.total".parse()?;
/// assert_eq!(received.field().map(Field::id), Some("applications.received.total"));
///
/// let litigation: Quantity = "litigation.total".parse()?;
/// assert_eq!(litigation.field(), None);
/// assert_eq!(litigation.label(), "行政诉讼");
/// # Ok::<(), gongkai::UnknownQuantity>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(Kind);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind {
    Field(Field),
    Sum(Sum),
}

/// Declares the sums: the name of each here, its id, and how sentences call it.
macro_rules! sums {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $label:literal;)*) => {
        /// A quantity that is no cell of the form.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Sum {
            $($(#[$doc])* $name,)*
        }

        impl Sum {
            /// All of them, in the order of the contract.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name,)*];

            const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }

            const fn label(self) -> &'static str {
                match self {
                    $(Self::$name => $label,)*
                }
            }
        }
    };
}

sums! {
    /// Received plus carried in.
    ReceivedOrCarriedIn = "applications.received_or_carried_in.total", "收到(含结转)";
    /// The five kinds of organisation that applied.
    LegalPersons = "applications.received.legal_persons", "法人或其他组织";
    /// The results' total, as sentences speak of it.
    Processed = "applications.processed.total", "答复/办结";
    /// The eight grounds.
    Denied = "applications.results.denied.total", "不予公开";
    /// The three grounds.
    Unavailable = "applications.results.unavailable.total", "无法提供";
    /// The five grounds.
    NotProcessed = "applications.results.not_processed.total", "不予处理";
    /// The other results.
    Other = "applications.results.other.total", "其他处理";
    /// Direct plus after reconsideration.
    Litigation = "litigation.total", "行政诉讼";
    /// Fees received for information processing.
    InformationFees = "information_fees.amount", "信息处理费";
    /// Cases for which such a fee was received.
    InformationFeeCases = "information_fees.cases", "信息处理费件数";
}

impl Quantity {
    /// Every quantity: the cells in the form's order, then the sums.
    ///
    /// ```
    /// use gongkai::{Field, Quantity};
    ///
    /// assert_eq!(Quantity::all().count(), Field::all().len() + 10);
    /// ```
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        let sums = Sum::ALL.iter().map(|&sum| Self::from(sum));
        Field::all().map(Self::from).chain(sums)
    }

    /// The quantity's id, stable for ever.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self.0 {
            Kind::Field(field) => field.id(),
            Kind::Sum(sum) => sum.id(),
        }
    }

    /// The cell that it is, if the form has one for it.
    #[must_use]
    pub const fn field(self) -> Option<Field> {
        match self.0 {
            Kind::Field(field) => Some(field),
            Kind::Sum(_) => None,
        }
    }

    /// The sum that it is, if it is no cell.
    pub(crate) const fn sum(self) -> Option<Sum> {
        match self.0 {
            Kind::Field(_) => None,
            Kind::Sum(sum) => Some(sum),
        }
    }

    /// What it is called: the words of sentences, or the labels of the cell's row.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self.0 {
            Kind::Field(field) => field.row_label(),
            Kind::Sum(sum) => sum.label(),
        }
    }
}

impl Quantity {
    /// The cell with this id. Stops the compilation where there is none: call it in constants only.
    pub(crate) const fn cell(id: &str) -> Self {
        let mut index = 0;
        while let Some((field, found)) = Field::at(index) {
            if text::same(found, id) {
                return Self(Kind::Field(field));
            }
            index += 1;
        }
        panic!("no field has this id")
    }

    /// A sum that is no cell.
    pub(crate) const fn of(sum: Sum) -> Self {
        Self(Kind::Sum(sum))
    }
}

impl From<Field> for Quantity {
    fn from(field: Field) -> Self {
        Self(Kind::Field(field))
    }
}

impl From<Sum> for Quantity {
    fn from(sum: Sum) -> Self {
        Self::of(sum)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl fmt::Debug for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Quantity({})", self.id())
    }
}

/// A text that is no quantity's id.
///
/// ```
/// let error = "applications".parse::<gongkai::Quantity>().unwrap_err();
/// assert_eq!(error.to_string(), "no quantity has the id \"applications\"");
/// assert_eq!(error.text(), "applications");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no quantity has the id {text:?}")]
pub struct UnknownQuantity {
    text: String,
}

impl UnknownQuantity {
    /// The text that was to be an id.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl FromStr for Quantity {
    type Err = UnknownQuantity;

    fn from_str(text: &str) -> Result<Self, UnknownQuantity> {
        let found = Self::all().find(|quantity| quantity.id() == text);
        found.ok_or_else(|| UnknownQuantity {
            text: text.to_owned(),
        })
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor(PhantomData))
    }
}

impl Named for Quantity {
    const WHAT: &'static str = "quantity";
}
