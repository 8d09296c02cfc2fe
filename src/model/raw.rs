//! The text of a cell, kept so that the short texts of nearly all cells need no allocation.

use std::fmt;
use std::hash::{Hash, Hasher};

/// How many bytes are kept in place: what a [`Raw`] of the size of the longer variant has room for.
const ROOM: usize = 22;

/// A cell's text as read.
#[derive(Clone)]
pub(crate) enum Raw {
    /// The first `length` of the bytes, which are UTF-8.
    Short { length: u8, bytes: [u8; ROOM] },
    /// Any longer text.
    Long(Box<str>),
}

impl Raw {
    /// No text.
    pub(crate) const EMPTY: Self = Self::Short {
        length: 0,
        bytes: [0; ROOM],
    };

    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Short { length, bytes } => {
                let text = bytes.get(..usize::from(*length)).unwrap_or_default();
                str::from_utf8(text).unwrap_or_default()
            }
            Self::Long(text) => text,
        }
    }
}

impl From<&str> for Raw {
    fn from(text: &str) -> Self {
        let mut bytes = [0; ROOM];
        match bytes.get_mut(..text.len()) {
            Some(start) => {
                start.copy_from_slice(text.as_bytes());
                Self::Short {
                    length: text.len() as u8,
                    bytes,
                }
            }
            None => Self::Long(text.into()),
        }
    }
}

impl PartialEq for Raw {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Raw {}

impl Hash for Raw {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_every_text_whole() {
        assert_eq!(Raw::EMPTY.as_str(), "");
        for count in 0..12 {
            for unit in ["3", "é", "件", "𠀀"] {
                let text = unit.repeat(count);
                let raw = Raw::from(text.as_str());
                assert_eq!(raw.as_str(), text);
                assert_eq!(matches!(raw, Raw::Short { .. }), text.len() <= ROOM);
                assert_eq!(raw, Raw::from(&*text).clone());
            }
        }
        assert_ne!(Raw::from("3"), Raw::from("3\0"));
    }

    #[test]
    fn is_no_larger_than_it_must_be() {
        assert_eq!(size_of::<Raw>(), 24);
    }
}
