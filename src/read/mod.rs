//! From a document to its reports: what the crate's users call.
//!
//! | | knows |
//! |---|---|
//! | `document` | what a document is, by its bytes, and who reads it |
//! | `folded` | a text and its tokens, also where these are too many to be kept |
//! | `compose` | the layouts that are tried, in which order, and the reports they show |
//! | `group` | which tables belong to one report |
//! | `tables` | how the chosen trials of a table are written into a report |
//! | `columns` | which columns of the form a table does not have |
//! | `whole` | what is to be said of the document as a whole: whose it is, what is missing |
//! | `pages` | what is to be said of the pages of a PDF file |

mod columns;
mod compose;
mod document;
mod folded;
mod group;
#[cfg(feature = "pdf")]
mod pages;
mod tables;
mod whole;

#[cfg(any(feature = "docx", feature = "xlsx"))]
use crate::source::office::Kind;
use crate::{
    error::{Error, Options},
    model::Report,
};

/// Reads the first report of a document: a web page or text, in any of the encodings that are read. What it is, its bytes
/// say.
///
/// # Errors
///
/// Only where there is nothing to read: a document without a character that says anything ([`ErrorKind::Empty`](crate::ErrorKind::Empty)), beyond
/// the limit ([`ErrorKind::TooLarge`](crate::ErrorKind::TooLarge)), of another format ([`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported)), or in no encoding that is read
/// ([`ErrorKind::Encoding`](crate::ErrorKind::Encoding)). Whatever else is wrong with a document is said in the report: by the states of its cells and
/// by its findings.
///
/// # Example
///
/// ```
/// let bytes = "第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t17\n行政强制\t—\n".as_bytes();
/// let report = gongkai::read(bytes)?;
/// assert_eq!(report.article20().penalties().decisions().number(), Some(17.into()));
/// assert_eq!(report.text_kind(), gongkai::TextKind::Input);
///
/// let error = gongkai::read(b"{\\rtf1").unwrap_err();
/// assert_eq!(error.to_string(), "the document is a rich text file: save it as a web page or as text");
/// # Ok::<(), gongkai::Error>(())
/// ```
pub fn read(bytes: &[u8]) -> Result<Report, Error> {
    Options::new().read(bytes)
}

/// Reads every report of a document, as [`read()`] reads the first.
///
/// # Errors
///
/// As [`read()`].
///
/// # Example
///
/// ```
/// let reports = gongkai::read_all("青溪市统计局2023年政府信息公开工作年度报告".as_bytes())?;
/// assert_eq!(reports.len(), 1);
/// # Ok::<(), gongkai::Error>(())
/// ```
pub fn read_all(bytes: &[u8]) -> Result<Vec<Report>, Error> {
    Options::new().read_all(bytes)
}

/// Reads the first report of a web page, or of a text with tables in HTML among it.
///
/// Spans index the markup that was given.
///
/// # Errors
///
/// As [`read_text`].
///
/// # Example
///
/// ```
/// let page = "<table><tr><td>信息内容<td>本年处理决定数量<tr><td>行政处罚<td>1<b>7</b><tr><td>行政强制<td></table>";
/// let report = gongkai::read_html(page)?;
///
/// let penalties = report.article20().penalties().decisions();
/// assert_eq!(penalties.number(), Some(17.into()));
/// assert_eq!(penalties.raw(), "17");
/// assert_eq!(&page[penalties.span().unwrap().range()], "1<b>7");
/// assert_eq!(report.article20().compulsion().decisions().state(), gongkai::State::Blank);
/// # Ok::<(), gongkai::Error>(())
/// ```
#[cfg(feature = "html")]
pub fn read_html(page: &str) -> Result<Report, Error> {
    Options::new().read_html(page)
}

/// Reads every report of a web page, as [`read_html`] reads the first.
///
/// # Errors
///
/// As [`read_text`].
///
/// # Example
///
/// ```
/// let reports = gongkai::read_all_html("<h1>青溪市统计局2023年政府信息公开工作年度报告</h1>")?;
/// assert_eq!(reports[0].year(), Some(2023));
/// # Ok::<(), gongkai::Error>(())
/// ```
#[cfg(feature = "html")]
pub fn read_all_html(page: &str) -> Result<Vec<Report>, Error> {
    Options::new().read_all_html(page)
}

/// Reads the first report of a Word file (.docx). Spans index the text that is taken out of it, [`Report::text`].
///
/// # Errors
///
/// As [`read()`]; what is no package is [`ErrorKind::Damaged`](crate::ErrorKind::Damaged).
///
/// # Example
///
/// ```
/// let error = gongkai::read_docx(b"no package").unwrap_err();
/// assert_eq!(error.kind(), gongkai::ErrorKind::Damaged);
/// ```
#[cfg(feature = "docx")]
pub fn read_docx(bytes: &[u8]) -> Result<Report, Error> {
    Options::new().read_docx(bytes)
}

/// Reads every report of a Word file (.docx), as [`read_docx`] reads the first.
///
/// # Errors
///
/// As [`read_docx`].
///
/// # Example
///
/// ```
/// let error = gongkai::read_all_docx(b"").unwrap_err();
/// assert_eq!(error.to_string(), "the document is damaged or breaks off");
/// ```
#[cfg(feature = "docx")]
pub fn read_all_docx(bytes: &[u8]) -> Result<Vec<Report>, Error> {
    Options::new().read_all_docx(bytes)
}

/// Reads the first report of an Excel file (.xlsx), one sheet under the other. Spans index the text that is taken out of it, [`Report::text`].
///
/// # Errors
///
/// As [`read()`]; what is no package is [`ErrorKind::Damaged`](crate::ErrorKind::Damaged).
///
/// # Example
///
/// ```
/// let error = gongkai::read_xlsx(b"no package").unwrap_err();
/// assert_eq!(error.kind(), gongkai::ErrorKind::Damaged);
/// ```
#[cfg(feature = "xlsx")]
pub fn read_xlsx(bytes: &[u8]) -> Result<Report, Error> {
    Options::new().read_xlsx(bytes)
}

/// Reads every report of an Excel file (.xlsx), one sheet under the other, as [`read_xlsx`] reads the first.
///
/// # Errors
///
/// As [`read_xlsx`].
///
/// # Example
///
/// ```
/// let error = gongkai::read_all_xlsx(b"").unwrap_err();
/// assert_eq!(error.to_string(), "the document is damaged or breaks off");
/// ```
#[cfg(feature = "xlsx")]
pub fn read_all_xlsx(bytes: &[u8]) -> Result<Vec<Report>, Error> {
    Options::new().read_all_xlsx(bytes)
}

/// Reads the first report of a PDF file. Spans index the text that is taken out of it, [`Report::text`]; where that stands
/// on the pages says [`Report::regions`].
///
/// # Errors
///
/// As [`read()`]; also for a file that takes a password ([`ErrorKind::Encrypted`](crate::ErrorKind::Encrypted)), and one of pictures without text
/// ([`ErrorKind::Scanned`](crate::ErrorKind::Scanned)).
///
/// # Example
///
/// ```
/// let error = gongkai::read_pdf(b"no file").unwrap_err();
/// assert_eq!(error.kind(), gongkai::ErrorKind::Damaged);
/// ```
#[cfg(feature = "pdf")]
pub fn read_pdf(bytes: &[u8]) -> Result<Report, Error> {
    Options::new().read_pdf(bytes)
}

/// Reads every report of a PDF file, as [`read_pdf`] reads the first.
///
/// # Errors
///
/// As [`read_pdf`].
///
/// # Example
///
/// ```
/// let error = gongkai::read_all_pdf(b"%PDF-1.7").unwrap_err();
/// assert_eq!(error.to_string(), "the document is damaged or breaks off");
/// ```
#[cfg(feature = "pdf")]
pub fn read_all_pdf(bytes: &[u8]) -> Result<Vec<Report>, Error> {
    Options::new().read_all_pdf(bytes)
}

/// Reads the first report of a text.
///
/// # Errors
///
/// Only where there is nothing to read: a text without a character that says anything
/// ([`ErrorKind::Empty`](crate::ErrorKind::Empty)), or one beyond the limit ([`ErrorKind::TooLarge`](crate::ErrorKind::TooLarge)). Whatever else is wrong with a document is
/// said in the report: by the states of its cells and by its findings.
///
/// # Example
///
/// ```
/// let text = "\
/// 青溪市统计局2023年政府信息公开工作年度报告
/// 第二十条第（五）项
/// 信息内容\t本年处理决定数量
/// 行政许可\t40
/// 第二十条第（六）项
/// 信息内容\t本年处理决定数量
/// 行政处罚\t—
/// 行政强制\t
/// ";
/// let report = gongkai::read_text(text)?;
/// let article20 = report.article20();
/// assert_eq!(report.year(), Some(2023));
/// assert_eq!(article20.licensing().decisions().number(), Some(40.into()));
/// assert_eq!(article20.penalties().decisions().state(), gongkai::State::Nil);
/// assert_eq!(article20.compulsion().decisions().state(), gongkai::State::Blank);
/// # Ok::<(), gongkai::Error>(())
/// ```
pub fn read_text(text: &str) -> Result<Report, Error> {
    Options::new().read_text(text)
}

/// Reads every report of a text: a page may hold several, side by side or one behind the other.
///
/// There is always at least one, be it one in which nothing was found.
///
/// # Errors
///
/// As [`read_text`].
///
/// # Example
///
/// ```
/// let reports = gongkai::read_all_text("青溪市统计局2023年政府信息公开工作年度报告")?;
/// assert_eq!(reports.len(), 1);
/// assert_eq!(reports[0].template(), None);
/// # Ok::<(), gongkai::Error>(())
/// ```
pub fn read_all_text(text: &str) -> Result<Vec<Report>, Error> {
    Options::new().read_all_text(text)
}

impl Options {
    /// Reads the first report of a text, as [`read_text`] does.
    ///
    /// # Errors
    ///
    /// As [`read_text`].
    ///
    /// # Example
    ///
    /// ```
    /// use gongkai::{ErrorKind, Options};
    ///
    /// let error = Options::new().max_bytes(8).read_text("青溪市统计局").unwrap_err();
    /// assert!(matches!(error.kind(), ErrorKind::TooLarge { limit: 8, .. }));
    /// ```
    pub fn read_text(&self, text: &str) -> Result<Report, Error> {
        let mut reports = self.reports(text, 1)?;
        Ok(reports.pop().unwrap_or_default())
    }

    /// Reads every report of a text, as [`read_all_text`] does.
    ///
    /// # Errors
    ///
    /// As [`read_text`].
    ///
    /// # Example
    ///
    /// ```
    /// let reports = gongkai::Options::new().read_all_text("青溪市统计局2023年政府信息公开工作年度报告")?;
    /// assert_eq!(reports[0].year(), Some(2023));
    /// # Ok::<(), gongkai::Error>(())
    /// ```
    pub fn read_all_text(&self, text: &str) -> Result<Vec<Report>, Error> {
        self.reports(text, usize::MAX)
    }

    /// Reads the first report of a document, as [`read()`] does.
    ///
    /// # Errors
    ///
    /// As [`read()`].
    ///
    /// # Example
    ///
    /// ```
    /// let error = gongkai::Options::new().read(b"\x89PNG\r\n\x1a\n").unwrap_err();
    /// assert_eq!(error.kind().as_str(), "unsupported");
    /// ```
    pub fn read(&self, bytes: &[u8]) -> Result<Report, Error> {
        let mut reports = self.reports_of_bytes(bytes, 1)?;
        Ok(reports.pop().unwrap_or_default())
    }

    /// Reads every report of a document, as [`read_all`] does.
    ///
    /// # Errors
    ///
    /// As [`read()`].
    ///
    /// # Example
    ///
    /// ```
    /// let reports = gongkai::Options::new().read_all("青溪市统计局2023年政府信息公开工作年度报告".as_bytes())?;
    /// assert_eq!(reports[0].year(), Some(2023));
    /// # Ok::<(), gongkai::Error>(())
    /// ```
    pub fn read_all(&self, bytes: &[u8]) -> Result<Vec<Report>, Error> {
        self.reports_of_bytes(bytes, usize::MAX)
    }

    /// Reads the first report of a web page, as [`read_html`] does.
    ///
    /// # Errors
    ///
    /// As [`read_text`].
    ///
    /// # Example
    ///
    /// ```
    /// let report = gongkai::Options::new().read_html("<p>青溪市统计局2023年政府信息公开工作年度报告")?;
    /// assert_eq!(report.agency(), Some("青溪市统计局"));
    /// # Ok::<(), gongkai::Error>(())
    /// ```
    #[cfg(feature = "html")]
    pub fn read_html(&self, page: &str) -> Result<Report, Error> {
        let mut reports = self.reports_of_page(page, 1)?;
        Ok(reports.pop().unwrap_or_default())
    }

    /// Reads every report of a web page, as [`read_all_html`] does.
    ///
    /// # Errors
    ///
    /// As [`read_text`].
    ///
    /// # Example
    ///
    /// ```
    /// let error = gongkai::Options::new().read_all_html("<p>&nbsp;</p>").unwrap_err();
    /// assert_eq!(error.kind(), gongkai::ErrorKind::Empty);
    /// ```
    #[cfg(feature = "html")]
    pub fn read_all_html(&self, page: &str) -> Result<Vec<Report>, Error> {
        self.reports_of_page(page, usize::MAX)
    }

    /// Reads the first report of a Word file, as [`read_docx`] does.
    ///
    /// # Errors
    ///
    /// As [`read_docx`].
    ///
    /// # Example
    ///
    /// ```
    /// let error = gongkai::Options::new().max_bytes(2).read_docx(b"PK\x03\x04").unwrap_err();
    /// assert_eq!(error.kind().as_str(), "too-large");
    /// ```
    #[cfg(feature = "docx")]
    pub fn read_docx(&self, bytes: &[u8]) -> Result<Report, Error> {
        let mut reports = self.reports_of_package(bytes, Some(Kind::Word), 1)?;
        Ok(reports.pop().unwrap_or_default())
    }

    /// Reads every report of a Word file, as [`read_all_docx`] does.
    ///
    /// # Errors
    ///
    /// As [`read_docx`].
    ///
    /// # Example
    ///
    /// ```
    /// let error = gongkai::Options::new().read_all_docx(b"PK\x03\x04").unwrap_err();
    /// assert_eq!(error.kind(), gongkai::ErrorKind::Damaged);
    /// ```
    #[cfg(feature = "docx")]
    pub fn read_all_docx(&self, bytes: &[u8]) -> Result<Vec<Report>, Error> {
        self.reports_of_package(bytes, Some(Kind::Word), usize::MAX)
    }

    /// Reads the first report of an Excel file, as [`read_xlsx`] does.
    ///
    /// # Errors
    ///
    /// As [`read_xlsx`].
    ///
    /// # Example
    ///
    /// ```
    /// let error = gongkai::Options::new().max_bytes(2).read_xlsx(b"PK\x03\x04").unwrap_err();
    /// assert_eq!(error.kind().as_str(), "too-large");
    /// ```
    #[cfg(feature = "xlsx")]
    pub fn read_xlsx(&self, bytes: &[u8]) -> Result<Report, Error> {
        let mut reports = self.reports_of_package(bytes, Some(Kind::Excel), 1)?;
        Ok(reports.pop().unwrap_or_default())
    }

    /// Reads every report of an Excel file, as [`read_all_xlsx`] does.
    ///
    /// # Errors
    ///
    /// As [`read_xlsx`].
    ///
    /// # Example
    ///
    /// ```
    /// let error = gongkai::Options::new().read_all_xlsx(b"PK\x03\x04").unwrap_err();
    /// assert_eq!(error.kind(), gongkai::ErrorKind::Damaged);
    /// ```
    #[cfg(feature = "xlsx")]
    pub fn read_all_xlsx(&self, bytes: &[u8]) -> Result<Vec<Report>, Error> {
        self.reports_of_package(bytes, Some(Kind::Excel), usize::MAX)
    }

    /// Reads the first report of a PDF file, as [`read_pdf`] does.
    ///
    /// # Errors
    ///
    /// As [`read_pdf`].
    ///
    /// # Example
    ///
    /// ```
    /// let error = gongkai::Options::new().max_bytes(2).read_pdf(b"%PDF-1.7").unwrap_err();
    /// assert_eq!(error.kind().as_str(), "too-large");
    /// ```
    #[cfg(feature = "pdf")]
    pub fn read_pdf(&self, bytes: &[u8]) -> Result<Report, Error> {
        let mut reports = self.reports_of_pdf(bytes, 1)?;
        Ok(reports.pop().unwrap_or_default())
    }

    /// Reads every report of a PDF file, as [`read_all_pdf`] does.
    ///
    /// # Errors
    ///
    /// As [`read_pdf`].
    ///
    /// # Example
    ///
    /// ```
    /// let error = gongkai::Options::new().read_all_pdf(b"%PDF-1.7").unwrap_err();
    /// assert_eq!(error.kind(), gongkai::ErrorKind::Damaged);
    /// ```
    #[cfg(feature = "pdf")]
    pub fn read_all_pdf(&self, bytes: &[u8]) -> Result<Vec<Report>, Error> {
        self.reports_of_pdf(bytes, usize::MAX)
    }
}
