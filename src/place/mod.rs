//! Which number belongs to which cell: rows by their labels and the form's order, columns by evidence.
//!
//! Small functions over a layout's lines of fields. Knows the form. Knows no container and no Chinese word.

pub(crate) mod assemble;
pub(crate) mod cells;
pub(crate) mod choose;
pub(crate) mod columns;
pub(crate) mod cut;
pub(crate) mod extent;
pub(crate) mod identity;
pub(crate) mod item;
pub(crate) mod lines;
pub(crate) mod lost;
pub(crate) mod near;
pub(crate) mod positional;
pub(crate) mod run_on;
pub(crate) mod settle;
pub(crate) mod stacked;
pub(crate) mod stray;
#[cfg(test)]
mod tests;
