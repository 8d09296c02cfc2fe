//! A text and its tokens: all of them at hand, or, of a very long text, folded again piece by piece where they are asked for.

use std::borrow::Cow;

use crate::fold::{self, Token};

/// A text, folded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Folded<'a> {
    pub(super) text: &'a str,
    /// All tokens, if they are at hand.
    pub(super) tokens: Option<&'a [Token]>,
}

impl<'a> Folded<'a> {
    /// A piece that is folded at a time has so many bytes, if it has a line end behind them.
    const PIECE: usize = 1 << 17;

    /// The tokens of a range of the text.
    pub(super) fn within(self, from: usize, to: usize) -> Cow<'a, [Token]> {
        let Some(tokens) = self.tokens else {
            let text = self.text.get(from..to).unwrap_or_default();
            let by = u32::try_from(from).unwrap_or(u32::MAX);
            let tokens = fold::fold_letters(text).0.into_iter();
            return tokens.map(|token| token.moved(by)).collect();
        };
        let at = |offset: usize| tokens.partition_point(|token| (token.at() as usize) < offset);
        tokens.get(at(from)..at(to)).unwrap_or_default().into()
    }

    /// The same in pieces of whole lines.
    pub(super) fn pieces(
        self,
        mut from: usize,
        to: usize,
    ) -> impl Iterator<Item = Cow<'a, [Token]>> {
        std::iter::from_fn(move || {
            if from >= to {
                return None;
            }
            let rest = self.text.as_bytes().get(from..to).unwrap_or_default();
            let line_end = rest
                .get(Self::PIECE..)
                .and_then(|behind| memchr::memchr(b'\n', behind))
                .filter(|_| self.tokens.is_none());
            let end = line_end.map_or(to, |line_end| from + Self::PIECE + line_end + 1);
            let piece = self.within(from, end);
            from = end;
            Some(piece)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_of_a_long_text_are_its_tokens() {
        let text = "某市2023年\n".repeat(40_000);
        let tokens = fold::fold(&text);
        let again = Folded {
            text: &text,
            tokens: None,
        };
        let pieces: Vec<_> = again.pieces(0, text.len()).collect();
        assert!(pieces.len() > 2);
        assert_eq!(pieces.concat(), tokens);
        let at_hand = Folded {
            tokens: Some(&tokens),
            ..again
        };
        assert_eq!(at_hand.pieces(0, text.len()).count(), 1);
        assert_eq!(again.within(10, 31), at_hand.within(10, 31));
    }
}
