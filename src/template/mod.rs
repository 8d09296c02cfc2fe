//! The two official forms, as data: rows, columns, labels, kinds, units and identities.
//!
//! `forms` declares them once; the catalogue of fields, the labels and the identities follow from it.
//! Knows what the forms print and what was seen printed in their place. Knows nothing of documents.

mod aliases;
mod catalogue;
mod field;
mod forms;
mod identities;
mod labels;
mod level;
pub(crate) mod narrative;
mod quantity;
mod rows;
mod sheet;
mod text;
mod traditional;
pub(crate) mod values;
mod vocabulary;

#[cfg(test)]
mod tests;

pub use field::{Field, UnknownField};
pub(crate) use field::{disputes_field, field};
pub(crate) use forms::{Block, Column, Group, Proceeding};
pub(crate) use identities::{Fields, Identity, IdentityKind, identities};
#[cfg(test)]
pub(crate) use labels::Origin;
pub(crate) use labels::{LABELS, Label, LabelText};
pub(crate) use level::is_below_city;
pub(crate) use quantity::Sum;
pub use quantity::{Quantity, UnknownQuantity};
pub(crate) use rows::Row;
pub(crate) use sheet::{Sheet, SheetCell, What};
pub(crate) use traditional::traditional;
pub use vocabulary::{Kind, Section, Table, Template, Unit, UnknownName};
pub(crate) mod words;
