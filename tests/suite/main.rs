//! The safety net: generated reports of both forms, rendered as tools render them, read back whole,
//! read back damaged, and never read wrong in silence.
//!
//! `GONGKAI_CASES` sets how many cases a property tries, `GONGKAI_EDITS` how many edits a layout
//! suffers; `--nocapture` prints the tallies.

mod form;
mod generate;
mod page;
mod random;
mod render;
mod script;
mod story;
mod write;
