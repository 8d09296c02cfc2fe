//! The safety net: generated reports of both forms, rendered as tools render them, read back whole,
//! read back damaged, and never read wrong in silence.
//!
//! `GONGKAI_CASES` sets how many cases a property tries, `GONGKAI_EDITS` how many edits a layout
//! suffers, and `GONGKAI_KEEP` a folder for the damaged documents that are read wrong; `--nocapture` prints the
//! tallies. `GONGKAI_SHOW=layout` with `GONGKAI_SEED=n` prints a document. `GONGKAI_SOON` expects of layouts that are not
//! read yet what will be expected of them.

mod canonical;
#[cfg(all(
    feature = "html",
    feature = "encoding",
    feature = "docx",
    feature = "xlsx",
    feature = "pdf"
))]
mod containers;
mod cut_numbers;
mod fixtures;
mod form;
#[cfg(all(
    feature = "html",
    feature = "encoding",
    feature = "docx",
    feature = "xlsx"
))]
mod formats;
mod generate;
#[cfg(feature = "html")]
mod hostile;
mod identities;
mod lists;
mod long;
mod look;
mod mutation;
mod neutral;
#[cfg(all(feature = "docx", feature = "xlsx"))]
mod office;
mod page;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "pdf")]
mod pdf_files;
#[cfg(feature = "pdf")]
mod pdf_sight;
#[cfg(feature = "pdf")]
mod pdf_writer;
mod properties;
mod random;
mod read;
mod render;
mod roundtrip;
mod script;
mod story;
mod write;
