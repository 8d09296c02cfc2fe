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
    /// A piece that is folded at a time has so many bytes, and as many more until a line ends.
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

    /// The same in pieces, of whole lines where these are not too long.
    pub(super) fn pieces(
        self,
        mut from: usize,
        to: usize,
    ) -> impl Iterator<Item = Cow<'a, [Token]>> {
        std::iter::from_fn(move || {
            if from >= to {
                return None;
            }
            let end = match self.tokens {
                Some(_) => to,
                None => self.piece(from, to),
            };
            let piece = self.within(from, end);
            from = end;
            Some(piece)
        })
    }

    /// Where the piece ends that begins at a place.
    fn piece(self, from: usize, to: usize) -> usize {
        let least = from.saturating_add(Self::PIECE);
        let most = least.saturating_add(Self::PIECE).min(to);
        let line_end = self.text.as_bytes().get(least..most);
        match line_end.and_then(|rest| memchr::memchr(b'\n', rest)) {
            Some(line_end) => least + line_end + 1,
            None => {
                let may_end = |at: &usize| self.text.is_char_boundary(*at);
                (most..to).find(may_end).unwrap_or(to)
            }
        }
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
        // One line.
        let text = text.replace('\n', " ");
        let again = Folded {
            text: &text,
            tokens: None,
        };
        let pieces: Vec<_> = again.pieces(0, text.len()).collect();
        assert!(pieces.len() > 2);
        assert_eq!(pieces.concat(), fold::fold(&text));
    }
}
