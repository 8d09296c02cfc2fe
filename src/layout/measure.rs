//! Columns: how wide a character is taken to be.

use super::Stretch;
use crate::fold::{Class, Token};

/// What counts as a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// A terminal's cells: two for East Asian wide and full-width characters.
    Display,
    /// One a code point.
    CodePoint,
    /// A terminal's cells, two also for characters of ambiguous width, but not for box drawing.
    Broad,
}

/// The column under each unit.
pub(crate) type Columns = [u32; Unit::ALL.len()];

impl Unit {
    /// All units, the likelier first.
    pub(crate) const ALL: [Self; 3] = [Self::Display, Self::CodePoint, Self::Broad];
}

/// Every character of a line that has a token: the index of its first token, and its columns. At the end the columns
/// behind the last one.
pub(crate) fn walk(
    source: &str,
    tokens: &[Token],
    line: Stretch,
    mut visit: impl FnMut(usize, Columns),
) -> Columns {
    let mut columns: Columns = [0; Unit::ALL.len()];
    let Some(first) = line.of(tokens).first() else {
        return columns;
    };
    let start = first.at() as usize;
    let end = tokens
        .get(line.to)
        .map_or(source.len(), |token| token.at() as usize);
    let mut index = line.from;
    for (offset, ch) in source.get(start..end).unwrap_or_default().char_indices() {
        let at = start + offset;
        let token = tokens
            .get(index)
            .filter(|token| index < line.to && token.at() as usize == at);
        if let Some(token) = token {
            visit(index, columns);
            while index < line.to
                && tokens
                    .get(index)
                    .is_some_and(|next| next.at() as usize == at)
            {
                index += 1;
            }
            advance(&mut columns, ch, token.class());
        } else {
            columns[1] = columns[1].saturating_add(1);
        }
    }
    columns
}

/// Moves the columns behind `ch`.
fn advance(columns: &mut Columns, ch: char, class: Class) {
    if class == Class::Tab {
        *columns = columns.map(|column| (column | 7).saturating_add(1));
        return;
    }
    if ch.is_ascii() {
        *columns = columns.map(|column| column.saturating_add(1));
        return;
    }
    let width = width(ch);
    let broad = if width == 1 && class != Class::Box && is_ambiguous(ch) {
        2
    } else {
        width
    };
    for (column, more) in columns.iter_mut().zip([width, 1, broad]) {
        *column = column.saturating_add(more);
    }
}

/// The cells a terminal gives a character: Unicode's East Asian Width, ambiguous ones narrow.
pub(crate) fn width(ch: char) -> u32 {
    match u32::from(ch) {
        0..=0x2FF => 1,
        0x300..=0x36F | 0x200B..=0x200F | 0x2060..=0x2064 | 0xFE00..=0xFE0F | 0xFEFF => 0,
        0x1100..=0x115F
        | 0x2E80..=0x303E
        | 0x3041..=0x4DBF
        | 0x4E00..=0xA4CF
        | 0xA960..=0xA97F
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE10..=0xFE19
        | 0xFE30..=0xFE6F
        | 0xFF01..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x1_F300..=0x1_F64F
        | 0x1_F900..=0x1_F9FF
        | 0x2_0000..=0x3_FFFD => 2,
        _ => 1,
    }
}

/// Characters that are wide in East Asian fonts and narrow elsewhere, as far as reports have them.
fn is_ambiguous(ch: char) -> bool {
    matches!(u32::from(ch),
        0xA1..=0xBF | 0xD7 | 0xF7 | 0x391..=0x3C9 | 0x401..=0x451 | 0x2010..=0x203B | 0x2070..=0x209C
        | 0x2100..=0x22FF | 0x2460..=0x24FF | 0x2580..=0x27BF | 0xE000..=0xF8FF)
}
