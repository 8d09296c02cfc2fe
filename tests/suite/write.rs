//! The text a renderer makes, and where in it everything stands: what an edit may change follows
//! from here, and not from what a reader says.

use std::ops::Range;

use crate::page::Anchor;

/// A rendered report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rendered {
    pub(crate) text: String,
    /// Where the text of each value cell stands; more than once where a layout repeats it.
    pub(crate) places: Vec<(String, Range<usize>)>,
    /// Where the labels stand.
    pub(crate) labels: Vec<Range<usize>>,
    /// Where the separators between cells stand.
    pub(crate) separators: Vec<Range<usize>>,
    /// The columns are places on the line: an emptied cell leaves as many spaces.
    pub(crate) positional: bool,
    /// And they are counted in code points.
    pub(crate) points: bool,
    /// Tags may stand within the text of a cell.
    pub(crate) markup: bool,
    /// Characters may be written as `\uXXXX`.
    pub(crate) escaped: bool,
    /// A blank cell leaves no trace: with a value more or less a row is a row as good as before.
    pub(crate) untraced: bool,
    /// A cell is a line with signs of its own: a line that goes or moves is a cell that does.
    pub(crate) cell_a_line: bool,
    /// The values of a row stand together without anything between them.
    pub(crate) glued: bool,
}

/// Writes a rendered report from left to right.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    pub(crate) out: Rendered,
}

impl Writer {
    /// Text that belongs to no cell.
    pub(crate) fn text(&mut self, text: &str) {
        self.out.text.push_str(text);
    }

    /// A separator between two cells.
    pub(crate) fn separator(&mut self, text: &str) {
        let range = self.push(text);
        self.out.separators.push(range);
    }

    /// The text of a cell.
    pub(crate) fn cell(&mut self, anchor: &Anchor, text: &str) {
        let range = self.push(text);
        match &anchor.id {
            Some(id) => self.out.places.push((id.clone(), range)),
            None => self.out.labels.push(range),
        }
    }

    fn push(&mut self, text: &str) -> Range<usize> {
        let start = self.out.text.len();
        self.out.text.push_str(text);
        start..self.out.text.len()
    }
}

impl Rendered {
    /// What a piece of the text shows.
    pub(crate) fn shown(&self, piece: &str) -> String {
        if self.escaped {
            return unescaped(piece);
        }
        if !self.markup {
            return piece.to_owned();
        }
        let mut depth = 0;
        piece
            .chars()
            .filter(|c| {
                depth += i32::from(*c == '<');
                let shown = depth == 0;
                depth -= i32::from(*c == '>');
                shown
            })
            .collect()
    }

    /// The lines, as ranges that end with their line break.
    pub(crate) fn lines(&self) -> Vec<Range<usize>> {
        let mut start = 0;
        self.text
            .split_inclusive('\n')
            .map(|line| {
                let range = start..start + line.len();
                start = range.end;
                range
            })
            .collect()
    }

    /// What is left where only some of the lines are kept.
    pub(crate) fn only(&self, lines: &[Range<usize>]) -> Self {
        let mut out = Self {
            positional: self.positional,
            untraced: self.untraced,
            glued: self.glued,
            ..Self::default()
        };
        for line in lines {
            let shift = out.text.len();
            let text = &self.text[line.clone()];
            let line = line.start..line.start + text.trim_end_matches('\n').len();
            let moved = |range: &Range<usize>| {
                let (start, end) = (range.start.max(line.start), range.end.min(line.end));
                let empty = range.is_empty() && start == range.start && start <= line.end;
                (start < end || empty).then(|| start - line.start + shift..end - line.start + shift)
            };
            let places = self.places.iter();
            out.places
                .extend(places.filter_map(|(id, range)| Some((id.clone(), moved(range)?))));
            out.labels.extend(self.labels.iter().filter_map(moved));
            out.text.push_str(text);
        }
        out
    }

    /// Where the tables stand, from the first label to the last cell.
    pub(crate) fn tables(&self) -> Range<usize> {
        let all = || {
            self.labels
                .iter()
                .chain(self.places.iter().map(|(_, range)| range))
        };
        let start = all().map(|range| range.start).min().unwrap_or(0);
        let end = all().map(|range| range.end).max().unwrap_or(0);
        start..end
    }
}

/// A text without its escapes of four digits.
fn unescaped(piece: &str) -> String {
    let mut parts = piece.split("\\u");
    let mut units: Vec<u16> = parts.next().unwrap_or_default().encode_utf16().collect();
    for part in parts {
        let (code, rest) = part.split_at_checked(4).unwrap_or(("", ""));
        units.extend(u16::from_str_radix(code, 16));
        units.extend(rest.encode_utf16());
    }
    String::from_utf16_lossy(&units)
}

/// How many columns a terminal gives a text: two for a character of the East Asian wide classes.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// How many columns a terminal gives a character.
pub(crate) fn columns(c: char) -> usize {
    match c {
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff01}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

#[test]
fn of_the_lines_that_are_left_places_and_labels_are_known() {
    let anchor = |text: &str, id: Option<&str>| Anchor {
        row: 0,
        column: 0,
        rows: 1,
        columns: 1,
        text: text.to_owned(),
        id: id.map(str::to_owned),
    };
    let mut w = Writer::default();
    for (text, id) in [
        ("社会公\n益组织", None),
        ("5", Some("a")),
        ("", Some("b")),
        ("7", Some("c")),
    ] {
        w.cell(&anchor(text, id), text);
        w.text("\n");
    }
    let lines = w.out.lines();
    let left = w
        .out
        .only(&[lines[1].clone(), lines[3].clone(), lines[4].clone()]);
    assert_eq!(left.text, "益组织\n\n7\n");
    assert_eq!(left.labels.first(), Some(&(0..9)));
    assert_eq!(left.labels.len(), 1);
    assert_eq!(
        left.places,
        [("b".to_owned(), 10..10), ("c".to_owned(), 11..12)]
    );
}
