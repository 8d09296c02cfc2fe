//! The words of a clause as input, and one word at a time.

use nom::combinator::{opt, value, verify};
use nom::{IResult, Input, Needed, Parser};
use std::iter::{Copied, Enumerate};
use std::slice::Iter;

use crate::grammar::claims::lexeme::Sort;
use crate::model::Number;
use crate::template::Unit;
use crate::template::narrative::{Noun, Verb, Word};

/// The telling lexemes of a clause, as input.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'l>(pub(super) &'l [Sort]);

pub(super) type Found<'l, O> = IResult<Words<'l>, O, ()>;

impl<'l> Input for Words<'l> {
    type Item = Sort;
    type Iter = Copied<Iter<'l, Sort>>;
    type IterIndices = Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.0.len()
    }

    fn take(&self, count: usize) -> Self {
        Self(self.0.get(..count).unwrap_or(self.0))
    }

    fn take_from(&self, count: usize) -> Self {
        Self(self.0.get(count..).unwrap_or_default())
    }

    fn take_split(&self, count: usize) -> (Self, Self) {
        (self.take_from(count), self.take(count))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.0.iter().position(|&sort| predicate(sort))
    }

    fn iter_elements(&self) -> Self::Iter {
        self.0.iter().copied()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        match count.checked_sub(self.0.len()) {
            None | Some(0) => Ok(count),
            Some(missing) => Err(Needed::new(missing)),
        }
    }
}

pub(super) fn count(input: Words<'_>) -> Found<'_, Number> {
    one(|sort| match sort {
        Sort::Amount(number, None) => Some(number),
        _ => None,
    })
    .parse(input)
}

pub(super) fn money(input: Words<'_>) -> Found<'_, (Number, Unit)> {
    one(|sort| match sort {
        Sort::Amount(number, Some(unit)) => Some((number, unit)),
        _ => None,
    })
    .parse(input)
}

pub(super) fn year<'l>(offset: i32) -> impl Parser<Words<'l>, Output = (), Error = ()> {
    one(move |sort| (sort == Sort::Year(offset)).then_some(()))
}

pub(super) fn word<'l>(wanted: Word) -> impl Parser<Words<'l>, Output = Word, Error = ()> {
    one(move |sort| (sort == Sort::Word(wanted)).then_some(wanted))
}

pub(super) fn verb<'l>(wanted: Verb) -> impl Parser<Words<'l>, Output = Verb, Error = ()> {
    one(move |sort| (sort == Sort::Word(Word::Verb(wanted))).then_some(wanted))
}

/// 收到, 新收.
pub(super) fn receive(input: Words<'_>) -> Found<'_, Verb> {
    one(|sort| match sort {
        Sort::Word(Word::Verb(verb @ (Verb::Receive | Verb::ReceiveNew))) => Some(verb),
        _ => None,
    })
    .parse(input)
}

pub(super) fn noun<'l>(wanted: Noun) -> impl Parser<Words<'l>, Output = Noun, Error = ()> {
    one(move |sort| (sort == Sort::Word(Word::Noun(wanted))).then_some(wanted))
}

/// One lexeme that is what is wanted.
pub(super) fn one<'l, O>(
    wanted: impl Fn(Sort) -> Option<O>,
) -> impl Parser<Words<'l>, Output = O, Error = ()> {
    move |input: Words<'l>| match input.0.split_first() {
        Some((first, rest)) => match wanted(*first) {
            Some(found) => Ok((Words(rest), found)),
            None => Err(nom::Err::Error(())),
        },
        None => Err(nom::Err::Error(())),
    }
}

/// One thing after the other: 行政复议、行政诉讼.
pub(super) fn joined<'l, O>(
    mut thing: impl FnMut(Words<'l>) -> Found<'l, O>,
) -> impl FnMut(Words<'l>) -> Found<'l, Vec<O>> {
    move |input| {
        let (mut rest, first) = thing(input)?;
        let mut all = vec![first];
        loop {
            let (behind, _) = opt(word(Word::And)).parse(rest)?;
            match thing(behind) {
                Ok((next, found)) => {
                    all.push(found);
                    rest = next;
                }
                Err(_) => return Ok((rest, all)),
            }
        }
    }
}

/// 一起: none, not even one.
pub(super) fn single(input: Words<'_>) -> Found<'_, ()> {
    value((), verify(count, |number| *number == Number::from(1))).parse(input)
}
