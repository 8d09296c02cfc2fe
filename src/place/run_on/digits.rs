//! Digits of several cells that stand together without a gap.

use crate::{
    fold::{Class, Token},
    grammar::Tokens,
};

/// The most digits that are taken apart: no row of the form has as many columns.
const MOST: usize = 48;

/// In how few and in how many ways digits are numbers of which none has a needless zero before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Splits {
    /// The fewest numbers they may be.
    pub(crate) fewest: usize,
    /// The ways to make them as many numbers as there are columns; two stands for more.
    pub(crate) ways: usize,
}

/// The ways to take a field of nothing but digits apart.
pub(crate) fn splits(field: Tokens<'_>, columns: usize) -> Option<Splits> {
    let digits = field.slice();
    let plain = digits.iter().all(|token| token.class() == Class::Digit);
    if !plain || digits.is_empty() || digits.len() > MOST {
        return None;
    }
    // Behind each digit: the fewest numbers so far, and the ways to have made so many of them.
    let mut fewest = vec![0usize];
    let mut ways = vec![vec![0usize; columns + 1]];
    if let Some(none) = ways.first_mut().and_then(|start| start.first_mut()) {
        *none = 1;
    }
    for to in 1..=digits.len() {
        let starts = (0..to).filter(|&from| is_number(digits.get(from..to).unwrap_or_default()));
        let (mut least, mut row) = (usize::MAX, vec![0usize; columns + 1]);
        for from in starts {
            least = least.min(fewest.get(from).map_or(usize::MAX, |parts| parts + 1));
            let before = ways.get(from).into_iter().flatten();
            for (slot, more) in row.iter_mut().skip(1).zip(before) {
                *slot = (*slot + more).min(2);
            }
        }
        fewest.push(least);
        ways.push(row);
    }
    Some(Splits {
        fewest: fewest.last().copied()?,
        ways: ways.last()?.get(columns).copied()?,
    })
}

/// Where the numbers begin and end in the only way to take the digits apart into so many.
pub(crate) fn parts(field: Tokens<'_>, columns: usize) -> Option<Vec<(usize, usize)>> {
    let digits = field.slice();
    if splits(field, columns)?.ways != 1 {
        return None;
    }
    let mut parts = Vec::with_capacity(columns);
    let mut from = 0;
    for left in (0..columns).rev() {
        let goes_on = |to: usize| {
            let behind = field.skip(to);
            let rest = if left == 0 {
                behind.is_empty()
            } else {
                splits(behind, left).is_some_and(|splits| splits.ways == 1)
            };
            rest && is_number(digits.get(from..to).unwrap_or_default())
        };
        let to = (from + 1..=digits.len()).find(|&to| goes_on(to))?;
        parts.push((from, to));
        from = to;
    }
    Some(parts)
}

/// Whether digits are a number as it is printed: 0 stands before others in none.
fn is_number(digits: &[Token]) -> bool {
    digits.len() == 1 || digits.first().is_some_and(|token| token.ch() != '0')
}

#[cfg(test)]
mod tests {
    use super::{Splits, parts, splits};
    use crate::{fold::fold, grammar::Tokens};

    #[test]
    fn ways_to_take_digits_apart() {
        let of = |text: &str, columns: usize| {
            let tokens = fold(text);
            splits(Tokens::new(&tokens, 0), columns).map(|Splits { fewest, ways }| (fewest, ways))
        };
        assert_eq!(of("000", 3), Some((3, 1)));
        assert_eq!(of("010", 3), Some((2, 1)));
        assert_eq!(of("340", 3), Some((1, 1)));
        assert_eq!(of("3401", 3), Some((1, 2)));
        assert_eq!(of("3001", 3), Some((1, 1)));
        assert_eq!(of("0301", 3), Some((2, 1)));
        assert_eq!(of("00", 3), Some((2, 0)));
        assert_eq!(of("0000", 3), Some((4, 0)));
        assert_eq!(of("1.5", 2), None);
        assert_eq!(of("", 2), None);
    }

    #[test]
    fn the_only_way() {
        let of = |text: &str, columns: usize| -> Option<Vec<String>> {
            let tokens = fold(text);
            let parts = parts(Tokens::new(&tokens, 0), columns)?;
            let part = |&(from, to): &(usize, usize)| text.get(from..to).map(str::to_owned);
            parts.iter().map(part).collect()
        };
        let numbers = |of: &[&str]| Some(of.iter().map(|&part| part.to_owned()).collect());
        assert_eq!(of("000", 3), numbers(&["0", "0", "0"]));
        assert_eq!(of("0120", 3), None);
        assert_eq!(of("00120", 4), None);
        assert_eq!(of("0100", 3), numbers(&["0", "10", "0"]));
        assert_eq!(of("12", 3), None);
    }
}
