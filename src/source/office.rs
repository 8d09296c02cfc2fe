//! Office files: which of them a package is.

use super::{Document, package::Package};
use crate::error::{Error, ErrorKind, Format};

/// The office files that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    #[cfg(feature = "docx")]
    Word,
    #[cfg(feature = "xlsx")]
    Excel,
}

/// The document of an office file, of `only` this kind if one is given, of which no more than `most` bytes may be taken.
pub(crate) fn read(
    bytes: &[u8],
    most: usize,
    only: Option<Kind>,
) -> Result<Document<'static>, Error> {
    let mut package = Package::open(bytes, most)?;
    let may_be = |kind: Kind| only.is_none_or(|only| only == kind);
    #[cfg(feature = "docx")]
    if may_be(Kind::Word) && super::docx::is_document(&package) {
        return super::docx::read(&mut package);
    }
    #[cfg(feature = "xlsx")]
    if may_be(Kind::Excel) && super::xlsx::is_document(&package) {
        return super::xlsx::read(&mut package, most);
    }
    let format = Format::Zip;
    Err(ErrorKind::Unsupported { format }.into())
}

/// The document of a Word file that is one file of XML. Excel's are not read.
#[cfg(feature = "docx")]
pub(crate) fn read_xml(part: &str) -> Result<Document<'static>, Error> {
    super::docx::read_xml(part)
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::{Cursor, Write};

    use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

    use super::read;
    use crate::error::{ErrorKind, Format, Limit};
    use crate::source::Slot;

    /// Parts by their names, as an archive.
    pub(in crate::source) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, part) in parts {
            writer.start_file(*name, options).unwrap();
            writer.write_all(part.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[track_caller]
    pub(in crate::source) fn shows(bytes: &[u8], text: &str) {
        assert_eq!(read(bytes, 1 << 20, None).unwrap().text, text);
    }

    #[track_caller]
    pub(in crate::source) fn rows(bytes: &[u8], expected: &[&[&str]]) {
        let document = read(bytes, 1 << 20, None).unwrap();
        let cell = |slot: &Slot| match *slot {
            Slot::Anchor { from, to } => &document.text[from as usize..to as usize],
            Slot::Covered => "^",
        };
        let found: Vec<Vec<&str>> = document
            .rows
            .iter()
            .map(|row| document.slots_of(row).iter().map(cell).collect())
            .collect();
        assert_eq!(found, expected);
    }

    #[track_caller]
    pub(in crate::source) fn fails(bytes: &[u8], most: usize, kind: ErrorKind) {
        assert_eq!(read(bytes, most, None).unwrap_err().kind(), kind);
    }

    #[test]
    fn other_packages_are_not_read() {
        let format = Format::Zip;
        fails(
            &zipped(&[("mimetype", "x")]),
            9,
            ErrorKind::Unsupported { format },
        );
    }

    #[test]
    fn what_breaks_off_is_damaged() {
        let whole = zipped(&[("word/document.xml", "<w:p><w:r><w:t>a</w:t></w:r></w:p>")]);
        assert!(read(&whole, 99, None).is_ok());
        for length in [4, 30, whole.len() / 2, whole.len() - 9] {
            fails(&whole[..length], 99, ErrorKind::Damaged);
        }
        for part in ["<w:p>", "<w:p></w:t>", "<w:p", "</w:p>"] {
            fails(
                &zipped(&[("word/document.xml", part)]),
                99,
                ErrorKind::Damaged,
            );
        }
    }

    #[test]
    fn each_limit_has_its_name() {
        let exceeds = |part: &str, most: usize, limit: Limit| {
            let bytes = zipped(&[("word/document.xml", part)]);
            fails(&bytes, most, ErrorKind::LimitExceeded { limit });
        };
        exceeds(&" ".repeat(1000), 999, Limit::Expanded);
        exceeds(&" ".repeat(3 << 20), 1 << 26, Limit::Ratio);
        exceeds(&"<w:tbl><w:tr><w:tc>".repeat(100), 1 << 20, Limit::Depth);
    }
}
