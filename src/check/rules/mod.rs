//! The rules, in files named after the tables that they look at.
//!
//! A rule is a function that asks its question in every place where it can be asked, and notes what became of each.

pub(super) mod applications;
pub(super) mod article20;
pub(super) mod bodies;
pub(super) mod claims;
pub(super) mod disputes;
pub(super) mod years;

use crate::model::newest;
use crate::template::{Field, Identity};

/// A field's column in the form's words, between quotation marks.
fn column(field: Field) -> String {
    format!("“{}”", newest(field.column_label()))
}

/// A field's row in the form's words, between quotation marks; in the disputes table the proceeding.
fn row(field: Field) -> String {
    format!("“{}”", newest(field.row_label()))
}

/// What `name` calls the total of a sum.
fn total(sum: &Identity, name: fn(Field) -> String) -> String {
    sum.right.first().copied().map(name).unwrap_or_default()
}
