//! Why a document could not be read at all, and the limits and choices of a reading.

use std::fmt;

/// Why there is no report at all.
///
/// Reading fails only where there is nothing to read. A document without tables, with half a table or
/// with contradictory numbers is a [`Report`](crate::Report) with cell states and findings.
///
/// ```
/// use gongkai::{Error, ErrorKind};
///
/// let error = Error::from(ErrorKind::Empty);
/// assert_eq!(error.kind(), ErrorKind::Empty);
/// assert_eq!(error.to_string(), "there is no text to read");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct Error {
    kind: ErrorKind,
}

impl Error {
    /// What is wrong.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self { kind }
    }
}

/// The kinds of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Nothing to read: no text but white space.
    Empty,
    /// The document has more bytes than [`Options::max_bytes`] allows.
    #[non_exhaustive]
    TooLarge {
        /// The limit that was exceeded, in bytes.
        limit: usize,
    },
    /// The document is a file of a format that is not read.
    #[non_exhaustive]
    Unsupported {
        /// The format.
        format: Format,
    },
    /// The document is not text in an encoding that is read.
    Encoding,
    /// The document breaks off, or is not what its beginning says.
    Damaged,
    /// The document is encrypted, and takes a password to be read. A PDF file whose password is empty is read.
    Encrypted,
    /// The document is pictures of pages, without text.
    Scanned,
    /// The document would take more than it may.
    #[non_exhaustive]
    LimitExceeded {
        /// The limit.
        limit: Limit,
    },
}

/// What a document may not exceed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// The bytes that a compressed document has when it is expanded: [`Options::max_bytes`].
    Expanded,
    /// How many times longer a part of a compressed document may be than it is compressed.
    Ratio,
    /// How deep elements may be nested.
    Depth,
    /// The cells of a sheet.
    Cells,
    /// The objects of a PDF file, and what they take to be read.
    Objects,
}

impl Limit {
    /// What is limited.
    const fn name(self) -> &'static str {
        match self {
            Self::Expanded => "bytes when expanded",
            Self::Ratio => "bytes for its compressed size",
            Self::Depth => "elements within each other",
            Self::Cells => "cells on a sheet",
            Self::Objects => "objects, or too long ones",
        }
    }
}

/// File formats that are told apart and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// PDF.
    Pdf,
    /// A zip archive, as Word and Excel files are since 2007.
    Zip,
    /// A file of Word or Excel before 2007, or an encrypted one.
    Ole,
    /// A file of Word or Excel that is one file of XML.
    OfficeXml,
    /// Rich text.
    Rtf,
    /// A picture.
    Image,
    /// A compressed file or archive.
    Archive,
}

impl Format {
    /// What the format is, and what to do about it.
    const fn advice(self) -> &'static str {
        match self {
            Self::Pdf => "a PDF file: read what `pdftotext -layout` makes of it",
            Self::Zip => {
                "a zip archive, as Word and Excel files are: save it as a web page or as text"
            }
            Self::Ole => "an old or encrypted Word or Excel file: save it as a web page or as text",
            Self::OfficeXml => {
                "a Word or Excel file in XML: save it as .docx or .xlsx, as a web page or as text"
            }
            Self::Rtf => "a rich text file: save it as a web page or as text",
            Self::Image => "a picture",
            Self::Archive => "a compressed file",
        }
    }
}

impl ErrorKind {
    /// The name in records: `empty`, `too-large`, `unsupported`, `encoding`, `damaged`, `encrypted`, `scanned`,
    /// `limit-exceeded`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too-large",
            Self::Unsupported { .. } => "unsupported",
            Self::Encoding => "encoding",
            Self::Damaged => "damaged",
            Self::Encrypted => "encrypted",
            Self::Scanned => "scanned",
            Self::LimitExceeded { .. } => "limit-exceeded",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is no text to read"),
            Self::TooLarge { limit } => write!(f, "the document has more than {limit} bytes"),
            Self::Unsupported { format } => write!(f, "the document is {}", format.advice()),
            Self::Encoding => f.write_str("the document is not text in an encoding that is read"),
            Self::Damaged => f.write_str("the document is damaged or breaks off"),
            Self::Encrypted => f.write_str("the document needs a password: open it with the password and save or print it without one"),
            Self::Scanned => f.write_str(
                "the document is pictures of pages without text: it needs text recognition (OCR) first",
            ),
            Self::LimitExceeded { limit } => {
                write!(f, "the document has too many {}", limit.name())
            }
        }
    }
}

/// The limits and choices of a reading. [`Options::new`] is what the short functions use.
///
/// ```
/// use gongkai::Options;
///
/// const SMALL: Options = Options::new().max_bytes(1 << 20).max_findings(50);
/// assert_ne!(SMALL, Options::default());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    max_bytes: usize,
    max_tables: usize,
    max_findings: usize,
    #[cfg(feature = "opencc")]
    converter: Converter,
}

/// What turns the name of the reporting organ into Simplified script, for
/// [`Report::agency`](crate::Report::agency). No number is read differently.
#[cfg(feature = "opencc")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Converter {
    /// The tables and the phrases of this crate, which were made from OpenCC's.
    #[default]
    BuiltIn,
    /// OpenCC's own library, by its configuration `t2s`.
    OpenCc,
}

/// The largest document that spans can point into, whatever the options say.
const LARGEST: usize = u32::MAX as usize;

impl Options {
    /// 64 MiB, 64 tables, 1,000 findings.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            max_bytes: 64 << 20,
            max_tables: 64,
            max_findings: 1000,
            #[cfg(feature = "opencc")]
            converter: Converter::BuiltIn,
        }
    }

    /// The largest document to read, in bytes; a larger one is an [`ErrorKind::TooLarge`]. Default 64 MiB.
    /// No document may have more than 4,294,967,295 bytes.
    #[must_use]
    pub const fn max_bytes(mut self, limit: usize) -> Self {
        self.max_bytes = if limit < LARGEST { limit } else { LARGEST };
        self
    }

    /// How many stretches of a document may be tried as a table; what follows is left unread, with a
    /// finding `limit-reached`. Default 64.
    #[must_use]
    pub const fn max_tables(mut self, limit: usize) -> Self {
        self.max_tables = limit;
        self
    }

    /// How many findings a report may hold; one `limit-reached` stands for all others. Default 1,000.
    #[must_use]
    pub const fn max_findings(mut self, limit: usize) -> Self {
        self.max_findings = limit;
        self
    }

    /// What turns names into Simplified script. Default [`Converter::BuiltIn`].
    #[cfg(feature = "opencc")]
    #[must_use]
    pub const fn converter(mut self, converter: Converter) -> Self {
        self.converter = converter;
        self
    }

    /// A name in Simplified script, by the converter of choice.
    pub(crate) fn simplified(&self, name: &str) -> String {
        #[cfg(feature = "opencc")]
        if self.converter == Converter::OpenCc {
            return crate::fold::simplify_with_opencc(name);
        }
        crate::fold::simplify(name)
    }

    /// The limit in bytes.
    pub(crate) const fn byte_limit(&self) -> usize {
        self.max_bytes
    }

    /// The limit in regions.
    pub(crate) const fn table_limit(&self) -> usize {
        self.max_tables
    }

    /// The limit in findings.
    pub(crate) const fn finding_limit(&self) -> usize {
        self.max_findings
    }
}

impl Default for Options {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_wrong() {
        let cases = [
            (ErrorKind::Empty, "empty", "there is no text to read"),
            (
                ErrorKind::TooLarge { limit: 1024 },
                "too-large",
                "the document has more than 1024 bytes",
            ),
            (
                ErrorKind::Unsupported {
                    format: Format::Pdf,
                },
                "unsupported",
                "the document is a PDF file: read what `pdftotext -layout` makes of it",
            ),
            (
                ErrorKind::Damaged,
                "damaged",
                "the document is damaged or breaks off",
            ),
            (
                ErrorKind::LimitExceeded {
                    limit: Limit::Depth,
                },
                "limit-exceeded",
                "the document has too many elements within each other",
            ),
            (
                ErrorKind::Encoding,
                "encoding",
                "the document is not text in an encoding that is read",
            ),
        ];
        for (kind, name, message) in cases {
            assert_eq!(
                (kind.as_str(), Error::from(kind).to_string().as_str()),
                (name, message)
            );
        }
    }

    #[test]
    fn names_are_simplified_by_phrase() {
        assert_eq!(Options::new().simplified("乾縣統計局"), "乾县统计局");
        #[cfg(feature = "opencc")]
        {
            let options = Options::new().converter(Converter::OpenCc);
            assert_eq!(options.simplified("乾縣統計局"), "乾县统计局");
        }
    }

    #[test]
    fn limits_are_kept_and_capped() {
        let options = Options::new().max_bytes(10).max_tables(2).max_findings(3);
        assert_eq!(
            (
                options.byte_limit(),
                options.table_limit(),
                options.finding_limit()
            ),
            (10, 2, 3)
        );
        assert_eq!(Options::new().max_bytes(usize::MAX).byte_limit(), LARGEST);
    }
}
