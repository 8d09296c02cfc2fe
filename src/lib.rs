//! Reads Chinese government-information-disclosure annual reports (政府信息公开工作年度报告): the same fields from the
//! same form, however a site lays it out. Every cell of the form is a value with its place in the text or says why it is
//! none; a blank is never turned into 0, and what the document does not settle is not guessed.
//!
//! ```
//! let text = "\
//! 青禾县水务局2023年政府信息公开工作年度报告
//! 第二十条第（六）项
//! 信息内容\t本年处理决定数量
//! 行政处罚\t17
//! 行政强制\t—
//! ";
//! let report = gongkai::read_text(text)?;
//!
//! let penalties = report.article20().penalties().decisions();
//! assert_eq!(penalties.number(), Some(17.into()));
//! assert_eq!(&text[penalties.span().unwrap().range()], "17");
//! assert_eq!(report.article20().compulsion().decisions().state(), gongkai::State::Nil);
//!
//! let missing = report.findings().iter().find(|finding| finding.code() == "table-missing");
//! assert_eq!(missing.unwrap().message(), "the applications table was not found");
//! # Ok::<(), gongkai::Error>(())
//! ```
//!
//! # Overview
//!
//! The primary type is [`Report`]: what [`read()`] returns for the bytes of any document that can be read, and [`read_text`] for
//! a text (`read_html`, `read_docx`, `read_xlsx` and `read_pdf` for the others that are known). [`read_all`] and its like give each report
//! of a document that holds several. Its [`Cell`]s are reached by name, for people ([`Report::article20`], [`Report::applications`],
//! [`Report::disputes`]), or by [`Field`], for programs ([`Report::cell`], [`Report::cells`]). What is odd about a
//! document is a [`Finding`]; what its sentences say about the form's quantities is a [`Claim`], beside the cells; why a cell is
//! what it is, says its [`Evidence`]. Whether the numbers add up (勾稽关系), says [`Report::check`]; [`Report::diagnostic`] draws a
//! finding for a terminal, [`Report::page`] the whole report to be looked at, [`Report::form`] writes it as the official form.
//! [`ReportBuilder`] fills one from values. [`Report::record`] is the report for other programs, as one JSON object;
//! [`Report::observations`] are its cells as tidy rows, and [`output::csv`] writes them as tables.
//!
//! A cell is in one of six states:
//!
//! | [`State`] | the document | [`Cell::number`] | [`Cell::addend`] |
//! | --- | --- | --- | --- |
//! | [`Reported`](State::Reported) | has a number there | the number | the number |
//! | [`Blank`](State::Blank) | has the cell, and it is empty | none | 0 |
//! | [`Nil`](State::Nil) | has a mark for nothing there: — / 无 N/A | none | 0 |
//! | [`Unreadable`](State::Unreadable) | has something else there | none | none |
//! | [`Ambiguous`](State::Ambiguous) | does not settle the cell; [`Cell::candidates`] lists what it may be | none | none |
//! | [`Absent`](State::Absent) | has no such cell | none | none |
//!
//! All places are byte ranges ([`Span`]) of [`Report::text`]: the text that was given, markup included, or what was made of
//! bytes that are no UTF-8 ([`Report::text_kind`] says which); [`Report::place`] makes line and column of them. An [`Error`] means that there was nothing to read. No document makes this crate panic, and
//! the cost of a reading grows with the length of the text, up to the limits of [`Options`].
//!
//! # What it does not do yet
//!
//! The binary .doc and .xls files and scanned pages are not read: [`read()`] says what to do with them. Where the blank cells of a
//! text leave no trace (one cell under the other, one value after the other on a line, columns by position that a narrow cell
//! breaks), rows that show all their values are read; cells of the others are ambiguous, and a finding says so.
//!
//! # Crate features
//!
//! None changes how a document is read that can be read without it.
//!
//! * `html` (default): web pages.
//! * `encoding` (default): GB18030, with gb2312 and gbk, and Big5.
//! * `docx`, `xlsx`: Word and Excel files.
//! * `pdf`: PDF files.
//! * `full`: all of these.
//! * `opencc`: OpenCC's C++ library as a converter that a caller can choose for names. The library must be installed.
//!
//! # Minimum Rust version
//!
//! 1.88. A later version of this crate may need a later one; the changelog then says so.

#![forbid(unsafe_code)]

#[doc(hidden)]
pub mod _bench;
mod build;
pub mod check;
mod error;
mod fold;
mod grammar;
mod layout;
mod model;
pub mod output;
mod place;
mod read;
mod source;
mod span;
mod template;

pub use build::{BuildError, Entry, ReportBuilder};
#[cfg(feature = "opencc")]
pub use error::Converter;
pub use error::{Error, ErrorKind, Format, Limit, Options};
pub use fold::{OPENCC_VERSION, UNICODE_VERSION};
pub use model::{
    Applicants, Applications, Article20, Candidate, Cause, Cell, Claim, Clue, Code, Compulsion,
    Date, Denied, Disputes, Evidence, ExtraRow, Fees, Finding, Hypothesis, LabelMatch, Layout,
    Licensing, NormativeDocuments, NotProcessed, Number, OtherExternalServices, OtherResults,
    Outcome, ParseDateError, ParseNumberError, Penalties, Period, Place, Proceedings, Procurement,
    Report, Results, Rules, Script, Severity, State, Step, TableReading, TextKind, Unavailable,
    UnknownCode, Verdict,
};
pub use output::{Diagnostic, ErrorRecord, Observation, Record};
pub use read::{read, read_all, read_all_text, read_text};
#[cfg(feature = "docx")]
pub use read::{read_all_docx, read_docx};
#[cfg(feature = "html")]
pub use read::{read_all_html, read_html};
#[cfg(feature = "pdf")]
pub use read::{read_all_pdf, read_pdf};
#[cfg(feature = "xlsx")]
pub use read::{read_all_xlsx, read_xlsx};
#[cfg(feature = "pdf")]
pub use source::pdf::PageBox;
pub use span::Span;
pub use template::{
    Field, Kind, Quantity, Section, Table, Template, Unit, UnknownField, UnknownName,
    UnknownQuantity,
};

/// The pages of the repository that belong to these: how a document is read and why so, the official form beside the grammar
/// that reads it, what a cell means, what is checked, and what changed.
pub mod _guide {
    #[doc = include_str!("../DESIGN.md")]
    pub mod design {}

    #[doc = include_str!("../docs/grammar.md")]
    pub mod grammar {}

    #[doc = include_str!("../docs/reading.md")]
    pub mod reading {}

    #[doc = include_str!("../docs/rules.md")]
    pub mod rules {}

    #[doc = include_str!("../CHANGELOG.md")]
    pub mod changelog {}
}

/// The examples of README.md, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
