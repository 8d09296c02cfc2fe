//! Office files: parts of XML in a zip archive, read in place and never beyond a limit.

use std::io::{Cursor, Read};

use zip::{ZipArchive, result::ZipError};

use crate::error::{Error, ErrorKind, Limit};

/// A part may be so many times longer than it is in the archive: XML of tables reaches a twentieth of it.
const MOST_RATIO: u64 = 400;

/// Parts below this size are not measured by their ratio.
const SMALL: u64 = 1 << 20;

/// How deep elements may be nested in each other.
pub(super) const MOST_DEPTH: usize = 256;

/// An archive, and how many bytes may still be taken out of it.
#[derive(Debug)]
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

impl<'b> Package<'b> {
    /// Opens an archive of which no more than so many bytes may be taken.
    pub(super) fn open(bytes: &'b [u8], most: usize) -> Result<Self, Error> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        Ok(Self {
            archive,
            left: u64::try_from(most).unwrap_or(u64::MAX),
        })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The text of a part, if there is one of this name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Error> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(_) => return Err(damaged()),
        };
        let ratio = SMALL.max(file.compressed_size().saturating_mul(MOST_RATIO));
        let most = self.left.min(ratio);
        let limit = if self.left <= ratio {
            Limit::Expanded
        } else {
            Limit::Ratio
        };
        if file.size() > most {
            return Err(ErrorKind::LimitExceeded { limit }.into());
        }
        let mut bytes = Vec::new();
        // What the archive says of the size may be a lie.
        let read = file.take(most.saturating_add(1)).read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            return Err(ErrorKind::LimitExceeded { limit }.into());
        }
        read.map_err(|_| damaged())?;
        self.left -= bytes.len() as u64;
        text(bytes).map(Some)
    }
}

/// The text of a part: UTF-8, or UTF-16 with its mark.
fn text(bytes: Vec<u8>) -> Result<String, Error> {
    match super::bytes::utf16(&bytes) {
        Some(text) => Ok(text),
        None => String::from_utf8(bytes).map_err(|_| damaged()),
    }
}

/// What is wrong with an archive or a part that breaks off, or was never one.
pub(super) fn damaged() -> Error {
    ErrorKind::Damaged.into()
}
