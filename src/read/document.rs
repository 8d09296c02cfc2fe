//! What a document is, by its bytes, and who reads it.

#[cfg(feature = "pdf")]
use super::pages::{is_torn, of_pages};
#[cfg(any(feature = "docx", feature = "xlsx", feature = "pdf"))]
use crate::error::Format;
#[cfg(any(feature = "docx", feature = "xlsx"))]
use crate::source::office::Kind;
use crate::{
    error::{Error, ErrorKind, Options},
    model::{Report, TextKind},
    source::{self, Document},
    template::words,
};

impl Options {
    /// The reports of a PDF file.
    #[cfg(feature = "pdf")]
    pub(super) fn reports_of_pdf(&self, bytes: &[u8], most: usize) -> Result<Vec<Report>, Error> {
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

    pub(super) fn reports(&self, text: &str, most: usize) -> Result<Vec<Report>, Error> {
        self.check_size(text.len())?;
        self.reports_of(text, &Document::plain(text), most)
    }

    #[cfg(feature = "html")]
    pub(super) fn reports_of_page(&self, page: &str, most: usize) -> Result<Vec<Report>, Error> {
        self.check_size(page.len())?;
        self.reports_of(page, &source::html::read(page), most)
    }

    /// The reports of an office file, of `only` this kind if one is given.
    #[cfg(any(feature = "docx", feature = "xlsx"))]
    pub(super) fn reports_of_package(
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

    pub(super) fn reports_of_bytes(&self, bytes: &[u8], most: usize) -> Result<Vec<Report>, Error> {
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
}
