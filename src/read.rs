//! From a document to its reports: fold, try layouts, choose, settle, and say what is missing.

#[cfg(any(feature = "docx", feature = "xlsx", feature = "pdf"))]
use crate::error::Format;
#[cfg(any(feature = "docx", feature = "xlsx"))]
use crate::source::office::Kind;
use crate::{
    error::{Error, ErrorKind, Options},
    fold::{self, Leanings, Token},
    grammar::{Prose, claims::Setting, preamble},
    layout::{self, Strip},
    model::{
        Agency, Candidate, Cell, Clue, Date, Draft, ExtraRow, Finding, LabelMatch, Period, Report,
        RowEvidence, Script, State, Step, TableReading, TextKind, Words, code,
    },
    place::{
        assemble::Run,
        cells::{Cells, short},
        choose::{
            Cut, Pick, Tried, attempts, choose, is_complete, lacking, run_on, strips,
            yield_to_positions,
        },
        columns::{Choice, Placement},
        item::Memo,
        positional::Page,
        settle::{Trial, span},
    },
    source::{self, Document},
    span::Span,
    template::{Field, Row, Table, Template, words},
};

/// Reads the first report of a document: a web page or text, in any of the encodings that are read. What it is, its bytes
/// say.
///
/// # Errors
///
/// Only where there is nothing to read: a document without a character that says anything ([`ErrorKind::Empty`]), beyond
/// the limit ([`ErrorKind::TooLarge`]), of another format ([`ErrorKind::Unsupported`]), or in no encoding that is read
/// ([`ErrorKind::Encoding`]). Whatever else is wrong with a document is said in the report: by the states of its cells and
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
/// As [`read()`]; what is no package is [`ErrorKind::Damaged`].
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
/// As [`read()`]; what is no package is [`ErrorKind::Damaged`].
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
/// As [`read()`]; also for a file that takes a password ([`ErrorKind::Encrypted`]), and one of pictures without text
/// ([`ErrorKind::Scanned`]).
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
/// ([`ErrorKind::Empty`]), or one beyond the limit ([`ErrorKind::TooLarge`]). Whatever else is wrong with a document is
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

    /// The reports of a PDF file.
    #[cfg(feature = "pdf")]
    fn reports_of_pdf(&self, bytes: &[u8], most: usize) -> Result<Vec<Report>, Error> {
        self.check_size(bytes.len())?;
        let (document, extras) = source::pdf::read(bytes, self.byte_limit(), is_torn)?;
        let mut reports = self.reports_of(&document.text, &document, most)?;
        let regions = std::sync::Arc::new(extras.regions);
        let findings = of_pages(&extras.flaws, extras.repaired);
        for report in &mut reports {
            report.set_text_kind(TextKind::Extracted);
            report.add_pages(std::sync::Arc::clone(&regions), findings.clone());
        }
        Ok(reports)
    }

    fn check_size(&self, bytes: usize) -> Result<(), Error> {
        if bytes > self.byte_limit() {
            let limit = self.byte_limit();
            return Err(ErrorKind::TooLarge { limit }.into());
        }
        Ok(())
    }

    fn reports(&self, text: &str, most: usize) -> Result<Vec<Report>, Error> {
        self.check_size(text.len())?;
        self.reports_of(text, &Document::plain(text), most)
    }

    #[cfg(feature = "html")]
    fn reports_of_page(&self, page: &str, most: usize) -> Result<Vec<Report>, Error> {
        self.check_size(page.len())?;
        self.reports_of(page, &source::html::read(page), most)
    }

    /// The reports of an office file, of `only` this kind if one is given.
    #[cfg(any(feature = "docx", feature = "xlsx"))]
    fn reports_of_package(
        &self,
        bytes: &[u8],
        only: Option<Kind>,
        most: usize,
    ) -> Result<Vec<Report>, Error> {
        self.check_size(bytes.len())?;
        let document = source::office::read(bytes, self.byte_limit(), only)?;
        let mut reports = self.reports_of(&document.text, &document, most)?;
        for report in &mut reports {
            report.set_text_kind(TextKind::Extracted);
        }
        Ok(reports)
    }

    fn reports_of_bytes(&self, bytes: &[u8], most: usize) -> Result<Vec<Report>, Error> {
        self.check_size(bytes.len())?;
        #[cfg(any(feature = "docx", feature = "xlsx"))]
        if source::bytes::signature(bytes) == Some(Format::Zip) {
            return self.reports_of_package(bytes, None, most);
        }
        #[cfg(feature = "pdf")]
        if source::bytes::signature(bytes) == Some(Format::Pdf) {
            return self.reports_of_pdf(bytes, most);
        }
        #[cfg(feature = "html")]
        if let Some(pages) = source::mhtml::pages(bytes) {
            let mut reports = self.reports_of_text(&pages, most)?;
            for report in &mut reports {
                report.set_text_kind(TextKind::Decoded);
            }
            return Ok(reports);
        }
        self.reports_of_text(bytes, most)
    }

    /// The reports of bytes that are text, marked up or not.
    fn reports_of_text(&self, bytes: &[u8], most: usize) -> Result<Vec<Report>, Error> {
        let frequent = |ch: char| words::FREQUENT.binary_search(&ch).is_ok();
        let decoded = source::bytes::decode(bytes, frequent)?;
        // What is decoded may be longer than the bytes were.
        self.check_size(decoded.text.len())?;
        if source::bytes::is_office_xml(&decoded.text) {
            return self.reports_of_office_xml(&decoded.text, most);
        }
        let mut reports = self.reports_of_decoded(&decoded.text, most)?;
        if !decoded.verbatim {
            for report in &mut reports {
                report.set_text_kind(TextKind::Decoded);
            }
        }
        Ok(reports)
    }

    /// The reports of an office file that is one file of XML.
    #[cfg(feature = "docx")]
    fn reports_of_office_xml(&self, part: &str, most: usize) -> Result<Vec<Report>, Error> {
        let document = source::office::read_xml(part)?;
        let mut reports = self.reports_of(&document.text, &document, most)?;
        for report in &mut reports {
            report.set_text_kind(TextKind::Extracted);
        }
        Ok(reports)
    }

    #[cfg(not(feature = "docx"))]
    fn reports_of_office_xml(&self, _: &str, _: usize) -> Result<Vec<Report>, Error> {
        let format = crate::Format::OfficeXml;
        Err(ErrorKind::Unsupported { format }.into())
    }

    #[cfg(feature = "html")]
    fn reports_of_decoded(&self, text: &str, most: usize) -> Result<Vec<Report>, Error> {
        if source::html::is_markup(text) {
            self.reports_of_page(text, most)
        } else {
            self.reports(text, most)
        }
    }

    #[cfg(not(feature = "html"))]
    fn reports_of_decoded(&self, text: &str, most: usize) -> Result<Vec<Report>, Error> {
        self.reports(text, most)
    }

    /// The reports of a document that was made of `given`.
    fn reports_of(
        &self,
        given: &str,
        document: &Document<'_>,
        most: usize,
    ) -> Result<Vec<Report>, Error> {
        let text = &*document.text;
        let (tokens, leanings) = fold::fold_and_weigh(text);
        if tokens.iter().all(|token| crate::grammar::is_space(*token)) {
            return Err(Error::from(ErrorKind::Empty));
        }
        let script = script(leanings);
        let grid = layout::grid::strip(document, &tokens).map(|strip| (Cut::Grid, strip));
        let mut strips: Vec<(Cut, Strip<'_>)> = grid.into_iter().collect();
        let mut memo = Memo::default();
        let told = attempts(text, &strips, &mut memo, self.table_limit());
        // Where the grids do not tell all, the lines may.
        let mut reports = if is_complete(&told) {
            self.compose(text, &tokens, script, &told, most)
        } else {
            drop(told);
            strips.extend(self::strips(text, &tokens, &mut memo));
            let (page, late);
            let mut all = attempts(text, &strips, &mut memo, self.table_limit());
            let lacking = lacking(&all);
            page = if lacking.is_empty() {
                None
            } else {
                Page::read(text, &tokens, &document.measured)
            };
            let tried = |page| Page::tried(page, text, self.table_limit(), &lacking);
            all.extend(page.as_ref().map(tried));
            late = run_on(text, &tokens, &all);
            let mut later = attempts(text, &late, &mut memo, self.table_limit());
            yield_to_positions(&mut later, &all);
            all.extend(later);
            drop(memo);
            self.compose(text, &tokens, script, &all, most)
        };
        if !document.places.is_empty() {
            for report in &mut reports {
                report.relocate(given, |span| joined(given, document.sources(span)));
            }
        }
        Ok(reports)
    }

    /// The reports that layouts show in a text.
    fn compose(
        &self,
        text: &str,
        tokens: &[Token],
        script: Script,
        all: &[Tried<'_, '_>],
        most: usize,
    ) -> Vec<Report> {
        let (picks, hypotheses) = choose(all);
        let groups = group(text, tokens, all, &picks);
        let count = groups.len();
        let ends: Vec<usize> = groups
            .iter()
            .skip(1)
            .map(|group| group.from)
            .chain([text.len()])
            .collect();
        let reports =
            groups
                .into_iter()
                .zip(ends)
                .take(most)
                .enumerate()
                .map(|(index, (group, end))| {
                    let mut draft = Draft::new(text);
                    draft.script = script;
                    draft.hypotheses = hypotheses.clone();
                    let mut writer = Writer {
                        source: text,
                        all,
                        draft,
                        finding_limit: self.finding_limit(),
                    };
                    writer.tables(&group);
                    if count > 1 && index == 0 {
                        writer.several(count);
                    }
                    writer.limits(self);
                    writer.preamble(within(tokens, group.from, end), self);
                    writer.judge();
                    writer.finish(self)
                });
        reports.collect()
    }
}

/// Whether two texts are a label in halves: the first is none yet, the second is none, and together they are one.
#[cfg(feature = "pdf")]
fn is_torn(head: &str, tail: &str) -> bool {
    use crate::grammar::{
        Tokens,
        label::{Said, said},
    };
    /// No label is longer, notes and all.
    const LONGEST: usize = 512;
    if head.is_empty() || tail.is_empty() || head.len() + tail.len() > LONGEST {
        return false;
    }
    let says = |text: &str| {
        let tokens = fold::fold(text);
        let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        match said(Tokens::new(&tokens, end)) {
            Said::Labels(labels) if labels.iter().all(|label| !label.unclosed) => Some(true),
            Said::Labels(_) | Said::Head => Some(false),
            Said::Labelled(_) | Said::Nothing => None,
        }
    };
    says(head) == Some(false)
        && says(tail) != Some(true)
        && says(&format!("{head}{tail}")) == Some(true)
}

/// What there is to say of the pages of a file.
#[cfg(feature = "pdf")]
fn of_pages(flaws: &[(u32, source::pdf::Flaw)], repaired: bool) -> Vec<Finding> {
    use source::pdf::Flaw;
    let list = |wanted: fn(&Flaw) -> bool| {
        const MOST: usize = 20;
        let pages = flaws.iter().filter(|(_, flaw)| wanted(flaw));
        let pages: Vec<String> = pages.map(|(page, _)| page.to_string()).collect();
        let more = if pages.len() > MOST { ", …" } else { "" };
        let listed = pages.get(..MOST).unwrap_or(&pages).join(", ");
        (!pages.is_empty())
            .then(|| Words::both(format!("{listed}{more}"), listed.replace(", ", "、")))
    };
    let unknown: usize = flaws
        .iter()
        .map(|(_, flaw)| match flaw {
            Flaw::Unknown(count) => *count,
            _ => 0,
        })
        .sum();
    let count = ("count", unknown.into());
    let finding = |code, wanted| {
        let pages = ("pages", list(wanted)?);
        Some(Finding::new(code, &[pages, count.clone()]))
    };
    let findings = [
        finding(&code::PAGE_IS_PICTURE, |flaw| *flaw == Flaw::Picture),
        finding(&code::TEXT_RECOGNISED, |flaw| *flaw == Flaw::Recognised),
        finding(&code::FONT_UNMAPPED, |flaw| {
            matches!(flaw, Flaw::Unknown(_))
        }),
    ];
    let repaired = repaired.then(|| Finding::new(&code::FILE_REPAIRED, &[]));
    findings.into_iter().flatten().chain(repaired).collect()
}

/// Ranges of `text` with nothing but white space between, as one.
fn joined(text: &str, spans: Vec<Span>) -> impl Iterator<Item = Span> {
    let mut spans = spans.into_iter().peekable();
    std::iter::from_fn(move || {
        let mut span = spans.next()?;
        while let Some(next) = spans.next_if(|next| {
            let between = text.get(span.end()..next.start());
            between.is_some_and(|between| between.trim_ascii().is_empty())
        }) {
            span = span.cover(next);
        }
        Some(span)
    })
}

/// The trials that make up one report: for each table those that stand for it, the first first.
#[derive(Debug, Default)]
struct Group {
    tables: [Vec<Pick>; 3],
    /// Where the report begins in the text.
    from: usize,
}

fn trial<'a>(all: &'a [Tried<'_, '_>], pick: Pick) -> Option<(&'a Tried<'a, 'a>, &'a Trial)> {
    let tried = all.get(pick.tried)?;
    Some((tried, tried.trials.get(pick.trial)?))
}

/// Tables in the order of the text, put together to reports.
///
/// A second report begins where a table stands a second time under another title, or with other values, if a title
/// stands before it or at least two different tables do. Other copies are one table.
fn group(source: &str, tokens: &[Token], all: &[Tried<'_, '_>], picks: &[Pick]) -> Vec<Group> {
    let mut placed: Vec<(Span, Table, Pick)> = picks
        .iter()
        .filter_map(|&pick| {
            let (tried, trial) = trial(all, pick)?;
            Some((span(&tried.rows, trial, source), trial.sheet.table, pick))
        })
        .collect();
    placed.sort_by_key(|(span, _, _)| (span.start(), span.end()));
    let several = Table::ALL
        .iter()
        .filter(|&&table| is_twice(source, all, &placed, table))
        .count()
        >= 2;
    let copied = Table::ALL.iter().any(|table| {
        placed
            .iter()
            .filter(|(_, of, _)| of == table)
            .nth(1)
            .is_some()
    });
    let mut groups = vec![Group::default()];
    let mut before = 0;
    let mut name = String::new();
    for (span, table, pick) in placed {
        let there = groups
            .last()
            .and_then(|group| group.tables.get(table as usize)?.last().copied());
        let title = if copied {
            title_between(source, tokens, before, span.start())
        } else {
            None
        };
        if let Some(there) = there {
            let other = !agree(&claims(source, all, there), &claims(source, all, pick));
            let renamed = title.is_some_and(|title| named(source, tokens, title) != name);
            if renamed || (other && (several || title.is_some())) {
                groups.push(Group {
                    from: title.map_or(before, Span::start),
                    ..Group::default()
                });
            }
        }
        if let Some(title) = title {
            name = named(source, tokens, title);
        }
        before = before.max(span.end());
        if let Some(there) = groups
            .last_mut()
            .and_then(|group| group.tables.get_mut(table as usize))
        {
            there.push(pick);
        }
    }
    groups
}

/// The letters and digits of a title.
fn named(source: &str, tokens: &[Token], title: Span) -> String {
    let within = within(tokens, title.start(), title.end().min(source.len()));
    within
        .iter()
        .map(|token| token.ch())
        .filter(|ch| ch.is_alphanumeric())
        .collect()
}

/// The tokens of a range of the text.
fn within(tokens: &[Token], from: usize, to: usize) -> &[Token] {
    let at = |offset: usize| tokens.partition_point(|token| (token.at() as usize) < offset);
    tokens.get(at(from)..at(to)).unwrap_or_default()
}

/// The title of a report that stands between two places.
fn title_between(source: &str, tokens: &[Token], from: usize, to: usize) -> Option<Span> {
    preamble::read(source, within(tokens, from, to), &[]).title
}

/// Whether two copies of a table have the same cells.
fn agree(left: &[(Field, Cell)], right: &[(Field, Cell)]) -> bool {
    let says = |(field, cell): &(Field, Cell)| {
        right
            .iter()
            .any(|(of, there)| of == field && says_the_same(cell, there))
    };
    left.len() == right.len() && left.iter().all(says)
}

/// Whether a table stands in the text twice, with different values.
fn is_twice(
    source: &str,
    all: &[Tried<'_, '_>],
    placed: &[(Span, Table, Pick)],
    table: Table,
) -> bool {
    let copies = placed.iter().filter(|(_, of, _)| *of == table);
    if copies.clone().nth(1).is_none() {
        return false;
    }
    let mut copies = copies.map(|(_, _, pick)| claims(source, all, *pick));
    let Some(first) = copies.next() else {
        return false;
    };
    copies.any(|other| !agree(&first, &other))
}

/// The cells of a trial that claim something.
fn claims(source: &str, all: &[Tried<'_, '_>], pick: Pick) -> Vec<(Field, Cell)> {
    let Some((tried, trial)) = trial(all, pick) else {
        return Vec::new();
    };
    let maker = Cells::new(source, &tried.rows, trial);
    let mut cells = Vec::new();
    for (run, placement) in trial.sheet.runs.iter().zip(&trial.placements) {
        cells.extend(maker.of(run, placement, &mut Vec::new()));
    }
    cells
}

/// Whether two cells have the same content, wherever they stand.
fn says_the_same(left: &Cell, right: &Cell) -> bool {
    left.state() == right.state() && left.number() == right.number() && left.unit() == right.unit()
}

/// The script of the document: by the characters that only one of the two uses.
fn script(leanings: Leanings) -> Script {
    let Leanings {
        simplified,
        traditional,
    } = leanings;
    // A name or a quotation in the other script does not make a document mixed.
    let (few, many) = (simplified.min(traditional), simplified.max(traditional));
    match (simplified, traditional) {
        (0, 0) => Script::Neutral,
        _ if few * 10 > many => Script::Mixed,
        _ if simplified > traditional => Script::Simplified,
        _ => Script::Traditional,
    }
}

/// Writes a report.
struct Writer<'a> {
    source: &'a str,
    all: &'a [Tried<'a, 'a>],
    draft: Draft,
    finding_limit: usize,
}

impl Writer<'_> {
    fn tables(&mut self, group: &Group) {
        for (&table, picks) in Table::ALL.iter().zip(&group.tables) {
            for (index, &pick) in picks.iter().enumerate() {
                self.table(table, pick, index == 0);
            }
            if picks.len() > 1 {
                let finding = Finding::new(
                    &code::REPEATED_TABLE,
                    &[("table", table.into()), ("count", picks.len().into())],
                );
                let spans: Vec<Span> = picks
                    .iter()
                    .filter_map(|&pick| trial(self.all, pick))
                    .map(|(tried, trial)| span(&tried.rows, trial, self.source))
                    .collect();
                self.draft.findings.push(finding.located(spans));
            }
        }
    }

    /// Writes the cells of one trial, `first` if it is the table's first.
    fn table(&mut self, table: Table, pick: Pick, first: bool) {
        let Some((tried, trial)) = trial(self.all, pick) else {
            return;
        };
        let stands = trial.stands();
        let maker = Cells::new(self.source, &tried.rows, trial);
        let count = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        if first && let Some(slot) = self.draft.tables.get_mut(table as usize) {
            *slot = Some(TableReading {
                template: trial.template,
                layout: tried.layout(),
                rows: count(trial.sheet.runs.len()),
                confirmed: count(trial.confirming),
                span: span(&tried.rows, trial, self.source),
            });
        }
        if !stands {
            let finding = Finding::new(&code::LAYOUT_UNSETTLED, &[("table", table.into())]);
            self.draft
                .findings
                .push(finding.located([span(&tried.rows, trial, self.source)]));
        }
        for (run, placement) in trial.sheet.runs.iter().zip(&trial.placements) {
            let mut findings = Vec::new();
            let cells = maker.of(run, placement, &mut findings);
            self.row_findings(tried, trial, run, placement, &cells);
            self.draft.findings.append(&mut findings);
            for (field, cell) in cells {
                let cell = if stands { cell } else { withdrawn(cell) };
                self.put(field, cell);
            }
            self.draft
                .rows
                .retain(|evidence| evidence.row != run.row || run.proceeding.is_some());
            self.draft.rows.push(RowEvidence {
                row: run.row,
                label: run.label,
                label_span: run.label_span,
                label_rest: run.label_rest,
                offset: placement.offset,
                steps: placement.steps.clone().into(),
            });
        }
        self.torn_labels(table, trial);
        self.extra_rows(tried, trial);
    }

    /// One finding for all labels that are torn: where labels wrap, most are. The evidence of each row has its pieces.
    fn torn_labels(&mut self, table: Table, trial: &Trial) {
        let torn = |run: &&Run| matches!(run.label, LabelMatch::Part | LabelMatch::Torn);
        let runs: Vec<&Run> = trial.sheet.runs.iter().filter(torn).collect();
        if runs.is_empty() {
            return;
        }
        let arguments = [("table", table.into()), ("count", runs.len().into())];
        let finding = Finding::new(&code::LABEL_TORN, &arguments)
            .about(runs.iter().flat_map(|run| trial.fields(run)).copied())
            .located(runs.iter().filter_map(|run| run.label_span));
        self.draft.findings.push(finding);
    }

    /// Puts a cell where none is; where a copy of the table says something else, both are possible.
    fn put(&mut self, field: Field, cell: Cell) {
        let Some(there) = self.draft.cells.get_mut(field.index()) else {
            return;
        };
        if there.state() == State::Absent {
            *there = cell;
        } else if cell.state() != State::Absent && !says_the_same(there, &cell) {
            let mut candidates: Vec<Candidate> = std::mem::take(there).into_candidates();
            candidates.extend(cell.into_candidates());
            *there = Cell::ambiguous(candidates);
        }
    }

    fn row_findings(
        &mut self,
        tried: &Tried<'_, '_>,
        trial: &Trial,
        run: &Run,
        placement: &Placement,
        cells: &[(Field, Cell)],
    ) {
        let fields = || cells.iter().map(|(field, _)| *field);
        let slots = tried.rows.fields_of(run.first, run.last);
        let place = run.label_span.or_else(|| {
            slots
                .first()
                .map(|slot| tried.rows.strip.span_of(slot, self.source))
        });
        let row = || Words::from(run.row);
        let printed = || {
            place
                .and_then(|span| self.source.get(span.range()))
                .map(short)
                .unwrap_or_default()
        };
        let finding = match run.label {
            LabelMatch::Near => Some(Finding::new(
                &code::LABEL_NEAR,
                &[("row", row()), ("printed", printed().into())],
            )),
            LabelMatch::Lost => Some(Finding::new(&code::LABEL_LOST, &[("row", row())])),
            _ => None,
        };
        if let Some(finding) = finding {
            self.draft
                .findings
                .push(finding.about(fields()).located(place));
        }
        if trial.stands()
            && let Some(finding) = by_identity(run, placement, cells)
        {
            self.draft.findings.push(finding.located(place));
        }
        if placement.steps.iter().any(|step| step.clue == Clue::Digits) {
            let raw = slots
                .first()
                .and_then(|slot| {
                    let span = tried.rows.strip.span_of(slot, self.source);
                    self.source.get(span.range())
                })
                .map(short);
            let finding = Finding::new(
                &code::DIGITS_RUN_TOGETHER,
                &[
                    ("row", row()),
                    ("raw", raw.unwrap_or_default().into()),
                    ("count", cells.len().into()),
                ],
            );
            self.draft
                .findings
                .push(finding.about(fields()).located(place));
        }
        if trial.stands() && !placement.is_settled() {
            let columns = placement.choices.len();
            let counted = |entry, expected: usize| {
                Finding::new(
                    entry,
                    &[
                        ("row", row()),
                        ("found", placement.width.into()),
                        ("expected", expected.into()),
                    ],
                )
            };
            let finding = match placement.usual {
                Some(usual) if usual != placement.width => counted(&code::ROW_WIDTH, usual),
                _ if placement.width < columns => counted(&code::ROW_SHORT, columns),
                _ => Finding::new(&code::ROW_UNSETTLED, &[("row", row())]),
            };
            self.draft
                .findings
                .push(finding.about(fields()).located(place));
        }
    }

    /// Rows with values that the form does not have.
    fn extra_rows(&mut self, tried: &Tried<'_, '_>, trial: &Trial) {
        let limit = self.finding_limit;
        for orphan in &trial.sheet.orphans {
            let Some(text) = orphan
                .text
                .and_then(|text| tried.rows.fields.get(text as usize))
            else {
                continue;
            };
            // One finding beyond the limit says that there were more.
            if self.draft.findings.len() > limit {
                break;
            }
            let label_span = tried.rows.strip.span_of(text, self.source);
            let label = short(self.source.get(label_span.range()).unwrap_or_default());
            let slots = tried.rows.fields_of(orphan.first, orphan.last);
            let said = slots
                .iter()
                .rposition(|slot| !slot.is_blank())
                .map_or(0, |at| at + 1);
            let slots = slots.get(..said).unwrap_or_default();
            let spans: Vec<Span> = slots
                .iter()
                .map(|slot| tried.rows.strip.span_of(slot, self.source))
                .collect();
            let cells = spans
                .iter()
                .map(|span| self.source.get(span.range()).unwrap_or_default().into())
                .collect();
            let span = spans.iter().copied().fold(label_span, Span::cover);
            let finding = Finding::new(
                &code::EXTRA_ROW,
                &[
                    ("table", trial.sheet.table.into()),
                    ("label", label.clone().into()),
                ],
            );
            self.draft.findings.push(finding.located([span]));
            self.draft.extra_rows.push(ExtraRow {
                table: trial.sheet.table,
                label: label.into(),
                cells,
                span,
            });
        }
    }

    fn several(&mut self, count: usize) {
        let finding = Finding::new(&code::SEVERAL_REPORTS, &[("count", count.into())]);
        self.draft.findings.push(finding);
    }

    fn limits(&mut self, options: &Options) {
        if self.all.iter().any(|tried| tried.overflow) {
            let limit = options.table_limit().to_string();
            let finding = Finding::new(
                &code::LIMIT_REACHED,
                &[
                    ("limit", limit.into()),
                    ("what", Words::both("tables", "表格")),
                ],
            );
            self.draft.findings.push(finding);
        }
        let old_form = self.all.iter().any(|tried| tried.old_form >= 2);
        if old_form && self.draft.tables.iter().all(Option::is_none) {
            self.draft
                .findings
                .push(Finding::new(&code::OTHER_FORM, &[]));
        }
    }

    /// Whose report it is, and where its sections stand.
    fn preamble(&mut self, tokens: &[Token], options: &Options) {
        let mut tables: Vec<Span> = self
            .draft
            .tables
            .iter()
            .flatten()
            .map(TableReading::span)
            .collect();
        tables.sort();
        for table in &mut tables {
            *table = without_prose(self.source, *table);
        }
        let prose = Prose::around(&tables, tokens);
        let found = prose.preamble(self.source);
        let forms = [Table::Article20, Table::Applications].map(|table| {
            let reading = self.draft.tables.get(table as usize);
            reading.and_then(Option::as_ref)?.template()
        });
        let agency = found.agency.as_ref().map(|agency| fold::fold(&agency.raw));
        let setting = Setting {
            year: found.year,
            agency: agency
                .unwrap_or_default()
                .into_iter()
                .map(Token::ch)
                .collect(),
            template: forms.into_iter().flatten().next(),
            sections: found.sections,
        };
        self.draft.claims = prose.claims(self.source, &setting);
        self.draft.title = found.title;
        self.draft.agency = found.agency.map(|agency| Agency {
            simplified: options.simplified(&agency.raw),
            raw: agency.raw,
            span: agency.span,
        });
        self.draft.year = found.year;
        self.draft.period = found.period.and_then(|((y, m, d), (yy, mm, dd))| {
            Period::new(Date::new(y, m, d)?, Date::new(yy, mm, dd)?)
        });
        self.draft.sections = found.sections;
    }

    /// Characters that were lost on the way: U+FFFD, and those of the private use area, which no font agrees on.
    fn garbled(&mut self) {
        // In UTF-8 the first begin with EF BF BD, the others with EE, or EF and 80 to A3.
        let bytes = self.source.as_bytes();
        let lost = |&at: &usize| match (bytes.get(at), bytes.get(at + 1), bytes.get(at + 2)) {
            (Some(0xEE), ..) => true,
            (Some(_), Some(second), Some(third)) => {
                *second < 0xA4 || (*second == 0xBF && *third == 0xBD)
            }
            _ => false,
        };
        let mut places = memchr::memchr2_iter(0xEE, 0xEF, bytes).filter(lost);
        let Some(at) = places.next() else {
            return;
        };
        let count = 1 + places.count();
        let (Ok(start), Ok(end)) = (u32::try_from(at), u32::try_from(at + 3)) else {
            return;
        };
        let finding = Finding::new(&code::GARBLED_TEXT, &[("count", count.into())]);
        self.draft
            .findings
            .push(finding.located([Span::new(start, end)]));
    }

    /// What is missing or odd about the document as a whole.
    fn judge(&mut self) {
        self.garbled();
        let form = |table: Table| {
            self.draft
                .tables
                .get(table as usize)
                .and_then(Option::as_ref)
                .and_then(TableReading::template)
        };
        let (article20, applications) = (form(Table::Article20), form(Table::Applications));
        let mut findings = Vec::new();
        for &table in Table::ALL {
            let found = self
                .draft
                .tables
                .get(table as usize)
                .is_some_and(Option::is_some);
            if !found {
                findings.push(Finding::new(
                    &code::TABLE_MISSING,
                    &[("table", table.into())],
                ));
                continue;
            }
            let template = form(table).or(article20).or(applications);
            findings.extend(self.missing_rows(table, template));
        }
        if let (Some(left), Some(right)) = (article20, applications)
            && left != right
        {
            findings.push(Finding::new(
                &code::MIXED_FORMS,
                &[
                    ("table", Table::Article20.into()),
                    ("template", left.into()),
                    ("other_table", Table::Applications.into()),
                    ("other_template", right.into()),
                ],
            ));
        }
        if let (Some(year), Some(Template::Y2019)) = (
            self.draft.year.filter(|year| *year >= 2021),
            article20.or(applications),
        ) {
            findings.push(Finding::new(
                &code::FORM_OLDER_THAN_YEAR,
                &[("year", year.into()), ("template", Template::Y2019.into())],
            ));
        }
        self.draft.findings.append(&mut findings);
    }

    fn missing_rows(&self, table: Table, template: Option<Template>) -> Vec<Finding> {
        let Some(template) = template else {
            return Vec::new();
        };
        let rows = Row::all().filter(|row| row.table() == table && row.is_in(template));
        rows.filter_map(|row| {
            let fields = row.fields(template);
            let there = fields.iter().any(|field| {
                self.draft
                    .cells
                    .get(field.index())
                    .is_some_and(|cell| cell.state() != State::Absent)
            });
            // A mixed form has the other row （六）.
            let other = row
                .group()
                .is_some_and(|group| group.templates().len() == 1)
                || row == Row::UNDIVIDED;
            let mixed = other
                && self.draft.rows.iter().any(|found| {
                    (found.row == Row::UNDIVIDED) != (row == Row::UNDIVIDED)
                        && (found.row == Row::UNDIVIDED || found.row.group() == row.group())
                });
            (!there && !mixed).then(|| {
                Finding::new(
                    &code::ROW_MISSING,
                    &[("table", table.into()), ("row", row.into())],
                )
                .about(fields.iter().copied())
            })
        })
        .collect()
    }

    fn finish(mut self, options: &Options) -> Report {
        let limit = options.finding_limit();
        if self.draft.findings.len() > limit {
            self.draft.findings.truncate(limit.saturating_sub(1));
            let what = Words::both("findings", "发现");
            let finding = Finding::new(
                &code::LIMIT_REACHED,
                &[("limit", limit.to_string().into()), ("what", what)],
            );
            self.draft.findings.push(finding);
        }
        Report::from_draft(self.draft)
    }
}

/// A table without the sentences that stand in its first cell: exporters put a whole report into the cell of a page.
fn without_prose(source: &str, table: Span) -> Span {
    let text = source.get(table.range()).unwrap_or_default();
    let first = text.split(['\n', '\t', '|']).next().unwrap_or_default();
    let behind = first
        .rfind(words::FULL_STOP)
        .map(|at| at + words::FULL_STOP.len_utf8());
    match behind.and_then(|at| u32::try_from(table.start() + at).ok()) {
        Some(start) => Span::new(start, u32::try_from(table.end()).unwrap_or(start)),
        None => table,
    }
}

/// Which cells of a row the sums of the form settled: all that are settled, since they are asked last and of rows only
/// that nothing else says anything of.
fn by_identity(run: &Run, placement: &Placement, cells: &[(Field, Cell)]) -> Option<Finding> {
    let asked = |step: &Step| step.clue() == Clue::Identity;
    placement.steps.iter().find(|step| asked(step))?;
    let settled = cells
        .iter()
        .zip(&placement.choices)
        .filter(|(_, choice)| matches!(choice, Choice::Field(_)));
    let fields: Vec<Field> = settled.map(|((field, _), _)| *field).collect();
    let arguments = [("row", run.row.into()), ("count", fields.len().into())];
    Some(Finding::new(&code::SETTLED_BY_IDENTITY, &arguments).about(fields))
}

/// A cell of a table whose layout is not settled: what it would be is only a candidate.
fn withdrawn(cell: Cell) -> Cell {
    match cell.state() {
        State::Ambiguous | State::Absent => cell,
        _ => Cell::ambiguous(cell.into_candidates()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn garbled(text: &str) -> Option<(String, usize)> {
        let report = read_text(text).ok()?;
        let finding = report
            .findings()
            .iter()
            .find(|finding| *finding.code() == "garbled-text")?;
        Some((finding.message().to_owned(), finding.spans()[0].start()))
    }

    #[test]
    fn lost_characters_are_found_and_full_width_ones_are_not() {
        assert_eq!(garbled("规章，１２３！《条例》"), None);
        let (message, at) = garbled("规章\u{fffd}和\u{e5e5}、\u{f8ff}").unwrap();
        assert_eq!(message, "3 characters of the text are garbled");
        assert_eq!(at, "规章".len());
    }

    #[test]
    fn the_script_is_that_of_most_characters() {
        let script = |text: &str| script(fold::fold_and_weigh(text).1);
        assert_eq!(script("行政复议"), Script::Simplified);
        assert_eq!(script("行政復議"), Script::Traditional);
        assert_eq!(script("规章國家"), Script::Mixed);
        assert_eq!(script("12 abc"), Script::Neutral);
    }
}
