//! The input of the grammar: a slice of folded tokens that knows where it ends.

use nom::{Input, Needed};

use crate::fold::Token;

/// A stretch of folded tokens.
///
/// `end` is the source offset behind the last token, so that a miss at the end of a slice still has a place to point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tokens<'t> {
    rest: &'t [Token],
    end: u32,
}

impl<'t> Tokens<'t> {
    pub(crate) const fn new(rest: &'t [Token], end: u32) -> Self {
        Self { rest, end }
    }

    /// The tokens themselves.
    pub(crate) const fn slice(self) -> &'t [Token] {
        self.rest
    }

    /// The source offset of the first token, or of the end.
    pub(crate) fn here(self) -> u32 {
        self.rest.first().map_or(self.end, |token| token.at())
    }

    pub(crate) fn first(self) -> Option<Token> {
        self.rest.first().copied()
    }

    pub(crate) const fn len(self) -> usize {
        self.rest.len()
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.rest.is_empty()
    }

    /// The slice without its first `n` tokens; empty where there are fewer.
    pub(crate) fn skip(self, n: usize) -> Self {
        Self {
            rest: self.rest.get(n..).unwrap_or_default(),
            end: self.end,
        }
    }
}

impl<'t> Input for Tokens<'t> {
    type Item = Token;
    type Iter = std::iter::Copied<std::slice::Iter<'t, Token>>;
    type IterIndices = std::iter::Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.rest.len()
    }

    fn take(&self, index: usize) -> Self {
        let (taken, behind) = self.rest.split_at(index);
        Self {
            rest: taken,
            end: behind.first().map_or(self.end, |token| token.at()),
        }
    }

    fn take_from(&self, index: usize) -> Self {
        Self {
            rest: &self.rest[index..],
            end: self.end,
        }
    }

    // nom wants the rest first.
    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }

    fn position<P>(&self, predicate: P) -> Option<usize>
    where
        P: Fn(Self::Item) -> bool,
    {
        self.rest.iter().position(|token| predicate(*token))
    }

    fn iter_elements(&self) -> Self::Iter {
        self.rest.iter().copied()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if count <= self.rest.len() {
            Ok(count)
        } else {
            Err(Needed::new(count - self.rest.len()))
        }
    }
}

#[cfg(test)]
mod tests {
    use nom::{IResult, Input as _, bytes::complete::take, combinator::rest};

    use super::Tokens;
    use crate::fold::fold;

    #[test]
    fn halves_come_in_noms_order() {
        let tokens = fold("规章0");
        let input = Tokens::new(&tokens, 7);
        let (behind, taken): (Tokens, Tokens) = input.take_split(2);
        assert_eq!((taken.len(), behind.len()), (2, 1));
        let all: IResult<Tokens, Tokens> = rest(input);
        let (nothing, everything) = all.unwrap_or((input, input));
        assert_eq!((nothing.len(), everything.len()), (0, 3));
    }

    #[test]
    fn an_empty_slice_still_has_a_place() {
        let tokens = fold("规章0");
        let input = Tokens::new(&tokens, 7);
        assert_eq!(input.here(), 0);
        assert_eq!(input.skip(3).here(), 7);
        let taken: IResult<Tokens, Tokens> = take(2usize)(input);
        assert_eq!(
            taken.map(|(behind, head)| (behind.here(), head.skip(2).here())),
            Ok((6, 6))
        );
    }
}
