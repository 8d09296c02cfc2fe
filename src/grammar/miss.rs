//! What a production says when it does not fit: how far it got, and what it would have accepted there.

use nom::error::{ErrorKind, FromExternalError, ParseError};

use super::input::Tokens;

/// A place and what was expected there. Branches that got equally far are merged; otherwise the farthest speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Miss {
    at: u32,
    expected: [&'static str; 4],
}

impl Miss {
    pub(crate) const fn new(at: u32, expected: &'static str) -> Self {
        Self {
            at,
            expected: [expected, "", "", ""],
        }
    }

    /// The source offset of the token that did not fit.
    #[cfg(test)]
    pub(crate) const fn at(&self) -> u32 {
        self.at
    }

    /// What would have fitted, without repetition.
    pub(crate) fn expected(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.expected
            .iter()
            .copied()
            .filter(|name| !name.is_empty())
    }

    fn add(&mut self, name: &'static str) {
        if name.is_empty() || self.expected.contains(&name) {
            return;
        }
        if let Some(free) = self.expected.iter_mut().find(|slot| slot.is_empty()) {
            *free = name;
        }
    }
}

impl<'t> ParseError<Tokens<'t>> for Miss {
    fn from_error_kind(input: Tokens<'t>, _: ErrorKind) -> Self {
        Self::new(input.here(), "")
    }

    // `alt` calls this with the place where it began; the inner miss knows better.
    fn append(_: Tokens<'t>, _: ErrorKind, inner: Self) -> Self {
        inner
    }

    fn or(mut self, other: Self) -> Self {
        match self.at.cmp(&other.at) {
            std::cmp::Ordering::Greater => self,
            std::cmp::Ordering::Less => other,
            std::cmp::Ordering::Equal => {
                for name in other.expected() {
                    self.add(name);
                }
                self
            }
        }
    }
}

impl<'t> FromExternalError<Tokens<'t>, &'static str> for Miss {
    fn from_external_error(input: Tokens<'t>, _: ErrorKind, expected: &'static str) -> Self {
        Self::new(input.here(), expected)
    }
}

#[cfg(test)]
mod tests {
    use nom::error::ParseError as _;

    use super::Miss;

    #[test]
    fn the_farthest_branch_speaks() {
        let (near, far) = (Miss::new(3, "a digit"), Miss::new(9, "a unit"));
        assert_eq!(near.or(far), far);
        assert_eq!(far.or(near), far);
    }

    #[test]
    fn equally_far_branches_are_merged_once() {
        let merged = Miss::new(3, "a digit")
            .or(Miss::new(3, "a sign"))
            .or(Miss::new(3, "a digit"));
        assert_eq!(merged.expected().collect::<Vec<_>>(), ["a digit", "a sign"]);
        assert_eq!(merged.at(), 3);
    }
}
