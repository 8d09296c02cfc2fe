//! Office files: which of them a package is.

use super::{Document, package::Package};
use crate::error::{Error, ErrorKind, Format};

/// The document of an office file, of which no more than `most` bytes may be taken.
pub(crate) fn read(bytes: &[u8], most: usize) -> Result<Document<'static>, Error> {
    let mut package = Package::open(bytes, most)?;
    #[cfg(feature = "docx")]
    if super::docx::is_document(&package) {
        return super::docx::read(&mut package);
    }
    #[cfg(feature = "xlsx")]
    if super::xlsx::is_document(&package) {
        return super::xlsx::read(&mut package, most);
    }
    let format = Format::Zip;
    Err(ErrorKind::Unsupported { format }.into())
}
