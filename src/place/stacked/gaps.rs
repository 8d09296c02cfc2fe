//! How many blank cells stand between two cells that say something, told by the line ends between them.
//!
//! A tool writes a cell with something in it and so many line ends (the base), and a blank cell as so many more (the
//! unit). Both are integers, and the same for all rows of a style; a table can mix two or three styles, because cells
//! were marked up in two or three ways. A row has as many blank cells as the form has columns for it, less its values:
//! so base and unit are found from the rows, and each row says whether they hold.

use crate::layout::Field;

/// The line ends of a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gaps<'f> {
    /// How many columns the form has.
    pub(crate) columns: usize,
    /// Between the label and the first value.
    pub(crate) lead: u8,
    /// The values behind the first, which have line ends above them.
    pub(crate) inner: &'f [Field],
    pub(crate) values: usize,
    /// Between the last value, or the label, and what follows; `None` at the end of the text.
    pub(crate) end: Option<u8>,
    pub(crate) next: Next,
    /// The line it stands on, as an index of the rows.
    pub(crate) line: u32,
    /// How far the label is indented, if the row has one of its own.
    pub(crate) label: Option<u8>,
    /// The label before the first value, if that is the last of a header.
    pub(crate) header: Option<Column>,
}

/// The last label of a header: the line ends above it, and how far it is indented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) above: u8,
    pub(crate) indent: u8,
}

/// The line ends between a header and the first row under it, which stands on `line`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) header: Column,
    pub(crate) line: u32,
    pub(crate) gap: u8,
}

/// What follows a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Next {
    /// How many label cells stand before its first, covered ones included, and one more: 1 for a row of the whole
    /// width, 3 for `1.`. 4 for a header, 0 outside the table.
    pub(crate) depth: u8,
    /// How far it is indented: rows of another style may be indented otherwise.
    pub(crate) indent: u8,
    /// The style it was found to have, counted from 1; 0 where that is not asked, and [`MANY`] where it is not known.
    pub(crate) style: u8,
}

/// It may have any of several styles.
pub(super) const MANY: u8 = u8::MAX;

impl Gaps<'_> {
    /// Between the values.
    pub(crate) fn inner(&self) -> impl Iterator<Item = u8> {
        self.inner.iter().map(|value| value.above)
    }

    pub(super) fn blanks(&self) -> Option<usize> {
        self.columns.checked_sub(self.values)
    }
}

impl Next {
    /// Whether rows can say what stands before it: rows of the form follow each other, while headers are marked up
    /// otherwise.
    pub(super) const fn is_told(self) -> bool {
        matches!(self.depth, 1..=3) && self.style != MANY
    }
    /// Whether no covered cell stands before either.
    pub(super) fn is_like(self, other: Self) -> bool {
        let outer = |next: Self| !matches!(next.depth, 2 | 3);
        self.indent == other.indent && outer(self) && outer(other)
    }
}

/// The blank cells of a row: before each of its values, and behind the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Blanks {
    pub(crate) before: Vec<usize>,
    /// `None` where the text breaks off.
    pub(crate) behind: Option<usize>,
}

/// Numbers of line ends, in order and each once.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Set([u64; 4]);

impl Set {
    pub(super) fn insert(&mut self, gap: u8) {
        if let Some(word) = self.0.get_mut(usize::from(gap / 64)) {
            *word |= 1 << (gap % 64);
        }
    }

    pub(super) fn contains(self, gap: u8) -> bool {
        let word = self.0.get(usize::from(gap / 64));
        word.is_some_and(|word| word >> (gap % 64) & 1 == 1)
    }

    pub(super) fn iter(self) -> impl Iterator<Item = u8> {
        let words = self.0.into_iter().zip([0u8, 64, 128, 192]);
        words.flat_map(|(mut word, from)| {
            std::iter::from_fn(move || {
                let next = word.trailing_zeros() as u8;
                (word != 0).then(|| {
                    word &= word - 1;
                    from + next
                })
            })
        })
    }
}

impl FromIterator<u8> for Set {
    fn from_iter<I: IntoIterator<Item = u8>>(gaps: I) -> Self {
        let mut set = Self::default();
        gaps.into_iter().for_each(|gap| set.insert(gap));
        set
    }
}

/// The only one of `all`.
pub(super) fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

pub(super) fn cover(one: (u8, u8), other: (u8, u8)) -> (u8, u8) {
    (one.0.min(other.0), one.1.max(other.1))
}
