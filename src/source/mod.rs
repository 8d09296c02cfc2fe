//! Containers: what a document comes in.
//!
//! Every reader gives the same: a [`Document`], which is a text with the cells of a row parted by tabs and rows by line
//! ends, the rows of its grids as slots of that text, and where each piece of the text stands in what was given. Knows
//! markup and bytes. Knows no form, no label and no Chinese.

pub(crate) mod bytes;
#[cfg(feature = "docx")]
mod docx;
#[cfg(feature = "html")]
pub(crate) mod html;
#[cfg(feature = "html")]
pub(crate) mod mhtml;
#[cfg(feature = "xlsx")]
mod number_format;
#[cfg(any(feature = "docx", feature = "xlsx"))]
pub(crate) mod office;
#[cfg(any(feature = "docx", feature = "xlsx"))]
mod package;
#[cfg(feature = "pdf")]
pub(crate) mod pdf;
// Each container uses its part of a page; text uses none.
#[cfg(any(feature = "html", feature = "docx", feature = "xlsx", feature = "pdf"))]
#[cfg_attr(
    not(all(feature = "html", feature = "docx", feature = "xlsx", feature = "pdf")),
    allow(dead_code)
)]
mod page;
#[cfg_attr(not(any(feature = "html", feature = "pdf")), allow(dead_code))]
mod places;
#[cfg(feature = "xlsx")]
mod xlsx;
#[cfg(any(feature = "docx", feature = "xlsx"))]
mod xml;

use std::borrow::Cow;

use crate::span::Span;
pub(crate) use places::Places;

/// What a reader gives.
#[derive(Debug)]
pub(crate) struct Document<'s> {
    /// The text to read.
    pub(crate) text: Cow<'s, str>,
    /// The rows of all grids that hold no grid themselves, in the order of the text.
    pub(crate) rows: Vec<Row>,
    /// The slots of the rows, in their order.
    pub(crate) slots: Vec<Slot>,
    /// Where the text stands in what was given, where it is not what was given; each step on the way there by its own.
    pub(crate) places: Vec<Places>,
    /// Where the words of its lines stand, in their order, if the container says so.
    pub(crate) measured: Measured,
}

/// Words in their places on a page, which stand for columns of characters.
#[derive(Debug, Default)]
pub(crate) struct Measured {
    pub(crate) words: Vec<MeasuredWord>,
    /// How many places are as wide as a letter.
    pub(crate) grain: u32,
}

/// A word, by the offset at which it begins, and the places that it takes across the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MeasuredWord {
    pub(crate) at: u32,
    pub(crate) from: u32,
    pub(crate) to: u32,
}

impl Measured {
    /// The places of the words that begin in a range of the text; nothing if none does.
    pub(crate) fn of(&self, from: u32, to: u32) -> Option<(u32, u32)> {
        let first = self.words.partition_point(|word| word.at < from);
        let words = self.words.get(first..).unwrap_or_default().iter();
        words
            .take_while(|word| word.at < to)
            .map(|word| (word.from, word.to))
            .reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
    }
}

impl<'s> Document<'s> {
    /// A text that is its own source.
    pub(crate) fn plain(text: &'s str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            rows: Vec::new(),
            slots: Vec::new(),
            places: Vec::new(),
            measured: Measured::default(),
        }
    }

    /// The ranges of what was given that a range of the text was made from, in the order of the text.
    pub(crate) fn sources(&self, span: Span) -> Vec<Span> {
        self.places.iter().fold(vec![span], |spans, places| {
            spans
                .into_iter()
                .flat_map(|span| places.sources(span))
                .collect()
        })
    }

    /// The slots of a row.
    pub(crate) fn slots_of(&self, row: &Row) -> &[Slot] {
        self.slots
            .get(row.first as usize..row.last as usize)
            .unwrap_or_default()
    }
}

/// A row of a grid: `slots[first..last]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) first: u32,
    pub(crate) last: u32,
    /// Which grid it is of: the grids of a document are numbered as they begin.
    pub(crate) grid: u32,
}

/// A place for a cell. What a row lacks at its end has no slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(any(feature = "html", feature = "docx", feature = "xlsx", feature = "pdf")),
    allow(dead_code)
)]
pub(crate) enum Slot {
    /// A cell, and the range of the text that it holds.
    Anchor { from: u32, to: u32 },
    /// Places that a cell of a row above reaches into: they are not blank.
    Covered,
}
