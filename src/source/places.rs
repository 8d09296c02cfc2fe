//! Where the pieces of a text stand in the markup that it was taken from.

use crate::span::Span;

/// A piece of the text, and the range of the source that it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Where it begins in the text.
    at: u32,
    from: u32,
    to: u32,
    /// The text is the source, byte for byte; else all of it stands for the whole range.
    copied: bool,
}

impl Piece {
    /// The source offset of a place in the text that is not before the piece.
    fn start(&self, at: u32) -> u32 {
        let into = if self.copied { at - self.at } else { 0 };
        self.from.saturating_add(into).min(self.to)
    }

    /// The source offset behind the text up to `end`, which is behind the piece's beginning.
    fn end(&self, end: u32) -> u32 {
        if self.copied {
            self.start(end)
        } else {
            self.to
        }
    }
}

/// The pieces of a text, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Places {
    pieces: Vec<Piece>,
}

impl Places {
    /// The text from `at` on was made from this range of the source; `copied` if it is that range.
    pub(super) fn push(&mut self, at: u32, from: u32, to: u32, copied: bool) {
        if let Some(last) = self.pieces.last_mut() {
            let goes_on = copied && last.copied && last.to == from;
            if goes_on && last.at + (last.to - last.from) == at {
                last.to = to;
                return;
            }
        }
        self.pieces.push(Piece {
            at,
            from,
            to,
            copied,
        });
    }

    /// The index of the last piece that does not begin behind `at`.
    fn index(&self, at: u32) -> usize {
        self.pieces
            .partition_point(|piece| piece.at <= at)
            .saturating_sub(1)
    }

    /// The ranges of the source that a range of the text was made from, in the order of the text: neighbours are one.
    pub(crate) fn sources(&self, span: Span) -> impl Iterator<Item = Span> + '_ {
        let (start, end) = (span.start() as u32, span.end() as u32);
        let first = self.index(start);
        let behind = self
            .pieces
            .partition_point(|piece| piece.at < end)
            .max(first + 1);
        let mut pieces = self
            .pieces
            .get(first..behind)
            .unwrap_or_default()
            .iter()
            .map(move |piece| {
                let from = piece.start(start.max(piece.at));
                let to = if end > piece.at && start < end {
                    piece.end(end)
                } else {
                    from
                };
                Span::new(from, to.max(from))
            })
            .filter(move |piece| start == end || !piece.is_empty())
            .peekable();
        std::iter::from_fn(move || {
            let mut span = pieces.next()?;
            while let Some(next) = pieces.next_if(|next| next.start() == span.end()) {
                span = span.cover(next);
            }
            Some(span)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `ab<i>c</i>&nbsp;d` and a blank cell at 30.
    fn places() -> Places {
        let mut places = Places::default();
        places.push(0, 10, 11, true);
        places.push(1, 11, 12, true);
        places.push(2, 15, 16, true);
        places.push(3, 20, 26, false);
        places.push(5, 26, 27, true);
        places.push(7, 30, 30, true);
        places
    }

    #[track_caller]
    fn check(range: (u32, u32), sources: &[(u32, u32)]) {
        let span = Span::new(range.0, range.1);
        let expected: Vec<Span> = sources.iter().map(|it| Span::new(it.0, it.1)).collect();
        assert_eq!(places().sources(span).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_range_has_the_pieces_it_was_made_from() {
        check((0, 2), &[(10, 12)]);
        check((1, 2), &[(11, 12)]);
        check((0, 3), &[(10, 12), (15, 16)]);
        check((3, 6), &[(20, 27)]);
        check((2, 6), &[(15, 16), (20, 27)]);
        check((5, 6), &[(26, 27)]);
    }

    #[test]
    fn an_empty_range_has_one_place() {
        check((7, 7), &[(30, 30)]);
        check((1, 1), &[(11, 11)]);
        check((9, 9), &[(30, 30)]);
    }

    #[test]
    fn no_pieces_have_no_place() {
        let none = Places::default();
        assert_eq!(none.sources(Span::new(3, 5)).next(), None);
    }
}
